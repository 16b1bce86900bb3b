"""XML text -> elements, safely: no document type, so no entities and nothing fetched; at most 128 levels."""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree as ET

from mockserver.contract.parameter import Malformed


def parse_document(data: bytes, charset: str | None) -> ET.Element:
    """Return the root element of an XML document; raise Malformed where it is not one, or not a harmless one."""
    parser = ET.XMLParser(target=_Builder(), encoding=charset)  # noqa: S314 - see above
    try:
        parser.feed(data)
        root: ET.Element = parser.close()
    except ET.ParseError as error:
        raise Malformed(f"not XML: {error}") from None
    except (LookupError, ValueError) as error:
        raise Malformed(f"not XML that can be read: {error}") from None
    return root


class _Builder(ET.TreeBuilder):
    """Builds elements, and refuses what a message has no use for."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def doctype(self, name: str, _public: str | None, _system: str | None, /) -> None:
        """Refuse a document type declaration: it may define entities or name files."""
        raise Malformed(f'the XML declares a document type ("{name}"): that is refused')

    def start(self, tag: str, attributes: dict[str, str], /) -> ET.Element:
        """Open an element."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise Malformed(f"the XML is nested more than {DEEPEST} levels deep")
        return super().start(tag, attributes)

    def end(self, tag: str, /) -> ET.Element:
        """Close an element."""
        self._depth -= 1
        return super().end(tag)


DEEPEST: Final = 128
