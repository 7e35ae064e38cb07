"""A screen as a value: nodes that say which widgets stand where; ``patch`` brings living widgets up to them.

What stayed the same is left alone, so typing, focus and scrolling survive every new state, and a screen is one pure
function from a state to a node.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from kivy.uix.widget import Widget


class Node(NamedTuple):
    """A widget to be: its class, a key among its brothers and sisters, its properties, its children."""

    make: type[Widget]
    key: str
    props: dict[str, Any]
    children: tuple[Any, ...]


def el(make: type[Widget], *children: Node | None, key: str = "", **props: Any) -> Node:
    """Return a node; a child that is None is not drawn."""
    return Node(make, key, props, tuple(child for child in children if child is not None))


def grow(node: Node) -> Widget:
    """Return a new widget for ``node``, with its children."""
    widget = node.make(**node.props)
    widget.node = node
    patch(widget, node.children)
    return widget


def update(widget: Widget, node: Node) -> None:
    """Bring a widget up to ``node``; only what differs is set."""
    before = widget.node.props
    for name, value in node.props.items():
        if name not in before or before[name] is not value and before[name] != value:
            setattr(widget, name, value)
    widget.node = node
    patch(widget, node.children)


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
        if match is None:
            found.append(grow(node))
        else:
            left.remove(match)
            update(match, node)
            found.append(match)
    if found != living:
        for widget in living:
            home.remove_widget(widget)
        for widget in found:
            home.add_widget(widget)
    parent.living = found
