"""Nodes of the description -> values of the contract: parameters, bodies, responses, media types, examples.

Builds, never interprets: what a style or a schema means is told elsewhere. Everything is built once, at an operation's
first use.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from mockserver.contract.links import compile_link
from mockserver.contract.media import parse
from mockserver.contract.parameter import MISSING, Encoding, Encodings, Example, MediaType, Parameter, Style
from mockserver.contract.payload import RequestBody, ResponseSpec
from mockserver.document import Dialect
from mockserver.errors import DocumentError

if TYPE_CHECKING:
    from mockserver.contract.parameter import Direction, ParameterLocation
    from mockserver.document import Node
    from mockserver.schema import Schemas


class Compiler(NamedTuple):
    """Builds the values of one description over its schemas."""

    schemas: Schemas

    def parameters(self, path_item: Node, operation: Node) -> tuple[Parameter, ...]:
        """Return the parameters of an operation: those of its path item first, each replaced by the operation's own."""
        found: dict[tuple[str, str], Parameter] = {}
        for owner in (path_item, operation):
            for node in _elements(owner.get("parameters")):
                parameter = self.parameter(node)
                if parameter is not None:
                    found[_identity(parameter)] = parameter
        return tuple(found.values())

    def parameter(self, node: Node) -> Parameter | None:
        """Return a Parameter Object as a value, or None where OAS says that it is ignored (OAS 4.8.12.1)."""
        node = node.resolve()
        value = node.value
        if not isinstance(value, dict):
            return None
        name = value.get("name")
        location = next((known for known in STYLES if known == value.get("in")), None)
        if not isinstance(name, str) or location is None:
            return None
        if location == "header" and name.lower() in IGNORED_HEADERS:
            return None
        required = location == "path" or value.get("required") is True
        return self._parameter(name, location, node, required, "request")

    def header(self, name: str, node: Node) -> Parameter:
        """Return a Header Object of a response or of a part as a parameter in `header` (OAS 4.8.21)."""
        node = node.resolve()
        required = isinstance(node.value, dict) and node.value.get("required") is True
        return self._parameter(name, "header", node, required, "response")

    def _parameter(
        self, name: str, location: ParameterLocation, node: Node, required: bool, direction: Direction
    ) -> Parameter:
        value = node.value if isinstance(node.value, dict) else {}
        written = value.get("style")
        style: Style = written if isinstance(written, str) and written in KNOWN_STYLES else STYLES[location]
        explode = value.get("explode")
        schema = node.get("schema")
        content = next(iter(self.content(node).values()), None)
        return Parameter(
            name,
            location,
            style,
            explode if isinstance(explode, bool) else style in EXPLODED,
            required,
            value.get("allowReserved") is True,
            value.get("allowEmptyValue") is True,
            None if schema is None or content is not None else self.schemas.bundle(schema, direction),
            content,
            node,
            value.get("deprecated") is True,
        )

    def body(self, path_item: Node, operation: Node) -> RequestBody | None:
        """Return the Request Body Object of an operation, or None where it takes none.

        A header parameter `Content-Type` is ignored by OAS, but authors (of 2.0 most of all) name media types in it:
        they are taken as further names of the first one.
        """
        node = operation.get("requestBody")
        if node is None:
            return None
        node = node.resolve()
        if not isinstance(node.value, dict):
            return None
        content = self.content(node)
        for owner in (path_item, operation) if content else ():
            for name in _media_types_in_header(owner):
                content.setdefault(name, replace(next(iter(content.values())), range=name))
        return RequestBody(content, node.value.get("required") is True, node)

    def responses(self, operation: Node) -> dict[str, ResponseSpec]:
        """Return the Response Objects of an operation by their keys; ranges are written in upper case."""
        return {
            _status(key): self.response(_status(key), node)
            for key, node in _members(operation.get("responses"))
            if not key.startswith("x-")
        }

    def response(self, key: str, node: Node) -> ResponseSpec:
        """Return one Response Object."""
        node = node.resolve()
        headers = {
            name: self.header(name, header)
            for name, header in _members(node.get("headers"))
            if name.lower() != "content-type"
        }
        links = {name: compile_link(name, link.resolve()) for name, link in _members(node.get("links"))}
        description = node.value.get("description") if isinstance(node.value, dict) else None
        return ResponseSpec(key, node, str(description or ""), headers, self.content(node), links)

    def content(self, owner: Node) -> dict[str, MediaType]:
        """Return the media types of a `content` map in the author's order."""
        return {range_: self.media_type(range_, node) for range_, node in _members(owner.get("content"))}

    def media_type(self, range_: str, node: Node) -> MediaType:
        """Return one Media Type Object (OAS 4.8.14)."""
        node = node.resolve()
        encodings = self._encodings(node, is_styled=_is_styled(range_, node))
        return MediaType(range_, node, self.schemas, encodings, tuple(examples(node)))

    def _encodings(self, owner: Node, *, is_styled: bool = True) -> Encodings:
        named = {name: self._encoding(node, is_styled=is_styled) for name, node in _members(owner.get("encoding"))}
        prefix = tuple(self._encoding(node, is_styled=is_styled) for node in _elements(owner.get("prefixEncoding")))
        item = owner.get("itemEncoding")
        return Encodings(named, prefix, None if item is None else self._encoding(item, is_styled=is_styled))

    def _encoding(self, node: Node, *, is_styled: bool) -> Encoding:
        node = node.resolve()
        value = node.value if isinstance(node.value, dict) else {}
        nested = self._encodings(node)
        style, explode, reserved = (value.get(key) if is_styled else None for key in STYLING)
        return Encoding(
            _text(value.get("contentType")),
            {
                name: self.header(name, header)
                for name, header in _members(node.get("headers"))
                if name.lower() != "content-type"
            },
            style if isinstance(style, str) and style in KNOWN_STYLES else None,
            explode if isinstance(explode, bool) else None,
            reserved if isinstance(reserved, bool) else None,
            nested if nested.named or nested.prefix or nested.item else None,
        )


