"""Path templates: `/pets/{id}.{format}` as segments that the router can compare and order (OAS 4.8.8).

Segments are matched on the raw, percent-encoded path, so that `%2F` inside one value stays in that value; literal
text is compared percent-decoded, so that `/caf%C3%A9` is `/café`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote


class Segment(NamedTuple):
    """What stands between two slashes: `literals[0] {names[0]} literals[1] {names[1]} ... literals[-1]`."""

    literals: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def is_literal(self) -> bool:
        """Whether the segment is text alone."""
        return not self.names

    @property
    def is_variable(self) -> bool:
        """Whether the segment is one variable and nothing else."""
        return self.literals == ("", "")

    def match(self, raw: str) -> tuple[str, ...] | None:
        """Return the raw values of the variables in `raw`, or None; no value is empty.

        Where text between two variables occurs more than once, the last occurrence parts them, as in a file's
        name and its extension: `{name}.{format}` reads `a.tar.gz` as `a.tar` and `gz`.
        """
        found = self._split(raw)
        if found is None and "%" in raw:
            found = self._split(_decode_only(raw, frozenset("".join(self.literals))))
        return found

    def _split(self, raw: str) -> tuple[str, ...] | None:
        first, last = self.literals[0], self.literals[-1]
        end = len(raw) - len(last)
        if end <= len(first) or not raw.startswith(first) or not raw.endswith(last):
            return None
        values = []
        for literal in self.literals[-2:0:-1]:
            start = raw.rfind(literal, len(first) + 1, end - 1) if literal else end - 1
            if start <= len(first):
                return None
            values.append(raw[start + len(literal) : end])
            end = start
        values.append(raw[len(first) : end])
        return tuple(reversed(values))


class Template(NamedTuple):
    """A key of `paths`, taken apart.

    `key` is as written; `path` and `segments` are what a request's path must match. Not OAS, but written nonetheless:
    `conditions`, the pairs of a query string in the key (`/?Action=List`), value None where any will do; `fragment`,
    what follows "#" and tells operations apart that share a path.
    """

    key: str
    path: str
    segments: tuple[Segment, ...]
    conditions: tuple[tuple[str, str | None], ...] = ()
    fragment: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The variables from left to right."""
        return tuple(name for segment in self.segments for name in segment.names)

    @property
    def literal(self) -> str | None:
        """The path with "#" and the fragment as text, as a client sends it that escapes them, or None."""
        return f"{self.path}#{self.fragment}" if self.fragment and "{" not in self.fragment else None


def parse_template(key: str) -> Template:
    """Read a key of `paths`; braces that do not pair are text."""
    path, fragment = _part(key, "#")
    path, query = _part(path, "?")
    if not path.startswith("/"):
        path = "/" + path
    return Template(key, path, parse_segments(path), _conditions(query), fragment)


def parse_segments(path: str) -> tuple[Segment, ...]:
    """Read the segments of a path that begins with a slash."""
    return tuple(map(_segment, path.removeprefix("/").split("/")))


def _part(text: str, mark: str) -> tuple[str, str]:
    """Split at the first `mark` that stands outside of braces."""
    if mark not in text:
        return text, ""
    depth = 0
    for index, char in enumerate(text):
        depth += (char == "{") - (char == "}")
        if char == mark and depth <= 0:
            return text[:index], text[index + 1 :]
    return text, ""


def _conditions(query: str) -> tuple[tuple[str, str | None], ...]:
    if not query:
        return ()
    return tuple(
        (name, None if not value or value.startswith("{") else value)
        for name, value in parse_qsl(query, keep_blank_values=True)
    )


@lru_cache(maxsize=4096)
def _segment(text: str) -> Segment:
    """Read one segment; an API repeats most of them."""
    if "{" not in text:
        return Segment((unquote(text),), ())
    literals, names = [""], []
    while text:
        before, opening, rest = text.partition("{")
        name, closing, after = rest.partition("}")
        if not (opening and closing and name):
            literals[-1] += text
            break
        literals[-1] += before
        names.append(name)
        literals.append("")
        text = after
    return Segment(tuple(map(unquote, literals)), tuple(names))


def _decode_only(raw: str, wanted: frozenset[str]) -> str:
    """Decode the escapes that stand for a character of `wanted`, and no other."""
    head, *rest = raw.split("%")
    out = [head]
    for piece in rest:
        char = unquote("%" + piece[:2])
        out.append(char + piece[2:] if char in wanted else "%" + piece)
    return "".join(out)
