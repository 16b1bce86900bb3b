"""The engine that explains: `jsonschema` walks the bundle again for a value that was refused.

It is held short on hostile values: what is slow or unsafe in pure Python is asked of the fast engine (`explaining`),
alternatives are cut after a few refusals, and a walk that takes too many steps stops with what it has found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from mockserver.schema.references import reachable
from mockserver.schema.validation.engine import compile_schema
from mockserver.schema.validation.explaining import KEYWORDS, UNSET, Fault
from mockserver.schema.validation.formats import bounding
from mockserver.schema.validation.refusal import MOST_REFUSALS, Refusal, rule_pointer

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError
    from jsonschema_rs import Draft202012Validator

    from mockserver.schema.keywords import Schema


class TooManySteps(Exception):  # noqa: N818 - a signal: the walk stops with what it has found
    """The value would keep the walk busy for too long."""


Compiled = dict[int, "tuple[Schema, Draft202012Validator]"]
"""The fast engine by the identity of a subschema, which is kept alive beside it."""


class Walk:
    """The state of one walk: it travels with the validator, in the place of its format checker."""

    def __init__(self, root: Schema, compiled: Compiled) -> None:
        self.root = root
        self.alternatives = 0
        self._compiled = compiled
        self._steps_left = MOST_STEPS

    def step(self) -> None:
        """Count one step; TooManySteps when the last one is used up."""
        self._steps_left -= 1
        if self._steps_left < 0:
            raise TooManySteps

    def engine(self, schema: Schema) -> Draft202012Validator:
        """Return the fast engine for a subschema of the bundle; it is kept for later walks."""
        found = self._compiled.get(id(schema))
        if found is None:
            whole = {**schema, "$defs": reachable(self.root, schema)} if isinstance(schema, dict) else schema
            found = self._compiled[id(schema)] = (schema, compile_schema(whole))
        return found[1]

    def holds(self, schema: Schema, value: Any) -> bool:
        """Tell whether `value` satisfies a subschema of the bundle."""
        return schema is True or (schema is not False and self.engine(schema).is_valid(value))


def walk(root: Schema, value: Any, compiled: Compiled) -> list[Refusal]:
    """Return what `value` breaks, at most MOST_REFUSALS; a value that is too deep or too wide ends the list early."""
    validator = _explainer()(root, format_checker=Walk(root, compiled))
    found: list[Refusal] = []
    try:
        for error in validator.iter_errors(value):
            found.append(_refusal(root, error))
            if len(found) == MOST_REFUSALS:
                break
    except (RecursionError, TooManySteps):
        found = found or [Refusal("depth", "", (), None, value)]
    return found


def _refusal(root: Schema, error: ValidationError) -> Refusal:
    branches: tuple[tuple[Refusal, ...], ...] = ()
    if error.validator in ("anyOf", "oneOf"):
        found: list[list[Refusal]] = [[] for _ in cast("list[Schema]", error.validator_value)]
        for inner in error.context or ():
            found[int(inner.relative_schema_path[0])].append(_refusal(root, inner))
        branches = tuple(map(tuple, found))
    rule = rule_pointer(root, tuple(error.absolute_schema_path))
    keyword = error.validator if isinstance(error.validator, str) else "false"
    limit = error.validator_value
    detail = bounding(error.schema, keyword, limit) if keyword in ("minimum", "maximum") else error.message
    return Refusal(keyword, rule, tuple(error.absolute_path), limit, error.instance, detail, branches)


@lru_cache(maxsize=1)
def _explainer() -> Any:
    """Return the validator class: `jsonschema` takes some 60 ms to import, which only a refusal is worth."""
    from jsonschema import Draft202012Validator as Pure  # noqa: PLC0415 - see above
    from jsonschema.exceptions import ValidationError as Error  # noqa: PLC0415 - see above
    from jsonschema.validators import extend  # noqa: PLC0415 - see above

    def spoken(function: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[ValidationError]]:
        """Let a keyword yield a Fault for an error of its own; what it descends into comes as it is."""

        def keyword(*arguments: Any) -> Iterator[ValidationError]:
            for each in function(*arguments):
                if isinstance(each, Fault):
                    context = [error for error in each.context if isinstance(error, Error)]
                    error = Error(each.detail, path=each.path, schema_path=each.rule, context=context)
                    error.validator = each.keyword or error.validator
                    error.instance = error.instance if each.value is UNSET else each.value
                    yield error
                else:
                    yield each

        return keyword

    return extend(  # type: ignore[no-untyped-call]
        Pure, validators={keyword: spoken(function) for keyword, function in KEYWORDS.items()}
    )


MOST_STEPS = 20_000
"""References, alternatives and members that one walk may look into."""
