"""References to a folder beside the description's, as in OAI's petstore-separate: refused until they are allowed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from mockserver.cli.main import cli, run
from mockserver.serve import create_app

FILES = {
    "spec/swagger.yaml": """swagger: "2.0"
info: {version: 1.0.0, title: Petstore}
produces: [application/json]
paths:
  /pets/{id}:
    parameters: [{name: id, in: path, required: true, type: integer}]
    get:
      operationId: getPet
      responses:
        "200": {description: ok, schema: {type: object, required: [id], properties: {id: {type: integer}}}}
        default: {description: unexpected, schema: {$ref: '../common/Error.yaml'}}
    delete:
      operationId: deletePet
      responses:
        "204": {description: gone}
        "404": {$ref: '../common/NotFound.yaml'}
""",
    "common/Error.yaml": "type: object\nrequired: [message]\nproperties: {message: {type: string}}\n",
    "common/NotFound.yaml": "description: not there\nschema: {$ref: Error.yaml}\n",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_reason_is_told_where_the_documented_error_cannot_be_read(folder: Path) -> None:
    client = create_app("spec/swagger.yaml", cache=False).test_client()
    assert client.get("/pets/7").get_json() == {"id": 7}
    answer = client.get("/pets/x")
    problem = answer.get_json()
    assert (answer.status_code, problem["detail"]) == (422, "getPet: path /id: must be integer, got string 'x'")
    assert problem["unusable"] == (
        "the documented error cannot be used: spec/swagger.yaml:11 #/paths/~1pets~1{id}/get/responses/default/schema: "
        f"the reference leads out of the description's folder {folder}/spec [REF_FORBIDDEN]\n"
        "  Allow it with --allow-ref-folder common, or start from a description that stands above both."
    )
    assert "must be integer" in answer.headers["sl-violations"]


def test_a_response_that_cannot_be_read_does_not_hide_the_reason_either(folder: Path) -> None:
    client = create_app("spec/swagger.yaml", cache=False).test_client()
    answer = client.delete("/pets/x")
    problem = answer.get_json()
    assert (answer.status_code, problem["detail"]) == (422, "deletePet: path /id: must be integer, got string 'x'")
    assert client.delete("/pets/7").get_json()["type"].endswith("#INVALID_DESCRIPTION")


def test_a_thing_that_is_gone_is_told_where_its_error_cannot_be_read(folder: Path) -> None:
    text = (folder / "spec/swagger.yaml").read_text()
    error = "default: {description: unexpected, schema: {$ref: '../common/Error.yaml'}}"
    text = text.replace("\"404\": {$ref: '../common/NotFound.yaml'}", error)
    (folder / "spec/swagger.yaml").write_text(text)
    client = create_app("spec/swagger.yaml", cache=False).test_client()
    assert client.delete("/pets/7").status_code == 204
    gone = client.get("/pets/7")
    assert (gone.status_code, gone.get_json()["type"]) == (404, "urn:mockserver:errors#NOT_FOUND")
    refused = client.delete("/pets/8", headers={"If-Match": '"other"'})
    assert (refused.status_code, refused.get_json()["type"]) == (412, "urn:mockserver:errors#PRECONDITION_FAILED")


def test_an_allowed_folder_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = create_app("spec/swagger.yaml", cache=False, allow_ref_folder="common").test_client()
    refused = client.get("/pets/x")
    assert (refused.status_code, refused.get_json()) == (
        422,
        {"message": "getPet: path /id: must be integer, got string 'x'"},
    )
    assert run(["check", "spec/swagger.yaml", "--allow-ref-folder", "common"]) == 0
    monkeypatch.setenv("MOCKSERVER_ALLOW_REF_FOLDER", "common")
    assert run(["check", "spec/swagger.yaml"]) == 0


def test_check_names_the_error_once_and_what_to_do(folder: Path) -> None:
    answer = CliRunner().invoke(cli, ["check", "spec/swagger.yaml"])
    outside = f"the reference leads out of the description's folder {folder}/spec [REF_FORBIDDEN]"
    hint = "  Allow it with --allow-ref-folder common, or start from a description that stands above both."
    assert answer.output.splitlines() == [
        f"spec/swagger.yaml:11 #/paths/~1pets~1{{id}}/get/responses/default/schema: error: {outside}",
        hint,
        f"spec/swagger.yaml:16 #/paths/~1pets~1{{id}}/delete/responses/404: error: {outside}",
        hint,
        "2 errors, 0 warnings",
    ]


def test_what_lies_outside_of_both_folders_stays_refused(folder: Path) -> None:
    (folder / "secret.yaml").write_text("type: string\n")
    (folder / "common/Error.yaml").write_text("$ref: ../secret.yaml\n")
    client = create_app("spec/swagger.yaml", cache=False, allow_ref_folder="common").test_client()
    assert "[REF_FORBIDDEN]" in client.get("/pets/x").get_json()["unusable"]
