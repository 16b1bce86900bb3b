# ruff: noqa: E501 - the schemas stand here as their authors would write them
"""Schemas that leave little to choose are answered all the same, for every seed and in every variant."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
import yaml

from mockserver.serve import create_app

ASKED = (*(f"seed={seed}" for seed in range(20)), "variant=minimal", "variant=maximal", "variant=boundary")


def answers(folder: Path, schema: Any, version: str = "3.1.0") -> list[tuple[str, int, Any]]:
    """Return what an operation with this schema answers to each preference."""
    content = {"application/json": {"schema": schema}}
    operation = {"operationId": "get", "responses": {"200": {"description": "A value", "content": content}}}
    description = {"openapi": version, "info": {"title": "t", "version": "1"}, "paths": {"/x": {"get": operation}}}
    path = folder / "openapi.json"
    path.write_text(json.dumps(description))
    client = create_app(path, cache=False).test_client()
    asked = ((prefer, client.get("/x", headers={"Prefer": prefer})) for prefer in ASKED)
    return [(prefer, answer.status_code, json.loads(answer.data)) for prefer, answer in asked]


def check(folder: Path, schema: Any) -> list[Any]:
    """Return the values of a schema, each judged by two engines."""
    fast, slow = jsonschema_rs.Draft202012Validator(schema).is_valid, jsonschema.Draft202012Validator(schema).is_valid
    found = answers(folder, schema)
    assert not [each for each in found if each[1] != 200 or not fast(each[2]) or not slow(each[2])]
    return [value for _, _, value in found]


CONDITIONALS = yaml.safe_load(r"""
by country:
  type: object
  required: [country, postal]
  properties: {country: {enum: [US, CA, NL]}, postal: {type: string}}
  allOf:
    - {if: {properties: {country: {const: US}}}, then: {properties: {postal: {pattern: '^\d{5}(-\d{4})?$'}}}}
    - {if: {properties: {country: {const: CA}}}, then: {properties: {postal: {pattern: '^[A-Z]\d[A-Z] \d[A-Z]\d$'}}}}
    - {if: {properties: {country: {const: NL}}}, then: {properties: {postal: {pattern: '^[0-9]{4} [A-Z]{2}$'}}}}
where the condition requires:
  type: object
  required: [country, postal]
  properties: {country: {enum: [US, CA, NL]}, postal: {type: string}}
  allOf:
    - {if: {required: [country], properties: {country: {const: US}}}, then: {properties: {postal: {pattern: '^\d{5}$'}}}}
    - {if: {required: [country], properties: {country: {const: CA}}}, then: {properties: {postal: {pattern: '^[A-Z]\d[A-Z] \d[A-Z]\d$'}}}}
    - {if: {required: [country], properties: {country: {const: NL}}}, then: {properties: {postal: {pattern: '^[0-9]{4} [A-Z]{2}$'}}}}
inside each other:
  type: object
  required: [country]
  properties: {country: {enum: [US, CA, NL]}, postal: {type: string}, state: {type: string}, mode: {enum: [x, y]}}
  if: {properties: {country: {enum: [US, CA]}}}
  then:
    required: [mode]
    if: {properties: {country: {const: US}}}
    then: {required: [postal], properties: {postal: {pattern: '^\d{5}$'}, mode: {const: x}}}
    else: {required: [state], properties: {mode: {const: y}}}
  else: {required: [state], not: {required: [postal]}}
otherwise:
  type: object
  required: [country]
  properties: {country: {enum: [US, CA, NL]}, state: {type: string, minLength: 2}}
  allOf:
    - {if: {properties: {country: {const: NL}}}, then: {not: {required: [state]}}, else: {required: [state]}}
    - {if: {properties: {country: {const: US}}}, then: {properties: {state: {pattern: '^[A-Z]{2}$'}}}}
the textbook's:
  type: object
  properties:
    street_address: {type: string}
    country: {default: United States of America, enum: [United States of America, Canada, Netherlands]}
  allOf:
    - if: {properties: {country: {const: United States of America}}}
      then: {properties: {postal_code: {pattern: '[0-9]{5}(-[0-9]{4})?'}}}
    - if: {properties: {country: {const: Canada}}, required: [country]}
      then: {properties: {postal_code: {pattern: '[A-Z][0-9][A-Z] [0-9][A-Z][0-9]'}}}
    - if: {properties: {country: {const: Netherlands}}, required: [country]}
      then: {properties: {postal_code: {pattern: '[0-9]{4} [A-Z]{2}'}}}
six plans:
  type: object
  required: [plan, seats]
  properties: {plan: {enum: [free, pro, team, corp, edu, gov]}, seats: {type: integer, minimum: 1}, sso: {type: boolean}}
  allOf:
    - {if: {properties: {plan: {const: free}}}, then: {properties: {seats: {const: 1}, sso: false}}}
    - {if: {properties: {plan: {const: pro}}}, then: {properties: {seats: {maximum: 5}}}}
    - {if: {properties: {plan: {const: team}}}, then: {properties: {seats: {minimum: 6, maximum: 50}}}}
    - {if: {properties: {plan: {const: corp}}}, then: {required: [sso], properties: {seats: {minimum: 51}, sso: {const: true}}}}
    - if: {properties: {plan: {enum: [edu, gov]}}}
      then: {required: [code], properties: {code: {type: string, pattern: '^[A-Z]{3}-\d{4}$'}}}
      else: {not: {required: [code]}}
