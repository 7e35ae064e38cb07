"""The field for a due day that was not paid, on the pages of a debt's time limit and of its stage."""

from __future__ import annotations

from typing import Any

from planner.errors import Text
from ui.screens.screen import Screen
from ui.viewmodels.unpaid_since import UnpaidSinceState
from ui.widgets.field import Field
from ui.widgets.layout import Card
from ui.widgets.press import KButton
from ui.widgets.tree import Node, el
from ui.widgets.words import Words


def unpaid_since_card(screen: Screen, state: UnpaidSinceState, vm: Any, go: Text) -> Node:
    """Return the field for a due day that was not paid. ``go``: what keeping it does; ``vm`` has ``type`` and ``save``."""
    say, show = screen.say, screen.show
    save = lambda: show(vm.save())  # noqa: E731
    field = el(
        Field,
        key=state.column,
        input="day",
        button=screen.day_button(state.day, lambda day: show(vm.type(day))),
        label=state.label,
        value=state.day,
        error=state.error,
        commit=vm.type,
        enter=save,
    )
    button = el(KButton, key="save", value=say(go), kind="soft", action=save)
    problem = el(Words, value=state.problem, tone="warn", key="problem") if state.problem else None
    return el(Card, field, button, problem, key="day")
