"""What paths say of entities beyond a collection and its items: ids of two parts, marks, parts of other collections."""

from pathlib import Path

import pytest

REPOS = Path(__file__).with_name("repos.yaml")


@pytest.fixture
def repos(start):
    return start(REPOS)


def test_repositories_of_two_owners_are_two_whatever_they_are_called(repos):
    others = repos.get("/repos/grace/tools")
    changed = repos("PATCH", "/repos/ada/tools", {"description": "Mine", "private": True}).body
    assert (changed["name"], changed["description"]) == ("tools", "Mine")
    assert repos.get("/repos/ada/tools") == changed
    assert repos.get("/repos/grace/tools") == others
    assert repos("DELETE", "/repos/grace/tools").status == 204
    assert repos("GET", "/repos/grace/tools").status == 404
    assert repos("PATCH", "/repos/grace/tools", {"description": "Late"}).status == 404
    assert repos.get("/repos/ada/tools") == changed


def test_nothing_is_left_below_a_repository_that_was_deleted(repos):
    assert repos("DELETE", "/repos/ada/tools").status == 204
    for path in ("languages", "star"):
        assert repos("GET", f"/repos/ada/tools/{path}").status == 404
        assert repos("GET", f"/repos/grace/tools/{path}").status in (200, 204)


def test_a_mark_is_there_until_it_is_taken_away_and_again_when_it_is_set(repos):
    path = "/repos/ada/tools/star"
    seen = [repos(method, path).status for method in ("GET", "DELETE", "GET", "PUT", "GET", "DELETE", "GET")]
    assert seen == [204, 204, 404, 204, 204, 204, 404]
    assert repos("GET", "/repos/grace/tools/star").status == 204


def test_what_is_taken_out_of_a_part_is_gone_there_only_until_it_is_put_back(repos):
    first, *others = repos.get("/teams/3/projects")
    path = f"/projects/{first['id']}"
    assert repos("DELETE", f"/teams/3{path}").status == 204
    assert repos("GET", f"/teams/3{path}").status == 404
    assert repos("DELETE", f"/teams/3{path}").status == 404
    assert repos.get("/teams/3/projects") == others
    assert repos.get(path) == repos.get(f"/teams/4{path}") == first
    assert repos("PUT", f"/teams/3{path}").status == 204
    assert repos.get(f"/teams/3{path}") == first
    assert sorted(one["id"] for one in repos.get("/teams/3/projects")) == sorted(one["id"] for one in (first, *others))


def test_a_project_is_put_into_a_team_that_did_not_have_it(repos):
    mine = {one["id"] for one in repos.get("/teams/3/projects")}
    other = next(one for one in repos.get("/projects") if one["id"] not in mine)
    assert repos("PUT", f"/teams/3/projects/{other['id']}").status == 204
    assert other in repos.get("/teams/3/projects")
