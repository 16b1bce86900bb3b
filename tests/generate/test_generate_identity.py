"""An entity is the same wherever it appears, and knows whose it is."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockserver.generate import Domain, Entity, GenerateOptions, Generator, Items, Scene, Value
from mockserver.generate.generator import Maker
from mockserver.generate.identity import HEX, INTEGER, SHORT_HEX, UUID, IdScheme, Style
from mockserver.generate.identity.ids import CHECK_BITS
from mockserver.generate.identity.lineage import kind_hash, pack

TEXT: dict[str, Any] = {"type": "string"}
WHOLE: dict[str, Any] = {"type": "integer"}
TIME: dict[str, Any] = {"type": "string", "format": "date-time"}


def record(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def listed(name: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}


def definitions(identifier: dict[str, Any]) -> dict[str, Any]:
    message = record(id=identifier, conversationId=identifier, createdAt=TIME, updatedAt=TIME, text=TEXT)
    return {
        "Contact": record(
            id=identifier, name=TEXT, createdAt=TIME, lists=listed("List"), conversations=listed("Conversation")
        ),
        "List": record(id=identifier, name=TEXT, createdAt=TIME),
        "Conversation": record(
            id=identifier,
            contactId=identifier,
            campaignId=identifier,
            createdAt=TIME,
            messages={"type": "array", "minItems": 3, "items": {"$ref": "#/$defs/Message"}},
        ),
        "Message": message,
        "Sealed": {**message, "additionalProperties": False},
    }


class World:
    """One generator and the schemas of a small messenger, whose ids are of one kind."""

    def __init__(self, identifier: dict[str, Any], seed: str = "s") -> None:
        self.generator = Generator(GenerateOptions(seed=seed))
        self.definitions = definitions(identifier)

    def one(self, schema: str, kind: str, identifier: Any) -> Any:
        root = {"$ref": f"#/$defs/{schema}", "$defs": self.definitions}
        return Maker(root, schema, "response", self.generator)(Scene(kind=kind, pins=Entity(kind, identifier)))

    def all(self, count: int) -> Any:
        root = {**record(contacts=listed("Contact"), page=WHOLE), "$defs": self.definitions}
        pins = {"contacts": Items([Entity("contact", None, ordinal=n) for n in range(count)]), "page": Value(2)}
        return Maker(root, "", "response", self.generator)(Scene(key="page 2", pins=pins))


@pytest.fixture(params=[TEXT, {"type": "string", "format": "uuid"}, WHOLE], ids=["text", "uuid", "integer"])
def world(request: pytest.FixtureRequest) -> World:
    return World(request.param)


def test_a_list_shows_its_members_as_their_details_do(world: World) -> None:
    page = world.all(5)
    assert page["page"] == 2
    assert len({contact["id"] for contact in page["contacts"]}) == 5
    for contact in page["contacts"]:
        assert world.one("Contact", "contact", contact["id"]) == contact


def test_three_levels_of_owners_agree_from_either_side(world: World) -> None:
    for contact in world.all(4)["contacts"]:
        for conversation in contact["conversations"]:
            assert conversation["contactId"] == contact["id"]
            assert world.one("Conversation", "conversation", conversation["id"]) == conversation
            for message in conversation["messages"]:
                assert message["conversationId"] == conversation["id"]
                assert world.one("Message", "message", message["id"]) == message


def test_a_child_is_never_older_than_its_owner_nor_in_the_future(world: World) -> None:
    now = world.generator.options.now.isoformat()
    for contact in world.all(6)["contacts"]:
        for conversation in contact["conversations"]:
            moments = [message["createdAt"] for message in conversation["messages"]]
            assert contact["createdAt"] <= conversation["createdAt"] <= moments[0]
            assert moments == sorted(moments)
            for message in conversation["messages"]:
                assert message["createdAt"] <= message["updatedAt"] <= now


def test_members_of_a_list_are_distinct_and_exist_on_their_own(world: World) -> None:
    for contact in world.all(6)["contacts"]:
        identifiers = [each["id"] for each in contact["lists"]]
        assert len(identifiers) == len(set(identifiers))
        for each in contact["lists"]:
            assert world.one("List", "list", each["id"]) == each


@pytest.mark.parametrize("identifier", ["42", "{id}", "münchen", "a/b", "x" * 80, ""])
def test_a_clients_own_id_is_kept_and_handed_down(identifier: str) -> None:
    contact = World(TEXT).one("Contact", "contact", identifier)
    assert contact["id"] == identifier
    assert {each["contactId"] for each in contact["conversations"]} == {identifier}


def test_a_short_id_of_the_client_is_found_again_from_its_grandchild_alone() -> None:
    world = World(TEXT)
    conversation = world.one("Contact", "contact", "42")["conversations"][0]
    assert world.one("Conversation", "conversation", conversation["id"])["contactId"] == "42"


def test_another_schema_that_shows_an_entity_agrees_with_the_first(world: World) -> None:
    message = world.all(1)["contacts"][0]["conversations"][0]["messages"][0]
    assert world.one("Sealed", "message", message["id"]) == message


def test_a_number_in_a_path_becomes_the_number_that_the_schema_asks_for() -> None:
    assert World(WHOLE).one("Contact", "contact", "42")["id"] == 42


def test_known_values_win_where_the_schema_allows_them() -> None:
    schema = record(id=TEXT, name=TEXT, age=WHOLE, address=record(city=TEXT, street=TEXT))
    pins = Entity("person", "7", values={"name": "Ada", "age": "old", "address": {"city": "Turin"}})
    maker = Maker(schema, "Person", "response", Generator())
    value, plain = maker(Scene(pins=pins)), maker(Scene(pins=Entity("person", "7")))
    assert value["name"] == "Ada"
    assert value["age"] == plain["age"]
    assert value["address"] == {"city": "Turin", "street": plain["address"]["street"]}


def test_seeds_are_different_worlds() -> None:
    assert World(TEXT, "a").one("Contact", "contact", "42") != World(TEXT, "b").one("Contact", "contact", "42")


def test_another_process_makes_the_same_bytes() -> None:
    here = json.dumps(World(TEXT).all(3), sort_keys=False)
    code = (
        "import sys; sys.path.insert(0, 'tests/generate'); import json;"
        "from test_generate_identity import TEXT, World; print(json.dumps(World(TEXT).all(3)))"
    )
    for hash_seed in ("0", "1"):
        found = subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": hash_seed}, capture_output=True, text=True, check=True
        )
        assert found.stdout.strip() == here


KINDS = st.sampled_from(["contact", "conversation", "message"]).map(kind_hash)
CHILDREN = st.lists(st.tuples(KINDS, st.integers(0, 63)), max_size=2)
ROOTS = st.tuples(KINDS, st.integers(0, 16_000) | st.from_regex(r"\A[0-9]{1,8}\Z") | st.text("abc-{}", max_size=3))


@given(ROOTS, CHILDREN, st.sampled_from([UUID, HEX, SHORT_HEX, Style("hex", 96, "cus_")]))
def test_an_id_carries_its_ancestry(root: Any, children: list[Any], style: Style) -> None:
    path = (root, *children)
    if not children and isinstance(root[1], str):
        return  # the client's own id stays what it is
    found = IdScheme("x").lineage_of(str(IdScheme("x").id_for(path, style)))
    fits = pack(path).bit_length() <= style.size - CHECK_BITS
    assert found == (path if fits else None)
    assert fits or len(path) == 3


@given(st.uuids(version=4))
def test_a_foreign_uuid_has_no_ancestry(identifier: Any) -> None:
    lineage = IdScheme("x").lineage_of(str(identifier))
    assert lineage is None or len(lineage) <= 4  # one in 2**18 may look like ours


def test_integer_ids_count() -> None:
    scheme = IdScheme("x")
    contact = (kind_hash("contact"), 16)
    assert scheme.id_for((contact,), INTEGER) == 17
    assert scheme.id_for((contact, (kind_hash("message"), 0)), INTEGER) == 1701


def test_a_number_tells_no_kind_so_the_kind_does() -> None:
    named = record(id=WHOLE, token=TEXT, createdAt=TIME)
    maker = Maker({**named, "$defs": {}}, "", "response", Generator())
    shown = [maker(Scene(kind=kind, pins=Entity(kind, 1))) for kind in ("application", "client", "plugin")]
    assert len({each["token"] for each in shown}) == len({each["createdAt"] for each in shown}) == 3
    assert maker(Scene(kind="client", pins=Entity("client", 1))) == shown[1]


def test_there_are_few_that_sort_others() -> None:
    scheme = IdScheme("x", {"organization": ""})
    assert scheme.population("organization") == 1
    assert all(5 <= scheme.population(kind) <= 14 for kind in ("role", "tag", "contactlist", "category"))
    assert max(scheme.population(kind) for kind in ("contact", "order", "message", "pet")) > 14


@pytest.mark.parametrize(
    ("name", "schema", "kind"),
    [
        pytest.param("author", "User", "user", id="who wrote it is a user"),
        pytest.param("assignedto", "OrganizationMemberSchema", "member", id="a longer name for the same"),
        pytest.param("owner", "nullable-simple-user", "user", id="other habits"),
        pytest.param("member", "User", "member", id="a collection of that name goes first"),
        pytest.param("address", "Address", "address", id="no collection"),
        pytest.param("data", "UserCompact", "user", id="a short view of it"),
        pytest.param("item", "MemberResponse", "member", id="what lists of anything are called by"),
    ],
)
def test_what_a_schema_describes_is_of_the_kind_that_has_a_collection(name: str, schema: str, kind: str) -> None:
    assert Domain(frozenset({"user", "member", "item"})).kind_at(name, schema) == kind
    assert Domain().kind_at(name, schema) == name


def test_the_one_that_stands_alone_is_the_one_everybody_points_at() -> None:
    known = "3f2b7c1a-8d5e-4b60-9a17-c4e0d6f81b92"
    options = GenerateOptions(domain=Domain(alone={"organization": known}))
    schema = record(id=TEXT, organizationId=TEXT, organization=record(id=TEXT, name=TEXT))
    maker = Maker(schema, "Member", "response", Generator(options))
    for number in range(5):
        member = maker(Scene(kind="member", pins=Entity("member", None, ordinal=number)))
        assert member["organizationId"] == member["organization"]["id"] == known
