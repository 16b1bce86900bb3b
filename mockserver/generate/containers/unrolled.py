"""An object's fields as one function without a loop: written as Python once the object has proved to be wanted often.

What it returns is what the loop over the fields returns. The names and values of a description reach it as arguments,
never as source text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from mockserver.generate.entropy import MASK, MULTIPLIER
from mockserver.generate.relations.naming.followed import follow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mockserver.generate.compile.run import Run, Subject
    from mockserver.generate.containers.fields import Field
    from mockserver.generate.relations.agree import Agreement
    from mockserver.generate.relations.naming.followed import Row


def unrolled(
    fields: Sequence[Field], agreements: Sequence[Agreement], followed: tuple[Row, ...] = ()
) -> Callable[[Run, int, Subject], dict[str, Any]]:
    """Return what builds an object of all `fields`, in their order, from (run, bits, subject), and lets them agree."""
    given: dict[str, Any] = {f"a{place}": agree for place, agree in enumerate(agreements)}
    members = ", ".join(f"n{place}: {_source(field, place, given)}" for place, field in enumerate(fields))
    source = f"{{{members}}}"
    steps = [f"a{place}(value, bits)" for place in range(len(agreements))]
    if followed:
        given.update(follow=follow, rows=followed)
        steps.insert(0, "follow(value, rows, run, ())")
    if steps:
        agreed = ", ".join(steps)
        source = f"(value := {source}, {agreed})[0]"
    made = eval(f"lambda run, bits, subject: {source}", given)  # noqa: S307 - of numbers and our own names
    return cast("Callable[[Run, int, Subject], dict[str, Any]]", made)


def _source(field: Field, place: int, given: dict[str, Any]) -> str:
    """Return the expression of one value, and put into `given` what it names."""
    given[f"n{place}"] = field.name
    if field.is_id:
        return "subject.id"
    node = field.node
    if len(node.picks) == 1:
        given[f"v{place}"] = node.picks[0]
        return f"v{place}"
    if node.unmixed:
        given[f"m{place}"] = node.make
        return f"m{place}(run, bits, None, subject)"
    entropy = f"(x := (bits ^ {field.salt}) * {MULTIPLIER} & {MASK}) ^ x >> 32"
    if node.picks:
        given[f"v{place}"] = node.picks
        return f"v{place}[({entropy}) % {len(node.picks)}]"
    if node.leaf is not None:
        given[f"m{place}"] = node.leaf
        return f"m{place}({entropy})"
    given[f"m{place}"] = node.make
    return f"m{place}(run, {entropy}, None, subject)"
