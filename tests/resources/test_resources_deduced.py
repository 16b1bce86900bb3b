"""What is deduced from public descriptions, resource by resource."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mockserver.contract import Contract, compile_contract
from mockserver.contract.resources import Resources
from mockserver.contract.resources.table import HEADINGS, rows, undeduced
from mockserver.document import LoadOptions, load
from mockserver.errors import UsageError

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def contract_of(shared: Path) -> Callable[[str], Contract]:
    kept: dict[str, Contract] = {}

    def loaded(name: str) -> Contract:
        if name not in kept:
            path = ROOT / name if name == "openapi.yaml" else shared / "specs" / name
            kept[name] = compile_contract(load(path, options=LoadOptions(cache_dir=None)))
        return kept[name]

    return loaded


@pytest.mark.parametrize(
    ("spec", "operation", "expected"),
    [
        pytest.param(
            "openapi.yaml", "getContacts", ("contact", "list", "uniqueId", "/contacts"), id="list in a wrapper"
        ),
        pytest.param("openapi.yaml", "createContacts", ("contact", "bulk", "uniqueId", "/contacts"), id="list posted"),
        pytest.param(
            "openapi.yaml", "updateContactById", ("contact", "update", "uniqueId", "/contacts"), id="POST updates"
        ),
        pytest.param("openapi.yaml", "bulkImportContacts", ("contact", "bulk", "uniqueId", "/contacts"), id="import"),
        pytest.param("openapi.yaml", "deleteContactsByList", ("contact", "clear", "uniqueId", "/contacts"), id="clear"),
        pytest.param(
            "openapi.yaml", "getConversationById", ("conversation", "read", "uniqueId", "/conversations"), id="twin"
        ),
        pytest.param(
            "openapi.yaml", "assignConversation", ("conversation", "action", "uniqueId", "/conversations"), id="action"
        ),
        pytest.param(
            "openapi.yaml", "getConversationMessages", ("message", "list", "uniqueId", "/messages"), id="nested view"
        ),
        pytest.param("openapi.yaml", "getUser", ("user", "read", "uniqueId", "/user"), id="single"),
        pytest.param("openapi.yaml", "updateUser", ("user", "patch", "uniqueId", "/user"), id="single by POST"),
        pytest.param("petstore3.yaml", "updatePet", ("pet", "replace", "id", "/pet"), id="id in the body"),
        pytest.param("petstore3.yaml", "findPetsByStatus", ("pet", "list", "id", "/pet"), id="filtered list"),
        pytest.param("petstore3.yaml", "getUserByName", ("user", "read", "username", "/user"), id="by name"),
        pytest.param(
            "museum.yaml", "getSpecialEvent", ("specialevent", "read", "eventId", "/special-events"), id="eventId"
        ),
        pytest.param(
            "museum.yaml", "buyMuseumTickets", ("ticket", "create", "ticketId", "/tickets"), id="only created"
        ),
        pytest.param("gotify.json", "getAppMessages", ("message", "list", "id", "/message"), id="appid owns"),
        pytest.param("meilisearch.json", "get_index", ("index", "read", "uid", "/indexes"), id="indexUid"),
        pytest.param("meilisearch.json", "get_api_key", ("key", "read", "uid", "/keys"), id="uidOrKey"),
        pytest.param("box.json", "get_folders_id", ("folder", "read", "id", "/folders"), id="without a list"),
        pytest.param(
            "docker-engine.yaml", "ContainerCreate", ("container", "create", "Id", "/containers"), id="/create"
        ),
        pytest.param("docker-engine.yaml", "ContainerList", ("container", "list", "Id", "/containers"), id="/json"),
        pytest.param("docker-engine.yaml", "VolumeInspect", ("volume", "read", "Name", "/volumes"), id="Name"),
        pytest.param(
            "github-2022.json",
            "issues/get",
            ("issue", "read", "number", "/repos/{owner}/{repo}/issues"),
            id="composite",
        ),
        pytest.param("github-2022.json", "users/get-by-username", ("user", "read", "login", "/users"), id="login"),
    ],
)
def test_an_operation_plays_its_role(contract_of, spec, operation, expected):
    contract = contract_of(spec)
    found = contract.operation(operation)
    assert found is not None
    role = Resources(contract).role(found)
    assert role is not None
    assert (role.resource.kind, role.verb, role.resource.id_name, role.resource.key) == expected


@pytest.mark.parametrize(
    ("spec", "operation"),
    [
        pytest.param("openapi.yaml", "getSSEUpdates", id="a stream"),
        pytest.param("openapi.yaml", "login", id="a procedure"),
        pytest.param("openapi.yaml", "getAggregateCounts", id="a report"),
        pytest.param("petstore3.yaml", "getInventory", id="a map"),
        pytest.param("slack-web.json", "admin_apps_approve", id="a method in the path"),
    ],
)
def test_what_cannot_be_told_is_not_guessed(contract_of, spec, operation):
    contract = contract_of(spec)
    found = contract.operation(operation)
    assert found is not None
    resources = Resources(contract)
    assert resources.role(found) is None
    assert found in undeduced(resources)


@pytest.mark.parametrize(
    ("spec", "operation", "expected"),
    [
        pytest.param("openapi.yaml", "getContacts", {"page": "page", "size": "per_page", "first": 1}, id="page"),
        pytest.param("museum.yaml", "getMuseumHours", {"page": "page", "size": "limit", "default": 10}, id="limit"),
        pytest.param(
            "meilisearch.json", "list_indexes", {"offset": "offset", "size": "limit", "default": 20}, id="offset"
        ),
        pytest.param("box.json", "get_webhooks", {"cursor": "marker", "size": "limit"}, id="marker"),
        pytest.param("github-2022.json", "issues/list-for-repo", {"sort": "sort", "order": "direction"}, id="sort"),
        pytest.param("openapi.yaml", "getCampaigns", {"sort": "", "order": "order"}, id="directions alone"),
    ],
)
def test_query_parameters_are_understood(contract_of, spec, operation, expected):
    contract = contract_of(spec)
    found = contract.operation(operation)
    assert found is not None
    role = Resources(contract).role(found)
    assert role is not None
    query = role.resource.query_for(found)
    assert {name: getattr(query, name) for name in expected} == expected


def test_filters_name_what_they_compare(contract_of):
    contract = contract_of("openapi.yaml")
    role = Resources(contract).role(contract.operation("getContacts"))
    assert {(one.parameter, one.property, one.how) for one in role.resource.query.filters} == {
        ("list_id", "lists", "reference"),
        ("status", "status", "equal"),
    }


def test_the_envelope_is_read_by_its_names(contract_of):
    contract = contract_of("openapi.yaml")
    operation = contract.operation("getContacts")
    role = Resources(contract).role(operation)
    bundle = operation.responses["200"].content["application/json"].schema("response")
    view = role.resource.view(bundle, many=True)
    assert view.items == ("contacts",)
    assert view.meta == {
        "page": ("paginationMeta", "page"),
        "size": ("paginationMeta", "per_page"),
        "total": ("paginationMeta", "total"),
    }


def test_the_table_has_a_row_for_each_resource(contract_of):
    resources = Resources(contract_of("museum.yaml"))
    assert HEADINGS == ("kind", "collection", "item", "id", "operations", "paging", "filters", "part of")
    assert [row.cells for row in rows(resources)] == [
        ("museumhour", "/museum-hours", "", "", "list", "page, limit", "", ""),
        ("specialevent", "/special-events", "/special-events/{eventId}", "eventId", "create, list, read, patch, delete",
         "page, limit", "", ""),
        ("ticket", "/tickets", "", "ticketId", "create", "", "", ""),
    ]  # fmt: skip


def test_the_config_file_goes_before_what_is_deduced(contract_of):
    contract = contract_of("openapi.yaml")
    declared = {"report": {"collection": "/campaigns", "item": "/analytics/campaign/{campaignId}", "id": "campaignId"}}
    role = Resources(contract, declared).role(contract.operation("getCampaignAnalyticsById"))
    assert (role.resource.kind, role.resource.path, role.resource.id_name) == ("report", "/campaigns", "campaignId")


@pytest.mark.parametrize(
    ("declared", "message"),
    [
        pytest.param(
            {"cat": {"collection": "/cats"}},
            "resources.cat.collection: the description has no path /cats [UNKNOWN_RESOURCE_PATH]\n"
            "  write the path as the description has it, variables included",
            id="path",
        ),
        pytest.param(
            {"cat": {"colection": "/contacts"}},
            "resources.cat.colection: expected one of collection, item, id with a text, got '/contacts' [BAD_RESOURCE]",
            id="key",
        ),
        pytest.param(
            {"cat": "/contacts"}, "resources.cat: expected a table, got '/contacts' [BAD_RESOURCE]", id="table"
        ),
    ],
)
def test_a_wrong_declaration_says_what_is_wrong(contract_of, declared, message):
    with pytest.raises(UsageError) as caught:
        Resources(contract_of("openapi.yaml"), declared)
    assert str(caught.value) == message


def test_roles_do_not_depend_on_who_is_asked_first(contract_of):
    contract = contract_of("gotify.json")
    forward, backward = Resources(contract), Resources(contract)
    one = {operation.id: _told(forward, operation) for operation in contract.operations}
    other = {operation.id: _told(backward, operation) for operation in reversed(contract.operations)}
    assert one == other


def _told(resources, operation):
    role = resources.role(operation)
    return role and (role.resource.key, role.verb, role.variable, role.owner, sorted(role.resource.operations))


@pytest.mark.parametrize(
    ("spec", "alone", "others"),
    [
        pytest.param("openapi.yaml", {"organization"}, {"contact", "list", "role"}, id="members of one's own"),
        pytest.param("petstore3.yaml", {"store"}, {"pet", "user", "order"}, id="what finds pets is no collection"),
        pytest.param("gotify.json", set(), {"application", "message", "client"}, id="collections in the singular"),
    ],
)
def test_what_needs_no_id_stands_alone(contract_of, spec, alone, others):
    found = Resources(contract_of(spec)).paths.alone
    assert alone <= found
    assert not others & found
