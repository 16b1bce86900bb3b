"""Where the parts meet: settings in, an engine out."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from mockserver.answer import (
    Answerer,
    Census,
    Conditional,
    Entities,
    FromExample,
    FromFixture,
    FromOverride,
    FromSchema,
    FromState,
    FromStray,
    GivenWorld,
    Members,
    Refusal,
    Renderer,
    Scenes,
    Selector,
    Surroundings,
    Troubled,
    Unjudged,
    domain_of,
)
from mockserver.answer.stateful import read_seed, sow
from mockserver.contract import Contract, JudgeOptions, compile_contract
from mockserver.contract.parameter import MISSING
from mockserver.contract.resources import Resources
from mockserver.document import LoadOptions
from mockserver.document import load as load_document
from mockserver.engine import Engine, EngineOptions, Mounts
from mockserver.errors import FixtureError, UsageError
from mockserver.exchange import Journal
from mockserver.fixtures import Loaded, Shelf, folders_for, load_folder
from mockserver.generate import Generator
from mockserver.serve.admin import Mount, Steering
from mockserver.serve.data import generate_options
from mockserver.serve.steering import administer, new_steering
from mockserver.settings import Settings

if TYPE_CHECKING:
    from mockserver.contract import Operation
    from mockserver.state import Store


def load(source: str | Path, settings: Settings | None = None) -> Contract:
    """Load a description (a file or a URL) as a contract.

    Raises:
        DocumentError: the description cannot be served; it says where and why.
    """
    settings = settings or Settings()
    judging: Any = {"unknown_query": settings.unknown_query, "body_limit": settings.body_limit}
    return compile_contract(load_document(source, options=load_options(settings)), JudgeOptions(**judging))


def load_options(settings: Settings) -> LoadOptions:
    """Return how a description is loaded: parsed trees are kept in the user's cache folder (XDG_CACHE_HOME)."""
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return LoadOptions(
        allow_ref_hosts=frozenset(settings.allow_ref_host),
        cache_dir=caches / "mockserver" if settings.cache else None,
    )


def load_fixtures(settings: Settings, contract: Contract) -> Loaded:
    """Load the fixtures that belong to a contract: those of the folder that is set, else those beside the description.

    Raises:
        FixtureError: the folder that is set is not there.
    """
    folders = folders_for(contract.document.source, settings.fixtures)
    loaded = [load_folder(folder, contract, load_options(settings).cache_dir) for folder in folders]
    return Loaded(
        tuple(fixture for one in loaded for fixture in one.fixtures),
        tuple(finding for one in loaded for finding in one.findings),
    )


def build(settings: Settings, journal: Journal | None = None, steering: Steering | None = None) -> Engine | Mounts:
    """Wire what serves all the descriptions of the settings, each below its prefix; journal and steering may go on.

    Raises:
        MockserverError: a description or a fixture cannot be served.
    """
    prefixes = settings.at or ("",)
    pairs = zip((load(spec, settings) for spec in settings.spec), prefixes, strict=True)
    return _build(settings, tuple(pairs), Journal() if journal is None else journal, steering)


def build_engine(settings: Settings, contract: Contract | None = None) -> Engine:
    """Wire an engine for the first description as the settings say; it is loaded unless its contract is given.

    Raises:
        MockserverError: the description or a fixture cannot be served.
    """
    contract = contract or load(settings.spec[0], settings)
    built = _build(settings, ((contract, "".join(settings.at[:1])),), Journal())
    return built if isinstance(built, Engine) else built.engines[0]


def _build(
    settings: Settings,
    pairs: tuple[tuple[Contract, str], ...],
    journal: Journal,
    steering: Steering | None = None,
) -> Engine | Mounts:
    steering = steering or new_steering(settings, [contract for contract, _ in pairs])
    parts = [_engine(settings, Mount(prefix, contract, Shelf()), journal, steering) for contract, prefix in pairs]
    engines = [engine for engine, _ in parts]
    handler = engines[0] if len(engines) == 1 else Mounts(engines)
    administer(handler, [mount for _, mount in parts], steering, settings, load_options(settings))
    return handler


def _engine(settings: Settings, mount: Mount, journal: Journal, steering: Steering) -> tuple[Engine, Mount]:
    store = steering.store
    found = answerers(settings, mount, steering, store)
    reuse = 0 if store is not None and store.shared else 4_096  # others may write at any time
    options = EngineOptions(
        mount.prefix,
        settings.cors,
        reuse,
        found.stray,
        TELLS.get(settings.verbose_level, 0),
    )
    engine = Engine(mount.contract, found.asked, options, journal)
    seed = read_seed(Path(settings.state_seed)) if settings.state_seed and not settings.stateless else None
    if found.from_state is not None:
        realm = f"{mount.prefix} " if mount.prefix else ""
        found.from_state.changed, found.from_state.realm = engine.changed, realm
        if seed is not None and not found.from_state.store.revision(realm):
            sow(found.from_state, seed)
    return engine, Mount(mount.prefix, mount.contract, found.shelf, found.from_state, seed)


