"""What stands where a test might time something: machines are noisy, so nothing fails for being slow.

What must not hang is guarded by `no_hang`, what must not be much work is `counted`.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

PATIENCE = 60
"""Seconds after which something hangs: a thousand times what it takes."""

SOON = 1_000_000
"""Calls that take a second or so: what must be over soon is over after far fewer."""

_terminal: list[int] = []


def keep_terminal() -> None:
    """Remember where stderr leads before pytest captures it: what ends the run says there why."""
    _terminal[:] = [os.dup(2)]


@contextmanager
def no_hang(seconds: int = PATIENCE) -> Iterator[None]:
    """Fail what burns `seconds` of CPU; end the run with its traceback where that cannot be interrupted, or waits.

    No signal reaches Python while an extension holds the interpreter, so a thread of C watches too, five times as long.
    """

    def fail(*_: Any) -> None:
        pytest.fail(f"hangs: no end after {seconds} s of CPU")

    before = signal.signal(signal.SIGPROF, fail)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    faulthandler.dump_traceback_later(5 * seconds, exit=True, file=_terminal[0])
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def counted(function: Callable[[], Any]) -> tuple[Any, int]:
    """Return what `function` returns, and how many calls that took, of Python and of C: the same on every machine."""
    calls = 0

    def see(_: Any, event: str, __: Any) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(see)
    try:
        return function(), calls
    finally:
        sys.setprofile(before)
