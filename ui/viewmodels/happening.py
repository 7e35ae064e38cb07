"""What is happening right now?: one page a situation, for someone who is shaking; one tap writes it down."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from planner.errors import PlannerError, Text
from planner.services.contact_words import RECIPIENTS, event_words, how_it_was
from planner.services.contacts import LogRow, facts_of
from planner.services.help import with_number
from planner.services.situations import law_adds, situation_of, situations
from ui.viewmodels.law_lines import LawLine, law_lines, no_law_words
from ui.viewmodels.session import Session
from ui.viewmodels.whole_words import begun

LOG_WORDS = {
    "door": Text("Log this visit"),
    "phone": Text("Log this call"),
    "ringing": Text("Log a call I did not pick up"),
    "account": Text("Write down that money was taken"),
}
_ASKS = Text("Who was it? One tap writes it down.")


class HappeningState(NamedTuple):
    """The choices as (id, icon, words); and the page of the one chosen, empty before.

    ``log``: words of the button that writes it down, empty where there is none or nothing can be written; ``asks``: (id,
    words) of whom it may have been about, to be tapped instead. ``entry``: the number once it is written, ``written``: what.
    """

    choices: tuple[tuple[str, str, str], ...]
    id: str
    title: str
    sentences: tuple[str, ...]
    steps: tuple[str, ...]
    reply: str
    law: tuple[LawLine, ...]
    law_note: str
    log: str
    asks: tuple[tuple[str, str], ...]
    entry: int
    written: str
    problem: str


class HappeningViewModel:
    """Shows the situations, and one of them."""

    def __init__(self, session: Session, chosen: str = "") -> None:
        self._session = session
        self._chosen = chosen
        self._row: LogRow | None = None
        self._problem: Text | None = None

    def state(self) -> HappeningState:
        """Return the page."""
        session, say, language = self._session, self._session.say, self._session.language
        choices = tuple((one.id, one.icon, one.title[language]) for one in situations())
        if not self._chosen:
            return HappeningState(choices, "", "", (), (), "", (), "", "", (), 0, "", "")
        chosen = situation_of(self._chosen)
        law = law_lines(session, law_adds(chosen.id, session.jurisdiction, session.today))
        can_log = bool(chosen.log) and not session.is_unprotected and session.notice is None
        log = say(_ASKS) if chosen.ask else say(LOG_WORDS[chosen.id]) if can_log else ""
        return HappeningState(
            choices=choices,
            id=chosen.id,
            title=chosen.title[language],
            sentences=tuple(words[language] for words in chosen.sentences),
            steps=tuple(self._with_number(words[language]) for words in chosen.steps),
            reply=chosen.reply.get(language, ""),
            law=law,
            law_note="" if law else no_law_words(session),
            log=log if can_log else "",
            asks=tuple((id_, begun(say(RECIPIENTS[id_]))) for id_ in chosen.ask) if can_log else (),
            entry=self._row.entry if self._row else 0,
            written=self._written(),
            problem=say(self._problem) if self._problem else "",
        )

    def log(self, recipient: str = "") -> HappeningState:
        """Write it down at this moment, about ``recipient`` where it was about somebody else."""
        session = self._session
        cells = dict(situation_of(self._chosen).log)
        if recipient:
            cells["recipient"] = recipient
        zone, _ = session.contact_log.zone()
        cells["at"] = session.now().astimezone(zone).strftime("%Y-%m-%d %H:%M")
        self._problem = None
        try:
            self._row = session.contact_log.add(cells, session.now())
        except PlannerError as error:
            self._problem = error.message
        return self.state()

    def take_back(self) -> HappeningState:
        """Take the entry that was just written out of the log again."""
        if self._row is not None:
            try:
                self._session.contact_log.withdraw(self._row)
            except PlannerError as error:
                self._problem = error.message
        self._row = None
        return self.state()

    def _written(self) -> str:
        if self._row is None:
            return ""
        say, facts = self._session.say, facts_of(self._row)
        at = self._session.clock(datetime.fromisoformat(facts["at"]))
        words = (event_words(facts["event"]),) if "event" in facts else how_it_was(facts)
        what = self._session.join(*(say(one) for one in words))
        return say(Text("Written down: {what}, {time}.", {"what": what, "time": at}))

    def _with_number(self, step: str) -> str:
        get = self._session.settings.get
        return with_number(step, get("country", ""), self._session.language, get("part", ""))
