"""Amounts and rates are read exactly as written, or refused with what would be right."""

from decimal import Decimal

import pytest

from planner.money import BadValue, exponent, half_up, parse_currency, parse_money, parse_rate, rate_text, to_major


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("1,234.50", "USD", 123450),
        ("1234.5", "USD", 123450),
        ("￥1,234.50", "CNY", 123450),
        ("１２３４．５元", "CNY", 123450),
        ("0", "USD", 0),
        ("0.01", "USD", 1),
        ("12", "JPY", 12),
        ("1.234", "KWD", 1234),
        ("5.00", "JPY", 5),
    ],
)
def test_amounts_as_people_write_them(text, currency, minor):
    assert parse_money(text, currency) == minor


@pytest.mark.parametrize(
    "text", ["1.234,50", "12,5", "-5", "NaN", "inf", "1e5", "", "abc", "1.005", "1,23,456", "9" * 14, "--1"]
)
def test_everything_else_is_refused_and_never_guessed(text):
    with pytest.raises(BadValue):
        parse_money(text, "USD")


def test_an_amount_reads_back_as_written():
    assert [to_major(v, "USD") for v in (0, 1, 10, 123450, -5)] == ["0.00", "0.01", "0.10", "1234.50", "-0.05"]
    assert (to_major(5, "JPY"), to_major(5, "KWD")) == ("5", "0.005")


@pytest.mark.parametrize(
    ("text", "rate"), [("18.25", "18.25"), ("18.25%", "18.25"), ("0", "0"), ("1000", "1000"), ("２４％", "24")]
)
def test_rates_with_or_without_one_percent_sign(text, rate):
    assert parse_rate(text) == Decimal(rate)


@pytest.mark.parametrize("text", ["18.25%%", "-1", "nan", "1e2", "", "18,25", "1000.01", "1830"])
def test_other_rates_are_refused(text):
    with pytest.raises(BadValue):
        parse_rate(text)


def test_a_rate_over_1000_suggests_the_lost_point():
    with pytest.raises(BadValue) as bad:
        parse_rate("1830")
    assert bad.value.message.blanks["meant"] == "18.30"


def test_currencies_are_iso_codes_and_street_names_are_explained():
    assert parse_currency(" cny ") == "CNY"
    with pytest.raises(BadValue) as bad:
        parse_currency("RMB")
    assert bad.value.message.blanks["meant"] == "CNY"
    assert [exponent(code) for code in ("USD", "JPY", "KWD")] == [2, 0, 3]


def test_rounding_is_half_up():
    assert [half_up(n, 2) for n in (1, 2, 3, 4, 5)] == [1, 1, 2, 2, 3]
    assert (rate_text(Decimal("18.250")), rate_text(Decimal("5")), rate_text(Decimal("0.1875"))) == (
        "18.25",
        "5.00",
        "0.1875",
    )
