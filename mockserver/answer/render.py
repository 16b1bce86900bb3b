"""From a value to a response that is proved: body, media type and documented headers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mockserver.answer.answer import Answer
from mockserver.answer.problem import Problem
from mockserver.answer.scene import scene_for
from mockserver.contract import bodies
from mockserver.contract.parameter import MISSING
from mockserver.contract.parameter_codec import encode_parameter
from mockserver.generate import Generator, Scene, Unsatisfiable
from mockserver.messages import Response

if TYPE_CHECKING:
    from mockserver.answer.decide.choice import Choice
    from mockserver.contract import Call
    from mockserver.contract.parameter import Parameter
    from mockserver.schema import Bundle

MOST_ATTEMPTS = 8
STREAM_ITEMS = 3


class Renderer:
    """Makes values and responses for a choice; nothing leaves it that its schema refuses."""

    def __init__(self, generator: Generator) -> None:
        self._generator = generator

    def bundle(self, choice: Choice) -> Bundle | None:
        """Return the schema that the whole body is held to, or None: there is none, or it is that of each item."""
        media = choice.media
        if media is None or bodies.item_bundle(media, "response") is not None:
            return None
        return media.schema("response")

    def generated(self, call: Call, choice: Choice) -> Answer:
        """Return a generated answer, or the problem that says why the operation cannot have one."""
        if choice.media is None:
            return Answer(self.response(call, choice, MISSING), "generated")
        try:
            value = self._body(call, choice)
        except Unsatisfiable as error:
            return Answer(_too_complex(call, choice, str(error)).response(), "refusal", note="SCHEMA_TOO_COMPLEX")
        return Answer(self.response(call, choice, value), "generated")

    def value(self, call: Call, choice: Choice, bundle: Bundle | None) -> Any:
        """Return a valid value for `bundle` in this answer, or MISSING.

        Raises:
            Unsatisfiable: no value was found that the schema accepts.
        """
        return MISSING if bundle is None else self.proved(bundle, scene_for(call, choice, bundle))

    def proved(self, bundle: Bundle, scene: Scene) -> Any:
        """Return a value that the validator accepts: other entropy is tried a few times, pins are given up last."""
        valid = bundle.validator.is_valid
        value = self._generator.value(bundle, scene)
        if valid(value):
            return value
        for attempt in range(1, MOST_ATTEMPTS):
            pins = scene.pins if attempt < MOST_ATTEMPTS // 2 else None
            value = self._generator.value(bundle, replace(scene, key=f"{scene.key}#{attempt}", pins=pins))
            if valid(value):
                return value
        raise Unsatisfiable(_why(bundle, value))

    def response(self, call: Call, choice: Choice, value: Any, headers: tuple[tuple[str, str], ...] = ()) -> Response:
        """Return `value` as the chosen response, with its documented headers; `headers` win over those."""
        fields = self._headers(call, choice, {name.lower() for name, _ in headers})
        if choice.media is None or value is MISSING:
            return Response(choice.status, (*fields, *headers))
        body, content_type = bodies.encode(choice.media, value, choice.media_type)
        return Response(choice.status, (("Content-Type", content_type), *fields, *headers), body)

    def raw(self, call: Call, choice: Choice, body: bytes, headers: tuple[tuple[str, str], ...] = ()) -> Response:
        """Return bytes as the chosen response, as they are."""
        fields = self._headers(call, choice, {name.lower() for name, _ in headers})
        content_type = (("Content-Type", choice.media_type),) if choice.media_type else ()
        return Response(choice.status, (*content_type, *fields, *headers), body)

    def _body(self, call: Call, choice: Choice) -> Any:
        """Return the value of the body: one, or several items where the media type is a sequence."""
        media = choice.media
        item = bodies.item_bundle(media, "response") if media is not None else None
        if item is None:
            return self.value(call, choice, self.bundle(choice))
        scene = scene_for(call, choice, item)
        return [self.proved(item, replace(scene, key=f"{scene.key} {index}")) for index in range(STREAM_ITEMS)]

    def _headers(self, call: Call, choice: Choice, given: set[str]) -> tuple[tuple[str, str], ...]:
        specs = choice.response.headers if choice.response is not None else {}
        found = []
        for name, header in specs.items():
            if name.lower() in given or name.lower() in NEVER_GENERATED:
                continue
            text = self._header(call, choice, header)
            if text is not None:
                found.append((name, text))
        return tuple(found)

    def _header(self, call: Call, choice: Choice, header: Parameter) -> str | None:
        bundle = header.bundle
        if header.media_type is not None:
            bundle = header.media_type.schema("response")
        if bundle is None:
            return None
        scene = Scene(key=f"{call.operation.id} {choice.status} {header.name}", seed=choice.preference.seed)
        for attempt in range(MOST_ATTEMPTS):
            value = self.proved(bundle, replace(scene, key=f"{scene.key}#{attempt}") if attempt else scene)
            text = encode_parameter(header, value)
            if sendable(text):
                return text
        return None


def sendable(text: str) -> bool:
    """Tell whether a field value is visible ASCII without space around it: what every client reads alike."""
    return text.isascii() and text.isprintable() and text == text.strip()


def _why(bundle: Bundle, value: Any) -> str:
    violations = bundle.validator.explain(value, "response")
    first = violations[0] if violations else None
    return f"{first.pointer or '(whole)'}: {first.message} ({first.rule})" if first else "no reason found"


def _too_complex(call: Call, choice: Choice, reason: str) -> Problem:
    return Problem(
        "SCHEMA_TOO_COMPLEX",
        f"No valid {choice.media_type} body could be made for {call.operation.id} {choice.status}: {reason}",
    )


NEVER_GENERATED = frozenset(
    {"content-type", "content-length", "transfer-encoding", "content-encoding", "connection", "date"}
)
"""OAS 4.8.14.1 leaves Content-Type aside; the others describe the message as it is, and are the server's to write."""
