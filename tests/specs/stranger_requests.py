"""Requests of an independent client: drawn as values, put on the wire, and spoiled in one place each."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import stranger_wire as wire
from hypothesis import assume
from hypothesis import strategies as st
from stranger_documents import FORMS, At, Description
from stranger_schemas import Bundle
from stranger_values import Draw, Guess
from stranger_xml import Xml

NOTHING: Any = object()
JSON_PATCH = "application/json-patch+json"
IGNORED = {"accept", "content-type", "authorization"}
SPOILED: tuple[Any, ...] = ({"wrong": [1]}, ["wrong", {}], "not-\u03a9-this", -7.5, None, True)
SPOILED_TEXTS = ("not-a-value", "-7.5", "99999999999999999999999")


@dataclass(frozen=True)
class Sent:
    """One request as it goes over the wire."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes | None = None


@dataclass(frozen=True)
class Draft:
    """A request before it is put on the wire: the values of parameters by place and name, body, credentials."""

    operation: Known
    values: dict[tuple[str, str], Any]
    body: Any = NOTHING
    media: str = ""
    signed: bool = True
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    raw: bytes | None = None
    content_type: str = ""

    def sent(self) -> Sent:
        pairs: list[tuple[str, str]] = []
        headers: dict[str, str] = {}
        cookies: list[str] = []
        path = self.operation.path
        for (place, name), value in self.values.items():
            parameter = self.operation.parameters[place, name].value
            said = self.texts.get((place, name))
            if place == "path":
                path = path.replace("{" + name + "}", said or wire.path(parameter, value))
            elif place == "query":
                more = wire.query(parameter, value) if said is None else [(wire.encoded(name), wire.encoded(said))]
                assume({key for key, _ in pairs}.isdisjoint(key for key, _ in more))
                pairs += more
            elif place == "header":
                headers[name] = wire.header(parameter, value) if said is None else said
            else:
                cookies.append(wire.cookie(parameter, value) if said is None else f"{name}={said}")
        if self.signed:
            self._sign(pairs, headers, cookies)
        if cookies:
            headers["Cookie"] = "; ".join(cookies)
        body, kind = self._body()
        if body is not None:
            headers["Content-Type"] = self.content_type or kind
        query = "&".join(f"{key}={value}" for key, value in pairs)
        return Sent(self.operation.method.upper(), self.operation.base + path, query, headers, body)

    def _sign(self, pairs: list[tuple[str, str]], headers: dict[str, str], cookies: list[str]) -> None:
        for name in next(iter(self.operation.alternatives), {}):
            scheme = self.operation.description.scheme(name)
            if scheme["type"] == "apiKey":
                if scheme["in"] == "query" and ("query", scheme["name"]) not in self.values:
                    pairs.append((scheme["name"], "sesame"))
                elif scheme["in"] == "header":
                    headers.setdefault(scheme["name"], "sesame")
                elif scheme["in"] == "cookie":
                    cookies.append(f"{scheme['name']}=sesame")
            elif scheme["type"] != "mutualTLS":
                headers["Authorization"] = CREDENTIALS.get(
                    scheme.get("scheme", scheme["type"]).lower(), "Bearer sesame"
                )

    def _body(self) -> tuple[bytes | None, str]:
        if self.raw is not None:
            return self.raw, self.media
        if self.body is NOTHING:
            return None, ""
        if is_json(self.media):
            return json.dumps(self.body).encode(), self.media
        media = self.operation.content[self.media]
        if self.media == FORMS[0]:
            return wire.form(self.body, media.value), self.media
        if self.media == FORMS[1]:
            return wire.multipart(self.body, self.operation.files(media)), self.media + "; boundary=stranger"
        if is_xml(self.media):
            return self.operation.xml(media).write(self.body), self.media
        assume(isinstance(self.body, str) and "json" not in self.media)
        return self.body.encode(), self.media.replace("*/*", "text/plain").replace("/*", "/x-any")


class Known:
    """What the client knows of one operation."""

    def __init__(self, description: Description, path: str, method: str, item: At, operation: At) -> None:
        self.description, self.path, self.method = description, path.partition("#")[0].partition("?")[0], method
        self.key = f"{method.upper()} {path}"
        self.base = description.base
        self.operation = operation
        listed = description.parameters(item, operation)
        self.parameters = {
            (one.value["in"], one.value["name"]): one
            for one in listed
            if not (one.value["in"] == "header" and one.value["name"].lower() in IGNORED)
            and not (one.value["in"] == "path" and "{" + one.value["name"] + "}" not in path)
        }
        self.required, self.content = description.body(item, operation) or (False, {})
        self.alternatives = description.alternatives(operation)
        self.shared = False
        self._bundles: dict[Any, Bundle] = {}

    def bundle(self, at: At, *, ban: bool = True) -> Bundle:
        key = (id(at.value), ban)
        if key not in self._bundles:
            schema = at.value.get("schema", True)
            for media in (at.value.get("content") or {}).values():
                schema = media.get("schema", True)
            self._bundles[key] = Bundle(self.description, At(schema, at.file), "request", ban=ban)
        return self._bundles[key]

    def xml(self, media: At) -> Xml:
        """Return what writes and reads the bodies of an XML media type."""
        return Xml(self.description, At(media.value.get("schema", {}), media.file))

    def files(self, media: At) -> set[str]:
        """Return the names of the properties that hold files."""
        bundle = self.bundle(media)
        return {name for name, one in bundle.members(bundle.schema) if bundle.is_file(one)}

    def draft(self, draw: Draw) -> Draft:
        """Draw a valid request."""
        values = {}
        for key, one in self.parameters.items():
            if one.value.get("required") or key[0] == "path" or draw(st.booleans()):
                values[key] = Guess(self.bundle(one), draw).value()
        media = draw(st.sampled_from(readable(self.content))) if self.content else ""
        if not media or not (self.required or draw(st.booleans())):
            return Draft(self, values)
        body = Guess(self.bundle(self.content[media]), draw).value()
        if media == JSON_PATCH and isinstance(body, list):
            body = [{**one, **added(number)} for number, one in enumerate(body)]
            assume(self.bundle(self.content[media]).is_valid(body))
        return Draft(self, values, body, media)


