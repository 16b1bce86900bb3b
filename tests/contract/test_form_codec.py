"""URL-encoded forms: by property, by style, by content type."""

from collections.abc import Callable
from typing import Any

import pytest

from mockserver.contract import Malformed

BodyOf = Callable[..., Any]

FORM = "application/x-www-form-urlencoded"
PERSON = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"type": "string"},
        "age": {"type": "integer"},
        "admin": {"type": "boolean"},
        "tags": {"type": "array", "items": {"type": "string"}},
        "scores": {"type": "array", "items": {"type": "integer"}},
        "address": {"type": "object", "properties": {"city": {"type": "string"}, "zip": {"type": "string"}}},
    },
}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("name=Ann+Lee&age=5&admin=true", {"name": "Ann Lee", "age": 5, "admin": True}),
        ("name=A%26B%3D%2B", {"name": "A&B=+"}),
        ("name=%E2%82%AC", {"name": "€"}),
        ("name=&age=x", {"name": "", "age": "x"}),
        ("tags=a&tags=b%2Cc&scores=1&scores=2", {"tags": ["a", "b,c"], "scores": [1, 2]}),
        ("tags=a", {"tags": ["a"]}),
        ("address=%7B%22city%22%3A%22Rome%22%2C%22zip%22%3A%221%22%7D", {"address": {"city": "Rome", "zip": "1"}}),
        ("name=5&other=1&other=2", {"name": "5", "other": ["1", "2"]}),
        ("name", {"name": ""}),
        ("", {}),
        ("&&", {}),
    ],
)
def test_forms_are_read_by_their_properties(body_of: BodyOf, text: str, value: Any) -> None:
    assert body_of(FORM, {"schema": PERSON}).read(text) == value


def test_forms_are_written(body_of: BodyOf) -> None:
    body = body_of(FORM, {"schema": PERSON})
    value = {"name": "a + b~", "tags": ["x", "y z"], "address": {"zip": "99999+1234"}, "admin": False}
    assert body.write(value) == (
        b"name=a+%2B+b%7E&tags=x&tags=y+z&address=%7B%22zip%22%3A%2299999%2B1234%22%7D&admin=false"
    )
    assert body.read(body.write(value)) == value


@pytest.mark.parametrize(
    ("text", "message", "path"),
    [
        ("name=%zz", '"%zz" is not a percent-encoded octet: "%" must be followed by two hexadecimal digits', ("name",)),
        ("%zz=1", '"%zz" is not a percent-encoded octet: "%" must be followed by two hexadecimal digits', ()),
        ("name=%ff", 'the octets that "%ff" encodes are not UTF-8 (octet 0)', ("name",)),
        ("name=a&name=b", '"name" is given 2 times, and takes one value', ("name",)),
        ("a=1&" * 1001, "a form of 1001 fields is too long: at most 1000 are read", ()),
    ],
)
def test_malformed_forms_are_refused(body_of: BodyOf, text: str, message: str, path: tuple[str, ...]) -> None:
    with pytest.raises(Malformed) as refusal:
        body_of(FORM, {"schema": PERSON}).read(text)
    assert (refusal.value.message, refusal.value.path) == (message, path)


@pytest.mark.parametrize(
    ("schema", "encoding", "text", "value"),
    [
        ({"type": "array", "items": {"type": "integer"}}, {"style": "form", "explode": False}, "v=1,2", [1, 2]),
        ({"type": "array", "items": {"type": "integer"}}, {"explode": False}, "v=1,2", [1, 2]),
        ({"type": "array", "items": {"type": "integer"}}, {"style": "pipeDelimited"}, "v=1%7C2", [1, 2]),
        ({"type": "array", "items": {"type": "integer"}}, {"style": "spaceDelimited"}, "v=1%202", [1, 2]),
        (
            {"type": "object", "properties": {"a": {"type": "integer"}}},
            {"style": "deepObject", "explode": True},
            "v%5Ba%5D=1",
            {"a": 1},
        ),
        ({"type": "object", "properties": {"a": {"type": "integer"}}}, {"style": "form"}, "a=1", {"a": 1}),
        (
            {"type": "array", "items": {"type": "object", "properties": {"a": {"type": "integer"}}}},
            {"style": "deepObject", "explode": True},
            "v%5B0%5D%5Ba%5D=1&v%5B1%5D%5Ba%5D=2",
            [{"a": 1}, {"a": 2}],
        ),
        ({"type": "string"}, {"allowReserved": True}, "v=http://x/y", "http://x/y"),
        ({"type": "string"}, {"contentType": "application/json"}, "v=%22x%22", "x"),
        ({"type": "array", "items": {"type": "object"}}, {}, "v=%7B%7D&v=%7B%22a%22%3A%221%22%7D", [{}, {"a": "1"}]),
        ({"anyOf": [{"type": "string", "enum": [""]}, {"type": "array", "items": {"type": "string"}}]}, {}, "v=", ""),
        ({"anyOf": [{"type": "integer"}, {"type": "array", "items": {"type": "string"}}]}, {}, "v=a", ["a"]),
    ],
)
def test_forms_follow_their_encoding(body_of: BodyOf, schema: Any, encoding: Any, text: str, value: Any) -> None:
    whole = {"type": "object", "properties": {"v": schema, "w": {"type": "string"}}}
    body = body_of(FORM, {"schema": whole, "encoding": {"v": encoding}})
    assert body.read(text + "&w=x") == {"v": value, "w": "x"}
    if value != ["a"]:
        assert body.write({"v": value, "w": "x"}).decode() == text + "&w=x"


