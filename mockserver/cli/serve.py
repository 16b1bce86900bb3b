"""`mockserver serve`: the main job."""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable
from functools import partial
from typing import Any

import click

from mockserver.cli.options import config_option, data_options, examples, loading_options, settings_from, spec_argument
from mockserver.cli.remarks import Remarks, at_start, shown
from mockserver.cli.screen import first_screen
from mockserver.serve import Announcement, serve_forever

INTERRUPTED = 130
LEVELS = {
    "silent": logging.CRITICAL + 1, "error": logging.ERROR, "warn": logging.WARNING, "info": logging.INFO,
    "debug": logging.DEBUG, "trace": logging.DEBUG,
}  # fmt: skip


def serve_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Take the flags of serving; Prism's keep their names and meaning."""
    options = (
        click.option("-p", "--port", type=int, help="Port to listen on, 0 for a free one [default: 4010]."),
        click.option("-h", "--host", help="Address to listen on [default: 127.0.0.1]."),
        click.option("--at", multiple=True, metavar="PREFIX", help="Prefix of each description, in their order."),
        click.option("--cors/--no-cors", default=None, help="Answer browsers of other origins [default: on]."),
        click.option("--errors", is_flag=True, default=None, help="Violations answer an error (as --validate strict)."),
        click.option("-d", "--dynamic", is_flag=True, default=None, help="Generate even where an example stands."),
        click.option("--ignore-examples", is_flag=True, default=None, help="Never answer with the author's examples."),
        click.option(
            "--validate",
            metavar="strict|warn|off",
            help="Wrong requests are refused, answered and reported, or answered with remarks [default: strict].",
        ),
        click.option("--unknown-query", metavar="allow|warn|refuse", help="Undeclared query parameters."),
        click.option("--stateless", is_flag=True, default=None, help="Remember no writes."),
        click.option("--state-seed", metavar="FILE", help="Start with the entities of a JSON file."),
        click.option("--state", metavar="URL", help="memory, sqlite:///mock.db or redis://host [default: memory]."),
        click.option("--watch", is_flag=True, default=None, help="Reload when the description or a fixture changes."),
        click.option("--workers", type=int, help="Processes that serve [default: 1]."),
        click.option("--multiprocess", is_flag=True, default=None, help="As many workers as there are cores."),
        click.option("--body-limit", type=int, metavar="BYTES", help="Largest request body [default: 10000000]."),
        click.option("--admin-token", metavar="TOKEN", help="Bearer token of the admin API off loopback."),
        click.option("--allow-host", multiple=True, metavar="HOST", help="Another Host that the admin API answers to."),
        click.option("--verbose-level", metavar="LEVEL", help="silent, error, warn, info, debug or trace."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.command(
    short_help="Serve a description (the default command).",
    epilog=examples(
        "mockserver serve openapi.yaml --port 8080 --seed spring",
        "mockserver serve billing.yaml --at /billing users.yaml --at /users",
    ),
)
@spec_argument
@serve_options
@data_options
@loading_options
@config_option
def serve(config: str | None, **flags: Any) -> int:
    """Serve the API that SPEC describes: check every request, answer every operation.

    SPEC is an OpenAPI description (2.0 to 3.2), a path or a URL; without it ./openapi.yaml is served.
    """
    settings = settings_from(flags, config)
    level = settings.verbose_level
    logging.basicConfig(format="%(message)s")
    logging.getLogger("mockserver").setLevel(LEVELS[level])
    remarks: list[Remarks] = []

    def announce(ready: Announcement) -> None:
        remarking = level not in ("silent", "error")
        errors = [error for _, contract in ready.mounts for error in at_start(contract)] if remarking else []
        if level != "silent":
            click.echo("\n".join([first_screen(ready), *map(shown, errors)]), err=True)
        if remarking:
            remarks.append(Remarks(ready, partial(click.echo, err=True), errors))
            remarks[0].start()

    try:
        return INTERRUPTED if serve_forever(settings, announce, partial(click.echo, err=True)) == signal.SIGINT else 0
    finally:
        for one in remarks:
            one.stop()
