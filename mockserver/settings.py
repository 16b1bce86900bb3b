"""Settings: flags > `MOCKSERVER_...` > `mockserver.toml` or `[tool.mockserver]` > defaults, in one frozen value.

A layer is handed the fields it needs, never this bag. Config-file tables that have no flag (`operations`, `dictionary`,
`providers`, `resources`) stay as the author wrote them; the room that understands one checks it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from mockserver.errors import UsageError
from mockserver.later import later
from mockserver.violations import Place

PREFIX = "MOCKSERVER_"
CONFIG_FILE = "mockserver.toml"
TABLE = re.compile(r"""(?mx)  # where a table of ours may begin: few projects have one, and tomllib takes 15 ms to load
    \btool["']?[ \t]*\.[ \t]*["']?mockserver\b | ^[ \t]*\[?[ \t]*["']?tool["']?[ \t]*[]=]""")

read_toml: Callable[[str], dict[str, Any]] = later("tomllib", "loads")
get_close_matches: Callable[..., list[str]] = later("difflib", "get_close_matches")


class Settings(NamedTuple):
    """Everything that a user can set; sizes in bytes, times in seconds."""

    spec: tuple[str, ...] = ("openapi.yaml",)
    at: tuple[str, ...] = ()
    host: str = "127.0.0.1"
    port: int = 4010
    workers: int = 1
    cors: bool = True
    errors: bool = False
    dynamic: bool = False
    ignore_examples: bool = False
    validate: str = "strict"
    unknown_query: str = "allow"
    seed: str = "mockserver"
    now: str = ""
    locale: str = "en_US"
    dictionary_file: str = ""
    fixtures: str = ""
    watch: bool = False
    stateless: bool = False
    state: str = "memory"
    state_seed: str = ""
    allow_ref_host: tuple[str, ...] = ()
    cache: bool = True
    body_limit: int = 10_000_000
    admin_token: str = ""
    allow_host: tuple[str, ...] = ()
    verbose_level: str = "info"
    operations: Mapping[str, Any] = {}
    dictionary: Mapping[str, Any] = {}
    providers: Mapping[str, Any] = {}
    resources: Mapping[str, Any] = {}

    def changed(self, **values: Any) -> Settings:
        """Return these settings with `values` in place, checked as flags are; unknown names are refused."""
        return self._replace(**_checked(values, "argument"))


class Sourced(NamedTuple):
    """Settings, and for each field the source that won: flag, environment, the config file's name, or default."""

    settings: Settings
    sources: Mapping[str, str]


def gather(flags: Mapping[str, Any], environ: Mapping[str, str], config: Path | None, folder: Path) -> Sourced:
    """Merge the four sources; `flags` holds only what the user typed; `config` None looks into `folder`.

    Raises:
        UsageError: a value or name that makes no sense, with where it was said.
    """
    values: dict[str, Any] = {}
    sources = dict.fromkeys(NAMES, "default")
    for source, found in (
        _config_file(config, folder),
        ("environment", _environment(environ)),
        ("flag", {name: value for name, value in flags.items() if value is not None}),
    ):
        checked = _checked(found, source)
        values.update(checked)
        sources.update(dict.fromkeys(checked, source))
    return Sourced(_consistent(Settings(**values)), sources)


def _consistent(settings: Settings) -> Settings:
    if settings.at and len(settings.at) != len(settings.spec):
        raise UsageError(
            f"{len(settings.spec)} descriptions, but {len(settings.at)} --at: give each description its own",
            "AT_MISMATCH",
            hint="mockserver serve billing.yaml --at /billing users.yaml --at /users",
        )
    if len(settings.spec) > 1 and not settings.at:
        raise UsageError(
            "several descriptions need a prefix each",
            "AT_MISSING",
            hint="mockserver serve billing.yaml --at /billing users.yaml --at /users",
        )
    if settings.errors and settings.validate != "strict":
        raise UsageError(
            f"--errors refuses what --validate {settings.validate} lets pass: give one of them", "ERRORS_OR_SOFT"
        )
    return settings


def _config_file(config: Path | None, folder: Path) -> tuple[str, dict[str, Any]]:
    if config is not None:
        return config.name, _read_toml(config)
    if (folder / CONFIG_FILE).is_file():
        return CONFIG_FILE, _read_toml(folder / CONFIG_FILE)
    project = folder / "pyproject.toml"
    if project.is_file() and TABLE.search(_read(project)):
        found = _read_toml(project).get("tool", {}).get("mockserver", {})
        if found:
            return "pyproject.toml", found
    return CONFIG_FILE, {}


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read the config file {path}: {_reason(error)}", "CONFIG_UNREADABLE") from error


