"""``apr``: the true yearly rate of a fee plan, of flows of money, or of unit-periods; and ``statement``. No store is opened."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any

import typer

from planner.dates import parse_day
from planner.errors import InputProblems, Problem, Text
from planner.money import parse_money, parse_rate, to_major
from planner.payoff.apr import FeePlan, Flow, NoRate, Rates, fee_plan_rates, rates, rates_by_years, saved_by_settling
from planner.payoff.statement import statement_interest
from planner.payoff.statement_fit import fits
from planner.services.calculators import (
    read_early,
    read_flows,
    read_number,
    read_posting,
    read_signed_money,
    read_unit_periods,
)
from planner.services.words import DAY_COUNTS
from ui.cli.options import read_option
from ui.cli.output import output_of
from ui.cli.spoken import Program, option

MOST_MONTHS = 600


def register(app: Program) -> None:
    """Add ``apr`` to ``app``."""
    words = Text(
        "The true interest per year of a loan: by its fees (--principal), its payments (--flows) or unit-periods."
    )
    app.add("apr", words, apr)


def register_statement(app: Program) -> None:
    """Add ``statement`` to ``app``."""
    app.add("statement", Text("The interest of one card statement, day by day: does it match yours?"), statement)


def apr(
    principal: Annotated[str | None, option(Text("What was borrowed."))] = None,
    months: Annotated[str | None, option(Text("Number of instalments."))] = None,
    fee_percent: Annotated[str | None, option(Text("Fee a month, as a % of what was borrowed at first."))] = None,
    upfront_percent: Annotated[str | None, option(Text("Fee kept back at the start, as a %."))] = None,
    first_bill_percent: Annotated[str | None, option(Text("Fee charged with the first payment, as a %."))] = None,
    settle_at: Annotated[str | None, option(Text("Paid off together with this instalment."))] = None,
    early_fees: Annotated[str | None, option(Text("What that costs: due (usual), waived, percent:3."))] = None,
    flows: Annotated[str | None, option(Text("A table: t in years, or date; amount, received above zero."))] = None,
    unit_periods: Annotated[str | None, option(Text("A table: t, f, amount, as Appendix J counts."))] = None,
    per_year: Annotated[str | None, option(Text("Unit-periods a year, such as 12 or 26."))] = None,
) -> None:
    """Reckon the rate."""
    out = output_of()
    ways = [name for name, given in (("--principal", principal), ("--flows", flows), ("--unit-periods", unit_periods)) if given is not None]  # fmt: skip
    if len(ways) != 1 or (unit_periods is None) != (per_year is None) or (principal is None) != (months is None):
        raise typer.BadParameter(out.tr(Text("name one of --principal with --months, --flows, --unit-periods with --per-year")))  # fmt: skip
    extra: dict[str, Any] = {}
    if flows is not None:
        found = _rate(lambda: rates_by_years(read_flows(flows)), flows)
    elif unit_periods is not None:
        problems: list[Problem] = []
        times = read_option("--per-year", per_year, read_number, problems) or Decimal(0)
        if not problems and not 0 < times <= 366:
            problems.append(Problem("--per-year", Text("is a number from 1 to 366")))
        if problems:
            raise InputProblems(problems)
        found = _rate(lambda: rates(_units(unit_periods), times), unit_periods)
    else:
        plan = _plan(principal, months, fee_percent, upfront_percent, first_bill_percent, settle_at, early_fees)
        found = _rate(lambda: fee_plan_rates(plan), "--principal")
        extra = {"advert": f"{plan.fee * 12:.2f}"}
        if plan.settle_at is not None:
            saved = saved_by_settling(plan, plan.settle_at)
            extra["saved_by_settling"] = f"{saved:.2f}"
    value = {
        "nominal": f"{found.nominal:.4f}",
        "effective": f"{found.effective:.4f}",
        "periodic": f"{found.periodic:.6f}",
        **extra,
    }
    names = {
        "nominal": Text("True interest per year (nominal)"),
        "effective": Text("With interest on interest (effective)"),
        "periodic": Text("Per period"),
        "advert": Text("What an advert would say (12 times the fee)"),
        "saved_by_settling": Text("Saved by settling then"),
    }
    rows = [(out.tr(names[key]), text if key == "saved_by_settling" else f"{text}%") for key, text in value.items()]
    out.result(value, Text("True interest per year"), (Text("What"), Text("Value")), rows)


def statement(
    opening: Annotated[str, option(Text("Owed at the start of the period."))],
    apr: Annotated[str, option(Text("Interest per year, as a %."))],
    first: Annotated[str, option(Text("First day of the period."), "--from")],
    last: Annotated[str, option(Text("Last day of the period."), "--to")],
    post: Annotated[list[str] | None, option(Text("What was posted: 2017-01-20:-180, a payment below zero."))] = None,
    simple: Annotated[bool, option(Text("Interest earns no interest within the period."))] = False,
    stated: Annotated[
        str | None, option(Text("The interest on the statement: which way of counting gives it?"))
    ] = None,
) -> None:
    """Reckon the interest."""
    out = output_of()
    found: list[Problem] = []
    minor = read_option("--opening", opening, read_signed_money, found)
    rate = read_option("--apr", apr, parse_rate, found)
    begins, ends = read_option("--from", first, parse_day, found), read_option("--to", last, parse_day, found)
    postings = [read_option("--post", one, read_posting, found) for one in post or []]
    printed = read_option("--stated", stated, read_signed_money, found)
    if begins is not None and ends is not None and ends < begins:
        found.append(Problem("--to", Text("is before --from")))
    elif begins is not None and ends is not None and (ends - begins).days > 366:
        found.append(Problem("--to", Text("is over a year after --from; a statement is shorter")))
    if found or minor is None or rate is None or begins is None or ends is None:
        raise InputProblems(found)
    made = statement_interest(minor, rate, begins, ends, [one for one in postings if one], compound=not simple)
    for left in made.left_out:
        blanks = {"day": left.on.isoformat(), "amount": to_major(left.amount, "USD")}
        out.note(Text("{day}, {amount}: outside the period, so it is left out.", blanks))
    interest, closing = to_major(made.interest, "USD"), to_major(made.closing, "USD")
    value: dict[str, Any] = {
        "interest": interest,
        "closing": closing,
        "left_out": [{"date": left.on.isoformat(), "amount": to_major(left.amount, "USD")} for left in made.left_out],
    }
    rows = [(out.tr(Text("Interest")), interest), (out.tr(Text("Owed at the end")), closing)]
    if printed is not None:
        within = [one for one in postings if one and begins <= one.on <= ends]
        near = fits(minor, rate, begins, ends, within, printed)
        value["fits"] = [
            {"day_count": one.day_count, "interest": to_major(one.interest, "USD"), "off": to_major(one.off, "USD")}
            for one in near
        ]
        rows += [(out.tr(DAY_COUNTS[one.day_count]), to_major(one.interest, "USD")) for one in near]
    out.result(value, Text("Statement"), (Text("What"), Text("Amount")), rows)


def _units(path: str) -> list[Flow]:
    return read_unit_periods(path)


def _rate(reckon: Callable[[], Rates], source: str) -> Rates:
    try:
        return reckon()
    except NoRate:
        words = Text("no yearly rate fits: there must be money received (above zero) and money paid (below zero)")
        raise InputProblems([Problem(source, words)]) from None


def _plan(
    principal: str | None,
    months: str | None,
    fee: str | None,
    upfront: str | None,
    first_bill: str | None,
    settle_at: str | None,
    early: str | None,
) -> FeePlan:
    found: list[Problem] = []
    sum_ = read_option("--principal", principal, lambda text: parse_money(text, "USD"), found)
    if sum_ == 0:
        found.append(Problem("--principal", Text("is zero; write what was borrowed")))
    number = read_option("--months", months, read_number, found)
    if number is not None and not (number == int(number) and 1 <= number <= MOST_MONTHS):
        found.append(Problem("--months", Text("is a whole number from 1 to 600")))
    rate = read_option("--fee-percent", fee, parse_rate, found) or Decimal(0)
    kept = read_option("--upfront-percent", upfront, parse_rate, found) or Decimal(0)
    if kept >= 100:
        found.append(Problem("--upfront-percent", Text("leaves nothing to be lent; look at the figure")))
    first = read_option("--first-bill-percent", first_bill, parse_rate, found) or Decimal(0)
    if upfront is not None and first_bill is not None:
        found.append(Problem("--first-bill-percent", Text("is for a fee in the first bill; --upfront-percent for one kept back: name one")))  # fmt: skip
    at = read_option("--settle-at", settle_at, read_number, found)
    if at is not None and number is not None and not (at == int(at) and 1 <= at <= number):
        found.append(Problem("--settle-at", Text("is the number of an instalment, from 1 to --months")))
    rule = read_option("--early-fees", early, read_early, found) or "due"
    if found or sum_ is None or number is None:
        raise InputProblems(found)
    return FeePlan(Decimal(sum_) / 100, int(number), rate, kept, first, None if at is None else int(at), rule)
