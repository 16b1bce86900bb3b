"""JavaScript Faker's functions that take arguments (numbers, strings, choices, texts), each a leaf at compile time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mockserver.generate.leaves.fakes.error import FakerError
from mockserver.generate.leaves.leaf import Stream, constant, mix, pooled
from mockserver.generate.leaves.patterns.error import PatternError
from mockserver.generate.leaves.patterns.source import sampler
from mockserver.generate.leaves.patterns.syntax import ENDLESS
from mockserver.generate.leaves.text import filler
from mockserver.generate.leaves.text.identifiers import HEXADECIMAL

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockserver.generate.leaves.fakes.wish import Wish
    from mockserver.generate.leaves.leaf import Leaf
    from mockserver.generate.leaves.options import GenerateOptions

    Build = Callable[[Wish, GenerateOptions], Leaf]


def _integer(low: int, high: int) -> Build:
    def build(wish: Wish, _options: GenerateOptions) -> Leaf:
        if not wish.named and len(wish.positional) == 1:  # a lone number is the upper end
            start, end = 0.0, wish.number("max", 0, high)
        else:
            start, end = wish.number("min", 0, low), wish.number("max", 1, high)
        step = wish.number("multipleOf", 2, wish.number("precision", 2, 1))
        return _grid(wish, start, end, step, whole=step == int(step))

    return build


def _float(wish: Wish, _options: GenerateOptions) -> Leaf:
    low, high = wish.number("min", 0, 0.0), wish.number("max", 1, 1.0 if wish.name.startswith("number") else 1000.0)
    if not wish.named and len(wish.positional) == 1:
        low, high = 0.0, wish.number("max", 0, 1.0)
    digits = wish.count("fractionDigits", 2, 2, 12)
    step = wish.number("multipleOf", 3, wish.number("precision", 3, 10.0**-digits))
    return _grid(wish, low, high, step, whole=False)


def _grid(wish: Wish, low: float, high: float, step: float, *, whole: bool) -> Leaf:
    if high < low or step <= 0:
        raise FakerError(f"x-faker {wish.name}: no number from {low} to {high} in steps of {step}")
    scale = round(1 / step) if step < 1 else 1
    width = step * scale
    start = -(-low * scale // width)
    count = int(high * scale // width - start) + 1
    if count < 1:
        return constant(int(low) if whole else low)
    if whole:
        first, pace = int(start), int(step)
        return lambda entropy: (first + entropy % count) * pace
    return lambda entropy: round((start + entropy % count) * width / scale, 12)


def _of_alphabet(alphabet: str, prefix: str = "", default: int = 1) -> Build:
    def build(wish: Wish, _options: GenerateOptions) -> Leaf:
        length = wish.count("length count", 0, default)
        letters = _cased(alphabet, str(wish.get("casing", 1, "mixed")))
        banned = "".join(wish.get("exclude", 2, ()) or ())
        letters = "".join(letter for letter in letters if letter not in banned) or alphabet
        start = str(wish.get("prefix", 3, prefix))
        return lambda entropy: start + filler.characters(Stream(entropy), letters, length)

    return build


def _cased(alphabet: str, casing: str) -> str:
    change = {"upper": str.upper, "lower": str.lower}.get(casing)
    return alphabet if change is None else "".join(dict.fromkeys(change(alphabet)))


def _from_characters(wish: Wish, _options: GenerateOptions) -> Leaf:
    given = wish.get("characters", 0, "")
    alphabet, length = "".join(given), wish.count("length", 1, 1)
    if not alphabet:
        raise FakerError(f"x-faker {wish.name} needs characters to choose from")
    return lambda entropy: filler.characters(Stream(entropy), alphabet, length)


def _boolean(wish: Wish, _options: GenerateOptions) -> Leaf:
    chance = wish.number("probability", 0, 0.5)
    share = int((chance if chance <= 1 else chance / 100) * 1000)
    return lambda entropy: entropy % 1000 < share


def _element(wish: Wish, _options: GenerateOptions) -> Leaf:
    return pooled(wish.listed())


def _weighted(wish: Wish, _options: GenerateOptions) -> Leaf:
    values: list[Any] = []
    for choice in wish.listed():
        if not isinstance(choice, dict) or "value" not in choice:
            raise FakerError(f"x-faker {wish.name} needs a list of {{weight, value}}, not {choice!r}")
        values.extend([choice["value"]] * max(1, min(int(choice.get("weight", 1)), 100)))
    return pooled(values)


def _elements(wish: Wish, _options: GenerateOptions) -> Leaf:
    values = wish.listed()
    count = min(wish.count("count", 1, 2), len(values))

    def chosen(entropy: int) -> list[Any]:
        order = sorted(range(len(values)), key=lambda index: mix(entropy, index + 1))
        return [values[index] for index in sorted(order[:count])]

    return chosen


def _shuffled(wish: Wish, _options: GenerateOptions) -> Leaf:
    values = wish.listed("list")
    return lambda entropy: [
        values[index] for index in sorted(range(len(values)), key=lambda index: mix(entropy, index + 1))
    ]


def _slugified(wish: Wish, _options: GenerateOptions) -> Leaf:
    text = re.sub(r"[^\w.-]+", "", str(wish.get("string", 0, "")).replace(" ", "-"))
    return constant(text)


def _symbols(wish: Wish, _options: GenerateOptions) -> Leaf:
    template = str(wish.get("string", 0, wish.get("format", 0, "###")))
    sets = {"#": "0123456789", "!": "23456789", "?": filler.LETTERS.upper(), "*": filler.ALPHANUMERIC.upper()}

    def write(entropy: int) -> str:
        stream = Stream(entropy)
        return "".join(stream.pick(sets[sign]) if sign in sets else sign for sign in template)

    return write


def _matching(wish: Wish, _options: GenerateOptions) -> Leaf:
    pattern = str(wish.get("pattern", 0, ""))
    try:
        draw = sampler(f"^(?:{pattern.strip('/')})$", 0, ENDLESS)
    except PatternError as error:
        raise FakerError(f"x-faker {wish.name}: {error}") from error
    return draw or constant("")


def _of_object(which: int) -> Build:
    def build(wish: Wish, _options: GenerateOptions) -> Leaf:
        pairs = list((wish.get("object", 0) or wish.named or {"key": "value"}).items())
        return pooled([pair[which] for pair in pairs])

    return build


def _maybe(wish: Wish, _options: GenerateOptions) -> Leaf:
    return constant(wish.get("value", 0))


def _words(default: int) -> Build:
    def build(wish: Wish, _options: GenerateOptions) -> Leaf:
        count = wish.count("count wordCount", 0, default, 1000)
        glue = "-" if wish.name.endswith("slug") else " "
        words = filler.WORDS
        return lambda entropy: glue.join(words[mix(entropy, place) % len(words)] for place in range(count))

    return build


def _sentences(default: int, glue: str = " ") -> Build:
    def build(wish: Wish, _options: GenerateOptions) -> Leaf:
        count = wish.count("count", 0, default, 200)
        return lambda entropy: glue.join(
            filler.prose(Stream(mix(entropy, place)), 28, 64) + "." for place in range(1, count + 1)
        )

    return build


def _amount(low: float, high: float) -> Build:
    def build(wish: Wish, _options: GenerateOptions) -> Leaf:
        digits = wish.count("dec", 2, 2, 8)
        leaf = _grid(wish, wish.number("min", 0, low), wish.number("max", 1, high), 10.0**-digits, whole=False)
        symbol = str(wish.get("symbol", 3, ""))
        return lambda entropy: f"{symbol}{leaf(entropy):.{digits}f}"

    return build


_MAX_SAFE = (1 << 53) - 1
_LETTERS = filler.LETTERS + filler.LETTERS.upper()

VALUES: dict[str, Build] = {
    "number.int": _integer(0, _MAX_SAFE),
    "number.bigInt": _integer(0, 999_999_999_999_999),
    "datatype.bigInt": _integer(0, 999_999_999_999_999),
    "datatype.number": _integer(0, 99_999),
    "random.number": _integer(0, 99_999),
    "number.float": _float,
    "datatype.float": _float,
    "random.float": _float,
    "number.hex": _of_alphabet(HEXADECIMAL, default=2),
    "number.octal": _of_alphabet("01234567", default=2),
    "number.binary": _of_alphabet("01", default=4),
    "datatype.boolean": _boolean,
    "random.boolean": _boolean,
    "datatype.string": _of_alphabet(_LETTERS, default=10),
    "datatype.hexadecimal": _of_alphabet(HEXADECIMAL, "0x"),
    "random.hexaDecimal": _of_alphabet(HEXADECIMAL, "0x"),
    "random.alpha": _of_alphabet(filler.LETTERS),
    "random.alphaNumeric": _of_alphabet(filler.ALPHANUMERIC),
    "string.alpha": _of_alphabet(_LETTERS),
    "string.alphanumeric": _of_alphabet(_LETTERS + "0123456789"),
    "string.numeric": _of_alphabet("0123456789"),
    "string.hexadecimal": _of_alphabet(HEXADECIMAL, "0x"),
    "string.binary": _of_alphabet("01", "0b"),
    "string.octal": _of_alphabet("01234567", "0o"),
    "string.sample": _of_alphabet(_LETTERS, default=10),
    "string.symbol": _of_alphabet("!#$%&()*+,-./:;<=>?@[]^_{|}~"),
    "string.nanoid": _of_alphabet(_LETTERS + "0123456789_-", default=21),
    "string.fromCharacters": _from_characters,
    "helpers.arrayElement": _element,
    "helpers.enumValue": _element,
    "helpers.randomize": _element,
    "random.arrayElement": _element,
    "helpers.weightedArrayElement": _weighted,
    "helpers.arrayElements": _elements,
    "random.arrayElements": _elements,
    "helpers.shuffle": _shuffled,
    "helpers.slugify": _slugified,
    "helpers.replaceSymbols": _symbols,
    "helpers.replaceSymbolWithNumber": _symbols,
    "helpers.replaceCreditCardSymbols": _symbols,
    "phone.phoneNumberFormat": _symbols,
    "helpers.fromRegExp": _matching,
    "helpers.regexpStyleStringParse": _matching,
    "helpers.objectKey": _of_object(0),
    "helpers.objectValue": _of_object(1),
    "random.objectElement": _of_object(1),
    "helpers.maybe": _maybe,
    "helpers.rangeToNumber": _integer(0, 100),
    "lorem.word": _words(1),
    "lorem.words": _words(3),
    "lorem.slug": _words(3),
    "random.word": _words(1),
    "random.words": _words(3),
    "word.words": _words(3),
    "lorem.sentence": _sentences(1),
    "lorem.sentences": _sentences(3),
    "lorem.paragraph": _sentences(3),
    "lorem.paragraphs": _sentences(3, "\n"),
    "lorem.lines": _sentences(3, "\n"),
    "lorem.text": _sentences(2),
    "finance.amount": _amount(0, 1000),
    "commerce.price": _amount(1, 1000),
}
