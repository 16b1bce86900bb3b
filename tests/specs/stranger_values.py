"""Values for schemas, drawn by hypothesis: a first guess that the judge then accepts or discards."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st
from stranger_schemas import Bundle

Draw = Callable[[st.SearchStrategy[Any]], Any]
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_ .é"
DEEPEST = 4

FORMATS: dict[str, st.SearchStrategy[str]] = {
    "date": st.dates().map(lambda one: one.isoformat()),
    "date-time": st.datetimes(min_value=__import__("datetime").datetime(1900, 1, 1)).map(
        lambda one: one.replace(microsecond=0).isoformat() + "Z"
    ),
    "time": st.times().map(lambda one: one.replace(microsecond=0).isoformat() + "Z"),
    "email": st.from_regex(r"[a-z]{2,8}@[a-z]{2,8}\.com", fullmatch=True),
    "uuid": st.uuids().map(str),
    "uri": st.from_regex(r"https://[a-z]{2,8}\.example\.com/[a-z]{0,6}", fullmatch=True),
    "uri-reference": st.from_regex(r"/[a-z]{0,6}", fullmatch=True),
    "url": st.from_regex(r"https://[a-z]{2,8}\.example\.com/[a-z]{0,6}", fullmatch=True),
    "hostname": st.from_regex(r"[a-z]{2,8}\.example\.com", fullmatch=True),
    "ipv4": st.ip_addresses(v=4).map(str),
    "ipv6": st.ip_addresses(v=6).map(str),
    "byte": st.sampled_from(["aGVsbG8=", "AAEC", ""]),
    "duration": st.sampled_from(["P1D", "PT5M"]),
    "json-pointer": st.sampled_from(["", "/a/b"]),
    "regex": st.just("^a+$"),
}


class Guess:
    """Draws values for one bundle."""

    def __init__(self, bundle: Bundle, draw: Draw) -> None:
        self.bundle = bundle
        self.draw = draw

    def value(self) -> Any:
        """Return a value that the judge accepts; other guesses are discarded."""
        value = self.of(self.bundle.schema, 0)
        assume(self.bundle.is_valid(value))
        return value

    def of(self, schema: Any, depth: int) -> Any:
        assume(schema is not False)
        flat = self.flat(schema, depth)
        if "const" in flat:
            return flat["const"]
        if flat.get("enum"):
            return self.draw(st.sampled_from(flat["enum"]))
        return self.typed(self.kind(flat, depth), flat, depth)

    def flat(self, schema: Any, depth: int, hops: int = 0) -> dict[str, Any]:
        """Return one schema without references, `allOf` and alternatives: some of each alternative is chosen."""
        assume(schema is not False and hops < 30)
        if schema is True:
            return {}
        parts = [{key: value for key, value in schema.items() if key not in {"$ref", "allOf", "oneOf", "anyOf"}}]
        if "$ref" in schema:
            name = schema["$ref"].rpartition("/")[2]
            parts.append(self.tagged(self.flat(self.bundle.defs[name], depth, hops + 1), name))
        parts += [self.flat(one, depth, hops + 1) for one in schema.get("allOf", ())]
        for keyword in ("oneOf", "anyOf"):
            if schema.get(keyword):
                parts.append(self.chosen(schema, schema[keyword], depth, hops))
        return joined(parts)

    def chosen(self, schema: dict[str, Any], alternatives: list[Any], depth: int, hops: int) -> dict[str, Any]:
        null = [one for one in alternatives if isinstance(one, dict) and one.get("type") == "null"]
        picked = self.draw(st.sampled_from(null if depth > DEEPEST and null else alternatives))
        flat = self.flat(picked, depth, hops + 1)
        if "x-tags" not in schema or "$ref" not in picked:
            return flat
        name = picked["$ref"].rpartition("/")[2]
        return self.tagged({**flat, "x-tags": schema["x-tags"]}, name)

    def tagged(self, flat: dict[str, Any], name: str) -> dict[str, Any]:
        """Return a schema whose discriminating property says which definition this is."""
        if "x-tags" not in flat:
            return flat
        tag, names = flat["x-tags"]
        known = flat.get("properties", {}).get(tag)
        if known is not None and isinstance(known, dict) and ("const" in known or len(known.get("enum", "xx")) == 1):
            return flat
        said = {"const": names.get(name, self.bundle.titles[name])}
        properties = {**flat.get("properties", {}), tag: said}
        return {**flat, "properties": properties, "required": sorted({*flat.get("required", ()), tag})}

    def kind(self, flat: dict[str, Any], depth: int) -> str:
        kinds = flat.get("type") or next((kind for key, kind in HINTS if key in flat), None)
        if isinstance(kinds, str):
            return kinds
        if kinds is None:
            return "string"
        return "null" if depth > DEEPEST and "null" in kinds else self.draw(st.sampled_from(kinds))

    def typed(self, kind: str, flat: dict[str, Any], depth: int) -> Any:
        if kind == "object":
            return self.object(flat, depth)
        if kind == "array":
            return self.array(flat, depth)
        if kind in {"integer", "number"}:
            return self.number(flat, kind)
        if kind == "string":
            return self.string(flat)
        return None if kind == "null" else self.draw(st.booleans())

    def object(self, flat: dict[str, Any], depth: int) -> dict[str, Any]:
        properties, required = flat.get("properties", {}), flat.get("required", [])
        allowed = [name for name, one in properties.items() if one is not False and name not in required]
        few = 0 if depth >= DEEPEST else 4
        least = min(max(0, flat.get("minProperties", 0) - len(required)), len(allowed))
        names = (
            self.draw(st.lists(st.sampled_from(allowed), unique=True, min_size=least, max_size=max(few, least)))
            if allowed
            else []
        )
        made = {name: self.of(properties.get(name, {}), depth + 1) for name in (*required, *names)}
        others = flat.get("additionalProperties")
        if isinstance(others, dict) and not properties and depth < DEEPEST:
            made["someName"] = self.of(others, depth + 1)
        while len(made) < flat.get("minProperties", 0) and others is not False:
            made[f"extra{len(made)}"] = self.of(others or {}, depth + 1)
        return made

    def array(self, flat: dict[str, Any], depth: int) -> list[Any]:
        first = [self.of(one, depth + 1) for one in flat.get("prefixItems", ())]
        least = flat.get("minItems", 0)
        most = max(least, min(flat.get("maxItems", 3), least + (0 if depth >= DEEPEST else 2)))
        count = self.draw(st.integers(least, most)) - len(first)
        made = first + [self.of(flat.get("items", {}), depth + 1) for _ in range(count)]
        assume(not flat.get("uniqueItems") or len({repr(one) for one in made}) == len(made))
        return made

    def number(self, flat: dict[str, Any], kind: str) -> int | float:
        low, high = flat.get("minimum", flat.get("exclusiveMinimum")), flat.get("maximum", flat.get("exclusiveMaximum"))
        low = max(-(2**31), -(-low // 1)) if low is not None else (-1000 if high is None else min(-1000, high - 1000))
        high = min(2**31 - 1, high // 1) if high is not None else max(1000, low + 1000)
        step = flat.get("multipleOf")
        if low > high or (step is not None and step < 1):
            return self.draw(st.sampled_from([flat.get("minimum", 0), flat.get("maximum", 0), 0.5]))
        number = self.draw(st.integers(int(low), int(high)))
        if step:
            return number - number % step
        return number / 4 if kind == "number" and "minimum" not in flat and self.draw(st.booleans()) else number

    def string(self, flat: dict[str, Any]) -> str:
        if "pattern" in flat:
            return self.matching(flat)
        if flat.get("format") in FORMATS:
            return self.draw(FORMATS[flat["format"]])
        least = flat.get("minLength", 0)
        most = min(flat.get("maxLength", least + 12), least + 12)
        assume(least <= most)
        return self.draw(st.text(LETTERS, min_size=least, max_size=most))

    def matching(self, flat: dict[str, Any]) -> str:
        try:
            compiled = re.compile(
                flat["pattern"].replace(r"\d", "[0-9]").replace(r"\w", "[A-Za-z0-9_]").replace(r"\/", "/")
            )
        except re.error:
            assume(False)
        text = self.draw(st.from_regex(compiled)).removesuffix("\n")
        assume(flat.get("minLength", 0) <= len(text) <= flat.get("maxLength", 10_000) and text.isprintable())
        return text


def joined(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """Return one schema that says what all of `parts` say, as well as that can be told shallowly."""
    made: dict[str, Any] = {}
    for part in parts:
        for key, value in part.items():
            if key == "properties":
                known = made.get(key, {})
                both = {name: {"allOf": [known[name], one]} for name, one in value.items() if name in known}
                made[key] = {**known, **value, **both}
            elif key == "required":
                made[key] = sorted({*made.get(key, ()), *value})
            elif key == "type" and key in made:
                made[key] = narrowed(made[key], value)
            elif key == "enum" and key in made:
                made[key] = [one for one in made[key] if one in value]
            else:
                made[key] = value
    return made


def narrowed(one: Any, other: Any) -> Any:
    """Return the types that two lists of types share."""
    left, right = ([kind] if isinstance(kind, str) else kind for kind in (one, other))
    shared = [kind for kind in left if kind in right or (kind == "integer" and "number" in right)]
    return shared or ["integer" if {"integer", "number"} == {*left, *right} else left[0]]


HINTS = (
    ("properties", "object"), ("required", "object"), ("additionalProperties", "object"), ("items", "array"),
    ("minItems", "array"), ("minimum", "number"), ("maximum", "number"),
)  # fmt: skip
