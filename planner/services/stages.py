"""Where a debt that is late usually stands with who collects it, what usually comes next, and what helps now.

From how collectors sort accounts by days late (collectors-playbook section 1). It says what is usual, never what is sure.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from planner.errors import Text
from planner.model.entry import DebtEntry
from planner.rules.cited import Cited, cited, table_of

TOPIC = "stages"
LARGE_CARD = "large-card"
"""What a place says of a large card debt that is long late."""


class Stage(NamedTuple):
    """One stage. ``first``: the day late from which it runs; ``days``: its days in figures, or a word for them."""

    id: str
    first: int
    days: str | Text
    who: Text
    usual: Text
    next: Text
    helps: tuple[Text, ...]


STAGES = (
    Stage(
        "early",
        1,
        "1–5",
        Text("The lender's own staff"),
        Text("A polite reminder, by message or call."),
        Text("If nothing is agreed, its call centre asks for a reason, a day and an amount."),
        (
            Text("Ask in writing for a few days. Many lenders give them."),
            Text("Look at what a day costs, and pay rent and food first."),
        ),
    ),
    Stage(
        "middle",
        6,
        "6–18",
        Text("The lender's call centre"),
        Text("They ask why, when, and how much."),
        Text("Calls become daily, and some ask others about you."),
        (
            Text("Promise only what your budget holds, and write the promise down."),
            Text("Choose one channel on which you answer, and tell them."),
        ),
    ),
    Stage(
        "late",
        19,
        "19–28",
        Text("The lender's call centre"),
        Text("Calls each day, more pressure, sometimes calls to others to check your details."),
        Text("A special team takes over and speaks of court and the credit record."),
        (
            Text("Log every contact: it takes three taps."),
            Text("Tell them in writing how they reach you. Then there is no ground to call others."),
        ),
    ),
    Stage(
        "special",
        29,
        "29–90",
        Text("A special team of the lender"),
        Text("The whole overdue sum at once, words of court, a deadline tomorrow."),
        Text("The debt often goes to an outside agency, sometimes to more than one."),
        (
            Text("Ask for everything in writing, and decide a day later."),
            Text("Ask for a hardship plan: what you can pay, from when, and why."),
        ),
    ),
    Stage(
        "agency",
        91,
        "91+",
        Text("An outside agency, paid by what it brings in"),
        Text("Many calls, visits, lawyers' letters, offers for less."),
        Text("The debt may be sold, or taken to court."),
        (
            Text("Before you pay someone new, check that it is really them."),
            Text("Bargain from your budget, and pay only on a written offer."),
            Text("If the debt is old, ask a free adviser before any word."),
        ),
    ),
    Stage(
        "court",
        0,
        Text("court"),
        Text("A lawyer, or a court"),
        Text("A lawyer's letter, a payment order, a claim. It can come at any stage, or never."),
        Text("A court paper has days that count, and each has a way to answer."),
        (
            Text("Write down the day it came, and check whose it is."),
            Text("Take it to free legal help this week. There is still room for a plan."),
        ),
    ),
)
COURT = STAGES[-1]
AGENCY = STAGES[-2]
_LENDERS = ("original-creditor", "bank", "consumer-finance-co", "microloan-co", "online-platform")


def stage_of(days_late: int) -> Stage | None:
    """Return the usual stage of a debt that is so many days late; None where it is not late."""
    return next((stage for stage in reversed(STAGES[:-1]) if days_late >= stage.first), None)


def collecting_now(debt: DebtEntry) -> str:
    """Return who asks for the money now, where that is somebody else than the lender; else empty."""
    now = debt.holders[-1] if debt.holders else None
    if now is None or now.until_on is not None or now.role in _LENDERS or now.name == debt.creditor:
        return ""
    return now.name


def stage_of_debt(debt: DebtEntry, days_late: int) -> Stage | None:
    """Return the stage of a debt: that of an agency where somebody else collects it, however few its days late are."""
    by_days = stage_of(days_late)
    if by_days is None or by_days.first >= AGENCY.first or not collecting_now(debt):
        return by_days
    return AGENCY


def stage_adds(stage: str, place: str | None, day: date) -> tuple[Cited, ...]:
    """Return what the law of a place adds to a stage on a day, each with its reference."""
    return cited(TOPIC, place, stage, day)


def is_large_card(debt: DebtEntry, days_late: int, place: str | None) -> bool:
    """Return whether a card debt is as large and as late as the place has something to say about (guard 2)."""
    said: dict[str, Any] = table_of(TOPIC, place, "large_card")
    if not said or debt.kind != "card" or debt.balance is None or debt.currency != said["currency"]:
        return False
    return bool(days_late >= said["days"] and debt.balance >= said["least_minor"])
