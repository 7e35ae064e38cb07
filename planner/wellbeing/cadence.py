"""When a question may come again: rarely, never after a skip, never in a pause."""

from __future__ import annotations

from datetime import date, timedelta

from planner.dates import add_months
from planner.wellbeing.instruments import Instrument

LONGEST_PAUSE = 4
"""Weeks."""


def next_day(instrument: Instrument, last: date | None) -> date | None:
    """Return the first day on which it may be asked after ``last``, an answer or a skip; None: at any time."""
    if last is None:
        return None
    if instrument.every_months:
        return add_months(last, instrument.every_months)
    return last + timedelta(days=instrument.every_days)


def is_due(
    instrument: Instrument, today: date, *, answered: date | None, skipped: date | None, paused_until: date | None
) -> bool:
    """Return whether it may be asked today. A skip rests it as long as an answer does; a pause rests all.

    A day after today, of a clock that was set back, counts as none: nothing stays away for good.
    """
    if paused_until is not None and today < paused_until <= today + timedelta(weeks=LONGEST_PAUSE):
        return False
    days = [day for day in (answered, skipped) if day is not None and day <= today]
    begins = next_day(instrument, max(days, default=None))
    return begins is None or today >= begins


def may_answer(instrument: Instrument, today: date, answered: date | None) -> bool:
    """Return whether the person may answer it of their own accord.

    A scale that looks back on two weeks is not answered twice within them; the weekly tap is, whenever they like.
    """
    if instrument.scoring == "single" or answered is None or answered > today:
        return True
    begins = next_day(instrument, answered)
    return begins is None or today >= begins


def pause_ends(today: date, weeks: int) -> date:
    """Return the first day after a pause of one to four weeks."""
    return today + timedelta(weeks=min(LONGEST_PAUSE, max(1, weeks)))
