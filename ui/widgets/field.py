"""Fields of a form: a label, what was typed, a unit, a hint; and beside it what is wrong, with the fix one tap away."""

from __future__ import annotations

from kivy.metrics import dp
from kivy.properties import ObjectProperty, StringProperty

from ui.theme import theme
from ui.widgets.inputs import DraftInput, KInput, LongInput, MoneyInput, TallInput
from ui.widgets.layout import Card, Column, Row
from ui.widgets.press import Pressable, TextLink
from ui.widgets.tree import Node, el, patch
from ui.widgets.words import Icon, Words, measurer

_INPUTS = {
    "text": KInput,
    "long": LongInput,
    "draft": DraftInput,
    "tall": TallInput,
    "money": MoneyInput,
    "rate": MoneyInput,
    "whole": MoneyInput,
    "day": KInput,
    "path": KInput,
}


class FieldBox(Column):
    """The box of a field; a tap anywhere in it starts typing."""

    target = ObjectProperty(None, allownone=True)

    def on_touch_down(self, touch) -> bool:
        """Focus the input."""
        if super().on_touch_down(touch):
            return True
        if self.target is not None and self.collide_point(*touch.pos):
            self.target.focus = True
            touch.ungrab(self)
            return True
        return False


class Field(Column):
    """One thing to type. ``input``: text, long, draft, tall, money, rate, whole, day, path, or a class of inputs.

    Where nobody types in it a path shows its end, the name of the file; anything else that is too long its beginning.

    ``commit(text)`` is called with each settled text.
    """

    label = StringProperty("")
    value = StringProperty("")
    unit = StringProperty("")
    hint = StringProperty("")
    error = StringProperty("")
    fix_text = StringProperty("")
    commit = ObjectProperty(None, allownone=True)
    fix = ObjectProperty(None, allownone=True)
    enter = ObjectProperty(None, allownone=True)
    button = ObjectProperty(None, allownone=True)
    role = "field"

    def __init__(self, input="text", column="", **props) -> None:
        super().__init__(**props)
        self.column, self._by_end = column, input == "path"
        kind = _INPUTS[input] if isinstance(input, str) else input
        phone_keys = "number" if input in ("money", "whole") else "text"
        self.input = kind(input_type=phone_keys, text=self.value)
        self.input.cursor = self._start(self.value)
        self._label = Words(style="chip", plain=True, tone="muted", value=self.label)
        self._unit = Words(style="small", tone="muted", hug=True, value=self.unit)
        self._box = FieldBox(pad=(14, 7), gap=1, fill="surface", edge="edge", radius=12, target=self.input)
        self._dots = Words(tone="muted", hug=True)
        line = Row(gap=0 if self._by_end else 8)
        for part in (self._dots, self.input) if self._by_end else (self.input, self._unit):
            line.add_widget(part)
        self._across = line
        inner = Column(gap=1)
        inner.add_widget(self._label)
        inner.add_widget(line)
        if self.button is None:
            self._box.add_widget(inner)
        else:
            outer = Row(gap=4)
            outer.add_widget(inner)
            holder = Row(hug=True)
            patch(holder, (self.button,))
            self.fbind("button", lambda _, button: patch(holder, (button,)))
            outer.add_widget(holder)
            self._box.add_widget(outer)
            self._box.padding[2] = dp(6)
        self._below = Column(gap=2)
        self.add_widget(self._box)
        self.add_widget(self._below)
        self.fbind("value", self._take)
        self.fbind("unit", self._rest)
        self._across.fbind("width", self._rest)
        self.input.fbind("focus", self._rest)
        self.input.fbind("width", self._cut)
        self.input.fbind("scroll_x", self._stay)
        self.fbind("label", lambda _, label: setattr(self._label, "value", label))
        for name in ("hint", "error", "fix_text"):
            self.fbind(name, self._show_below)
        self.input.fbind("committed", self._typed)
        self.input.fbind("focus", self._show_edge)
        self.input.fbind("on_text_validate", self._entered)
        self._show_below()

    @property
    def box(self) -> FieldBox:
        """The box that what is typed stands in."""
        return self._box

    def _typed(self, _, text: str) -> None:
        if self.commit is not None and text != self.value:
            self.value = text
            self.commit(text)

    def _entered(self, *_) -> None:
        """Go on with all that was typed: the last characters may not have settled yet."""
        self.input.settle()
        if self.enter is not None:
            self.enter()

    def _take(self, _, value: str) -> None:
        if self.input.text != value and not self.input._ime_composition:
            self.input.text = value
            self.input.cursor = self._start(value)
            if not self.input.focus:
                self._rest()
            self.input.reset_undo()  # what was covered does not come back

    def _start(self, value: str) -> tuple[int, int]:
        """Return where the cursor stands in words that are given: they are read from their beginning, a path from its end."""
        at_end = self._by_end or (self.input.focus and not self.input.multiline)
        return (len(value), 0) if at_end else (0, 0)

    def _rest(self, *_) -> None:
        """Show what can be read of a line that nobody types in, and by dots that it goes on; its end where typing begins."""
        line, unit, dots = self.input, self.unit, ""
        if not line.multiline:
            line.cursor = self._start(line.text)
            if not unit and not line.focus and not line.password and self._across.width > dp(100):
                room = self._across.width - self._across.spacing  # the gap is there also where no unit is
                dots = "..." if measurer(line.font_size, False)(line.text) > room else ""
        if self._by_end:
            self._dots.value = dots
        else:
            self._unit.value = unit or dots
        self._cut()

    @property
    def _is_cut(self) -> bool:
        return "..." in (self._dots.value, self._unit.value)

    def _cut(self, *_) -> None:
        """Begin or end words that go on with a whole letter: half of one beside the dots looks like another."""
        line, rest = self.input, 0.0
        if self._is_cut:
            measure, shown, count = measurer(line.font_size, False), 0, len(line.text)
            part = (lambda n: line.text[count - n :]) if self._by_end else (lambda n: line.text[:n])
            while shown < count and measure(part(shown + 1)) <= line.width:
                shown += 1
            rest = max(0.0, line.width - measure(part(shown)))
        if line.padding[2] != rest:
            line.padding[2] = rest
        self._stay()

    def _stay(self, *_) -> None:
        """Keep in sight what is read of words that nobody types in: Kivy scrolls where the cursor is, or was."""
        line = self.input
        if line.focus or line.multiline:
            return
        beyond = measurer(line.font_size, False)(line.text) - (line.width - line.padding[2])
        line.scroll_x = max(0.0, beyond) if self._by_end and self._is_cut else 0

    def _show_edge(self, *_) -> None:
        strong = 4 if theme.mode == "contrast" else 2
        thick = strong if self.input.focus or self.error else 0
        if not self.input.focus:
            self.input.settle()
        self._box.edge = "primary" if self.input.focus else "warn" if self.error else "edge"
        self._box.edge_width = thick

    def _show_below(self, *_) -> None:
        self._show_edge()
        below = below_field(self.error, self.hint, self.fix_text, self._use_fix)
        patch(self._below, tuple(below))
        self.spacing = dp(5) if below else 0  # a field with nothing under it stands as close as a choice does

    def _use_fix(self) -> None:
        if self.fix is not None:
            self.fix()


