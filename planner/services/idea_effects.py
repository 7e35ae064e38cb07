"""What an idea does to budget and plan: the figures before and after it, reckoned alike on both sides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from planner.dates import add_months
from planner.errors import InputProblems, Problem, Text
from planner.i18n import format_money, format_month
from planner.model.entry import DebtEntry
from planner.money import BadValue, parse_money, to_major
from planner.payoff.strategies import Strategy
from planner.services.budget import BudgetLine, Section, StoredBudget
from planner.services.household_plan import PlanChoice, choice_of, plan_household
from planner.services.words import STRATEGIES
from planner.sharing.review import LINE, STRATEGY, Idea
from planner.store.reads import StoredPlan


class Ground(NamedTuple):
    """What ideas stand on: debts, budget and plan, where they are known. ``on``: the day from which plans are reckoned."""

    debts: Sequence[DebtEntry]
    budget: StoredBudget | None
    plan: StoredPlan | None
    currency: str
    on: date
    knows_plan: bool = True


def figures(ground: Ground, what: str) -> dict[str, Any]:
    """Return the figures that an idea of a kind can move: what is left each month, or months, interest and end."""
    if what == LINE and ground.budget is not None:
        return {"left_over": to_major(ground.budget.result.surplus, ground.budget.currency)}
    if what == STRATEGY and ground.knows_plan and ground.debts:
        made = plan_household(ground.debts, ground.currency, ground.on, choice_of(ground.plan, ground.currency))
        if made is not None:
            plan = made.plan
            ends = add_months(plan.start, plan.months).isoformat() if plan.feasible and plan.months else None
            return {"months": plan.months, "interest": to_major(plan.interest, ground.currency), "ends": ends}
    return {}


def effect(ground: Ground, idea: Idea) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the figures before and after an idea; both empty where nothing can be reckoned."""
    before = figures(ground, idea.what)
    return (before, figures(changed(ground, idea), idea.what)) if before else ({}, {})


def changed(ground: Ground, idea: Idea) -> Ground:
    """Return the ground with an idea taken."""
    if idea.what == STRATEGY:
        now = choice_of(ground.plan, ground.currency)
        return ground._replace(plan=plan_with(ground, PlanChoice(read_strategy(idea.then), now.budget)))
    if idea.what == LINE and ground.budget is not None:
        lines, amount = list(ground.budget.lines), read_amount(idea.then, ground.budget.currency)
        place = next((at for at, line in enumerate(lines) if is_line(line, idea)), None)
        if place is None:
            lines.append(BudgetLine(Section(idea.section), idea.name, amount))
        else:
            lines[place] = lines[place]._replace(amount=amount)
        return ground._replace(budget=ground.budget._replace(lines=tuple(lines)))
    return ground


def is_line(line: BudgetLine, idea: Idea) -> bool:
    """Return whether an idea is about this line: by its number, a new one by its section and name."""
    if idea.of:
        return line.id == idea.of
    return line.section.value == idea.section and line.name.casefold() == idea.name.casefold()


def plan_with(ground: Ground, choice: PlanChoice) -> StoredPlan:
    """Return what would be kept of a plan with this choice."""
    return StoredPlan(choice.strategy.value, ground.currency, choice.budget, None, ground.on, choice.order)


def read_strategy(text: str) -> Strategy:
    """Return a strategy; raises ``InputProblems`` for a word that is none."""
    try:
        return Strategy(text.strip())
    except ValueError:
        blanks = {"text": text[:40], "known": ", ".join(one.value for one in Strategy)}
        raise InputProblems([Problem("strategy", Text('"{text}" is none of {known}', blanks))]) from None


def read_amount(text: str, currency: str) -> int:
    """Return an amount; raises ``InputProblems``."""
    try:
        return parse_money(text, currency)
    except BadValue as bad:
        raise InputProblems([Problem("amount", bad.message)]) from None


def value_words(idea: Idea, value: str, currency: str, language: str) -> str | Text:
    """Return a value of an idea for reading: money, a strategy by its name, words as they are."""
    if not value:
        return Text("nothing yet")
    if idea.what == STRATEGY:
        return next(
            (words for one, words in STRATEGIES.items() if one.value == value), Text("{words}", {"words": value})
        )
    if idea.what == LINE:
        try:
            return format_money(parse_money(value, currency), currency, language)
        except BadValue:
            return value
    return value


def effect_words(before: Mapping[str, Any], after: Mapping[str, Any], currency: str, language: str) -> Text | None:
    """Return what an idea does, in one sentence; None where nothing moves, or nothing can be reckoned."""

    def money(text: str) -> str:
        return format_money(parse_money(text.lstrip("-"), currency), currency, language)

    if "left_over" in before and "left_over" in after:
        minor = parse_signed(after["left_over"], currency)
        if minor < 0:
            blanks = {"amount": money(after["left_over"])}
            return Text("{amount} a month would be missing then.", blanks)
        return Text("Left over each month: {before}, then {after}.", {"before": _signed(before["left_over"], money), "after": money(after["left_over"])})  # fmt: skip
    if "interest" in before and "interest" in after:
        gap = parse_signed(after["interest"], currency) - parse_signed(before["interest"], currency)
        ends = after.get("ends")
        if ends is None:
            return Text("With this the plan does not come to an end; it needs a larger amount a month.")
        blanks = {
            "day": format_month(date.fromisoformat(ends), language),
            "amount": format_money(abs(gap), currency, language),
        }
        if gap > 0:
            return Text("Costs {amount} more in interest; ashore by {day}.", blanks)
        if gap < 0:
            return Text("Saves {amount} of interest; ashore by {day}.", blanks)
        return Text("Costs the same; ashore by {day}.", blanks)
    return None


def parse_signed(text: str, currency: str) -> int:
    """Return an amount that may be below zero."""
    minor = parse_money(text.lstrip("-"), currency)
    return -minor if text.startswith("-") else minor


def _signed(text: str, money: Any) -> str:
    return f"-{money(text)}" if text.startswith("-") else str(money(text))
