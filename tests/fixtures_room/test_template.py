"""Placeholders: each expression of the closed set, and the refusal of all others."""

from datetime import UTC, datetime

import pytest

from mockserver.fixtures import Moment, TemplateError, compile_template

NOW = datetime(2026, 3, 1, 12, 30, 15, tzinfo=UTC)


@pytest.fixture
def moment(call):
    made = call(
        "POST",
        "/pets?limit=3&tag=a&tag=b",
        {"Content-Type": "application/json", "X-Trace": "t-1", "Cookie": "sid=9; b=2"},
        b'{"name": "Rex", "kind": "dog", "friends": [{"name": "Tom"}]}',
    )
    return Moment(
        made, lambda: NOW, lambda: "u-u-i-d", lambda name: f"<{name}>", lambda kind, key: {"id": key, "k": [kind]}
    )


@pytest.mark.parametrize(
    ("template", "filled"),
    [
        ("{{ request.method }}", "POST"),
        ("{{request.url}}", "/pets?limit=3&tag=a&tag=b"),
        ("{{ request.path }}", "/pets"),
        ("{{ request.segment.0 }}", "pets"),
        ("{{ request.segment.7 }}", None),
        ("{{ request.query.tag }}", ["a", "b"]),
        ("{{ request.query.none }}", None),
        ("<{{ request.query.none }}>", "<>"),
        ("{{ request.header.x-trace }}", "t-1"),
        ("{{ request.cookie.sid }}", "9"),
        ("{{ request.body.name }}", "Rex"),
        ("{{ request.body.friends.0.name }} and {{ request.body.name }}", "Tom and Rex"),
        ("{{ request.body.friends }}", [{"name": "Tom"}]),
        ("all: {{ request.body.friends }}", 'all: [{"name":"Tom"}]'),
        ("{{ now }}", "2026-03-01T12:30:15Z"),
        ("{{ now offset='-1 days' }}", "2026-02-28T12:30:15Z"),
        ("{{ now offset='3 hours' format='%H:%M' }}", "15:30"),
        ("{{ now format='unix' }}", int(NOW.timestamp())),
        ("{{ now format='epoch' }}", int(NOW.timestamp()) * 1000),
        ("{{ uuid }}", "u-u-i-d"),
        ("{{ faker.first_name }}", "<first_name>"),
        ("{{ state.pet.7.k.0 }}", "pet"),
        ({"a": ["{{ uuid }}", 1], "b": "x"}, {"a": ["u-u-i-d", 1], "b": "x"}),
    ],
    ids=str,
)
def test_a_placeholder_becomes_its_value(moment, template, filled):
    assert compile_template(template)(moment) == filled


@pytest.mark.parametrize("plain", ["text", "{ no }", 1, None, ["a"], {"a": {"b": "c"}}, "}} {{"], ids=str)
def test_what_holds_no_placeholder_stays_as_it_is(plain):
    assert compile_template(plain) is None


@pytest.mark.parametrize(
    ("template", "message"),
    [
        (
            "{{ secrets.key }}",
            "'{{ secrets.key }}' is not a placeholder: it must start with one of request, now, uuid, faker, state",
        ),
        ("{{ __import__('os').system('x') }}", "is not a placeholder"),
        ("{{ request.secret }}", "'request.secret' is not a placeholder: it must be one of request.method"),
        ("{{ now zone='x' }}", "'now' takes offset='3 days' and format='%Y-%m-%d', nothing else"),
        ("{{ now offset='soon' }}", "offset 'soon' is not a number and a unit"),
        ("{{ uuid.x }}", "'uuid' takes nothing"),
        ("{{ faker }}", "'faker' takes a provider's name"),
        ("{{ state.pet }}", "'state' takes a kind and an id"),
        ("{{ 'x }}", "is not a placeholder"),
    ],
    ids=str,
)
def test_anything_else_is_refused_by_name(template, message):
    with pytest.raises(TemplateError) as refused:
        compile_template({"body": [template]})
    assert message in str(refused.value)
