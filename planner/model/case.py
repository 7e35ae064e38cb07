"""A helper's people as frozen values: one person's case, a note of the helper's, a file that came or went."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

NEW, ON_PLAN, WAITING, STUCK, PAUSED, CLOSED = "new", "on-plan", "waiting", "stuck", "paused", "closed"
STATES = (NEW, ON_PLAN, WAITING, STUCK, PAUSED, CLOSED)


class Case(NamedTuple):
    """One person of a caseload. ``alias`` is shown first; ``name`` only where the helper keeps it.

    ``delete_by``: what the borrower asked for; ``keep_until``: what the helper has to keep it for. ``flags``: possible
    breaches in the newest file. Amounts in minor units of ``currency``, None = not shared. ``words``: what a search finds
    it by besides alias and name; ``code``: where reviews go. ``version`` counts the changes, so that two helpers do not overwrite each other.
    """

    alias: str
    name: str = ""
    state: str = NEW
    state_since: date | None = None
    review_on: date | None = None
    deadline_on: date | None = None
    delete_by: date | None = None
    keep_until: date | None = None
    flags: int = 0
    offers_open: int = 0
    owed: int | None = None
    left_over: int | None = None
    currency: str = ""
    kinds: str = ""
    words: str = ""
    share: str = ""
    code: str = ""
    made_on: date | None = None
    id: int | None = None
    version: int = 1


class CaseNote(NamedTuple):
    """A note of the helper's, for the helper alone. ``at``: an instant."""

    id: int
    at: str
    words: str


class CaseFile(NamedTuple):
    """A file that came from a person or went to one. ``kept``: its name in the file vault."""

    id: int
    kind: str
    mark: str
    made_on: date
    at: str
    kept: str
    sha256: str
