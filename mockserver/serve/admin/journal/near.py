"""What a request came near to: the operation and the fixture that missed it least, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from mockserver.contract import Found
from mockserver.engine.unmatched import nearest
from mockserver.fixtures import differences, stray_call
from mockserver.fixtures.matching import Difference
from mockserver.serve.admin.journal.entries import request_of
from mockserver.serve.admin.patterns import variables

if TYPE_CHECKING:
    from mockserver.contract import Operation
    from mockserver.exchange import Exchange
    from mockserver.fixtures import Fixture
    from mockserver.messages import Request
    from mockserver.serve.admin.desk import Desk, Mount

MOST_FIXTURES = 2_000
MOST_DIFFERENCES = 20
LONGEST_GOT = 500


def explanation(desk: Desk, exchange: Exchange, session: str) -> dict[str, Any]:
    """Return the nearest operation and the nearest fixture, each with what it misses; None where nothing is near."""
    return {
        "operation": nearest_operation(desk, exchange),
        "mapping": next(iter(nearest_mappings(desk, exchange, session, 1)), None),
    }


def nearest_operation(desk: Desk, exchange: Exchange) -> dict[str, Any] | None:
    """Return the operation that was refused, or that a request without one came nearest to."""
    request = exchange.request
    if exchange.operation:
        missed = [
            {"where": ".".join([violation.location, *map(str, violation.path)]), "wanted": violation.message,
             "got": violation.got}
            for violation in exchange.violations[:MOST_DIFFERENCES]
        ]  # fmt: skip
        operation = next(
            (found for mount in desk.mounts if (found := mount.contract.operation(exchange.operation))), None
        )
        return None if operation is None else {**_shown(operation, ""), "differences": missed}
    for mount in desk.mounts:
        for operation in _near(mount, request):
            return {
                **_shown(operation, mount.prefix),
                "differences": list(_route_differences(mount, operation, request)),
            }
    return None


def _near(mount: Mount, request: Request) -> list[Operation]:
    """Return the operations of this path with another method, else those of paths that are like it."""
    path = request.path.removeprefix(mount.prefix) or "/"
    same = [found.operation for method in METHODS if isinstance(found := mount.contract.match(method, path), Found)]
    return same or nearest(mount.contract, request.method, path, 1)


def _shown(operation: Operation, prefix: str) -> dict[str, Any]:
    return {"operationId": operation.id, "method": operation.method, "path": prefix + operation.path}


def _route_differences(mount: Mount, operation: Operation, request: Request) -> Iterator[dict[str, Any]]:
    if operation.method != request.method:
        yield {"where": "method", "wanted": operation.method, "got": request.method}
    path = request.path.removeprefix(mount.prefix)
    base = max((base for base in mount.contract.base_paths if path.startswith(base)), key=len, default="")
    asked, documented = path.removeprefix(base).split("/"), operation.path.split("/")
    for index in range(1, max(len(asked), len(documented))):
        got = asked[index] if index < len(asked) else None
        wanted = documented[index] if index < len(documented) else None
        if got != wanted and not (wanted is not None and wanted.startswith("{") and got):
            yield {"where": f"path.{index - 1}", "wanted": wanted or "nothing", "got": got}


def nearest_mappings(desk: Desk, exchange: Exchange, session: str, most: int) -> list[dict[str, Any]]:
    """Return the fixtures and overrides that the request misses least, the nearest first."""
    scored = sorted(_missed(desk, exchange, session), key=lambda pair: len(pair[1]))
    return [
        {
            "id": fixture.id,
            "name": fixture.name,
            "place": str(fixture.place) if fixture.place else None,
            "differences": [_as_json(one) for one in missed[:MOST_DIFFERENCES]],
        }
        for fixture, missed in scored[:most]
    ]


def _missed(desk: Desk, exchange: Exchange, session: str) -> Iterator[tuple[Fixture, list[Difference]]]:
    call = stray_call(exchange.request, variables(exchange, desk.mounts))
    for fixture in _all(desk, session):
        missed = [*_other_operation(desk, fixture, exchange), *differences(fixture, call)]
        missed += _not_its_turn(desk, fixture, session)
        if missed:
            yield fixture, missed


def _other_operation(desk: Desk, fixture: Fixture, exchange: Exchange) -> Iterator[Difference]:
    """Yield method and path where the fixture speaks of another operation than the request went to."""
    wanted = fixture.when.operation
    if not wanted or wanted == exchange.operation:
        return
    operation = desk.operation(wanted)
    if operation is None:
        yield Difference("operation", wanted, exchange.operation)
        return
    if operation.method != exchange.request.method:
        yield Difference("method", operation.method, exchange.request.method)
    path = exchange.request.path
    documented, asked = operation.path.split("/"), path.split("/")
    apart = sum(one != other and not one.startswith("{") for one, other in zip(documented, asked, strict=False))
    apart += abs(len(documented) - len(asked))
    yield from [Difference("path", operation.path, path)] * min(apart, MOST_DIFFERENCES)


def _not_its_turn(desk: Desk, fixture: Fixture, session: str) -> list[Difference]:
    play, scenario = desk.steering.plays.of(session), fixture.scenario
    if play.may(fixture):
        return []
    if scenario is not None and scenario.required not in (None, play.state(scenario.name)):
        return [Difference(f"scenario.{scenario.name}", f"state {scenario.required}", play.state(scenario.name))]
    return [Difference("times", f"at most {fixture.times} answers", "used up")]


def _as_json(difference: Difference) -> dict[str, Any]:
    """Return a difference as JSON; a long value is cut."""
    shown = difference.as_json()
    got = shown.get("got")
    return {**shown, "got": got[:LONGEST_GOT] + "..."} if isinstance(got, str) and len(got) > LONGEST_GOT else shown


def _all(desk: Desk, session: str) -> list[Fixture]:
    overrides = desk.steering.overrides
    posted = [one.fixture for one in (*overrides.of(session), *(overrides.of("") if session else ()))]
    return [*posted, *(fixture for mount in desk.mounts for fixture in mount.shelf)][:MOST_FIXTURES]


def near_miss(exchange: Exchange, mapping: dict[str, Any]) -> dict[str, Any]:
    """Return a near miss in WireMock's members, the differences with it."""
    missed = len(mapping["differences"])
    return {
        "request": request_of(exchange.request),
        "stubMapping": {name: mapping[name] for name in ("id", "name", "place")},
        "matchResult": {"distance": round(missed / (missed + 4), 3)},
        "differences": mapping["differences"],
    }


METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
