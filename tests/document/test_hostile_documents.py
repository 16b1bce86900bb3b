"""Hostile and broken descriptions: each ends in a clear message with exit code 3, or loads and is diagnosed, at once.

What is said of each stands in `hostile.yaml`. The last rows are several files: the root, and what it refers to.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from untimed import SOON, counted, no_hang

from mockserver.document import LoadOptions, diagnose, load
from mockserver.errors import DocumentError

OUTCOMES = yaml.safe_load((Path(__file__).parent / "hostile.yaml").read_text())
HEAD = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\n"
YAML = HEAD + "paths: {}\n"
JSON = '{"openapi": "3.1.0",\n"info": {"title": "t", "version": "1"},\n"paths": {},\n'
ITEM = "paths: {/a: {$ref: '%s'}}\n"


def bomb(width, levels, item):
    """Return anchors of which each repeats the one before it `width` times."""
    repeated = (f"x-{level}: &a{level} {item(f'*a{level - 1}', width)}\n" for level in range(1, levels))
    return YAML + "x-0: &a0 {k: 1, l: 2}\n" + "".join(repeated)


def listed(alias, width):
    return "[" + ", ".join([alias] * width) + "]"


def merged(alias, width):
    return "{<<: " + listed(alias, width) + "}"


def chain(length, item):
    return HEAD + "components:\n  parameters:\n" + "".join(item(index) for index in range(length)) + "paths: {}\n"


FILES: dict[str, str | bytes | dict[str, str | bytes]] = {
    "empty": "",
    "only a comment": "# nothing\n",
    "a word": "hello",
    "an array": "- a\n",
    "a page of HTML": "<!doctype html>\n<html><body>Not found</body></html>",
    "indented by tabs": "openapi: 3.1.0\ninfo:\n\ttitle: t\n",
    "open quote": 'openapi: "3.1.0\npaths: {}\n',
    "open bracket": "openapi: 3.1.0\npaths: {a: [1, 2}\n",
    "bad indentation": "openapi: 3.1.0\n  info: x\n",
    "two colons": "openapi: 3.1.0\ninfo: title: t\n",
    "control character": YAML + "x-a: '\x01'\n",
    "duplicate key": YAML + "components:\n  schemas:\n    A: {}\n    B: {}\n    A: {}\n",
    "duplicate key in a flow mapping": YAML + "x-a: [1, {b: 1, c: {d: 1, d: 2}}]\n",
    "duplicate status of two spellings": HEAD + "paths: {/a: {get: {responses: {200: {}, '200': {}}}}}\n",
    "several documents": YAML + "---\n" + YAML,
    "key that is a collection": YAML + "? [a, b]\n: c\n",
    "key that is an alias": YAML + "x-a: &a b\n*a : c\n",
    "object tag": YAML + "x-a: !!python/object/apply:os.system ['id']\n",
    "tag of a template language": YAML + "x-a: !Ref b\n",
    "tag that does not fit": YAML + "x-a: !!int b\n",
    "unknown YAML version": "%YAML 9.9\n---\n" + YAML,
    "many tag directives": "".join(f"%TAG !a{index}! tag:x{index}\n" for index in range(100_000)) + "---\n" + YAML,
    "alias without an anchor": YAML + "x-a: *b\n",
    "anchor inside itself": YAML + "x-a: &a [*a]\n",
    "merge key inside itself": YAML + "x-a: &a\n  <<: *a\n",
    "merge key of a number": YAML + "x-a:\n  <<: 3\n",
    "alias bomb": bomb(10, 12, listed),
    "merge key bomb": bomb(30, 20, merged),
    "chain of aliases": YAML + "x-0: &a0 []\n" + "".join(f"x-{i}: &a{i} [*a{i - 1}]\n" for i in range(1, 400)),
    "deep flow": YAML + "x-a: " + "[" * 300 + "]" * 300,
    "deep blocks": YAML + "x-a:\n" + "".join(" " * (level + 1) + "a:\n" for level in range(300)),
    "deep anchors": YAML + "x-a: " + "".join(f"&a{level} [" for level in range(300)) + "]" * 300,
    "endless opening": YAML + "x-a: " + "[" * 1_000_000,
    "endless text": YAML + "x-a: " + "a" * 5_000_000,
    "endless number": "openapi: " + "9" * 1_000_000,
    "JSON with a comma too many": JSON + '"x-a": 1,\n}',
    "JSON with a comment": "// a comment\n" + JSON + '"x-a": 1}',
    "JSON with single quotes": "{'openapi': '3.1.0'}",
    "JSON cut off": JSON + '"x-a": [1',
    "JSON twice": JSON + '"x-a": 1}\n{}',
    "JSON with a line break in a text": JSON + '"x-a": "a\nb"}',
    "JSON with a duplicate name": JSON + '"x-a": {"b": 1,\n"c": 2,\n"b": 3}}',
    "JSON with NaN": JSON + '"x-a": ["NaN", NaN]}',
    "JSON with an infinite number": JSON + '"x-a": 1e999}',
    "JSON with an endless number": JSON + '"x-a": ' + "9" * 5000 + "}",
    "JSON that is deep": JSON + '"x-a": ' + "[" * 300 + "]" * 300 + "}",
    "JSON that is very deep": JSON + '"x-a": ' + '{"a":' * 100_000 + "1" + "}" * 100_000 + "}",
    "JSON with a lone surrogate": JSON + '"x-a": "\\ud800"}',
    "Latin-1": (YAML + "x-a: caf\xe9\n").encode("latin-1"),
    "UTF-8 cut off": (YAML + "x-a: é").encode()[:-1],
    "UTF-32": YAML.encode("utf-32"),
    "gzip": b"\x1f\x8b\x08\x00abcdef",
    "zip": b"PK\x03\x04\x14\x00\x00\x00",
    "zero bytes": b"\0" * 100,
    "OpenAPI 3.3": YAML.replace("3.1.0", "3.3.0"),
    "OpenAPI 4": YAML.replace("3.1.0", "4.0.0"),
    "Swagger 1.2": "swagger: '1.2'\n",
    "Swagger 1.2 as it was": "swaggerVersion: '1.2'\napis: []\n",
    "AsyncAPI": "asyncapi: 3.0.0\n",
    "no version": "info: {}\npaths: {}\n",
    "version that is null": "openapi:\npaths: {}\n",
    "version that is an array": "openapi: [3]\n",
    "version that is a word": "openapi: latest\n",
    "paths that are an array": HEAD + "paths: []\n",
    "everything of a wrong type": "openapi: 3.0.0\ninfo: []\nservers: {}\nsecurity: 1\ntags: x\ncomponents: []\npaths:"
    " {a: 1, /b: [], /c: {get: 1, post: [], put: {parameters: {}, responses: [], requestBody: 1}, parameters: 1}}\n",
    "reference to itself": HEAD + ITEM % "#/paths/~1a",
    "reference to what is around it": HEAD + ITEM % "#/paths",
    "references in a circle": chain(3, lambda i: f"    P{i}: {{$ref: '#/components/parameters/P{(i + 1) % 3}'}}\n"),
    "long chain of references": chain(
        100, lambda i: f"    P{i}: {{$ref: '#/components/parameters/P{i + 1}'}}\n" if i < 99 else "    P99: {}\n"
    ),
    "reference through itself": HEAD + ITEM % "#/paths/~1a/x",
    "traversal": HEAD + ITEM % "../../../../../../etc/passwd",
    "percent-encoded traversal": HEAD + ITEM % "%2e%2e/%2e%2e/etc/passwd",
    "absolute path": HEAD + ITEM % "file:///etc/passwd",
    "device": HEAD + ITEM % "/dev/zero",
    "address of the cloud's metadata": HEAD + ITEM % "http://169.254.169.254/latest/meta-data",
    "host without a scheme": HEAD + ITEM % "//example.com/a.yaml",
    "other scheme": HEAD + ITEM % "gopher://example.com/a",
    "no URI": HEAD + ITEM % "http://[::1",
    "zero byte in a path": HEAD + 'paths: {/a: {$ref: "a\\0b"}}\n',
    "reference to a folder": {"root": HEAD + ITEM % "sub", "sub/a.yaml": "a: 1"},
    "reference to a secret": {"root": HEAD + ITEM % "secret.yaml", "secret.yaml": "password: [hunter2\nother: 1\n"},
    "reference to a binary": {"root": HEAD + ITEM % "a.png", "a.png": b"\x89PNG\r\n\x1a\n\0\0"},
    "reference to a bomb": {"root": HEAD + ITEM % "bomb.yaml", "bomb.yaml": bomb(10, 12, listed)},
    "files in a circle": {
        "root": HEAD + ITEM % "b.yaml",
        "b.yaml": "$ref: c.yaml\n",
        "c.yaml": "$ref: b.yaml\n",
    },
    "too many files": {
        "root": HEAD + ITEM % "f0.yaml",
        **{f"f{index}.yaml": f"$ref: f{index + 1}.yaml\n" for index in range(40)},
    },
}


@pytest.mark.parametrize("name", FILES)
def test_what_cannot_be_served_is_said_at_once(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    content = FILES[name]
    root = "root.json" if name.startswith("JSON") else "root.yaml"
    files = content if isinstance(content, dict) else {"root": content}
    for file, text in files.items():
        path = tmp_path / (root if file == "root" else file)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with no_hang():
        said, calls = counted(lambda: outcome(root))
    assert calls < SOON
    assert [line.replace(str(tmp_path), "FOLDER") for line in said] == OUTCOMES[name]
    assert not any("hunter2" in line or "root:x" in line for line in said)


def outcome(root):
    """Return the lines of the refusal, or the diagnostics of what loaded."""
    try:
        document = load(root, options=LoadOptions(max_files=30))
        return [f"{one.severity} {one.place}: {one.message} [{one.code}]" for one in diagnose(document)]
    except DocumentError as error:
        return ["exit code " + str(error.exit_code), *str(error).split("\n")]


def test_every_outcome_belongs_to_a_row():
    assert set(OUTCOMES) == set(FILES)
