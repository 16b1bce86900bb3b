"""What an operation says of its messages: request body and responses (OAS 4.8.13, 4.8.16, 4.8.17)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mockserver.contract.links import Link
    from mockserver.contract.parameter import MediaType, Parameter
    from mockserver.document import Node


@dataclass(frozen=True, slots=True, eq=False)
class RequestBody:
    """A Request Body Object: its media types or ranges as written, in the author's order."""

    content: Mapping[str, MediaType]
    required: bool
    node: Node


@dataclass(frozen=True, slots=True, eq=False)
class ResponseSpec:
    """A Response Object under its key: "200", "4XX" or "default"; headers keep the author's case."""

    key: str
    node: Node
    description: str = ""
    headers: Mapping[str, Parameter] = field(default_factory=dict)
    content: Mapping[str, MediaType] = field(default_factory=dict)
    links: Mapping[str, Link] = field(default_factory=dict)


def response_for(responses: Mapping[str, ResponseSpec], status: int) -> ResponseSpec | None:
    """Return what is documented for a status: itself, else its range, else `default` (OAS 4.8.16)."""
    return responses.get(str(status)) or responses.get(f"{status // 100}XX") or responses.get("default")
