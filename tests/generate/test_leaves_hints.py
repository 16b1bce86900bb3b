"""What names mean: every row of the table is asked for, and what people would expect of a hundred names is spelled."""

import re

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockserver.generate import Generator, Scene
from mockserver.generate.generator import Maker
from mockserver.generate.leaves import GenerateOptions, group_for, hint_for, person, place
from mockserver.generate.leaves.leaf import mix
from mockserver.generate.leaves.meaning import tables
from mockserver.generate.leaves.meaning.codes import CODES
from mockserver.generate.leaves.meaning.fitting import RELATIVES
from mockserver.generate.leaves.meaning.owners import words_of
from mockserver.generate.leaves.meaning.providers import PROVIDERS
from mockserver.generate.leaves.subjects.atlas import atlas
from mockserver.schema import acceptor

OPTIONS = GenerateOptions()
ROWS = [row for rows in orjson.loads((tables.FOLDER / "hints.json").read_bytes()).values() for row in rows]
KINDS = ("string", "number", "integer", "boolean")
PYTHON_TYPES = {"string": str, "number": (int, float), "integer": int, "boolean": bool}


def drawn(leaf, count=60):
    return [leaf(mix(number)) for number in range(count)]


@pytest.mark.parametrize("row", [pytest.param(row, id=row["names"].split()[0]) for row in ROWS])
def test_every_row_makes_values_of_the_types_it_names(row):
    kinds = [kind for kind in KINDS if row.get(kind)]
    assert kinds, "a row that names no provider can never speak"
    for name in row["names"].split():
        for kind in kinds:
            values = drawn(hint_for({"type": kind}, name, (), "", OPTIONS), 20)
            assert all(isinstance(value, PYTHON_TYPES[kind]) for value in values), (name, kind)
            assert values == drawn(hint_for({"type": kind}, name, (), "", GenerateOptions()), 20)
            assert kind != "string" or all(value.strip() for value in values)


def test_there_are_more_than_150_rows_and_no_name_has_two_meanings_in_one_type():
    names = [(name, kind) for row in ROWS for name in row["names"].split() for kind in KINDS if kind in row]
    assert len(ROWS) > 150
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


def test_every_provider_is_asked_for_by_some_row_or_by_x_faker():
    faker = orjson.loads((tables.FOLDER.parent / "fakes" / "javascript.json").read_bytes())
    asked = {row[kind] for row in ROWS for kind in KINDS if kind in row}
    asked |= {key for names in faker.values() for key in names.values()}
    asked |= {key for keys in RELATIVES.values() for key in keys}
    asked |= {"job", "bio", "company.name", "company.email", "company.domain", "place.state", "success", "error"}
    assert sorted({*PROVIDERS, *CODES} - asked) == []


