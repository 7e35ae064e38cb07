"""A letter made from its text and its blanks: subject, blocks, and plain words. Nothing in a blank is read as markup.

A text's first line is its subject. A paragraph whose blanks are all empty is left out; a ``table`` blank that is the last
line of a paragraph becomes a table, and what stands above it in the paragraph introduces it. A blank that is not filled is an error (``string.Template.substitute``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from string import Template
from typing import NamedTuple

from planner.letters.catalogue import Letter, as_american
from planner.letters.fields import Filled, Table

_ONLY_BLANKS = re.compile(r"(?:\s*\$(?:\w+|\{\w+\}))+\s*[。.]?\s*", re.ASCII)
_BLANK = re.compile(r"\$\{?(\w+)\}?", re.ASCII)

_MARK = re.compile(r"\s*(\d+[.、)]|[-–])\s+")
_TWICE = re.compile(r"(?<![.。])([.。])\1(?![.。])")
"""A full stop of what was typed, and that of the sentence it ends: one is enough."""
_IN = "　　"
"""A Chinese paragraph is moved in by two characters; its greeting and 敬礼 are not."""

Block = str | Table


class Party(NamedTuple):
    """Who writes, or who is written to: ``lines`` are address, telephone, reference as they should stand."""

    name: str
    lines: tuple[str, ...] = ()


class Part(NamedTuple):
    """A line of a block. ``mark``: the number or dash that it begins with, which hangs before its words in print."""

    words: str
    mark: str = ""


class Rendered(NamedTuple):
    """A letter ready to be printed or kept. ``careful``: the wording that admits nothing."""

    letter: str
    place: str
    version: int
    language: str
    careful: bool
    sender: Party
    receiver: Party
    day: str
    subject: str
    blocks: tuple[Block, ...]


def render(
    letter: Letter,
    filled: Filled,
    language: str,
    *,
    sender: Party,
    receiver: Party,
    usual: bool = False,
    american: bool = False,
) -> Rendered:
    """Return the letter in ``language`` with its blanks filled; raises ``KeyError`` for a blank that is missing."""
    text = letter.text(language, usual)
    subject, _, body = (as_american(text) if american and language == "en" else text).partition("\n")
    words = {name: value for name, value in filled.items() if isinstance(value, str)}
    blocks: list[Block] = []
    for paragraph in re.split(r"\n\s*\n", body.strip()):
        names = _BLANK.findall(paragraph)
        if names and not any(filled[name] for name in names):
            continue
        above, _, last = paragraph.strip().rpartition("\n")
        table = filled[names[-1]] if names and _ONLY_BLANKS.fullmatch(last) else None
        if isinstance(table, Table):
            if above:
                blocks.append(_one_paragraph(above, words, language, is_greeting=not blocks))
            blocks.append(table)
            continue
        blocks.append(_one_paragraph(paragraph, words, language, is_greeting=not blocks))
    return Rendered(
        letter.id,
        letter.place,
        letter.version,
        language,
        not (usual and letter.has_usual),
        sender,
        receiver,
        str(filled["today"]),
        Template(subject).substitute(words).strip(),
        tuple(blocks),
    )


def head_and_foot(letter: Rendered) -> tuple[list[tuple[str, ...]], tuple[str, ...]]:
    """Return what stands above and below a letter, by the custom of its language.

    English: sender and day at the right, then the receiver; the name under the closing. Chinese: the receiver greets the
    letter in its first line, an address stands above it only where there is one; sender and day close it.
    """
    sender = (letter.sender.name, *filter(None, letter.sender.lines))
    receiver = (letter.receiver.name, *filter(None, letter.receiver.lines))
    if letter.language == "zh":
        return ([receiver] if len(receiver) > 1 else []), (*sender, letter.day)
    return [sender, (letter.day,), receiver], (letter.sender.name,)


def parts_of(block: str) -> list[Part]:
    """Return a text block as it is printed: its running lines, and each line of a list with its mark apart."""
    parts = []
    for line in block.split("\n"):
        match = _MARK.match(line)
        parts.append(Part(line[match.end() :], match[1]) if match else Part(line))
    return parts


def plain_text(letter: Rendered) -> str:
    """Return the letter as plain text: for a message, an e-mail, a screen reader."""
    head, foot = head_and_foot(letter)
    parts = ["\n".join(lines) for lines in head]
    parts.append(letter.subject)
    parts += [block if isinstance(block, str) else _table_text(block) for block in letter.blocks]
    parts.append("\n".join(foot))
    return "\n\n".join(parts) + "\n"


def blanks_of(text: str) -> set[str]:
    """Return the names of the blanks in a text."""
    return set(_BLANK.findall(text))


def _one_paragraph(paragraph: str, words: Mapping[str, str], language: str, *, is_greeting: bool) -> str:
    """Return a paragraph with its lines joined as the language joins them; lines that begin with a number or dash stay."""
    lines: list[str] = []
    for line in paragraph.strip().split("\n"):
        starts = re.match(r"\s*(?:\d+[.、)]|[-–])", line) is not None
        if lines and not starts and not line.startswith("  "):
            lines[-1] += ("" if language == "zh" else " ") + line.strip()
        else:
            lines.append(line.strip())
    said = [_TWICE.sub(r"\1", Template(line).substitute(words).rstrip()) for line in lines]
    if language == "zh" and not is_greeting:
        said = [line if line == "敬礼" else _IN + line for line in said]
    return "\n".join(said)


def _wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _table_text(table: Table) -> str:
    rows = [table.head, *table.rows]
    widths = [max(_wide(row[place]) for row in rows) for place in range(len(table.head))]
    out = []
    for row in rows:
        cells = []
        for place, cell in enumerate(row):
            room = " " * (widths[place] - _wide(cell))
            cells.append(room + cell if place in table.numbers else cell + room)
        out.append("  ".join(cells).rstrip())
    return "\n".join(out)
