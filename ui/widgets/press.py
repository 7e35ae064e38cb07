"""What can be pressed. The one place that knows ButtonBehavior's ``state`` and ``trigger_action``, gone in Kivy 3."""

from __future__ import annotations

from kivy.graphics import Color, InstructionGroup, SmoothRoundedRectangle
from kivy.metrics import dp
from kivy.properties import BooleanProperty, ObjectProperty, StringProperty
from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.boxlayout import BoxLayout

from planner.line_breaks import break_title
from ui.theme import theme
from ui.widgets.focus import Focusable, keyboard_is_leading, step_from
from ui.widgets.layout import Column, Painted, room_in
from ui.widgets.words import Icon, Words, measurer


class Pressable(Focusable, ButtonBehavior):
    """Pressed by a tap, Enter or Space: calls ``action``. ``label`` and ``role`` are for a screen reader to come."""

    action = ObjectProperty(None, allownone=True)
    label = StringProperty("")
    role = "button"
    moves_by_arrows = False

    def __init__(self, **props) -> None:
        super().__init__(**props)
        self._shade: InstructionGroup | None = None
        self._held = False
        self.fbind("state", self._shade_it)

    def _shade_it(self, *_) -> None:
        if self._shade is not None:
            self.canvas.after.remove(self._shade)
            self._shade = None
        if self.state == "down":
            radius = min(dp(self.ring_radius), self.height / 2)
            self._shade = InstructionGroup()
            self._shade.add(Color(*theme.color("ink", 0.08)))
            self._shade.add(SmoothRoundedRectangle(pos=self.pos, size=self.size, radius=[radius]))
            self.canvas.after.add(self._shade)

    def on_release(self) -> None:
        """Do what this is for."""
        if self.action is not None and not self.disabled and self.get_root_window() is not None:
            self.action()

    def keyboard_on_key_down(self, window, keycode, text, modifiers) -> bool:
        """Press on Enter and Space; go on by arrows where this is one of several."""
        if super().keyboard_on_key_down(window, keycode, text, modifiers):
            return True
        if keycode[1] in ("enter", "numpadenter", "spacebar"):
            # A held key repeats, and a button that has left the page may still hear it: one press acts once.
            if not self._held and self.get_root_window() is not None:
                self._held = True
                self.trigger_action(0.05)
            return True
        if self.moves_by_arrows and keycode[1] in ("up", "down", "left", "right"):
            return self.move_by_arrow(keycode[1])
        return False

    def wait_for_release(self) -> None:
        """Do nothing until the key that is held now is let go: one press acts once, also where it moved the focus."""
        self._held = keyboard_is_leading()

    def keyboard_on_key_up(self, window, keycode) -> bool:
        """Be ready for the next press."""
        held, self._held = self._held, False
        if held and keycode[1] == "escape":
            return True  # it closed what lay over this; the keyboard stays here
        return super().keyboard_on_key_up(window, keycode)

    def move_by_arrow(self, key: str) -> bool:
        """Focus the neighbour of the same kind in the direction of an arrow."""
        other = step_from(self, -1 if key in ("up", "left") else 1)
        if isinstance(other, type(self)):
            other.focus = True
        return True


_KINDS = {
    "primary": ("primary", "", "on_primary"),
    "soft": ("soft", "", "primary"),
    "outline": ("surface", "edge", "primary"),
    "text": ("", "", "primary"),
}


_CLOSE = 6
"""How far the words of a button stand from its sides at least, in dp."""


