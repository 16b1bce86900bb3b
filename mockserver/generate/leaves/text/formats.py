"""A string for a `format`: every name of the OAS registry and of JSON Schema's, and the aliases that authors use.

A format has a natural leaf, and where its values can be stretched or cut a second one that hits a length exactly.
"""

from __future__ import annotations

from base64 import b64encode, urlsafe_b64encode
from functools import partial
from typing import TYPE_CHECKING

from mockserver.generate.leaves.fakes.own import own_leaf
from mockserver.generate.leaves.leaf import Stream, TextLeaf, mix, pooled
from mockserver.generate.leaves.subjects import people, places
from mockserver.generate.leaves.text import filler
from mockserver.generate.leaves.text.identifiers import IDENTIFIERS
from mockserver.generate.leaves.text.moments import MOMENTS, moment
from mockserver.generate.leaves.text.networks import NETWORKS

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockserver.generate.leaves.options import GenerateOptions

    Exact = Callable[[Stream, int], str]


def format_source(
    name_of_format: str, name: str, low: int, high: int | None, options: GenerateOptions
) -> TextLeaf | None:
    """Return the leaf of strings in that format, `low` to `high` code points long.

    `name` is the property's, and decides the tense of times. None means that the format is unknown, or that no value of
    it has such a length.
    """
    if name_of_format in options.providers:
        leaf: TextLeaf = own_leaf(options.providers[name_of_format])
    elif name_of_format in FORMATS:
        leaf = FORMATS[name_of_format](name, options)
    else:
        return None
    if low <= 0 and high is None:
        return leaf
    lengths = [len(leaf(mix(number, 3))) for number in range(64)]
    if min(lengths) >= low and (high is None or max(lengths) <= high):
        return leaf
    return _stretched(name_of_format, leaf, low, high) or _chosen(leaf, low, high)


def _stretched(name_of_format: str, leaf: TextLeaf, low: int, high: int | None) -> TextLeaf | None:
    least, exact = EXACT.get(name_of_format, (0, None))
    longest = _LONGEST.get(name_of_format)
    if longest is not None:
        high = longest if high is None else min(high, longest)
    if exact is None or (high is not None and high < max(low, least)):
        return None
    bottom = max(low, least)
    top = min(bottom + 12, high) if high is not None else bottom + 12

    def fit(entropy: int) -> str:
        value = leaf(entropy)
        if low <= len(value) and (high is None or len(value) <= high):
            return value
        stream = Stream(entropy)
        return exact(stream, stream.between(bottom, top))

    lengths = [len(fit(mix(number, 3))) for number in range(64)]
    return fit if min(lengths) >= low and (high is None or max(lengths) <= high) else None


def _chosen(leaf: TextLeaf, low: int, high: int | None) -> TextLeaf | None:
    values = [leaf(mix(number, 5)) for number in range(256)]
    fitting = [value for value in values if low <= len(value) and (high is None or len(value) <= high)]
    return pooled(fitting) if fitting else None


def _fixed(*values: str) -> Callable[[str, GenerateOptions], TextLeaf]:
    return lambda _name, _options: pooled(values)


def _plain(leaf: TextLeaf) -> Callable[[str, GenerateOptions], TextLeaf]:
    return lambda _name, _options: leaf


def _email(_name: str, options: GenerateOptions) -> TextLeaf:
    return people.PARTS["email"](options)


def _phone(_name: str, options: GenerateOptions) -> TextLeaf:
    return places.PARTS["phone"](options)


def _phrase(entropy: int) -> str:
    return filler.PHRASES[entropy % len(filler.PHRASES)]


def _base64(entropy: int) -> str:
    return b64encode(_phrase(entropy).encode()).decode()


def _base64url(entropy: int) -> str:
    return urlsafe_b64encode(_phrase(entropy).encode()).decode().rstrip("=")


def _duration(entropy: int) -> str:
    return DURATIONS[entropy % len(DURATIONS)]


def _password(entropy: int) -> str:
    stream = Stream(entropy)
    words = (filler.word(stream, stream.between(4, 7)).capitalize() for _ in range(2))
    return f"{'-'.join(words)}{stream.between(10, 99)}{stream.pick('!?#%')}"


def _integer(bits: int) -> Callable[[str, GenerateOptions], TextLeaf]:
    return lambda _name, _options: lambda entropy: str(entropy % min(1 << bits, 1_000_000))


def _decimal(_name: str, _options: GenerateOptions) -> TextLeaf:
    return lambda entropy: f"{entropy % 100_000 / 100:.2f}"


def _html(entropy: int) -> str:
    return f"<p>{_phrase(entropy)}</p>"


def _commonmark(entropy: int) -> str:
    return f"## {_phrase(entropy)}\n\n- {_phrase(mix(entropy))}\n- {_phrase(mix(entropy, 2))}"


def _pointer(entropy: int) -> str:
    stream = Stream(entropy)
    return f"/{filler.word(stream, stream.between(3, 6))}/{stream.below(5)}/{filler.word(stream, stream.between(4, 8))}"


