# ruff: noqa: E501 - the descriptions stand here as their authors would write them
"""What `check` finds and how it says so, and what the start says of it."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from mockserver.document import dangling, load

FLAWED = """\
openapi: 3.1.0
info: {title: Flawed, version: "1"}
paths:
  /one:
    get:
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema:
                type: object
                properties: {size: {type: integer, examples: [2, big]}, friend: {$ref: '#/components/schemas/Friend'}}
  /two:
    get:
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Never'}}}}
  /three:
    get:
      responses:
        '200': {$ref: '#/components/responses/Nowhere'}
components:
  schemas:
    Friend: {type: object, required: [name], properties: {name: {type: string}}, example: {nick: Jo}}
    Never: {allOf: [{type: string}, {type: integer}]}
"""

FOUND = (
    (
        "openapi.yaml:21 #/paths/~1three/get/responses/200: error: the reference leads nowhere: "
        "openapi.yaml has nothing at #/components/responses/Nowhere [REF_UNRESOLVED]"
    ),
    (
        "openapi.yaml:13 #/paths/~1one/get/responses/200/content/application~1json/schema/properties/size/examples/1: "
        "warning: the schema's own example breaks it: 'big' [BAD_EXAMPLE]"
    ),
    (
        "openapi.yaml:24 #/components/schemas/Friend/example: warning: the schema's own example breaks it: "
        "{'nick': 'Jo'} [BAD_EXAMPLE]"
    ),
    (
        "openapi.yaml:25 #/components/schemas/Never: warning: no value satisfies this schema: "
        "its parts contradict each other [UNSATISFIABLE]"
    ),
    "1 error, 3 warnings",
)


def environment() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if not key.startswith("MOCKSERVER_")}


def check(folder: Path, *args: str) -> tuple[int, str, str]:
    command = [sys.executable, "-m", "mockserver", "check", *args]
    done = subprocess.run(
        command, cwd=folder, env=environment(), capture_output=True, text=True, timeout=30, check=False
    )
    return done.returncode, done.stdout, done.stderr


def test_each_flaw_is_named_once_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(FLAWED)
    code, out, err = check(tmp_path)
    assert (code, err) == (1, "")
    assert sorted(out.splitlines()) == sorted(FOUND)


ASTRAY = """\
swagger: "2.0"
info: {title: Astray, version: "1"}
paths:
  /a: {$ref: a.yaml}
  /b: {get: {$ref: '#/x-b'}}
  /c: {get: {responses: {default: {description: d, schema: {$ref: "../e.yaml"}}, '200': {description: ok, schema: {$ref: '#/definitions/Nam}e'}}}}}
definitions: {Name: {type: string}}
"""
SOUND = """\
openapi: 3.1.0
info: {title: Sound, version: "1", description: "write `$ref: ../a.yaml` or $ref: '#/no'"}
paths:
  /~a/{b}:
    get:
      responses:
        default: {description: d, content: {a/b: {schema: {$ref: "#/paths/~1~0a~1%7Bb%7D/get/responses/200/content/a~1b/schema/$defs/x"}}}}
        '200':
          description: d
          content: {a/b: {example: {$ref: '#/nowhere'}, schema: {$anchor: here, default: {$ref: 'no.yaml'}, not: {$ref: '#there'}, $defs: {$ref: {$anchor: there}, x: {$ref: '#/components/responses/R/content/a~1b/schema'}}}}}
