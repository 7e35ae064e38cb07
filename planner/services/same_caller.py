"""Calls that name nobody, from a number that one collector has: what the rules would find if it was the same caller each time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from functools import cached_property

from planner.rules.facts import Contact, Log
from planner.rules.findings import WHO, Finding, Outcome, Question
from planner.rules.law import Law
from planner.rules.runner import Report, Standing

_ABOUT_A_COURSE = (Outcome.POSSIBLE_BREACH, Outcome.WORTH_CHECKING)

Known = Set[tuple[str, int]]
"""Which rules find something of which contacts anyway."""


def with_same_caller(report: Report, log: Log, run: Callable[[Log], Report]) -> Report:
    """Return a report with what is found besides if unnamed calls are of the collector whose number it is.

    That is at most worth checking, and asks whose number it was: a number can be shared, or shown falsely. Findings that
    the log gives as it stands stay as they are. ``log`` is in one spelling.
    """
    named = _named_by_number(log.contacts)
    if not named:
        return report
    return _with_more(report, run(_supposing(log, named)), named, _known(report))


class OneMore:
    """A log that was checked, and one more contact: what ``with_same_caller`` would say of that contact on the log with it."""

    def __init__(self, log: Log, report: Report) -> None:
        """``report``: what the log gives as it stands."""
        self._log, self._report = log, report

    def arrange(self) -> None:
        """Make ready what the first contact would wait for."""
        for part in ("_named", "_of_number", "_of_caller", "_known"):
            getattr(self, part)
        if self._named:
            assert self._standing

    def report_with(self, contact: Contact, report: Report, law: Law) -> Report:
        """Return ``report``, which is on ``contact`` alone, with what is found of it besides."""
        named = self._named_with(contact)
        supposed = named.get(contact.row, contact)
        if supposed.collector not in {one.collector for one in named.values()}:
            return report
        others = {row: one for row, one in named.items() if row != contact.row}
        is_as_before = others == self._named and supposed.collector in {one.collector for one in others.values()}
        standing = self._standing if is_as_before else Standing(self._supposing(named))
        found = standing.report_with(supposed, law)
        return _with_more(report, found, named, self._known | _known(report))

    def _named_with(self, contact: Contact) -> dict[int, Contact]:
        """Return what ``_named_by_number`` returns of the log with ``contact``: only calls of its number can be named otherwise."""
        if not contact.number:
            return self._named
        of_number = [one for one in self._of_number.get(contact.number, ()) if one.row != contact.row]
        others = {row: one for row, one in self._named.items() if one.number != contact.number}
        return others | _named_by_number((*of_number, contact))

    @cached_property
    def _named(self) -> dict[int, Contact]:
        return _named_by_number(self._log.contacts)

    @cached_property
    def _of_number(self) -> dict[str, list[Contact]]:
        return _by(self._log.contacts, lambda one: one.number)

    def _supposing(self, named: Mapping[int, Contact]) -> Log:
        """Return what ``_supposing`` returns, without going through the whole log."""
        callers = dict.fromkeys(one.collector for one in named.values())
        theirs = (one for caller in callers for one in self._of_caller.get(caller, ()))
        return self._log._replace(contacts=(*theirs, *named.values()))

    @cached_property
    def _of_caller(self) -> dict[str, list[Contact]]:
        return _by(self._log.contacts, lambda one: one.collector)

    @cached_property
    def _standing(self) -> Standing:
        return Standing(self._supposing(self._named))

    @cached_property
    def _known(self) -> Known:
        return _known(self._report)


def _named_by_number(contacts: Iterable[Contact]) -> dict[int, Contact]:
    """Return the contacts that name nobody, with the one collector that others of that number name, by their rows."""
    contacts = list(contacts)
    of_number: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for one in contacts:
        if one.number and one.collector:
            of_number[one.number].add((one.collector, one.role))
    found: dict[int, Contact] = {}
    for one in contacts:
        known = of_number.get(one.number) if one.number and not one.collector else None
        if known and len({collector for collector, _ in known}) == 1:
            collector, roles = next(iter(known))[0], {role for _, role in known} - {""}
            if not one.role or not roles or one.role in roles:
                role = one.role or (roles.pop() if len(roles) == 1 else "")
                found[one.row] = one._replace(collector=collector, role=role)
    return found


def _by(contacts: Iterable[Contact], key: Callable[[Contact], str]) -> dict[str, list[Contact]]:
    """Return contacts by a part of them, those that have it."""
    found: dict[str, list[Contact]] = defaultdict(list)
    for one in contacts:
        if said := key(one):
            found[said].append(one)
    return found


def _supposing(log: Log, named: Mapping[int, Contact]) -> Log:
    """Return a log of the collectors whose numbers are known, with the calls that are supposed to be theirs."""
    callers = {one.collector for one in named.values()}
    contacts = (named.get(one.row, one) for one in log.contacts)
    return log._replace(contacts=tuple(one for one in contacts if one.collector in callers))


def _known(report: Report) -> Known:
    return {(one.rule, row) for one in report.findings for row in one.contacts}


def _with_more(report: Report, supposed: Report, named: Mapping[int, Contact], known: Known) -> Report:
    """Return a report with what of the ``supposed`` one rests on a call that names nobody, and is not found anyway."""
    more = [
        _asking(one)
        for one in supposed.findings
        if one.outcome in _ABOUT_A_COURSE
        and not named.keys().isdisjoint((*one.contacts, *one.counted))
        and not any((one.rule, row) in known for row in one.contacts)
    ]
    if not more:
        return report
    findings = sorted((*report.findings, *more), key=lambda one: one.contacts[:1])
    return Report(tuple(findings), _questions(report, more, named))


def _asking(one: Finding) -> Finding:
    questions = tuple(dict.fromkeys((WHO, *one.questions)))
    return one._replace(outcome=Outcome.WORTH_CHECKING, questions=questions)


def _questions(report: Report, more: list[Finding], named: Mapping[int, Contact]) -> tuple[Question, ...]:
    rules: dict[str, dict[str, None]] = defaultdict(dict)
    rows: dict[str, set[int]] = defaultdict(set)
    for question in report.questions:
        rules[question.id].update(dict.fromkeys(question.rules))
        rows[question.id].update(question.rows)
    for one in more:
        for name in one.questions:
            rules[name][one.rule] = None
            about = (*one.contacts, *one.counted)
            rows[name].update(named.keys() & set(about) if name == WHO else one.contacts)
    return tuple(Question(name, tuple(rules[name]), tuple(sorted(rows[name]))) for name in sorted(rules))
