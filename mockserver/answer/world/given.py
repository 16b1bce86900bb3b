"""What a request says of entities: values by the entity's own names, and the other entities that it names by id."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import orjson

from mockserver.contract.parameter import MISSING
from mockserver.contract.resources import wrappers
from mockserver.contract.shape import Shape
from mockserver.kinds import foreign_kind, kind_of, words
from mockserver.schema import acceptor

if TYPE_CHECKING:
    from mockserver.contract import Call
    from mockserver.contract.resources import Resource

OPEN = Shape(True, True)


@dataclass(frozen=True, slots=True)
class Given:
    """One entity as a client describes it.

    `links` are ids of entities that one of its properties shows; `holders` are ids, by kind, of entities that are to
    show this one or to be shown with it; `settable` are the properties that the client could have sent.
    """

    values: dict[str, Any] = field(default_factory=dict)
    links: dict[str, list[Any]] = field(default_factory=dict)
    holders: dict[str, list[Any]] = field(default_factory=dict)
    settable: frozenset[str] = frozenset()


def given_by(call: Call, resource: Resource) -> list[Given]:
    """Return the entities that the request describes: the body, each element of a list, each row of a file."""
    shape = resource.given(call.operation) or OPEN
    if call.parts and isinstance(call.body, dict):
        rows = [row for part in call.body.values() for row in _rows(part, resource, call.body)]
        if rows:
            common = {name: part for name, part in call.body.items() if _is_link(part)}
            return [_given({**common, **row}, OPEN, resource) for row in rows]
    shown = wrappers(resource, call.operation) if isinstance(call.body, dict) else frozenset()
    found = list(_described(call.body, shape, resource, shown))
    if not found and call.body is MISSING and call.query:
        return [_given(call.query, OPEN, resource)]
    return [_given(value, each, resource) for value, each in found]


def _described(
    body: Any, shape: Shape, resource: Resource, shown: frozenset[str]
) -> Iterator[tuple[Mapping[str, Any], Shape]]:
    """Yield the objects that describe entities, out of a list or of a wrapper: the kind's name, or that of answers."""
    if isinstance(body, list):
        for element in body:
            if isinstance(element, dict):
                yield element, shape.items
        return
    if not isinstance(body, dict):
        return
    own = resource.entity.properties if resource.entity is not None else {}
    for name, inner in body.items():
        alone = len(body) == 1 and kind_of(name) in ("data", "item", "items")
        wraps = name in shown or kind_of(name) == resource.kind or alone
        if wraps and name not in own and isinstance(inner, dict):
            yield inner, shape.property(name)
            return
        if wraps and name not in own and isinstance(inner, list) and inner and isinstance(inner[0], dict):
            yield from _described(inner, shape.property(name), resource, shown)
            return
    yield body, shape


def _given(body: Mapping[str, Any], shape: Shape, resource: Resource) -> Given:
    shape = shape.with_heirs
    own = resource.entity.with_heirs.properties if resource.entity is not None else {}
    folds = {"".join(words(name)): name for name in reversed(own)}
    sent = (name for name, each in shape.properties.items() if each.keyword("readOnly") is not True)
    found = Given(settable=frozenset(folds[fold] for name in sent if (fold := "".join(words(name))) in folds))
    for name, value in body.items():
        declared = shape.properties.get(name)
        if declared is not None and declared.keyword("readOnly") is True:
            continue
        mine = name if name in own else folds.get("".join(words(name))) or _alike(name, own)
        if mine is None and _is_own_id(name, value, resource):
            found.values.setdefault(resource.id_name or "", value)
        elif mine is None and own:
            _point(found, name, value, resource)
        elif mine is None or not _shows_others(own[mine], value):
            found.values[mine or name] = value
        else:
            found.links[mine] = list(value) if isinstance(value, list) else [value]
    _lift(found.values, own)
    return found


def _is_own_id(name: str, value: Any, resource: Resource) -> bool:
    """Tell whether `member_id` is what the members call their `id`: the kind, or the path's variable, is called so."""
    shape = resource.entity.properties.get(resource.id_name or "") if resource.entity is not None else None
    if shape is None or not isinstance(value, str | int) or isinstance(value, bool):
        return False
    variable = bool(resource.variable) and words(name) == words(resource.variable)
    return (variable or foreign_kind(name) == resource.kind) and acceptor(shape.alone)(value)


