"""What the keys of the hints table stand for: each builds, for the options of a run, the leaf that makes the values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockserver.generate.leaves import filler, identifiers, networks
from mockserver.generate.leaves.instants import instants, render, tense_of
from mockserver.generate.leaves.leaf import Stream, mix, pooled
from mockserver.generate.leaves.meaning import phrases
from mockserver.generate.leaves.meaning.companies import company
from mockserver.generate.leaves.meaning.numbers import NUMBERS
from mockserver.generate.leaves.meaning.people import Person, email_of, person
from mockserver.generate.leaves.meaning.places import Place, place
from mockserver.generate.leaves.meaning.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockserver.generate.leaves.leaf import Leaf
    from mockserver.generate.leaves.options import GenerateOptions

    Build = Callable[[GenerateOptions], Leaf]


def provider(key: str, name: str, options: GenerateOptions) -> Leaf:
    """Return the leaf that `key` stands for, to fill a property called `name`."""
    family, _, member = key.partition(".")
    if family == "word":
        return pooled(WORDS[member])
    if family == "name":
        return pooled(phrases.NAMES[member])
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


def _person(part: Callable[[Person], Any]) -> Build:
    return lambda options: lambda entropy: part(person(entropy, options))


def _place(part: Callable[[Place], Any]) -> Build:
    return lambda options: lambda entropy: part(place(entropy, options))


def _company(part: str) -> Build:
    return lambda options: lambda entropy: getattr(company(entropy, options), part)


def _plain(leaf: Leaf) -> Build:
    return lambda _options: leaf


def _faker(method: str) -> Build:
    return lambda options: pooled(options.pools.draw(method))


def _paragraph(entropy: int) -> str:
    stream = Stream(entropy)
    start = stream.below(len(phrases.PARAGRAPHS) // 3) * 3
    return " ".join(phrases.PARAGRAPHS[start : start + stream.between(2, 3)])


def _bio(entropy: int) -> str:
    stream = Stream(entropy)
    first, second = stream.pick(_TRADES), stream.pick(_PASTIMES)
    return f"{first}. {second}."


def _characters(alphabet: str, length: int, prefix: str = "", suffix: str = "") -> Build:
    return _plain(lambda entropy: prefix + filler.characters(Stream(entropy), alphabet, length) + suffix)


def _prefix(who: Person) -> str:
    titles = WORDS[f"prefix_{who.gender}"]
    return titles[mix(who.entropy, 4) % len(titles)]


def _street_number(where: Place) -> str:
    return next((part for part in where.street.split() if part.isdigit()), "12")


def _error_code(entropy: int) -> str:
    return _ERROR_CODES[entropy % len(_ERROR_CODES)]


_DIGITS = "0123456789"
_UPPER = "ABCDEFGHJKLMNPRSTUVWXYZ"
_ANY = _DIGITS + filler.LETTERS + filler.LETTERS.upper()
_TRADES = (
    "Carpenter and father of two", "Runs a small bakery near the station", "Product designer, mostly on mobile apps",
    "Teaches maths and coaches the swim team", "Nurse on the night shift", "Writes about food and travel",
    "Backend developer who likes short meetings", "Photographer for weddings and portraits", "Retired engineer",
    "Studies biology", "Sells vintage bicycles", "Helps small shops with their books",
)  # fmt: skip
_PASTIMES = (
    "Likes long walks with the dog", "Plays the cello on Sundays", "Cooks for friends at the weekend", "Reads on the train",
    "Looking for a hiking partner", "Currently learning Portuguese", "Never without a camera", "Grows too many tomatoes",
    "Coffee first", "Collects old maps", "Happy to answer questions", "Based in the north, often on the road",
)  # fmt: skip
_ERROR_CODES = ("NOT_FOUND", "INVALID_REQUEST", "UNAUTHORIZED", "RATE_LIMITED", "CONFLICT", "INTERNAL_ERROR")

PROVIDERS: dict[str, Build] = {
    "person.first": _person(lambda who: who.first),
    "person.last": _person(lambda who: who.last),
    "person.full": _person(lambda who: who.full),
    "person.email": _person(email_of),
    "person.username": _person(lambda who: who.username),
    "person.gender": _person(lambda who: who.gender),
    "person.prefix": _person(_prefix),
    "person.middle": lambda options: lambda entropy: person(mix(entropy, 5), options).first,
    "person.initials": _person(lambda who: who.first[0] + who.last[0]),
    "place.street": _place(lambda where: where.street),
    "place.street2": _plain(
        lambda entropy: f"{('Apt.', 'Suite', 'Unit', 'Floor')[entropy % 4]} {1 + entropy // 4 % 40}"
    ),
    "place.number": _place(_street_number),
    "place.city": _place(lambda where: where.city),
    "place.state": _place(lambda where: where.state),
    "place.statecode": _place(lambda where: where.state_code),
    "place.zip": _place(lambda where: where.zip),
    "place.country": _place(lambda where: where.country),
    "place.countrycode": _place(lambda where: where.country_code),
    "place.lat": _place(lambda where: where.lat),
    "place.lng": _place(lambda where: where.lng),
    "place.lat.text": _place(lambda where: str(where.lat)),
    "place.lng.text": _place(lambda where: str(where.lng)),
    "place.full": _place(lambda where: where.full),
    "place.phone": _place(lambda where: where.phone),
    "place.mobile": lambda options: lambda entropy: place(entropy, options).with_phone(2),
    "place.fax": lambda options: lambda entropy: place(entropy, options).with_phone(3),
    "place.msisdn": _place(lambda where: int(where.phone[1:])),
    "place.timezone": _place(lambda where: where.timezone),
    "place.currency": _place(lambda where: where.currency),
    "place.language": _place(lambda where: where.language),
    "place.locale": _place(lambda where: f"{where.language}-{where.country_code}"),
    "company.name": _company("name"),
    "company.website": _company("website"),
    "company.email": _company("email"),
    "company.domain": _company("domain"),
    "job": _faker("job"),
    "bio": _plain(_bio),
    "quote": _plain(pooled(phrases.QUOTES)),
    "message": _plain(pooled(phrases.MESSAGES)),
    "comment": _plain(pooled(phrases.COMMENTS)),
    "description": _plain(pooled(phrases.DESCRIPTIONS)),
    "paragraph": _plain(_paragraph),
    "subject": _plain(pooled(phrases.SUBJECTS)),
    "question": _plain(pooled(phrases.QUESTIONS)),
    "answer": _plain(pooled(phrases.ANSWERS)),
    "reason": _plain(pooled(phrases.REASONS)),
    "error": _plain(pooled(phrases.ERRORS)),
    "success": _plain(pooled(phrases.SUCCESSES)),
    "bool.mostly": _plain(lambda entropy: entropy % 5 > 0),
    "bool.rarely": _plain(lambda entropy: entropy % 5 == 0),
    "net.url": _plain(networks.url),
    "net.avatar": _plain(lambda entropy: f"https://images.example.com/avatars/{entropy & 0xFFFFFFFF:08x}.png"),
    "net.image": _plain(networks.image),
    "net.logo": _plain(lambda entropy: f"https://cdn.example.com/logos/{networks.host(entropy).partition('.')[0]}.svg"),
    "net.video": _plain(lambda entropy: f"https://media.example.com/{entropy & 0xFFFFFFFF:08x}.mp4"),
    "net.audio": _plain(lambda entropy: f"https://media.example.com/{entropy & 0xFFFFFFFF:08x}.mp3"),
    "net.file": _plain(lambda entropy: f"https://files.example.com/{entropy & 0xFFFFFFFF:08x}.pdf"),
    "net.ipv4": _plain(networks.ipv4),
    "net.ipv6": _plain(networks.ipv6),
    "net.cidr": _plain(networks.NETWORKS["cidr"]),
    "net.mac": _plain(networks.mac),
    "net.host": _plain(networks.host),
    "net.agent": _plain(networks.user_agent),
    "net.media": _plain(pooled(networks.MEDIA_TYPES)),
    "net.path": _plain(networks.path),
    "code.uuid": _plain(identifiers.uuid),
    "code.token": _plain(identifiers.token),
    "code.jwt": _plain(identifiers.jwt),
    "code.secret": _characters(_ANY, 32, "sk_test_"),
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
    "code.room": _plain(lambda entropy: str(101 + entropy % 320)),
}
