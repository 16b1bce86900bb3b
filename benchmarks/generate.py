"""What does a value cost that was never asked for before, and does memory stay flat?

    python benchmarks/generate.py [--values N] [--specs FOLDER]

One contact of the shipped contract, each with an id of its own, against the ways that people know: Faker walked along
the schema on every call, hypothesis-jsonschema, and the generator that Prism uses (json-schema-faker, by node). The
last two are taken if they are installed, and skipped with a word if not. A bare Flask view, called in process, tells
the machine's pace. `--specs` makes two values of every component
schema below a folder, in both directions, instead.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from mockserver.document import load
from mockserver.errors import SpecificationError
from mockserver.generate import Entity, Generator, Scene, Unsatisfiable
from mockserver.schema import Bundle, Schemas

ROOT = Path(__file__).resolve().parent.parent
ROUND = 200


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--values", type=int, default=100_000, help="how many values the look at memory makes")
    parser.add_argument("--specs", type=Path, help="a folder of descriptions: every component schema is made")
    arguments = parser.parse_args()
    if arguments.specs:
        sys.exit(every_schema(arguments.specs))
    compare(arguments.values)


def compare(values: int) -> None:
    document = load(ROOT / "openapi.yaml")
    node = document.root / "components" / "schemas" / "ContactSchema"
    bundle = Schemas(document).bundle(node, "response")
    maker = Generator().maker(bundle)
    size = sum(len(json.dumps(maker(Scene(pins=Entity("contact", f"size {n}"))))) for n in range(200)) // 200
    print(f"one contact, {size} bytes of JSON on average, never asked for before")
    ours = best(lambda n: maker(Scene(pins=Entity("contact", f"contact {n}"))))
    show("mockserver", ours, ours)
    show("a bare Flask view, in process", best(flask_view(), rounds=30), ours)
    show("Faker walked naively", best(naive(bundle), rounds=5, size=40), ours)
    show("hypothesis-jsonschema", hypothesis_jsonschema(bundle), ours)
    show("json-schema-faker (Prism)", json_schema_faker(bundle), ours)
    memory(maker, values)


def best(make: Callable[[int], Any], rounds: int = 200, size: int = ROUND) -> float:
    """Return the microseconds of CPU that one value takes in the quietest of some rounds."""
    for number in range(size):
        make(-number)
    found = []
    for start in range(0, rounds * size, size):
        began = time.process_time()
        for number in range(start, start + size):
            make(number)
        found.append((time.process_time() - began) / size * 1e6)
    return min(found)


def show(name: str, cost: float | str, ours: float) -> None:
    print(f"  {name:30}", cost if isinstance(cost, str) else f"{cost:10.1f} us {cost / ours:9.1f} x")


def flask_view() -> Callable[[int], Any]:
    """Answer a request by a view that does nothing, without a server: what this machine's pace can be told by."""
    from flask import Flask, Response  # noqa: PLC0415 - one of the things compared
    from werkzeug.test import create_environ  # noqa: PLC0415

    app = Flask("bare", static_folder=None)
    body = b"{}"

    @app.get("/api/contacts/<identifier>")
    def contact(identifier: str) -> Response:  # noqa: ARG001 - as a view has it
        return Response(body, content_type="application/json")

    environ = create_environ("/api/contacts/42")

    def make(_number: int) -> Any:
        return b"".join(app(dict(environ), lambda _status, _headers, _error=None: None))

    return make


