"""Regular expressions are ECMA-262, matched anywhere in the text, and never hold up a request."""

from __future__ import annotations

from typing import Any

import pytest
from untimed import no_hang

from mockserver.schema import is_readable, matches

ROWS = [
    pytest.param("a", "bab", True, id="anywhere"),
    pytest.param("^a$", "a\n", False, id="dollar-is-the-very-end"),
    pytest.param(r"^\d$", "\u0661", False, id="digits-are-ascii"),
    pytest.param(r"^\w$", "é", False, id="word-characters-are-ascii"),
    pytest.param(r"^\p{L}$", "é", True, id="unicode-property"),
    pytest.param("^(?=.*[0-9])(?=.*[a-z]).{4,}$", "ab12", True, id="look-ahead"),
    pytest.param("^(?!foo)", "foobar", False, id="negative-look-ahead"),
    pytest.param("(?<=a)b", "ab", True, id="look-behind"),
    pytest.param(r"^(a)\1$", "aa", True, id="back-reference"),
    pytest.param(r"^(?<q>[ab])[a-z]{4}\k<q>$", "awordb", False, id="back-reference-by-name"),
    pytest.param(r"^(x)(?:y)[(](?<q>[ab])\k<q>1$", "xy(aa1", True, id="back-reference-by-name-after-others"),
    pytest.param("^.$", "\U0001f600", True, id="a-code-point-is-one-character"),
    pytest.param(r"^[\w\-\.]+$", "a-b.c", True, id="escapes-in-a-class"),
    pytest.param(r"^\S+@\S+\.\S+$", "a@b.c", True, id="plain-escapes"),
    pytest.param("a", "\ud800", False, id="half-a-surrogate-pair"),
]


@pytest.mark.parametrize(("pattern", "text", "expected"), ROWS)
def test_a_pattern_is_read_as_ecma_262(pattern: str, text: str, expected: bool) -> None:
    assert matches(pattern, text) is expected


@pytest.mark.parametrize("pattern", ["(", "[", "*", r"\p{Nothing}", "(?>a)"])
def test_what_cannot_be_read_matches_everything(pattern: str) -> None:
    assert not is_readable(pattern)
    assert matches(pattern, "anything")


@pytest.mark.parametrize("pattern", ["^(a+)+$", "^(a|a)*$", "^(?=(a+)+$)x", r"^(a+)+\1$", "(x+x+)+y"])
def test_a_hostile_pattern_comes_to_an_end(pattern: str, bundle_of: Any) -> None:
    bundle = bundle_of({"pattern": pattern})
    with no_hang():
        assert not bundle.validator.is_valid("a" * 30_000 + "!")
        assert not bundle.validator.is_valid("x" * 2_000)


def test_a_back_reference_by_name_is_checked_wherever_a_pattern_stands(bundle_of: Any) -> None:
    pattern = r"^(?<q>['\"])\w+\k<q>$"
    bundle = bundle_of({"properties": {"a": {"pattern": pattern}}, "patternProperties": {pattern: False}})

    assert bundle.warnings == ()
    assert bundle.validator.is_valid({"a": "'x'", "'x\"": 1})
    assert not bundle.validator.is_valid({"a": "'x\""})
    assert not bundle.validator.is_valid({"'x'": 1})
