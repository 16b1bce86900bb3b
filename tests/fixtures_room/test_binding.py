"""Fixtures meet the contract: the operation they speak of, and what they promise in its name."""

import pytest

from mockserver.fixtures import ShapeError, bound, differences, fits, load_folder, read


def problems(tree, contract):
    return [(one.pointer, one.code) for one in bound(read(tree, "x"), contract)[1] if one.severity == "error"]


def wiremock(path, response, method="GET", **more):
    return {"request": {"method": method, "urlPath": path}, "response": response, **more}


PET = {"id": 1, "name": "Rex", "kind": "dog"}


@pytest.mark.parametrize("path", ["/pets/7", "/v1/pets/7"])
@pytest.mark.parametrize("asked", ["/pets/7", "/v1/pets/7"])
def test_a_concrete_path_fits_below_each_base_path(pets, call, path, asked):
    stub, findings = bound(read(wiremock(path, {"status": 404, "jsonBody": {"message": "no"}}), "x"), pets)
    assert findings == []
    assert stub.when.operation == "getPet"
    assert fits(stub, call("GET", asked))
    assert [one.where for one in differences(stub, call("GET", "/pets/8"))] == ["path.id"]


@pytest.mark.parametrize(
    ("then", "said"),
    [
        ({"status": 204, "body": {}}, "expected no body with status 204 (RFC 9110 section 15)"),
        ({"status": 205, "file": "there.json"}, "expected no body with status 205 (RFC 9110 section 15)"),
        ({"delay": -5}, "expected milliseconds, or a distribution, got -5"),
        ({"file": "gone.json"}, "expected a file, but there is none at {folder}/gone.json"),
        ({"file": "../gone.json"}, "expected the path of a file in or below the fixture's folder, got '../gone.json'"),
    ],
    ids=str,
)
def test_an_answer_that_cannot_be_is_refused(tmp_path, then, said):
    with pytest.raises(ShapeError) as caught:
        read({"when": {"operationId": "getPet"}, "then": then}, "x", tmp_path)
    assert str(caught.value) == said.format(folder=tmp_path)


@pytest.mark.parametrize("text", ["[]", '{"mappings": []}'])
def test_a_file_without_fixtures_is_told(tmp_path, pets, text):
    (tmp_path / "empty.json").write_text(text)
    ((place, finding),) = load_folder(tmp_path, pets).findings
    assert (place.file.endswith("empty.json"), finding.severity) == (True, "warning")
    assert finding.message == "the file holds no fixture"


def test_variables_of_a_template_take_the_contracts_names(pets, call):
    tree = {
        "request": {"method": "GET", "urlPathTemplate": "/pets/{petId}", "pathParameters": {"petId": {"equalTo": "7"}}},
        "response": {"jsonBody": PET},
    }
    stub, findings = bound(read(tree, "x"), pets)
    assert findings == []
    assert fits(stub, call("GET", "/pets/7"))
    assert not fits(stub, call("GET", "/pets/8"))


