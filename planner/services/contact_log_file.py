"""A contact log in a CSV file: one row a contact or a dated fact. Every fault of the file is said at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from difflib import get_close_matches
from zoneinfo import ZoneInfo

from planner.dates import parse_day
from planner.errors import InputProblems, Problem, Text
from planner.imports import ashore_csv
from planner.imports.table import Row
from planner.money import BadValue
from planner.rules.facts import (
    CHANNELS,
    EVENTS,
    FLAGS,
    FORMS,
    OUTCOMES,
    PURPOSES,
    RECIPIENTS,
    ROLES,
    TACTICS,
    Contact,
    Event,
    Log,
)
from planner.services.log_words import event_in, names_in, plain, received_in, word, words_in
from planner.services.one_log import set_aside_twice
from planner.services.recognising import heard_in

COLUMNS = ashore_csv.COLUMNS
SIDES = ("collector", "borrower")
_APPS = {
    "whatsapp": "WhatsApp",
    "wechat": "WeChat",
    "微信": "WeChat",
    "telegram": "Telegram",
    "line": "LINE",
    "qq": "QQ",
}
_CLOCKS_DIFFER = timedelta(minutes=5)
"""A call may be written down by the clock of the telephone, which is ahead of this one."""
_FARTHEST_AHEAD = timedelta(hours=14)
"""So far ahead of UTC is the clock that is first in a new day: a time without a zone may be of there."""
_LOCAL = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?\s*(Z|[+-]\d{2}:?\d{2})?")


def read_contact_log(path: str, zone: tzinfo | None = None, today: date | None = None) -> Log:
    """Return the log in the CSV file ``path``; raises ``InputProblems`` with every fault at once.

    ``zone``: the clock of rows that name none; without either a local time is taken as the borrower's own. ``today``: a
    contact after it is in the future; without it, one after this instant.
    """
    table = ashore_csv.read_rows(path)
    reader = LogReader(zone, today or datetime.now(UTC))
    for number, row in enumerate(table.rows, 1):
        reader.take(row, number)
    if reader.found:
        raise InputProblems([table.named(problem) for problem in reader.found], path)
    contacts, twice = set_aside_twice(map(_with_heard, reader.contacts), reader.have_one_note)
    return Log(contacts, tuple(reader.events), twice=twice)


def _with_heard(contact: Contact) -> Contact:
    """Return a contact with what its words sound like, where the collector began it."""
    if not contact.said or not contact.from_collector:
        return contact
    return contact._replace(heard=heard_in(contact.said, contact.tactics))


class LogReader:
    """Reads one row after the other; faults go to ``found``. ``precision``: how exactly the time of the last one is known.

    ``today``: the day after which nothing has happened yet, on the clock of each row; or the instant, the same on every clock.
    """

    def __init__(self, zone: tzinfo | None, today: date) -> None:
        self.found: list[Problem] = []
        self.contacts: list[Contact] = []
        self.events: list[Event] = []
        self._zone, self._today = zone, today
        self._notes: dict[int, str] = {}

    def take(self, row: Row, number: int) -> None:
        """Read a row; ``number`` counts rows from 1."""
        self._row, self._line = row.cells, row.line
        at, precision = self._at()
        self.precision = precision
        if self._cell("event"):
            self._event(number, at, precision)
        else:
            self._contact(number, at, precision)

    def have_one_note(self, row: int, other: int) -> bool:
        """Return whether two rows have the same note, or none."""
        return self._notes.get(row, "") == self._notes.get(other, "")

    def _cell(self, column: str) -> str:
        return plain(self._row.get(column, ""))

    def _fault(self, column: str, message: Text) -> None:
        self.found.append(Problem(column, message, self._line))

    def _contact(self, number: int, at: datetime, precision: str) -> None:
        channel, app = self._channel()
        note = self._cell("note")
        if note:
            self._notes[number] = note
        if not channel:
            known = ", ".join(CHANNELS)
            self._fault("channel", Text("is missing; it is one of: {known}", {"known": known}))
        self.contacts.append(
            Contact(
                row=number,
                at=_with_its_offset(at),
                precision=precision,
                from_collector=self._one_of("from", SIDES) != "borrower",
                channel=channel,
                app=app,
                outcome=self._one_of("outcome", OUTCOMES),
                recipient=self._one_of("recipient", RECIPIENTS),
                number=self._cell("number"),
                dialed=self._cell("dialed"),
                collector=self._cell("collector"),
                role=self._one_of("role", ROLES),
                debts=names_in(self._cell("debt")),
                debt_kind=word(self._cell("debt_kind")),
                purpose=self._one_of("purpose", PURPOSES),
                said=self._row.get("said", "").strip(),
                tactics=frozenset(self._several("tactics", TACTICS)),
                flags=frozenset(self._flags()),
            )
        )

    def _event(self, number: int, at: datetime, precision: str) -> None:
        kind, value = event_in(self._cell("event"))
        if kind not in EVENTS:
            self._unknown("event", kind, list(EVENTS))
            return
        fault = _value_fault(EVENTS[kind], kind, value)
        if fault is not None:
            self._fault("event", fault)
        received = None
        try:
            received = received_in(self._cell("note"))
        except BadValue as bad:
            self._fault("note", bad.message)
        collector, debt = self._cell("collector"), self._cell("debt")
        self.events.append(Event(number, at, kind, value, collector, debt, received, precision))

    def _at(self) -> tuple[datetime, str]:
        """Return the instant on the borrower's clock, and how exactly it is known."""
        said = self._cell("at")
        fallback = datetime(self._today.year, self._today.month, self._today.day, tzinfo=UTC)
        if not said:
            self._fault("at", Text("is missing; write when it was, like 2026-11-21 22:41"))
            return fallback, "day"
        match = _LOCAL.fullmatch(said)
        if match is None:
            self._fault("at", Text('"{text}" is no time; write it like 2026-11-21 22:41', {"text": said[:40]}))
            return fallback, "day"
        day_text, hour, minute, second, offset = match.groups()
        zone = self._row_zone()
        try:
            day = parse_day(day_text)
            local = datetime(day.year, day.month, day.day, int(hour or 0), int(minute or 0), int(second or 0))
        except BadValue as bad:
            self._fault("at", bad.message)
            return fallback, "day"
        except ValueError:
            self._fault("at", Text('"{text}" is no time; write it like 2026-11-21 22:41', {"text": said[:40]}))
            return fallback, "day"
        precision = "day" if hour is None else "s" if second else "min"
        at = self._placed(local, offset, zone, precision)
        if self._is_to_come(at, is_placed=zone is not None):
            self._fault("at", Text("is in the future; look at the year and the day"))
        return at, precision

    def _is_to_come(self, at: datetime, *, is_placed: bool) -> bool:
        if isinstance(self._today, datetime):
            return at > self._today + (_CLOCKS_DIFFER if is_placed else _FARTHEST_AHEAD)
        return at.date() > self._today + timedelta(days=0 if is_placed else 1)

    def _row_zone(self) -> tzinfo | None:
        name = self._cell("tz")
        if not name:
            return self._zone
        try:
            return ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            words = Text(
                '"{zone}" is no time zone; write one like Asia/Shanghai or America/New_York', {"zone": name[:40]}
            )
            self._fault("tz", words)
            return self._zone

    def _placed(self, local: datetime, offset: str | None, zone: tzinfo | None, precision: str) -> datetime:
        if offset is not None:
            there = local.replace(tzinfo=_offset(offset))
            if zone is None:
                self._fault("tz", Text("is missing; with an offset in the time, the zone says what your clock showed"))
                return there
            return there.astimezone(zone)
        if zone is None:
            return local.replace(tzinfo=UTC)  # the borrower's own clock, wherever it stands
        at = local.replace(tzinfo=zone)
        if precision != "day" and at.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local:
            words = Text(
                "is a time that did not exist there: the clocks were put forward; write the time before or after"
            )
            self._fault("at", words)
        elif precision != "day" and at.utcoffset() != at.replace(fold=1).utcoffset():
            first, second = at.isoformat(timespec="minutes"), at.replace(fold=1).isoformat(timespec="minutes")
            blanks = {"first": first, "second": second}
            self._fault(
                "at", Text("came twice that night: the clocks were put back; write {first} or {second}", blanks)
            )
        return at

    def _channel(self) -> tuple[str, str]:
        said = word(self._cell("channel"))
        app = self._cell("app")
        if said in _APPS:
            return "im", app or _APPS[said]
        if said == "mms":
            return "sms", app
        if said and said not in CHANNELS:
            self._unknown("channel", said, CHANNELS)
            return "call", app
        return said, app

    def _one_of(self, column: str, known: Sequence[str]) -> str:
        said = word(self._cell(column))
        if said and said not in known:
            self._unknown(column, said, known)
            return ""
        return said

    def _several(self, column: str, known: Sequence[str]) -> list[str]:
        words = words_in(self._cell(column))
        for one in words:
            if one not in known:
                self._unknown(column, one, known)
        return [one for one in words if one in known]

    def _flags(self) -> list[str]:
        words = re.findall(r"flag:([a-z-]+)", self._cell("note"))
        for one in words:
            if one not in FLAGS:
                self._unknown("note", f"flag:{one}", [f"flag:{flag}" for flag in FLAGS])
        return words

    def _unknown(self, column: str, said: str, known: Sequence[str]) -> None:
        close = get_close_matches(said, known, 1)
        if close:
            self._fault(
                column, Text('"{said}" is not known; did you mean {meant}?', {"said": said[:40], "meant": close[0]})
            )
        else:
            blanks = {"said": said[:40], "known": ", ".join(known)}
            self._fault(column, Text('"{said}" is not known; it is one of: {known}', blanks))


