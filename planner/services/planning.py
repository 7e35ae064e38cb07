"""Plans and offers for a file of debts: the use cases behind ``plan`` and ``offers``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from planner.dates import add_months, due_in_month
from planner.errors import Text
from planner.i18n import Translate
from planner.money import to_major
from planner.payoff.debts import DebtTerms
from planner.payoff.plan import Plan, build_plan, reason_text
from planner.payoff.strategies import Strategy

if TYPE_CHECKING:
    from planner.payoff.alternatives import Alternative

CONVENTION = Text(
    "Interest first (a twelfth of the yearly rate on the balance, rounded half-up to the cent per debt), then the least payments, then the rest "
    "down the order in the same month; freed money goes on at once."
)


def plan_as_json(plan: Plan, say: Translate, *, with_payments: bool = True) -> dict[str, Any]:
    """Return the plan under the keys of cli.md: money in major units as strings, days as ISO text."""
    code, run = plan.currency, plan.run
    shown = run.months

    def money(minor: int) -> str:
        return to_major(minor, code)

    ends = [None if month is None else add_months(plan.start, month).isoformat() for month in run.payoff_months]
    value: dict[str, Any] = {
        "strategy": plan.strategy.value,
        "currency": code,
        "start": plan.start.isoformat(),
        "budget": money(plan.budget),
        "feasible": plan.feasible,
        "months": plan.months,
        "payoff_date": add_months(plan.start, shown).isoformat() if plan.feasible and shown else None,
        "interest": money(plan.interest),
        "fees": money(plan.fees),
        "forgiven": money(plan.forgiven),
        "paid": money(plan.paid),
        "shown_months": shown,
        "debts": [
            {
                "name": debt.name,
                "months": run.payoff_months[i],
                "payoff_date": ends[i],
                "interest": money(run.interest[i]),
                "fees": money(run.fees[i]),
                "paid": money(run.paid[i]),
                "closing": money(run.balances[i]),
                "apart": debt.apart,
            }
            for i, debt in enumerate(plan.debts)
        ],
    }
    if with_payments:
        value["payments"] = _payments(plan, say)
    value["warnings"] = [
        {
            "code": warning.code,
            "debt": warning.debt,
            "message": say(warning.message),
            **({} if warning.needed is None else {"needed": money(warning.needed)}),
        }
        for warning in plan.warnings
    ]
    value["alternatives"] = [_alternative(plan, one, say) for one in plan.alternatives]
    return value


def _alternative(plan: Plan, one: Alternative, say: Translate) -> dict[str, Any]:
    """Return an offer that could be taken instead, under keys of its own."""
    code, run = plan.currency, one.run

    def money(minor: int) -> str:
        return to_major(minor, code)

    return {
        "kind": one.kind,
        "debts": [plan.debts[i].name for i in one.debts],
        "amounts": [money(amount) for amount in one.amounts],
        "dates": [add_months(plan.start, month).isoformat() for month in one.months_paid],
        "save_from": add_months(plan.start, one.save_from).isoformat(),
        "months": run.months,
        "payoff_date": add_months(plan.start, run.months).isoformat(),
        "interest": money(sum(run.interest)),
        "fees": money(sum(run.fees)),
        "forgiven": money(sum(run.forgiven)),
        "paid": money(sum(run.paid)),
        "saved": None if one.saved is None else money(one.saved),
        "risks": [say(risk) for risk in one.risks],
    }


def ashore_text(day: str, months: int) -> Text:
    """Return when a plan ends: ``day`` in the reader's form, and how many months that is."""
    if months == 1:
        return Text("Ashore by {day} (1 month).", {"day": day})
    return Text("Ashore by {day} ({months} months).", {"day": day, "months": str(months)})


def reason_words(plan: Plan, say: Translate) -> dict[str, str]:
    """Return each reason that the plan's payments have, in words."""
    return {reason: say(reason_text(reason, plan.strategy)) for reason in {row[6] for row in plan.rows}}


def _payments(plan: Plan, say: Translate) -> list[dict[str, Any]]:
    code = plan.currency
    dates = [add_months(plan.start, month) for month in range(plan.run.months + 1)]
    iso = [day.isoformat() for day in dates]
    why = reason_words(plan, say)
    names = [debt.name for debt in plan.debts]
    due_days = [debt.due_day for debt in plan.debts]
    fees = plan.run.row_fees
    return [
        {
            "month": month,
            "date": iso[month],
            "due_on": due_in_month(dates[month], due).isoformat() if (due := due_days[i]) else None,
            "debt": names[i],
            "opening": to_major(opening, code),
            "interest": to_major(interest, code),
            "fees": to_major(fees.get((month, i), 0), code),
            "payment": to_major(payment, code),
            "closing": to_major(closing, code),
            "reason": reason,
            "why": why[reason],
        }
        for month, i, opening, interest, payment, closing, reason in plan.rows
    ]


def compare_plans(
    debts: Sequence[DebtTerms], *, currency: str, start: date, budget: int | None, extra: int
) -> list[Plan]:
    """Return one plan a strategy, without payment rows. Minimum-only is the yardstick, not a choice among them."""
    return [
        build_plan(
            debts, currency=currency, start=start, strategy=strategy, budget=budget, extra=extra, keep_rows=False
        )
        for strategy in Strategy
        if strategy is not Strategy.CUSTOM or any(debt.order is not None for debt in debts)
    ]


def cheapest_of(plans: Sequence[Plan]) -> str | None:
    """Return the strategy with the least interest and fees among plans that end; None where none does."""
    ending = [plan for plan in plans if plan.feasible]
    return min(ending, key=lambda plan: plan.interest + plan.fees).strategy.value if ending else None
