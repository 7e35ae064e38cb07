"""What the settings and the first run share: place, currency and zone chosen from lists, and the text size."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.screen import Screen
from ui.viewmodels.settings import SettingsState
from ui.widgets.choice import Option, StepSlider
from ui.widgets.field import ChoiceField
from ui.widgets.layout import Column, Row
from ui.widgets.tree import Node, el
from ui.widgets.words import Words

_REDRAWN = {"language", "theme", "text_size", "reduced_motion"}


class ChoosingScreen(Screen):
    """A page with choices that open as a sheet."""

    def begin(self) -> None:
        """Start with no list open."""
        self._open_list = ""

    def choose(self, **settings: str) -> None:
        """Keep settings; those of the look make the window anew."""
        self._open_list = ""
        self.state = self.vm.choose(**settings)
        if _REDRAWN & set(settings):
            self.nav.new_look()
        else:
            self.nav.draw()

    def place_fields(self, state: SettingsState) -> list[Node]:
        """Return the fields of country, part, currency and zone; a part only where the country has some."""
        say = self.say
        fields = [
            ("country", say(Text("Country or region")), state.countries, state.country),
            ("part", say(Text("Part of the country")), state.parts, state.part),
            ("currency", say(Text("Currency")), state.currencies, state.currency),
            ("zone", say(Text("Time zone")), state.zones, state.zone),
        ]
        out = []
        for name, title, choices, chosen in fields:
            if not choices:
                continue
            words = dict(choices).get(chosen) or say(Text("not chosen"))
            out.append(
                el(
                    ChoiceField,
                    key=name,
                    title=title,
                    value=words,
                    label=title,
                    action=lambda name=name: self._open(name),
                )
            )
        return out

    def _open(self, name: str) -> None:
        self._open_list = name
        self.nav.draw()

    def _close(self) -> None:
        self._open_list = ""
        self.nav.draw()

    def sheet(self):
        """Return the open list."""
        name = self._open_list
        lists = {
            "country": (Text("Country or region"), "countries"),
            "part": (Text("Part of the country"), "parts"),
            "currency": (Text("Currency"), "currencies"),
            "zone": (Text("Time zone"), "zones"),
        }
        if name not in lists:
            return None
        title, field = lists[name]
        chosen = getattr(self.state, name)
        options = [
            el(Option, key=id_, value=words, chosen=id_ == chosen, action=lambda id_=id_: self.choose(**{name: id_}))
            for id_, words in getattr(self.state, field)
        ]
        return self.say(title), (el(Column, *options, gap=8, key=name),), self._close

    def text_size(self, size: float, *, style: str = "body") -> Node:
        """Return the slider of the text size; ``style`` is that of its title."""
        words = self.say(Text("Text size"))
        slider = el(
            StepSlider,
            key="slider",
            least=8,
            most=20,
            step=1,
            value=round(size * 10),
            label=words,
            release=lambda value: self.choose(text_size=str(value / 10)),
        )
        row = el(
            Row,
            el(Words, value="A", style="small", hug=True, at_most=1.0, key="small"),
            slider,
            el(Words, value="A", style="number", hug=True, at_most=1.0, key="large"),
            gap=10,
            key="row",
        )
        return el(Column, el(Words, value=words, style=style), row, key="text size", gap=2)
