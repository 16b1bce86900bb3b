"""A small contract, its fixtures' readers, and calls of it."""

import pytest

from mockserver.contract import Found, compile_contract
from mockserver.document import load
from mockserver.messages import Request


class Calls:
    """Makes calls of the small contract of the engine's tests."""

    def __init__(self, contract):
        self.contract = contract

    def __call__(self, method, target, headers=None, body=b""):
        path, _, query = target.partition("?")
        request = Request(method, path, query, {name.lower(): value for name, value in (headers or {}).items()}, body)
        found = self.contract.match(method, path)
        assert isinstance(found, Found)
        return found.judge(request)


@pytest.fixture(scope="session")
def pets(root):
    return compile_contract(load(root / "tests" / "engine" / "pets.yaml"))


@pytest.fixture(scope="session")
def call(pets):
    return Calls(pets)
