"""`/__admin/scenarios`: the states of the scenarios that fixtures and overrides tell of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockserver.fixtures.play import STARTED
from mockserver.messages import Response
from mockserver.serve.admin.desk import asked_session, missing, reply

if TYPE_CHECKING:
    from mockserver.contract import Call
    from mockserver.serve.admin.desk import Desk


def list_scenarios(desk: Desk, call: Call) -> Response:
    """List the scenarios: name, present state and possible states."""
    session = asked_session(call)
    play = desk.steering.plays.of(session)
    found = [
        {"id": name, "name": name, "state": play.state(name), "possibleStates": states}
        for name, states in scenarios(desk, session).items()
    ]
    return reply({"scenarios": found})


def reset_scenarios(desk: Desk, call: Call) -> Response:
    """Bring every scenario of the session to its start, and let one-shots be played again."""
    desk.steering.plays.of(asked_session(call)).reset()
    return Response(204)


def set_scenario(desk: Desk, call: Call) -> Response:
    """Bring a scenario into a state: without one, to its start."""
    session, name = asked_session(call), call.path["name"]
    if name not in scenarios(desk, session):
        return missing(f"no fixture and no mapping tells of a scenario '{name}'")
    wanted: dict[str, Any] = call.body if isinstance(call.body, dict) else {}
    desk.steering.plays.of(session).move(name, wanted.get("state", STARTED))
    return Response(204)


def scenarios(desk: Desk, session: str) -> dict[str, list[str]]:
    """Return the states that each scenario knows, the first one first."""
    overrides = desk.steering.overrides
    posted = [one.fixture for one in (*overrides.of(session), *(overrides.of("") if session else ()))]
    known: dict[str, dict[str, None]] = {}
    for fixture in (*posted, *(fixture for mount in desk.mounts for fixture in mount.shelf)):
        if fixture.scenario is not None:
            states = known.setdefault(fixture.scenario.name, {STARTED: None})
            states.update(dict.fromkeys(state for state in (fixture.scenario.required, fixture.scenario.next) if state))
    return {name: list(states) for name, states in sorted(known.items())}
