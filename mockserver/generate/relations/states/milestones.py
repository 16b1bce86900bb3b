"""Milestones agree with the state: what is delivered was shipped at some time, and nothing paid is still unpaid."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mockserver.generate.entropy import mixed, salt_of
from mockserver.generate.identity.kinds import words

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler
    from mockserver.generate.compile.resolve import Definitions

Agreement = Callable[..., None]
Verdict = Callable[[dict[str, Any]], "bool | None"]
"""Tells of an object whether something has happened to it; None if it does not say."""


def milestones(flats: dict[str, Any], needed: frozenset[str], compiler: Compiler) -> list[Agreement]:
    """Return what takes the times and reasons from an object of what its state says has not happened to it."""
    found = []
    for name, flat in flats.items():
        mark = _mark(words(name))
        verdict = _verdict(mark, flats) if mark else None
        if verdict is None or not isinstance(flat, dict) or "enum" in flat or "const" in flat:
            continue
        nullable = "x-implied-null" not in flat and compiler.definitions.acceptor(flat)(None)
        if nullable or name not in needed:
            found.append(_only_happened(name, verdict, nullable))
    return found


def is_told(name: str, properties: dict[str, Any], definitions: Definitions) -> bool:
    """Tell whether the state of an object decides if the moment called `name` is known."""
    mark = _mark(words(name))
    if not mark or words(name)[-1] not in _MOMENT:
        return False
    return _verdict(mark, {each: definitions.flatten(schema) for each, schema in properties.items()}) is not None


def _mark(parts: tuple[str, ...]) -> str:
    """Return what has happened if a property of such a name has a value, "" if it is no such property."""
    if parts[:1] == ("tracking",) or len(parts) < 2 or parts[-1] not in _MOMENT | _DETAILS:
        return "shipped" if parts[:1] == ("tracking",) and len(parts) > 1 else ""
    mark = _VERBS.get(parts[-2], "")
    return mark if len(parts) == 2 or parts[0] not in _NOT_YET else ""


def _verdict(mark: str, flats: dict[str, Any]) -> Verdict | None:
    done, open_ = _LIVES[mark]
    for name, flat in flats.items():
        values = flat.get("enum", ()) if isinstance(flat, dict) and words(name)[-1:] in _STATUS else ()
        folds = {value: "".join(words(value)) for value in values if isinstance(value, str)}
        happened = {value for value, fold in folds.items() if fold in done}
        if happened and len(happened) < len(folds):
            still = {value for value, fold in folds.items() if fold in open_} if open_ else set(folds) - happened
            return _by_state(name, happened, still)
    for name, flat in flats.items():
        kinds = flat.get("type", ()) if isinstance(flat, dict) else ()
        if (kinds == "boolean" or "boolean" in kinds) and words(name) in ((mark,), ("is", mark)):
            return _by_flag(name)
    return None


def _by_state(status: str, happened: set[str], still: set[str]) -> Verdict:
    def tell(value: dict[str, Any]) -> bool | None:
        state = value.get(status)
        return True if state in happened else False if state in still else None

    return tell


def _by_flag(flag: str) -> Verdict:
    def tell(value: dict[str, Any]) -> bool | None:
        said = value.get(flag)
        return said if isinstance(said, bool) else None

    return tell


def _only_happened(name: str, verdict: Verdict, nullable: bool) -> Agreement:
    salt = salt_of(f"milestone:{name}")

    def agree(value: dict[str, Any], bits: int, pins: Any = ()) -> None:
        if value.get(name) is None or name in pins:
            return
        told = verdict(value)
        if told is None:
            told = not nullable or mixed(bits, salt) % 10 >= UNKNOWN
        if not told:
            if nullable:
                value[name] = None
            else:
                del value[name]

    return agree


UNKNOWN = 4
"""In how many of ten objects whose state does not tell nothing is known of a milestone."""

_STATUS = frozenset({("status",), ("state",)})
_MOMENT = frozenset({"at", "on", "date", "time", "timestamp"})
_DETAILS = frozenset({"reason", "by", "note", "comment"})
_NOT_YET = frozenset({"expected", "estimated", "planned", "scheduled", "next", "last", "requested"})
_VERBS = {
    "payment": "paid", "shipment": "shipped", "cancelation": "cancelled", "cancellation": "cancelled",
    "cancel": "cancelled", "canceled": "cancelled", "termination": "terminated", "publication": "published",
    "completion": "completed", "finished": "completed", "refund": "refunded", "rejection": "rejected",
    "closure": "closed", "approval": "approved", "resolution": "resolved", "suspension": "suspended",
    "revocation": "revoked", "fulfilled": "shipped",
    **{verb: verb for verb in (
        "paid", "shipped", "delivered", "cancelled", "refunded", "returned", "terminated", "published", "completed",
        "closed", "resolved", "archived", "deleted", "approved", "rejected", "suspended", "revoked", "merged", "failed",
    )},
}  # fmt: skip
_BEFORE = (
    "pending draft new created open queued scheduled planned todo unpaid onhold review inreview submitted awaiting"
)
_PACKED = "paid processing confirmed packed preparing"
_LIVES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    mark: (frozenset(done.split()), frozenset(open_.split()))
    for mark, (done, open_) in {
        "paid": (
            "paid shipped delivered completed fulfilled refunded returned settled intransit partiallyrefunded",
            f"{_BEFORE} overdue pastdue issued sent awaitingpayment pendingpayment failed declined uncollectible void",
        ),
        "shipped": (
            "shipped delivered completed fulfilled intransit outfordelivery returned",
            f"{_BEFORE} {_PACKED} cancelled canceled readytoship failed",
        ),
        "delivered": (
            "delivered completed returned",
            f"{_BEFORE} {_PACKED} shipped intransit outfordelivery cancelled canceled failed sent bounced fulfilled",
        ),
        "published": ("published live public archived", f"{_BEFORE} private rejected unpublished"),
        "completed": (
            "completed complete finished done succeeded success closed",
            f"{_BEFORE} running inprogress active processing started cancelled canceled confirmed paused waiting",
        ),
        "approved": ("approved accepted active completed", f"{_BEFORE} rejected declined pendingapproval"),
        "cancelled": ("cancelled canceled", ""),
        "refunded": ("refunded partiallyrefunded", ""),
        "returned": ("returned", ""),
        "terminated": ("terminated left ended offboarded dismissed resigned", ""),
        "closed": ("closed merged", ""),
        "resolved": ("resolved closed", ""),
        "archived": ("archived", ""),
        "deleted": ("deleted", ""),
        "rejected": ("rejected declined denied", ""),
        "suspended": ("suspended", ""),
        "revoked": ("revoked", ""),
        "merged": ("merged", ""),
        "failed": ("failed error errored", ""),
    }.items()
}  # fmt: skip
