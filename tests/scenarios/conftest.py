"""A mock to tell stories with: raw requests in, statuses and JSON out."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from mockserver.engine import Engine
from mockserver.messages import Request
from mockserver.serve.assemble import build_engine
from mockserver.settings import Settings

ROOT = Path(__file__).resolve().parents[2]


class Answered:
    """A response: status, JSON body (bytes where it is none), header fields by lower-case name."""

    def __init__(self, status: int, headers: dict[str, str], content: bytes) -> None:
        self.status = status
        self.headers = headers
        self.content = content

    @property
    def body(self) -> Any:
        return orjson.loads(self.content)


class Client:
    """Speaks with an engine as one client of one session."""

    def __init__(self, engine: Engine, headers: dict[str, str] | None = None, base: str = "") -> None:
        self.engine = engine
        self.base = base
        self._headers = headers or {}

    def session(self, name: str) -> "Client":
        return Client(self.engine, {**self._headers, "x-mock-session": name}, self.base)

    def __call__(self, method: str, target: str, body: Any = None, **headers: str) -> Answered:
        path, _, query = target.partition("?")
        fields = {"host": "localhost:4010", **self._headers}
        fields |= {name.replace("_", "-").lower(): value for name, value in headers.items()}
        data = body if isinstance(body, bytes) else b"" if body is None else orjson.dumps(body)
        if data:
            fields.setdefault("content-type", "application/json")
        response = self.engine.handle(Request(method, self.base + path, query, fields, data)).response
        content = response.body if isinstance(response.body, bytes) else b"".join(response.body)
        return Answered(response.status, {name.lower(): value for name, value in response.headers}, content)

    def get(self, target: str, **headers: str) -> Any:
        answered = self("GET", target, **headers)
        assert answered.status == 200, (target, answered.status, answered.content)
        return answered.body


Start = Callable[..., Client]


@pytest.fixture
def start() -> Start:
    """Return what starts a mock for a description, with any settings."""

    def started(
        spec: str | Path = ROOT / "openapi.yaml", headers: dict[str, str] | None = None, **settings: Any
    ) -> Client:
        chosen = Settings(spec=(str(spec),), cache=False).changed(**settings)
        return Client(build_engine(chosen), headers)

    return started


@pytest.fixture
def wapikit(start: Start) -> Client:
    """The shipped mock, fresh."""
    client = start()
    client.base = "/api"
    return client
