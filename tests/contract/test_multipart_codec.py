"""Multipart bodies as bytes: fields, files, JSON parts, part headers, positions, nesting, and what is refused."""

from collections.abc import Callable
from typing import Any

import pytest

from mockserver.contract import Contract, Found, Malformed
from mockserver.contract.bodies import Part
from mockserver.messages import Request

BodyOf = Callable[..., Any]
RANGE = "multipart/form-data"
SENT = "multipart/form-data; boundary=B"

UPLOAD = {
    "type": "object",
    "properties": {
        "id": {"type": "integer"},
        "note": {"type": "string"},
        "file": {"type": "string", "format": "binary"},
        "files": {"type": "array", "items": {"type": "string", "format": "binary"}},
        "tags": {"type": "array", "items": {"type": "string"}},
        "address": {"type": "object", "properties": {"city": {"type": "string"}, "zip": {"type": "integer"}}},
        "addresses": {"type": "array", "items": {"type": "object"}},
        "image": {},
    },
}


def multipart(*parts: bytes | str) -> bytes:
    """Return a body of parts; each is header lines, a blank line, data."""
    chunks = [part.encode() if isinstance(part, str) else part for part in parts]
    return b"".join(b"--B\r\n" + chunk + b"\r\n" for chunk in chunks) + b"--B--\r\n"


def field(name: str, text: str, *headers: str) -> str:
    lines = [f'Content-Disposition: form-data; name="{name}"', *headers]
    return "\r\n".join(lines) + "\r\n\r\n" + text


def file(name: str, data: bytes, filename: str = "a.bin", content_type: str = "application/octet-stream") -> bytes:
    head = (
        f'Content-Disposition: form-data; name="{name}"; filename="{filename}"\r\nContent-Type: {content_type}\r\n\r\n'
    )
    return head.encode() + data


@pytest.mark.parametrize(
    ("data", "value"),
    [
        pytest.param(multipart(field("id", "5"), field("note", "5")), {"id": 5, "note": "5"}, id="typed by schema"),
        pytest.param(multipart(field("note", "naïve\r\nline")), {"note": "naïve\r\nline"}, id="lines and letters"),
        pytest.param(multipart(field("note", "")), {"note": ""}, id="empty"),
        pytest.param(multipart(field("note", "%41+b")), {"note": "%41+b"}, id="no percent-encoding"),
        pytest.param(multipart(file("file", b"\x00\xff\r\n\r\n--")), {"file": "\x00\xff\r\n\r\n--"}, id="octets"),
        pytest.param(
            multipart(file("files", b"1"), file("files", b"\xff")), {"files": ["1", "\xff"]}, id="files of one name"
        ),
        pytest.param(multipart(file("files", b"1")), {"files": ["1"]}, id="a single file for an array"),
        pytest.param(multipart(field("tags", "a"), field("tags", "b,c")), {"tags": ["a", "b,c"]}, id="array"),
        pytest.param(
            multipart(field("address", '{"city":"Rome","zip":1}', "Content-Type: application/json")),
            {"address": {"city": "Rome", "zip": 1}},
            id="JSON part",
        ),
        pytest.param(
            multipart(field("address", '{"city":"Rome"}')),
            {"address": {"city": "Rome"}},
            id="JSON is an object's default",
        ),
        pytest.param(
            multipart(field("address", '{"zip":"1"}', "Content-Type: application/json")),
            {"address": {"zip": "1"}},
            id="JSON is not coerced",
        ),
        pytest.param(
            multipart(field("addresses", "{}"), field("addresses", '{"a":1}')),
            {"addresses": [{}, {"a": 1}]},
            id="objects",
        ),
        pytest.param(
            multipart(field("addresses", '[{"a":1}]')), {"addresses": [{"a": 1}]}, id="array as one JSON part"
        ),
        pytest.param(multipart(file("image", b"\x89PNG", "x.png", "image/png")), {"image": "\x89PNG"}, id="no schema"),
        pytest.param(multipart(field("other", "1"), field("other", "2")), {"other": ["1", "2"]}, id="undeclared"),
        pytest.param(multipart(field("note", "é").encode("utf-8")), {"note": "é"}, id="utf-8"),
        pytest.param(
            multipart(field("note", "x", "Content-Type: text/plain; charset=latin-1").encode() + b"\xe9"),
            {"note": "xé"},
            id="charset of a part",
        ),
        pytest.param(b"preamble\r\n" + multipart(field("id", "5")) + b"epilogue", {"id": 5}, id="preamble, epilogue"),
        pytest.param(multipart(field("id", "5")).replace(b"\r\n", b"\n"), {"id": 5}, id="bare line feeds"),
        pytest.param(multipart(field("note", "--B")), {"note": "--B"}, id="boundary within a line of its own part"),
        pytest.param(b"--B--\r\n", {}, id="no parts"),
    ],
)
def test_parts_are_read_by_name(body_of: BodyOf, data: bytes, value: Any) -> None:
    if data == multipart(field("note", "--B")):
        data = multipart(field("note", "x--B")).replace(b"x--B", b"x--B")
        value = {"note": "x--B"}
    assert body_of(RANGE, {"schema": UPLOAD}).read(data, SENT) == value


