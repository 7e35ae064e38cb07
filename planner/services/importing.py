"""Reading files of other programs into the contact log: a look first, then the numbers that were chosen, and all of it back.

Nothing of a number that was not chosen is stored. What is taken goes into the log in one transaction, each entry with the
piece of the file that it rests on; the file itself stays where it is. Read once more, or in a newer copy, it adds what is new.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.errors import Text
from planner.imports.readers import AUTO, NAMES, open_file
from planner.imports.records import How, Question, Skipped, Stopped, record_as_json
from planner.services.contacts import ContactLog
from planner.services.import_sifting import (
    HIDDEN_WORD,
    Choice,
    Known,
    Opened,
    Overview,
    Sender,
    Sifted,
    Sifting,
    known_by,
    part_of,
)
from planner.store.import_reads import Batch, RawPiece, read_batches, read_numbers, read_raw

if TYPE_CHECKING:
    from planner.services.household import Household

__all__ = ["AUTO", "HIDDEN_WORD", "NAMES", "Choice", "How", "Sender", "Sifted", "Skipped", "Stopped", "record_as_json"]

ALL = Choice()


class Look(NamedTuple):
    """What a file would bring: read = new + duplicates + skipped. ``senders``: its numbers; ``skipped``: how many, and why."""

    path: str
    name: str
    format: str
    about: Text
    size: int
    read: int
    new: int
    duplicates: int
    skipped: tuple[tuple[Text, int], ...]
    senders: tuple[Sender, ...]
    remarks: tuple[Text, ...]
    questions: tuple[Question, ...]


class Saved(NamedTuple):
    """What was stored of several files. ``batches``: their numbers, to take it back by."""

    batches: tuple[int, ...]
    looks: tuple[Look, ...]

    @property
    def added(self) -> int:
        """How many entries came into the log."""
        return sum(look.new for look in self.looks)


def open_files(paths: Sequence[str], name: str = AUTO) -> list[Opened]:
    """Open files to be read in; raises ``InputProblems`` for the first that cannot be."""
    return [Opened(path, *open_file(path, name)) for path in paths]


def look(
    files: Sequence[Opened],
    how: How,
    household: Household | None = None,
    choice: Choice = ALL,
    take: Callable[[int, Sifted | Skipped], None] = lambda _, __: None,
) -> list[Look]:
    """Return what each file would bring beside what the log of ``household`` has; nothing is stored.

    ``take`` is handed everything that is new or not taken, with the place of its file. Raises ``InputProblems`` or ``Stopped``.
    """
    known, collectors = Known(tables=len(files) > 1), list[tuple[str, str, str]]()
    if household is not None:
        known, collectors = household.read(known_by, files), household.read(read_numbers)
    looks = []
    for place, one in enumerate(files):
        part = how._replace(report=part_of(how.report, place, len(files)))
        overview = Overview(one.source, one.format, part, known, choice, collectors)
        senders = overview.run(partial(take, place))
        looks.append(_look(one, overview, senders))
    return looks


class Imports:
    """The files that are read into the log of an open household."""

    def __init__(self, household: Household) -> None:
        self._household = household

    def how(self, zone_and_name: tuple[Any, str] | None = None, **more: Any) -> How:
        """Return how to read: on the clock that is given, else on that of the household."""
        zone, name = zone_and_name or ContactLog(self._household).zone()
        return How(zone, name, datetime.now(UTC), **more)

    def save(self, files: Sequence[Opened], choice: Choice, how: How) -> Saved:
        """Store what is new of the numbers that were chosen, all of every file or nothing.

        What is there is kept as a backup first. Raises ``InputProblems``, ``StoreError``, or ``Stopped``, having stored nothing.
        """
        from planner.services.import_saving import Saving
        from planner.store.imports import add_imports

        self._household.keep_backup(date.today(), before=True)
        with Saving(self._household, files, choice, how) as saving:
            batches = add_imports(
                self._household.store,
                saving.batches(),
                begin=saving.begin,
                choose=saving.entries,
                counts=saving.counts,
            )
        looks = [_look(one, sifting, ()) for one, sifting in zip(files, saving.siftings, strict=True)]
        return Saved(tuple(batches), tuple(looks))

    def undo(self, batches: Sequence[int]) -> int:
        """Take the entries of an import out of lists and checks again; return how many were corrected since and stay."""
        from planner.store.imports import undo_import

        return sum(undo_import(self._household.store, batch) for batch in reversed(batches))

    def batches(self) -> list[Batch]:
        """Return the files that were read in, the last one first."""
        return self._household.read(read_batches)

    def raw_of(self, entry: int) -> RawPiece | None:
        """Return the piece of a file that an entry rests on; None where it came from no file."""
        return self._household.read(read_raw, entry)


def unknown_format(name: str) -> Text:
    """Return what is wrong with a format that there is not."""
    blanks = {"name": name[:40], "known": ", ".join((AUTO, *NAMES))}
    return Text('There is no format "{name}"; it is one of: {known}', blanks)


def _look(one: Opened, sifting: Sifting, senders: tuple[Sender, ...]) -> Look:
    return Look(
        one.path,
        one.source.head.name,
        one.format.id,
        one.format.about,
        one.source.size,
        sifting.read,
        sifting.new,
        sifting.duplicates,
        tuple(sifting.skipped.values()),
        senders,
        tuple(sifting.remarks),
        tuple(sifting.questions),
    )
