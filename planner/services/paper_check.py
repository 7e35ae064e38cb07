"""What is this paper?: how it looks, how to find out that it is from who it says, its days, what helps now. Data: ``assets/papers``.

Bound by guards.md 2, 3, 9: a paper is never called untrue, and none is to be left unanswered.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from planner.errors import Text
from planner.rules.cited import Cited, cited, everywhere, table_of
from planner.services.paper_deadlines import Rule, deadlines_of

TOPIC = "papers"
REALLY_THEM = "really-them"
"""What the law of a place says for the page that asks whether it is really them."""
PARTS = ("looks", "check", "now")
SENDERS = {
    "lender": Text("A lender or who collects for it"),
    "lawyer": Text("A lawyer or law firm"),
    "court": Text("A court"),
    "mediator": Text("A mediator or mediation centre"),
    "arbitrator": Text("An arbitration body"),
    "notary": Text("A notary"),
}
Words = Mapping[str, str]


class KindOfPaper(NamedTuple):
    """One kind of paper, its words by language. ``senders``: who it says it is from; ``hint``: how to know it in a list."""

    id: str
    icon: str
    senders: tuple[str, ...]
    title: Words
    hint: Words
    looks: tuple[Words, ...]
    check: tuple[Words, ...]
    now: tuple[Words, ...]


@lru_cache(maxsize=1)
def kinds_of_paper() -> tuple[KindOfPaper, ...]:
    """Return every kind, in the order in which they usually come."""
    return tuple(
        KindOfPaper(
            entry["id"],
            entry["icon"],
            tuple(entry["senders"]),
            entry["title"],
            entry["hint"],
            *(tuple(entry[part]) for part in PARTS),
        )
        for entry in everywhere(TOPIC)["paper"]
    )


def kinds_from(sender: str, place: str | None) -> tuple[KindOfPaper, ...]:
    """Return the kinds that say they are from ``sender``, "" for every kind; those that are rare in the place stand last."""
    found = [kind for kind in kinds_of_paper() if not sender or sender in kind.senders]
    rare = _rare(place)
    return tuple(sorted(found, key=lambda kind: kind.id in rare))


def senders_in(place: str | None) -> tuple[str, ...]:
    """Return who sends papers in a place; who sends only what is rare there is left out."""
    rare = _rare(place)
    return tuple(one for one in SENDERS if any(kind.id not in rare for kind in kinds_from(one, place)))


def _rare(place: str | None) -> list[str]:
    found: list[str] = table_of(TOPIC, place, "rare").get("kinds", [])
    return found


def kind_of_paper(id_: str) -> KindOfPaper:
    """Return the kind of this id."""
    return next(kind for kind in kinds_of_paper() if kind.id == id_)


def paper_adds(id_: str, part: str, place: str | None, day: date) -> tuple[Cited, ...]:
    """Return what the law of a place adds to one part of a page, each with its reference."""
    return tuple(one for one in cited(TOPIC, place, id_, day) if one.part == part)


def page_of(deadline: str, place: str | None) -> str:
    """Return the kind of paper whose page tells of a deadline; empty where no page names it."""
    pages = table_of(TOPIC, place, "deadlines") if place is not None else {}
    return next((id_ for id_, named in pages.items() if deadline in named), "")


def days_of(id_: str, place: str | None) -> tuple[Rule, ...]:
    """Return the deadlines that a kind of paper starts in a place; none where nobody looked them up."""
    if place is None:
        return ()
    named = table_of(TOPIC, place, "deadlines").get(id_, [])
    return tuple(rule for rule in deadlines_of(place) if rule.kind in named)
