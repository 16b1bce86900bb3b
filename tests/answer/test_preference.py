"""Prefer and its query twins, from the raw header and the raw query."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockserver.answer import NO_PREFERENCE, Preference, preference_of


@pytest.mark.parametrize(
    ("header", "query", "expected"),
    [
        pytest.param("code=404", "", Preference(code=404), id="code"),
        pytest.param("code=404, example=dog", "", Preference(code=404, example="dog"), id="two"),
        pytest.param("code=404; example=dog", "", Preference(code=404, example="dog"), id="as a parameter"),
        pytest.param('example="a cat, a dog"', "", Preference(example="a cat, a dog"), id="quoted"),
        pytest.param(r'example="say \"hi\""', "", Preference(example='say "hi"'), id="escaped"),
        pytest.param("example=two words", "", Preference(example="two words"), id="bare words"),
        pytest.param("CODE=201", "", Preference(code=201), id="names have no case"),
        pytest.param("code = 201", "", Preference(code=201), id="space around the sign"),
        pytest.param("code=200, code=404", "", Preference(code=200), id="the first of two counts"),
        pytest.param("dynamic=true", "", Preference(dynamic=True), id="dynamic"),
        pytest.param("dynamic", "", Preference(dynamic=True), id="dynamic alone"),
        pytest.param("dynamic=false", "", Preference(dynamic=False), id="not dynamic"),
        pytest.param("dynamic=maybe", "", NO_PREFERENCE, id="what makes no sense is ignored"),
        pytest.param("seed=abc", "", Preference(seed="abc"), id="seed"),
        pytest.param("variant=minimal", "", Preference(variant="minimal"), id="variant"),
        pytest.param("variant=huge", "", NO_PREFERENCE, id="unknown variant"),
        pytest.param("delay=800", "", Preference(delay=0.8), id="delay in milliseconds"),
        pytest.param("delay=999999999", "", Preference(delay=600.0), id="delay is bounded"),
        pytest.param("delay=-5", "", NO_PREFERENCE, id="negative delay"),
        pytest.param("wait=10, respond-async", "", NO_PREFERENCE, id="the preferences of RFC 7240 itself"),
        pytest.param("", "__code=404", Preference(code=404), id="twin"),
        pytest.param("", "page=2&__example=a+cat&__seed=x%20y", Preference(example="a cat", seed="x y"), id="twins"),
        pytest.param("", "__dynamic=true", Preference(dynamic=True), id="dynamic twin"),
        pytest.param("", "a=b&__unknown=1", NO_PREFERENCE, id="unknown twin"),
        pytest.param("", "__code=200&__code=404", Preference(code=200), id="the first of two twins counts"),
        pytest.param("code=404", "__code=500&__example=dog", Preference(code=404, example="dog"), id="merged"),
        pytest.param("", "", NO_PREFERENCE, id="nothing"),
    ],
)
def test_a_preference_is_read(header, query, expected):
    headers = {"prefer": header} if header else {}
    assert preference_of(headers, query) == expected


@pytest.mark.parametrize(
    ("header", "query", "got", "location"),
    [
        pytest.param("code=20", "", "20", "header", id="two digits"),
        pytest.param("code=abc", "", "abc", "header", id="letters"),
        pytest.param("code=٢٠٠", "", "٢٠٠", "header", id="digits that are not ASCII"),
        pytest.param("code", "", "", "header", id="no value"),
        pytest.param("code=2000", "", "2000", "header", id="four digits"),
        pytest.param("", "__code=4xx", "4xx", "query", id="twin"),
        pytest.param("code=x", "__code=200", "x", "header", id="the header wins even so"),
    ],
)
def test_a_code_of_other_than_three_digits_is_refused(header, query, got, location):
    preference = preference_of({"prefer": header} if header else {}, query)
    (violation,) = preference.refused
    assert preference.code is None
    assert (violation.location, violation.got) == (location, got)
    assert violation.message == "must be a status code: three digits"


@pytest.mark.parametrize(
    ("preference", "applied"),
    [
        (Preference(code=404, example="dog"), "code=404, example=dog"),
        (Preference(dynamic=True, seed="a b"), 'dynamic=true, seed="a b"'),
        (Preference(example='"é"\r\n'), 'example="\\"\\\\xe9\\"  "'),
        (Preference(delay=0.8, variant="minimal"), "variant=minimal, delay=800"),
        (NO_PREFERENCE, ""),
    ],
)
def test_what_was_applied_is_told(preference, applied):
    assert preference.applied == applied


@given(st.text(), st.text())
def test_any_header_and_query_is_read_without_failing(header, query):
    preference = preference_of({"prefer": header}, query)
    assert preference.applied.isascii()
    assert "\n" not in preference.applied


@given(st.integers(100, 999), st.text("abcdefghij-_.", min_size=1))
def test_what_was_applied_reads_back_as_the_same(code, example):
    preference = Preference(code=code, example=example)
    assert preference_of({"prefer": preference.applied}, "") == preference
