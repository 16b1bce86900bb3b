"""Which credentials satisfy which requirement, and how a refusal asks for them."""

import base64

import pytest

from mockserver.contract import Found
from mockserver.messages import Request

SCHEMES = {
    "header": {"type": "apiKey", "in": "header", "name": "X-Key"},
    "query": {"type": "apiKey", "in": "query", "name": "api_key"},
    "cookie": {"type": "apiKey", "in": "cookie", "name": "sid"},
    "basic": {"type": "http", "scheme": "basic"},
    "bearer": {"type": "http", "scheme": "Bearer", "bearerFormat": "JWT"},
    "digest": {"type": "http", "scheme": "digest"},
    "hoba": {"type": "http", "scheme": "HOBA"},
    "oauth": {"type": "oauth2", "flows": {"implicit": {"authorizationUrl": "https://x/", "scopes": {"read": ""}}}},
    "oidc": {"type": "openIdConnect", "openIdConnectUrl": "https://x/.well-known"},
    "tls": {"type": "mutualTLS"},
    "borrowed": {"$ref": "#/components/securitySchemes/header"},
}

GOOD_BASIC = "Basic " + base64.b64encode(b"joe:secret").decode()


def judged(contract_of, security, query="", headers=None, root=None):
    operation = {"responses": {"200": {"description": "ok"}}}
    if security is not None:
        operation["security"] = security
    more = {} if root is None else {"security": root}
    contract = contract_of({"/x": {"get": operation}}, components={"securitySchemes": SCHEMES}, **more)
    found = contract.match("GET", "/x")
    assert isinstance(found, Found)
    return found.judge(Request("GET", "/x", query, headers or {}))


@pytest.mark.parametrize(
    ("security", "query", "headers"),
    [
        pytest.param(None, "", {}, id="none asked"),
        pytest.param([], "", {}, id="switched off"),
        pytest.param([{}], "", {}, id="optional alone"),
        pytest.param([{"bearer": []}, {}], "", {}, id="optional last"),
        pytest.param([{"header": []}], "", {"x-key": "1"}, id="key in header"),
        pytest.param([{"borrowed": []}], "", {"x-key": "1"}, id="scheme by reference"),
        pytest.param([{"#/components/securitySchemes/query": []}], "api_key=1", {}, id="scheme by URI"),
        pytest.param([{"#/components/securitySchemes/ghost": []}], "", {}, id="a URI that leads nowhere"),
        pytest.param([{"query": []}], "a=1&api_key=1", {}, id="key in query"),
        pytest.param([{"query": []}], "api%5Fkey=1", {}, id="key in query, escaped name"),
        pytest.param([{"cookie": []}], "", {"cookie": "a=b; sid=1"}, id="key in cookie"),
        pytest.param([{"basic": []}], "", {"authorization": GOOD_BASIC}, id="basic"),
        pytest.param(
            [{"basic": []}], "", {"authorization": GOOD_BASIC.replace("Basic", "bAsIc")}, id="basic, any case"
        ),
        pytest.param([{"bearer": []}], "", {"authorization": "Bearer abc.def"}, id="bearer"),
        pytest.param([{"bearer": []}], "", {"authorization": "bearer   abc"}, id="bearer, spaces"),
        pytest.param([{"digest": []}], "", {"authorization": 'Digest username="joe", uri="/"'}, id="digest"),
        pytest.param([{"hoba": []}], "", {"authorization": "HOBA result=1"}, id="other scheme"),
        pytest.param([{"oauth": ["read"]}], "", {"authorization": "Bearer abc"}, id="oauth2"),
        pytest.param([{"oidc": []}], "", {"authorization": "Bearer abc"}, id="openIdConnect"),
        pytest.param([{"tls": []}], "", {}, id="mutualTLS cannot be seen"),
        pytest.param([{"nobody": []}], "", {}, id="an undeclared scheme cannot be checked"),
        pytest.param([{"header": [], "query": []}], "api_key=1", {"x-key": "1"}, id="both of two"),
        pytest.param([{"header": []}, {"query": []}], "api_key=1", {}, id="one of two"),
        pytest.param([{"header": [], "query": []}, {"cookie": []}], "", {"cookie": "sid=1"}, id="or of ands"),
    ],
)
def test_credentials_that_do(contract_of, security, query, headers):
    assert judged(contract_of, security, query, headers).violations == ()


