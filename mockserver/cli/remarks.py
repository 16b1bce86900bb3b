"""What is wrong with a description, told while it is served already: beside the requests, and never for long."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

import click

from mockserver.answer import audit
from mockserver.contract import compile_contract
from mockserver.document import dangling, diagnose
from mockserver.errors import MockserverError
from mockserver.generate import Generator
from mockserver.later import later
from mockserver.serve import generate_options, unheeded

if TYPE_CHECKING:
    from mockserver.contract import Contract
    from mockserver.document import Diagnostic
    from mockserver.serve import Announcement

_REPORT = "mockserver.cli.report"
unique: Callable[[Iterable[Diagnostic]], Iterator[Diagnostic]] = later(_REPORT, "unique")
place_of: Callable[[Diagnostic], tuple[str, str]] = later(_REPORT, "place_of")
of_words: Callable[[Iterable[str], str], Iterator[Diagnostic]] = later(_REPORT, "of_words")

QUIET = 1.0
"""Seconds that the first requests have for themselves."""

BREATH = 0.002
MOST_SECONDS = 2.0
MOST_TOLD = 5


class Remarks:
    """Looks through what is served, on a thread of its own; `stop` ends it after the operation that it is at."""

    def __init__(self, ready: Announcement, tell: Callable[[str], None], known: Sequence[Diagnostic] = ()) -> None:
        self._ready = ready
        self._tell = tell
        self._known = {place_of(one) for one in known}
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="remarks")
        self._cut_short = False

    def start(self) -> None:
        """Begin, after a while."""
        self._thread.start()

    def stop(self) -> None:
        """Stop, and wait for the end."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        if self._stopped.wait(QUIET):
            return
        for _, contract in self._ready.mounts:
            try:
                findings = list(self._findings(contract))
            except MockserverError:
                continue  # whoever asks the operation is told
            findings = [one for one in unique(findings) if place_of(one) not in self._known]
            if findings and not self._stopped.is_set():
                self._tell(told(findings, contract.document.source, cut_short=self._cut_short))

    def _findings(self, contract: Contract) -> Iterator[Diagnostic]:
        """Yield the findings of a contract of its own: what requests compile meanwhile is left alone."""
        yield from diagnose(contract.document)
        own = compile_contract(contract.document)
        yield from audit(own, Generator(generate_options(self._ready.settings, own)), self._go_on)
        settings = self._ready.settings
        if settings.dictionary_file or settings.dictionary:
            yield from of_words(unheeded(settings, own), settings.dictionary_file)

    def _go_on(self) -> bool:
        if time.thread_time() > MOST_SECONDS:
            self._cut_short = True
            return False
        return not self._stopped.wait(BREATH)


def at_start(contract: Contract) -> list[Diagnostic]:
    """Return the errors that are known as soon as the operations are: references that lead nowhere, at most a few."""
    found = (*contract.lost, *dangling(contract.document))
    return list(islice(unique(found), MOST_TOLD)) if found else []


def shown(error: Diagnostic) -> str:
    """Return an error as the first screen and what follows show it: a line, and one for what to do."""
    hint = f"\n             {error.hint}" if error.hint else ""
    return f"  {click.style('error', fg='red')}      {error.place}: {error.message}{hint}"


def told(findings: list[Diagnostic], source: str, *, cut_short: bool) -> str:
    """Return the errors, at most `MOST_TOLD`, and how many warnings (and further errors) there are."""
    errors = [finding for finding in findings if finding.severity == "error"]
    lines = [shown(one) for one in errors[:MOST_TOLD]]
    left = len(findings) - len(lines)
    if left:
        label = click.style("warnings", fg="yellow")
        lines.append(f"  {label}   {left}{' so far' if cut_short else ''}: mockserver check {source}")
    return "\n".join(lines)