class KButton(Pressable, Painted, BoxLayout):
    """A button. ``kind``: primary (one a screen), soft, outline, text. ``busy``: works, cannot be pressed now."""

    value = StringProperty("")
    kind = StringProperty("primary")
    busy = BooleanProperty(False)
    _on_soft = False

    def __init__(self, icon="", small=False, hug=False, underlined=False, **props) -> None:
        props.setdefault("size_hint_y", None)
        super().__init__(**props)
        self.radius, self.hug = 12, hug
        self._least = dp(44 if small else 48)
        self._icon = Icon(name=icon, size_dp=20) if icon else None
        self._words = Words(style="button", halign="center", hug=hug or bool(icon), underlined=underlined)
        self._begin = dp(0 if hug and self.kind == "text" else 14)  # bare words begin where all else does
        self.padding = [self._begin, dp(6), dp(14), dp(6)]
        if hug:
            self.size_hint_x = None
        for name in ("value", "kind", "busy", "disabled"):
            self.fbind(name, self._dress)
        self.fbind("size", self._fit)
        self._words.fbind("size", self._fit)
        if self._icon:
            self._icon.pos_hint = {"center_y": 0.5}
            self.add_widget(self._icon)
        self._words.pos_hint = {"center_y": 0.5}
        self.add_widget(self._words)
        self.spacing = dp(8)
        self._dress()

    def stand_on_soft(self) -> None:
        """Be seen on a soft card."""
        self._on_soft = True
        self._dress()

    @property
    def natural(self) -> float:
        """How wide it is with its words in one line, also while it is busy."""
        words, sign = self._words, self._icon.width + self.spacing if self._icon else 0
        return measurer(words.font_size, words.bold)(self.value + " ...") + sign + dp(28)

    @property
    def least_wide(self) -> float:
        """How wide it is at least with its words in one line, in a line of buttons that is full."""
        words, sign = self._words, self._icon.width + self.spacing if self._icon else 0
        return measurer(words.font_size, words.bold)(self.value) + sign + dp(2 * _CLOSE + 2)

    def stand_close(self, yes: bool) -> None:
        """Take less room beside the words, or as much as always."""
        if not self.hug and self._icon is None:
            side = dp(_CLOSE) if yes else self._begin
            self.padding = [side, dp(6), side, dp(6)]

    def _dress(self, *_) -> None:
        fill, edge, tone = _KINDS[self.kind]
        off = self.disabled or self.busy
        if off:
            fill, edge, tone = ("quiet" if fill else ""), "", "off"
        if theme.mode == "contrast" and fill and not edge and fill != "primary":
            edge = tone  # grey and thin round what cannot be pressed: without it, it would look like a heading
        if self._on_soft and fill == "soft":
            fill = "surface"
        self.fill, self.edge, self.edge_width = fill, edge, 1 if off else 0
        self._words.tone = tone
        self._words.value = self.value + (" ..." if self.busy else "")
        self.label = self.value
        if self._icon:
            self._icon.tone = tone
        self._fit()

    def _fit(self, *_) -> None:
        words, icon = self._words, self._icon
        sign = icon.width + self.spacing if icon else 0
        self.height = max(self._least, words.height + dp(12))
        if self.hug:
            self.width = words.width + sign + self._begin + dp(14)
        elif icon:
            measure, room = measurer(words.font_size, words.bold), self.width - dp(16) - sign
            natural = measure(words.value)
            words.hug = natural <= room
            if not words.hug and room > dp(60):  # so wide as its longest line, so that the icon stands beside it
                lines = break_title(words.value, room - 1, measure).split("\n")
                words.width = min(room, max(map(measure, lines)) + dp(2))
            else:
                words.width = min(natural, room)
            side = max(dp(8), (self.width - words.width - sign) / 2)
            self.padding = [side, dp(6), side, dp(6)]

    def on_parent(self, _, parent) -> None:
        """Follow the width of the column it stands in."""
        if self.hug and isinstance(parent, Column):
            parent.fbind("width", self._fit_into_column)
            self._fit_into_column()

    def _fit_into_column(self, *_) -> None:
        if isinstance(self.parent, Column) and room_in(self.parent) > dp(100):
            self.fit_into(room_in(self.parent))

    def fit_into(self, width: float) -> None:
        """Be no wider than the line it stands in: words that have no room go on in another line."""
        if self.hug:
            words, sign = self._words, self._icon.width + self.spacing if self._icon else 0
            room = width - sign - self._begin - dp(14)
            words.hug = measurer(words.font_size, words.bold)(words.value) <= room
            if not words.hug:
                words.width = max(dp(20), room)

    def on_release(self) -> None:
        """Press, unless it is busy."""
        if not self.busy:
            super().on_release()


class ButtonPair(BoxLayout):
    """Buttons side by side in equal parts; one above the other where the words of one have no room in its part.

    Not ``even``: as long as the line has room for all of them, each gets as much of it as its words need.
    """

    def __init__(self, even=True, **props) -> None:
        self._even = even
        super().__init__(size_hint_y=None, spacing=dp(10), **props)
        self.fbind("minimum_height", self.setter("height"))
        for name in ("width", "children"):
            self.fbind(name, self._turn)

    def _turn(self, *_) -> None:
        widths = [one.natural for one in self.children]
        room = self.width - self.spacing * (len(widths) - 1)
        has_room = max(widths, default=0) * len(widths) <= room
        if not has_room and not self._even:
            widths = [one.least_wide + dp(16) for one in self.children]  # its full margin, but no dots of work
        by_need = not self._even and not has_room and sum(widths) <= room
        self.orientation = "horizontal" if has_room or by_need else "vertical"
        for one, wide in zip(self.children, widths, strict=True):
            one.size_hint_x = wide if by_need else 1


class IconButton(Pressable, Painted, BoxLayout):
    """A round button with an icon alone; ``label`` says what it does."""

    name = StringProperty("")

    def __init__(self, tone="primary", **props) -> None:
        super().__init__(size_hint=(None, None), size=(dp(44), dp(44)), padding=dp(11), **props)
        self.radius = self.ring_radius = 22
        self._icon = Icon(name=self.name, tone=tone, size_dp=22, pos_hint={"center_y": 0.5, "center_x": 0.5})
        self.fbind("name", lambda _, name: setattr(self._icon, "name", name))
        self._icon.size = (dp(22), dp(22))
        self.add_widget(self._icon)
        if not self.fill:
            self.fill, self.edge = "soft", "primary" if theme.mode == "contrast" else ""


class TextLink(Pressable, BoxLayout):
    """An underlined word that does something: a fix beside an error, a way to more.

    ``low``: it takes less room than a finger, and is as high for one as every other.
    """

    value = StringProperty("")

    def __init__(self, tone="primary", style="small", low=False, **props) -> None:
        self._high = dp(26 if low else 44)
        super().__init__(size_hint=(None, None), **props)
        self.ring_radius = 6
        self._words = Words(
            style=style, tone=tone, strong=True, underlined=True, hug=True, value=self.value, pos_hint={"center_y": 0.5}
        )
        self.add_widget(self._words)
        self.fbind("value", lambda _, value: setattr(self._words, "value", value))
        self._words.fbind("size", self._fit)
        self._fit()

    def on_parent(self, _, parent) -> None:
        """Follow the width of what it stands in: words that have no room go on in another line."""
        if parent is not None:
            parent.fbind("width", self._fit_into)
            self._fit_into()

    def _fit_into(self, *_) -> None:
        room, words = room_in(self.parent) if self.parent is not None else 0, self._words
        if room > dp(100):
            words.hug = measurer(words.font_size, words.bold, True)(words.value) <= room
            if not words.hug:
                words.width = room

    def _fit(self, *_) -> None:
        self.size = (self._words.width, max(self._high, self._words.height))
        self.label = self.value

    def collide_point(self, x, y) -> bool:
        """Be 44 dp high for a finger, though drawn lower."""
        more = max(0, (dp(44) - self.height) / 2)
        return self.x <= x <= self.right and self.y - more <= y <= self.top + more
