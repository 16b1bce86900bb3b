"""Places whose data agrees: the city lies in the state and country, the postal code and the coordinates are near it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from mockserver.generate.entropy import salt_of
from mockserver.generate.leaves.banks.library import volume
from mockserver.generate.leaves.subjects.atlas import City, Country, atlas

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockserver.generate.leaves.leaf import Leaf
    from mockserver.generate.leaves.options import GenerateOptions


class Place(NamedTuple):
    """One address: coordinates in degrees, `phone` as E.164 writes it, codes as ISO 3166 and ISO 4217 do."""

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
    full: str


def place(entropy: int, options: GenerateOptions) -> Place:
    """Return the place that `entropy` stands for, in the country of the locale of `options`."""
    return Place(*(PARTS[part](options)(entropy) for part in Place._fields))


def _of_city(part: Callable[[City, Country], Any]) -> Callable[[GenerateOptions], Leaf]:
    def build(options: GenerateOptions) -> Leaf:
        values = tuple(part(city, country) for city, country in atlas(options).cities)
        size = len(values)
        return lambda entropy: values[entropy % size]

    return build


def _numbered(template: Callable[[City, Country], str], name: str) -> Callable[[GenerateOptions], Leaf]:
    salt = salt_of(f"place:{name}")

    def build(options: GenerateOptions) -> Leaf:
        templates = [template(city, country) for city, country in atlas(options).cities]
        rows, size = tuple(map(_row, templates)), len(templates)
        if all(row[1] for row in rows):
            return lambda entropy: (row := rows[entropy % size])[0] % (entropy % salt % row[1])
        writers = tuple(map(writer, templates))
        return lambda entropy: writers[entropy % size](entropy % salt)

    return build


def _row(template: str) -> tuple[str, int]:
    """Return what writes a number of fewer digits into a template that ends in `#`, and how many there are; else 0."""
    stem = template.rstrip("#").replace("%", "%%")
    digits = template.count("#")
    return f"{stem}%0{digits}d", 10**digits if digits and template.endswith("#" * digits) and "@" not in stem else 0


def writer(template: str) -> Callable[[int], str]:
    """Return what fills a template, in which `#` stands for a digit and `@` for a capital letter, from 64 bits."""
    stem = template.rstrip("#")
    digits = len(template) - len(stem)
    if "#" not in stem and "@" not in stem:
        scale = 10**digits
        return (lambda bits: f"{stem}{bits % scale:0{digits}}") if digits else (lambda _bits: stem)

    def write(bits: int) -> str:
        written: list[str] = []
        for character in template:
            alphabet = _ALPHABETS.get(character)
            if alphabet:
                bits, index = divmod(bits, len(alphabet))
                written.append(alphabet[index])
            else:
                written.append(character)
        return "".join(written)

    return write


def _phone(city: City, country: Country) -> str:
    return country.calling + (city.area or country.mobile)


def _coordinate(which: str) -> Callable[[GenerateOptions], Leaf]:
    salt = salt_of(f"place:{which}")

    def build(options: GenerateOptions) -> Leaf:
        centers = tuple(round(getattr(city, which) * 1_000_000) for city, _country in atlas(options).cities)
        size = len(centers)
        return lambda entropy: (centers[entropy % size] + entropy % salt % 80_001 - 40_000) / 1_000_000

    return build


def _street(options: GenerateOptions) -> Leaf:
    places = atlas(options)
    streets, size, cities = places.streets, len(places.streets), len(places.cities)
    if places.cities[0][0].country in _NUMBER_FIRST:
        return lambda entropy: f"{12 + entropy // cities // size % 960} {streets[entropy // cities % size]}"
    return lambda entropy: f"{streets[entropy // cities % size]} {1 + entropy // cities // size % 140}"


def _house(options: GenerateOptions) -> Leaf:
    places = atlas(options)
    each = len(places.cities) * len(places.streets)
    first, count = (12, 960) if places.cities[0][0].country in _NUMBER_FIRST else (1, 140)
    return lambda entropy: str(first + entropy // each % count)


def _short(options: GenerateOptions) -> Leaf:
    city, state = PARTS["city"](options), PARTS["state"](options)
    return lambda entropy: f"{city(entropy)}, {state(entropy)}"


def _full(options: GenerateOptions) -> Leaf:
    street, city, code, state = (PARTS[part](options) for part in ("street", "city", "zip", "state_code"))
    if atlas(options).cities[0][0].country in _ZIP_LAST:
        return lambda entropy: f"{street(entropy)}, {city(entropy)}, {state(entropy)} {code(entropy)}"
    return lambda entropy: f"{street(entropy)}, {code(entropy)} {city(entropy)}"


def _language(country: Country) -> tuple[str, str]:
    """The English name of a country's language and its code of three letters (ISO 639-2)."""
    name, code = volume("places")["languages"].get(country.language, (country.language, country.language))
    return name, code


_ALPHABETS = {"#": "0123456789", "@": "ABCDEFGHJKLMNPRSTUWX"}
_ZIP_LAST = frozenset({"US", "CA", "GB", "AU", "IN", "IE"})
_NUMBER_FIRST = _ZIP_LAST | {"FR"}

PARTS: dict[str, Callable[[GenerateOptions], Leaf]] = {
    "street": _street,
    "house": _house,
    "city": _of_city(lambda city, _country: city.name),
    "state": _of_city(lambda city, _country: city.state),
    "state_code": _of_city(lambda city, _country: city.state_code),
    "zip": _numbered(lambda city, _country: city.zip, "zip"),
    "country": _of_city(lambda _city, country: country.name),
    "country_code": _of_city(lambda city, _country: city.country),
    "country_alpha3": _of_city(lambda city, _country: volume("places")["alpha3"].get(city.country, city.country)),
    "lat": _coordinate("lat"),
    "lng": _coordinate("lng"),
    "phone": _numbered(_phone, "phone"),
    "mobile": _numbered(_phone, "mobile"),
    "fax": _numbered(_phone, "fax"),
    "timezone": _of_city(lambda city, _country: city.timezone),
    "currency": _of_city(lambda _city, country: country.currency),
    "language": _of_city(lambda _city, country: country.language),
    "language_name": _of_city(lambda _city, country: _language(country)[0]),
    "language_alpha3": _of_city(lambda _city, country: _language(country)[1]),
    "locale": _of_city(lambda city, country: f"{country.language}-{city.country}"),
    "short": _short,
    "full": _full,
}
