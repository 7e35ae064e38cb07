"""Days: reading them, and counting months from a start without drifting (31 Jan, 28 Feb, 31 Mar)."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from dateutil.relativedelta import relativedelta

from planner.errors import Text
from planner.money import BadValue

_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{4})年(\d{1,2})月(\d{1,2})日")
FIRST_YEAR, LAST_YEAR = 1900, 2200


def parse_day(text: str) -> date:
    """Return the day that ``2026-11-22`` or ``2026年11月22日`` names; raise ``BadValue`` for others, 31 February among them."""
    said = text.strip()
    match = _DAY.fullmatch(unicodedata.normalize("NFKC", said))
    if match is None:
        raise BadValue(Text('"{text}" is not a day; write it like 2026-11-22', {"text": said[:40]}))
    year, month, day = (int(part) for part in match.groups() if part)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadValue(Text('the year of "{text}" looks wrong; write a day like 2026-11-22', {"text": said[:40]}))
    try:
        return date(year, month, day)
    except ValueError:
        blanks = {"text": said[:40]}
        if 1 <= month <= 12 and 28 < day <= 31:
            last = date(year, month, 1) + relativedelta(day=31)
            words = Text('there is no day "{text}"; did you mean {meant}?', {**blanks, "meant": last.isoformat()})
            raise BadValue(words) from None
        raise BadValue(
            Text('there is no day "{text}" in the calendar; look at the month and the day', blanks)
        ) from None


def add_months(start: date, months: int) -> date:
    """Return ``start`` plus ``months``, counted from ``start``; a missing day becomes the month's last."""
    moved: date = start + relativedelta(months=months)
    return moved


def due_in_month(month_end: date, due_day: int) -> date:
    """Return the last day on or before ``month_end`` whose day of the month is ``due_day`` (clamped)."""
    here: date = month_end + relativedelta(day=due_day)
    before: date = month_end + relativedelta(months=-1, day=due_day)
    return here if here <= month_end else before


def next_due(today: date, due_day: int) -> date:
    """Return the first day from ``today`` on whose day of the month is ``due_day``, or the month's last where it has none."""
    here: date = today + relativedelta(day=due_day)
    after: date = today + relativedelta(months=1, day=due_day)
    return here if here >= today else after