@pytest.mark.parametrize(
    ("security", "query", "headers", "code", "message"),
    [
        pytest.param([{"header": []}], "", {}, "required", "must hold the header 'X-Key'", id="none"),
        pytest.param(
            [{"header": []}],
            "",
            {"x-key": ""},
            "required",
            "must hold the header 'X-Key'",
            id="empty",
        ),
        pytest.param(
            [{"query": []}],
            "api_key=",
            {},
            "required",
            "must hold the query parameter 'api_key'",
            id="empty in query",
        ),
        pytest.param(
            [{"#/components/securitySchemes/cookie": []}],
            "",
            {},
            "required",
            "must hold the cookie 'sid'",
            id="scheme by URI",
        ),
        pytest.param(
            [{"cookie": []}],
            "sid=1",
            {"cookie": "sid2=1"},
            "required",
            "must hold the cookie 'sid'",
            id="elsewhere",
        ),
        pytest.param(
            [{"header": [], "query": []}],
            "api_key=1",
            {},
            "required",
            "must hold the header 'X-Key' and the query parameter 'api_key'",
            id="one of both",
        ),
        pytest.param(
            [{"header": []}, {"bearer": []}],
            "",
            {},
            "required",
            "must hold the header 'X-Key' or an Authorization header with Bearer credentials",
            id="neither",
        ),
        pytest.param(
            [{"bearer": []}],
            "",
            {"authorization": GOOD_BASIC},
            "required",
            "must hold an Authorization header with Bearer credentials",
            id="other scheme",
        ),
        pytest.param(
            [{"bearer": []}],
            "",
            {"authorization": "Bearer"},
            "malformed",
            "must hold an Authorization header with Bearer credentials: the Bearer token is empty",
            id="no token",
        ),
        pytest.param(
            [{"basic": []}],
            "",
            {"authorization": "Basic joe:secret"},
            "malformed",
            "must hold an Authorization header with Basic credentials: the Basic credentials are not base64",
            id="not base64",
        ),
        pytest.param(
            [{"basic": []}],
            "",
            {"authorization": "Basic " + base64.b64encode(b"joe").decode()},
            "malformed",
            "must hold an Authorization header with Basic credentials: "
            "the Basic credentials hold no colon between user and password",
            id="no colon",
        ),
        pytest.param(
            [{"digest": []}],
            "",
            {"authorization": "Digest abc"},
            "malformed",
            "must hold an Authorization header with Digest credentials: the Digest credentials name no user",
            id="digest without user",
        ),
    ],
)
def test_credentials_that_do_not(contract_of, security, query, headers, code, message):
    (violation,) = judged(contract_of, security, query, headers).violations
    assert (violation.location, violation.code, violation.message) == ("security", code, message)
    assert violation.expected == [list(requirement) for requirement in security]
    assert violation.rule is not None
    assert violation.rule.pointer == "/paths/~1x/get/security/0"


def test_an_operation_overrides_the_document(contract_of):
    assert judged(contract_of, None, root=[{"header": []}]).violations[0].rule.pointer == "/security/0"
    assert judged(contract_of, [], root=[{"header": []}]).violations == ()
    assert judged(contract_of, [{"query": []}], "api_key=1", root=[{"header": []}]).violations == ()


@pytest.mark.parametrize(
    ("scheme", "challenge"),
    [
        ("header", 'ApiKey realm="Pets", name="X-Key", in="header"'),
        ("query", 'ApiKey realm="Pets", name="api_key", in="query"'),
        ("basic", 'Basic realm="Pets", charset="UTF-8"'),
        ("bearer", 'Bearer realm="Pets"'),
        ("hoba", 'HOBA realm="Pets"'),
        ("oauth", 'Bearer realm="Pets", scope="read"'),
        ("oidc", 'Bearer realm="Pets", scope="read"'),
    ],
)
def test_a_challenge_names_the_scheme(contract_of, scheme, challenge):
    call = judged(contract_of, [{scheme: ["read"] if scheme in {"oauth", "oidc"} else []}])
    assert [text for requirement in call.operation.security for text in requirement.challenges] == [challenge]
