"""What an author asks of generation inside a schema: `x-json-schema-faker`, with the names that Prism's users write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from mockserver.generate.compile.node import Schema
    from mockserver.generate.leaves import GenerateOptions


class Controls(NamedTuple):
    """How long arrays are where their schema leaves it open, and how probable optional properties are."""

    min_items: int
    max_items: int
    optionals: float
    fill: bool


def controls_for(flat: Schema, options: GenerateOptions) -> Controls:
    """Return what the options say, and the schema's own `x-json-schema-faker` on top of it."""
    wished = flat.get("x-json-schema-faker")
    said = {_fold(name): value for name, value in wished.items()} if isinstance(wished, dict) else {}
    low = _number(said.get("minitems"), options.min_items)
    return Controls(
        min_items=int(low),
        max_items=max(int(_number(said.get("maxitems"), max(options.max_items, low))), int(low)),
        optionals=0.0 if said.get("alwaysfakeoptionals") is False else _optionals(said, options.optionals),
        fill=bool(said.get("fillproperties", options.fill_properties)),
    )


def _optionals(said: dict[str, Any], usual: float) -> float:
    if said.get("alwaysfakeoptionals") is True:
        return 1.0
    return min(max(_number(said.get("optionalsprobability"), usual), 0.0), 1.0)


def _number(value: Any, usual: float) -> float:
    return value if isinstance(value, int | float) and not isinstance(value, bool) and value >= 0 else usual


def _fold(name: str) -> str:
    return name.replace("-", "").replace("_", "").lower()