FULL = r"[^\W\d]+( [^\W\d]+)+"
SENTENCE = r".*[.!?]"
WHEN = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
CASES = [
    ("readingTime", "Article", (), "integer", r"\d{1,3}"),
    ("waitTime", "Ride", (), "integer", r"\d{1,3}"),
    ("readingTime", "Article", (), "string", r"P.+"),
    ("openingTime", "Shop", (), "string", r"\d\d:\d\d"),
    ("kundennummer", "Kunde", (), "string", r"C-\d{5}"),
    ("vertragsnummer", "Vertrag", (), "string", r"[A-Z0-9]{8}"),
    ("number", "", ("creditCard",), "string", r"4242\d{12}"),
    ("number", "Invoice", (), "string", r"INV-2026-\d{4}"),
    ("holder", "", ("creditCard",), "string", FULL),
    ("orderReference", "Payment", (), "string", r"[A-Z0-9]{8}"),
    ("origin", "Flight", (), "string", r"[A-Z][a-z]+.*"),
    ("destination", "Flight", (), "string", r"[A-Z][a-z]+.*"),
    ("origin", "Request", (), "string", r"https://.+"),
    ("gate", "Flight", (), "string", r"[A-E]\d{1,2}"),
    ("terminal", "Flight", (), "string", r"[1-4]"),
    ("hotelName", "Booking", (), "string", r"[A-Z].+ (Hotel|Inn|Suites|Resort|Lodge|Palace)"),
    ("title", "Guest", (), "string", r"(Mr|Ms|Mrs|Dr)\."),
    ("title", "Article", (), "string", r"[A-Z].+"),
    ("jobTitle", "Employee", (), "string", r"\S+( \S+)*"),
    ("yearsOfExperience", "Candidate", (), "integer", r"[12]?\d|30"),
    ("founded", "Company", (), "integer", r"(19|20)\d\d"),
    ("salary", "Job", (), "integer", r"\d{5,6}"),
    ("width", "", ("product", "dimensions"), "integer", r"\d{1,2}|1[012]\d"),
    ("width", "", ("image", "dimensions"), "integer", r"\d{3,4}"),
    ("unit", "", ("product", "dimensions"), "string", r"cm"),
    ("weightUnit", "Product", (), "string", r"kg|g"),
    ("uptime", "Server", (), "integer", r"\d{4,7}"),
    ("officeLocation", "Employee", (), "string", r"[A-Z][a-z]+.*"),
    ("firstName", "User", (), "string", r"[^\W\d]+"),
    ("slackWebhookUrl", "Settings", (), "string", r"https://hooks\.example\.com/services/[0-9A-F]{8}/\w{24}"),
    ("smtpPort", "MailSettings", (), "string", r"587|465|25|2525"),
    ("smtpHost", "MailSettings", (), "string", r"smtp\.\w+\.example\.(com|org|net)"),
    ("faviconUrl", "Site", (), "string", r"https://cdn\.example\.com/\w+/favicon\.ico"),
    ("webhookSecret", "Account", (), "string", r"whsec_\w{32}"),
    ("key", "ApiKeySchema", ("apikey",), "string", r"sk_test_\w{32}"),
    ("key", "Setting", (), "string", r"[a-z]+_[a-z]+"),
    ("link", "VideoMessageData", ("messageData",), "string", r"https://media\.example\.com/\w+\.mp4"),
    ("link", "AudioMessageData", ("messageData",), "string", r"https://media\.example\.com/\w+\.mp3"),
    ("url", "StickerMessageData", ("messageData",), "string", r"https://images\.example\.com/\w+\.jpg"),
    ("link", "DocumentMessageData", ("messageData",), "string", r"https://files\.example\.com/\w+\.pdf"),
    ("isrc", "Track", (), "string", r"[A-Z]{2}[A-Z]{3}\d{7}"),
    ("first_name", "User", (), "string", r"[^\W\d]+"),
    ("First-Name", "User", (), "string", r"[^\W\d]+"),
    ("vorname", "Kunde", (), "string", r"[^\W\d]+"),
    ("apellido", "Cliente", (), "string", r"[^\W\d]+"),
    ("nachname", "Kunde", (), "string", r"[^\W\d]+"),
    ("name", "ContactSchema", ("contact",), "string", FULL),
    ("name", "", ("author",), "string", FULL),
    ("name", "UserResponse", (), "string", FULL),
    ("ownerName", "Invoice", (), "string", FULL),
    ("name", "Company", (), "string", r"[A-Z]\w+ .+"),
    ("companyName", "Order", (), "string", r"[A-Z]\w+ .+"),
    ("name", "Pet", (), "string", r"[A-Z][a-z]+"),
    ("label", "TagSchema", ("tags",), "string", r"[\w-]+( [\w-]+)?"),
    ("name", "Attachment", (), "string", r"[\w-]+\.\w{3,4}"),
    ("name", "Repository", (), "string", r"\w+-\w+"),
    ("name", "Gizmo", (), "string", r"[A-Z]\w+ gizmo"),
    ("title", "Employee", (), "string", r"[A-Z].+"),
    ("title", "BlogPost", (), "string", r"[A-Z].+"),
    ("email", "User", (), "string", r"[\w.]+@example\.(com|org|net)"),
    ("email", "Company", (), "string", r"hello@\w+\.example\.com"),
    ("correo", "Cliente", (), "string", r"[\w.]+@example\.(com|org|net)"),
    ("username", "User", (), "string", r"[\w.]+"),
    ("phone", "Contact", (), "string", r"\+1\d{10}"),
    ("msisdn", "Contact", (), "integer", r"1\d{10}"),
    ("strasse", "Adresse", (), "string", r"\d+ .+"),
    ("billingCity", "Order", (), "string", r"[A-Z].+"),
    ("plz", "Adresse", (), "string", r"\d{5}"),
    ("zip", "Address", (), "integer", r"\d{3,5}"),
    ("state", "Address", (), "string", r"[A-Z][a-z]+( [A-Z][a-z]+)?"),
    ("state", "Issue", (), "string", r"[a-z]+"),
    ("countryCode", "Address", (), "string", r"US"),
    ("lat", "Location", (), "number", r"\d\d\.\d+"),
    ("longitude", "Location", (), "string", r"-\d+\.\d+"),
    ("timezone", "User", (), "string", r"America/.+"),
    ("currency", "Price", (), "string", r"USD"),
    ("price", "Product", (), "number", r"\d+(\.\d+)?"),
    ("price", "Product", (), "string", r"\d+\.\d\d"),
    ("totalAmount", "Order", (), "number", r"\d+(\.\d+)?"),
    ("total", "PaginationMeta", (), "integer", r"\d{1,4}"),
    ("sku", "Product", (), "string", r"[A-Z]{3}-\d{4}"),
    ("isbn", "Book", (), "string", r"978-0-\d{3}-\d{5}-\d"),
    ("ean", "Product", (), "string", r"\d{13}"),
    ("iban", "Account", (), "string", r"DE\d{20}"),
    ("cardNumber", "Payment", (), "string", r"\d{16}"),
    ("last4", "Card", (), "string", r"\d{4}"),
    ("website", "Company", (), "string", r"https://www\.\w+\.example\.com"),
    ("avatarUrl", "User", (), "string", r"https://.+\.png"),
    ("profile_image", "User", (), "string", r"https://.+\.(png|jpg)"),
    ("ipAddress", "Session", (), "string", r"\d+\.\d+\.\d+\.\d+"),
    ("userAgent", "Session", (), "string", r"Mozilla/5\.0 .+"),
    ("mimeType", "File", (), "string", r"[a-z]+/[a-z0-9.+-]+"),
    ("fileName", "Upload", (), "string", r"[\w-]+\.\w{3,4}"),
    ("color", "Car", (), "string", r"[a-z]+"),
    ("backgroundColor", "Theme", (), "string", r"#[0-9a-f]{6}"),
    ("slug", "Post", (), "string", r"[a-z]+-[a-z]+"),
    ("status", "Order", (), "string", r"[a-z]+"),
    ("status", "Order", (), "integer", r"[0-3]"),
    ("status", "ErrorResponse", (), "integer", r"[245]\d\d"),
    ("mergeableState", "PullRequest", (), "string", r"[a-z]+"),
    ("shippingState", "Order", (), "string", r"[A-Z][a-z]+( [A-Z][a-z]+)?"),
    ("url", "", ("album", "images"), "string", r"https://images\..+"),
    ("url", "Page", (), "string", r"https://example\..+"),
    ("name", "", ("user", "plan"), "string", r"[A-Z][a-z]+"),
    ("comments", "Issue", (), "integer", r"\d{1,3}"),
    ("comments", "Issue", (), "string", SENTENCE),
    ("timeOpen", "MuseumDailyHours", (), "string", r"\d\d:\d\d"),
    ("token", "Session", (), "string", r"\w{32}"),
    ("apiKey", "Integration", (), "string", r"sk_test_\w+"),
    ("sha256", "File", (), "string", r"[0-9a-f]{64}"),
    ("commitSha", "Build", (), "string", r"[0-9a-f]{40}"),
    ("nextCursor", "Page", (), "string", r"\w{24}"),
    ("version", "Release", (), "string", r"\d+\.\d+\.\d+"),
    ("language", "User", (), "string", r"en"),
    ("gender", "Person", (), "string", r"female|male"),
    ("age", "Person", (), "integer", r"[1-8]\d"),
    ("birthday", "Person", (), "string", r"(19[5-9]|200)\d-\d\d-\d\d"),
    ("createdAt", "Anything", (), "string", WHEN),
    ("closed_on", "Ticket", (), "string", r"\d{4}-\d\d-\d\d"),
    ("lastLoginAt", "User", (), "string", WHEN),
    ("created", "Charge", (), "integer", r"1[67]\d{8}"),
    ("year", "Car", (), "integer", r"20\d\d"),
    ("numberOfContacts", "ContactList", (), "integer", r"\d{1,3}"),
    ("message_count", "Channel", (), "integer", r"\d{1,3}"),
    ("followersCount", "User", (), "integer", r"\d{1,4}"),
    ("rating", "Review", (), "integer", r"[1-5]"),
    ("openRate", "Campaign", (), "number", r"\d{1,2}(\.\d)?"),
    ("width", "Image", (), "integer", r"\d{3,4}"),
    ("duration", "Call", (), "integer", r"\d{2,4}"),
    ("fileSize", "Upload", (), "integer", r"\d{4,7}"),
    ("isActive", "User", (), "boolean", r"True|False"),
    ("text", "TextMessageData", ("messageData",), "string", SENTENCE),
    ("message", "BadRequestErrorResponse", (), "string", SENTENCE),
    ("message", "DeleteContactResponse", (), "string", SENTENCE),
    ("body", "Article", (), "string", SENTENCE),
    ("comment", "Review", (), "string", SENTENCE),
    ("description", "ContactListSchema", (), "string", SENTENCE),
    ("description", "Product", (), "string", SENTENCE),
    ("bio", "User", (), "string", SENTENCE),
    ("question", "Faq", (), "string", r".+\?"),
    ("errorCode", "Problem", (), "string", r"[A-Z_]+"),
    ("department", "Employee", (), "string", r"[A-Z].+"),
    ("jobTitle", "Employee", (), "string", r"[A-Z].+"),
    ("role", "Member", (), "string", r"[A-Z].+"),
    ("permission", "Role", (), "string", r"[a-z.]+"),
    ("event", "Webhook", (), "string", r"\w+\.\w+"),
    ("weekday", "Shift", (), "string", r"\w+day"),
    ("iata", "Airport", (), "string", r"[A-Z]{3}"),
    ("licensePlate", "Car", (), "string", r"[A-Z]{3}-\d{4}"),
    ("otp", "Login", (), "string", r"\d{6}"),
    ("trackingNumber", "Shipment", (), "string", r"1Z\d{16}"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "owner", "parents", "kind", "shape"), [pytest.param(*case, id="-".join(case[:2])) for case in CASES]
)
def test_a_name_gets_what_a_person_would_type(name, owner, parents, kind, shape):
    leaf = hint_for({"type": kind}, name, parents, owner, OPTIONS)

    assert leaf is not None
    assert [value for value in map(str, drawn(leaf)) if not re.fullmatch(shape, value)] == []


