"""Every way to fail at start: one clear message, its exit code, no traceback. The texts are snapshots."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = """\
openapi: 3.1.0
info: {title: Tiny, version: "1"}
paths:
  /things/{id}:
    get:
      operationId: getThing
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema:
                type: object
                required: [id, size]
                properties:
                  id: {type: string}
                  size: {type: integer, minimum: 1}
"""

BROKEN_FIXTURE = """\
when: {operationId: getThing}
then:
  status: 200
  body:
    id: a
    size: 0
"""


def mockserver(*args: str, cwd: Path, **environ: str) -> tuple[int, str, str]:
    """Run the command line as a user does, in a terminal that cannot show colours."""
    env = {key: value for key, value in os.environ.items() if not key.startswith("MOCKSERVER_")}
    done = subprocess.run(
        [sys.executable, "-m", "mockserver", *args],
        cwd=cwd,
        env=env | environ,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("files", "args", "code", "message"),
    [
        pytest.param(
            {},
            [],
            3,
            "error: no such file: openapi.yaml [NO_SUCH_FILE]\n"
            "  give the path or the URL of an OpenAPI description: mockserver serve path/to/openapi.yaml\n",
            id="no description",
        ),
        pytest.param(
            {},
            ["chekc"],
            3,
            "error: no such file: chekc [NO_SUCH_FILE]\n  did you mean the command 'mockserver check'?\n",
            id="a verb with a typo",
        ),
        pytest.param(
            {"openapi.yaml": GOOD},
            ["--prot", "1"],
            2,
            "Usage: mockserver serve [OPTIONS] [SPEC]...\n"
            "Try 'mockserver serve --help' for help.\n\n"
            "Error: No such option '--prot'. (Did you mean one of: '--at', '--host', '--port'?)\n",
            id="an unknown flag",
        ),
        pytest.param(
            {"openapi.yaml": GOOD},
            ["proxy", "openapi.yaml", "http://127.0.0.1:1"],
            2,
            "error: 'proxy' is not part of this version [NO_SUCH_VERB]\n  it has serve, check, generate, config\n",
            id="a verb that comes later",
        ),
        pytest.param(
            {"openapi.yaml": GOOD},
            ["--port", "70000"],
            2,
            "error: setting 'port' (flag): expected a whole number from 0 to 65535, got 70000 [BAD_SETTING]\n",
            id="a port that cannot be",
        ),
        pytest.param(
            {"openapi.yaml": GOOD, "mockserver.toml": "prot = 1\n"},
            [],
            2,
            "error: unknown setting 'prot' (mockserver.toml) [UNKNOWN_SETTING]\n  did you mean 'port'?\n",
            id="an unknown setting",
        ),
        pytest.param(
            {"openapi.yaml": GOOD},
            ["openapi.yaml", "openapi.yaml"],
            2,
            "error: several descriptions need a prefix each [AT_MISSING]\n"
            "  mockserver serve billing.yaml --at /billing users.yaml --at /users\n",
            id="several descriptions without prefixes",
        ),
        pytest.param(
            {"openapi.yaml": "openapi: 3.1.0\ninfo: {title: x\npaths: {}\n"},
            [],
            3,
            "error: openapi.yaml:3: the YAML is malformed: did not find expected ',' or '}' while parsing "
            "a flow mapping that begins in line 2 (column 6) [YAML_SYNTAX]\n  3 | paths: {}\n",
            id="broken YAML",
        ),
        pytest.param(
            {"openapi.yaml": "hello: world\n"},
            [],
            3,
            "error: openapi.yaml: the file is not an OpenAPI description: it has neither 'openapi' nor 'swagger' "
            "at the top (found 'hello') [NOT_OPENAPI]\n  Supported are Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2.\n",
            id="not an OpenAPI document",
        ),
        pytest.param(
            {
                "openapi.yaml": GOOD,
                "fixtures/thing.yaml": BROKEN_FIXTURE,
            },
            [],
            3,
            "error: fixtures/thing.yaml:6 #/then/body/size: must be >= 1, got 0 (openapi.yaml:19 "
            "#/paths/~1things~1{id}/get/responses/200/content/application~1json/schema/properties/size/minimum) "
            "[minimum]\n",
            id="a fixture that breaks the contract",
        ),
        pytest.param(
            {"openapi.yaml": GOOD, "fixtures/thing.yaml": "when: {operationId: getThink}\nthen: {}\n"},
            [],
            3,
            "error: fixtures/thing.yaml:1: the contract has no operation 'getThink', did you mean 'getThing'? "
            "[unknown-operation]\n",
            id="a fixture for no operation",
        ),
    ],
)
def test_a_bad_start_says_what_is_wrong(
    files: dict[str, str], args: list[str], code: int, message: str, tmp_path: Path
) -> None:
    write(tmp_path, files)
    got, out, err = mockserver(*args, cwd=tmp_path)
    assert (got, out, err) == (code, "", message)


def test_a_taken_port_is_named(tmp_path: Path) -> None:
    write(tmp_path, {"openapi.yaml": GOOD})
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, _, err = mockserver("--port", str(port), cwd=tmp_path)
    assert code == 4
    assert re.sub(r"\d{4,5}", "PORT", err) == (
        "error: port PORT on 127.0.0.1 is taken [PORT_TAKEN]\n"
        "  stop what listens there, or choose another: --port PORT (0 takes a free one)\n"
    )


@pytest.mark.parametrize("command", ["serve", "check", "generate", "config"])
def test_help_shows_two_examples(command: str, tmp_path: Path) -> None:
    code, out, err = mockserver(command, "--help", cwd=tmp_path)
    assert (code, err) == (0, "")
    assert out.partition("Examples:\n")[2].count("mockserver ") >= 2
