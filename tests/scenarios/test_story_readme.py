"""The page of contacts that the README prints is the one that the server gives."""

from pathlib import Path

README = Path(__file__).resolve().parents[2] / "README.md"
PATH = "/contacts?page=1&per_page=20"
NOW = "2026-11-01"
COLUMNS = (("name", 19), ("phone", 14), ("created", 11), ("status", 9), ("tags", 30), ("lists", 34))


def table(contacts):
    """Return the contacts as the README prints them: a line for each, cut where its column ends."""
    rows = [tuple(name for name, _ in COLUMNS), *map(_cells, contacts)]
    return ["    " + " ".join(map(_cut, row, (width for _, width in COLUMNS))).rstrip() for row in rows]


def _cells(contact):
    tags = ", ".join(tag["label"] for tag in contact["tags"])
    lists = ", ".join(each["name"] for each in contact["lists"])
    return contact["name"], contact["phone"], contact["createdAt"][:10], contact["status"], tags, lists


def _cut(text, width):
    return text[:width].ljust(width)


def test_the_page_in_the_readme_is_what_the_server_gives(start):
    served = start(now=NOW)
    served.base = "/api"
    lines = README.read_text(encoding="utf-8").splitlines()
    told = next(number for number, line in enumerate(lines) if PATH in line)
    assert any(f"--now {NOW}" in line for line in lines[told : told + 2])
    first = lines.index(table([])[0])
    assert lines[first : first + 21] == table(served.get(PATH)["contacts"])
