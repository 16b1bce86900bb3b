"""Examples as the author wrote them: by value, as text, in a file, in the schema; and those that are wrong."""

import textwrap

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockserver.answer.shaping.repair import repaired
from mockserver.answer.world.pins import overlaid
from mockserver.contract.parameter import MISSING
from mockserver.messages import Request
from mockserver.serve.assemble import build_engine
from mockserver.settings import Settings

DOCUMENT = """
openapi: 3.2.0
info: {{title: Examples, version: "1"}}
paths:
  /x:
    get:
      responses:
        "200":
          description: x
          content:
            {content}
components:
  schemas:
    Point:
      type: object
      required: [x, y]
      properties: {{x: {{type: integer}}, y: {{type: integer, maximum: 9}}, label: {{type: string, minLength: 2}}}}
    Shown:
      type: object
      properties: {{n: {{type: integer}}}}
      example: {{n: 5}}
    Dog:
      type: object
      required: [kind, id, bark]
      properties: {{kind: {{type: string}}, id: {{type: integer}}, bark: {{type: boolean}}}}
    Cat:
      type: object
      required: [kind, id, lives]
      properties: {{kind: {{type: string}}, id: {{type: integer}}, lives: {{type: integer}}}}
"""


@pytest.fixture
def answer(tmp_path):
    """Return what GET /x answers when its content is this."""

    def ask(content, prefer="", files=None):
        for name, data in (files or {}).items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        spec = tmp_path / "api" / "api.yaml"
        spec.parent.mkdir(exist_ok=True)
        spec.write_text(DOCUMENT.format(content=textwrap.indent(textwrap.dedent(content), " " * 12).strip()))
        engine = build_engine(Settings(spec=(str(spec),), cache=False))
        return engine.handle(Request("GET", "/x", "", {"prefer": prefer} if prefer else {}))

    return ask


POINT = "application/json: {schema: {$ref: '#/components/schemas/Point'}, "


@pytest.mark.parametrize(
    ("content", "body", "source"),
    [
        pytest.param(POINT + "example: {x: 1, y: 2}}", b'{"x":1,"y":2}', "example", id="example"),
        pytest.param(POINT + "examples: {a: {value: {x: 1, y: 2}}}}", b'{"x":1,"y":2}', "example", id="value"),
        pytest.param(POINT + "examples: {a: {dataValue: {x: 1, y: 2}}}}", b'{"x":1,"y":2}', "example", id="dataValue"),
        pytest.param(
            POINT + 'examples: {a: {serializedValue: \'{ "x": 1, "y": 2 }\'}}}',
            b'{ "x": 1, "y": 2 }',
            "example",
            id="serializedValue",
        ),
        pytest.param(
            "application/json: {schema: {$ref: '#/components/schemas/Shown'}}",
            b'{"n":5}',
            "example",
            id="of the schema",
        ),
        pytest.param("text/plain: {schema: {type: string, default: hello}}", b"hello", "example", id="default"),
        pytest.param(
            "application/x-ndjson: {itemSchema: {$ref: '#/components/schemas/Point'}, "
            "example: [{x: 1, y: 2}, {x: 3, y: 4}]}",
            b'{"x":1,"y":2}\n{"x":3,"y":4}\n',
            "example",
            id="items",
        ),
        pytest.param("application/json: {}", b"{}", "generated", id="nothing but a media type"),
        pytest.param("application/octet-stream: {}", b"", "generated", id="nothing at all"),
    ],
)
def test_the_example_is_served(answer, content, body, source):
    exchange = answer(content)
    assert (exchange.response.status, exchange.response.body, exchange.source) == (200, body, source)


def test_an_example_in_a_file_of_its_own_is_served_as_it_is(answer):
    body = b'{ "x": 1,\n  "y": 2 }\n'
    exchange = answer(POINT + "examples: {a: {externalValue: more/a.json}}}", files={"api/more/a.json": body})
    assert (exchange.response.body, exchange.source) == (body, "example")


def test_an_example_that_is_no_json_at_all_may_be_a_file_too(answer):
    image = b"\x89PNG\r\n\x1a\n\x00"
    exchange = answer("image/png: {examples: {a: {externalValue: ./a.png}}}", files={"api/a.png": image})
    assert (exchange.response.body, exchange.response.header("content-type")) == (image, "image/png")


