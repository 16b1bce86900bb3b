"""From a value to a response that is proved: body, media type and documented headers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mockserver.answer.answer import Answer
from mockserver.answer.documents import document_for
from mockserver.answer.problem import Problem
from mockserver.answer.samples import Samples, samples_of
from mockserver.answer.shaping.linked import linked, shows
from mockserver.answer.shaping.withheld import Withheld
from mockserver.answer.world import PAGE_HEADERS, faithful
from mockserver.contract import bodies
from mockserver.contract.parameter import MISSING, Malformed
from mockserver.contract.parameter_codec import decoder_for, encode_parameter
from mockserver.generate import Generator, Maker, Scene, Unsatisfiable
from mockserver.later import later
from mockserver.messages import Response

if TYPE_CHECKING:
    from mockserver.answer.decide.choice import Choice
    from mockserver.answer.world import Overlay, Scenes, Written
    from mockserver.contract import Call, ResponseSpec
    from mockserver.contract.parameter import MediaType, Parameter
    from mockserver.schema import Bundle

Fields = tuple[tuple[str, str], ...]

_WORDING = "mockserver.answer.wording"
described: Callable[[Choice], str] = later(_WORDING, "described")
explained: Callable[..., Any] = later(_WORDING, "explained")
numbered: Callable[..., Any] = later(_WORDING, "numbered")

UNTOLD = object()
"""Stands for the value of a body that the description says nothing of but its media type."""

FIRST_ERROR = 400
MOST_ATTEMPTS = 8
STREAM_ITEMS = 3
WRITING = frozenset({"POST", "PUT", "PATCH"})


class Renderer:
    """Makes values and responses for a choice; nothing leaves it that its schema refuses."""

    def __init__(self, generator: Generator, scenes: Scenes) -> None:
        self._generator = generator
        self.scenes = scenes
        self._samples: dict[MediaType, Samples] = {}
        self._withheld: dict[MediaType, Withheld | None] = {}
        self._makers: dict[Bundle, Maker] = {}
        self._linked: dict[ResponseSpec | None, tuple[tuple[str, ...], ...]] = {}

    def samples(self, media: MediaType) -> Samples:
        """Return the ready-made bodies of a media type and the schemas that judge its bodies, read once."""
        found = self._samples.get(media)
        if found is None:
            found = self._samples[media] = samples_of(media)
        return found

    def bundle(self, choice: Choice) -> Bundle | None:
        """Return the schema that the whole body is held to, or None: there is none, or it is that of each item."""
        return None if choice.media is None else self.samples(choice.media).whole

    def generated(self, call: Call, choice: Choice) -> Answer:
        """Return a generated answer, or the problem that says why the operation cannot have one."""
        try:
            value = MISSING if choice.media is None else self._body(call, choice, choice.media)
        except Unsatisfiable as error:
            return Answer(self._too_complex(call, choice, error).response(), "refusal", note="SCHEMA_TOO_COMPLEX")
        if choice.status >= FIRST_ERROR and isinstance(value, dict | list):
            value = self._explained(choice, value)
        return Answer(self.response(call, choice, value), "generated")

    def _too_complex(self, call: Call, choice: Choice, error: Unsatisfiable) -> Problem:
        """Return the problem that says why no body could be made, and where its author wrote what is in the way."""
        samples = None if choice.media is None else self.samples(choice.media)
        bundle = None if samples is None else samples.item or samples.whole
        reason = str(error) if bundle is None else str(replace(error, place=bundle.place(error.pointer)))
        told = f"No valid {choice.media_type} body could be made for {call.operation.id} {choice.status}: {reason}"
        return Problem("SCHEMA_TOO_COMPLEX", told)

    def _explained(self, choice: Choice, value: Any) -> Any:
        """Return the generated body of an error with what the author says of it as its message."""
        bundle = self.bundle(choice)
        if bundle is None:
            return value
        valid = bundle.validator.is_valid
        return numbered(explained(value, described(choice), valid), choice.status, valid)

    def value(self, call: Call, choice: Choice, bundle: Bundle | None, written: Written | None = None) -> Any:
        """Return a valid value for `bundle` in this answer, or MISSING; `written` is what clients changed.

        Raises:
            Unsatisfiable: no value was found that the schema accepts.
            DocumentError: the schema leads to nothing.
        """
        if bundle is None:
            return MISSING
        scene = self.scenes(call, choice, bundle, written)
        value, paths = self.proved(bundle, scene), self._linked.get(choice.response)
        if paths is None:
            paths = self._linked[choice.response] = linked(choice.response)
        if paths and not shows(value, paths):
            value = self._showing(paths, bundle, scene)
        if written is None and call.request.method not in WRITING:
            return value
        return faithful(value, scene.pins, bundle.validator.is_valid)

    def _showing(self, paths: tuple[tuple[str, ...], ...], bundle: Bundle, scene: Scene) -> Any:
        """Return a value that holds what the links of its response take from it, as far as one is found."""
        value = None
        for attempt in range(1, MOST_ATTEMPTS):
            variant = scene.variant if attempt < MOST_ATTEMPTS // 2 else "maximal"
            value = self.proved(bundle, replace(scene, key=f"{scene.key}@{attempt}", variant=variant))
            if shows(value, paths):
                break
        return value

    def proved(self, bundle: Bundle, scene: Scene) -> Any:
        """Return a value that the validator accepts: other entropy is tried a few times, pins are given up last.

        Raises:
            Unsatisfiable: no value was found that the schema accepts.
            DocumentError: the schema leads to nothing.
        """
        if bundle.unreadable is not None:
            raise replace(bundle.unreadable)
        valid = bundle.validator.is_valid
        make = self._makers.get(bundle)
        if make is None:
            make = self._makers[bundle] = self._generator.maker(bundle)
        value = make(scene)
        if valid(value):
            return value
        for attempt in range(1, MOST_ATTEMPTS):
            pins = scene.pins if attempt < MOST_ATTEMPTS // 2 else None
            value = make(replace(scene, key=f"{scene.key}#{attempt}", pins=pins))
            if valid(value):
                return value
        raise Unsatisfiable(_why(bundle, value))

    def response(self, call: Call, choice: Choice, value: Any, headers: Fields = ()) -> Response:
        """Return `value` as the chosen response, with its documented headers; `headers` win over those."""
        documented = choice.response is not None and choice.response.headers
        fields = self._headers(call, choice, headers) if documented else ()
        if choice.media is None or value is MISSING:
            return Response(choice.status, (*fields, *headers))
        if value is UNTOLD:
            body, content_type = _anything(choice.media, choice.media_type or "")
        else:
            body, content_type = bodies.encode(choice.media, self._shown(choice.media, value), choice.media_type)
        return Response(choice.status, (*_typed(content_type, headers), *fields, *headers), body)

    def raw(self, call: Call, choice: Choice, body: bytes, headers: Fields = ()) -> Response:
        """Return bytes as the chosen response, as they are."""
        fields = self._headers(call, choice, headers)
        return Response(choice.status, (*_typed(choice.media_type, headers), *fields, *headers), body)

    def _body(self, call: Call, choice: Choice, media: MediaType) -> Any:
        """Return the value of the body: one, or several items where the media type is a sequence."""
        samples = self.samples(media)
        item = samples.item
        if item is None:
            document = document_for(choice.media_type, samples.whole, len(call.request.path))
            if document is not None:
                return document
            return UNTOLD if samples.whole is None else self.value(call, choice, samples.whole)
        scene = self.scenes(call, choice, item)
        return [self.proved(item, replace(scene, key=f"{scene.key} {index}")) for index in range(STREAM_ITEMS)]

    def _shown(self, media: MediaType, value: Any) -> Any:
        """Return what a body shows of `value`: what clients wrote and authors gave may hold what is `writeOnly`."""
        if media not in self._withheld:
            whole = self.samples(media).whole
            found = None if whole is None else Withheld(whole)
            self._withheld[media] = found if found is not None and found.any else None
        withheld = self._withheld[media]
        return value if withheld is None else withheld(value)

    def _headers(self, call: Call, choice: Choice, given: Fields) -> Fields:
        """Return the documented headers that are not given, each made from its schema."""
        specs = choice.response.headers if choice.response is not None else None
        if not specs:
            return ()
        left_out = NEVER_GENERATED.union(name.lower() for name, _ in given)
        told = self.told(call, choice) if any(name.lower() in PAGE_HEADERS for name in specs) else {}
        made = (
            (name, told[name.lower()] if name.lower() in told else self._header(call, choice, spec))
            for name, spec in specs.items()
            if name.lower() not in left_out
        )
        return tuple((name, text) for name, text in made if text is not None)

    def told(self, call: Call, choice: Choice, overlay: Overlay | None = None) -> dict[str, str | None]:
        """Return what the documented fields of a page say of it, by lower-case name, where their schemas take it."""
        specs = choice.response.headers if choice.response is not None else {}
        by_name = {name.lower(): spec for name, spec in specs.items()}
        if by_name.keys().isdisjoint(PAGE_HEADERS):
            return {}
        found = self.scenes.headers(call, choice, overlay)
        return {name: text for name, text in found.items() if text is None or _takes(by_name[name], text)}

    def _header(self, call: Call, choice: Choice, header: Parameter) -> str | None:
        """Return the text of a header, or None where no value of its schema can be sent as one."""
        media = header.media_type
        bundle = header.bundle if media is None else media.schema("response")
        if bundle is None:
            return None
        make = self._generator.header(bundle, header.name)
        scene = Scene(key=f"{call.operation.id} {choice.status} {header.name}", seed=choice.preference.seed)
        for attempt in range(MOST_ATTEMPTS):
            try:
                value = make(replace(scene, key=f"{scene.key}#{attempt}") if attempt else scene)
            except Unsatisfiable:
                return None
            text = encode_parameter(header, value)
            if sendable(text) and bundle.validator.is_valid(value):
                return text
        return None


def _typed(content_type: str | None, given: Fields) -> Fields:
    """Return the field that names the type of a body, unless it is given or there is none."""
    if not content_type or (given and any(name.lower() == "content-type" for name, _ in given)):
        return ()
    return (("Content-Type", content_type),)


def _takes(header: Parameter, text: str) -> bool:
    """Tell whether the schema of a header accepts a text."""
    media = header.media_type
    bundle = header.bundle if media is None else media.schema("response")
    try:
        value = decoder_for(header)(text)
    except Malformed:
        return False
    return bundle is None or bundle.validator.is_valid(value)


def _anything(media: MediaType, media_type: str) -> tuple[bytes, str]:
    """Return a body of a media type whose description says nothing more of it."""
    if "json" in media_type:
        return bodies.encode(media, {}, media_type)
    return b"", media_type


def sendable(text: str) -> bool:
    """Tell whether a field value is visible ASCII without space around it: what every client reads alike."""
    return text.isascii() and text.isprintable() and text == text.strip()


def _why(bundle: Bundle, value: Any) -> str:
    violations = bundle.validator.explain(value, "response")
    first = violations[0] if violations else None
    return f"{first.pointer or '(whole)'}: {first.message} ({first.rule})" if first else "no reason found"


NEVER_GENERATED = frozenset(
    {"content-type", "content-length", "transfer-encoding", "content-encoding", "connection", "date"}
)
"""OAS 4.8.14.1 leaves Content-Type aside; the others describe the message as it is, and are the server's to write."""
