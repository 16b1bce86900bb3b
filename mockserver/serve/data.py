"""How data is to be generated: from settings, from the description's root, from providers of the user's own."""

from __future__ import annotations

import importlib
import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from mockserver.errors import UsageError
from mockserver.generate import GenerateOptions
from mockserver.settings import Settings

if TYPE_CHECKING:
    from mockserver.contract import Contract


def generate_options(settings: Settings, contract: Contract | None = None) -> GenerateOptions:
    """Return how values are made: what the user set, else what `x-json-schema-faker` at the description's root says.

    Raises:
        UsageError: a provider that cannot be imported or called.
    """
    root = contract.document.root.value if contract is not None else {}
    options = _of_description(root.get("x-json-schema-faker") if isinstance(root, dict) else None)
    if settings.locale != Settings().locale:
        options["locale"] = settings.locale
    return GenerateOptions(
        seed=settings.seed, dictionary=settings.dictionary, providers=providers_of(settings), **options
    )


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


def _of_description(table: Any) -> dict[str, Any]:
    """Read what json-schema-faker's options mean here; values that make no sense are left aside."""
    if not isinstance(table, Mapping):
        return {}
    read = {}
    for name, value in table.items():
        field, accepts = MEANINGS.get(name, ("", _nothing))
        if accepts(value):
            read[field] = value
    return read


def _nothing(_value: Any) -> bool:
    return False


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 1_000


def _probability(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and 0 <= value <= 1


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


MEANINGS: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "locale": ("locale", _text),
    "min-items": ("min_items", _count),
    "minItems": ("min_items", _count),
    "max-items": ("max_items", _count),
    "maxItems": ("max_items", _count),
    "optionalsProbability": ("optionals", _probability),
    "optionals-probability": ("optionals", _probability),
    "fillProperties": ("fill_properties", _flag),
    "fill-properties": ("fill_properties", _flag),
}
"""json-schema-faker's names, in both of the spellings that Prism takes."""
