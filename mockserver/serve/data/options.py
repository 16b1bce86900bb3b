"""How data is to be generated: from settings, from the description's root, from providers of the user's own."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from mockserver.errors import UsageError
from mockserver.generate import GenerateOptions
from mockserver.generate.leaves import Pools
from mockserver.later import later
from mockserver.settings import Settings

if TYPE_CHECKING:
    from mockserver.contract import Contract

dictionary_of: Callable[[Settings], Mapping[str, Any]] = later("mockserver.serve.data.dictionary", "dictionary_of")
of_description: Callable[[Any], dict[str, Any]] = later("mockserver.serve.data.described", "of_description")


def generate_options(settings: Settings, contract: Contract | None = None) -> GenerateOptions:
    """Return how values are made: what the user set, else what `x-json-schema-faker` at the description's root says.

    Raises:
        UsageError: a provider that cannot be imported or called, a locale that Faker does not know, or a dictionary
            that cannot be read.
        SourceError: the dictionary is no YAML or JSON.
    """
    root = contract.document.root.value if contract is not None else {}
    said = root.get("x-json-schema-faker") if isinstance(root, dict) else None
    options = of_description(said) if said else {}
    if settings.locale != Settings().locale:
        options["locale"] = settings.locale
        Pools(settings.seed, settings.locale).assure_locale()
    words = dictionary_of(settings) if settings.dictionary or settings.dictionary_file else {}
    providers = providers_of(settings)
    return GenerateOptions(
        seed=settings.seed, now=reference_now(settings), dictionary=words, providers=providers, **options
    )


def reference_now(settings: Settings, today: date | None = None) -> datetime:
    """Return the moment that generated times are near to: the one that is set, else the first of the month, UTC.

    Whatever happened lies before it, and so before the client's clock; what is to come lies at least 32 days after.
    """
    if settings.now:
        moment = datetime.fromisoformat(settings.now)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    first = (today or datetime.now(UTC).date()).replace(day=1)
    return datetime(first.year, first.month, 1, tzinfo=UTC)


def providers_of(settings: Settings) -> dict[str, Callable[..., Any]]:
    """Return the user's providers by name; the config file gives each as "module:function".

    Raises:
        UsageError: it cannot be imported, or is no function.
    """
    return {name: _provider(name, where) for name, where in settings.providers.items()}


def _provider(name: str, where: Any) -> Callable[..., Any]:
    if callable(where):
        return where  # type: ignore[no-any-return]
    module, _, function = str(where).partition(":")
    try:
        found = getattr(importlib.import_module(module), function)
    except (ImportError, AttributeError, ValueError) as error:
        raise UsageError(
            f"provider '{name}': cannot import {where!r}: {error}",
            "BAD_PROVIDER",
            hint='[tool.mockserver.providers] sku = "my_package.my_module:my_function"',
        ) from error
    if not callable(found):
        raise UsageError(f"provider '{name}': {where!r} is no function", "BAD_PROVIDER")
    return found  # type: ignore[no-any-return]
