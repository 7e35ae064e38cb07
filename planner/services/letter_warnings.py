"""What to know before a letter is sent: each says its effect and leaves the choice. None blames, none forbids."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from planner.errors import Text
from planner.letters.catalogue import Letter, weaken_each_other
from planner.model.entry import DebtEntry
from planner.rules.limitation.clock import Clock
from planner.services.debt_limits import warning_before

TOGETHER_DAYS = 60


class Concern(StrEnum):
    """What a notice is about; ``ADMITS`` and ``NOT_BOTH`` ask for a choice."""

    TIME_LIMIT = "time-limit"
    ADMITS = "admits"
    NOT_BOTH = "not-both"
    COST = "cost"
    WHO = "who"
    COMPLAINT = "complaint"
    FAMILY = "family"


class Notice(NamedTuple):
    """One thing to know. ``words``: a sentence of ours; ``own``: words of the letter's own data, by language."""

    concern: Concern
    title: Text
    words: Text | None = None
    own: str = ""


class SentBefore(NamedTuple):
    """A letter that went out: which, about which debt, when."""

    kind: str
    debt: str
    on: date
    title: str


def notices(
    letter: Letter, debt: DebtEntry | None, clock: Clock | None, sent: Sequence[SentBefore], on: date, language: str
) -> list[Notice]:
    """Return what to know before this letter goes out, the time limit first (guards.md 1, 8, 10; peers.md W23)."""
    found = []
    if letter.restarts:
        warning = warning_before("ask-for-instalments", clock)
        if warning is not None:
            found.append(Notice(Concern.TIME_LIMIT, Text("A time limit may be near its end"), warning))
    if letter.has_usual:
        words = Text(
            "The careful wording asks without calling the debt yours. The usual wording names it as yours; on an old debt that can start its time limit anew."
        )
        found.append(Notice(Concern.ADMITS, Text("This letter can admit the debt"), words))
    for before in sent:
        same = debt is not None and before.debt == debt.name
        if same and weaken_each_other(letter, before.kind) and on - before.on <= timedelta(days=TOGETHER_DAYS):
            blanks = {"title": before.title, "day": before.on.isoformat()}
            words = Text('On {day} you sent "{title}". Wait for the answer, or this letter weakens that one.', blanks)
            found.append(Notice(Concern.NOT_BOTH, Text("Do not send both"), words))
    if letter.cost:
        found.append(Notice(Concern.COST, Text("What this can bring"), own=letter.cost[language]))
    if letter.recipient == "collector" and debt is not None and not debt.holders:
        words = Text("This letter is for a collection agency or a buyer of the debt. A lender may not be bound by it.")
        found.append(Notice(Concern.WHO, Text("Who gets it"), words))
    if letter.group == "complaint":
        words = Text(
            "A complaint and a payment are two things. Interest, calls and deadlines run on while it is looked at. It may bring more calls for some days."
        )
        found.append(Notice(Concern.COMPLAINT, Text("What a complaint does not do"), words))
    if letter.recipient in ("family", "employer"):
        words = Text("You decide whether and when they know. Nothing has to be said today.")
        found.append(Notice(Concern.FAMILY, Text("Only if you want to"), words))
    return found
