"""`$ref`: what it names, in which file, and where it must not lead."""

from __future__ import annotations

import os
import textwrap

import pytest

from mockserver.document import LoadOptions, load
from mockserver.errors import DocumentError, ReferenceError, SourceError  # noqa: A004 - the standard's own term

MALFORMED = (
    "the YAML is malformed: did not find expected ',' or ']'"
    " while parsing a flow sequence that begins in line 1 (column 7)"
)
ALIEN = "which is not the description's own"
HEAD = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\n"


@pytest.fixture
def write(tmp_path):
    def write(**files):
        (tmp_path / "api").mkdir(exist_ok=True)
        for name, text in files.items():
            path = tmp_path / "api" / name.replace("__", "/").replace("_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(textwrap.dedent(text))
        return tmp_path / "api"

    return write


def at(document, *keys):
    node = document.root
    for key in keys:
        node = node / key
    return node


@pytest.mark.parametrize(
    ("reference", "value"),
    [
        ("#/x-a/b", 1),
        ("#/x-a/l/1", "two"),
        ("#/x-a/c~1d~0", 2),
        ("#/x-a/%C3%A9%20%25", 3),
        ("#/x-a/é %25", 3),
        ("#/x-a/", 4),
        ("#/paths/~1p~1%7Bid%7D/summary", "braces"),
        ("root.yaml#/x-a/b", 1),
        ("./root.yaml#/x-a/b", 1),
        ("other.yaml", {"o": {"$ref": "#/p"}, "p": 5}),
        ("other.yaml#", {"o": {"$ref": "#/p"}, "p": 5}),
        ("other.yaml#/p", 5),
        ("sub/../other.yaml#/p", 5),
        ("sub/my%20file.yaml#/q", 6),
        ("sub/my file.yaml#/q", 6),
        ("sub/data.json", [7]),
        ("sub/data.json#/0", 7),
        ("sub/back.yaml#/up/p", 5),
    ],
)
def test_reference_names_a_value(write, reference, value):
    folder = write(
        root_yaml=HEAD
        + """\
paths: {'/p/{id}': {summary: braces}}
x-a: {b: 1, l: [one, two], c/d~: 2, 'é %': 3, '': 4}
""",
        other_yaml="o: {$ref: '#/p'}\np: 5\n",
        sub__back_yaml="up: {$ref: ../other.yaml}\n",
        sub__data_json="[7]",
    )
    (folder / "sub" / "my file.yaml").write_text("q: 6\n")
    assert load(folder / "root.yaml").root.follow(reference).value == value


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        ("#/x-b", "the reference leads nowhere: root.yaml has nothing at #/x-b"),
        ("#/x-list/01", "the reference leads nowhere: root.yaml has nothing at #/x-list/01"),
        ("#/x-list/-1", "the reference leads nowhere: root.yaml has nothing at #/x-list/-1"),
        ("#/x-list/-", "the reference leads nowhere: root.yaml has nothing at #/x-list/-"),
        ("#/x-list/2", "the reference leads nowhere: root.yaml has nothing at #/x-list/2"),
        ("#/openapi/0", "the reference leads nowhere: root.yaml has nothing at #/openapi/0"),
        ("#name", "the reference leads nowhere: root.yaml has nothing at #name"),
        ("nothing.yaml", "cannot follow the reference: nothing.yaml: there is no such file"),
        ("sub", "cannot follow the reference: sub: this is a folder, not a file"),
        ("broken.yaml", f"cannot follow the reference: broken.yaml:2: {MALFORMED}"),
        ("../secret.yaml", "the reference leads out of the description's folder FOLDER"),
        ("sub/../../secret.yaml", "the reference leads out of the description's folder FOLDER"),
        ("%2e%2e/secret.yaml", "the reference leads out of the description's folder FOLDER"),
        ("/etc/passwd", "the reference leads out of the description's folder FOLDER"),
        ("file:///etc/passwd", "the reference leads out of the description's folder FOLDER"),
        ("link.yaml", "the reference leads out of the description's folder FOLDER"),
        ("linked/secret.yaml", "the reference leads out of the description's folder FOLDER"),
        ("../api-other/a.yaml", "the reference leads out of the description's folder FOLDER"),
        ("//example.com/a.yaml", "the reference leads to a file on another host"),
        ("http://169.254.169.254/latest", f"the reference leads to the host 169.254.169.254, {ALIEN}"),
        ("https://user:pw@example.com/a", f"the reference leads to the host example.com, {ALIEN}"),
        ("ftp://example.com/a", "references with the scheme 'ftp' are not followed"),
        ("urn:example:a", "references with the scheme 'urn' are not followed"),
        ("http://[", "the reference 'http://[' is not a URI"),
        ("a\0b.yaml", "the reference is not a path"),
    ],
)  # fmt: skip
def test_reference_that_leads_nowhere_or_out_is_refused_at_its_place(write, monkeypatch, reference, message):
    folder = write(
        root_yaml=HEAD + "x-list: [1, 2]\nx-here: {}\n", sub__a_yaml="a: 1", broken_yaml="a: [1\nsecret: word\n"
    )
    (folder.parent / "secret.yaml").write_text("password: hunter2\n")
    (folder.parent / "api-other").mkdir()
    (folder.parent / "api-other" / "a.yaml").write_text("password: hunter2\n")
    (folder / "link.yaml").symlink_to("../secret.yaml")
    (folder / "linked").symlink_to("..")
    monkeypatch.chdir(folder)
    with pytest.raises(ReferenceError) as caught:
        (load("root.yaml").root / "x-here").follow(reference)
    assert caught.value.message.replace(str(folder), "FOLDER") == message
    assert str(caught.value.place) == "root.yaml:4 #/x-here"
    assert "hunter2" not in str(caught.value)
    assert "word" not in str(caught.value)


