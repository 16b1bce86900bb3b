"""XML bodies by the XML Objects of their schemas: the examples of OAS 3.0 to 3.2 both ways, and what is refused."""

from collections.abc import Callable
from typing import Any

import pytest

from mockserver.contract import Malformed

BodyOf = Callable[..., Any]
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
STRING = {"type": "string"}
INTEGER = {"type": "integer"}


def document(properties: dict[str, Any], **members: Any) -> dict[str, Any]:
    return {"type": "object", "xml": {"name": "document"}, "properties": properties} | members


def animals(array: Any = None, item: Any = None) -> dict[str, Any]:
    items = STRING | ({"xml": item} if item else {})
    return document({"animals": {"type": "array", "items": items} | ({"xml": array} if array else {})})


PETS = {"animals": ["dog", "cat"]}
PLAIN = "<document><animals>dog</animals><animals>cat</animals></document>"
RENAMED = "<document><animal>dog</animal><animal>cat</animal></document>"
WRAPPED = "<document><animals><animal>dog</animal><animal>cat</animal></animals></document>"

EXAMPLES = [
    pytest.param(
        document({"animals": STRING}),
        {"animals": "dog, cat"},
        "<document><animals>dog, cat</animals></document>",
        id="string",
    ),
    pytest.param(animals(), PETS, PLAIN, id="array"),
    pytest.param(animals(item={"name": "animal"}), PETS, RENAMED, id="array, item named"),
    pytest.param(animals({"name": "aliens"}, {"name": "animal"}), PETS, RENAMED, id="array named in vain"),
    pytest.param(animals({"name": "aliens"}), PETS, PLAIN, id="array named in vain, items not"),
    pytest.param(
        animals({"wrapped": True}),
        PETS,
        "<document><animals><animals>dog</animals><animals>cat</animals></animals></document>",
        id="wrapped",
    ),
    pytest.param(animals({"nodeType": "element"}, {"name": "animal"}), PETS, WRAPPED, id="nodeType element"),
    pytest.param(animals({"wrapped": True}, {"name": "animal"}), PETS, WRAPPED, id="wrapped, item named"),
    pytest.param(
        animals({"name": "aliens", "wrapped": True}, {"name": "animal"}),
        PETS,
        "<document><aliens><animal>dog</animal><animal>cat</animal></aliens></document>",
        id="wrapped, both named",
    ),
    pytest.param(
        animals({"name": "aliens", "wrapped": True}),
        PETS,
        "<document><aliens><aliens>dog</aliens><aliens>cat</aliens></aliens></document>",
        id="wrapped, wrapper named",
    ),
    pytest.param(
        document({"id": INTEGER | {"xml": {"attribute": True}}, "name": STRING}),
        {"id": 123, "name": "x"},
        '<document id="123"><name>x</name></document>',
        id="attribute",
    ),
    pytest.param(
        document(
            {
                "id": INTEGER | {"xml": {"nodeType": "attribute"}},
                "name": STRING | {"xml": {"namespace": "https://example.com/schema/sample", "prefix": "sample"}},
            }
        ),
        {"id": 123, "name": "example"},
        '<document id="123"><sample:name xmlns:sample="https://example.com/schema/sample">example</sample:name></document>',
        id="namespace and prefix",
    ),
    pytest.param(
        document({"name": STRING}, xml={"name": "document", "namespace": "urn:a"}),
        {"name": "x"},
        '<document xmlns="urn:a"><name>x</name></document>',
        id="default namespace",
    ),
    pytest.param(
        {
            "type": "array",
            "xml": {"nodeType": "element", "name": "animals"},
            "items": {
                "type": "object",
                "xml": {"name": "animal"},
                "properties": {
                    "kind": STRING | {"xml": {"nodeType": "attribute"}},
                    "name": STRING | {"xml": {"nodeType": "text"}},
                },
            },
        },
        [{"kind": "Cat", "name": "Fluffy"}, {"kind": "Dog", "name": "Fido"}],
        '<animals><animal kind="Cat">Fluffy</animal><animal kind="Dog">Fido</animal></animals>',
        id="attributes and text",
    ),
    pytest.param(
        document({"content": STRING | {"xml": {"nodeType": "cdata"}}}),
        {"content": "<b>a & b</b>]]>"},
        "<document><![CDATA[<b>a & b</b>]]]]><![CDATA[>]]></document>",
        id="cdata",
    ),
    pytest.param(
        document({"a": document({"b": INTEGER}) | {"xml": {}}, "c": {"type": "boolean"}}),
        {"a": {"b": 1}, "c": True},
        "<document><a><b>1</b></a><c>true</c></document>",
        id="nested",
    ),
    pytest.param(
        document({"a": STRING}), {"a": "<&>\"'"}, "<document><a>&lt;&amp;&gt;\"'</a></document>", id="escaped"
    ),
    pytest.param(
        document({"a": STRING | {"xml": {"attribute": True}}}),
        {"a": "<&>\"'\n"},
        '<document a="&lt;&amp;&gt;&quot;\'&#10;"/>',
        id="escaped attribute",
    ),
    pytest.param(document({"a": STRING}), {"a": ""}, "<document><a/></document>", id="empty string"),
    pytest.param(document({"a": STRING}), {"a": " x "}, "<document><a> x </a></document>", id="blanks are kept"),
    pytest.param(
        document({"a": {"type": ["integer", "null"]}}),
        {"a": None},
        '<document><a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/></document>',
        id="null",
    ),
    pytest.param(
        document({"a": {"type": ["integer", "null"], "xml": {"attribute": True}}, "b": STRING}),
        {"a": None, "b": "x"},
        "<document><b>x</b></document>",
        id="null attribute",
    ),
    pytest.param(
        document({"a": {"type": "array", "items": INTEGER}}, required=["a"]),
        {"a": []},
        "<document/>",
        id="required empty array",
    ),
    pytest.param(
        document({"a": {"type": "array", "items": INTEGER, "xml": {"wrapped": True}}}),
        {"a": []},
        "<document><a/></document>",
        id="wrapped empty array",
    ),
    pytest.param(document({"größe": STRING}), {"größe": "ü€"}, "<document><größe>ü€</größe></document>", id="unicode"),
    pytest.param(
        {"type": "object", "xml": {"name": "map"}, "additionalProperties": INTEGER},
        {"x": 1, "y": 2},
        "<map><x>1</x><y>2</y></map>",
        id="free names",
    ),
]


