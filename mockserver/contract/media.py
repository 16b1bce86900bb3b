"""Media types and ranges: which one a Content-Type fits, and which one an Accept field prefers (RFC 9110 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from mockserver.contract.parameter import MediaType


class Range(NamedTuple):
    """A media type or range with the parameters that tell representations apart: `charset` and `boundary` do not."""

    type: str
    subtype: str
    parameters: tuple[tuple[str, str], ...] = ()
    quality: float = 1.0

    @property
    def essence(self) -> str:
        """The type and subtype, in lower case."""
        return f"{self.type}/{self.subtype}"

    @property
    def concrete(self) -> bool:
        """Whether it names one media type."""
        return self.subtype != "*"

    def covers(self, other: Range) -> bool:
        """Tell whether `other` falls within this range; parameters differ only where both give one."""
        if self.type not in ("*", other.type) or self.subtype not in ("*", other.subtype):
            return False
        given = dict(other.parameters)
        return all(given.get(name, value) == value for name, value in self.parameters)

    def closeness(self, other: Range) -> tuple[bool, bool, int]:
        """Return how specifically this range speaks of `other`: greater is closer."""
        agreed = len(set(self.parameters) & set(other.parameters))
        return (self.type != "*", self.subtype != "*", agreed)


@lru_cache(maxsize=4096)
def parse(text: str) -> Range | None:
    """Read one media type or range, or None where `text` is not one."""
    essence, options = options_of(text)
    essence = essence.lower()
    match = _ESSENCE.fullmatch("*/*" if essence == "*" else essence)
    if match is None or (match[1] == "*" and match[2] != "*"):
        return None
    known = sorted((name.lower(), value) for name, value in options.items() if name.lower() not in _NOT_TELLING)
    quality = _quality(next((value for name, value in options.items() if name.lower() == "q"), "1"))
    return None if quality is None else Range(match[1], match[2], tuple(known), quality)


@lru_cache(maxsize=4096)
def parameter(content_type: str, name: str) -> str | None:
    """Return one parameter of a Content-Type, such as its charset, or None."""
    return options_of(content_type)[1].get(name)


def options_of(field: str) -> tuple[str, dict[str, str]]:
    """Return what a field says first, and the parameters that follow it (RFC 9110 section 5.6.6, RFC 2231)."""
    if ";" not in field:
        return field.strip(), {}
    from werkzeug.http import parse_options_header  # noqa: PLC0415 - a tenth of the start-up, for fields that have any

    value, options = parse_options_header(field)
    return value.strip(), options


def match_media_type(content_type: str, content: Mapping[str, MediaType]) -> MediaType | None:
    """Return the entry of `content` that fits a concrete Content-Type most specifically (OAS 4.8.17), or None."""
    given = parse(content_type)
    if given is None:
        return content.get(content_type)  # documented under a name that is no media type
    fitting = [(range_, key) for key in content if (range_ := parse(key)) is not None and range_.covers(given)]
    if not fitting:
        return None
    # A documented parameter that the sender leaves out makes an entry a worse match than one without it.
    best = max(fitting, key=lambda pair: (pair[0].closeness(given), -len(pair[0].parameters)))
    return content[best[1]]


def negotiate(accept: str | None, ranges: Iterable[str]) -> str | None:
    """Return the media type to answer with: one of the documented `ranges`, made concrete; None if none is acceptable.

    The greatest quality wins, then what Accept names most specifically, then its order, then the documented order.
    An Accept field of which nothing can be read accepts anything.
    """
    wishes = [wish for part in _split(accept or "*/*") if (wish := parse(part)) is not None] or [_ANYTHING]
    best: tuple[tuple[float, tuple[bool, bool, int], int], str] | None = None
    for documented in ranges:
        for text in _candidates(documented, wishes):
            rank = _rank(text, wishes)
            if rank is not None and (best is None or rank > best[0]):
                best = (rank, text)
    return None if best is None else best[1]


def concrete(range_: str, content_type: str | None = None) -> str:
    """Return a media type within `range_`: `content_type` if given, else itself, else its most usual member."""
    if content_type:
        return content_type
    parsed = parse(range_)
    if parsed is None or parsed.concrete:
        return range_ if parsed else "application/octet-stream"
    return _USUAL.get(parsed.type, f"{parsed.type}/octet-stream")


def _candidates(documented: str, wishes: list[Range]) -> Iterator[str]:
    """Yield concrete media types within a documented one: itself, or what Accept names in it, or its usual member."""
    parsed = parse(documented)
    if parsed is None or parsed.concrete:
        yield documented
        return
    yield from (wish.essence for wish in wishes if wish.concrete and parsed.covers(wish))
    yield concrete(documented)
    if parsed.type == "*":
        yield from (_USUAL.get(wish.type, "") for wish in wishes if wish.type in _USUAL)


def _rank(text: str, wishes: list[Range]) -> tuple[float, tuple[bool, bool, int], int] | None:
    """Return the quality, closeness and place of the wish that speaks most specifically of a media type."""
    offered = parse(text)
    if offered is None:
        return None
    spoken = [(wish.closeness(offered), -place, wish) for place, wish in enumerate(wishes) if wish.covers(offered)]
    if not spoken:
        return None
    closeness, place, wish = max(spoken, key=lambda entry: entry[:2])
    return (wish.quality, closeness, place) if wish.quality > 0 else None


def _split(accept: str) -> list[str]:
    """Part a list at the commas outside quoted strings."""
    return [part.strip() for part in _ELEMENT.findall(accept) if part.strip()]


def _quality(text: str) -> float | None:
    try:
        quality = float(text)
    except ValueError:
        return None
    return quality if 0 <= quality <= 1 else None


_ESSENCE: Final = re.compile(r"([!#$%&'*+.^_`|~0-9a-z-]+)/([!#$%&'*+.^_`|~0-9a-z-]+)")
_ELEMENT: Final = re.compile(r'(?:[^",]|"(?:[^"\\]|\\.)*"|")+')
_NOT_TELLING: Final = frozenset({"charset", "boundary", "q"})
_ANYTHING: Final = Range("*", "*")
_USUAL: Final = {
    "*": "application/json",
    "application": "application/json",
    "text": "text/plain",
    "image": "image/png",
    "audio": "audio/mpeg",
    "video": "video/mp4",
    "font": "font/woff2",
    "multipart": "multipart/mixed",
}
