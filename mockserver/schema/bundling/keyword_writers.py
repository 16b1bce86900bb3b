"""How each keyword is copied into the bundle: a small function per kind of keyword, joined by the table at the foot."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mockserver.document.pointer import escape, split_reference
from mockserver.errors import DocumentError
from mockserver.later import later
from mockserver.schema.bundling.direction import NONE
from mockserver.schema.bundling.discriminator import complete_mapping
from mockserver.schema.bundling.frame import DynamicScopeNeeded, Frame, Spot
from mockserver.schema.bundling.modernise import RECURSIVE
from mockserver.schema.bundling.resource import RECURSIVE_ANCHOR
from mockserver.schema.bundling.soundness import SOUND, UNSOUND
from mockserver.schema.keywords import SUBSCHEMA_MAP
from mockserver.schema.patterns import is_readable, numbered

if TYPE_CHECKING:
    from mockserver.document import Node
    from mockserver.schema.bundling.writer import Writer

Out = dict[str, Any]
KeywordWriter = Callable[["Writer", Spot, Out, str, Any], None]

_VALUES = "mockserver.schema.values"
described: Callable[[Any], str] = later(_VALUES, "described")
listed: Callable[[list[Any]], str] = later(_VALUES, "listed")
quoted: Callable[[str], str] = later(_VALUES, "quoted")
shortened: Callable[[Any], str] = later(_VALUES, "shortened")


def place(writer: Writer, spot: Spot, keyword: str) -> tuple[Frame, str]:
    """Return the frame and path of a keyword's value: a new frame where the author wrote it under another name."""
    path = f"{spot.path}/{keyword}"
    if keyword in spot.elsewhere:
        return writer.entered(spot.elsewhere[keyword], spot.frame, path), ""
    if keyword not in spot.moves:
        return spot.frame, path
    origin = spot.moves[keyword]
    below = spot.frame.below + spot.path + (f"/{origin}" if origin else "")
    moved = spot.frame._replace(below=below, at=spot.frame.at + path)
    writer.written.sources[moved.at] = (moved.node, below)
    return moved, ""


def write_rule(writer: Writer, spot: Spot, out: Out, keyword: str, value: Any) -> None:
    """Copy a keyword whose value has a fixed shape; leave it out with a warning where it has another."""
    read, wanted = SOUND[keyword]
    sound = read(value)
    if sound is UNSOUND:
        unsound(writer, spot, keyword, wanted, value)
        return
    if keyword in spot.moves or keyword in spot.elsewhere:
        place(writer, spot, keyword)
    if sound is not value and sound != value:
        writer.flaw(
            "UNSOUND_KEYWORD",
            f"{keyword} must be {wanted}: read as {listed(sound) if isinstance(sound, list) else shortened(sound)}",
            spot.frame,
            spot.path,
            keyword,
        )
    out[keyword] = sound


def unsound(writer: Writer, spot: Spot, keyword: str, wanted: str, value: Any) -> None:
    """Note a keyword that means nothing with the value it has."""
    message = f"{keyword} must be {wanted}, got {described(value)}: it is ignored"
    writer.flaw("UNSOUND_KEYWORD", message, spot.frame, spot.path, keyword)


def write_pattern(writer: Writer, spot: Spot, out: Out, keyword: str, value: Any) -> None:
    """Copy a regular expression that the engine can read."""
    if isinstance(value, str) and not is_readable(value):
        message = f"pattern {quoted(value)} cannot be read as an ECMA-262 regular expression: it is not checked"
        writer.flaw("UNREADABLE_PATTERN", message, spot.frame, spot.path, keyword)
        return
    write_rule(writer, spot, out, keyword, numbered(value) if isinstance(value, str) else value)


def write_required(writer: Writer, spot: Spot, out: Out, keyword: str, value: Any) -> None:
    """Copy `required` without the names that this direction excuses."""
    write_rule(writer, spot, out, keyword, value)
    if spot.excused and keyword in out:
        out[keyword] = [name for name in out[keyword] if name not in spot.excused]


def write_dependent_required(writer: Writer, spot: Spot, out: Out, keyword: str, value: Any) -> None:
    """Copy `dependentRequired` without the names that this direction excuses."""
    write_rule(writer, spot, out, keyword, value)
    if spot.excused and keyword in out:
        out[keyword] = {
            name: [each for each in names if each not in spot.excused] for name, names in out[keyword].items()
        }


def write_one(writer: Writer, spot: Spot, out: Out, keyword: str, value: Any) -> None:
    """Convert a schema that applies to another value, or whose demands must stay as they are (`not`, `if`)."""
    frame, path = place(writer, spot, keyword)
    if isinstance(value, dict | bool):
        out[keyword] = writer.convert(value, frame, path)
    else:
        unsound(writer, spot, keyword, "a schema", value)


def write_one_in_place(writer: Writer, spot: Spot, out: Out, keyword: str, value: Any) -> None:
    """Convert a schema that applies to the same value."""
    if isinstance(value, dict | bool):
        out[keyword] = writer.convert(value, *place(writer, spot, keyword), spot.passed_on)
    else:
        unsound(writer, spot, keyword, "a schema", value)


def write_list(writer: Writer, spot: Spot, out: Out, keyword: str, value: Any) -> None:
    """Convert a list of schemas; an empty one says nothing."""
    if not isinstance(value, list) or not value:
        unsound(writer, spot, keyword, "a list of schemas", value)
        return
    frame, path = place(writer, spot, keyword)
    passed_on = NONE if keyword == "prefixItems" else spot.passed_on
    converted = []
    for index, each in enumerate(value):
        inner, below = place(writer, spot, f"{keyword}/{index}") if spot.moves else (frame, f"{path}/{index}")
        if f"{keyword}/{index}" not in spot.moves:
            inner, below = frame, f"{path}/{index}"
        converted.append(writer.convert(each, inner, below, passed_on))
    out[keyword] = converted


