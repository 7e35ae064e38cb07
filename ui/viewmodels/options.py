"""Ways the law has for debts that cannot be paid: pointers with their source, free advisers, and whom to keep away from."""

from __future__ import annotations

from typing import NamedTuple

from planner.errors import Text
from planner.services.options import options_of
from planner.services.tactic_guides import guide_of
from ui.viewmodels.session import Session
from ui.viewmodels.whole_words import as_sentences

FIXER = "advance-fee"


class OptionCard(NamedTuple):
    """One way: what it is, whom to ask, where that was read."""

    id: str
    name: str
    words: str
    ask: str
    source: str


class AdviserRow(NamedTuple):
    """Somebody who can be asked for nothing."""

    name: str
    number: str
    under: str


class OptionsState(NamedTuple):
    """The page. ``not_yet``: what to say where nothing was looked up."""

    options: tuple[OptionCard, ...]
    not_yet: str
    advisers: tuple[AdviserRow, ...]
    warning: str
    warning_reply: str


class OptionsViewModel:
    """Shows them for the place of the household."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def state(self) -> OptionsState:
        """Return the page."""
        session, say = self._session, self._session.say
        country, part = session.settings.get("country", ""), session.settings.get("part", "")
        found = options_of(session.jurisdiction, session.language, country, part)
        fixer = guide_of(FIXER, session.language)
        return OptionsState(
            options=tuple(
                OptionCard(
                    one.id,
                    one.name,
                    one.words,
                    one.ask,
                    say(Text("{source}; read on {day}", {"source": one.source, "day": session.day(one.seen_on)})),
                )
                for one in found.options
            ),
            not_yet=""
            if found.options
            else say(Text("For your place this is not checked yet. A free adviser knows the ways that the law has.")),
            advisers=tuple(
                AdviserRow(one.name, one.number or one.web, as_sentences(session.language, one.what_happens, one.hours))
                for one in found.advisers
            ),
            warning=say(
                Text("Whoever asks for money first to make debts go away is no adviser. {why}", {"why": fixer.why})
            ),
            warning_reply=fixer.say,
        )
