"""Numbers of the size that their names suggest: few retries, many views, prices that end in 9 more often than not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def whole(low: int, high: int, step: int = 1) -> Callable[[int], int]:
    """Return the leaf of multiples of `step` above `low`, up to `high`."""
    count = (high - low) // step + 1
    return lambda entropy: low + entropy % count * step


def decimals(low: float, high: float, places: int) -> Callable[[int], float]:
    """Return the leaf of numbers from `low` to `high` with at most that many decimal places."""
    scale = 10**places
    start = round(low * scale)
    count = round(high * scale) - start + 1
    return lambda entropy: (start + entropy % count) / scale


def scaled(low: int, high: int) -> Callable[[int], int]:
    """Return the leaf of whole numbers whose sizes are spread evenly: as many below 100 as between 100 and 10,000."""
    widths: list[tuple[int, int]] = []
    start = low
    while start <= high:
        end = min(high, max(start * 4, start + 9))
        widths.append((start, end - start + 1))
        start = end + 1
    bands = tuple(widths)

    def number(entropy: int) -> int:
        rest, band = divmod(entropy, len(bands))
        first, width = bands[band]
        return first + rest % width

    return number


def money(entropy: int) -> float:
    """Return a price such as 24.99, 18.5 or 120."""
    rest, ending = divmod(entropy, len(_ENDINGS))
    return _EUROS(rest) + _ENDINGS[ending]


def cents(entropy: int) -> int:
    """Return a price in hundredths, or a round one where cents are not meant."""
    return round(money(entropy) * 100)


def age(entropy: int) -> int:
    """Return the age of a grown-up, most often between 20 and 60."""
    rest, first = divmod(entropy, 30)
    return 18 + first + rest % 32


_ENDINGS = (0.99, 0.99, 0.95, 0.5, 0.0, 0.0, 0.9, 0.25, 0.49, 0.75)
_EUROS = scaled(4, 480)

NUMBERS: dict[str, Callable[[int], Any]] = {
    "money": money,
    "cents": cents,
    "age": age,
    "small": whole(1, 6),
    "altitude": whole(3, 1800),
    "offset": whole(-480, 600, 60),
    "staff": scaled(4, 2400),
    "rate": decimals(0.4, 1.9, 4),
    "taxrate": lambda entropy: (5, 7, 8.5, 10, 19, 20, 21, 25)[entropy % 8],
    "discount": whole(5, 50, 5),
    "last4": whole(1000, 9999),
    "cvv": whole(100, 999),
    "month": whole(1, 12),
    "expyear": whole(2027, 2032),
    "serial": whole(10_000, 99_999),
    "ean": lambda entropy: 4_000_000_000_000 + entropy % 10**11 * 10,
    "rgb": whole(0, 0xFFFFFF),
    "weekday": whole(1, 7),
    "room": whole(101, 420),
    "status": lambda entropy: (200, 200, 200, 201, 204, 400, 404, 422, 500)[entropy % 9],
    "smtpport": lambda entropy: (587, 465, 587, 25, 2525)[entropy % 5],
    "port": lambda entropy: (443, 8080, 8443, 3000, 5432, 6379, 9000, 22)[entropy % 8],
    "version": whole(1, 12),
    "count": scaled(1, 250),
    "ordered": scaled(1, 12),
    "total": scaled(12, 900),
    "page": whole(1, 5),
    "pages": whole(2, 24),
    "limit": lambda entropy: (10, 20, 25, 50, 100)[entropy % 5],
    "offset.page": whole(0, 80, 20),
    "zero": whole(0, 80, 20),
    "large": scaled(40, 60_000),
    "crowd": scaled(3, 4_800),
    "stars": lambda entropy: (3.5, 3.8, 4.0, 4.1, 4.2, 4.3, 4.4, 4.5, 4.6, 4.7, 4.8, 4.9, 5.0, 2.9)[entropy % 14],
    "rating": lambda entropy: (5, 4, 4, 5, 3, 4, 2, 5)[entropy % 8],
    "score": whole(32, 98),
    "percent": decimals(1, 99, 1),
    "percent.whole": whole(3, 98),
    "ratio": decimals(0.05, 0.99, 2),
    "pixels": lambda entropy: (320, 480, 640, 720, 800, 1024, 1080, 1200, 1280, 1920)[entropy % 10],
    "measure": decimals(1, 180, 1),
    "weight": decimals(0.2, 24, 2),
    "speed": decimals(3, 120, 1),
    "temperature": decimals(-4, 31, 1),
    "capacity": whole(10, 400, 5),
    "bytes": scaled(2_400, 8_000_000),
    "seconds": lambda entropy: (15, 30, 45, 60, 90, 120, 180, 240, 300, 600, 900, 1800, 3600)[entropy % 13],
    "millis": scaled(8, 2_400),
    "minutes": whole(5, 120, 5),
    "years": whole(0, 30),
    "founded": whole(1921, 2021),
    "salary": whole(32_000, 128_000, 500),
    "uptime": scaled(4_000, 9_000_000),
    "centimetres": decimals(4, 120, 1),
    "hours": whole(1, 40),
    "days": whole(1, 30),
    "calories": whole(80, 900, 5),
    "index": whole(1, 20),
    "few": lambda entropy: (0, 0, 0, 1, 1, 2, 3)[entropy % 7],
    "mileage": scaled(4_000, 180_000),
    "population": scaled(4_000, 3_000_000),
    "area": decimals(28, 240, 1),
    "degrees": whole(0, 359),
    "fps": lambda entropy: (24, 25, 30, 50, 60)[entropy % 5],
    "bitrate": lambda entropy: (96, 128, 192, 256, 320, 2500, 4500)[entropy % 7],
    "playtime": whole(62_000, 348_000, 1_000),
    "state": whole(0, 3),
    "flags": lambda entropy: 1 << entropy % 6,
    "hour": whole(7, 20),
    "minute": whole(0, 55, 5),
    "otp": whole(100_000, 999_999),
}
