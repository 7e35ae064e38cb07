"""One contact on top of a log that was checked: what a check of the whole log with it would say of it, found at once."""

from __future__ import annotations

from planner.rules.facts import Contact, Log
from planner.rules.law import Law
from planner.rules.runner import Report, Standing
from planner.services.one_log import Spelling, with_twice
from planner.services.same_caller import OneMore


class OnTop:
    """A log in one spelling, arranged for one contact more, and what the log gave as it stands."""

    def __init__(self, log: Log, report: Report, spelling: Spelling, law: Law) -> None:
        self._log, self._report, self._spelling, self._law = log, report, spelling, law
        self._standing, self._same_caller = Standing(log), OneMore(log, report)
        self._rows = {one.row: one for one in log.contacts}

    def arrange(self) -> None:
        """Make ready what the first contact would wait for."""
        self._same_caller.arrange()

    def report_with(self, contact: Contact) -> Report | None:
        """Return what is found of a contact, new or corrected; None where it changes how others are read, so that all must be
        checked: it says of what kind a debt of theirs is."""
        was = self._rows.get(contact.row)
        if not self._spelling.keeps_kinds(contact, was):
            return None
        one = self._spelling.contact(contact)
        if was is not None and was != one:
            return self._without(was).report_with(contact)
        report = self._same_caller.report_with(one, self._standing.report_with(one, self._law), self._law)
        twice = [(row, same) for row, same in self._log.twice if row != one.row]
        return report._replace(findings=with_twice(report.findings, twice))

    def _without(self, was: Contact) -> OnTop:
        """Return the log without what a contact said before it was corrected."""
        contacts = tuple(one for one in self._log.contacts if one is not was)
        findings = tuple(
            one._replace(contacts=tuple(row for row in one.contacts if row != was.row)) for one in self._report.findings
        )
        report = self._report._replace(findings=findings)
        return OnTop(self._log._replace(contacts=contacts), report, self._spelling, self._law)
