"""How the list is protected: a passphrase with its recovery code, or a key that lies on this device."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import NamedTuple

from planner.errors import StoreError, Text
from planner.services.opening import change_code, check_passphrase, code_group_fits, new_recovery_code
from ui.viewmodels.session import Session

CHOOSE, CODE, CHECK, DONE = "choose", "code", "check", "done"
FIRST, PASSPHRASE_ANEW, CODE_ANEW, CHECK_INS = "first", "passphrase", "code", "check-ins"
GOOD_LENGTH = 15
GROUPS = 8


class ProtectState(NamedTuple):
    """The step. ``groups``: the recovery code; ``asked``: which two of its groups are asked for, from 1.

    ``passphrase``: which way was chosen; ``strength``: a kind word about the length of what was typed.
    """

    step: str
    purpose: str
    passphrase: bool
    strength: str
    problems: dict[str, str]
    groups: tuple[str, ...]
    asked: tuple[int, int]
    is_plain: bool


class ProtectViewModel:
    """Leads through choosing, copying the code by hand, and showing that it was copied: only then it counts (guard 24).

    ``purpose``: the first protection, another passphrase, another recovery code, or a passphrase that check-ins alone
    have; ``keep`` does what is to be done with a passphrase and its code.
    """

    def __init__(
        self, session: Session, purpose: str = FIRST, keep: Callable[[str | None, str], None] | None = None
    ) -> None:
        self._session = session
        self._keep_it = keep or session.protect
        self._purpose = purpose
        self._step = CODE if purpose == CODE_ANEW else CHOOSE
        self._passphrase = True
        self._typed = {"passphrase": "", "again": "", "one": "", "two": ""}
        self._problems: dict[str, Text] = {}
        self._code = new_recovery_code()
        self._asked = self._two_places()

    def state(self) -> ProtectState:
        """Return the step as it stands."""
        session = self._session
        return ProtectState(
            step=self._step,
            purpose=self._purpose,
            passphrase=self._passphrase,
            strength=self._strength(),
            problems={field: session.fault(words) for field, words in self._problems.items()},
            groups=tuple(self._code.split()) if self._step in (CODE, CHECK) else (),
            asked=self._asked,
            is_plain=session.is_from_before,
        )

    def choose(self, passphrase: bool) -> ProtectState:
        """Choose a passphrase, or a key on this device."""
        self._passphrase, self._problems = passphrase, {}
        return self.state()

    def type(self, field: str, text: str) -> ProtectState:
        """Take what was typed: ``passphrase``, ``again``, or a group of the code, ``one`` or ``two``."""
        self._typed[field] = text
        self._problems.pop(field, None)
        return self.state()

    def next(self) -> ProtectState:
        """Go on; what is missing is said beside its field. Raises ``StoreError`` where the store cannot be written."""
        if self._step == CHOOSE:
            self._chosen()
        elif self._step == CODE:
            self._step = CHECK
        elif self._step == CHECK:
            self._checked()
        return self.state()

    def back(self) -> ProtectState | None:
        """Go back one step; None where this is the first."""
        first = CODE if self._purpose == CODE_ANEW else CHOOSE
        if self._step in (first, DONE):
            return None
        self._step, self._problems = (CODE if self._step == CHECK else CHOOSE), {}
        return self.state()

    def _chosen(self) -> None:
        if not self._passphrase:
            self._keep(None)
            return
        self._problems = {}
        try:
            check_passphrase(self._typed["passphrase"])
        except StoreError as error:
            self._problems["passphrase"] = error.message
        if not self._problems and self._typed["again"] != self._typed["passphrase"]:
            self._problems["again"] = Text("These two differ. Type the same passphrase once more.")
        if self._problems:
            return
        if self._purpose == PASSPHRASE_ANEW:
            self._keep(self._typed["passphrase"])
        else:
            self._step = CODE

    def _checked(self) -> None:
        self._problems = {
            field: Text("This is not group {number} of the code. Look at your paper again.", {"number": str(place)})
            for field, place in zip(("one", "two"), self._asked, strict=True)
            if not code_group_fits(self._code, place, self._typed[field])
        }
        if self._problems:
            return
        if self._purpose == CODE_ANEW:
            change_code(self._session.own_folder, self._session.key, self._code)
            self._step = DONE
        else:
            self._keep(self._typed["passphrase"])

    def _keep(self, passphrase: str | None) -> None:
        self._keep_it(passphrase, self._code)
        self._typed = dict.fromkeys(self._typed, "")
        self._step = DONE

    def _strength(self) -> str:
        typed = self._typed["passphrase"]
        if not typed:
            return ""
        words = (
            Text("Long enough.")
            if len(typed) >= GOOD_LENGTH or (not typed.isascii() and len(typed) >= GOOD_LENGTH // 2)
            else Text("Longer is safer: four words are easy to keep.")
        )
        return self._session.say(words)

    def _two_places(self) -> tuple[int, int]:
        first = secrets.randbelow(GROUPS // 2) + 1
        return first, first + GROUPS // 2