""")
FEW = yaml.safe_load(r"""
only a and c:
  type: object
  properties: {a: {type: integer}, b: {type: integer}, c: {type: integer}}
  not: {anyOf: [{required: [a, b]}, {required: [b, c]}]}
  minProperties: 2
  additionalProperties: false
only 7: {type: integer, minimum: 2, maximum: 10, not: {anyOf: [{multipleOf: 2}, {multipleOf: 3}, {multipleOf: 5}]}}
only 97:
  {type: integer, minimum: 1, maximum: 100, allOf: [{not: {multipleOf: 2}}, {not: {multipleOf: 3}}, {not: {multipleOf: 5}}, {not: {multipleOf: 7}}, {not: {maximum: 96}}]}
three of three that depend:
  type: object
  properties: {a: {type: string}, b: {type: string}, c: {type: string}, d: {type: string}}
  dependentSchemas: {a: {required: [d]}, b: {maxProperties: 3}, c: {properties: {d: {pattern: '^c'}}}}
  oneOf: [{required: [a, b]}, {required: [b, c], not: {required: [a]}}]
  not: {required: [c, d]}
only null: {type: [string, 'null'], enum: [x, null], not: {enum: [x]}}
""")
DISTINCT = yaml.safe_load(r"""
as many as there are: {type: array, uniqueItems: true, minItems: 60, items: {type: integer, minimum: 1, maximum: 60}}
one way to seat them:
  {type: array, prefixItems: [{enum: [1, 2, 3]}, {enum: [1, 2]}, {enum: [1]}], items: false, uniqueItems: true, minItems: 3}
of a pattern: {type: array, uniqueItems: true, minItems: 500, items: {type: string, pattern: '^[a-z]{2}$'}}
all of a pattern: {type: array, uniqueItems: true, minItems: 676, items: {type: string, pattern: '^[a-z]{2}$'}}
null among them: {type: array, uniqueItems: true, minItems: 10, items: {oneOf: [{type: integer, minimum: 1, maximum: 9}, {type: 'null'}]}}
objects:
  type: array
  uniqueItems: true
  minItems: 6
  items: {type: object, required: [r, c], additionalProperties: false, properties: {r: {enum: [1, 2, 3]}, c: {enum: [x, y]}}}
more than there are names:
  type: array
  uniqueItems: true
  minItems: 100
  items: {type: object, required: [country], additionalProperties: false, properties: {country: {type: string}}}
with one that is wanted: {type: array, uniqueItems: true, minItems: 5, items: {type: integer, minimum: 1, maximum: 5}, contains: {const: 3}}
tuple and tail:
  type: array
  prefixItems: [{type: integer, minimum: 1, maximum: 4}, {type: integer, minimum: 1, maximum: 3}, {enum: [1, 2]}, {const: 1}]
  items: {enum: [5, 6]}
  minItems: 6
  maxItems: 6
  uniqueItems: true
three that are wanted:
  type: array
  allOf:
    - {contains: {type: string, minLength: 12}, minContains: 2, maxContains: 2}
    - {contains: {type: integer}, minContains: 1}
    - {contains: {type: "null"}}
  maxItems: 4
  uniqueItems: true
two that are wanted: {allOf: [{contains: {type: string}}, {contains: {type: integer}}]}
all names: {type: object, propertyNames: {maxLength: 1, pattern: '[0-9]'}, minProperties: 10}
all names of a pattern: {type: object, patternProperties: {'^k\d$': {type: integer}}, additionalProperties: false, minProperties: 10}
""")


@pytest.mark.parametrize("schema", CONDITIONALS.values(), ids=CONDITIONALS)
def test_conditions_are_met_or_not(tmp_path: Path, schema: Any) -> None:
    values = check(tmp_path, schema)
    assert len({json.dumps(value) for value in values}) > 4


@pytest.mark.parametrize("schema", FEW.values(), ids=FEW)
def test_the_few_values_of_a_schema_are_found(tmp_path: Path, schema: Any) -> None:
    check(tmp_path, schema)


@pytest.mark.parametrize("schema", DISTINCT.values(), ids=DISTINCT)
def test_what_must_differ_is_not_left_to_luck(tmp_path: Path, schema: Any) -> None:
    check(tmp_path, schema)


def test_null_is_left_of_a_nullable_enumeration(tmp_path: Path) -> None:
    schema = {"type": "string", "nullable": True, "enum": ["x", None], "not": {"enum": ["x"]}}
    assert {value for _, _, value in answers(tmp_path, schema, "3.0.3")} == {None}
