"""The entry point: picks the command, and turns every failure into one message and its exit code."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from pathlib import Path
from typing import Any

import click

from mockserver.cli.options import VERBS, examples
from mockserver.errors import MockserverError, UsageError

DEBUG = "MOCKSERVER_DEBUG"
LATER = ("proxy", "record", "verify", "diff", "coverage")
"""Verbs that are spoken of but not there yet: a description is hardly meant."""


class Verbs(click.Group):
    """The verbs; `mockserver SPEC` and bare flags mean `mockserver serve ...`, as in Prism."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `serve` in front unless a verb or a flag of the group itself comes first."""
        if args and args[0] in LATER and not Path(args[0]).exists():
            known = ", ".join(VERBS)
            raise UsageError(f"'{args[0]}' is not part of this version", "NO_SUCH_VERB", hint=f"it has {known}")
        if not args or (args[0] not in VERBS and args[0] not in ("--help", "--version")):
            args = ["serve", *args]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs as the help page lists them."""
        del ctx
        return sorted(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a verb: of the same name, in a file of the same name that is loaded now."""
        del ctx
        if cmd_name not in VERBS:
            return None
        gc.disable()  # as in `__main__`: nothing that is imported is garbage
        try:
            command: click.Command = getattr(importlib.import_module(f"mockserver.cli.{cmd_name}"), cmd_name)
        finally:
            gc.enable()
        return command


@click.group(
    cls=Verbs,
    epilog=examples(
        "mockserver                          serve ./openapi.yaml on http://127.0.0.1:4010",
        "mockserver check openapi.yaml       check the description, its examples and the fixtures",
    ),
    context_settings={"max_content_width": 100},
)
@click.version_option(package_name="mockserver", message="%(package)s %(version)s")
def cli() -> None:
    """A mock and contract-testing server driven by an OpenAPI description.

    `mockserver SPEC` is short for `mockserver serve SPEC`; without SPEC it serves ./openapi.yaml.
    """


def main(argv: list[str] | None = None) -> None:
    """Run the command line and exit: 0 ok, 1 findings, 2 usage, 3 document, 4 start, 130 interrupt."""
    sys.exit(run(argv))


def run(argv: list[str] | None = None) -> int:
    """Run the command line and return the exit code; no traceback reaches the user."""
    try:
        result: Any = cli.main(args=argv, prog_name="mockserver", standalone_mode=False)
    except click.exceptions.Abort:
        return 130
    except KeyboardInterrupt:
        return 130
    except click.ClickException as error:
        error.show()
        return 2
    except MockserverError as error:
        click.echo(f"{click.style('error', fg='red', bold=True)}: {error}", err=True)
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - the last door: a bug of ours must not print a traceback
        return _bug(error)
    return result if isinstance(result, int) else 0


def _bug(error: Exception) -> int:
    if os.environ.get(DEBUG):
        raise error
    what = f"{type(error).__name__}: {error}"
    click.echo(f"error: this is a bug in mockserver, please report it: {what}", err=True)
    click.echo(f"  {DEBUG}=1 shows where it happened", err=True)
    return 1
