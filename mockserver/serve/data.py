"""How data is to be generated: from settings, from the description's root, from providers of the user's own."""

from __future__ import annotations

import importlib
import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mockserver.contract.shape import Shape
from mockserver.document.source import TreeCache, parse
from mockserver.errors import DocumentError, UsageError
from mockserver.generate import GenerateOptions
from mockserver.generate.leaves import Pools
from mockserver.later import later
from mockserver.schema.keywords import every_subschema
from mockserver.settings import Settings
from mockserver.violations import Place

if TYPE_CHECKING:
    from mockserver.contract import Contract
    from mockserver.schema import Bundle

read_toml: Callable[[str], dict[str, Any]] = later("tomllib", "loads")


def generate_options(settings: Settings, contract: Contract | None = None) -> GenerateOptions:
    """Return how values are made: what the user set, else what `x-json-schema-faker` at the description's root says.

    Raises:
        UsageError: a provider that cannot be imported or called, a locale that Faker does not know, or a dictionary
            that cannot be read.
        SourceError: the dictionary is no YAML or JSON.
    """
    root = contract.document.root.value if contract is not None else {}
    options = _of_description(root.get("x-json-schema-faker") if isinstance(root, dict) else None)
    if settings.locale != Settings().locale:
        options["locale"] = settings.locale
        Pools(settings.seed, settings.locale).assure_locale()
    words, providers = dictionary_of(settings), providers_of(settings)
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


def dictionary_of(settings: Settings) -> Mapping[str, Any]:
    """Return the user's words by schema or property name: those of the config file, and over them those of the file.

    Raises:
        UsageError: the file cannot be read, or is no table of names.
        SourceError: it is no YAML or JSON.
    """
    words = _words(settings)
    return {**dict(_nested(words)), **words}


def _words(settings: Settings) -> dict[str, Any]:
    file = settings.dictionary_file
    return {**settings.dictionary, **(read_dictionary(Path(file)) if file else {})}


def _nested(words: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield `Product.price` for what stands as `price` in the table of `Product`."""
    for name, value in words.items():
        if isinstance(value, Mapping) and "." not in name:
            yield from ((f"{name}.{inner}", each) for inner, each in value.items())


def unheeded(settings: Settings, contract: Contract) -> list[str]:
    """Return the names in the user's dictionary that no answer and no schema of the description has."""
    words = _words(settings)
    known = _names(contract) if words else set()
    owners = {name.partition(".")[0] for name in known if "." in name}
    nested = [name for name, _ in _nested(words) if name.partition(".")[0] in owners]
    return [name for name in (*words, *nested) if name not in known]


def _names(contract: Contract) -> set[str]:
    """Return what a dictionary may name: schemas, properties, properties of one schema, header fields."""
    found: set[str] = set()
    for name, bundle in _bundles(contract):
        parts = bundle.schema.get("$defs", {}) if isinstance(bundle.schema, dict) else {}
        for schema_name, schema in {**parts, bundle.name: bundle.schema}.items():
            members = Shape(bundle.schema, schema).properties
            found |= {schema_name, *(f"{schema_name}.{member}" for member in members)}
        for each in every_subschema(bundle.schema):
            found.update(each.get("properties", ()) if isinstance(each, dict) else ())
        found.add(name)
    return found


def _bundles(contract: Contract) -> Iterator[tuple[str, Bundle]]:
    """Yield every schema that values are made of, and the name of the field where it is one's."""
    root = contract.document.root
    listed = (root.readable("components") or root).readable("schemas")
    for name, node in listed.items() if listed is not None else ():
        yield name, contract.schemas.bundle(node, "response")
    for operation in contract.operations:
        with suppress(DocumentError):
            for response in operation.responses.values():
                whole = [media.schema("response") for media in response.content.values()]
                items = [media.item_schema("response") for media in response.content.values()]
                yield from (("", bundle) for bundle in (*whole, *items) if bundle is not None)
                yield from ((name, one.bundle) for name, one in response.headers.items() if one.bundle is not None)


def read_dictionary(path: Path) -> Mapping[str, Any]:
    """Return what a YAML, JSON or TOML file maps names to: each to a value, or to a list of values to pick from.

    Raises:
        UsageError: the file cannot be read, or is no table of names.
        SourceError: it is no YAML or JSON.
    """
    try:
        data = path.read_bytes()
        if path.suffix.lower() == ".toml":
            return read_toml(data.decode())
    except OSError as error:
        message = f"cannot read the dictionary {path}: {error.strerror}"
        raise UsageError(message, "DICTIONARY_UNREADABLE", hint=DICTIONARY_HINT) from error
    except ValueError as error:
        raise UsageError(f"the dictionary is not TOML: {error}", "DICTIONARY_MALFORMED", Place(str(path))) from error
    tree, _ = parse(data, str(path), TreeCache(None), quote=True)
    if not isinstance(tree, Mapping):
        message = "a dictionary maps names of properties or schemas to values"
        raise UsageError(message, "DICTIONARY_MALFORMED", Place(str(path)), DICTIONARY_HINT)
    return tree


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
    if "min_items" in read or "max_items" in read:
        read["members"] = (read.get("min_items", 0), read.get("max_items"))
    return read


def _nothing(_value: Any) -> bool:
    return False


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _locale(value: Any) -> bool:
    """Tell whether Faker knows a locale; one that only its JavaScript kin knows leaves the usual one in place."""
    try:
        if _text(value):
            Pools("", value).assure_locale()
            return True
    except UsageError:
        return False
    return False


def _count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 1_000


def _probability(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and 0 <= value <= 1


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


DICTIONARY_HINT = "such as: {plan: [Gold, Silver], Product.price: 9.99}"

MEANINGS: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "locale": ("locale", _locale),
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
