"""What is wrong with a YAML text, said with its line: second, slower passes that run only for a refused file."""

from __future__ import annotations

from typing import Any

import yaml
from yaml.events import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from mockserver.document.pointer import child
from mockserver.document.source.limits import too_deep
from mockserver.document.source.text import malformed, position, shortened
from mockserver.document.source.yaml_text.events import event_source
from mockserver.errors import SourceError
from mockserver.violations import Place


def complaint(message: str, code: str, event: Any, name: str, hint: str = "") -> SourceError:
    """Return a SourceError at the place where `event` starts."""
    return SourceError(message, code, place_of(event, name), hint)


def place_of(event: Any, name: str) -> Place:
    """Return the place where `event` starts."""
    return Place(name, "", event.start_mark.line + 1, event.start_mark.column + 1)


def unreadable(error: yaml.YAMLError, text: str, name: str, *, quote: bool) -> SourceError:
    """Return libyaml's refusal as a SourceError with line and column."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        line, column = error.problem_mark.line + 1, error.problem_mark.column + 1
        if "nesting depth" in (error.problem or ""):  # libyaml has a limit of its own since PyYAML 6.0.4
            return too_deep(Place(name, "", line, column))
        problem = (error.problem or "it cannot be read") + _context(error, line)
    else:
        problem, offset = _bad_character(error, text)
        line, column = position(text, offset)
    return malformed(
        f"the YAML is malformed: {problem}", "YAML_SYNTAX", Place(name, "", line, column), text, quote=quote
    )


def _context(error: yaml.MarkedYAMLError, line: int) -> str:
    """Return what libyaml was reading, where that begins in another line than the one it failed in."""
    mark = error.context_mark
    return f" {error.context} that begins in line {mark.line + 1}" if mark is not None and mark.line + 1 != line else ""


def _bad_character(error: yaml.YAMLError, text: str) -> tuple[str, int]:
    character = getattr(error, "character", None)
    if not isinstance(character, int):
        return "it cannot be read", 0
    return f"the character U+{character:04X} is not allowed", max(text.find(chr(character)), 0)


def duplicate_key(text: str, name: str) -> SourceError:
    """Return the error for the first key that its mapping holds twice, naming both lines."""
    read = event_source(text)
    frames: list[_Frame] = []
    while (event := read()) is not None:
        kind = event.__class__
        if kind in (MappingEndEvent, SequenceEndEvent):
            frames.pop()
            continue
        frame = frames[-1] if frames else None
        if frame is not None and frame.expects_key and kind is ScalarEvent:
            line = event.start_mark.line + 1
            first = frame.lines.setdefault(event.value, line)
            frame.key, frame.expects_key = event.value, False
            if first != line or event.value in frame.seen:
                return _duplicate(frame, event, first, name)
            frame.seen.add(event.value)
            continue
        pointer = frame.advance() if frame is not None else ""
        if kind in (MappingStartEvent, SequenceStartEvent):
            frames.append(_Frame(pointer, is_mapping=kind is MappingStartEvent))
    raise AssertionError


class _Frame:
    """One open collection of the second pass."""

    __slots__ = ("expects_key", "index", "is_mapping", "key", "lines", "pointer", "seen")

    def __init__(self, pointer: str, *, is_mapping: bool) -> None:
        self.pointer = pointer
        self.is_mapping = is_mapping
        self.expects_key = is_mapping
        self.key = ""
        self.index = -1
        self.lines: dict[str, int] = {}
        self.seen: set[str] = set()

    def advance(self) -> str:
        """Return the pointer of the child that begins here."""
        if self.is_mapping:
            self.expects_key = True
            return child(self.pointer, self.key)
        self.index += 1
        return child(self.pointer, self.index)


def _duplicate(frame: _Frame, event: Any, first: int, name: str) -> SourceError:
    mark = event.start_mark
    place = Place(name, child(frame.pointer, event.value), mark.line + 1, mark.column + 1)
    message = (
        f"the key {shortened(event.value)!r} stands twice in one mapping, in line {first} and in line {mark.line + 1}"
    )
    return SourceError(message, "DUPLICATE_KEY", place, "Remove one of the two: which one counts is not defined.")
