"""From settings to what steers a mock: trouble by operation, and the admin API with its guard."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from mockserver.answer import Overrides, Rule, Troubles, read_rule
from mockserver.engine import Mounts
from mockserver.errors import UsageError
from mockserver.fixtures import Plays, ShapeError
from mockserver.serve.admin import Admin, Desk, Guard, Mount, Steering, is_loopback, new_token
from mockserver.serve.data import reference_now
from mockserver.state import open_store

if TYPE_CHECKING:
    from mockserver.contract import Contract
    from mockserver.document import LoadOptions
    from mockserver.engine import Engine
    from mockserver.settings import Settings


def new_steering(settings: Settings, contracts: Sequence[Contract]) -> Steering:
    """Return steering at its start: no overrides, the trouble that the config file asks for, and the store.

    Raises:
        UsageError: the config file asks for trouble that cannot be, or no store has such an address.
        StartError: the store cannot be reached.
    """
    plays = Plays()
    rules = {name: rule for contract in contracts for name, rule in rules_of(settings, contract).items()}
    store = None if settings.stateless else open_store(settings.state, processes=settings.workers)
    return Steering(plays, Overrides(plays), Troubles(settings.seed, rules), store)


def rules_of(settings: Settings, contract: Contract) -> Mapping[str, Rule]:
    """Return the trouble of each operation that `[operations.NAME]` speaks of.

    Raises:
        UsageError: a member that is unknown or makes no sense.
    """
    rules = {}
    for key, table in settings.operations.items():
        operation = contract.operation(key)
        wanted = {name: value for name, value in table.items() if name != "validate"} if isinstance(table, dict) else {}
        if operation is None or not wanted:
            continue
        try:
            rules[operation.id] = read_rule(wanted)
        except ShapeError as error:
            where = f"[operations.{key}] {error.pointer.lstrip('/')}".rstrip()
            raise UsageError(f"{where}: {error}", "BAD_SETTING") from error
    return rules


def administer(
    handler: Engine | Mounts, mounts: Sequence[Mount], steering: Steering, settings: Settings, options: LoadOptions
) -> None:
    """Give an engine its admin API, and let steering tell it when answers may be other ones."""
    engines = handler.engines if isinstance(handler, Mounts) else (handler,)
    changed: Callable[[], None] = handler.changed
    steering.plays.moved = steering.overrides.changed = steering.troubles.changed = changed
    desk = Desk(tuple(mounts), handler.journal, steering, changed)
    engines[0].admin = Admin(desk, guard_of(settings), options)


def steering_of(handler: Engine | Mounts) -> Steering | None:
    """Return what steers a handler, to go on with after a reload."""
    admin = (handler.engines[0] if isinstance(handler, Mounts) else handler).admin
    return admin.desk.steering if isinstance(admin, Admin) else None


def guard_of(settings: Settings) -> Guard:
    """Return the guard: off loopback it always has a token, one that nobody knows if none was set or printed."""
    token = settings.admin_token or ("" if is_loopback(settings.host) else new_token())
    return Guard(settings.host, token, settings.allow_host)


def settled(settings: Settings) -> Settings:
    """Return the settings that one run keeps, whatever is reloaded and however many processes serve: token and now."""
    return with_token(settings).changed(now=reference_now(settings).isoformat())


def with_token(settings: Settings) -> Settings:
    """Return the settings with a token where the admin API needs one and none is set: to be printed."""
    if settings.admin_token or is_loopback(settings.host):
        return settings
    return settings.changed(admin_token=new_token())
