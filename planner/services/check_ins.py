"""Check-ins: how a person is, as often as they like and no more. Asked only where it was switched on; kept apart from all else.

Nothing here changes a plan, an order or an offer. Nothing is scored that was not asked for, and no tap on help is kept.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from planner.errors import InputProblems, LockedStore, Problem, Text
from planner.model.check_in import CheckIn, SorePoint
from planner.store import care_store
from planner.store.care_store import has_own_passphrase, is_there
from planner.wellbeing.cadence import LONGEST_PAUSE, is_due, may_answer, pause_ends
from planner.wellbeing.instruments import CFPB_10, PHQ_4, WEIGHT, Instrument, asked_in, find_instrument, instruments
from planner.wellbeing.scoring import OLDER, READ_SELF, READ_TO_ME, YOUNGER, Score, is_heavy, score
from planner.wellbeing.trend import ENOUGH, WEEKS, Point, Trend, build_trend

__all__ = [
    "CFPB_10", "ENOUGH", "LONGEST_PAUSE", "OLDER", "PHQ_4", "READ_SELF", "READ_TO_ME", "WEEKS", "WEIGHT", "YOUNGER",
    "CheckIn", "Instrument", "Score", "SorePoint", "Trend", "asked_in", "find_instrument", "has_own_passphrase",
    "instruments", "is_heavy", "is_there", "score",
]  # fmt: skip

LETTER, STEP, SLIP, HELPED = "letter", "step", "slip", "helped"
NOTES = (LETTER, STEP, SLIP, HELPED)
LONGEST_NOTE = 20_000
LONGEST_LINE = 300
ON, PAUSED, SKIPPED, LESS, LATER = "on", "paused_until", "skipped ", "not ", "later "


class Habits(NamedTuple):
    """How the person wants to be asked. ``left_out``: questions they do not want; ``skipped``: the last skip, by question.

    ``later``: the day that was not the day for a question.
    """

    is_on: bool
    paused_until: date | None
    left_out: frozenset[str]
    skipped: Mapping[str, date]
    later: Mapping[str, date]


class CheckIns:
    """The open check-ins of a household. Every method opens the file, does its work whole or not at all, and closes it."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self.key = key

    # What is there

    def entries(self) -> list[CheckIn]:
        """Return every entry, the oldest first. Raises ``StoreError``."""
        with care_store.reading(self._folder, self.key) as connection:
            return care_store.read_entries(connection)

    def habits(self) -> Habits:
        """Return how the person wants to be asked."""
        with care_store.reading(self._folder, self.key) as connection:
            said = care_store.read_habits(connection)
        return Habits(
            said.get(ON) == "yes",
            _day(said.get(PAUSED, "")),
            frozenset(key.removeprefix(LESS) for key in said if key.startswith(LESS)),
            _days(said, SKIPPED),
            _days(said, LATER),
        )

    def sore_points(self) -> list[SorePoint]:
        """Return the person's sore points."""
        with care_store.reading(self._folder, self.key) as connection:
            return care_store.read_sore_points(connection)

    def due(self, today: date, language: str) -> list[Instrument]:
        """Return what may be asked today in a language, the lightest first; nothing while check-ins are off or paused."""
        habits, answered = self.habits(), self._last_answers()
        if not habits.is_on:
            return []
        return [
            one
            for one in asked_in(language)
            if one.id not in habits.left_out
            and habits.later.get(one.id) != today
            and is_due(
                one,
                today,
                answered=answered.get(one.id),
                skipped=habits.skipped.get(one.id),
                paused_until=habits.paused_until,
            )
        ]

    def may_answer(self, instrument: Instrument, today: date) -> bool:
        """Return whether the person may answer it today of their own accord."""
        return may_answer(instrument, today, self._last_answers().get(instrument.id))

    # What is written down

    def answer(
        self,
        kind: str,
        answers: Sequence[int],
        *,
        now: datetime,
        today: date,
        language: str,
        how: str = "",
        note: str = "",
    ) -> CheckIn:
        """Keep the answers to an instrument, with a note if there is one. Raises ``InputProblems``."""
        instrument = find_instrument(kind)
        wording = instrument.wording(language) if instrument else None
        if instrument is None or wording is None:
            names = ", ".join(one.id for one in asked_in(language))
            raise InputProblems([Problem("kind", Text("there are {names}", {"names": names}))])
        mode, age = read_how(how)
        score(instrument, answers, age=age, mode=mode)  # every fault is said here
        return self._put(kind, tuple(answers), now, today, language, how if instrument.tables else "", note)

    def write_down(self, kind: str, note: str, *, now: datetime, today: date, language: str) -> CheckIn:
        """Keep a letter that is not opened yet, a small step, a slip, or what helped; words are welcome, not needed."""
        if kind not in NOTES:
            raise InputProblems([Problem("kind", Text("there are {names}", {"names": ", ".join(NOTES)}))])
        return self._put(kind, (), now, today, language, "", note)

    def add_note(self, number: int, note: str) -> None:
        """Put words to an entry. Raises ``InputProblems``."""
        _check_note(note)
        with care_store.writing(self._folder, self.key) as connection:
            care_store.change_entry(connection, number, note=_kept(note, LONGEST_NOTE))

    def open_letter(self, number: int, today: date) -> None:
        """Take note that a letter was opened."""
        with care_store.writing(self._folder, self.key) as connection:
            care_store.change_entry(connection, number, closed_on=today.isoformat())

    def remove(self, number: int) -> bool:
        """Remove one entry for good; return whether it was there."""
        with care_store.writing(self._folder, self.key) as connection:
            return care_store.remove_entry(connection, number)

    def bring_back(self, entry: CheckIn) -> None:
        """Put back an entry that was just removed."""
        with care_store.writing(self._folder, self.key) as connection:
            care_store.put_entry(connection, entry)

    def keep_sore_point(self, words: str, reply: str, number: int = 0) -> None:
        """Keep a sore point with its neutral line; ``number`` of one that is changed. Raises ``InputProblems``."""
        found = []
        if not words.strip():
            found.append(Problem("words", Text("is empty: a word or two are enough")))
        found += [
            Problem(field, Text("is longer than {most} characters", {"most": str(LONGEST_LINE)}))
            for field, text in (("words", words), ("reply", reply))
            if len(text) > LONGEST_LINE
        ]
        if found:
            raise InputProblems(found)
        point = SorePoint(number, _kept(words, LONGEST_LINE), _kept(reply, LONGEST_LINE))
        with care_store.writing(self._folder, self.key) as connection:
            care_store.put_sore_point(connection, point)

    def remove_sore_point(self, number: int) -> None:
        """Remove a sore point for good."""
        with care_store.writing(self._folder, self.key) as connection:
            care_store.remove_sore_point(connection, number)

    # How it is asked

    def skip(self, instrument: str, today: date) -> None:
        """Rest a question for as long as an answer would; nothing is asked again in between."""
        self._keep(**{SKIPPED + instrument: today.isoformat()})

    def not_today(self, instrument: str, today: date) -> None:
        """Rest a question for the day."""
        self._keep(**{LATER + instrument: today.isoformat()})

    def turn(self, on: bool) -> None:
        """Ask from now on, or not; what was written down stays."""
        self._keep(**{ON: "yes" if on else ""})

    def pause(self, today: date, weeks: int) -> date:
        """Ask nothing for one to four weeks; return the day after."""
        ends = pause_ends(today, weeks)
        self._keep(**{PAUSED: ends.isoformat()})
        return ends

    def end_pause(self) -> None:
        """Ask again."""
        self._keep(**{PAUSED: ""})

    def leave_out(self, instrument: str, yes: bool) -> None:
        """Ask a question no more, or again."""
        self._keep(**{LESS + instrument: "yes" if yes else ""})

    def _keep(self, **habits: str) -> None:
        with care_store.writing(self._folder, self.key) as connection:
            care_store.put_habits(connection, habits)

    def _put(
        self, kind: str, answers: tuple[int, ...], now: datetime, today: date, language: str, how: str, note: str
    ) -> CheckIn:
        _check_note(note)
        made = now.isoformat(timespec="seconds")
        entry = CheckIn(0, kind, today, made, language, answers, how, _kept(note, LONGEST_NOTE), "")
        with care_store.writing(self._folder, self.key) as connection:
            return entry._replace(id=care_store.put_entry(connection, entry))

    def _last_answers(self) -> dict[str, date]:
        return {entry.kind: entry.day for entry in self.entries() if entry.answers}


