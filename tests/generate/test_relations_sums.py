"""Sums, taxes, quotas, averages and shares of one object add up."""

from __future__ import annotations

from typing import Any

import pytest

from mockserver.generate import Generator, Scene
from mockserver.generate.generator import Maker

WHOLE: dict[str, Any] = {"type": "integer"}
NUMBER: dict[str, Any] = {"type": "number"}
FLAG: dict[str, Any] = {"type": "boolean"}


def objects(**properties: Any) -> list[dict[str, Any]]:
    schema = {"type": "object", "properties": properties, "required": list(properties)}
    maker = Maker(schema, "Thing", "response", Generator())
    return [maker(Scene(key=str(number))) for number in range(60)]


@pytest.mark.parametrize(
    ("net", "rate", "tax", "gross"),
    [
        ("subtotal", "taxRate", "tax", "total"),
        ("netTotal", "vatRate", "vatAmount", "grossTotal"),
        ("net_amount", "vat_percent", "vat", "gross_amount"),
    ],
)
def test_a_tax_is_its_rate_of_the_net(net: str, rate: str, tax: str, gross: str) -> None:
    for value in objects(**dict.fromkeys((net, rate, tax, gross), NUMBER)):
        assert value[tax] == pytest.approx(value[net] * value[rate] / 100, abs=0.01)
        assert value[gross] == pytest.approx(value[net] + value[tax], abs=0.01)


def test_what_is_due_is_what_is_not_paid() -> None:
    status = {"enum": ["draft", "open", "paid", "partially_paid"]}
    for value in objects(status=status, total=NUMBER, amountPaid=NUMBER, balanceDue=NUMBER):
        assert value["amountPaid"] + value["balanceDue"] == pytest.approx(value["total"], abs=0.01)
        shares = {"paid": value["total"], "draft": 0, "open": 0}
        assert value["amountPaid"] == shares.get(value["status"], value["amountPaid"])


def test_no_discount_eats_a_line_up() -> None:
    for value in objects(quantity=WHOLE, unitPrice=NUMBER, discount=NUMBER, lineTotal=NUMBER):
        whole = value["quantity"] * value["unitPrice"]
        assert value["lineTotal"] == pytest.approx(whole - value["discount"], abs=0.01)
        assert value["discount"] <= whole / 2


@pytest.mark.parametrize(("low", "high"), [("salePrice", "price"), ("cost_price", "price"), ("price", "originalPrice")])
def test_prices_come_in_tiers(low: str, high: str) -> None:
    assert all(value[low] < value[high] for value in objects(**{low: NUMBER, high: NUMBER}))


def test_what_is_not_on_sale_has_no_price_of_its_own() -> None:
    for value in objects(price=NUMBER, salePrice={"type": ["number", "null"]}, onSale=FLAG):
        assert (value["salePrice"] is not None) == value["onSale"]


@pytest.mark.parametrize(
    ("whole", "used", "rest"),
    [
        ("vacationDaysTotal", "vacationDaysUsed", "vacationDaysRemaining"),
        ("memoryTotal", "memoryUsed", "memoryFree"),
        ("quota", "used", "remaining"),
        ("capacity", "booked", "available"),
        ("total_seats", "seats_sold", "seats_left"),
    ],
)
def test_what_is_used_and_what_is_left_make_the_whole(whole: str, used: str, rest: str) -> None:
    for value in objects(**dict.fromkeys((whole, used, rest), WHOLE)):
        assert value[used] + value[rest] == value[whole]
        assert value[used] >= 0 <= value[rest]
    assert all(value[used] <= value[whole] for value in objects(**{whole: WHOLE, used: WHOLE}))
    assert all(value[rest] <= value[whole] for value in objects(**{whole: WHOLE, rest: WHOLE}))


def test_guests_are_adults_and_children() -> None:
    for value in objects(adults=WHOLE, numberOfChildren=WHOLE, totalGuests=WHOLE):
        assert value["totalGuests"] == value["adults"] + value["numberOfChildren"]


@pytest.mark.parametrize("middle", ["average", "median", "avgValue", "mean_value"])
def test_an_average_lies_between_its_bounds(middle: str) -> None:
    for value in objects(minValue=NUMBER, maxValue=NUMBER, **{middle: NUMBER}):
        assert value["minValue"] <= value[middle] <= value["maxValue"]


def test_quantiles_rise() -> None:
    for value in objects(p95=WHOLE, p50=WHOLE, p99=WHOLE):
        assert value["p50"] <= value["p95"] <= value["p99"]


@pytest.mark.parametrize("name", ["activePercent", "activePercentage", "activeRatio"])
def test_a_share_is_that_of_its_part(name: str) -> None:
    most = 1 if name.endswith("Ratio") else 100
    for value in objects(totalUsers=WHOLE, activeUsers=WHOLE, inactiveUsers=WHOLE, **{name: NUMBER}):
        assert value[name] == pytest.approx(value["activeUsers"] / value["totalUsers"] * most, abs=0.1)


@pytest.mark.parametrize("name", ["successRate", "error_rate", "cpuUsage", "completionRate", "progressPercent"])
def test_no_share_is_more_than_all(name: str) -> None:
    assert all(0 <= value[name] <= 100 for value in objects(**{name: NUMBER}))
    assert all(0 <= value[name] <= 1 for value in objects(**{name: {**NUMBER, "minimum": 0, "maximum": 1}}))


@pytest.mark.parametrize("name", ["hourlyRate", "exchangeRate", "heartRate", "frameRate"])
def test_a_rate_of_something_else_is_no_share(name: str) -> None:
    others = objects(**{name: {**NUMBER, "examples": [140.5, 250.5, 366.0]}})
    assert {value[name] for value in others} == {140.5, 250.5, 366.0}
