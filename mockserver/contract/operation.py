"""Operation: one method of one path, compiled part by part at first use, and then kept."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from mockserver.contract.call import Call
from mockserver.contract.judging import (
    Judge,
    JudgeOptions,
    Requirement,
    ResponseJudge,
    Taken,
    compile_judge,
    compile_security,
)
from mockserver.errors import DocumentError

if TYPE_CHECKING:
    from mockserver.contract.compiler import Compiler
    from mockserver.contract.parameter import Parameter
    from mockserver.contract.payload import RequestBody, ResponseSpec
    from mockserver.contract.routing import Template
    from mockserver.document import Node
    from mockserver.messages import Request, Response
    from mockserver.violations import Place, Violation


class Setting(NamedTuple):
    """What the operations of one contract share: the document's root, its title, its compiler, the options."""

    root: Node
    title: str
    compiler: Compiler
    options: JudgeOptions


class Operation:
    """One Operation Object (OAS 4.8.10); `path` is its key in `paths`, `template` what the key means.

    Compiling a part may raise a DocumentError: a reference in it that cannot be followed.
    """

    def __init__(self, method: str, template: Template, path_item: Node, node: Node, setting: Setting) -> None:
        self.method = method
        self.template = template
        self.node = node
        self.path_item = path_item
        self._setting = setting

    def __repr__(self) -> str:
        return f"<Operation {self.method} {self.path}>"

    @property
    def path(self) -> str:
        """The key in `paths`, as written."""
        return self.template.key

    @cached_property
    def id(self) -> str:
        """The `operationId`, else method and path: "GET /contacts/{id}"."""
        return self._text("operationId") or f"{self.method} {self.path}"

    @property
    def summary(self) -> str:
        """The author's summary, or ""."""
        return self._text("summary")

    @property
    def tags(self) -> tuple[str, ...]:
        """The names of the operation's tags."""
        tags = self.node.value.get("tags")
        return tuple(map(str, tags)) if isinstance(tags, list) else ()

    @property
    def deprecated(self) -> bool:
        """Whether the author advises against it."""
        return self.node.value.get("deprecated") is True

    @property
    def place(self) -> Place:
        """Where it stands in the author's files."""
        return self.node.place

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """All parameters: the path item's, replaced and joined by the operation's own.

        A path parameter that the template does not name is left out: no request can carry it.
        """
        names = self.template.names
        found = self._setting.compiler.parameters(self.path_item, self._said)
        return tuple(one for one in found if one.location != "path" or one.name in names)

    @cached_property
    def body(self) -> RequestBody | None:
        """The request body, or None where the operation documents none."""
        return self._setting.compiler.body(self.path_item, self._said)

    @cached_property
    def responses(self) -> dict[str, ResponseSpec]:
        """The documented responses by key: "200", "4XX", "default"."""
        return self._setting.compiler.responses(self._said)

    @cached_property
    def security(self) -> tuple[Requirement, ...]:
        """The alternatives of credentials; none where nothing is asked for."""
        return compile_security(self._said, self._setting.root, self._setting.title)

    def judge(self, request: Request, variables: Mapping[str, str]) -> Call:
        """Read and judge a request, whatever its path is; `variables` are the raw path variables."""
        call = Call(self, request, {}, {}, {}, {})
        self._judge(call, variables)
        return call

    def judge_response(self, response: Response, method: str = "") -> tuple[Violation, ...]:
        """Return every promise that an answer breaks; `method` is the request's, where it is HEAD for a GET."""
        return self._judge_response(response, method or self.method)

    @cached_property
    def _judge(self) -> Judge:
        taken = Taken(self.parameters, self.body, self.security, self.template.conditions, self.node)
        return compile_judge(taken, self._setting.options)

    @cached_property
    def _judge_response(self) -> ResponseJudge:
        listed = self.node.get("responses")
        return ResponseJudge(self.responses, self.node if listed is None else listed)

    @property
    def _said(self) -> Node:
        """What the author says of it; a DocumentError where that stands behind a `$ref` that cannot be followed."""
        return self.node.resolve()

    def _text(self, key: str) -> str:
        value: Any = self.node.value.get(key)
        if isinstance(value, dict):
            with suppress(DocumentError):
                value = (self.node / key).resolve().value
        return value if isinstance(value, str) else ""