class Answerers(NamedTuple):
    """Who answers: those that the engine asks, in their order, and among them the one that remembers."""

    asked: tuple[Answerer, ...]
    from_state: FromState | None
    shelf: Shelf
    stray: FromStray


def answerers(settings: Settings, mount: Mount, steering: Steering, store: Store | None = None) -> Answerers:
    """Return who answers; without a store nothing is remembered.

    Raises:
        FixtureError: a fixture breaks the contract, or cannot be read.
        UsageError: the config file declares a resource that cannot be.
    """
    contract = mount.contract
    shelf, resources = _shelf(settings, contract), Resources(contract, settings.resources)
    generator, given = _world(settings, resources, shelf)
    renderer = Renderer(generator, Scenes(Members(resources, Entities(generator), given)))
    from_example = FromExample(renderer, dynamic=settings.dynamic, ignore_examples=settings.ignore_examples)
    from_schema = FromSchema(renderer)
    validation = validation_of(settings, contract)
    surroundings = Surroundings(
        generator.options, state=lambda *asked: from_state.entity(*asked) if from_state else MISSING
    )
    from_fixture = FromFixture(shelf, renderer, surroundings, steering.plays)
    others: tuple[Answerer, ...] = (from_example, from_schema)
    from_state = None if store is None else FromState(store, renderer, from_fixture, others)
    remembering: tuple[Answerer, ...] = () if from_state is None else (from_state,)
    sources = (*remembering, from_fixture, *others)
    inner = (
        Unjudged(validation),
        FromOverride(steering.overrides, mount.prefix, from_fixture, lawful=False),
        Refusal(validation, (from_example, from_schema)),
        FromOverride(steering.overrides, mount.prefix, from_fixture, lawful=True),
        Conditional(sources, renderer.scenes, Selector()),
    )
    asked = Troubled(steering.troubles, inner, others)
    return Answerers((asked,), from_state, shelf, FromStray(steering.overrides, surroundings))


def generator_for(settings: Settings, contract: Contract) -> Generator:
    """Return what makes the values of a description as its server does: of the same entities, counted alike.

    Raises:
        FixtureError: a fixture breaks the contract, or cannot be read.
        UsageError: the config file declares a resource that cannot be.
    """
    return _world(settings, Resources(contract, settings.resources), _shelf(settings, contract))[0]


def _world(settings: Settings, resources: Resources, shelf: Shelf) -> tuple[Generator, GivenWorld]:
    options = replace(generate_options(settings, resources.contract), domain=domain_of(resources, shelf))
    generator = Generator(options)
    given = GivenWorld(resources, examples=not (settings.dynamic or settings.ignore_examples), fixtures=lambda: shelf)
    generator.census = census = Census(resources, generator, given)
    generator.name_of = census.name_of
    return generator, given


def _shelf(settings: Settings, contract: Contract) -> Shelf:
    loaded = load_fixtures(settings, contract)
    errors = loaded.errors
    if errors:
        first, more = errors[0], len(errors) - 1
        hint = f"and {more} more: mockserver check shows them all" if more else first.hint
        raise FixtureError(first.message, first.code, first.place, hint)
    return Shelf(loaded.fixtures)


def validation_of(settings: Settings, contract: Contract) -> Callable[[Operation], str]:
    """Return what tells for an operation whether violations are refused, reported or left alone.

    Raises:
        UsageError: the config file names an operation that is not there, or a word that means nothing.
    """
    own = {}
    for key, table in settings.operations.items():
        operation = contract.operation(key)
        if operation is None and len(settings.spec) == 1:
            raise UsageError(f"[operations] names '{key}': no such operation", "UNKNOWN_OPERATION")
        word = table.get("validate", settings.validate) if isinstance(table, dict) else None
        if word not in VALIDATIONS:
            raise UsageError(
                f"[operations.{key}] validate must be one of {', '.join(VALIDATIONS)}, got {word!r}", "BAD_SETTING"
            )
        own[operation] = word
    return lambda operation: own.get(operation, settings.validate)


TELLS = {"info": 1, "debug": 2, "trace": 2}
"""Which requests the log has a line for: refused and wrong ones, or all."""

VALIDATIONS = ("strict", "warn", "off")
