"""The files of one description: each read once, under the limits, when a reference first leads to it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from mockserver.document.dialect import Dialect, dialect_of, version_of
from mockserver.document.fetch import fetch, path_of
from mockserver.document.library.identifiers import Identifiers, identify
from mockserver.document.library.metaschemas import metaschema
from mockserver.document.source import TreeCache, locator, parse
from mockserver.errors import ReferenceError, SourceError, SpecificationError  # noqa: A004 - the standard's own term
from mockserver.violations import Place

if TYPE_CHECKING:
    from mockserver.document.library.origin import Origin
    from mockserver.document.options import LoadOptions
    from mockserver.document.source import Locator


@dataclass(slots=True, eq=False)
class File:
    """One file that was read: its bytes, its tree as written, and what is computed from them on demand.

    `uri` is what it was asked for by, `location` where it was found after redirects, `base` what it calls itself.
    """

    uri: str
    name: str
    data: bytes
    tree: Any
    is_json: bool
    dialect: str
    location: str
    base: str
    _locator: Locator | None = field(default=None, repr=False)
    _identifiers: Identifiers | None = field(default=None, repr=False)

    @property
    def locator(self) -> Locator:
        """What finds lines in this file."""
        if self._locator is None:
            self._locator = locator(self.data, self.name, is_json=self.is_json)
        return self._locator

    @property
    def identifiers(self) -> Identifiers:
        """The names that schemas in this file give themselves."""
        if self._identifiers is None:
            keyword = "id" if "draft-04" in self.dialect else "$id"
            named = keyword == "id" or any(word in self.data for word in NAMING)
            self._identifiers = identify(self.tree, self.base, keyword) if named else Identifiers(self.base, {}, {})
        return self._identifiers


class Files:
    """Reads and remembers files by absolute URI; a file that could not be read is not tried again."""

    def __init__(self, origin: Origin, options: LoadOptions) -> None:
        self._origin = origin
        self._options = options
        self._cache = TreeCache(options.cache_dir)
        self._known: dict[str, File] = {}
        self._failed: dict[str, SourceError] = {}
        self._bytes = 0
        self.root = self._read(origin.uri)
        self.version = self._version()

    @property
    def names(self) -> tuple[str, ...]:
        """The files read so far, as people know them."""
        return tuple(dict.fromkeys(file.name for file in self._known.values()))

    def loaded(self) -> tuple[File, ...]:
        """Return the files read so far."""
        return tuple(dict.fromkeys(self._known.values()))

    def known(self, uri: str) -> File | None:
        """Return the file that was read from `uri`, or calls itself so (`$self`), without reading any."""
        return self._known.get(uri)

    def open(self, uri: str) -> File:
        """Return the file at `uri`; ReferenceError if it must not or cannot be read."""
        uri = canonical(uri)
        file = self._known.get(uri)
        if file is not None:
            return file
        published = metaschema(uri)
        if published is not None:
            return self._keep(uri, uri, published, uri)
        self._origin.admit(uri)
        try:
            if uri in self._failed:
                raise self._failed[uri]
            return self._read(uri)
        except SourceError as error:
            self._failed[uri] = error
            message = f"cannot follow the reference: {error.place}: {error.message}"
            raise ReferenceError(message, error.code, hint=error.hint) from None

    def fetch(self, uri: str) -> bytes:
        """Return the bytes at `uri`, whatever they are; ReferenceError if it must not or cannot be read."""
        uri = canonical(uri)
        self._origin.admit(uri)
        try:
            return fetch(uri, self._origin.name(uri), self._options)[0]
        except SourceError as error:
            message = f"cannot read: {error.place}: {error.message}"
            raise ReferenceError(message, error.code, hint=error.hint) from None

    def _version(self) -> str:
        try:
            return version_of(self.root.tree, self.root.name)
        except SpecificationError as error:
            if error.place is not None and error.place.pointer:
                line, column = self.root.locator.find(error.place.pointer)
                error.place = error.place._replace(line=line, column=column)
            raise

    def _read(self, uri: str) -> File:
        name = self._origin.name(uri)
        if len(self._known) >= self._options.max_files:
            raise SourceError(
                f"the description has more than {self._options.max_files:,} files", "TOO_MANY_FILES", Place(name)
            )
        data, final = fetch(uri, name, self._options)
        self._bytes += len(data)
        if self._bytes > self._options.max_total_bytes:
            limit = self._options.max_total_bytes
            raise SourceError(f"the files have more than {limit:,} bytes in all", "TOO_MANY_BYTES", Place(name))
        return self._keep(uri, name, data, final)

    def _keep(self, uri: str, name: str, data: bytes, final: str) -> File:
        is_root = uri == self._origin.uri
        tree, is_json = parse(data, name, self._cache, quote=is_root)
        inherited = Dialect.JSON_SCHEMA_2020_12 if is_root else self.root.dialect
        file = File(uri, name, data, tree, is_json, dialect_of(tree, inherited), final, _base(tree, final))
        for identity in (uri, final, file.base):
            self._known.setdefault(identity, file)
        return file


def _base(tree: Any, uri: str) -> str:
    """Return the base URI of a file: its `$self` (OAS 3.2 section 4.1.2.2.1) resolved against where it was read."""
    own = tree.get("$self") if isinstance(tree, dict) else None
    return urljoin(uri, own).partition("#")[0] if isinstance(own, str) else uri


def canonical(uri: str) -> str:
    """Return one spelling for all URIs of the same file."""
    if not uri.startswith("file:///"):
        return uri
    return Path(os.path.normpath(path_of(uri))).as_uri()


NAMING = (b"$id", b"$anchor", b"$dynamicAnchor", b"\0")