components: {responses: {R: {$ref: '#/components/responses/S'}, S: {description: d, content: {a/b: {schema: {type: string}}}}}}
"""

BROKEN = """\
openapi: 3.0.3
info: {title: Broken, version: "1"}
paths:
  /one: {get: {responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/No'}}}}}}}
  /two: {get: {responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Odd'}}}}}}}
components:
  schemas:
    Odd: {type: strng, minLength: -1, properties: []}
"""
BROKEN_FOUND = [
    "openapi.yaml:4 #/paths/~1one/get/responses/200/content/application~1json/schema: error: the reference leads nowhere: openapi.yaml has nothing at #/components/schemas/No [REF_UNRESOLVED]",
    "openapi.yaml:8 #/components/schemas/Odd/minLength: error: minLength must be a non-negative integer, got integer -1: it is ignored [UNSOUND_KEYWORD]",
    "openapi.yaml:8 #/components/schemas/Odd/properties: error: 'properties' must be an object, found an array [SCHEMA_KEYWORD]",
    "openapi.yaml:8 #/components/schemas/Odd/type: error: there is no type 'strng' [SCHEMA_TYPE]",
    "4 errors, 0 warnings",
]


def test_a_rule_of_schemas_that_is_broken_is_one_error(tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(BROKEN)
    code, out, err = check(tmp_path)
    assert (code, err) == (1, "")
    assert sorted(out.splitlines()) == sorted(BROKEN_FOUND)


def test_what_is_no_description_is_a_finding_in_each_format(tmp_path: Path) -> None:
    (tmp_path / "foo.json").write_text('{"foo": 1}')
    code, out, err = check(tmp_path, "foo.json", "--format", "json")
    assert (code, err) == (3, "")
    (finding,) = json.loads(out)["findings"]
    assert (finding["severity"], finding["code"], finding["file"]) == ("error", "NOT_OPENAPI", "foo.json")
    code, out, _ = check(tmp_path, "foo.json", "--format", "junit")
    assert (code, ET.fromstring(out).get("errors")) == (3, "1")  # noqa: S314 - our own report
    code, out, _ = check(tmp_path, "foo.json", "--format", "github")
    assert (code, out.startswith("::error file=foo.json,line=1,title=NOT_OPENAPI::")) == (3, True)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_an_interrupt_has_an_exit_code_of_its_own(tmp_path: Path, number: signal.Signals, code: int) -> None:
    (tmp_path / "openapi.yaml").write_text(FLAWED)
    command = [sys.executable, "-m", "mockserver", "--port", "0"]
    server = subprocess.Popen(command, cwd=tmp_path, env=environment(), stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    while not re.search("stop +Ctrl-C", server.stderr.readline()):
        assert server.poll() is None
    server.send_signal(number)
    server.communicate(timeout=20)
    assert server.returncode == code


@pytest.mark.parametrize(
    ("level", "said"),
    [
        (
            "warn",
            [
                (
                    "  error      openapi.yaml:21 #/paths/~1three/get/responses/200: the reference leads nowhere: "
                    "openapi.yaml has nothing at #/components/responses/Nowhere"
                ),
                "  warnings   3: mockserver check openapi.yaml",
            ],
        ),
        ("error", []),
    ],
)
def test_the_start_tells_what_is_wrong(tmp_path: Path, level: str, said: list[str]) -> None:
    (tmp_path / "openapi.yaml").write_text(FLAWED)
    command = [sys.executable, "-m", "mockserver", "--port", "0", "--verbose-level", level]
    server = subprocess.Popen(command, cwd=tmp_path, env=environment(), stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    try:
        while not re.search("stop +Ctrl-C", server.stderr.readline()):
            assert server.poll() is None
        server.stderr.readline()
        time.sleep(2 if said else 1.5)
    finally:
        server.send_signal(signal.SIGTERM)
        err = server.stderr.read()
        server.communicate(timeout=20)
    assert err.splitlines() == said


def test_errors_that_are_known_at_once_stand_on_the_first_screen(tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(ASTRAY)
    command = [sys.executable, "-m", "mockserver", "--port", "0"]
    server = subprocess.Popen(command, cwd=tmp_path, env=environment(), stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    while not re.search("stop +Ctrl-C", server.stderr.readline()):
        assert server.poll() is None
    server.send_signal(signal.SIGTERM)
    err = server.stderr.read()
    server.communicate(timeout=20)
    assert err.splitlines() == [
        "",
        "  error      openapi.yaml:4 #/paths/~1a: /a is not served: cannot follow the reference: a.yaml: there is no such file",
        "  error      openapi.yaml:5 #/paths/~1b/get: GET /b is not served: the reference leads nowhere: openapi.yaml has nothing at #/x-b",
        f"  error      openapi.yaml:6 #/paths/~1c/get/responses/default/schema: the reference leads out of the description's folder {tmp_path}",
        "             Allow it with --allow-ref-folder .., or start from a description that stands above both.",
        "  error      openapi.yaml:6 #/paths/~1c/get/responses/200/schema: the reference leads nowhere: openapi.yaml has nothing at #/definitions/Nam}e",
        "             Did you mean #/definitions/Name?",
    ]


def test_a_start_searches_no_data_and_no_text_for_references(tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(SOUND)
    assert list(dangling(load(tmp_path / "openapi.yaml"))) == []
