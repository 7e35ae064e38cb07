"""The app: wires the session, the window and the screens; the edge where a bug ends in one calm sentence."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from kivy.app import App
from kivy.base import ExceptionHandler, ExceptionManager
from kivy.clock import Clock
from kivy.core.window import Window
from kivy.uix.behaviors import FocusBehavior

from planner.errors import DamagedStore, PlannerError
from ui.daily import DailyCopy
from ui.day_notice import DayNotice
from ui.dialler import Dial, phone_dialler
from ui.fonts import register_fonts
from ui.idle import IdleLock
from ui.nav import NAME, Nav, first_page
from ui.screen_guard import guard_screen
from ui.sweep import Sweep, keep_what_is_loaded
from ui.task import Task
from ui.viewmodels.session import Session
from ui.widgets.focus import keyboard_leads
from ui.widgets.page import Layers
from ui.widgets.plain_fill import read_plainly

ESCAPE, TAB = 27, 9


class AshoreApp(App):
    """Ashore in a window, on the store in ``folder``."""

    title = NAME

    def __init__(self, folder: Path, *, session: Session | None = None, dial: Dial | None = None, **props) -> None:
        super().__init__(**props)
        register_fonts()
        self._folder = folder
        self.session = session or Session(folder)
        self._dial = dial or phone_dialler()
        self.nav: Nav | None = None
        self._warm: Task | None = None
        self._soon = Clock.create_trigger(self._warm_up, 0.2)

    def build(self) -> Layers:
        """Return the window's first page."""
        read_plainly()
        keep_what_is_loaded()
        root = Layers()
        self.nav = Nav(self.session, root, self._dial)
        self.nav.start(first_page(self.session))
        self.nav.name_window()
        self._idle, self._daily, self._notice = IdleLock(self.nav), DailyCopy(self.nav), DayNotice(self.nav)
        self._sweep = Sweep()
        self.nav.page_left = self._sweep.page_left
        Window.bind(on_minimize=self._left, on_hide=self._left)
        Window.bind(on_resize=self._resized, on_key_down=self._key, on_touch_down=self._by_hand)
        return root

    def on_start(self) -> None:
        """Listen for bugs, and for the first frame."""
        guard_screen()
        self._handler = CrashPage(self)
        ExceptionManager.add_handler(self._handler)
        Window.bind(on_flip=self._shown)

    def _shown(self, *_) -> None:
        """Load the database layer behind the first frame, so that the first change need not wait."""
        Window.unbind(on_flip=self._shown)
        self._soon()

    def _warm_up(self, _) -> None:
        self._warm = Task(lambda *_: __import__("sqlmodel"), self._loaded, lambda _: None)

    def _loaded(self, _) -> None:
        self._daily.look()
        if self.nav is not None and self.nav.top.route == "today":
            self.nav.top.check()

    def on_stop(self) -> None:
        """Give the store back."""
        Window.unbind(on_resize=self._resized, on_key_down=self._key, on_touch_down=self._by_hand)
        Window.unbind(on_minimize=self._left, on_hide=self._left)
        self._idle.stop()
        self._daily.stop()
        self._notice.stop()
        self._sweep.stop()
        ExceptionManager.remove_handler(self._handler)
        Window.unbind(on_flip=self._shown)
        self._soon.cancel()
        if self._warm is not None:
            self._warm.cancel()
            self._warm.wait()
        if self.nav is not None:
            self.nav.stop_work()
        self.session.close()

    def on_pause(self) -> bool:
        """Stay alive in the background of a phone; whoever takes it up next finds it locked."""
        self._left()
        return True

    def _left(self, *_) -> None:
        if self.nav is not None and self.nav.top.route != "cover":
            self.nav.lock()

    def _resized(self, *_) -> None:
        if self.nav is not None:
            self.nav.draw()

    def _by_hand(self, *_) -> None:
        keyboard_leads(False)

    def _key(self, window, key, scancode=0, codepoint=None, modifiers=()) -> bool:
        nav = self.nav
        if nav is None:
            return False
        if key == ESCAPE:
            sheet = nav.top.over()
            if sheet is not None:
                sheet[2]()
            else:
                nav.back()
            return True
        if key == TAB and not _something_has_focus(nav.root):
            nav.focus_first()
            return True
        if "ctrl" in modifiers and key == ord("h"):
            nav.hide_now()
            return True
        if "ctrl" in modifiers and key in (ord("l"), ord("f")) and nav.top.tab and not nav.session.is_new:
            self._go_to_log(write=key == ord("l"))
            return True
        return False

    def _go_to_log(self, *, write: bool) -> None:
        """Write a contact down (Ctrl+L), or look for one (Ctrl+F)."""
        if write:
            self.nav.open("contact_form")
            return
        if self.nav.top.route != "contacts":
            self.nav.tab("contacts")
        self.nav.top.find()


def _something_has_focus(root) -> bool:
    return any(isinstance(widget, FocusBehavior) and widget.focus for widget in root.walk())


class CrashPage(ExceptionHandler):
    """A bug ends here: the page says so in one calm sentence, what was stored is safe, and the way back is one tap."""

    def __init__(self, app: AshoreApp) -> None:
        self._app = app
        self._again = 0

    def handle_exception(self, inst: BaseException) -> int:
        """Show the page; a bug of this page itself, or an end by keyboard, is let through."""
        nav = self._app.nav
        if not isinstance(inst, Exception) or nav is None or self._again:
            return ExceptionManager.RAISE
        if isinstance(inst, DamagedStore):
            self._app.session.found_damaged(inst)
            nav.start("restore")
            return ExceptionManager.PASS
        if os.environ.get("ASHORE_DEBUG") and not isinstance(inst, PlannerError):
            sys.excepthook(type(inst), inst, inst.__traceback__)
        self._again += 1
        nav.open("crash", message=inst.message if isinstance(inst, PlannerError) else None)
        Clock.schedule_once(self._calm, 0)
        return ExceptionManager.PASS

    def _calm(self, _) -> None:
        self._again = 0
