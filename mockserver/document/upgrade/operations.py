"""Path Items and Operations of 2.0: parameters are sorted out into parameters and a request body."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mockserver.document.moved import Moved
from mockserver.document.upgrade.bodies import body, form, response
from mockserver.document.upgrade.draft import Draft, at, listed, mapped
from mockserver.document.upgrade.parameters import parameter
from mockserver.errors import ReferenceError  # noqa: A004 - the standard's own term

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockserver.document.document import Node


@dataclass(frozen=True, slots=True)
class Setting:
    """The media types of operations that name none, and what was upgraded before: many references may share it."""

    consumes: list[str]
    produces: list[str]
    done: dict[tuple[str, ...], Node] = field(default_factory=dict)

    def once(self, kind: str, build: Callable[[Node], Node], node: Node, *more: str) -> Node:
        """Return what `build` makes of `node`, made once for each `kind`, place and `more`."""
        key = (kind, node.uri, node.pointer, *more)
        if key not in self.done:
            self.done[key] = build(node)
        return self.done[key]


@dataclass(slots=True)
class _Sorted:
    """One list of parameters, by what becomes of them."""

    others: list[Node] = field(default_factory=list)
    bodies: list[Node] = field(default_factory=list)
    forms: list[Node] = field(default_factory=list)


def path_item(node: Node, setting: Setting) -> Node:
    """Return a Path Item with upgraded operations; one whose `$ref` cannot be followed stays as written."""
    try:
        resolved = node.resolve()
    except ReferenceError:
        return node
    if not isinstance(resolved.value, dict):
        return resolved
    if isinstance(resolved.value, Moved):
        return _path_item(resolved, setting)
    return setting.once("path", lambda item: _path_item(item, setting), resolved)


def _path_item(node: Node, setting: Setting) -> Node:
    draft = Draft(node).keep("summary", "description")
    shared = _sort(node)
    draft.put("parameters", _others(node, shared))
    for key, inner in node.items():
        if key in METHODS:
            draft.put(key, _operation(node.readable(key) or inner, node, shared, setting))
    return draft.node()


def _operation(node: Node, item: Node, shared: _Sorted, setting: Setting) -> Node:
    if not isinstance(node.value, dict) or isinstance(node.value.get("$ref"), str):
        return node
    draft = Draft(node).keep(*KEPT)
    own = _sort(node)
    draft.put("parameters", _others(node, own))
    draft.put("requestBody", _request_body(node, item, (own, shared), _media_types(node, "consumes", setting.consumes)))
    responses = node.readable("responses")
    if responses is not None:
        produces = _media_types(node, "produces", setting.produces)
        upgraded = {
            key: inner if key.startswith("x-") else _response(inner, produces, setting)
            for key, inner in responses.items()
        }
        draft.put("responses", mapped(responses, upgraded))
    return draft.node()


def _response(node: Node, produces: list[str], setting: Setting) -> Node:
    try:
        return setting.once("response", lambda resolved: response(resolved, produces), node.resolve(), *produces)
    except ReferenceError:
        return node


def _request_body(node: Node, item: Node, lists: tuple[_Sorted, _Sorted], consumes: list[str]) -> Node | None:
    """Return what the operation's body and form parameters mean; its own come before those of the Path Item."""
    own, shared = lists
    bodies, forms = [*own.bodies, *shared.bodies], {one.value["name"]: one for one in (*shared.forms, *own.forms)}
    if bodies and not (own.forms and not own.bodies):
        return body(bodies[0], consumes)
    if not forms:
        return None
    place = (node if own.forms else item).readable("parameters")
    return form(list(forms.values()), place or node, consumes)


def _sort(holder: Node) -> _Sorted:
    """Sort the parameters of an operation or Path Item; one that cannot be read stays as it is."""
    found = _Sorted()
    parameters = holder.readable("parameters")
    for node in parameters.elements() if parameters is not None else ():
        try:
            resolved = node.resolve()
        except ReferenceError:
            found.others.append(node)
            continue
        location = resolved.value.get("in") if isinstance(resolved.value, dict) else None
        if location == "body":
            found.bodies.append(resolved)
        elif location == "formData" and isinstance(resolved.value.get("name"), str):
            found.forms.append(resolved)
        else:
            found.others.append(parameter(resolved) if isinstance(resolved.value, dict) else resolved)
    return found


def _others(holder: Node, found: _Sorted) -> Node | None:
    """Return the parameters that stay such; a list that cannot be read as it is written."""
    parameters = holder.readable("parameters")
    if parameters is None or not isinstance(parameters.value, list):
        return parameters
    return at(parameters, listed(found.others))


def _media_types(node: Node, key: str, default: list[str]) -> list[str]:
    own = node.readable(key)
    return default if own is None else [one.value for one in own.elements() if isinstance(one.value, str)]


METHODS = frozenset({"get", "put", "post", "delete", "options", "head", "patch"})
KEPT = ("tags", "summary", "description", "externalDocs", "operationId", "deprecated", "security")
