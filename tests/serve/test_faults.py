"""Faults on real connections: what a client sees of each, and what else is served meanwhile."""

import http.client
import socket
import subprocess
import sys
import time

import orjson
import pytest
from untimed import PATIENCE

from mockserver import MockServer, create_app

PET = {"id": 7, "name": "Zorro", "kind": "dog"}


@pytest.fixture(scope="module")
def mock(pets):
    with MockServer(pets, cache=False) as server:
        yield server


@pytest.fixture
def ask(mock):
    host, port = mock.url.removeprefix("http://").split(":")

    def send(method, path, body=None, headers=None):
        connection = http.client.HTTPConnection(host, int(port), timeout=PATIENCE)
        try:
            data = None if body is None else orjson.dumps(body)
            connection.request(method, path, data, {"Content-Type": "application/json", **(headers or {})})
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    yield send
    send("POST", "/__admin/reset")


def raw(url, path, patience=PATIENCE):
    """Return all bytes that come, and how the connection ended."""
    host, port = url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=patience) as wire:
        wire.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        received = b""
        try:
            while chunk := wire.recv(65_536):
                received += chunk
        except ConnectionResetError:
            return received, "reset"
        except TimeoutError:
            return received, "silence"
        return received, "end"


def faulty(fault):
    return {"request": {"method": "GET", "urlPath": "/pets/7"}, "response": {"fault": fault}}


