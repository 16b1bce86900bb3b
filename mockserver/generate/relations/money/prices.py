"""Prices come in tiers: what costs less on sale, or costs its seller less, costs less than the price beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mockserver.generate.entropy import fraction, mixed, salt_of
from mockserver.generate.identity.kinds import words

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler

Agreement = Callable[..., None]


def prices(flats: dict[str, Any], numeric: list[str], compiler: Compiler) -> list[Agreement]:
    """Return what puts the prices of an object below and above the one that is its price, which stays as it is."""
    folds = {"".join(words(name)): name for name in numeric}
    price = next((folds[fold] for fold in _PRICE if fold in folds), None)
    if price is None:
        return []
    flag = next((name for name in flats if "".join(words(name)) in _FLAGS), None)
    found = []
    for fold, name in folds.items():
        share = next((share for names, share in _TIERS if fold in names and name != price), None)
        if share is not None:
            accept = compiler.definitions.acceptor(flats[name])
            on_sale = flag if fold in _SALE else None
            found.append(_tier((name, price, on_sale), share, (accept, "x-implied-null" not in flats[name])))
    return found


def _tier(
    names: tuple[str, str, str | None], share: tuple[float, float], schema: tuple[Callable[[Any], bool], bool]
) -> Agreement:
    name, price, flag = names
    low, high = share
    accept, nullable = schema
    salt = salt_of(f"price:{name}")

    def agree(value: dict[str, Any], bits: int, pins: Any = ()) -> None:
        now, usual = value.get(name), value.get(price)
        if (
            name in pins
            or not isinstance(usual, int | float)
            or (now is None and (flag is None or not value.get(flag)))
        ):
            return
        if flag is not None and value.get(flag) is False:
            right = None if nullable and accept(None) else usual
        elif now is not None and usual * low <= now <= usual * high:
            return
        else:
            scaled = usual * (low + (high - low) * fraction(mixed(bits, salt)))
            right = round(scaled) if isinstance(usual, int) else round(scaled, 2)
        if accept(right):
            value[name] = right

    return agree


_PRICE = ("price", "unitprice", "amount", "regularprice", "baseprice", "listprice", "originalprice")
_SALE = frozenset(
    {"saleprice", "discountedprice", "discountprice", "specialprice", "offerprice", "promoprice", "reducedprice"}
)
_COST = frozenset({"costprice", "purchaseprice", "wholesaleprice", "unitcost", "buyingprice"})
_LISTED = frozenset(
    {"originalprice", "regularprice", "listprice", "compareatprice", "msrp", "rrp", "oldprice", "previousprice"}
)
_TIERS = ((_SALE, (0.6, 0.9)), (_COST, (0.4, 0.7)), (_LISTED, (1.05, 1.5)))
_FLAGS = frozenset({"onsale", "isonsale", "discounted", "isdiscounted", "insale", "hasdiscount"})