def _with_its_offset(at: datetime) -> datetime:
    """Return a time with the offset its clock had: times of one zone are compared without it, and an hour may come twice."""
    offset = at.utcoffset()
    return at if offset is None else at.replace(tzinfo=timezone(offset), fold=0)


def _offset(text: str) -> tzinfo:
    if text == "Z":
        return UTC
    sign = -1 if text[0] == "-" else 1
    hours, minutes = int(text[1:3]), int(text[-2:])
    return timezone(sign * timedelta(hours=hours, minutes=minutes))


def _value_fault(form: str, kind: str, value: str) -> Text | None:
    """Return what is wrong with what stands after the colon of an event."""
    blanks = {"kind": kind}
    if form == "form" and value not in FORMS:
        return Text("needs how it was said: {kind}:written or {kind}:spoken", blanks)
    if form == "channel" and value not in CHANNELS:
        return Text("needs a channel: {kind}:sms, {kind}:call ...", blanks)
    if form == "window":
        match = re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d-([01]?\d|2[0-3]):[0-5]\d", value)
        return None if match else Text("needs a span of time: {kind}:18:00-20:00", blanks)
    if form == "text" and not value:
        return Text("needs a word after the colon: {kind}:NAME", blanks)
    if not form and value:
        return Text("takes nothing after the colon: {kind}", blanks)
    return None
