"""Cards of pages that lead through a hard moment: numbered steps, a sentence to copy, what the law adds."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kivy.metrics import dp

from planner.errors import Text
from ui.theme import theme
from ui.viewmodels.law_lines import LawLine
from ui.widgets.card import Chip, Flow, row_words
from ui.widgets.layout import Card, Column, Painted, Row
from ui.widgets.press import KButton
from ui.widgets.tree import Node, el
from ui.widgets.words import Words

Say = Callable[[Text], str]


def numbered(lines: Iterable[str], *, title: str = "", key: str = "steps") -> Node:
    """Return steps, one under the other, each with its number."""
    rows = [
        el(
            Row,
            el(Chip, value=str(i + 1), kind="soft"),
            el(Words, value=words),
            gap=12,
            key=words,
            pad=(0, 4),
            top=True,
        )
        for i, words in enumerate(lines)
    ]
    heading = el(Words, value=title, style="section", key="title") if title else None
    return el(Card, heading, *rows, key=key, gap=4)


def dotted(title: str, lines: Iterable[str], *, key: str = "") -> Node:
    """Return a card with a title and short lines, each behind a dot."""
    dot = el(Painted, fill="primary", radius=3, size_hint=(None, None), size=(dp(6), dp(6)), key="dot")
    beside = el(Column, dot, pad=(0, 8 * theme.text_scale, 0, 0), size_hint_x=None, width=dp(6), key="beside")
    rows = [el(Row, beside, el(Words, value=line), gap=10, key=f"{i} {line}", top=True) for i, line in enumerate(lines)]
    return el(Card, el(Words, value=title, style="section"), *rows, key=key or title, gap=8)


def cited_lines(lines: Iterable[LawLine]) -> list[Node]:
    """Return sentences about the law, each with what it rests on under it."""
    return [
        el(
            Column,
            el(Words, value=line.words, key="words"),
            el(Words, value=line.source, style="tiny", tone="muted", key="source"),
            gap=2,
            key=line.words,
        )
        for line in lines
    ]


def law_card(say: Say, lines: tuple[LawLine, ...], note: str) -> Node | None:
    """Return what the law of the place adds, or why nothing is told."""
    if not lines:
        return el(Words, value=note, style="small", tone="muted", key="no law") if note else None
    title = el(Words, value=say(Text("What the law of your place adds")), style="section", key="title")
    return el(Card, title, *cited_lines(lines), key="law", gap=12)


def quote(words: str, *, key: str = "quote") -> Node:
    """Return words that are said or sent, behind a line at their left."""
    bar = el(Painted, fill="edge", size_hint=(None, 1), width=dp(3), key="bar")
    return el(Row, bar, el(Words, value=words, key="words"), gap=12, key=key)


def tap_rows(taps: Iterable[tuple[str, str]], action: Callable[[str], None]) -> Node:
    """Return small buttons of (id, words) side by side, one under the other where text is large."""
    buttons = [
        el(
            KButton,
            key=id_ or "else",
            value=words,
            kind="soft" if id_ else "outline",
            small=True,
            hug=not theme.stacked,
            action=lambda id_=id_: action(id_),
        )
        for id_, words in taps
    ]
    return el(Column, *buttons, gap=8, key="taps") if theme.stacked else el(Flow, *buttons, key="taps")


def copy_card(
    say: Say, title: str, sentence: str, copied: bool, action: Callable[[], None], *, key: str, under: str = ""
) -> Node:
    """Return a sentence to say or send, with the button that copies it; ``under``: to whom, where it needs saying."""
    words = say(Text("Copied")) if copied else say(Text("Copy this sentence"))
    copy = el(KButton, key="copy", value=words, icon="copy", kind="outline", small=True, action=action)
    return el(Card, row_words(title, under, style="section"), quote(sentence), copy, key=key)
