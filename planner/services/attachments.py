"""Files that belong to entries of the log: kept untouched, known by what is in them, given back byte for byte."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from planner.canonical import canonical
from planner.errors import DamagedStore, StoreError, Text
from planner.evidence.hashing import Hashes
from planner.evidence.media import LOOKED_AT, ending_of, is_as_called, is_sound, media_type
from planner.model.log_entry import ATTACHMENT, EXPORT, LogRow, NewEntry
from planner.services.contacts import ContactLog
from planner.services.log_entries import NoSuchEntry, facts_of
from planner.services.places import jurisdiction_of
from planner.services.recording import RecordingAdvice, recording_advice
from planner.store.attachments import (
    Kept,
    add_attachment,
    read_all_attachments,
    read_attachment,
    read_attachments,
    read_kept,
)
from planner.store.file_vault import FileVault
from planner.store.files import not_written, whole_file
from planner.store.log_reads import read_log

if TYPE_CHECKING:
    from planner.services.household import Household

_LONGEST_NAME = 200
_MOST_DIGITS = 15
_MOST = 10**_MOST_DIGITS
"""No log has so many entries, and SQLite counts no further than a little more."""
KINDS = {
    "image/": Text("a picture"),
    "audio/": Text("a sound recording"),
    "video/": Text("a film"),
    "application/pdf": Text("a PDF"),
    "application/zip": Text("a zip, or a document in one"),
    "text/": Text("a text"),
    "application/": Text("a file of another kind"),
}
"""What a file is, by how its media type begins."""


class Attachment(NamedTuple):
    """A file of an entry. ``number``: the entry of the log that says so; ``modified_at``: as the file told it, "" if not."""

    number: int
    entry: int
    name: str
    media: str
    size: int
    digest: str
    sha512: str
    modified_at: str
    row: LogRow

    @property
    def note(self) -> Text | None:
        """What is said where its name promises something else than is in it."""
        if is_as_called(self.name, self.media):
            return None
        blanks: dict[str, str | Text] = {"name": self.name, "kind": kind_of(self.media)}
        return Text("{name} is not what its name says: it is {kind}. It is kept as it is.", blanks)

    @property
    def copy_name(self) -> str:
        """What a copy of it is called: a plain name, its ending by what is in it."""
        return f"{self.number:06}_{self.digest[:8]}.{ending_of(self.media)}"


class Attachments:
    """The files of an open household."""

    def __init__(self, household: Household) -> None:
        self._household = household
        self._vault = FileVault(household.folder, household.key)

    def attach(
        self,
        path: Path,
        entry: int,
        *,
        report: Callable[[float], None] = lambda _: None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> Attachment | None:
        """Keep a file for an entry; return it, None where it was stopped. A file that is there already is not kept twice.

        Raises ``NoSuchEntry``, or ``StoreError`` where it cannot be read or kept.
        """
        self._entry(entry)
        if self._household.notice is not None:
            raise StoreError(self._household.notice)
        with _readable(path) as (file, size, modified):
            kept, is_new = self._keep(file, size, report, stopped)
        if kept is None:
            return None
        new = self._said(kept, entry, path.name, modified)
        try:
            number = add_attachment(self._household.store, kept, new)
        except StoreError:
            if is_new and self._household.read(read_kept, kept.digest) is None:
                self._vault.remove(kept.name)
            raise
        return self.find(number)

    def of_entry(self, entry: int) -> list[Attachment]:
        """Return the files of an entry, in the order in which they came."""
        return [attachment_of(entry, row) for row in self._household.read(read_attachments, min(entry, _MOST))]

    def all(self) -> list[Attachment]:
        """Return every file that belongs to an entry."""
        return [attachment_of(entry, row) for entry, row in self._household.read(read_all_attachments)]

    def find(self, number: int | str) -> Attachment:
        """Return the file of this number; raises ``NoSuchEntry``."""
        said = str(number).strip()
        row = self._household.read(read_attachment, int(said)) if said.isdecimal() and len(said) < 15 else None
        if row is None:
            raise NoSuchEntry(said)
        return attachment_of(facts_of(row)["of"], row)

    def withdraw(self, one: Attachment) -> None:
        """Take a file from its entry; that it was there stays written."""
        from planner.store.log import add_version

        facts = facts_of(one.row)
        day, at = datetime.fromisoformat(facts["at"]).date(), _instant(facts["at"])
        again = NewEntry(ATTACHMENT, one.row.body, day, at, "", one.entry)
        add_version(self._household.store, one.number, one.row.version, again, withdrawn=True)

    def pieces(self, one: Attachment) -> Iterator[bytes]:
        """Yield its content, a piece at a time; raises ``DamagedStore`` where it is not what came, at the latest at its end."""
        hashes = Hashes("sha256")
        yield from hashes.of(self._vault.chunks(self._kept(one.digest).name))
        if hashes.hex("sha256") != one.digest:
            raise damaged_file(one)

    def content_of(self, digest: str) -> Iterator[bytes]:
        """Yield the content of this SHA-256 as it is kept, unchecked; raises ``DamagedStore`` where it cannot be read."""
        yield from self._vault.chunks(self._kept(digest).name)

    def copy_out(self, one: Attachment, to: Path) -> Path:
        """Write a copy to ``to``, or under a plain name into it where it is a folder; never over another file."""
        path = to / one.copy_name if to.is_dir() else to
        try:
            with whole_file(path, replace=False) as file:
                for piece in self.pieces(one):
                    file.write(piece)
        except OSError as error:
            raise not_written(error) from None
        return path

    def recording_note(self, language: str) -> RecordingAdvice:
        """Return what to know before a recording is attached: may one record one's own call where the person lives."""
        settings = self._household.settings()
        return recording_advice(jurisdiction_of(settings.get("country", ""), settings.get("part", "")), language)

    def _entry(self, entry: int) -> None:
        number = entry if 0 < entry <= _MOST else 0
        rows = self._household.read(lambda connection: read_log(connection, entry=number, withdrawn=True))
        if not rows or rows[0].kind in (ATTACHMENT, EXPORT):
            raise NoSuchEntry(str(entry))

    def _kept(self, digest: str) -> Kept:
        kept = self._household.read(read_kept, digest)
        if kept is None:
            raise DamagedStore(Text("A kept file is missing from the list of files. A backup may still hold it."))
        return kept

    def _keep(
        self, file: BinaryIO, size: int, report: Callable[[float], None], stopped: Callable[[], bool]
    ) -> tuple[Kept | None, bool]:
        """Put a file into the vault; return how it is kept, and whether it was not there before.

        It is hashed first: what is there whole is not written again, and what a program that was ended left is found by
        its name, which comes from its content and the key.
        """
        hashes, again = Hashes("sha256", "sha512"), Hashes("sha256")
        head = file.read(LOOKED_AT)
        try:
            for _ in _going_on(hashes, file, stopped):
                report(min(0.5, hashes.size / max(1, size) / 2))
            digest = hashes.hex("sha256")
            kept = self._household.read(read_kept, digest)
            is_new = kept is None
            if kept is None:
                name = self._vault.name_of(digest)
                kept = Kept(digest, hashes.hex("sha512"), name, hashes.size, media_type(head))
            if is_new or not self._vault.is_whole(kept.name):
                self._vault.put_as(kept.name, _going_on(again, file, stopped))
                if again.hex("sha256") != digest:
                    self._vault.remove(kept.name)
                    raise _Unread
        except _Stopped:
            return None, False
        except _Unread:
            raise StoreError(
                Text(
                    "The file cannot be read to its end, or changed meanwhile, so nothing of it was kept. Copy it here first, and try again."
                )
            ) from None
        report(1.0)
        return kept, is_new

    def _said(self, kept: Kept, entry: int, name: str, modified: datetime | None) -> NewEntry:
        zone, _ = ContactLog(self._household).zone()
        now = datetime.now(zone)
        return attachment_entry(kept, entry, name, now, modified=modified)


