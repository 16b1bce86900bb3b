"""JSON bodies as bytes: read exactly, written back, refused with the spot."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from mockserver.contract import Malformed

BodyOf = Callable[..., Any]

ANY = {"schema": {}}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a":[1,2.5,true,null,"x"]}', {"a": [1, 2.5, True, None, "x"]}),
        ("18446744073709551616", 2**64),
        ("-9223372036854775809", -(2**63) - 1),
        ('{"n":123456789012345678901234567890}', {"n": 123456789012345678901234567890}),
        ('"\\ud83d\\ude00"', "😀"),
        ('  "x"\n', "x"),
        ("\ufeff{}", {}),
        ('{"a":1,"a":2}', {"a": 2}),
        ("null", None),
        ("1" + "0" * 400, 10**400),
        ('"2"', "2"),
        ("[" * 512 + "]" * 512, None),
    ],
)
@pytest.mark.parametrize("range_", ["application/json", "application/vnd.x+json", "application/merge-patch+json"])
def test_json_is_read_exactly(body_of: BodyOf, range_: str, text: str, value: Any) -> None:
    assert body_of(range_, ANY).read(text) == (json.loads(text) if text.startswith("[[") else value)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not JSON at line 1, column 1: Input is a zero-length, empty document"),
        (b"NaN", "not JSON at line 1, column 1: unexpected character, expected a JSON value"),
        (b"[1,\n 2,}", "not JSON at line 2, column 4: unexpected character, expected a JSON value"),
        (b"[Infinity]", "not JSON at line 1, column 2: unexpected character, expected a JSON value"),
        (b'{"a":\n 01}', "not JSON at line 2, column 2: number with leading zero is not allowed"),
        (b"'a'", "not JSON at line 1, column 1: unexpected character, expected a JSON value"),
        (b'{"a":1,}', "not JSON at line 1, column 7: trailing comma is not allowed"),
        (b"{} {}", "not JSON at line 1, column 4: unexpected content after document"),
        (b'"\\ud800"', "not JSON at line 1, column 2: no low surrogate in string"),
        (b'"a\xff"', "octet 2 is not UTF-8: 0xff"),
        (b'"\xed\xa0\x80"', "octet 1 is not UTF-8: 0xed"),
        (b"[" * 513 + b"]" * 513, "the JSON is nested more than 512 levels deep"),
        (b"[" * 100_000, "the JSON is nested more than 512 levels deep"),
        (b'{"a":' * 600 + b"1" + b"}" * 600, "the JSON is nested more than 512 levels deep"),
        (b"1" * 5000, "a number has too many digits"),
        (b"1e999", "the number 1e999 is beyond what a double holds"),
        (b'[1%s, "\\ud800"]' % (b"0" * 400), "a string holds half of a surrogate pair"),
        (b"[" * 100_000 + b"1e999", "the JSON is nested more than 512 levels deep"),
    ],
)
def test_malformed_json_is_refused_with_its_spot(body_of: BodyOf, data: bytes, message: str) -> None:
    with pytest.raises(Malformed) as refusal:
        body_of("application/json", ANY).read(data)
    assert refusal.value.message == message


def test_json_is_not_coerced(body_of: BodyOf) -> None:
    assert body_of("application/json", {"schema": {"type": "integer"}}).read('"5"') == "5"


def test_json_in_another_charset_is_read(body_of: BodyOf) -> None:
    body = body_of("application/json", ANY)
    assert body.read('"é"'.encode("latin-1"), "application/json; charset=iso-8859-1") == "é"
    assert body.read('"é"'.encode("utf-16"), "application/json; charset=utf-16") == "é"
    with pytest.raises(Malformed, match='the charset "klingon" is not known'):
        body.read('"x"', "application/json; charset=klingon")


@pytest.mark.parametrize("value", [2**70, {"a": -(2**64)}, "é", [None, True, 1.5], {"ключ": ["\u2028"]}])
def test_json_is_written_and_read_back(body_of: BodyOf, value: Any) -> None:
    body = body_of("application/json", ANY)
    assert body.read(body.write(value)) == value


def test_deep_json_is_written(body_of: BodyOf) -> None:
    value: Any = 1
    for _ in range(400):
        value = [value]
    assert body_of("application/json", ANY).write(value) == b"[" * 400 + b"1" + b"]" * 400
