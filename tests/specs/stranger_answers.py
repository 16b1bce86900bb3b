"""What a stranger holds an answer to: the status, media type, headers and body that the description promises."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from stranger_documents import At
from stranger_requests import Known, Sent, is_json, is_xml
from stranger_schemas import Bundle


@dataclass(frozen=True)
class Answered:
    """An answer as it came over the wire."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


def ask(app: Any, sent: Sent) -> Answered:
    """Send a request to a WSGI application (PEP 3333)."""
    body = sent.body or b""
    environ = {
        "REQUEST_METHOD": sent.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": sent.path,
        "RAW_URI": sent.path + ("?" + sent.query if sent.query else ""),
        "QUERY_STRING": sent.query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in sent.headers.items():
        key = name.upper().replace("-", "_")
        environ[key if key == "CONTENT_TYPE" else "HTTP_" + key] = value
    if sent.body is not None:
        environ["CONTENT_LENGTH"] = str(len(body))
    started: list[Any] = []
    chunks = app(environ, lambda status, headers, *_: started.append((status, headers)))
    status, headers = started[0] if started else (None, None)
    return Answered(int(status.split()[0]), headers, b"".join(chunks))


class Judge:
    """Holds the answers of one operation to the description."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.responses = known.description.responses(known.operation)
        self._bundles: dict[int, Bundle] = {}

    def documented(self, status: int) -> tuple[At, dict[str, At]] | None:
        return next(
            (
                self.responses[key]
                for key in (str(status), f"{status // 100}XX", f"{status // 100}xx", "default")
                if key in self.responses
            ),
            None,
        )

    @property
    def succeeds(self) -> bool:
        """Whether the description documents any success."""
        return any(key[0] in "23d" for key in self.responses)

    def complaints(self, answer: Answered) -> Iterator[str]:
        """Yield every promise that an answer breaks."""
        found = self.documented(answer.status)
        if found is None:
            if self.responses:
                yield f"status {answer.status} is not among {sorted(self.responses)}"
            return
        response, content = found
        yield from self._headers(answer, response)
        if not content or self.known.method == "head" or answer.status in {204, 304}:
            if answer.body and content:
                yield "a body where none may be"
            return
        media = chosen(answer.header("Content-Type") or "", content)
        if media is None:
            yield f"media type {answer.header('Content-Type')} is not among {sorted(content)}"
        else:
            yield from self._body(answer, media)

    def _body(self, answer: Answered, media: At) -> Iterator[str]:
        kind = (answer.header("Content-Type") or "").partition(";")[0]
        schema = media.value.get("schema")
        if is_xml(kind):
            value = self.known.xml(media).read(answer.body)
            if schema is not None and not self._bundle(At(schema, media.file)).is_valid(value):
                yield f"XML body: {self._bundle(At(schema, media.file)).complaint(value)}"
            return
        if schema is None or not (is_json(kind) or kind == "text/plain"):
            return
        value = json.loads(answer.body) if is_json(kind) else answer.body.decode()
        bundle = self._bundle(At(schema, media.file))
        if is_json(kind) and not bundle.is_valid(value):
            yield f"body: {bundle.complaint(value)}"

    def _headers(self, answer: Answered, response: At) -> Iterator[str]:
        for name, value in (response.value.get("headers") or {}).items():
            header = self.known.description.resolve(At(value, response.file))
            said = answer.header(name)
            if name.lower() == "content-type":
                continue
            if said is None:
                if header.value.get("required"):
                    yield f"header {name} is missing"
                continue
            old = self.known.description.version == "2.0"
            bundle = self._bundle(At(header.value if old else header.value.get("schema", True), header.file))
            if not any(bundle.is_valid(reading) for reading in readings(said)):
                yield f"header {name}: {said!r}: {bundle.complaint(said)}"

    def _bundle(self, at: At) -> Bundle:
        key = id(at.value)
        if key not in self._bundles:
            self._bundles[key] = Bundle(self.known.description, at, "response")
        return self._bundles[key]


def readings(said: str) -> Iterator[Any]:
    """Yield what a header's text may mean."""
    yield from (said, said.split(","), [scalar(item) for item in said.split(",")], scalar(said))


def scalar(said: str) -> Any:
    try:
        return json.loads(said)
    except ValueError:
        return said


def chosen(content_type: str, content: dict[str, At]) -> At | None:
    """Return the most specific Media Type Object for a Content-Type."""
    kind = content_type.partition(";")[0].strip().lower()
    main = kind.partition("/")[0]
    by_name = {name.partition(";")[0].strip().lower(): media for name, media in content.items()}
    for name in (kind, f"{main}/*", "*/*", "*"):
        if kind and name in by_name:
            return by_name[name]
    return None
