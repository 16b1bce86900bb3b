"""`Idempotency-Key`: a write that is sent twice happens once, and is answered alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from mockserver.answer.answer import Answer
from mockserver.answer.problem import Problem
from mockserver.messages import Response

if TYPE_CHECKING:
    from mockserver.contract import Call
    from mockserver.state import Document, Store

COLLECTION = "#idempotency"
METHODS = frozenset({"POST", "PATCH"})


class Replays:
    """Keeps the answers to writes under the keys that their clients chose."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __call__(self, call: Call, session: str, write: Callable[[], Answer | None]) -> Answer | None:
        """Return what `write` returns, or what it returned to the same request before."""
        request = call.request
        key = request.headers.get("idempotency-key", "")
        if not key or request.method not in METHODS:
            return write()
        name = f"{request.method} {request.path} {key}"
        print_ = blake2b(request.body, digest_size=16).hexdigest()
        kept = self._store.get(session, COLLECTION, name)
        if kept is not None:
            return self._replayed(kept, print_, key)
        answer = write()
        body = answer.response.body if answer is not None else None
        if answer is not None and isinstance(body, bytes) and answer.response.status < 500:
            response = answer.response
            document = {
                "print": print_, "status": response.status, "headers": [list(pair) for pair in response.headers],
                "body": body.decode("latin-1"),
            }  # fmt: skip
            self._store.update(session, COLLECTION, name, lambda _: document)
            return replace(answer, reusable=False)
        return answer

    def _replayed(self, kept: Document, print_: str, key: str) -> Answer:
        if kept["print"] != print_:
            detail = f"Idempotency-Key '{key}' was used with another body before"
            return Answer(
                Problem("UNPROCESSABLE_ENTITY", detail).response(), "refusal", note="IDEMPOTENCY", reusable=False
            )
        headers = tuple((name, value) for name, value in kept["headers"])
        response = Response(kept["status"], (*headers, ("Idempotent-Replayed", "true")), kept["body"].encode("latin-1"))
        return Answer(response, "state", note="replayed", reusable=False)