def test_a_missing_name_is_answered_with_the_nearest_one(write):
    folder = write(root_yaml=HEAD + "components: {schemas: {Contact: {}, Message: {}}}\n")
    with pytest.raises(ReferenceError) as caught:
        load(folder / "root.yaml").root.follow("#/components/schemas/Contcat")
    assert caught.value.hint == "Did you mean #/components/schemas/Contact?"


def test_a_link_inside_the_folder_and_a_linked_root_are_followed(write):
    folder = write(root_yaml=HEAD, real__a_yaml="a: 1")
    (folder / "link.yaml").symlink_to("real/a.yaml")
    (folder.parent / "entry.yaml").symlink_to("api/root.yaml")
    assert load(folder / "root.yaml").root.follow("link.yaml#/a").value == 1
    assert load(folder.parent / "entry.yaml").root.follow("api/real/a.yaml#/a").value == 1


def test_another_folder_can_be_allowed(write):
    folder = write(root_yaml=HEAD)
    (folder.parent / "shared").mkdir()
    (folder.parent / "shared" / "a.yaml").write_text("a: 1")
    options = LoadOptions(allow_ref_folders=frozenset({folder.parent / "shared"}))
    assert load(folder / "root.yaml", options=options).root.follow("../shared/a.yaml#/a").value == 1


def test_places_are_told_as_the_user_would_open_them(write, monkeypatch):
    folder = write(root_yaml=HEAD, sub__a_yaml="b:\n  c: 1\n")
    monkeypatch.chdir(folder.parent)
    document = load("./api/root.yaml")
    assert str(document.root.follow("sub/a.yaml#/b/c").place) == "./api/sub/a.yaml:2 #/b/c"
    assert document.files == ("./api/root.yaml", "./api/sub/a.yaml")


def test_resolve_follows_a_chain_over_files_and_keeps_relative_references_right(write):
    folder = write(
        root_yaml=HEAD + "paths: {/a: {$ref: 'paths/a.yaml#/item'}}\n",
        paths__a_yaml="item: {$ref: deep/b.yaml}\n",
        paths__deep__b_yaml="get: {responses: {200: {$ref: ../../answers.yaml#/ok}}}\n",
        answers_yaml="ok: {$ref: '#/fine'}\nfine: {description: fine}\n",
    )
    item = at(load(folder / "root.yaml"), "paths", "/a").resolve()
    response = (item / "get" / "responses" / "200").resolve()
    assert response.value == {"description": "fine"}
    assert (response.place.file, response.pointer) == (str(folder / "answers.yaml"), "/fine")


