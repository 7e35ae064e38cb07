"""A list of contents: where each part begins is seen while the pages are made, and stands in the list the second time."""

from __future__ import annotations

from reportlab.platypus import Flowable

from planner.pdf.blocks import BODY, draw_line, is_measuring, line_gap
from planner.pdf.faces import width_of


class Anchor(Flowable):  # type: ignore[misc]
    """Takes no room; notes the page it is on under its number."""

    def __init__(self, number: int, pages: dict[int, int]) -> None:
        super().__init__()
        self._number, self._pages = number, pages

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the room that it takes."""
        return 0, 0

    def draw(self) -> None:
        """Note the page."""
        self._pages[self._number] = self.canv.getPageNumber()


class ContentsLine(Flowable):  # type: ignore[misc]
    """A part and its page, dots between them; no number where it is not known yet."""

    def __init__(self, words: str, page: int | None) -> None:
        super().__init__()
        self._words, self._page = words, page

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the room that it takes."""
        self.width = width
        return width, line_gap(BODY)

    def draw(self) -> None:
        """Draw it."""
        if is_measuring(self.canv):
            return
        draw_line(self.canv, 0, 4, self._words, BODY)
        if self._page is None:
            return
        number = str(self._page)
        right = self.width - width_of(number, BODY.size)
        draw_line(self.canv, right, 4, number, BODY)
        begin = width_of(self._words, BODY.size) + 6
        dots = int((right - 6 - begin) / width_of(" .", BODY.size))
        draw_line(
            self.canv,
            right - 6 - dots * width_of(" .", BODY.size),
            4,
            " ." * max(0, dots),
            BODY._replace(color="#8A9297"),
        )
