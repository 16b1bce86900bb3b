"""What a request costs the server in CPU, against a bare Flask view on granian that returns the same bytes.

    python benchmarks/serve.py [--requests 500] [--rounds 9] [--spec openapi.yaml] [--path /api/contacts/]

All servers run at once and are asked in turns, over one keep-alive connection each; CPU is what /proc says of the
server's processes. `first` asks for a contact that nobody asked for before, `again` for the same one, `flask way` for
the same one through the whole Flask app, since a hook is registered. The start is measured to the first answer.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
BARE = """
import flask
app = flask.Flask("bare", static_folder=None)
body = open({body!r}, "rb").read()
@app.get("/api/contacts/<id>")
def contact(id):
    return flask.Response(body, content_type="application/json")
"""
HOOKED = """
import sys
sys.path.insert(0, {root!r})
from mockserver import create_app
from mockserver.serve.asgi import AsgiApp
from mockserver.serve.server import Address, run, serve_here
app = create_app({spec!r})
app.after_request(lambda response: response)
port = int(sys.argv[1].removeprefix("--port="))
run(serve_here(AsgiApp(app.engine, app.body_limit, app), Address(port=port), lambda url: None))
"""
MOCKSERVER = [sys.executable, "-m", "mockserver", "serve"]
GRANIAN = ["-m", "granian", "--interface=wsgi", "--blocking-threads=1", "--no-ws", "--log-level=error"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--requests", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--spec", default="openapi.yaml")
    parser.add_argument("--path", default="/api/contacts/", help="an id is put at its end")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        starts(options, Path(folder))
        compare(options, Path(folder))


def compare(options: argparse.Namespace, folder: Path) -> None:
    spec = str(Path(options.spec).resolve())
    ours = Server([*MOCKSERVER, spec], options.path)
    body = folder / "body.json"
    body.write_bytes(ours.client.get(f"{options.path}42"))
    (folder / "bare.py").write_text(BARE.format(body=str(body)))
    bare = Server([sys.executable, *GRANIAN, "bare:app"], options.path, folder)
    (folder / "hooked.py").write_text(HOOKED.format(spec=spec, root=str(Path(__file__).resolve().parent.parent)))
    hooked = Server([sys.executable, str(folder / "hooked.py")], options.path)
    servers = {"bare Flask view": bare, "first": ours, "again": ours, "flask way": hooked}
    costs: dict[str, list[float]] = {name: [] for name in servers}
    try:
        for turn in range(options.rounds + 1):
            for name, server in servers.items():
                cost = server.cost(paths_for(name, options, turn))
                if turn:  # the first round warms up
                    costs[name].append(cost)
    finally:
        for server in (ours, bare, hooked):
            server.stop()
    report(costs, body.stat().st_size, options)


def paths_for(name: str, options: argparse.Namespace, turn: int) -> list[str]:
    if name == "first":
        return [f"{options.path}{turn:03d}{number:06d}" for number in range(options.requests)]
    return [f"{options.path}42"] * options.requests


def report(costs: dict[str, list[float]], size: int, options: argparse.Namespace) -> None:
    """Print the best round of each, which other work on the machine disturbs least, and the median."""
    bare = min(costs["bare Flask view"])
    middle = statistics.median(costs["bare Flask view"])
    print(f"{size} bytes, {options.requests} requests x {options.rounds} rounds, CPU of the server: best, median")
    for name, measured in costs.items():
        best, median = min(measured), statistics.median(measured)
        print(f"  {name:<16}{best * 1e6:7.1f} us {best / bare:5.2f} x  {median * 1e6:7.1f} us {median / middle:5.2f} x")


def starts(options: argparse.Namespace, folder: Path) -> None:
    """Measure the start with bytecode that is kept, and of a fresh copy that keeps none."""
    root = Path(__file__).resolve().parent.parent
    fresh = folder / "fresh"
    shutil.copytree(root / "mockserver", fresh / "mockserver", ignore=shutil.ignore_patterns("__pycache__"))
    for label, cwd, extra in (("bytecode kept", root, {}), (f"{NO_BYTECODE}=1", fresh, {NO_BYTECODE: "1"})):
        measured = []
        for _ in range(6):
            server = Server([*MOCKSERVER, str(Path(options.spec).resolve())], options.path, cwd, extra)
            server.client.get(f"{options.path}42")
            measured.append(cpu(server.process.pid))
            server.stop()
        print(f"start to first answer, {label:<26} {min(measured[1:]):.2f} s of CPU")


class Server:
    """One server process on a free port, and a connection to it."""

    def __init__(
        self, command: list[str], path: str, folder: Path | None = None, extra: dict[str, str] | None = None
    ) -> None:
        port = free_port()
        environ = {**os.environ, **(extra or {})}
        if not extra:
            environ.pop(NO_BYTECODE, None)
        command = [part.format(port=port) for part in (*command, "--port={port}")]
        self.process = subprocess.Popen(command, cwd=folder, env=environ, stderr=subprocess.DEVNULL)
        self.client = Client(port, self.process)
        self.path = path

    def cost(self, paths: list[str]) -> float:
        """Return the CPU seconds that one of these requests took."""
        before = cpu(self.process.pid)
        for path in paths:
            self.client.get(path)
        return (cpu(self.process.pid) - before) / len(paths)

    def stop(self) -> None:
        self.client.wire.close()
        self.process.terminate()
        self.process.wait(10)


class Client:
    """A keep-alive connection that asks and reads, nothing else."""

    def __init__(self, port: int, process: subprocess.Popen[bytes]) -> None:
        end = time.monotonic() + 20
        while True:
            try:
                self.wire = socket.create_connection(("127.0.0.1", port), timeout=10)
                self.wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                break
            except OSError:
                if process.poll() is not None or time.monotonic() > end:
                    raise SystemExit(f"the server did not start: {process.args}") from None
                time.sleep(0.002)
        self.head = f" HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUser-Agent: bench\r\nAccept: */*\r\n{CREDENTIALS}\r\n"

    def get(self, path: str) -> bytes:
        self.wire.sendall(f"GET {path}{self.head}".encode())
        received = self.wire.recv(65_536)
        while (end := received.find(b"\r\n\r\n")) < 0:
            received += self.wire.recv(65_536)
        head, body = received[:end].lower(), received[end + 4 :]
        if not head.startswith(b"http/1.1 200"):
            raise SystemExit(f"{path}: {received[:600].decode()}")
        length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
        while len(body) < length:
            body += self.wire.recv(65_536)
        return body


CREDENTIALS = "Authorization: Bearer benchmark\r\nX-Api-Key: benchmark\r\n"


def cpu(pid: int) -> float:
    """Return the CPU seconds of the threads of a process and of the processes below it, as far as they live."""
    total = 0
    waiting = [pid]
    while waiting:
        one = waiting.pop()
        for task in Path(f"/proc/{one}/task").iterdir():
            try:
                total += int((task / "schedstat").read_text().split()[0])
                waiting.extend(map(int, (task / "children").read_text().split()))
            except (FileNotFoundError, ProcessLookupError):
                continue
    return total / 1e9


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
