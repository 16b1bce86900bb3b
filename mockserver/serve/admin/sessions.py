"""`/__admin/sessions`, `/__admin/state` and `/__admin/reset`: worlds apart, what they hold, and back to the start."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockserver.answer.problem import Problem
from mockserver.errors import UsageError
from mockserver.messages import Response
from mockserver.serve.admin.desk import ALL_SESSIONS, asked_session, missing, reply, unusable

if TYPE_CHECKING:
    from mockserver.contract import Call
    from mockserver.serve.admin.desk import Desk, Mount


def list_sessions(desk: Desk, call: Call) -> Response:
    """List the named sessions: their writes, overrides and exchanges."""
    del call
    return reply({"sessions": [_about(desk, name) for name in sorted(_names(desk))]})


def drop_session(desk: Desk, call: Call) -> Response:
    """Forget a session with its state, overrides, scenarios, settings and exchanges."""
    name = call.path["name"]
    if name not in _names(desk):
        return missing(f"there is no session '{name}'")
    forget(desk, name)
    desk.steering.plays.drop(name)
    return Response(204)


def get_state(desk: Desk, call: Call) -> Response:
    """Return a snapshot of what the session's writes have made."""
    mount = _mount(desk, call)
    if isinstance(mount, Response):
        return mount
    return reply(mount.state.store.snapshot(mount.state.realm + asked_session(call)))  # type: ignore[union-attr]


def put_state(desk: Desk, call: Call) -> Response:
    """Make the session hold what a snapshot holds, or the entities of a seed."""
    mount = _mount(desk, call)
    if isinstance(mount, Response):
        return mount
    try:
        mount.sow(call.body, asked_session(call))
    except UsageError as error:
        return unusable(error.message, [{"pointer": "", "code": error.code, "message": error.message}])
    return Response(204)


def reset_state(desk: Desk, call: Call) -> Response:
    """Forget the session's writes."""
    _reset_state(desk, asked_session(call))
    return Response(204)


def reset_all(desk: Desk, call: Call) -> Response:
    """Bring the session back to its start: state, overrides, scenarios, settings and journal."""
    forget(desk, asked_session(call))
    return Response(204)


def forget(desk: Desk, session: str) -> None:
    """Forget everything that a session did."""
    _reset_state(desk, session)
    desk.steering.overrides.clear(session)
    desk.steering.plays.of(session).reset()
    desk.steering.troubles.reset(session)
    desk.journal.remove(lambda exchange: session in (ALL_SESSIONS, exchange.session))


def _reset_state(desk: Desk, session: str) -> None:
    for mount in desk.mounts:
        if mount.state is not None:
            mount.state.store.drop(mount.state.realm + session)
            if mount.seed is not None and not session:
                mount.sow(mount.seed, session)
    desk.changed()


def _mount(desk: Desk, call: Call) -> Mount | Response:
    """Return the contract whose state is asked for: that below `?mount=`, else the first."""
    wanted = call.query.get("mount")
    mount = next((one for one in desk.mounts if wanted in (None, one.prefix)), None)
    if mount is None:
        return missing(f"nothing is served below '{wanted}'")
    if mount.state is None:
        return Problem("CONFLICT", "the mock is stateless: it remembers nothing").response()
    return mount


def _names(desk: Desk) -> set[str]:
    steering = desk.steering
    found = {*steering.overrides.names(), *steering.troubles.names(), *steering.plays.names()}
    found |= {exchange.session for exchange in desk.journal}
    return (found | set(_revisions(desk))) - {""}


def _revisions(desk: Desk) -> dict[str, int]:
    """Return how many writes each session that a store knows has seen."""
    found: dict[str, int] = {}
    for state in (mount.state for mount in desk.mounts if mount.state is not None):
        for one in state.store.sessions():
            if one.name.startswith(state.realm):
                name = one.name.removeprefix(state.realm)
                found[name] = found.get(name, 0) + one.writes
    return found


def _about(desk: Desk, name: str) -> dict[str, Any]:
    return {
        "name": name,
        "writes": _revisions(desk).get(name, 0),
        "mappings": len(desk.steering.overrides.of(name)),
        "requests": sum(exchange.session == name for exchange in desk.journal),
    }
