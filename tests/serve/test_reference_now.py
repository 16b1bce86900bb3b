"""The moment that generated times are near to: one for a month, one for all processes of a run."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from mockserver.errors import UsageError
from mockserver.serve import create_app, generate_options
from mockserver.serve.data import reference_now
from mockserver.serve.steering import settled
from mockserver.settings import Settings

SPEC = """
openapi: 3.1.0
info: {title: Plans, version: "1"}
paths:
  /plans:
    get:
      responses:
        "200":
          description: plans
          content:
            application/json:
              schema: {type: array, items: {$ref: '#/components/schemas/Plan'}}
components:
  schemas:
    Plan:
      type: object
      required: [id, createdAt, dueDate]
      properties:
        id: {type: string}
        createdAt: {type: string, format: date-time}
        dueDate: {type: string, format: date-time}
"""


@pytest.mark.parametrize(
    ("now", "today", "moment"),
    [
        ("", date(2026, 11, 22), datetime(2026, 11, 1, tzinfo=UTC)),
        ("", date(2027, 1, 1), datetime(2027, 1, 1, tzinfo=UTC)),
        ("2025-05-06", date(2026, 11, 22), datetime(2025, 5, 6, tzinfo=UTC)),
        ("2025-05-06T07:08:09+00:00", date(2026, 11, 22), datetime(2025, 5, 6, 7, 8, 9, tzinfo=UTC)),
    ],
)
def test_it_is_the_first_of_the_month_unless_it_is_set(now: str, today: date, moment: datetime) -> None:
    assert reference_now(Settings(now=now), today) == moment


def test_a_run_settles_it_once_for_all_processes() -> None:
    settings = settled(Settings())
    assert reference_now(settings, date(2099, 12, 31)) == generate_options(settings).now <= datetime.now(UTC)


@pytest.mark.parametrize(
    "now", [date(2026, 6, 1), datetime(2026, 6, 1, tzinfo=UTC), "2026-06-01", "2026-06-01T00:00:00Z"]
)
def test_a_setting_may_be_a_date_or_a_moment(now: Any) -> None:
    assert reference_now(Settings().changed(now=now)) == datetime(2026, 6, 1, tzinfo=UTC)


@pytest.mark.parametrize("now", ["tomorrow", "2026-13-01", 7])
def test_another_text_is_refused(now: Any) -> None:
    with pytest.raises(UsageError, match="expected a date or a moment"):
        Settings().changed(now=now)


def test_what_happened_lies_behind_and_what_is_to_come_ahead(tmp_path: Path) -> None:
    (tmp_path / "plans.yaml").write_text(SPEC)
    clock = datetime.now(UTC).isoformat()
    for plan in create_app(str(tmp_path / "plans.yaml")).test_client().get("/plans").json:
        assert plan["createdAt"] < clock < plan["dueDate"]


def test_another_now_moves_every_moment_alike(tmp_path: Path) -> None:
    (tmp_path / "plans.yaml").write_text(SPEC)
    shown = [
        create_app(str(tmp_path / "plans.yaml"), now=now).test_client().get("/plans").json
        for now in ("2026-06-01", "2026-06-02", "2026-06-01")
    ]
    assert shown[0] == shown[2]
    for before, after in zip(shown[0], shown[1], strict=True):
        for name in ("createdAt", "dueDate"):
            moved = datetime.fromisoformat(after[name]) - datetime.fromisoformat(before[name])
            assert moved.total_seconds() == 86_400
