"""The contact log as a timeline: by month and day, the newest first, narrowed by who, how, when, what was found, and words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.errors import Text
from planner.rules.findings import Outcome
from planner.services.contact_words import CHANNELS, FOUND, STRENGTHS, how_it_was, who_it_was
from planner.services.timeline import Entry, Narrowing, Page, Place, Timeline
from ui.viewmodels.session import Session

if TYPE_CHECKING:
    from planner.services.log_checks import Checked

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
ICON_OF_OUTCOME = {
    "conversation": "talking",
    "rang-out": "not_picked_up",
    "declined": "declined",
    "voicemail": "voicemail",
}
CHIPS = {
    Outcome.POSSIBLE_BREACH: ("bad", "breach"),
    Outcome.WORTH_CHECKING: ("warn", "check_this"),
    Outcome.MISSING_FACTS: ("info", "missing"),
    Outcome.NOT_COVERED: ("neutral", "not_covered"),
}
SOFTLY = {
    "standard": Text("recommended standard"),
    "self-discipline": STRENGTHS["self-discipline"],
    "guideline": STRENGTHS["guideline"],
}
"""What a possible breach of rules that bind nobody rests on, short enough for the chip of a line."""
WAYS: dict[str, tuple[Text, tuple[str, ...]]] = {
    "call": (Text("Calls"), ("call", "robocall", "voicemail")),
    "sms": (Text("Text messages"), ("sms",)),
    "chat": (Text("Chats"), ("im", "social-private")),
    "visit": (Text("Visits"), ("visit-home", "visit-work")),
    "letter": (Text("Letters and e-mails"), ("letter", "postcard", "email")),
    "other": (Text("In public"), ("social-public", "poster")),
}
ALL, FLAGGED, BREACH, CHECK, QUESTIONS = "all", "flagged", "breach", "check", "questions"
PART = 60
"""So many entries come at a time."""


class TimelineRow(NamedTuple):
    """A line: a heading (``kind`` month or day), or a contact. ``chip``: (kind, icon, words), empty where nothing is to be said."""

    kind: str
    title: str
    id: int = 0
    icon: str = ""
    under: str = ""
    amount: str = ""
    chip: tuple[str, str, str] = ("", "", "")

    @property
    def opens(self) -> bool:
        """Whether it leads anywhere."""
        return self.kind == "contact"


class Filters(NamedTuple):
    """What the list is narrowed by besides words: who, which ways, from and until which day, as they were typed."""

    collector: str = ""
    way: str = ""
    since: str = ""
    until: str = ""
    faults: tuple[str, ...] = ()


class ContactsState(NamedTuple):
    """The list. ``found``: counts by outcome as (id, words); ``narrowed``: what it is narrowed by, in words.

    ``place``: why nothing is checked, where it is not; ``searching``: entries are looked for just now.
    """

    rows: tuple[TimelineRow, ...]
    is_empty: bool
    words: str
    chosen: str
    found: tuple[tuple[str, str], ...]
    filters: Filters
    narrowed: str
    collectors: tuple[str, ...]
    ways: tuple[tuple[str, str], ...]
    months: tuple[tuple[str, str], ...]
    begins: str
    has_more: bool
    searching: bool
    place: str
    notice: str


class ContactsViewModel:
    """Shows the list and narrows it. What must look through many entries is work for the worker: ``fetch()`` returns it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._timeline = Timeline(session.household)
        self._words, self._chosen, self._filters = "", ALL, Filters()
        self._from_month: date | None = None
        self._behind: Place | None = None
        self._made: dict[tuple[int, int, Outcome | None, str, str], TimelineRow] = {}
        self._offered: tuple[tuple[str, ...], tuple[date, ...]] = ((), ())
        self._start()

    def state(self) -> ContactsState:
        """Return the list as it stands; what changed elsewhere is read again."""
        if self._timeline.version() != self._version:
            self._read_again()
        session, say = self._session, self._session.say
        return ContactsState(
            rows=self._rows(),
            is_empty=not self._entries and not self._is_narrowed and not self._searching,
            words=self._words,
            chosen=self._chosen,
            found=self._counts(),
            filters=self._filters,
            narrowed=self._narrowed_in_words(),
            collectors=self._offered[0],
            ways=tuple((id_, say(words)) for id_, (words, _) in WAYS.items()),
            months=tuple((month.isoformat(), session.month(month)) for month in self._offered[1]),
            begins=session.month(self._from_month) if self._from_month else "",
            has_more=not self._is_all,
            searching=self._searching,
            place=say(no_place(session)) if session.jurisdiction is None else "",
            notice=say(session.notice) if session.notice else "",
        )

    # What is listed

    @property
    def is_quick(self) -> bool:
        """Whether the next entries come at once, so that no worker is needed."""
        return self._narrowing().is_looked_up

    def fetch(self) -> Callable[..., Page] | None:
        """Return the work that brings the next entries; None where all are there."""
        if self._is_all:
            return None
        narrowing, place, month = self._narrowing(), self._behind, self._from_month
        timeline, most = self._timeline, PART
        self._searching = not self.is_quick

        def work(_: object = None, stopped: Callable[[], bool] = lambda: False) -> Page:
            return timeline.page(narrowing, place, most=most, from_month=month, stopped=stopped)

        return work

    def fetched(self, page: Page) -> ContactsState:
        """Add entries that came."""
        self._entries += page.entries
        self._behind, self._is_all, self._searching = page.then, page.then is None, False
        return self.state()

    # Narrowing it

    def search(self, words: str) -> ContactsState:
        """Look for words: said or written by anybody, names, numbers."""
        self._words = words
        return self._anew()

    def choose(self, found: str) -> ContactsState:
        """Show all, or what has this outcome."""
        self._chosen = found
        return self._anew()

    def offer(self) -> ContactsState:
        """Read what the list can be narrowed by."""
        self._offered = tuple(self._timeline.collectors()), tuple(self._timeline.months())
        return self.state()

    def filter(self, **filters: str) -> ContactsState:
        """Narrow by ``collector``, ``way``, ``since`` or ``until``; a day that is none is said, and does not narrow."""
        changed = self._filters._replace(faults=(), **filters)
        faults = tuple(
            name for name in ("since", "until") if getattr(changed, name) and not _day_of(getattr(changed, name))
        )
        self._filters = changed._replace(faults=faults)
        return self._anew()

    def widen(self) -> ContactsState:
        """Show everything again."""
        self._words, self._chosen, self._filters, self._from_month = "", ALL, Filters(), None
        return self._anew()

    def begin_at(self, month: str) -> ContactsState:
        """Begin the list at a month; "" for the newest."""
        self._from_month = date.fromisoformat(month) if month else None
        return self._anew()

    @property
    def _is_narrowed(self) -> bool:
        return bool(self._words.strip() or self._chosen != ALL or self._filters != Filters() or self._from_month)

    def _narrowing(self) -> Narrowing:
        filters = self._filters
        return Narrowing(
            words=self._words,
            collector=filters.collector or None,
            channels=WAYS[filters.way][1] if filters.way else (),
            since=_day_of(filters.since),
            until=_day_of(filters.until),
            entries=self._chosen_entries(),
        )

    def _chosen_entries(self) -> frozenset[int] | None:
        if self._chosen == ALL:
            return None
        checked = self._checked
        if checked is None:
            return frozenset()
        if self._chosen == QUESTIONS:
            return checked.with_questions()
        flags = {BREACH: (Outcome.POSSIBLE_BREACH,), CHECK: (Outcome.WORTH_CHECKING,)}
        return checked.entries(*flags.get(self._chosen, (Outcome.POSSIBLE_BREACH, Outcome.WORTH_CHECKING)))

    @property
    def _checked(self) -> Checked | None:
        return self._session.checks.latest

    def _start(self) -> None:
        self._version = self._timeline.version()
        self._entries: tuple[Entry, ...] = ()
        self._behind = None
        self._is_all = self._searching = False
        if self.is_quick:
            work = self.fetch()
            if work is not None:
                page = work()
                self._entries, self._behind, self._is_all = page.entries, page.then, page.then is None

    def _anew(self) -> ContactsState:
        self._start()
        return self.state()

    def _read_again(self) -> None:
        """Read what was listed once more, as far as it went: something was written, corrected or withdrawn."""
        self._version = self._timeline.version()
        if not self.is_quick:
            self._start()
            return
        most = max(PART, len(self._entries))
        page = self._timeline.page(self._narrowing(), most=most, from_month=self._from_month)
        self._entries, self._behind, self._is_all = page.entries, page.then, page.then is None

    # How it is said

    def _rows(self) -> tuple[TimelineRow, ...]:
        rows: list[TimelineRow] = []
        session, strongest = self._session, self._checked.strongest if self._checked else {}
        last: date | None = None
        for entry in self._entries:
            day = entry.day
            if last is None or (day.year, day.month) != (last.year, last.month):
                rows.append(TimelineRow("month", session.month(day)))
            if day != last:
                rows.append(TimelineRow("day", session.weekday(day)))
                last = day
            rows.append(self._row(entry, strongest.get(entry.row.entry)))
        return tuple(rows)

    def _row(self, entry: Entry, found: Outcome | None) -> TimelineRow:
        """Return a line; one that was made is kept, since all that are loaded are drawn again with each part that comes."""
        soft = self._checked.resting_softly.get(entry.row.entry, "") if self._checked else ""
        key = entry.row.entry, entry.row.version, found, soft, self._session.language
        if key not in self._made:
            self._made[key] = self._make_row(entry, found, soft)
        return self._made[key]

    def _make_row(self, entry: Entry, found: Outcome | None, soft: str) -> TimelineRow:
        """Make a line. ``soft``: the strength of the rules it rests on, where these bind nobody by themselves."""
        session, facts = self._session, entry.facts
        kind, icon = CHIPS[found] if found and found is not Outcome.NOT_COVERED else ("", "")
        word = session.say(FOUND[found.value]) if kind and found else ""
        if soft and found is Outcome.POSSIBLE_BREACH:
            kind = "warn"  # red is for what binds, and the word says so too
            word = session.join(word, session.say(SOFTLY[soft]))
        return TimelineRow(
            "contact",
            who_of(session, facts),
            entry.row.entry,
            icon_of(facts),
            session.join(how_of(session, facts), *facts["debt"])
            if isinstance(facts.get("debt"), list)
            else how_of(session, facts),
            time_of(session, facts),
            (kind, icon, word) if word else ("", "", ""),
        )

    def _counts(self) -> tuple[tuple[str, str], ...]:
        say, checked = self._session.say, self._checked
        if checked is None:
            return ()
        counts = checked.counts
        breach, check = counts[Outcome.POSSIBLE_BREACH], counts[Outcome.WORTH_CHECKING]
        said = {
            ALL: (Text("All {count}"), len(checked.log.contacts) + len(checked.log.events)),
            FLAGGED: (Text("Flagged {count}"), breach + check),
            BREACH: (Text("Possible breach {count}"), breach),
            CHECK: (Text("Worth checking {count}"), check),
            QUESTIONS: (Text("Questions {count}"), len(checked.with_questions())),
        }
        return tuple((id_, say(words._replace(blanks={"count": str(count)}))) for id_, (words, count) in said.items())

    def _narrowed_in_words(self) -> str:
        session, filters = self._session, self._filters
        days = [
            session.say(words._replace(blanks={"day": session.day(day)}))
            for words, day in (
                (Text("from {day}"), _day_of(filters.since)),
                (Text("until {day}"), _day_of(filters.until)),
            )
            if day
        ]
        way = session.say(WAYS[filters.way][0]) if filters.way else ""
        return session.join(filters.collector, way, *days)


