"""Is this really them?: what to look at before paying someone new (guard 9), and the exact amount. Nothing of it is kept."""

from __future__ import annotations

from typing import NamedTuple

from planner.services.paper_check import REALLY_THEM, paper_adds
from planner.services.really_them import ALL_HOLD, CHECKS, NOT_YET
from ui.viewmodels.exact import EXACT_NOTE, exact_words
from ui.viewmodels.law_lines import LawLine, law_lines, no_law_words
from ui.viewmodels.session import Session


class CheckState(NamedTuple):
    """One thing to look at, and whether it is done."""

    id: str
    words: str
    under: str
    on: bool


class ReallyThemState(NamedTuple):
    """The page. ``ready``: everything was looked at."""

    checks: tuple[CheckState, ...]
    verdict: str
    ready: bool
    exact: str
    exact_note: str
    law: tuple[LawLine, ...]
    law_note: str


class ReallyThemViewModel:
    """Leads through the list; ``debt_id`` names the debt that is to be paid, 0 none."""

    def __init__(self, session: Session, debt_id: int = 0) -> None:
        self._session = session
        self._id = debt_id
        self._on: frozenset[str] = frozenset()

    def state(self) -> ReallyThemState:
        """Return the page as it stands."""
        session, say, debt = self._session, self._session.say, self._session.find(self._id)
        ready = len(self._on) == len(CHECKS)
        law = law_lines(session, paper_adds(REALLY_THEM, "check", session.jurisdiction, session.today))
        return ReallyThemState(
            checks=tuple(CheckState(id_, say(words), say(under), id_ in self._on) for id_, words, under in CHECKS),
            verdict=say(ALL_HOLD if ready else NOT_YET),
            ready=ready,
            exact=exact_words(session, debt) if debt is not None else "",
            exact_note=say(EXACT_NOTE),
            law=law,
            law_note="" if law else no_law_words(session),
        )

    def tick(self, id_: str) -> ReallyThemState:
        """Turn one of them on or off."""
        self._on ^= {id_}
        return self.state()