def _read_toml(path: Path) -> dict[str, Any]:
    text = _read(path)
    try:
        return read_toml(text)
    except ValueError as error:
        raise UsageError(f"the config file is not TOML: {error}", "CONFIG_MALFORMED", Place(str(path))) from error


def _reason(error: Exception) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else "it is not UTF-8"


def _environment(environ: Mapping[str, str]) -> dict[str, Any]:
    found = {}
    for variable, text in environ.items():
        name = variable.removeprefix(PREFIX).lower()
        if variable.startswith(PREFIX) and name in PARSERS:
            found[name] = text
    return found


def _checked(values: Mapping[str, Any], source: str) -> dict[str, Any]:
    checked = {}
    for key, value in values.items():
        name = key.replace("-", "_")
        if name not in NAMES:
            near = get_close_matches(name, NAMES, n=1)
            hint = f"did you mean '{near[0]}'?" if near else "known: " + ", ".join(sorted(NAMES))
            raise UsageError(f"unknown setting '{key}' ({source})", "UNKNOWN_SETTING", hint=hint)
        try:
            parse: Callable[[Any], Any] = PARSERS.get(name, _table)
            checked[name] = parse(value)
        except ValueError as error:
            raise UsageError(f"setting '{key}' ({source}): {error}, got {value!r}", "BAD_SETTING") from error
    return checked


def _text(value: Any) -> str:
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        raise ValueError("expected a text")
    return str(value)


def _moment(value: Any) -> str:
    if isinstance(value, date):  # what TOML writes without quotes; a moment is a date too
        return value.isoformat()
    try:
        return value and datetime.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise ValueError("expected a date or a moment, such as 2026-06-01 or 2026-06-01T12:00:00Z") from None


def _texts(value: Any) -> tuple[str, ...]:
    items = value.split(",") if isinstance(value, str) else value
    if not isinstance(items, list | tuple) or not all(isinstance(item, str) for item in items):
        raise ValueError("expected a text or a list of texts")
    return tuple(item.strip() for item in items if item.strip())


def _prefixes(value: Any) -> tuple[str, ...]:
    prefixes = _texts(value)
    if not all(prefix.startswith("/") for prefix in prefixes):
        raise ValueError('a prefix starts with "/"')
    return tuple(prefix.rstrip("/") for prefix in prefixes)


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value).lower()
    if word not in BOOLEANS:
        raise ValueError("expected true or false")
    return BOOLEANS[word]


def _whole(low: int, high: int) -> Callable[[Any], int]:
    def parse(value: Any) -> int:
        try:
            number = int(value) if not isinstance(value, bool | float) else None
        except (TypeError, ValueError):
            number = None
        if number is None or not low <= number <= high:
            raise ValueError(f"expected a whole number from {low} to {high}")
        return number

    return parse


def _one_of(*words: str) -> Callable[[Any], str]:
    def parse(value: Any) -> str:
        if value not in words:
            raise ValueError("expected one of " + ", ".join(words))
        return str(value)

    return parse


def _table(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ValueError("expected a table")
    return value


BOOLEANS = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}

PARSERS: dict[str, Callable[[Any], Any]] = {
    "spec": _texts,
    "at": _prefixes,
    "host": _text,
    "port": _whole(0, 65_535),
    "workers": _whole(1, 64),
    "cors": _flag,
    "errors": _flag,
    "dynamic": _flag,
    "ignore_examples": _flag,
    "validate": _one_of("strict", "warn", "off"),
    "unknown_query": _one_of("allow", "warn", "refuse"),
    "seed": _text,
    "now": _moment,
    "locale": _text,
    "dictionary_file": _text,
    "fixtures": _text,
    "watch": _flag,
    "stateless": _flag,
    "state": _text,
    "state_seed": _text,
    "allow_ref_host": _texts,
    "cache": _flag,
    "body_limit": _whole(0, 1_000_000_000),
    "admin_token": _text,
    "allow_host": _texts,
    "verbose_level": _one_of("silent", "error", "warn", "info", "debug", "trace"),
}

NAMES = frozenset(Settings._fields)
