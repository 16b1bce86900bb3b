"""The Flask app: a plain one to whoever runs or extends it, with a short way to the engine while nobody does.

Of a bare Flask view's time most goes into contexts and URL matching. As long as the user has registered nothing that
would run in between, `wsgi_app` asks the engine itself; from the first hook, error handler, blueprint or rule on,
requests take Flask's full way, which ends at the same engine and sends the same bytes.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import flask
from flask import signals
from werkzeug.exceptions import HTTPException, default_exceptions

from mockserver.answer import Problem
from mockserver.messages import Response
from mockserver.serve.assemble import build
from mockserver.serve.urls import OperationMap, OperationRule
from mockserver.serve.wire.acting import LONGEST, parts_of
from mockserver.serve.wire.connection import break_off, connection_of, wall_off
from mockserver.serve.wsgi import request_of, respond, with_length
from mockserver.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

    from mockserver.answer import Dribble
    from mockserver.contract import Contract
    from mockserver.exchange import Exchange
    from mockserver.messages import Request


def create_app(spec: str | Path = "openapi.yaml", **settings: Any) -> MockApp:
    """Return a Flask app that serves `spec`: for `flask run`, gunicorn, `test_client()` and your own hooks.

    `settings` are those of the command line by name: `create_app(seed=7, validate="warn")`.

    Raises:
        MockserverError: a setting, the description or a fixture is wrong.
    """
    chosen = Settings().changed(spec=(str(spec),), **settings)
    return MockApp(build(chosen), body_limit=chosen.body_limit)


class Served(Protocol):
    """What the app answers by: an engine, or several below their prefixes."""

    @property
    def mounts(self) -> tuple[tuple[str, Contract], ...]:
        """The prefixes and the contracts below them."""

    def handle(self, request: Request) -> Exchange:
        """Return what became of the request; never raise."""

    def refuse(self, request: Request, problem: Problem) -> Exchange:
        """Return `problem` as what became of the request."""


class MockApp(flask.Flask):
    """A Flask app that answers by an engine. Rules, hooks and handlers that a user adds work as on any other app."""

    url_map_class = OperationMap
    url_map: OperationMap

    def __init__(self, engine: Served, *, body_limit: int = 10_000_000) -> None:
        super().__init__("mockserver", static_folder=None)
        self.engine = engine
        self.body_limit = body_limit
        self.url_map.contracts = engine.mounts

    @property
    def extended(self) -> bool:
        """Whether the user has registered anything that runs around a view, or views of their own."""
        return bool(
            self.before_request_funcs
            or self.after_request_funcs
            or self.teardown_request_funcs
            or self.teardown_appcontext_funcs
            or self.url_value_preprocessors
            or self.view_functions
            or self.blueprints
            or self.error_handler_spec
            or "wsgi_app" in self.__dict__
            or any(signal.receivers for signal in SIGNALS)
        )

    def wsgi_app(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request, by the short way if nothing of the user's stands in between."""
        if self.extended:
            return super().wsgi_app(environ, start_response)
        return respond(acted(self._exchange(environ), environ), start_response)

    def dispatch_request(self) -> Any:
        """Answer by the user's view where one matches, else the engine; a refusal is raised: handlers run."""
        rule = flask.request.url_rule
        if rule is not None and not isinstance(rule, OperationRule):
            return super().dispatch_request()
        environ = flask.request.environ
        exchange = self._exchange(environ)
        response = self._flask_response(acted(exchange, environ))
        return raised(response) if exchange.source == "refusal" else response

    def _exchange(self, environ: WSGIEnvironment) -> Exchange:
        request, refusal = request_of(environ, self.body_limit)
        return self.engine.handle(request) if refusal is None else self.engine.refuse(request, refusal)

    def _flask_response(self, response: Response) -> flask.Response:
        body = response.body
        made = self.response_class(body if isinstance(body, bytes) else iter(body), response.status)
        made.headers.clear()
        made.headers.extend(with_length(response))
        return made


def acted(exchange: Exchange, environ: WSGIEnvironment) -> Response:
    """Do what the exchange says to time and connection, and return what is to be sent.

    On a WSGI server a delay holds its thread. A fault needs the connection, which gunicorn and Werkzeug tell.
    """
    if exchange.fault is not None:
        return _failed(exchange.fault, environ)
    if exchange.delay:
        time.sleep(exchange.delay)
    response, dribble = exchange.response, exchange.dribble
    if dribble is None or not isinstance(response.body, bytes) or not response.body:
        return response
    fields = tuple(with_length(response))
    return Response(response.status, fields, _dribbled(response.body, dribble))


def _failed(fault: str, environ: WSGIEnvironment) -> Response:
    connection = connection_of(environ)
    if connection is None:
        detail = f"{fault}: this server does not tell the app its connection; granian, gunicorn and Werkzeug do"
        return Problem("FAULT_NOT_POSSIBLE", detail).response()
    if fault == "TIMEOUT":
        time.sleep(LONGEST)
    break_off(connection, fault)
    wall_off(connection)
    return Response(204)


def _dribbled(body: bytes, dribble: Dribble) -> Iterator[bytes]:
    parts = parts_of(body, dribble.chunks)
    for part in parts:
        time.sleep(dribble.seconds / len(parts))
        yield part


def raised(response: flask.Response) -> flask.Response:
    """Raise `response` as Werkzeug's exception for its status; without a handler it comes out as it is."""
    kind = default_exceptions.get(response.status_code, HTTPException)
    error = HTTPException(response=response) if kind is HTTPException else kind(response=response)
    error.code = response.status_code
    raise error


SIGNALS = (
    signals.request_started,
    signals.request_finished,
    signals.request_tearing_down,
    signals.got_request_exception,
    signals.appcontext_pushed,
    signals.appcontext_popped,
    signals.appcontext_tearing_down,
)
