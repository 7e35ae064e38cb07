"""Debts in other currencies, counted in the plan's own at a rate that the person names, with its day. Never netted silently."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from planner.dates import parse_day
from planner.errors import Text
from planner.model.entry import DebtEntry
from planner.money import BadValue, exponent, parse_currency, rate_text
from planner.services.debt_columns import MONEY

_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,12})?")


class Exchange(NamedTuple):
    """One unit of ``currency`` is ``rate`` units of the plan's, as of ``on``."""

    currency: str
    rate: Decimal
    on: date


def read_exchange(text: str) -> Exchange:
    """Return what ``EUR=1.08@2026-11-20`` says; raises ``BadValue``."""
    code, equals, rest = text.partition("=")
    rate, at, day = rest.partition("@")
    if not equals or not at or not _NUMBER.fullmatch(rate.strip()) or not Decimal(rate.strip()):
        raise BadValue(Text('"{text}" should read like EUR=1.08@2026-11-20', {"text": text[:40]}))
    return Exchange(parse_currency(code), Decimal(rate.strip()), parse_day(day))


def in_currency(entry: DebtEntry, home: str, rates: Mapping[str, Exchange]) -> DebtEntry:
    """Return ``entry`` with every amount in ``home``, half-up; its own currency must be ``home`` or have a rate."""
    if entry.currency == home:
        return entry
    factor = rates[entry.currency].rate.scaleb(exponent(home) - exponent(entry.currency))
    changed: dict[str, int] = {
        field: int((amount * factor).quantize(Decimal(1), ROUND_HALF_UP))
        for field in MONEY
        if (amount := getattr(entry, field)) is not None
    }
    return entry._replace(currency=home, **changed)  # type: ignore[arg-type]


def converted_text(entry: DebtEntry, home: str, rate: Exchange) -> Text:
    """Return the sentence that says at what rate a debt is counted."""
    blanks = {
        "debt": entry.name,
        "code": entry.currency,
        "rate": rate_text(rate.rate),
        "home": home,
        "day": rate.on.isoformat(),
    }
    return Text("{debt} is owed in {code}; it is counted at 1 {code} = {rate} {home}, the rate of {day}.", blanks)
