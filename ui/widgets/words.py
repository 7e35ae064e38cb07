"""Text on screen: broken by our own rules, as high as it needs, in the sizes of the theme; and icons."""

from __future__ import annotations

import math
from functools import lru_cache

from kivy.clock import Clock
from kivy.core.text import Label as CoreLabel
from kivy.graphics import Color, Rectangle
from kivy.metrics import dp
from kivy.properties import BooleanProperty, NumericProperty, StringProperty
from kivy.uix.widget import Widget

from planner.line_breaks import break_lines, break_title
from ui.fonts import ICON_FONT, bold_can_draw, strike
from ui.icons import ICONS
from ui.theme import BOLD, theme

SCRIPT = "Latn"
"""The script that Kivy's labels draw with; its bare core labels and text inputs would take another one."""


_AT_END = {"shorten_from": "right", "split_str": ""}
"""What is too long ends in dots; else Kivy keeps its last word and cuts the middle out of a name."""


class Measure:
    """Measures text of one face and size, in pixels.

    Kivy draws a label's texture when it is first shown, and only then sets how the face is hinted, which changes
    widths: so the face draws once here, before anything is measured, and all of our text has one ``SCRIPT``.
    """

    _PROBE = "3" + "4" * 2 + "1" * 4 + "8" * 8 + "0" * 16
    """Bold digits are what hinting makes a pixel wider or narrower; so many of each never make up for one another."""

    def __init__(self, font_size: float, bold: bool, underlined: bool) -> None:
        self._label = CoreLabel(
            text="x", font_name="Roboto", font_size=font_size, bold=bold, underline=underlined, font_script_name=SCRIPT
        )
        self._label.refresh()
        self._label.render(real=True)
        self._hinted = self._label.get_extents(self._PROBE) if bold else None
        self._known: dict[str, float] = {}

    def wake(self) -> None:
        """Let the face draw again where Kivy, which keeps 64 of them, has put it away: else amounts are cut at their end."""
        if self._hinted is not None and self._label.get_extents(self._PROBE) != self._hinted:
            self._label.render(real=True)

    def __call__(self, text: str) -> float:
        if text not in self._known:
            if len(self._known) > 20_000:
                self._known.clear()
            self.wake()
            self._known[text] = self._label.get_extents(text)[0]
        return self._known[text]


@lru_cache(maxsize=256)
def measurer(font_size: float, bold: bool, underlined: bool = False) -> Measure:
    """Return what measures text of one face and size."""
    return Measure(float(font_size), bold, underlined)  # to Kivy 15 and 15.0 are two faces


class Drawn(Widget):
    """A picture of text, no larger than the text, standing where ``halign`` says.

    Kivy's own label draws a picture as wide as the place it may fill, most of it clear, which on software GL is most of
    what a frame costs; and it watches forty properties, where all that we need is drawn by one call.
    """

    halign = StringProperty("left")
    font_size = NumericProperty(15)

    def __init__(self, font_name: str = "Roboto", **props) -> None:
        self._label = CoreLabel(font_name=font_name, font_script_name=SCRIPT)
        self.text, self.texture_size, self._drawn = "", (0, 0), None
        super().__init__(**props)
        self._again, self._beside = None, 0
        with self.canvas:
            Color(1, 1, 1, 1)
            self._picture = Rectangle()
        for name in ("pos", "size"):
            self.fbind(name, self._place)

    @property
    def is_shortened(self) -> bool:
        """Whether it ends in dots."""
        return self._label.is_shortened

    @property
    def drawn_color(self) -> tuple[float, ...]:
        """The colour that it was drawn in last."""
        return tuple(self._label.options["color"])

    def draw(self, text: str, wide: float | None = None, beside: int = 0, **options) -> None:
        """Draw ``text``, cut to ``wide`` pixels where given; ``options`` as Kivy's core label has them.

        ``beside``: so many pixels beside itself it is drawn once more, which looks bold.
        """
        size = float(self.font_size)
        said = (text, wide, beside, size, self.halign, *options.values())
        if said == self._drawn:
            return
        label, self._drawn = self._label, said
        label.options.update(options, font_size=size, halign=self.halign, shorten=wide is not None)
        label.usersize = (wide, None)
        self.text = label.text = text
        texture = None
        if text:
            label.refresh()
            texture = label.texture
        self.texture_size = texture.size if texture is not None else (0, 0)
        self._picture.texture, self._picture.size = texture, self.texture_size
        self._beside = beside
        if beside and self._again is None:
            with self.canvas:
                self._again = Rectangle()
        if self._again is not None:
            self._again.texture, self._again.size = texture, self.texture_size if beside else (0, 0)
        self._place()

    def _place(self, *_) -> None:
        wide, high = self.texture_size
        spare = self.width - wide
        left = {"center": spare / 2, "right": spare}.get(self.halign, 0)
        x, y = int(self.x + left), int(self.y + (self.height - high) / 2)
        self._picture.pos = x, y
        if self._again is not None:
            self._again.pos = x + self._beside, y


