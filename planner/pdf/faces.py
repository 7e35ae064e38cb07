"""The two faces of a printed page, measured and drawn by the same widths; what they do not hold is said, not boxed.

ReportLab is imported when a page is made, not before: no first frame waits for it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from planner.line_breaks import break_lines
from planner.resources import ASSETS

REGULAR, BOLD = "AshoreRegular", "AshoreBold"
STAND_IN = "〓"  # the printers' own mark for a character that is missing


class Face(NamedTuple):
    """A registered face: ``widths`` by code point in thousandths of the size."""

    name: str
    widths: dict[int, float]
    default: float


@lru_cache(maxsize=2)
def face(bold: bool = False) -> Face:
    """Return a face, registered with ReportLab at its first use."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    name = BOLD if bold else REGULAR
    file = "NotoSansSC-Bold.ttf" if bold else "NotoSansSC-Regular.ttf"
    font: Any = TTFont(name, str(ASSETS / "fonts" / file))
    pdfmetrics.registerFont(font)
    return Face(name, font.face.charWidths, font.face.defaultWidth)


def printable(text: str) -> tuple[str, frozenset[str]]:
    """Return ``text`` with every character that no face holds replaced by ``〓``, and those characters.

    Who makes a document says below it which ones they were (``U+20BB7``), so that they can be written in by hand.
    """
    held = face().widths
    missing = frozenset(c for c in set(text) if ord(c) not in held and not c.isspace())
    if missing:
        text = "".join(STAND_IN if c in missing else c for c in text)
    return text.replace("\t", "    ").replace("\r\n", "\n").replace("\r", "\n"), missing


def width_of(text: str, size: float, bold: bool = False) -> float:
    """Return the width of ``text`` in points; a bold line borrows what Bold lacks from Regular."""
    return _thousandths(text, bold) * size / 1000


@lru_cache(maxsize=100_000)
def _thousandths(text: str, bold: bool) -> float:
    regular = face().widths
    if not bold:
        return sum(regular.get(ord(c), 1000) for c in text)
    heavy = face(True).widths
    return sum(heavy.get(ord(c), regular.get(ord(c), 1000)) for c in text)


@lru_cache(maxsize=20_000)
def lines_of(text: str, width: float, size: float, bold: bool) -> tuple[str, ...]:
    """Return ``text`` broken into lines no wider than ``width`` points, by our own rules; kept, since a page is laid out twice."""

    def measure(part: str) -> float:
        return _thousandths(part, bold) * size / 1000

    return tuple(break_lines(printable(text)[0], width, measure, balanced=False).split("\n"))


def runs(text: str, bold: bool = False) -> list[tuple[str, str]]:
    """Return ``text`` as (face name, part): Bold holds common characters only, a rare name goes on in Regular."""
    if not bold:
        return [(face().name, text)]
    heavy, out = face(True), list[tuple[str, str]]()
    for character in text:
        name = heavy.name if ord(character) in heavy.widths else face().name
        if out and out[-1][0] == name:
            out[-1] = (name, out[-1][1] + character)
        else:
            out.append((name, character))
    return out
