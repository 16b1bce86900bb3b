"""Descriptions from URLs, by a real server on loopback."""

from __future__ import annotations

import contextlib
import http.server
import threading
import time

import pytest

from mockserver.document import LoadOptions, load
from mockserver.errors import ReferenceError, SourceError  # noqa: A004 - the standard's own term

ROOT = b"openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths: {/a: {$ref: paths/a.yaml}}\n"


class Site(http.server.BaseHTTPRequestHandler):
    """Serves the pages of its server: bytes, a (status, headers, bytes) triple, or a function that writes."""

    def do_GET(self):
        page = self.server.pages.get(self.path, (404, {}, b"the password is hunter2"))
        self.server.asked.append((self.path, dict(self.headers)))
        if callable(page):
            page(self)
            return
        status, headers, body = page if isinstance(page, tuple) else (200, {}, page)
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Keep the test's output clean."""


@pytest.fixture
def site():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.pages, server.asked = {"/api/openapi.yaml": ROOT}, []
    server.daemon_threads = True
    server.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def refusal(url, **options):
    with pytest.raises(SourceError) as caught:
        load(url, options=LoadOptions(**options))
    assert "hunter2" not in str(caught.value)
    return caught.value.message


def test_references_are_followed_on_the_origin(site):
    site.pages["/api/paths/a.yaml"] = b"get: {responses: {200: {$ref: '/shared.json#/ok'}}}"
    site.pages["/shared.json"] = b'{"ok":\n {"description": "fine"}}'
    document = load(site.url + "/api/openapi.yaml")
    response = ((document.root / "paths" / "/a").resolve() / "get" / "responses" / "200").resolve()
    assert response.value == {"description": "fine"}
    assert str(response.place) == f"{site.url}/shared.json:1 #/ok"
    assert [path for path, _ in site.asked] == ["/api/openapi.yaml", "/api/paths/a.yaml", "/shared.json"]


def test_a_redirect_on_the_host_moves_the_base(site):
    site.pages["/latest"] = (302, {"Location": "/api/openapi.yaml"}, b"")
    site.pages["/api/paths/a.yaml"] = b"summary: here"
    document = load(site.url + "/latest")
    assert (document.root / "paths" / "/a").resolve().value == {"summary": "here"}


def test_a_redirect_to_another_host_is_refused(site):
    other = f"http://localhost:{site.server_port}/api/openapi.yaml"
    site.pages["/away"] = (301, {"Location": other}, b"")
    assert refusal(site.url + "/away") == f"the URL redirects to another host, http://localhost:{site.server_port}"
    assert [path for path, _ in site.asked] == ["/away"]


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://127.0.0.1/a", "//example.com/a", ""])
def test_a_redirect_out_of_the_web_is_refused(site, location):
    site.pages["/away"] = (302, {"Location": location}, b"")
    assert refusal(site.url + "/away").startswith("the URL redirects to ")


def test_redirects_in_a_circle_end(site):
    site.pages["/a"], site.pages["/b"] = (302, {"Location": "/b"}, b""), (302, {"Location": "/a"}, b"")
    assert refusal(site.url + "/a") == "the URL redirects more than 5 times"


def test_an_error_status_is_named_without_its_body(site):
    assert refusal(site.url + "/nothing") == "the URL answers 404"


def test_an_answer_over_the_limit_is_cut_off(site):
    def endless(handler):
        handler.send_response(200)
        handler.end_headers()
        with contextlib.suppress(OSError):
            while True:
                handler.wfile.write(b"#" * 65536)

    site.pages["/endless"] = endless
    assert refusal(site.url + "/endless", max_file_bytes=1_000_000) == "the file is larger than 1,000,000 bytes"


def test_an_answer_that_drips_is_given_up(site):
    ended = threading.Event()

    def drip(handler):
        handler.send_response(200)
        handler.end_headers()
        with contextlib.suppress(OSError):
            for _ in range(1500):
                handler.wfile.write(b"#")
                time.sleep(0.02)
            ended.set()

    site.pages["/drip"] = drip
    assert refusal(site.url + "/drip", timeout=0.5) == "the URL answers too slowly"
    assert not ended.is_set()


def test_a_server_that_says_nothing_is_given_up(site):
    site.pages["/silent"] = lambda _: time.sleep(0.5)
    assert refusal(site.url + "/silent", timeout=0.1).startswith("the URL cannot be read: ")


def test_a_compressed_answer_is_refused(site):
    site.pages["/packed"] = (200, {"Content-Encoding": "gzip"}, b"\x1f\x8b")
    assert refusal(site.url + "/packed") == "the answer is compressed although it was asked not to be"


def test_a_port_without_a_server_is_named():
    assert refusal("http://127.0.0.1:1/openapi.yaml").startswith("the URL cannot be read: ")


@pytest.mark.parametrize("reference", ["file:///etc/passwd", "http://localhost:1/a.yaml", "https://127.0.0.1/a.yaml"])
def test_a_description_from_a_url_stays_on_its_origin(site, reference):
    root = load(site.url + "/api/openapi.yaml").root
    with pytest.raises(ReferenceError) as caught:
        root.follow(reference)
    assert caught.value.code == "REF_FORBIDDEN"
    assert len(site.asked) == 1


@pytest.mark.parametrize("with_port", [True, False])
def test_another_host_can_be_allowed(site, tmp_path, with_port):
    site.pages["/shared.yaml"] = b"a: 1"
    (tmp_path / "root.yaml").write_bytes(ROOT)
    host = site.url.removeprefix("http://") if with_port else "127.0.0.1"
    root = load(tmp_path / "root.yaml", options=LoadOptions(allow_ref_hosts=frozenset({host}))).root
    assert root.follow(site.url + "/shared.yaml#/a").value == 1
    with pytest.raises(ReferenceError):
        root.follow("http://localhost:1/shared.yaml")


def test_what_could_not_be_read_is_not_asked_for_again(site):
    root = load(site.url + "/api/openapi.yaml").root
    for _ in range(3):
        with pytest.raises(ReferenceError) as caught:
            root.follow("nothing.yaml")
        assert caught.value.message == f"cannot follow the reference: {site.url}/api/nothing.yaml: the URL answers 404"
    assert [path for path, _ in site.asked].count("/api/nothing.yaml") == 1