def naive(bundle: Bundle) -> Callable[[int], Any]:
    """Walk the schema on every call and ask Faker for every leaf, as most mocks in Python do."""
    from faker import Faker  # noqa: PLC0415 - one of the things compared

    faker = Faker()
    names = {"name": faker.name, "phone": faker.phone_number, "description": faker.sentence, "text": faker.sentence}

    def walk(schema: Any, name: str) -> Any:
        if "$ref" in schema:
            schema = bundle.schema["$defs"][schema["$ref"].removeprefix("#/$defs/")]
        if "oneOf" in schema:
            return walk(schema["oneOf"][0], name)
        if "enum" in schema:
            return faker.random_element(schema["enum"])
        if schema.get("type") == "object":
            return {key: walk(part, key) for key, part in schema.get("properties", {}).items()}
        if schema.get("type") == "array":
            return [walk(schema["items"], name) for _ in range(faker.random_int(1, 2))]
        if schema.get("type") == "integer":
            return faker.random_int()
        if schema.get("format") == "date-time":
            return faker.date_time().isoformat() + "Z"
        return str(faker.uuid4()) if schema.get("format") == "uuid" else names.get(name, faker.word)()

    def make(number: int) -> Any:
        faker.seed_instance(number)
        return walk(bundle.schema, "")

    return make


def hypothesis_jsonschema(bundle: Bundle) -> float | str:
    if importlib.util.find_spec("hypothesis_jsonschema") is None:
        return "   skipped: pip install hypothesis-jsonschema"
    from hypothesis import HealthCheck, Phase, given, settings  # noqa: PLC0415 - optional
    from hypothesis_jsonschema import from_schema  # noqa: PLC0415 - optional

    taken: list[Any] = []

    def take(value: Any) -> None:
        taken.append(value)

    quick = settings(max_examples=100, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    began = time.process_time()
    quick(given(from_schema(bundle.schema))(take))()
    return (time.process_time() - began) / max(len(taken), 1) * 1e6


def json_schema_faker(bundle: Bundle) -> float | str:
    node = shutil.which("node")
    if node is None:
        return "   skipped: node is not installed"
    script = """
      const made = await import("json-schema-faker"); const old = made.JSONSchemaFaker || made.default;
      const generate = made.generateSync || (schema => old.generate(schema));
      const schema = {schema}; for (let i = 0; i < 100; i++) generate(schema);
      const began = process.cpuUsage(); for (let i = 0; i < 200; i++) generate(schema);
      const used = process.cpuUsage(began); console.log((used.user + used.system) / 200);
    """.format(schema=json.dumps(bundle.schema).replace("$defs", "definitions"))
    command = [node, "--input-type=module", "-e", script]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return float(done.stdout) if done.returncode == 0 else "   skipped: npm install json-schema-faker"


def memory(maker: Callable[[Scene], Any], values: int) -> None:
    print(f"memory while {values:,} contacts are made")
    marks = {values // 10: "after the first tenth", values: "at the end"}
    for number in range(1, values + 1):
        maker(Scene(pins=Entity("contact", f"memory {number}")))
        if number in marks:
            print(f"  {marks[number]:28} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:10.1f} MB")


def every_schema(folder: Path) -> int:
    """Make two values of every component schema below `folder`; return 1 if a value breaks its schema."""
    made, refused, wrong = 0, 0, 0
    for path in sorted(path for path in folder.glob("*.*") if path.suffix in (".json", ".yaml")):
        began = time.process_time()
        for name, bundle in bundles(path):
            try:
                good = all(bundle.validator.is_valid(value) for value in two(bundle))
            except Unsatisfiable as error:
                refused += 1
                print(f"  {path.name}: {name}: {error}")
                continue
            made += 1
            wrong += not good
            if not good:
                print(f"  {path.name}: {name}: INVALID")
        print(f"{path.name:32} {time.process_time() - began:8.1f} s")
    print(f"{made} schemas made, {refused} refused, {wrong} wrong")
    return 1 if wrong else 0


def two(bundle: Bundle) -> Iterable[Any]:
    maker = Generator().maker(bundle)
    return [maker(Scene(key=key)) for key in ("one", "two")]


def bundles(path: Path) -> Iterator[tuple[str, Bundle]]:
    try:
        document = load(path)
    except SpecificationError:  # another JSON file that lies among them
        return
    schemas = Schemas(document)
    components = document.root.get("components")
    found = components.get("schemas") if components else None
    for name, node in found.items() if found else ():
        yield name, schemas.bundle(node, "response")
        yield name, schemas.bundle(node, "request")


if __name__ == "__main__":
    main()
