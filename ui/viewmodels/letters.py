"""The letters of the household: drafts, and those that were sent and stay as they were."""

from __future__ import annotations

from typing import NamedTuple

from planner.errors import PlannerError, Text
from planner.letters.catalogue import letters_of
from planner.services.letters import KeptLetter, LetterDesk
from ui.viewmodels.letter_words import GROUPS, ICONS
from ui.viewmodels.session import Session


class LetterRow(NamedTuple):
    """One letter: its title, whom it goes to, and when."""

    id: int
    title: str
    under: str
    chip: tuple[str, str, str]


class LettersState(NamedTuple):
    """The page. ``groups``: (topic, icon, heading, how many letters) of what can be written."""

    drafts: tuple[LetterRow, ...]
    sent: tuple[LetterRow, ...]
    groups: tuple[tuple[str, str, str, int], ...]
    problem: str


class LettersViewModel:
    """Shows them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._desk = LetterDesk(session.household)
        self._problem: Text | None = None

    def state(self) -> LettersState:
        """Return the list as it stands."""
        session, say = self._session, self._session.say
        letters = self._desk.all()
        known = letters_of(session.jurisdiction or "")
        return LettersState(
            drafts=tuple(self._row(one) for one in letters if one.sent_on is None),
            sent=tuple(self._row(one) for one in reversed(letters) if one.sent_on is not None),
            groups=tuple(
                (id_, ICONS[id_], say(words), sum(letter.group == id_ for letter in known))
                for id_, words in GROUPS.items()
            ),
            problem=say(self._problem) if self._problem else "",
        )

    def remove(self, id_: int) -> LettersState:
        """Take a draft out of the list."""
        try:
            self._desk.withdraw(self._desk.find(str(id_)))
        except PlannerError as error:
            self._problem = error.message
        return self.state()

    def _row(self, one: KeptLetter) -> LetterRow:
        session, say = self._session, self._session.say
        text = one.texts.get(one.language) or next(iter(one.texts.values()))
        chip = ("neutral", "write", say(Text("draft")))
        day = one.written_on
        if one.sent_on is not None:
            chip, day = ("soft", "sent", say(Text("sent"))), one.sent_on
        title = one.title.get(session.language) or one.kind
        return LetterRow(one.row.entry, title, session.join(text.receiver.name, session.short_day(day)), chip)