@pytest.mark.parametrize(("schema", "value", "text"), EXAMPLES)
def test_values_are_written_as_xml(body_of: BodyOf, schema: Any, value: Any, text: str) -> None:
    assert body_of("application/xml", {"schema": schema}).write(value).decode() == HEAD + text


@pytest.mark.parametrize(("schema", "value", "text"), EXAMPLES)
@pytest.mark.parametrize("range_", ["application/xml", "text/xml", "application/vnd.x+xml"])
def test_xml_is_read_by_its_schema(body_of: BodyOf, range_: str, schema: Any, value: Any, text: str) -> None:
    assert body_of(range_, {"schema": schema}).read(text) == value


PET = {
    "type": "object",
    "xml": {"name": "pet"},
    "properties": {
        "id": INTEGER,
        "category": {"$ref": "#/components/schemas/Category"},
        "tags": {"type": "array", "xml": {"wrapped": True}, "items": {"$ref": "#/components/schemas/Tag"}},
        "photoUrls": {
            "type": "array",
            "xml": {"wrapped": True},
            "items": {"type": "string", "xml": {"name": "photoUrl"}},
        },
    },
}
SCHEMAS = {
    "Pet": PET,
    "Category": {"type": "object", "properties": {"name": STRING}},
    "Tag": {"type": "object", "xml": {"name": "tag"}, "properties": {"id": INTEGER}},
}


def test_names_come_through_references(body_of: BodyOf) -> None:
    body = body_of("application/xml", {"schema": {"$ref": "#/components/schemas/Pet"}}, **SCHEMAS)
    value = {"id": 1, "category": {"name": "x"}, "tags": [{"id": 1}, {"id": 2}], "photoUrls": ["u"]}
    text = (
        "<pet><id>1</id><category><name>x</name></category><tags><tag><id>1</id></tag><tag><id>2</id></tag></tags>"
        "<photoUrls><photoUrl>u</photoUrl></photoUrls></pet>"
    )
    assert body.write(value).decode() == HEAD + text
    assert body.read(text) == value