def begin_check_ins(folder: Path, key: bytes) -> CheckIns:
    """Make the store of check-ins of the household in ``folder``, where there is none, and switch them on."""
    care_store.make(folder, key)
    opened = open_check_ins(folder, key)
    opened.turn(True)
    return opened


def open_check_ins(folder: Path, key: bytes, own: bytes | None = None) -> CheckIns:
    """Return the check-ins beside the household whose ``key`` this is; ``own``: their own key, where they have one.

    Raises ``LockedStore`` where they need their own passphrase, ``DamagedStore`` where they cannot be read.
    """
    if has_own_passphrase(folder):
        if own is None:
            raise LockedStore(Text("Your check-ins are locked. Their own passphrase opens them."))
    else:
        own = care_store.shared_key(key)
    opened = CheckIns(folder, own)
    opened.habits()
    return opened


def unlock_check_ins(folder: Path, key: bytes, secret: str) -> bytes:
    """Return the own key of check-ins, from their passphrase or recovery code. Raises ``WrongPassphrase``."""
    return care_store.unlock_own(folder, key, secret)


def protect_check_ins(folder: Path, key: bytes, passphrase: str, code: str) -> bytes:
    """Give check-ins a passphrase of their own; return the key that it opens."""
    return care_store.set_own_passphrase(folder, key, passphrase, code)


