"""Making a PDF whose bytes depend on nothing but what stands in it: no clock, no machine, no chance.

ReportLab 5, ``invariant=1``: fixed dates and file id; faces are embedded as subsets of what the pages use.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from planner.pdf.blocks import MUTED, SMALL, Style, draw_line, ink
from planner.pdf.faces import width_of

A4 = (595.2756, 841.8898)
LETTER = (612.0, 792.0)


class Paper(NamedTuple):
    """The sheet and its margins, points."""

    size: tuple[float, float] = A4
    margin: float = 56
    foot: float = 54


class Around(NamedTuple):
    """What stands outside the text: ``page`` has the blanks ``{page}`` and ``{pages}``; ``foot`` is at its left."""

    title: str
    language: str
    page: str
    foot: str = ""
    author: str = ""


_FOOT: Style = SMALL._replace(size=8)


def count_pages(story: Sequence[Any], words: Around, paper: Paper | None = None) -> None:
    """Lay ``story`` out as ``build_pdf`` does without drawing it: anchors in it learn their pages."""
    _build(story, words, paper, is_measuring=True)


def build_pdf(story: Sequence[Any], words: Around, paper: Paper | None = None) -> bytes:
    """Return the PDF of ``story`` (blocks of this room or ReportLab's own). Equal input gives equal bytes."""
    return _build(story, words, paper, is_measuring=False)


def _build(story: Sequence[Any], words: Around, paper: Paper | None, *, is_measuring: bool) -> bytes:
    from reportlab import rl_config
    from reportlab.pdfbase.pdfdoc import PDFString
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    rl_config.useA85 = 0  # plain bytes: smaller, and made four times as fast
    paper = paper or Paper()
    wide, high = paper.size
    out = io.BytesIO()
    frame = Frame(
        paper.margin,
        paper.foot + 14,
        wide - 2 * paper.margin,
        high - paper.margin - paper.foot - 14,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    document = BaseDocTemplate(
        out,
        pagesize=paper.size,
        title=words.title,
        author=words.author,
        creator="Ashore",
        producer="Ashore",
        lang="zh-CN" if words.language == "zh" else "en",
        invariant=1,
    )
    document.addPageTemplates([PageTemplate(id="page", frames=[frame])])

    def begin(canvas: Any, _: Any) -> None:
        canvas.setCatalogEntry("Lang", PDFString("zh-CN" if words.language == "zh" else "en"))
        canvas.setViewerPreference("DisplayDocTitle", "true")

    document.pageTemplates[0].onPage = begin
    document.build(list(story), canvasmaker=_numbered(words, paper, measuring=is_measuring))
    return out.getvalue()


def _numbered(words: Around, paper: Paper, *, measuring: bool) -> Callable[..., Any]:
    """Return a canvas that knows how many pages there are before it writes the first foot."""
    from reportlab.pdfgen.canvas import Canvas

    class Numbered(Canvas):  # type: ignore[misc]
        """Keeps each page until all are made."""

        is_measuring = measuring

        def __init__(self, *given: Any, **named: Any) -> None:
            super().__init__(*given, **named)
            self._kept: list[dict[str, Any]] = []

        def showPage(self) -> None:  # noqa: N802  (ReportLab's name)
            """Keep the page."""
            self._kept.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            """Write every page with its foot, then the file."""
            if measuring:
                return
            kept, pages = self._kept, len(self._kept)
            for page in kept:
                self.__dict__.update(page)
                self._kept = kept
                self._write_foot(pages)
                super().showPage()
            super().save()

        def _write_foot(self, pages: int) -> None:
            number = words.page.format(page=self._pageNumber, pages=pages)
            right = paper.size[0] - paper.margin - width_of(number, _FOOT.size)
            y = paper.foot - 14
            self.setStrokeColor(ink(MUTED))
            draw_line(self, right, y, number, _FOOT)
            if words.foot:
                draw_line(self, paper.margin, y, words.foot, _FOOT)

    return Numbered
