"""What a GET costs where writes are remembered, against the same GET of a mock that remembers none.

    python benchmarks/state.py [--requests 150] [--rounds 9] [--contacts 200]

CPU of the engine, in process; no request is the repetition of another. `untouched` is a session that nobody wrote to,
`written` one with so many contacts more: there, items and pages are of written contacts as well as of others.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from itertools import count
from time import process_time
from typing import TYPE_CHECKING

import orjson

from mockserver.messages import Request
from mockserver.serve.assemble import build_engine
from mockserver.settings import Settings

if TYPE_CHECKING:
    from mockserver.engine import Engine

MOST = 1.3
STORED = {"one contact", "10 contacts, written ones"}
"""What comes from the store; what is generated in a session with writes is looked through for what was written."""

FIELDS = {"host": "localhost", "authorization": "Bearer x", "content-type": "application/json"}
numbers = count(1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--requests", type=int, default=150)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--contacts", type=int, default=200)
    options = parser.parse_args()
    settings = Settings(spec=("openapi.yaml",), cache=False)
    engines = {
        "without state": build_engine(settings.changed(stateless=True)),
        "untouched": build_engine(settings),
        "written": build_engine(settings),
    }
    base = total(engines["written"])
    written = write(engines["written"], options.contacts)
    pages = -(-options.contacts // 10), -(-options.contacts // 50)
    cases: dict[str, dict[str, Callable[[], Request]]] = {
        "a contact, each time another": dict.fromkeys(engines, lambda: get(f"/contacts/{next(numbers)}")),
        "one contact": {**dict.fromkeys(engines, lambda: get("/contacts/42")), "written": lambda: get(written)},
        "a conversation, each time another": dict.fromkeys(engines, lambda: get(f"/conversation/{next(numbers)}")),
        "10 contacts, written ones": dict.fromkeys(engines, lambda: get("/contacts", "page=1&per_page=10")),
        "10 contacts, generated ones": {
            **dict.fromkeys(engines, lambda: get("/contacts", "page=1&per_page=10")),
            "written": lambda: get("/contacts", f"page={pages[0] + 1}&per_page=10"),
        },
        "50 contacts, generated ones": {
            **dict.fromkeys(engines, lambda: get("/contacts", f"page=1&per_page={min(base, 50)}")),
            "written": lambda: get("/contacts", f"page={pages[1] + 1}&per_page=50"),
        },
        "10 lists, whose contacts count": dict.fromkeys(engines, lambda: get("/lists", "page=1&per_page=10")),
    }
    print(f"CPU of one GET, best of {options.rounds} x {options.requests}; {options.contacts} contacts written")
    return max(compare(name, case, engines, options) for name, case in cases.items())


def compare(
    name: str, case: dict[str, Callable[[], Request]], engines: dict[str, Engine], options: argparse.Namespace
) -> int:
    """Print what one kind of request costs each engine; return 1 if memory costs too much."""
    costs: dict[str, list[float]] = {label: [] for label in engines}
    for _ in range(options.rounds):
        for label, engine in engines.items():
            requests = [case[label]() for _ in range(options.requests)]
            started = process_time()
            for request in requests:
                asked(engine, request)
            costs[label].append((process_time() - started) / options.requests * 1e6)
    least = {label: min(measured) for label, measured in costs.items()}
    first = least["without state"]
    print(f"  {name:<36}" + "  ".join(f"{label} {cost:7.1f} us {cost / first:5.2f} x" for label, cost in least.items()))
    return int(least["untouched"] > MOST * first or (name in STORED and least["written"] > MOST * first))


def get(path: str, query: str = "") -> Request:
    """Return a request that no other is like, so that no answer is one that was given before."""
    return Request("GET", path, query, {**FIELDS, "x-request-id": str(next(numbers))})


def asked(engine: Engine, request: Request) -> bytes:
    """Return the body of the answer, which must be a success."""
    response = engine.handle(request).response
    if response.status != 200 or not isinstance(response.body, bytes):
        sys.exit(f"{request.method} {request.path}?{request.query}: {response.status} {response.body!r}")
    return response.body


def total(engine: Engine) -> int:
    """Return how many contacts there are."""
    return int(orjson.loads(asked(engine, get("/contacts", "page=1&per_page=1")))["paginationMeta"]["total"])


def write(engine: Engine, contacts: int) -> str:
    """Make contacts; return the path of one of them."""
    for number in range(contacts):
        contact = {"name": f"Contact {number}", "phone": f"+4917{number:08d}", "listsIds": [], "attributes": {}}
        sent = orjson.dumps([{**contact, "status": "Active"}])
        asked(engine, Request("POST", "/contacts", "", FIELDS, sent))
    page = orjson.loads(asked(engine, get("/contacts", "page=1&per_page=1")))
    return f"/contacts/{page['contacts'][0]['uniqueId']}"


if __name__ == "__main__":
    sys.exit(main())
