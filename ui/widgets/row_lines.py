"""How much room the words of a line of a long list take, and what stands beside what."""

from __future__ import annotations

from functools import lru_cache

from kivy.metrics import dp

from planner.line_breaks import count_lines, is_wider
from ui.fonts import bold_can_draw
from ui.theme import theme
from ui.widgets.words import measurer

BELOW, BESIDE, LOWER = "below", "beside", "lower"
"""Where an amount stands in large text: under the title, beside it, or beside the words under it."""


@lru_cache(maxsize=4096)
def lines_of(text: str, size: float, strong: bool, room: float) -> int:
    """Return in how many lines of ``room`` pixels a text of a line of a list stands; one where that is not known yet."""
    measure = measurer(size, strong and bold_can_draw(text))
    if room < dp(60) or not is_wider(text, room - 1, size, measure):
        return 1 if text else 0
    return count_lines(text, room - 1, measure)


@lru_cache(maxsize=4096)
def lines_at_rest(text: str, size: float, strong: bool, room: float, beside: str = "") -> int:
    """Return in how many lines a text stands beside another one at usual text sizes: in one, as long as smaller letters
    keep it whole. Many are so short that they need not be measured: that takes long where a list has thousands of rows.
    """
    least = max(dp(12), size * 0.75) / size
    wide = 0.65 if text.isascii() else 1.0  # of its height, a letter of a whole text
    if room < dp(60) or (len(text) * wide * least + len(beside)) * size + dp(8) <= room:
        return 1
    room -= dp(8) + measurer(size, True)(beside) if beside else 0
    measure = measurer(size, strong and bold_can_draw(text))
    held = (room * 0.97 - 2) / least  # the strokes of small letters are set to whole pixels: they take up to 3 % more
    return lines_of(text, size, strong, room) if is_wider(text, held, size, measure) else 1


def stands_beside(text: str, style: str, strong: bool, room: float, right: str, of: str, heavy: bool) -> bool:
    """Return whether a text has its one line beside what stands at the ``right``, in its own style ``of``."""
    left = room - dp(12) - measurer(theme.size(of), heavy and bold_can_draw(right))(right)
    return left >= dp(60) and lines_of(text, theme.size(style), strong, left) < 2


def large_row(row, room: float, body: float, small: float, *, is_below: bool = False) -> tuple[float, tuple[str, bool]]:
    """Return how high the words of a row are in large text, where they go on in other lines, and how they stand.

    That is: where its amount stands, with ``is_below`` under the title in any case, and whether its note is beside the
    words under the title. ``body`` and ``small`` are how high a line of them is.
    """
    title = lines_of(row.title, theme.size("body"), row.strong, room)
    under = lines_of(row.under, theme.size("small"), False, room)
    rest = sum(lines_of(words, theme.size("small"), False, room) for words in row.more[:3])
    amount, note = BELOW, False
    if not is_below:
        if row.amount and title < 2 and stands_beside(row.title, "body", row.strong, room, row.amount, "body", True):
            amount = BESIDE
        elif row.amount and under == 1 and stands_beside(row.under, "small", False, room, row.amount, "body", True):
            return body * (title + 1) + small * (rest + bool(row.note)), (LOWER, True)
        note = bool(row.note) and under < 2
        note = note and stands_beside(row.under, "small", False, room, row.note, "small", False)
    lines = max(under, 1) if note else under + bool(row.note)
    return body * (title + (bool(row.amount) and amount is BELOW)) + small * (rest + lines), (amount, note)
