"""The base paths that servers give an API."""

import json

import pytest

from mockserver.contract.routing import base_paths, read_servers
from mockserver.document import load


@pytest.fixture
def servers(tmp_path):
    def read(*listed):
        file = tmp_path / "api.json"
        file.write_text(
            json.dumps({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "servers": list(listed)})
        )
        return read_servers(load(file).root)

    return read


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        pytest.param([], [""], id="none"),
        pytest.param([{"url": "/"}], [""], id="root"),
        pytest.param([{"url": "https://api.example.com"}], [""], id="host alone"),
        pytest.param([{"url": "https://api.example.com/v1/"}], ["/v1", ""], id="trailing slash"),
        pytest.param([{"url": "/v1"}], ["/v1", ""], id="relative to the host"),
        pytest.param([{"url": "v1"}], ["/v1", ""], id="relative to the document"),
        pytest.param([{"url": "../v1"}], ["/v1", ""], id="relative, upwards"),
        pytest.param([{"url": "//api.example.com/v1"}], ["/v1", ""], id="without scheme"),
        pytest.param([{"url": "https://api.example.com/v1?x=1#y"}], ["/v1", ""], id="query and fragment"),
        pytest.param([{"url": "/api"}, {"url": "/api/v2"}, {"url": "/x"}], ["/api/v2", "/api", "/x", ""], id="longest"),
        pytest.param(
            [{"url": "https://{host}/{base}", "variables": {"host": {"default": "h"}, "base": {"default": "v1"}}}],
            ["/v1", ""],
            id="variables",
        ),
        pytest.param(
            [{"url": "/{v}/x", "variables": {"v": {"default": "v2", "enum": ["v1", "v2", "v3"]}}}],
            ["/v1/x", "/v2/x", "/v3/x", ""],
            id="alternatives",
        ),
        pytest.param([{"url": "/{v}/x"}], [""], id="a variable that nothing declares"),
        pytest.param(
            [{"url": "{base}/x", "variables": {"base": {"default": "https://h/y"}}}], ["/y/x", ""], id="whole"
        ),
        pytest.param([{"url": "http://[broken/v1"}, {"url": "/v2"}], ["/v2", ""], id="broken URL"),
        pytest.param([{"url": 7}, {}, "x", {"url": "/v2"}], ["/v2", ""], id="malformed entries"),
        pytest.param([{"url": "/v", "variables": {"x": {"enum": ["a", "b"]}}}], ["/v", ""], id="unused variable"),
    ],
)
def test_servers_give_base_paths(servers, listed, expected):
    assert list(base_paths(servers(*listed))) == expected


def test_many_alternatives_are_bounded(servers):
    variables = {name: {"default": "0", "enum": [str(n) for n in range(10)]} for name in "abcdef"}
    (server,) = servers({"url": "/{a}/{b}/{c}/{d}/{e}/{f}", "variables": variables})
    assert server.url == "/0/0/0/0/0/0"
    assert len(server.base_paths) == 64
