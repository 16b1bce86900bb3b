"""Documents that are no JSON, and header fields: what stands in them is what their names promise."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path

import pytest

from mockserver.generate import document_of
from mockserver.serve import create_app

MAGIC = {
    "image/png": b"\x89PNG\r\n\x1a\n",
    "image/gif": b"GIF89a",
    "image/jpeg": b"\xff\xd8\xff",
    "image/webp": b"RIFF",
    "image/*": b"\x89PNG",
    "application/pdf": b"%PDF-",
    "application/zip": b"PK\x03\x04",
    "image/svg+xml": b"<svg",
}


def octets(media_type: str) -> bytes:
    return (document_of(media_type, 7) or "").encode("latin-1")


@pytest.mark.parametrize(("media_type", "magic"), MAGIC.items())
def test_a_document_is_of_its_media_type(media_type: str, magic: bytes) -> None:
    assert octets(media_type).startswith(magic)


def test_the_picture_can_be_read() -> None:
    data, kinds = octets("image/png")[8:], []
    while data:
        size = int.from_bytes(data[:4], "big")
        kind, body, rest = data[4:8], data[8 : 8 + size], data[8 + size :]
        assert zlib.crc32(kind + body) == int.from_bytes(rest[:4], "big")
        if kind == b"IDAT":
            assert len(zlib.decompress(body)) == 4
        kinds.append(kind)
        data = rest[4:]
    assert kinds == [b"IHDR", b"IDAT", b"IEND"]


def test_the_archive_can_be_opened() -> None:
    with zipfile.ZipFile(io.BytesIO(octets("application/zip"))) as archive:
        assert archive.testzip() is None
        assert archive.read("readme.txt") == b"An archive.\n"


def test_the_pdf_knows_where_its_objects_are() -> None:
    data = octets("application/pdf")
    table = int(data.split(b"startxref\n")[1].split()[0])
    assert data[table:].startswith(b"xref")
    for number, offset in enumerate(re.findall(rb"(\d{10}) 00000 n ", data), 1):
        assert data[int(offset) :].startswith(b"%d 0 obj" % number)


@pytest.mark.parametrize("media_type", ["text/plain", "application/json", "application/xml", "image/x-unknown", ""])
def test_other_media_types_have_no_document(media_type: str) -> None:
    assert document_of(media_type, 7) is None


SPEC = """
openapi: 3.1.0
info: {title: Files, version: "1"}
paths:
  /logo:
    get:
      responses:
        "200":
          description: a picture
          content: {image/png: {schema: {type: string, format: binary}}}
  /banner:
    get:
      responses:
        "200": {description: a picture without a schema, content: {image/jpeg: {}}}
  /password:
    get:
      responses:
        "200":
          description: a text whose form the schema says
          content: {image/png: {schema: {type: string, pattern: "^[0-9]{4}$"}}}
  /elsewhere:
    get:
      responses:
        "302":
          description: moved
          headers:
            Location: {schema: {type: string}}
            Retry-After: {schema: {type: string}}
            Last-Modified: {schema: {type: string}}
            Cache-Control: {schema: {type: string}}
            X-Request-Id: {schema: {type: string}}
            X-RateLimit-Remaining: {schema: {type: integer}}
            Link: {schema: {type: string, example: '</a>; rel="next"'}}
"""


def test_bodies_and_headers_are_what_is_promised(tmp_path: Path) -> None:
    (tmp_path / "files.yaml").write_text(SPEC)
    client = create_app(str(tmp_path / "files.yaml")).test_client()
    assert client.get("/logo").data == octets("image/png")
    assert client.get("/banner").data == octets("image/jpeg")
    assert re.fullmatch(rb"[0-9]{4}", client.get("/password").data)
    headers = client.get("/elsewhere").headers
    assert re.fullmatch(r"(/[\w-]+)+", headers["Location"])
    assert headers["Retry-After"].isdecimal()
    assert re.fullmatch(r"\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT", headers["Last-Modified"])
    assert headers["Cache-Control"] in {
        "no-cache", "no-store", "private, max-age=60", "public, max-age=3600", "max-age=600",
    }  # fmt: skip
    assert re.fullmatch(r"[0-9a-f-]{36}", headers["X-Request-Id"])
    assert headers["X-RateLimit-Remaining"].isdecimal()
    assert headers["Link"] == '</a>; rel="next"'
