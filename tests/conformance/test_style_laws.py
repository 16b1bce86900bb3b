"""The law of every style: what is written for a value is read back as that value, whatever the value holds."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mockserver.contract import Contract, compile_contract
from mockserver.contract.parameter_codec import decoder_for, encode_parameter
from mockserver.contract.styles import RawQuery, parse_cookies
from mockserver.document import load

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
FULL_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="[]"), min_size=1, max_size=6)
NUMBERS = st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False))


def bare(excluded: str) -> st.SearchStrategy[str]:
    """Text that no percent-encoding protects: printable ASCII without some characters."""
    letters = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in excluded)
    return st.text(st.sampled_from(letters), min_size=1, max_size=8)


STRING, INTEGER, BOOLEAN, NUMBER = ({"type": name} for name in ("string", "integer", "boolean", "number"))
STRINGS = {"type": "array", "items": STRING}
INTEGERS = {"type": "array", "items": INTEGER}
RECORD = {"type": "object", "properties": {"R": INTEGER, "G": BOOLEAN, "B": STRING}, "additionalProperties": False}
FREE = {"type": "object", "additionalProperties": STRING}
SCALARS = [(STRING, TEXT), (INTEGER, st.integers()), (BOOLEAN, st.booleans()), (NUMBER, NUMBERS)]


def some_records(text: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    optional = {"R": st.integers(), "G": st.booleans(), "B": text}
    return st.fixed_dictionaries({}, optional=optional).filter(bool)


def encoded(text: st.SearchStrategy[str] = TEXT, names: st.SearchStrategy[str] = NAMES, least: int = 1) -> list[Any]:
    """Return (schema, values) for containers whose items and names may be any text."""
    return [
        (STRINGS, st.lists(text, min_size=least, max_size=4).filter(lambda items: items != [""])),
        (INTEGERS, st.lists(st.integers(), min_size=least, max_size=4)),
        (RECORD, some_records(text)),
        (FREE, st.dictionaries(names, text, min_size=1, max_size=4)),
    ]


def no_blank_names(pairs: dict[str, str]) -> bool:
    return "" not in pairs


CASES: dict[str, tuple[dict[str, Any], list[Any]]] = {
    "path simple": ({"in": "path", "style": "simple"}, SCALARS + encoded()),
    "path simple exploded": ({"in": "path", "style": "simple", "explode": True}, SCALARS + encoded()),
    "path label": ({"in": "path", "style": "label"}, SCALARS + encoded()),
    "path label exploded": ({"in": "path", "style": "label", "explode": True}, SCALARS + encoded()),
    "path matrix": ({"in": "path", "style": "matrix"}, SCALARS + encoded()),
    "path matrix exploded": ({"in": "path", "style": "matrix", "explode": True}, SCALARS + encoded()),
    "query form": ({"in": "query", "explode": False}, SCALARS + encoded(least=0)),
    "query form exploded": ({"in": "query"}, SCALARS + encoded()),
    "query spaceDelimited": (
        {"in": "query", "style": "spaceDelimited"},
        encoded(TEXT.filter(lambda text: " " not in text), NAMES.filter(lambda text: " " not in text)),
    ),
    "query pipeDelimited": (
        {"in": "query", "style": "pipeDelimited"},
        encoded(TEXT.filter(lambda text: "|" not in text), NAMES.filter(lambda text: "|" not in text)),
    ),
    "query deepObject": (
        {"in": "query", "style": "deepObject"},
        [
            (RECORD, some_records(TEXT)),
            (FREE, st.dictionaries(NAMES, TEXT, min_size=1, max_size=4)),
            (
                {"type": "object", "additionalProperties": FREE},
                st.dictionaries(NAMES, st.dictionaries(NAMES, TEXT, min_size=1), min_size=1, max_size=3),
            ),
            (
                {"type": "object", "additionalProperties": INTEGERS},
                st.dictionaries(NAMES, st.lists(st.integers(), min_size=1), min_size=1, max_size=3),
            ),
            ({"type": "array", "items": RECORD}, st.lists(some_records(TEXT), min_size=1, max_size=12)),
        ],
    ),
    "header simple": (
        {"in": "header"},
        [(STRING, bare("")), *SCALARS[1:], *encoded(bare(","), bare(",="))],
    ),
    "header simple exploded": ({"in": "header", "explode": True}, encoded(bare(","), bare(",="))),
    "cookie form": ({"in": "cookie", "explode": False}, SCALARS + encoded()),
    "cookie form exploded": ({"in": "cookie"}, SCALARS + encoded(names=NAMES)),
    "cookie cookie": (
        {"in": "cookie", "style": "cookie", "explode": False},
        [(STRING, bare(";")), *encoded(bare(";,"), bare(";,="))],
    ),
    "cookie cookie exploded": (
        {"in": "cookie", "style": "cookie"},
        [(STRING, bare(";")), *encoded(bare(";&"), bare(";="))],
    ),
}
LAWS = [
    (f"{name}, {place}", head | {"schema": schema}, values)
    for name, (head, kinds) in CASES.items()
    for place, (schema, values) in enumerate(kinds)
]


@pytest.fixture(scope="module")
def contract(tmp_path_factory: pytest.TempPathFactory) -> Contract:
    paths = {}
    for number, (_, parameter, _) in enumerate(LAWS):
        path = f"/g{number}/{{color}}" if parameter["in"] == "path" else f"/g{number}"
        required = {"required": True} if parameter["in"] == "path" else {}
        responses = {"200": {"description": "fine"}}
        paths[path] = {"get": {"parameters": [{"name": "color"} | required | parameter], "responses": responses}}
    file = tmp_path_factory.mktemp("laws") / "api.json"
    file.write_text(json.dumps({"openapi": "3.2.0", "info": {"title": "laws", "version": "1"}, "paths": paths}))
    return compile_contract(load(file))


@pytest.mark.parametrize(
    ("number", "values"), [pytest.param(number, values, id=name) for number, (name, _, values) in enumerate(LAWS)]
)
def test_what_is_written_is_read_back(contract: Contract, number: int, values: st.SearchStrategy[Any]) -> None:
    parameter = contract.operations[number].parameters[0]
    decode = decoder_for(parameter)
    tried = []

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(values)
    def law(value: Any) -> None:
        raw = encode_parameter(parameter, value)
        assert raw.isascii()
        parse = {"query": RawQuery.parse, "cookie": parse_cookies}.get(parameter.location, str)
        got = decode(parse(raw))
        assert got == value, raw
        assert type(got) is type(value) or isinstance(value, float | int)
        tried.append(raw)

    law()
    assert len(set(tried)) > 1
