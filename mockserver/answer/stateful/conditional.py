"""Conditional requests (RFC 9110 section 13): ETag on reads, 304 for what the client has, 412 for lost updates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import quote

import orjson

from mockserver.answer.answer import Answer, Answerer
from mockserver.answer.decide.selector import choose_error
from mockserver.answer.problem import Problem
from mockserver.answer.world.pins import at
from mockserver.contract.call import Call
from mockserver.contract.resources import success_bundle
from mockserver.errors import DocumentError
from mockserver.later import later
from mockserver.messages import Request, Response

if TYPE_CHECKING:
    from mockserver.answer.decide import Selector
    from mockserver.answer.decide.choice import Choice
    from mockserver.answer.world import Scenes
    from mockserver.contract.resources import Role

is_tag: Callable[[str], bool] = later("mockserver.answer.stateful.fresh", "is_tag")
names_sent: Callable[[Call], frozenset[str]] = later("mockserver.answer.world.pages.filtering", "names_sent")


class Conditional:
    """Asks `answerers` in their order, and holds their answers to the conditions of the request.

    An entity's tag is a digest of the answer to its read operation: it changes when, and only when, that does. If the
    description gives the entity a property `etag`, a client may send that one, as it stands there, as well.
    """

    def __init__(self, answerers: Sequence[Answerer], scenes: Scenes, selector: Selector) -> None:
        self._answerers = tuple(answerers)
        self._scenes = scenes
        self._resources = scenes.resources
        self._selector = selector

    def answer(self, call: Call, choice: Choice) -> Answer | None:
        """Return the answer, or that nothing has changed, or that too much has."""
        role = self._resources.role(call.operation)
        if role is None:
            return self._first(call, choice)
        headers = call.request.headers
        if call.request.method in ("GET", "HEAD"):
            answer = self._first(call, choice)
            if answer is None:
                return answer
            if role.verb == "list" and call.request.query and answer.source != "fixture":
                answer = self._told(call, role, answer)
            return _tagged(answer, headers.get("if-none-match"))
        if "if-match" in headers or headers.get("if-none-match") == "*":
            refused = self._refused(call, role)
            if refused is not None:
                return refused
        return self._first(call, choice)

    def _told(self, call: Call, role: Role, answer: Answer) -> Answer:
        """Return the answer with the names of what the client sent and the list does not heed."""
        found = self._scenes.query(call.operation, role).others
        unheeded = sorted({*(found & names_sent(call) if found else ()), *call.undeclared})
        if not unheeded or answer.response.status != 200:
            return answer
        field = (UNHEEDED, ", ".join(quote(name, safe=VISIBLE) for name in unheeded))
        response = answer.response
        return answer.sending(Response(response.status, (*response.headers, field), response.body))

    def _first(self, call: Call, choice: Choice) -> Answer | None:
        for one in self._answerers:
            answer = one.answer(call, choice)
            if answer is not None:
                return answer
        return None

    def _refused(self, call: Call, role: Role) -> Answer | None:
        """Return 412 where the entity is not what the client took it for."""
        read = role.resource.operations.get("read")
        if read is None or not (role.variable or role.resource.single):
            return None
        request = Request("GET", call.request.path, "", _without(call.request))
        asked = Call(read, request, dict(call.path))
        answer = self._first(asked, self._selector.choose(asked))
        there = answer is not None and 200 <= answer.response.status < 300
        tag = tag_of(answer.response) if answer is not None and there else ""
        wanted = call.request.headers.get("if-match")
        if wanted is None and not there:
            return None
        if wanted is not None and answer is not None and there and _fits(wanted, answer.response, role):
            return None
        what = f"its ETag is {tag}" if tag else "there is none"
        detail = f"{call.operation.id}: the {role.resource.kind} is not what the request takes it for: {what}"
        headers = (("ETag", tag),) if tag else ()
        documented = self._documented(call)
        if documented is not None:
            response = replace(documented.response, headers=(*documented.response.headers, *headers))
            return replace(documented, response=response, source="refusal", reusable=False)
        return Answer(Problem("PRECONDITION_FAILED", detail, headers=headers).response(), "refusal", reusable=False)

    def _documented(self, call: Call) -> Answer | None:
        """Return the answer that the operation documents for it, or None: one that cannot be read is none."""
        with suppress(DocumentError):
            return self._as_documented(call)
        return None

    def _as_documented(self, call: Call) -> Answer | None:
        if not any(key in call.operation.responses for key in ("412", "4XX", "default")):
            return None
        choice = choose_error(call, (412,))
        answer = None if choice is None else self._first(call, choice)
        return answer if answer is not None and 400 <= answer.response.status < 500 else None


def _fits(wanted: str, response: Response, role: Role) -> bool:
    """Tell whether an If-Match field is about the entity as `response` shows it."""
    if wanted.strip() == "*" or tag_of(response) in tags_in(wanted):
        return True
    return not _bare(_shown_tag(response, role)).isdisjoint(_bare(wanted))


def _shown_tag(response: Response, role: Role) -> str:
    """Return the tag that the entity has among its properties, or ""."""
    resource, read = role.resource, role.resource.operations["read"]
    bundle = success_bundle(read)
    view = resource.view(bundle, many=False) if bundle is not None else None
    if view is None or not isinstance(response.body, bytes):
        return ""
    try:
        entity = at(orjson.loads(response.body), view.item or ())
    except orjson.JSONDecodeError:
        return ""
    members = entity if isinstance(entity, dict) else {}
    return next((str(value) for name, value in members.items() if is_tag(name) and value is not None), "")


def _bare(field: str) -> set[str]:
    """Return the tags of a field without their quotes, which clients leave out for tags that they found in a body."""
    return {tag.strip('"') for tag in tags_in(field)} - {""}


def _tagged(answer: Answer, wanted: str | None) -> Answer:
    response = answer.response
    if response.status != 200 or not isinstance(response.body, bytes) or not response.body:
        return answer
    tag = tag_of(response)
    kept = [pair for pair in response.headers if pair[0].lower() != "etag"]
    fields = (*kept, ("ETag", tag))
    if wanted is not None and (wanted.strip() == "*" or tag in tags_in(wanted)):
        return answer.sending(Response(304, fields))
    return answer.sending(Response(response.status, fields, response.body))


def tag_of(response: Response) -> str:
    """Return the strong entity tag of a body."""
    body = response.body if isinstance(response.body, bytes) else b""
    return f'"{sha256(body).hexdigest()[:24]}"'


def tags_in(field: str) -> set[str]:
    """Return the entity tags of an If-Match or If-None-Match field; weak ones compare as strong ones here."""
    return {each.strip().removeprefix("W/") for each in field.split(",")}


def _without(request: Request) -> dict[str, str]:
    """Return the request's fields without those that speak of its body or its conditions."""
    return {name: value for name, value in request.headers.items() if name not in ABOUT_THE_WRITE}


UNHEEDED = "X-Mock-Unheeded"
VISIBLE = "!#$&'()*+./:;<=>?@[]^`{|}~"
ABOUT_THE_WRITE = frozenset(
    {"if-match", "if-none-match", "content-type", "content-length", "idempotency-key", "prefer", "accept"}
)
