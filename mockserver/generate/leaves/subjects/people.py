"""People whose data agrees: first and last name, the e-mail and user name made of them, all from one draw."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from mockserver.generate.leaves.banks.library import phrases
from mockserver.generate.leaves.leaf import Leaf, mix, pooled
from mockserver.generate.leaves.text.filler import DOMAINS, WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockserver.generate.leaves.options import GenerateOptions

POOL = 320


class Person(NamedTuple):
    """One person; `email` is at a domain reserved for examples, `gender` is `female` or `male`."""

    first: str
    last: str
    full: str
    gender: str
    email: str
    username: str


class First(NamedTuple):
    """A first name, how it is spelled in addresses, and the gender that goes with it."""

    name: str
    plain: str
    gender: str


class Last(NamedTuple):
    """A last name, and how it is spelled in addresses."""

    name: str
    plain: str


def person(entropy: int, options: GenerateOptions) -> Person:
    """Return the person that `entropy` stands for in the locale of `options`."""
    return Person(*(PARTS[part](options)(entropy) for part in Person._fields))


def ascii_of(text: str, fallback: str = "user") -> str:
    """Return `text` in the letters that an e-mail address or a user name is made of."""
    spelled = "".join(_SPELLINGS.get(character, character) for character in text.lower())
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return "".join(character for character in plain if character.isalnum()) or fallback


def names(options: GenerateOptions) -> tuple[tuple[First, ...], tuple[Last, ...]]:
    """Return the first and last names of the locale of `options`."""
    return options.pools.once("people", lambda: _names(options))


def _first(options: GenerateOptions) -> Leaf:
    return pooled([first.name for first in names(options)[0]])


def _gender(options: GenerateOptions) -> Leaf:
    return pooled([first.gender for first in names(options)[0]])


def _last(options: GenerateOptions) -> Leaf:
    firsts, lasts = names(options)
    count, size = len(firsts), len(lasts)
    return lambda entropy: lasts[entropy // count % size].name


def _full(options: GenerateOptions) -> Leaf:
    firsts, lasts = (tuple(each.name for each in part) for part in names(options))
    count, size = len(firsts), len(lasts)
    if options.pools.locale.partition("_")[0] in _FAMILY_FIRST:
        return lambda entropy: lasts[entropy // count % size] + firsts[entropy % count]
    return lambda entropy: f"{firsts[entropy % count]} {lasts[entropy // count % size]}"


def _email(options: GenerateOptions) -> Leaf:
    firsts, lasts = names(options)
    return _made_of(firsts, lasts, lambda first, last, style: f"{_local(first, last, style)}@{DOMAINS[style % 3]}")


def _username(options: GenerateOptions) -> Leaf:
    firsts, lasts = names(options)
    return _made_of(firsts, lasts, lambda first, last, style: _USERNAMES[style % 5](first.plain, last.plain, style))


def _made_of(
    firsts: tuple[First, ...], lasts: tuple[Last, ...], write: Callable[[First, Last, int], str]
) -> Callable[[int], str]:
    count, size = len(firsts), len(lasts)

    def made(entropy: int) -> str:
        rest, index = divmod(entropy, count)
        rest, other = divmod(rest, size)
        return write(firsts[index], lasts[other], rest)

    return made


def _local(first: First, last: Last, style: int) -> str:
    kind = style % 8
    if kind < 3:
        return f"{first.plain}.{last.plain}"
    if kind < 5:
        return f"{first.plain}.{last.plain}{style // 8 % 89 + 10}"
    return f"{first.plain[0]}.{last.plain}" if kind == 5 else f"{first.plain}{last.plain}"


def _names(options: GenerateOptions) -> tuple[tuple[First, ...], tuple[Last, ...]]:
    if options.pools.locale in _ENGLISH:
        female, male, last = (phrases("people", part) for part in ("female", "male", "last"))
    else:
        female, male = _drawn("first_name_female", options), _drawn("first_name_male", options)
        last = _drawn("last_name", options)
    genders = {**dict.fromkeys(male, "male"), **dict.fromkeys(female, "female")}
    firsts = tuple(
        First(name, ascii_of(name, _word(number)), gender) for number, (name, gender) in enumerate(genders.items())
    )
    lasts = tuple(Last(name, ascii_of(name, _word(-1 - number))) for number, name in enumerate(dict.fromkeys(last)))
    return firsts, lasts


def _word(number: int) -> str:
    """A stand-in for a name in a script that has no spelling in ASCII here."""
    return WORDS[number % len(WORDS)]


def _drawn(provider: str, options: GenerateOptions) -> tuple[str, ...]:
    name = provider if options.pools.offers(provider) else "first_name"
    return tuple(str(value) for value in options.pools.draw(name, pool_size=POOL))


def _initials(options: GenerateOptions) -> Leaf:
    firsts, lasts = names(options)
    return _made_of(firsts, lasts, lambda first, last, _style: first.name[0] + last.name[0])


def _prefix(options: GenerateOptions) -> Leaf:
    genders = [first.gender for first in names(options)[0]]
    count = len(genders)
    return lambda entropy: _TITLES[genders[entropy % count]][entropy // count % 4]


def _middle(options: GenerateOptions) -> Leaf:
    first = _first(options)
    return lambda entropy: first(mix(entropy, 5))


_ENGLISH = frozenset({"en", "en_US", "en_GB", "en_CA", "en_AU", "en_IE", "en_NZ"})
_FAMILY_FIRST = frozenset({"ja", "zh", "ko"})
_TITLES = {"female": ("Ms.", "Ms.", "Mrs.", "Dr."), "male": ("Mr.", "Mr.", "Mr.", "Dr.")}
_GERMAN = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "o", "æ": "ae", "å": "a", "ł": "l", "đ": "d", "ð": "d"}
_CYRILLIC = dict(zip("абвгґдезиійклмнопрстуфыэ", "abvggdeziiyklmnoprstufye", strict=True))
_DIGRAPHS = dict(zip("єжхцчшщюя", ("ye", "zh", "kh", "ts", "ch", "sh", "shch", "yu", "ya"), strict=True))
_SPELLINGS = _GERMAN | _CYRILLIC | _DIGRAPHS
_USERNAMES: tuple[Callable[[str, str, int], str], ...] = (
    lambda first, last, _style: f"{first}.{last}",
    lambda first, last, style: f"{first}{last[0]}{style // 5 % 90 + 10}",
    lambda first, last, _style: f"{first[0]}{last}",
    lambda first, _last, style: f"{first}{style // 5 % 900 + 100}",
    lambda first, last, _style: f"{first}_{last}",
)

PARTS: dict[str, Callable[[GenerateOptions], Leaf]] = {
    "first": _first,
    "last": _last,
    "full": _full,
    "gender": _gender,
    "email": _email,
    "username": _username,
    "initials": _initials,
    "prefix": _prefix,
    "middle": _middle,
}
