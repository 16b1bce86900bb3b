"""The world as far as generated addresses need it: the cities, countries and streets of a locale."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mockserver.generate.leaves.banks.library import volume

if TYPE_CHECKING:
    from mockserver.generate.leaves.options import GenerateOptions

POOL = 200


class City(NamedTuple):
    """In `zip` and `area` (the national part of a phone number) `#` stands for a digit, `@` for a capital letter."""

    country: str
    name: str
    state: str
    state_code: str
    zip: str
    lat: float
    lng: float
    timezone: str
    area: str


class Country(NamedTuple):
    """`calling` is the country calling code, `mobile` the template of a national number."""

    name: str
    calling: str
    mobile: str
    currency: str
    language: str


class Atlas(NamedTuple):
    """The cities of a locale, each with its country, and its streets."""

    cities: tuple[tuple[City, Country], ...]
    streets: tuple[str, ...]


def atlas(options: GenerateOptions) -> Atlas:
    """Return the cities and streets of the locale of `options`."""
    return options.pools.once("places", lambda: Atlas(_cities(options), _streets(options)))


def _cities(options: GenerateOptions) -> tuple[tuple[City, Country], ...]:
    """The cities of the locale's country, or of those that speak its language; Faker's where the table has none."""
    language, _, code = options.pools.locale.partition("_")
    countries = {key: Country(*row) for key, row in volume("places")["countries"].items()}
    found = tuple(
        (city, countries[city.country])
        for city in (City(*row) for row in volume("places")["cities"])
        if (city.country == code if code else countries[city.country].language == language)
    )
    return found or _faker_cities(options, language, code)


def _faker_cities(options: GenerateOptions, language: str, code: str) -> tuple[tuple[City, Country], ...]:
    draw = options.pools.draw
    zips = draw("postcode", pool_size=POOL)
    known = list(dict.fromkeys(spot for spot in draw("location_on_land", pool_size=8 * POOL) if spot[3] == code))
    listed = volume("places")["countries"].get(code)
    country = Country(*listed) if listed else Country(code or language, "+1", "415555####", "EUR", language)
    spots = known or [(0.0, 0.0, name, code, "Etc/UTC") for name in draw("city", pool_size=POOL)]
    return tuple(
        (
            City(code, str(spot[2]), str(spot[2]), code, str(number), float(spot[0]), float(spot[1]), spot[4], ""),
            country,
        )
        for spot, number in zip(spots, zips, strict=False)
    )


def _streets(options: GenerateOptions) -> tuple[str, ...]:
    language = options.pools.locale.partition("_")[0]
    listed = volume("places")["streets"]
    if language in listed:
        return tuple(listed[language])
    return tuple(dict.fromkeys(str(name) for name in options.pools.draw("street_name", pool_size=POOL)))
