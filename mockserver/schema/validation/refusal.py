"""Refusal: one keyword that one value breaks, as either engine reports it, before it is put into words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from mockserver.document.pointer import escape, step, tokens
from mockserver.schema.references import resolve_local

if TYPE_CHECKING:
    from mockserver.schema.keywords import Schema

Path = tuple[str | int, ...]

REF = "$ref"


class Refusal(NamedTuple):
    """`keyword` with `limit`, at the pointer `rule` of the bundle, refuses `value` at `path`.

    `detail` is the property's name where the keyword is about one. `branches` holds what each alternative of `anyOf` or
    `oneOf` refuses.
    """

    keyword: str
    rule: str
    path: Path
    limit: Any
    value: Any
    detail: str = ""
    branches: tuple[tuple[Refusal, ...], ...] = ()


def pointer_of(path: Path) -> str:
    """Return a path as an RFC 6901 pointer."""
    return "".join(f"/{escape(token)}" for token in path)


def rule_pointer(root: Schema, path: Path) -> str:
    """Return the pointer that a schema path means: each `$ref` on the way leads back to `$defs`."""
    here: Any = root
    pointer = ""
    for token in path:
        if token == REF and isinstance(here, dict) and isinstance(here.get("$ref"), str):
            pointer = here["$ref"][1:]
            here = resolve_local(root, here["$ref"])
        else:
            pointer += f"/{escape(token)}"
            here = _member(here, str(token))
    return pointer


def value_at(root: Schema, pointer: str) -> Any:
    """Return what stands at `pointer` in the bundle; None where nothing does."""
    here: Any = root
    for token in tokens(pointer):
        here = _member(here, token)
    return here


def _member(value: Any, token: str) -> Any:
    try:
        return step(value, token)
    except LookupError:
        return None


MOST_REFUSALS = 50
"""Violations that one answer reports: a client learns nothing from the fifty-first."""
