"""Names for people of what the code calls by short ids (house.md section 3)."""

from __future__ import annotations

from planner.errors import Text
from planner.payoff.strategies import Strategy

__all__ = ["KINDS", "STRATEGIES", "Strategy"]

KINDS = {
    "card": Text("Credit card"),
    "overdraft": Text("Overdraft"),
    "instalment": Text("Loan in equal instalments"),
    "equal-principal": Text("Loan in equal parts of principal"),
    "interest-only": Text("Loan with interest first, principal at the end"),
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
    Strategy.CUSTOM: Text("My own order"),
    Strategy.MINIMUM_ONLY: Text("Least payments alone"),
}
