"""Every row of the style tables, as raw text through a compiled contract: read, written, absent, refused."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from mockserver.contract import MISSING, Call, Contract, Parameter, compile_contract
from mockserver.contract.parameter_codec import decoder_for, encode_parameter
from mockserver.document import load
from mockserver.messages import Request

HERE = Path(__file__).parent
TABLES = {"styles": "3.1.0", "styles_3_2": "3.2.0", "collection_formats": "2.0"}
GROUPS = {table: yaml.safe_load((HERE / f"{table}.yaml").read_text(encoding="utf-8")) for table in TABLES}


def path_of(number: int, parameter: dict[str, Any]) -> str:
    name = parameter["name"]
    return f"/g{number}/{{{name}}}" if parameter["in"] == "path" else f"/g{number}"


def description(version: str, groups: list[dict[str, Any]]) -> dict[str, Any]:
    heading = {"swagger": version} if version == "2.0" else {"openapi": version}
    responses = {"200": {"description": "fine"}}
    paths = {
        path_of(number, group["parameter"]): {
            "get": {"parameters": [group["parameter"], *group.get("siblings", ())], "responses": responses}
        }
        for number, group in enumerate(groups)
    }
    return {**heading, "info": {"title": "styles", "version": "1"}, "paths": paths}


@pytest.fixture(scope="session")
def contracts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Contract]:
    folder = tmp_path_factory.mktemp("styles")
    for table, version in TABLES.items():
        (folder / f"{table}.json").write_text(json.dumps(description(version, GROUPS[table])))
    return {table: compile_contract(load(folder / f"{table}.json")) for table in TABLES}


def send(contract: Contract, number: int, location: str, raw: str, name: str) -> Call:
    """Judge the request that carries `raw` in the place of the parameter."""
    path, query, headers = f"/g{number}", "", {}
    if location == "path":
        path += f"/{raw}"
    elif location in ("query", "querystring"):
        query = raw
    else:
        headers["cookie" if location == "cookie" else name.lower()] = raw
    found = contract.match("GET", path)
    return found.operation.judge(Request("GET", path, query, headers), found.variables)


def parameter_of(contract: Contract, number: int, name: str) -> Parameter:
    operation = next(one for one in contract.operations if one.path.split("/")[1] == f"g{number}")
    return next(one for one in operation.parameters if one.name == name)


def value_in(call: Call, location: str, name: str) -> Any:
    values = {"path": call.path, "query": call.query, "querystring": call.query, "header": call.header}
    return values.get(location, call.cookie).get(name, MISSING)


def rows(*kinds: str) -> list[Any]:
    return list(_rows(*kinds))


def _rows(*kinds: str) -> Iterator[Any]:
    for table, groups in GROUPS.items():
        for number, group in enumerate(groups):
            for kind in kinds:
                for row in group.get(kind, ()):
                    raw = row if isinstance(row, str) else row[0]
                    yield pytest.param(table, number, row, id=f"{table}: {group['id']}: {raw}")


def same(left: Any, right: Any) -> bool:
    """Compare as JSON: true is not 1, and the order of items counts, that of names does not."""
    return json.dumps(left, sort_keys=True) == json.dumps(right, sort_keys=True) or (
        isinstance(left, int | float) and isinstance(right, int | float) and left == right and type(left) is not bool
    )


@pytest.mark.parametrize(("table", "number", "row"), rows("both", "read"))
def test_raw_text_is_read(contracts: dict[str, Contract], table: str, number: int, row: list[Any]) -> None:
    raw, expected = row
    parameter = GROUPS[table][number]["parameter"]
    call = send(contracts[table], number, parameter["in"], raw, parameter["name"])
    assert call.violations == ()
    value = value_in(call, parameter["in"], parameter["name"])
    assert same(value, expected), value


@pytest.mark.parametrize(("table", "number", "row"), rows("both", "write"))
def test_value_is_written(contracts: dict[str, Contract], table: str, number: int, row: list[Any]) -> None:
    raw, value = row
    parameter = parameter_of(contracts[table], number, GROUPS[table][number]["parameter"]["name"])
    assert encode_parameter(parameter, value) == raw


@pytest.mark.parametrize(("table", "number", "row"), rows("absent"))
def test_other_text_leaves_the_parameter_absent(
    contracts: dict[str, Contract], table: str, number: int, row: str
) -> None:
    parameter = GROUPS[table][number]["parameter"]
    call = send(contracts[table], number, parameter["in"], row, parameter["name"])
    assert call.violations == ()
    assert value_in(call, parameter["in"], parameter["name"]) is MISSING


@pytest.mark.parametrize(("table", "number", "row"), rows("refused"))
def test_wrong_text_is_refused(contracts: dict[str, Contract], table: str, number: int, row: str) -> None:
    parameter = GROUPS[table][number]["parameter"]
    call = send(contracts[table], number, parameter["in"], row, parameter["name"])
    assert call.violations
    assert {violation.path[:1] for violation in call.violations} == {(parameter["name"],)}
    assert all(violation.message and violation.rule for violation in call.violations)


def test_a_header_that_is_not_there_is_missing(contracts: dict[str, Contract]) -> None:
    number = next(i for i, group in enumerate(GROUPS["styles"]) if group["id"] == "header, string")
    decode = decoder_for(parameter_of(contracts["styles"], number, "X-Color"))
    assert decode(None) is MISSING
    assert decode("") == ""
