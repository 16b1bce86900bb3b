"""A rule of trouble as users write it: in the config file, or by the admin API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mockserver.answer.steering.trouble import Rule
from mockserver.fixtures import ShapeError
from mockserver.fixtures.shapes.shape import status as read_status
from mockserver.fixtures.shapes.timing import read_delay, read_dribble, read_fault


def read_rule(source: Any, pointer: str = "") -> Rule:
    """Read `{"delay", "dribble", "fault", "status", "error_rate"}`; names may be written with - or in camelCase.

    Raises:
        ShapeError: a member that is unknown or makes no sense.
    """
    if not isinstance(source, Mapping):
        raise ShapeError(pointer, "an object", source)
    values = {NAMES.get(name.replace("-", "_"), name): value for name, value in source.items() if value is not None}
    unknown = [name for name in values if name not in KNOWN]
    if unknown:
        raise ShapeError(f"{pointer}/{unknown[0]}", f"one of {', '.join(KNOWN)}", unknown[0])
    rate, status = values.get("error_rate"), values.get("status")
    status = None if status is None else read_status(status, f"{pointer}/status")
    if rate is not None and (isinstance(rate, bool) or not isinstance(rate, int | float) or not 0 <= rate <= 1):
        raise ShapeError(f"{pointer}/error_rate", "a share from 0 to 1", rate)
    fault = read_fault(values.get("fault"), f"{pointer}/fault")
    if fault is not None and status is not None:
        raise ShapeError(f"{pointer}/fault", "a fault or a status, not both", fault)
    return Rule(
        read_delay(values.get("delay"), f"{pointer}/delay"),
        read_dribble(values.get("dribble"), f"{pointer}/dribble"),
        fault,
        503 if rate is not None and fault is None and status is None else status,
        1.0 if rate is None else float(rate),
    )


KNOWN = ("delay", "dribble", "fault", "status", "error_rate")
NAMES = {"errorRate": "error_rate", "chunkedDribbleDelay": "dribble", "delayDistribution": "delay"}
