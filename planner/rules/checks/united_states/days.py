"""The days of the validation period: when a notice may be taken to have been received, and until when one may dispute."""

from __future__ import annotations

from datetime import date, timedelta

from planner.rules.holidays import load_holidays
from planner.rules.law import load_law

PLACE = "united_states"
RULE = "us.regf.validation-window"
SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Return whether a day is no Saturday, no Sunday and no legal public holiday of 5 USC 6103(a); raises ``UnknownYear``."""
    return day.weekday() < SATURDAY and load_holidays(PLACE).name_on(day) is None


def assumed_receipt_on(provided_on: date) -> date:
    """Return the first day on which a notice provided on ``provided_on`` may be taken to have been received.

    12 CFR 1006.34(b)(5): at least five days after it, without Saturdays, Sundays and the holidays of 5 USC 6103(a). The days
    on which offices close instead (6103(b)) are not among them. The collector may take a later day. Raises ``UnknownYear``.
    """
    left = load_law(PLACE).rule(RULE).value("working_days", provided_on)
    day = provided_on
    while left:
        day += timedelta(days=1)
        left -= is_working_day(day)
    return day


def dispute_until(received_on: date) -> date:
    """Return the last day of the validation period of a notice received, or taken to be received, on ``received_on``."""
    return received_on + timedelta(days=load_law(PLACE).rule(RULE).value("dispute_days", received_on))
