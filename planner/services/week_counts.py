"""The contacts of seven days against the numbers of the rules of a place."""

from __future__ import annotations

from datetime import date

from planner.rules.counts import Count, count_days, is_counted, uncounted
from planner.rules.counts import can_count as law_can_count
from planner.services.checking import law_of
from planner.services.log_checks import LogChecks

__all__ = ["Count", "can_count", "count_week", "is_counted", "uncounted_rules"]


def can_count(place: str) -> bool:
    """Return whether a rule of the place has a number of contacts."""
    return law_can_count(law_of(place))


def uncounted_rules(place: str, day: date, language: str) -> list[str]:
    """Return the names of rules with a number of which no week can be shown."""
    return [rule.title[language] for rule in uncounted(law_of(place), day)]


def count_week(checks: LogChecks, place: str, last: date) -> list[Count]:
    """Return what each rule counts in the seven days that end with ``last``; the log is checked where it was not yet."""
    checked = checks.check(place)
    return [] if checked is None else count_days(checked.log, checked.law, last)
