"""`x-faker`: a provider by its name in JavaScript's Faker or in Python's, with arguments by name or by position.

Shapes: `name.firstName`, `first_name`, `{datatype.number: {min: 10, max: 11}}`, `{helpers.slugify: ['two words']}`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mockserver.errors import MockserverError
from mockserver.generate.leaves.leaf import pooled

if TYPE_CHECKING:
    from mockserver.generate.leaves.leaf import Leaf
    from mockserver.generate.leaves.options import GenerateOptions


@dataclass(eq=False)
class UnknownProvider(MockserverError):
    """An `x-faker` that names no provider, or gives one arguments that it does not take."""

    code: str = "UNKNOWN_FAKER"


def x_faker(schema: dict[str, Any], options: GenerateOptions) -> Leaf | None:
    """Return the leaf that `x-faker` asks for, or None if the schema has none. The caller checks its values.

    Raises UnknownProvider where the name or the arguments are wrong.
    """
    wish = schema.get("x-faker")
    if wish is None:
        return None
    name, args, kwargs = _read(wish)
    if options.pools.offers(name):
        return pooled(options.pools.draw(name, *args, **kwargs))
    raise UnknownProvider(f"x-faker names no provider: {name!r}")


def _read(wish: Any) -> tuple[str, list[Any], dict[str, Any]]:
    if isinstance(wish, str):
        return wish, [], {}
    if isinstance(wish, dict) and len(wish) == 1:
        ((name, arguments),) = wish.items()
        if isinstance(arguments, dict):
            return str(name), [], arguments
        return str(name), arguments if isinstance(arguments, list) else [arguments], {}
    raise UnknownProvider(f"x-faker is neither a name nor one name with its arguments: {wish!r}")
