"""What every screen is: a view model's state, drawn as nodes. Screens forward taps and decide nothing."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from planner.errors import Text
from ui.widgets.page import PageParts
from ui.widgets.press import IconButton
from ui.widgets.tree import Node, el

if TYPE_CHECKING:
    from ui.nav import Nav


class Screen(ABC):
    """One page. ``tab``: which tab it belongs to; ``pane_of``: the list it may stand beside."""

    tab = "today"
    pane_of = ""
    offers_help = True
    hides_now = False
    """Whether a page without a tab, and so without the rail, has a way to cover everything."""
    shows_checking = False
    """Whether the page shows how far a check of the log is."""
    _day: tuple[str, Callable[[str], None]] | None = None
    """The day field whose calendar is open: the day in it, and what takes another."""

    def __init__(self, nav: Nav, route: str, number: int, **what: Any) -> None:
        self.nav, self.route, self.number = nav, route, number
        self.session = nav.session
        self.begin(**what)

    @property
    def key(self) -> str:
        """A name that no other page has."""
        return f"{self.route} {self.number}"

    # What a screen writes

    @abstractmethod
    def begin(self, *what: Any, **named: Any) -> None:
        """Make the view model; set ``vm`` and ``state``."""

    @abstractmethod
    def page(self) -> PageParts:
        """Return what the page holds."""

    def sheet(self) -> tuple[str, tuple[Node, ...], Callable[[], None]] | None:
        """Return (title, nodes, close) of what stands over the page, if anything does."""
        return None

    def undo(self) -> tuple[str, Callable[[], None], Callable[[], None]] | None:
        """Return (words, take back, let go) where something can be undone."""
        return None

    def go_back(self) -> bool:
        """Go back within the screen; False where it is to be left."""
        return False

    def leave(self) -> None:  # noqa: B027  most pages hold nothing outside themselves
        """Let go of what the page held outside itself."""

    def log_checked(self) -> None:  # noqa: B027  most pages do not say what the rules found
        """Take what the rules say of the log; the page is drawn afterwards."""

    def opens_in_pane(self, route: str) -> bool:
        """Return whether ``route`` opens beside this list, in the place of what stands there."""
        return False

    # What every screen can do

    def say(self, text: Text) -> str:
        """Say a sentence in the person's language."""
        return self.session.say(text)

    def show(self, state: Any) -> None:
        """Take the next state, and draw it."""
        self.state = state
        self.nav.draw()

    # The calendar of a day field

    def day_button(self, value: str, choose: Callable[[str], None], field: str = "") -> Node:
        """Return the button in a day field that opens a month. ``field``: its label, where a page has several."""
        label = self.say(Text("Choose a day: {field}", {"field": field}) if field else Text("Choose a day"))
        action = lambda: self._open_day((value, choose))  # noqa: E731
        return el(IconButton, name="calendar", fill="surface", label=label, action=action)

    def over(self) -> tuple[str, tuple[Node, ...], Callable[[], None]] | None:
        """Return what stands over the page: the month of a day field where one is open, else its own sheet."""
        if self._day is None:
            return self.sheet()
        from planner.i18n import first_weekday
        from ui.widgets.calendar import MonthCalendar  # not before somebody looks for a day

        value, choose = self._day

        def chosen(day: str) -> None:
            self._day = None
            choose(day)

        session = self.session
        month = el(
            MonthCalendar,
            value=value,
            today=session.today,
            language=session.language,
            begins=first_weekday(session.settings.get("country", "")),
            choose=chosen,
        )
        return self.say(Text("Choose a day")), (month,), lambda: self._open_day(None)

    def _open_day(self, day: tuple[str, Callable[[str], None]] | None) -> None:
        self._day = day
        self.nav.draw()

    # What the page takes

    def read_again(self) -> None:
        """Take the state as it is now, without drawing: amounts were hidden, or the language changed."""
        self.state = self.vm.state()

    def refresh(self) -> None:
        """Take the state as it is now, and draw it: the person came back to this page."""
        self.show(self.vm.state())
