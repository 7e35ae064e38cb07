"""A screen as a value: nodes that say which widgets stand where; ``patch`` brings living widgets up to them.

What stayed the same is left alone, so typing, focus and scrolling survive every new state, and a screen is one pure
function from a state to a node.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from kivy.uix.behaviors import FocusBehavior
from kivy.uix.widget import Widget

from ui.theme import theme


class Node(NamedTuple):
    """A widget to be: its class, a key among its brothers and sisters, its properties, its children."""

    make: type[Widget]
    key: str
    props: dict[str, Any]
    children: tuple[Any, ...]


def el(make: type[Widget], *children: Node | None, key: str = "", **props: Any) -> Node:
    """Return a node; a child that is None is not drawn."""
    return Node(make, key, props, tuple(child for child in children if child is not None))


class Kept:
    """Parts of a page that stand until what they say is something else: to patch a node that was kept costs nothing."""

    def __init__(self) -> None:
        self._parts: dict[str, tuple[tuple[Any, ...], Any]] = {}

    def part(self, name: str, make: Callable[[], Any], *says: Any) -> Any:
        """Return the part of this name, made anew where what it ``says`` or the look has changed."""
        shown = (*says, theme.mode, theme.text_scale)
        if name not in self._parts or self._parts[name][0] != shown:
            self._parts[name] = shown, make()
        return self._parts[name][1]


def grow(node: Node) -> Widget:
    """Return a new widget for ``node``, with its children."""
    widget = node.make(**node.props)
    widget.node = node
    patch(widget, node.children)
    return widget


def update(widget: Widget, node: Node) -> bool:
    """Bring a widget up to ``node``; only what differs is set. False where it must be made anew instead.

    That is where something changed that the widget takes only when it is made. A node that was kept costs nothing.
    """
    if node is widget.node:
        return True
    before = widget.node.props
    changed = {
        name: value
        for name, value in node.props.items()
        if name not in before or before[name] is not value and before[name] != value
    }
    if any(not hasattr(type(widget), name) for name in changed):
        return False
    for name, value in changed.items():
        setattr(widget, name, value)
    widget.node = node
    patch(widget, node.children)
    return True


def patch(parent: Widget, nodes: tuple[Node, ...]) -> None:
    """Make the children of ``parent`` (of its ``content``, where it has one) what ``nodes`` say."""
    home = getattr(parent, "content", parent)
    living: list[Widget] = getattr(parent, "living", [])
    if not nodes and not living:
        return
    left = list(living)
    found: list[Widget] = []
    for node in nodes:
        match = next((w for w in left if w.node.make is node.make and w.node.key == node.key), None)
        if match is not None and update(match, node):
            left.remove(match)
            found.append(match)
        else:
            found.append(grow(node))
    for gone in left:
        let_go(gone)
    if found != living:
        for widget in living:
            home.remove_widget(widget)
        for widget in found:
            home.add_widget(widget)
    parent.living = found


def let_go(widget: Widget) -> None:
    """Take the keyboard from what leaves the page, and let nothing go on in it that would hold it."""
    for one in widget.walk(restrict=True):
        if hasattr(one, "fade_no_more"):
            one.fade_no_more()
        if isinstance(one, FocusBehavior) and one.focus:
            one.focus = False
