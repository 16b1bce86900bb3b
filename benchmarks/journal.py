"""A million requests through an engine: the journal stays within its bounds, and so does the process.

    python benchmarks/journal.py [requests] [description]

Most requests are ones that came before; every fiftieth is new, and half of those have no operation. Resident memory is
taken once journal and caches are full of requests that are all different, and at each tenth after that.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter

from mockserver.messages import Request
from mockserver.serve.assemble import build_engine
from mockserver.settings import Settings

MOST_GROWTH = 0.05
WARM_UP = 10_000
FIELDS = {"host": "localhost", "authorization": "Bearer x"}


def resident() -> int:
    """Return the bytes of this process that are in memory (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4_096


def main(count: int, spec: str) -> int:
    engine = build_engine(Settings(spec=(spec,), cache=False))
    for number in range(WARM_UP):
        engine.handle(Request("GET", f"/contacts/before-{number}", "", FIELDS))
    started, baseline = perf_counter(), resident()
    print(f"{0:>9}  {baseline / 1e6:7.1f} MB")
    for number in range(1, count + 1):
        path = (
            f"/contacts/{number % 997}" if number % 50 else ("/contacts/", "/nothing/")[number % 100 == 0] + str(number)
        )
        engine.handle(Request("GET", path, "", FIELDS))
        if number % (count // 10) == 0:
            now = resident()
            rate = number / (perf_counter() - started)
            print(f"{number:>9}  {now / 1e6:7.1f} MB  {now / baseline - 1:+.1%}  {rate:,.0f}/s")
    grown = resident() / baseline - 1
    print(f"grown by {grown:+.2%} since the start (at most {MOST_GROWTH:.0%})")
    return 0 if grown <= MOST_GROWTH else 1


if __name__ == "__main__":
    arguments = sys.argv[1:]
    sys.exit(main(int(arguments[0]) if arguments else 1_000_000, arguments[1] if arguments[1:] else "openapi.yaml"))
