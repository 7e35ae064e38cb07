"""Names for people of what the code calls by short ids (house.md section 3)."""

from __future__ import annotations

from datetime import date, timedelta

from planner.errors import Text
from planner.model.entry import DebtEntry
from planner.payoff.strategies import Strategy
from planner.services.lateness import days_past_due

__all__ = ["KINDS", "STRATEGIES", "Strategy"]

KINDS = {
    "card": Text("Credit card"),
    "overdraft": Text("Overdraft"),
    "instalment": Text("Loan in equal instalments"),
    "equal-principal": Text("Loan in equal parts of principal"),
    "interest-only": Text("Loan with interest first, principal at the end"),
    "fee-instalment": Text("Instalments with a fee each"),
    "online-loan": Text("Online loan"),
    "consumer-loan": Text("Consumer loan"),
    "microloan": Text("Small loan"),
    "payday": Text("Payday loan"),
    "bnpl": Text("Buy now, pay later"),
    "family": Text("Family or friends"),
    "property-fee": Text("Property fee"),
    "rent": Text("Rent"),
    "utility": Text("Power, water, phone"),
    "tax": Text("Tax"),
    "fine": Text("Fine"),
    "mortgage": Text("Mortgage"),
    "student": Text("Student loan"),
    "other": Text("Something else"),
}
"""Each kind of debt, in the order a form offers them."""

STRATEGIES = {
    Strategy.AVALANCHE: Text("Highest interest first"),
    Strategy.SNOWBALL: Text("Smallest first"),
    Strategy.CHEAPEST: Text("Cheapest"),
    Strategy.QUICK_WINS: Text("Quick wins, then highest interest"),
    Strategy.CUSTOM: Text("My own order"),
    Strategy.MINIMUM_ONLY: Text("Least payments alone"),
}

DAY_COUNTS = {
    "monthly": Text("a twelfth of the yearly rate each month"),
    "act/365": Text("by the day, a year of 365 days"),
    "act/360": Text("by the day, a year of 360 days"),
    "act/365-compound": Text("by the day with interest on interest, a year of 365 days"),
    "act/360-compound": Text("by the day with interest on interest, a year of 360 days"),
}
"""How days make interest."""


def months_to_go(months: int) -> Text:
    """Return how long a plan takes, in words."""
    return Text("1 month to go") if months == 1 else Text("{months} months to go", {"months": str(months)})


def days_late(debt: DebtEntry, today: date) -> Text | None:
    """Return how late a debt is, in words that state it and no more; None once nothing is behind."""
    days = days_past_due(debt, today)
    if not days:
        return None
    if year := year_since(days, today):
        return Text("late since {year}", {"year": year})
    return Text("1 day late") if days == 1 else Text("{days} days late", {"days": str(days)})


def year_since(days: int, today: date) -> str:
    """Return since which year a debt is late, instead of a count that only grows (guards.md 20); empty in its first year."""
    return str((today - timedelta(days)).year) if days > 365 else ""
