"""`MockServer`: a live mock for the length of a `with` block."""

import json
import urllib.error
import urllib.request

import pytest

import mockserver
from mockserver import MockServer, create_app, load
from mockserver.errors import StartError, UsageError
from mockserver.exchange import Exchange
from mockserver.serve.asgi import AsgiApp
from mockserver.serve.background import Background
from mockserver.serve.server import Address


def get(url, **headers):
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 - our own address
    try:
        with urllib.request.urlopen(request, timeout=5) as response:  # noqa: S310
            return response.status, dict(response.headers), response.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read()


@pytest.fixture(scope="module")
def api(pets):
    with MockServer(load(pets), seed=7) as api:
        yield api


def test_it_serves_while_the_block_lasts(api):
    status, headers, body = get(api.url + "/v1/pets/1")
    assert (status, json.loads(body)) == (200, {"id": 1, "name": "Rex", "kind": "dog"})
    assert headers["x-mock-operation"] == "getPet"


def test_what_happened_is_at_hand(api):
    get(api.url + "/pets?limit=7")
    exchange = next(iter(reversed(list(api.journal))))
    assert isinstance(exchange, Exchange)
    assert (exchange.operation, exchange.request.query, exchange.response.status) == ("listPets", "limit=7", 200)


def test_the_same_seed_gives_the_same_bytes_in_another_server(api, pets):
    with MockServer(pets, seed=7) as other, MockServer(pets, seed=8) as third:
        one, same, different = (get(server.url + "/pets")[2] for server in (api, other, third))
    assert one == same != different


def test_it_is_over_after_the_block(pets):
    with MockServer(pets) as server:
        url = server.url
    assert server.url == ""
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(url, timeout=1)  # noqa: S310


def test_a_raw_slash_in_a_value_is_part_of_the_value(api):
    status, _, body = get(api.url + "/pets/1%2F2")
    assert status == 422
    assert json.loads(body)["validation"][0]["location"] == ["path", "id"]


def test_a_taken_port_and_a_wrong_setting_are_told(api, pets):
    port = int(api.url.rpartition(":")[2])
    with pytest.raises(StartError, match=rf"port {port} on 127\.0\.0\.1 is taken"):
        MockServer(pets, port=port).start()
    with pytest.raises(UsageError, match=r"setting 'validate' \(argument\): expected one of strict, warn, off"):
        MockServer(pets, validate="no")


def test_an_extended_app_is_served_by_its_full_way(pets, api):
    app = create_app(pets, seed=7)
    app.add_url_rule("/slow/<path:rest>", "slow", lambda rest: rest)

    @app.after_request
    def sign(response):
        response.headers["X-Signed"] = "yes"
        return response

    server = Background(AsgiApp(app.engine, app.body_limit, app), Address("127.0.0.1", 0)).start()
    try:
        status, headers, body = get(server.url + "/pets")
        plain = get(api.url + "/pets")
        assert (status, body, headers.pop("x-signed")) == (plain[0], plain[2], "yes")
        assert {name: value for name, value in headers.items() if name != "date"} == {
            name: value for name, value in plain[1].items() if name != "date"
        }
        assert get(server.url + "/slow/a/b")[2] == b"a/b"
        assert get(server.url + "/nowhere")[0] == 404
    finally:
        server.stop()


def test_the_public_names_are_there_and_importing_them_is_put_off():
    assert mockserver.__all__ == sorted(mockserver.__all__, key=lambda name: (name[0].islower(), name))
    assert set(mockserver.__all__) <= set(dir(mockserver))
    for name in mockserver.__all__:
        assert getattr(mockserver, name) is not None
    with pytest.raises(AttributeError, match="module 'mockserver' has no attribute 'nothing'"):
        mockserver.nothing  # noqa: B018
