"""What somebody notices who reads a few pages of the shipped API as a person: one account, one world."""


def _values(body, name):
    """Yield what every object inside of `body` holds under `name`."""
    if isinstance(body, dict):
        if name in body:
            yield body[name]
        for each in body.values():
            yield from _values(each, name)
    elif isinstance(body, list):
        for each in body:
            yield from _values(each, name)


def test_an_account_has_one_organization(wapikit):
    organizations = wapikit.get("/organization?page=1&per_page=50")["organizations"]
    assert len(organizations) == 1
    everywhere = {
        *_values(wapikit.get("/conversations?page=1&per_page=200"), "organizationId"),
        *_values(wapikit.get("/user/notifications?page=1&per_page=200"), "organizationId"),
        wapikit.get("/user")["user"]["organization"]["uniqueId"],
    }
    assert everywhere == {organizations[0]["uniqueId"]}


def test_there_are_a_handful_of_roles_each_with_a_name_of_its_own(wapikit):
    page = wapikit.get("/rbac/roles?page=1&per_page=100")
    assert 3 <= page["paginationMeta"]["total"] <= 20
    names = [role["name"] for role in page["roles"]]
    assert len(set(names)) == len(names)
    assert not any("(" in name for name in names)
