"""A session that nobody used for a day is dropped when another one begins; one in use stays."""

import time

from mockserver import create_app


def test_a_new_session_lets_old_ones_go(root) -> None:
    app = create_app(root / "openapi.yaml")
    client = app.test_client()
    body = {"name": "Ana Sol", "phone": "+34600111222", "status": "Active", "attributes": {}, "listsIds": []}

    def post(session: str) -> int:
        headers = {"X-Mock-Session": session}
        return client.post("/api/contacts", json=[body], headers=headers).status_code

    def named() -> list[str]:
        return [one["name"] for one in client.get("/__admin/sessions").get_json()["sessions"]]

    assert post("young") == 200
    store = next(mount.state.store for mount in app.engine.admin.desk.mounts)
    store.use("old")
    store._worlds["old"].used = time.time() - 2 * 86_400
    assert {"old", "young"} <= set(named())
    assert post("new") == 200
    assert "old" not in named()
    assert {"young", "new"} <= set(named())
