"""The Flask app: plain to whoever runs or extends it; the short way and Flask's full way send the same bytes."""

import io
import subprocess
import sys

import flask
import pytest
from werkzeug.exceptions import NotFound
from werkzeug.test import EnvironBuilder, run_wsgi_app

from mockserver import create_app
from mockserver.errors import SourceError, UsageError
from mockserver.serve.asgi import SEEN
from mockserver.serve.wire.full_way import call_wsgi, environ_of

TALKS = [
    pytest.param("GET", "/v1/pets/1", {}, b"", id="example"),
    pytest.param("GET", "/pets", {"Accept": "text/csv"}, b"", id="another media type"),
    pytest.param("GET", "/pets", {"Origin": "https://shop.example"}, b"", id="cors"),
    pytest.param("HEAD", "/pets/1", {}, b"", id="head"),
    pytest.param("OPTIONS", "/pets/1", {}, b"", id="options"),
    pytest.param("OPTIONS", "/options", {}, b"", id="documented options"),
    pytest.param("DELETE", "/pets/1", {}, b"", id="no content"),
    pytest.param("GET", "/moved", {}, b"", id="redirect"),
    pytest.param("POST", "/pets", {"Content-Type": "application/json"}, b'{"name": "Rex"}', id="body"),
    pytest.param("POST", "/pets", {"Content-Type": "application/json"}, b"{}", id="documented refusal"),
    pytest.param("GET", "/pets/one", {}, b"", id="refusal"),
    pytest.param("GET", "/secret", {}, b"", id="unauthorized"),
    pytest.param("GET", "/pets/1?__code=404", {}, b"", id="query"),
    pytest.param("GET", "/pets/1", {"Prefer": "code=503"}, b"", id="prefer"),
    pytest.param("GET", "/lines", {}, b"", id="lines"),
    pytest.param("GET", "/nowhere", {}, b"", id="no path"),
    pytest.param("PATCH", "/pets", {}, b"", id="no method"),
    pytest.param("GET", "/impossible", {}, b"", id="problem of the operation"),
    pytest.param("GET", "/pets/%31", {}, b"", id="encoded path"),
]


@pytest.fixture(scope="module")
def app(pets):
    return create_app(pets, stateless=True)


@pytest.fixture(scope="module")
def extended(pets):
    app = create_app(pets, stateless=True)
    app.seen = []

    @app.before_request
    def note():
        app.seen.append((flask.request.method, flask.request.endpoint, flask.request.view_args))

    return app


def talk(app, method, target, headers, body):
    path, _, query = target.partition("?")
    environ = EnvironBuilder(
        path=path, method=method, query_string=query, headers=headers, data=body or None
    ).get_environ()
    environ["REQUEST_URI"] = target
    iterable, status, fields = run_wsgi_app(app, environ, buffered=True)
    return status, sorted(fields), b"".join(iterable)


@pytest.mark.parametrize(("method", "target", "headers", "body"), TALKS)
def test_the_short_way_and_the_full_way_send_the_same_bytes(app, extended, method, target, headers, body):
    before = len(extended.seen)
    assert not app.extended
    assert extended.extended
    assert talk(app, method, target, headers, body) == talk(extended, method, target, headers, body)
    assert len(extended.seen) == before + 1


def test_a_test_client_asks_the_mock(app):
    response = app.test_client().get("/v1/pets/1")
    assert (response.status, response.json) == ("200 OK", {"id": 1, "name": "Rex", "kind": "dog"})
    assert app.test_client().post("/pets", json={"name": "Tom"}).status_code == 201


def test_hooks_see_the_operation_as_endpoint_and_its_variables(extended):
    extended.seen.clear()
    extended.test_client().get("/v1/pets/7")
    extended.test_client().get("/nowhere")
    assert extended.seen == [("GET", "getPet", {"id": "7"}), ("GET", None, None)]


def test_flask_lists_the_operations_as_routes(pets, root):
    command = [sys.executable, "-m", "flask", "--app", f"mockserver:create_app({pets!r})", "routes"]
    output = subprocess.run(command, capture_output=True, text=True, check=True, cwd=root).stdout
    lines = [line.split() for line in output.splitlines()]
    assert ["getPet", "GET", "/v1/pets/<id>"] in lines
    assert ["getPet", "GET", "/pets/<id>"] in lines
    assert ["deletePet", "DELETE", "/pets/<id>"] in lines


