"""Time limit for court of one debt: never announced as over; what to avoid on an old one, and whom to ask."""

from __future__ import annotations

from typing import NamedTuple

from planner.errors import Text
from planner.rules.citations import cited_in
from planner.services.debt_limits import clock_of, warning_before
from planner.services.household import DebtEntry
from planner.services.places import PARTS
from planner.services.time_limits import ACT_WORDS, EVENT_WORDS, Clock, Event, ask_in_words, sentences
from ui.viewmodels.session import Session
from ui.viewmodels.unpaid_since import UnpaidSince, UnpaidSinceState

STATES = {
    "running": Text("running"),
    "may-have-ended": Text("may have ended"),
    "unknown": Text("not known"),
}


class TimeLimitState(NamedTuple):
    """The page. ``state``: a word; ``lines``: where it stands; ``asks_day``: the due day must be given first.

    ``choose``: words of the way to the settings, where a part of the country is not chosen that has its own time limit.
    """

    debt: str
    asks_day: bool
    since: UnpaidSinceState
    state: str
    lines: tuple[str, ...]
    moved: tuple[str, ...]
    may_have_moved: tuple[str, ...]
    avoid: tuple[str, ...]
    ask: tuple[str, ...]
    basis: tuple[str, ...]
    notes: tuple[str, ...]
    choose: str = ""


class TimeLimitViewModel:
    """Shows the clock of one debt; takes the day since which it was not paid."""

    def __init__(self, session: Session, debt_id: int) -> None:
        self._session = session
        self._id = debt_id
        self._since = UnpaidSince(session, debt_id)

    def state(self) -> TimeLimitState:
        """Return the page as it stands."""
        session, say = self._session, self._session.say
        debt = session.find(self._id)
        clock = clock_for(session, debt) if debt is not None else None
        if clock is None:
            return self._without_clock(debt)
        return TimeLimitState(
            debt=debt.name if debt else "",
            asks_day=True,
            since=self._since.state(),
            state=say(STATES[clock.state.value]),
            lines=tuple(say(text) for text in sentences(clock, session.day)),
            moved=tuple(self._event(event) for event in clock.restarted_by),
            may_have_moved=tuple(self._event(event) for event in clock.unsure),
            avoid=tuple(say(ACT_WORDS[act]) for act in clock.avoid),
            ask=tuple(say(ask_in_words(ask, session.day)) for ask in clock.ask),
            basis=tuple(cited_in(session.language, source.citation) for source in clock.basis),
            notes=tuple(note[session.language] for note in clock.law.notes),
            choose=_to_choose(session),
        )

    def type(self, day: str) -> TimeLimitState:
        """Take the last due day that was not paid."""
        self._since.type(day)
        return self.state()

    def save(self) -> TimeLimitState:
        """Keep it with the debt."""
        self._since.save()
        return self.state()

    def _event(self, event: Event) -> str:
        blanks: dict[str, str | Text] = {"day": self._session.day(event.on), "event": EVENT_WORDS[event.kind]}
        return self._session.say(Text("{day}: {event}", blanks))

    def _without_clock(self, debt: DebtEntry | None) -> TimeLimitState:
        say = self._session.say
        words = Text(
            "Give the last due day that was not paid, and the time limit is counted as far as that can be said."
        )
        if self._session.jurisdiction is None:
            words = Text("Choose your country or region in the settings: each place has its own time limit.")
        elif debt is not None and debt.due_since is not None:
            words = Text("The time limit of this place was not looked up. A free adviser can say.")
        name, since = debt.name if debt else "", self._since.state()
        return TimeLimitState(name, True, since, "", (say(words),), (), (), (), (), (), (), _to_choose(self._session))


def _to_choose(session: Session) -> str:
    """Return what is still to be chosen of where the person lives; empty where all is, or nothing can be."""
    country = session.settings.get("country", "")
    if not country:
        return session.say(Text("Choose your country or region"))
    if country not in PARTS or session.settings.get("part", "") in PARTS[country]:
        return ""
    return session.say(Text("Choose your state") if country == "US" else Text("Choose your part of the country"))


def clock_for(session: Session, debt: DebtEntry) -> Clock | None:
    """Return the clock of a debt, with all that list and log know; None where it cannot be counted."""
    if debt.due_since is None or session.jurisdiction is None:
        return None
    rows = session.contact_log.demands()
    return clock_of(debt, session.jurisdiction, rows, session.payments, session.promises, session.today)


def warning(session: Session, debt: DebtEntry | None, act: str) -> str:
    """Return what to say before an act on a debt that could start its time limit again; nothing on a young one (guard 1)."""
    if debt is None:
        return ""
    words = warning_before(act, clock_for(session, debt))
    return session.say(words) if words is not None else ""
