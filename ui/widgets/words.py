"""Text on screen: broken by our own rules, as high as it needs, in the sizes of the theme; and icons."""

from __future__ import annotations

from functools import lru_cache

from kivy.clock import Clock
from kivy.core.text import Label as CoreLabel
from kivy.metrics import dp
from kivy.properties import BooleanProperty, StringProperty
from kivy.uix.label import Label

from planner.line_breaks import break_lines
from ui.fonts import ICON_FONT, bold_can_draw
from ui.icons import ICONS
from ui.theme import BOLD, theme

SCRIPT = "Latn"
"""The script that Kivy's labels draw with; its bare core labels and text inputs would take another one."""


@lru_cache(maxsize=256)
def measurer(font_size: float, bold: bool, underlined: bool = False):
    """Return the function that measures text of one face and size, in pixels.

    Kivy draws a label's texture when it is first shown, and only then sets how the face is hinted, which changes
    widths: so the face draws once here, before anything is measured, and all of our text has one ``SCRIPT``.
    """
    label = CoreLabel(
        text="x", font_name="Roboto", font_size=font_size, bold=bold, underline=underlined, font_script_name=SCRIPT
    )
    label.refresh()
    label.render(real=True)
    known: dict[str, float] = {}

    def width(text: str) -> float:
        if text not in known:
            if len(known) > 20_000:
                known.clear()
            known[text] = label.get_extents(text)[0]
        return known[text]

    return width


class Words(Label):
    """Text. ``style`` is a size of the theme, ``tone`` a colour token.

    It fills the width it is given and grows in height; with ``hug`` it is as wide as its one line; with ``one_line``
    it fills the width and ends in dots where it must; with ``fit`` it gets smaller so that it stays whole, a line of
    a list by a quarter at most, an amount as far as it takes.
    """

    value = StringProperty("")
    style = StringProperty("body")
    tone = StringProperty("ink")
    strong = BooleanProperty(False)
    hug = BooleanProperty(False)
    one_line = BooleanProperty(False)
    underlined = BooleanProperty(False)
    fit = BooleanProperty(False)

    def __init__(self, at_most: float = 2.0, **props) -> None:
        self._at_most = at_most
        self._later = Clock.create_trigger(self._lay_out, -1)
        props.setdefault("size_hint_y", None)
        if props.get("hug"):
            props["size_hint_x"] = None
        super().__init__(**props)
        for name in ("value", "style", "tone", "strong", "underlined", "hug"):
            self.fbind(name, self._dress)
        self.fbind("width", self._on_width)
        self._dress()

    def _dress(self, *_) -> None:
        self.color = self.disabled_color = theme.color(self.tone)
        self.font_size = theme.size(self.style, self._at_most)
        self.bold = (self.strong or self.style in BOLD) and bold_can_draw(self.value)
        self.underline = self.underlined
        if self.hug:
            self._lay_out()
        else:
            self._later()

    def _on_width(self, *_) -> None:
        if not self.hug:
            self._later()

    def _lay_out(self, *_) -> None:
        if self.fit and not self.hug:
            self.font_size = theme.size(self.style, self._at_most)
            least = max(dp(12), self.font_size * 0.75) if self.one_line else 8
            while self.font_size > least and measurer(self.font_size, self.bold, False)(self.value) > self.width - 1:
                self.font_size -= 1
            if self.one_line and measurer(self.font_size, self.bold, False)(self.value) > self.width - 1:
                self.font_size = theme.size(self.style, self._at_most)  # it ends in dots either way
        measure = measurer(self.font_size, self.bold, self.underline)
        if self.hug:
            self.text_size = (None, None)
            self.text = self.value
            self.texture_update()
            self.size = self.texture_size
        elif self.one_line:
            self.text_size = (max(1, self.width), None)
            self.shorten, self.shorten_from = True, "right"
            self.text = self.value
            self.texture_update()
            self.height = self.texture_size[1] if self.value else 0
        else:
            width = max(1, self.width)
            self.text_size = (width, None)
            self.text = break_lines(self.value, width - 1, measure)
            self.texture_update()
            self.height = self.texture_size[1] if self.value else 0


class Icon(Label):
    """A sign of the icon font, by meaning; ``size_dp`` grows with the text a little."""

    name = StringProperty("")
    tone = StringProperty("primary")

    def __init__(self, size_dp: float = 22, **props) -> None:
        side = dp(size_dp) * min(1.25, max(1.0, theme.text_scale))
        super().__init__(font_name=ICON_FONT, font_size=side, size_hint=(None, None), size=(side, side), **props)
        self.fbind("name", self._dress)
        self.fbind("tone", self._dress)
        self._dress()

    def _dress(self, *_) -> None:
        self.text = ICONS.get(self.name, "")
        self.color = self.disabled_color = theme.color(self.tone)
