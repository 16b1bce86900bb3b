"""Who speaks: what comes in was written by a customer, what goes out by the house, and each has states of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mockserver.generate.compile.meaning import author_examples
from mockserver.generate.entropy import mixed, salt_of
from mockserver.generate.identity.kinds import words
from mockserver.generate.leaves.banks.library import phrases
from mockserver.generate.relations.agreement import Agreement, Unless

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler

Way = tuple[str, dict[str, str]]


def voices(flats: dict[str, Any], compiler: Compiler) -> list[Agreement]:
    """Return what lets the status and the text of a message agree with the way it goes; `flats` are its properties."""
    direction = next((name for name in flats if words(name)[-1:] == ("direction",) and _ways(flats[name])), None)
    if direction is None:
        return []
    ways = {value: way_of(value) for value in flats[direction]["enum"] if isinstance(value, str)}
    found = [
        _right_state((direction, ways), name, rows)
        for name, schema in flats.items()
        if words(name)[-1:] in _STATES and (rows := _states(schema)) is not None
    ]
    for name, schema in flats.items():
        for path, text in _texts(name, schema, compiler):
            spoken = _spoken(text, compiler)
            if spoken["in"] and spoken["out"]:
                found.append(_right_text((direction, ways), path, spoken))
    return found


def way_of(value: Any) -> str:
    """Return whether a direction says `in` or `out`; empty if it says neither."""
    folded = "".join(words(value)) if isinstance(value, str) else ""
    return "in" if folded in _IN else "out" if folded in _OUT else ""


def voice_of(text: str) -> str:
    """Return who would say an English sentence: `in`, a customer; `out`, the house; empty if either might."""
    said = set(re.findall(r"[a-z']+", text.lower()))
    house, customer = said & _HOUSE, said & _CUSTOMER
    if text.rstrip().endswith("?"):
        return "out" if house or _OFFER.match(text) else "in"
    if customer and not house:
        return "in"
    return "out" if house or said & {"your", "you'll"} else ""


def _ways(schema: Any) -> bool:
    listed = schema.get("enum", ()) if isinstance(schema, dict) else ()
    return {"in", "out"} <= {way_of(value) for value in listed} and all(isinstance(value, str) for value in listed)


def _states(schema: Any) -> dict[str, tuple[Any, ...]] | None:
    """Return the states that each way can have, where it cannot have all; None if the schema tells none apart."""
    listed = schema.get("enum", ()) if isinstance(schema, dict) else ()
    if any(isinstance(value, dict | list) for value in listed):
        return None
    every = [value for value in listed if isinstance(value, str)]
    inward = tuple(value for value in every if "".join(words(value)) not in _OUT_STATES)
    outward = tuple(value for value in every if "".join(words(value)) not in _IN_STATES)
    return (
        {"in": inward, "out": outward} if inward and outward and len(inward) + len(outward) < 2 * len(every) else None
    )


def _right_state(way: Way, name: str, rows: dict[str, tuple[Any, ...]]) -> Agreement:
    direction = way[0]
    allowed = {value: rows[side] for value, side in way[1].items() if side}
    every = frozenset(state for row in rows.values() for state in row)
    wrong = frozenset((value, state) for value, row in allowed.items() for state in every.difference(row))

    def agree(value: dict[str, Any], bits: int, pins: Any = ()) -> None:
        if (value.get(direction), value.get(name)) in wrong and name not in pins:
            row = allowed[value[direction]]
            value[name] = row[mixed(bits, _STATE) % len(row)]

    return Unless((direction, name), wrong, agree)


def _texts(name: str, schema: Any, compiler: Compiler) -> list[tuple[tuple[str, ...], dict[str, Any]]]:
    """Return where the text of a message stands: in a property of its own, or in one of an object beside."""
    if not isinstance(schema, dict):
        return []
    if "properties" not in schema:
        return [((name,), schema)] if _is_text(name, schema) else []
    inner = ((part, compiler.definitions.flatten(each)) for part, each in schema["properties"].items())
    return [((name, part), each) for part, each in inner if _is_text(part, each)]


def _is_text(name: str, schema: Any) -> bool:
    return isinstance(schema, dict) and name.lower() in _TEXTS and "string" in str(schema.get("type", "string"))


def _spoken(schema: dict[str, Any], compiler: Compiler) -> dict[str, tuple[str, ...]]:
    """Return what each side may say: sentences of the author's, else of our own."""
    examples = author_examples(schema, compiler)
    accept = compiler.definitions.acceptor(schema)
    every = examples if len(examples) > 2 else tuple(text for text in phrases("texts", "message") if accept(text))
    sides: dict[str, list[str]] = {"in": [], "out": [], "": []}
    for text in every:
        sides[voice_of(text)].append(text)
    return {"in": tuple(sides["in"]), "out": tuple(sides["out"])}


def _right_text(way: Way, path: tuple[str, ...], spoken: dict[str, tuple[str, ...]]) -> Agreement:
    direction, (first, last) = way[0], (path[0], path[-1])
    others = {"in": "out", "out": "in"}
    wrong = {(value, text): spoken[side] for value, side in way[1].items() if side for text in spoken[others[side]]}
    nested = len(path) > 1

    def agree(value: dict[str, Any], bits: int, pins: Any = ()) -> None:
        try:
            holder = value[first] if nested else value
            right = wrong.get((value[direction], holder[last]))
        except (LookupError, TypeError):  # it has no text
            return
        if right is not None and first not in pins:
            holder[last] = right[mixed(bits, _TEXT) % len(right)]

    return agree


_STATE, _TEXT = salt_of("voices:state"), salt_of("voices:text")
_STATES = (("status",), ("state",))
_TEXTS = frozenset({"text", "body", "content", "message", "messagetext", "message_text", "textbody"})
_IN = frozenset({"inbound", "incoming", "in", "received", "receive"})
_OUT = frozenset({"outbound", "outgoing", "out", "sent", "send"})
_IN_STATES = frozenset({"unread", "received", "new", "unseen", "unopened"})
_OUT_STATES = frozenset(
    {
        "sent", "delivered", "undelivered", "notdelivered", "failed", "queued", "pending", "sending", "bounced",
        "rejected", "accepted", "scheduled", "draft",
    }
)  # fmt: skip
_HOUSE = frozenset({"we", "our", "us", "we'll", "we're", "we've"})
_CUSTOMER = frozenset({"i", "my", "me", "i'm", "i'd", "i've", "i'll", "mine"})
_OFFER = re.compile(r"(?i)(would you like|may i have|can i help|how can i help|shall i|do you need|did you get)")
