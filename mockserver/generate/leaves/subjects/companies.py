"""Companies whose data agrees: the name, the domain made of it, and the addresses below that."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mockserver.generate.leaves.banks.library import phrases
from mockserver.generate.leaves.subjects.people import ascii_of

if TYPE_CHECKING:
    from mockserver.generate.leaves.options import GenerateOptions


class Company(NamedTuple):
    """One company; `slug` is its name in the letters of a host name."""

    name: str
    slug: str

    @property
    def domain(self) -> str:
        """Its host, below a domain reserved for examples."""
        return f"{self.slug}.example.com"

    @property
    def website(self) -> str:
        """Its home page."""
        return f"https://www.{self.slug}.example.com"

    @property
    def email(self) -> str:
        """Its public address."""
        return f"hello@{self.slug}.example.com"


def company(entropy: int, options: GenerateOptions) -> Company:
    """Return the company that `entropy` stands for in the locale of `options`."""
    companies = options.pools.once("companies", lambda: _companies(options))
    return companies[entropy % len(companies)]


def _companies(options: GenerateOptions) -> tuple[Company, ...]:
    if not options.pools.locale.startswith("en"):
        names = dict.fromkeys(str(name) for name in options.pools.draw("company"))
        return tuple(Company(name, ascii_of(name, "firma")[:40]) for name in names)
    return tuple(
        Company(f"{stem} {kind}", ascii_of(stem + ("" if kind in _LEGAL else kind)))
        for stem in phrases("names", "company")
        for kind in _KINDS
    )


_LEGAL = ("Inc.", "Ltd", "LLC", "& Co.")
_KINDS = (
    "Inc.",
    "Ltd",
    "LLC",
    "& Co.",
    "Group",
    "Foods",
    "Studio",
    "Logistics",
    "Labs",
    "Partners",
    "Supply",
    "Health",
)
