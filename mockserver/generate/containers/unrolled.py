"""An object's fields as one function without a loop: written as Python once the object has proved to be wanted often.

What it returns is what the loop over the fields returns. The names and values of a description reach it as arguments,
never as source text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from mockserver.generate.compile.node import Unsatisfiable
from mockserver.generate.entropy import DROPPED, MASK
from mockserver.generate.leaves.instants import MINUTES, SECONDS
from mockserver.generate.relations.agreement import Unless
from mockserver.generate.relations.counts.census import Row as Counted
from mockserver.generate.relations.counts.census import count
from mockserver.generate.relations.naming.followed import Row as Followed
from mockserver.generate.relations.naming.followed import follow
from mockserver.generate.relations.times import DATES, birth, day_text
from mockserver.generate.scene import ABSENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mockserver.generate.compile.node import Plain
    from mockserver.generate.containers.fields import Field


class Agreed(NamedTuple):
    """What sets an object right once it is made: its agreements, what it follows, and what is counted of others."""

    agreements: Sequence[Callable[..., None]]
    followed: tuple[Followed, ...]
    counts: tuple[Counted, ...]


class Means(NamedTuple):
    """The nodes that an object takes, from how many in all on nodes are scarce, and what makes it then."""

    size: int
    tight: int
    hurried: Callable[..., Any]


def unrolled(fields: Sequence[Field], agreed: Agreed, means: Means) -> Plain:
    """Return what builds an object of all `fields`, in their order, and lets them agree."""
    given: dict[str, Any] = {**GIVEN, "hurried": means.hurried}
    members = ", ".join(f"n{place}: {_source(field, place, given)}" for place, field in enumerate(fields))
    lines = [*OWNER] if any(field.node.above or field.node.written for field in fields) else []
    lines += BORN if any(field.node.written for field in fields) else ()
    lines.append(f"value = {{{members}}}")
    absent = [place for place, field in enumerate(fields) if field.node.absent]
    lines += [f"if value[n{place}] is ABSENT: del value[n{place}]" for place in absent]
    lines += _agreeing(fields, agreed, given)
    source = SOURCE.format(size=means.size, tight=means.tight, body="\n        ".join(lines))
    exec(source, given)  # noqa: S102 - of numbers and our own names
    return cast("Plain", given["made"])


def _agreeing(fields: Sequence[Field], agreed: Agreed, given: dict[str, Any]) -> list[str]:
    """Return the lines that set the object right, and put into `given` what they name."""
    lines = []
    if agreed.followed:
        given.update(follow=follow, rows=agreed.followed)
        lines.append("follow(value, rows, run, ())")
    places = {field.name: place for place, field in enumerate(fields) if field.required}  # which nothing takes away
    for place, agree in enumerate(agreed.agreements):
        given[f"a{place}"] = agree
        condition = ""
        if isinstance(agree, Unless) and places.keys() >= {*agree.names}:
            given[f"a{place}"], given[f"w{place}"] = agree.agree, agree.wrong
            condition = "if ({}) in w{}: ".format(", ".join(f"value[n{places[name]}]" for name in agree.names), place)
        lines.append(f"{condition}a{place}(value, bits)")
    if agreed.counts:
        given.update(count=count, counts=agreed.counts)
        lines.append("if run.counted: count(value, counts, run, subject, ())")
    return lines


OWNER = (
    "owner = subject.owner",
    "if owner is not None and type(owner.id) is str: above, line = owner.kind, subject.line",
    "else: above, line = '', subject.line if owner is None else EVERY",
)
BORN = (
    "if subject.id is None: line = EVERY",
    "born = subject.born or birth(run.world, subject)",
    "pointed = run.world.pointed_at",
)
SOURCE = """
def made(run, bits, subject):
    nodes = run.nodes = run.nodes + {size}
    if nodes > {tight} or run.small or run.attempt:
        return hurried(run, bits, None, subject)
    try:
        {body}
        return value
    except Unsatisfiable:
        run.pay()
        return hurried(run, bits, None, subject)
"""


class _Every:
    """The kinds above somebody of whom it is not known: whoever asks for one has to look for himself."""

    def __contains__(self, step: object) -> bool:
        return True


GIVEN = {
    "Unsatisfiable": Unsatisfiable, "ABSENT": ABSENT, "EVERY": _Every(),
    "birth": birth, "bisect": bisect_right, "dates": DATES.get, "day_text": day_text,
    "MINUTES": MINUTES, "SECONDS": SECONDS,
}  # fmt: skip


def _source(field: Field, place: int, given: dict[str, Any]) -> str:
    """Return the expression of one value, and put into `given` what it names."""
    given[f"n{place}"] = field.name
    if field.is_id:
        return "subject.id"
    node = field.node
    if len(node.picks) == 1:
        given[f"v{place}"] = node.picks[0]
        return f"v{place}"
    given[f"m{place}"] = node.make
    made = f"m{place}(run, bits, None, subject)"
    if node.written is not None:
        given.update({f"{name}{place}": value for name, value in node.written.given.items()})
        made = node.written.source.format(p=place, salt=field.salt)
    if node.above:
        given[f"k{place}"] = node.above
        return f"owner.id if above == k{place} else {made}"
    if node.picks:
        given[f"v{place}"] = node.picks
        return f"v{place}[bits % {field.salt} % {len(node.picks)}]"  # as picking() has it
    if node.unmixed:
        return made
    entropy = f"bits * {field.salt} >> {DROPPED} & {MASK}"  # as mixed() does
    if field.listed:
        entropy = f"bits % {field.salt}"  # as picking() does
    if node.leaf is not None:
        given[f"m{place}"] = node.leaf
        return f"m{place}({entropy})"
    plain = node.plain() if node.plain is not None else None
    if plain is None:
        return f"m{place}(run, {entropy}, None, subject)"
    given[f"m{place}"] = plain
    return f"m{place}(run, {entropy}, subject)"