def test_a_url_can_be_built_for_an_operation(app):
    with app.test_request_context():
        assert flask.url_for("getPet", id=5) == "/v1/pets/5"


def test_a_hook_may_answer_in_the_mocks_place_and_change_what_it_answers(pets):
    app = create_app(pets)
    app.before_request(lambda: ("closed", 503) if flask.request.path == "/secret" else None)

    @app.after_request
    def sign(response):
        response.headers["X-Signed"] = "yes"
        return response

    assert (app.test_client().get("/secret").status_code, app.test_client().get("/secret").text) == (503, "closed")
    response = app.test_client().get("/pets/1")
    assert (response.headers["X-Signed"], response.headers["X-Mock-Source"]) == ("yes", "example")


def test_a_view_of_the_users_own_wins_over_an_operation(pets):
    app = create_app(pets)
    app.add_url_rule("/pets/<id>", "mine", lambda **values: f"my own {values['id']}")
    app.add_url_rule("/healthz", "healthz", lambda: "well")
    client = app.test_client()
    assert client.get("/pets/3").text == "my own 3"
    assert client.get("/healthz").text == "well"
    assert client.get("/pets").headers["X-Mock-Operation"] == "listPets"
    assert client.delete("/pets/3").status_code == 204


def test_a_blueprint_is_served_beside_the_operations(pets):
    app = create_app(pets)
    blueprint = flask.Blueprint("extra", __name__, url_prefix="/extra")
    blueprint.add_url_rule("/ping", "ping", lambda: "pong")
    app.register_blueprint(blueprint)
    assert app.test_client().get("/extra/ping").text == "pong"
    assert app.test_client().get("/pets/1").status_code == 200


def test_error_handlers_run_for_refusals_and_not_for_documented_answers(pets):
    app = create_app(pets)
    app.register_error_handler(404, lambda error: (f"nothing here: {error.code}", 404))
    app.register_error_handler(NotFound, lambda error: ("nothing here: 404", 404))
    client = app.test_client()
    assert client.get("/nowhere").text == "nothing here: 404"
    assert client.get("/pets/1", headers={"Prefer": "code=404"}).json == {"message": "it is gone"}
    assert client.get("/pets/one").status_code == 422


def test_middleware_around_the_app_is_left_to_run(pets):
    app = create_app(pets)
    inner = app.wsgi_app

    def outer(environ, start_response):
        environ["HTTP_PREFER"] = "code=404"
        return inner(environ, start_response)

    app.wsgi_app = outer
    assert app.extended
    assert app.test_client().get("/pets/1").status_code == 404


def post(app, stream, **environ):
    fields = {"CONTENT_TYPE": "application/json", "wsgi.input": stream, **environ}
    built = EnvironBuilder(path="/pets", method="POST").get_environ() | fields
    if "CONTENT_LENGTH" not in environ:
        built.pop("CONTENT_LENGTH", None)
    iterable, status, _ = run_wsgi_app(app, built, buffered=True)
    return status, b"".join(iterable)


def test_a_body_over_the_limit_is_413(pets):
    app = create_app(pets, body_limit=20)
    long = b'{"name": "' + b"x" * 20 + b'"}'
    status, body = post(app, io.BytesIO(long), CONTENT_LENGTH=str(len(long)))
    assert status == "413 REQUEST ENTITY TOO LARGE"
    assert b"The body is over the limit of 20 bytes (--body-limit)" in body
    assert post(app, io.BytesIO(long), **{"wsgi.input_terminated": True})[0].startswith("413")
    assert post(app, io.BytesIO(b'{"name": "Rex"}'), **{"wsgi.input_terminated": True})[0] == "201 CREATED"


def test_a_body_cut_short_is_400(app):
    status, body = post(app, io.BytesIO(b'{"name"'), CONTENT_LENGTH="100")
    assert status == "400 BAD REQUEST"
    assert b"The body ended after 7 bytes of the 100 of its Content-Length" in body
    assert post(app, io.BytesIO(b""), CONTENT_LENGTH="many")[0] == "400 BAD REQUEST"


