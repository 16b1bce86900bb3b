"""What machines give, as keys of the hints table: codes, addresses in networks, and what companies are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockserver.generate.leaves.leaf import Stream, pooled
from mockserver.generate.leaves.meaning.numbers import NUMBERS
from mockserver.generate.leaves.subjects.companies import company
from mockserver.generate.leaves.text import filler, identifiers, networks

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockserver.generate.leaves.leaf import Leaf
    from mockserver.generate.leaves.options import GenerateOptions

    Build = Callable[[GenerateOptions], Leaf]


def code(key: str, options: GenerateOptions) -> Leaf:
    """Return the leaf that `key` stands for."""
    return CODES[key](options)


def _plain(leaf: Leaf) -> Build:
    return lambda _options: leaf


def _company(part: str) -> Build:
    return lambda options: lambda entropy: getattr(company(entropy, options), part)


def _characters(alphabet: str, length: int, prefix: str = "", suffix: str = "") -> Build:
    return _plain(lambda entropy: prefix + filler.characters(Stream(entropy), alphabet, length) + suffix)


def _error_code(entropy: int) -> str:
    return _ERROR_CODES[entropy % len(_ERROR_CODES)]


_DIGITS = "0123456789"
_UPPER = "ABCDEFGHJKLMNPRSTUVWXYZ"
_ANY = _DIGITS + filler.LETTERS + filler.LETTERS.upper()
_ERROR_CODES = ("NOT_FOUND", "INVALID_REQUEST", "UNAUTHORIZED", "RATE_LIMITED", "CONFLICT", "INTERNAL_ERROR")

CODES: dict[str, Build] = {
    "company.name": _company("name"),
    "company.website": _company("website"),
    "company.email": _company("email"),
    "company.domain": _company("domain"),
    "net.url": _plain(networks.url),
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
    "code.customer": _plain(lambda entropy: f"C-{entropy % 90_000 + 10_000}"),
    "code.gate": _plain(lambda entropy: f"{'ABCDE'[entropy % 5]}{1 + entropy // 5 % 42}"),
    "code.terminal": _plain(lambda entropy: str(1 + entropy % 4)),
    "code.room": _plain(lambda entropy: str(101 + entropy % 320)),
}
