"""granian at the front, over a real socket, with an engine that is as small as can be."""

import asyncio
import contextlib
import http.client
import logging
import os
import selectors
import signal
import socket
import subprocess
import sys
import threading
import time

import pytest
from untimed import PATIENCE

from mockserver.errors import StartError
from mockserver.exchange import Exchange
from mockserver.messages import Request, Response
from mockserver.serve.asgi import AsgiApp
from mockserver.serve.background import Background
from mockserver.serve.server import Address, claim

DELAYS = {"/slow": 0.4, "/held": 30.0}


class Echo:
    """Answers with what it was asked."""

    def __init__(self):
        self.seen = []

    def refuse(self, request, problem) -> Exchange:
        return Exchange("id", 0.0, request, problem.response())

    def handle(self, request: Request) -> Exchange:
        self.seen.append(request)
        body = request.body or f"{request.method} {request.path} {request.query}".encode()
        if request.path == "/stream":
            body = (f"line {number}\n".encode() for number in range(3))
        if request.path == "/nothing":
            return Exchange("id", 0.0, request, Response(204))
        response = Response(200, (("Content-Type", "text/plain"), ("X-Mock-Source", "generated")), body)
        return Exchange("id", 0.0, request, response, delay=DELAYS.get(request.path, 0.0))


@pytest.fixture(scope="module")
def engine():
    return Echo()


@pytest.fixture(scope="module")
def address(engine):
    server = Background(AsgiApp(engine, body_limit=1_000), Address("127.0.0.1", 0)).start()
    host, port = server.url.removeprefix("http://").split(":")
    yield host, int(port)
    server.stop()


def talk(address, raw: bytes, *, and_leave=False) -> bytes:
    """Send bytes as they are, and read until the server closes."""
    with socket.create_connection(address, timeout=PATIENCE) as wire:
        wire.sendall(raw)
        if and_leave:
            wire.shutdown(socket.SHUT_WR)
        received = b""
        while chunk := wire.recv(65_536):
            received += chunk
    return received


def ask(address, method, target, body=None, headers=None):
    connection = http.client.HTTPConnection(*address, timeout=PATIENCE)
    try:
        connection.request(method, target, body, headers or {})
        response = connection.getresponse()
        return response.status, dict(response.getheaders()), response.read()
    finally:
        connection.close()


