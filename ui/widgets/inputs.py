"""Text input that is safe with Chinese input methods and with full-width digits (tech notes: kivy.md section 3)."""

from __future__ import annotations

import unicodedata

from kivy.clock import Clock
from kivy.core.window import Window
from kivy.graphics import Color, RoundedRectangle
from kivy.metrics import dp
from kivy.properties import StringProperty
from kivy.uix.textinput import TextInput

from planner.line_breaks import pieces
from ui.theme import theme
from ui.widgets.focus import Focusable, keyboard_leads
from ui.widgets.words import SCRIPT

_follow_cursor = TextInput._adjust_viewport.__wrapped__


class KInput(Focusable, TextInput):
    """One line of text. Read ``committed``, never ``text``: while a syllable is being composed it is half a word."""

    committed = StringProperty("")
    takes_text = True

    def __init__(self, **props) -> None:
        for name, value in (("multiline", False), ("write_tab", False), ("input_type", "text")):
            props.setdefault(name, value)
        props.setdefault("size_hint_y", None)
        self._later = Clock.create_trigger(self.settle, 0)
        self._follow = Clock.create_trigger(lambda _: _follow_cursor(self, *self.cursor), -1)
        super().__init__(
            background_normal="",
            background_active="",
            background_disabled_normal="",
            background_color=(0, 0, 0, 0),
            foreground_color=theme.color("ink"),
            disabled_foreground_color=theme.color("muted"),
            hint_text_color=theme.color("muted"),
            cursor_color=theme.color("primary"),
            selection_color=theme.color("primary", 0.25),
            font_size=theme.size("body"),
            padding=[0, dp(2), 0, dp(2)],
            cursor_width=dp(2),
            **props,
        )
        self.height = round(self.font_size * 1.45 + dp(4))
        self.fbind("text", self._later)
        self.settle()

    def _adjust_viewport(self, *_) -> None:
        """Follow the cursor; Kivy's own way holds the input that did so last, and its page, after it has left."""
        self._follow()

    def _draw_ring(self, *_) -> None:
        """The field round it shows the focus, not the line itself."""

    def _get_line_options(self) -> dict:
        return {**super()._get_line_options(), "font_script_name": SCRIPT}

    def settle(self, *_) -> None:
        """Commit what stands there, unless a word is being composed."""
        if not self._ime_composition:
            self.committed = self.text

    def keyboard_on_key_down(self, window, keycode, text, modifiers) -> bool:
        """Leave keys to the input method while it composes: Enter picks a word then and sends nothing."""
        if self._ime_composition and keycode[1] != "escape":
            return True
        if keycode[1] == "escape":
            self.focus = False
            return False
        return super().keyboard_on_key_down(window, keycode, text, modifiers)

    def on_touch_down(self, touch) -> bool:
        """A tap leads by hand, so no ring is drawn."""
        if self.collide_point(*touch.pos):
            keyboard_leads(False)
        return super().on_touch_down(touch)


class MoneyInput(KInput):
    """An amount or a rate: full-width digits and a Chinese full stop become what they mean; nothing else is dropped.

    A letter stays where it was typed, so that it can be asked about: "1.2万" must never become 1.2.
    """

    def insert_text(self, substring: str, from_undo: bool = False):
        """Insert the plain form of what was typed."""
        return super().insert_text(unicodedata.normalize("NFKC", substring).replace("。", "."), from_undo)


class LongInput(KInput):
    """Several lines of text; Enter begins another line."""

    lines = 4

    def __init__(self, **props) -> None:
        super().__init__(multiline=True, **props)
        self.fbind("line_height", self._take_room)  # known once the font is
        self._take_room()
        with self.canvas.after:
            self._bar_color = Color(*theme.color("edge", 0.8))
            self._bar = RoundedRectangle(radius=[dp(2)])
        draw_soon = Clock.create_trigger(self._draw_bar, -1)  # once all of its sizes are known
        for name in ("pos", "size", "_lines", "scroll_y"):
            self.fbind(name, draw_soon)
        draw_soon()

    def _take_room(self, *_) -> None:
        """Be as high as whole lines: none is cut through its middle."""
        line = max(self.line_height, self.font_size * 1.2) + self.line_spacing
        self.height = self.shown_lines(line) * line + self.padding[1] + self.padding[3]

    def shown_lines(self, line: float) -> int:
        """Return how many lines are seen at once, where one is ``line`` high."""
        return self.lines

    def _draw_bar(self, *_) -> None:
        """Show at the right that the words go on, and where among them one is, as pages do."""
        whole = len(self._lines) * (self.line_height + self.line_spacing) + self.padding[1] + self.padding[3]
        beyond = whole - self.height  # Kivy's own minimum height is that of an earlier width
        self._bar_color.a = theme.color("edge", 0.8)[3] if beyond >= 1 else 0  # of no size it would stay as it was
        if beyond < 1:
            return
        high = max(dp(24), self.height * self.height / whole)
        down = (self.height - high) * min(1, max(0, self.scroll_y / beyond))
        self._bar.size = dp(4), high
        self._bar.pos = self.x + self.width + dp(6), self.y + self.height - high - down

    def _refresh_line_options(self, *largs) -> None:
        """Stay at the top of words that were given: Kivy goes to their end once the font is known."""
        at_top = self.cursor == (0, 0)
        super()._refresh_line_options(*largs)
        if at_top:
            self.cursor = (0, 0)

    def _tokenize(self, text: str | None):
        """Break lines as everywhere else: a time, a number and what it counts stay together."""
        for place, line in enumerate((text or "").split("\n")):
            if place:
                yield "\n"
            yield from pieces(line) or [""]  # Kivy wants a line where nothing is


class DraftInput(LongInput):
    """Room for a text of many paragraphs that is there already: more of it is seen at once."""

    lines = 9


class TallInput(LongInput):
    """As many lines as the window has room for, beside what else stands on the page."""

    def shown_lines(self, line: float) -> int:
        """Return as many as the window has room for, and never fewer than any such field."""
        return max(self.lines, int((Window.height - dp(320)) // line))
