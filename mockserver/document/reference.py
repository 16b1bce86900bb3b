"""Reference strings -> what they name: `$self`, `$id`, `$anchor`, pointers, files (RFC 3986 section 5, RFC 6901)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from mockserver.document.pointer import child, is_pointer, split_reference, step, tokens
from mockserver.errors import ReferenceError  # noqa: A004 - the standard's own term

if TYPE_CHECKING:
    from mockserver.document.library import File, Files

MAX_CHAIN = 64

Spot = tuple["File", str, Any]
"""A file, a pointer into it, and the value that stands there."""


class Resolver:
    """Finds what references name, over the files of one description; what was found once is remembered."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._found: dict[tuple[str, str, str], Spot] = {}

    def lookup(self, uri: str) -> Spot:
        """Return what an absolute URI names: a file, a pointer into it, an `$anchor`, or a schema by its `$id`."""
        absolute, fragment = split_reference(uri)
        spot = self._named(absolute) if self._files.known(absolute) is None else None
        if spot is not None:
            return self._inside(spot, fragment)
        file = self._files.open(absolute)
        return self._inside((file, "", file.tree), fragment)

    def target(self, file: File, pointer: str, reference: str) -> Spot:
        """Return what `reference` names where it is written, at `pointer` in `file`."""
        _, resource = file.identifiers.resource(pointer)
        key = (file.uri, resource, reference)
        spot = self._found.get(key)
        if spot is None:
            spot = self._in_resource(file, resource, reference) if resource else self._in_file(file, reference)
            self._found[key] = spot
        return spot

    def _in_file(self, file: File, reference: str) -> Spot:
        relative, fragment = split_reference(reference)
        if not relative:
            return self._inside((file, "", file.tree), fragment)
        absolute = _join(file.base, relative)
        if file.base != file.location and self._files.known(absolute) is None and self._named(absolute) is None:
            absolute = _join(file.location, relative)
        return self.lookup(f"{absolute}#{reference.partition('#')[2]}")

    def _in_resource(self, file: File, resource: str, reference: str) -> Spot:
        """Resolve inside a schema with an `$id`, which is a document of its own; the file around it is tried next."""
        relative, fragment = split_reference(reference)
        try:
            if relative:
                absolute = _join(file.identifiers.bases[resource], relative)
                return self.lookup(f"{absolute}#{reference.partition('#')[2]}")
            return self._inside(self._walk((file, "", file.tree), resource), fragment)
        except ReferenceError:
            return self._in_file(file, reference)

    def _named(self, uri: str) -> Spot | None:
        """Return the schema that calls itself `uri` in one of the files read so far."""
        for file in self._files.loaded():
            pointer = file.identifiers.pointers.get(uri)
            if pointer is not None:
                return self._walk((file, "", file.tree), pointer)
        return None

    def _inside(self, resource: Spot, fragment: str) -> Spot:
        """Return what `fragment` names in `resource`."""
        file, pointer, _ = resource
        try:
            if is_pointer(fragment):
                return self._walk(resource, fragment)
            base, _ = file.identifiers.resource(pointer)
            return self._walk((file, "", file.tree), file.identifiers.pointers[f"{base}#{fragment}"])
        except LookupError:
            message = f"the reference leads nowhere: {file.name} has nothing at #{pointer}{fragment}"
            raise ReferenceError(message, "REF_UNRESOLVED", hint=self._nearest(resource, fragment)) from None

    def _walk(self, start: Spot, pointer: str, chain: int = 0) -> Spot:
        """Step along `pointer`; where it goes on inside a Reference Object, go on in what that one names."""
        file, at, value = start
        parts = tokens(pointer)
        for index, token in enumerate(parts):
            try:
                value = step(value, token)
            except LookupError:
                reference = value.get("$ref") if isinstance(value, dict) else None
                is_resource = index == 0 and bool(at)
                if not isinstance(reference, str) or chain > MAX_CHAIN or is_resource:
                    raise
                target = self.target(file, at, reference)
                return self._walk(target, "".join(child("", part) for part in parts[index:]), chain + 1)
            at = child(at, token)
        return file, at, value

    def _nearest(self, resource: Spot, fragment: str) -> str:
        """Return a hint: what stands where the pointer goes wrong."""
        if not is_pointer(fragment):
            return f"No $anchor is called {fragment!r}."
        value, passed = resource[2], ""
        for token in tokens(fragment):
            try:
                value = step(value, token)
            except LookupError:
                return _alternatives(value, token, passed)
            passed = child(passed, token)
        return ""


def _alternatives(value: Any, token: str, pointer: str) -> str:
    if not isinstance(value, dict):
        return f"#{pointer} is not an object." if not isinstance(value, list) else f"#{pointer} has {len(value)} items."
    import difflib  # noqa: PLC0415 - only a failure needs it

    close = difflib.get_close_matches(token, list(value)[:2000], n=1)
    return f"Did you mean #{child(pointer, close[0])}?" if close else ""


def _join(base: str, relative: str) -> str:
    try:
        return urljoin(base, relative)
    except ValueError:
        raise ReferenceError(f"the reference {relative!r} is not a URI", "REF_MALFORMED") from None
