"""What the person's place has for people whose mental health is hard beside their debts."""

from __future__ import annotations

from typing import NamedTuple

from planner.errors import Text
from planner.services.care_support import support_of
from planner.services.help import help_lines
from ui.viewmodels.paper_check import ask_first
from ui.viewmodels.session import Session

SHOWN = 2
"""How many lines to talk to stand here; all of them stand on the page for help."""


class SupportCard(NamedTuple):
    """One form or protection, with its source in a sentence."""

    name: str
    words: tuple[str, ...]
    ask: str
    source: str


class SupportState(NamedTuple):
    """The page. Where there are no cards: ``ask`` whom first, by number, and ``about`` who that is.

    ``talk``: lines of the country to talk to, as (name, number and hours).
    """

    cards: tuple[SupportCard, ...]
    ask: str = ""
    about: str = ""
    talk: tuple[tuple[str, str], ...] = ()


class SupportViewModel:
    """Shows them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def state(self) -> SupportState:
        """Return the page."""
        cards = support_cards(self._session)
        return SupportState(cards, *(("", "") if cards else ask_first(self._session)), self._talk())

    def _talk(self) -> tuple[tuple[str, str], ...]:
        session = self._session
        country, part = (session.settings.get(name, "") for name in ("country", "part"))
        lines = help_lines(country, session.language, part) if country else ()
        found = [line for line in lines if line.kind == "crisis" and line.is_checked]
        return tuple((line.name, session.join(line.number or line.text, line.hours)) for line in found[:SHOWN])


def support_cards(session: Session) -> tuple[SupportCard, ...]:
    """Return what the person's place has; none where it was not looked up."""
    return tuple(
        SupportCard(
            one.name,
            one.words,
            one.ask,
            session.say(Text("Read {day}: {source}", {"day": session.day(one.seen_on), "source": one.source})),
        )
        for one in support_of(session.jurisdiction, session.language)
    )
