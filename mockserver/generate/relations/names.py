"""Names of one thing agree: its slug is made of its name, and the day of the week is that of the date beside it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler

Agreement = Callable[..., None]


def named(flats: dict[str, Any], kinds: dict[str, frozenset[str]], compiler: Compiler) -> list[Agreement]:
    """Return what makes the names of one object agree; `flats` are its merged properties, `kinds` their types."""
    texts = [name for name in flats if "string" in kinds[name] and not _is_given(flats[name])]
    by_fold = {name.lower().replace("_", "").replace("-", ""): name for name in texts}
    found = []
    title = next((by_fold[fold] for fold in _TITLES if fold in by_fold), None)
    slug = by_fold.get("slug")
    if slug and title:
        found.append(_same_words(slug, title, compiler.definitions.acceptor(flats[slug])))
    site = next((by_fold[fold] for fold in _SITES if fold in by_fold), None)
    if site and title:
        found.append(_same_host(site, title, compiler.definitions.acceptor(flats[site])))
    ending = next((by_fold[fold] for fold in _ENDINGS if fold in by_fold), None)
    file = next((by_fold[fold] for fold in _FILES if fold in by_fold), None)
    if ending and file:
        found.append(_same_ending(ending, file, compiler.definitions.acceptor(flats[ending])))
    day = next((by_fold[fold] for fold in _DAYS if fold in by_fold), None)
    moment = next((by_fold[fold] for fold in _DATES if fold in by_fold), None)
    if day and moment:
        found.append(_same_day(day, moment, compiler.definitions.acceptor(flats[day])))
    return found


def _is_given(schema: Any) -> bool:
    return isinstance(schema, dict) and not schema.keys().isdisjoint({"enum", "const", "x-faker"})


def _same_words(slug: str, title: str, accept: Callable[[Any], bool]) -> Agreement:
    def agree(value: dict[str, Any], _bits: int, pins: Any = ()) -> None:
        if slug in pins or not isinstance(value.get(slug), str) or not isinstance(value.get(title), str):
            return
        text = slugged(value[title])
        if text and accept(text):
            value[slug] = text

    return agree


def slugged(text: str) -> str:
    """Return a text as a path segment: lower-case ASCII words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _same_host(site: str, title: str, accept: Callable[[Any], bool]) -> Agreement:
    def agree(value: dict[str, Any], _bits: int, pins: Any = ()) -> None:
        name, url = value.get(title), value.get(site)
        if site in pins or not isinstance(name, str) or not isinstance(url, str):
            return
        host = slugged(name).replace("-", "")
        right = _HOST.sub(rf"\g<1>{host}\g<2>", url, count=1)
        if host and right != url and accept(right):
            value[site] = right

    return agree


def _same_ending(ending: str, file: str, accept: Callable[[Any], bool]) -> Agreement:
    def agree(value: dict[str, Any], _bits: int, pins: Any = ()) -> None:
        name, now = value.get(file), value.get(ending)
        if ending in pins or not isinstance(name, str) or not isinstance(now, str) or "." not in name:
            return
        right = name[name.rindex(".") + (0 if now.startswith(".") else 1) :]
        if accept(right):
            value[ending] = right

    return agree


def _same_day(day: str, moment: str, accept: Callable[[Any], bool]) -> Agreement:
    def agree(value: dict[str, Any], _bits: int, pins: Any = ()) -> None:
        said, when = value.get(day), value.get(moment)
        weekdays = next((row for row in WEEKDAYS if said in row), None)
        if weekdays is None or day in pins or not isinstance(when, str):
            return
        try:
            right = weekdays[date.fromisoformat(when[:10]).weekday()]
        except ValueError:
            return
        if accept(right):
            value[day] = right

    return agree


_ENDINGS = ("extension", "fileextension", "ext", "suffix")
_FILES = ("filename", "originalfilename", "originalname", "name")
_SITES = ("website", "websiteurl", "homepage", "homepageurl", "siteurl")
_HOST = re.compile(r"^(https?://www\.)[a-z0-9-]+(\.example\.)")
_TITLES = ("name", "title", "displayname", "label")
_DAYS = ("label", "day", "weekday", "dayofweek")
_DATES = ("date", "timestamp", "day", "time")
WEEKDAYS = (
    ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
)