def attachment_entry(
    kept: Kept, entry: int, name: str, at: datetime, *, modified: datetime | None = None, origin: str = "attached"
) -> NewEntry:
    """Return the entry that says that a kept file belongs to another one. ``origin``: attached, or imported."""
    said = at.isoformat(timespec="seconds")
    facts: dict[str, str | int] = {
        "of": entry,
        "name": _plain_name(name),
        "media": kept.media,
        "size": kept.size,
        "sha256": kept.digest,
        "sha512": kept.sha512,
        "origin": origin,
        "at": said,
    }
    if modified is not None:
        facts["modified"] = modified.isoformat(timespec="seconds")
    return NewEntry(ATTACHMENT, canonical(facts), at.date(), _instant(said), "", entry)


def attachment_of(entry: int, row: LogRow) -> Attachment:
    """Return a kept file as it stands."""
    facts = facts_of(row)
    return Attachment(
        row.entry,
        entry,
        facts["name"],
        facts["media"],
        facts["size"],
        facts["sha256"],
        facts["sha512"],
        facts.get("modified", ""),
        row,
    )


def entry_number(said: str) -> int:
    """Return the number of an entry that a person wrote; raises ``NoSuchEntry`` for what is none."""
    text = said.strip()
    if not text.isdecimal() or int(text[:_MOST_DIGITS]) == 0 or len(text) > _MOST_DIGITS:
        raise NoSuchEntry(text)
    return int(text)


