"""Ways the law has for debts that cannot be paid: pointers with their source, free advisers, and whom to keep away from."""

from __future__ import annotations

from typing import NamedTuple

from planner.errors import Text
from planner.services.help import COMPLAINTS, HelpLine
from planner.services.letters import find_letter
from planner.services.options import Option, options_of
from planner.services.tactic_guides import guide_of
from ui.viewmodels.session import Session
from ui.viewmodels.whole_words import as_sentences

FIXER = "advance-fee"


class OptionCard(NamedTuple):
    """One way: what it is, whom to ask, where that was read; ``topic``: of our letters that ask for it."""

    id: str
    name: str
    words: str
    ask: str
    source: str
    topic: str = ""


class AdviserRow(NamedTuple):
    """Somebody who can be asked for nothing; ``copy``: the words of the button that copies the number."""

    name: str
    number: str
    under: str
    copy: str


class OptionsState(NamedTuple):
    """The page. ``not_yet``: what to say where nothing was looked up. ``complaints``: who takes complaints, and gives no advice."""

    options: tuple[OptionCard, ...]
    not_yet: str
    advisers: tuple[AdviserRow, ...]
    complaints: tuple[AdviserRow, ...]
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
                    self._source(one),
                    find_letter(one.letter, session.jurisdiction or "").group if one.letter else "",
                )
                for one in found.options
            ),
            not_yet=""
            if found.options
            else say(Text("For your place this is not checked yet. A free adviser knows the ways that the law has.")),
            advisers=tuple(self._adviser(one) for one in found.advisers if one.role != COMPLAINTS),
            complaints=tuple(self._adviser(one) for one in found.advisers if one.role == COMPLAINTS),
            warning=say(
                Text("Whoever asks for money first to make debts go away is no adviser. {why}", {"why": fixer.why})
            ),
            warning_reply=fixer.say,
        )

    def _source(self, one: Option) -> str:
        session = self._session
        blanks = {"source": one.source, "day": session.day(one.seen_on), "where": one.seen}
        if one.seen:
            return session.say(
                Text(
                    "{source}; read on {day} in copies ({where}), not confirmed yet in the official publication", blanks
                )
            )
        return session.say(Text("{source}; read on {day}", blanks))

    def _adviser(self, one: HelpLine) -> AdviserRow:
        under = as_sentences(self._session.language, one.what_happens, one.hours)
        number = one.number or one.web
        return AdviserRow(one.name, number, under, self._session.say(Text("Copy {number}", {"number": number})))
