"""Running every rule of a place over a log, and one new contact on top of a log that was checked before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from importlib import import_module
from typing import NamedTuple

from planner.rules.facts import LENDERS, Contact, Log
from planner.rules.findings import Finding, Question
from planner.rules.ground import Check, Ground, Index
from planner.rules.law import JURISDICTIONS, Law

LONGEST_WINDOW = timedelta(days=62)
"""No rule adds up contacts of several callers over more days than this."""


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


def run_checks(log: Log, law: Law) -> Report:
    """Return every finding of the rules of ``law`` on ``log``, in the order of the first contact each is about."""
    return _report(_findings(Index(log), law))


def run_for_contact(log: Log, law: Law, contact: Contact) -> Report:
    """Return the findings that ``contact``, which is in ``log``, has a part in: only what is near it is looked at."""
    near = tuple(one for one in log.contacts if _is_near(one, contact))
    report = run_checks(log._replace(contacts=near), law)
    mine = [finding for finding in report.findings if contact.row in (*finding.contacts, *finding.counted)]
    return _report(mine)


def _findings(index: Index, law: Law) -> list[Finding]:
    checks = checks_of(law.jurisdiction)
    found: list[Finding] = []
    for rule in law.rules:
        if rule.is_shown and not rule.tells:
            found += checks[rule.id](Ground(rule, index))
    return found


def _is_near(one: Contact, contact: Contact) -> bool:
    """Whether a rule may look at ``one`` for ``contact``: the same caller at any time, who came first being one of the
    things that rules ask; others about the same debt, whose lender they may name or with whom they are added up."""
    if one.collector == contact.collector and (contact.collector or one.number == contact.number):
        return True
    apart = abs(one.at - contact.at)
    if set(one.debts) & set(contact.debts):
        return one.role in LENDERS or apart <= LONGEST_WINDOW
    return apart <= timedelta(days=1)


def _report(found: Iterable[Finding]) -> Report:
    findings = sorted(found, key=lambda one: (one.contacts[:1], one.rule))
    rules: dict[str, dict[str, None]] = defaultdict(dict)
    rows: dict[str, set[int]] = defaultdict(set)
    for finding in findings:
        for question in finding.questions:
            rules[question][finding.rule] = None
            rows[question] |= set(finding.contacts)
    questions = tuple(Question(name, tuple(rules[name]), tuple(sorted(rows[name]))) for name in sorted(rules))
    return Report(tuple(findings), questions)
