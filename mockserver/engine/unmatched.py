"""Answers to requests that no operation takes: 404 and 405 that name what is near, OPTIONS, and preflights."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING
from urllib.parse import unquote

from mockserver.answer import Answer, Problem
from mockserver.contract import NoMethod
from mockserver.messages import Request, Response

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mockserver.contract import Contract, NoPath, Operation

MOST_NEAR = 3
MOST_COMPARED = 24
LONGEST_COMPARED = 200


def answer_unmatched(
    contract: Contract, request: Request, found: NoPath | NoMethod, prefix: str, *, cors: bool
) -> Answer:
    """Return what a request without an operation gets (RFC 9110 sections 9.3.7, 15.5.5 and 15.5.6)."""
    allowed = found.allowed if isinstance(found, NoMethod) else ()
    if request.method == "OPTIONS" and (allowed or (cors and is_preflight(request))):
        return Answer(_options(request, allowed or ALL_METHODS, cors=cors), "generated")
    problem = _no_method(request, allowed) if allowed else _no_path(contract, request, prefix)
    return Answer(problem.response(), "refusal", note=problem.name)


def is_preflight(request: Request) -> bool:
    """Tell whether a browser asks for leave (Fetch, section 4.8)."""
    return "origin" in request.headers and "access-control-request-method" in request.headers


def _options(request: Request, allowed: tuple[str, ...], *, cors: bool) -> Response:
    methods = ", ".join(allowed)
    if not (cors and is_preflight(request)):
        return Response(204, (("Allow", methods),))
    fields = request.headers.get("access-control-request-headers", "*")
    return Response(
        204,
        (
            ("Allow", methods),
            ("Access-Control-Allow-Methods", methods),
            ("Access-Control-Allow-Headers", fields),
            ("Access-Control-Max-Age", "600"),
        ),
    )


def _no_method(request: Request, allowed: tuple[str, ...]) -> Problem:
    return Problem(
        "NO_METHOD_MATCHED_ERROR",
        f"{_shown(request.path)} is documented for {', '.join(allowed)}, not for {_shown(request.method)}",
        headers=(("Allow", ", ".join(allowed)),),
        members=(("allowed", list(allowed)),),
    )


def _no_path(contract: Contract, request: Request, prefix: str) -> Problem:
    near = [
        {"operation": one.id, "method": one.method, "path": prefix + one.path}
        for one in nearest(contract, request.method, request.path.removeprefix(prefix))
    ]
    hint = "; nearest: " + ", ".join(f"{one['method']} {one['path']}" for one in near) if near else ""
    return Problem(
        "NO_PATH_MATCHED_ERROR",
        f"No documented path matches {_shown(request.method)} {_shown(request.path)}{hint}",
        members=(("nearMisses", near),) if near else (),
    )


def nearest(contract: Contract, method: str, raw_path: str, most: int = MOST_NEAR) -> list[Operation]:
    """Return the operations whose paths are most like a raw path, the likeliest first, one a path; none far off.

    Neither case nor empty segments tell paths apart.
    """
    asked = _segments(unquote(raw_path)[:LONGEST_COMPARED].casefold())
    bases = (_segments(base.casefold()) for base in contract.base_paths)
    base = max((base for base in bases if asked[: len(base)] == base), key=len, default=[])
    asked = ["", *asked[len(base) :]]
    ranked = sorted(contract.operations, key=lambda one: -_rough(asked, one.path.casefold().split("/")))[:MOST_COMPARED]
    scored = sorted(((_likeness(asked, one, method), one) for one in ranked), key=lambda pair: -pair[0])
    by_path: dict[str, Operation] = {}
    for score, one in scored:
        if score >= NEAR_ENOUGH:
            by_path.setdefault(one.path, one)
    return list(by_path.values())[:most]


def _segments(path: str) -> list[str]:
    return [segment for segment in path.split("/") if segment]


def _rough(asked: list[str], documented: list[str]) -> float:
    """Score by segments alone: cheap, and enough to leave most operations out."""
    same = sum(
        2.0 if one == other else 1.0 if other.startswith("{") else 0.5 if one[:2] == other[:2] else 0.0
        for one, other in zip(asked, documented, strict=False)
    )
    return same - abs(len(asked) - len(documented))


def _likeness(asked: list[str], operation: Operation, method: str) -> float:
    path = operation.path.casefold()
    ratio = SequenceMatcher(None, "/".join(_filled(asked, path.split("/"))), path).ratio()
    return ratio + (0.02 if operation.method == method else 0.0)


def _filled(asked: list[str], documented: list[str]) -> Iterator[str]:
    """Yield the segments with a template's own text in its place: any value fits a template."""
    for index, segment in enumerate(asked):
        template = documented[index] if index < len(documented) else ""
        yield template if template.startswith("{") and segment else segment


def _shown(text: str) -> str:
    plain = text.encode("ascii", "backslashreplace").decode("ascii")
    return plain if len(plain) <= LONGEST_COMPARED else plain[:LONGEST_COMPARED] + "..."


NEAR_ENOUGH = 0.6
ALL_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
