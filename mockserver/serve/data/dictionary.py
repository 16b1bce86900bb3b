"""The words of users: values by the names of schemas and properties, in the config file and in a file of theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mockserver.contract.shape import Shape
from mockserver.document.source import TreeCache, parse
from mockserver.errors import DocumentError, UsageError
from mockserver.later import later
from mockserver.schema.keywords import every_subschema
from mockserver.violations import Place

if TYPE_CHECKING:
    from mockserver.contract import Contract
    from mockserver.schema import Bundle
    from mockserver.settings import Settings

read_toml: Callable[[str], dict[str, Any]] = later("tomllib", "loads")


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
    for name, node in contract.components.items():
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


DICTIONARY_HINT = "such as: {plan: [Gold, Silver], Product.price: 9.99}"
