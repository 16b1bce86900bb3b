"""Worlds that outlive a process and worlds that several mocks share, over real servers and real stores."""

import json
import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
THINGS = Path(__file__).with_name("things.yaml")
ROUNDS = int(os.environ.get("MOCKSERVER_KILL_ROUNDS", "6"))
WRITES = int(os.environ.get("MOCKSERVER_SHARED_WRITES", "400"))
KEYS = int(os.environ.get("MOCKSERVER_SHARED_KEYS", "25"))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A mock in a process of its own."""

    def __init__(self, state, port):
        self.url = f"http://127.0.0.1:{port}"
        command = [sys.executable, "-m", "mockserver", "serve", str(THINGS), "--port", str(port), "--state", state]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(200):
            try:
                self.ask("GET", "/settings")
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise AssertionError("the server does not answer")

    def ask(self, method, target, body=None, **headers):
        data = None if body is None else json.dumps(body).encode()
        fields = {"Content-Type": "application/json"} if data else {}
        fields |= {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(self.url + target, data, fields, method=method)  # noqa: S310 - our own server
        with urllib.request.urlopen(request, timeout=10) as response:  # noqa: S310 - our own server
            text = response.read()
            return json.loads(text) if text else None

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    def stop(self):
        self.process.terminate()
        self.process.wait(10)

    def everything(self):
        """Return the id and the name of every thing that the list shows, page by page."""
        seen, target = [], "/things?limit=50"
        while target:
            page = self.ask("GET", target)
            seen += [(thing["id"], thing["name"]) for thing in page["data"]]
            target = f"/things?limit=50&cursor={page['next_cursor']}" if page["has_more"] else ""
        assert len(seen) == page["total_count"]
        return seen


def write_until_it_dies(server, writer, acknowledged):
    number = 0
    while True:
        try:
            made = server.ask("POST", "/things", {"name": f"{writer}-{number}", "color": "red"})
        except OSError:
            return
        acknowledged[made["id"]] = made["name"]
        number += 1


def test_no_acknowledged_write_is_lost_when_the_server_is_killed(tmp_path):
    file = tmp_path / "mock.db"
    state, port = f"sqlite:///{file}", free_port()
    draw = random.Random(7)  # noqa: S311 - when to kill, no secret
    acknowledged = {}
    for _ in range(ROUNDS):
        server = Server(state, port)
        writers = [
            threading.Thread(target=write_until_it_dies, args=(server, writer, acknowledged)) for writer in range(4)
        ]
        for writer in writers:
            writer.start()
        time.sleep(draw.uniform(0.1, 0.6))
        server.kill()
        for writer in writers:
            writer.join(20)
    assert len(acknowledged) > ROUNDS * 4
    server = Server(state, port)
    try:
        for identifier in draw.sample(sorted(acknowledged), 20):
            assert server.ask("GET", f"/things/{identifier}")["name"] == acknowledged[identifier]
    finally:
        server.stop()
    with sqlite3.connect(file) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        kept = {key for (key,) in connection.execute("SELECT key FROM documents WHERE collection = '/things'")}
    assert acknowledged.keys() <= kept


@pytest.fixture
def redis_address(tmp_path):
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("there is no redis-server on this machine: apt-get install redis-server")
    port = free_port()
    arguments = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield f"redis://127.0.0.1:{port}/0"
    process.terminate()
    process.wait(10)


def test_two_mocks_on_one_redis_agree(start, redis_address):
    one, other = start(THINGS, state=redis_address), start(THINGS, state=redis_address)
    total = one.get("/things")["total_count"]
    made = {}

    def write(client, name):
        for number in range(100):
            thing = client("POST", "/things", {"name": f"{name}-{number}", "color": "green"}).body
            made[thing["id"]] = thing["name"]
            if number % 10 == 0:
                client("PUT", f"/things/{thing['id']}", {"name": f"{name}-{number}!", "color": "blue"})
                made[thing["id"]] += "!"

    writers = [threading.Thread(target=write, args=(client, name)) for client, name in ((one, "a"), (other, "b"))]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(made) == 200

    def everything(client):
        seen, target = [], "/things?limit=50"
        while target:
            page = client.get(target)
            seen += [(thing["id"], thing["name"]) for thing in page["data"]]
            target = f"/things?limit=50&cursor={page['next_cursor']}" if page["has_more"] else ""
        return seen

    listed = everything(one)
    assert listed == everything(other)
    assert len(listed) == total + 200
    assert made.items() <= dict(listed).items()
    victim = next(iter(made))
    assert one("DELETE", f"/things/{victim}").status == 204
    assert other("GET", f"/things/{victim}").status == 404


@pytest.fixture
def servers():
    """Return what starts mocks, each in a process of its own, on one store."""
    running = []

    def started(state, count):
        running.extend(Server(state, free_port()) for _ in range(count))
        return running

    yield started
    for server in running:
        server.stop()


def write_in_turns(servers, writer, writes):
    """Write to the mocks in turns; every fourth write changes what the other mock made. Return names by id."""
    names = {}
    for turn in range(writes):
        server, name = servers[(writer + turn) % len(servers)], f"{writer}-{turn}"
        if turn % 4 == 3:
            identifier = next(reversed(names))
            assert server.ask("PUT", f"/things/{identifier}", {"name": name, "color": "blue"})["name"] == name
        else:
            identifier = server.ask("POST", "/things", {"name": name, "color": "green"})["id"]
            assert identifier not in names
        names[identifier] = name
    return names


def test_two_processes_on_one_redis_lose_none_of_many_interleaved_writes(redis_address, servers):
    pair = servers(redis_address, 2)
    before = len(pair[0].everything())
    with ThreadPoolExecutor(4) as pool:
        written = list(pool.map(lambda writer: write_in_turns(pair, writer, WRITES // 4), range(4)))
    names = {identifier: name for each in written for identifier, name in each.items()}
    assert len(names) == sum(map(len, written)), "two writers were given one id"
    one, other = pair[0].everything(), pair[1].everything()
    assert one == other
    assert len(one) == len({identifier for identifier, _ in one}) == before + len(names)
    assert names.items() <= dict(one).items()


def test_a_write_repeated_at_two_processes_at_once_happens_once(tmp_path, servers):
    pair = servers(f"sqlite:///{tmp_path / 'mock.db'}", 2)
    before = len(pair[0].everything())

    def write(server, key):
        return server.ask("POST", "/things", {"name": key, "color": "red"}, idempotency_key=key)

    with ThreadPoolExecutor(4) as pool:
        for number in range(KEYS):
            both = pool.map(write, pair * 2, [f"key-{number}"] * 4)
            assert len({made["id"] for made in both}) == 1
    assert len(pair[1].everything()) == before + KEYS


def test_a_world_in_a_file_is_there_after_a_restart(start, tmp_path):
    state = f"sqlite:///{tmp_path / 'mock.db'}"
    first = start(THINGS, state=state)
    thing = first("POST", "/things", {"name": "Kept", "color": "red"}).body
    generated = first.get("/things?limit=5")["data"][3]
    assert first("DELETE", f"/things/{generated['id']}").status == 204
    second = start(THINGS, state=state)
    assert second.get(f"/things/{thing['id']}") == thing
    assert second("GET", f"/things/{generated['id']}").status == 404
    page = second.get("/things?limit=50")
    assert thing in page["data"]
    assert generated["id"] not in {one["id"] for one in page["data"]}
    assert second("POST", "/things", {"name": "Next", "color": "red"}).body["id"] != thing["id"]
