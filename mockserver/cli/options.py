"""The flags that several commands share, and how they become Settings."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from mockserver.errors import SourceError
from mockserver.later import later
from mockserver.settings import Settings, gather

VERBS = ("serve", "check", "generate", "config")
Command = TypeVar("Command", bound=Callable[..., Any])

get_close_matches: Callable[..., list[str]] = later("difflib", "get_close_matches")


def settings_from(flags: dict[str, Any], config: str | None) -> Settings:
    """Merge the typed flags with environment, config file and defaults, and see that the descriptions are there.

    Raises:
        UsageError: a setting that makes no sense.
        SourceError: a description that is not there.
    """
    given = {name: value for name, value in flags.items() if value not in (None, ())}
    settings = gather(given, os.environ, Path(config) if config else None, Path.cwd()).settings
    for spec in settings.spec:
        _must_be_there(spec)
    return settings


def _must_be_there(spec: str) -> None:
    if spec.startswith(("http://", "https://")) or Path(spec).exists():
        return
    near = get_close_matches(spec, VERBS, n=1)
    if near and "." not in spec and "/" not in spec:
        hint = f"did you mean the command 'mockserver {near[0]}'?"
    else:
        hint = "give the path or the URL of an OpenAPI description: mockserver serve path/to/openapi.yaml"
    raise SourceError(f"no such file: {spec}", "NO_SUCH_FILE", hint=hint)


def examples(*lines: str) -> str:
    """Return the end of a help page: examples, each on a line of its own (click keeps lines after a backspace)."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def spec_argument(command: Command) -> Command:
    """Take any number of descriptions; none means what the settings say (`./openapi.yaml`)."""
    return click.argument("spec", nargs=-1)(command)


def config_option(command: Command) -> Command:
    """Take the config file; without it `mockserver.toml` or `[tool.mockserver]` of the current folder."""
    text = "Settings file [default: ./mockserver.toml, or [tool.mockserver] in ./pyproject.toml]."
    return click.option("--config", metavar="FILE", help=text)(command)


def loading_options(command: Command) -> Command:
    """Take the flags that say how a description is loaded."""
    for option in (
        click.option(
            "--fixtures", metavar="DIR", help="Folder of fixtures [default: fixtures beside the description]."
        ),
        click.option("--allow-ref-host", multiple=True, metavar="HOST", help="Let `$ref` lead to HOST as well."),
        click.option("--allow-ref-folder", multiple=True, metavar="DIR", help="Let `$ref` lead to DIR as well."),
        click.option("--cache/--no-cache", default=None, help="Keep what was parsed in the user's cache folder."),
    ):
        command = option(command)
    return command


def data_options(command: Command) -> Command:
    """Take the flags that say what generated data look like."""
    for option in (
        click.option("--seed", metavar="TEXT", help="The world to generate; the same seed gives the same data."),
        click.option("--now", metavar="DATE", help="The day that generated times are near to [default: the 1st]."),
        click.option("--locale", metavar="NAME", help="Language and country of names and addresses [default: en_US]."),
        click.option("--dictionary", "dictionary_file", metavar="FILE", help="Values by schema or property name."),
    ):
        command = option(command)
    return command