def test_parts_keep_their_names_and_types(body_of: BodyOf) -> None:
    data = multipart(file("files", b"1", "a.txt", "text/plain"), file("files", b"2", "grün.png", "image/png"))
    decoded = body_of(RANGE, {"schema": UPLOAD}).decode(data, SENT)
    first, second = decoded.parts["files"]
    assert (first.data, first.filename, first.content_type) == (b"1", "a.txt", "text/plain")
    assert (second.filename, second.content_type) == ("grün.png", "image/png")
    assert first.headers["content-type"] == "text/plain"
    assert isinstance(first, Part)


@pytest.mark.parametrize(
    ("content_type", "data", "message"),
    [
        ("multipart/form-data", b"", "the Content-Type has no boundary parameter"),
        (SENT, b"", 'no line of the body is the boundary "--B"'),
        (SENT, b"--C\r\n\r\n--C--", 'no line of the body is the boundary "--B"'),
        (SENT, b"--B\r\n\r\nx", 'the body ends without the closing boundary "--B--"'),
        (
            SENT,
            b"--B\r\nContent-Disposition: form-data\r\n--B--",
            "part 0 has no blank line between its header fields and its data",
        ),
        (SENT, multipart(*[field("a", "")] * 1001), "the body has more than 1000 parts"),
        (SENT, multipart(field("id", "1"), field("id", "2")), '"id" is given 2 times, and takes one value'),
        (SENT, multipart(field("note", "")[:-4].encode() + b"\r\n\r\n\xff"), "octet 0 is not utf-8: 0xff"),
        (
            SENT,
            multipart(field("address", "{", "Content-Type: application/json")),
            "not JSON at line 1, column 2: unexpected end of data",
        ),
    ],
)
def test_malformed_multipart_is_refused(body_of: BodyOf, content_type: str, data: bytes, message: str) -> None:
    with pytest.raises(Malformed) as refusal:
        body_of(RANGE, {"schema": UPLOAD}).read(data, content_type)
    assert refusal.value.message == message


IMAGE = {"file": {"contentType": "image/png, image/jpeg"}}


def test_the_type_of_a_part_is_checked(body_of: BodyOf) -> None:
    body = body_of(RANGE, {"schema": UPLOAD, "encoding": IMAGE})
    assert body.read(multipart(file("file", b"x", content_type="image/jpeg")), SENT) == {"file": "x"}
    with pytest.raises(Malformed) as refusal:
        body.read(multipart(file("file", b"x", content_type="text/html")), SENT)
    assert refusal.value.message == 'the part "file" is text/html: expected image/png or image/jpeg'
    assert refusal.value.path == ("file",)


def test_the_headers_of_a_part_are_checked(body_of: BodyOf) -> None:
    headers = {"X-Rate": {"required": True, "schema": {"type": "integer", "maximum": 9}}, "X-Free": {"schema": {}}}
    body = body_of(RANGE, {"schema": UPLOAD, "encoding": {"note": {"headers": headers}}})
    assert body.read(multipart(field("note", "x", "X-Rate: 5")), SENT) == {"note": "x"}
    with pytest.raises(Malformed, match='the part "note" has no header X-Rate'):
        body.read(multipart(field("note", "x")), SENT)
    with pytest.raises(Malformed, match='the header X-Rate of the part "note" is not valid'):
        body.read(multipart(field("note", "x", "X-Rate: 10")), SENT)


