"""What a contract may say beyond balance and rate, as a page asks it: only what the kind of debt can have."""

from __future__ import annotations

from typing import NamedTuple

from planner.errors import Text
from planner.services.words import DAY_COUNTS
from ui.viewmodels.form import Spec

DONT_KNOW = Text("Don't know")
NONE, TRUE_PROMO, DEFERRED = "none", "true", "deferred"


class Choice(NamedTuple):
    """One of several answers to choose; ``options``: (what is kept, words)."""

    column: str
    title: Text
    options: tuple[tuple[str, Text], ...]


class Section(NamedTuple):
    """One part of the page. ``kinds``: of debts that are asked it, None for all; ``in_china``: the hint in mainland China."""

    id: str
    title: Text
    hint: Text
    kinds: frozenset[str] | None
    choices: tuple[Choice, ...] = ()
    fields: tuple[Spec, ...] = ()
    in_china: Text | None = None


def _kinds(words: str) -> frozenset[str]:
    return frozenset(words.split())


_LOANS = _kinds("instalment online-loan consumer-loan microloan equal-principal interest-only student")
_BORROWED = _LOANS | _kinds("card overdraft bnpl payday mortgage other fee-instalment")
_BILLS = _kinds("rent utility property-fee tax fine")

PROMO = Choice(
    "promo",
    Text("Was no interest promised for a time?"),
    (
        (NONE, Text("Not promised")),
        (TRUE_PROMO, Text("Yes, it begins after that day")),
        (DEFERRED, Text("Yes, but all of it is added if I am late")),
        ("", DONT_KNOW),
    ),
)
PROMO_FIELDS = {
    TRUE_PROMO: (
        Spec("promo_until", Text("Interest begins on"), "day"),
        Spec("promo_after", Text("Interest per year from then on"), "rate"),
    ),
    DEFERRED: (
        Spec("deferred_until", Text("All of it must be paid by"), "day"),
        Spec("deferred_apr", Text("Interest per year that is added"), "rate"),
    ),
}

SECTIONS = (
    Section(
        "fees-plan",
        Text("Instalments with a fee each"),
        Text("The fee is counted on the first amount, even when most is paid back."),
        _kinds("fee-instalment"),
        (
            Choice(
                "early_fees",
                Text("If you pay it all early, the fees still to come are"),
                (
                    ("due", Text("still due")),
                    ("waived", Text("let off")),
                    ("percent", Text("replaced by a charge")),
                    ("", DONT_KNOW),
                ),
            ),
        ),
        (
            Spec("principal", Text("The first amount"), "money"),
            Spec("fee_percent", Text("Fee each month (%)"), "rate"),
            Spec("term_months", Text("Months left"), "whole"),
        ),
    ),
    Section(
        "promo",
        Text("Interest that begins later"),
        Text("Two promises look alike: in one, interest begins on a day. In the other, all of it is added at once."),
        _kinds("card bnpl instalment consumer-loan other"),
        (PROMO,),
    ),
    Section(
        "rates",
        Text("Interest that changes"),
        Text("The rate from a day on, where you know one ahead."),
        _BORROWED - _kinds("fee-instalment"),
    ),
    Section(
        "minimum",
        Text("How the least payment is made up"),
        Text("It stands in the small print of a statement. The highest of these counts."),
        _kinds("card overdraft other"),
        (
            Choice(
                "minimum_plus",
                Text("Added to the percentage"),
                (
                    ("", Text("nothing, or don't know")),
                    ("interest", Text("the interest")),
                    ("interest+fees", Text("interest and fees")),
                ),
            ),
            Choice(
                "minimum_of",
                Text("The percentage is of"),
                (("", Text("the balance, or don't know")), ("principal", Text("what you borrowed"))),
            ),
        ),
        (
            Spec("minimum_percent", Text("The percentage"), "rate"),
            Spec("minimum_floor", Text("But never less than"), "money"),
        ),
    ),
    Section(
        "more-balances",
        Text("Another balance on this card"),
        Text("Cash, a transfer or a promotion often has a rate of its own."),
        _kinds("card"),
        (
            Choice(
                "allocation",
                Text("A least payment goes to"),
                (
                    ("lowest-first", Text("the lowest rate first")),
                    ("highest-first", Text("the highest rate first")),
                    ("pro-rata", Text("all, by size")),
                    ("", DONT_KNOW),
                ),
            ),
        ),
        (
            Spec("part_name", Text("A name for it"), "text"),
            Spec("part_balance", Text("What you owe on it"), "money"),
            Spec("part_apr", Text("Its interest per year"), "rate"),
        ),
    ),
    Section(
        "late",
        Text("Fees, and what a late payment brings"),
        Text("A sum, or a percentage of what is missing, such as 5%."),
        _BORROWED | _BILLS,
        (),
        (
            Spec("account_fee", Text("Fee each month for the account"), "money"),
            Spec("late_fee", Text("Late fee"), "text"),
            Spec("grace_days", Text("Days of grace"), "whole"),
            Spec("penalty_apr", Text("Interest per year after a missed payment"), "rate"),
            Spec("credit_limit", Text("Credit limit"), "money"),
        ),
    ),
    Section(
        "pause",
        Text("A pause, or interest that stands still"),
        Text("Only what was agreed, best in writing."),
        None,
        (),
        (
            Spec("pause_from", Text("No payments from"), "day"),
            Spec("pause_until", Text("Payments begin again on"), "day"),
            Spec("interest_waived_until", Text("No interest before"), "day"),
        ),
    ),
    Section(
        "agreed",
        Text("An agreed plan of instalments"),
        Text("What you and they agreed, best in writing."),
        _kinds("card overdraft online-loan consumer-loan microloan other"),
        (
            Choice(
                "agreed_interest",
                Text("While you keep it, interest"),
                (("stops", Text("stands still")), ("", Text("runs on, or don't know"))),
            ),
        ),
        (
            Spec("agreed_months", Text("In how many instalments"), "whole"),
            Spec("minimum", Text("What you agreed to pay a month"), "money"),
        ),
        Text("Cards in mainland China can be paid by agreement in up to 60 months."),
    ),
    Section(
        "settlement",
        Text("An offer to settle for less"),
        Text("It stands beside the plan as another way, with its risks. It is never taken for you."),
        _BORROWED | _BILLS,
        (),
        (
            Spec("settlement_amount", Text("The sum that would end it"), "money"),
            Spec("settlement_until", Text("The offer holds until"), "day"),
        ),
    ),
    Section(
        "days",
        Text("How days make interest"),
        Text('"Does this match your statement?" finds it out.'),
        _BORROWED - _kinds("fee-instalment bnpl"),
        (Choice("day_count", Text("Counted"), (("", DONT_KNOW), *DAY_COUNTS.items())),),
    ),
    Section(
        "secured",
        Text("Something stands behind it"),
        Text("A car, a home, goods: then a missed payment can cost more than calls."),
        _LOANS | _kinds("mortgage other"),
        (
            Choice(
                "secured",
                Text("Can something of yours be taken?"),
                (("yes", Text("Yes")), ("no", Text("No, or don't know"))),
            ),
        ),
    ),
)


def sections_of(kind: str) -> tuple[Section, ...]:
    """Return what is asked of a debt of ``kind``."""
    return tuple(one for one in SECTIONS if one.kinds is None or kind in one.kinds)
