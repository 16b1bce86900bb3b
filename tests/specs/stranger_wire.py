"""Values onto the wire, by the tables of OAS 4.8.12 and RFC 6570: the independent client's hand."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

from hypothesis import assume

Pairs = list[tuple[str, str]]
PLAIN_COOKIE = re.compile(r"[A-Za-z0-9_.-]+")
PLAIN_HEADER = re.compile(r"[!-~](?:[ -~]*[!-~])?")
DELIMITERS = {"spaceDelimited": "%20", "pipeDelimited": "|", "tabDelimited": "%09", "form": ",", "simple": ","}


def text(value: Any) -> str:
    """Return a scalar as text; null and what has parts has none."""
    assume(value is not None and not isinstance(value, dict | list))
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(value)


def encoded(value: Any) -> str:
    return quote(text(value), safe="")


def members(value: dict[str, Any]) -> Pairs:
    return [(quote(key, safe=""), encoded(inner)) for key, inner in value.items()]


def query(parameter: dict[str, Any], value: Any) -> Pairs:
    """Return the raw pairs of a query parameter."""
    name, style = quote(parameter["name"], safe=""), parameter.get("style", "form")
    if "content" in parameter:
        return [(name, quote(json.dumps(value), safe=""))]
    explode = parameter.get("explode", style == "form")
    if style == "deepObject":
        assume(isinstance(value, dict))
        return deep(name, value)
    if isinstance(value, list):
        assume(value)
        if explode:
            return [(name, encoded(one)) for one in value]
        assume(style == "form" or not any(mark in str(one) for one in value for mark in " |\t"))
        assume(value != [""])
        return [(name, DELIMITERS[style].join(map(encoded, value)))]
    if isinstance(value, dict):
        assume(value)
        pairs = members(value)
        return pairs if explode else [(name, DELIMITERS[style].join(part for pair in pairs for part in pair))]
    return [(name, encoded(value))]


def deep(name: str, value: Any) -> Pairs:
    if isinstance(value, dict):
        assume(value)
        return [pair for key, inner in value.items() for pair in deep(f"{name}[{quote(key, safe='')}]", inner)]
    if isinstance(value, list):
        assume(value)
        return [(name, encoded(one)) for one in value]
    return [(name, encoded(value))]


def path(parameter: dict[str, Any], value: Any) -> str:
    """Return the text of a path parameter."""
    name, style, explode = parameter["name"], parameter.get("style", "simple"), parameter.get("explode", False)
    if "content" in parameter:
        return quote(json.dumps(value), safe="")
    lead, between = {"simple": ("", ","), "label": (".", "."), "matrix": (";", ";")}[style]
    if isinstance(value, list):
        assume(value and all(text(one) for one in value))
        if style == "matrix":
            each = [f"{name}={encoded(one)}" for one in value]
            return lead + (between.join(each) if explode else f"{name}=" + ",".join(map(encoded, value)))
        return lead + (between if explode else ",").join(map(encoded, value))
    if isinstance(value, dict):
        assume(value and all(text(one) for one in value.values()))
        if explode:
            return lead + between.join(f"{key}={inner}" for key, inner in members(value))
        flat = ",".join(part for pair in members(value) for part in pair)
        return lead + (f"{name}=" if style == "matrix" else "") + flat
    assume(text(value) not in {"", ".", ".."})
    return lead + (f"{name}=" if style == "matrix" else "") + encoded(value)


def header(parameter: dict[str, Any], value: Any) -> str:
    """Return a header's value."""
    if "content" in parameter:
        return json.dumps(value)
    if isinstance(value, list):
        made = ",".join(map(text, value))
        assume(made.count(",") == len(value) - 1)
    elif isinstance(value, dict):
        made = ",".join(
            f"{key}={text(one)}" if parameter.get("explode") else f"{key},{text(one)}" for key, one in value.items()
        )
        assume(value and not any(mark in text(one) for one in value.values() for mark in ",="))
    else:
        made = text(value)
    assume(PLAIN_HEADER.fullmatch(made))
    return made


def cookie(parameter: dict[str, Any], value: Any) -> str:
    """Return the cookies of a parameter."""
    pairs = query(parameter, value)
    assume(all(PLAIN_COOKIE.fullmatch(one) for _, one in pairs))
    return "; ".join(f"{key}={one}" for key, one in pairs)


def form(value: Any, media: dict[str, Any]) -> bytes:
    """Return a body of application/x-www-form-urlencoded."""
    assume(isinstance(value, dict))
    pairs: Pairs = []
    for key, inner in value.items():
        rule = (media.get("encoding") or {}).get(key) or {}
        old = media.get("old", {}).get(key, {})
        if rule.get("style") == "deepObject":
            pairs += deep(quote(key, safe=""), inner)
        elif isinstance(inner, dict) or (
            isinstance(inner, list) and any(isinstance(one, dict | list) for one in inner)
        ):
            pairs.append((quote(key, safe=""), quote(json.dumps(inner), safe="")))
        elif isinstance(inner, list):
            multi = old.get("collectionFormat") == "multi" if old else rule.get("explode", True)
            pairs += query({"name": key, "explode": multi}, inner)
        else:
            pairs.append((quote(key, safe=""), encoded(inner)))
    return "&".join(f"{key}={one}" for key, one in pairs).encode()


def multipart(value: Any, files: set[str]) -> bytes:
    """Return a body of multipart/form-data with the boundary "stranger"."""
    assume(isinstance(value, dict) and value)
    made = b""
    for key, whole in value.items():
        assume(key.isascii() and '"' not in key)
        assume(whole != [])
        for one in whole if isinstance(whole, list) else [whole]:
            shape, body = "", json.dumps(one) if isinstance(one, dict | list) else text(one)
            if key in files:
                shape = '; filename="some.bin"\r\nContent-Type: application/octet-stream'
            elif isinstance(one, dict | list):
                shape = "\r\nContent-Type: application/json"
            made += f'--stranger\r\nContent-Disposition: form-data; name="{key}"{shape}\r\n\r\n{body}\r\n'.encode()
    return made + b"--stranger--\r\n"
