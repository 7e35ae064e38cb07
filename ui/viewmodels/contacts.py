"""The contact log as a list, the newest first; what the rules say of an entry stands beside it once they were asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from planner.errors import Text
from planner.services.checking import CheckedLog, Outcome
from planner.services.contact_words import FOUND, how_it_was, who_it_was
from planner.services.contacts import LogRow, facts_of
from ui.viewmodels.session import Session

ICONS = {
    "call": "call_in",
    "robocall": "call_in",
    "voicemail": "voicemail",
    "sms": "sms",
    "im": "chat",
    "email": "letter",
    "letter": "letter",
    "postcard": "letter",
    "visit-home": "visit",
    "visit-work": "visit",
    "social-public": "world",
    "social-private": "chat",
    "poster": "world",
}
SHOWN = 500
"""So many of the newest are listed; earlier ones are asked for."""
_ORDER = (Outcome.POSSIBLE_BREACH, Outcome.WORTH_CHECKING, Outcome.MISSING_FACTS)


class ContactRow(NamedTuple):
    """One line: number of the entry, icon, who, how with the time, the day, and what the rules say at most."""

    id: int
    icon: str
    who: str
    how: str
    when: str
    found: str


class ContactsState(NamedTuple):
    """The list. ``place``: why nothing is checked, where it is not; ``more``: how many earlier entries are not listed."""

    rows: tuple[ContactRow, ...]
    place: str
    more: int
    notice: str


class ContactsViewModel:
    """Shows the list. The check of the whole log is work for the worker: ``check()`` returns it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._found: dict[int, Outcome] = {}
        self._all = False

    def state(self) -> ContactsState:
        """Return the list as it stands."""
        session = self._session
        rows = list(reversed(session.contact_log.rows()))
        shown = rows if self._all else rows[:SHOWN]
        return ContactsState(
            rows=tuple(self._row(row) for row in shown),
            place=session.say(_no_place(session)) if session.jurisdiction is None else "",
            more=len(rows) - len(shown),
            notice=session.say(session.notice) if session.notice else "",
        )

    def show_all(self) -> ContactsState:
        """List the earlier ones too."""
        self._all = True
        return self.state()

    def check(self) -> Callable[..., CheckedLog] | None:
        """Return the work that asks the rules; None where there are none for the place."""
        log, place, language = self._session.contact_log, self._session.jurisdiction, self._session.language
        return None if place is None else lambda *_: log.check(place, language)

    def checked(self, what: CheckedLog) -> ContactsState:
        """Show what the rules say."""
        self._found = {}
        for one in what.found:
            for row in one.finding.contacts:
                self._found[row] = _stronger(self._found.get(row), one.finding.outcome)
        return self.state()

    def _row(self, row: LogRow) -> ContactRow:
        session, facts = self._session, facts_of(row)
        found = self._found.get(row.entry)
        return ContactRow(
            id=row.entry,
            icon="promise" if "event" in facts else ICONS.get(facts["channel"], "call_in"),
            who=who_of(session, facts),
            how=session.join(how_of(session, facts), time_of(facts)),
            when=session.short_day(datetime.fromisoformat(facts["at"]).date()),
            found=session.say(FOUND[found.value]) if found in _ORDER[:2] else "",
        )


def who_of(session: Session, facts: dict[str, Any]) -> str:
    """Return who it was, as far as it is known."""
    who = who_it_was(facts)
    return who if isinstance(who, str) else session.say(who)


def how_of(session: Session, facts: dict[str, Any]) -> str:
    """Return how it was: channel, outcome, and who was reached where it was not the borrower."""
    return session.join(*(session.say(words) for words in how_it_was(facts)))


def when_of(session: Session, facts: dict[str, Any]) -> str:
    """Return the day, and the time where it is known, on the borrower's clock."""
    at = datetime.fromisoformat(facts["at"])
    day = session.weekday(at.date()) if at.year == session.today.year else session.day(at.date())
    return day if facts.get("precision") == "day" else f"{day} {at:%H:%M}"


def time_of(facts: dict[str, Any]) -> str:
    """Return the time of day on the borrower's clock; nothing where it is not known."""
    return "" if facts.get("precision") == "day" else f"{datetime.fromisoformat(facts['at']):%H:%M}"


def _no_place(session: Session) -> Text:
    if not session.settings.get("country"):
        return Text("Choose your country in the settings, and the rules of the place are checked too.")
    return Text("There are no rules of this place in Ashore yet. Your log is kept all the same.")


def _stronger(one: Outcome | None, other: Outcome) -> Outcome:
    if one is None:
        return other
    return min(one, other, key=lambda outcome: _ORDER.index(outcome) if outcome in _ORDER else len(_ORDER))
