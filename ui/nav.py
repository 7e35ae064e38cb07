"""Where the person is: a stack of screens; opening, going back, drawing what the top one shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from kivy.core.window import Window
from kivy.metrics import dp

from planner.errors import DamagedStore, StoreError, Text
from planner.resources import ASSETS
from ui.dialler import Dial
from ui.frame import TAB_NAMES, layers
from ui.routes import screen_class
from ui.screens.screen import Screen
from ui.task import Task
from ui.theme import theme
from ui.viewmodels.session import Session
from ui.widgets.copying import forget_copied
from ui.widgets.focus import ON_PHONE, focus_order, keyboard_leads
from ui.widgets.page import PANE, WIDE, Layers
from ui.widgets.press import Pressable
from ui.widgets.scroll import places, return_to
from ui.widgets.tree import Kept, patch

if TYPE_CHECKING:
    from planner.services.log_checks import LogChecks

NAME, NEUTRAL_NAME = "Ashore 上岸", Text("Notes")
STEP = 0.1
"""How much further a check of the log must be to be drawn again."""
WITHOUT_KEY = ("lock", "cover", "help", "breathe", "crash")


def first_page(session: Session) -> str:
    """Return the page to begin with."""
    if session.is_locked:
        return "lock"
    if session.is_damaged:
        return "restore"
    if session.problem is not None:
        return "crash"
    if session.is_from_before:
        return "protect"
    return "first_run" if session.is_new else "today"


class Sheets(NamedTuple):
    """Which sheet is ``open`` over which ``page``; ``openers``: labels of what opened a sheet, by what it lay over."""

    page: str
    open: str
    openers: dict[str, str]


class Nav:
    """Given to every screen. Screens ask it to go elsewhere; it asks them what to draw.

    ``dial`` opens the device's dialler; None where it makes no calls.
    """

    def __init__(self, session: Session, root: Layers, dial: Dial | None = None) -> None:
        self.session = session
        self.root = root
        self.dial = dial
        self._stack: list[Screen] = []
        self._places: dict[str, float] = {}
        self._number = 0
        self._work: list[Task] = []
        self._check: Task | None = None
        self._asked: Any = None
        self.checking: float | None = None
        """How far the check of the whole log is, from 0 to 1; None where none runs."""
        self._sheets = Sheets("", "", {})
        self.page_left: Callable[[], object] = lambda: None
        """Called when another page is in front."""
        self.kept = Kept()
        self.take_look()

    # What screens need

    def say(self, text: Text) -> str:
        """Say a sentence in the person's language."""
        return self.session.say(text)

    @property
    def top(self) -> Screen:
        """The screen in front."""
        return self._stack[-1]

    @property
    def tab_in_front(self) -> str:
        """The tab of the screen in front; none before there is one."""
        return self._stack[-1].tab if self._stack else ""

    @property
    def is_first(self) -> bool:
        """Whether the screen in front is the one that the tab or the rail opened."""
        return len(self._stack) == 1

    @property
    def key(self) -> str:
        """A name of the page in front that no other page has."""
        return self.top.key

    @property
    def wide(self) -> bool:
        """Whether the window has room for the rail."""
        return Window.width >= dp(WIDE)

    @property
    def has_room_beside(self) -> bool:
        """Whether the window has room for a list and what is chosen of it, side by side."""
        return Window.width >= dp(PANE)

    def beside(self) -> Screen | None:
        """Return the list that stands at the left of the screen in front, where there is room for both."""
        below = self._stack[-2] if len(self._stack) > 1 else None
        if self.has_room_beside and below is not None and self.top.pane_of == below.route:
            return below
        return None

    # Long work

    def run(self, work: Task) -> Task:
        """Keep a piece of work, so that it is stopped and waited for when the app ends."""
        self._work = [one for one in self._work if not one.is_over] + [work]
        return work

    @property
    def is_working(self) -> bool:
        """Whether a piece of work goes on."""
        return any(not one.is_over for one in self._work)

    def stop_work(self) -> None:
        """Ask all work to stop, and wait for it."""
        self.stop_check()
        for work in self._work:
            work.cancel()
        for work in self._work:
            work.wait()

    # The check of the log

    def check_log(self) -> None:
        """Ask the rules about the whole log, on the worker, unless nothing changed since they were asked."""
        session = self.session
        place = None if session.is_locked or session.problem is not None else session.jurisdiction
        if place is None:
            return
        try:
            checks = session.checks
            asked, is_known = (checks, checks.stamp(place)), checks.current(place) is not None
        except DamagedStore:
            raise  # leads to what can be saved
        except StoreError:
            return  # the page in front says what is wrong with the store
        if is_known:
            return
        if self._check is not None and self._asked == asked:
            return  # that is what it does just now
        self.stop_check()
        self._asked, self.checking = asked, 0.0

        def done(_checked: Any) -> None:
            self._check_ended(checks, None)

        def failed(error: BaseException) -> None:
            self._check_ended(checks, error)

        work = Task(lambda report, stopped: checks.check(place, report, stopped), done, failed, self._checked_in_part)
        self._check = self.run(work)

    def stop_check(self) -> None:
        """Let the check of the log be, until somebody asks for it again."""
        if self._check is not None:
            self._check.cancel()
        self._check = self.checking = self._asked = None

    def _checked_in_part(self, part: float) -> None:
        if self.checking is None or part - self.checking < STEP:
            return
        self.checking = part
        if self.top.shows_checking:
            self.draw()

    def _check_ended(self, checks: LogChecks, error: BaseException | None) -> None:
        """Show what was found; what ends after another household was opened says nothing."""
        if self.session.made_checks is not checks:
            return
        self._check = self.checking = self._asked = None
        if isinstance(error, StoreError) and not isinstance(error, DamagedStore):
            self.session.notice = error.message
            self.top.refresh()
            return
        if error is not None:
            raise error
        for screen in self._stack:
            screen.log_checked()
        self.draw()

    # Going

    def start(self, route: str, **what: Any) -> None:
        """Begin anew at ``route``."""
        for screen in self._stack:
            screen.leave()
        self._stack = []
        self.open(route, **what)
        self._places = {}

    def open(self, route: str, **what: Any) -> None:
        """Go to a screen; Back returns. While the list is locked only what shows nothing of it opens."""
        if self.session.is_locked and route not in WITHOUT_KEY:
            route, what = "lock", {}
        if self._stack and self.beside() is not None and self._stack[-2].opens_in_pane(route):
            self._stack.pop().leave()
        self._number += 1
        self._places.update(places(self.root))
        if route == "crash":
            self._stack = [one for one in self._stack if one.route != "crash"]
        screen = screen_class(route)(self, route, self._number, **what)
        self._stack.append(screen)
        self.draw()

    def replace(self, route: str, **what: Any) -> None:
        """Go to a screen in the place of the one in front: Back does not return to it."""
        self._stack.pop().leave()
        self.open(route, **what)

    def tab(self, route: str) -> None:
        """Go to the first page of a tab."""
        self.start(route)

    def back(self) -> None:
        """Go back one step: within the screen, to the one before, or to Today."""
        if self.top.go_back():
            self.draw()
            return
        if len(self._stack) > 1:
            self._places.update(places(self.root))
            self._stack.pop().leave()
            self.top.refresh()
            return_to(self.root, self._places)
        elif self.top.route not in ("today", "first_run"):
            self.start("today")

    def help(self) -> None:
        """Open help over whatever is there."""
        if self.top.route != "help":
            self.open("help")

    def behind(self) -> str:
        """Return the name of the page that Back leads to."""
        below = self._stack[-2] if len(self._stack) > 1 else None
        return self.say(TAB_NAMES.get(below.route, Text("Back")) if below is not None else TAB_NAMES["today"])

    def hide_amounts(self) -> None:
        """Hide every amount, or show them again."""
        self.session.hide_amounts(not self.session.amounts_hidden)
        for screen in self._stack:
            screen.read_again()
        self.draw()

    # Locking and hiding

    def go_in(self) -> None:
        """Go where the person's list begins: to Today, to the first run, to what is wrong with the store."""
        self.start(first_page(self.session))
        self.name_window()
        self.new_look()

    def lock(self) -> None:
        """Lock the list, where a passphrase opens it again. Forms left in the middle are still there afterwards."""
        if self.session.is_locked or not self.session.has_passphrase:
            return
        self.stop_work()
        for screen in self._stack:
            screen.leave()
        self._stack = []
        self.session.lock()
        forget_copied()
        self.start("lock")
        self.new_look()

    def hide_now(self) -> None:
        """Cover everything at once, lock it where it can be, and put the window away."""
        if self.top.route == "cover":
            return
        self.lock()
        self.open("cover")
        Window.set_title(self.say(NEUTRAL_NAME))
        if not ON_PHONE:
            Window.minimize()

    def uncover(self) -> None:
        """Go on from the cover: to the lock, or to the page that was covered."""
        if self.top.route == "cover":
            self._stack.pop()
        self.name_window()
        self.top.refresh()

    def name_window(self) -> None:
        """Call the window by its name, or by a neutral one."""
        neutral = self.session.settings.get("neutral_name") == "yes"
        Window.set_title(self.say(NEUTRAL_NAME) if neutral else NAME)
        Window.set_icon(str(ASSETS / "icons" / ("notes.png" if neutral else "ashore.png")))

    # Drawing

    def draw(self) -> None:
        """Bring the window up to what the top screen shows, and the list beside it."""
        beside = self.beside()
        if beside is not None:
            beside.read_again()
        nodes = layers(self)
        page, sheet = self.key, nodes[-1].key if len(nodes) > 1 else ""
        if page == self._sheets.page and sheet == self._sheets.open:
            patch(self.root, nodes)
            return
        focused = next((widget for widget in focus_order(self.root) if widget.focus), None)
        patch(self.root, nodes)
        if page != self._sheets.page:
            self._sheets = Sheets(page, sheet, {})
            self.page_left()
        else:
            self._change_sheet(sheet, getattr(focused, "label", ""))

    def _change_sheet(self, sheet: str, focused: str) -> None:
        """Let the keyboard come back to what opened a sheet, once the sheet is closed."""
        openers = dict(self._sheets.openers)
        opener = openers.pop(sheet, "")
        if not opener:
            openers[self._sheets.open] = focused
        self._sheets = Sheets(self._sheets.page, sheet, openers)
        pressable = [w for w in focus_order(self.root.layers[-1]) if isinstance(w, Pressable)]
        back = next((w for w in pressable if opener and w.label == opener), None)
        if back is not None:
            back.focus = True
            back.wait_for_release()

    def take_look(self) -> None:
        """Take theme, text size and motion from the settings."""
        settings = self.session.settings
        theme.use(
            settings.get("theme", "light"),
            float(settings.get("text_size", "1.0")),
            settings.get("reduced_motion") == "yes",
        )
        Window.clearcolor = theme.color("bg")

    def new_look(self) -> None:
        """Make every widget anew, after a change of language, theme or text size; focus and place stay."""
        order = focus_order(self.root)
        place = next((i for i, widget in enumerate(order) if widget.focus), None)
        self.take_look()
        for screen in self._stack:
            screen.read_again()
        self._places.update(places(self.root))
        patch(self.root, ())
        self.draw()
        return_to(self.root, self._places)
        if place is not None:
            after = focus_order(self.root)
            if place < len(after):
                after[place].focus = True

    def type_into(self, kind: type) -> None:
        """Let typing go into the first field of this kind on the page."""
        field = next((widget for widget in self.root.walk() if isinstance(widget, kind)), None)
        if field is not None:
            field.input.focus = True

    def focus_first(self) -> None:
        """Let Tab begin at the first thing on the page."""
        keyboard_leads(True)
        order = focus_order(self.root.layers[-1])
        if order:
            order[0].focus = True
