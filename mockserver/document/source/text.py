"""Bytes -> text: which Unicode encoding a file is in, and a clear refusal of any other."""

from __future__ import annotations

import codecs

from mockserver.errors import SourceError
from mockserver.violations import Place

HINT = "Save the file as UTF-8."


def decode(data: bytes, name: str) -> str:
    """Return the text of `data`, without a byte order mark.

    UTF-8 is expected, UTF-16 is recognised by its byte order mark or by the zero bytes of its first characters
    (YAML 1.2 section 5.2). Anything else is a SourceError that names the first offending byte's line.
    """
    encoding = _detect(data)
    if encoding == "utf-32":
        raise SourceError("the file is encoded as UTF-32, which is not supported", "ENCODING", Place(name), HINT)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(error, data, name) from None
    return text.removeprefix("\ufeff")


def _detect(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)) or b"\0\0" in data[:4]:
        return "utf-32" if len(data) >= 4 else "utf-8"
    if data.startswith(codecs.BOM_UTF16_LE) or data[1:2] == b"\0":
        return "utf-16-le"
    if data.startswith(codecs.BOM_UTF16_BE) or data[:1] == b"\0":
        return "utf-16-be"
    return "utf-8"


def _undecodable(error: UnicodeDecodeError, data: bytes, name: str) -> SourceError:
    before = data[: error.start].decode(error.encoding, "replace")
    line, column = position(before, len(before))
    found = f"byte 0x{data[error.start]:02x}" if error.start < len(data) else "an incomplete character"
    message = f"the file is not valid {error.encoding.upper().removesuffix('-LE').removesuffix('-BE')}: found {found}"
    return SourceError(message, "ENCODING", Place(name, "", line, column), HINT)


def position(text: str, offset: int) -> tuple[int, int]:
    """Return line and column, both from 1, of the character at `offset`."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def excerpt(text: str, line: int) -> str:
    """Return the line, cut to what helps: the user's own file, so it may be shown."""
    lines = text.split("\n", line)
    shown = lines[line - 1].strip() if line <= len(lines) else ""
    return shown if len(shown) <= 80 else shown[:77] + "..."