def _exact_base64(stream: Stream, length: int) -> str:
    # only multiples of four are base64: the window of the caller is wider than that wherever it can be
    size = length // 4 * 3
    return b64encode(filler.prose(stream, size, size).encode() if size else b"").decode()


def _exact_email(stream: Stream, length: int) -> str:
    domain = "@example.com" if length >= 13 else "@a.de"
    local = length - len(domain)
    if local <= 64:
        return filler.word(stream, local) + domain
    return filler.word(stream, 60) + "@" + _exact_host(stream, length - 61)


def _exact_host(stream: Stream, length: int) -> str:
    labels: list[str] = []
    left = length
    while left > 63:
        labels.append(filler.word(stream, 50))
        left -= 51
    labels.append(filler.word(stream, left) if left < 5 else filler.word(stream, left - 4) + ".com")
    return ".".join(labels)


def _exact_uri(stream: Stream, length: int) -> str:
    stem = "https://example.com/" if length > 20 else "a:"
    return stem + filler.word(stream, length - len(stem))


def _exact_pointer(stream: Stream, length: int) -> str:
    return "/" + filler.word(stream, length - 1) if length else ""


def _exact_regex(stream: Stream, length: int) -> str:
    return filler.word(stream, length)


def _exact_password(stream: Stream, length: int) -> str:
    return filler.characters(stream, filler.ALPHANUMERIC + "ABCDEFGHKMNPQRSTUVWXYZ!?#%", length)


def _exact_digits(stream: Stream, length: int) -> str:
    return str(stream.between(1, 9)) + filler.digits(stream, length - 1)


DURATIONS = (
    "PT15M",
    "PT30M",
    "PT45M",
    "PT1H",
    "PT1H30M",
    "PT2H",
    "PT8H",
    "P1D",
    "P2D",
    "P7D",
    "P14D",
    "P30D",
    "P1M",
    "P1Y",
)
REGEXES = (r"^[a-z0-9-]+$", r"^\d{4,6}$", r"^[A-Z]{2}\d{3}$", r"^.+\.csv$", r"^(draft|final)-", r"\bsale\b", r"^\w+$")

FORMATS: dict[str, Callable[[str, GenerateOptions], TextLeaf]] = {
    **{name: partial(moment, style) for name, style in MOMENTS.items()},
    "duration": _plain(_duration),
    "email": _email,
    **dict.fromkeys(("phone", "phone-number", "tel", "telephone", "msisdn", "e164"), _phone),
    "idn-email": _email,
    "regex": _fixed(*REGEXES),
    "byte": _plain(_base64),
    "base64": _plain(_base64),
    "sf-binary": _plain(lambda entropy: f":{_base64(entropy)}:"),
    "base64url": _plain(_base64url),
    "binary": _plain(_phrase),
    "password": _plain(_password),
    "char": _plain(lambda entropy: filler.LETTERS[entropy % 26]),
    **{f"{sign}int{bits}": _integer(bits) for sign in ("", "u") for bits in (8, 16, 32, 64)},
    "integer": _integer(32),
    "double-int": _integer(53),
    "sf-integer": _integer(32),
    **dict.fromkeys(("float", "double", "decimal", "decimal128", "number", "sf-decimal"), _decimal),
    "sf-boolean": _fixed("?0", "?1"),
    "sf-string": _plain(lambda entropy: f'"{_phrase(entropy)}"'),
    "sf-token": _plain(lambda entropy: filler.word(Stream(entropy), 3 + entropy % 6)),
    "html": _plain(_html),
    "commonmark": _plain(_commonmark),
    "markdown": _plain(_commonmark),
    "json-pointer": _plain(_pointer),
    "relative-json-pointer": _plain(lambda entropy: str(entropy % 3) + _pointer(entropy)),
    **{name: _plain(leaf) for name, leaf in IDENTIFIERS.items()},
    **{name: _plain(leaf) for name, leaf in NETWORKS.items()},
}

# The least length that a format can have, and what makes a value of a length from there on.
EXACT: dict[str, tuple[int, Exact]] = {
    "email": (6, _exact_email),
    "idn-email": (6, _exact_email),
    "hostname": (1, _exact_host),
    "idn-hostname": (1, _exact_host),
    **dict.fromkeys(("uri", "iri", "url", "uri-template"), (3, _exact_uri)),
    "uri-reference": (1, _exact_regex),
    "iri-reference": (1, _exact_regex),
    "json-pointer": (0, _exact_pointer),
    "regex": (1, _exact_regex),
    "byte": (0, _exact_base64),
    "base64": (0, _exact_base64),
    "base64url": (0, _exact_base64),
    "password": (1, _exact_password),
    "binary": (0, lambda stream, length: filler.prose(stream, length, length)),
    "html": (0, lambda stream, length: filler.prose(stream, length, length)),
    "commonmark": (0, lambda stream, length: filler.prose(stream, length, length)),
    "markdown": (0, lambda stream, length: filler.prose(stream, length, length)),
    "sf-token": (1, _exact_regex),
    **dict.fromkeys(("int32", "int64", "integer", "decimal", "decimal128", "double", "float"), (1, _exact_digits)),
}
_LONGEST = {"hostname": 253, "idn-hostname": 253}
