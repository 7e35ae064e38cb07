"""The budget on paper: every section, what is left, and empty rows to be filled in by hand (peers.md W25)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from planner.budget.lines import Section, monthly
from planner.errors import Text
from planner.i18n import format_day, format_money, translator
from planner.services.budget import StoredBudget
from planner.services.budget_reader import RHYTHMS, SECTIONS

BLANK_ROWS = 2
_FEET = {"en": "Page {page} of {pages}", "zh": "第 {page} 页，共 {pages} 页"}
_LATER = (Section.ARREARS, Section.SAVINGS, Section.OWED)


def budget_pdf(budget: StoredBudget, language: str, today: date, *, blank: bool, american: bool = False) -> bytes:
    """Return the budget as PDF. ``blank``: with empty rows in every section; a row without an amount is empty anyway."""
    from planner.pdf.blocks import BODY, SECTION, SMALL, TITLE, Gap, Words
    from planner.pdf.document import A4, LETTER, Around, Paper, build_pdf
    from planner.pdf.faces import printable
    from planner.pdf.grid import NUMBER, Column, Grid

    say, result = translator(language, american=american), budget.result

    def money(minor: int) -> str:
        return format_money(minor, budget.currency, language)

    columns = (
        Column(say(Text("What it is for")), 0.42),
        Column(say(Text("How often")), 0.30),
        Column(say(Text("Each month")), 0.28, NUMBER),
    )
    title = say(Text("Budget"))
    story: list[Any] = [Words(title, TITLE), Words(format_day(today, language), SMALL)]
    for section, words in SECTIONS.items():
        rows = _rows(budget, section, money, say)
        if blank:
            rows += [("", "", "")] * (1 if section in _LATER else BLANK_ROWS)
        if not rows:
            continue
        story.append(Words(say(words), SECTION))
        known = [line for line in budget.lines if line.section is section]
        if len(known) > 1:
            rows.append((say(Text("Together")), "", money(result.by_section[section])))
        story.append(Grid(columns, rows, total=len(known) > 1))
    story.append(Gap(8))
    for words, minor in (
        (Text("Coming in each month: {amount}"), result.income),
        (Text("What you live on: {amount}"), result.essentials),
        (Text("Left over each month: {amount}"), result.surplus),
    ):
        story.append(Words(say(Text(words.id, {"amount": money(minor)})), BODY))
    names = "\n".join(line.name for line in budget.lines)
    missing = sorted(printable(names)[1])
    if missing:
        story.append(Words("〓: " + ", ".join(f"U+{ord(character):04X}" for character in missing), SMALL))
    around = Around(title, language, _FEET[language])
    return build_pdf(story, around, Paper(LETTER if american else A4))


def _rows(
    budget: StoredBudget, section: Section, money: Callable[[int], str], say: Callable[[Text], str]
) -> list[tuple[str, str, str]]:
    rows = []
    for line in budget.lines:
        if line.section is section:
            known = line.amount is not None or bool(line.recent)
            rows.append((line.name, say(RHYTHMS[line.rhythm]), money(monthly(line)) if known else ""))
    return rows
