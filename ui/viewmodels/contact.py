"""One contact: what is written of it, what the rules say with all it rests on, and what is still open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from planner.errors import Text
from planner.services.checking import CheckedLog, FoundRule
from planner.services.contact_words import CONFIDENCES, FOUND, LEFT_OUT, PURPOSES, ROLES, STRENGTHS, TACTICS
from planner.services.contacts import LogRow, facts_of
from ui.viewmodels.contacts import how_of, time_of, when_of, who_of
from ui.viewmodels.session import Session


class FindingState(NamedTuple):
    """One finding, said. ``rests_on``: when the contacts were that were counted and left out, so that it can be redone."""

    outcome: str
    word: str
    title: str
    message: str
    source: str
    rests_on: str


class ContactState(NamedTuple):
    """The page. ``facts``: (label, value). ``words`` stay folded until they are asked for (guard 20)."""

    who: str
    how: str
    when: str
    facts: tuple[tuple[str, str], ...]
    words: str
    findings: tuple[FindingState, ...]
    questions: tuple[str, ...]
    versions: int
    undo: str
    gone: bool


class ContactViewModel:
    """Shows an entry; takes it out of the log, and puts it back."""

    def __init__(self, session: Session, entry: int) -> None:
        self._session = session
        self._entry = entry
        self._checked: CheckedLog | None = None
        self._withdrawn: LogRow | None = None
        self._facts_of: dict[int, dict[str, Any]] = {}

    def state(self) -> ContactState:
        """Return the page as it stands."""
        session = self._session
        row = session.contact_log.find(self._entry)
        facts = facts_of(row)
        mine = [one for one in self._checked.found if self._entry in one.finding.contacts] if self._checked else []
        asked = [
            words
            for question, words in (self._checked.questions if self._checked else ())
            if self._entry in question.rows
        ]
        return ContactState(
            who=who_of(session, facts),
            how=how_of(session, facts),
            when=when_of(session, facts),
            facts=tuple(self._facts(facts)),
            words=session.quote(facts.get("said", "")),
            findings=tuple(self._finding(one) for one in mine),
            questions=tuple(asked),
            versions=row.version,
            undo=session.say(Text("Taken out of the log. It stays written.")) if self._withdrawn else "",
            gone=bool(row.withdrawn),
        )

    def check(self) -> Callable[..., CheckedLog] | None:
        """Return the work that asks the rules; None where there are none for the place."""
        log, place, language = self._session.contact_log, self._session.jurisdiction, self._session.language
        return None if place is None else lambda *_: log.check(place, language)

    def checked(self, what: CheckedLog) -> ContactState:
        """Show what the rules say of it."""
        self._checked = what
        self._facts_of.clear()
        return self.state()

    def withdraw(self) -> ContactState:
        """Take it out of the log. Raises ``StoreError``."""
        log = self._session.contact_log
        log.withdraw(log.find(self._entry))
        self._withdrawn = log.find(self._entry)
        return self.state()

    def undo(self) -> ContactState:
        """Put it back."""
        log = self._session.contact_log
        if self._withdrawn is not None:
            log.bring_back(log.find(self._entry))
        return self.forget_undo()

    def forget_undo(self) -> ContactState:
        """Let the offer go."""
        self._withdrawn = None
        return self.state()

    def _facts(self, facts: dict[str, object]) -> list[tuple[str, str]]:
        say, session = self._session.say, self._session
        get = facts.get
        tactics = get("tactics")
        debts = get("debt")
        found = [
            (say(Text("What they are")), say(ROLES[str(get("role"))]) if get("role") else ""),
            (say(Text("The lender behind them")), str(get("principal", ""))),
            (say(Text("Their number or address")), str(get("number", ""))),
            (say(Text("Name of who spoke")), session.join(str(get("agent_name", "")), str(get("staff_number", "")))),
            (say(Text("About")), session.join(*debts) if isinstance(debts, list) else ""),
            (say(Text("What for")), say(PURPOSES[str(get("purpose"))]) if get("purpose") else ""),
            (
                say(Text("What they did")),
                session.join(*(say(TACTICS[one]) for one in tactics)) if isinstance(tactics, list) else "",
            ),
            (say(Text("Who else heard it")), str(get("witness", ""))),
        ]
        return [(label, value) for label, value in found if value]

    def _finding(self, one: FoundRule) -> FindingState:
        say, finding, rule = self._session.say, one.finding, one.rule
        source = self._session.join(
            one.citation,
            say(STRENGTHS[rule.strength]),
            say(CONFIDENCES[rule.confidence]),
            say(Text("checked {day}", {"day": self._session.day(rule.verified_on)})),
        )
        rests = []
        if finding.counted:
            blanks = {"count": str(len(finding.counted)), "contacts": self._times(finding.counted)}
            rests.append(say(Text("{count} counted: {contacts}.", blanks)))
        for why in dict.fromkeys(left.why for left in finding.left_out):
            rows = [left.row for left in finding.left_out if left.why == why]
            rests.append(
                say(Text("Left out, {why}: {contacts}.", {"why": LEFT_OUT[why], "contacts": self._times(rows)}))
            )
        word = say(FOUND[finding.outcome.value])
        return FindingState(finding.outcome.value, word, one.title, one.message, source, "\n".join(rests))

    def _times(self, rows: Sequence[int]) -> str:
        """Return when other entries were, by day: all that is needed to look them up and count again."""
        session, days = self._session, dict[date, list[str]]()
        for row in rows:
            if row not in self._facts_of:
                self._facts_of[row] = facts_of(session.contact_log.find(row))
            facts = self._facts_of[row]
            days.setdefault(datetime.fromisoformat(facts["at"]).date(), []).append(time_of(facts))
        comma, semicolon = ("、", "；") if session.language == "zh" else (", ", "; ")
        return semicolon.join(
            f"{session.short_day(day)} {comma.join(filter(None, times))}".strip() for day, times in days.items()
        )
