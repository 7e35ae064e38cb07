"""``budget show|set|remove|import``: what comes in, what you live on, what is left each month."""

from __future__ import annotations

from typing import Annotated, Any

from planner.errors import Text
from planner.money import to_major
from planner.services.budget import BudgetBook, NoSuchLine, StoredBudget, budget_csv
from planner.services.budget_reader import COLUMNS, RHYTHMS, SECTIONS, cells_of_line
from ui.cli import log_columns
from ui.cli.debts import default_currency
from ui.cli.opening import open_for
from ui.cli.options import takes_columns
from ui.cli.output import Output, output_of
from ui.cli.spoken import Program, argument, option


def register(app: Program) -> None:
    """Add ``budget`` to ``app``."""
    group = Program(Text("Your household's budget: what is left each month is all that offers may use."))
    group.add("show", Text("Show it."), show)
    group.add("set", Text("Add a line, or change the one of this name."), set_line)
    group.add("remove", Text("Take a line out."), remove)
    group.add("import", Text("Add the lines of a CSV file: section, name, amount, rhythm."), import_file)
    app.add_typer(group, name="budget")


def show(
    csv: Annotated[bool, option(Text("As CSV, in the columns that import reads."))] = False,
    blank: Annotated[bool, option(Text("With empty lines for what is not known yet."))] = False,
) -> None:
    """Print the budget."""
    out = output_of()
    with open_for(out) as household:
        budget = BudgetBook(household, default_currency(household.settings(), out)).read()
    if csv and not out.json:
        import sys

        sys.stdout.write(budget_csv(budget))
        return
    _print(budget, out, blank=blank)


@takes_columns(COLUMNS, log_columns.BUDGET)
def set_line(*, cells: dict[str, str]) -> None:
    """Add a line, or change one."""
    out = output_of()
    with open_for(out) as household:
        book = BudgetBook(household, default_currency(household.settings(), out))
        try:
            line = book.read().find(cells.get("name", ""))
        except NoSuchLine:
            budget = book.add(cells)
        else:
            budget = book.edit(line, cells)
    _print(budget, out)


def remove(which: Annotated[str, argument(Text("The line's number or name."))]) -> None:
    """Take a line out."""
    out = output_of()
    with open_for(out) as household:
        book = BudgetBook(household, default_currency(household.settings(), out))
        budget = book.remove(book.read().find(which))
    _print(budget, out)


def import_file(
    file: Annotated[str, argument(Text("The file (CSV)."))],
    replace: Annotated[bool, option(Text("Make it the whole budget instead of adding to it."))] = False,
) -> None:
    """Add the lines of a file."""
    out = output_of()
    with open_for(out) as household:
        budget = BudgetBook(household, default_currency(household.settings(), out)).import_file(file, replace=replace)
    _print(budget, out)


def as_json(budget: StoredBudget) -> dict[str, Any]:
    """Return a budget under the keys of ``budget``."""
    result, code = budget.result, budget.currency
    return {
        "budget": {
            "currency": code,
            "income": to_major(result.income, code),
            "essentials": to_major(result.essentials, code),
            "arrears": to_major(result.arrears, code),
            "savings": to_major(result.savings, code),
            "surplus": to_major(result.surplus, code),
            "for_debts": to_major(result.for_debts, code),
            "tight_month": result.tight_month,
            "tight_left": to_major(result.tight_left, code),
            "unknown": [line.name for line in result.unknown],
            "lines": [{"id": line.id, **cells_of_line(line, code)} for line in budget.lines],
        }
    }


def _print(budget: StoredBudget, out: Output, *, blank: bool = False) -> None:
    if out.json:
        out.print_json(as_json(budget))
        return
    result, code, rows = budget.result, budget.currency, []
    for section, words in SECTIONS.items():
        lines = [line for line in budget.lines if line.section is section]
        for line in lines:
            amount = "" if line.amount is None and not line.recent else cells_of_line(line, code)["amount"]
            rows.append((out.tr(words), line.name, out.tr(RHYTHMS[line.rhythm]), amount))
        if blank and not lines:
            rows.append((out.tr(words), "", "", "________"))
    headings = (Text("What for"), Text("Name"), Text("How often"), Text("Amount"))
    out.result({}, Text("Budget"), headings, rows, words=(1, 2))
    for words, minor in (
        (Text("Coming in each month: {amount}"), result.income),
        (Text("What you live on: {amount}"), result.essentials),
        (Text("Agreed instalments that come first: {amount}"), result.arrears),
        (Text("Left over each month: {amount}"), result.surplus),
    ):
        out.say(Text(words.id, {"amount": out.money(minor, code)}))
    if result.missing:
        out.note(Text("The money does not reach for what you live on. A free adviser can look at it with you."))
