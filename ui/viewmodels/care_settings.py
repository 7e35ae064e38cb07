"""How check-ins are to be: on or off, which questions, a pause, a passphrase of their own, gentle mode, deleting them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from planner.errors import StoreError, Text
from planner.services.check_in_words import ABOUT, NAMES
from planner.services.check_ins import (
    LONGEST_PAUSE,
    CheckIns,
    asked_in,
    delete_check_ins,
    has_own_passphrase,
    protect_check_ins,
    unprotect_check_ins,
)
from ui.viewmodels.care import NONE_YET, begin_care, care_of, household_key
from ui.viewmodels.session import Session


class AskedRow(NamedTuple):
    """One kind of questions, and whether it is asked."""

    id: str
    title: str
    under: str
    on: bool


class CareSettingsState(NamedTuple):
    """The page. ``is_open``: check-ins were begun and can be read; ``weeks``: lengths of a pause, in words."""

    is_open: bool
    is_on: bool
    asked: tuple[AskedRow, ...]
    not_here: str
    paused: str
    weeks: tuple[tuple[str, str], ...]
    own_passphrase: bool
    gentle: bool
    deleting: bool
    there: bool
    said: str
    problem: str


class CareSettingsViewModel:
    """Shows and changes them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._deleting = False
        self._said: Text | str | None = None
        self._problem: Text | None = None

    def state(self) -> CareSettingsState:
        """Return the page as it stands."""
        session, say, care = self._session, self._session.say, care_of(self._session)
        habits = care.check_ins.habits() if care.check_ins else None
        paused = habits.paused_until if habits else None
        has_all = len(asked_in(session.language)) == len(asked_in("en"))
        why = self._problem or care.why
        return CareSettingsState(
            is_open=habits is not None,
            is_on=habits is not None and habits.is_on,
            asked=tuple(
                AskedRow(one.id, say(NAMES[one.id]), say(ABOUT[one.id]), one.id not in habits.left_out)
                for one in asked_in(session.language)
            )
            if habits
            else (),
            not_here=""
            if has_all
            else say(
                Text(
                    "The PHQ-4, four questions on the last two weeks, is not asked in this language: we saw no official wording."
                )
            ),
            paused=say(Text("Paused until {day}.", {"day": session.day(paused)}))
            if paused and session.today < paused
            else "",
            weeks=tuple(
                (str(count), say(Text("1 week") if count == 1 else Text("{count} weeks", {"count": str(count)})))
                for count in range(1, LONGEST_PAUSE + 1)
            ),
            own_passphrase=has_own_passphrase(session.folder),
            gentle=session.is_gentle,
            deleting=self._deleting,
            there=care.state != NONE_YET,
            said=say(self._said) if isinstance(self._said, Text) else self._said or "",
            problem=say(why) if why else "",
        )

    def turn(self, on: bool) -> CareSettingsState:
        """Switch check-ins on or off."""
        return self._do(lambda: begin_care(self._session) if on else self._open().turn(False))

    def ask(self, kind: str, yes: bool) -> CareSettingsState:
        """Ask a kind of questions, or not."""
        return self._do(lambda: self._open().leave_out(kind, not yes))

    def pause(self, weeks: str) -> CareSettingsState:
        """Ask nothing for some weeks."""
        return self._do(lambda: self._open().pause(self._session.today, int(weeks)))

    def end_pause(self) -> CareSettingsState:
        """Ask again."""
        return self._do(lambda: self._open().end_pause())

    def turn_gentle(self, yes: bool) -> CareSettingsState:
        """Show only the next step and its day, or everything again."""
        self._session.change_settings(gentle="yes" if yes else "")
        return self.state()

    def protect(self, passphrase: str | None, code: str) -> None:
        """Give check-ins a passphrase of their own. Raises ``StoreError``."""
        session = self._session
        own = protect_check_ins(session.folder, household_key(session), passphrase or "", code)
        session.own_keys[session.folder] = own

    def unprotect(self) -> CareSettingsState:
        """Let them open with the list again."""
        session = self._session

        def take_away() -> None:
            unprotect_check_ins(session.folder, household_key(session), self._open().key)
            session.own_keys.pop(session.folder, None)
            self._said = Text("Check-ins open with your list now.")

        return self._do(take_away)

    def ask_to_delete(self, yes: bool) -> CareSettingsState:
        """Ask before everything goes."""
        self._deleting = yes
        return self.state()

    def delete(self) -> CareSettingsState:
        """Remove every check-in; the list stays."""
        self._deleting = False

        def take_out() -> None:
            delete_check_ins(self._session.folder)
            self._session.own_keys.pop(self._session.folder, None)
            self._said = Text("Every check-in was removed. Your list is as it was.")

        return self._do(take_out)

    def remind(self) -> CareSettingsState:
        """Write a calendar file that asks once a week, in words that say nothing; it is made only here."""
        from planner.services.care_reminder import reminder_ics
        from ui.viewmodels.saving import save

        session = self._session
        self._problem = self._said = None
        self._said = save(session, session.today.isoformat(), "ics", reminder_ics(session.today, session.say)).words
        return self.state()

    def _open(self) -> CheckIns:
        care = care_of(self._session)
        if care.check_ins is None:
            raise StoreError(care.why or Text("Check-ins are off."))
        return care.check_ins

    def _do(self, what: Callable[[], object]) -> CareSettingsState:
        self._problem = self._said = None
        try:
            what()
        except StoreError as error:
            self._problem = error.message
        return self.state()