def _alike(name: str, own: Mapping[str, Shape]) -> str | None:
    """Return the one property that is called the same but for a preposition: `phoneNumberInUse`, `phoneNumberToUse`."""
    parts = [part for part in words(name) if part not in PREPOSITIONS]
    if len(parts) < 2 or len(parts) == len(words(name)):
        return None
    found = [each for each in own if [part for part in words(each) if part not in PREPOSITIONS] == parts]
    return found[0] if len(found) == 1 else None


def _lift(values: dict[str, Any], own: Mapping[str, Shape]) -> None:
    """Take what a part says of the whole to where the entity has it: the kind of a message out of its data."""
    for part in [name for name, value in values.items() if isinstance(value, dict) and name in own]:
        inner: dict[str, Any] = values[part]
        lifted = [name for name in inner if name in own and name not in values and name not in own[part].properties]
        if lifted and own[part].properties:
            values |= {name: inner[name] for name in lifted}
            values[part] = {name: value for name, value in inner.items() if name not in lifted}


def _shows_others(shape: Shape, value: Any) -> bool:
    """Tell whether the property holds entities where the client gives ids."""
    plain = all(
        isinstance(each, str | int) and not isinstance(each, bool)
        for each in (value if isinstance(value, list) else [value])
    )
    inner = shape.items if shape.allows("array") and not shape.allows("primitive") else shape
    return plain and not inner.untyped and inner.kinds == ("object",) and bool(inner.properties)


def _point(found: Given, name: str, value: Any, resource: Resource) -> None:
    """Understand `listIds`, `tag_ids`: ids of entities of a kind, shown by a property or showing this entity."""
    kind = foreign_kind(name)
    ids = [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str | int)]
    if kind is None or value is None or resource.entity is None:
        return
    for mine, shape in resource.entity.properties.items():
        inner = shape.items if shape.allows("array") else shape
        if kind_of(mine) == kind and not inner.untyped and inner.kinds == ("object",):
            found.links[mine] = ids
            return
    found.holders[kind] = ids


def _is_link(part: Any) -> bool:
    return isinstance(part, list) or (isinstance(part, str) and "\n" not in part)


def _rows(part: Any, resource: Resource, parts: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the rows of an uploaded file: JSON, or CSV whose first row has the names of properties."""
    if not isinstance(part, str) or "\n" not in part.strip("\n") + "\n" or resource.entity is None:
        return
    text = _text(part)
    if text.lstrip()[:1] in ("[", "{"):
        try:
            loaded = orjson.loads(text)
        except orjson.JSONDecodeError:
            return
        yield from (row for row in (loaded if isinstance(loaded, list) else [loaded]) if isinstance(row, dict))
        return
    given = parts.get("delimiter")
    head = text.lstrip().partition("\n")[0]
    delimiter = given if isinstance(given, str) and len(given) == 1 else max(",;\t|", key=head.count)
    names = {"".join(words(name)): name for name in resource.entity.properties}
    if not names.keys() & {"".join(words(cell)) for cell in head.split(delimiter)}:
        return
    try:
        for row in csv.DictReader(io.StringIO(text.strip()), delimiter=delimiter):
            yield {names[fold]: _typed(cell, resource.entity.properties[names[fold]])
                   for column, cell in row.items() if column and (fold := "".join(words(column))) in names}  # fmt: skip
    except csv.Error:
        return


def _text(part: str) -> str:
    """Return the text of a file that was read as one character a byte."""
    try:
        return part.encode("latin-1").decode("utf-8-sig")
    except UnicodeError:
        return part


def _typed(cell: Any, shape: Shape) -> Any:
    """Return a cell of a table as the schema has it."""
    if not isinstance(cell, str) or not shape.allows("primitive"):
        return [each.strip() for each in str(cell).split(";")] if shape.allows("array") else cell
    kind = shape.keyword("type")
    if kind == "boolean":
        return cell.strip().lower() in ("true", "1", "yes")
    try:
        return int(cell) if kind == "integer" else float(cell) if kind == "number" else cell.strip()
    except ValueError:
        return cell.strip()


PREPOSITIONS = frozenset({"to", "in", "of", "for"})