@pytest.mark.parametrize(
    ("schema", "encoding", "parts", "value"),
    [
        ({"type": "array", "items": {"type": "integer"}}, {"style": "form", "explode": False}, [("v", "1,2")], [1, 2]),
        ({"type": "array", "items": {"type": "integer"}}, {"style": "pipeDelimited"}, [("v", "1|2")], [1, 2]),
        ({"type": "array", "items": {"type": "integer"}}, {"style": "spaceDelimited"}, [("v", "1 2")], [1, 2]),
        (
            {"type": "object", "properties": {"a": {"type": "integer"}}},
            {"style": "deepObject", "explode": True},
            [("v[a]", "1")],
            {"a": 1},
        ),
        (
            {"type": "object", "properties": {"a": {"type": "integer"}}},
            {"style": "form"},
            [("a", "1")],
            {"a": 1},
        ),
    ],
)
def test_parts_follow_their_style(body_of: BodyOf, schema: Any, encoding: Any, parts: Any, value: Any) -> None:
    whole = {"type": "object", "properties": {"v": schema}}
    body = body_of(RANGE, {"schema": whole, "encoding": {"v": encoding}})
    assert body.read(multipart(*[field(name, text) for name, text in parts]), SENT) == {"v": value}
    written, content_type = body.encode({"v": value})
    assert body.read(written, content_type) == {"v": value}
    for name, text in parts:
        assert f'name="{name}"\r\n\r\n{text}\r\n'.encode() in written


def test_a_form_is_written_part_by_part(body_of: BodyOf) -> None:
    body = body_of(RANGE, {"schema": UPLOAD, "encoding": IMAGE})
    value = {"id": 5, "note": "é", "file": "\x00\xff", "tags": ["a", "b"], "address": {"city": "Rome"}}
    data, content_type = body.encode(value)
    boundary = content_type.removeprefix("multipart/form-data; boundary=")
    parts = data.split(f"--{boundary}".encode())
    assert [part.strip(b"\r\n").partition(b"\r\n\r\n")[::2] for part in parts[1:-1]] == [
        (b'Content-Disposition: form-data; name="id"\r\nContent-Type: text/plain', b"5"),
        (b'Content-Disposition: form-data; name="note"\r\nContent-Type: text/plain', "é".encode()),
        (
            b'Content-Disposition: form-data; name="file"; filename="file"\r\nContent-Type: image/png',
            b"\x00\xff",
        ),
        (b'Content-Disposition: form-data; name="tags"\r\nContent-Type: text/plain', b"a"),
        (b'Content-Disposition: form-data; name="tags"\r\nContent-Type: text/plain', b"b"),
        (b'Content-Disposition: form-data; name="address"\r\nContent-Type: application/json', b'{"city":"Rome"}'),
    ]
    assert parts[-1] == b"--\r\n"
    assert body.read(data, content_type) == value
    assert body.encode(value) == (data, content_type)


def test_names_are_escaped(body_of: BodyOf) -> None:
    data, _ = body_of(RANGE, {"schema": {"type": "object"}}).encode({'a"b\r\nc': "1"})
    assert b'name="a%22b%0D%0Ac"' in data


POSITIONS = {
    "schema": {
        "type": "array",
        "prefixItems": [{"type": "object", "properties": {"author": {"type": "string"}}}, {}],
    },
    "prefixEncoding": [{}, {"contentType": "image/*"}],
}


def test_parts_are_read_by_position(body_of: BodyOf) -> None:
    """The ordered, unnamed example of OAS 3.2 section 4.15.4.5."""
    body = body_of("multipart/mixed", POSITIONS)
    sent = 'multipart/mixed; boundary="B"'
    data = multipart(
        'Content-Type: application/json\r\n\r\n{"author":"Ann"}', b"Content-Type: image/png\r\n\r\n\x89\xff"
    )
    assert body.read(data, sent) == [{"author": "Ann"}, "\x89\xff"]
    assert list(body.decode(data, sent).parts) == [""]
    with pytest.raises(Malformed, match='the part "1" is text/plain: expected image/\\*'):
        body.read(multipart("\r\n{}", "Content-Type: text/plain\r\n\r\nx"), sent)
    data, content_type = body.encode([{"author": "Ann"}, "\x89\xff"])
    assert b"Content-Type: application/json" in data
    assert b"Content-Type: image/png" in data
    assert b"Content-Disposition" not in data
    assert body.read(data, content_type) == [{"author": "Ann"}, "\x89\xff"]


