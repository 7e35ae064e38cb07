"""Bringing a list in from a CSV file: every fault at once, all or nothing, and one tap to take it back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from planner.errors import InputProblems, PlannerError, Problem, Text
from planner.services.household import DebtEntry
from ui.viewmodels.session import Session

_SHOWN = 12


class ImportState(NamedTuple):
    """The page. ``found``: (path, name) of CSV files nearby. ``done``: how many debts came in, in words; empty before."""

    path: str
    found: tuple[tuple[str, str], ...]
    problems: tuple[str, ...]
    more_problems: str
    working: bool
    done: str
    undo: str = ""


class ImportViewModel:
    """Holds the path, and says what is wrong with the file."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._path = ""
        self._found = tuple((str(path), path.name) for path in _files_nearby())
        self._problems: tuple[str, ...] = ()
        self._working = False
        self._done = ""
        self._came: list[DebtEntry] = []

    def state(self) -> ImportState:
        """Return the page."""
        left = len(self._problems) - _SHOWN
        more = self._session.say(Text("and {count} more", {"count": str(left)})) if left > 0 else ""
        return ImportState(
            self._path,
            self._found,
            self._problems[:_SHOWN],
            more,
            self._working,
            self._done,
            self._done if self._came else "",
        )

    def type(self, path: str) -> ImportState:
        """Take another file."""
        self._path, self._problems = path, ()
        return self.state()

    def start(self) -> tuple[ImportState, Callable[[Callable[[float], None], Callable[[], bool]], list[DebtEntry]]]:
        """Return the page while it works, and the work, which may run on another thread and asks whether to stop."""
        self._working, self._problems = True, ()
        household, path, currency = self._session.household, self._path.strip().strip("'\""), self._session.currency
        return self.state(), lambda report, stopped: household.import_file(
            path, currency, stopped=stopped, report=report
        )

    def stopped(self) -> ImportState:
        """Go back to the file; the list is read again, in case all of it had come in already."""
        self._working = False
        self._session.refresh()
        return self.state()

    def came_in(self, debts: list[DebtEntry]) -> ImportState:
        """Take what came in."""
        words = Text("{count} debts came in.", {"count": str(len(debts))})
        self._working, self._done = False, self._session.say(Text("1 debt came in.") if len(debts) == 1 else words)
        self._came = debts
        self._session.refresh()
        return self.state()

    def undo(self) -> ImportState:
        """Take the list that just came in out again; debts that were changed since stay."""
        for debt in self._came:
            with suppress(PlannerError):
                self._session.household.remove(debt)
        self._session.refresh()
        self._done = ""
        return self.forget_undo()

    def forget_undo(self) -> ImportState:
        """Let the offer to undo go."""
        self._came = []
        return self.state()

    def failed(self, error: BaseException) -> ImportState:
        """Say what is wrong with the file; anything else is a bug and goes on."""
        self._working = False
        say = self._session.say
        if isinstance(error, InputProblems):
            self._problems = tuple(self._sentence(problem) for problem in error.problems)
        elif isinstance(error, PlannerError):
            self._problems = (say(error.message),)
        else:
            raise error
        return self.state()

    def _sentence(self, problem: Problem) -> str:
        say = self._session.say
        words = say(problem.message)
        if problem.line is None:
            return f"{problem.field}: {words}" if problem.field else words
        line = say(Text("Line {line}", {"line": str(problem.line)}))
        return f"{line}, {problem.field}: {words}" if problem.field else f"{line}: {words}"


def _files_nearby() -> list[Path]:
    """Return CSV files where a person would have put one, the newest first."""
    folders = [Path.home(), *(Path.home() / name for name in ("Downloads", "Documents", "Desktop"))]
    found: list[tuple[float, Path]] = []
    for folder in folders:
        try:
            found += [(path.stat().st_mtime, path) for path in folder.glob("*.csv")]
        except OSError:
            continue
    return [path for _, path in sorted(found, reverse=True)[:6]]
