"""`x-faker`: a provider by its name in JavaScript's Faker or in Python's, with arguments by name or by position.

Shapes: `name.firstName`, `first_name`, `{datatype.number: {min: 10, max: 11}}`, `{helpers.slugify: ['two words']}`, and
JavaScript's templates with `{{name.firstName}}` in them. The user's own providers win over both; JavaScript's names
over Python's. Names that our own hints know share their leaves, so that an `x-faker` e-mail fits the name beside it.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from mockserver.generate.leaves.banks.library import phrases
from mockserver.generate.leaves.fakes.error import FakerError
from mockserver.generate.leaves.fakes.moments import SPANS, moment_leaf
from mockserver.generate.leaves.fakes.own import own_leaf
from mockserver.generate.leaves.fakes.values import VALUES
from mockserver.generate.leaves.fakes.wish import Wish
from mockserver.generate.leaves.leaf import Leaf, mix, pooled
from mockserver.generate.leaves.meaning.providers import provider

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mockserver.generate.leaves.options import GenerateOptions


def faked_leaf(given: Any, schema: dict[str, Any], options: GenerateOptions) -> Leaf:
    """Return the leaf that the `x-faker` of a schema asks for; see `x_faker`."""
    if isinstance(given, str) and "{{" in given:
        return _template(given, options)
    wish = Wish.read(given)
    if wish.name in {"helpers.fake", "fake", "helpers.mustache"}:
        return _template(str(wish.get("string", 0, "")), options)
    return _typed(_leaf(wish, schema, options), schema)


def _leaf(wish: Wish, schema: dict[str, Any], options: GenerateOptions) -> Leaf:
    if wish.name in options.providers:
        return own_leaf(options.providers[wish.name], *wish.positional, **wish.named)
    if wish.name in VALUES:
        return VALUES[wish.name](wish, options)
    if wish.name in SPANS:
        return moment_leaf(wish, schema, options)
    key = _javascript().get(wish.name)
    if key is not None:
        return _shared(key, options)
    return _python(wish, options)


def _shared(key: str, options: GenerateOptions) -> Leaf:
    family, _, topic = key.partition(".")
    return pooled(phrases("topics", topic)) if family == "topic" else provider(key, "", options)


def _python(wish: Wish, options: GenerateOptions) -> Leaf:
    if "." in wish.name or not options.pools.offers(wish.name):
        from difflib import get_close_matches  # noqa: PLC0415 - only a mistake pays for it

        near = get_close_matches(wish.name, [*_javascript(), *VALUES, *SPANS, *options.providers], 3, 0.75)
        raise FakerError(
            f"x-faker names no provider: {wish.name!r}",
            hint=f"did you mean {' or '.join(near)}?" if near else "names are those of Faker in JavaScript or Python",
        )
    try:
        values = options.pools.draw(wish.name, *wish.positional, **wish.named)
    except Exception as error:  # whatever a provider makes of arguments that it does not take
        raise FakerError(f"x-faker {wish.name}: {error}", hint="check the arguments against Faker's own") from error
    return pooled([_json_value(value) for value in values])


def _template(text: str, options: GenerateOptions) -> Leaf:
    parts = re.split(r"\{\{\s*([\w.]+)\s*(?:\([^)]*\))?\s*\}\}", text)
    leaves = [_leaf(Wish(name), {}, options) for name in parts[1::2]]
    literals = parts[::2]

    def written(entropy: int) -> str:
        # People's names within one template agree, so all parts share the entropy.
        filled = [str(leaf(entropy)) for leaf in leaves]
        return literals[0] + "".join(value + after for value, after in zip(filled, literals[1:], strict=True))

    return written


def _typed(leaf: Leaf, schema: dict[str, Any]) -> Leaf:
    """Bring values of one JSON type to the schema's, where it asks for another that can hold them."""
    wanted = schema.get("type")
    sample = leaf(mix(1))
    if wanted == "string" and isinstance(sample, (int, float)) and not isinstance(sample, bool):
        return lambda entropy: str(leaf(entropy))
    if wanted in {"number", "integer"} and isinstance(sample, str) and _NUMERIC.fullmatch(sample):
        return lambda entropy: _number(leaf(entropy))
    if wanted == "integer" and isinstance(sample, float):
        return lambda entropy: round(leaf(entropy))
    return leaf


def _number(text: str) -> int | float:
    value = float(text)
    return int(value) if value.is_integer() else value


def _json_value(value: Any) -> Any:
    """Bring what a Python provider returns to what JSON can hold."""
    for kinds, change in _CHANGES:
        if isinstance(value, kinds):
            return change(value)
    if isinstance(value, dict):
        return {str(key): _json_value(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_json_value(each) for each in value]
    return value if isinstance(value, (str, int, float)) or value is None else str(value)


@cache
def _javascript() -> Mapping[str, str]:
    content = orjson.loads((Path(__file__).parent / "javascript.json").read_bytes())
    return {f"{module}.{name}": key for module, names in content.items() for name, key in names.items()}


_NUMERIC = re.compile(r"-?\d+(\.\d+)?")
_CHANGES: tuple[tuple[type | tuple[type, ...], Callable[[Any], Any]], ...] = (
    (datetime, lambda value: value.strftime("%Y-%m-%dT%H:%M:%SZ")),
    ((date, time), lambda value: value.isoformat()),
    (timedelta, lambda value: f"PT{int(value.total_seconds())}S"),
    (Decimal, float),
    (bytes, lambda value: value.decode("latin-1")),
    ((set, frozenset), lambda value: sorted(map(str, value))),
)
