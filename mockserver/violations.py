"""What is wrong with a message, as data: which part, which value, which rule, and where the rule stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

Location = Literal["path", "query", "header", "cookie", "body", "security", "request", "response"]
Severity = Literal["Error", "Warning", "Information"]


class Place(NamedTuple):
    """Where something stands in the author's own files.

    `file` is a path as the user gave it, or a URL; `pointer` is an RFC 6901 pointer into that file;
    `line` and `column` count from 1, and are 0 where they are not known.
    """

    file: str
    pointer: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        line = f":{self.line}" if self.line else ""
        pointer = f"#{self.pointer}" if self.pointer else ""
        return f"{self.file}{line}{' ' if pointer else ''}{pointer}"


@dataclass(frozen=True, slots=True)
class Violation:
    """One rule of the contract that one value breaks.

    `path` is the value's place in the part, as keys and indices; `code` is the JSON Schema keyword that refuses it, or
    a stable word of ours (`required`, `unknown-media-type`, `malformed`, ...). `expected` and `got` are JSON values.
    """

    location: Location
    path: tuple[str | int, ...]
    code: str
    message: str
    rule: Place | None = None
    expected: Any = None
    got: Any = None
    severity: Severity = "Error"

    @property
    def pointer(self) -> str:
        """The RFC 6901 pointer of the value within its part."""
        return "".join("/" + str(token).replace("~", "~0").replace("/", "~1") for token in self.path)

    def as_item(self) -> dict[str, Any]:
        """Return the item of `validation` in a problem document: Prism's four members, then ours."""
        item: dict[str, Any] = {
            "location": [self.location, *(str(token) for token in self.path)],
            "severity": self.severity,
            "code": self.code,
            "message": self.message,
            "pointer": self.pointer,
        }
        if self.rule is not None:
            line = f":{self.rule.line}" if self.rule.line else ""
            item["rule"] = {"pointer": "#" + self.rule.pointer, "place": f"{self.rule.file}{line}"}
        if self.expected is not None:
            item["expected"] = self.expected
        item["got"] = self.got
        return item
