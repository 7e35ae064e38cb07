"""Why the date moved, for a file of debts and for the stored household; and a transfer of debts, as scenario."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from planner.dates import add_months
from planner.errors import Text
from planner.i18n import Translate
from planner.money import to_major
from planner.payoff.compare import Moved, Situation, effect_text, why_moved
from planner.payoff.debts import DebtTerms
from planner.payoff.plan import Plan, build_plan
from planner.payoff.strategies import Strategy
from planner.payoff.transfer import Transfer

__all__ = ["Moved", "effect_text", "moved_as_json", "moved_since", "transfer_as_json"]


def moved_since(
    then: Sequence[DebtTerms], then_on: date, then_budget: int | None, plan: Plan, *, strategy: Strategy
) -> Moved:
    """Return why the end of ``plan`` is another than that of the debts as they stood ``then_on``.

    ``then_budget`` None: the least payments of that time, held.
    """
    before = build_plan(
        then,
        currency=plan.currency,
        start=then_on,
        strategy=strategy,
        budget=then_budget,
        keep_rows=False,
        find_needed=False,
    )
    old = Situation(tuple(then), before.budget, then_on, strategy, plan.currency)
    new = Situation(tuple(plan.debts), plan.budget, plan.start, plan.strategy, plan.currency)
    return why_moved(old, new)


def moved_as_json(moved: Moved, currency: str, say: Translate) -> dict[str, Any]:
    """Return why a date moved: days as ISO text, money in major units, null where a plan never ends."""
    return {
        "before": moved.before and moved.before.isoformat(),
        "after": moved.after and moved.after.isoformat(),
        "months": moved.months,
        "causes": [
            {
                "code": cause.code,
                "debt": cause.debt,
                "amount": to_major(cause.amount, currency),
                "months": cause.months,
                "cost": None if cause.cost is None else to_major(cause.cost, currency),
                "message": say(cause.message),
                "effect": say(effect_text(cause, currency)),
            }
            for cause in moved.causes
        ],
    }


def transfer_as_json(made: Transfer, say: Translate) -> dict[str, Any]:
    """Return a transfer as one of a plan's alternatives."""
    plan, code = made.plan, made.plan.currency

    def money(minor: int) -> str:
        return to_major(minor, code)

    return {
        "kind": "transfer",
        "debts": list(made.moved),
        "fee": money(made.fee),
        "feasible": plan.feasible,
        "months": plan.months,
        "payoff_date": add_months(plan.start, plan.months).isoformat() if plan.months else None,
        "interest": money(plan.interest),
        "fees": money(plan.fees + made.fee),
        "paid": money(plan.paid),
        "saved": None if made.saved is None else money(made.saved),
        "longer": made.longer,
        "worth_it": made.is_worth_it,
        "risks": [say(risk) for risk in made.risks],
    }


def transfer_text(made: Transfer) -> Text:
    """Return what a transfer comes to in one sentence."""
    code = made.plan.currency
    blanks = {
        "debts": ", ".join(made.moved),
        "fee": f"{to_major(made.fee, code)} {code}",
        "amount": f"{to_major(abs(made.saved or 0), code)} {code}",
        "months": str(abs(made.longer or 0)),
    }
    if made.saved is None or made.longer is None:
        return Text("Moved together ({debts}), at this budget, one of the two ways never ends.", blanks)
    if made.saved <= 0:
        return Text("Moving {debts} would cost {amount} more, the fee of {fee} counted.", blanks)
    if made.longer == 1:
        return Text("Moving {debts} would save {amount}, the fee of {fee} counted, and take 1 month longer.", blanks)
    if made.longer > 0:
        return Text(
            "Moving {debts} would save {amount}, the fee of {fee} counted, and take {months} months longer.", blanks
        )
    if not made.is_worth_it:
        return Text(
            "Moving {debts} would save {amount}, the fee of {fee} counted: too little to be worth a new contract.",
            blanks,
        )
    return Text("Moving {debts} would save {amount}, the fee of {fee} counted, and take no longer.", blanks)
