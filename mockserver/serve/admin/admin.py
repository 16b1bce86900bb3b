"""The admin API as the engine knows it: a guard, and behind it what is loaded for the first request it lets through."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING

from mockserver.later import later
from mockserver.messages import Response

if TYPE_CHECKING:
    from mockserver.document import LoadOptions
    from mockserver.messages import Request
    from mockserver.serve.admin.desk import Desk
    from mockserver.serve.admin.guard import Guard
    from mockserver.serve.admin.routing import Routing


class Admin:
    """Answers what lies below `/__admin`; most servers are never asked."""

    def __init__(self, desk: Desk, guard: Guard, options: LoadOptions) -> None:
        self.desk = desk
        self._guard = guard
        self._options = options
        self._routing: Routing | None = None
        self._lock = Lock()

    def __call__(self, request: Request) -> Response:
        """Return the answer to an admin request."""
        refused = self._guard.refusal(request)
        response = self._routed()(request) if refused is None else refused.response()
        fields = (*response.headers, *ALWAYS)
        return Response(response.status, fields, b"" if request.method == "HEAD" else response.body)

    def _routed(self) -> Routing:
        with self._lock:
            if self._routing is None:
                self._routing = new_routing(self.desk, self._options)
            return self._routing


new_routing: Callable[[Desk, LoadOptions], Routing] = later("mockserver.serve.admin.routing", "Routing")
ALWAYS = (("X-Content-Type-Options", "nosniff"), ("Cache-Control", "no-store"))
