"""The bytes of a multipart body <-> its parts (RFC 2046 section 5.1, RFC 7578).

Werkzeug's decoder reads `form-data` alone: a part without a Content-Disposition, which is what `multipart/mixed`
consists of, is an error to it. So this reads every multipart type, and leaves only header parameters to Werkzeug.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from mockserver.contract.bodies.codec import Part
from mockserver.contract.bodies.forms.fields import MOST_PARTS
from mockserver.contract.media import options_of, parameter
from mockserver.contract.parameter import Malformed

if TYPE_CHECKING:
    from mockserver.messages import Headers


def split_parts(content_type: str, data: bytes) -> list[tuple[str, Part]]:
    """Return the parts of a multipart body in order, each with its field name ("" for none)."""
    boundary = parameter(content_type, "boundary")
    if not boundary:
        raise Malformed("the Content-Type has no boundary parameter")
    line = rb"(?:\A|\r?\n)--" + re.escape(boundary.encode("latin-1", "replace")) + rb"(--)?[ \t]*(?:\r?\n|\Z)"
    marks = []
    for mark in re.finditer(line, data):
        marks.append(mark)
        if mark[1] or len(marks) > MOST_PARTS + 1:
            break
    if not marks:
        raise Malformed(f'no line of the body is the boundary "--{boundary}"')
    if len(marks) > MOST_PARTS + 1:
        raise Malformed(f"the body has more than {MOST_PARTS} parts")
    if not marks[-1][1]:
        raise Malformed(f'the body ends without the closing boundary "--{boundary}--"')
    spans = itertools.pairwise(marks)
    return [_part(data[before.end() : after.start()], index) for index, (before, after) in enumerate(spans)]


def _part(chunk: bytes, index: int) -> tuple[str, Part]:
    head, data = _cut(chunk, index)
    headers = _headers(head)
    _, options = options_of(headers.get("content-disposition", ""))
    part = Part(data, options.get("filename"), headers.get("content-type", ""), headers)
    return options.get("name", ""), part


def _cut(chunk: bytes, index: int) -> tuple[bytes, bytes]:
    """Part header fields and data at the first blank line; a part may lack either."""
    no_head = _LEADING_LINE.match(chunk)
    if no_head:
        return b"", chunk[no_head.end() :]
    blank = _BLANK_LINE.search(chunk)
    if blank:
        return chunk[: blank.start()], chunk[blank.end() :]
    if chunk and not chunk.endswith(b"\n"):
        raise Malformed(f"part {index} has no blank line between its header fields and its data")
    return chunk, b""


def _headers(head: bytes) -> Headers:
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError:
        text = head.decode("latin-1")
    headers: Headers = {}
    for line in _FOLD.sub(" ", text).splitlines():
        name, colon, value = line.partition(":")
        if colon:
            headers[name.strip().lower()] = value.strip()
    return headers


def join_parts(parts: Iterable[tuple[Headers, bytes]]) -> tuple[bytes, str]:
    """Return the bytes of a multipart body and its boundary, which depends on the parts alone."""
    written = [(_head(headers), data) for headers, data in parts]
    boundary = "part-" + blake2b(b"\0".join(head + data for head, data in written), digest_size=12).hexdigest()
    mark = b"--" + boundary.encode()
    chunks = [mark + b"\r\n" + head + b"\r\n" + data + b"\r\n" for head, data in written]
    return b"".join(chunks) + mark + b"--\r\n", boundary


def _head(headers: Headers) -> bytes:
    return "".join(f"{name}: {value}\r\n" for name, value in headers.items()).encode("utf-8", "replace")


def disposition(name: str, filename: str | None = None) -> str:
    """Return the Content-Disposition of a form's part, escaped as browsers do (HTML 4.10.21.8)."""
    tail = "" if filename is None else f'; filename="{filename.translate(_ESCAPES)}"'
    return f'form-data; name="{name.translate(_ESCAPES)}"{tail}'


_LEADING_LINE: Final = re.compile(rb"\r?\n")
_BLANK_LINE: Final = re.compile(rb"\r?\n\r?\n")
_FOLD: Final = re.compile(r"\r?\n[ \t]+")
_ESCAPES: Final = str.maketrans({'"': "%22", "\r": "%0D", "\n": "%0A"})
