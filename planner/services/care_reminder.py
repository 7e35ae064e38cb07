"""A reminder of check-ins for those who want one: a calendar file, made only when asked for, that says nothing of what it is.

Ashore sends no notification and runs nothing in the background. The entry names neither Ashore nor check-ins, since a calendar
is seen by others and copied by the device; it ends by itself, so that nobody is asked for ever (wellbeing.md, habits).
"""

from __future__ import annotations

import secrets
from datetime import UTC, date, datetime, time, timedelta

from planner.errors import Text
from planner.i18n import Translate

WORDS = Text("A moment for you?")
WEEKS = 12
HOUR = time(18, 0)


def reminder_ics(today: date, say: Translate) -> bytes:
    """Return a calendar file (RFC 5545) with an entry once a week, from next week on, in the evening where one is."""
    from icalendar import Alarm, Calendar, Event

    begins = datetime.combine(today + timedelta(weeks=1), HOUR)
    calendar, event, alarm = Calendar(), Event(), Alarm()
    calendar.add("prodid", "-//Notes//Reminders//EN")
    calendar.add("version", "2.0")
    event.add("uid", f"{secrets.token_hex(16)}@reminders")
    event.add("dtstamp", datetime(today.year, today.month, today.day, tzinfo=UTC))
    event.add("dtstart", begins)  # no zone: six in the evening wherever the person is
    event.add("dtend", begins + timedelta(minutes=15))
    event.add("rrule", {"freq": "weekly", "count": WEEKS})
    event.add("summary", say(WORDS))
    event.add("transp", "TRANSPARENT")
    alarm.add("action", "DISPLAY")
    alarm.add("description", say(WORDS))
    alarm.add("trigger", timedelta(0))
    event.add_component(alarm)
    calendar.add_component(event)
    return bytes(calendar.to_ical())
