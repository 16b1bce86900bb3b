"""`/__admin/settings`: delays, slow bodies, faults and error rates, for all operations or for one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from mockserver.answer import Problem, Rule, read_rule
from mockserver.answer.steering.trouble import ANY
from mockserver.fixtures import ShapeError
from mockserver.serve.admin.desk import asked_session, reply, unusable

if TYPE_CHECKING:
    from mockserver.contract import Call
    from mockserver.messages import Response
    from mockserver.serve.admin.desk import Desk

OF_ALL = {"fixedDelay": "delay", "delayDistribution": "delay", "chunkedDribbleDelay": "dribble", "fault": "fault",
          "status": "status", "errorRate": "error_rate"}  # fmt: skip


def get_settings(desk: Desk, call: Call) -> Response:
    """Show what is in force for the session."""
    rules = desk.steering.troubles.rules(asked_session(call))
    own = {operation: _shown(rule) for operation, rule in rules.items() if operation != ANY}
    return reply({"settings": {**_shown(rules.get(ANY, Rule()), of_all=True), "operations": own}})


def replace_settings(desk: Desk, call: Call) -> Response:
    """Put other settings into force, in the place of all before; 404 where they are for no operation."""
    try:
        rules = _rules(desk, call.body)
    except ShapeError as error:
        finding = {"pointer": error.pointer, "code": "shape", "message": str(error)}
        return unusable(f"{error.pointer}: {error}", [finding])
    unknown = [key for key in call.body.get("operations") or () if desk.operation(key) is None]
    if unknown:
        return Problem("NOT_FOUND", f"the contract has no operation {' and no '.join(map(repr, unknown))}").response()
    desk.steering.troubles.replace(asked_session(call), rules)
    return get_settings(desk, call)


def _rules(desk: Desk, body: Mapping[str, Any]) -> dict[str, Rule]:
    rules: dict[str, Rule] = {}
    given = {OF_ALL[name]: value for name, value in body.items() if name in OF_ALL and value is not None}
    if given:
        rules[ANY] = read_rule(given)
    for key, source in (body.get("operations") or {}).items():
        operation = desk.operation(key)
        rule = read_rule(source, "/operations/" + key.replace("~", "~0").replace("/", "~1"))
        rules[key if operation is None else operation.id] = rule
    return rules


def _shown(rule: Rule, *, of_all: bool = False) -> dict[str, Any]:
    shown: dict[str, Any] = {}
    if rule.delay is not None:
        fixed = isinstance(rule.delay, int | float)
        shown["delay" if not of_all else "fixedDelay" if fixed else "delayDistribution"] = rule.delay
    if rule.dribble is not None:
        shown["chunkedDribbleDelay"] = {"numberOfChunks": rule.dribble[0], "totalDuration": rule.dribble[1]}
    if rule.fault is not None or rule.status is not None:
        shown["errorRate"] = rule.rate
        shown["fault" if rule.fault is not None else "status"] = rule.fault or rule.status
    return shown
