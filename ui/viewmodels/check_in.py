"""Check-ins: the invitation, the weekly tap, notes, what stands after an answer, the line over time. All of it can be left."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from planner.errors import InputProblems, StoreError, Text
from planner.services.check_in_words import ABOUT, HEAVY, NAMES, NOT_EVERYTHING, SAVED, SMALL_ACTIONS, THANKS
from planner.services.check_ins import (
    HELPED,
    LETTER,
    NOTES,
    SLIP,
    WEIGHT,
    CheckIn,
    CheckIns,
    find_instrument,
    instruments,
    is_heavy,
    score_of,
    set_check_ins_aside,
)
from ui.viewmodels.care import NONE_YET, begin_care, care_of, unlock_care
from ui.viewmodels.session import Session
from ui.viewmodels.trend import TrendState, trend_state
from ui.viewmodels.whole_words import apart

INVITE, HOME, WRITE, AFTER = "invite", "home", "write", "after"
SHOWN = 8
ICONS = {LETTER: "unopened", "step": "idea", "slip": "repeat", HELPED: "care"}


class AskState(NamedTuple):
    """The weekly question: what is asked, the numbers, the words at their ends."""

    question: str
    numbers: tuple[int, ...]
    ends: tuple[str, str]


class EntryRow(NamedTuple):
    """One entry. ``closed``: a letter that was opened, or anything but a letter."""

    id: int
    icon: str
    title: str
    under: str
    note: str
    closed: bool


class AfterState(NamedTuple):
    """What stands after an entry: first words, then one small thing, then people. ``heavy``: people come before the rest.

    ``scores``: what it adds up to, where it was asked for; ``takes_words``: whether words can still be put to it.
    ``calls``: after a slip, lines for just that: (name, number and hours); guard 22.
    """

    entry: int
    words: str
    heavy: bool
    scores: tuple[str, ...]
    action: str
    note: str
    takes_words: bool
    calls: tuple[tuple[str, str], ...] = ()


class CheckInState(NamedTuple):
    """The page. ``step``: invite, locked, unreadable, home, write or after; ``why``: what stands in the way.

    ``rest``: why nothing is asked now; ``longer``: questions that may be answered, (id, title, under).
    """

    step: str
    why: str
    ask: AskState | None
    rest: str
    longer: tuple[tuple[str, str, str], ...]
    kinds: tuple[tuple[str, str, str, str], ...]
    writing: str
    note: str
    typed: str
    rows: tuple[EntryRow, ...]
    more: bool
    trend: TrendState | None
    after: AfterState | None
    removed: str
    problem: str
    is_first_protected: bool


class CheckInViewModel:
    """Shows check-ins and writes them down. ``entry``: one that was just answered elsewhere."""

    def __init__(self, session: Session, entry: int = 0) -> None:
        self._session = session
        self._after = entry
        self._writing = ""
        self._typed = ""
        self._action = 0
        self._all = False
        self._removed: CheckIn | None = None
        self._problem: Text | None = None

    def state(self) -> CheckInState:
        """Return the page as it stands."""
        session, care = self._session, care_of(self._session)
        say = session.say
        if care.check_ins is None:
            step = INVITE if care.state == NONE_YET else care.state
            return _EMPTY._replace(
                step=step,
                why=say(care.why) if care.why else "",
                problem=say(self._problem) if self._problem else "",
                is_first_protected=session.is_unprotected,
            )
        entries = care.check_ins.entries()
        is_on = care.check_ins.habits().is_on
        after = self._after_state(entries)
        step = AFTER if after else WRITE if self._writing else HOME if is_on or entries else INVITE
        shown = entries[::-1]
        return CheckInState(
            step=step,
            why="",
            ask=ask_state(session, care.check_ins),
            rest=self._rest(care.check_ins, entries),
            longer=self._longer(care.check_ins),
            kinds=tuple((kind, ICONS[kind], say(NAMES[kind]), say(ABOUT[kind])) for kind in NOTES),
            writing=say(NAMES[self._writing]) if self._writing else "",
            note=say(_OF_SLIP if self._writing == SLIP else ABOUT[self._writing]) if self._writing else "",
            typed=self._typed,
            rows=tuple(self._row(entry) for entry in (shown if self._all else shown[:SHOWN])),
            more=len(shown) > SHOWN and not self._all,
            trend=trend_state(session, entries) if after is None or after.scores == () and not after.heavy else None,
            after=after,
            removed=say(Text("It was removed.")) if self._removed else "",
            problem=say(self._problem) if self._problem else "",
            is_first_protected=False,
        )

    # The invitation and the lock

    def turn_on(self) -> CheckInState:
        """Switch check-ins on."""
        return self._do(lambda: begin_care(self._session))

    def turn_off(self) -> CheckInState:
        """Ask no more; what was written down stays."""
        return self._do(lambda: self._open().turn(False))

    def opened(self, own: bytes) -> CheckInState:
        """Go on with the own key of the check-ins."""
        self._session.own_keys[self._session.folder] = own
        self._problem = None
        return self.state()

    def unlock(self, secret: str) -> bytes:
        """Return the key that a passphrase opens; raises ``WrongPassphrase``. It takes a while."""
        return unlock_care(self._session, secret)

    def set_aside(self) -> CheckInState:
        """Keep what cannot be read, and begin anew when the person wants to."""
        return self._do(lambda: set_check_ins_aside(self._session.folder))

    # Answers and notes

    def tap(self, number: int) -> CheckInState:
        """Keep the weekly answer."""
        self._after = tap_weight(self._session, number)
        self._action = 0
        return self.state()

    def skip(self) -> CheckInState:
        """Let the weekly question rest for a week."""
        return self._do(lambda: self._open().skip(WEIGHT, self._session.today))

    def not_today(self) -> CheckInState:
        """Let it rest for today."""
        return self._do(lambda: self._open().not_today(WEIGHT, self._session.today))

    def write(self, kind: str) -> CheckInState:
        """Begin a note."""
        self._writing, self._typed = kind, ""
        return self.state()

    def type(self, text: str) -> CheckInState:
        """Take words of a note."""
        self._typed = text
        return self.state()

    def save(self) -> CheckInState:
        """Keep the note: with words or without."""
        session, kind = self._session, self._writing

        def keep() -> None:
            done = self._open().write_down(
                kind, self._typed, now=session.now(), today=session.today, language=session.language
            )
            self._after, self._writing, self._typed, self._action = done.id, "", "", done.id

        return self._do(keep)

    def save_words(self) -> CheckInState:
        """Put words to the entry that was just made."""

        def keep() -> None:
            self._open().add_note(self._after, self._typed)
            self._typed = ""

        return self._do(keep)

    def another(self) -> CheckInState:
        """Show another small thing to do."""
        self._action += 1
        return self.state()

    def open_letter(self, entry: int) -> CheckInState:
        """Take note that a letter was opened."""
        return self._do(lambda: self._open().open_letter(entry, self._session.today))

    def remove(self, entry: int) -> CheckInState:
        """Remove an entry; it can be taken back for a moment."""

        def take_out() -> None:
            care = self._open()
            self._removed = next((one for one in care.entries() if one.id == entry), None)
            care.remove(entry)
            self._after = 0 if self._after == entry else self._after

        return self._do(take_out)

    def undo(self) -> CheckInState:
        """Take back what was removed."""
        removed, self._removed = self._removed, None
        return self._do(lambda: self._open().bring_back(removed)) if removed else self.state()

    def forget(self) -> CheckInState:
        """Let go of what was removed."""
        self._removed = None
        return self.state()

    def show_all(self) -> CheckInState:
        """Show every entry."""
        self._all = True
        return self.state()

    def back(self) -> CheckInState | None:
        """Go back to the page itself; None where it is to be left."""
        if not self._writing and not self._after:
            return None
        self._writing, self._after, self._typed = "", 0, ""
        return self.state()

    # What is shown

    def _open(self) -> CheckIns:
        care = care_of(self._session)
        if care.check_ins is None:
            raise StoreError(care.why or Text("Check-ins are off."))
        return care.check_ins

    def _do(self, what: Callable[[], object]) -> CheckInState:
        self._problem = None
        try:
            what()
        except InputProblems as faults:
            self._problem = faults.problems[0].message
        except StoreError as error:
            self._problem = error.message
        return self.state()

    def _rest(self, care: CheckIns, entries: list[CheckIn]) -> str:
        """Return why the weekly question is not asked now."""
        session, habits = self._session, care.habits()
        if not habits.is_on:
            return session.say(Text("Check-ins are off. Nothing is asked; what you wrote down stays here."))
        if habits.paused_until and session.today < habits.paused_until:
            return session.say(Text("Paused until {day}.", {"day": session.day(habits.paused_until)}))
        last = next((entry for entry in reversed(entries) if entry.kind == WEIGHT), None)
        if last is not None and last.day <= session.today:
            blanks = {"number": str(last.answers[0]), "day": session.day(last.day)}
            return session.say(Text("Your last answer: {number}, on {day}.", blanks))
        return session.say(Text("Nothing is asked today."))

    def _longer(self, care: CheckIns) -> tuple[tuple[str, str, str], ...]:
        session, habits = self._session, care.habits()
        if not habits.is_on:
            return ()
        return tuple(
            (one.id, session.say(NAMES[one.id]), session.say(ABOUT[one.id]))
            for one in instruments()
            if one.id != WEIGHT
            and one.wording(session.language) is not None
            and one.id not in habits.left_out
            and care.may_answer(one, session.today)
        )

    def _row(self, entry: CheckIn) -> EntryRow:
        session = self._session
        title = session.say(NAMES[entry.kind])
        found = score_of(entry)
        instrument = find_instrument(entry.kind)
        if found is not None and instrument is not None:
            number = str(found.total if found.scaled is None else found.scaled)
            title = session.say(Text("{name}: {words}", {"name": title, "words": number}))
        if entry.closed_on:
            title = session.say(Text("A letter that was closed, and is open now"))
        closed = entry.kind != LETTER or bool(entry.closed_on)
        return EntryRow(entry.id, ICONS.get(entry.kind, "mood"), title, session.day(entry.day), entry.note, closed)

    def _after_state(self, entries: list[CheckIn]) -> AfterState | None:
        entry = next((one for one in entries if one.id == self._after), None)
        if entry is None:
            return None
        say, found, instrument = self._session.say, score_of(entry), find_instrument(entry.kind)
        heavy = found is not None and instrument is not None and is_heavy(instrument, found)
        words = say(HEAVY[entry.kind]) if heavy else say(SAVED.get(entry.kind, THANKS))
        if found is not None and not heavy and entry.kind != WEIGHT:
            words = self._session.sentences(words, say(NOT_EVERYTHING))
        action = SMALL_ACTIONS[(self._action + entry.id) % len(SMALL_ACTIONS)]
        return AfterState(
            entry.id,
            words,
            heavy,
            self._scores(entry),
            say(action),
            self._typed,
            bool(entry.answers) and not entry.note,
            self._calls() if entry.kind == SLIP else (),
        )

    def _calls(self) -> tuple[tuple[str, str], ...]:
        """Return lines for a slip, where the person is."""
        from planner.services.help import lines_after_slip

        session = self._session
        country, part = (session.settings.get(name, "") for name in ("country", "part"))
        lines = lines_after_slip(country, session.language, part)
        return tuple((line.name, apart(session.language, line.number or line.web, line.hours)) for line in lines)

    def _scores(self, entry: CheckIn) -> tuple[str, ...]:
        """Return in words what a longer set of questions adds up to; of the weekly tap nothing."""
        found, instrument = score_of(entry), find_instrument(entry.kind)
        if found is None or instrument is None or entry.kind == WEIGHT:
            return ()
        most = str(instrument.highest * instrument.length)
        said = [Text("Your answers add up to {total} of {most}.", {"total": str(found.total), "most": most})]
        if found.band is not None:
            blanks = {"step": str(found.band + 1), "steps": str(len(instrument.bands))}
            said.append(Text("On the form's own scale that is step {step} of {steps}.", blanks))
        if found.scaled is not None:
            said = [
                Text(
                    "Your score is {score}. The scale goes from 14 to 95; higher means more room.",
                    {"score": str(found.scaled)},
                )
            ]
        elif instrument.tables:
            said.append(Text("Higher means more room. It is for comparing with yourself, later on."))
        return tuple(self._session.say(one) for one in said)


def ask_state(session: Session, care: CheckIns) -> AskState | None:
    """Return the weekly question, where it may be asked today."""
    if not any(one.id == WEIGHT for one in care.due(session.today, session.language)):
        return None
    instrument = find_instrument(WEIGHT)
    wording = instrument.wording(session.language) if instrument else None
    if instrument is None or wording is None:
        return None
    numbers = tuple(range(instrument.lowest, instrument.highest + 1))
    return AskState(wording.items[0], numbers, (wording.ends[0], wording.ends[1]))


def tap_weight(session: Session, number: int) -> int:
    """Keep the weekly answer; return the number of its entry. Raises ``StoreError``."""
    care = care_of(session)
    if care.check_ins is None:
        raise StoreError(care.why or Text("Check-ins are off."))
    done = care.check_ins.answer(WEIGHT, [number], now=session.now(), today=session.today, language=session.language)
    return done.id


_OF_SLIP = Text("Only written down, not judged. A new debt in your list is counted in the plan.")
_EMPTY = CheckInState(INVITE, "", None, "", (), (), "", "", "", (), False, None, None, "", "", False)
