"""The lock: opens the list with its passphrase or recovery code. Nothing personal is shown before."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from planner.errors import StoreError, Text, WrongPassphrase
from planner.services.opening import unlock_key
from ui.viewmodels.session import Session


class LockState(NamedTuple):
    """The page. ``error``: what did not work; ``wait``: seconds until the next try; ``busy``: it is being looked at."""

    error: str
    wait: int
    with_code: bool
    busy: bool
    opened: bool
    language: str


class LockViewModel:
    """Asks for the passphrase; what was typed is given to ``try_it`` and kept nowhere."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._error: Text | None = None
        self._until: float = 0
        self._with_code = self._busy = self._opened = False

    def state(self) -> LockState:
        """Return the page as it stands."""
        session = self._session
        wait = max(0, round(self._until - session.now().timestamp()))
        error = session.say(self._error) if self._error is not None else ""
        return LockState(error, wait, self._with_code, self._busy, self._opened, session.language)

    def other_way(self) -> LockState:
        """Go from the passphrase to the recovery code, or back."""
        self._with_code, self._error = not self._with_code, None
        return self.state()

    def speak(self, language: str) -> LockState:
        """Go on in another language, for as long as the list is locked."""
        self._session.speak(language)
        return self.state()

    def try_it(self, secret: str) -> tuple[LockState, Callable[..., bytes] | None]:
        """Return the page and the work that looks whether ``secret`` opens the list; no work where nothing was typed."""
        if not secret.strip():
            self._error = Text("Type the recovery code.") if self._with_code else Text("Type the passphrase.")
            return self.state(), None
        self._busy, self._error = True, None
        folder, now = self._session.own_folder, self._session.now
        return self.state(), lambda *_: unlock_key(folder, secret, now=lambda: now().timestamp())

    def opened(self, key: bytes) -> LockState:
        """Go in with the key."""
        self._busy, self._opened = False, True
        self._session.take_key(key)
        return self.state()

    def not_opened(self, error: BaseException) -> LockState:
        """Say what did not work; anything but a sentence of ours is raised again."""
        self._busy = False
        if not isinstance(error, StoreError):
            raise error
        self._error = error.message
        if isinstance(error, WrongPassphrase) and error.wait:
            self._until = self._session.now().timestamp() + error.wait
        return self.state()
