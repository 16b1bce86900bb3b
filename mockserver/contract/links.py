"""Link Objects and the runtime expressions in them (OAS 4.8.20): how one answer leads to the next request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from mockserver.document import Node

Part = Literal["url", "method", "statusCode", "header", "query", "path", "cookie", "body"]


@dataclass(frozen=True, slots=True)
class Expression:
    """A runtime expression: `$response.body#/id` is (`response`, `body`, `/id`).

    `name` is a parameter's or header's name, or for a body an RFC 6901 pointer ("" is the whole body).
    """

    message: Literal["request", "response"]
    part: Part
    name: str = ""


Value = Any
"""A JSON constant, an `Expression`, or a tuple of texts and expressions that are joined (`"{$url}/next"`)."""


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """A Link Object: the operation by its id or reference, and what its parameters and body are taken from."""

    name: str
    node: Node
    operation_id: str | None = None
    operation_ref: str | None = None
    parameters: Mapping[str, Value] = field(default_factory=dict)
    body: Value = None

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """Every expression of the link."""
        values = [*self.parameters.values(), self.body]
        flat = [part for value in values for part in (value if isinstance(value, tuple) else (value,))]
        return tuple(part for part in flat if isinstance(part, Expression))


def compile_link(name: str, node: Node) -> Link:
    """Read a Link Object; what is no expression stays the constant that it is."""
    value = node.value if isinstance(node.value, dict) else {}
    parameters = value.get("parameters")
    return Link(
        name,
        node,
        _text(value.get("operationId")),
        _text(value.get("operationRef")),
        {key: read_value(item) for key, item in parameters.items()} if isinstance(parameters, dict) else {},
        read_value(value.get("requestBody")),
    )


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def read_value(value: Any) -> Value:
    """Return the expression, or the texts and expressions, that `value` holds; else `value` itself."""
    if not isinstance(value, str):
        return value
    whole = parse_expression(value)
    if whole is not None:
        return whole
    parts: list[str | Expression] = []
    rest = value
    while (start := rest.find("{$")) >= 0 and (end := rest.find("}", start)) >= 0:
        found = parse_expression(rest[start + 1 : end])
        parts += [rest[:start], found] if found else [rest[: end + 1]]
        rest = rest[end + 1 :]
    parts.append(rest)
    return tuple(part for part in parts if part != "") if any(isinstance(part, Expression) for part in parts) else value


def parse_expression(text: str) -> Expression | None:
    """Read a runtime expression by its ABNF, or return None where `text` is none."""
    if text in WHOLE:
        return WHOLE[text]
    message, _, source = text.removeprefix("$").partition(".")
    if not text.startswith("$") or message not in ("request", "response"):
        return None
    side: Literal["request", "response"] = "request" if message == "request" else "response"
    part, dot, name = source.partition(".")
    if part in NAMED and dot and name:
        return Expression(side, NAMED[part], name)
    part, _, pointer = source.partition("#")
    return Expression(side, "body", pointer) if part == "body" else None


WHOLE = {
    "$url": Expression("request", "url"),
    "$method": Expression("request", "method"),
    "$statusCode": Expression("response", "statusCode"),
}

NAMED: dict[str, Part] = {"header": "header", "query": "query", "path": "path", "cookie": "cookie"}
