"""The house is held up by a test: layers, homes of third parties, names and sizes."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "mockserver"

LAYERS: tuple[frozenset[str], ...] = (
    frozenset({"violations", "messages", "kinds", "later"}),
    frozenset({"errors"}),
    frozenset({"settings"}),
    frozenset({"document"}),
    frozenset({"schema"}),
    frozenset({"contract", "generate"}),
    frozenset({"fixtures", "state"}),
    frozenset({"answer"}),
    frozenset({"exchange"}),
    frozenset({"engine"}),
    frozenset({"serve", "verify"}),
    frozenset({"cli", "pytest_plugin"}),
)
"""A row imports only rows above it; names in one row do not import each other."""

HOMES: dict[str, tuple[str, ...]] = {
    "yaml": ("document/", "fixtures/", "cli/"),
    "referencing": ("document/", "schema/"),
    "jsonschema": ("schema/",),
    "jsonschema_rs": ("schema/",),
    "faker": ("generate/",),
    "flask": ("serve/",),
    "click": ("cli/",),
    "rich": ("cli/",),
    "sqlite3": ("state/sqlite.py",),
    "redis": ("state/redis.py",),
    "urllib3": ("document/download.py", "answer/from_upstream.py", "verify/"),
    "granian": ("serve/",),
    "watchfiles": ("serve/",),
    "pytest": ("pytest_plugin.py",),
}

FORBIDDEN_NAMES = frozenset({"utils", "helpers", "common", "misc", "base", "manager"})
MOST_FILES, MOST_LINES, MOST_LINES_OF_A_FUNCTION = 12, 300, 45

DOORS = frozenset({"__init__", "__main__"})
"""The package's own two files: they let people in, and belong to no room."""

ROW = {name: row for row, names in enumerate(LAYERS) for name in names}
FILES = sorted(PACKAGE.rglob("*.py"))
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in FILES}


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def shown(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def dotted(path: Path) -> str:
    return "mockserver." + shown(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def modules(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module == "mockserver":
        yield from (f"mockserver.{alias.name}" for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield node.module


def own(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(TREES[path]):
        for module in modules(node):
            parts = module.split(".")
            if parts[0] == "mockserver" and len(parts) > 1:
                yield node.lineno, module
    for line, home, _ in deferred(path):
        if home.startswith("mockserver."):
            yield line, home


def deferred(path: Path) -> Iterator[tuple[int, str, str]]:
    """What a file imports through `later`: the line, the module, and the name in it."""
    texts = dict(constants(path))
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "later":
            home, name = (text_of(argument, texts) for argument in node.args)
            yield node.lineno, home, name


def constants(path: Path) -> Iterator[tuple[str, str]]:
    """The texts that a file gives names at its top."""
    for node in TREES[path].body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            names, value = node.targets[0] if isinstance(node, ast.Assign) else node.target, node.value
            several = isinstance(names, ast.Tuple) and isinstance(value, ast.Tuple)
            for name, each in zip(names.elts, value.elts, strict=True) if several else [(names, value)]:
                if isinstance(name, ast.Name) and isinstance(each, ast.Constant) and isinstance(each.value, str):
                    yield name.id, each.value


def text_of(node: ast.expr, texts: dict[str, str]) -> str:
    """The text that an expression of constants is; anything else has no place in a call of `later`."""
    if isinstance(node, ast.JoinedStr):
        return "".join(text_of(part, texts) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return text_of(node.value, texts)
    if isinstance(node, ast.Name):
        return texts[node.id]
    assert isinstance(node, ast.Constant), ast.unparse(node)
    assert isinstance(node.value, str), ast.unparse(node)
    return node.value


@pytest.mark.parametrize("path", FILES, ids=shown)
def test_a_room_imports_only_rooms_above_it(path: Path) -> None:
    here = room(path)
    if here in DOORS:
        return
    wrong = []
    for line, module in own(path):
        there = module.split(".")[1]
        if there != here and ROW[there] >= ROW[here]:
            wrong.append(f"{shown(path)}:{line} imports {module}")
    assert not wrong


def test_what_comes_later_is_there() -> None:
    found = [(shown(path), line, home, name) for path in FILES for line, home, name in deferred(path)]
    missing = [each for each in found if not hasattr(importlib.import_module(each[2]), each[3])]
    assert found
    assert missing == []


def test_every_room_has_a_layer() -> None:
    assert {room(path) for path in FILES} - DOORS <= set(ROW)


def test_no_import_cycle_between_files() -> None:
    names = {
        "mockserver." + shown(path).removesuffix(".py").removesuffix("/__init__").replace("/", "."): path
        for path in FILES
    }
    edges = {name: _top_level(path, names) for name, path in names.items()}
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail[trail.index(name) :], name))
        if name not in done:
            for target in edges[name]:
                visit(target, (*trail, name))
            done.add(name)

    for name in edges:
        visit(name, ())


def _top_level(path: Path, names: dict[str, Path]) -> set[str]:
    """What the file needs in order to be imported: not what only the type checker reads."""
    found: set[str] = set()
    for node in TREES[path].body:
        if isinstance(node, ast.ImportFrom) and node.module in names:
            inner = {f"{node.module}.{alias.name}" for alias in node.names} & names.keys()
            found |= inner or {node.module}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names} & names.keys()
    return found


@pytest.mark.parametrize("path", FILES, ids=shown)
def test_our_own_modules_are_imported_at_the_top(path: Path) -> None:
    for function in ast.walk(TREES[path]):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            late = [
                module
                for node in ast.walk(function)
                for module in modules(node)
                if module.split(".")[0] == "mockserver"
            ]
            assert not late, f"{shown(path)}:{function.lineno} {function.name} imports {late}"


@pytest.mark.parametrize("path", FILES, ids=shown)
def test_third_parties_stay_at_home(path: Path) -> None:
    found = [(node.lineno, module) for node in ast.walk(TREES[path]) for module in modules(node)]
    for line, module in (*found, *((line, home) for line, home, _ in deferred(path))):
        homes = HOMES.get(module.split(".")[0])
        if homes is not None:
            assert shown(path).startswith(homes), f"{shown(path)}:{line} imports {module}"


@pytest.mark.parametrize("path", FILES, ids=shown)
def test_a_file_and_its_functions_fit_on_a_screen(path: Path) -> None:
    assert path.stem not in FORBIDDEN_NAMES
    assert path.read_text(encoding="utf-8").count("\n") <= MOST_LINES
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            size = (node.end_lineno or node.lineno) - node.lineno + 1
            assert size <= MOST_LINES_OF_A_FUNCTION, f"{shown(path)}:{node.lineno} {node.name} has {size} lines"


def test_a_folder_holds_few_files() -> None:
    for folder in {path.parent for path in FILES}:
        count = len([path for path in folder.glob("*.py") if path.name != "__init__.py"])
        assert count <= MOST_FILES, f"{folder.relative_to(PACKAGE.parent)} holds {count} files"


def test_only_reexports_stand_in_an_init() -> None:
    for path in FILES:
        if path.name == "__init__.py" and path.parent != PACKAGE:
            assert all(map(_reexports, TREES[path].body)), shown(path)


def _reexports(node: ast.stmt) -> bool:
    """PEP 562's `__getattr__` is how a re-export waits until it is asked for."""
    if isinstance(node, ast.FunctionDef):
        return node.name in {"__getattr__", "__dir__"}
    return isinstance(node, ast.Import | ast.ImportFrom | ast.Assign | ast.AnnAssign | ast.Expr | ast.If)
