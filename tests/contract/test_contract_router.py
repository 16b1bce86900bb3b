"""Which template serves which raw path."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockserver.contract.routing import Router, parse_segments, parse_template


def router(*templates: str) -> Router[str]:
    made: Router[str] = Router()
    for template in templates:
        made.add("GET", template, parse_segments(template), template)
    return made


def hit(made: Router[str], path: str) -> tuple[str, dict[str, str]] | None:
    found = made.find(path)
    if found is None:
        return None
    leaf, values = found
    route = leaf.routes["GET"][0]
    return route.target, dict(zip(route.names, values, strict=True))


@pytest.mark.parametrize(
    ("templates", "path", "expected"),
    [
        pytest.param(["/pets"], "/pets", ("/pets", {}), id="literal"),
        pytest.param(["/pets/{id}"], "/pets/7", ("/pets/{id}", {"id": "7"}), id="variable"),
        pytest.param(["/"], "/", ("/", {}), id="root"),
        pytest.param(["/pets/{id}", "/pets/mine"], "/pets/mine", ("/pets/mine", {}), id="literal beats variable"),
        pytest.param(["/pets/{id}", "/pets/mine"], "/pets/min", ("/pets/{id}", {"id": "min"}), id="prefix is no match"),
        pytest.param(
            ["/{id}", "/{name}.{format}"],
            "/a.json",
            ("/{name}.{format}", {"name": "a", "format": "json"}),
            id="text in",
        ),
        pytest.param(["/{id}", "/{name}.{format}"], "/a", ("/{id}", {"id": "a"}), id="text missing"),
        pytest.param(
            ["/{a}-{b}", "/{a}--{b}"], "/x--y", ("/{a}--{b}", {"a": "x", "b": "y"}), id="more text is more concrete"
        ),
        pytest.param(["/x/{id}:action"], "/x/7:action", ("/x/{id}:action", {"id": "7"}), id="custom verb"),
        pytest.param(["/x/{id}:action"], "/x/7%3Aaction", ("/x/{id}:action", {"id": "7"}), id="custom verb escaped"),
        pytest.param(["/x/{id}:action"], "/x/:action", None, id="custom verb without value"),
        pytest.param(["/x/{id}:action"], "/x/a%2Cb,c:action", ("/x/{id}:action", {"id": "a%2Cb,c"}), id="stays raw"),
        pytest.param(["/{a}-{b}"], "/x-y", ("/{a}-{b}", {"a": "x", "b": "y"}), id="hyphen"),
        pytest.param(["/{a}-{b}"], "/x-y-z", ("/{a}-{b}", {"a": "x-y", "b": "z"}), id="last hyphen parts"),
        pytest.param(["/{a}-{b}"], "/x-", None, id="no empty value after"),
        pytest.param(["/{a}-{b}"], "/-y", None, id="no empty value before"),
        pytest.param(["/{a}-{b}"], "/--y", ("/{a}-{b}", {"a": "-", "b": "y"}), id="separator as value"),
        pytest.param(
            ["/t/{x}...{y}/z"], "/t/main...next/z", ("/t/{x}...{y}/z", {"x": "main", "y": "next"}), id="three dots"
        ),
        pytest.param(["/{a}{b}"], "/xyz", ("/{a}{b}", {"a": "xy", "b": "z"}), id="adjacent"),
        pytest.param(
            ["/f/{name}"], "/f/a%2Fb", ("/f/{name}", {"name": "a%2Fb"}), id="escaped slash stays in the value"
        ),
        pytest.param(["/f/{name}"], "/f/a/b", None, id="slash does not"),
        pytest.param(["/f/{id}"], "/f/{id}", ("/f/{id}", {"id": "{id}"}), id="literal braces are a value"),
        pytest.param(["/f/{id}"], "/f/%7Bid%7D", ("/f/{id}", {"id": "%7Bid%7D"}), id="escaped braces are a value"),
        pytest.param(["/café"], "/caf%C3%A9", ("/café", {}), id="literal escaped by the client"),
        pytest.param(["/caf%C3%A9"], "/caf%C3%A9", ("/caf%C3%A9", {}), id="literal escaped by both"),
        pytest.param(["/caf%C3%A9"], "/caf%c3%a9", ("/caf%C3%A9", {}), id="literal escaped in lower case"),
        pytest.param(["/a b"], "/a%20b", ("/a b", {}), id="space in a literal"),
        pytest.param(["/c/{id}", "/c/café"], "/c/caf%C3%A9", ("/c/café", {}), id="escaped literal beats variable"),
        pytest.param(["/c/{id}", "/c/me/x"], "/c/me", ("/c/{id}", {"id": "me"}), id="text that goes on ends nowhere"),
        pytest.param(["/c/{id}", "/c/{id}:x"], "/c/7:x", ("/c/{id}:x", {"id": "7"}), id="mixture beats variable"),
        pytest.param(["/c/{id}", "/{a}/me"], "/c/me", ("/c/{id}", {"id": "me"}), id="what stands above decides"),
        pytest.param(["/a/{x}/c", "/{y}/b/c"], "/a/b/c", ("/a/{x}/c", {"x": "b"}), id="leftmost literal first"),
        pytest.param(["/a/{x}/c", "/{y}/b/d"], "/a/b/d", ("/{y}/b/d", {"y": "a"}), id="goes back"),
        pytest.param(
            ["/{a}.{b}/x", "/{c}/y"], "/p.q/y", ("/{c}/y", {"c": "p.q"}), id="goes back from a mixture and forgets"
        ),
        pytest.param(["/a/{x}/c", "/a/b"], "/a/b/c", ("/a/{x}/c", {"x": "b"}), id="goes back from a shorter literal"),
        pytest.param(["/pets"], "/pets/", ("/pets", {}), id="trailing slash too much"),
        pytest.param(["/pets/"], "/pets", ("/pets/", {}), id="trailing slash missing"),
        pytest.param(["/pets", "/pets/"], "/pets/", ("/pets/", {}), id="exact with trailing slash"),
        pytest.param(["/pets", "/pets/"], "/pets", ("/pets", {}), id="exact without trailing slash"),
        pytest.param(["/pets/{id}"], "/pets/7/", ("/pets/{id}", {"id": "7"}), id="trailing slash after a value"),
        pytest.param(["/pets/{id}", "/pets"], "/pets/", ("/pets", {}), id="an empty value is no value"),
        pytest.param(["/pets/{id}"], "/pets//", None, id="an empty segment is no value"),
        pytest.param(["/pets/{id}"], "/pets//7", None, id="slashes are not merged"),
        pytest.param(["/a//b"], "/a//b", ("/a//b", {}), id="an empty segment in the template"),
        pytest.param(["/pets"], "/PETS", None, id="case counts"),
        pytest.param(["/pets"], "", None, id="nothing"),
        pytest.param(["/a/{b"], "/a/{b", ("/a/{b", {}), id="a brace that does not close is text"),
        pytest.param(["/a/{}"], "/a/{}", ("/a/{}", {}), id="braces without a name are text"),
        pytest.param(["/{a}/b"], "/%zz/b", ("/{a}/b", {"a": "%zz"}), id="a broken escape is left to the parameter"),
    ],
)
def test_the_most_concrete_template_serves_a_path(templates, path, expected):
    assert hit(router(*templates), path) == expected
    assert hit(router(*reversed(templates)), path) == expected


@pytest.mark.parametrize(
    ("key", "path", "conditions", "fragment", "names"),
    [
        ("/a/{b}", "/a/{b}", (), "", ("b",)),
        ("/a#more", "/a", (), "more", ()),
        ("/a/{b}#add/{c}", "/a/{b}", (), "add/{c}", ("b",)),
        ("/a?x=1&y", "/a", (("x", "1"), ("y", None)), "", ()),
        ("/a?x={x}", "/a", (("x", None),), "", ()),
        ("/a?x=1#f", "/a", (("x", "1"),), "f", ()),
        ("/{a?b}/{c#d}", "/{a?b}/{c#d}", (), "", ("a?b", "c#d")),
        ("a/b", "/a/b", (), "", ()),
    ],
)
def test_a_key_may_hold_a_query_and_a_fragment(key, path, conditions, fragment, names):
    template = parse_template(key)
    assert (template.path, template.conditions, template.fragment, template.names) == (
        path,
        conditions,
        fragment,
        names,
    )


def test_templates_of_one_shape_share_a_leaf():
    made: Router[str] = Router()
    made.add("GET", "/pets/{id}", parse_segments("/pets/{id}"), "get")
    made.add("DELETE", "/pets/{name}", parse_segments("/pets/{name}"), "delete")
    made.add("GET", "/pets/{key}", parse_segments("/pets/{key}"), "again")
    found = made.find("/pets/7")
    assert found is not None
    leaf, values = found
    assert values == ("7",)
    assert leaf.allowed == ("DELETE", "GET", "HEAD", "OPTIONS")
    assert [(route.target, route.names) for route in leaf.routes["GET"]] == [("get", ("id",)), ("again", ("key",))]
    assert list(made.leaves()) == [leaf]


TEXT = st.text(st.characters(exclude_characters="/{}%", codec="utf-8"), min_size=1, max_size=6)


@given(st.lists(st.tuples(TEXT, st.booleans()), min_size=1, max_size=5))
def test_every_template_matches_the_path_it_makes(parts):
    template = "".join(f"/{{v{index}}}" if variable else f"/{text}" for index, (text, variable) in enumerate(parts))
    path = "".join(f"/{text}" for text, _ in parts)
    expected = {f"v{index}": text for index, (text, variable) in enumerate(parts) if variable}
    assert hit(router(template), path) == (template, expected)


def test_a_path_that_backtracks_everywhere_is_answered_at_once():
    made = router(*("/" + "/".join("a" if bits >> at & 1 else f"{{v{at}}}" for at in range(8)) for bits in range(256)))
    assert hit(made, "/a" * 8 + "/b") is None
    assert hit(made, "/a" * 100_000) is None
