"""Bringing a backup back: which one, what it would change, and how to take that back. Also where the list is damaged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from planner.errors import DamagedStore, LockedStore, StoreError, Text
from planner.services.backups import Preview, Restored, backup_path, newest_whole, preview, restore
from planner.services.opening import Protection
from ui.viewmodels.session import Session

Work = Callable[..., Any]


class RestoreState(NamedTuple):
    """The page. ``lines``: what would change; ``come`` and ``go``: names of debts; ``ready``: it can be brought back.

    ``needs_secret``: the backup opens with a passphrase of its own. ``newest``: name and day of the newest whole backup
    here, where the list is damaged.
    """

    damaged: str
    newest: tuple[str, str] | None
    path: str
    needs_secret: bool
    lines: tuple[str, ...]
    come: tuple[str, ...]
    go: tuple[str, ...]
    ready: bool
    busy: bool
    problem: str
    done: str
    undo: str


class RestoreViewModel:
    """Shows a backup before it is brought back. ``name`` may be one that was made by itself."""

    def __init__(self, session: Session, name: str = "") -> None:
        self._session = session
        self._path = name
        self._secret = ""
        self._shown: Preview | None = None
        self._newest: tuple[str, str] | None = None
        self._needs_secret = self._busy = False
        self._problem: Text | None = None
        self._done: Text | None = None
        self._undo = ""

    def state(self) -> RestoreState:
        """Return the page as it stands."""
        session, shown = self._session, self._shown
        say = session.say
        return RestoreState(
            damaged=say(session.problem) if session.is_damaged and session.problem is not None else "",
            newest=self._newest,
            path=self._path,
            needs_secret=self._needs_secret,
            lines=tuple(say(line) for line in _lines(shown)) if shown is not None else (),
            come=shown.debts_come if shown is not None else (),
            go=shown.debts_go if shown is not None else (),
            ready=shown is not None and self._done is None,
            busy=self._busy,
            problem=say(self._problem) if self._problem else "",
            done=say(self._done) if self._done else "",
            undo=self._undo,
        )

    def find_newest(self) -> Work:
        """Return the work that looks for the newest backup that is whole."""
        folder, key = self._session.own_folder, self._key()
        return lambda *_: newest_whole(folder, key) if key is not None else None

    def found_newest(self, kept: Any) -> RestoreState:
        """Take it."""
        if kept is not None:
            self._newest = (kept.path.name, self._session.day(kept.made_on))
        return self.state()

    def type_path(self, text: str) -> RestoreState:
        """Take the path of a backup file."""
        self._path, self._shown, self._problem, self._needs_secret = text.strip().strip("\"'"), None, None, False
        return self.state()

    def type_secret(self, text: str) -> RestoreState:
        """Take the passphrase or recovery code of the backup."""
        self._secret, self._problem = text, None
        return self.state()

    def look(self) -> tuple[RestoreState, Work | None]:
        """Return the page, and the work that looks what would change."""
        if not self._path:
            self._problem = Text("Choose a backup first.")
            return self.state(), None
        self._busy, self._problem = True, None
        folder, path, key, secret = self._what()
        return self.state(), lambda *_: preview(folder, path, key, secret)

    def looked(self, shown: Preview) -> RestoreState:
        """Show what would change."""
        self._busy, self._shown = False, shown
        return self.state()

    def bring_back(self) -> tuple[RestoreState, Work]:
        """Return the page, and the work that brings the backup back."""
        self._busy, self._problem = True, None
        folder, path, key, secret = self._what()
        today = self._session.today
        self._session.close()
        return self.state(), lambda *_: restore(folder, path, today, key, secret)

    def brought_back(self, restored: Restored) -> RestoreState:
        """Say so, and go on with what is stored now."""
        self._busy, self._shown = False, None
        self._undo, self._secret = restored.undo or "", ""
        self._done = (
            Text("Your list is back as it was then. What was here before is kept as a copy too.")
            if restored.undo
            else Text("Your list is back as it was then.")
        )
        self._session.look_again()
        return self.state()

    def failed(self, error: BaseException) -> RestoreState:
        """Say why not, or ask for the passphrase; anything but a sentence of ours is raised again."""
        self._busy = False
        if isinstance(error, LockedStore):
            self._needs_secret = True
        elif not isinstance(error, StoreError):
            raise error
        self._problem = error.message
        return self.state()

    def take_back(self) -> tuple[RestoreState, Work]:
        """Return the page, and the work that brings back what was here before."""
        self._path, self._done = self._undo, None
        return self.bring_back()

    def look_at_the_rest(self) -> None:
        """Open what can be read of a damaged list. Raises ``StoreError``."""
        self._session.open_saved()

    def _key(self) -> bytes | None:
        try:
            lost = self._session.protection in (Protection.LOST, Protection.NOTHING_YET, Protection.PLAIN)
            return None if lost else self._session.key
        except (LockedStore, DamagedStore):
            return None

    def _what(self) -> tuple[Path, Path, bytes | None, str | None]:
        folder = self._session.own_folder
        return folder, backup_path(folder, str(Path(self._path).expanduser())), self._key(), self._secret or None


def _lines(shown: Preview) -> list[Text]:
    lines = [Text("Debts in this copy: {count}", {"count": str(shown.debts)})]
    if shown.replaces and not (shown.debts_come or shown.debts_go or shown.tables):
        lines.append(Text("It is the same as your list now: nothing would change."))
    elif shown.replaces:
        for change in shown.tables:
            words = _TABLES.get(change.table)
            if words is not None:
                lines.append(words._replace(blanks={"come": str(change.come), "go": str(change.go)}))
    return lines


_TABLES = {
    "debt": Text("Debts: {come} come or change back, {go} of now go or change"),
    "payment": Text("Payments: {come} come back, {go} of now go"),
    "plan": Text("Plans: {come} come back, {go} of now go"),
}
