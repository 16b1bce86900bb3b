"""Who may use the admin API, and what it refuses before it looks at anything."""

import orjson
import pytest

from mockserver import create_app
from mockserver.messages import Request
from mockserver.serve.assemble import build_engine
from mockserver.settings import Settings

TOKEN = "s3cret"  # noqa: S105 - of this test alone
EVERYWHERE = "0.0.0.0"  # noqa: S104 - nothing is bound


def asker(pets, **settings):
    engine = build_engine(Settings(spec=(pets,), cache=False).changed(**settings))

    def ask(method, path, headers=None, body=b"", client="127.0.0.1"):
        fields = {"host": "localhost:4010", **{name.lower(): value for name, value in (headers or {}).items()}}
        return engine.handle(Request(method, path, "", fields, body, client)).response

    return ask


@pytest.fixture(scope="module")
def ask(pets):
    return asker(pets)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:4010", "[::1]:4010", "localhost.:80"])
def test_known_hosts_are_served(ask, host):
    assert ask("GET", "/__admin/health", {"Host": host}).status == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "", "127.0.0.1.evil.example:80", "[::2]", "evil@localhost:1"]
)
def test_foreign_hosts_are_refused(ask, host):
    answer = ask("GET", "/__admin/health", {"Host": host})
    assert (answer.status, orjson.loads(answer.body)["type"]) == (403, "urn:mockserver:errors#FORBIDDEN")


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://localhost:9999", "http://localhost", "https://[", ""]
)
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS", "DELETE"])
def test_pages_of_other_origins_are_refused_and_told_nothing(ask, origin, method):
    answer = ask(method, "/__admin/mappings", {"Origin": origin, "Access-Control-Request-Method": "POST"})
    assert answer.status == 403
    assert not any(name.lower().startswith("access-control") for name, _ in answer.headers)


def test_a_page_of_this_server_is_served_without_cors_fields(ask):
    answer = ask("GET", "/__admin/mappings", {"Origin": "http://localhost:4010"})
    assert answer.status == 200
    assert not any(name.lower().startswith("access-control") for name, _ in answer.headers)


@pytest.mark.parametrize("content_type", [None, "text/plain", "application/x-www-form-urlencoded", "application/jsonp"])
def test_only_json_is_read(ask, content_type):
    headers = {} if content_type is None else {"Content-Type": content_type}
    assert ask("POST", "/__admin/mappings", headers, b'{"request": {}}').status == 415


def test_on_loopback_no_token_is_needed_until_one_is_set(pets):
    assert asker(pets)("GET", "/__admin/mappings").status == 200
    assert asker(pets, admin_token=TOKEN)("GET", "/__admin/mappings").status == 401


@pytest.mark.parametrize(
    ("credentials", "status"),
    [
        (None, 401),
        ("Bearer wrong", 401),
        (f"Basic {TOKEN}", 401),
        (f"Bearer {TOKEN}", 200),
        (f"bearer  {TOKEN}", 200),
        ("Bearer \xe9", 401),
    ],
)
def test_off_loopback_the_token_is_needed(pets, credentials, status):
    ask = asker(pets, host=EVERYWHERE, admin_token=TOKEN)
    answer = ask("GET", "/__admin/mappings", {} if credentials is None else {"Authorization": credentials})
    assert answer.status == status
    assert (answer.header("WWW-Authenticate") is not None) == (status == 401)


def test_off_loopback_without_a_token_nobody_gets_in(pets):
    assert asker(pets, host=EVERYWHERE)("GET", "/__admin/mappings").status == 401


def test_without_a_token_other_machines_are_refused_whatever_is_bound(pets):
    assert asker(pets)("GET", "/__admin/mappings", client="192.0.2.7").status == 401
    client = create_app(pets, cache=False).test_client()
    assert client.get("/__admin/mappings", environ_overrides={"REMOTE_ADDR": "192.0.2.7"}).status_code == 401


def test_another_host_can_be_allowed(pets):
    ask = asker(pets, allow_host=("mock.test",))
    assert ask("GET", "/__admin/health", {"Host": "mock.test:4010"}).status == 200
    assert ask("GET", "/__admin/health", {"Host": "other.test"}).status == 403


def test_paths_and_methods_of_the_admin_api(ask):
    assert ask("GET", "/__admin/").status == 200
    assert ask("GET", "/__admin/nothing").status == 404
    wrong = ask("PATCH", "/__admin/mappings")
    assert (wrong.status, wrong.header("Allow")) == (405, "DELETE, GET, HEAD, OPTIONS, POST")
    head = ask("HEAD", "/__admin/mappings")
    assert (head.status, head.body) == (200, b"")
    assert ask("GET", "/__administrator").header("X-Mock-Source") == "refusal"


def test_the_app_behind_flask_has_the_same_admin_api(pets):
    app = create_app(pets, cache=False)
    client = app.test_client()
    assert client.get("/__admin/health").json["status"] == "healthy"

    @app.before_request
    def nothing():
        return None

    assert client.get("/__admin/health").json["status"] == "healthy"
    assert client.get("/__admin/openapi.yaml").data.startswith(b"openapi: 3.1")
