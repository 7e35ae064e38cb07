"""The summary that lies in a share, to print: made from its contents and from nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.errors import Text
from planner.i18n import translator
from planner.services.places import is_american
from planner.services.share_words import about_share, pages_of

_FEET = {"en": "Page {page} of {pages}", "zh": "第 {page} 页，共 {pages} 页"}


def summary_pdf(share: Mapping[str, Any], language: str) -> bytes:
    """Return the summary as PDF."""
    from planner.pdf.blocks import BODY, QUOTE, SECTION, SMALL, TITLE, Words
    from planner.pdf.document import A4, LETTER, Around, Paper, build_pdf
    from planner.pdf.faces import printable
    from planner.pdf.grid import NUMBER, Column, Grid

    american = is_american(share["place"])
    say = translator(language, american=american)
    title = say(Text("Summary for a helper"))
    story: list[Any] = [Words(title, TITLE), *(Words(line, BODY) for line in about_share(share, language))]
    columns = (
        Column(say(Text("What")), 0.4),
        Column(say(Text("About it")), 0.36),
        Column(say(Text("Amount")), 0.24, NUMBER),
    )
    texts = [title]
    for page in pages_of(share, language):
        story.append(Words(page.title, SECTION))
        rows = [(line.title, line.under, line.amount) for line in page.lines]
        story.append(Grid(columns, rows) if rows else Words(say(Text("Nothing yet.")), SMALL))
        for line in page.lines:
            if line.words:
                story += [Words(f"{line.title}  {line.under}", SMALL), Words(line.words, QUOTE)]
        texts += [cell for line in page.lines for cell in (line.title, line.under, line.words)]
    missing = sorted(printable("\n".join([*texts, *about_share(share, language)]))[1])
    if missing:
        story.append(Words("〓: " + ", ".join(f"U+{ord(character):04X}" for character in missing), SMALL))
    around = Around(title, language, _FEET[language])
    return build_pdf(story, around, Paper(LETTER if american else A4))
