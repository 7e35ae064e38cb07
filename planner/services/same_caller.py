"""Calls that name nobody, from a number that one collector has: what the rules would find if it was the same caller each time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from planner.rules.facts import Contact, Log
from planner.rules.findings import WHO, Finding, Outcome, Question
from planner.rules.runner import Report

_ABOUT_A_COURSE = (Outcome.POSSIBLE_BREACH, Outcome.WORTH_CHECKING)


def with_same_caller(report: Report, log: Log, run: Callable[[Log], Report]) -> Report:
    """Return a report with what is found besides if unnamed calls are of the collector whose number it is.

    That is at most worth checking, and asks whose number it was: a number can be shared, or shown falsely. Findings that
    the log gives as it stands stay as they are. ``log`` is in one spelling.
    """
    named = _named_by_number(log)
    if not named:
        return report
    callers = {one.collector for one in named.values()}
    contacts = (named.get(one.row, one) for one in log.contacts)
    supposed = run(log._replace(contacts=tuple(one for one in contacts if one.collector in callers)))
    known = {(one.rule, row) for one in report.findings for row in one.contacts}
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


def _named_by_number(log: Log) -> dict[int, Contact]:
    """Return the contacts that name nobody, with the one collector that others of that number name, by their rows."""
    of_number: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for one in log.contacts:
        if one.number and one.collector:
            of_number[one.number].add((one.collector, one.role))
    found: dict[int, Contact] = {}
    for one in log.contacts:
        known = of_number.get(one.number) if one.number and not one.collector else None
        if known and len({collector for collector, _ in known}) == 1:
            collector, roles = next(iter(known))[0], {role for _, role in known} - {""}
            if not one.role or not roles or one.role in roles:
                role = one.role or (roles.pop() if len(roles) == 1 else "")
                found[one.row] = one._replace(collector=collector, role=role)
    return found


def _asking(one: Finding) -> Finding:
    questions = tuple(dict.fromkeys((WHO, *one.questions)))
    return one._replace(outcome=Outcome.WORTH_CHECKING, questions=questions)


def _questions(report: Report, more: list[Finding], named: dict[int, Contact]) -> tuple[Question, ...]:
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
