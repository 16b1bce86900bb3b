"""`/__admin/requests` and `/__admin/near-misses`: what was asked, found, counted and explained."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from mockserver.exchange import Exchange
from mockserver.fixtures import ShapeError, When
from mockserver.messages import Request, Response
from mockserver.serve.admin.desk import asked_session, missing, reply, unusable
from mockserver.serve.admin.journal.entries import entry_of
from mockserver.serve.admin.journal.near import explanation, near_miss, nearest_mappings
from mockserver.serve.admin.patterns import matcher, read_request_pattern

if TYPE_CHECKING:
    from mockserver.contract import Call
    from mockserver.serve.admin.desk import Desk

MOST_EXPLAINED = 100
MOST_NEAR = 3


def list_requests(desk: Desk, call: Call) -> Response:
    """List the session's exchanges, newest first: `since` a time, only `unmatched` ones, up to `limit`."""
    belongs, since = desk.exchanges(call), _since(call)
    unmatched, refused = call.query.get("unmatched") is True, call.query.get("refused") is True

    def wanted(exchange: Exchange) -> bool:
        if not belongs(exchange) or (since is not None and exchange.time < since):
            return False
        return (not unmatched or is_unmatched(exchange)) and (not refused or exchange.source == "refusal")

    found = desk.journal.find(wanted)
    entries = [entry_of(exchange) for exchange in found[: call.query.get("limit", len(found))]]
    return reply({"requests": entries, "meta": {"total": len(found)}, "requestJournalDisabled": False})


def delete_requests(desk: Desk, call: Call) -> Response:
    """Forget the session's exchanges."""
    desk.journal.remove(desk.exchanges(call))
    return Response(204)


def get_request(desk: Desk, call: Call) -> Response:
    """Show an exchange; one that was refused with what it came near to."""
    exchange = desk.journal.get(call.path["id"])
    if exchange is None:
        return missing(f"there is no exchange '{call.path['id']}' (any more)")
    return reply(_explained(desk, exchange))


def delete_request(desk: Desk, call: Call) -> Response:
    """Forget an exchange."""
    gone = desk.journal.remove(lambda exchange: exchange.id == call.path["id"])
    return Response(204) if gone else missing(f"there is no exchange '{call.path['id']}' (any more)")


def list_unmatched(desk: Desk, call: Call) -> Response:
    """List the session's exchanges that no operation took, newest first, with what they came near to."""
    belongs = desk.exchanges(call)
    found = desk.journal.find(lambda exchange: belongs(exchange) and is_unmatched(exchange))
    limit = min(call.query.get("limit", MOST_EXPLAINED), MOST_EXPLAINED)
    entries = [_explained(desk, exchange) for exchange in found[:limit]]
    return reply({"requests": entries, "meta": {"total": len(found)}, "requestJournalDisabled": False})


def find_requests(desk: Desk, call: Call) -> Response:
    """List the exchanges that fit a request pattern, newest first."""
    return _with_pattern(desk, call, lambda found: reply({"requests": [entry_of(one) for one in found]}))


def count_requests(desk: Desk, call: Call) -> Response:
    """Count the exchanges that fit a request pattern."""
    return _with_pattern(desk, call, lambda found: reply({"count": len(found), "requestJournalDisabled": False}))


def remove_requests(desk: Desk, call: Call) -> Response:
    """Forget the exchanges that fit a request pattern, and show them."""

    def forget(found: list[Exchange]) -> Response:
        gone = {exchange.id for exchange in found}
        desk.journal.remove(lambda exchange: exchange.id in gone)
        return reply({"requests": [entry_of(one) for one in found]})

    return _with_pattern(desk, call, forget)


def near_misses_of_request(desk: Desk, call: Call) -> Response:
    """Show which fixtures a request misses least, and by what."""
    asked = call.body
    path, _, query = asked.get("url", asked.get("path", "/")).partition("?")
    headers = {name.lower(): str(value) for name, value in asked.get("headers", {}).items()}
    request = Request(asked.get("method", "GET").upper(), path, query, headers, asked.get("body", "").encode())
    exchange = _supposed(desk, request)
    found = nearest_mappings(desk, exchange, asked_session(call), MOST_NEAR)
    return reply({"nearMisses": [near_miss(exchange, mapping) for mapping in found],
                  "operation": explanation(desk, exchange, asked_session(call))["operation"]})  # fmt: skip


def near_misses_of_unmatched(desk: Desk, call: Call) -> Response:
    """Show for each exchange that no operation took the fixture that it misses least."""
    belongs, session = desk.exchanges(call), asked_session(call)
    found = desk.journal.find(lambda exchange: belongs(exchange) and is_unmatched(exchange), MOST_EXPLAINED)
    misses = [
        near_miss(exchange, mapping) for exchange in found for mapping in nearest_mappings(desk, exchange, session, 1)
    ]
    return reply({"nearMisses": misses})


def is_unmatched(exchange: Exchange) -> bool:
    """Tell whether no operation and no stub took the request."""
    return not exchange.operation and exchange.source == "refusal"


def _explained(desk: Desk, exchange: Exchange) -> dict[str, object]:
    entry = entry_of(exchange)
    return (
        {**entry, "nearest": explanation(desk, exchange, exchange.session)} if exchange.source == "refusal" else entry
    )


def _supposed(desk: Desk, request: Request) -> Exchange:
    """Return what an exchange of a request that was never sent would look like: its operation, no response."""
    for mount in desk.mounts:
        found = mount.contract.match(request.method, request.path.removeprefix(mount.prefix) or "/")
        operation = getattr(found, "operation", None)
        if operation is not None:
            return Exchange("", 0.0, request, Response(200), operation.id)
    return Exchange("", 0.0, request, Response(404))


def _with_pattern(desk: Desk, call: Call, answer: Callable[[list[Exchange]], Response]) -> Response:
    try:
        when: When = read_request_pattern(call.body)
    except ShapeError as error:
        finding = {"pointer": error.pointer, "code": "shape", "message": str(error)}
        return unusable(f"{error.pointer or '(whole)'}: {error}", [finding])
    belongs, fits = desk.exchanges(call), matcher(when, desk.mounts)
    return answer(desk.journal.find(lambda exchange: belongs(exchange) and fits(exchange)))


def _since(call: Call) -> float | None:
    since = call.query.get("since")
    if not isinstance(since, str):
        return None
    at = datetime.fromisoformat(since.upper())
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
