"""From a value to raw text: path text, `a=1&b=2` fragments, header values, cookies (OAS 4.8.12, RFC 6570 section 3).

What a style has no place for below its own level travels as JSON text; `decode` reads that back. Whatever cannot be
told from a delimiter is percent-encoded where the location allows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

from mockserver.contract.styles.json_text import dump
from mockserver.contract.styles.percent import escape, escape_reserved, unescape, verbatim

if TYPE_CHECKING:
    from mockserver.contract.parameter import Parameter, Style

Escape = Callable[[str], str]


def encode_style(parameter: Parameter, value: Any) -> str:
    """Return `value` as the raw text of a parameter with a `schema`: with its name where the style writes names."""
    escape_text = escape_of(parameter, value)
    if parameter.location in ("path", "header"):
        return TEXT_ENCODERS.get(parameter.style, encode_simple)(parameter, value, escape_text)
    joiner = "; " if parameter.location == "cookie" else "&"
    return joiner.join(f"{name}={text}" for name, text in encode_pairs(parameter, value, escape_text))


def encode_pairs(parameter: Parameter, value: Any, escape_text: Escape) -> Iterator[tuple[str, str]]:
    """Yield the names and raw values that a style of pairs writes for `value`."""
    name = verbatim(parameter.name) if escape_text is verbatim else escape(parameter.name)
    if parameter.style == "deepObject" and isinstance(value, dict | list):
        yield from _deep(name, value, escape_text)
    elif isinstance(value, list) and parameter.explode:
        yield from ((name, escape_text(to_text(item))) for item in value)
    elif isinstance(value, dict) and parameter.explode:
        yield from _scattered(value, escape_text)
    elif isinstance(value, list | dict):
        yield name, _separator(parameter, escape_text).join(_flat(value, escape_text))
    else:
        yield name, escape_text(to_text(value))


def _scattered(value: dict[str, Any], escape_text: Escape) -> Iterator[tuple[str, str]]:
    for key, entry in value.items():
        name = escape_text(key)
        several = isinstance(entry, list) and entry and not any(to_text(item)[:1] in ("[", "{") for item in entry)
        for item in entry if several else [entry]:
            yield name, escape_text(to_text(item))


def _deep(name: str, value: Any, escape_text: Escape) -> Iterator[tuple[str, str]]:
    """Yield `name[key]` for the properties of an object, `name[0]` for the items of an array."""
    if isinstance(value, dict | list) and value:
        opening, closing = escape_text("["), escape_text("]")
        for key, entry in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _deep(f"{name}{opening}{escape_text(str(key))}{closing}", entry, escape_text)
    elif not isinstance(value, dict | list):
        yield name, escape_text(to_text(value))


def encode_simple(parameter: Parameter, value: Any, escape_text: Escape) -> str:
    """Write `blue`, `blue,black`, `R,100,G,200` or exploded `R=100,G=200`; Swagger 2.0 has other delimiters as well."""
    if not isinstance(value, dict | list):
        return escape_text(to_text(value))
    separator = _separator(parameter, escape_text)
    if isinstance(value, dict) and parameter.explode:
        return separator.join(_assigned(value, escape_text))
    return separator.join(_flat(value, escape_text))


def _separator(parameter: Parameter, escape_text: Escape) -> str:
    separator = SEPARATORS.get(parameter.style, ",")
    return unescape(separator) if escape_text is verbatim else separator


def encode_label(parameter: Parameter, value: Any, escape_text: Escape) -> str:
    """Write `.blue`, `.blue,black`, exploded `.blue.black` and `.R=100.G=200`; dots within items are encoded."""
    if not isinstance(value, dict | list):
        return "." + escape_text(to_text(value))

    def escape_item(text: str) -> str:
        return escape_text(text).replace(".", "%2E")

    if not parameter.explode:
        return "." + ",".join(_flat(value, escape_item))
    texts = _assigned(value, escape_item) if isinstance(value, dict) else _flat(value, escape_item)
    return "." + ".".join(texts)


def encode_matrix(parameter: Parameter, value: Any, escape_text: Escape) -> str:
    """Write `;color=blue`, `;color=blue,black`, exploded `;color=blue;color=black` and `;R=100;G=200`."""
    name = escape(parameter.name)
    if isinstance(value, dict) and parameter.explode:
        return "".join(_matrix(escape_text(key), escape_text(to_text(entry))) for key, entry in value.items())
    if isinstance(value, list) and parameter.explode:
        return "".join(_matrix(name, escape_text(to_text(item))) for item in value)
    text = ",".join(_flat(value, escape_text)) if isinstance(value, dict | list) else escape_text(to_text(value))
    return _matrix(name, text)


def _matrix(name: str, text: str) -> str:
    return f";{name}={text}" if text else f";{name}"


def _flat(value: dict[str, Any] | list[Any], escape_text: Escape) -> Iterator[str]:
    if isinstance(value, list):
        yield from (escape_text(to_text(item)) for item in value)
        return
    for key, entry in value.items():
        yield escape_text(key)
        yield escape_text(to_text(entry))


def _assigned(value: dict[str, Any], escape_text: Escape) -> Iterator[str]:
    yield from (f"{escape_text(key)}={escape_text(to_text(entry))}" for key, entry in value.items())


def to_text(value: Any) -> str:
    """Return a JSON value as plain text: strings as they are, null as nothing, else JSON (OAS 3.2 appendix B)."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return dump(value).decode()


def escape_of(parameter: Parameter, value: Any) -> Escape:
    """Return how this parameter's texts are escaped: not at all, wholly, or by RFC 6570's reserved expansion."""
    if parameter.location == "header" or parameter.style == "cookie":
        return verbatim
    if not parameter.allow_reserved:
        return escape
    keep = RESERVED_KEPT.get(parameter.location, "")
    if isinstance(value, dict | list) and not (parameter.explode and parameter.location == "query"):
        keep = keep.translate(_DELIMITERS)

    def escape_text(text: str) -> str:
        return escape_reserved(text, keep)

    return escape_text


SEPARATORS: Final[dict[Style, str]] = {
    "form": ",",
    "cookie": ",",
    "spaceDelimited": "%20",
    "pipeDelimited": "%7C",
    "tabDelimited": "%09",
}
TEXT_ENCODERS: Final[dict[Style, Callable[[Parameter, Any, Escape], str]]] = {
    "simple": encode_simple,
    "label": encode_label,
    "matrix": encode_matrix,
}
# "#", "[" and "]" may stand in neither a query nor a path; "&", "=" and "+" mean something in form text,
# "/" and "?" end a path segment or the path (RFC 3986 section 3, OAS 3.2 4.8.2).
RESERVED_KEPT: Final = {"query": ":/?@!$'()*,;", "path": ":@!$&'()*+,;=", "cookie": ":/?@!$&'()*+="}
_DELIMITERS: Final = str.maketrans("", "", ",;=.")