def kind_of(media: str) -> Text:
    """Return in words what a file is."""
    return next(words for start, words in KINDS.items() if media.startswith(start))


def looks_like_sound(path: Path) -> bool:
    """Return whether the file at ``path`` may hold somebody's voice, so that the law on recordings is said first.

    By its first bytes; False where it cannot be read.
    """
    try:
        with _readable(path) as (file, _, _):
            return is_sound(media_type(file.read(LOOKED_AT)))
    except StoreError:
        return False


def damaged_file(one: Attachment) -> DamagedStore:
    """Return what is said of a kept file that is not what came."""
    return DamagedStore(
        Text(
            "The file {name} of entry {entry} is not as it was attached, so it is not given out. A backup may still hold it whole.",
            {"name": one.name, "entry": str(one.entry)},
        )
    )


class _Stopped(Exception):
    """The person stopped it."""


class _Unread(Exception):
    """The file that was to be kept broke off: what the vault cannot write is another matter."""


def _going_on(hashes: Hashes, file: BinaryIO, stopped: Callable[[], bool]) -> Iterator[bytes]:
    """Yield a file from its beginning, hashing it."""

    def pieces() -> Iterator[bytes]:
        try:
            file.seek(0)
            while piece := file.read(1 << 20):
                yield piece
        except OSError:
            raise _Unread from None

    for piece in hashes.of(pieces()):
        if stopped():
            raise _Stopped
        yield piece


@contextmanager
def _readable(path: Path) -> Iterator[tuple[BinaryIO, int, datetime | None]]:
    """Give a file, its size, and when it was changed last. Raises ``StoreError`` for what is no file, or cannot be read."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        file = os.fdopen(os.open(path, flags), "rb")
    except FileNotFoundError:
        raise StoreError(Text('There is no file "{file}".', {"file": _plain_name(path.name)})) from None
    except (OSError, ValueError):
        raise _unreadable(path) from None
    with file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise _unreadable(path)
        try:
            modified = datetime.fromtimestamp(int(found.st_mtime), UTC)
        except (ValueError, OverflowError, OSError):
            modified = None
        yield file, found.st_size, modified


def _unreadable(path: Path) -> StoreError:
    return StoreError(Text('The file "{file}" cannot be opened.', {"file": _plain_name(path.name)}))


def _plain_name(name: str) -> str:
    """Return a file's name as it is kept: what no text may hold is replaced, and it is not endless."""
    whole = os.fsencode(name).decode("utf-8", "replace")
    shown = "".join(one if one.isprintable() else "\ufffd" for one in unicodedata.normalize("NFC", whole))
    return shown[-_LONGEST_NAME:] or "?"


def _instant(at: str) -> str:
    return datetime.fromisoformat(at).astimezone(UTC).isoformat(timespec="seconds")
