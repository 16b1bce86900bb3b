"""A stranger asks every published description: valid requests are answered as documented, spoiled ones refused.

The client, its values and the judge of answers read the author's file by themselves and import nothing of ours. Of each
description a few operations take part here, spread over the whole; `MOCKSERVER_SWEEP=full` takes them all, deeper.
"""

from __future__ import annotations

import itertools
import json
import os
import re
import zlib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from stranger_answers import Judge, ask
from stranger_documents import Description
from stranger_requests import Known, spoiled
from untimed import no_hang

from mockserver.serve import create_app

FULL = os.environ.get("MOCKSERVER_SWEEP") == "full"
OPERATIONS, VALID, SPOILED = (10_000, 8, 24) if FULL else (8, 3, 8)
NAMES = (
    "api-with-examples.yaml", "box.json", "client-baseline-31.yaml", "discord.json", "docker-engine.yaml",
    "github-2022.json", "gotify.json", "link-example.json", "lob/lob-api-public.yml", "meilisearch.json", "museum.yaml",
    "petstore3.yaml", "readme-parameters-style.json", "readme-schema-types.json", "slack-web.json", "spotify.yaml",
    "uber-oas2.json",
)  # fmt: skip


UNANSWERABLE = {"POST /types/unions/duplicate-types"}
"""Whose response must match exactly one of two alternatives that are the same one."""


def test_every_description_takes_part(shared: Path) -> None:
    index = json.loads((shared / "specs" / "index.json").read_text())
    assert {entry["file"] for entry in index} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_stranger_is_answered_as_documented(name: str, shared: Path) -> None:
    asked_of((shared / "specs" / name).resolve())


def test_a_stranger_who_speaks_xml_is_answered_in_it() -> None:
    asked = asked_of(Path(__file__).with_name("parcels.yaml"))
    assert asked["not buildable"] == 0


def asked_of(path: Path) -> Counter[str]:
    """Ask a description, and fail with what was wrong; return how often what was asked."""
    description = Description(path)
    app = create_app(path, unknown_query="allow")
    every = list(description.operations())
    step = max(1, len(every) // OPERATIONS)
    asked, wrong = Counter(), []
    places = Counter(map(wire_key, every))
    for found in itertools.islice(every, 0, None, step):
        known = Known(description, *found)
        if known.key in UNANSWERABLE:
            continue
        known.shared = places[wire_key(found)] > 1
        wrong += swept(app, known, asked)
    print(path.name, dict(asked))  # noqa: T201 - the figures of a sweep, for whoever asks with -s
    assert not wrong, f"{len(wrong)} findings:\n" + "\n".join(wrong[:80])
    assert asked["valid"] >= (asked["operations"] - asked["not buildable"])
    assert asked["not buildable"] <= max(2, asked["operations"] // 10)
    return asked


def wire_key(found) -> tuple[str, str]:
    """Return what of an operation goes over the wire: keys that differ by a fragment or by names alone are one."""
    path, method, *_ = found
    return method, re.sub(r"\{.*?\}", "{}", path.partition("#")[0])


def swept(app, known: Known, asked: Counter) -> list[str]:
    """Ask one operation several times, and return what was wrong with the answers, one of each kind."""
    judge, wrong = Judge(known), {}
    asked["operations"] += 1

    @seed(zlib.crc32(known.key.encode()))  # ids of its own: what one operation deletes, another does not ask for
    @settings(
        max_examples=VALID,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def ask_once(data: st.DataObject) -> None:
        draft = known.draft(data.draw)
        sent = draft.sent()
        asked["valid"] += 1
        for complaint in valid_complaints(app, judge, sent):
            wrong.setdefault(("valid", complaint[:30]), f"{known.key}: {complaint}\n    {sent}")
        for what, other in itertools.islice(spread(list(spoiled(draft))), SPOILED):
            asked["spoiled"] += 1
            bad = other.sent()
            for complaint in spoiled_complaints(app, judge, bad):
                wrong.setdefault((what[:8], complaint[:30]), f"{known.key}: {what}: {complaint}\n    {bad}")

    try:
        ask_once()
    except Unsatisfiable:
        asked["not buildable"] += 1
        asked[known.key] += 1
    return list(wrong.values())


def spread(items: list) -> list:
    """Return the items in an order whose beginning shows all kinds: every seventh first, then the rest."""
    return [one for start in range(7) for one in items[start::7]]


def valid_complaints(app, judge: Judge, sent):
    with no_hang():
        answer = ask(app, sent)
    if judge.known.shared:  # another operation of the same path and method may have answered
        if answer.status >= 500:
            yield f"answered with {answer.status}"
        return
    if answer.status == 404 and "{" in judge.known.path and "deleted" in answer.body.decode():
        return  # what was deleted just before is gone, though the description knows no 404
    gone = answer.status == 404 and "{" in judge.known.path
    changed = answer.status == 412 and {"if-match", "if-none-match"} & {name.lower() for name in sent.headers}
    if answer.status >= 400 and judge.succeeds and not gone and not changed:
        yield f"refused with {answer.status}: {answer.header('sl-violations') or answer.body[:300]}"
    yield from judge.complaints(answer)


def spoiled_complaints(app, judge: Judge, sent):
    with no_hang():
        answer = ask(app, sent)
    if judge.known.shared and answer.status < 500:
        return
    if not 400 <= answer.status < 500:
        yield f"answered with {answer.status}"
    elif judge.documented(answer.status) is None:
        if answer.header("Content-Type") != "application/problem+json":
            yield f"refused by {answer.header('Content-Type')}"
    else:
        yield from judge.complaints(answer)