def test_a_component_names_the_root(body_of: BodyOf) -> None:
    body = body_of("application/xml", {"schema": {"$ref": "#/components/schemas/Category"}}, **SCHEMAS)
    assert body.write({"name": "x"}).decode() == HEAD + "<Category><name>x</name></Category>"
    pets = {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/Pet"}}}
    assert (
        body_of("application/xml", pets, **SCHEMAS).write([{"id": 1}]).decode()
        == HEAD + "<root><pet><id>1</id></pet></root>"
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("<x:document xmlns:x='urn:x'><x:a>1</x:a></x:document>", {"a": 1}),
        ("<!-- c --><document>\n  <a>1</a>\n  <!-- c -->\n</document>", {"a": 1}),
        ("<document><a> 1 </a></document>", {"a": 1}),
        ("<document><a>x</a><b>2</b><b>3</b></document>", {"a": "x", "b": ["2", "3"]}),
        ("<document><a>1</a><a>2</a></document>", {"a": ["1", "2"]}),
        ("<document>&#65;</document>", "A"),  # which the schema then refuses: it is no object
        ("<document a='1'/>", {"a": 1}),
        ("<document><c d='1'>t<e/></c></document>", {"c": {"d": "1", "e": "", "$text": "t"}}),
    ],
)
def test_other_spellings_are_read(body_of: BodyOf, text: str, value: Any) -> None:
    assert body_of("application/xml", {"schema": document({"a": INTEGER})}).read(text) == value


def test_the_charset_is_honoured(body_of: BodyOf) -> None:
    body = body_of("application/xml", {"schema": document({"a": STRING})})
    text = "<document><a>é</a></document>"
    assert body.read(text.encode("latin-1"), "application/xml; charset=iso-8859-1") == {"a": "é"}
    assert body.read(('<?xml version="1.0" encoding="ISO-8859-1"?>' + text).encode("latin-1")) == {"a": "é"}
    assert body.read(text.encode("utf-16")) == {"a": "é"}


def test_text_that_is_xml_passes_unchanged(body_of: BodyOf) -> None:
    body = body_of("application/xml", {"schema": STRING})
    assert body.write("<a><b/></a>") == b"<a><b/></a>"
    assert body.read("<a><b/></a>") == "<a><b/></a>"
    assert body.read("<a>x</a>") == "x"


def test_what_xml_cannot_write_is_replaced(body_of: BodyOf) -> None:
    body = body_of("application/xml", {"schema": {"type": "object"}})
    assert body.write({"a b": "x\0y", "1": "z"}).decode() == HEAD + "<root><a_b>x\ufffdy</a_b><_1>z</_1></root>"


BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
THIEF = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not XML: no element found: line 1, column 0"),
        (b"<a><b></a>", "not XML: mismatched tag: line 1, column 8"),
        (b"<a>&nbsp;</a>", "not XML: undefined entity: line 1, column 3"),
        (b"{}", "not XML: not well-formed (invalid token): line 1, column 0"),
        (b"<a>\xff</a>", "not XML: not well-formed (invalid token): line 1, column 3"),
        (BOMB.encode(), 'the XML declares a document type ("x"): that is refused'),
        (THIEF.encode(), 'the XML declares a document type ("x"): that is refused'),
        (THIEF.encode("utf-16"), 'the XML declares a document type ("x"): that is refused'),
        (
            b'<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd"><x/>',
            'the XML declares a document type ("x"): that is refused',
        ),
        (b"<a>" * 129 + b"</a>" * 129, "the XML is nested more than 128 levels deep"),
        (b"<a>" * 100_000, "the XML is nested more than 128 levels deep"),
    ],
)
def test_malformed_and_hostile_xml_is_refused(body_of: BodyOf, data: bytes, message: str) -> None:
    with pytest.raises(Malformed) as refusal:
        body_of("application/xml", {"schema": {}}).read(data)
    assert refusal.value.message == message


@pytest.mark.parametrize("schema", [{}, {"$ref": "#/components/schemas/Node"}], ids=["free", "recursive"])
def test_the_deepest_xml_is_read(body_of: BodyOf, schema: Any) -> None:
    node = {"type": "object", "properties": {"a": {"$ref": "#/components/schemas/Node"}}}
    value = body_of("application/xml", {"schema": schema}, Node=node).read("<a>" * 127 + "<a b='1'/>" + "</a>" * 127)
    for _ in range(127):
        value = value["a"]
    assert value == {"b": "1"}
