"""Taxes and payments: a tax is its rate of the net, and what is due is what of the total has not been paid."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mockserver.generate.entropy import fraction, mixed, salt_of
from mockserver.generate.identity.kinds import words

Agreement = Callable[..., None]
Accept = Callable[[Any], bool]
Put = Callable[[dict[str, Any], str, Any, Accept, Any], None]


def taxed(folds: dict[str, str], base: str | None, accepts: dict[str, Accept], put: Put) -> list[Agreement]:
    """Return what computes the tax of an object of its rate and its `base`; `folds` are its numbers."""
    rate, tax = (next((folds[fold] for fold in row if fold in folds), None) for row in (_RATES, TAXES))
    if base is None or rate is None or tax is None:
        return []

    def agree(value: dict[str, Any], _bits: int, pins: Any = ()) -> None:
        share, net = value.get(rate), value.get(base)
        if share is not None and net is not None:
            put(value, tax, float(net * (share if 0 < share < 1 else share / 100)), accepts[tax], pins)

    return [agree]


def paid(
    folds: dict[str, str], total: str | None, flats: dict[str, Any], accepts: dict[str, Accept], put: Put
) -> list[Agreement]:
    """Return what lets what is paid and what is due add up to the total, as the status of an object says."""
    done, due = (next((folds[fold] for fold in row if fold in folds), None) for row in (_PAID, _DUE))
    if total is None or total in (done, due) or (done is None and due is None):
        return []
    status = next((name for name in flats if words(name)[-1:] in (("status",), ("state",))), None)

    def agree(value: dict[str, Any], bits: int, pins: Any = ()) -> None:
        amount = value.get(total)
        if amount is None:
            return
        share = _share(value.get(status) if status else None, bits)
        part = value.get(done) if done is not None and done in pins else amount * share
        if not isinstance(part, int | float):
            return
        part = round(part) if isinstance(amount, int) else round(part, 2)
        if done is not None:
            put(value, done, part, accepts[done], pins)
            part = value.get(done, part) or 0
        if due is not None and amount >= part:
            put(value, due, amount - part, accepts[due], pins)

    return [agree]


def _share(status: Any, bits: int) -> float:
    """Return which part of the total is paid, by the words of a status."""
    parts = words(status) if isinstance(status, str) else ()
    if _PARTLY.isdisjoint(parts):
        if not _SETTLED.isdisjoint(parts):
            return 1.0
        if parts:
            return 0.0
    return 0.2 + 0.6 * fraction(mixed(bits, _SALT))


TAXES = ("tax", "taxamount", "vat", "vatamount", "totaltax", "taxtotal", "totalvat", "salestax", "gst", "gstamount")
_RATES = ("taxrate", "vatrate", "taxpercent", "vatpercent", "taxpercentage", "vatpercentage", "gstrate", "salestaxrate")
_PAID = ("amountpaid", "paidamount", "totalpaid", "paidtotal", "paid")
_DUE = (
    "balancedue", "amountdue", "outstandingamount", "amountoutstanding", "remainingamount", "amountremaining",
    "outstandingbalance", "remainingbalance", "openamount", "outstanding", "due",
)  # fmt: skip
_SETTLED = frozenset(
    "paid settled completed complete shipped delivered fulfilled closed refunded returned".split()  # noqa: SIM905
)
_PARTLY = frozenset({"partial", "partially", "partly"})
_SALT = salt_of("paid")
