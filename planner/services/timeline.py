"""The contact log as a timeline: the newest first, a page at a time, narrowed by who, how, when, and by any words."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Collection
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.model.log_entry import LogRow
from planner.services.contacts import facts_of
from planner.store import log_pages
from planner.store.log_pages import Narrowed, Place

if TYPE_CHECKING:
    from planner.services.household import Household

__all__ = ["Entry", "Narrowing", "Page", "Place", "Timeline"]

SEARCHED = (
    "said note collector principal agent_name staff_number number dialed relation witness whose_phone app event debt source"
).split()
"""The parts of an entry that a search looks through: what was said, notes, names, numbers."""
AT_ONCE = 400
_SIGNS_OF_NUMBERS = " -()./+"


class Narrowing(NamedTuple):
    """What is wanted. ``entries``: only these, such as those with a finding; ``channels``: ids of channels; empty is all."""

    words: str = ""
    collector: str | None = None
    channels: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    entries: Collection[int] | None = None

    @property
    def is_looked_up(self) -> bool:
        """Whether what is wanted is found by looking it up, so that a page of it comes at once."""
        return not (self.words.strip() or self.channels or self.entries is not None)


class Entry(NamedTuple):
    """One entry with its facts read."""

    row: LogRow
    facts: dict[str, Any]

    @property
    def day(self) -> date:
        """Its day on the borrower's clock."""
        return date.fromisoformat(self.facts["at"][:10])


class Page(NamedTuple):
    """Some entries, and from where to go on; None where that was all."""

    entries: tuple[Entry, ...]
    then: Place | None


class Timeline:
    """The timeline of an open household."""

    def __init__(self, household: Household) -> None:
        self._household = household

    def page(
        self,
        narrowing: Narrowing,
        after: Place | None = None,
        *,
        most: int = 60,
        from_month: date | None = None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> Page:
        """Return at least ``most`` entries from behind ``after`` on, by months, the newest first, or all that are left.

        ``from_month``: begin with this month. Where ``stopped()`` says so, what was found until then comes back.
        """
        wanted = _Wanted(narrowing)
        narrowed = Narrowed(narrowing.since, narrowing.until, narrowing.collector, wanted.patterns)
        found: list[Entry] = []
        month = _month_of(date.fromisoformat(after.day)) if after else from_month or self._newest(narrowed)
        while month is not None and not stopped():
            rows = self._household.read(_month, month, narrowed, after, most if wanted.takes_all else AT_ONCE)
            for row, place in rows:
                facts = facts_of(row)
                if wanted.takes(row.entry, facts):
                    found.append(Entry(row, facts))
                after = place
                if len(found) >= most:
                    return Page(tuple(found), place)
            if len(rows) < (most if wanted.takes_all else AT_ONCE):
                month, after = self._newest(narrowed, month), None
        return Page(tuple(found), None)

    def months(self) -> list[date]:
        """Return every month that has entries, the newest first; one look into the index for each."""
        found, month = [], self._newest(Narrowed())
        while month is not None:
            found.append(month)
            month = self._newest(Narrowed(), month)
        return found

    def collectors(self) -> list[str]:
        """Return everybody who is named as calling, by name."""
        return self._household.read(log_pages.collectors_of)

    def latest(self, most: int = 300) -> list[Entry]:
        """Return the contacts that came last, the newest first."""
        return [Entry(row, facts_of(row)) for row in self._household.read(log_pages.read_newest, most)]

    def between(self, since: date, until: date, collector: str | None = None) -> list[Entry]:
        """Return the contacts of some days, in the order of time."""
        return [Entry(row, facts_of(row)) for row in self._household.read(log_pages.read_days, since, until, collector)]

    def version(self) -> int:
        """Return a number that grows with every change of the log, by whatever program."""
        return self._household.read(log_pages.newest_version)

    def _newest(self, narrowed: Narrowed, before: date | None = None) -> date | None:
        day = self._household.read(log_pages.newest_day, narrowed, before)
        return None if day is None else _month_of(day)


class _Wanted:
    """Which entries a narrowing takes. ``patterns`` leave out in the store what cannot match; ``takes`` looks closely."""

    def __init__(self, narrowing: Narrowing) -> None:
        self._entries = narrowing.entries
        self._channels = frozenset(narrowing.channels)
        words = [narrowing.words] if _is_number(narrowing.words) else narrowing.words.split()
        self._words = [_plain(word.strip()) for word in words]
        self.patterns = tuple(_pattern(unicodedata.normalize("NFC", word.strip())) for word in words)
        self.takes_all = narrowing.is_looked_up

    def takes(self, entry: int, facts: dict[str, Any]) -> bool:
        """Return whether an entry is wanted."""
        if self._entries is not None and entry not in self._entries:
            return False
        if self._channels and facts.get("channel") not in self._channels:
            return False
        if not self._words:
            return True
        texts = [_plain(text) for text in _texts(facts)]
        numbers = ["".join(filter(str.isdecimal, _plain(str(facts.get(name, ""))))) for name in ("number", "dialed")]
        return all(any(word in text for text in texts) or _in_numbers(word, numbers) for word in self._words)


def _texts(facts: dict[str, Any]) -> list[str]:
    texts: list[str] = []
    for part in SEARCHED:
        value = facts.get(part, "")
        texts += value if isinstance(value, list) else [str(value)]
    return texts


def _in_numbers(word: str, numbers: list[str]) -> bool:
    """Return whether a number was typed that stands in one of ``numbers``, whatever signs stand between its digits."""
    digits = "".join(filter(str.isdecimal, word))
    return _is_number(word) and len(digits) > 2 and any(digits in number for number in numbers)


def _is_number(word: str) -> bool:
    word = _plain(word)
    return any(map(str.isdecimal, word)) and all(one.isdecimal() or one in _SIGNS_OF_NUMBERS for one in word)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _pattern(word: str) -> str:
    """Return a pattern that every entry with ``word`` in it matches, in the form in which facts are written.

    SQLite compares letters of English alone in either case, so any other letter that has two cases, or another form,
    may be anything; between the digits of a number signs may stand.
    """
    if _is_number(word):
        return "%" + "%".join(one for one in _plain(word) if one.isdecimal()) + "%"
    out = []
    for one in json.dumps(word, ensure_ascii=False)[1:-1]:
        if ord(one) > 127 and (one.lower() != one.upper() or _plain(one) != one):
            out.append("%")
        else:
            out.append("\\" + one if one in "%_\\" else one)
    return "%" + "".join(out) + "%"


def _month(connection: Any, month: date, narrowed: Narrowed, after: Place | None, most: int) -> list[Any]:
    return log_pages.read_month(connection, month, narrowed, after=after, most=most)


def _month_of(day: date) -> date:
    return day.replace(day=1)
