"""The admin API behind its guard: judged by its own description with the machinery that judges everything else."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING

from mockserver.answer import Problem
from mockserver.answer.shaping.refusing import classify, detail
from mockserver.contract import Call, Contract, Found, NoMethod, compile_contract
from mockserver.document import LoadOptions, load
from mockserver.messages import Response
from mockserver.serve.admin import about, mappings, scenarios, sessions, settings
from mockserver.serve.admin.journal import requests
from mockserver.serve.admin.journal.events import Streams

if TYPE_CHECKING:
    from mockserver.messages import Request
    from mockserver.serve.admin.desk import Desk

Handler = Callable[["Desk", Call], Response]


class Routing:
    """Answers admin requests that the guard let through; the description is loaded with the first of them."""

    def __init__(self, desk: Desk, options: LoadOptions) -> None:
        self._desk = desk
        self._options = options
        self._contract: Contract | None = None
        self._lock = Lock()
        self._routes: dict[str, Handler] = {**ROUTES, "streamEvents": Streams()}

    def __call__(self, request: Request) -> Response:
        """Return the answer to an admin request."""
        found = self._described().match(request.method, request.path.removesuffix("/"))
        if isinstance(found, NoMethod):
            return _no_method(request, found)
        if not isinstance(found, Found):
            return Problem(
                "NO_PATH_MATCHED_ERROR", "The admin API has no such path: see /__admin/openapi.yaml"
            ).response()
        call = found.judge(request)
        if not call.is_valid:
            name, _, violations = classify(tuple(one for one in call.violations if one.severity == "Error"))
            return Problem(name, detail(call, violations), violations).response()
        return self._routes[call.operation.id](self._desk, call)

    def _described(self) -> Contract:
        with self._lock:
            if self._contract is None:
                self._contract = compile_contract(load(about.DESCRIPTION, options=self._options))
            return self._contract


def _no_method(request: Request, found: NoMethod) -> Response:
    allowed = ", ".join(found.allowed)
    headers = (("Allow", allowed),)
    if request.method == "OPTIONS":
        return Response(204, headers)
    return Problem("NO_METHOD_MATCHED_ERROR", f"Allowed there: {allowed}", headers=headers).response()


ROUTES: dict[str, Handler] = {
    "getIndex": about.get_index,
    "getHealth": about.get_health,
    "getDescription": about.get_description,
    "listMappings": mappings.list_mappings,
    "createMapping": mappings.create_mapping,
    "deleteMappings": mappings.reset_mappings,
    "resetMappings": mappings.reset_mappings,
    "importMappings": mappings.import_mappings,
    "getMapping": mappings.get_mapping,
    "replaceMapping": mappings.replace_mapping,
    "deleteMapping": mappings.delete_mapping,
    "listRequests": requests.list_requests,
    "deleteRequests": requests.delete_requests,
    "getRequest": requests.get_request,
    "deleteRequest": requests.delete_request,
    "listUnmatchedRequests": requests.list_unmatched,
    "countRequests": requests.count_requests,
    "findRequests": requests.find_requests,
    "removeRequests": requests.remove_requests,
    "nearMissesOfRequest": requests.near_misses_of_request,
    "nearMissesOfUnmatched": requests.near_misses_of_unmatched,
    "listScenarios": scenarios.list_scenarios,
    "resetScenarios": scenarios.reset_scenarios,
    "setScenarioState": scenarios.set_scenario,
    "getSettings": settings.get_settings,
    "setSettings": settings.replace_settings,
    "replaceSettings": settings.replace_settings,
    "listSessions": sessions.list_sessions,
    "dropSession": sessions.drop_session,
    "getState": sessions.get_state,
    "putState": sessions.put_state,
    "resetState": sessions.reset_state,
    "resetAll": sessions.reset_all,
}
"""What answers each operation of the description, by operationId."""
