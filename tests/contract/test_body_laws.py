"""The law of every body codec: what is written for a value is read back as that value."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

BodyOf = Callable[..., Any]

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=10)
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)
OCTETS = st.binary(max_size=40).map(lambda data: data.decode("latin-1"))

ROW = {"type": "object", "properties": {"n": {"type": "integer"}, "t": {"type": "string"}}, "required": ["n"]}
ROWS = st.fixed_dictionaries({"n": st.integers()}, optional={"t": TEXT})
RECORD = {
    "type": "object",
    "properties": {
        "text": {"type": "string"},
        "count": {"type": "integer"},
        "ratio": {"type": "number"},
        "flag": {"type": "boolean"},
        "list": {"type": "array", "items": {"type": "string"}},
        "row": ROW,
        "rows": {"type": "array", "items": ROW},
    },
}


def records(text: st.SearchStrategy[str], rows: st.SearchStrategy[Any] = ROWS) -> st.SearchStrategy[dict[str, Any]]:
    fields = {
        "text": text,
        "count": st.integers(),
        "ratio": st.floats(allow_nan=False, allow_infinity=False),
        "flag": st.booleans(),
        "list": st.lists(text, min_size=1, max_size=3),
        "row": rows,
        "rows": st.lists(rows, min_size=1, max_size=3),
    }
    return st.fixed_dictionaries({}, optional=fields).filter(bool)


# XML 1.0 has no way to write most control characters, nor U+FFFE and U+FFFF.
XML_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=10)
XML_ROWS = st.fixed_dictionaries({"n": st.integers()}, optional={"t": XML_TEXT})
FILES = {
    "type": "object",
    "properties": {
        "file": {"type": "string", "format": "binary"},
        "files": {"type": "array", "items": {"type": "string", "format": "binary"}},
    },
}
FILE_VALUES = st.fixed_dictionaries({"file": OCTETS}, optional={"files": st.lists(OCTETS, min_size=1, max_size=3)})
EVENT = {
    "type": "object",
    "properties": {
        "data": {"type": "string"},
        "event": {"type": "string"},
        "id": {"type": "string"},
        "retry": {"type": "integer"},
    },
}
LINE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\0"), max_size=10)
LINES = st.lists(LINE, min_size=1, max_size=3).map("\n".join)
EVENTS = st.fixed_dictionaries({"data": LINES}, optional={"event": LINE, "id": LINE, "retry": st.integers(0, 10**6)})

LAWS = [
    pytest.param("application/json", {"schema": {}}, JSON, id="JSON"),
    pytest.param("application/merge-patch+json", {"schema": {}}, JSON, id="merge patch"),
    pytest.param("text/plain", {"schema": {"type": "string"}}, TEXT, id="text"),
    pytest.param("application/octet-stream", {"schema": {"type": "string", "format": "binary"}}, OCTETS, id="octets"),
    pytest.param("application/x-ndjson", {"itemSchema": {}}, st.lists(JSON), id="lines"),
    pytest.param("application/json-seq", {"itemSchema": {}}, st.lists(JSON), id="records"),
    pytest.param("text/event-stream", {"itemSchema": EVENT}, st.lists(EVENTS), id="events by field"),
    pytest.param("text/event-stream", {"itemSchema": ROW}, st.lists(ROWS), id="events of JSON"),
    pytest.param("application/x-www-form-urlencoded", {"schema": RECORD}, records(TEXT), id="form"),
    pytest.param(
        "application/x-www-form-urlencoded",
        {"schema": {"type": "object", "additionalProperties": {"type": "string"}}},
        st.dictionaries(NAMES, TEXT, max_size=4),
        id="form of any names",
    ),
    pytest.param(
        "application/x-www-form-urlencoded",
        {"schema": RECORD, "encoding": {"row": {"style": "deepObject"}, "rows": {"style": "deepObject"}}},
        records(TEXT),
        id="form with brackets",
    ),
    pytest.param("multipart/form-data", {"schema": RECORD}, records(TEXT), id="multipart"),
    pytest.param("multipart/form-data", {"schema": FILES}, FILE_VALUES, id="multipart of files"),
    pytest.param("multipart/mixed", {"itemSchema": ROW}, st.lists(ROWS, min_size=1), id="multipart by position"),
    pytest.param("application/xml", {"schema": RECORD}, records(XML_TEXT, XML_ROWS), id="XML"),
]


@pytest.mark.parametrize(("range_", "media", "values"), LAWS)
def test_what_is_written_is_read_back(body_of: BodyOf, range_: str, media: Any, values: st.SearchStrategy[Any]) -> None:
    body = body_of(range_, media)
    tried = []

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(values)
    def law(value: Any) -> None:
        data, content_type = body.encode(value)
        assert body.read(data, content_type) == value, data
        tried.append(data)

    law()
    assert len(set(tried)) > 10