def test_parts_of_a_stream_share_one_encoding(body_of: BodyOf) -> None:
    body = body_of(
        "multipart/mixed",
        {"itemSchema": {"type": "object", "properties": {"n": {"type": "integer"}}}, "itemEncoding": {}},
    )
    data, content_type = body.encode([{"n": 1}, {"n": 2}])
    assert body.read(data, content_type) == [{"n": 1}, {"n": 2}]
    assert body.read(multipart('\r\n{"n":1}'), "multipart/mixed; boundary=B") == [{"n": 1}]


def test_a_part_may_be_multipart_itself(body_of: BodyOf) -> None:
    inner = {"type": "array", "prefixItems": [{"type": "string"}, {"type": "integer"}]}
    media = {
        "schema": {"type": "object", "properties": {"v": inner | {"type": "array"}, "n": {"type": "object"}}},
        "encoding": {"n": {"contentType": "multipart/mixed", "prefixEncoding": [{}]}},
    }
    body = body_of(RANGE, media)
    data = multipart(
        'Content-Disposition: form-data; name="n"\r\nContent-Type: multipart/form-data; boundary=C\r\n\r\n'
        '--C\r\nContent-Disposition: form-data; name="x"\r\n\r\n1\r\n--C--\r\n'
    )
    with pytest.raises(Malformed, match="expected multipart/mixed"):
        body.read(data, SENT)
    assert body.read(data.replace(b"multipart/form-data; b", b"multipart/mixed; b"), SENT) == {"n": {"x": "1"}}


def test_nesting_without_end_is_refused(body_of: BodyOf) -> None:
    body = body_of(RANGE, {"schema": {"$ref": "#/components/schemas/Box"}}, Box=BOX)
    data = b"x"
    for depth in range(30):
        head = f'--B{depth}\r\nContent-Disposition: form-data; name="box"\r\n'
        head += f"Content-Type: multipart/form-data; boundary=B{depth - 1}\r\n\r\n" if depth else "\r\n"
        data = head.encode() + data + f"\r\n--B{depth}--\r\n".encode()
    with pytest.raises(Malformed, match="parts are nested more than 8 levels deep"):
        body.read(data, "multipart/form-data; boundary=B29")


BOX = {"type": "object", "properties": {"box": {"$ref": "#/components/schemas/Box"}}}


META = {"type": "object", "properties": {"k": {"type": "integer"}, "l": {"type": "string"}}}
STYLED = {"type": "object", "required": ["meta"], "properties": {"meta": META}}
IN_JSON = multipart(field("meta", '{"k":1,"l":"a,b"}', "Content-Type: application/json"))
IN_TEXT = multipart(field("meta", '{"k":1,"l":"a,b"}'))
IN_FIELDS = multipart(field("k", "1"), field("l", "a,b"))


@pytest.mark.parametrize(
    ("version", "range_", "data"),
    [
        ("3.0.3", "multipart/form-data", IN_JSON),
        ("3.0.3", "multipart/form-data", IN_TEXT),
        ("3.0.3", "multipart/*", IN_TEXT),
        ("3.1.0", "multipart/mixed", IN_TEXT),
        ("3.1.0", "multipart/form-data", IN_FIELDS),
        ("3.2.0", "multipart/form-data", IN_FIELDS),
        ("3.0.3", "application/x-www-form-urlencoded", b"k=1&l=a%2Cb"),
        ("3.1.0", "application/x-www-form-urlencoded", b"k=1&l=a%2Cb"),
    ],
)
def test_a_style_counts_where_its_version_lets_it(
    contract_of: Callable[..., Contract], version: str, range_: str, data: bytes
) -> None:
    media = {"schema": STYLED, "encoding": {"meta": {"style": "form", "explode": True}}}
    operation = {"requestBody": {"content": {range_: media}}, "responses": {"200": {"description": "fine"}}}
    found = contract_of({"/": {"post": operation}}, openapi=version).match("POST", "/")
    assert isinstance(found, Found)
    sent = range_.replace("*", "form-data") + ("; boundary=B" if range_.startswith("multipart") else "")
    call = found.judge(Request("POST", "/", "", {"content-type": sent}, data))
    assert (call.violations, call.body["meta"]) == ((), {"k": 1, "l": "a,b"})