@pytest.mark.parametrize(
    ("schema", "name"),
    [
        ({"type": "string", "maxLength": 5}, "firstName"),
        ({"type": "string", "minLength": 12}, "name"),
        ({"type": "string", "pattern": "^[A-Z][a-z]+$"}, "lastName"),
        ({"type": "string", "format": "email"}, "mail"),
        ({"type": "string", "format": "uri"}, "avatar"),
        ({"type": "string", "pattern": r"^\+1\d{10}$"}, "phone"),
        ({"type": "number", "minimum": 5, "maximum": 200, "multipleOf": 0.01}, "price"),
        ({"type": "integer", "minimum": 1, "exclusiveMaximum": 5}, "rating"),
        ({"type": "integer", "format": "int64"}, "duration"),
        ({"type": ["string", "null"], "maxLength": 40}, "city"),
        ({"type": "string", "x-allPatterns": ["^[a-z]+", "-"]}, "slug"),
    ],
)
def test_hints_keep_the_rules_of_the_schema(schema, name):
    leaf = hint_for(schema, name, (), "Person", OPTIONS)

    assert leaf is not None
    rules = [{"pattern": pattern} for pattern in schema.get("x-allPatterns", ())]
    accept = acceptor({**schema, "allOf": rules} if rules else schema)
    assert all(accept(value) for value in drawn(leaf, 200))


