"""`x-faker`, the user's own words, and the pools behind them."""

import os
import re
import subprocess
import sys
from datetime import datetime
from textwrap import dedent

import orjson
import pytest

from mockserver.errors import UsageError
from mockserver.generate.leaves import FakerError, GenerateOptions, Pools, dictionary_for, x_faker
from mockserver.generate.leaves.fakes.moments import SPANS
from mockserver.generate.leaves.fakes.values import VALUES
from mockserver.generate.leaves.leaf import mix
from mockserver.generate.leaves.meaning import tables
from mockserver.schema import acceptor

OPTIONS = GenerateOptions()
JAVASCRIPT = [
    f"{module}.{name}"
    for module, names in orjson.loads((tables.FOLDER.parent / "fakes" / "javascript.json").read_bytes()).items()
    for name in names
]
NEEDS = {
    "string.fromCharacters": ["abc", 3],
    "helpers.arrayElement": [["a", "b"]],
    "helpers.arrayElements": [["a", "b", "c"], 2],
    "helpers.enumValue": [["a", "b"]],
    "helpers.randomize": [["a", "b"]],
    "helpers.shuffle": [["a", "b"]],
    "helpers.weightedArrayElement": [[{"weight": 9, "value": "a"}, {"weight": 1, "value": "b"}]],
    "random.arrayElement": [["a", "b"]],
    "random.arrayElements": [["a", "b"]],
    "date.between": {"from": "2024-01-01", "to": "2024-12-31"},
}


def drawn(wish, count=60, options=OPTIONS, **schema):
    leaf = x_faker({**schema, "x-faker": wish}, options)
    assert leaf is not None
    return [leaf(mix(number)) for number in range(count)]


@pytest.mark.parametrize("name", [*JAVASCRIPT, *VALUES, *SPANS])
def test_every_javascript_name_makes_json_values_that_repeat(name):
    wish = {name: NEEDS[name]} if name in NEEDS else name
    values = drawn(wish, 20)

    assert orjson.loads(orjson.dumps(values)) == values
    assert values == drawn(wish, 20, options=GenerateOptions())


def test_there_are_more_than_300_javascript_names():
    assert len({*JAVASCRIPT, *VALUES, *SPANS}) > 300