@pytest.mark.parametrize(
    "text",
    [
        "x-a: {$ref: '#/x-a'}",
        "x-a: {$ref: '#/x-b'}\nx-b: {$ref: '#/x-a'}",
        "x-a: {$ref: '#/x-a/b'}",
        "x-a: {$ref: 'root.yaml#/x-a'}",
    ],
)
def test_a_reference_in_a_circle_is_refused_at_its_place(write, text):
    folder = write(root_yaml=HEAD + text)
    with pytest.raises(ReferenceError) as caught:
        at(load(folder / "root.yaml"), "x-a").resolve()
    assert caught.value.message == "the reference leads round in a circle"
    assert caught.value.place.line == 3


def test_summary_and_description_beside_a_reference_override(write):
    folder = write(
        root_yaml=HEAD
        + """\
components:
  parameters:
    A: {$ref: '#/components/parameters/B', description: mine, required: true}
    B: {name: b, in: query, description: theirs}
"""
    )
    node = at(load(folder / "root.yaml"), "components", "parameters", "A").resolve()
    assert node.value == {"name": "b", "in": "query", "description": "mine"}
    assert node.pointer == "/components/parameters/B"
    assert (node / "description").pointer == "/components/parameters/A/description"
    assert (node / "name").pointer == "/components/parameters/B/name"


def test_members_beside_the_reference_of_a_path_item_are_added(write):
    folder = write(
        root_yaml=HEAD + "paths:\n  /a:\n    $ref: 'item.yaml'\n    post: {summary: mine}\n    parameters: []\n",
        item_yaml="get: {summary: theirs, requestBody: {$ref: '#/x-body'}}\nx-body: {content: {}}\n",
    )
    item = at(load(folder / "root.yaml"), "paths", "/a").resolve()
    assert list(item.value) == ["get", "x-body", "post", "parameters"]
    assert (item / "post").place.file == str(folder / "root.yaml")
    assert (item / "get" / "requestBody").resolve().value == {"content": {}}


def test_a_pointer_goes_on_through_a_reference_on_its_way(write):
    folder = write(
        root_yaml=HEAD + "components: {schemas: {A: {$ref: 'a.yaml'}}}\n", a_yaml="properties: {id: {type: string}}\n"
    )
    node = load(folder / "root.yaml").root.follow("#/components/schemas/A/properties/id")
    assert (node.value, node.pointer) == ({"type": "string"}, "/properties/id")


def test_lookup_takes_an_absolute_uri(write):
    folder = write(root_yaml=HEAD, a_yaml="a: [1]")
    document = load(folder / "root.yaml")
    assert document.lookup((folder / "a.yaml").as_uri() + "#/a/0").value == 1
    with pytest.raises(ReferenceError, match="out of the description's folder"):
        document.lookup("file:///etc/passwd")


IDENTIFIED = """\
components:
  schemas:
    Tree:
      $id: https://example.com/schemas/tree
      $anchor: top
      $defs:
        leaf: {$anchor: leaf, type: string}
        near: {$ref: '#/$defs/leaf'}
        named: {$ref: '#leaf'}
        far: {$ref: other#/title}
        outer: {$ref: '#/components/schemas/Plain'}
    Other: {$id: 'https://example.com/schemas/other', title: other}
    Plain: {$dynamicAnchor: plain, title: plain}
    data: {example: {$id: 'https://example.com/schemas/no', $anchor: no}}
"""


@pytest.mark.parametrize(
    ("reference", "pointer"),
    [
        ("https://example.com/schemas/tree", "/components/schemas/Tree"),
        ("https://example.com/schemas/tree#/$defs/leaf", "/components/schemas/Tree/$defs/leaf"),
        ("https://example.com/schemas/tree#leaf", "/components/schemas/Tree/$defs/leaf"),
        ("https://example.com/schemas/tree#top", "/components/schemas/Tree"),
        ("#plain", "/components/schemas/Plain"),
    ],
)
def test_a_schema_is_found_by_what_it_calls_itself(write, reference, pointer):
    folder = write(root_yaml=HEAD + IDENTIFIED)
    assert load(folder / "root.yaml").root.follow(reference).pointer == pointer


