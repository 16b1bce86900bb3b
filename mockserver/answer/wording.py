"""What the body of an error says: its message is the reason, and a code that repeats the status is that status."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mockserver.answer.decide.choice import Choice
    from mockserver.violations import Violation

DEEPEST = 3
LONGEST, MOST_LISTED = 200, 50


def explained(value: Any, reason: str, valid: Callable[[Any], bool]) -> Any:
    """Return an error's body with `reason` as its message, in the likeliest place where `valid` takes it."""
    return next(filter(valid, _saying(value, reason, DEEPEST)), value) if reason else value


def numbered(value: Any, status: int, valid: Callable[[Any], bool]) -> Any:
    """Return an error's body with `status` as its code, in the likeliest place where `valid` takes it."""
    return next(filter(valid, _coded(value, status, DEEPEST)), value)


def confirming(value: Any, known: Mapping[str, Any]) -> Any:
    """Return what answers a deletion with the `known` id, and with yes wherever it says whether it was done."""
    if not isinstance(value, dict):
        return value
    done = {name: True for name, each in value.items() if isinstance(each, bool) and name.lower() in DONE}
    return {**value, **done, **{name: each for name, each in known.items() if name in value}}


def itemised(value: Any, violations: Sequence[Violation], valid: Callable[[Any], bool]) -> Any:
    """Return an error's body whose list of errors has one for each violation, in a place where `valid` takes it.

    A list of errors is one of objects with a message, and with the name or the pointer of what is wrong.
    """
    return next(filter(valid, _listing(value, violations[:MOST_LISTED], DEEPEST)), value) if violations else value


def _listing(value: Any, violations: Sequence[Violation], depth: int) -> Iterator[Any]:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        one = value[0]
        message = next((name for name in MESSAGES if isinstance(one.get(name), str)), None)
        place = next((name for name in PLACES if isinstance(one.get(name), str) and name != message), None)
        if message is not None and place is not None:
            pointed = place.lower() in POINTERS
            yield [
                {**one, message: each.message, place: each.pointer if pointed else ".".join(map(str, each.path))}
                for each in violations
            ]
    for key, member in value.items() if depth and isinstance(value, dict) else ():
        for listed in _listing(member, violations, depth - 1):
            yield {**value, key: listed}


def described(choice: Choice) -> str:
    """Return what the author says of the chosen response, if it is short enough for a message."""
    said = choice.response.node.value.get("description") if choice.response is not None else None
    text = " ".join(said.split()) if isinstance(said, str) else ""
    return text if len(text) <= LONGEST else ""


def _saying(value: Any, reason: str, depth: int) -> Iterator[Any]:
    """Yield `value` with one message replaced, the likeliest place first: in itself, then in what is within."""
    if isinstance(value, dict):
        for name in MESSAGES:
            if isinstance(value.get(name), str):
                yield {**value, name: reason}
    for key, member in _members(value, depth):
        for said in _saying(member, reason, depth - 1):
            yield _replaced(value, key, said)


def _coded(value: Any, status: int, depth: int) -> Iterator[Any]:
    """Yield `value` with the first whole number that is called a code or status replaced, the likeliest place first."""
    if isinstance(value, dict):
        for name in CODES:
            if type(value.get(name)) is int and value[name] != status:
                yield {**value, name: status}
    for key, member in _members(value, depth):
        for coded in _coded(member, status, depth - 1):
            yield _replaced(value, key, coded)


def _members(value: Any, depth: int) -> Iterator[tuple[Any, Any]]:
    """Yield the members of an object, or the first element of a list."""
    if depth and isinstance(value, dict):
        yield from value.items()
    elif depth and isinstance(value, list) and value:
        yield 0, value[0]


def _replaced(value: Any, key: Any, member: Any) -> Any:
    return {**value, key: member} if isinstance(value, dict) else [member, *value[1:]]


MESSAGES = (
    "message", "detail", "error_description", "errorDescription", "description", "reason", "error", "err", "msg",
    "errorMessage", "error_message", "title",
)  # fmt: skip
"""Names under which an error's body says what is wrong, the most telling first."""

CODES = ("status", "statusCode", "status_code", "httpStatus", "http_status", "code", "errorCode", "error_code")
"""Names under which an error's body repeats its status where it is a number."""
POINTERS = frozenset({"pointer", "path", "jsonpointer", "json_pointer", "instancepath", "datapath"})
PLACES = (
    "field",
    "pointer",
    "path",
    "property",
    "parameter",
    "param",
    "attribute",
    "name",
    "key",
    "location",
    "target",
)
"""Names under which one of several errors says what it is about, the most telling first."""

DONE = frozenset({"deleted", "success", "ok", "removed", "acknowledged", "done", "successful", "result"})
