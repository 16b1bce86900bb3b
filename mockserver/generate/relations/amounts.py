"""Amounts that add up, where the names say so: a line is quantity times price, a subtotal the sum of the lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from mockserver.generate.identity.kinds import words
from mockserver.generate.relations.money.taxes import TAXES, paid, taxed
from mockserver.generate.scalars.numbers import divided

if TYPE_CHECKING:
    from mockserver.generate.compile.compiler import Compiler

Agreement = Callable[..., None]
Accept = Callable[[Any], bool]


def amounts(flats: dict[str, Any], compiler: Compiler) -> list[Agreement]:
    """Return what makes the amounts of an object add up, the inner ones first; `flats` are its merged properties."""
    numeric = [name for name, schema in flats.items() if _is_number(schema)]
    accepts = {
        name: divided(flats[name].get("multipleOf"), compiler.definitions.acceptor(flats[name])) for name in numeric
    }
    quantity, price = _named(numeric, _QUANTITY), _named(numeric, _PRICE)
    line = _named([name for name in numeric if name not in (quantity, price)], _LINE_TOTAL)
    less = [name for name in numeric if _fold(name) in _TAKEN]
    if quantity and price and line:
        return [_product((line, quantity, price), less[:1], accepts)]
    lines = next((each for name, schema in flats.items() if (each := _lines(name, schema, compiler))), None)
    subtotal, total = _named(numeric, _SUBTOTAL), _named(numeric, _TOTAL)
    found: list[Agreement] = []
    if lines and (subtotal or total):
        target = subtotal or total or ""
        found.append(_sum(target, *lines, accepts[target]))
    folds = {_fold(name): name for name in numeric}
    found += taxed(folds, subtotal, accepts, _put)
    if total and subtotal:
        more = [name for name in numeric if _fold(name) in _ADDED]
        found.append(_balance(total, subtotal, (more, less), accepts))
    return [*found, *paid(folds, total, flats, accepts, _put)]


def _product(names: tuple[str, str, str], less: list[str], accepts: dict[str, Accept]) -> Agreement:
    line, quantity, price = names

    def agree(value: dict[str, Any], _bits: int, pins: Any = ()) -> None:
        whole = _times(value.get(quantity), value.get(price))
        if whole is not None:
            _put(value, line, whole - _taken(value, whole, less, accepts, pins), accepts[line], pins)

    return agree


def _taken(value: dict[str, Any], whole: Any, less: list[str], accepts: dict[str, Accept], pins: Any) -> Any:
    """Return what is taken off a sum; no more than half of it, unless somebody said so."""
    taken = 0
    for name in less:
        each = value.get(name) or 0
        if each > whole / 2 and each and name not in pins:
            _put(value, name, type(each)(whole * (0.05 + each % 4 * 0.05)), accepts[name], pins)
            each = value.get(name) or 0
        taken += each
    return taken


def _sum(target: str, listed: str, parts: tuple[str, ...], accept: Accept) -> Agreement:
    def agree(value: dict[str, Any], _bits: int, pins: Any = ()) -> None:
        lines = value.get(listed)
        if isinstance(lines, list) and all(isinstance(line, dict) for line in lines):
            found = [
                line.get(parts[0]) if len(parts) == 1 else _times(*(line.get(part) for part in parts)) for line in lines
            ]
            if not any(each is None for each in found):
                _put(value, target, sum(found), accept, pins)

    return agree


def _balance(total: str, subtotal: str, others: tuple[list[str], list[str]], accepts: dict[str, Accept]) -> Agreement:
    more, less = others

    def agree(value: dict[str, Any], _bits: int, pins: Any = ()) -> None:
        if value.get(subtotal) is not None:
            added = sum(value.get(name) or 0 for name in more)
            taken = _taken(value, value[subtotal], less, accepts, pins)
            _put(value, total, max(value[subtotal] + added - taken, 0), accepts[total], pins)

    return agree


def _put(value: dict[str, Any], name: str, amount: Any, accept: Accept, pins: Any) -> None:
    if amount is None or value.get(name) is None or name in pins:
        return
    amount = round(amount, 2) if isinstance(amount, float) else amount
    if accept(amount):
        value[name] = amount


def _times(quantity: Any, price: Any) -> Any:
    return None if quantity is None or price is None else quantity * price


def _lines(name: str, schema: Any, compiler: Compiler) -> tuple[str, tuple[str, ...]] | None:
    """Return the name of a list of lines, and the property, or the two factors, that a line's amount is."""
    items = compiler.definitions.flatten(schema.get("items")) if isinstance(schema, dict) else None
    properties = items.get("properties") if isinstance(items, dict) else None
    if not properties or "array" not in schema.get("type", ()):
        return None
    numeric = [each for each, part in properties.items() if _is_number(compiler.definitions.flatten(part))]
    quantity, price = _named(numeric, _QUANTITY), _named(numeric, _PRICE)
    line = _named([each for each in numeric if each not in (quantity, price)], _LINE_TOTAL)
    if line:
        return name, (line,)
    return (name, (quantity, price)) if quantity and price else None


def _is_number(schema: Any) -> bool:
    kinds = schema.get("type", ()) if isinstance(schema, dict) else ()
    kinds = {kinds} if isinstance(kinds, str) else set(kinds)
    return bool(kinds) and kinds <= {"integer", "number", "null"}


def _named(names: Iterable[str], wanted: tuple[str, ...]) -> str | None:
    folds = {_fold(name): name for name in names}
    return next((folds[fold] for fold in wanted if fold in folds), None)


def _fold(name: str) -> str:
    return "".join(words(name))


_QUANTITY = (
    "quantity", "qty", "units", "quantityordered", "orderedquantity", "nights", "numberofnights", "nightcount", "hours",
    "rentaldays",
)  # fmt: skip
_PRICE = (
    "unitprice", "priceperunit", "unitamount", "unitcost", "pricepernight", "nightlyrate", "ratepernight",
    "priceperday", "dailyrate", "rateperday", "priceperhour", "price", "rate", "hourlyrate",
)  # fmt: skip
_LINE_TOTAL = ("linetotal", "totalprice", "totalamount", "total", "amount", "subtotal", "lineamount", "extendedprice")
_SUBTOTAL = (
    "subtotal", "subtotalamount", "subtotalprice", "nettotal", "itemstotal", "linestotal", "totalnet", "netamount",
    "netsum", "net",
)  # fmt: skip
_TOTAL = (
    "total", "grandtotal", "grosstotal", "totalgross", "grossamount", "totalamount", "totalprice", "amounttotal",
    "ordertotal", "invoicetotal", "gross",
)  # fmt: skip
_ADDED = frozenset(
    {
        *TAXES, "taxes", "shipping", "shippingcost", "shippingprice", "shippingfee", "shippingamount", "shippingtotal",
        "deliveryfee", "deliverycost", "servicefee", "handlingfee", "tip",
    }
)  # fmt: skip
_TAKEN = frozenset({"discount", "discounts", "discountamount", "totaldiscount", "discounttotal", "rebate"})
