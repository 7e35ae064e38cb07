"""Need to talk to someone?: lines of the person's country, words for a hard moment, and a page for when it is not safe."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from planner.errors import Text
from planner.services.help import BREATHE, GAMBLING, UNSAFE_STEPS, HelpLine, help_lines
from planner.services.places import COUNTRIES
from ui.viewmodels.session import Session
from ui.viewmodels.whole_words import as_sentences

_KINDS = {
    "emergency": Text("In danger now"),
    "crisis": Text("Someone to talk to"),
    "debt": Text("Free help with debt"),
    GAMBLING: Text("When gambling is part of it"),
}


class LineState(NamedTuple):
    """One help line. ``call`` is the number, words or address to copy; ``note``: how fresh it is, where it is not as most.

    ``dial`` is what the device's dialler takes, empty where the line is only copied; ``button``: words of its button.
    """

    name: str
    call: str
    dial: str
    button: str
    under: str
    note: str


class HelpState(NamedTuple):
    """The page. ``groups``: (heading, lines). ``unsafe``: the page for a moment that is not safe.

    ``checked``: the day on which most lines were checked; ``gambling``: what is said where no line for that was found.
    """

    country: str
    groups: tuple[tuple[str, tuple[LineState, ...]], ...]
    unsafe: bool
    steps: tuple[str, ...]
    breathe: tuple[str, ...]
    call_note: str
    copied: str
    hidden: bool
    checked: str
    gambling: str = ""


class HelpViewModel:
    """Shows the lines. Which of its pages was opened is kept nowhere. ``can_call``: whether the device makes calls.

    ``unsafe``: the page for a moment that is not safe is the first one, and Back leaves it.
    """

    def __init__(self, session: Session, *, can_call: bool = False, unsafe: bool = False) -> None:
        self._session = session
        self._can_call = can_call
        self._unsafe = unsafe
        self._came_unsafe = unsafe
        self._copied: Text | None = None

    def state(self) -> HelpState:
        """Return the page."""
        session = self._session
        say, country = session.say, session.settings.get("country", "")
        lines = help_lines(country, session.language, session.settings.get("part", ""))
        days = Counter(line.checked_on for line in lines if line.is_checked).most_common(1)
        day = days[0][0] if days else None
        groups = []
        for kind, words in _KINDS.items():
            if self._unsafe and kind in ("debt", GAMBLING):
                continue
            found = tuple(self._line(line, day) for line in self._of_kind(kind, lines))
            if found:
                groups.append((say(words), found))
        return HelpState(
            country=say(COUNTRIES[country]) if country and country in COUNTRIES else "",
            groups=tuple(groups),
            unsafe=self._unsafe,
            steps=tuple(say(step) for step in UNSAFE_STEPS) if self._unsafe else (),
            breathe=tuple(say(step) for step in BREATHE) if self._unsafe else (),
            call_note=say(_CALL_NOTE) if self._can_call else "",
            copied=say(self._copied) if self._copied else "",
            hidden=session.amounts_hidden,
            checked=say(Text("Checked {day}, unless a line says otherwise.", {"day": session.day(day)})) if day else "",
            gambling="" if self._unsafe or any(line.kind == GAMBLING for line in lines) else say(_NO_GAMBLING_LINE),
        )

    def _of_kind(self, kind: str, lines: Sequence[HelpLine]) -> list[HelpLine]:
        """Return the lines of a kind; where it is not safe, the first one to talk to stands beside those for danger."""
        found = [line for line in lines if line.kind == kind]
        if not self._unsafe or kind not in ("emergency", "crisis"):
            return found
        talk = [line for line in lines if line.kind == "crisis"]
        return [*found, *talk[:1]] if kind == "emergency" else talk[1:]

    def not_safe(self) -> HelpState:
        """Open the page for a moment that is not safe."""
        self._unsafe, self._copied = True, None
        return self.state()

    def back(self) -> HelpState | None:
        """Go back to the first page; None where the page is to be left."""
        if not self._unsafe or self._came_unsafe:
            return None
        self._unsafe = False
        return self.state()

    def copied(self, number: str) -> HelpState:
        """Say that a number is in the clipboard, and what to do with it: nothing is called from here."""
        words = (
            Text("{number} is copied.") if any(map(str.isalpha, number)) else Text("{number} is copied. Now dial it.")
        )
        self._copied = words._replace(blanks={"number": number})
        return self.state()

    def not_called(self, number: str) -> HelpState:
        """Say that the dialler did not open, and that the number is in the clipboard instead."""
        self._copied = Text("Calling does not work on this device. {number} is copied instead.", {"number": number})
        return self.state()

    def _line(self, line: HelpLine, usual: date | None) -> LineState:
        session = self._session
        checked, note = session.day(line.checked_on), None
        if not line.is_checked:
            note = Text("We could not confirm this line yet (tried {day}).", {"day": checked})
        elif line.page_from:
            year, month = map(int, line.page_from.split("-"))
            then = session.month(date(year, month, 1))
            note = Text("Checked {day}, on a page from {then}", {"day": checked, "then": then})
        elif line.checked_on != usual:
            note = Text("Checked {day}", {"day": checked})
        call = line.number or line.text or line.web
        text = session.say(Text("Text: {text}", {"text": line.text})) if line.text and line.text != call else ""
        under = as_sentences(session.language, line.hours, line.what_happens, text)
        dial = _NO_DIGIT.sub("", line.number) if self._can_call else ""
        button = Text("Call {number}", {"number": call}) if dial else Text("Copy {number}", {"number": call})
        return LineState(line.name, call, dial, session.say(button), under, session.say(note) if note else "")


_NO_DIGIT = re.compile(r"[^0-9+]")
_NO_GAMBLING_LINE = Text(
    "If gambling is part of it: we have no checked line just for that yet. The people on this page listen to this too."
)
_CALL_NOTE = Text("The call stays in this phone's call list. You can delete it there afterwards.")