def write_map(writer: Writer, spot: Spot, out: Out, keyword: str, value: Any) -> None:
    """Convert a map of schemas; what is no schema in it is left out."""
    if not isinstance(value, dict):
        unsound(writer, spot, keyword, "an object of schemas", value)
        return
    frame, path = place(writer, spot, keyword)
    passed_on = spot.passed_on if keyword == "dependentSchemas" else NONE
    convert = writer.convert
    out[keyword] = {name: convert(each, frame, f"{path}/{escape(name)}", passed_on) for name, each in value.items()}


def write_pattern_properties(writer: Writer, spot: Spot, out: Out, keyword: str, value: Any) -> None:
    """Convert `patternProperties` whose patterns the engine can read."""
    for pattern in _unreadable(value):
        write_pattern(writer, spot, out, keyword, pattern)
        value = {name: each for name, each in value.items() if name != pattern}
    write_map(writer, spot, out, keyword, value)
    if isinstance(value, dict):
        out[keyword] = {numbered(pattern): each for pattern, each in out[keyword].items()}


def write_additional(writer: Writer, spot: Spot, out: Out, keyword: str, value: Any) -> None:
    """Convert what holds for other properties, unless a pattern that cannot be read leaves it open which those are."""
    if not _unreadable(spot.raw.get("patternProperties")):
        write_one(writer, spot, out, keyword, value)


def _unreadable(patterns: Any) -> list[str]:
    return [each for each in patterns if not is_readable(each)] if isinstance(patterns, dict) else []


def write_ref(writer: Writer, spot: Spot, out: Out, keyword: str, value: Any) -> None:
    """Point `$ref` at the entry of `$defs` that stands for what it means."""
    if not isinstance(value, str):
        unsound(writer, spot, keyword, "a URI reference", value)
        return
    ref = writer.entry(value, spot)
    if ref is not None:
        out["$ref"] = ref


def write_dynamic_ref(writer: Writer, spot: Spot, out: Out, keyword: str, value: Any) -> None:
    """Point `$dynamicRef` at what the dynamic scope of this walk makes of it: the result is a plain `$ref`."""
    if not isinstance(value, str):
        unsound(writer, spot, keyword, "a URI reference", value)
        return
    if not writer.dynamic:
        raise DynamicScopeNeeded
    try:
        target, name = _static_target(writer, spot, value)
    except DocumentError as broken:
        writer.flaw("REF_UNRESOLVED", broken.message, spot.frame, spot.path, keyword)
        return
    ref = writer.entry_for(dict(spot.frame.scope).get(name, target), spot.frame, spot.passed_on)
    if "$ref" in spot.raw:
        out["allOf"] = [*out.get("allOf", ()), {"$ref": ref}]
    else:
        out["$ref"] = ref


def _static_target(writer: Writer, spot: Spot, value: str) -> tuple[Node, str]:
    """Return what a `$dynamicRef` means before the dynamic scope is looked at, and the scope's name for it, if any."""
    node, known = spot.frame.node, writer.surroundings
    root = known.resource_root(node)
    if value == RECURSIVE:
        return root, RECURSIVE_ANCHOR if RECURSIVE_ANCHOR in known.anchors(root) else ""
    uri, name = split_reference(value)
    here = known.anchors(root).get(name) if not uri else None
    target = here or node.follow(value)
    anchored = known.anchors(known.resource_root(target)).get("*" + name)
    return target, "*" + name if anchored is not None and anchored.pointer == target.pointer else ""


def write_discriminator(writer: Writer, spot: Spot, out: Out, keyword: str, value: Any) -> None:
    """Complete a discriminator's mapping, and point it at entries of `$defs`."""
    write_rule(writer, spot, out, keyword, value)
    if keyword in out:
        mapping, explicit = complete_mapping(writer, spot, value), value.get("mapping")
        out[keyword] = {**value, "mapping": mapping}
        if isinstance(explicit, dict) and explicit:
            out[keyword]["x-named"] = [label for label in mapping if label in explicit]


def leave_out(writer: Writer, spot: Spot, out: Out, keyword: str, value: Any) -> None:
    """Leave out what only says where things are: references are resolved already."""


WRITERS: dict[str, KeywordWriter] = {
    **dict.fromkeys(SOUND, write_rule),
    **dict.fromkeys(
        (
            "contains",
            "contentSchema",
            "if",
            "items",
            "not",
            "propertyNames",
            "unevaluatedItems",
        ),
        write_one,
    ),
    **dict.fromkeys(("additionalProperties", "unevaluatedProperties"), write_additional),
    **dict.fromkeys(("then", "else"), write_one_in_place),
    **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), write_list),
    **dict.fromkeys(SUBSCHEMA_MAP, write_map),
    **dict.fromkeys(
        ("$anchor", "$defs", "$dynamicAnchor", "$id", "$recursiveAnchor", "$schema", "$vocabulary", "definitions"),
        leave_out,
    ),
    "$dynamicRef": write_dynamic_ref,
    "$ref": write_ref,
    "dependentRequired": write_dependent_required,
    "discriminator": write_discriminator,
    "pattern": write_pattern,
    "patternProperties": write_pattern_properties,
    "required": write_required,
}
"""Keywords that are not here are annotations or the author's own: they are copied as they are."""