def below_field(error: str, hint: str, fix_text: str, fix) -> list[Node]:
    """Return what stands under a field: what is wrong and the fix, else the hint."""
    if error:
        words = el(Words, value=error, style="small", tone="warn")
        out = [
            el(Row, el(Icon, name="alert", tone="warn", size_dp=17), words, gap=6, pad=(4, 0), key="error", top=True)
        ]
        if fix_text:
            out.append(
                el(Row, el(TextLink, value=fix_text, tone="warn", low=True, action=fix), pad=(27, 0, 0, 0), key="fix")
            )
        return out
    return [el(Column, el(Words, value=hint, style="small", tone="muted"), pad=(4, 0), key="hint")] if hint else []


class ChoiceField(Pressable, Column):
    """A field whose value is chosen from a list; pressing it opens the list."""

    title = StringProperty("")
    value = StringProperty("")

    def __init__(self, icon="down", **props) -> None:
        super().__init__(pad=(14, 7), gap=1, fill="surface", edge="edge", radius=12, **props)
        self._title = Words(style="small", tone="muted", value=self.title)
        self._value = Words(value=self.value)
        words = Column(gap=1)
        words.add_widget(self._title)
        words.add_widget(self._value)
        row = Row(gap=8)
        row.add_widget(words)
        row.add_widget(Icon(name=icon, tone="ink", size_dp=18))
        self.add_widget(row)
        self.fbind("title", lambda _, text: setattr(self._title, "value", text))
        self.fbind("value", lambda _, text: setattr(self._value, "value", text))


def error_summary(words: str) -> Node | None:
    """Return the card on top of a form that says how many fields need a look; None where none does."""
    if not words:
        return None
    return el(
        Card,
        el(
            Row,
            el(Icon, name="alert", tone="warn"),
            el(Words, value=words, style="small" if theme.stacked else "body", tone="warn", strong=True),
            gap=10,
            top=theme.stacked,
        ),
        kind="warn",
        pad=(14, 10),
        key="summary",
    )
