"""What can be said to a person: sentences with blanks, problems in what they typed, named errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Text(NamedTuple):
    """An English sentence that serves as its own id, with ``{named}`` blanks; the edge translates it.

    A blank may itself be a ``Text`` (a word that needs translating too).
    """

    id: str
    blanks: Mapping[str, str | Text] = {}


class Hours(str):
    """A time of day in a blank, or a span of two, ``21:30``, ``18:00-20:00``: it is said as the place writes it."""


class Problem(NamedTuple):
    """One thing in what the user gave that cannot be used, and what would be right.

    ``field`` is the column, field or option; ``line`` the line of the file, counted from 1 (None for a form).
    """

    field: str
    message: Text
    line: int | None = None


class PlannerError(Exception):
    """Something that cannot go on, said in one calm sentence."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.id.format(**message.blanks))
        self.message = message


class InputProblems(PlannerError):
    """All faults of one input at once; ``source`` is the file's name as the user wrote it."""

    def __init__(self, problems: Sequence[Problem], source: str | None = None) -> None:
        super().__init__(Text("Some of this cannot be used yet."))
        self.problems = tuple(problems)
        self.source = source


class StoreError(PlannerError):
    """The store cannot be opened or written; nothing was changed."""


class LockedStore(StoreError):
    """The store is there and needs its passphrase."""


class WrongPassphrase(StoreError):
    """The passphrase or recovery code is not the one. ``wait``: seconds until the next try is looked at."""

    def __init__(self, message: Text, wait: int = 0) -> None:
        super().__init__(message)
        self.wait = wait


class DamagedStore(StoreError):
    """The store file, or the file of its keys, is not as Ashore left it."""
