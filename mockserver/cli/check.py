"""`mockserver check`: everything that is wrong with a description, its examples and its fixtures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from mockserver.answer import audit
from mockserver.cli.options import config_option, examples, loading_options, settings_from, spec_argument
from mockserver.cli.report import FORMATS, of_words, unique
from mockserver.contract.resources import Resources
from mockserver.contract.resources.table import HEADINGS, rows, undeduced
from mockserver.document import Diagnostic, diagnose
from mockserver.errors import MockserverError
from mockserver.generate import Generator
from mockserver.serve import generate_options, load, load_fixtures, unheeded
from mockserver.violations import Place

if TYPE_CHECKING:
    from mockserver.settings import Settings


@click.command(
    short_help="Check a description, its examples and the fixtures.",
    epilog=examples("mockserver check openapi.yaml", "mockserver check openapi.yaml --resources"),
)
@spec_argument
@loading_options
@config_option
@click.option("--format", "shape", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option("--strict", is_flag=True, help="Warnings count as findings too.")
@click.option("--resources", is_flag=True, help="Print the collections that the mock remembers, and what it cannot.")
def check(config: str | None, shape: str, strict: bool, resources: bool, **flags: Any) -> int:
    """Check SPEC, its examples and the fixtures; exit with 1 if anything is wrong, with 3 if SPEC cannot be read."""
    settings = settings_from(flags, config)
    if resources:
        for spec in settings.spec:
            click.echo(resource_table(Resources(load(spec, settings), settings.resources)))
        return 0
    findings: list[Diagnostic] = []
    code = 0
    for spec in settings.spec:
        try:
            findings += findings_of(spec, settings)
        except MockserverError as error:
            if shape == "text":
                raise
            findings.append(Diagnostic("error", error.code, error.message, error.place or Place(spec), error.hint))
            code = error.exit_code
    click.echo(FORMATS[shape](findings))
    return code or int(any(strict or finding.severity == "error" for finding in findings))


def resource_table(resources: Resources) -> str:
    """Return the collections as columns, then the operations that belong to none."""
    table = [HEADINGS, *(row.cells for row in rows(resources))]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in table]
    others = undeduced(resources)
    if others:
        lines += ["", "no collection can be told for (declare it under [resources.<kind>] in mockserver.toml):"]
        lines += [f"  {operation.method} {operation.path}" for operation in others]
    return "\n".join(lines)


def findings_of(spec: str, settings: Settings) -> Iterator[Diagnostic]:
    """Yield everything that is wrong with one description and what stands beside it, each thing once.

    Raises:
        DocumentError: the description cannot be read at all.
    """
    contract = load(spec, settings)
    audited = audit(contract, Generator(generate_options(settings, contract)))
    yield from unique([*diagnose(contract.document), *audited])
    if len(settings.spec) == 1:
        yield from of_words(unheeded(settings, contract), settings.dictionary_file)
    for place, found in load_fixtures(settings, contract).findings:
        yield Diagnostic("error" if found.severity == "error" else "warning", found.code, found.message, place)
