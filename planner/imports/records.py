"""What every reader of another program's file yields: contacts as frozen values, and what was not taken, with the reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, tzinfo
from typing import Any, NamedTuple

from planner.errors import Text

ME, OTHER = "me", "other"
NOT_CHOSEN = Text("not chosen")


class Place(NamedTuple):
    """Where something stands in its file: an ``element`` or a ``line``, counted from 1."""

    kind: str
    number: int

    def __str__(self) -> str:
        """Return it as programs read it."""
        return f"{self.kind} {self.number}"


class Span(NamedTuple):
    """A stretch of a file's text in UTF-8: where it begins, and how many bytes it has."""

    start: int
    length: int


class Enclosed(NamedTuple):
    """A photo, recording or other file that came with a message. ``content``: where its base64 stands; read when needed."""

    name: str
    kind: str
    content: Span

    @property
    def size(self) -> int:
        """About how many bytes it has."""
        return self.content.length * 3 // 4


class Record(NamedTuple):
    """One contact. ``at`` is None where the file gives no time; ``at_ms``: its instant in UTC milliseconds where it does.

    ``sender``: ``me`` or ``other``. ``number``: as the file has it, "" where it was hidden. ``name``: as the phone book had it.
    ``raw``: where it stands in the file. ``cells``: the columns of a contact log's row.
    """

    where: Place
    at: datetime | None
    precision: str
    channel: str
    sender: str
    number: str = ""
    name: str = ""
    text: str = ""
    app: str = ""
    outcome: str = ""
    duration_s: int | None = None
    enclosed: tuple[Enclosed, ...] = ()
    subject: str = ""
    at_ms: int | None = None
    sent_at: datetime | None = None
    sim: str = ""
    is_hidden: bool = False
    with_numbers: tuple[str, ...] = ()
    raw: Span | None = None
    cells: Mapping[str, str] = {}


class Skipped(NamedTuple):
    """Something of the file that is no contact, or cannot be read as one, and why."""

    where: Place
    why: Text


class Question(NamedTuple):
    """What the file leaves open and nobody may guess, such as the order of day and month."""

    id: str
    words: Text
    where: Place


class Remark(NamedTuple):
    """What must be said of the whole file: that it breaks off, that signs in it were unreadable."""

    words: Text


Item = Record | Skipped | Question | Remark


class How(NamedTuple):
    """How a file is to be read. ``zone``: the clock that times are shown on, called ``zone_name``; ``today``: the day it is, or the instant."""

    zone: tzinfo | None
    zone_name: str
    today: date
    day_first: bool | None = None
    report: Callable[[float], None] = lambda _: None
    stopped: Callable[[], bool] = lambda: False


class Stopped(Exception):
    """The person stopped before the file was read to its end."""


def record_as_json(record: Record) -> dict[str, Any]:
    """Return a contact under the keys of the contract; what the file does not say is null."""
    said: dict[str, Any] = {
        "at": record.at.isoformat(timespec="seconds") if record.at else None,
        "tz": zone_name_of(record.at),
        "precision": record.precision,
        "channel": record.channel,
        "app": record.app or None,
        "from": record.sender,
        "number": record.number or None,
        "name": record.name or None,
        "text": record.text,
        "duration_s": record.duration_s,
        "outcome": record.outcome or None,
        "attachments": [{"name": one.name, "type": one.kind, "bytes": one.size} for one in record.enclosed],
        "where": str(record.where),
    }
    if record.subject:
        said["subject"] = record.subject
    if record.sent_at:
        said["sent_at"] = record.sent_at.isoformat(timespec="seconds")
    if record.with_numbers:
        said["with"] = list(record.with_numbers)
    if record.cells:
        said["columns"] = dict(record.cells)
    return said


def zone_name_of(at: datetime | None) -> str | None:
    """Return the name of the zone an instant is shown in; its offset where it has none."""
    if at is None or at.tzinfo is None:
        return None
    return getattr(at.tzinfo, "key", None) or at.strftime("%z")[:3] + ":" + at.strftime("%z")[3:5]
