"""Contacts of seven days against the number of a rule: counted and left out, as the rule counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from planner.errors import Text
from planner.i18n import format_column_day
from planner.rules.citations import cited_in
from planner.rules.counts import DAYS, Count
from planner.rules.law import BINDS_NOBODY
from planner.services.contact_words import FOUND, LEFT_OUT, STRENGTHS
from planner.services.places import COUNTRIES
from planner.services.week_counts import can_count, count_week, uncounted_rules
from ui.viewmodels.contact import WHAT_IT_IS
from ui.viewmodels.session import Session
from ui.viewmodels.whole_words import begun

SOFT = ("standard", "self-discipline", "guideline", "presumption")
"""Strengths that are no law, or let the other side argue: they stand beside what was found."""
LETTERS = {"en": "abcdefghij", "zh": "甲乙丙丁戊己庚辛壬癸"}


class Square(NamedTuple):
    """One contact: its number as counted, or a letter that stands for why it is left out. ``over``: beyond the limit."""

    entry: int
    mark: str
    counted: bool
    over: bool


class Day(NamedTuple):
    """One of the seven days, its squares from below."""

    name: str
    squares: tuple[Square, ...]


class LeftOutRow(NamedTuple):
    """A contact that is not counted: its letter, when it was, why."""

    entry: int
    mark: str
    when: str
    why: str


class WeekState(NamedTuple):
    """The page. ``choices``: what is counted apart, (id, words); ``outcome``: what the check says of what is beyond, else empty; ``is_soft``: of a rule that binds nobody by itself.

    ``also``: rules that are not shown; ``rule``: its name, and what kind of rule it is; ``none``: why nothing can be counted here; ``text``: all of it in words, for who cannot see the squares.
    """

    choices: tuple[tuple[str, str], ...]
    chosen: str
    title: str
    place: str
    total: int
    limit: int
    counted: str
    up_to: str
    over: str
    outcome: tuple[str, str]
    is_soft: bool
    span: str
    is_last: bool
    days: tuple[Day, ...]
    rule: tuple[str, str]
    source: str
    left_out: tuple[LeftOutRow, ...]
    quiet: str
    none: str
    also: str
    text: tuple[str, ...]


class WeekViewModel:
    """Shows seven days, those before and after, and one count at a time."""

    def __init__(self, session: Session, last: date | None = None) -> None:
        self._session = session
        self._last = last or session.today
        self._chosen = ""
        self._counts: list[Count] | None = None

    def count(self) -> Callable[..., list[Count]] | None:
        """Return the work that counts, of a log that was checked; None where nothing can be counted."""
        place, checks, last = self._session.jurisdiction, self._session.checks, self._last
        if place is None or not can_count(place):
            return None
        return lambda *_: count_week(checks, place, last)

    def counted(self, counts: list[Count]) -> WeekState:
        """Show what was counted."""
        self._counts = counts
        return self.state()

    def state(self) -> WeekState:
        """Return the page as it stands."""
        session, say = self._session, self._session.say
        counts = {_id(one): one for one in self._counts or []}
        one = counts.get(self._chosen) or next(iter(counts.values()), None)
        first = self._last - timedelta(days=DAYS - 1)
        base = WeekState(
            choices=tuple(
                (id_, session.join(self._name(count), count.rule.title[session.language]))
                for id_, count in counts.items()
            ),
            chosen=_id(one) if one else "",
            title="",
            place=say(COUNTRIES.get(session.settings.get("country", ""), Text("Somewhere else"))),
            total=0,
            limit=0,
            counted="",
            up_to="",
            over="",
            outcome=("", ""),
            is_soft=False,
            span=say(
                Text("{first} to {last}", {"first": session.short_day(first), "last": session.short_day(self._last)})
            ),
            is_last=self._last >= session.today,
            days=(),
            rule=("", ""),
            source="",
            left_out=(),
            quiet="",
            none=self._none(),
            also=self._also(),
            text=(),
        )
        return base if one is None else self._of(one, base)

    def choose(self, id_: str) -> WeekState:
        """Show another count."""
        self._chosen = id_
        return self.state()

    def move(self, weeks: int) -> WeekState:
        """Go to the seven days before or after; they are counted then."""
        self._last = min(self._session.today, self._last + timedelta(days=DAYS * weeks))
        self._counts = None
        return self.state()

    def _of(self, one: Count, base: WeekState) -> WeekState:
        session, say = self._session, self._session.say
        language = session.language
        marks, letters = self._marks(one)
        days = self._days(one, marks)
        blanks = {"limit": str(one.limit), "count": str(one.total)}
        up_to = Text("up to {limit} a day", blanks) if one.by_day else Text("up to {limit} in seven days", blanks)
        words = Text("counted on the fullest day") if one.by_day else Text("counted")
        beyond = [counted for counted in one.contacts if counted.over]
        left_out = tuple(
            LeftOutRow(
                counted.contact.row, marks[counted.contact.row], self._when(counted.contact.at), letters[counted.why]
            )
            for counted in one.contacts
            if counted.why
        )
        source = session.join(
            cited_in(language, one.rule.citation),
            say(STRENGTHS[one.rule.strength]),
            say(Text("checked {day}", {"day": session.day(one.rule.verified_on)})),
        )
        return base._replace(
            title=self._name(one),
            total=one.total,
            limit=one.limit,
            counted=say(words),
            up_to=say(up_to),
            over=say(Text("{count} over the limit", {"count": str(len(beyond))})) if beyond else "",
            outcome=self._outcome(one),
            is_soft=one.rule.strength in BINDS_NOBODY,
            days=days,
            rule=(
                one.rule.title[language],
                say(WHAT_IT_IS[one.rule.strength]) if one.rule.strength in WHAT_IT_IS else "",
            ),
            source=source,
            left_out=left_out,
            quiet=self._quiet(one),
            none="",
            text=self._in_words(one, letters),
        )

    def _marks(self, one: Count) -> tuple[dict[int, str], dict[str, str]]:
        """Return the mark of each contact, and what each reason says: numbers as counted, a letter for each reason."""
        reasons = list(dict.fromkeys(counted.why for counted in one.contacts if counted.why))
        letters = LETTERS[self._session.language]
        letter = {why: letters[min(place, len(letters) - 1)] for place, why in enumerate(reasons)}
        marks: dict[int, str] = {}
        number, day = 0, None
        for counted in one.contacts:
            if one.by_day and counted.contact.day != day:
                number, day = 0, counted.contact.day
            number += not counted.why
            marks[counted.contact.row] = letter[counted.why] if counted.why else str(number)
        known = {**LEFT_OUT, "other-debt": Text("it may count for another debt")}
        return marks, {why: begun(self._session.say(known[why])) for why in reasons}

    def _days(self, one: Count, marks: dict[int, str]) -> tuple[Day, ...]:
        days = []
        for place in range(DAYS):
            day = one.first + timedelta(days=place)
            squares = tuple(
                Square(counted.contact.row, marks[counted.contact.row], not counted.why, counted.over)
                for counted in one.contacts
                if counted.contact.day == day
            )
            days.append(Day(format_column_day(day, self._session.language), squares))
        return tuple(days)

    def _outcome(self, one: Count) -> tuple[str, str]:
        """Return what the check says of what is beyond the limit, by its own finding."""
        beyond = {counted.contact.row for counted in one.contacts if counted.over}
        checked = self._session.checks.latest
        if not beyond or checked is None:
            return "", ""
        found = {
            finding.outcome.value
            for row in beyond
            for finding in checked.by_entry.get(row, ())
            if finding.rule == one.rule.id and finding.counted
        }
        first = next((outcome for outcome in FOUND if outcome in found), "")
        if not first:
            return "", ""
        say, strength = self._session.say, one.rule.strength
        is_soft = strength in SOFT
        return first, self._session.join(say(FOUND[first]), say(STRENGTHS[strength]) if is_soft else "")

    def _quiet(self, one: Count) -> str:
        if one.talk_on is None or one.clear_on is None:
            return ""
        session = self._session
        blanks = {"talk": session.short_day(one.talk_on), "clear": session.short_day(one.clear_on)}
        return session.say(
            Text(
                "In these days you last talked on {talk}. After that talk the rule expects no calls until {clear}.",
                blanks,
            )
        )

    def _in_words(self, one: Count, letters: dict[str, str]) -> tuple[str, ...]:
        session = self._session
        out = []
        for place in range(DAYS):
            day = one.first + timedelta(days=place)
            todays = [counted for counted in one.contacts if counted.contact.day == day]
            if todays:
                times = session.listed(*(session.clock(counted.contact.at) for counted in todays if not counted.why))
                out.append(session.join(session.weekday(day), times or session.say(Text("none counted"))))
        del letters
        return tuple(out)

    def _name(self, one: Count) -> str:
        return self._session.join(one.caller or self._session.say(Text("Somebody I don't know")), one.debt)

    def _when(self, at: datetime) -> str:
        return f"{self._session.weekday(at)} {self._session.clock(at)}"

    def _also(self) -> str:
        """Name the rules with a number that are not shown here: there may be a stricter one among them."""
        session, place = self._session, self._session.jurisdiction
        rules = uncounted_rules(place, self._last, session.language) if place else []
        if not rules:
            return ""
        semicolon = "；" if session.language == "zh" else "; "
        words = Text("Checked in your log, but not counted here: {rules}.", {"rules": semicolon.join(rules)})
        return session.say(words)

    def _none(self) -> str:
        session = self._session
        if session.jurisdiction is None or not can_count(session.jurisdiction):
            return session.say(
                Text(
                    "The rules of your place that Ashore knows have no number of contacts. Your log is kept all the same."
                )
            )
        if self._counts is None:
            return session.say(Text("Counting ..."))
        return session.say(Text("Nothing that a rule counts was logged in these days."))


def _id(one: Count) -> str:
    return f"{one.rule.id} {one.caller} {one.debt}"
