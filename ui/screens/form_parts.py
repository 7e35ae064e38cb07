"""Fields, chips to choose one of, and words of a form, as the pages of the desk share them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from planner.errors import Text
from ui.screens.screen import Screen
from ui.theme import theme
from ui.viewmodels.form import Asked
from ui.widgets.card import Flow
from ui.widgets.field import Field
from ui.widgets.layout import Column, Row
from ui.widgets.pressed_chip import PressedChip
from ui.widgets.tree import Node, el
from ui.widgets.words import Words


def field_nodes(screen: Screen, fields: Iterable[Asked], type_: Callable[[str, str], None]) -> list[Node]:
    """Return the fields of a form on ``screen``; ``type_(column, text)`` is called with each settled text."""
    return [_field(screen, field, lambda text, column=field.column: type_(column, text)) for field in fields]


def _field(screen: Screen, field: Asked, commit: Callable[[str], None]) -> Node:
    return el(
        Field,
        key=field.column,
        column=field.column,
        input=field.input,
        button=screen.day_button(field.value, commit, field.label) if field.input == "day" else None,
        label=field.label,
        value=field.value,
        unit=field.unit,
        hint=field.hint,
        error=field.error,
        fix_text=screen.say(Text("Use {value}", {"value": field.fix})) if field.fix else "",
        fix=lambda: commit(field.fix),
        commit=commit,
    )


def chips(
    title: str, choices: Iterable[tuple[str, str, bool]], choose: Callable[[str], None], *, key: str, error: str = ""
) -> Node:
    """Return short choices (id, words, chosen) that wrap, under what they are about."""
    nodes = [
        el(PressedChip, key=id_ or "none", value=words, chosen=chosen, action=lambda id_=id_: choose(id_))
        for id_, words, chosen in choices
    ]
    label = el(Words, value=title, style="small", tone="muted", key="label") if title else None
    fault = el(Words, value=error, style="small", tone="warn", key="fault") if error else None
    return el(Column, label, el(Flow, *nodes, key="chips", gap=8), fault, gap=6, key=key)


def months_grid(
    title: str, choices: Sequence[tuple[str, str, bool]], choose: Callable[[str], None], *, key: str
) -> Node:
    """Return twelve short choices (id, words, chosen) in lines that are as long as each other."""
    across = 3 if theme.stacked else 6
    taps = [
        el(PressedChip, key=id_, value=words, chosen=chosen, size_hint_x=1, action=lambda id_=id_: choose(id_))
        for id_, words, chosen in choices
    ]
    rows = [el(Row, *taps[at : at + across], gap=6, key=str(at)) for at in range(0, len(taps), across)]
    label = el(Words, value=title, style="small", tone="muted", key="label")
    return el(Column, label, *rows, gap=8, key=key)


def problem_words(words: str) -> Node | None:
    """Return what went wrong, where something did."""
    return el(Words, value=words, tone="warn", key="problem") if words else None


def said_words(words: str) -> Node | None:
    """Return what was done, where something was."""
    return el(Words, value=words, style="small", tone="muted", key="said") if words else None
