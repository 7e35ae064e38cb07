"""Going through a file: what is new, what the log has already, what is not taken and why. Nothing is stored here."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from planner.errors import InputProblems, Problem, Text
from planner.imports.numbers import HIDDEN, Numbers
from planner.imports.readers import ASHORE_CSV, Format, read_file
from planner.imports.records import ME, NOT_CHOSEN, How, Question, Record, Remark, Skipped
from planner.imports.source import Source
from planner.model.log_entry import NewEntry
from planner.services.import_entries import Identity, identity_of, placed, plain_identity
from planner.store.import_reads import read_bodies, read_identities

HIDDEN_WORD = "hidden"
"""What stands for calls whose number was hidden, where a number is named."""
_CODES = re.compile(r"验证码|校验码|动态码|动态密码|verification code|one-time|passcode|\bOTP\b|security code", re.I)
_MONEY_OWED = re.compile(
    r"逾期|欠款|还款|催收|起诉|立案|借款|past due|overdue|\bdebt\b|\bcollect|\bowed?\b|balance due|payment (?:is )?due",
    re.I,
)
_CODE_HINTS = tuple("验证码 校验码 动态码 动态密码 verification one-time passcode otp security".split())
_MONEY_HINTS = tuple("逾期 欠款 还款 催收 起诉 立案 借款 due debt collect owe".split())
"""Without one of these neither is there, and looking for them is many times faster."""
_LOOKED_AT = 100
"""How many messages of a number are looked at to see what they speak of."""


class Opened(NamedTuple):
    """A file that may be read in, and what it is."""

    path: str
    source: Source
    format: Format


class Choice:
    """Which numbers are taken: those that were named, or all."""

    def __init__(self, numbers: Iterable[str] | None = None) -> None:
        self.numbers = None if numbers is None else tuple(numbers)

    @property
    def takes_all(self) -> bool:
        """Whether every number is taken."""
        return self.numbers is None

    def keys(self, book: Numbers) -> frozenset[str] | None:
        """Return the keys of the numbers; None where all are taken."""
        if self.numbers is None:
            return None
        return frozenset(HIDDEN if said.lower() == HIDDEN_WORD else book.key(said) for said in self.numbers)


class Known:
    """What the log knows already: what was imported before, and what was written down. Takes note of what is new.

    ``tables``: rows of contact logs are among what will be asked for; they are compared by the second, not the millisecond.
    """

    def __init__(self, imported: Iterable[str] = (), bodies: Iterable[str] = (), *, tables: bool = False) -> None:
        self._imported = set(imported)
        self._written = Counter(plain_identity(json.loads(body)) for body in bodies)
        self._tables = tables
        self._to_the_second: Counter[str] = Counter()
        self._seen: Counter[str] = Counter()
        self._fresh: list[str] = []
        self.exact_only = not (tables or self._imported or self._written)

    def name_of(self, identity: Identity) -> str | None:
        """Return the name under which a new entry is to be known again; None where it is known already."""
        plain = identity.plain
        if identity.exact is not None:
            if identity.exact in self._imported or plain in self._imported or self._written[plain]:
                return None
            self._imported.add(identity.exact)
            if self._tables:
                self._to_the_second[plain] += 1
            return identity.exact
        name, count = plain, 1
        if not identity.is_fine:  # of one minute or one day, the second alike is another contact
            self._seen[plain] += 1
            count = self._seen[plain]
            name = plain if count == 1 else f"{plain}.{count}"
        if name in self._imported or self._written[plain] + self._to_the_second[plain] >= count:
            return None
        if identity.is_fine:
            self._imported.add(name)
        else:
            self._fresh.append(name)
        return name

    def begin_file(self) -> None:
        """Begin to count anew what stands in one file more than once."""
        self._imported.update(self._fresh)
        self._seen.clear()
        self._fresh.clear()


class Sifted(NamedTuple):
    """A contact that is new. ``entry``: of a row of a contact log what it is kept as; ``known_as``: its name in ``Known``."""

    record: Record
    entry: NewEntry | None
    known_as: str
    key: str


class Sender(NamedTuple):
    """One number of a file. ``collector``: who that is by the log; ``codes``, ``money``: words of one-time codes, of money owed."""

    key: str
    number: str
    name: str
    collector: str
    new: int
    duplicates: int
    calls: int
    first_on: date | None
    last_on: date | None
    codes: bool
    money: bool


class Sifting:
    """One reading of one file. Counts as it goes: read = new + duplicates + skipped, always."""

    def __init__(
        self, source: Source, found: Format, how: How, known: Known, choice: Choice, book: Numbers | None = None
    ) -> None:
        self.read = self.new = self.duplicates = 0
        self.skipped: dict[str, tuple[Text, int]] = {}
        self.remarks: list[Text] = []
        self.questions: list[Question] = []
        self.book = book or Numbers()
        self._source, self._found, self._how, self._known = source, found, how, known
        self._chosen = choice.keys(self.book)
        known.begin_file()

    def __iter__(self) -> Iterator[Sifted | Skipped]:
        """Yield what is new and what is not taken; raises ``InputProblems`` with every fault of a contact log's rows."""
        faults: list[Problem] = []
        for item in read_file(self._source, self._found, self._how):
            if isinstance(item, Record):
                record, entry = item, None
                if record.cells:
                    record, entry, found = placed(record, self._how)
                    faults += found
                    if entry is None:
                        continue
                sifted = self._sifted(record, entry)
                if sifted is not None:
                    yield sifted
            elif isinstance(item, Skipped):
                yield self._skip(item)
            elif isinstance(item, Remark):
                self.remarks.append(item.words)
            else:
                self.questions.append(item)
        if faults:
            raise InputProblems(faults, self._source.path)

    def _sifted(self, record: Record, entry: NewEntry | None) -> Sifted | Skipped | None:
        key = self.key_of(record)
        if self._chosen is not None and key not in self._chosen:
            return self._skip(Skipped(record.where, NOT_CHOSEN))
        self.read += 1
        name = self._known.name_of(identity_of(record, entry, exact_only=self._known.exact_only))
        if name is None:
            self.duplicates += 1
            self.met_again(record, key)
            return None
        self.new += 1
        return Sifted(record, entry, name, key)

    def key_of(self, record: Record) -> str:
        """Return the key of who a contact was with: the number, of a row of a log without one who it names."""
        said = record.number or (record.name if record.cells else "")
        return self.book.key(said) if said else HIDDEN

    def met_again(self, record: Record, key: str) -> None:
        """Take note of one that the log has already."""

    def _skip(self, skipped: Skipped) -> Skipped:
        self.read += 1
        first, count = self.skipped.get(skipped.why.id, (skipped.why, 0))
        self.skipped[skipped.why.id] = first, count + 1
        return skipped

    @property
    def not_taken(self) -> int:
        """How much of the file was skipped."""
        return sum(count for _, count in self.skipped.values())


