"""What the rules say of a whole log, kept in memory while a household is open, until the log, the place or an answer changes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from planner.model.log_entry import CONTACT, EVENT, LogRow
from planner.rules.facts import Answer, Contact, Log
from planner.rules.findings import Finding, Outcome, Question
from planner.rules.law import BINDS_NOBODY, STRENGTHS, Law
from planner.rules.questions import asked_as, question_words
from planner.rules.runner import Report, run_checks
from planner.services.answers import UNKNOWN, Answers, Known
from planner.services.checking import FoundRule, in_words, law_of
from planner.services.debt_kinds import kinds_by_name, with_kind
from planner.services.log_facts import contact_of, event_of, is_same_again, without_repeats
from planner.services.one_log import Spelling, in_one_spelling, with_twice
from planner.services.one_on_top import OnTop
from planner.services.same_caller import with_same_caller
from planner.store import log_pages, log_reads

if TYPE_CHECKING:
    from planner.services.household import Household

READING = 0.4
"""How much of a check is reading the log."""
ORDER = (Outcome.POSSIBLE_BREACH, Outcome.WORTH_CHECKING, Outcome.MISSING_FACTS)
"""Outcomes that a contact is marked with, the strongest first."""
ONLY_OPEN = frozenset({Outcome.MISSING_FACTS, Outcome.NOT_COVERED})
"""Outcomes of which one finding may stand for many contacts that have nothing to do with each other."""


class Stamp(NamedTuple):
    """What a check hangs on: the version of the log, the place, the answers, the kinds of the debts on the list."""

    version: int
    place: str
    known: Known
    kinds: tuple[tuple[str, str], ...] = ()


class Stopped(Exception):
    """The person, or a newer change, stopped the check."""


class CheckedEntry:
    """What the rules say of one contact: findings it has a part in, and the questions that are open about it."""

    def __init__(self, entry: int, report: Report, law: Law) -> None:
        self.findings = [_of_this_alone(one, entry) for one in report.findings if entry in one.contacts]
        self.questions = [one for one in report.questions if entry in one.rows]
        self._law = law

    def in_words(self, language: str) -> list[FoundRule]:
        """Return the findings in a language."""
        return [in_words(one, self._law.rule(one.rule), language) for one in self.findings]

    def asked(self, language: str) -> list[tuple[Question, str]]:
        """Return the open questions with their words."""
        return [(one, question_words(one.id)[language]) for one in self.questions]


def _of_this_alone(finding: Finding, entry: int) -> Finding:
    """Return a finding as it is of one contact, where it says of each of several only what is not known."""
    return finding._replace(contacts=(entry,)) if finding.outcome in ONLY_OPEN else finding


class Checked:
    """A log that was checked, and what came out."""

    def __init__(
        self,
        stamp: Stamp,
        law: Law,
        log: Log,
        report: Report,
        spelling: Spelling,
        set_aside: Sequence[Answer] = (),
        plain: Report | None = None,
    ) -> None:
        """``set_aside``: questions that were answered with "I don't know", and for which contacts. ``plain``: what the log gives
        as it stands, where ``report`` supposes more."""
        self.stamp, self.law, self.log, self.report, self.spelling = stamp, law, log, report, spelling
        self._plain = plain or report
        self._twice = dict(log.twice)
        self.by_entry: dict[int, list[Finding]] = defaultdict(list)
        for finding in report.findings:
            for row in finding.contacts:
                self.by_entry[row].append(finding)
        self.strongest: dict[int, Outcome] = {}
        for row, findings in self.by_entry.items():
            known = [one.outcome for one in findings if not one.is_of_nobody_known]
            if known:  # while nobody knows whose number it was, a contact has its question and no mark
                self.strongest[row] = min(filter(ORDER.count, known), key=ORDER.index, default=Outcome.NOT_COVERED)
        self._asked: dict[int, list[Question]] = defaultdict(list)
        for question in report.questions:
            for row in question.rows:
                self._asked[row].append(question)
        self._open = self._still_open([spelling.answer(one) for one in set_aside])

    @cached_property
    def on_top(self) -> OnTop:
        """The log, arranged so that a new contact is checked quickly."""
        return OnTop(self.log, self._plain, self.spelling, self.law)

    @cached_property
    def counts(self) -> Counter[Outcome]:
        """How many contacts are marked with each outcome."""
        return Counter(self.strongest.values())

    @cached_property
    def resting_softly(self) -> dict[int, str]:
        """Contacts marked with a possible breach of rules alone that bind nobody by themselves, and the strongest of these."""
        strengths = {rule.id: rule.strength for rule in self.law.rules}
        breach, soft = Outcome.POSSIBLE_BREACH, dict[int, str]()
        for row in self.entries(breach):
            found = [
                strengths[one.rule]
                for one in self.by_entry[row]
                if one.outcome is breach and not one.is_of_nobody_known
            ]
            if BINDS_NOBODY.issuperset(found):
                soft[row] = min(found, key=STRENGTHS.index)
        return soft

    def entries(self, *outcomes: Outcome) -> frozenset[int]:
        """Return the contacts that are marked with one of these."""
        return frozenset(row for row, outcome in self.strongest.items() if outcome in outcomes)

    def with_questions(self) -> frozenset[int]:
        """Return the contacts about which a question is open that was not answered: not to know is an answer too."""
        return self._open

    def _still_open(self, set_aside: Sequence[Answer]) -> frozenset[int]:
        contacts = {one.row: one for one in self.log.contacts if one.row in self._asked} if set_aside else {}

        def is_open(row: int, question: Question) -> bool:
            about = contacts.get(row)
            return about is None or not any(
                one.question == asked_as(question.id) and one.concerns(about) for one in set_aside
            )

        return frozenset(row for row, asked in self._asked.items() if any(is_open(row, one) for one in asked))

    def since(self, day: date) -> list[Contact]:
        """Return the contacts of a day and later, the newest first."""
        found: list[Contact] = []
        for one in reversed(self.log.contacts):
            if one.day >= day:
                found.append(one)
            elif day - one.day > timedelta(days=2):  # contacts are in the order of instants, days may be of other zones
                break
        return found

    def of(self, entry: int, again: int | None = None) -> CheckedEntry:
        """Return what is said of one contact, or of the one that it repeats. ``again``: a new one that repeats it."""
        entry = self._twice.get(entry, entry)
        findings = tuple(self.by_entry.get(entry, ()))
        if again is not None:
            findings = with_twice(findings, [(again, entry)])
        return CheckedEntry(entry, Report(findings, tuple(self._asked.get(entry, ()))), self.law)

    def repeats(self, entry: int) -> bool:
        """Return whether a contact repeats another one, or is repeated."""
        return entry in self._twice or entry in self._twice.values()


class LogChecks:
    """The checks of one open household. ``latest`` may be of yesterday's log; ``current`` never is."""

    def __init__(self, household: Household) -> None:
        self._household = household
        self.latest: Checked | None = None

    def stamp(self, place: str) -> Stamp:
        """Return what a check of now would hang on."""
        return Stamp(self._household.read(log_pages.newest_version), place, self._known(), self._kinds())

    def current(self, place: str | None) -> Checked | None:
        """Return the check of the log as it is now; None where it is still to be made."""
        latest = self.latest
        return latest if latest and place and latest.stamp == self.stamp(place) else None

    def check(
        self,
        place: str,
        report: Callable[[float], None] = lambda _: None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> Checked | None:
        """Check the whole log, unless that was done; None where ``stopped()`` said so before the end.

        Raises ``UnknownPlace``. This is work for the worker thread.
        """
        law, stamp = law_of(place), self.stamp(place)
        if self.latest is not None and self.latest.stamp == stamp:
            return self.latest

        def step(part: float) -> None:
            if stopped():
                raise Stopped
            report(part)

        try:
            log, spelling = in_one_spelling(self._facts(stamp, lambda part: step(part * READING)))
            plain = run_checks(log, law, lambda part: step(READING + part * (1 - READING)))
            found = with_same_caller(plain, log, lambda some: run_checks(some, law, lambda _: step(1)))
        except Stopped:
            return None
        found = found._replace(findings=with_twice(found.findings, log.twice))
        checked = Checked(stamp, law, log, found, spelling, self._set_aside(), plain)
        checked.on_top.arrange()  # here, so that the window need not wait for it
        self.latest = checked
        return checked

    def check_entry(self, row: LogRow, place: str) -> CheckedEntry | None:
        """Return what the rules say of one contact, on top of a log that was checked before; None where none was, or where the
        contact changes how others are read.

        It takes the log as it was at that check, so a full check may say more where more has changed. Raises ``UnknownPlace``.
        """
        current, latest = self.current(place), self.latest
        if current is not None:
            return current.of(row.entry)
        kinds = self._kinds()
        if latest is None or latest.stamp[1:] != (place, self._known(), kinds) or row.kind != CONTACT:
            return None
        if latest.repeats(row.entry):
            return None
        contact = with_kind(contact_of(row), kinds_by_name(kinds))
        spelled = latest.spelling.contact(contact)
        same = next((one for one in latest.since(spelled.day) if self._is_again(spelled, row, one)), None)
        if same is not None:
            return latest.of(same.row, again=row.entry) if same.row < row.entry else None
        report = latest.on_top.report_with(contact)
        return None if report is None else CheckedEntry(row.entry, report, latest.law)

    def _is_again(self, contact: Contact, row: LogRow, other: Contact) -> bool:
        """Return whether a contact, kept in ``row``, repeats another one."""
        if other.at != contact.at or contact.precision == "day" or other.row == contact.row:
            return False
        if other != contact._replace(row=other.row):
            return False
        rows = self._household.read(lambda connection: log_reads.read_log(connection, (CONTACT,), entry=other.row))
        return any(is_same_again(row, one) for one in rows)

    def _known(self) -> Known:
        return Answers(self._household).known()

    def _kinds(self) -> tuple[tuple[str, str], ...]:
        return tuple(self._household.read(log_reads.read_kinds))

    def _set_aside(self) -> list[Answer]:
        given = Answers(self._household).all()
        return [
            Answer(one.question, True, one.collector, one.debts, one.contact) for one in given if one.value == UNKNOWN
        ]

    def _facts(self, stamp: Stamp, step: Callable[[float], None]) -> Log:
        rows, kinds = self._household.read(_all_rows), kinds_by_name(stamp.kinds)
        contacts, events = [], []
        for place, row in enumerate(rows):
            if place % 1000 == 0:
                step(place / len(rows))
            if row.kind == CONTACT:
                contacts.append(with_kind(contact_of(row), kinds))
            else:
                events.append(event_of(row))
        kept, twice = without_repeats(contacts, rows)
        return Log(kept, tuple(events), stamp.known.known, stamp.known.answers, twice)


def _all_rows(connection: object) -> list[LogRow]:
    return log_reads.read_log(connection, (CONTACT, EVENT))
