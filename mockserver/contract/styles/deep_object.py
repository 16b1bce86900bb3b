"""The `deepObject` style: `color[R]=100&color[G]=200` (OAS 4.8.12.3), and the nesting that clients add to it.

Below the level that the specification defines, `a[b][c]=1` is an object in an object, and `a[b][]=1`, `a[b][0]=1` or a
repeated `a[b]=1` an array, as the schema says. Brackets count decoded or not: a URL must encode them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from mockserver.contract.parameter import Malformed
from mockserver.contract.styles.wire import Wire, member

if TYPE_CHECKING:
    from mockserver.contract.shape import Shape
    from mockserver.contract.styles.claims import Claims
    from mockserver.contract.styles.raw import Pairs

Tree = dict[str, "Tree | list[str]"]


def read_deep(wire: Wire, pairs: Pairs, claims: Claims) -> Iterator[Any]:
    """Read an object, or an array, whose every name is `wire.name` and keys in brackets."""
    tree: Tree = {}
    opening = wire.name + "["
    for name, raw in pairs:
        if name.startswith(opening):
            _plant(tree, _keys(name, wire.name), _text(wire, raw, name))
        elif name == wire.name and wire.shape.is_null(raw or ""):
            yield None
        elif name == wire.name and name not in claims.scattered and not wire.shape.allows("primitive"):
            raise Malformed(f'"{name}" is written as {name}[key]=value, one pair for each property')
    if tree:
        yield _grow(tree, wire.shape, ())


def _text(wire: Wire, raw: str | None, name: str) -> str:
    try:
        return wire.unescape(raw or "")
    except Malformed as defect:
        raise Malformed(defect.message, tuple(_keys(name, wire.name))) from None


def _keys(name: str, stem: str) -> list[str]:
    """Return the keys of `a[b][c]` behind its stem `a`."""
    rest = name[len(stem) :]
    if not rest.endswith("]"):
        raise Malformed(f'"{name}" does not end with "]"')
    keys = rest[1:-1].split("][")
    if any("[" in key or "]" in key for key in keys):
        raise Malformed(f'the brackets of "{name}" do not match')
    if len(keys) > DEEPEST:
        raise Malformed(f'"{stem}" is nested {len(keys)} levels deep; {DEEPEST} are read')
    return keys


def _plant(tree: Tree, keys: list[str], text: str) -> None:
    """Put a text at its keys; a key is either a value or a parent."""
    for depth, key in enumerate(keys[:-1], start=1):
        branch = tree.setdefault(key, {})
        if isinstance(branch, list):
            raise Malformed(f'"{key}" is given as a value, and as the parent of others', tuple(keys[:depth]))
        tree = branch
    texts = tree.setdefault(keys[-1], [])
    if isinstance(texts, dict):
        raise Malformed(f'"{keys[-1]}" is given as a value, and as the parent of others', tuple(keys))
    texts.append(text)


def _grow(tree: Tree | list[str], shape: Shape, path: tuple[str | int, ...]) -> Any:
    """Return the value that a tree stands for under its schema."""
    if isinstance(tree, list):
        return member(tree, shape, str(path[-1]))
    if _is_array(tree, shape):
        return _grow_array(tree, shape, path)
    return {key: _grow(branch, shape.property(key), (*path, key)) for key, branch in tree.items()}


def _is_array(tree: Tree, shape: Shape) -> bool:
    if not shape.allows("array"):
        return False
    return not shape.allows("object") or all(_is_index(key) for key in tree)


def _is_index(key: str) -> bool:
    return not key or (key.isascii() and key.isdecimal() and len(key) < LONGEST_INDEX)


def _grow_array(tree: Tree, shape: Shape, path: tuple[str | int, ...]) -> list[Any]:
    """Return the items in the order of their indices, those without an index behind; gaps are closed."""
    wrong = next((key for key in tree if not _is_index(key)), None)
    if wrong is not None:
        raise Malformed(f'"{wrong}" is not an index of an array', (*path, wrong))
    items: list[Any] = []
    for key in sorted((key for key in tree if key), key=int):
        items.append(_grow(tree[key], shape.item(len(items)), (*path, len(items))))
    for branch in [tree[""]] if "" in tree else []:
        loose: list[Any] = [[text] for text in branch] if isinstance(branch, list) else [branch]
        for entry in loose:
            items.append(_grow(entry, shape.item(len(items)), (*path, len(items))))
    return items


DEEPEST: Final = 64
LONGEST_INDEX: Final = 10
