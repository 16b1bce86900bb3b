"""People whose data agrees: first and last name, the e-mail and user name made of them, the picture, all from one draw."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mockserver.generate.leaves.leaf import mix
from mockserver.generate.leaves.networks import DOMAINS

if TYPE_CHECKING:
    from mockserver.generate.leaves.options import GenerateOptions

FIRST_NAMES = 320


@dataclass(frozen=True, slots=True)
class Person:
    """One person; `local` is the local part of the e-mail address, in ASCII."""

    first: str
    last: str
    gender: str
    local: str
    username: str
    entropy: int

    @property
    def full(self) -> str:
        """The name as it is written on a letter."""
        return f"{self.first} {self.last}"


def person(entropy: int, options: GenerateOptions) -> Person:
    """Return the person that `entropy` stands for in the locale of `options`."""
    firsts, lasts = options.pools.once("people", lambda: _names(options))
    rest, index = divmod(entropy, len(firsts))
    first, first_ascii, gender = firsts[index]
    rest, index = divmod(rest, len(lasts))
    last, last_ascii = lasts[index]
    style = rest % 16
    local = _LOCALS[style % 4](first_ascii, last_ascii, style)
    return Person(first, last, gender, local, _USERNAMES[style % 5](first_ascii, last_ascii, rest % 90 + 10), entropy)


def email_of(who: Person) -> str:
    """Return the address of `who` at one of the domains reserved for examples."""
    return f"{who.local}@{DOMAINS[mix(who.entropy) % 3]}"


def ascii_of(text: str, fallback: str = "user") -> str:
    """Return `text` in the letters that an e-mail address or a user name is made of."""
    spelled = "".join(_SPELLINGS.get(character, character) for character in text.lower())
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return "".join(character for character in plain if character.isalnum()) or fallback


def _names(options: GenerateOptions) -> tuple[list[tuple[str, str, str]], list[tuple[str, str]]]:
    draw = options.pools.draw
    firsts: dict[str, str] = {}
    for provider, gender in (("first_name_female", "female"), ("first_name_male", "male")):
        method = provider if options.pools.offers(provider) else "first_name"
        for name in draw(method, size=FIRST_NAMES):
            firsts.setdefault(name, gender)
    lasts = dict.fromkeys(draw("last_name", size=2 * FIRST_NAMES))
    return (
        [(name, ascii_of(name), gender) for name, gender in firsts.items()],
        [(name, ascii_of(name, "contact")) for name in lasts],
    )


_SPELLINGS = {
    "ä": "ae",
    "ö": "oe",
    "ü": "ue",
    "ß": "ss",
    "ø": "o",
    "æ": "ae",
    "å": "a",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
}
_LOCALS = (
    lambda first, last, _style: f"{first}.{last}",
    lambda first, last, _style: f"{first[0]}.{last}",
    lambda first, last, style: f"{first}.{last}{style + 3}",
    lambda first, last, _style: f"{first}{last}",
)
_USERNAMES = (
    lambda first, last, _number: f"{first}.{last}",
    lambda first, last, number: f"{first}{last[0]}{number}",
    lambda first, last, _number: f"{first[0]}{last}",
    lambda first, _last, number: f"{first}{number}",
    lambda first, last, _number: f"{first}_{last}",
)
