"""A notice of the desktop on a day that has something, for whoever switched it on; it says no more than "Reminder"."""

from __future__ import annotations

from datetime import date

from kivy.clock import Clock

from planner.errors import PlannerError, Text
from ui.nav import Nav
from ui.task import Task

EVERY = 60


class DayNotice:
    """Looks at the agenda once a day, on the worker, while the list is open."""

    def __init__(self, nav: Nav) -> None:
        self._nav = nav
        self._looked_on: date | None = None
        self._tick = Clock.schedule_interval(self.look, EVERY)

    def look(self, *_) -> None:
        """Show the notice where today or tomorrow has something, once a day and never at night."""
        session, nav = self._nav.session, self._nav
        if session.settings.get("day_notice") != "yes" or session.is_locked or session.is_sample or session.is_damaged:
            return
        if session.is_night or nav.is_working or self._looked_on == session.today:
            return
        self._looked_on = session.today
        try:
            household = session.household
        except PlannerError:
            return  # the page in front says what is wrong with the store
        language, today, words = session.language, session.today, session.say(Text("Reminder"))

        def work(*_) -> None:
            from planner.services.agenda import has_a_day
            from planner.services.desktop_notice import notify

            if has_a_day(household, language, today):
                notify(words)

        nav.run(Task(work, lambda _: None, self._failed))

    def stop(self) -> None:
        """Look no more."""
        self._tick.cancel()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, PlannerError):
            raise error