@pytest.mark.parametrize(
    ("tree", "found"),
    [
        (wiremock("/pets/1", {"jsonBody": PET}), []),
        (wiremock("/pets/1", {"jsonBody": {"id": "x"}}), [("/then/body/id", "type"), ("/then/body", "required")]),
        (wiremock("/pets/1", {"status": 418}), [("/then/status", "status")]),
        (wiremock("/pets/1", {"status": 503, "jsonBody": {"message": "down"}}), []),
        (wiremock("/pets/1", {"status": 418}, contract="off"), []),
        (
            wiremock("/pets/1", {"body": "{{ secret }}", "transformers": ["response-template"]}, contract="off"),
            [("/then/body", "placeholder")],
        ),
        (
            wiremock("/pets/1", {"jsonBody": PET, "headers": {"Content-Type": "text/html"}}),
            [("/then/body", "media-type")],
        ),
        (
            wiremock("/pets/1", {"base64Body": "eyJpZCI6ICJ4In0="}),
            [("/then/body/id", "type"), ("/then/body", "required")],
        ),
        (
            {"when": {"operationId": "getPet", "path": {"petId": 1}}, "then": {"body": PET}},
            [("/when/path/petId", "unknown-parameter")],
        ),
        ({"when": {"operationId": "getPet"}, "then": {"body": {"id": 1}}}, [("/then/body", "required")]),
        ({"when": {"operationId": "getPet"}, "then": {"partial": True, "body": {"id": 1}}}, []),
    ],
    ids=lambda value: str(value)[:80],
)
def test_what_breaks_the_contract_is_found(pets, tree, found):
    assert sorted(problems(tree, pets)) == sorted(found)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ({**PET, "id": "{{ request.path.id }}"}, []),
        ({**PET, "name": "{{ request.path.id }}"}, []),
        ({**PET, "id": "{{ request.query.of }}"}, []),
        ({**PET, "id": "{{ request.method }}"}, [("/then/body/id", "type")]),
        ({**PET, "id": "1{{ request.path.id }}"}, []),
        ({**PET, "id": "no. {{ request.path.id }}"}, [("/then/body/id", "type")]),
        ({**PET, "id": "{{ uuid }}"}, [("/then/body/id", "type")]),
        ({**PET, "id": "{{ now format=unix }}"}, []),
        ({**PET, "id": "{{ state.pet.1.id }}"}, []),
        ({"id": "{{ request.path.id }}"}, [("/then/body", "required")]),
        ("{{ request.body }}", []),
    ],
)
@pytest.mark.parametrize("path", [{}, {"id": 7}, {"id": {"matches": "[0-9]"}}])
def test_placeholders_are_checked_by_what_they_become_in_a_sample_request(pets, body, found, path):
    tree = {"when": {"operationId": "getPet", "path": path}, "then": {"body": body}}
    assert sorted(problems(tree, pets)) == found
    assert problems({**tree, "contract": "off"}, pets) == []


def test_a_condition_that_is_text_gives_a_sample_of_the_parameters_type(pets):
    request = {"method": "GET", "urlPathTemplate": "/pets/{petId}", "pathParameters": {"petId": {"equalTo": "7"}}}
    response = {"jsonBody": {**PET, "id": "{{ request.path.id }}"}, "transformers": ["response-template"]}
    assert problems({"request": request, "response": response}, pets) == []


@pytest.mark.parametrize(
    "tree",
    [wiremock("/pest/1", {}), {"when": {"operationId": "getPets"}}, {"when": {"method": "PATCH", "path": "/pets/1"}}],
)
def test_an_operation_that_is_not_there_is_told_with_what_is_near(pets, tree):
    with pytest.raises(LookupError, match="the contract has no operation"):
        bound(read(tree, "x"), pets)


def test_what_need_not_keep_the_contract_may_speak_of_any_path(pets):
    stub, findings = bound(read({"when": {"method": "PATCH", "path": "/pest/1"}, "contract": "off"}, "x"), pets)
    assert (stub.when.operation, stub.when.method, stub.when.target.expected, findings) == ("", "PATCH", "/pest/1", [])


def test_a_folder_of_all_three_shapes_is_read_and_each_fault_has_its_place(tmp_path, pets):
    (tmp_path / "a.yaml").write_text("when: {operationId: getPet}\nthen: {body: {id: 1, name: Rex, kind: dog}}\n")
    (tmp_path / "b.json").write_text(
        '{"mappings": [\n{"request": {"urlPath": "/pets/1"}, "response": {"status": 999}},\n'
        '{"request": {"method": "GET", "urlPath": "/pets/2"},'
        ' "response": {"jsonBody": {"id": 2, "name": "T", "kind": "cat"}}}]}'
    )
    (tmp_path / "c.json").write_text(
        '{"http-request": {"method": "GET", "path": "/nope"}, "http-response": {"status": 200}}'
    )
    (tmp_path / "d.json").write_text('{"http-request"')
    loaded = load_folder(tmp_path, pets)
    assert [fixture.id for fixture in loaded.fixtures] == ["a", "b-mappings-1"]
    assert [(place.file.rpartition("/")[2], place.line, one.code) for place, one in loaded.findings] == [
        ("b.json", 2, "shape"),
        ("c.json", 1, "unknown-operation"),
        ("d.json", 1, "JSON_SYNTAX"),
    ]