@pytest.mark.parametrize(
    ("name", "pointer"),
    [
        ("near", "/components/schemas/Tree/$defs/leaf"),
        ("named", "/components/schemas/Tree/$defs/leaf"),
        ("far", "/components/schemas/Other/title"),
        ("outer", "/components/schemas/Plain"),
    ],
)
def test_a_schema_with_an_id_is_a_document_of_its_own(write, name, pointer):
    folder = write(root_yaml=HEAD + IDENTIFIED)
    node = at(load(folder / "root.yaml"), "components", "schemas", "Tree", "$defs", name)
    assert node.follow(node.value["$ref"]).pointer == pointer


@pytest.mark.parametrize("reference", ["https://example.com/schemas/no", "#no", "#leaf"])
def test_names_in_examples_and_in_other_resources_are_not_found(write, reference):
    folder = write(root_yaml=HEAD + IDENTIFIED)
    with pytest.raises(ReferenceError):
        load(folder / "root.yaml").root.follow(reference)


def test_self_is_the_base_of_relative_references_and_a_name_of_the_file(write):
    folder = write(
        root_yaml=HEAD.replace("3.1.0", "3.2.0") + "$self: https://example.com/api/openapi\nx-a: 1\n",
        other_yaml="b: 2\n",
    )
    root = load(folder / "root.yaml").root
    assert root.follow("https://example.com/api/openapi#/x-a").value == 1
    assert root.follow("openapi#/x-a").value == 1
    assert root.follow("other.yaml#/b").value == 2


def test_the_number_of_files_and_bytes_is_limited(write):
    folder = write(root_yaml=HEAD, a_yaml="a: 1", b_yaml="b: 1")
    document = load(folder / "root.yaml", options=LoadOptions(max_files=2))
    document.root.follow("a.yaml")
    with pytest.raises(ReferenceError, match=r"b.yaml: the description has more than 2 files"):
        document.root.follow("b.yaml")
    document = load(folder / "root.yaml", options=LoadOptions(max_total_bytes=len(HEAD) + 4))
    document.root.follow("a.yaml")
    with pytest.raises(ReferenceError, match=r"b.yaml: the files have more than \d+ bytes in all"):
        document.root.follow("b.yaml")


def test_a_file_over_the_limit_is_not_read(write):
    folder = write(root_yaml=HEAD)
    with pytest.raises(SourceError) as caught:
        load(folder / "root.yaml", options=LoadOptions(max_file_bytes=10))
    assert caught.value.message == "the file is larger than 10 bytes"


@pytest.mark.parametrize("name", ["nothing.yaml", "", "folder", "ftp://example.com/a", "pipe", "a\0b"])
def test_a_root_that_cannot_be_read_is_named(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(DocumentError) as caught:
        load(name)
    assert {"nothing.yaml": "there is no such file", "ftp://example.com/a": "cannot read a description from ftp://",
            "": "this is a folder, not a file", "folder": "this is a folder, not a file",
            "pipe": "this is not a regular file", "a\0b": "this is not a path",
            }[name] == caught.value.message  # fmt: skip


def test_a_file_keeps_the_dialect_that_it_declares(write):
    folder = write(
        root_yaml=HEAD.replace("3.1.0", "3.0.3"),
        plain_yaml="type: string",
        draft_yaml="$schema: http://json-schema.org/draft-07/schema#\n",
        newer_yaml=HEAD,
        named_yaml=HEAD + "jsonSchemaDialect: https://example.com/dialect\n",
        old_yaml="swagger: '2.0'\n",
    )
    root = load(folder / "root.yaml").root
    names = ("plain.yaml", "draft.yaml", "newer.yaml", "named.yaml", "old.yaml")
    assert [root.follow(name).dialect for name in names] == [
        "oas-3.0", "http://json-schema.org/draft-07/schema#", "2020-12", "https://example.com/dialect", "oas-2.0",
    ]  # fmt: skip