@pytest.mark.parametrize(
    ("wish", "shape"),
    [
        ("name.firstName", r"[A-Z]\w+"),
        ("person.firstName", r"[A-Z]\w+"),
        ("first_name", r"[A-Z][\w-]+"),
        ({"datatype.number": {"min": 10, "max": 11}}, r"1[01]"),
        ({"datatype.number": 5}, r"[0-5]"),
        ({"number.int": {"min": 10, "max": 90, "multipleOf": 10}}, r"[1-9]0"),
        ({"number.float": {"min": 1, "max": 2, "fractionDigits": 1}}, r"1\.\d|2\.0"),
        ({"datatype.float": {"min": 0, "max": 1, "precision": 0.25}}, r"0\.0|0\.25|0\.5|0\.75|1\.0"),
        ({"helpers.slugify": ["two words"]}, r"two-words"),
        ({"helpers.slugify": "two words"}, r"two-words"),
        ({"helpers.arrayElement": [["a", "b"]]}, r"[ab]"),
        ({"helpers.arrayElement": ["a", "b"]}, r"[ab]"),
        ({"helpers.replaceSymbols": ["##-??"]}, r"\d\d-[A-Z]{2}"),
        ({"helpers.fromRegExp": ["[A-F]{3}[0-9]{2}"]}, r"[A-F]{3}[0-9]{2}"),
        ({"string.alphanumeric": 8}, r"[A-Za-z0-9]{8}"),
        ({"string.alpha": {"length": 4, "casing": "upper"}}, r"[A-Z]{4}"),
        ({"string.hexadecimal": {"length": 6, "casing": "lower", "prefix": "#"}}, r"#[0-9a-f]{6}"),
        ("string.uuid", r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"),
        ({"finance.amount": [5, 10, 2, "$"]}, r"\$([5-9]|10)\.\d\d"),
        ({"commerce.price": {"min": 1, "max": 3, "dec": 0}}, r"[123]"),
        ({"lorem.words": 4}, r"\w+( \w+){3}"),
        ({"lorem.slug": 2}, r"\w+-\w+"),
        ("lorem.sentence", r"[A-Z][\w ]+\."),
        ({"date.past": {"years": 1}}, r"202[56]-.*Z"),
        ({"date.between": ["2020-01-01T00:00:00Z", "2020-01-31T00:00:00Z"]}, r"2020-01-.*"),
        ("internet.email", r"[\w.]+@example\.\w+"),
        ("phone.phoneNumber", r"\+1\d{10}"),
        ("address.zipCode", r"\d{5}"),
        ("location.zipCode", r"\d{5}"),
        ("internet.ipv6", r"2001:db8:.*"),
        ("datatype.boolean", r"True|False"),
        ({"pyint": {"min_value": 3, "max_value": 5}}, r"[345]"),
        ({"pystr": [3, 3]}, r"[A-Za-z]{3}"),
        ({"random_element": [["x", "y"]]}, r"[xy]"),
        ("date_of_birth", r"\d{4}-\d\d-\d\d"),
        ("pydecimal", r"-?[\d.e+-]+"),
    ],
)
def test_names_and_arguments_mean_what_faker_says(wish, shape):
    assert [value for value in map(str, drawn(wish)) if not re.fullmatch(shape, value)] == []


@pytest.mark.parametrize(
    ("wish", "schema", "kind"),
    [
        ("finance.amount", {"type": "number"}, (int, float)),
        ("commerce.price", {"type": "string"}, str),
        ("datatype.number", {"type": "string"}, str),
        ("number.float", {"type": "integer"}, int),
        ("address.zipCode", {"type": "integer"}, int),
        ("date.past", {"type": "integer"}, int),
    ],
)
def test_values_are_brought_to_the_type_of_the_schema(wish, schema, kind):
    assert all(isinstance(value, kind) for value in drawn(wish, **schema))


def test_a_date_is_written_in_the_format_of_the_schema():
    accept = acceptor({"format": "date"})
    assert all(accept(value) for value in drawn("date.future", type="string", format="date"))
    assert all(datetime.fromisoformat(value) > OPTIONS.now for value in drawn("date.soon", format="date-time"))


def test_a_template_fills_in_people_whose_parts_agree():
    for value in drawn("{{name.firstName}} {{name.lastName}} <{{internet.email}}>"):
        first, last, email = re.fullmatch(r"(\w+) (\w+) <(.+)>", value).groups()
        assert email[0] == first[0].lower()
        assert last.lower()[:3] in email
    assert drawn({"helpers.fake": ["Dear {{name.firstName}}"]}, 1)[0].startswith("Dear ")


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        pytest.param(
            "internet.emial",
            """
            x-faker names no provider: 'internet.emial' [UNKNOWN_FAKER]
              did you mean internet.email or internet.emoji or internet.mac?
            """,
            id="misspelt",
        ),
        pytest.param(
            "seed",
            """
            x-faker names no provider: 'seed' [UNKNOWN_FAKER]
              names are those of Faker in JavaScript or Python
            """,
            id="no provider",
        ),
        pytest.param(
            [1],
            """
            x-faker is neither a name nor an object of one name with its arguments: [1] [UNKNOWN_FAKER]
              write 'name.firstName' or {datatype.number: {min: 10, max: 11}}
            """,
            id="no shape",
        ),
        pytest.param(
            {"datatype.number": {"min": "a"}},
            "x-faker datatype.number: min must be a number, not 'a' [UNKNOWN_FAKER]",
            id="no number",
        ),
        pytest.param(
            {"datatype.number": {"min": 3, "max": 1}},
            "x-faker datatype.number: no number from 3 to 1 in steps of 1 [UNKNOWN_FAKER]",
            id="empty range",
        ),
        pytest.param(
            {"lorem.words": 10**9},
            "x-faker lorem.words: count must be a number from 0 to 1000, not 1000000000 [UNKNOWN_FAKER]",
            id="too many",
        ),
        pytest.param(
            {"helpers.arrayElement": []},
            "x-faker helpers.arrayElement needs a list to choose from [UNKNOWN_FAKER]",
            id="nothing to choose",
        ),
        pytest.param(
            {"date.between": ["soon", "later"]},
            "x-faker date.between: 'soon' is no date such as 2026-03-31 [UNKNOWN_FAKER]",
            id="no date",
        ),
        pytest.param(
            {"first_name": {"color": 1}},
            """
            x-faker first_name: Provider.first_name() got an unexpected keyword argument 'color' [UNKNOWN_FAKER]
              check the arguments against Faker's own
            """,
            id="wrong argument",
        ),
    ],
)
def test_what_faker_cannot_do_is_said(wish, said):
    with pytest.raises(FakerError) as raised:
        x_faker({"x-faker": wish}, OPTIONS)
    assert str(raised.value) == dedent(said).strip()


