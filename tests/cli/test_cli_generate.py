"""`mockserver generate`: sample data in four formats, each value of an entity of its own."""

import csv
import io
import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from mockserver.cli.main import cli, run
from mockserver.serve import create_app

SHOP = """\
openapi: 3.1.0
info: {title: Shop, version: "1"}
paths:
  /products:
    get:
      operationId: listProducts
      responses:
        '200':
          description: a page
          content:
            application/json:
              schema:
                type: object
                required: [products, page]
                properties:
                  products: {type: array, minItems: 2, items: {$ref: '#/components/schemas/Product'}}
                  page: {type: object, required: [total], properties: {total: {type: integer}}}
  /products/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get:
      operationId: getProduct
      responses:
        '200':
          description: one
          content:
            application/json:
              schema: {type: object, required: [product], properties: {product: {$ref: '#/components/schemas/Product'}}}
    delete:
      operationId: deleteProduct
      responses: {'204': {description: gone}}
components:
  schemas:
    Product:
      type: object
      required: [id, name, price, size]
      properties:
        id: {type: string, format: uuid}
        name: {type: string}
        price: {type: number}
        size: {type: object, required: [width], properties: {width: {type: integer}}}
        tags: {type: array, items: {type: string}}
    Nothing: false
"""


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "openapi.yaml").write_text(SHOP, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def generated(*args: str) -> str:
    result: Result = CliRunner().invoke(cli, ["generate", "--no-cache", *args], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def refused(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str]:
    return run(["generate", "--no-cache", *args]), capsys.readouterr().err


@pytest.mark.usefixtures("shop")
def test_one_value_is_indented_json() -> None:
    text = generated("Product")
    assert json.loads(text).keys() == {"id", "name", "price", "size", "tags"}
    assert text.startswith('{\n  "id": "')


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize(
    ("shape", "read"),
    [
        ("json", json.loads),
        ("ndjson", lambda text: [json.loads(line) for line in text.splitlines()]),
        ("yaml", yaml.safe_load),
    ],
)
def test_formats_hold_the_same_values(shape: str, read) -> None:
    values = read(generated("Product", "-n", "5", "--format", shape))
    assert values == json.loads(generated("Product", "-n", "5"))
    assert len(values) == 5


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize("name", ["Product", "getProduct", "GET /products/{id}"])
def test_each_value_is_of_an_entity_of_its_own(name: str) -> None:
    rows = list(csv.DictReader(io.StringIO(generated(name, "-n", "1500", "--format", "csv"))))
    assert len({row["id"] for row in rows}) == 1500


@pytest.mark.usefixtures("shop")
def test_rows_of_a_csv_are_flat() -> None:
    rows = list(csv.reader(io.StringIO(generated("getProduct", "-n", "3", "--format", "csv"))))
    assert rows[0] == ["id", "name", "price", "size.width", "tags"]
    assert len(rows) == 4
    assert all(isinstance(json.loads(row[4]), list) for row in rows[1:])


@pytest.mark.usefixtures("shop")
def test_a_page_gives_a_row_per_element() -> None:
    page = json.loads(generated("listProducts"))
    rows = list(csv.DictReader(io.StringIO(generated("listProducts", "--format", "csv"))))
    assert [row["id"] for row in rows] == [product["id"] for product in page["products"]]


@pytest.mark.usefixtures("shop")
def test_the_seed_and_the_dictionary_decide(shop: Path) -> None:
    (shop / "words.yaml").write_text("name: [Oak chair, Elm table]\nProduct.price: 9.5\n", encoding="utf-8")
    assert generated("Product", "--seed", "a") == generated("Product", "--seed", "a")
    assert generated("Product", "--seed", "a") != generated("Product", "--seed", "b")
    values = json.loads(generated("Product", "-n", "40", "--dictionary", "words.yaml"))
    assert {value["name"] for value in values} == {"Oak chair", "Elm table"}
    assert {value["price"] for value in values} == {9.5}


@pytest.mark.usefixtures("shop")
def test_a_dictionary_may_nest_the_properties_of_a_schema(shop: Path) -> None:
    (shop / "words.yaml").write_text("Product: {name: [Oak chair], size: {width: 7}}\n", encoding="utf-8")
    value = json.loads(generated("Product", "--dictionary", "words.yaml"))
    assert (value["name"], value["size"]) == ("Oak chair", {"width": 7})


@pytest.mark.usefixtures("shop")
def test_a_word_that_touches_nothing_is_named(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = "Product: {name: [Oak chair], colour: red}\nProduct.size: {width: 1}\nsize: {depth: 2}\nnosuch: 1\n"
    (shop / "words.yaml").write_text(words, encoding="utf-8")
    (shop / "mockserver.toml").write_text('dictionary_file = "words.yaml"\n', encoding="utf-8")
    assert run(["check", "--no-cache"]) == 0
    told = [line for line in capsys.readouterr().out.splitlines() if "UNKNOWN_WORD" in line]
    assert told == [
        f"words.yaml: warning: the dictionary names '{name}': no schema or property is called so [UNKNOWN_WORD]"
        for name in ("nosuch", "Product.colour")
    ]


def test_what_is_generated_is_what_the_server_shows() -> None:
    """The counts in lists are of the whole collection, which only the API's resources tell."""
    spec = Path(__file__).resolve().parents[2] / "openapi.yaml"
    client = create_app(spec, stateless=True, cache=False).test_client()
    contacts = json.loads(generated("ContactSchema", str(spec), "-n", "6"))
    for contact in contacts:
        shown = client.get(f"/api/contacts/{contact['uniqueId']}").get_json()["contact"]
        assert {name: shown[name] for name in contact} == contact


ABBREVIATED = """
openapi: 3.1.0
info: {title: Items, version: '1'}
paths:
  /items:
    get: {operationId: listF, responses: {'200': {description: Some, content: {application/json: {schema:
      {type: array, items: {$ref: '#/components/schemas/F'}}}}}}}
  /items/{itemId}:
    parameters: [{name: itemId, in: path, required: true, schema: {type: integer}}]
    get: {operationId: getF, responses: {'200': {description: One, content: {application/json: {schema:
      {$ref: '#/components/schemas/F'}}}}}}
  /boxes/{boxId}:
    parameters: [{name: boxId, in: path, required: true, schema: {type: integer}}]
    get: {operationId: getBox, responses: {'200': {description: One, content: {application/json: {schema:
      {type: object, required: [data], properties: {data: {$ref: '#/components/schemas/B'}}}}}}}}
components:
  schemas:
    F: {type: object, required: [id, name], properties: {id: {type: integer}, name: {type: string}}}
    B: {type: object, required: [id, name], properties: {id: {type: integer}, name: {type: string}}}
"""
"""What the kinds are called is told by the paths alone."""


@pytest.mark.parametrize(
    ("name", "path", "inside"),
    [("getF", "/items", ""), ("F", "/items", ""), ("listF", "/items", ""), ("getBox", "/boxes", "data")],
)
def test_what_the_paths_tell_of_an_entity_is_heard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, path: str, inside: str
) -> None:
    (tmp_path / "openapi.yaml").write_text(ABBREVIATED, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    client = create_app(tmp_path / "openapi.yaml", stateless=True, cache=False).test_client()
    values = json.loads(generated(name, "-n", "2"))
    for value in (each for page in values for each in (page if isinstance(page, list) else [page])):
        identifier = (value[inside] if inside else value)["id"]
        assert client.get(f"{path}/{identifier}").get_json() == value


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize(
    ("args", "message"),
    [
        (
            ["Zzz"],
            (
                "error: 'Zzz' is neither an operation nor a schema [UNKNOWN_NAME]\n"
                "  known: listProducts, getProduct, deleteProduct, Product, Nothing\n"
            ),
        ),
        (
            ["Produkt"],
            "error: 'Produkt' is neither an operation nor a schema [UNKNOWN_NAME]\n  did you mean Product",
        ),
        (["deleteProduct"], "error: deleteProduct documents no success body to generate [NO_BODY]\n"),
        (["Product", "--locale", "xx_YY"], "error: Faker knows no locale 'xx_YY' [UNKNOWN_LOCALE]\n  write a language"),
        (
            ["Product", "--dictionary", "no.yaml"],
            "error: cannot read the dictionary no.yaml: No such file",
        ),
    ],
)
def test_what_cannot_be_generated_is_told(capsys: pytest.CaptureFixture[str], args: list[str], message: str) -> None:
    code, said = refused(capsys, *args)
    assert code == 2
    assert said.startswith(message)


@pytest.mark.usefixtures("shop")
def test_a_schema_without_values_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = refused(capsys, "Nothing")
    assert code == 1
    assert said == "error: no value satisfies the schema at its root: the schema is false [UNSATISFIABLE]\n"


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("words.json", "[1]", "words.json: a dictionary maps names of properties or schemas to values"),
        ("words.json", '{"a": }', "words.json:1"),
        ("words.toml", "a = ", "words.toml: the dictionary is not TOML"),
        ("words.yaml", "a: [", "words.yaml:2"),
    ],
)
def test_a_dictionary_that_is_none_is_told(
    shop: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, problem: str
) -> None:
    (shop / name).write_text(text, encoding="utf-8")
    code, said = refused(capsys, "Product", "--dictionary", name)
    assert code in (2, 3)
    assert said.startswith(f"error: {problem}")
