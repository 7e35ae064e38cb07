"""What the sample household shared with a helper, and the review that came back, not decided yet."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from planner.model.entry import DebtEntry
from planner.model.log_entry import SHARE, NewEntry
from planner.payoff.strategies import Strategy
from planner.resources import ASSETS
from planner.services.idea_effects import Ground, effect
from planner.services.log_entries import entry_by_day
from planner.services.sample_desk import sample_budget
from planner.services.sharing import ENDING, review_entry
from planner.sharing.keys import code_of
from planner.sharing.review import DEBT, LINE, STRATEGY, Idea, Note, Review

_SECTIONS = ["debts", "budget", "plan", "letters"]


def review_entries(language: str, currency: str, debts: Sequence[DebtEntry], today: date) -> Iterator[list[NewEntry]]:
    """Yield the share and the review, in a store that holds ``debts`` alone, in this order."""
    with (ASSETS / "sample" / f"review.{language}.toml").open("rb") as file:
        told = tomllib.load(file)
    made_on = today - timedelta(days=told["days_ago"])
    shared_on = made_on - timedelta(days=1)
    code = code_of(hashlib.sha256(b"the helper of the sample household").digest())
    mark = _mark("share")
    yield [
        entry_by_day(
            SHARE,
            {
                "due": shared_on.isoformat(),
                "mark": mark,
                "to": told["to"],
                "code": code,
                "sections": _SECTIONS,
                "account_numbers": False,
                "check_ins": 0,
                "delete_by": "",
                "file": f"{shared_on.isoformat()}{ENDING}",
                "sha256": hashlib.sha256(mark.encode()).hexdigest(),
            },
        )
    ]
    stored = [debt._replace(id=number) for number, debt in enumerate(debts, 1)]
    ground = Ground(stored, sample_budget(language, currency, debts, today), None, currency, today)
    line, order, question = told["line"], told["order"], told["question"]
    ideas = (
        Idea(1, LINE, "", line["amount"], name=line["name"], section=line["section"], why=line["why"]),
        Idea(2, STRATEGY, Strategy.AVALANCHE.value, order["strategy"], why=order["why"]),
    )
    asked = next((debt.id for debt in stored if debt.kind == question["kind"]), None)
    review = Review(
        _mark("review"),
        mark,
        made_on,
        told["by"],
        told["words"],
        code,
        currency,
        (Note(3, DEBT, asked, question["words"], True),) if asked else (),
        tuple(_with_effect(ground, idea) for idea in ideas),
    )
    yield [review_entry(review, today)]


def _with_effect(ground: Ground, idea: Idea) -> Idea:
    before, after = effect(ground, idea)
    return idea._replace(before=before, after=after)


def _mark(what: str) -> str:
    return hashlib.sha256(f"the {what} of the sample household".encode()).hexdigest()[:32]