def test_a_refused_body_is_in_the_journal(pets):
    app = create_app(pets, body_limit=1)
    post(app, io.BytesIO(b"{}"), CONTENT_LENGTH="2")
    (exchange,) = app.engine.journal
    assert (exchange.note, exchange.response.status, exchange.source) == ("PAYLOAD_TOO_LARGE", 413, "refusal")


@pytest.mark.parametrize(
    ("environ", "path"),
    [
        ({"RAW_URI": "/a%2Fb?x=1"}, "/a%2Fb"),
        ({"REQUEST_URI": "/a%2Fb?x=1"}, "/a%2Fb"),
        ({"REQUEST_URI": "http://host/a%2Fb?x=1"}, "/a%2Fb"),
        ({"REQUEST_URI": "http://host"}, "/"),
        ({"REQUEST_URI": "/caf\u00e9", "PATH_INFO": "/caf\u00c3\u00a9"}, "/caf%C3%A9"),
        ({"PATH_INFO": "/a/ä".encode().decode("latin-1")}, "/a/%C3%A4"),
        ({"PATH_INFO": "/a b;c=1,2"}, "/a%20b;c=1,2"),
        ({"PATH_INFO": ""}, "/"),
        ({"RAW_URI": "/mock/pets/1", "SCRIPT_NAME": "/mock"}, "/pets/1"),
    ],
)
def test_the_raw_path_is_what_the_server_tells(environ, path):
    from mockserver.serve.wsgi import raw_path

    assert raw_path(environ) == path


def test_wrong_arguments_are_named():
    with pytest.raises(UsageError, match="unknown setting 'sed'"):
        create_app("x.yaml", sed=1)
    with pytest.raises(SourceError, match=r"no-such\.yaml"):
        create_app("no-such.yaml")


def test_an_asgi_scope_becomes_the_environment_of_a_wsgi_app():
    scope = {
        "method": "POST",
        "path": "/a/b ä",
        "raw_path": b"/a%2Fb%20%C3%A4",
        "query_string": b"x=%20",
        "server": ("127.0.0.1", "4010"),
        "client": ("127.0.0.1", 5),
        "scheme": "http",
        "http_version": "1.1",
    }
    environ = environ_of(scope, {"content-type": "text/plain", "x-key": "k", "content-length": "4"}, b"body")
    assert environ["PATH_INFO"] == "/a/b ä".encode().decode("latin-1")
    assert environ["RAW_URI"] == "/a%2Fb%20%C3%A4?x=%20"
    assert (environ["CONTENT_TYPE"], environ["CONTENT_LENGTH"], environ["HTTP_X_KEY"]) == ("text/plain", "4", "k")
    assert environ["wsgi.input"].read() == b"body"
    assert (environ["SERVER_NAME"], environ["SERVER_PORT"]) == ("127.0.0.1", "4010")


def test_a_wsgi_app_is_called_as_pep_3333_says():
    closed = []

    class Late:
        """Begins its response with its first chunk, writes, and wants to be closed."""

        def __init__(self, fields):
            self.fields = fields

        def __call__(self, environ, start_response):
            write = start_response("200 OK", self.fields)
            write(b"written ")
            yield b"yielded "
            try:
                yield b"twice"
            finally:
                closed.append(self.fields)

    whole = call_wsgi(Late([("Content-Length", "21")]), {})
    assert (whole.status, whole.body) == (200, b"written yielded twice")
    assert closed == [[("Content-Length", "21")]]
    stream = call_wsgi(Late([]), {})
    assert b"".join(stream.body) == b"written yielded twice"
    stream.body.close()
    assert closed[1:] == [[]]


def test_only_short_header_fields_are_kept_for_the_next_request():
    short, long = ((b"x-one", b"1"),), ((b"x" * 5_000, b"1"),)
    assert (SEEN[short], SEEN[long]) == ({"x-one": "1"}, {"x" * 5_000: "1"})
    assert short in SEEN
    assert long not in SEEN