def test_late_answers_hold_nobody_up(address):
    with contextlib.ExitStack() as stack:
        late = [stack.enter_context(socket.create_connection(address, timeout=PATIENCE)) for _ in range(200)]
        for wire in late:
            wire.sendall(b"GET /held HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert ask(address, "GET", "/quick")[0] == 200
        assert answered(late) == []


def answered(wires):
    """Return the connections on which something has come."""
    with selectors.DefaultSelector() as selector:
        for wire in wires:
            selector.register(wire, selectors.EVENT_READ)
        return [key.fileobj for key, _ in selector.select(0)]


def test_the_raw_path_and_query_arrive_as_they_were_sent(address):
    assert ask(address, "GET", "/a%2Fb/%C3%A4;v=1?x=%20&y=a+b")[2] == b"GET /a%2Fb/%C3%A4;v=1 x=%20&y=a+b"


def test_the_same_header_fields_are_read_anew_for_each_request(address, engine):
    for _ in range(2):
        ask(address, "GET", "/", headers={"X-A": "1"})
        assert engine.seen[-1].headers.pop("x-a") == "1"
    ask(address, "GET", "/", headers={"X-A": "2"})
    assert engine.seen[-1].headers["x-a"] == "2"


def test_repeated_header_fields_are_joined(address, engine):
    talk(
        address,
        b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-A: 1\r\nX-A: 2\r\nCookie: a=1\r\nCookie: b=2\r\n\r\n",
    )
    headers = engine.seen[-1].headers
    assert (headers["x-a"], headers["cookie"]) == ("1, 2", "a=1; b=2")


def test_a_body_arrives_by_length_and_in_chunks(address):
    assert ask(address, "POST", "/", b"hello")[2] == b"hello"
    assert ask(address, "POST", "/", iter([b"hel", b"lo"]))[2] == b"hello"


def test_a_body_of_malformed_chunks_is_400(address, engine):
    before = len(engine.seen)
    received = talk(address, b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nnot a chunk\r\n")
    assert received.startswith(b"HTTP/1.1 400")
    assert len(engine.seen) == before


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_over_the_limit_is_413(address, chunked):
    body = iter([b"x" * 600, b"x" * 600]) if chunked else b"x" * 1_200
    status, headers, content = ask(address, "POST", "/", body)
    assert (status, headers["content-type"]) == (413, "application/problem+json")
    assert b"The body is over the limit of 1000 bytes (--body-limit)" in content


def test_a_body_at_the_limit_is_taken(address):
    assert ask(address, "POST", "/", b"x" * 1_000)[0] == 200


def test_a_body_cut_short_reaches_no_engine(address, engine):
    before = len(engine.seen)
    received = talk(address, b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nonly this", and_leave=True)
    assert len(engine.seen) == before
    assert not received.startswith(b"HTTP/1.1 200")


def test_a_stream_is_sent_in_chunks(address):
    status, headers, content = ask(address, "GET", "/stream")
    assert (status, content) == (200, b"line 0\nline 1\nline 2\n")
    assert headers.get("transfer-encoding") == "chunked"


def test_no_content_has_no_body_and_no_length(address):
    received = talk(address, b"GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert received.startswith(b"HTTP/1.1 204")
    assert b"content-length" not in received.lower()


def test_a_delay_is_kept(address):
    start = time.perf_counter()
    assert ask(address, "GET", "/slow")[0] == 200
    assert time.perf_counter() - start >= 0.4


def test_a_delay_holds_up_nobody_else(address, engine):
    with socket.create_connection(address, timeout=PATIENCE) as held:
        before = len(engine.seen)
        held.sendall(b"GET /held HTTP/1.1\r\nHost: x\r\n\r\n")
        until(lambda: len(engine.seen) > before)
        assert ask(address, "GET", "/fast")[0] == 200
        assert answered([held]) == []


def until(holds):
    for _ in range(20 * PATIENCE):
        if holds():
            return
        time.sleep(0.05)
    pytest.fail("it does not come about")


def test_a_client_that_leaves_during_a_delay_harms_nobody(address):
    with socket.create_connection(address, timeout=PATIENCE) as wire:
        wire.sendall(b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
    time.sleep(0.5)
    assert ask(address, "GET", "/after")[0] == 200


def test_a_taken_port_is_told_with_what_to_do(address):
    with pytest.raises(StartError) as caught:
        Background(AsgiApp(Echo()), Address(*address)).start()
    port = address[1]
    assert caught.value.exit_code == 4
    assert str(caught.value) == (
        f"port {port} on 127.0.0.1 is taken [PORT_TAKEN]\n"
        f"  stop what listens there, or choose another: --port {port + 1} (0 takes a free one)"
    )


def test_a_host_that_is_not_here_is_told():
    with pytest.raises(StartError, match=r"cannot listen on 192\.0\.2\.1:4010: .* \[CANNOT_LISTEN\]"):
        claim(Address("192.0.2.1"))
    with pytest.raises(StartError, match=r"no such host: no\.such\.host\.invalid \[NO_SUCH_HOST\]"):
        claim(Address("no.such.host.invalid"))


@pytest.mark.parametrize(
    ("address", "url"),
    [
        (Address("127.0.0.1", 4010), "http://127.0.0.1:4010"),
        (Address("0.0.0.0", 80), "http://127.0.0.1:80"),  # noqa: S104 - never bound
        (Address("::1", 4010), "http://[::1]:4010"),
        (Address("::", 4010), "http://[::1]:4010"),
        (Address("localhost", 4010), "http://localhost:4010"),
    ],
)
def test_the_url_is_one_that_a_client_here_can_open(address, url):
    assert address.url == url


def test_a_request_in_flight_is_finished_and_idle_connections_hold_up_nothing():
    server = Background(AsgiApp(echo := Echo()), Address("127.0.0.1", 0))
    tasks = tasks_of(server._loop)
    server.start()
    host, port = server.url.removeprefix("http://").split(":")
    idle = socket.create_connection((host, int(port)))
    answers = []
    slow = threading.Thread(target=lambda: answers.append(ask((host, int(port)), "GET", "/slow")))
    slow.start()
    until(lambda: echo.seen)
    server.stop()
    slow.join()
    idle.close()
    assert answers[0][0] == 200
    (serving,) = (task for task in tasks if task.get_coro().__qualname__ == "Server.serve")
    assert not serving.cancelled(), "it did not end by itself"
    with pytest.raises(OSError):
        socket.create_connection((host, int(port)), timeout=1)


def tasks_of(loop):
    """Return the list of the loop's tasks, as they are begun."""
    tasks = []

    def begin(loop, coroutine, **named):
        tasks.append(asyncio.Task(coroutine, loop=loop, **named))
        return tasks[-1]

    loop.set_task_factory(begin)
    return tasks


def test_the_logging_of_the_process_is_left_alone(capfd):
    handler = logging.StreamHandler()
    logging.getLogger("mine").addHandler(handler)
    Background(AsgiApp(Echo()), Address("127.0.0.1", 0)).start().stop()
    assert handler in logging.getLogger("mine").handlers
    assert "anian" not in "".join(capfd.readouterr())


SCRIPT = """
import sys
sys.path.insert(0, {root!r})
from mockserver.errors import StartError
from mockserver.exchange import Exchange
from mockserver.messages import Response
from mockserver.serve.asgi import AsgiApp
from mockserver.serve.server import Address, run, serve_here
from mockserver.serve.workers import serve_workers

def stuck():
    import time
    yield b"a"
    time.sleep({stuck})

class Hello:
    def handle(self, request):
        import os
        if request.path == "/stuck":
            return Exchange("id", 0.0, request, Response(200, (), stuck()))
        return Exchange("id", 0.0, request, Response(200, (), str(os.getpid()).encode()))

ready = lambda url: print(url, flush=True)
if {workers} == 1:
    run(serve_here(AsgiApp(Hello()), Address("127.0.0.1", 0), ready))
else:
    try:
        serve_workers(AsgiApp(Hello()), Address("127.0.0.1", 0), {workers}, ready)
    except StartError as error:
        sys.exit(str(error))
"""


@pytest.fixture
def start(root):
    """Start a server process; return it and its address."""
    started = []

    def run(workers):
        script = SCRIPT.format(root=str(root), workers=workers, stuck=2 * PATIENCE)
        process = subprocess.Popen(
            [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        started.append(process)
        host, port = process.stdout.readline().strip().removeprefix("http://").split(":")
        return process, (host, int(port))

    yield run
    for process in started:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("workers", [1, 2])
def test_a_signal_stops_it_cleanly(start, number, workers):
    process, address = start(workers)
    assert ask(address, "GET", "/")[0] == 200
    process.send_signal(number)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (0, "", "")


@pytest.mark.parametrize("workers", [1, 2])
def test_a_second_signal_does_not_wait(start, workers):
    process, address = start(workers)
    with socket.create_connection(address, timeout=PATIENCE) as wire:
        wire.sendall(b"GET /stuck HTTP/1.1\r\nHost: x\r\n\r\n")
        assert wire.recv(1) == b"H"
        process.send_signal(signal.SIGINT)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.5)
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 130


def test_several_workers_share_the_port(start):
    _, address = start(2)
    pids = {ask(address, "GET", "/")[2] for _ in range(60)}
    assert len(pids) == 2


def test_a_worker_that_is_killed_ends_the_others_with_a_clear_message(start):
    process, address = start(2)
    os.kill(int(ask(address, "GET", "/")[2]), signal.SIGKILL)
    _, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (1, "a worker ended by itself: its log says why [WORKER_ENDED]\n")


def test_workers_stop_when_their_parent_is_killed(start):
    process, address = start(2)
    process.kill()
    process.communicate(timeout=20)
    for _ in range(100):
        try:
            ask(address, "GET", "/")
        except OSError:
            return
        time.sleep(0.05)
    pytest.fail("the workers live on")