def test_json_valued_fields_are_not_coerced(body_of: BodyOf) -> None:
    whole = {"type": "object", "properties": {"v": {"type": "integer"}}}
    body = body_of(FORM, {"schema": whole, "encoding": {"v": {"contentType": "application/json"}}})
    assert body.read("v=%225%22") == {"v": "5"}
    assert body.read("v=5") == {"v": 5}
    with pytest.raises(Malformed) as refusal:
        body.read("v=x")
    assert refusal.value.path == ("v",)


ADDRESS = {"type": "object", "properties": {"city": {"type": "string"}, "zip": {"type": "integer"}}}
SENDER = {"anyOf": [{"type": "string", "pattern": "^adr_"}, ADDRESS]}


@pytest.mark.parametrize(
    ("schema", "text", "value"),
    [
        pytest.param(SENDER, "v=adr_1", "adr_1", id="text of a union"),
        pytest.param(SENDER, "v=%7B%22zip%22%3A1%7D", {"zip": 1}, id="JSON of a union"),
        pytest.param(SENDER, "v=%7Badr", "{adr", id="no JSON after all"),
        pytest.param({"type": ["integer", "null"]}, "v=", None, id="null is empty"),
        pytest.param({"type": ["string", "null"]}, "v=", "", id="empty text is not null"),
        pytest.param({"type": ["object", "null"]}, "v=", None, id="null for an object"),
        pytest.param({"type": "array", "items": SENDER}, "v=adr_1&v=%7B%7D", ["adr_1", {}], id="union items"),
        pytest.param({"type": "array", "items": {"type": "integer"}}, "v=%5B1%2C2%5D", [1, 2], id="array as JSON"),
        pytest.param({"type": "array", "items": {"type": "string"}}, "v=", [""], id="array of an empty text"),
    ],
)
def test_a_field_means_what_its_schema_accepts(body_of: BodyOf, schema: Any, text: str, value: Any) -> None:
    assert body_of(FORM, {"schema": {"type": "object", "properties": {"v": schema}}}).read(text) == {"v": value}


def test_a_form_of_variants_is_typed_by_the_variant_that_fits(body_of: BodyOf) -> None:
    variants = [
        {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "n"}, "v": {"type": "integer"}}},
        {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "t"}, "v": {"type": "string"}}},
    ]
    body = body_of(FORM, {"schema": {"oneOf": variants}})
    assert body.read("kind=n&v=5") == {"kind": "n", "v": 5}
    assert body.read("kind=t&v=5") == {"kind": "t", "v": "5"}


def test_many_ambiguous_fields_do_not_multiply(body_of: BodyOf) -> None:
    names = [f"f{number}" for number in range(40)]
    body = body_of(FORM, {"schema": {"type": "object", "properties": dict.fromkeys(names, SENDER)}})
    text = "&".join(f"{name}=%7B%22zip%22%3A1%7D" for name in names)
    assert body.read(text) == {name: {"zip": 1} for name in names}


def test_null_is_left_out_unless_it_is_required(body_of: BodyOf) -> None:
    null = {"type": ["integer", "null"]}
    body = body_of(FORM, {"schema": {"type": "object", "required": ["a"], "properties": {"a": null, "b": null}}})
    assert body.write({"a": None, "b": None}) == b"a="
    assert body.read("a=") == {"a": None}
