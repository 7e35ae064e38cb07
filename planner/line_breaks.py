"""Where a line of mixed Chinese and English may end: between Chinese characters and at spaces, never before a comma."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

NO_START = frozenset("，。、；：？！）》】」』〉…—～·,.;:?!)]}%％’”")
NO_END = frozenset("（《【「『〈([{¥￥$€£‘“")


def _is_wide(character: str) -> bool:
    return character != "" and (unicodedata.east_asian_width(character) in "WF" or character in "“”‘’…—·")


def pieces(paragraph: str) -> list[str]:
    """Return the parts that stay together on a line."""
    out: list[str] = []
    previous = ""
    for character in paragraph:
        stays = (
            character in NO_START
            or character == " "
            or previous in NO_END
            or not (_is_wide(character) or _is_wide(previous) or previous == " ")
        )
        if out and stays:
            out[-1] += character
        else:
            out.append(character)
        previous = character
    return out


def break_lines(text: str, width: float, measure: Callable[[str], float]) -> str:
    """Return ``text`` with line ends so that no line is wider than ``width``; a longer word is cut where it must be."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, used = "", 0.0
        for piece in pieces(paragraph):
            wanted = used + measure(piece.rstrip())
            if line and wanted > width * 0.9:  # near the end the line is measured as it will be drawn
                wanted = measure((line + piece).rstrip())
            if line and wanted > width:
                lines.append(line.rstrip())
                line, used = "", 0.0
            while len(piece) > 1 and measure(piece.rstrip()) > width:
                fits = len(piece) - 1
                while fits > 1 and measure(piece[:fits]) > width:
                    fits -= 1
                lines.append(piece[:fits])
                piece = piece[fits:]
            line += piece
            used += measure(piece)
        lines.append(line.rstrip())
    return "\n".join(lines)
