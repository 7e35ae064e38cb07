"""How the monthly figure of a budget line comes about, where its amount does not come once in every month."""

from __future__ import annotations

from planner.budget.lines import BudgetLine, monthly
from planner.budget.rhythm import Rhythm, times_a_month
from planner.errors import InputProblems, Text
from planner.i18n import format_money
from planner.services.budget import Section, StoredBudget
from planner.services.idea_effects import is_line, read_amount
from planner.sharing.review import LINE, Idea

_NO_FIGURE = (Rhythm.IRREGULAR, Rhythm.ONCE)


def spread_words(line: BudgetLine, currency: str, language: str) -> Text | None:
    """Return how an amount of some months or weeks becomes one a month; None where it comes each month, or is not known."""
    if not line.amount or line.section is Section.OWED:
        return None
    return _spread(line, format_money(line.amount, currency, language), format_money(monthly(line), currency, language))


def spread_of_idea(idea: Idea, now: str | None, budget: StoredBudget | None, language: str) -> Text | None:
    """Return the same for what an idea changes on a line that stands at ``now``: less or more each time, and a month."""
    if idea.what != LINE or budget is None:
        return None
    line = next((one for one in budget.lines if is_line(one, idea)), None)
    if line is None or line.section is Section.OWED:
        return None
    try:
        before, after = (read_amount(text, budget.currency) if text else 0 for text in (now, idea.then))
    except InputProblems:
        return None
    gap = after - before
    if not gap:
        return None
    month = monthly(line._replace(amount=after)) - monthly(line._replace(amount=before))
    each, a_month = (format_money(abs(minor), budget.currency, language) for minor in (gap, month))
    words = Text("{amount} less") if gap < 0 else Text("{amount} more")
    return _spread(line, words._replace(blanks={"amount": each}), a_month)


def _spread(line: BudgetLine, each: str | Text, a_month: str) -> Text | None:
    if line.rhythm in _NO_FIGURE:
        return None
    count = times_a_month(line.rhythm) * (len(line.months) or 12)
    if count.denominator != 1 or (line.rhythm is Rhythm.MONTHLY and count == 12):
        return None
    blanks = {"each": each, "count": str(count), "monthly": a_month}
    if count == 1:
        return Text("{each} once a year is {monthly} a month.", blanks)
    if line.rhythm is Rhythm.MONTHLY:
        return Text("{each} in {count} months of the year is {monthly} a month.", blanks)
    return Text("{each} {count} times a year is {monthly} a month.", blanks)
