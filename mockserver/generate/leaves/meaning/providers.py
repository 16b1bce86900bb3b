"""What the keys of the hints table stand for: each builds, for the options of a run, the leaf that makes the values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockserver.generate.leaves.banks.library import phrases
from mockserver.generate.leaves.instants import instants, render, tense_of
from mockserver.generate.leaves.leaf import pooled
from mockserver.generate.leaves.meaning.numbers import NUMBERS
from mockserver.generate.leaves.subjects import people, places
from mockserver.generate.leaves.subjects.atlas import atlas
from mockserver.later import later

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockserver.generate.leaves.leaf import Leaf
    from mockserver.generate.leaves.options import GenerateOptions

    Build = Callable[[GenerateOptions], Leaf]

code: Callable[[str, GenerateOptions], Leaf] = later("mockserver.generate.leaves.meaning.codes", "code")


def provider(key: str, name: str, options: GenerateOptions) -> Leaf:
    """Return the leaf that `key` stands for, to fill a property called `name`."""
    family, _, member = key.partition(".")
    if family == "word":
        return pooled(phrases("words", member))
    if family == "header":
        return pooled(phrases("headers", member))
    if family == "name":
        return pooled(phrases("names", member))
    if family == "text":
        return pooled(phrases("texts", member))
    if family == "number":
        return _number(member)
    if family == "time":
        return _moment(member, name, options)
    build = PROVIDERS.get(key)
    return code(key, options) if build is None else build(options)


def group_of(key: str) -> str | None:
    """Return the kind of subject that the provider describes one side of, if it is one whose sides must agree."""
    family = key.partition(".")[0]
    return family if family in {"person", "place", "company"} else None


def _number(member: str) -> Leaf:
    if not member.endswith(".text"):
        return NUMBERS[member]
    number = NUMBERS[member.removesuffix(".text")]
    if member.startswith("money"):
        return lambda entropy: f"{number(entropy):.2f}"
    return lambda entropy: str(number(entropy))


def _moment(style: str, name: str, options: GenerateOptions) -> Leaf:
    epoch = instants(tense_of(name), options)
    if style == "clock":
        return lambda entropy: f"{7 + entropy % 14:02}:{entropy // 14 % 4 * 15:02}"
    return lambda entropy: render(style, epoch(entropy))


def _text_of(build: Build) -> Build:
    def built(options: GenerateOptions) -> Leaf:
        leaf = build(options)
        return lambda entropy: str(leaf(entropy))

    return built


def _msisdn(options: GenerateOptions) -> Leaf:
    phone = places.PARTS["phone"](options)
    return lambda entropy: int(phone(entropy)[1:])


def _pair(options: GenerateOptions) -> Leaf:
    lat, lng = places.PARTS["lat"](options), places.PARTS["lng"](options)
    return lambda entropy: [lat(entropy), lng(entropy)]


def _street_name(options: GenerateOptions) -> Leaf:
    return pooled(atlas(options).streets)


def _file_path(options: GenerateOptions) -> Leaf:
    folders, files = phrases("topics", "directory"), provider("name.file", "", options)
    return lambda entropy: f"{folders[entropy % len(folders)]}/{files(entropy // len(folders))}"


def _job(options: GenerateOptions) -> Leaf:
    if options.pools.locale.startswith("en"):
        return pooled(phrases("people", "job"))
    return pooled(options.pools.draw("job"))


def _plain(leaf: Leaf) -> Build:
    return lambda _options: leaf


def _typed(topic: str) -> Build:
    return lambda _options: pooled(phrases("texts", topic))


def _within(leaf: Leaf, before: str, after: str) -> Leaf:
    return lambda entropy: f"{before}{leaf(entropy)}{after}"


def _paragraph(_options: GenerateOptions) -> Leaf:
    sentences = phrases("texts", "paragraph")
    size = len(sentences) // 3

    def paragraph(entropy: int) -> str:
        start = entropy % size * 3
        return " ".join(sentences[start : start + 2 + entropy // size % 2])

    return paragraph


def _bio(_options: GenerateOptions) -> Leaf:
    trades, pastimes = phrases("texts", "trade"), phrases("texts", "pastime")
    return lambda entropy: f"{trades[entropy % len(trades)]}. {pastimes[entropy // len(trades) % len(pastimes)]}."


PROVIDERS: dict[str, Build] = {
    **{f"person.{part}": build for part, build in people.PARTS.items()},
    **{f"place.{part}": build for part, build in places.PARTS.items()},
    "place.lat.text": _text_of(places.PARTS["lat"]),
    "place.lng.text": _text_of(places.PARTS["lng"]),
    "place.msisdn": _msisdn,
    "place.street2": _plain(
        lambda entropy: f"{('Apt.', 'Suite', 'Unit', 'Floor')[entropy % 4]} {1 + entropy // 4 % 40}"
    ),
    "job": _job,
    "bio": _bio,
    "quote": _typed("quote"),
    "message": _typed("message"),
    "comment": _typed("comment"),
    "html": lambda options: _within(_paragraph(options), "<p>", "</p>"),
    "caption": _typed("caption"),
    "instruction": _typed("instruction"),
    "description": _typed("description"),
    "paragraph": _paragraph,
    "subject": _typed("subject"),
    "question": lambda _options: pooled(phrases("names", "question")),
    "answer": _typed("answer"),
    "reason": _typed("reason"),
    "error": _typed("error"),
    "success": _typed("success"),
    "bool.mostly": _plain(lambda entropy: entropy % 5 > 0),
    "bool.rarely": _plain(lambda entropy: entropy % 5 == 0),
    "net.avatar": _plain(lambda entropy: f"https://images.example.com/avatars/{entropy & 0xFFFFFFFF:08x}.png"),
    "net.video": _plain(lambda entropy: f"https://media.example.com/{entropy & 0xFFFFFFFF:08x}.mp4"),
    "net.audio": _plain(lambda entropy: f"https://media.example.com/{entropy & 0xFFFFFFFF:08x}.mp3"),
    "net.file": _plain(lambda entropy: f"https://files.example.com/{entropy & 0xFFFFFFFF:08x}.pdf"),
    "task": lambda _options: pooled(phrases("names", "task")),
    "net.filepath": _file_path,
    "place.streetname": _street_name,
    "place.pair": _pair,
    "travel.city": places.PARTS["city"],
}
