"""The fair offers on paper, all of them on one page: for the borrower, and for whoever looks at them together with them."""

from __future__ import annotations

from datetime import date
from typing import Any

from planner.errors import Text
from planner.i18n import format_day, format_money, translator
from planner.services.budget import StoredBudget
from planner.services.offers import Proposal, agreed_in

_FEET = {"en": "Page {page} of {pages}", "zh": "第 {page} 页，共 {pages} 页"}


def offers_pdf(made: Proposal, budget: StoredBudget, language: str, today: date, *, american: bool = False) -> bytes:
    """Return the set as PDF: what comes first, the rest with its sum, and who is left out, with the reason."""
    from planner.pdf.blocks import BODY, SECTION, SMALL, TITLE, Words
    from planner.pdf.document import A4, LETTER, Around, Paper, build_pdf
    from planner.pdf.faces import printable
    from planner.pdf.grid import NUMBER, Column, Grid

    say = translator(language, american=american)

    def money(minor: int | None) -> str:
        return "" if minor is None else format_money(minor, budget.currency, language)

    columns = (
        Column(say(Text("Debt")), 0.46),
        Column(say(Text("What you owe today")), 0.27, NUMBER),
        Column(say(Text("Offer a month")), 0.27, NUMBER),
    )
    title = say(Text("Fair offers"))
    story: list[Any] = [Words(title, TITLE), Words(format_day(today, language), SMALL)]
    agreed = [(line.debt or line.name, "", money(amount)) for line, amount in agreed_in(budget)]
    if agreed:
        story += [Words(say(Text("Agreed instalments that come first")), SECTION), Grid(columns, agreed)]
    rows = [(one.debt.name, money(one.debt.balance), money(one.amount or one.token)) for one in made.offers]
    if rows:
        rows.append(
            (say(Text("All offers together")), "", money(sum(one.amount or one.token or 0 for one in made.offers)))
        )
        story += [Words(say(Text("Offers")), SECTION), Grid(columns, rows, total=True)]
    for debt, why in made.left_out:
        words = Text("{name} {why}.", {"name": debt.name, "why": say(why)})
        story.append(Words(say(words), BODY))
    names = "\n".join(one.debt.name for one in made.offers)
    missing = sorted(printable(names)[1])
    if missing:
        story.append(Words("〓: " + ", ".join(f"U+{ord(character):04X}" for character in missing), SMALL))
    around = Around(title, language, _FEET[language])
    return build_pdf(story, around, Paper(LETTER if american else A4))
