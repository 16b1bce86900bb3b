"""`mockserver generate`: sample data from the contract, without a server."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import click
import orjson
import yaml

from mockserver.answer.shaping.succeeded import Succeeded
from mockserver.answer.world import Entities
from mockserver.answer.world.pins import pinned
from mockserver.cli.options import config_option, data_options, examples, loading_options, settings_from
from mockserver.contract.shape import Shape
from mockserver.errors import UsageError
from mockserver.generate import Entity, Items, Scene
from mockserver.serve import generator_for, load

if TYPE_CHECKING:
    from mockserver.contract import Contract
    from mockserver.contract.resources import Pointer, Resource, Resources
    from mockserver.schema import Bundle

LONG_RUN = 2_000
MOST_KNOWN = 10
PAGE = 3


@click.command(
    short_help="Print sample data for an operation or a schema.",
    epilog=examples(
        "mockserver generate getContactById openapi.yaml",
        "mockserver generate ContactSchema -n 100 --format csv > contacts.csv",
    ),
)
@click.argument("name", metavar="OPERATION|SCHEMA")
@click.argument("spec", required=False)
@click.option("-n", "--count", type=click.IntRange(1), default=1, show_default=True, help="How many values.")
@click.option("--format", "shape", type=click.Choice(["json", "ndjson", "yaml", "csv"]), default="json")
@data_options
@loading_options
@config_option
def generate(name: str, spec: str | None, count: int, shape: str, config: str | None, **flags: Any) -> None:
    """Print sample data for the success response of an operation, or for a schema of the components."""
    settings = settings_from({**flags, "spec": (spec,) if spec else ()}, config)
    contract = load(settings.spec[0], settings)
    bundle = bundle_of(contract, name)
    generator, resources = generator_for(settings, contract)
    scene_of = scenes_for(contract, name, bundle, (resources, Entities(generator)))
    scenes = map(scene_of, range(count))
    if contract.operation(name) is None:
        values = (generator.value(bundle, scene) for scene in scenes)
    else:
        succeeded = Succeeded(bundle)
        values = (succeeded(generator.value(bundle, scene), scene.pins) for scene in scenes)
    if count >= LONG_RUN and sys.stderr.isatty():
        with click.progressbar(values, length=count, label="generating", file=sys.stderr) as shown:
            WRITERS[shape](shown, count)
    else:
        WRITERS[shape](values, count)


def wrapper_of(bundle: Bundle) -> str:
    """Return the name of the only property of an object that does nothing but wrap another one, else ""."""
    shape = Shape.of(bundle.schema)
    if shape.kinds != ("object",) or len(shape.properties) != 1:
        return ""
    name, inner = next(iter(shape.properties.items()))
    return name if inner.kinds == ("object",) else ""


def scenes_for(
    contract: Contract, name: str, bundle: Bundle, world: tuple[Resources, Entities]
) -> Callable[[int], Scene]:
    """Return what makes the scene of the n-th value: the n-th entity of its kind, or page, as the server shows it."""
    resources, entities = world
    resource, many = resource_of(contract, name, resources)
    view = resource.view(bundle, many=many) if resource is not None else None
    pointer = None if view is None else view.items if many else view.item
    if resource is None or pointer is None:
        wrapper = wrapper_of(bundle)
        where: Pointer = (wrapper,) if wrapper else ()
        return lambda index: Scene(f"{name} {index}", pins=pinned(where, Entity("", None, ordinal=index)))

    def scene(index: int) -> Scene:
        ordinals = range(index * PAGE, index * PAGE + PAGE) if many else (index,)
        shown = [entities.member(resource, ordinal, (), None) for ordinal in ordinals]
        known = pinned(pointer, Items(shown) if many else shown[0])
        return Scene(f"{name} {index}", resource.kind, known, within=pointer)

    return scene


def resource_of(contract: Contract, name: str, resources: Resources) -> tuple[Resource | None, bool]:
    """Return the resource whose entities an operation or a component shows, and whether it lists them."""
    operation = contract.operation(name)
    role = resources.role(operation) if operation is not None else None
    if operation is not None:
        return (None, False) if role is None else (role.resource, role.verb == "list")
    return next((each for each in resources.all if each.entity_name == name), None), False


def bundle_of(contract: Contract, name: str) -> Bundle:
    """Return the schema that `name` means: an operation's first success body, or a component.

    Raises:
        UsageError: neither an operation nor a schema has that name, or the operation answers without a body.
    """
    operation = contract.operation(name)
    if operation is not None:
        for key in sorted(operation.responses):
            for media in operation.responses[key].content.values() if key.startswith("2") else ():
                bundle = media.schema("response") or media.item_schema("response")
                if bundle is not None:
                    return bundle
        raise UsageError(f"{operation.id} documents no success body to generate", "NO_BODY")
    schemas = contract.components
    if name in schemas:
        return contract.schemas.bundle(schemas[name], "response")
    hint = _near(contract, name, schemas)
    raise UsageError(f"'{name}' is neither an operation nor a schema", "UNKNOWN_NAME", hint=hint)


def _near(contract: Contract, name: str, schemas: Iterable[str]) -> str:
    import difflib  # noqa: PLC0415 - only for a wrong name

    known = [*(operation.id for operation in contract.operations), *schemas]
    near = difflib.get_close_matches(name, known, n=3)
    return (
        "did you mean " + " or ".join(near) + "?"
        if near
        else "known: " + ", ".join(known[:MOST_KNOWN]) + ", ..." * (len(known) > MOST_KNOWN)
    )


def _write_json(values: Iterable[Any], count: int) -> None:
    if count == 1:
        click.echo(orjson.dumps(next(iter(values)), option=orjson.OPT_INDENT_2).decode())
        return
    lead = "[\n"
    for value in values:
        click.echo(lead + orjson.dumps(value).decode(), nl=False)
        lead = ",\n"
    click.echo("\n]")


def _write_ndjson(values: Iterable[Any], count: int) -> None:
    del count
    for value in values:
        click.echo(orjson.dumps(value).decode())


def _write_yaml(values: Iterable[Any], count: int) -> None:
    for value in values:
        whole = value if count == 1 else [value]
        click.echo(yaml.safe_dump(whole, sort_keys=False, allow_unicode=True), nl=False)


def _write_csv(values: Iterable[Any], count: int) -> None:
    """Write a row per value; the columns are those that the first thousand rows have."""
    del count
    rows = (row for value in values for row in _rows(value))
    first = list(islice(rows, 1_000))
    columns = list(dict.fromkeys(column for row in first for column in row))
    writer = csv.DictWriter(sys.stdout, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(chain(first, rows))


def _rows(value: Any) -> Iterator[dict[str, Any]]:
    """Yield flat rows: one per element of a list or of a page of one, else one for the whole value.

    Members of objects have dotted names, lists stand as JSON.
    """
    for element in _elements(value):
        yield dict(_flat("", element)) if isinstance(element, dict) else {"value": _cell(element)}


def _elements(value: Any) -> list[Any]:
    """Return what a value holds many of; a wrapped object is taken out of its wrapper."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        lists = [each for each in value.values() if isinstance(each, list) and all(isinstance(e, dict) for e in each)]
        plain = [each for each in value.values() if not isinstance(each, dict | list)]
        if len(lists) == 1 and not plain:
            return lists[0]
        if len(value) == 1 and not plain and not lists:
            return list(value.values())
    return [value]


def _flat(prefix: str, value: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, item in value.items():
        if isinstance(item, dict) and item:
            yield from _flat(f"{prefix}{name}.", item)
        else:
            yield prefix + name, _cell(item)


def _cell(value: Any) -> Any:
    return orjson.dumps(value).decode() if isinstance(value, dict | list) else value


WRITERS: dict[str, Callable[[Iterable[Any], int], None]] = {
    "json": _write_json,
    "ndjson": _write_ndjson,
    "yaml": _write_yaml,
    "csv": _write_csv,
}
