"""`--watch`: what is edited is served at once; what breaks keeps the last good one; what clients did stays."""

import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 15.0
SPEC = """
openapi: 3.1.0
info: {title: Things, version: '1'}
paths:
  /things:
    get:
      responses:
        '200':
          description: All
          content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Thing'}}}}
    post:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
      responses:
        '201': {description: Made, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
  /things/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        '200': {description: One, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
components:
  schemas:
    Thing: {type: object, required: [id, name], properties: {id: {type: string}, name: {type: string}}}
"""


def mapping(name):
    body = {"id": "7", "name": name}
    return json.dumps(
        {"request": {"method": "GET", "urlPath": "/things/7"}, "response": {"status": 200, "jsonBody": body}}
    )


class Watched:
    """A mock in a process of its own that watches its files, and what it says."""

    def __init__(self, folder, *flags):
        spec = folder / "openapi.yaml"
        spec.write_text(SPEC)
        self.said = folder / "said.txt"
        command = [sys.executable, "-m", "mockserver", "serve", str(spec), "--port", "0", "--watch", *flags]
        with self.said.open("w") as said:
            self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=said)
        self.url = self.until(
            lambda: next(word for word in self.said.read_text().split() if word.startswith("http://"))
        )
        self.until(lambda: self.ask("GET", "/__admin/health"))
        time.sleep(0.3)  # until the watch has begun

    def ask(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        fields = {"Content-Type": "application/json"} if data else {}
        request = urllib.request.Request(self.url + path, data, fields, method=method)  # noqa: S310 - our own server
        with urllib.request.urlopen(request, timeout=5) as response:  # noqa: S310 - our own server
            return json.load(response)

    def until(self, ask):
        """Return what `ask` returns once it returns something."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                found = ask()
            except (OSError, StopIteration):
                found = None
            if found:
                return found
            time.sleep(0.05)
        raise AssertionError(self.said.read_text())

    def shows(self, name):
        self.until(lambda: self.ask("GET", "/things/7")["name"] == name)


@pytest.fixture
def watched(tmp_path):
    running = []

    def started(*flags):
        running.append(Watched(tmp_path, *flags))
        return running[-1]

    yield started
    for one in running:
        one.process.terminate()
        one.process.wait(10)


@pytest.mark.parametrize("place", ["mappings", "elsewhere"])
def test_a_mapping_is_served_as_it_is_edited(watched, tmp_path, tmp_path_factory, place):
    folder = tmp_path / place if place == "mappings" else tmp_path_factory.mktemp(place)
    folder.mkdir(exist_ok=True)
    file = folder / "seven.json"
    file.write_text(mapping("First"))
    mock = watched(*(() if place == "mappings" else ("--fixtures", str(folder))))
    mock.shows("First")
    made = mock.ask("POST", "/things", {"id": "mine", "name": "Mine"})
    stub = {
        "request": {"method": "GET", "urlPath": "/things/8"},
        "response": {"jsonBody": {"id": "8", "name": "Posted"}},
    }
    mock.ask("POST", "/__admin/mappings", stub)
    file.write_text(mapping("Second"))
    mock.shows("Second")
    file.write_text(mapping(["no", "text"]))
    mock.until(lambda: "not reloaded" in mock.said.read_text())
    assert mock.ask("GET", "/things/7")["name"] == "Second"
    file.write_text(mapping("Third"))
    mock.shows("Third")
    assert mock.ask("GET", f"/things/{made['id']}") == made
    assert mock.ask("GET", "/things/8")["name"] == "Posted"
    file.unlink()
    mock.until(lambda: mock.ask("GET", "/things/7")["name"] != "Third")