class Overview(Sifting):
    """A reading that counts by number."""

    def __init__(
        self,
        source: Source,
        found: Format,
        how: How,
        known: Known,
        choice: Choice,
        collectors: Iterable[tuple[str, str, str]] = (),
    ) -> None:
        super().__init__(source, found, how, known, choice)
        self._collectors = {self.book.key(number): collector for number, collector, _ in collectors}
        self._counts: dict[str, _Count] = {}

    def run(self, take: Callable[[Sifted | Skipped], None] = lambda _: None) -> tuple[Sender, ...]:
        """Read the file to its end; return its numbers: those of collectors first, then those that speak of money owed."""
        for item in self:
            if isinstance(item, Sifted):
                self._count(item.record, item.key).new += 1
            take(item)
        senders = [count.sender(key, self._collectors.get(key, "")) for key, count in self._counts.items()]
        return tuple(sorted(senders, key=lambda one: (not one.collector, not one.money, one.codes, -one.new, one.key)))

    def met_again(self, record: Record, key: str) -> None:
        """Count one that the log has already."""
        self._count(record, key).duplicates += 1

    def _count(self, record: Record, key: str) -> _Count:
        count = self._counts.get(key)
        if count is None:
            count = self._counts[key] = _Count(record.number or (record.name if record.cells else ""))
        count.see(record)
        return count


class _Count:
    __slots__ = ("calls", "codes", "duplicates", "first", "last", "looked_at", "money", "name", "new", "number")

    def __init__(self, number: str) -> None:
        self.number, self.name = number, ""
        self.new = self.duplicates = self.calls = self.looked_at = 0
        self.first: date | None = None
        self.last: date | None = None
        self.codes = self.money = False

    def see(self, record: Record) -> None:
        self.name = self.name or record.name
        self.calls += record.channel in ("call", "voicemail")
        if record.at is not None:
            day = record.at.date()
            self.first = day if self.first is None or day < self.first else self.first
            self.last = day if self.last is None or day > self.last else self.last
        if record.text and record.sender != ME and self.looked_at < _LOOKED_AT:
            self.looked_at += 1
            text = record.text.lower()
            self.codes = self.codes or _speaks(text, _CODE_HINTS, _CODES)
            self.money = self.money or _speaks(text, _MONEY_HINTS, _MONEY_OWED)

    def sender(self, key: str, collector: str) -> Sender:
        return Sender(
            key,
            self.number,
            self.name,
            collector,
            self.new,
            self.duplicates,
            self.calls,
            self.first,
            self.last,
            self.codes and not self.money,
            self.money,
        )


def _speaks(text: str, hints: tuple[str, ...], words: re.Pattern[str]) -> bool:
    return any(hint in text for hint in hints) and words.search(text) is not None


def known_by(connection: Any, files: Sequence[Opened]) -> Known:
    """Return what the log has. A contact log's rows are looked for among all entries, a phone's among those typed in."""
    tables = any(one.format.id == ASHORE_CSV for one in files)
    return Known(read_identities(connection), read_bodies(connection, typed_only=not tables), tables=tables)


def part_of(report: Callable[[float], None], place: int, of: int) -> Callable[[float], None]:
    """Return how the file at a place, one of several, says how far it is."""
    return lambda part: report((place + part) / of)
