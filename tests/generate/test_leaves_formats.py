"""Strings by format, length and encoding, judged by the engine that also judges real bodies."""

import json
import re
from base64 import b16decode, b64decode, urlsafe_b64decode
from datetime import UTC, datetime
from typing import Any

import pytest

from mockserver.generate import Generator, Scene
from mockserver.generate.generator import Maker
from mockserver.generate.leaves import GenerateOptions, instant, json_writer, render, string_source, tense_of
from mockserver.generate.leaves.leaf import mix
from mockserver.generate.leaves.text.formats import FORMATS
from mockserver.schema import acceptor

OPTIONS = GenerateOptions()
REGISTRY = """
    base64url binary byte char commonmark date date-time decimal decimal128 double double-int duration email float
    hostname html http-date idn-email idn-hostname int16 int32 int64 int8 ipv4 ipv6 iri iri-reference json-pointer
    media-range password regex relative-json-pointer sf-binary sf-boolean sf-decimal sf-integer sf-string sf-token
    time uint16 uint32 uint64 uint8 unix-time uri uri-reference uri-template uuid date-time-local time-local
    """.split()  # noqa: SIM905 - the registry's own list

SHAPES = {
    "base64url": r"[\w-]+",
    "binary": r"(?s).+",
    "byte": r"[A-Za-z0-9+/]+={0,2}",
    "char": r"(?s).",
    "commonmark": r"(?s).+",
    "date-time-local": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d",
    "decimal": r"\d+\.\d\d",
    "decimal128": r"\d+\.\d\d",
    "double": r"\d+\.\d\d",
    "double-int": r"\d+",
    "float": r"\d+\.\d\d",
    "html": r"<p>.+</p>",
    "http-date": r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT",
    "int8": r"-?\d{1,3}",
    "media-range": r"[a-z]+/[\w.+-]+",
    "password": r"\S{8,}",
    "sf-binary": r":[A-Za-z0-9+/=]+:",
    "sf-boolean": r"\?[01]",
    "sf-decimal": r"\d{1,12}\.\d{1,3}",
    "sf-integer": r"\d{1,15}",
    "sf-string": r'"[ -~]*"',
    "sf-token": r"[A-Za-z*][\w!#$%&'*+.^`|~:/-]*",
    "time-local": r"\d\d:\d\d:\d\d",
    "unix-time": r"\d{10}",
}


def drawn(schema, name="", count=150, options=OPTIONS):
    source = string_source(schema, name, (), options)
    assert source is not None, schema
    return [source(mix(number)) for number in range(count)]


@pytest.mark.parametrize("name", REGISTRY)
def test_every_format_of_the_registry_passes_the_engine(name):
    schema = {"type": "string", "format": name}
    accept = acceptor(schema)
    values = drawn(schema)

    assert [value for value in values if not accept(value)] == []
    assert [value for value in values if not re.fullmatch(SHAPES.get(name, r"(?s).+"), value)] == []


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_we_know_passes_the_engine_and_repeats(name):
    schema = {"type": "string", "format": name}
    accept = acceptor(schema)
    values = drawn(schema)

    assert all(accept(value) for value in values)
    assert values == drawn(schema, options=GenerateOptions())


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("email", 6, 6), ("email", 0, 12), ("email", 60, 80), ("email", 100, 120), ("idn-email", 0, 15),
        ("hostname", 1, 3), ("hostname", 0, 8), ("hostname", 100, 253), ("idn-hostname", 30, 40), ("uri", 0, 10),
        ("uri", 200, 2000), ("uri", 3, 3), ("iri", 0, 15), ("uri-reference", 1, 1), ("uri-template", 50, 60),
        ("json-pointer", 0, 0), ("json-pointer", 40, 50), ("regex", 1, 4), ("regex", 30, 40), ("byte", 0, 4),
        ("byte", 12, 12), ("byte", 40, 60), ("base64url", 4, 8), ("password", 4, 4), ("password", 64, 72),
        ("binary", 5, 5), ("html", 300, 300), ("commonmark", 0, 3), ("int32", 5, 5), ("int64", 1, 2),
        ("uuid", 36, 36), ("date", 10, 10), ("date-time", 20, 30), ("ipv4", 7, 15), ("ipv4", 13, 13),
        ("date-time", 24, 24), ("date-time", 29, 99), ("time", 15, 40), ("ipv4", 0, 7), ("ipv6", 0, 5),
        ("ipv6", 39, 39), ("email", 0, 5), ("hostname", 0, 4), ("duration", 12, 20), ("base64url", 43, 43),
        ("relative-json-pointer", 2, 2), ("uuid", 0, 36), ("byte", 44, 44), ("duration", 3, 3), ("time", 9, 9),
        ("char", 1, 1), ("ipv6", 0, 39), ("relative-json-pointer", 8, 20),
    ],
)  # fmt: skip
def test_a_format_keeps_the_length_beside_it(name, low, high):
    schema = {"type": "string", "format": name, "minLength": low, "maxLength": high}
    accept = acceptor(schema)

    assert [value for value in drawn(schema) if not accept(value)] == []


