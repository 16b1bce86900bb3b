"""Fixtures for all tests: where the shared data stands, and what a test may rely on."""

import os
from pathlib import Path

import pytest
from untimed import keep_terminal

ROOT = Path(__file__).resolve().parent.parent


def pytest_configure() -> None:
    keep_terminal()


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of shared test data, or skip: a clone of the project alone must pass its tests."""
    folder = Path(os.environ.get("MOCKSERVER_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"no shared data: {folder} is not a folder (set MOCKSERVER_SHARED)")
    return folder