@pytest.mark.parametrize(
    ("schema", "name"),
    [
        ({"type": "string", "pattern": "^[0-9]{4}$"}, "firstName"),
        ({"type": "integer", "minimum": 10_000}, "rating"),
        ({"type": "string", "maxLength": 3}, "email"),
        ({"type": "string", "enum": ["a", "b"]}, "firstName"),
        ({"type": "string", "format": "date-time"}, "email"),
        ({"type": "string", "format": "uuid"}, "token"),
        ({"type": "object"}, "name"),
        ({"type": "string"}, "qwxyz"),
        ({"type": "string"}, ""),
        ({"type": "boolean"}, "firstName"),
    ],
)
def test_a_name_that_does_not_fit_the_schema_says_nothing(schema, name):
    assert hint_for(schema, name, (), "User", OPTIONS) is None


@pytest.mark.parametrize(
    ("names", "label"),
    [
        (("firstName", "last_name", "email", "username", "gender"), "person:"),
        (("ownerFirstName", "owner_email"), "person:owner"),
        (("street", "city", "zip", "country", "phone", "lat"), "place:"),
        (("billingCity", "billing_zip", "billingCountryCode"), "place:billing"),
        (("company", "website"), "company:"),
        (("createdAt", "price", "qwxyz"), None),
    ],
)
def test_properties_of_one_subject_share_a_label(names, label):
    assert {group_for(name, (), "User") for name in names} == {label}


