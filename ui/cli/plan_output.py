"""How a plan, several side by side, and what stands beside them are printed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from planner.dates import add_months
from planner.errors import Text
from planner.i18n import format_day
from planner.payoff.plan import Plan, reason_text
from planner.services.planning import CONVENTION, ashore_text, cheapest_of, plan_as_json
from planner.services.words import STRATEGIES
from ui.cli.output import Output

if TYPE_CHECKING:
    from planner.services.plan_compare import Moved


def print_comparison(plans: list[Plan], out: Output) -> None:
    """Print one line a strategy."""
    rows = [
        (
            out.tr(STRATEGIES[plan.strategy]),
            str(plan.months) if plan.feasible else "-",
            out.money(plan.interest, plan.currency)
            if plan.feasible
            else "-",  # a year of one that never ends compares with none
            out.money(plan.paid, plan.currency) if plan.feasible else "-",
        )
        for plan in plans
    ]
    columns = (Text("Order"), Text("Months"), Text("Interest"), Text("Paid in all"))
    value = {"plans": [plan_as_json(p, out.tr, with_payments=False) for p in plans], "cheapest": cheapest_of(plans)}
    out.result(value, Text("Orders of paying, side by side"), columns, rows)


def print_plan(plan: Plan, out: Output, beside: Callable[[], None] = lambda: None) -> None:
    """Print the end, the sums, what must be said, every payment, and what was asked ``beside`` it."""

    def money(minor: int) -> str:
        return out.money(minor, plan.currency)

    if plan.feasible and plan.months:
        out.say(ashore_text(format_day(add_months(plan.start, plan.months), out.lang), plan.months))
    blanks = {"budget": money(plan.budget), "interest": money(plan.interest), "paid": money(plan.paid)}
    out.say(Text("{budget} a month; interest {interest}; paid in all {paid}.", blanks))
    if plan.fees:
        out.say(Text("Fees in all: {amount}", {"amount": money(plan.fees)}))
    for warning in plan.warnings:
        out.say(warning.message)
    if not plan.feasible and plan.run.short_at is None:
        _print_short(plan, money, out)
    debt_rows = [_debt_row(plan, i, money, out) for i in range(len(plan.debts))]
    out.result(None, Text("Your debts"), (Text("Debt"), Text("Owed today"), Text("Ends"), Text("Interest")), debt_rows)
    columns = (Text("Month"), Text("Debt"), Text("Pay"), Text("Left"), Text("Why"))
    rows = [
        (
            format_day(add_months(plan.start, row[0]), out.lang),
            plan.debts[row[1]].name,
            money(row[4]),
            money(row[5]),
            out.tr(reason_text(row[6], plan.strategy)),
        )
        for row in plan.rows
    ]
    out.result(None, Text("What to pay"), columns, rows, words=(1, 4))
    _print_offers(plan, money, out)
    beside()
    out.say(CONVENTION)


def print_moved(moved: Moved, currency: str, out: Output) -> None:
    """Print the two ends, and each event with what it did."""
    from planner.services.plan_compare import effect_text

    never = out.tr(Text("never"))
    days = [format_day(day, out.lang) if day else never for day in (moved.before, moved.after)]
    out.say(Text("Your ashore date was {before}; now it is {after}.", {"before": days[0], "after": days[1]}))
    rows = [(out.tr(cause.message), out.tr(effect_text(cause, currency))) for cause in moved.causes]
    out.result(None, Text("Why the date moved"), (Text("What happened"), Text("What it did")), rows, words=(1,))


def _print_short(plan: Plan, money: Callable[[int], str], out: Output) -> None:
    """Print three numbers beside the offers, and which least payments to miss last."""
    from planner.payoff.shortfall import LONG_MONTHS, miss_last, reaches, short_numbers

    if reaches(plan.debts, plan.start, plan.budget):
        return
    numbers = short_numbers(plan.debts, plan.budget)
    if numbers.if_it_stops is not None:
        months = str(numbers.if_it_stops)
        if numbers.if_it_runs is None:
            out.say(
                Text("If interest stops: paid in {months} months. If it does not: it never ends.", {"months": months})
            )
        else:
            blanks = {"months": months, "running": str(numbers.if_it_runs)}
            out.say(Text("If interest stops: paid in {months} months. If it does not: in {running} months.", blanks))
    if numbers.is_long:
        blanks = {"years": str(LONG_MONTHS // 12)}
        out.say(
            Text(
                "Even with interest stopped this takes over {years} years: ask a free adviser what else there is.",
                blanks,
            )
        )
    rows = [
        (plan.debts[one.debt].name, money(one.due), money(one.fee) if one.fee else "", out.tr(one.words))
        for one in miss_last(plan.debts, plan.start)
    ]
    columns = (Text("Debt"), Text("Least you must pay"), Text("Late fee"), Text("Why"))
    out.result(None, Text("If not all can be paid this month: pay from the top down"), columns, rows, words=(3,))


def _print_offers(plan: Plan, money: Callable[[int], str], out: Output) -> None:
    for one in plan.alternatives:
        blanks = {
            "debts": ", ".join(plan.debts[i].name for i in one.debts),
            "amount": money(sum(one.amounts)),
            "day": format_day(add_months(plan.start, max(one.months_paid)), out.lang),
            "saved": money(one.saved or 0),
        }
        if one.saved is None:
            out.say(Text("Another way: save up {amount} and settle {debts} by {day}; then all of it ends.", blanks))
        else:
            out.say(
                Text("Another way: save up {amount} and settle {debts} by {day}; {saved} less paid in all.", blanks)
            )
    if plan.alternatives:
        for risk in plan.alternatives[0].risks:
            out.say(risk)


def _debt_row(plan: Plan, index: int, money: Callable[[int], str], out: Output) -> tuple[str, str, str, str]:
    month = plan.run.payoff_months[index]
    ends = format_day(add_months(plan.start, month), out.lang) if month is not None else "-"
    debt = plan.debts[index]
    return debt.name, money(debt.balance), ends, money(plan.run.interest[index])
