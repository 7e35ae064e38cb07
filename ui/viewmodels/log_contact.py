"""Writing a contact down in three taps: "Log a contact", who it was, what happened; the third one stores it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from planner.errors import InputProblems, PlannerError, Text
from planner.services.contact_words import CHANNELS, spaced
from planner.services.contacts import cells_of
from planner.services.timeline import Entry, Timeline
from ui.viewmodels.contacts import time_of
from ui.viewmodels.kinds import icon_of
from ui.viewmodels.session import Session

WHO, WHAT = "who", "what"
RECENT = 6
LENDERS = ("bank", "original-creditor", "consumer-finance-co", "microloan-co", "online-platform")

WAYS: tuple[tuple[str, str, Text], ...] = (
    ("call", "call_in", Text("Call")),
    ("sms", "sms", Text("Text message")),
    ("im", "chat", Text("Chat")),
    ("visit-home", "visit", Text("Visit")),
    ("letter", "letter", Text("Letter")),
    ("", "more", Text("Other")),
)
"""How it came, one tap each; "" opens the rest."""
OTHER_WAYS = ("email", "voicemail", "robocall", "visit-work", "social-private", "social-public", "poster", "postcard")

Choice = tuple[str, str, Text, Text | None, dict[str, str]]
_SELF, _SOMEBODY = {"recipient": "self"}, {"recipient": "stranger"}
CALLS: tuple[Choice, ...] = (
    ("talked", "talking", Text("We talked"), Text("someone spoke with me"), {**_SELF, "outcome": "conversation"}),
    ("missed", "not_picked_up", Text("I didn't pick up"), Text("it rang out"), {**_SELF, "outcome": "rang-out"}),
    ("declined", "declined", Text("I hung up or declined"), None, {**_SELF, "outcome": "declined"}),
    (
        "message",
        "voicemail",
        Text("They left a message"),
        Text("voicemail or a robot voice"),
        {**_SELF, "outcome": "voicemail"},
    ),
    (
        "others",
        "family",
        Text("They reached someone else"),
        Text("family, friend, at work, a neighbour"),
        {**_SOMEBODY, "outcome": "conversation"},
    ),
)
VISITS: tuple[Choice, ...] = (
    ("talked", "talking", Text("We talked"), Text("at the door, or outside"), {**_SELF, "outcome": "conversation"}),
    ("missed", "visit", Text("We didn't talk"), Text("I was out, or did not open"), _SELF),
    (
        "others",
        "family",
        Text("They spoke with someone else"),
        Text("family, friend, at work, a neighbour"),
        {**_SOMEBODY, "outcome": "conversation"},
    ),
)
WRITTEN: tuple[Choice, ...] = (
    ("came", "yes", Text("It came to me"), None, {**_SELF, "outcome": "delivered"}),
    (
        "others",
        "family",
        Text("It went to someone else"),
        Text("family, friend, at work, a neighbour"),
        {**_SOMEBODY, "outcome": "delivered"},
    ),
)
PUBLIC: tuple[Choice, ...] = (("came", "world", Text("Others could see it"), None, {"outcome": "delivered"}),)
WITHOUT = "without"


def choices_of(channel: str) -> tuple[Choice, ...]:
    """Return what may have happened in this way, one tap each."""
    if channel in ("call", "robocall"):
        return CALLS
    if channel.startswith("visit"):
        return VISITS
    return PUBLIC if channel in ("social-public", "poster") else WRITTEN


class Known(NamedTuple):
    """Somebody who may have called: a name, what is known of them, an icon."""

    name: str
    under: str
    icon: str


class LogContactState(NamedTuple):
    """The step. ``ways``: (id, icon, words, chosen); ``choices``: (id, icon, words, under).

    ``when``: "just now" with the time, or the time that was given; ``at``: it as it is typed, where it is being changed.
    """

    step: str
    people: tuple[Known, ...]
    is_new: bool
    name: str
    who: str
    how: str
    ways: tuple[tuple[str, str, str, bool], ...]
    choices: tuple[tuple[str, str, str, str], ...]
    is_now: bool
    when: str
    is_changing: bool
    at: str
    at_fault: str
    problem: str
    stored: int


class LogContactViewModel:
    """Leads through the taps; ``stored`` is the number of the entry once it is written."""

    def __init__(self, session: Session, name: str = "", channel: str = "call") -> None:
        self._session, self._log = session, session.contact_log
        self._timeline = Timeline(session.household)
        self._step = WHAT if name else WHO
        self._name, self._is_new = name, False
        self._channel, self._shows_others = channel, channel in OTHER_WAYS
        self._at, self._is_changing = "", False
        self._fault: Text | None = None
        self._problem: Text | None = None
        self._stored = 0
        self._latest: list[Entry] | None = None

    def state(self) -> LogContactState:
        """Return the step as it stands."""
        session, say = self._session, self._session.say
        way = next((words for id_, _, words in WAYS if id_ == self._channel), CHANNELS[self._channel])
        clock, now = session.clock(self._now()), say(Text("just now"))
        when = self._at or f"{session.weekday(session.today)} {clock}"
        return LogContactState(
            step=self._step,
            people=self._people() if self._step == WHO else (),
            is_new=self._is_new,
            name=self._name,
            who=self._name.strip() or say(Text("A number I don't know")),
            how=session.join(say(way), when if self._at else f"{now} {clock}"),
            ways=self._ways(),
            choices=tuple(
                (id_, icon, say(words), say(under) if under else "")
                for id_, icon, words, under, _ in choices_of(self._channel)
            ),
            is_now=not self._at,
            when=when,
            is_changing=self._is_changing,
            at=self._at or f"{self._now():%Y-%m-%d %H:%M}",
            at_fault=session.fault(self._fault) if self._fault else "",
            problem=say(self._problem) if self._problem else "",
            stored=self._stored,
        )

    def choose_way(self, channel: str) -> LogContactState:
        """Take how it came; "" shows the rest of the ways."""
        if channel:
            self._channel, self._shows_others = channel, channel in OTHER_WAYS
        else:
            self._shows_others = not self._shows_others
        return self.state()

    def change_time(self, changing: bool) -> LogContactState:
        """Show or close the field of the time."""
        self._is_changing = changing
        return self.state()

    def type_time(self, at: str) -> LogContactState:
        """Take when it was; nothing for just now. What is wrong with it is said at once."""
        self._at, self._fault = at.strip(), None
        if self._at:
            faults = self._log.problems_of({"at": self._at, "channel": self._channel}, self._session.now())
            self._fault = next((fault.message for fault in faults if fault.field == "at"), None)
        return self.state()

    def choose_who(self, name: str) -> LogContactState:
        """Take who it was; "" for a number nobody knows."""
        if self._fault is None:
            self._name, self._step, self._is_changing = name, WHAT, False
        return self.state()

    def someone_new(self) -> LogContactState:
        """Show the field for a name that is not in the log yet."""
        self._is_new = True
        return self.state()

    def type_name(self, name: str) -> LogContactState:
        """Take a name that is not in the log yet."""
        self._name = name
        return self.state()

    def happened(self, what: str) -> LogContactState:
        """Store what happened; everything else can follow, or not."""
        known = {id_: cells for id_, _, _, _, cells in choices_of(self._channel)}
        cells = {"channel": self._channel, **known.get(what, {})}
        cells["at"] = self._at or f"{self._now():%Y-%m-%d %H:%M}"
        name = self._name.strip()
        if name:
            cells |= {"collector": name, **self._known_of(name)}
        try:
            self._stored, self._problem = self._log.add(cells, self._session.now()).entry, None
        except InputProblems as faults:
            self._problem = faults.problems[0].message
        except PlannerError as error:
            self._problem = error.message
        return self.state()

    def back(self) -> LogContactState | None:
        """Go back one step; None where this is the first."""
        if self._step != WHAT:
            return None
        self._step = WHO
        return self.state()

    # What is known

    def _now(self) -> datetime:
        return self._session.now().astimezone(self._log.zone()[0])

    def _ways(self) -> tuple[tuple[str, str, str, bool], ...]:
        say, others = self._session.say, self._shows_others
        first = [(id_, icon, say(words), self._channel == id_ or (not id_ and others)) for id_, icon, words in WAYS]
        rest = [(id_, "", say(CHANNELS[id_]), self._channel == id_) for id_ in OTHER_WAYS] if others else []
        return (*first, *rest)

    def _people(self) -> tuple[Known, ...]:
        """Return who called lately, the last one first, and then who is named on the debts."""
        session = self._session
        if self._latest is None:
            self._latest = self._timeline.latest()
        last: dict[str, dict[str, Any]] = {}
        for entry in self._latest:
            last.setdefault(entry.facts.get("collector", ""), entry.facts)
        last.pop("", None)
        found = [
            Known(
                name,
                session.join(*facts.get("debt", ())[:1], spaced(facts.get("number", "")), self._when(facts)),
                icon_of_role(facts.get("role", "")),
            )
            for name, facts in last.items()
        ][:RECENT]
        for debt in session.debts:
            holder = debt.holders[-1] if debt.holders else None
            name = holder.name if holder and holder.until_on is None else debt.creditor
            if name and name not in last and len(found) < RECENT and all(one.name != name for one in found):
                under = session.join(debt.name, session.say(Text("nothing logged lately")))
                found.append(
                    Known(name, under, icon_of_role(holder.role) if holder and holder.role else icon_of(debt.kind))
                )
        return tuple(found)

    def _when(self, facts: dict[str, Any]) -> str:
        session, day = self._session, date.fromisoformat(facts["at"][:10])
        said = session.say(Text("today")) if day == session.today else session.short_day(day)
        return f"{said} {time_of(session, facts)}".strip()

    def _known_of(self, name: str) -> dict[str, str]:
        """Return what the last entry of this collector says of it, else its debt, so that it need not be said again."""
        latest = self._latest if self._latest is not None else self._timeline.latest()
        entry = next((one for one in latest if one.facts.get("collector") == name), None)
        if entry is not None:
            cells = cells_of(entry.row)
            return {column: cells[column] for column in ("role", "principal", "debt", "debt_kind") if column in cells}
        held = [
            debt for debt in self._session.debts if name in (debt.creditor, *(one.name for one in debt.holders[-1:]))
        ]
        if len(held) != 1:
            return {}
        role = next((one.role for one in held[0].holders[-1:] if one.name == name and one.role), None)
        return {"debt": held[0].name, **({"role": role} if role else {})}


def icon_of_role(role: str) -> str:
    """Return the icon of somebody who calls, by what they are."""
    return "bank" if role in LENDERS else "family" if role == "individual" else "agency"
