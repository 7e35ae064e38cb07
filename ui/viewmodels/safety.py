"""Safety copies: the backups that are made by themselves, one to take away, everything in open formats, erasing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from planner.errors import StoreError, Text
from planner.services.backups import backups_here, make_backup
from planner.services.care_places import check_ins_are_there
from planner.services.check_ins import CheckIns
from planner.services.erasing import erase
from planner.services.export import export_everything
from planner.services.opening import Protection
from ui.viewmodels.care import care_of
from ui.viewmodels.places import readable
from ui.viewmodels.saving import saved_with_key, with_place
from ui.viewmodels.session import Session

Work = Callable[[Callable[[float], None], Callable[[], bool]], Any]
LOCK_AFTER = (1, 5, 15)
_EXPORTED = Text("Saved in the folder {name}.")


class KeptState(NamedTuple):
    """One backup: its file name, the day, why it was made."""

    name: str
    day: str
    why: str


class SafetyState(NamedTuple):
    """The page. ``folder``: where a copy goes; ``busy``: what is being made, with ``part`` of it done; ``said``: what was.

    ``is_open``: what was written is open to anyone.
    """

    has_passphrase: bool
    lock_after: int
    neutral_name: bool
    kept: tuple[KeptState, ...]
    folder: str
    problem: str
    said: str
    is_open: bool
    busy: str
    part: float
    erasing: bool
    sure: bool
    is_sample: bool
    has_check_ins: bool
    with_check_ins: bool


class SafetyViewModel:
    """Shows what keeps the list safe, and makes copies of it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._folder = str(usual_folder())
        self._problem: Text | None = None
        self._said: Text | None = None
        self._busy: Text | None = None
        self._part = 0.0
        self._erasing = self._sure = self._with_check_ins = self._is_open = False

    def state(self) -> SafetyState:
        """Return the page as it stands."""
        session, say = self._session, self._session.say
        return SafetyState(
            has_passphrase=session.has_passphrase,
            lock_after=session.lock_after,
            neutral_name=session.settings.get("neutral_name") == "yes",
            kept=tuple(
                KeptState(
                    one.path.name,
                    session.day(one.made_on),
                    say(Text("Daily copy")) if one.kind == "day" else say(Text("Before a large change")),
                )
                for one in backups_here(session.own_folder)
            ),
            folder=self._folder,
            problem=say(self._problem) if self._problem else "",
            said=say(self._said) if self._said else "",
            is_open=bool(self._said) and self._is_open,
            busy=say(self._busy) if self._busy else "",
            part=self._part,
            erasing=self._erasing,
            sure=self._sure,
            is_sample=session.is_sample,
            has_check_ins=check_ins_are_there(session.own_folder) and not session.is_sample,
            with_check_ins=self._with_check_ins,
        )

    def tick_check_ins(self) -> SafetyState:
        """Put check-ins into what is written next, or not: it is never ticked by itself."""
        self._with_check_ins, self._problem = not self._with_check_ins, None
        if self._with_check_ins and care_of(self._session).check_ins is None:
            self._with_check_ins, self._problem = False, Text("Open your check-ins first; then they can be put in.")
        return self.state()

    def choose(self, **settings: str) -> SafetyState:
        """Keep settings of the lock."""
        self._session.change_settings(**settings)
        return self.state()

    def open_by_itself(self) -> SafetyState:
        """Take the passphrase away: the key lies on this device from now on."""
        self._session.protect(None)
        self._said, self._is_open = Text("The list opens by itself now."), False
        return self.state()

    def type_folder(self, text: str) -> SafetyState:
        """Take where a copy is to go."""
        self._folder, self._problem, self._said = text, None, None
        return self.state()

    def save_backup(self) -> tuple[SafetyState, Work]:
        """Return the page, and the work that writes a backup."""
        session, out = self._session, Path(self._folder).expanduser()
        key, ticked = session.key, self._ticked()
        side = ticked.key if ticked is not None else None
        self._begin(Text("Writing a safety copy"))
        return self.state(), lambda report, stopped: make_backup(
            session.own_folder, key, out, check_ins=side, report=report, stopped=stopped
        )

    def export(self) -> tuple[SafetyState, Work]:
        """Return the page, and the work that writes everything in open formats into a new folder."""
        household, folder = self._session.household, Path(self._folder).expanduser()
        day, ticked = self._session.today.isoformat(), self._ticked()
        self._begin(Text("Writing your files"))
        return self.state(), lambda *_: export_everything(household, _free_folder(folder, day), ticked)

    def _ticked(self) -> CheckIns | None:
        """Return the check-ins where they were ticked, for this once."""
        ticked, self._with_check_ins = self._with_check_ins, False
        return care_of(self._session).check_ins if ticked else None

    def progress(self, part: float) -> SafetyState:
        """Show how far it is."""
        self._part = part
        return self.state()

    def made(self, files: tuple[Path, ...]) -> SafetyState:
        """Say what was written; nothing where it was stopped."""
        self._busy = None
        if files:
            self._said, self._is_open = saved_with_key(files), False
        return self.state()

    def exported(self, files: list[Path]) -> SafetyState:
        """Say where the files are; that anyone can read them stood there before."""
        self._busy = None
        made, self._is_open = files[0].parent, True
        self._said = with_place(_EXPORTED._replace(blanks={"name": readable(made.name)}), made.parent)
        return self.state()

    def not_made(self, error: BaseException) -> SafetyState:
        """Say why not; anything but a sentence of ours is raised again."""
        self._busy = None
        if not isinstance(error, StoreError):
            raise error
        self._problem = error.message
        return self.state()

    def stopped(self) -> SafetyState:
        """Say that it was stopped."""
        self._busy, self._said = None, Text("Stopped. Nothing was written.")
        return self.state()

    def ask_to_erase(self, yes: bool) -> SafetyState:
        """Open or close the page that erases everything."""
        self._erasing, self._sure = yes, False
        return self.state()

    def be_sure(self) -> SafetyState:
        """Tick, or not, that nothing of it is needed any more."""
        self._sure = not self._sure
        return self.state()

    def erase(self) -> bool:
        """Remove everything; return False where it was not made sure. Raises ``StoreError``."""
        if not self._sure:
            return False
        self._session.close()
        erase(self._session.own_folder)
        self._session.start_anew()
        return self._session.protection is Protection.NOTHING_YET

    def _begin(self, words: Text) -> None:
        self._busy, self._part, self._problem, self._said = words, 0.0, None, None
        self._is_open = False


def usual_folder() -> Path:
    """Return where people keep their files: Documents, else the home folder."""
    home = Path.home()
    return next((home / name for name in ("Documents", "文档") if (home / name).is_dir()), home)


def _free_folder(folder: Path, day: str) -> Path:
    number, free = 2, folder / f"copy-{day}"
    while free.exists():
        free, number = folder / f"copy-{day}-{number}", number + 1
    return free