def test_no_x_faker_is_no_wish():
    assert x_faker({"type": "string"}, OPTIONS) is None


def test_the_users_own_provider_wins_and_gets_a_seeded_random_and_its_arguments():
    options = GenerateOptions(providers={"name.firstName": lambda random, stem="Z": f"{stem}{random.randrange(100)}"})
    assert all(re.fullmatch(r"Q\d+", value) for value in drawn({"name.firstName": ["Q"]}, options=options))
    assert drawn("name.firstName", options=options) == drawn("name.firstName", options=options)


def test_the_dictionary_gives_a_value_or_one_of_a_list():
    options = GenerateOptions(
        dictionary={"color": ["teal", "plum"], "Shop.name": "Harbor Books", "Money": {"amount": 1}},
        providers={"size": lambda random: random.choice("SML")},
    )
    color = dictionary_for("color", "Shop", options)
    assert {color(number) for number in range(10)} == {"teal", "plum"}
    assert dictionary_for("name", "Shop", options)(1) == "Harbor Books"
    assert dictionary_for("name", "Pet", options) is None
    assert dictionary_for("", "Money", options)(1) == {"amount": 1}
    assert dictionary_for("size", "Shirt", options)(7) in set("SML")


def test_a_pool_is_drawn_once_and_does_not_depend_on_what_was_drawn_before():
    first, second = Pools("seed", "en_US"), Pools("seed", "en_US")
    second.draw("city")
    second.draw("pyint", 1, 6)

    assert first.draw("last_name") == second.draw("last_name")
    assert first.draw("last_name") is first.draw("last_name")
    assert first.draw("last_name") != Pools("other", "en_US").draw("last_name")
    assert first.draw("last_name", pool_locale="de_DE") != first.draw("last_name")
    assert len(first.draw("last_name", pool_size=10)) == 10


@pytest.mark.parametrize("name", ["__init__", "_config", "seed", "add_provider", "binary", "zip", "nothing_like_it"])
def test_only_providers_of_values_are_offered(name):
    assert not Pools("seed").offers(name)


def test_an_unknown_locale_is_named():
    with pytest.raises(UsageError) as raised:
        Pools("seed", "xx_YY").draw("name")
    assert str(raised.value) == (
        "Faker knows no locale 'xx_YY' [UNKNOWN_LOCALE]\n"
        "  write a language and a country, such as en_US, de_DE or pt_BR"
    )


PROGRAM = """
import sys
from mockserver.generate.leaves import GenerateOptions, hint_for, string_source, x_faker
options = GenerateOptions(seed="s", locale=sys.argv[1])
names = ("name", "email", "city", "job", "company")
leaves = [hint_for({"type": "string"}, name, (), "User", options) for name in names]
leaves += [string_source({"pattern": "^[a-z]{2,9}-[0-9]+$"}, "", (), options), x_faker({"x-faker": "word"}, options)]
print([leaf(number * 0x9E3779B97F4A7C15 % 2**64) for leaf in leaves for number in range(40)])
print("faker" in sys.modules)
"""


@pytest.mark.parametrize("locale", ["en_US", "de_DE"])
def test_another_process_makes_the_same_values(locale):
    running = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, locale],
            stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONHASHSEED": seed},
        )
        for seed in ("1", "2")
    ]  # fmt: skip
    outputs = {process.communicate(timeout=60)[0] for process in running}
    assert len(outputs) == 1
    assert outputs.pop().splitlines()[-1] == "True"


def test_the_default_locale_does_not_import_faker_before_it_is_asked_for():
    program = PROGRAM.replace(', x_faker({"x-faker": "word"}, options)', "")
    output = subprocess.run([sys.executable, "-c", program, "en_US"], capture_output=True, text=True, check=True).stdout
    assert output.splitlines()[-1] == "False"
