"""Bringing a list in from a CSV file: every fault at once, all or nothing, and one tap to take it back."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import NamedTuple

from planner.errors import InputProblems, PlannerError, Problem, Text
from planner.services.household import Imported
from ui.viewmodels.covered import say_fault
from ui.viewmodels.places import lists_nearby, readable
from ui.viewmodels.session import Session

_SHOWN = 12


class ImportState(NamedTuple):
    """The page. ``found``: (path, name) of CSV files nearby. ``done``: how many debts came in, in words; empty before.

    ``note``: what became of the last import, where that needs saying.
    """

    path: str
    found: tuple[tuple[str, str], ...]
    problems: tuple[str, ...]
    more_problems: str
    working: bool
    done: str
    undo: str = ""
    note: str = ""


class ImportViewModel:
    """Holds the path, and says what is wrong with the file."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._path = ""
        self._taken = ""
        self._found = tuple((str(path), readable(path.name)) for path in lists_nearby())
        self._problems: tuple[Problem, ...] = ()
        self._working = False
        self._done = ""
        self._note = ""
        self._stop = False
        self._came = Imported([])

    def state(self) -> ImportState:
        """Return the page."""
        left = len(self._problems) - _SHOWN
        more = self._session.say(Text("and {count} more", {"count": str(left)})) if left > 0 else ""
        return ImportState(
            self._path,
            self._found,
            tuple(self._sentence(problem) for problem in self._problems[:_SHOWN]),
            more,
            self._working,
            self._done,
            self._done if self._came.debts else "",
            self._note,
        )

    @property
    def folder(self) -> str:
        """Where to begin to look for a file: the folder of the one that is named, or the folder that is."""
        path = self._file()
        return path if os.path.isdir(path) else os.path.dirname(path)

    def type(self, text: str) -> ImportState:
        """Take what was typed as the path of a file."""
        if text != self._path:
            self._path, self._taken = text, ""
        self._problems, self._note = (), ""
        return self.state()

    def take(self, path: str) -> ImportState:
        """Take a file that was chosen or dropped; its path may hold what cannot be shown."""
        self.type(readable(path))
        self._taken = path
        return self.state()

    def start(self) -> tuple[ImportState, Callable[[Callable[[float], None], Callable[[], bool]], Imported]]:
        """Return the page while it works, and the work, which may run on another thread and asks whether to stop."""
        self._working, self._stop, self._problems, self._note = True, False, (), ""
        household, path, currency = self._session.household, self._file(), self._session.currency
        return self.state(), lambda report, stopped: household.import_file(
            path, currency, stopped=lambda: self._stop or stopped(), report=report
        )

    def stop(self) -> None:
        """Ask the work to stop. It ends as it would have, by ``came_in``: with nothing, or whole where it was too late."""
        self._stop = True

    def came_in(self, imported: Imported) -> ImportState:
        """Take what came in."""
        self._working, self._came = False, imported
        count = len(imported.debts)
        say = self._session.say
        if not count:
            self._note = say(Text("Stopped. Nothing was taken in."))
        else:
            self._done = say(
                Text("1 debt came in.") if count == 1 else Text("{count} debts came in.", {"count": str(count)})
            )
            self._session.refresh()
        return self.state()

    def undo(self) -> ImportState:
        """Take the list that just came in out again, whole; debts that were changed since stay, and that is said."""
        try:
            kept = len(self._session.household.take_back(self._came))
        except PlannerError as error:
            self._note = self._session.say(error.message)
            return self.state()
        if kept:
            words = Text("{count} debts were changed since and stay in your list.", {"count": str(kept)})
            one = Text("1 debt was changed since and stays in your list.")
            self._note = self._session.say(one if kept == 1 else words)
        self._session.refresh()
        self._done = ""
        return self.forget_undo()

    def forget_undo(self) -> ImportState:
        """Let the offer to undo go."""
        self._came = Imported([])
        return self.state()

    def failed(self, error: BaseException) -> ImportState:
        """Say what is wrong with the file; anything else is a bug and goes on."""
        self._working = False
        if isinstance(error, InputProblems):
            self._problems = error.problems
        elif isinstance(error, PlannerError):
            self._problems = (Problem("", error.message),)
        else:
            raise error
        return self.state()

    def _sentence(self, problem: Problem) -> str:
        say = self._session.say
        words = say_fault(self._session, problem.message, typed_too=True)
        line = "" if problem.line is None else say(Text("Line {line}", {"line": str(problem.line)}))
        where = self._session.join(line, problem.field)
        return say(Text("{where}: {words}", {"where": where, "words": words})) if where else words

    def _file(self) -> str:
        """Return the file to read: the one that was chosen, else what was typed, as a person writes a path."""
        return self._taken or os.path.expanduser(self._path.strip().strip("'\""))
