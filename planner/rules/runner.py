"""Running every rule of a place over a log, and one new contact on top of a log that was checked before."""

from __future__ import annotations

import gc
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import timedelta
from importlib import import_module
from math import inf
from operator import attrgetter
from typing import NamedTuple

from planner.rules.facts import LENDERS, PAPER, PUBLIC, VISITS, Contact, Log, in_order_of_time
from planner.rules.findings import Finding, Outcome, Question
from planner.rules.ground import Check, Ground, Index, counted_from, is_looking_far_back
from planner.rules.law import JURISDICTIONS, Law
from planner.rules.reach import without

NOTHING_SAID = frozenset({"rang-out", "declined", "busy", "not-in-service", "voicemail"})
"""Outcomes of a contact in which nobody was told anything."""
LONGEST_WINDOW = timedelta(days=62)
"""No rule adds up contacts of several callers over more days than this."""


_at = attrgetter("at")


class Report(NamedTuple):
    """What was found, and the questions whose answers would change it."""

    findings: tuple[Finding, ...]
    questions: tuple[Question, ...]


def checks_of(jurisdiction: str) -> dict[str, Check]:
    """Return the functions that test the rules of a place, by rule id."""
    whole = jurisdiction.partition("/")[0]
    if whole not in JURISDICTIONS:
        return {}
    found: dict[str, Check] = import_module(f"planner.rules.checks.{whole}").CHECKS
    return found


def run_checks(log: Log, law: Law, step: Callable[[float], None] = lambda _: None) -> Report:
    """Return every finding of the rules of ``law`` on ``log``, in the order of the first contact each is about.

    ``step`` is told before each rule how far it is, from 0 to 1; what it raises ends the run.
    """
    return _uncollected(lambda: _report(_findings(Index(log), law, step)))


def _uncollected(work: Callable[[], Report]) -> Report:
    """Do ``work`` while the cycle collector rests: a large log is a million live values without cycles that it would walk again
    and again. Nothing is made before it rests, as that might set it off."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        return work()
    finally:
        if was_on:
            gc.enable()


class Standing:
    """A log that was checked before, arranged so that what a new contact hangs together with is found at once."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._callers: dict[tuple[str, str], list[Contact]] = defaultdict(list)
        self._debts: dict[str, list[Contact]] = defaultdict(list)
        self._lenders: dict[str, dict[str, Contact]] = defaultdict(dict)
        self._named: dict[tuple[str, str], dict[str, Contact]] = defaultdict(dict)
        self._begun: dict[tuple[str, str], list[Contact]] = defaultdict(list)
        self._outstanding: dict[tuple[str, str], list[Contact]] = defaultdict(list)
        self._lenders_named: dict[tuple[str, str], Contact] = {}
        self._thirds: dict[tuple[str, str], Contact] = {}
        self._kinds: dict[str, dict[str, Contact]] = defaultdict(dict)
        self._kinds_counted: dict[str, frozenset[str]] = {}
        self._told: dict[tuple[str, str], dict[Hashable, Contact]] = defaultdict(dict)
        self._unanswered: dict[tuple[str, str], set[str]] = defaultdict(set)
        in_order = in_order_of_time(log.contacts)
        self._last = in_order[-1:]
        for contact in in_order:
            self._file(contact)

    def report_with(self, contact: Contact, law: Law) -> Report:
        """Return the findings that ``contact`` has a part in, on top of the log; it may be in the log already."""
        return _uncollected(lambda: self._report_with(contact, law))

    def _report_with(self, contact: Contact, law: Law) -> Report:
        near = {one.row: one for one in self._near(contact)} | {contact.row: contact}
        far = {one.row: one for one in self._far(contact, law)} | near
        index, story = (Index(self._log._replace(contacts=tuple(some.values()))) for some in (near, far))
        found = _findings(index, law, lambda _: None, story)
        return _report(one for one in found if contact.row in one.contacts or contact.row in one.counted)

    def _file(self, contact: Contact) -> None:
        caller = _caller(contact)
        self._callers[caller].append(contact)
        if self._is_begun_or_answers(contact, caller):
            self._begun[caller].append(contact)
        if contact.is_third:
            self._thirds.setdefault((contact.recipient, contact.dialed), contact)
        if _stands_out(contact):
            self._outstanding[caller].append(contact)
        if contact.outcome in NOTHING_SAID:
            whom: Hashable = contact.is_third, contact.outcome
        else:
            whom = contact.recipient
        what = contact.debts, contact.debt_kind, whom, contact.role, contact.channel, contact.from_collector
        self._told[caller].setdefault(what, contact)
        if contact.demands:
            self._told[caller].setdefault(
                ("demand", contact.debts, contact.debt_kind, contact.role, contact.is_third), contact
            )
        is_lender = contact.role in LENDERS
        if is_lender:
            self._lenders_named.setdefault((contact.collector, contact.role), contact)
        for debt in contact.debts:
            self._debts[debt].append(contact)
            self._named[caller].setdefault(debt, contact)
            self._kinds[debt].setdefault(contact.debt_kind, contact)
            if is_lender:
                self._lenders[debt].setdefault(contact.collector, contact)

    def _is_begun_or_answers(self, contact: Contact, caller: tuple[str, str]) -> bool:
        """Return whether the borrower began a contact, or it is the first that followed on that medium, as ``Index.answers`` has it."""
        open_ = self._unanswered[caller]
        if contact.from_collector:
            answers = contact.medium in open_
            open_.discard(contact.medium)
            return answers
        (open_.discard if contact.talked else open_.add)(contact.medium)
        return True

    def _far(self, contact: Contact, law: Law) -> Iterable[Contact]:
        """Return what rules may look at for ``contact`` that look further, of the same caller.

        What stands out at any time: papers, visits, tactics, third persons; about each debt the first of each kind, with
        whom, with or without a word, and the first demand; and all that followed on a dated fact after which a rule counts it together.
        """
        caller = _caller(contact)
        named, kinds = ("", contact.collector), self._counted_from(law)
        since = (
            one.from_on
            for one in self._log.events
            if one.kind in kinds and (one.collector in named or not contact.collector)
        )
        first, timeline = min(since, default=None), self._callers[caller]
        followed = [] if first is None else timeline[bisect_right(timeline, first, key=_at) :]
        return (*self._outstanding[caller], *self._told[caller].values(), *followed)

    def _counted_from(self, law: Law) -> frozenset[str]:
        if law.jurisdiction not in self._kinds_counted:
            self._kinds_counted[law.jurisdiction] = counted_from(checks_of(law.jurisdiction).values())
        return self._kinds_counted[law.jurisdiction]

    def _near(self, contact: Contact) -> Iterator[Contact]:
        """Yield what rules may look at for ``contact`` that look at days.

        The last of the log. Of the same caller: who came first, the first about each debt, what the borrower began and what
        answered it, what came within the window. Of others: each third person and each lender once, and for the same debt the
        window and its lenders, since the log may name the one behind an agency; and who says of what kind that debt is.
        """
        caller = _caller(contact)
        yield from self._last
        yield from self._callers[caller][:1]
        yield from self._named[caller].values()
        yield from self._begun[caller]
        yield from self._thirds.values()
        yield from self._lenders_named.values()
        yield from _within(self._callers[caller], contact)
        for debt in contact.debts:
            yield from self._lenders[debt].values()
            yield from self._kinds[debt].values()
            yield from _within(self._debts[debt], contact)