def added(number: int) -> dict[str, Any]:
    """Return what makes an entry of a JSON Patch an operation that can always be applied (RFC 6902 section 4.1)."""
    return {"op": "add", "path": f"/stranger{number}", "value": "new"}


def readable(content: dict[str, At]) -> list[str]:
    """Return the media types that this client can write, the easy ones alone where there are any."""
    easy = [name for name in content if is_json(name) or is_xml(name) or name in FORMS or name.startswith("text/plain")]
    return easy or list(content)


def is_json(media: str) -> bool:
    name = media.partition(";")[0].strip().lower()
    return name == "application/json" or name.endswith("+json")


def is_xml(media: str) -> bool:
    name = media.partition(";")[0].strip().lower()
    return name in {"application/xml", "text/xml"} or name.endswith("+xml")


def spoiled(draft: Draft) -> Iterator[tuple[str, Draft]]:
    """Yield requests that break one rule each, with what is wrong with them."""
    known = draft.operation
    if known.alternatives and {} not in known.alternatives:
        unsigned = {key: value for key, value in draft.values.items() if not is_credential(known, key)}
        yield "no credentials", replace(draft, signed=False, values=unsigned)
    for key, value in draft.values.items():
        yield from spoiled_parameter(draft, key, value)
    if draft.body is NOTHING:
        return
    if known.required:
        yield "no body", replace(draft, body=NOTHING)
    if draft.sent().body and not any(name.startswith(("*/", "application/*")) for name in known.content):
        yield "a media type of its own", replace(draft, content_type="application/x-unheard-of")
    if is_xml(draft.media):
        yield "broken XML", replace(draft, raw=b"<broken><and></broken>")
        yield from spoiled_numbers(draft)
    if is_json(draft.media):
        yield "broken JSON", replace(draft, raw=b'{"broken": ')
        bundle = known.bundle(known.content[draft.media], ban=False)
        for what, body in spoiled_values(draft.body):
            if not bundle.is_valid(body):
                yield f"body {what}: {bundle.complaint(body)}", replace(draft, body=body)


def spoiled_numbers(draft: Draft) -> Iterator[tuple[str, Draft]]:
    """Yield documents in which a member that is no text has a text that is none of its values, or is not there."""
    bundle = draft.operation.bundle(draft.operation.content[draft.media], ban=False)
    for key, value in draft.body.items() if isinstance(draft.body, dict) else ():
        if not isinstance(value, str | list | dict):
            yield f"body {key} is no text", replace(draft, body={**draft.body, key: "not-a-value"})
        left = {name: one for name, one in draft.body.items() if name != key}
        if not bundle.is_valid(left):
            yield f"body without {key}", replace(draft, body=left)


def is_credential(known: Known, key: tuple[str, str]) -> bool:
    schemes = [known.description.scheme(name) for one in known.alternatives for name in one]
    return any((scheme.get("in"), scheme.get("name")) == key for scheme in schemes)


def spoiled_parameter(draft: Draft, key: tuple[str, str], value: Any) -> Iterator[tuple[str, Draft]]:
    parameter, bundle = draft.operation.parameters[key], draft.operation.bundle(draft.operation.parameters[key])
    if is_credential(draft.operation, key) or "content" in parameter.value:
        return
    scattered = isinstance(value, dict) and key[0] != "path"
    if parameter.value.get("required") and key[0] != "path" and not scattered:
        left = {other: one for other, one in draft.values.items() if other != key}
        yield f"{key} is missing", replace(draft, values=left)
    if isinstance(value, dict | list) or parameter.value.get("style") in {"label", "matrix"}:
        return
    for said in SPOILED_TEXTS:
        if not any(bundle.is_valid(one) or bundle.is_valid([one]) for one in readings(said)):
            yield f"{key} is {said}", replace(draft, texts={key: said})


def readings(said: str) -> Iterator[Any]:
    yield said
    try:
        yield json.loads(said)
    except ValueError:
        return


def spoiled_values(body: Any) -> Iterator[tuple[str, Any]]:
    """Yield changed copies of a body: a member left out, or replaced by something else."""
    for wrong in SPOILED:
        yield f"is {wrong!r}", wrong
    if isinstance(body, dict):
        for key in body:
            yield f"without {key}", {name: one for name, one in body.items() if name != key}
            for what, inner in spoiled_values(body[key]):
                yield f"{key} {what}", {**body, key: inner}
    elif isinstance(body, list) and body:
        for what, inner in spoiled_values(body[0]):
            yield f"first {what}", [inner, *copy.deepcopy(body[1:])]


CREDENTIALS = {
    "basic": "Basic c2VzYW1lOm9wZW4=",
    "digest": 'Digest username="ali", realm="cave", nonce="1", uri="/", response="0"',
}
