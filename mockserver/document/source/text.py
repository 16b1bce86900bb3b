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
    if data.startswith(b"\0\0\0\0"):
        return "utf-8"
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


def malformed(message: str, code: str, place: Place, text: str, *, quote: bool) -> SourceError:
    """Return the error for a text that cannot be parsed; its line is quoted only if it may be shown."""
    lines = text.split("\n", place.line)
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    is_shown = quote and line.strip() and line.replace("\t", " ").rstrip("\r").isprintable()
    hint = f"{place.line} | {shortened(line.strip())}" if is_shown else ""
    if line[place.column - 1 : place.column] == "\t":
        hint = f"{hint}\n  YAML is indented with spaces, never with tabs.".lstrip()
    return SourceError(f"{message} (column {place.column})", code, place, hint)


def shortened(line: str) -> str:
    """Return a text of the user's cut to what a message can hold."""
    return line if len(line) <= 80 else line[:77] + "..."