@pytest.mark.parametrize(
    ("fault", "start", "ending"),
    [
        ("EMPTY_RESPONSE", b"", "end"),
        ("CONNECTION_RESET_BY_PEER", b"", "reset"),
        ("MALFORMED_RESPONSE_CHUNK", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nlskdu018973t09", "end"),
        ("TIMEOUT", b"", "silence"),
    ],
)
def test_a_fault_does_to_the_connection_what_wiremock_does(mock, ask, fault, start, ending):
    assert ask("POST", "/__admin/mappings", faulty(fault))[0] == 201
    received, ended = raw(mock.url, "/pets/7", patience=0.5 if ending == "silence" else PATIENCE)
    assert (received[: len(start)], bool(received), ended) == (start, bool(start), ending)
    assert ask("GET", "/pets/8")[0] == 200
    entry = orjson.loads(ask("POST", "/__admin/requests/find", {"urlPath": "/pets/7"})[1])["requests"][0]
    assert (entry["fault"], entry["source"]) == (fault, "override")


def test_random_data_is_no_http(mock, ask):
    ask("POST", "/__admin/mappings", faulty("RANDOM_DATA_THEN_CLOSE"))
    received, ended = raw(mock.url, "/pets/7")
    assert (len(received), received[:4] != b"HTTP", ended) == (64, True, "end")


def test_a_slow_body_arrives_in_parts_over_its_time(ask):
    slow = {"jsonBody": PET, "chunkedDribbleDelay": {"numberOfChunks": 4, "totalDuration": 400}}
    ask("POST", "/__admin/mappings", {"request": {"method": "GET", "urlPath": "/pets/7"}, "response": slow})
    started = time.perf_counter()
    status, body = ask("GET", "/pets/7")
    assert (status, orjson.loads(body)) == (200, PET)
    assert time.perf_counter() - started > 0.35


def timed(ask, **headers):
    started = time.perf_counter()
    status, _ = ask("GET", "/pets/7", headers=headers)
    return status, time.perf_counter() - started


def test_delays_of_settings_stub_and_client_add_up(ask):
    late = {"jsonBody": PET, "fixedDelayMilliseconds": 100}
    ask("POST", "/__admin/mappings", {"request": {"method": "GET", "urlPath": "/pets/7"}, "response": late})
    ask("POST", "/__admin/settings", {"fixedDelay": 100})
    status, took = timed(ask, Prefer="delay=100")
    assert status == 200
    assert took > 0.29


def test_the_server_stops_at_once_whatever_is_held(pets):
    server = MockServer(pets, cache=False, operations={"getPet": {"delay": 60_000}}).start()
    host, port = server.url.removeprefix("http://").split(":")
    with (
        socket.create_connection((host, int(port)), timeout=PATIENCE) as held,
        Listener(server.url) as heard,
    ):
        heard.until(b": connected")
        held.sendall(b"GET /pets/7 HTTP/1.1\r\nHost: localhost\r\n\r\n")
        heard.until(b'"url":"/pets/7"')
        server.stop()
        assert held.recv(65_536).startswith(b"HTTP/1.1 200")
        heard.until(b"\r\n0\r\n\r\n")


class Listener:
    """Reads the event stream of a mock."""

    def __init__(self, url, after=""):
        host, port = url.removeprefix("http://").split(":")
        again = f"Last-Event-ID: {after}\r\n" if after else ""
        fields = f"Host: localhost\r\nAccept: text/event-stream\r\n{again}\r\n"
        self._wire = socket.create_connection((host, int(port)), timeout=PATIENCE)
        self._wire.sendall(f"GET /__admin/events HTTP/1.1\r\n{fields}".encode())
        self._received = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._wire.close()

    def until(self, mark):
        while mark not in self._received:
            chunk = self._wire.recv(65_536)
            assert chunk, self._received
            self._received += chunk
        return self._received


def test_events_are_told_as_they_happen_and_taken_up_again(mock, ask):
    with Listener(mock.url) as listener:
        listener.until(b": connected")
        ask("GET", "/pets/1")
        seen = listener.until(b'"url":"/pets/1"')
    identity = seen.split(b"id: ")[1].split(b"\n")[0].decode()
    ask("GET", "/pets/2")
    with Listener(mock.url, after=identity) as listener:
        assert b'"url":"/pets/1"' not in listener.until(b'"url":"/pets/2"')
    for _ in range(100):
        if not mock.engine.journal._listeners:
            return
        time.sleep(0.05)
    pytest.fail("the streams of readers that left are still open")


@pytest.mark.parametrize("rate", [0, 0.1, 0.5, 1])
def test_an_error_rate_is_the_share_that_it_says_and_belongs_to_the_seed(pets, rate):
    def run(seed):
        table = {"getPet": {"error_rate": rate, "status": 503}}
        client = create_app(pets, seed=seed, cache=False, operations=table).test_client()
        return [client.get("/pets/7").status_code for _ in range(400)]

    first = run("a")
    assert set(first) <= {200, 503}
    assert abs(first.count(503) / 400 - rate) < 0.07
    assert run("a") == first
    assert rate in (0, 1) or run("b") != first


def test_an_error_that_is_not_documented_is_a_problem_with_its_status(pets):
    client = create_app(pets, cache=False, operations={"listPets": {"status": 503}}).test_client()
    answer = client.get("/pets")
    assert (answer.status_code, answer.json["type"]) == (503, "urn:mockserver:errors#TROUBLE")


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"dealy": 1}, "[operations.getPet] dealy: expected one of delay, dribble, fault, status, error_rate"),
        ({"delay": "long"}, "[operations.getPet] delay: expected milliseconds, or a distribution, got 'long'"),
        ({"error_rate": 3}, "[operations.getPet] error_rate: expected a share from 0 to 1, got 3"),
        ({"fault": "X"}, "[operations.getPet] fault: expected one of EMPTY_RESPONSE"),
        ({"fault": "TIMEOUT", "status": 503}, "[operations.getPet] fault: expected a fault or a status, not both"),
    ],
)
def test_trouble_that_makes_no_sense_is_named_at_the_start(pets, table, message):
    from mockserver.errors import UsageError

    with pytest.raises(UsageError) as refused:
        create_app(pets, cache=False, operations={"getPet": table})
    assert message in str(refused.value)


def test_a_test_client_has_no_connection_to_break_and_is_told_so(pets):
    client = create_app(pets, cache=False, operations={"getPet": {"fault": "EMPTY_RESPONSE"}}).test_client()
    answer = client.get("/pets/7")
    assert (answer.status_code, answer.json["type"]) == (501, "urn:mockserver:errors#FAULT_NOT_POSSIBLE")


WERKZEUG = """
import sys
from mockserver import create_app
create_app(sys.argv[1], cache=False, operations={"getPet": {"fault": sys.argv[2]}}).run(port=int(sys.argv[3]))
"""


@pytest.mark.parametrize(("fault", "ending"), [("EMPTY_RESPONSE", "end"), ("CONNECTION_RESET_BY_PEER", "reset")])
def test_werkzeug_breaks_its_connections_too(pets, fault, ending):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with subprocess.Popen([sys.executable, "-c", WERKZEUG, pets, fault, str(port)], stderr=subprocess.PIPE) as process:
        try:
            wait_for(port)
            assert raw(f"http://127.0.0.1:{port}", "/pets/7") == (b"", ending)
            assert raw(f"http://127.0.0.1:{port}", "/pest")[0].startswith(b"HTTP/1.1 404")
        finally:
            process.terminate()


def wait_for(port):
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the server does not answer")