def unprotect_check_ins(folder: Path, key: bytes, own: bytes) -> None:
    """Let check-ins open with the list again."""
    care_store.remove_own_passphrase(folder, key, own)


def delete_check_ins(folder: Path) -> None:
    """Remove every check-in for good; the list stays as it is."""
    care_store.delete(folder)


def set_check_ins_aside(folder: Path) -> None:
    """Keep check-ins that cannot be read, so that new ones can begin."""
    care_store.set_aside(folder)


def read_how(how: str) -> tuple[str, str]:
    """Return (who read it, age group) of how an instrument was answered."""
    mode, _, age = how.partition(" ")
    return mode or READ_SELF, age


def score_of(entry: CheckIn) -> Score | None:
    """Return what the answers of an entry add up to; None for an entry without answers."""
    instrument = find_instrument(entry.kind)
    wording = instrument.wording(entry.language) if instrument else None
    if instrument is None or wording is None or not entry.answers:
        return None
    mode, age = read_how(entry.how)
    return score(instrument, entry.answers, age=age, mode=mode, official=wording.official)


def trend_of(entries: Sequence[CheckIn], instrument: Instrument) -> Trend:
    """Return the line of one instrument through all its answers."""
    points = []
    for entry in entries:
        if entry.kind == instrument.id and (found := score_of(entry)) is not None:
            points.append(Point(entry.day, found.total if found.scaled is None else found.scaled))
    return build_trend(points, instrument.every_days or 31 * instrument.every_months)


def as_json(entry: CheckIn) -> dict[str, Any]:
    """Return an entry for a program."""
    found = score_of(entry)
    return {
        "id": entry.id,
        "kind": entry.kind,
        "day": entry.day.isoformat(),
        "made_at": entry.made_at,
        "language": entry.language,
        "answers": list(entry.answers),
        "total": found.total if found else None,
        "scaled": found.scaled if found else None,
        "note": entry.note,
        "closed_on": entry.closed_on or None,
    }


COLUMNS = ("id", "kind", "day", "answers", "total", "scaled", "note", "closed_on")


def as_row(entry: CheckIn) -> list[str]:
    """Return an entry as cells of a table."""
    said = {**as_json(entry), "answers": " ".join(str(one) for one in entry.answers)}
    return ["" if said[name] is None else str(said[name]) for name in COLUMNS]


def _check_note(note: str) -> None:
    """Raise ``InputProblems`` for words that would have to be cut: nothing of them is lost unseen."""
    if len(unicodedata.normalize("NFC", note).strip()) > LONGEST_NOTE:
        words = Text("is longer than {most} characters", {"most": str(LONGEST_NOTE)})
        raise InputProblems([Problem("note", words)])


def _kept(text: str, most: int) -> str:
    return unicodedata.normalize("NFC", text).strip()[:most]


def _days(said: Mapping[str, str], prefix: str) -> dict[str, date]:
    found = {key.removeprefix(prefix): _day(value) for key, value in said.items() if key.startswith(prefix)}
    return {name: day for name, day in found.items() if day is not None}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
