"""Places whose data agrees: the city lies in the state and country, the postal code and the coordinates are near it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mockserver.generate.leaves.leaf import mix
from mockserver.generate.leaves.meaning.places_table import CITIES, COUNTRIES, STREETS

if TYPE_CHECKING:
    from mockserver.generate.leaves.meaning.places_table import City
    from mockserver.generate.leaves.options import GenerateOptions

STREET_POOL = 200


@dataclass(frozen=True, slots=True)
class Place:
    """One address: coordinates in degrees, `phone` as E.164 writes it, `country_code` and `currency` as ISO does."""

    street: str
    city: str
    state: str
    state_code: str
    zip: str
    country: str
    country_code: str
    lat: float
    lng: float
    phone: str
    timezone: str
    currency: str
    language: str
    phones: str
    entropy: int

    def with_phone(self, which: int) -> str:
        """Return another number of the same place."""
        return _digits(self.phones, mix(self.entropy, which))

    @property
    def full(self) -> str:
        """The address in one line, in the order of its country."""
        if self.country_code in _ZIP_LAST:
            return f"{self.street}, {self.city}, {self.state_code} {self.zip}"
        return f"{self.street}, {self.zip} {self.city}"


def place(entropy: int, options: GenerateOptions) -> Place:
    """Return the place that `entropy` stands for, in the country of the locale of `options`."""
    cities, streets = options.pools.once("places", lambda: (_cities(options), _streets(options)))
    rest, index = divmod(entropy, len(cities))
    city = cities[index]
    country = COUNTRIES[city.country]
    rest, street = divmod(rest, len(streets))
    number = mix(rest)
    near = number >> 32
    phones = country.calling + (city.area or country.mobile)
    return Place(
        street=_numbered(streets[street], 1 + number % 180, city.country),
        city=city.name,
        state=city.state,
        state_code=city.state_code,
        zip=_digits(city.zip, number >> 8),
        country=country.name,
        country_code=city.country,
        lat=round(city.lat + (near % 4001 - 2000) / 50_000, 6),
        lng=round(city.lng + (near // 4001 % 4001 - 2000) / 50_000, 6),
        phone=_digits(phones, mix(number)),
        timezone=city.timezone,
        currency=country.currency,
        language=country.language,
        phones=phones,
        entropy=number,
    )


def _digits(template: str, bits: int) -> str:
    if "#" not in template and "@" not in template:
        return template
    written: list[str] = []
    for character in template:
        if character == "#":
            bits, digit = divmod(bits, 10)
            written.append(str(digit))
        elif character == "@":
            bits, letter = divmod(bits, 20)
            written.append("ABCDEFGHJKLMNPRSTUWX"[letter])
        else:
            written.append(character)
    return "".join(written)


def _numbered(street: str, number: int, country: str) -> str:
    return f"{number} {street}" if country in _NUMBER_FIRST else f"{street} {number}"


def _cities(options: GenerateOptions) -> tuple[City, ...]:
    """The cities of the locale's country, or of the country most spoken of in its language, or all of them."""
    language, _, country = options.pools.locale.partition("_")
    if country:
        return tuple(city for city in CITIES if city.country == country) or CITIES
    return tuple(city for city in CITIES if COUNTRIES[city.country].language == language) or CITIES


def _streets(options: GenerateOptions) -> tuple[str, ...]:
    language = options.pools.locale.partition("_")[0]
    if language in STREETS:
        return STREETS[language]
    return tuple(dict.fromkeys(str(name) for name in options.pools.draw("street_name", size=STREET_POOL)))


_ZIP_LAST = ("US", "CA", "GB", "AU", "IN", "IE")
_NUMBER_FIRST = ("US", "CA", "GB", "AU", "IN", "IE", "FR")
