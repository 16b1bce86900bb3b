"""Names that machines give: UUIDs, hashes, tokens, product numbers with their check digits. All are made of 64 bits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockserver.generate.leaves.leaf import Stream, mix
from mockserver.generate.leaves.text import filler

if TYPE_CHECKING:
    from collections.abc import Callable

HEXADECIMAL = "0123456789abcdef"
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def uuid(entropy: int) -> str:
    """Return a UUID of version 4 (RFC 9562)."""
    text = f"{entropy:016x}{mix(entropy):016x}"
    return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-{'89ab'[entropy & 3]}{text[17:20]}-{text[20:]}"


def hexadecimal(length: int) -> Callable[[int], str]:
    """Return the leaf of `length` lower-case hexadecimal digits."""

    def digits(entropy: int) -> str:
        text = f"{entropy:016x}"
        while len(text) < length:
            text += f"{mix(entropy, len(text)):016x}"
        return text[:length]

    return digits


def ulid(entropy: int) -> str:
    """Return a ULID of the years 2024 to 2026."""
    return "01" + "HJK"[entropy % 3] + filler.characters(Stream(entropy), _CROCKFORD, 23)


def token(entropy: int) -> str:
    """Return an opaque token of 32 letters and digits."""
    return filler.characters(Stream(entropy), filler.ALPHANUMERIC + filler.LETTERS.upper(), 32)


def code(entropy: int) -> str:
    """Return a short upper-case code that is easy to read out, such as `K7QX2M`."""
    return filler.characters(Stream(entropy), _CODE, 6)


def slug(entropy: int) -> str:
    """Return two words with a hyphen between them."""
    words = filler.WORDS
    first, second = divmod(entropy, len(words))
    return f"{words[first % len(words)]}-{words[second]}"


def jwt(entropy: int) -> str:
    """Return what looks like a JSON Web Token (RFC 7519); its signature is no signature."""
    stream = Stream(entropy)
    alphabet = filler.ALPHANUMERIC + filler.LETTERS.upper() + "-_"
    return "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOi" + ".".join(
        filler.characters(stream, alphabet, size) for size in (40, 43)
    )


def ean13(entropy: int) -> str:
    """Return a GTIN of 13 digits with its check digit."""
    digits = f"4{entropy % 10**11:011}"
    weighed = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return f"{digits}{-weighed % 10}"


def isbn13(entropy: int) -> str:
    """Return an ISBN of 13 digits with its check digit, hyphenated as an English-language book's."""
    digits = f"9780{entropy % 10**8:08}"
    weighed = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return f"978-0-{digits[4:7]}-{digits[7:]}-{-weighed % 10}"


def isbn10(entropy: int) -> str:
    """Return an ISBN of 10 characters with its check character."""
    digits = f"0{entropy % 10**8:08}"
    check = -sum((10 - place) * int(digit) for place, digit in enumerate(digits)) % 11
    return digits + ("X" if check == 10 else str(check))


def card_number(entropy: int) -> str:
    """Return a payment card number in a range that issuers reserve for tests, with its Luhn digit."""
    digits = f"424242{entropy % 10**9:09}"
    total = sum(sum(divmod(int(digit) * (1 if place % 2 else 2), 10)) for place, digit in enumerate(digits))
    return f"{digits}{-total % 10}"


def iban(entropy: int) -> str:
    """Return a German IBAN with its check digits (ISO 13616)."""
    account = f"{entropy % 10**18:018}"
    return f"DE{98 - int(account + '131400') % 97:02}{account}"


def sku(entropy: int) -> str:
    """Return a stock number such as `TRL-4821`."""
    stream = Stream(entropy)
    return f"{filler.characters(stream, 'ABCDEFGHKLMNPRSTWX', 3)}-{stream.between(1000, 9999)}"


def version(entropy: int) -> str:
    """Return a semantic version."""
    return f"{1 + entropy % 4}.{entropy // 4 % 15}.{entropy // 64 % 10}"


IDENTIFIERS: dict[str, Callable[[int], str]] = {
    "uuid": uuid,
    "uuid4": uuid,
    "guid": uuid,
    "ulid": ulid,
    "objectid": hexadecimal(24),
    "object-id": hexadecimal(24),
    "mongoid": hexadecimal(24),
    "hex": hexadecimal(16),
    "md5": hexadecimal(32),
    "sha1": hexadecimal(40),
    "sha256": hexadecimal(64),
    "jwt": jwt,
    "slug": slug,
    "semver": version,
    "isbn": isbn13,
    "iban": iban,
    "credit-card": card_number,
    "token": token,
}
