"""The daily copy: made behind the first frame, and again when a new day begins while the app stays open."""

from __future__ import annotations

from kivy.clock import Clock

from planner.errors import DamagedStore, StoreError
from ui.nav import Nav
from ui.task import Task

EVERY = 600


class DailyCopy:
    """Sees to the copy of the day, on the worker. Where it cannot be made, that is said on every page."""

    def __init__(self, nav: Nav) -> None:
        self._nav = nav
        self._tick = Clock.schedule_interval(self.look, EVERY)

    def look(self, *_) -> None:
        """Make the copy where it is due and the list is open."""
        session, nav = self._nav.session, self._nav
        if session.is_locked or session.is_unprotected or session.is_sample or session.is_damaged or nav.is_working:
            return
        try:
            household, today = session.household, session.today
        except DamagedStore as error:
            session.found_damaged(error)
            nav.start("restore")
            return
        except StoreError:
            return  # the page in front says what is wrong with the store
        nav.run(Task(lambda *_: household.keep_backup(today), lambda _: None, self._not_made))

    def stop(self) -> None:
        """See to it no more."""
        self._tick.cancel()

    def _not_made(self, error: BaseException) -> None:
        if not isinstance(error, StoreError):
            raise error
        self._nav.session.notice = error.message
        self._nav.top.refresh()