def _within(timeline: list[Contact], contact: Contact) -> list[Contact]:
    """Return what of a timeline lies within the window round a contact."""
    first = bisect_left(timeline, contact.at - LONGEST_WINDOW, key=_at)
    last = bisect_right(timeline, contact.at + LONGEST_WINDOW, key=_at)
    return timeline[first:last]


def run_for_contact(log: Log, law: Law, contact: Contact) -> Report:
    """Return the findings that ``contact``, which is in ``log``, has a part in: only what is near it is looked at."""
    return Standing(log).report_with(contact, law)


def _caller(contact: Contact) -> tuple[str, str]:
    return (contact.collector, "") if contact.collector else ("", contact.number)


def _stands_out(contact: Contact) -> bool:
    return (
        contact.channel in PAPER | VISITS | PUBLIC
        or bool(contact.flags or contact.tactics or contact.heard)
        or contact.purpose == "notice"
        or contact.is_third
        or not contact.from_collector
    )


def _findings(index: Index, law: Law, step: Callable[[float], None], story: Index | None = None) -> list[Finding]:
    """Return what the rules find in a log; those that look far back look at its whole ``story`` where that is given."""
    checks = checks_of(law.jurisdiction)
    found: list[Finding] = []
    for place, rule in enumerate(law.rules):
        step(place / len(law.rules))
        if rule.is_shown and not rule.tells:
            check = checks[rule.id]
            looked_at = story if story is not None and is_looking_far_back(check) else index
            ground = Ground(rule, without(looked_at, rule.not_about))
            found += (one for one in check(ground) if one.outcome is not Outcome.NONE)
    return found


def _first_row(finding: Finding) -> float:
    """Return the first contact that a finding is about: findings in the order of their rules are sorted by it, which keeps that."""
    return finding.contacts[0] if finding.contacts else -inf


def _report(found: Iterable[Finding]) -> Report:
    findings = sorted(sorted(found, key=attrgetter("rule")), key=_first_row)
    rules: dict[str, dict[str, None]] = defaultdict(dict)
    rows: dict[str, set[int]] = defaultdict(set)
    for finding in findings:
        for question in finding.questions:
            rules[question][finding.rule] = None
            rows[question].update(finding.contacts)
    questions = tuple(Question(name, tuple(rules[name]), tuple(sorted(rows[name]))) for name in sorted(rules))
    return Report(tuple(findings), questions)
