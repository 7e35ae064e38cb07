"""``debts list|add|edit|pay|import`` and ``demo``: the stored household."""

from __future__ import annotations

from typing import Annotated

from planner.dates import parse_day
from planner.errors import InputProblems, Problem, Text
from planner.money import rate_text, to_major
from planner.services import sample
from planner.services.debt_columns import debt_as_json
from planner.services.debt_reader import COLUMNS
from planner.services.here import today_of
from planner.services.household import DebtEntry
from planner.services.places import CURRENCY
from planner.services.words import KINDS
from ui.cli.old_debts import warn_before
from ui.cli.opening import open_for
from ui.cli.options import read_option, takes_columns
from ui.cli.output import Output, output_of
from ui.cli.spoken import Program, argument, option

_WHICH = argument(Text("The debt's number or name, as in the list."))


def register(app: Program) -> None:
    """Add the commands to ``app``."""
    group = Program(Text("Your debts, stored on this device."))
    group.add("list", Text("Show them."), list_debts)
    group.add("add", Text("Add one. Leave out what you don't know."), add)
    group.add("edit", Text('Change one. An option with "" means: not known.'), edit)
    group.add("pay", Text("Record a payment, and take it off what is owed."), pay)
    group.add("import", Text("Add every debt of a CSV file, all or none."), import_file)
    app.add_typer(group, name="debts")


def register_demo(app: Program) -> None:
    """Add ``demo`` to ``app``."""
    app.add("demo", Text("Fill an empty store with the sample household."), demo)


def list_debts() -> None:
    """Print every debt."""
    out = output_of()
    with open_for(out) as household:
        _print_debts(household.debts(), out)


@takes_columns(COLUMNS)
def add(
    called: Annotated[str | None, argument(Text("A name for it"), metavar="NAME")] = None,
    *,
    cells: dict[str, str],
) -> None:
    """Store one debt."""
    out = output_of()
    if called is not None:
        cells.setdefault("name", called)
    with open_for(out) as household:
        _print_debt(household.add(cells, default_currency(household.settings(), out)), out)


@takes_columns(COLUMNS)
def edit(which: Annotated[str, _WHICH], *, cells: dict[str, str]) -> None:
    """Change one debt."""
    out = output_of()
    with open_for(out) as household:
        _print_debt(household.edit(household.find(which), cells), out)


def pay(
    which: Annotated[str, _WHICH],
    paid: Annotated[str | None, argument(Text("What you paid."), metavar="AMOUNT")] = None,
    amount: Annotated[str | None, option(Text("What you paid."))] = None,
    on: Annotated[str | None, option(Text("The day, such as 2026-11-22; today by default."))] = None,
) -> None:
    """Record a payment."""
    out = output_of()
    found: list[Problem] = []
    on_day = read_option("--on", on, parse_day, found)
    said = amount if amount is not None else paid
    if said is None:
        found.append(Problem("amount", Text("is missing; write what you paid, such as 50.00")))
    with open_for(out) as household:
        debt = household.find(which)
        if found or said is None:
            raise InputProblems(found)
        warn_before("pay", household, [debt.name], out)
        day = on_day or today_of(household)
        payment = household.pay(debt, said, day)
        left = household.find(debt.name)
    code = debt.currency
    if out.json:
        recorded = {
            "id": payment.id,
            "debt": debt.name,
            "amount": to_major(payment.amount, code),
            "date": day.isoformat(),
        }
        out.print_json({"payment": recorded, "debt": debt_as_json(left)})
        return
    blanks = {"amount": out.money(payment.amount, code), "debt": debt.name}
    out.say(Text("{amount} paid on {debt}.", blanks))
    if left.balance is not None:
        out.say(Text("Left to pay: {amount}.", {"amount": out.money(left.balance, code)}))
    if left.arrears is not None:
        out.say(Text("Behind by: {amount}.", {"amount": out.money(left.arrears, code)}))


def import_file(file: Annotated[str, argument(Text("A table of debts (CSV): one row a debt."))]) -> None:
    """Store the debts of a file."""
    out = output_of()
    with open_for(out) as household:
        added = household.import_file(file, default_currency(household.settings(), out))
    _print_debts(added.debts, out)


def demo() -> None:
    """Fill the store with the sample household."""
    out = output_of()
    with open_for(out) as household:
        filled = sample.fill_with_sample(household, out.lang)
        out.note(Text("The sample household is ready.") if filled else Text("The sample household is here already."))
        _print_debts(household.debts(), out)


def default_currency(settings: dict[str, str], out: Output) -> str:
    """Return the household's currency, else the language's."""
    return settings.get("currency") or CURRENCY[out.lang]


def _print_debt(debt: DebtEntry, out: Output) -> None:
    if out.json:
        out.print_json({"debt": debt_as_json(debt)})
    else:
        _print_debts([debt], out)


def _print_debts(debts: list[DebtEntry], out: Output) -> None:
    if not debts:
        out.note(Text('Nothing is listed yet. "debts add" starts with any one, and rough numbers are fine.'))
        if not out.json:
            return
    unknown = out.tr(Text("not known"))
    columns = (Text("Debt"), Text("Number"), Text("What you owe today"), Text("Interest per year (APR)"), Text("Kind"))
    rows = [
        (
            debt.name,
            str(debt.id),
            unknown if debt.balance is None else out.money(debt.balance, debt.currency),
            unknown if debt.apr is None else f"{rate_text(debt.apr)}%",
            out.tr(KINDS[debt.kind]),
        )
        for debt in debts
    ]
    out.result({"debts": [debt_as_json(debt) for debt in debts]}, Text("Your debts"), columns, rows, words=(4,))
