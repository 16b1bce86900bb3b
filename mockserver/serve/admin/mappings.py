"""`/__admin/mappings`: answers that users post, in WireMock's shape, Specmatic's or ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from mockserver.answer import TooManyError
from mockserver.answer.problem import Problem
from mockserver.fixtures import Fixture, ShapeError, bound, read, sources
from mockserver.messages import Response
from mockserver.serve.admin.desk import asked_session, missing, reply, unusable

if TYPE_CHECKING:
    from mockserver.answer import Override
    from mockserver.contract import Call
    from mockserver.fixtures import Finding
    from mockserver.serve.admin.desk import Desk

Findings = list[dict[str, Any]]


class UnusableError(ValueError):
    """A stub that cannot be served, with what is wrong with it."""

    def __init__(self, detail: str, findings: Findings) -> None:
        """Take the reason and the single findings."""
        super().__init__(detail)
        self.findings = findings


def list_mappings(desk: Desk, call: Call) -> Response:
    """List the session's overrides, in the order in which they are asked."""
    found = [shown(one) for one in desk.steering.overrides.of(asked_session(call))]
    start = call.query.get("offset", 0)
    return reply({"mappings": found[start:][: call.query.get("limit", len(found))], "meta": {"total": len(found)}})


def create_mapping(desk: Desk, call: Call) -> Response:
    """Add an override; one with the id of another takes its place."""
    return _put(desk, call, None, 201)


def get_mapping(desk: Desk, call: Call) -> Response:
    """Show an override."""
    found = desk.steering.overrides.get(asked_session(call), call.path["id"])
    return _none(call) if found is None else reply(shown(found))


def replace_mapping(desk: Desk, call: Call) -> Response:
    """Put another override in the place of one."""
    if desk.steering.overrides.get(asked_session(call), call.path["id"]) is None:
        return _none(call)
    return _put(desk, call, call.path["id"], 200)


def delete_mapping(desk: Desk, call: Call) -> Response:
    """Remove an override."""
    gone = desk.steering.overrides.remove(asked_session(call), [call.path["id"]])
    return Response(204) if gone else _none(call)


def reset_mappings(desk: Desk, call: Call) -> Response:
    """Remove all overrides of the session; fixtures of the disk stay."""
    desk.steering.overrides.clear(asked_session(call))
    return Response(204)


def import_mappings(desk: Desk, call: Call) -> Response:
    """Add several overrides: all, or none of them where one is wrong."""
    body = call.body if isinstance(call.body, Mapping) else {}
    policy = (body.get("importOptions") or {}).get("duplicatePolicy", "OVERWRITE")
    session = asked_session(call)
    read_ones, findings = [], []
    for pointer, source in sources(call.body):
        try:
            read_ones.append(placed(desk, source, None))
        except UnusableError as error:
            findings += [{**finding, "pointer": pointer + finding["pointer"]} for finding in error.findings]
    if findings:
        return unusable(f"nothing was imported: {findings[0]['message']}", findings)
    made = []
    for fixture, mount in reversed(read_ones):
        if policy == "IGNORE" and desk.steering.overrides.get(session, fixture.id) is not None:
            continue
        try:
            desk.steering.overrides.put(session, fixture, mount)
        except TooManyError as error:
            return Problem("CONFLICT", str(error)).response()
        made.append(fixture.id)
    return reply({"ids": made[::-1], "meta": {"total": len(made)}})


def shown(override: Override) -> dict[str, Any]:
    """Return an override as it was posted, with its id and the operation that it speaks of."""
    fixture = override.fixture
    operation = fixture.when.operation
    return {**fixture.source, "id": fixture.id, **({"x-operation": operation} if operation else {})}


def placed(desk: Desk, source: Any, identity: str | None) -> tuple[Fixture, str | None]:
    """Read a stub and find the contract that it belongs to: the first whose promises it keeps.

    Raises:
        UnusableError: it is malformed, speaks of no operation, or breaks the contract.
    """
    if isinstance(source, Mapping):
        source = {name: value for name, value in source.items() if name != "x-operation"}
    try:
        fixture = read(source, identity or str(uuid4()))
    except ShapeError as error:
        raise UnusableError(
            f"{error.pointer or '(whole)'}: {error}", [_finding(error.pointer, "shape", str(error))]
        ) from error
    if identity is not None:
        fixture = _renamed(fixture, identity)
    return _bound(desk, fixture)


def _renamed(fixture: Fixture, identity: str) -> Fixture:
    return Fixture(
        identity, fixture.name, fixture.when, fixture.then, fixture.place, fixture.priority, fixture.times,
        fixture.scenario, fixture.contract, fixture.source,
    )  # fmt: skip


def _bound(desk: Desk, fixture: Fixture) -> tuple[Fixture, str | None]:
    refusal: UnusableError | None = None
    loose: tuple[Fixture, str | None] | None = None
    for mount in desk.mounts:
        try:
            found, findings = bound(fixture, mount.contract, prefix=mount.prefix)
        except LookupError as error:
            message = str(error.args[0]) + ' ("contract": "off" lets a stub answer it nevertheless)'
            refusal = refusal or UnusableError(message, [_finding("/request", "unknown-operation", message)])
            continue
        errors = [finding for finding in findings if finding.severity == "error"]
        if errors:
            refusal = UnusableError(_detail(errors), [_finding(one.pointer, one.code, one.message) for one in errors])
        elif found.when.operation:
            return found, mount.prefix
        else:
            loose = (found, None)
    if loose is None:
        raise refusal or UnusableError("nothing is served", [])
    return loose


def _detail(errors: list[Finding]) -> str:
    first = errors[0]
    more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
    return f'the stub breaks the contract at {first.pointer}: {first.message}{more}; "contract": "off" allows it'


def _finding(pointer: str, code: str, message: str) -> dict[str, Any]:
    return {"pointer": pointer, "code": code, "message": message}


def _put(desk: Desk, call: Call, identity: str | None, status: int) -> Response:
    session = asked_session(call)
    try:
        fixture, mount = placed(desk, call.body, identity)
        desk.steering.overrides.put(session, fixture, mount)
    except UnusableError as error:
        return unusable(str(error), error.findings)
    except TooManyError as error:
        return Problem("CONFLICT", str(error)).response()
    found = desk.steering.overrides.get(session, fixture.id)
    return reply(shown(found) if found else {}, status)


def _none(call: Call) -> Response:
    return missing(f"there is no mapping '{call.path['id']}'")
