"""The official JSON Schema suite, each schema placed in an OpenAPI document: what we decide, and what both engines say.

The remotes that the suite expects at http://localhost:1234 are files beside the document, and every URI of theirs in
the suite is rewritten to those files: nothing is fetched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from mockserver.document import load
from mockserver.schema import Bundle, Schemas
from mockserver.schema.validation.walk import walk

REMOTES = "http://localhost:1234"


@dataclass(frozen=True)
class Suite:
    """One run: the folder of the suite, the document that a schema is placed in, the keyword that names it there."""

    folder: str
    document: dict[str, Any]
    identifier: str | None

    def place(self, schema: Any) -> Any:
        """Make "#" in the schema mean the schema, which stands inside another document here."""
        if not isinstance(schema, dict):
            return schema
        if self.identifier is not None:
            return {self.identifier: f"{REMOTES}/case.json", **schema}
        return json.loads(re.sub(r'"\$ref": "#', '"$ref": "#/components/schemas/Case', json.dumps(schema)))


SUITES = {
    "2020-12": Suite("draft2020-12", {"openapi": "3.1.0"}, "$id"),
    "draft-04": Suite(
        "draft4", {"openapi": "3.1.0", "jsonSchemaDialect": "http://json-schema.org/draft-04/schema#"}, "id"
    ),
    "oas-3.0": Suite("draft4", {"openapi": "3.0.3"}, None),
}


@pytest.fixture(scope="module")
def folder(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the suite's remotes, which refer to each other as files."""
    folder = tmp_path_factory.mktemp("suite")
    remotes = shared / "json-schema-suite" / "remotes"
    for remote in remotes.rglob("*.json"):
        copy = folder / remote.relative_to(remotes)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(remote.read_text(encoding="utf-8").replace(REMOTES, folder.as_uri()), encoding="utf-8")
    return folder


def bundled(folder: Path, suite: Suite, schema: Any) -> Bundle:
    description = {**suite.document, "info": {"title": "Suite", "version": "1"}, "paths": {}}
    description["components"] = {"schemas": {"Case": suite.place(schema)}}
    path = folder / "openapi.json"
    path.write_text(json.dumps(description).replace(REMOTES, folder.as_uri()), encoding="utf-8")
    document = load(path)
    return Schemas(document).bundle(document.root / "components" / "schemas" / "Case", "request")


def disagreements(folder: Path, suite: Suite, group: dict[str, Any]) -> Iterator[str]:
    """Yield each test on which we, or one of the two engines, are not of the suite's opinion."""
    bundle = bundled(folder, suite, group["schema"])
    for test in group["tests"]:
        decided = bundle.validator.is_valid(test["data"])
        walked = walk(bundle.schema, test["data"], {}) == []
        assert (bundle.validator.explain(test["data"], "body") == ()) is decided
        if not (decided is walked is test["valid"]):
            yield test["description"]


@pytest.mark.parametrize("name", SUITES)
def test_we_agree_with_the_suite_and_the_two_engines_with_each_other(name: str, shared: Path, folder: Path) -> None:
    suite = SUITES[name]
    root = shared / "json-schema-suite" / "tests" / suite.folder
    tests, unexpected, met = 0, [], set()
    for path in sorted(root.rglob("*.json")):
        file = path.relative_to(root).as_posix()
        for group in json.loads(path.read_text(encoding="utf-8")):
            tests += len(group["tests"])
            for test in disagreements(folder, suite, group):
                known = (name, file, group["description"])
                if known in EXCEPTIONS:
                    met.add(known)
                elif not is_annotation_only(file, test):
                    unexpected.append(f"{file}: {group['description']}: {test}")
    assert not unexpected
    assert met == {each for each in EXCEPTIONS if each[0] == name}, "an exception that is none any more"
    assert tests > LEAST[name]


def is_annotation_only(file: str, test: str) -> bool:
    """The suite's default is that formats are not asserted; a contract's are (OAS leaves it to the tool)."""
    return file == "format.json" and test.endswith("is only an annotation by default")


LEAST = {"2020-12": 1900, "draft-04": 900, "oas-3.0": 900}

NO_ID = "OAS 3.0 schemas have no `id`: references are relative to the file"
DATA_WITH_ID = (
    "an `id` or `$id` outside of schemas is taken for one: the document does not know which objects are schemas"
)

EXCEPTIONS: dict[tuple[str, str, str], str] = {
    (
        "2020-12",
        "vocabulary.json",
        "schema that uses custom metaschema with with no validation vocabulary",
    ): "a metaschema of the author's own is read as 2020-12, and said so",
    (
        "2020-12",
        "optional/unknownKeyword.json",
        "$id inside an unknown keyword is not a real identifier",
    ): DATA_WITH_ID,
    (
        "draft-04",
        "optional/zeroTerminatedFloats.json",
        "some languages do not distinguish between different types of numeric value",
    ): "1.0 is an integer in every later draft, and for every JSON parser that clients use",
    (
        "draft-04",
        "optional/format/hostname.json",
        "validation of host names",
    ): "hyphens in places 3 and 4 are kept for A-labels (RFC 5890), as the later drafts say",
    ("oas-3.0", "ref.json", "$ref prevents a sibling id from changing the base uri"): NO_ID,
    ("oas-3.0", "ref.json", "Recursive references between schemas"): NO_ID,
    ("oas-3.0", "ref.json", "Location-independent identifier"): NO_ID,
    ("oas-3.0", "ref.json", "Location-independent identifier with base URI change in subschema"): NO_ID,
    ("oas-3.0", "ref.json", "naive replacement of $ref with its destination is not correct"): NO_ID,
    ("oas-3.0", "ref.json", "id must be resolved against nearest parent, not just immediate parent"): NO_ID,
    ("oas-3.0", "refRemote.json", "base URI change"): NO_ID,
    ("oas-3.0", "refRemote.json", "base URI change - change folder"): NO_ID,
    ("oas-3.0", "refRemote.json", "base URI change - change folder in subschema"): NO_ID,
    ("oas-3.0", "refRemote.json", "Location-independent identifier in remote ref"): NO_ID,
    ("oas-3.0", "optional/id.json", "id inside an enum is not a real identifier"): NO_ID,
    (
        "oas-3.0",
        "optional/zeroTerminatedFloats.json",
        "some languages do not distinguish between different types of numeric value",
    ): "1.0 is an integer in every later draft, and for every JSON parser that clients use",
    (
        "oas-3.0",
        "optional/format/hostname.json",
        "validation of host names",
    ): "hyphens in places 3 and 4 are kept for A-labels (RFC 5890), as the later drafts say",
}
"""Groups of the suite in which we are of another opinion in some test, and why."""
