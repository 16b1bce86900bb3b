"""Sets of characters as sorted, disjoint, inclusive ranges of code points; and ECMA-262's named ones."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

Ranges = tuple[tuple[int, int], ...]

LAST = 0x10FFFF


def union(*sets: Ranges) -> Ranges:
    """Return what is in any of `sets`."""
    merged: list[tuple[int, int]] = []
    for low, high in sorted(pair for ranges in sets for pair in ranges):
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], high))
        else:
            merged.append((low, high))
    return tuple(merged)


def negate(ranges: Ranges) -> Ranges:
    """Return every character, surrogates aside, that is not in `ranges`."""
    gaps: list[tuple[int, int]] = []
    start = 0
    for low, high in union(ranges, SURROGATES):
        if start < low:
            gaps.append((start, low - 1))
        start = high + 1
    if start <= LAST:
        gaps.append((start, LAST))
    return tuple(gaps)


def contains(ranges: Ranges, character: str) -> bool:
    """Tell whether `character` is in `ranges`."""
    code = ord(character)
    index = bisect_right(ranges, (code, LAST + 1)) - 1
    return index >= 0 and ranges[index][1] >= code


def only(text: str) -> Ranges:
    """Return the set of the characters of `text`."""
    return union(tuple((ord(character), ord(character)) for character in text))


def members(ranges: Ranges, limit: int) -> str:
    """Return the first `limit` characters of the set that can be printed, or the first ones at all."""
    every = [chr(code) for low, high in ranges for code in range(low, min(high, low + 4 * limit) + 1)]
    every = [character for character in every if not "\ud800" <= character <= "\udfff"]
    return "".join([character for character in every if character.isprintable()][:limit] or every[:limit])


@lru_cache(maxsize=64)
def property_of(name: str) -> Ranges | None:
    r"""Return what `\p{name}` stands for among the scripts below U+3100 and Han, or None if the name is unknown."""
    key, _, value = name.partition("=")
    if key in _SCRIPT_KEYS and value:
        return _where(lambda character: unicodedata.name(character, "").startswith(_script_name(value)))
    category = value if key in {"gc", "General_Category"} else key
    if category in _BINARY:
        return _BINARY[category]
    category = _LONG_CATEGORIES.get(category, category)
    if category[:1] not in set("LMNPSZC") or len(category) > 2:
        return None
    return _where(lambda character: unicodedata.category(character).startswith(category))


def _where(holds: Callable[[str], bool]) -> Ranges:
    codes = (*range(0x3100), *range(0x4E00, 0x4E80), *range(0x1F600, 0x1F640))
    return union(tuple((code, code) for code in codes if not 0xD800 <= code <= 0xDFFF and holds(chr(code))))


def _script_name(value: str) -> str:
    return _SCRIPTS.get(value, value.upper().replace("_", " "))


SURROGATES: Ranges = ((0xD800, 0xDFFF),)
DIGITS: Ranges = ((0x30, 0x39),)
WORD: Ranges = ((0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A))
LINE_ENDS: Ranges = ((0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029))
SPACES: Ranges = (
    (0x09, 0x0D),
    (0x20, 0x20),
    (0xA0, 0xA0),
    (0x1680, 0x1680),
    (0x2000, 0x200A),
    (0x2028, 0x2029),
    (0x202F, 0x202F),
    (0x205F, 0x205F),
    (0x3000, 0x3000),
    (0xFEFF, 0xFEFF),
)
ANY: Ranges = negate(())
_BINARY: dict[str, Ranges] = {
    "Any": ANY,
    "ASCII": ((0, 0x7F),),
    "ASCII_Hex_Digit": only("0123456789abcdefABCDEF"),
    "Hex_Digit": only("0123456789abcdefABCDEF"),
    "White_Space": SPACES,
    "Alphabetic": union(((0x41, 0x5A), (0x61, 0x7A), (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x24F))),
    "Alpha": union(((0x41, 0x5A), (0x61, 0x7A), (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x24F))),
    "Lowercase": ((0x61, 0x7A), (0xDF, 0xF6), (0xF8, 0xFF)),
    "Uppercase": ((0x41, 0x5A), (0xC0, 0xD6), (0xD8, 0xDE)),
    "ID_Start": union(((0x41, 0x5A), (0x61, 0x7A), (0xC0, 0xD6), (0xD8, 0xF6))),
    "ID_Continue": WORD,
    "Emoji_Presentation": ((0x1F600, 0x1F63F),),
    "Extended_Pictographic": ((0x1F600, 0x1F63F),),
    "Emoji": ((0x1F600, 0x1F63F),),
}
_SCRIPT_KEYS = ("Script", "sc", "Script_Extensions", "scx")
_SCRIPTS = {
    "Han": "CJK UNIFIED",
    "Latn": "LATIN",
    "Cyrl": "CYRILLIC",
    "Grek": "GREEK",
    "Hani": "CJK UNIFIED",
    "Hira": "HIRAGANA",
    "Kana": "KATAKANA",
    "Hebr": "HEBREW",
    "Arab": "ARABIC",
}
_LONG_CATEGORIES = {
    "Letter": "L",
    "Uppercase_Letter": "Lu",
    "Lowercase_Letter": "Ll",
    "Mark": "M",
    "Number": "N",
    "Decimal_Number": "Nd",
    "digit": "Nd",
    "Punctuation": "P",
    "punct": "P",
    "Symbol": "S",
    "Separator": "Z",
    "Space_Separator": "Zs",
    "Other": "C",
    "Control": "Cc",
}
