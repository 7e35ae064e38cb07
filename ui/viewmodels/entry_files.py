"""The files of one entry: attach one, know the law before a recording, copy one out, take one off."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from planner.errors import PlannerError, Text
from planner.services.attachments import Attachment, Attachments, kind_of, looks_like_sound
from ui.viewmodels.evidence import size_words
from ui.viewmodels.places import readable
from ui.viewmodels.safety import usual_folder
from ui.viewmodels.saving import with_place
from ui.viewmodels.session import Session

Work = Callable[[Callable[[float], None], Callable[[], bool]], object]


class FileState(NamedTuple):
    """One attached file. ``note``: what to know of it, "" where nothing is."""

    number: int
    name: str
    under: str
    note: str


class EntryFilesState(NamedTuple):
    """The page. ``law``: what is said before a recording is attached, with ``source``; "" where nothing is asked."""

    files: tuple[FileState, ...]
    path: str
    law: str
    source: str
    working: str
    problem: str
    said: str


class EntryFilesViewModel:
    """Holds the file that is to be attached, and what is asked about it."""

    def __init__(self, session: Session, entry: int) -> None:
        self._session, self._entry = session, entry
        self._path, self._taken = "", ""
        self._asks_law = False
        self._working = False
        self._problem: Text | None = None
        self._said: Text | None = None
        self._stop = False

    def state(self) -> EntryFilesState:
        """Return the page as it stands."""
        session, say = self._session, self._session.say
        law, source = "", ""
        if self._asks_law:
            advice = self._attachments.recording_note(session.language)
            law = advice.words
            if advice.citation:
                blanks = {"source": advice.citation, "day": session.day(advice.verified_on)}
                source = say(Text("{source}, checked {day}", blanks))
        return EntryFilesState(
            tuple(map(self._file, self._attachments.of_entry(self._entry))),
            self._path,
            law,
            source,
            say(Text("Taking it in ...")) if self._working else "",
            say(self._problem) if self._problem else "",
            say(self._said) if self._said else "",
        )

    @property
    def folder(self) -> str:
        """Where to begin to look."""
        path = self._source()
        return path if os.path.isdir(path) else os.path.dirname(path)

    def type(self, text: str) -> EntryFilesState:
        """Take what was typed as the path."""
        if text != self._path:
            self._path, self._taken = text, ""
        self._problem, self._said, self._asks_law = None, None, False
        return self.state()

    def take(self, path: str) -> EntryFilesState:
        """Take a file that was chosen or dropped."""
        self.type(readable(path))
        self._taken = path
        return self.state()

    def start(self, *, knows_law: bool = False) -> tuple[EntryFilesState, Work | None]:
        """Return the page while the file is taken in, and the work. Before a recording the law of the place is said first."""
        self._problem, self._said, self._stop = None, None, False
        path = Path(self._source())
        if not knows_law and looks_like_sound(path):
            self._asks_law = True
            return self.state(), None
        self._asks_law, self._working = False, True
        attachments, entry = self._attachments, self._entry

        def work(report: Callable[[float], None], stopped: Callable[[], bool]) -> Attachment | None:
            return attachments.attach(path, entry, report=report, stopped=lambda: self._stop or stopped())

        return self.state(), work

    def not_now(self) -> EntryFilesState:
        """Leave a recording where it is."""
        self._asks_law = False
        return self.state()

    def attached(self, one: Attachment | None) -> EntryFilesState:
        """Take note of what was attached; None where it was stopped."""
        self._working = False
        if one is None:
            self._said = Text("Stopped. Nothing was taken in.")
            return self.state()
        self._path = self._taken = ""
        self._said = Text("Attached and sealed: {name}", {"name": one.name})
        return self.state()

    def failed(self, error: BaseException) -> EntryFilesState:
        """Say why not; anything but a sentence of ours is raised again."""
        self._working = False
        if not isinstance(error, PlannerError):
            raise error
        self._problem = error.message
        return self.state()

    def copy_out(self, number: int) -> EntryFilesState:
        """Write a copy of a file into the folder where people keep theirs."""
        self._problem = self._said = None
        try:
            made = self._attachments.copy_out(self._attachments.find(number), usual_folder())
            words = Text("Saved as {file}. The copy is not encrypted.", {"file": readable(made.name)})
            self._said = with_place(words, made.parent)
        except PlannerError as error:
            self._problem = error.message
        return self.state()

    def take_off(self, number: int) -> EntryFilesState:
        """Take a file from the entry; that it was there stays written."""
        self._problem = self._said = None
        try:
            self._attachments.withdraw(self._attachments.find(number))
            self._said = Text("Taken off. That it was there stays written.")
        except PlannerError as error:
            self._problem = error.message
        return self.state()

    def stop(self) -> None:
        """Ask the work to stop."""
        self._stop = True

    @property
    def _attachments(self) -> Attachments:
        return Attachments(self._session.household)

    def _file(self, one: Attachment) -> FileState:
        say, session = self._session.say, self._session
        under = session.join(
            say(kind_of(one.media)), size_words(one.size), say(Text("check code {first}", {"first": one.digest[:8]}))
        )
        return FileState(one.number, one.name, under, say(one.note) if one.note else "")

    def _source(self) -> str:
        return self._taken or os.path.expanduser(self._path.strip().strip("'\""))
