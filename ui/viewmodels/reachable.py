"""Stay reachable: the channel I choose, the sentence that says so, to whom I sent it, and the proof that I answer."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from planner.errors import PlannerError, Text
from planner.i18n import LANGUAGES
from planner.services.contact_words import CHANNELS as ALL_CHANNELS
from planner.services.contacts import LogRow
from planner.services.reachable import ADDRESS, CHANNEL, CHANNELS, PROOF_DAYS, Answer, answers, sent_cells, sentence
from planner.services.situations import law_adds
from ui.viewmodels.law_lines import LawLine, law_lines
from ui.viewmodels.session import Session

SHOWN = 8
RECENT = 4
_THE_SAME = {"en": Text("The same in English"), "zh": Text("The same in Chinese")}
_MET = Text("we met")
_REACHED = {"call": Text("I picked up"), "visit-home": _MET, "visit-work": _MET}
"""How what they did reached me; anything else came as a message or on paper."""


class Sentence(NamedTuple):
    """What to send in one language, and the language by its own name."""

    language: str
    name: str
    words: str


class ReachableState(NamedTuple):
    """The page. ``sentences``: the person's own language first, none before a channel is chosen.

    ``people``: to whom it can be sent; ``proof``: (when, what) the latest first; ``sent``: what was just written down.
    """

    channels: tuple[tuple[str, str, bool], ...]
    address: str
    kept: bool
    sentences: tuple[Sentence, ...]
    people: tuple[str, ...]
    proof: tuple[tuple[str, str], ...]
    proof_words: str
    law: tuple[LawLine, ...]
    sent: str
    problem: str


class ReachableViewModel:
    """Keeps the channel with the household, and writes down when the sentence was sent."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._channel = session.settings.get(CHANNEL, "")
        self._address = session.settings.get(ADDRESS, "")
        self._row: LogRow | None = None
        self._sent_to = ""
        self._problem: Text | None = None

    def state(self) -> ReachableState:
        """Return the page as it stands."""
        session, say = self._session, self._session.say
        kept = session.settings.get(CHANNEL, ""), session.settings.get(ADDRESS, "")
        can_write = not session.is_unprotected and session.notice is None
        people = [one.name for one in session.contact_log.collectors() if one.name] if can_write else []
        return ReachableState(
            channels=tuple((id_, say(words), id_ == self._channel) for id_, words in CHANNELS.items()),
            address=self._address,
            kept=bool(self._channel) and kept == (self._channel, self._address.strip()),
            sentences=self._sentences(),
            people=tuple(people[:RECENT]) if self._channel and can_write else (),
            proof=self._proof() if can_write else (),
            proof_words=self._proof_words() if can_write else "",
            law=law_lines(session, law_adds("reachable", session.jurisdiction, session.today)),
            sent=self._sent(),
            problem=say(self._problem) if self._problem else "",
        )

    def choose(self, channel: str) -> ReachableState:
        """Choose the channel, or, where it is chosen already, none; that is kept at once."""
        self._channel = "" if channel == self._channel else channel
        return self.keep()

    def type(self, address: str) -> ReachableState:
        """Take the number or address on which I answer."""
        self._address = address
        return self.state()

    def keep(self) -> ReachableState:
        """Keep channel and address with the household."""
        self._session.change_settings(**{CHANNEL: self._channel, ADDRESS: self._address.strip()})
        return self.state()

    def sent(self, collector: str) -> ReachableState:
        """Write down that the sentence was sent just now, to ``collector`` or to somebody without a name."""
        session = self._session
        zone, _ = session.contact_log.zone()
        at = session.now().astimezone(zone).strftime("%Y-%m-%d %H:%M")
        words = sentence(session.language, self._channel, self._address.strip())
        self._problem = None
        try:
            self._row = session.contact_log.add(sent_cells(at, self._channel, words, collector), session.today)
            self._sent_to = collector
        except PlannerError as error:
            self._problem = error.message
        return self.state()

    def take_back(self) -> ReachableState:
        """Take the entry that was just written out of the log again."""
        if self._row is not None:
            try:
                self._session.contact_log.withdraw(self._row)
            except PlannerError as error:
                self._problem = error.message
        return self.forget_undo()

    def forget_undo(self) -> ReachableState:
        """Let the offer to undo go."""
        self._row = None
        return self.state()

    def _sentences(self) -> tuple[Sentence, ...]:
        if not self._channel:
            return ()
        say, own = self._session.say, self._session.language
        order = (own, *(language for language in LANGUAGES if language != own))
        address = self._address.strip()
        return tuple(
            Sentence(
                one, say(Text("Words to send") if one == own else _THE_SAME[one]), sentence(one, self._channel, address)
            )
            for one in order
        )

    def _answers(self) -> list[Answer]:
        session = self._session
        rows = session.contact_log.rows(since=session.today - timedelta(days=PROOF_DAYS))
        return answers(rows, session.today)

    def _found(self) -> list[tuple[str, str]]:
        session, say = self._session, self._session.say
        lines = []
        for one in self._answers():
            how = Text("I wrote or called") if one.mine else _REACHED.get(one.channel, Text("it reached me"))
            channel = say(ALL_CHANNELS[one.channel])
            by_phone = one.channel in ("call", "sms") and not one.mine
            unknown = say(Text("an unknown number")) if by_phone else ""
            lines.append((session.day(one.at.date()), session.join(channel, one.who or unknown, say(how))))
        return lines

    def _proof(self) -> tuple[tuple[str, str], ...]:
        return tuple(self._found()[:SHOWN])

    def _proof_words(self) -> str:
        found, say = self._found(), self._session.say
        if not found:
            return say(Text("Nothing of the last 90 days in your log yet. Log what you answer, and it shows here."))
        mine = sum(one.mine for one in self._answers())
        blanks = {"mine": str(mine), "reached": str(len(found) - mine), "day": found[0][0]}
        words = Text(
            "In the last 90 days: you wrote or called, {mine}; their calls, visits or letters that reached you, {reached}. Last on {day}.",
            blanks,
        )
        return say(words)

    def _sent(self) -> str:
        if self._row is None:
            return ""
        say = self._session.say
        if not self._sent_to:
            return say(Text("Written down: sent."))
        return say(Text("Written down: sent to {who}.", {"who": self._sent_to}))