@pytest.mark.parametrize(
    ("address", "told"),
    [
        pytest.param("../secret.json", "the reference leads out of the description's folder", id="outside"),
        pytest.param("/etc/hostname", "the reference leads out of the description's folder", id="absolute"),
        pytest.param("nowhere.json", "there is no such file", id="missing"),
        pytest.param("http://example.invalid/x.json", "leads to the host example.invalid", id="another host"),
        pytest.param("broken.json", "is no application/json", id="malformed"),
    ],
)
def test_a_file_that_must_not_or_cannot_be_read_is_left_out_and_told(answer, caplog, address, told):
    exchange = answer(
        POINT + f"examples: {{a: {{externalValue: '{address}'}}}}}}",
        files={"secret.json": b'{"x":1,"y":2}', "api/broken.json": b"{"},
    )
    assert (exchange.response.status, exchange.source) == (200, "generated")
    assert told in caplog.text


@pytest.mark.parametrize(
    ("example", "kept"),
    [
        pytest.param("{x: '1', y: '2'}", {"x": 1, "y": 2}, id="texts are typed"),
        pytest.param("{x: 1}", {"x": 1}, id="what is missing is added"),
        pytest.param("{x: 1, y: 99, label: spot}", {"x": 1, "label": "spot"}, id="what is wrong is replaced"),
        pytest.param(
            "{x: 1, y: 2, label: a, more: 3}", {"x": 1, "y": 2, "more": 3}, id="what is too short is replaced"
        ),
    ],
)
def test_a_wrong_example_is_repaired_and_told_once(answer, caplog, example, kept):
    exchange = answer(POINT + f"example: {example}}}")
    document = orjson.loads(exchange.response.body)
    assert exchange.source == "example"
    assert kept.items() <= document.items()
    assert isinstance(document["y"], int)
    assert document["y"] <= 9
    assert caplog.text.count("breaks its schema") == 1


def test_a_wrong_example_that_is_asked_for_by_name_is_repaired_too(answer):
    content = POINT + "examples: {good: {value: {x: 1, y: 2}}, bad: {value: {x: 7}}}}"
    assert orjson.loads(answer(content, "example=bad").response.body)["x"] == 7
    assert orjson.loads(answer(content, "example=good").response.body) == {"x": 1, "y": 2}


class Accepting:
    """A bundle whose validator takes objects with an integer `a` and no text anywhere."""

    def __init__(self):
        self.validator = self

    def is_valid(self, value):
        return isinstance(value, dict) and isinstance(value.get("a"), int) and not _has_text(value)

    def coerce(self, value):
        return value


def _has_text(value):
    if isinstance(value, dict):
        return any(_has_text(member) for member in value.values())
    return isinstance(value, str)


TREES = st.recursive(
    st.integers() | st.text(max_size=2), lambda inner: st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
)


@given(TREES)
def test_what_is_repaired_is_valid_and_the_example_is_left_as_it_was(example):
    before = repr(example)
    generated = {"a": 1, "b": {"a": 2}, "c": 3}
    mended = repaired(Accepting(), example, generated)
    assert mended is MISSING or Accepting().is_valid(mended)
    assert generated == {"a": 1, "b": {"a": 2}, "c": 3}
    assert repr(example) == before


def test_members_are_laid_over_at_any_depth():
    assert overlaid({"a": 1, "b": {"c": 2, "d": [3]}}, {"b": {"d": [4], "e": 5}}) == {
        "a": 1,
        "b": {"c": 2, "d": [4], "e": 5},
    }
    assert overlaid({"a": 1}, [2]) == [2]


VARIANTS = """\
application/json:
  schema:
    oneOf: [{$ref: '#/components/schemas/Dog'}, {$ref: '#/components/schemas/Cat'}]
    discriminator: {propertyName: kind, mapping: {dog: '#/components/schemas/Dog', cat: '#/components/schemas/Cat'}}
  example: %s
"""


@pytest.mark.parametrize(
    ("example", "kind", "own"),
    [
        ("{id: x, kind: dog}", "dog", "bark"),
        ("{id: x, kind: cat}", "cat", "lives"),
        ("{id: x, kind: dog, lives: 3}", "dog", "bark"),
    ],
)
def test_what_is_repaired_stays_of_its_kind(answer, example, kind, own):
    body = orjson.loads(answer(VARIANTS % example).response.body)
    assert (body["kind"], own in body) == (kind, True)
    assert isinstance(body["id"], int)


class Numbered(Accepting):
    """A bundle whose validator takes objects with an integer `id`, whatever else is in them."""

    def is_valid(self, value):
        return isinstance(value, dict) and isinstance(value.get("id"), int)


def test_objects_of_different_kinds_are_not_mixed():
    example, generated = {"kind": "cat", "lives": 3, "id": "x"}, {"kind": "dog", "bark": True, "id": 1}
    assert repaired(Numbered(), example, generated, frozenset({"kind"})) is MISSING
    assert repaired(Numbered(), example, generated) == {"kind": "cat", "lives": 3, "bark": True, "id": 1}
