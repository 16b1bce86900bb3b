"""The small contract of the engine's tests, served."""

import pytest


@pytest.fixture(scope="session")
def pets(root):
    return str(root / "tests" / "engine" / "pets.yaml")
