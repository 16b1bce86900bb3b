"""Answers of a world that was written to, and to what writes to it: loaded when somebody does."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mockserver.answer.answer import Answer, Answerer
from mockserver.answer.decide.selector import choose_error
from mockserver.answer.problem import Problem
from mockserver.answer.shaping.refusing import refuse
from mockserver.answer.stateful.answered import keep, told_of
from mockserver.answer.stateful.changes import GoneError
from mockserver.answer.stateful.fresh import location_of
from mockserver.answer.stateful.idempotency import Replays
from mockserver.answer.stateful.patching import PatchError
from mockserver.answer.stateful.writing import Done, Writer
from mockserver.answer.stateful.written.overlay import SessionWorld
from mockserver.answer.wording import confirming
from mockserver.answer.world.inside import updated_inside
from mockserver.answer.world.members import Where
from mockserver.answer.world.scenes import Written
from mockserver.contract.parameter import MISSING, Malformed
from mockserver.contract.styles.json_text import dump, load
from mockserver.errors import DocumentError
from mockserver.generate import Unsatisfiable
from mockserver.messages import Response
from mockserver.violations import Violation

if TYPE_CHECKING:
    from mockserver.answer.decide.choice import Choice
    from mockserver.answer.render import Renderer
    from mockserver.answer.stateful.from_state import FromState
    from mockserver.contract import Call
    from mockserver.contract.resources import Role
    from mockserver.generate import Entity
    from mockserver.schema import Bundle

MOST_WORLDS = 64


class Remembering:
    """What `FromState` is once there is something to remember; `source` is that one."""

    def __init__(self, source: FromState, renderer: Renderer, fixtures: Answerer, others: Sequence[Answerer]) -> None:
        self.store = source.store
        self.writer = Writer(source.store, renderer.scenes)
        self._source = source
        self._renderer = renderer
        self._scenes = renderer.scenes
        self._fixtures = fixtures
        self._others = tuple(others)
        self._replays = Replays(source.store)
        self._worlds: dict[str, SessionWorld] = {}

    def answer(self, call: Call, choice: Choice, role: Role, session: str) -> Answer | None:
        """Return the answer to a write, or to a read of a session that has written; None where others answer."""
        if self._is_gone(call, role, session):
            return self._gone(call, choice, role, session)
        if call.request.method in SAFE:
            return self._read(call, choice, role, session)
        if role.verb == "action":
            return self._acted(call, choice, role, session)
        return self._replays(call, session, lambda: self._write(call, choice, role, session))

    def world(self, session: str, seed: str | None = None) -> SessionWorld:
        """Return the world as a session has written to it; it is kept until somebody writes."""
        if seed is not None:
            return SessionWorld(self.store, session, self._scenes.members, seed)
        found = self._worlds.get(session)
        if found is not None and found.revision == self.store.revision(session):
            return found.again()
        if len(self._worlds) >= MOST_WORLDS:
            self._worlds.clear()
        found = self._worlds[session] = SessionWorld(self.store, session, self._scenes.members)
        return found

    def entity(self, session: str, kind: str, identifier: str) -> Any:
        """Return an entity as a session sees it, MISSING where it was deleted or nothing shows its kind."""
        members = self._scenes.members
        resource = members.resources.of_kind(kind)
        if resource is None:
            return MISSING
        world, where = self.world(session), Where(resource)
        if world.is_gone(where, identifier):
            return MISSING
        pin = world.pin(resource, members.pin(resource, identifier), where)
        return members.entities.value(resource, pin, recall=world.recall, full=True) or MISSING

    def _is_gone(self, call: Call, role: Role, session: str) -> bool:
        """Tell whether the entity that the path names was deleted, or one below which it stands."""
        if not self.store.revision(session):
            return False
        world, resource = self.world(session), role.resource
        identifier = self._asked_for(call, role)
        if identifier is not None:
            where, puts = self._scenes.where(call, role), call.request.method == "PUT"
            if world.is_gone(where, identifier):
                makes = resource.is_mark or "201" in call.operation.responses
                return not (puts and role.verb == "update" and makes)
            if not puts and where.is_part and world.has_left(where, identifier):
                return True
        if role.owner is None or role.owner[1] not in call.path:
            return False
        parent = role.parent or self._scenes.members.owner_of(resource, role.owner[0])
        if parent is None:
            return False
        return world.is_gone(self._scenes.whereabouts(parent, call), call.path[role.owner[1]])

    def _asked_for(self, call: Call, role: Role) -> Any:
        """Return the id of the entity that the path names, if a client can delete it for good."""
        if role.resource.is_mark:
            target = self._scenes.target(call, role)
            return target.id if target is not None else None
        return call.path.get(role.variable)

    def _read(self, call: Call, choice: Choice, role: Role, session: str) -> Answer | None:
        world = self.world(session, choice.preference.seed)
        where = self._scenes.where(call, role, choice.preference.seed)
        if role.verb == "list":
            touched = bool(world.records(where)) or world.is_without_base(where)
        else:
            target = self._scenes.target(call, role)
            touched = target is not None and world.is_touched(where, target)
        if not touched:
            for other in (self._fixtures, *self._others[:-1]):
                answer = other.answer(call, choice)
                if answer is not None:
                    return self._with_written(choice, answer, world)
        return self._shown(call, choice, Written(world), touched=touched)

    def _acted(self, call: Call, choice: Choice, role: Role, session: str) -> Answer | None:
        """Return the entity that an action is about as it was written, where its answer shows it."""
        world, bundle, target = self.world(session), self._renderer.bundle(choice), self._scenes.target(call, role)
        if target is None or bundle is None or not world.is_touched(self._scenes.where(call, role), target):
            return None
        view = role.resource.view(bundle, many=False)
        return None if view is None or view.item is None else self._shown(call, choice, Written(world, target))

    def _with_written(self, choice: Choice, answer: Answer, world: SessionWorld) -> Answer:
        """Return a ready-made answer with the entities inside of it as they were written, if it may be sent so."""
        response, bundle = answer.response, self._renderer.bundle(choice)
        if bundle is None or response.status != choice.status or not _is_json(response):
            return answer
        try:
            value = load(response.body)  # type: ignore[arg-type]  # _is_json: bytes
        except Malformed:
            return answer
        shown = updated_inside(value, world)
        if shown is value or not bundle.validator.is_valid(shown):
            return answer
        body = Response(response.status, response.headers, dump(shown))
        return replace(answer, response=body, reusable=answer.reusable and not self.store.shared)

    def _shown(self, call: Call, choice: Choice, written: Written, *, touched: bool = True) -> Answer | None:
        """Return the answer that shows the written world, or None where its body shows none of it."""
        bundle = self._renderer.bundle(choice)
        if bundle is None:
            return None
        try:
            value = self._renderer.value(call, choice, bundle, written)
        except Unsatisfiable:
            return None
        told = self._renderer.told(call, choice, written.overlay)
        fields = tuple((name, text) for name, text in told.items() if text is not None)
        response = self._renderer.response(call, choice, value, fields)
        return Answer(response, "state" if touched else "generated", reusable=not self.store.shared)

    def _write(self, call: Call, choice: Choice, role: Role, session: str) -> Answer | None:
        fixed = self._fixtures.answer(call, choice)
        if fixed is not None and not 200 <= fixed.response.status < 300:
            return fixed
        try:
            done = self.writer.write(call, role, session)
        except GoneError:
            return self._gone(call, choice, role, session)
        except PatchError as error:
            return refuse(call, (Violation("body", (), "patch", str(error), call.operation.node.place),), self._others)
        self._source.changed()
        return fixed or self._written(call, choice, role, session, done)

    def _written(self, call: Call, choice: Choice, role: Role, session: str, done: Done) -> Answer | None:
        headers = location_of(call, choice, role, done.id)
        if choice.media is None:
            return Answer(self._renderer.response(call, choice, MISSING, headers), "state", reusable=False)
        bundle = self._renderer.bundle(choice)
        shows = bundle is not None and done.target is not None and role.verb not in ("delete", "clear")
        written = self._about(bundle, role, done) if shows and bundle is not None else None
        if written is not None:
            world, where = self.world(session), self._scenes.where(call, role)
            record = world.record(where, done.id) if role.verb == "create" and done.count == 1 else None
            try:
                value = self._renderer.value(call, choice, bundle, Written(world, *written))
            except Unsatisfiable:
                return None
            if record is not None and bundle is not None:
                told = told_of(role.resource, role.resource.view(bundle, many=False), value)
                keep(self.store, session, where, record, told)
                self._source.changed()
            return Answer(self._renderer.response(call, choice, value, headers), "state", reusable=False)
        answer = next((answer for one in self._others if (answer := one.answer(call, choice)) is not None), None)
        if role.verb != "delete" or answer is None or answer.source != "generated" or not _is_json(answer.response):
            return answer
        known = {name: done.id for name in ("id", role.resource.id_name) if name is not None and done.id is not None}
        shown = confirming(load(answer.response.body), known)  # type: ignore[arg-type]  # _is_json: bytes
        if bundle is None or not bundle.validator.is_valid(shown):
            return answer
        return Answer(self._renderer.response(call, choice, shown, headers), "state", reusable=False)

    def _about(self, bundle: Bundle, role: Role, done: Done) -> tuple[Entity | None, tuple[Entity, ...]] | None:
        """Return whom the body of an answer to a write shows: one, or all that are new; None where it shows nobody."""
        if role.resource.view(bundle, many=False) is not None:
            return done.target, ()
        listed = role.resource.view(bundle, many=True)
        whole = 0 < done.count == len(done.every)
        return (None, done.every) if whole and listed is not None and listed.items is not None else None

    def _gone(self, call: Call, choice: Choice, role: Role, session: str) -> Answer | None:
        """Answer as the operation documents it, else with a problem.

        Deleting twice has the same effect as once (RFC 9110 section 9.2.2): if no failure is documented, it succeeds.
        """
        known = any(key in call.operation.responses for key in NOT_FOUND)
        if role.verb == "delete" and not known:
            return self._written(call, choice, role, session, Done(id=call.path.get(role.variable)))
        documented = choose_error(call, (404, 410)) if known else None
        with suppress(DocumentError):  # an error that cannot be read does not hide that the thing is gone
            for producer in self._others if documented is not None else ():
                answer = producer.answer(call, documented)  # type: ignore[arg-type]
                if answer is not None and 400 <= answer.response.status < 500:
                    return Answer(answer.response, "state", note="NOT_FOUND", reusable=not self.store.shared)
        detail = f"{call.operation.id}: what {call.request.path} names, or stands below, was deleted"
        return Answer(
            Problem("NOT_FOUND", detail).response(), "state", note="NOT_FOUND", reusable=not self.store.shared
        )


def _is_json(response: Response) -> bool:
    kind = next((value for name, value in response.headers if name.lower() == "content-type"), "")
    return isinstance(response.body, bytes) and "json" in kind


SAFE = frozenset({"GET", "HEAD", "QUERY"})
NOT_FOUND = ("404", "410", "4XX", "default")
