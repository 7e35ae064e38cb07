"""Forms while amounts are hidden: an amount that stood in a field is covered; what is typed after that is seen."""

from __future__ import annotations

from collections.abc import Iterable

from planner.errors import Text
from ui.viewmodels.session import HIDDEN, Session
from ui.viewmodels.whole_words import whole_sentence

_STORED = ("owed",)
_TYPED = ("text", "meant")


class CoveredFields:
    """Knows which fields of a form are covered: those that held an amount when the person hid amounts."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._hidden = False
        self._covered: set[str] = set()

    def look(self, filled: Iterable[str]) -> None:
        """Cover the fields that are ``filled`` once amounts are hidden; uncover all once they are shown."""
        hidden = self._session.amounts_hidden
        if hidden != self._hidden:
            self._hidden, self._covered = hidden, set(filled) if hidden else set()

    def covers(self, field: str) -> bool:
        """Whether what stands in ``field`` is not to be seen."""
        return field in self._covered

    def shown(self, field: str, text: str) -> str:
        """Return what is to be seen of the ``text`` in a field."""
        return HIDDEN if field in self._covered else text

    def typed(self, field: str, text: str) -> str:
        """Return what a person typed into a field: over stars it begins anew, and it is seen from then on."""
        if field not in self._covered:
            return text
        self._covered.discard(field)
        return text.replace(HIDDEN[0], "")

    def fault(self, field: str, message: Text) -> str:
        """Say what is wrong with a field, without what is covered."""
        words = say_fault(self._session, message, typed_too=field in self._covered)
        return whole_sentence(words, self._session.language)


def say_fault(session: Session, message: Text, *, typed_too: bool) -> str:
    """Say a fault; while amounts are hidden, stored amounts are stars in it, and numbers that were typed if ``typed_too``."""
    if not session.amounts_hidden:
        return session.say(message)
    blanks = dict(message.blanks)
    for name in (*_STORED, *(_TYPED if typed_too else ())):
        said = blanks.get(name)
        if isinstance(said, str) and any(character.isdigit() for character in said):
            blanks[name] = HIDDEN
    return session.say(message._replace(blanks=blanks))
