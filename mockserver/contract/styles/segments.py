"""Styles of one text: `simple` in paths and headers, `label` and `matrix` in paths (OAS 4.8.12.3, RFC 6570 3.2).

Each reader takes the raw text and yields what it may mean as one kind of value, the likeliest first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

from mockserver.contract.parameter import Malformed
from mockserver.contract.styles.wire import Wire, alternating, array, assignments, leaf, record

if TYPE_CHECKING:
    from mockserver.contract.shape import Kind

Reader = Callable[[Wire, str], Iterator[Any]]
"""Yields the values of one kind that the text may stand for, likeliest first."""


def simple_primitive(wire: Wire, raw: str) -> Iterator[Any]:
    """Read `blue`."""
    yield leaf(wire.unescape(raw), wire.shape)


def simple_array(wire: Wire, raw: str) -> Iterator[Any]:
    """Read `blue,black,brown`; empty, it is an array of nothing."""
    if not raw:
        yield []
    yield array(_parts(wire, raw), wire)


def simple_object(wire: Wire, raw: str) -> Iterator[Any]:
    """Read `R,100,G,200`, or exploded `R=100,G=200`."""
    pair = assignments if wire.explode else alternating
    yield record(pair(_parts(wire, raw), wire), wire) if raw else {}


def label_primitive(wire: Wire, raw: str) -> Iterator[Any]:
    """Read `.blue`."""
    yield leaf(wire.unescape(_after_dot(wire, raw)), wire.shape)


def label_array(wire: Wire, raw: str) -> Iterator[Any]:
    """Read `.blue.black.brown` exploded, else `.blue,black,brown`.

    OAS up to 3.1.0 printed dots for both; without a comma, dots part the items that way, if the schema bears it.
    """
    text = _after_dot(wire, raw)
    if not text:
        yield []
    if wire.explode or "," not in text:
        yield array(text.split("."), wire)
    if not wire.explode:
        yield array(text.split(","), wire)


def label_object(wire: Wire, raw: str) -> Iterator[Any]:
    """Read `.R=100.G=200` exploded, else `.R,100,G,200` (or with dots, as OAS up to 3.1.0 printed it)."""
    text = _after_dot(wire, raw)
    if not text:
        yield {}
    elif wire.explode:
        yield record(assignments(text.split("."), wire), wire)
    else:
        yield record(alternating(text.split("," if "," in text else "."), wire), wire)


def matrix_primitive(wire: Wire, raw: str) -> Iterator[Any]:
    """Read `;color=blue`; `;color` is the empty string."""
    yield leaf(wire.unescape(_named(wire, raw)), wire.shape)


def matrix_array(wire: Wire, raw: str) -> Iterator[Any]:
    """Read `;color=blue;color=black` exploded, else `;color=blue,black`."""
    if not wire.explode:
        text = _named(wire, raw)
        if not text:
            yield []
        yield array(text.split(","), wire)
        return
    raws = [_value_of(wire, part) for part in _after_semicolon(wire, raw)]
    yield array(raws, wire)
    if raws == [""]:
        yield []


def matrix_object(wire: Wire, raw: str) -> Iterator[Any]:
    """Read `;R=100;G=200` exploded, else `;color=R,100,G,200`."""
    if wire.explode:
        parts = [part.partition("=") for part in _after_semicolon(wire, raw)]
        yield record([(wire.unescape(name), value) for name, _, value in parts], wire)
        return
    text = _named(wire, raw)
    yield record(alternating(text.split(","), wire), wire) if text else {}


def _parts(wire: Wire, raw: str) -> list[str]:
    """Part a list; around the commas of a header, blanks are no part of an item (RFC 9110 section 5.6.1)."""
    parts = wire.parted(raw)
    return [part.strip(" \t") for part in parts] if wire.style == "simple" else parts


def _after_dot(wire: Wire, raw: str) -> str:
    if not raw.startswith("."):
        raise Malformed(f'"{wire.name}" is written in label style and begins with ".": got "{raw}"')
    return raw[1:]


def _after_semicolon(wire: Wire, raw: str) -> list[str]:
    if not raw.startswith(";"):
        raise Malformed(f'"{wire.name}" is written in matrix style and begins with ";": got "{raw}"')
    return raw[1:].split(";")


def _named(wire: Wire, raw: str) -> str:
    parts = _after_semicolon(wire, raw)
    if len(parts) > 1:
        raise Malformed(f'"{wire.name}" is given {len(parts)} times, and takes one value')
    return _value_of(wire, parts[0])


def _value_of(wire: Wire, part: str) -> str:
    name, _, value = part.partition("=")
    if wire.unescape(name) != wire.name:
        raise Malformed(f'expected ";{wire.name}=", got ";{part}"')
    return value


SIMPLE: Final[dict[Kind, Reader]] = {"primitive": simple_primitive, "array": simple_array, "object": simple_object}
LABEL: Final[dict[Kind, Reader]] = {"primitive": label_primitive, "array": label_array, "object": label_object}
MATRIX: Final[dict[Kind, Reader]] = {"primitive": matrix_primitive, "array": matrix_array, "object": matrix_object}
