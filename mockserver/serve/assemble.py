"""Where the parts meet: settings in, an engine out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mockserver.answer import Answerer, FromExample, FromSchema, Refusal, Renderer
from mockserver.contract import Contract, JudgeOptions, compile_contract
from mockserver.document import LoadOptions
from mockserver.document import load as load_document
from mockserver.engine import Engine, EngineOptions, Mounts
from mockserver.exchange import Journal
from mockserver.generate import GenerateOptions, Generator
from mockserver.settings import Settings

if TYPE_CHECKING:
    from mockserver.contract import Operation


def load(source: str | Path, settings: Settings = Settings()) -> Contract:  # noqa: B008 - a frozen value
    """Load a description (a file or a URL) as a contract.

    Raises:
        DocumentError: the description cannot be served; it says where and why.
    """
    judging = JudgeOptions(settings.unknown_query, settings.body_limit)
    return compile_contract(load_document(source, options=load_options(settings)), judging)


def load_options(settings: Settings) -> LoadOptions:
    """Return how a description is loaded under these settings."""
    cache = Path.home() / ".cache" / "mockserver" if settings.cache else None
    return LoadOptions(allow_ref_hosts=frozenset(settings.allow_ref_host), cache_dir=cache)


def build_engine(settings: Settings, contract: Contract | None = None) -> Engine:
    """Wire an engine for the first description as the settings say; it is loaded unless its contract is given.

    Raises:
        MockserverError: the description or a fixture cannot be served.
    """
    return _engine(settings, contract or load(settings.spec[0], settings), "".join(settings.at[:1]), Journal())


def build(settings: Settings) -> Engine | Mounts:
    """Wire what serves all the descriptions of the settings, each below its prefix.

    Raises:
        MockserverError: a description or a fixture cannot be served.
    """
    if len(settings.spec) == 1:
        return build_engine(settings)
    journal = Journal()
    pairs = zip(settings.spec, settings.at, strict=True)
    return Mounts([_engine(settings, load(spec, settings), prefix, journal) for spec, prefix in pairs])


def _engine(settings: Settings, contract: Contract, prefix: str, journal: Journal) -> Engine:
    return Engine(contract, answerers(settings), EngineOptions(prefix, settings.cors), journal)


def answerers(settings: Settings) -> Sequence[Answerer]:
    """Return who answers, in their order."""
    renderer = Renderer(Generator(generate_options(settings)))
    from_example = FromExample(renderer, dynamic=settings.dynamic, ignore_examples=settings.ignore_examples)
    from_schema = FromSchema(renderer)
    refusal = Refusal(validation_of(settings), (from_example, from_schema))
    return (refusal, from_example, from_schema)


def generate_options(settings: Settings) -> GenerateOptions:
    """Return how values are made under these settings."""
    return GenerateOptions(seed=settings.seed, locale=settings.locale, dictionary=settings.dictionary)


def validation_of(settings: Settings) -> Callable[[Operation], str]:
    """Return what tells for an operation whether violations are refused, reported or left alone."""
    own = {
        key: table["validate"]
        for key, table in settings.operations.items()
        if isinstance(table, dict) and "validate" in table
    }
    if not own:
        return lambda _: settings.validate
    return lambda operation: (
        own.get(operation.id) or own.get(f"{operation.method} {operation.path}") or settings.validate
    )
