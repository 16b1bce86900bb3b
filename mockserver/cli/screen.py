"""The first screen: what is served, where, and what to try; for people, so it goes to stderr."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from mockserver.contract import Operation
    from mockserver.serve import Announcement

MOST_ROWS = 60
LOOPBACK = ("127.0.0.1", "localhost", "::1")
COLORS = {"GET": "green", "POST": "yellow", "PUT": "blue", "PATCH": "cyan", "DELETE": "red"}


def first_screen(ready: Announcement) -> str:
    """Return the screen."""
    lines: list[str] = []
    url = ready.url
    for prefix, contract in ready.mounts:
        base = prefix + (contract.base_paths[0] if contract.base_paths else "")
        about = f"{contract.title} {contract.version}".strip()
        count = f"{len(contract.operations)} operation{'' if len(contract.operations) == 1 else 's'}"
        lines += ["", f"{click.style(about, bold=True)}  {count} from {contract.document.source}", ""]
        lines += operation_table(contract.operations)
        lines += ["", f"  base URL   {click.style(url + base, bold=True, fg='green')}"]
        example = _example(contract.operations)
        if example:
            lines.append(f"  try        curl {url}{base}{example}")
    lines.append(f"  admin      {url}/__admin")
    if ready.settings.admin_token:
        lines.append(f"  token      {ready.settings.admin_token}")
    if ready.settings.host not in LOOPBACK:
        note = f"{ready.settings.host} is reachable from other machines"
        lines.append(f"  {click.style('warning', fg='yellow')}    {note}")
    lines += ["  stop       Ctrl-C", ""]
    return "\n".join(lines)


def operation_table(operations: Sequence[Operation]) -> Iterable[str]:
    """Yield a row per operation, or a row per first path segment where a table would fill screens."""
    if len(operations) > MOST_ROWS:
        yield from _summary(operations)
        return
    width = max((len(operation.path) for operation in operations), default=0)
    for operation in operations:
        method = click.style(f"{operation.method:<7}", fg=COLORS.get(operation.method))
        gone = " (deprecated)" if operation.deprecated else ""
        yield f"  {method} {operation.path:<{width}}  {operation.summary}{gone}".rstrip()


def _summary(operations: Sequence[Operation]) -> Iterable[str]:
    counts = Counter("/" + operation.path.lstrip("/").split("/")[0] for operation in operations)
    methods: dict[str, Counter[str]] = {}
    for operation in operations:
        methods.setdefault("/" + operation.path.lstrip("/").split("/")[0], Counter())[operation.method] += 1
    width = max(map(len, counts))
    shown = counts.most_common(MOST_ROWS // 2)
    for segment, count in sorted(shown):
        kinds = ", ".join(f"{number} {method}" for method, number in sorted(methods[segment].items()))
        yield f"  {segment:<{width}}  {count:>3}  {kinds}"
    rest = len(counts) - len(shown)
    if rest > 0:
        yield f"  and {sum(counts.values()) - sum(count for _, count in shown)} more below {rest} other paths"


def _example(operations: Sequence[Operation]) -> str:
    """Return the path of a GET that a newcomer can try as it stands: with an id, and no required query."""
    gets = [operation for operation in operations if operation.method == "GET"]
    simple = [operation for operation in gets if operation.path.count("{") == 1 and operation.path.endswith("}")]
    if not simple:
        simple = [operation for operation in gets if "{" not in operation.path] or gets
    chosen = next((operation for operation in simple if "id}" in operation.path.lower()), None) or next(
        iter(simple), None
    )
    if chosen is None:
        return ""
    return "/".join("42" if part.startswith("{") else part for part in chosen.path.split("/"))