def _is_styled(range_: str, node: Node) -> bool:
    """Tell whether the style of an encoding means anything in a body; in all others it "SHALL be ignored"."""
    range_read = parse(range_)
    forms = [parse(name) for name in STYLED.get(node.dialect, FORMS)]
    return range_read is None or any(form is not None and range_read.covers(form) for form in forms)


def _media_types_in_header(owner: Node) -> Iterator[str]:
    """Yield the media types that a header parameter `Content-Type` enumerates."""
    for node in _elements(owner.get("parameters")):
        value = node.resolve().value
        if not isinstance(value, dict) or value.get("in") != "header":
            continue
        schema = value.get("schema")
        if str(value.get("name")).lower() == "content-type" and isinstance(schema, dict):
            listed = schema.get("enum")
            yield from (name for name in (listed if isinstance(listed, list) else ()) if isinstance(name, str))


def examples(owner: Node) -> Iterator[Example]:
    """Yield the examples of a media type, parameter or header: `example` first, under the name "", then `examples`."""
    single = owner.get("example")
    if single is not None:
        single = _shown(single)
        yield Example("", single.value, single)
    for name, node in _members(owner.get("examples")):
        yield _example(name, node.resolve())


def _example(name: str, node: Node) -> Example:
    value: Mapping[str, Any] = node.value if isinstance(node.value, dict) else {}
    shown = node.get("dataValue") or node.get("value")
    return Example(
        name,
        MISSING if shown is None else _shown(shown).value,
        node,
        _text(value.get("externalValue")),
        _text(value.get("serializedValue")),
    )


def _shown(node: Node) -> Node:
    """Return what an example shows: of one that is nothing but a `$ref`, which authors write, what that leads to."""
    if isinstance(node.value, dict) and node.value.keys() == {"$ref"}:
        with suppress(DocumentError):
            return node.resolve()
    return node


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _members(node: Node | None) -> Iterator[tuple[str, Node]]:
    """Yield the members of a map; those of what it refers to where a `$ref` stands for it."""
    if node is not None and isinstance(node.value, dict):
        yield from node.resolve().items()


def _elements(node: Node | None) -> Iterator[Node]:
    if node is not None:
        yield from node.resolve().elements()


def _identity(parameter: Parameter) -> tuple[str, str]:
    """Return what makes a parameter unique: header names have no case (OAS 4.8.12.1)."""
    header = parameter.location == "header"
    return parameter.location, parameter.name.lower() if header else parameter.name


def _status(key: str) -> str:
    return key.upper() if key[1:].upper() == "XX" else key


STYLES: dict[ParameterLocation, Style] = {
    "path": "simple",
    "query": "form",
    "header": "simple",
    "cookie": "form",
    "querystring": "form",
}
"""The style where the author is silent (OAS 4.8.12.2); `querystring` has none, its content tells."""

KNOWN_STYLES: frozenset[Style] = frozenset(get_args(Style))

EXPLODED = frozenset({"form", "cookie", "deepObject"})

STYLING = ("style", "explode", "allowReserved")
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
STYLED: dict[str, tuple[str, ...]] = {Dialect.OAS_3_0: FORMS[:1]}
"""The bodies whose encodings have a style (OAS 3.1 section 4.8.15.1), where 3.0 has others (3.0.3 section 4.7.15.1)."""

IGNORED_HEADERS = frozenset({"accept", "content-type", "authorization"})
