"""`Idempotency-Key`: a write that is sent twice happens once, and is answered alike."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from hashlib import blake2b
from time import monotonic, sleep
from typing import TYPE_CHECKING

from mockserver.answer.answer import Answer
from mockserver.answer.problem import Problem
from mockserver.messages import Response

if TYPE_CHECKING:
    from mockserver.contract import Call
    from mockserver.state import Document, Store

COLLECTION = "#idempotency"
METHODS = frozenset({"POST", "PATCH"})
PATIENCE = 5.0
"""Seconds that a repeat waits for the first request; whoever takes longer than that has died."""

FIRST_NAP, LONGEST_NAP = 0.001, 0.05


class Replays:
    """Keeps the answers to writes under the keys that their clients chose.

    A key is reserved before its write begins, by the store's own atomicity: of repeats that come at once, on several
    threads, processes or machines, one writes and the others wait for its answer.
    """

    def __init__(self, store: Store, patience: float = PATIENCE) -> None:
        self._store = store
        self._patience = patience

    def __call__(self, call: Call, session: str, write: Callable[[], Answer | None]) -> Answer | None:
        """Return what `write` returns, or what it returned to the same request before."""
        request = call.request
        key = request.headers.get("idempotency-key", "")
        if not key or request.method not in METHODS:
            return write()
        name = f"{request.method} {request.path} {key}"
        print_ = blake2b(request.body, digest_size=16).hexdigest()
        kept = self._reserved(session, name, {"print": print_, "owner": os.urandom(8).hex()})
        if kept is not None:
            return self._replayed(kept, print_, key)
        outcome: Document | None = None
        try:
            answer = write()
            outcome = _kept(answer, print_)
        finally:
            self._store.update(session, COLLECTION, name, lambda _: outcome)
        return answer if answer is None else replace(answer, reusable=False)

    def _reserved(self, session: str, name: str, mine: Document) -> Document | None:
        """Reserve a key and return None, or return what another request came to, or reserved it for another body.

        A reservation of somebody who has died is taken over.
        """
        dead: Document | None = None

        def reserve(before: Document | None) -> Document | None:
            return mine if before is None or before == dead else before

        nap, end, waited_for = FIRST_NAP, 0.0, None
        while True:
            found = self._store.update(session, COLLECTION, name, reserve)
            if found is None or found == mine:
                return None
            if "status" in found or found["print"] != mine["print"]:
                return found
            if found != waited_for:
                waited_for, end = found, monotonic() + self._patience
            elif monotonic() > end:
                dead = found
            sleep(nap)
            nap = min(nap * 2, LONGEST_NAP)

    def _replayed(self, kept: Document, print_: str, key: str) -> Answer:
        if kept["print"] != print_:
            detail = f"Idempotency-Key '{key}' was used with another body before"
            return Answer(
                Problem("UNPROCESSABLE_ENTITY", detail).response(), "refusal", note="IDEMPOTENCY", reusable=False
            )
        headers = tuple((name, value) for name, value in kept["headers"])
        response = Response(kept["status"], (*headers, ("Idempotent-Replayed", "true")), kept["body"].encode("latin-1"))
        return Answer(response, "state", note="replayed", reusable=False)


def _kept(answer: Answer | None, print_: str) -> Document | None:
    """Return what is kept of an answer; None for one that a repeat need not get: it may try again."""
    response = answer.response if answer is not None else None
    if response is None or not isinstance(response.body, bytes) or response.status >= 500:
        return None
    return {
        "print": print_, "status": response.status, "headers": [list(pair) for pair in response.headers],
        "body": response.body.decode("latin-1"),
    }  # fmt: skip
