"""Checking a bundle that came from anywhere: unchanged or not, in one sentence, with its head. Opens no store."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from planner.errors import Text
from ui.viewmodels.evidence import head_words
from ui.viewmodels.places import lists_nearby, readable
from ui.viewmodels.session import Session

if TYPE_CHECKING:
    from planner.services.bundle_check import Verdict

ZIP_ENDINGS = (".zip",)
Work = Callable[[Callable[[float], None], Callable[[], bool]], object]


class CheckBundleState(NamedTuple):
    """The page. ``said``: what came out, "" before; ``unchanged``: it is as it was handed out."""

    path: str
    found: tuple[tuple[str, str], ...]
    working: str
    said: str = ""
    unchanged: bool = False
    head: str = ""
    head_about: str = ""
    left_out: str = ""


class Stopped(Exception):
    """The person stopped it."""


class CheckBundleViewModel:
    """Holds the file, and what the check says."""

    def __init__(self, session: Session, path: str = "") -> None:
        self._session = session
        self._path, self._taken = readable(path), path
        self._found = tuple((str(one), readable(one.name)) for one in lists_nearby("*.zip"))
        self._verdict: Verdict | None = None
        self._working = False
        self._stop = False
        self._was_stopped = False

    def state(self) -> CheckBundleState:
        """Return the page."""
        say, verdict = self._session.say, self._verdict
        state = CheckBundleState(
            self._path, self._found, say(Text("Checking every byte of it ...")) if self._working else ""
        )
        if self._was_stopped:
            return state._replace(said=say(Text("Stopped. Nothing was checked.")))
        if verdict is None:
            return state
        state = state._replace(said=say(verdict.why), unchanged=verdict.unchanged)
        if not verdict.unchanged or verdict.head is None or verdict.extract is None:
            return state
        about = Text(
            "Seal number of {count} steps. Compare it with one that was written down earlier.",
            {"count": str(verdict.head.length)},
        )
        return state._replace(
            head=head_words(verdict.head.link),
            head_about=say(about),
            left_out=str(verdict.extract["left_out"].get(self._session.language, "")),
        )

    @property
    def folder(self) -> str:
        """Where to begin to look."""
        path = self._file()
        return path if os.path.isdir(path) else os.path.dirname(path)

    def type(self, text: str) -> CheckBundleState:
        """Take what was typed as the path."""
        if text != self._path:
            self._path, self._taken = text, ""
        self._verdict, self._was_stopped = None, False
        return self.state()

    def take(self, path: str) -> CheckBundleState:
        """Take a file that was chosen or dropped."""
        self.type(readable(path))
        self._taken = path
        return self.state()

    def start(self) -> tuple[CheckBundleState, Work]:
        """Return the page while it is checked, and the work."""
        self._working, self._stop, self._was_stopped, self._verdict = True, False, False, None
        path = Path(self._file())

        def work(report: Callable[[float], None], stopped: Callable[[], bool]) -> Verdict | None:
            from planner.services.bundle_check import verify_bundle

            try:
                size = max(1, path.stat().st_size)
            except OSError:
                size = 1
            seen = 0

            def going_on(count: int) -> None:
                nonlocal seen
                if self._stop or stopped():
                    raise Stopped
                seen += count
                report(min(1.0, seen / size))

            try:
                return verify_bundle(path, going_on)
            except Stopped:
                return None

        return self.state(), work

    def done(self, verdict: Verdict | None) -> CheckBundleState:
        """Take what came out; None where it was stopped."""
        self._working, self._verdict, self._was_stopped = False, verdict, verdict is None
        return self.state()

    def failed(self, error: BaseException) -> CheckBundleState:
        """Raise a bug again: a file that cannot be read is no error here, it is an answer."""
        self._working = False
        raise error

    def stop(self) -> None:
        """Ask the work to stop."""
        self._stop = True

    def _file(self) -> str:
        return self._taken or os.path.expanduser(self._path.strip().strip("'\""))
