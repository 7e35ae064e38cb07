"""``plan FILE``: when the debts end, and what to pay each month."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from planner.dates import parse_day
from planner.errors import InputProblems, Problem, Text
from planner.money import parse_currency, parse_money, to_major
from planner.payoff.plan import Plan, build_plan, reason_text
from planner.payoff.strategies import Strategy
from planner.services.debt_files import read_debts_file
from planner.services.planning import CONVENTION, cheapest_of, compare_plans, plan_as_json
from planner.services.words import STRATEGIES
from ui.cli.options import read_option
from ui.cli.output import Output, output_of
from ui.cli.spoken import Program, argument, option


def register(app: Program) -> None:
    """Add the command to ``app``."""
    app.add("plan", Text("Plan the debts in FILE (CSV)."), plan)


def plan(
    file: Annotated[str, argument(Text("A table of debts (CSV): one row a debt."))],
    budget: Annotated[str | None, option(Text("Money for debts each month in all."))] = None,
    extra: Annotated[str | None, option(Text("On top of the first month's minimums."))] = None,
    strategy: Annotated[Strategy, option(Text("The order of paying."))] = Strategy.AVALANCHE,
    compare: Annotated[bool, option(Text("Show all strategies side by side."), "--compare")] = False,
    start: Annotated[str | None, option(Text("First day, such as 2026-01-01; today by default."))] = None,
    currency: Annotated[str | None, option(Text("Three letters, such as USD or CNY."))] = None,
) -> None:
    """Read, plan, print."""
    out = output_of()
    if budget is not None and extra is not None:
        out.note(Text("Give --budget or --extra, not both."))
        raise SystemExit(2)
    found: list[Problem] = []
    first_day = read_option("--start", start, parse_day, found) or date.today()
    asked_currency = read_option("--currency", currency, parse_currency, found)
    debts = read_debts_file(file, default_currency=lambda: default_currency(asked_currency, out), extra_problems=found)
    code = debts.currency or default_currency(asked_currency, out)
    if asked_currency and debts.currency and asked_currency != debts.currency:
        words = Text("is {asked}, but the debts are in {code}", {"asked": asked_currency, "code": debts.currency})
        found.append(Problem("--currency", words))
    budget_minor = read_option("--budget", budget, lambda text: parse_money(text, code), found)
    extra_minor = read_option("--extra", extra, lambda text: parse_money(text, code), found) or 0
    if found:
        raise InputProblems(found, file)
    if compare:
        _print_comparison(
            compare_plans(debts.debts, currency=code, start=first_day, budget=budget_minor, extra=extra_minor), out
        )
        return
    made = build_plan(
        debts.debts, currency=code, start=first_day, strategy=strategy, budget=budget_minor, extra=extra_minor
    )
    if out.json:
        out.print_json(plan_as_json(made, out.tr))
    else:
        _print_plan(made, out)


def default_currency(asked: str | None, out: Output) -> str:
    """Return the currency asked for, else the stored household's, else the language's."""
    if asked:
        return asked
    from planner.services.stored_currency import stored_currency

    return stored_currency(out.data) or ("CNY" if out.lang == "zh" else "USD")


def _print_comparison(plans: list[Plan], out: Output) -> None:
    rows = [
        (
            out.tr(STRATEGIES[plan.strategy]),
            str(plan.months) if plan.feasible else "-",
            to_major(plan.interest, plan.currency),
            to_major(plan.paid, plan.currency),
        )
        for plan in plans
    ]
    columns = (Text("Order"), Text("Months"), Text("Interest"), Text("Paid in all"))
    value = {"plans": [plan_as_json(p, out.tr, with_payments=False) for p in plans], "cheapest": cheapest_of(plans)}
    out.result(value, Text("Orders of paying, side by side"), columns, rows)


def _print_plan(plan: Plan, out: Output) -> None:
    from planner.dates import add_months
    from planner.i18n import format_day

    def money(minor: int) -> str:
        return out.money(minor, plan.currency)

    if plan.feasible and plan.months:
        blanks = {"day": format_day(add_months(plan.start, plan.months), out.lang), "months": str(plan.months)}
        out.say(Text("Ashore by {day} ({months} months).", blanks))
    blanks = {"budget": money(plan.budget), "interest": money(plan.interest), "paid": money(plan.paid)}
    out.say(Text("{budget} a month; interest {interest}; paid in all {paid}.", blanks))
    for warning in plan.warnings:
        out.say(warning.message)
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
    out.result(None, Text("What to pay"), columns, rows)
    out.say(CONVENTION)


def _debt_row(plan: Plan, index: int, money: Any, out: Output) -> tuple[str, str, str, str]:
    from planner.dates import add_months
    from planner.i18n import format_day

    month = plan.run.payoff_months[index]
    ends = format_day(add_months(plan.start, month), out.lang) if month is not None else "-"
    debt = plan.debts[index]
    return debt.name, money(debt.balance), ends, money(plan.run.interest[index])
