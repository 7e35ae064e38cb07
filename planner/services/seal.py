"""Whether the log of this device is as it was sealed, from its first entry to its head."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from planner.errors import Text
from planner.evidence.chain import MISSING, Fault, Head, Link, first_fault
from planner.evidence.words import CANNOT, SHOWS
from planner.store.chain import SealedRow, read_head, read_links, unsealed_entry
from planner.store.head_apart import read_heads

if TYPE_CHECKING:
    from planner.services.household import Household

__all__ = ["CANNOT", "SHOWS", "Chain", "Seal", "check_seal", "read_chain"]


class Chain(NamedTuple):
    """The chain as it is stored, its head, and the first thing about it that is not as it was sealed."""

    rows: tuple[SealedRow, ...]
    head: Head
    fault: Seal | None


class Seal(NamedTuple):
    """What a check of the log says. ``why``: None where all is as it was sealed; ``entry``: the first that is not.

    ``found``: how many versions are from before the seal, and ``found_on`` the last day on which such were sealed.
    """

    length: int
    head: str
    why: Text | None = None
    entry: int | None = None
    found: int = 0
    found_on: str = ""


def check_seal(household: Household) -> Seal:
    """Return whether the log is as it was sealed."""
    chain = read_chain(household)
    if chain.fault is not None:
        return chain.fault
    days = [row.found_on for row in chain.rows if row.found_on is not None]
    return Seal(chain.head.length, chain.head.link, found=len(days), found_on=max(days, default=""))


def read_chain(household: Household) -> Chain:
    """Return the whole chain, checked."""

    def read(connection: Any) -> tuple[tuple[SealedRow, ...], tuple[int, str, bool], int | None]:
        connection.execute("BEGIN")  # so that all of it is of one moment, whoever writes meanwhile
        try:
            return tuple(read_links(connection)), read_head(connection), unsealed_entry(connection)
        finally:
            connection.rollback()

    apart = read_heads(household.folder, household.key)  # before the rest: it only ever lags behind
    rows, (length, link, noted), unsealed = household.read(read)
    head = Head(length, link)
    heads = [Head(*one) for one in apart.heads] if apart is not None else []
    fault = first_fault((Link(row.number, row.leaf, row.link, _content(row)) for row in rows), head, *heads)
    wrong: Seal | None = None
    if fault is not None:
        wrong = _said(fault, rows, head)
    elif unsealed is not None:
        words = Text(
            "Entry {entry} is not as the seal has it: it was put in, hidden, or shown.", {"entry": str(unsealed)}
        )
        wrong = Seal(length, link, words, unsealed)
    elif noted and apart is None:
        words = Text("The entries are as they were sealed; the head that is kept apart from them is gone.")
        wrong = Seal(length, link, words)
    elif apart is not None and apart.lost:
        words = Text("The entries hang together, but the log held others at an earlier time that are not in it now.")
        wrong = Seal(length, link, words)
    return Chain(rows, head, wrong)


def _content(row: SealedRow) -> str | None:
    """Return the content; None where its owner removed it, and nothing that could ever be one where its entry is gone."""
    if row.removed:
        return None
    return "" if row.content is None else row.content


def _said(fault: Fault, rows: tuple[SealedRow, ...], head: Head) -> Seal:
    row = rows[fault.number - 1] if fault.number <= len(rows) else None
    if row is None or row.entry is None or fault.why == MISSING:
        last = next((one.entry for one in reversed(rows[: fault.number - 1]) if one.entry is not None), None)
        if last is None:
            return Seal(head.length, head.link, Text("The log is not as it was sealed, from its first entry on."), None)
        words = Text("What came after entry {entry} is missing, or was changed.", {"entry": str(last)})
        return Seal(head.length, head.link, words, last)
    words = Text("Entry {entry} is the first that is not as it was sealed.", {"entry": str(row.entry)})
    return Seal(head.length, head.link, words, row.entry)
