"""The objects of OpenAPI 3.x as a table: which members each has, of which kind, and which it must have.

A kind is "text", "flag", "any", "schema" or the name of a shape; "[kind]" is an array of it, "{kind}" an object of it.
The table is the union of 3.0, 3.1 and 3.2: a member that an older version does not know is not reported.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of object; `others` is the kind of all members that `members` does not name, None if there are none."""

    members: dict[str, str] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    others: str | None = None
    is_referable: bool = False


TEXTS = {"summary": "text", "description": "text"}
EXAMPLES = {"example": "any", "examples": "{Example}"}
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
FLOWS = ("implicit", "password", "clientCredentials", "authorizationCode", "deviceAuthorization")
HEADER = {
    "description": "text",
    "required": "flag",
    "deprecated": "flag",
    "allowEmptyValue": "flag",
    "style": "text",
    "explode": "flag",
    "allowReserved": "flag",
    "schema": "schema",
    "content": "{MediaType}",
    **EXAMPLES,
}
STREAM_ENCODING = {"encoding": "{Encoding}", "prefixEncoding": "[Encoding]", "itemEncoding": "Encoding"}

SHAPES: dict[str, Shape] = {
    "OpenAPI": Shape(
        {
            "openapi": "any",
            "$self": "text",
            "info": "Info",
            "jsonSchemaDialect": "text",
            "servers": "[Server]",
            "paths": "Paths",
            "webhooks": "{PathItem}",
            "components": "Components",
            "security": "[SecurityRequirement]",
            "tags": "[Tag]",
            "externalDocs": "ExternalDocs",
        },
        ("info",),
    ),
    "Info": Shape(
        {"title": "text", "version": "any", "termsOfService": "text", "contact": "any", "license": "any", **TEXTS},
        ("title", "version"),
    ),
    "Server": Shape({"url": "text", "name": "text", "variables": "{ServerVariable}", **TEXTS}, ("url",)),
    "ServerVariable": Shape({"enum": "any", "default": "any", "description": "text"}, ("default",)),
    "ExternalDocs": Shape({"url": "text", "description": "text"}, ("url",)),
    "Tag": Shape(
        {"name": "text", "externalDocs": "ExternalDocs", "parent": "text", "kind": "text", **TEXTS}, ("name",)
    ),
    "Components": Shape(
        {
            "schemas": "{schema}",
            "responses": "{Response}",
            "parameters": "{Parameter}",
            "examples": "{Example}",
            "requestBodies": "{RequestBody}",
            "headers": "{Header}",
            "securitySchemes": "{SecurityScheme}",
            "links": "{Link}",
            "callbacks": "{Callback}",
            "pathItems": "{PathItem}",
            "mediaTypes": "{MediaType}",
        }
    ),
    "Paths": Shape(others="PathItem"),
    "PathItem": Shape(
        {
            **dict.fromkeys(METHODS, "Operation"),
            **TEXTS,
            "additionalOperations": "{Operation}",
            "servers": "[Server]",
            "parameters": "[Parameter]",
        },
        is_referable=True,
    ),
    "Operation": Shape(
        {
            **TEXTS,
            "tags": "[text]",
            "externalDocs": "ExternalDocs",
            "operationId": "text",
            "parameters": "[Parameter]",
            "requestBody": "RequestBody",
            "responses": "Responses",
            "callbacks": "{Callback}",
            "deprecated": "flag",
            "security": "[SecurityRequirement]",
            "servers": "[Server]",
        }
    ),
    "Parameter": Shape({"name": "text", "in": "text", **HEADER}, ("name", "in"), is_referable=True),
    "Header": Shape(HEADER, is_referable=True),
    "RequestBody": Shape(
        {"description": "text", "content": "{MediaType}", "required": "flag"}, ("content",), is_referable=True
    ),
    "MediaType": Shape(
        {"schema": "schema", "itemSchema": "schema", "description": "text", **STREAM_ENCODING, **EXAMPLES},
        is_referable=True,
    ),
    "Encoding": Shape(
        {
            "contentType": "text",
            "headers": "{Header}",
            "style": "text",
            "explode": "flag",
            "allowReserved": "flag",
            **STREAM_ENCODING,
        }
    ),
    "Responses": Shape(others="Response"),
    "Response": Shape({**TEXTS, "headers": "{Header}", "content": "{MediaType}", "links": "{Link}"}, is_referable=True),
    "Example": Shape(
        {**TEXTS, "value": "any", "externalValue": "text", "dataValue": "any", "serializedValue": "text"},
        is_referable=True,
    ),
    "Link": Shape(
        {
            "operationRef": "text",
            "operationId": "text",
            "parameters": "{any}",
            "requestBody": "any",
            "description": "text",
            "server": "Server",
        },
        is_referable=True,
    ),
    "Callback": Shape(others="PathItem", is_referable=True),
    "SecurityScheme": Shape(
        {
            "type": "text",
            "description": "text",
            "name": "text",
            "in": "text",
            "scheme": "text",
            "bearerFormat": "text",
            "flows": "Flows",
            "openIdConnectUrl": "text",
            "oauth2MetadataUrl": "text",
            "deprecated": "flag",
        },
        ("type",),
        is_referable=True,
    ),
    "Flows": Shape(dict.fromkeys(FLOWS, "Flow")),
    "Flow": Shape(
        {
            "authorizationUrl": "text",
            "deviceAuthorizationUrl": "text",
            "tokenUrl": "text",
            "refreshUrl": "text",
            "scopes": "{any}",
        }
    ),
    "SecurityRequirement": Shape(others="[any]"),
}
