"""``plan FILE``: when the debts end, and what to pay each month."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from planner.dates import parse_day
from planner.errors import InputProblems, Problem, Text
from planner.money import parse_currency, parse_money, parse_rate
from planner.payoff.cautions import Warning
from planner.payoff.plan import Plan, build_plan
from planner.payoff.strategies import Strategy
from planner.services.debt_files import DebtsFile, read_debts_file
from planner.services.debt_reader import read_rate_steps
from planner.services.planning import compare_plans, plan_as_json
from ui.cli.options import read_option
from ui.cli.output import Output, output_of
from ui.cli.spoken import Program, argument, option

if TYPE_CHECKING:
    from planner.payoff.transfer import Transfer
    from planner.services.exchange import Exchange
    from planner.services.plan_compare import Moved

ENDINGS = (".csv", ".xlsx", ".pdf", ".ics")


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
    buffer: Annotated[str | None, option(Text("Money to keep aside before more than the least is paid."))] = None,
    rate: Annotated[list[str] | None, option(Text("What another currency counts at: EUR=1.08@2026-11-20."))] = None,
    out: Annotated[str | None, option(Text("Write the schedule to a .csv, .xlsx, .pdf or .ics file."))] = None,
    compare_with: Annotated[
        str | None, option(Text("Say why the date moved since an earlier FILE of debts; needs --then."))
    ] = None,
    then: Annotated[str | None, option(Text("The day of that earlier file."))] = None,
    budget_then: Annotated[str | None, option(Text("The money for debts each month at that time."))] = None,
    move: Annotated[list[str] | None, option(Text("A debt to move to a new loan or card, as scenario."))] = None,
    move_apr: Annotated[str | None, option(Text("Interest per year of the new one."))] = None,
    move_fee_percent: Annotated[str | None, option(Text("Its fee, as a % of what is moved."))] = None,
    move_changes: Annotated[str | None, option(Text("Its later rates, such as 2027-12-01:24.9"))] = None,
    move_term: Annotated[str | None, option(Text("Its months, where it is paid in equal instalments."))] = None,
    names: Annotated[bool, option(Text("Calendar: say which debt and how much."), "--names")] = False,
) -> None:
    """Read, plan, print."""
    said = output_of()
    if budget is not None and extra is not None:
        said.note(Text("Give --budget or --extra, not both."))
        raise SystemExit(2)
    found: list[Problem] = []
    first_day = read_option("--start", start, parse_day, found) or date.today()
    asked_currency = read_option("--currency", currency, parse_currency, found)
    rates = _read_rates(rate, found)
    if out is not None and Path(out).suffix.lower() not in ENDINGS:
        words = Text('"{name}" should end with one of: {known}', {"name": out[-40:], "known": " ".join(ENDINGS)})
        found.append(Problem("--out", words))
    elif out is not None and Path(out).exists():
        found.append(Problem("--out", Text("is there already; name a new file, so that nothing is written over")))
    if compare_with is not None and then is None:
        found.append(Problem("--then", Text("is missing; write the day of the earlier file")))
    then_day = read_option("--then", then, parse_day, found)
    if then_day is not None and then_day > first_day:
        found.append(Problem("--then", Text("is after the plan begins; an earlier day is meant")))

    def read(path: str) -> DebtsFile:
        usual = default_currency
        return read_debts_file(
            path, default_currency=lambda: usual(asked_currency, said), rates=rates, home=asked_currency
        )

    try:
        debts, faults = read(file), list[Problem]()
    except InputProblems as bad:
        debts, faults = DebtsFile([], [], None), list(bad.problems)
    code = debts.currency or default_currency(asked_currency, said)
    if asked_currency and debts.currency and asked_currency != debts.currency:
        words = Text("is {asked}, but the debts are in {code}", {"asked": asked_currency, "code": debts.currency})
        found.append(Problem("--currency", words))

    def read_money(name: str, text: str | None) -> int | None:
        return read_option(name, text, lambda written: parse_money(written, code), found)

    budget_minor, extra_minor = read_money("--budget", budget), read_money("--extra", extra) or 0
    buffer_minor, then_minor = read_money("--buffer", buffer), read_money("--budget-then", budget_then)
    offer = _read_move(move, move_apr, move_fee_percent, move_changes, move_term, debts, found)
    if found or faults:
        raise InputProblems([*found, *faults], file)
    if compare:
        plans = compare_plans(debts.debts, currency=code, start=first_day, budget=budget_minor, extra=extra_minor)
        from ui.cli.plan_output import print_comparison

        print_comparison(plans, said)
        return
    money = None
    if buffer_minor:
        from planner.payoff.purse import Money

        money = Money(buffer=buffer_minor)
    made = build_plan(
        debts.debts,
        currency=code,
        start=first_day,
        strategy=strategy,
        budget=budget_minor,
        extra=extra_minor,
        money=money,
    )
    made = made._replace(
        warnings=(*made.warnings, *(Warning("converted", name, words) for name, words in debts.converted))
    )
    moved = transferred = None
    if compare_with is not None and then_day is not None:
        from planner.services.plan_compare import moved_since

        moved = moved_since(read(compare_with).debts, then_day, then_minor, made, strategy=strategy)
    if offer is not None:
        from planner.payoff.transfer import transfer

        chosen, terms = offer
        name = said.tr(Text("The new one"))
        transferred = transfer(made, chosen, terms, name, start=first_day, strategy=strategy)
    if out is not None:
        _save(made, out, said, named=names)
    _print(made, moved, transferred, said)


def default_currency(asked: str | None, out: Output) -> str:
    """Return the currency asked for, else the stored household's, else the language's."""
    if asked:
        return asked
    from planner.services.stored_currency import stored_currency

    return stored_currency(out.data) or ("CNY" if out.lang == "zh" else "USD")


def _read_rates(texts: list[str] | None, found: list[Problem]) -> dict[str, Exchange]:
    if not texts:
        return {}
    from planner.services.exchange import read_exchange

    return {one.currency: one for text in texts if (one := read_option("--rate", text, read_exchange, found))}


def _read_move(
    names: list[str] | None,
    apr: str | None,
    fee: str | None,
    changes: str | None,
    term: str | None,
    debts: DebtsFile,
    found: list[Problem],
) -> tuple[list[int], Any] | None:
    """Return the debts to move, by index, and what is offered for them; None where nothing is moved."""
    if not names:
        return None
    from planner.payoff.debts import RateStep
    from planner.payoff.transfer import Offer

    places = {entry.name: place for place, entry in enumerate(debts.entries)}
    for name in names:
        if debts.entries and name not in places:
            found.append(Problem("--move", Text('"{name}" is not in the file', {"name": name[:40]})))
    if apr is None:
        found.append(Problem("--move-apr", Text("is missing; write the interest per year of the new one")))
    new_apr = read_option("--move-apr", apr, parse_rate, found)
    percent = read_option("--move-fee-percent", fee, parse_rate, found)
    steps = read_option("--move-changes", changes, read_rate_steps, found) or ()
    months = int(term) if term is not None and term.isdecimal() and 0 < int(term) <= 600 else None
    if term is not None and months is None:
        blanks = {"text": term[:40], "least": "1", "most": "600"}
        found.append(Problem("--move-term", Text('"{text}" should be a whole number from {least} to {most}', blanks)))
    if new_apr is None or found:
        return None
    terms = Offer(new_apr, percent or new_apr * 0, tuple(RateStep(day, rate) for day, rate in steps), months)
    return sorted({places[name] for name in names}), terms


def _save(made: Plan, path: str, out: Output, *, named: bool) -> None:
    from planner.services.plan_files import WRITERS, plan_ics
    from planner.services.saving import save_as

    ending = Path(path).suffix.lower()
    data = plan_ics(made, out.lang, named=named) if ending == ".ics" else WRITERS[ending](made, out.lang)
    save_as(Path(path), data)


def _print(made: Plan, moved: Moved | None, transferred: Transfer | None, out: Output) -> None:
    if out.json:
        value = plan_as_json(made, out.tr)
        if transferred is not None:
            from planner.services.plan_compare import transfer_as_json

            value["alternatives"].append(transfer_as_json(transferred, out.tr))
        if moved is not None:
            from planner.services.plan_compare import moved_as_json

            value["moved"] = moved_as_json(moved, made.currency, out.tr)
        out.print_json(value)
        return

    from ui.cli.plan_output import print_moved, print_plan

    def beside() -> None:
        if transferred is not None:
            from planner.services.plan_compare import transfer_text

            out.say(transfer_text(transferred))
            for risk in transferred.risks:
                out.say(risk)
        if moved is not None:
            print_moved(moved, made.currency, out)

    print_plan(made, out, beside)