def icon_of(facts: dict[str, Any]) -> str:
    """Return the icon of an entry: how it came, and for a call what came of it."""
    if "event" in facts:
        return "promise"
    channel = facts.get("channel", "call")
    if channel == "call":
        return ICON_OF_OUTCOME.get(facts.get("outcome", ""), "call_in")
    return ICONS.get(channel, "call_in")


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
    return day if facts.get("precision") == "day" else f"{day} {session.clock(at)}"


def time_of(session: Session, facts: dict[str, Any]) -> str:
    """Return the time of day on the borrower's clock; nothing where it is not known."""
    return "" if facts.get("precision") == "day" else session.clock(datetime.fromisoformat(facts["at"]))


def title_of(session: Session, facts: dict[str, Any]) -> str:
    """Return what a contact is called: its channel and its time, such as "Phone call 22:41"."""
    if "event" in facts:
        return who_of(session, facts)
    return f"{session.say(CHANNELS[facts.get('channel', 'call')])} {time_of(session, facts)}".rstrip()


def no_place(session: Session) -> Text:
    """Return why nothing is checked where there are no rules of the place."""
    if not session.settings.get("country"):
        return Text("Choose your country or region in the settings, and the rules of the place are checked too.")
    return Text("There are no rules of this place in Ashore yet. Your log is kept all the same.")


def _day_of(text: str) -> date | None:
    from planner.dates import parse_day
    from planner.money import BadValue

    if not text.strip():
        return None
    try:
        return parse_day(text)
    except BadValue:
        return None