class Words(Drawn):
    """Text. ``style`` is a size of the theme, ``tone`` a colour token.

    It fills the width it is given and grows in height; with ``hug`` it is as wide as its one line; with ``one_line``
    it fills the width and ends in dots where it must; with ``fit`` it gets smaller so that it stays whole, a line of
    a list by a quarter at most, an amount as far as it takes. ``plain``: never bold.
    """

    value = StringProperty("")
    style = StringProperty("body")
    tone = StringProperty("ink")
    strong = BooleanProperty(False)
    hug = BooleanProperty(False)
    one_line = BooleanProperty(False)
    underlined = BooleanProperty(False)
    fit = BooleanProperty(False)

    def __init__(self, at_most: float = 2.0, plain: bool = False, **props) -> None:
        self._at_most, self._plain = at_most, plain
        self._later = Clock.create_trigger(self._lay_out, -1)
        props.setdefault("size_hint_y", None)
        if props.get("hug"):
            props["size_hint_x"] = None
        super().__init__(**props)
        for name in ("value", "style", "tone", "strong", "underlined", "hug", "halign"):
            self.fbind(name, self._dress)
        self.fbind("width", self._on_width)
        self._dress()

    @property
    def _heavy(self) -> bool:
        return not self._plain and (self.strong or self.style in BOLD)

    @property
    def bold(self) -> bool:
        """Whether it is drawn in the bold face: only where that has every character."""
        return self._heavy and bold_can_draw(self.value)

    @property
    def natural(self) -> float:
        """How wide it is with nothing broken and nothing smaller."""
        measure = measurer(theme.size(self.style, self._at_most), self.bold, self.underlined)
        return max(map(measure, self.value.split("\n")))

    def _dress(self, *_) -> None:
        self.font_size = theme.size(self.style, self._at_most)
        if self.hug:
            self._lay_out()
        else:
            self._later()

    def _on_width(self, *_) -> None:
        if not self.hug:
            self._later()

    def _lay_out(self, *_) -> None:
        bold, text, wide = self.bold, self.value, None
        if self.fit and not self.hug:
            self._fit(bold)
        measure = measurer(self.font_size, bold, self.underlined)
        if self.one_line and not self.hug:
            text = text.replace("\n", " ")
            wide = max(1, self.width) if measure(text) > self.width - 1 else None
        elif not self.hug and self.width > 2 * self.font_size:  # else it has no place yet: nothing is as narrow
            text = (break_title if self._heavy else break_lines)(text, max(1, self.width) - 1, measure)
        measure.wake()
        beside = strike(self.value, self.font_size) if self._heavy else 0
        look = {"bold": bold, "underline": self.underlined, "color": theme.color(self.tone), **_AT_END}
        self.draw(text, wide, beside, **look)
        if self.hug:
            self.size = self.texture_size
        else:
            self.height = self.texture_size[1]

    def _fit(self, bold: bool) -> None:
        """Take the largest size in which it stays whole."""
        whole = theme.size(self.style, self._at_most)
        least = max(dp(12), whole * 0.75) if self.one_line else 8
        room, size = max(1.0, self.width - 1), whole
        natural = measurer(whole, bold)(self.value)
        if natural > room:  # near at once: each size that is tried opens the face once more
            size = max(least, whole - math.ceil(whole * (1 - room / natural)))
        while size > least and measurer(size, bold)(self.value) > room:
            size -= 1
        if self.one_line and measurer(size, bold)(self.value) > room:
            size = whole  # it ends in dots either way
        self.font_size = size


class Icon(Drawn):
    """A sign of the icon font, by meaning; ``size_dp`` grows with the text a little."""

    name = StringProperty("")
    tone = StringProperty("primary")

    def __init__(self, size_dp: float = 22, **props) -> None:
        side = dp(size_dp) * min(1.25, max(1.0, theme.text_scale))
        super().__init__(ICON_FONT, font_size=side, size_hint=(None, None), size=(side, side), halign="center", **props)
        self.fbind("name", self._dress)
        self.fbind("tone", self._dress)
        self._dress()

    def _dress(self, *_) -> None:
        self.draw(ICONS.get(self.name, ""), color=theme.color(self.tone))
