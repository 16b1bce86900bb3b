"""What is known about an answer before it is generated: whose it is, and the entropy that everything else hangs on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from mockserver.generate import Entity, Scene

if TYPE_CHECKING:
    from mockserver.answer.decide.choice import Choice
    from mockserver.contract import Call
    from mockserver.schema import Bundle


def scene_for(call: Call, choice: Choice, bundle: Bundle) -> Scene:
    """Return the scene of one answer: the entity of the path, and a key that is the same for the same request."""
    preference = choice.preference
    name = _last_parameter(call.operation.path)
    pins: Any = None
    kind = bundle.name
    if name in call.path and choice.status < 300:
        pins, kind = _entity(call.path[name], bundle)
    return Scene(
        key=_key(call, choice),
        kind=kind,
        pins=pins,
        variant=preference.variant or "normal",
        seed=preference.seed,
    )


def _key(call: Call, choice: Choice) -> str:
    request = call.request
    query = sorted(pair for pair in parse_qsl(request.query, keep_blank_values=True) if not pair[0].startswith("__"))
    path = sorted((name, str(value)) for name, value in call.path.items())
    body = request.body.decode("latin-1") if request.body else ""
    return f"{call.operation.id} {choice.status} {path} {query} {body}"


def _last_parameter(path: str) -> str:
    segment = path.rstrip("/").rpartition("/")[2]
    return segment[1:-1] if segment.startswith("{") and segment.endswith("}") and segment.count("{") == 1 else ""


def _entity(value: Any, bundle: Bundle) -> tuple[Any, str]:
    """Return the pins and the root's kind: the entity stands at the root, or alone in a wrapper of one property."""
    schema = bundle.schema
    if isinstance(schema, dict) and "$ref" in schema:
        schema = schema_at(bundle, schema["$ref"])
    properties = schema.get("properties", {}) if isinstance(schema, dict) else {}
    if len(properties) == 1:
        wrapper = next(iter(properties))
        return {wrapper: Entity(wrapper, value)}, wrapper
    kind = bundle.name or "entity"
    return Entity(kind, value), kind


def schema_at(bundle: Bundle, reference: str) -> Any:
    """Return what a reference within the bundle leads to."""
    root = bundle.schema
    name = reference.removeprefix("#/$defs/")
    return root.get("$defs", {}).get(name, True) if isinstance(root, dict) else True
