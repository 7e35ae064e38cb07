"""Kinds of debt as a form offers them: what each is called, looks like and asks. Only what the kind needs is asked."""

from __future__ import annotations

from typing import NamedTuple

from planner.errors import Text


class KindCard(NamedTuple):
    """One kind to choose: ``icon`` by meaning, ``hint`` in a few words, ``first``: paid first by default."""

    kind: str
    icon: str
    hint: Text
    first: bool = False


ORDINARY = (
    KindCard("card", "card", Text("A limit, and a least payment each month")),
    KindCard("fee-instalment", "receipt", Text("The same fee each month on the first amount")),
    KindCard("online-loan", "instalments", Text("Borrowed in an app, the same sum each month")),
    KindCard("instalment", "calendar", Text("From a bank, the same sum each month")),
    KindCard("family", "family", Text("Often no interest")),
    KindCard("bnpl", "wallet", Text("A purchase in a few payments")),
    KindCard("payday", "cash", Text("Short and small, until the next pay")),
    KindCard("overdraft", "bank", Text("Your account below zero")),
    KindCard("other", "receipt", Text("Anything else, or you are not sure")),
)
COME_FIRST = (
    KindCard("property-fee", "home", Text("For the building you live in"), first=True),
    KindCard("rent", "home", Text("Your home"), first=True),
    KindCard("utility", "power", Text("What keeps your home running"), first=True),
    KindCard("tax", "bank", Text("Owed to the state"), first=True),
    KindCard("fine", "legal", Text("Set by a court or an office"), first=True),
    KindCard("mortgage", "bank", Text("A loan on your home"), first=True),
)
RARE = (
    KindCard("student", "school", Text("For your studies")),
    KindCard("consumer-loan", "instalments", Text("From a finance company")),
    KindCard("microloan", "instalments", Text("From a small lender")),
    KindCard("equal-principal", "calendar", Text("The part of the loan stays the same, the interest falls")),
    KindCard("interest-only", "calendar", Text("The whole loan is due at the end")),
)
LOANS = frozenset(
    ("online-loan", "instalment", "payday", "consumer-loan", "microloan", "equal-principal", "interest-only", "other")
)
"""Kinds of which a contract says a sum that may not be what was paid out."""
CARDS = {card.kind: card for card in (*ORDINARY, *COME_FIRST, *RARE)}


class FieldSpec(NamedTuple):
    """One field of a form. ``column`` as in the contract; ``input``: text, money, rate, whole, day."""

    column: str
    label: Text
    input: str
    hint: Text | None = None


NAME = FieldSpec("name", Text("A name for it"), "text")
LENDER = FieldSpec("creditor", Text("Lender"), "text")
TAIL = FieldSpec("account_tail", Text("Last 4 digits"), "text")
BALANCE = FieldSpec("balance", Text("What you owe today"), "money", Text("From the newest statement. Rough is fine."))
APR = FieldSpec("apr", Text("Interest per year (APR)"), "rate", Text("0.05% a day on the paper? Type 0.05/day."))
LEAST = FieldSpec("minimum", Text("Least you must pay"), "money")
AGREED = FieldSpec("minimum", Text("What you agreed to pay a month"), "money")
INSTALMENT = FieldSpec("minimum", Text("What you pay each month"), "money")
MONTHS = FieldSpec("term_months", Text("Months left"), "whole")
DUE_DAY = FieldSpec("due_day", Text("Due day of the month"), "whole")
LATE = FieldSpec("days_past_due", Text("Days late"), "whole")
ARREARS = FieldSpec("arrears", Text("Behind by"), "money")
COLLECTOR = FieldSpec("collector", Text("Who asks you for the money now"), "text")
COLLECTOR_SINCE = FieldSpec("collector_since", Text("Since"), "day")

FIRST_AMOUNT = FieldSpec("principal", Text("The first amount"), "money")
FEE_EACH = FieldSpec(
    "fee_percent",
    Text("Fee each month (%)"),
    "rate",
    Text("It is counted on the first amount, every month."),
)
_LOAN = (NAME, LENDER, BALANCE, APR, MONTHS, INSTALMENT, DUE_DAY, LATE)
_BILL = (NAME, LENDER, BALANCE, AGREED, DUE_DAY, LATE)
FIELDS = {
    "card": (NAME, LENDER, TAIL, BALANCE, APR, LEAST, DUE_DAY, LATE),
    "fee-instalment": (NAME, LENDER, BALANCE, FIRST_AMOUNT, FEE_EACH, MONTHS, DUE_DAY, LATE),
    "overdraft": (NAME, LENDER, BALANCE, APR),
    "bnpl": (NAME, LENDER, BALANCE, MONTHS, INSTALMENT, DUE_DAY, LATE),
    "payday": (NAME, LENDER, BALANCE, APR, DUE_DAY, LATE),
    "family": (NAME, BALANCE, AGREED, DUE_DAY),
    "property-fee": _BILL,
    "rent": _BILL,
    "utility": _BILL,
    "tax": _BILL,
    "fine": _BILL,
    "interest-only": _LOAN,
    "equal-principal": _LOAN,
    "other": (NAME, LENDER, BALANCE, APR, LEAST, DUE_DAY, LATE),
}
PARTS = (
    FieldSpec("principal", Text("Principal still owed"), "money"),
    FieldSpec("interest", Text("Interest so far"), "money"),
    FieldSpec("fees", Text("Fees"), "money"),
    FieldSpec("penalties", Text("Penalties for being late"), "money"),
    ARREARS,
    FieldSpec("to_bring_current", Text("Amount to bring it current"), "money"),
    FieldSpec("to_close", Text("Amount to close it"), "money"),
    FieldSpec("last_offer", Text("Their last offer"), "money"),
)
"""What a statement may say beyond the balance; asked on the debt's page, never at the start."""


ORDER = FieldSpec(
    "order", Text("Place in my own order"), "whole", Text("1 is paid first. For the plan in your own order.")
)
CURRENCY = FieldSpec("currency", Text("Currency"), "text")


def fields_of(kind: str) -> tuple[FieldSpec, ...]:
    """Return the fields that a form asks for a debt of ``kind``."""
    return FIELDS.get(kind, _LOAN)


def icon_of(kind: str) -> str:
    """Return the icon of ``kind``, by meaning."""
    return CARDS[kind].icon