def test_what_one_draw_says_of_a_person_agrees():
    for number in range(300):
        who = person(mix(number), OPTIONS)
        assert who.full == f"{who.first} {who.last}"
        assert who.email[0] == who.first[0].lower()
        assert who.last.lower()[:3] in who.email
        assert who == person(mix(number), GenerateOptions(seed="another"))


def test_what_one_draw_says_of_a_place_agrees():
    spots = [place(mix(number), OPTIONS) for number in range(300)]
    for spot in spots:
        assert spot.full == f"{spot.street}, {spot.city}, {spot.state_code} {spot.zip}"
    assert {spot.phone[:5] for spot in spots if spot.city == "Seattle"} == {"+1206"}
    assert {spot.zip[:3] for spot in spots if spot.city == "Seattle"} == {"981"}
    assert all(
        abs(spot.lat - 47.6062) < 0.05 and spot.state == "Washington" for spot in spots if spot.city == "Seattle"
    )


@pytest.mark.parametrize(
    ("locale", "country", "zip_shape", "calling"),
    [
        ("de_DE", "Deutschland", r"\d{5}", "+49"),
        ("fr_FR", "France", r"\d{5}", "+33"),
        ("pt_BR", "Brasil", r"\d{5}-\d{3}", "+55"),
        ("en_GB", "United Kingdom", r"[A-Z]{1,2}\d{1,2}A? \d[A-Z]{2}", "+44"),
        ("ja-JP", "日本", r"\d{3}-\d{4}", "+81"),
        ("ru_RU", "Россия", r"\d{6}", "+7"),
        ("de", "Deutschland", r"\d{4,5}", "+4"),
    ],
)
def test_a_locale_has_people_and_places_of_its_own(locale, country, zip_shape, calling):
    options = GenerateOptions(locale=locale)
    spots = [place(mix(number), options) for number in range(40)]

    assert country in {spot.country for spot in spots}
    assert all(re.fullmatch(zip_shape, spot.zip) for spot in spots)
    assert all(spot.phone.startswith(calling) for spot in spots)
    assert acceptor({"format": "email"})(person(1, options).email)
    assert len({person(mix(number), options).full for number in range(200)}) > 180


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("firstName", ("first", "name")),
        ("first_name", ("first", "name")),
        ("HTMLBody", ("html", "body")),
        ("address2", ("address", "2")),
        ("X-Request-ID", ("x", "request", "id")),
        ("größe", ("größe",)),
        ("Straße", ("straße",)),
        ("", ()),
    ],
)
def test_names_are_split_at_humps_and_separators(name, words):
    assert words_of(name) == words


@given(name=st.text(max_size=20), owner=st.text(max_size=20), kind=st.sampled_from([*KINDS, "object", "null"]))
def test_any_name_is_taken_without_an_error(name, owner, kind):
    leaf = hint_for({"type": kind}, name, (owner,), owner, OPTIONS)
    assert leaf is None or isinstance(leaf(12345), PYTHON_TYPES[kind])
    group_for(name, (owner,), owner)


