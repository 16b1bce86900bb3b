"""An engine over a small contract that holds one of everything."""

from pathlib import Path

import orjson
import pytest

from mockserver.messages import Request
from mockserver.serve.assemble import build_engine
from mockserver.settings import Settings

PETS = str(Path(__file__).parent / "pets.yaml")


class Asking:
    """Asks an engine the short way: method, target, headers, body."""

    def __init__(self, engine):
        self.engine = engine

    def __call__(self, method, target, headers=None, body=b""):
        path, _, query = target.partition("?")
        fields = {name.lower(): value for name, value in (headers or {}).items()}
        if body and "content-type" not in fields:
            fields["content-type"] = "application/json"
        return self.engine.handle(Request(method, path, query, fields, body))

    def json(self, method, target, headers=None, body=b""):
        exchange = self(method, target, headers, body)
        return exchange.response.status, orjson.loads(exchange.response.body)


def asking(**settings):
    """Start from a mock that forgets: what one test writes is nothing to the next."""
    return Asking(build_engine(Settings(spec=(PETS,), cache=False, stateless=True).changed(**settings)))


@pytest.fixture(scope="session")
def ask():
    return asking()


@pytest.fixture(scope="session")
def make_asking():
    return asking
