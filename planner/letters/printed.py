"""A letter on paper: PDF by our own pages, and DOCX for whoever wants to change it once more."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from planner.errors import PlannerError, Text
from planner.letters.fields import Table
from planner.letters.render import Rendered, head_and_foot, parts_of

_SIZE, _HANG = 11, 18
"""Points of the Word file: its letters, and how far a number hangs before the words of its line."""
_FEET = {"en": "Page {page} of {pages}", "zh": "第 {page} 页，共 {pages} 页"}


class NoDocx(PlannerError):
    """The library that writes DOCX is not on this device."""

    def __init__(self) -> None:
        super().__init__(Text("This device cannot write a Word file. The letter can be saved as PDF or as plain text."))


def letter_pdf(letter: Rendered, *, american: bool = False) -> bytes:
    """Return the letter as PDF, A4 or US Letter. Equal letters give equal bytes."""
    from planner.pdf.blocks import BODY, SMALL, Gap, Style, Words
    from planner.pdf.document import A4, LETTER, Around, Paper, build_pdf
    from planner.pdf.faces import printable, width_of
    from planner.pdf.grid import NUMBER, Column, Grid

    story: list[Any] = []
    chinese = letter.language == "zh"
    head = Style(size=10, leading=1.45, after=0)
    right = head._replace(align="right")

    above, below = head_and_foot(letter)
    for place, lines in enumerate(above):
        at_right = not chinese and place < len(above) - 1
        story.extend(Words(line, right if at_right else head) for line in lines)
        story.append(Gap(10))
    subject = Style(size=15 if chinese else 12, leading=1.4, bold=True, after=10, align="center" if chinese else "left")
    story.append(Words(letter.subject, subject))
    look = BODY._replace(leading=1.7 if chinese else 1.5, after=9 if chinese else 8)
    for block in letter.blocks:
        if isinstance(block, str):
            parts = parts_of(block)
            for place, part in enumerate(parts):
                after = look.after if place == len(parts) - 1 else 2
                hang = width_of(part.mark, look.size) + 5 if part.mark else 0
                indent = hang + (2 * look.size if chinese and part.mark else 0)
                style = look._replace(after=after, indent=indent)
                story.append(Words(part.words, style, mark=part.mark, hang=hang))
            continue
        share = 1 / len(block.head)
        columns = [
            Column(head_, share, NUMBER) if place in block.numbers else Column(head_, share)
            for place, head_ in enumerate(block.head)
        ]
        story.append(Grid(columns, block.rows))
    story.append(Gap(26))
    story.extend(Words(line, right if chinese else head) for line in below)
    missing = sorted(printable(_all_words(letter))[1])
    if missing:
        names = ", ".join(f"U+{ord(character):04X}" for character in missing)
        note = f"〓: {names}"
        story.append(Words(note, SMALL._replace(before=12)))
    paper = Paper(LETTER if american else A4, margin=70)
    around = Around(letter.subject, letter.language, _FEET[letter.language], author=letter.sender.name)
    return build_pdf(story, around, paper)


def letter_docx(letter: Rendered, *, american: bool = False) -> bytes:
    """Return the letter as DOCX, A4 or US Letter; raises ``NoDocx`` where it cannot be written."""
    try:
        from docx import Document
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.oxml.ns import qn
        from docx.shared import Mm, Pt
    except ImportError:
        raise NoDocx from None
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = (Mm(215.9), Mm(279.4)) if american else (Mm(210), Mm(297))
    chinese = letter.language == "zh"
    style = document.styles["Normal"]
    style.font.size = Pt(_SIZE)
    style.font.name = "Calibri"
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体" if chinese else "SimSun")

    def add(
        words: str, *, right: bool = False, bold: bool = False, center: bool = False, mark: str = "", after: int = 8
    ) -> None:
        paragraph = document.add_paragraph()
        shape = paragraph.paragraph_format
        shape.space_after = Pt(after)
        if mark:  # the number hangs before the words
            left = Pt(_HANG + (2 * _SIZE if chinese else 0))
            shape.left_indent, shape.first_line_indent = left, Pt(-_HANG)
            shape.tab_stops.add_tab_stop(left)
        run = paragraph.add_run(f"{mark}\t{words}" if mark else words)
        run.bold = bold
        if right or center:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.CENTER

    above, below = head_and_foot(letter)
    for place, lines in enumerate(above):
        add("\n".join(lines), right=not chinese and place < len(above) - 1)
    add(letter.subject, bold=True, center=chinese)
    for block in letter.blocks:
        if isinstance(block, Table):
            _docx_table(document, block)
        else:
            parts = parts_of(block)
            for place, part in enumerate(parts):
                add(part.words, mark=part.mark, after=8 if place == len(parts) - 1 else 2)
    add("\n".join(below), right=chinese)
    core = document.core_properties
    core.author, core.title = letter.sender.name, letter.subject
    core.created = core.modified = datetime(2000, 1, 1)
    core.last_modified_by = core.comments = ""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _docx_table(document: Any, block: Table) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    table = document.add_table(rows=0, cols=len(block.head), style="Table Grid")
    for number, row in enumerate((block.head, *block.rows)):
        for place, (cell, words) in enumerate(zip(table.add_row().cells, row, strict=True)):
            (paragraph,) = cell.paragraphs
            paragraph.add_run(words).bold = number == 0
            if place in block.numbers:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _all_words(letter: Rendered) -> str:
    parts = [letter.subject, letter.sender.name, *letter.sender.lines, letter.receiver.name, *letter.receiver.lines]
    for block in letter.blocks:
        parts += [block] if isinstance(block, str) else [cell for row in block.rows for cell in row]
    return "\n".join(parts)
