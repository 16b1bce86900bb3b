"""What the keys of the hints table stand for: each builds, for the options of a run, the leaf that makes the values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockserver.generate.leaves.banks.library import phrases
from mockserver.generate.leaves.instants import instants, render, tense_of
from mockserver.generate.leaves.leaf import Stream, pooled
from mockserver.generate.leaves.meaning.numbers import NUMBERS
from mockserver.generate.leaves.subjects import people, places
from mockserver.generate.leaves.subjects.atlas import atlas
from mockserver.generate.leaves.subjects.companies import company
from mockserver.generate.leaves.text import filler, identifiers, networks

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockserver.generate.leaves.leaf import Leaf
    from mockserver.generate.leaves.options import GenerateOptions

    Build = Callable[[GenerateOptions], Leaf]


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
    return PROVIDERS[key](options)


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


def _company(part: str) -> Build:
    return lambda options: lambda entropy: getattr(company(entropy, options), part)


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


def _characters(alphabet: str, length: int, prefix: str = "", suffix: str = "") -> Build:
    return _plain(lambda entropy: prefix + filler.characters(Stream(entropy), alphabet, length) + suffix)


def _error_code(entropy: int) -> str:
    return _ERROR_CODES[entropy % len(_ERROR_CODES)]


_DIGITS = "0123456789"
_UPPER = "ABCDEFGHJKLMNPRSTUVWXYZ"
_ANY = _DIGITS + filler.LETTERS + filler.LETTERS.upper()
_ERROR_CODES = ("NOT_FOUND", "INVALID_REQUEST", "UNAUTHORIZED", "RATE_LIMITED", "CONFLICT", "INTERNAL_ERROR")

PROVIDERS: dict[str, Build] = {
    **{f"person.{part}": build for part, build in people.PARTS.items()},
    **{f"place.{part}": build for part, build in places.PARTS.items()},
    "place.lat.text": _text_of(places.PARTS["lat"]),
    "place.lng.text": _text_of(places.PARTS["lng"]),
    "place.msisdn": _msisdn,
    "place.street2": _plain(
        lambda entropy: f"{('Apt.', 'Suite', 'Unit', 'Floor')[entropy % 4]} {1 + entropy // 4 % 40}"
    ),
    "company.name": _company("name"),
    "company.website": _company("website"),
    "company.email": _company("email"),
    "company.domain": _company("domain"),
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
    "net.url": _plain(networks.url),
    "net.avatar": _plain(lambda entropy: f"https://images.example.com/avatars/{entropy & 0xFFFFFFFF:08x}.png"),
    "net.image": _plain(networks.image),
    "net.logo": _plain(lambda entropy: f"https://cdn.example.com/logos/{networks.host(entropy).partition('.')[0]}.svg"),
    "net.favicon": _plain(
        lambda entropy: f"https://cdn.example.com/{networks.host(entropy).partition('.')[0]}/favicon.ico"
    ),
    "net.webhook": _plain(
        lambda entropy: (
            f"https://hooks.example.com/services/{entropy & 0xFFFFFFFF:08X}/{identifiers.token(entropy)[:24]}"
        )
    ),
    "net.mailhost": _plain(lambda entropy: f"smtp.{networks.host(entropy)}"),
    "net.video": _plain(lambda entropy: f"https://media.example.com/{entropy & 0xFFFFFFFF:08x}.mp4"),
    "net.audio": _plain(lambda entropy: f"https://media.example.com/{entropy & 0xFFFFFFFF:08x}.mp3"),
    "net.file": _plain(lambda entropy: f"https://files.example.com/{entropy & 0xFFFFFFFF:08x}.pdf"),
    "net.ipv4": _plain(networks.ipv4),
    "net.ipv6": _plain(networks.ipv6),
    "net.cidr": _plain(networks.NETWORKS["cidr"]),
    "net.mac": _plain(networks.mac),
    "net.origin": _plain(lambda entropy: f"https://{networks.host(entropy)}"),
    "net.host": _plain(networks.host),
    "net.agent": _plain(networks.user_agent),
    "net.media": _plain(pooled(networks.MEDIA_TYPES)),
    "net.path": _plain(networks.path),
    "code.uuid": _plain(identifiers.uuid),
    "code.token": _plain(identifiers.token),
    "code.jwt": _plain(identifiers.jwt),
    "code.secret": _characters(_ANY, 32, "sk_test_"),
    "code.webhook": _characters(_ANY, 32, "whsec_"),
    "code.isrc": _plain(
        lambda entropy: (
            f"{('US', 'GB', 'DE', 'FR', 'QZ')[entropy % 5]}{filler.characters(Stream(entropy), _UPPER, 3)}"
            f"{20 + entropy // 5 % 7}{entropy // 35 % 100_000:05}"
        )
    ),
    "copyright": lambda options: lambda entropy: f"© {2019 + entropy % 8} {company(entropy >> 3, options).name}",
    "code.publickey": _characters(_ANY, 24, "pk_test_"),
    "code.clientid": _characters(filler.ALPHANUMERIC, 20),
    "code.password": _characters(_ANY + "!#%?", 14),
    "code.otp": _characters(_DIGITS, 6),
    "code.sha256": _plain(identifiers.hexadecimal(64)),
    "code.sha1": _plain(identifiers.hexadecimal(40)),
    "code.md5": _plain(identifiers.hexadecimal(32)),
    "code.etag": _characters("0123456789abcdef", 16, '"', '"'),
    "code.cursor": _characters(_ANY, 24),
    "code.slug": _plain(identifiers.slug),
    "code.short": _plain(identifiers.code),
    "code.key": _plain(lambda entropy: identifiers.slug(entropy).replace("-", "_")),
    "code.reference": _characters(_UPPER + _DIGITS, 8),
    "code.version": _plain(identifiers.version),
    "code.base64": _characters(_ANY, 24),
    "code.status": _plain(lambda entropy: str(NUMBERS["status"](entropy))),
    "code.imei": _characters(_DIGITS, 15),
    "code.ethereum": _characters("0123456789abcdef", 40, "0x"),
    "code.shortsha": _plain(identifiers.hexadecimal(7)),
    "code.objectid": _plain(identifiers.hexadecimal(24)),
    "code.ulid": _plain(identifiers.ulid),
    "code.datauri": _plain(lambda entropy: f"data:image/svg+xml;base64,{identifiers.token(entropy)}"),
    "task": lambda _options: pooled(phrases("names", "task")),
    "net.filepath": _file_path,
    "place.streetname": _street_name,
    "place.pair": _pair,
    "code.error": _plain(_error_code),
    "code.national": _characters(_DIGITS, 9),
    "code.vat": _characters(_DIGITS, 9, "DE"),
    "code.ticker": _characters(_UPPER, 4),
    "code.iban": _plain(identifiers.iban),
    "code.bic": _plain(lambda entropy: filler.characters(Stream(entropy), _UPPER, 4) + "DEFF"),
    "code.card": _plain(identifiers.card_number),
    "code.last4": _characters(_DIGITS, 4),
    "code.cvv": _characters(_DIGITS, 3),
    "code.month": _plain(lambda entropy: f"{1 + entropy % 12:02}"),
    "code.expyear": _plain(lambda entropy: str(2027 + entropy % 6)),
    "code.account": _characters(_DIGITS, 10),
    "code.routing": _characters(_DIGITS, 9),
    "code.invoice": _plain(lambda entropy: f"INV-2026-{entropy % 9000 + 1000}"),
    "code.order": _plain(lambda entropy: f"{entropy % 900_000 + 100_000}"),
    "code.coupon": _plain(
        lambda entropy: (
            f"{('SPRING', 'WELCOME', 'SAVE', 'SUMMER', 'THANKS')[entropy % 5]}{(5, 10, 15, 20, 25)[entropy // 5 % 5]}"
        )
    ),
    "code.tracking": _characters(_DIGITS, 16, "1Z"),
    "code.wallet": _characters(_ANY, 32, "bc1"),
    "code.sku": _plain(identifiers.sku),
    "code.isbn": _plain(identifiers.isbn13),
    "code.isbn10": _plain(identifiers.isbn10),
    "code.ean": _plain(identifiers.ean13),
    "code.serial": _characters(_UPPER + _DIGITS, 12),
    "code.plate": _plain(lambda entropy: f"{filler.characters(Stream(entropy), _UPPER, 3)}-{entropy % 9000 + 1000}"),
    "code.vin": _characters(_UPPER + _DIGITS, 17),
    "code.hexcolor": _plain(lambda entropy: f"#{entropy & 0xFFFFFF:06x}"),
    "code.flight": _plain(
        lambda entropy: f"{('LH', 'UA', 'BA', 'AF', 'DL', 'KL')[entropy % 6]}{entropy // 6 % 900 + 100}"
    ),
    "code.seat": _plain(lambda entropy: f"{1 + entropy % 34}{'ABCDEF'[entropy // 34 % 6]}"),
    "travel.city": places.PARTS["city"],
    "code.customer": _plain(lambda entropy: f"C-{entropy % 90_000 + 10_000}"),
    "code.gate": _plain(lambda entropy: f"{'ABCDE'[entropy % 5]}{1 + entropy // 5 % 42}"),
    "code.terminal": _plain(lambda entropy: str(1 + entropy % 4)),
    "code.room": _plain(lambda entropy: str(101 + entropy % 320)),
}
