"""Faker, only ever through pools: values drawn beforehand by (provider, arguments, locale, seed), indexed by entropy.

One call of Faker costs 2-130 us and walks a random stream that every caller shares; an index into a tuple costs 0.1 us
and is a pure function. A pool is drawn at its first use from a Random of its own, so no pool depends on which came
before. Faker itself is imported at the first draw, and set up without weights (ten times faster).
"""

from __future__ import annotations

from hashlib import blake2b
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from mockserver.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from faker.generator import Generator as Faker

T = TypeVar("T")
SIZE = 256


class Pools:
    """The pools of one seed and one locale, and whatever else is built once for them."""

    def __init__(self, seed: str, locale: str = "en_US") -> None:
        self.seed = seed
        self.locale = locale.replace("-", "_")
        self._built: dict[Hashable, Any] = {}
        self._fakers: dict[str, Faker] = {}
        self._lock = Lock()

    def once(self, key: Hashable, build: Callable[[], T]) -> T:
        """Return what `build` returned for `key` the first time."""
        try:
            built: T = self._built[key]
        except KeyError:
            built = self._built[key] = build()
        return built

    def draw(
        self,
        provider: str,
        /,
        *args: Any,
        pool_locale: str | None = None,
        pool_size: int = SIZE,
        **kwargs: Any,
    ) -> tuple[Any, ...]:
        """Return `pool_size` values of the Faker provider called `provider`, in a stable order.

        Raises AttributeError if Faker has no such provider, and what Faker raises on wrong arguments.
        """
        key = (provider, repr(args), repr(sorted(kwargs.items())), pool_locale, pool_size)
        return self.once(key, lambda: self._drawn(str(key), provider, pool_locale, pool_size, args, kwargs))

    def assure_locale(self) -> None:
        """Raise UsageError if Faker does not know the locale."""
        self._faker(None)

    def offers(self, provider: str, locale: str | None = None) -> bool:
        """Tell whether Faker has a provider called `provider`."""
        if provider.startswith("_") or provider in _BULKY:
            return False
        faker = self._faker(locale)
        return callable(getattr(faker, provider, None)) and any(hasattr(each, provider) for each in faker.providers)

    def _drawn(
        self,
        label: str,
        provider: str,
        locale: str | None,
        size: int,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> tuple[Any, ...]:
        with self._lock:
            faker = self._faker(locale)
            faker.seed_instance(
                int.from_bytes(blake2b(f"{self.seed}\0{label}".encode(), digest_size=8).digest(), "big")
            )
            method = getattr(faker, provider)
            return tuple(method(*args, **kwargs) for _ in range(size))

    def _faker(self, locale: str | None) -> Faker:
        name = locale or self.locale
        if name not in self._fakers:
            self._fakers[name] = _create(name)
        return self._fakers[name]


def _create(locale: str) -> Faker:
    from faker import Factory  # noqa: PLC0415 - costs 100 ms, and many answers need no Faker

    try:
        return Factory.create(locale, use_weighting=False)
    except (AttributeError, ValueError) as error:
        raise UsageError(
            f"Faker knows no locale {locale!r}",
            code="UNKNOWN_LOCALE",
            hint="write a language and a country, such as en_US, de_DE or pt_BR",
        ) from error


# Providers whose values are files: a pool of them would fill the memory.
_BULKY = frozenset({"binary", "image", "tar", "zip", "json_bytes", "dsv", "csv", "psv", "tsv"})
