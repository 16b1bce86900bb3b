"""Which documented media type a Content-Type fits, and which one an Accept field prefers."""

from typing import Any

import pytest

from mockserver.contract.media import concrete, match_media_type, negotiate


@pytest.mark.parametrize(
    ("accept", "documented", "answer"),
    [
        (None, ["application/json", "application/xml"], "application/json"),
        ("", ["application/json"], "application/json"),
        ("*/*", ["application/xml", "application/json"], "application/xml"),
        ("*", ["application/json"], "application/json"),
        ("application/json", ["application/xml", "application/json"], "application/json"),
        ("APPLICATION/JSON", ["application/json"], "application/json"),
        ("text/html", ["application/json"], None),
        ("application/*", ["text/plain", "application/json"], "application/json"),
        ("text/html;q=0.9, application/json;q=0.5", ["application/json", "text/html"], "text/html"),
        ("application/json;q=0.5, */*;q=0.1", ["text/plain", "application/json"], "application/json"),
        ("*/*;q=0.5, application/xml", ["application/json", "application/xml"], "application/xml"),
        ("application/json, application/xml", ["application/xml", "application/json"], "application/json"),
        ("application/xml, */*", ["application/json", "application/xml"], "application/xml"),
        ("application/json;q=0", ["application/json"], None),
        ("application/json;q=0, */*", ["application/json", "text/plain"], "text/plain"),
        ("application/json;q=0, */*", ["application/json"], None),
        ("text/*;q=0.5, text/plain;q=0, */*;q=0.1", ["text/plain"], None),
        ("application/json;q=0.001", ["application/json"], "application/json"),
        ("application/json;charset=utf-8", ["application/json"], "application/json"),
        ("application/json", ["application/json; charset=utf-8"], "application/json; charset=utf-8"),
        (
            "application/json;version=2",
            ["application/json;version=1", "application/json;version=2"],
            "application/json;version=2",
        ),
        ("application/json;version=3", ["application/json;version=1"], None),
        ("application/json", ["application/json;version=1"], "application/json;version=1"),
        ("application/problem+json", ["application/json"], None),
        ("image/png", ["image/*"], "image/png"),
        ("image/webp, image/png;q=0.9", ["image/*"], "image/webp"),
        ("*/*", ["image/*"], "image/png"),
        ("image/*", ["image/*"], "image/png"),
        ("text/*", ["*/*"], "text/plain"),
        ("text/csv", ["*/*"], "text/csv"),
        (None, ["*/*"], "application/json"),
        ("application/vnd.api+json", ["*/*"], "application/vnd.api+json"),
        ("image/png", ["application/*"], None),
        ("garbage", ["application/json"], "application/json"),
        ("application/json;q=high", ["text/plain"], "text/plain"),
        (";;;,,,", ["text/plain"], "text/plain"),
        ("text/html, /, nonsense", ["text/plain"], None),
        ('text/plain;x="a,b", application/json;q=0.1', ["application/json"], "application/json"),
        ('text/plain;x="a', ["text/plain"], "text/plain"),
        ("*/json", ["application/json"], "application/json"),
        (
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8",
            ["application/json"],
            "application/json",
        ),
        ("application/json", [], None),
    ],
)
def test_an_accept_field_is_answered(accept: str | None, documented: list[str], answer: str | None) -> None:
    assert negotiate(accept, documented) == answer


@pytest.mark.parametrize(
    ("content_type", "entry"),
    [
        ("application/json", "application/json"),
        ("application/json; charset=utf-8", "application/json"),
        ('Application/JSON;Charset="UTF-8"', "application/json"),
        ("application/json; version=2", "application/json;version=2"),
        ("application/json; version=3", "application/json"),
        ("application/vnd.api+json", "application/*"),
        ("multipart/form-data; boundary=x", "multipart/form-data"),
        ("text/plain", "text/plain; charset=utf-8"),
        ("text/html", "text/*"),
        ("image/png", "*/*"),
        ("json", None),
        ("", None),
        ("a/b/c", None),
        ("application/*", "application/*"),
    ],
)
def test_the_most_specific_entry_is_used(content_type: str, entry: str | None) -> None:
    content: Any = {
        key: key
        for key in (
            "*/*",
            "application/*",
            "application/json;version=2",
            "application/json",
            "text/*",
            "text/plain; charset=utf-8",
            "multipart/form-data",
        )
    }
    assert match_media_type(content_type, content) == entry


def test_a_type_that_is_not_documented_fits_nothing() -> None:
    content: Any = {"application/json": 1, "application/json;version=1": 2}
    assert match_media_type("text/plain", content) is None
    assert match_media_type("application/problem+json", content) is None
    only_versions: Any = {"application/json;version=1": 1}
    assert match_media_type("application/json;version=2", only_versions) is None
    assert match_media_type("application/json", only_versions) == 1


@pytest.mark.parametrize(
    ("range_", "answer"),
    [
        ("image/*", "image/png"),
        ("*/*", "application/json"),
        ("text/csv; header=present", "text/csv; header=present"),
        ("chemical/*", "chemical/octet-stream"),
        ("nonsense", "application/octet-stream"),
    ],
)
def test_a_range_has_a_usual_member(range_: str, answer: str) -> None:
    assert concrete(range_) == answer
    assert concrete(range_, "a/b") == "a/b"