def test_a_length_that_no_value_of_the_format_has_is_unsatisfiable():
    assert string_source({"format": "uuid", "maxLength": 10}, "", (), OPTIONS) is None
    assert string_source({"format": "hostname", "minLength": 254}, "", (), OPTIONS) is None
    assert string_source({"format": "byte", "minLength": 1, "maxLength": 3}, "", (), OPTIONS) is None
    assert string_source({"minLength": 4, "maxLength": 3}, "", (), OPTIONS) is None


@pytest.mark.parametrize(
    ("format_name", "pattern"),
    [
        ("date", r"^20\d\d-"),
        ("date-time", r"Z$"),
        ("email", r"@example\.com$"),
        ("uri", r"^https://"),
        ("uuid", r"^[0-9a-f-]{36}$"),
        ("hostname", r"\.example\."),
        ("ipv4", r"^192\."),
        ("date-time", r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$"),
    ],
)
def test_format_and_pattern_hold_together(format_name, pattern):
    schema = {"type": "string", "format": format_name, "pattern": pattern}
    accept = acceptor(schema)

    assert all(accept(value) for value in drawn(schema))


@pytest.mark.parametrize(
    ("format_name", "pattern", "shape"),
    [
        ("email", r"@acme\.de$", r"[a-z.-]+\d*@acme\.de"),
        ("email", r"\+test@", r"[a-z.-]+\d*\+test@example\.(com|net|org)"),
        ("email", r"^[a-z]+@(gmail|yahoo)\.com$", r"[a-z]+@\w+\.com"),
        ("uuid", r"^[0-9a-f]{8}-[0-9a-f]{4}-7", r"[0-9a-f-]{13}-7[0-9a-f]{3}-.+"),
        ("uuid", r"^[0-9A-F-]{36}$", r"[0-9A-F-]{36}"),
        ("uuid", r"^a", r"a[0-9a-f-]{35}"),
        ("date", r"^2030", r"2030-\d\d-\d\d"),
        ("date", r"-01$", r"202[3-6]-\d\d-01"),
        ("date", r"-31$", r"202[3-6]-\d\d-31"),
        ("date", r"-02-29$", r"\d{4}-02-29"),
        ("date-time", r"\.\d{3}Z$", r"202[3-6]-.{14}\.\d{3}Z"),
        ("date-time", r"\+\d\d:\d\d$", r"202[3-6]-.{14}\+\d\d:\d\d"),
        ("date-time", r"^[^Z]*00:00:00Z$", r"202[3-6]-.*"),
        ("time", r"^08:", r"08:.*Z"),
        ("duration", r"^PT\d+S$", r"PT\d+S"),
        ("uri", r"\.pdf$", r"https://example\.(com|net|org)/\w+/\w+-\w+\.pdf"),
        ("uri", r"^s3://[a-z-]+/", r"s3://.*"),
        ("uri", r"^https://api\.acme\.com/v\d+/", r"https://api\.acme\.com/v.*"),
        ("uri-reference", r"\?page=\d+$", r"/.*\?page=\d+"),
        ("hostname", r"\.internal$", r"\w+\.example\.\w+\.internal"),
        ("hostname", r"^db-", r"db-.*"),
        ("ipv4", r"^10\.", r"10\..*"),
        ("ipv6", r"^fe80::", r"fe80::.*"),
        ("json-pointer", r"^/paths/", r"/paths/.*"),
        ("relative-json-pointer", r"#$", r"\d+.*#"),
        ("byte", r"^eyJ", r"eyJ.*"),
        ("iri", r"^https://müller", r"https://müller.*"),
        ("idn-email", r"^jörg@", r"jörg@.+"),
        ("idn-hostname", r"^bücher\.", r"bücher\..*"),
    ],
)
def test_a_pattern_bends_the_ordinary_values_of_a_format(format_name, pattern, shape):
    schema = {"type": "string", "format": format_name, "pattern": pattern}
    accept = acceptor(schema)
    values = drawn(schema)

    assert [value for value in values if not accept(value)] == []
    assert [value for value in values if not re.fullmatch(shape, value)] == []
    assert values == drawn(schema, options=GenerateOptions())


@pytest.mark.parametrize("more", [{}, {"pattern": "^(?:[A-Za-z0-9_+/=-]{4})*[A-Za-z0-9_+/=-]*$"}])
@pytest.mark.parametrize(
    ("encoding", "length"),
    [("base64", 40), ("base64", 44), ("base64", 88), ("base64url", 43), ("base16", 32), ("base32", 56), ("8bit", 7)],
)
def test_an_encoding_keeps_the_length_of_a_digest(encoding, length, more):
    values = drawn({"contentEncoding": encoding, "minLength": length, "maxLength": length, **more})

    decode = {"base64": b64decode, "base64url": lambda text: urlsafe_b64decode(text + "="), "base16": b16decode}
    assert {len(value) for value in values} == {length}
    assert all(decode.get(encoding, str)(value) for value in values)
    assert len(set(values)) > len(values) / 4


@pytest.mark.parametrize(
    ("encoding", "pattern"),
    [("base64", "^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$"), ("base16", "^[0-9a-f]{64}$"), ("base64url", "^ey[^-]*$")],
)
def test_an_encoding_and_a_pattern_hold_together(encoding, pattern):
    values = drawn({"contentEncoding": encoding, "pattern": pattern})

    assert all(re.search(pattern, value) for value in values)


def test_several_patterns_hold_together():
    schema = {"type": "string", "pattern": "^[a-z0-9-]+$", "x-allPatterns": ["^.{6,12}$", "[0-9]"]}
    accept = acceptor({"allOf": [{"pattern": text} for text in ("^[a-z0-9-]+$", "^.{6,12}$", "[0-9]")]})

    assert all(accept(value) for value in drawn(schema))


@pytest.mark.parametrize(
    ("low", "high"), [(0, 0), (1, 1), (2, 2), (0, 5), (10, 12), (77, 77), (300, 310), (5000, None)]
)
def test_text_without_meaning_keeps_its_length_and_its_edges_clean(low, high):
    schema = {"type": "string", "minLength": low, **({} if high is None else {"maxLength": high})}
    values = drawn(schema)

    assert all(low <= len(value) <= (high if high is not None else low + 50) for value in values)
    assert all(value == value.strip() for value in values)


@pytest.mark.parametrize(("low", "high"), [(0, None), (0, 8), (30, 40), (6, 6)])
def test_a_name_that_ends_in_id_gets_no_phrase(low, high):
    schema = {"type": "string", "minLength": low, **({} if high is None else {"maxLength": high})}
    values = drawn(schema, "node_id")

    assert all(re.fullmatch(r"[a-z0-9]+", value) and acceptor(schema)(value) for value in values)
    assert len(set(values)) == len(values)


@pytest.mark.parametrize("name", ["createdAt", "updated", "lastLogin", "date"])
def test_plain_moments_lie_in_the_two_years_before_now(name):
    moments = [datetime.fromisoformat(value) for value in drawn({"format": "date-time"}, name)]
    now = OPTIONS.now

    assert all(0 < (now - moment).total_seconds() < 2 * 366 * 86_400 for moment in moments)
    assert all(moment.microsecond == 0 and moment.tzinfo is not None for moment in moments)


@pytest.mark.parametrize("name", ["expiresAt", "due_date", "nextBillingDate", "scheduledFor", "deadline", "validUntil"])
def test_names_that_speak_of_the_future_lie_ahead(name):
    assert all(datetime.fromisoformat(value) > OPTIONS.now for value in drawn({"format": "date-time"}, name))
    assert tense_of(name) == "future"


def test_the_reference_moment_can_be_moved():
    options = GenerateOptions(now=datetime(2031, 1, 1, tzinfo=UTC))
    assert all(value[:4] in {"2029", "2030", "2028"} for value in drawn({"format": "date"}, "created", options=options))


def test_instants_are_what_formats_write():
    epoch = instant(mix(5), "createdAt", OPTIONS)
    assert render("date-time", epoch) == drawn({"format": "date-time"}, "createdAt", 6)[5]
    assert render("date", epoch) == render("date-time", epoch)[:10]
    assert render("unix-millis", epoch) == epoch * 1000
    assert render("http-date", 0) == "Thu, 01 Jan 1970 00:00:00 GMT"


@pytest.mark.parametrize(
    ("encoding", "decode"),
    [
        ("base64", lambda text: b64decode(text, validate=True)),
        ("base64url", lambda text: urlsafe_b64decode(text + "=" * (-len(text) % 4))),
        ("binary", lambda text: text.encode("latin-1")),
        (None, lambda text: text.encode("latin-1")),
    ],
)
@pytest.mark.parametrize(
    ("media_type", "start"),
    [
        ("image/png", b"\x89PNG\r\n"),
        ("application/pdf", b"%PDF"),
        ("text/csv", b"item,"),
        ("application/xml", b"<note>"),
    ],
)
def test_content_is_a_document_of_its_media_type_in_its_encoding(media_type, start, encoding, decode):
    schema = {"contentMediaType": media_type, **({"contentEncoding": encoding} if encoding else {})}
    assert all(decode(value).startswith(start) for value in drawn(schema, count=10))


def test_content_of_json_holds_what_its_schema_asks_for():
    schema = {"contentMediaType": "application/json", "contentEncoding": "base64"}
    source = string_source(schema, "", (), OPTIONS, content=lambda entropy: {"n": entropy % 5})
    assert json.loads(b64decode(source(12))) == {"n": 2}


def test_json_without_an_encoding_stands_as_text():
    schema = {"contentMediaType": "application/vnd.api+json", "contentSchema": {"type": "string"}}
    assert json_writer(schema)({"city": "Zürich"}) == '{"city":"Zürich"}'
    assert json_writer({"contentMediaType": "text/plain", "contentSchema": {}}) is None
    assert json_writer({"contentMediaType": "application/json"}) is None


def test_a_user_may_provide_a_format():
    options = GenerateOptions(providers={"wkn": lambda random: f"A{random.randrange(10**5):05}"})
    assert all(re.fullmatch(r"A\d{5}", value) for value in drawn({"format": "wkn"}, options=options))


WRITTEN = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[1-2][0-9]|3[0-1])[T,t]([0-1][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)"


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        (
            "create_time",
            {"format": "of_our_own", "pattern": rf"{WRITTEN}([.][0-9]+)?([Zz]|[+-][0-9]{{2}}:[0-9]{{2}})$"},
        ),
        ("value", {"pattern": rf"{WRITTEN}[.][0-9]{{3}}Z$"}),
        ("value", {"pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$"}),
        ("value", {"pattern": r"^\d{4}-\d{2}-\d{2}"}),
        ("expiry", {"pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"}),
        ("updated_at", {"format": "moment", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
    ],
)
def test_a_moment_that_a_pattern_describes_is_near_now(name: str, schema: dict[str, Any]) -> None:
    whole = {"type": "object", "required": [name], "properties": {name: {"type": "string", **schema}}}
    make = Maker(whole, "Thing", "response", Generator())
    for number in range(60):
        text = make(Scene(key=str(number)))[name]
        moment = datetime.fromisoformat(f"{text}-01" if len(text) == len("2026-06") else text)
        assert 2023 < moment.year < 2028


@pytest.mark.parametrize("pattern", ["^[0-9A-Z:.-]+$", "^.{5,64}$", r"^\d{4}-\d{2}$", r"^\d{4}-\d{2}-\d{2}-[A-Z]$"])
def test_a_pattern_that_is_made_for_more_than_moments_gives_none(pattern: str) -> None:
    schema = {"type": "object", "required": ["value"], "properties": {"value": {"type": "string", "pattern": pattern}}}
    make = Maker(schema, "Thing", "response", Generator())
    values = {make(Scene(key=str(number)))["value"] for number in range(20)}
    assert not any(value.startswith("202") for value in values)
