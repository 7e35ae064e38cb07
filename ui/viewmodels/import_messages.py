"""Bringing messages and calls of a phone into the log: a file, whose numbers to keep, done; and one tap to take it back."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import NamedTuple

from planner.errors import InputProblems, PlannerError, Problem, Text
from planner.services.contact_words import spaced
from planner.services.importing import Choice, Imports, Look, Saved, Sender, Stopped, look, open_files
from ui.viewmodels.places import lists_nearby, readable
from ui.viewmodels.session import Session
from ui.viewmodels.whole_words import begun

FILE, NUMBERS, DONE = "file", "numbers", "done"
_SHOWN, _MORE = 12, 40
_FAULTS = 12
Work = Callable[[Callable[[float], None], Callable[[], bool]], object]


class NumberState(NamedTuple):
    """A number that can be kept or left: who that is, when and how often, and whether it is ``on``."""

    key: str
    words: str
    under: str
    on: bool


class PartState(NamedTuple):
    """A part of what was read: its colour, its words, how many, and its share of the whole."""

    token: str
    words: str
    amount: str
    share: float


class ImportMessagesState(NamedTuple):
    """The page. ``found``: (path, name) of files nearby. ``take``: what the button says, "" where nothing is chosen yet.

    ``left``: how many numbers are not shown yet, in words. ``undo``: what the offer to take it back says.
    """

    step: str
    path: str
    found: tuple[tuple[str, str], ...]
    problems: tuple[str, ...]
    more_problems: str
    working: str
    about: str = ""
    file: str = ""
    read: str = ""
    parts: tuple[PartState, ...] = ()
    reasons: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()
    numbers: tuple[NumberState, ...] = ()
    left: str = ""
    take: str = ""
    done: str = ""
    undo: str = ""
    note: str = ""


class ImportMessagesViewModel:
    """Holds the file, what is in it, and which numbers are chosen. At first only those that the log names a collector of."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._step, self._path, self._taken = FILE, "", ""
        nearby = [*lists_nearby("*.xml"), *lists_nearby()][:6]
        self._found = tuple((str(path), readable(path.name)) for path in nearby)
        self._problems: tuple[Problem, ...] = ()
        self._working: Text | None = None
        self._look: Look | None = None
        self._chosen: set[str] = set()
        self._shown = _SHOWN
        self._saved: Saved | None = None
        self._may_undo = False
        self._note = ""
        self._stop = False

    def state(self) -> ImportMessagesState:
        """Return the page."""
        say = self._session.say
        left = len(self._problems) - _FAULTS
        state = ImportMessagesState(
            self._step,
            self._path,
            self._found,
            tuple(map(self._sentence, self._problems[:_FAULTS])),
            say(Text("and {count} more", {"count": str(left)})) if left > 0 else "",
            say(self._working) if self._working else "",
            note=self._note,
        )
        if self._step == NUMBERS and self._look is not None:
            return self._with_numbers(state, self._look)
        if self._step == DONE and self._saved is not None:
            done = self._count(self._saved.added, _CAME_ONE, _CAME)
            return state._replace(done=done, undo=self._session.say(_WAY_BACK) if self._may_undo else "")
        return state

    @property
    def folder(self) -> str:
        """Where to begin to look for a file: the folder of the one that is named, or the folder that is."""
        path = self._file()
        return path if os.path.isdir(path) else os.path.dirname(path)

    def type(self, text: str) -> ImportMessagesState:
        """Take what was typed as the path of a file."""
        if text != self._path:
            self._path, self._taken = text, ""
        self._problems, self._note = (), ""
        return self.state()

    def take(self, path: str) -> ImportMessagesState:
        """Take a file that was chosen or dropped; its path may hold what cannot be shown."""
        self.type(readable(path))
        self._taken = path
        return self.state()

    def start(self) -> tuple[ImportMessagesState, Work]:
        """Return the page while the file is looked at, and the work, which may run on another thread."""
        self._begin(Text("Reading your file ..."))
        household, path = self._session.household, self._file()

        def work(report: Callable[[float], None], stopped: Callable[[], bool]) -> Look | None:
            how = Imports(household).how(report=report, stopped=lambda: self._stop or stopped())
            try:
                return look(open_files([path]), how, household)[0]
            except Stopped:
                return None

        return self.state(), work

    def looked(self, found: Look | None) -> ImportMessagesState:
        """Take what is in the file; None where it was stopped."""
        self._working = None
        if found is None:
            self._note = self._session.say(Text("Stopped. Nothing was taken in."))
            return self.state()
        self._look, self._step, self._shown = found, NUMBERS, _SHOWN
        self._chosen = {sender.key for sender in found.senders if sender.collector and sender.new}
        return self.state()

    def turn(self, key: str) -> ImportMessagesState:
        """Choose a number, or leave it."""
        self._chosen ^= {key}
        return self.state()

    def show_more(self) -> ImportMessagesState:
        """Show more numbers."""
        self._shown += _MORE
        return self.state()

    def back(self) -> ImportMessagesState:
        """Go back to the choice of a file."""
        self._step, self._look, self._problems, self._note = FILE, None, (), ""
        return self.state()

    def start_saving(self) -> tuple[ImportMessagesState, Work]:
        """Return the page while what was chosen is stored, and the work."""
        self._begin(Text("Taking it into your log ..."))
        household, path, chosen = self._session.household, self._file(), self._chosen_numbers()

        def work(report: Callable[[float], None], stopped: Callable[[], bool]) -> Saved | None:
            imports = Imports(household)
            how = imports.how(report=report, stopped=lambda: self._stop or stopped())
            try:
                return imports.save(open_files([path]), Choice(chosen), how)
            except Stopped:
                return None

        return self.state(), work

    def saved(self, saved: Saved | None) -> ImportMessagesState:
        """Take what was stored; None where it was stopped."""
        self._working = None
        if saved is None:
            self._note = self._session.say(Text("Stopped. Nothing was taken in."))
            return self.state()
        self._saved, self._step, self._may_undo = saved, DONE, bool(saved.added)
        self._session.refresh()
        return self.state()

    def undo(self) -> ImportMessagesState:
        """Take what just came in out of the log again; what was corrected since stays, and that is said."""
        assert self._saved is not None
        try:
            stay = Imports(self._session.household).undo(self._saved.batches)
        except PlannerError as error:
            self._note = self._session.say(error.message)
            return self.state()
        self._session.refresh()
        self._may_undo = False
        self.back()
        if stay:
            self._note = self._count(stay, _STAYS_ONE, _STAY)
        return self.state()

    def forget_undo(self) -> ImportMessagesState:
        """Let the offer to undo go."""
        self._may_undo = False
        return self.state()

    def stop(self) -> None:
        """Ask the work to stop: it ends with nothing stored, or whole where it was too late."""
        self._stop = True

    def failed(self, error: BaseException) -> ImportMessagesState:
        """Say what is wrong; anything else is a bug and goes on."""
        self._working = None
        if isinstance(error, InputProblems):
            self._problems = error.problems
        elif isinstance(error, PlannerError):
            self._problems = (Problem("", error.message),)
        else:
            raise error
        return self.state()

    def _begin(self, words: Text) -> None:
        self._working, self._stop, self._problems, self._note = words, False, (), ""

    def _chosen_numbers(self) -> list[str]:
        assert self._look is not None
        return [sender.number or "hidden" for sender in self._look.senders if sender.key in self._chosen]

    def _with_numbers(self, state: ImportMessagesState, found: Look) -> ImportMessagesState:
        say = self._session.say
        skipped = sum(count for _, count in found.skipped)
        parts = [
            ("s1", Text("new"), found.new),
            ("s4", Text("in your log already"), found.duplicates),
            ("edge", Text("left out"), skipped),
        ]
        left = len(found.senders) - self._shown
        new = sum(sender.new for sender in found.senders if sender.key in self._chosen)
        size = (
            f"{max(1, round(found.size / 1024))} KB" if found.size < 1_000_000 else f"{found.size / 1_048_576:.1f} MB"
        )
        return state._replace(
            about=begun(say(found.about)),
            file=self._session.join(readable(found.name), size),
            read=self._count(found.read, Text("1 entry read"), Text("{count} entries read")),
            parts=tuple(
                PartState(token, say(words), str(count), count / found.read) for token, words, count in parts if count
            ),
            reasons=tuple((say(why), str(count)) for why, count in found.skipped),
            remarks=tuple(say(words) for words in found.remarks),
            numbers=tuple(self._number(sender) for sender in found.senders[: self._shown]),
            left=self._count(left, Text("Show 1 more number"), Text("Show more numbers ({count})")) if left > 0 else "",
            take=self._count(new, Text("Import 1"), Text("Import {count}")) if new else "",
        )

    def _number(self, sender: Sender) -> NumberState:
        say, session = self._session.say, self._session
        who = sender.collector or sender.name
        number = spaced(sender.number) or say(Text("number hidden"))
        days = ""
        if sender.first_on and sender.last_on:
            first, last = session.day(sender.first_on), session.day(sender.last_on)
            days = first if first == last else say(Text("{first} to {last}", {"first": first, "last": last}))
        counted = (
            self._count(sender.new, Text("1 new"), Text("{count} new"))
            if sender.new
            else say(Text("all in your log already"))
        )
        hint = Text("sends one-time codes") if sender.codes else Text("speaks of money owed") if sender.money else None
        words = session.join(who if who not in (number, sender.number) else "", number)
        under = session.join(counted, days, say(hint) if hint else "")
        return NumberState(sender.key, words, under, sender.key in self._chosen)

    def _count(self, count: int, one: Text, many: Text) -> str:
        return self._session.say(one if count == 1 else many._replace(blanks={"count": str(count)}))

    def _sentence(self, problem: Problem) -> str:
        say, message = self._session.say, problem.message
        if "formats" in message.blanks:
            message = message._replace(blanks={**message.blanks, "formats": _FORMATS})
        words = say(message)
        if not problem.field:
            return words
        if problem.field == "file":
            name = readable(os.path.basename(self._file())) or self._path
            return say(Text('"{file}" {words}', {"file": name, "words": words}))
        line = "" if problem.line is None else say(Text("Line {line}", {"line": str(problem.line)}))
        return say(Text("{where}: {words}", {"where": self._session.join(line, problem.field), "words": words}))

    def _file(self) -> str:
        """Return the file to read: the one that was chosen, else what was typed, as a person writes a path."""
        return self._taken or os.path.expanduser(self._path.strip().strip("'\""))


_CAME_ONE, _CAME = Text("1 entry came into your log."), Text("{count} entries came into your log.")
_WAY_BACK = Text("What came in can be taken out again.")
_FORMATS = Text("a contact log (CSV) or a file of SMS Backup & Restore (XML)")
_STAYS_ONE = Text("1 entry was corrected since and stays in your log.")
_STAY = Text("{count} entries were corrected since and stay in your log.")
