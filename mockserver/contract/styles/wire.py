"""What every style needs to know of a value to read it, and how texts that a style has parted become JSON values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mockserver.contract.parameter import Malformed, Style
from mockserver.contract.styles.json_text import load
from mockserver.contract.styles.percent import unescape, unescape_form, verbatim

if TYPE_CHECKING:
    from mockserver.contract.shape import Shape

Unescape = Callable[[str], str]


@dataclass(frozen=True, slots=True, eq=False)
class Wire:
    """One value on the wire: its name, how it is laid out, what it may hold, how its texts are escaped.

    `commas_part` says that encoded commas part items too, because no item can hold one.
    """

    name: str
    style: Style
    explode: bool
    shape: Shape
    unescape: Unescape = unescape
    commas_part: bool = False

    def parted(self, raw: str) -> list[str]:
        """Part raw text at the style's delimiter, in the spellings that it may have here."""
        return _delimiter(self.style, self.unescape, commas_part=self.commas_part).split(raw)


def leaf(text: str, shape: Shape) -> Any:
    """Return a decoded text as a value: text, or the JSON that containers below a style's own level travel as."""
    if shape.is_null(text):
        return None
    if shape.allows("primitive") or text[:1] not in ("{", "["):
        return text
    try:
        return load(text)
    except Malformed:
        return text


def member(texts: list[str], shape: Shape, name: str) -> Any:
    """Return the value of one name from the texts given for it: several make an array, if one may stand there."""
    if len(texts) == 1:
        value = leaf(texts[0], shape)
        return [value] if shape.kinds == ("array",) and isinstance(value, str) else value
    if not shape.allows("array"):
        raise Malformed(f'"{name}" is given {len(texts)} times, and takes one value', (name,))
    return [leaf(text, shape.item(index)) for index, text in enumerate(texts)]


def array(raws: Iterable[str], wire: Wire) -> list[Any]:
    """Return the items that raw texts, already parted, stand for."""
    items = []
    for index, raw in enumerate(raws):
        try:
            items.append(leaf(wire.unescape(raw), wire.shape.item(index)))
        except Malformed as defect:
            raise Malformed(defect.message, (index, *defect.path)) from None
    return items


def record(pairs: Iterable[tuple[str, str]], wire: Wire) -> dict[str, Any]:
    """Return the object that decoded names and raw values, already parted, stand for."""
    texts: dict[str, list[str]] = {}
    for name, raw in pairs:
        try:
            texts.setdefault(name, []).append(wire.unescape(raw))
        except Malformed as defect:
            raise Malformed(defect.message, (name, *defect.path)) from None
    return {name: member(values, wire.shape.property(name), name) for name, values in texts.items()}


def alternating(raws: list[str], wire: Wire) -> list[tuple[str, str]]:
    """Pair up "R,100,G,200": a name, its value, a name, its value."""
    if len(raws) % 2:
        raise Malformed(f'an object is written as name,value,name,value: "{raws[-1]}" has no value')
    return [(wire.unescape(name), value) for name, value in zip(raws[::2], raws[1::2], strict=True)]


def assignments(raws: Iterable[str], wire: Wire) -> list[tuple[str, str]]:
    """Part "R=100" into names and values at the first "="."""
    pairs = []
    for raw in raws:
        name, equals, value = raw.partition("=")
        if not equals:
            raise Malformed(f'an exploded object is written as name=value: "{raw}" has no "="')
        pairs.append((wire.unescape(name), value))
    return pairs


def _delimiter(style: Style, unescape_text: Unescape, *, commas_part: bool) -> re.Pattern[str]:
    """Return a style's delimiter: bare where nothing is percent-encoded, else encoded too; "+" is a space in forms."""
    bare, in_url, in_form = DELIMITERS.get(style, EITHER_COMMA if commas_part else COMMA)
    return bare if unescape_text is verbatim else in_form if unescape_text is unescape_form else in_url


_COMMA = re.compile(",")
_COMMAS = re.compile(",|%2[Cc]")
_PIPE = re.compile(r"\||%7[Cc]")
_TAB = re.compile("\t|%09")
COMMA = (_COMMA, _COMMA, _COMMA)
EITHER_COMMA = (_COMMA, _COMMAS, _COMMAS)
DELIMITERS: dict[str, tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]] = {
    "spaceDelimited": (re.compile(" "), re.compile(" |%20"), re.compile(r" |%20|\+")),
    "pipeDelimited": (re.compile(r"\|"), _PIPE, _PIPE),
    "tabDelimited": (re.compile("\t"), _TAB, _TAB),
}