TWO = {"minLength": 2, "maxLength": 2}
FORMS = [
    ("country", "Address", TWO, r"US"),
    ("country", "Address", {"pattern": "^[A-Z]{2}$"}, r"US"),
    ("country", "Address", {"pattern": "^[A-Z]{3}$"}, r"USA"),
    ("country", "Address", {"pattern": "^[a-z]{2}$"}, r"us"),
    ("country", "Address", {"pattern": "^[A-Z ]+$", "minLength": 6}, r"UNITED STATES"),
    ("countryCode", "Address", {"minLength": 3, "maxLength": 3}, r"USA"),
    ("currency", "Price", {"minLength": 3, "maxLength": 3}, r"USD"),
    ("currency", "Price", {"pattern": "^[a-z]{3}$"}, r"usd"),
    ("language", "User", TWO, r"en"),
    ("language", "User", {"pattern": "^[a-z]{3}$"}, r"eng"),
    ("language", "User", {"pattern": "^[a-z]{2}-[A-Z]{2}$"}, r"en-US"),
    ("locale", "User", {"pattern": "^[a-z]{2}_[A-Z]{2}$"}, r"en_US"),
    ("state", "Address", TWO, r"[A-Z]{2}"),
    ("state", "Shop", {"pattern": "^[A-Z]{2}$"}, r"[A-Z]{2}"),
    ("state", "Order", {"pattern": "^[A-Z][A-Z]$"}, r"[A-Z]{2}"),
    ("phone", "User", {"pattern": r"^\d{10}$"}, r"\d{3}555\d{4}"),
    ("phone", "User", {"pattern": r"^\(\d{3}\) \d{3}-\d{4}$"}, r"\(\d{3}\) 555-\d{4}"),
    ("phone", "User", {"pattern": r"^\d{3}\.\d{3}\.\d{4}$"}, r"\d{3}\.555\.\d{4}"),
    ("zip", "Address", {"pattern": r"^\d{5}-\d{4}$"}, r"\d{5}-\d{4}"),
    ("email", "User", {"format": "email", "pattern": r"@acme\.de$"}, r"[a-z]+.*@acme\.de"),
    ("gender", "User", {"maxLength": 1}, r"[FM]"),
    ("salutation", "User", {"pattern": "^(Mr|Ms|Mrs|Dr)$"}, r"Mr|Ms|Mrs|Dr"),
    ("firstName", "User", {"pattern": "^[A-Z]+$"}, r"[A-Z]{3,}"),
    ("name", "Product", {"pattern": "^[a-z0-9-]+$"}, r"[a-z]+-[a-z-]+"),
    ("description", "Product", {"minLength": 90}, r"(.+\. )+.+\."),
    ("birthday", "User", {"pattern": r"^\d{2}/\d{2}/\d{4}$"}, r"[01]\d/[0-3]\d/(19[5-9]|200)\d"),
    ("orderDate", "Order", {"pattern": r"^\d{2}\.\d{2}\.\d{4}$"}, r"[0-3]\d\.[01]\d\.202[4-6]"),
    ("timestamp", "Event", {"pattern": r"^\d{13}$"}, r"17\d{8}000"),
    ("cardNumber", "Payment", {"pattern": r"^\d{4} \d{4} \d{4} \d{4}$"}, r"4242 42\d\d \d{4} \d{4}"),
]


@pytest.mark.parametrize(("name", "owner", "rules", "shape"), FORMS)
def test_a_meaning_takes_another_form_where_its_schema_asks_for_one(name, owner, rules, shape):
    schema = {"type": "string", **rules}
    values = drawn(hint_for(schema, name, (), owner, OPTIONS))

    assert [value for value in values if not acceptor(schema)(value)] == []
    assert [value for value in values if not re.fullmatch(shape, value)] == []


@pytest.mark.parametrize("owner", ["Address", "Order"])
def test_codes_agree_with_the_city_beside_them(owner):
    text = {"type": "string"}
    short = {**text, **TWO}
    properties = {"city": text, "state": short, "country": short, "timezone": text}
    maker = Maker({"properties": properties, "required": list(properties)}, owner, "response", Generator())
    cities = {(city.name, city.state_code) for city, _ in atlas(OPTIONS).cities}  # there are two Portlands

    for value in (maker(Scene(key=str(number))) for number in range(40)):
        assert value["country"] == "US"
        assert (value["city"], value["state"]) in cities
