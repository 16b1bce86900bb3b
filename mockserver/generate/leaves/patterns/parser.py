r"""Reads a regular expression as ECMA-262 does (section 22.2 and the web's leniencies of annex B), into `syntax` nodes.

Python's own parser would read another language: its `\d`, `\w` and `$` mean more, and `\/`, `\cX`, `\u{1F600}`,
`(?<name>...)`, `[^]` and `\p{L}` are errors to it. What ECMA-262 forbids but other dialects allow, and authors write
all the same, is read as they mean it: `(?i)`, `(?P<name>...)`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mockserver.generate.leaves.patterns import charset
from mockserver.generate.leaves.patterns.error import PatternError
from mockserver.generate.leaves.patterns.syntax import (
    ENDLESS,
    Anchor,
    Chars,
    Choice,
    Group,
    Look,
    Node,
    Reference,
    Repeat,
    Sequence,
)

if TYPE_CHECKING:
    from mockserver.generate.leaves.patterns.charset import Ranges

DEEPEST = 60


def parse(pattern: str) -> Node:
    """Return the syntax tree of `pattern`; raise PatternError where it is none."""
    return _Parser(pattern).whole()


class _Parser:
    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0
        self.depth = 0
        self.captures = 0
        self.groups = len(re.findall(r"(?<!\\)(?:\\\\)*\((?!\?)|\(\?P?<(?![=!])", pattern))

    def whole(self) -> Node:
        node = self._choice()
        if self.at < len(self.pattern):
            raise self._error("unmatched )")
        return node

    def _choice(self) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self._error("groups nest too deeply")
        options = [self._sequence()]
        while self._take("|"):
            options.append(self._sequence())
        self.depth -= 1
        return options[0] if len(options) == 1 else Choice(tuple(options))

    def _sequence(self) -> Node:
        items: list[Node] = []
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            items.append(self._quantified(self._atom()))
        return items[0] if len(items) == 1 else Sequence(tuple(items))

    def _quantified(self, node: Node) -> Node:
        found = _QUANTIFIER.match(self.pattern, self.at)
        if not found:
            return node
        self.at = found.end()
        sign, low, comma, high = found.group(1, 2, 3, 4)
        if sign:
            least, most = _SIGNS[sign]
        else:
            least = min(int(low), ENDLESS)
            most = min(int(high), ENDLESS) if high else ENDLESS if comma else least
        if most < least:
            raise self._error("numbers out of order in {} quantifier")
        return Repeat(node, least, most)

    def _atom(self) -> Node:
        character = self.pattern[self.at]
        self.at += 1
        if character in "^$":
            return Anchor("^" if character == "^" else "$")
        if character == "(":
            return self._group()
        if character == "[":
            return Chars(self._class())
        if character == ".":
            return Chars(charset.negate(charset.LINE_ENDS))
        if character == "\\":
            return self._escape()
        if character in "*+?":
            raise self._error("nothing to repeat", -1)
        return Chars(charset.only(character))

    def _group(self) -> Node:
        for opening, ahead, negative in _LOOKS:
            if self._take(opening):
                return Look(self._closed(), ahead, negative)
        if flags := self._match(_FLAGS):
            return self._closed() if flags.group().endswith(":") else Sequence(())
        self.captures += 1
        number = self.captures
        named = self._match(_NAMED)
        if not named and self._take("?"):
            raise self._error("invalid group")
        return Group(self._closed(), number, named.group(1) if named else None)

    def _closed(self) -> Node:
        node = self._choice()
        if not self._take(")"):
            raise self._error("missing )")
        return node

    def _escape(self) -> Node:
        if self.at >= len(self.pattern):
            raise self._error("\\ at the end")
        if self.pattern[self.at] in "bB":
            self.at += 1
            return Anchor("b" if self.pattern[self.at - 1] == "b" else "B")
        if named := self._match(_NAMED_REFERENCE):
            return Reference(named.group(1))
        if (number := _DECIMAL.match(self.pattern, self.at)) and int(number.group()) <= self.groups:
            self.at = number.end()
            return Reference(int(number.group()))
        return Chars(self._escaped_set())

    def _class(self) -> Ranges:
        negative = self._take("^")
        parts: list[Ranges] = []
        while not self._take("]"):
            if self.at >= len(self.pattern):
                raise self._error("missing ]")
            low = self._class_atom()
            if self.pattern.startswith("-", self.at) and not self.pattern.startswith("-]", self.at):
                self.at += 1
                parts.extend(self._range(low, self._class_atom()))
            else:
                parts.append(low)
        joined = charset.union(*parts)
        return charset.negate(joined) if negative else joined

    def _range(self, low: Ranges, high: Ranges) -> list[Ranges]:
        if not (_single(low) and _single(high)):
            return [low, charset.only("-"), high]
        if low[0][0] > high[0][0]:
            raise self._error("range out of order in character class")
        return [((low[0][0], high[0][0]),)]

    def _class_atom(self) -> Ranges:
        if self.at >= len(self.pattern):
            raise self._error("missing ]")
        character = self.pattern[self.at]
        self.at += 1
        if character != "\\":
            return charset.only(character)
        if self.at >= len(self.pattern):
            raise self._error("\\ at the end")
        if self._take("b"):
            return charset.only("\b")
        return self._escaped_set()

    def _escaped_set(self) -> Ranges:
        letter = self.pattern[self.at]
        if letter in _SETS:
            self.at += 1
            return _SETS[letter]
        if found := self._match(_PROPERTY):
            return self._property(found.group(2), negative=found.group(1) == "P")
        for expression, base in _CODES:
            if found := self._match(expression):
                return charset.only(chr(int(found.group(1), base)))
        if found := self._match(_PAIR):
            high, low = (int(half, 16) for half in found.groups())
            return charset.only(chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)))
        if found := self._match(_UNIT):
            return charset.only(chr(int(found.group(1), 16)))
        if found := self._match(_CONTROL):
            return charset.only(chr(ord(found.group(1)) % 32))
        self.at += 1
        return charset.only(_CONTROLS.get(letter, letter))

    def _property(self, name: str, *, negative: bool) -> Ranges:
        found = charset.property_of(name)
        if found is None:
            raise self._error(f"unknown property {name}")
        return charset.negate(found) if negative else found

    def _take(self, text: str) -> bool:
        if not self.pattern.startswith(text, self.at):
            return False
        self.at += len(text)
        return True

    def _match(self, expression: re.Pattern[str]) -> re.Match[str] | None:
        found = expression.match(self.pattern, self.at)
        if found:
            self.at = found.end()
        return found

    def _error(self, reason: str, shift: int = 0) -> PatternError:
        return PatternError(f"{reason} at offset {self.at + shift} of {self.pattern!r}")


def _single(ranges: Ranges) -> bool:
    return len(ranges) == 1 and ranges[0][0] == ranges[0][1]


_SIGNS = {"*": (0, ENDLESS), "+": (1, ENDLESS), "?": (0, 1)}
_QUANTIFIER = re.compile(r"(?:([*+?])|\{([0-9]+)(,?)([0-9]*)\})\??")
_LOOKS = (("?=", True, False), ("?!", True, True), ("?<=", False, False), ("?<!", False, True))
_FLAGS = re.compile(r"\?[imsux]*(?:-[imsux]+)?[:)]")
_NAMED = re.compile(r"\?P?<([^>=!]+)>")
_NAMED_REFERENCE = re.compile(r"k<([^>]+)>")
_DECIMAL = re.compile(r"[1-9][0-9]*")
_PROPERTY = re.compile(r"([pP])\{([^}]+)\}")
_CODES = (
    (re.compile(r"u\{(?=[0-9a-fA-F]{1,6}\})(0*(?:10|[0-9a-fA-F])?[0-9a-fA-F]{1,4})\}"), 16),
    (re.compile(r"x([0-9a-fA-F]{2})"), 16),
    (re.compile(r"([0-3][0-7]{0,2}|[4-7][0-7]?)"), 8),
)
_PAIR = re.compile(r"u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_UNIT = re.compile(r"u([0-9a-fA-F]{4})")
_CONTROL = re.compile(r"c([a-zA-Z])")
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "v": "\v", "f": "\f"}
_SETS: dict[str, Ranges] = {
    "d": charset.DIGITS,
    "D": charset.negate(charset.DIGITS),
    "w": charset.WORD,
    "W": charset.negate(charset.WORD),
    "s": charset.SPACES,
    "S": charset.negate(charset.SPACES),
}
