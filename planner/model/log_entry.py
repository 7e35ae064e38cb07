"""Entries of the contact log as frozen values: what is read, and what is to be written."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

CONTACT, EVENT, PROMISE, PAPER, ANSWER = "contact", "event", "promise", "paper", "answer"
ATTACHMENT, EXPORT = "attachment", "export"
"""A file that belongs to an entry; a bundle that was handed out."""
BUDGET, OFFER, LETTER = "budget", "offer", "letter"
"""The household's budget; an offer to a creditor with what became of it; a letter, as it was drafted and as it was sent."""

COMPLAINT = "complaint"
"""A complaint to an office, as it was drafted, as it was sent, and what came back."""

SHARE, REVIEW = "share", "review"
"""What was shared with a helper, and when; a review that came back, with what was decided of each of its ideas."""


class LogRow(NamedTuple):
    """An entry as it stands: its number, how many versions it has, and the facts of the newest."""

    entry: int
    version: int
    kind: str
    body: str
    written_at: str
    withdrawn: bool = False


class NewEntry(NamedTuple):
    """An entry to be written: its facts in canonical form, and what it is looked up by.

    ``of_entry``: the entry that it belongs to, as a file does to a contact.
    """

    kind: str
    body: str
    day: date
    at: str
    collector: str
    of_entry: int | None = None
