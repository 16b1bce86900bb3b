"""`mockserver config`: what each setting is, and who said so."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click
import orjson

from mockserver.cli.options import config_option, examples
from mockserver.settings import gather


@click.command(
    short_help="Show every setting and where it comes from.",
    epilog=examples("mockserver config", "MOCKSERVER_PORT=8080 mockserver config --format json"),
)
@config_option
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True)
def config(config: str | None, shape: str) -> None:
    """Show every setting, its value, and where it comes from."""
    found = gather({}, os.environ, Path(config) if config else None, Path.cwd())
    values = found.settings._asdict()
    if values["admin_token"]:
        values["admin_token"] = "(set)"  # noqa: S105 - the very point is not to print it
    if shape == "json":
        rows = {name: {"value": value, "source": found.sources[name]} for name, value in values.items()}
        click.echo(orjson.dumps(rows, option=orjson.OPT_INDENT_2).decode())
        return
    width = max(map(len, values))
    for name, value in values.items():
        click.echo(f"{name:<{width}}  {_shown(value):<28}  {found.sources[name]}")


def _shown(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "-"
    return "-" if value in ("", {}) else str(value)
