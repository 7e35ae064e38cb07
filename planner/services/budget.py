"""The household's budget: kept as versions of one entry, so that last month's is still there; what is left feeds offers and plan."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.budget.debits import Account, Debit, DebitNote, look_at_debits
from planner.budget.lines import BudgetLine, Section
from planner.budget.surplus import BudgetResult, budget_of
from planner.errors import InputProblems, PlannerError, Problem, Text
from planner.imports.table import Columns, read_table
from planner.model.log_entry import BUDGET, LogRow
from planner.services.budget_reader import COLUMNS, cells_of_line, read_line
from planner.services.log_entries import entry_by_day, facts_of, same_again
from planner.services.plan_export import safe_cell
from planner.store import log_reads

if TYPE_CHECKING:
    from planner.services.household import Household

__all__ = ["BudgetBook", "BudgetLine", "BudgetResult", "NoSuchLine", "Section", "StoredBudget", "budget_csv"]


class NoSuchLine(PlannerError):
    """No line of the budget has this number."""

    def __init__(self, which: str) -> None:
        super().__init__(Text('There is no line "{which}" in your budget.', {"which": which[:20]}))


class StoredBudget(NamedTuple):
    """The budget as it stands. ``row`` None: none was written yet. Amounts in minor units of ``currency``."""

    currency: str
    lines: tuple[BudgetLine, ...] = ()
    accounts: tuple[Account, ...] = ()
    debits: tuple[Debit, ...] = ()
    row: LogRow | None = None

    @property
    def result(self) -> BudgetResult:
        """What comes in, what goes out, what is left."""
        return budget_of(self.lines)

    def find(self, which: str) -> BudgetLine:
        """Return the line of this number or name; raises ``NoSuchLine``."""
        for line in self.lines:
            if line.name == which.strip() or str(line.id) == which.strip():
                return line
        raise NoSuchLine(which)

    def debit_notes(self) -> tuple[DebitNote, ...]:
        """Return the debit map with what is worth looking at."""
        wages = [line.next_on for line in self.lines if line.section is Section.INCOME and line.next_on]
        return look_at_debits(self.debits, self.accounts, min(wages, default=None))


class BudgetBook:
    """The budget of an open household."""

    def __init__(self, household: Household, currency: str) -> None:
        from planner.store import log

        self._store, self._household, self._currency = log, household, currency

    def read(self) -> StoredBudget:
        """Return the budget as it stands."""
        rows = self._household.read(_read_rows)
        return _stored(rows[-1]) if rows else StoredBudget(self._currency)

    def before(self) -> StoredBudget | None:
        """Return the budget as it was before its last change; None where there was none."""
        now = self.read()
        if now.row is None or now.row.version < 2:
            return None
        return _stored(self._household.read(log_reads.read_versions, now.row.entry)[-2])

    def before_month(self, first: date) -> StoredBudget | None:
        """Return the budget as it stood when the month that begins on ``first`` began; None where there was none yet."""
        now = self.read()
        if now.row is None:
            return None
        versions = self._household.read(log_reads.read_versions, now.row.entry)
        older = [row for row in versions if datetime.fromisoformat(row.written_at).date() < first]
        return _stored(older[-1]) if older else None

    def add(self, cells: Mapping[str, str]) -> StoredBudget:
        """Add a line; raises ``InputProblems`` with every fault."""
        return self.add_all([cells])

    def add_all(self, rows: Sequence[Mapping[str, str]]) -> StoredBudget:
        """Add lines, all or none; a fault names its row from 1 where there are several."""
        now = self.read()
        lines, found = list(now.lines), []
        for place, cells in enumerate(rows, 1):
            line, faults = read_line(cells, now.currency)
            found += [fault._replace(line=place if len(rows) > 1 else None) for fault in faults]
            if line is not None:
                lines.append(line._replace(id=1 + max((one.id or 0 for one in lines), default=0)))
        if found:
            raise InputProblems(found)
        return self._write(now._replace(lines=tuple(lines)))

    def edit(self, line: BudgetLine, cells: Mapping[str, str]) -> StoredBudget:
        """Change what ``cells`` name, an empty cell taking a fact away."""
        now = self.read()
        changed, found = read_line({**cells_of_line(line, now.currency), **cells}, now.currency)
        if changed is None or found:
            raise InputProblems(found)
        changed = changed._replace(id=line.id)
        return self._write(now._replace(lines=tuple(changed if one.id == line.id else one for one in now.lines)))

    def remove(self, line: BudgetLine) -> StoredBudget:
        """Take a line out."""
        now = self.read()
        return self._write(now._replace(lines=tuple(one for one in now.lines if one.id != line.id)))

    def set_debits(self, accounts: Sequence[Account], debits: Sequence[Debit]) -> StoredBudget:
        """Keep which account pays which debt."""
        now = self.read()
        known = {account.name for account in accounts}
        lost = [debit for debit in debits if debit.account not in known]
        if lost:
            words = Text('there is no account "{name}" in your list', {"name": lost[0].account[:40]})
            raise InputProblems([Problem("account", words)])
        return self._write(now._replace(accounts=tuple(accounts), debits=tuple(debits)))

    def put_back(self, budget: StoredBudget) -> StoredBudget:
        """Make an earlier budget the one that stands; what came between stays written."""
        return self._write(budget._replace(row=self.read().row))

    def import_file(self, path: str, *, replace: bool = False) -> StoredBudget:
        """Add the lines of a CSV file, or make them the whole budget; raises ``InputProblems`` with every fault of it."""
        table = read_table(path, Columns(("section", "name"), COLUMNS, example="section,name,amount,rhythm"))
        now = self.read()
        lines, found = [] if replace else list(now.lines), []
        for row in table.rows:
            line, faults = read_line(row.cells, now.currency)
            found += [table.named(fault._replace(line=row.line)) for fault in faults]
            if line is not None:
                lines.append(line._replace(id=1 + max((one.id or 0 for one in lines), default=0)))
        if found:
            raise InputProblems(found, path)
        return self._write(now._replace(lines=tuple(lines)))

    def withdraw(self) -> None:
        """Take the whole budget out."""
        row = self.read().row
        if row is not None:
            again = same_again(row)
            self._store.add_version(self._household.store, row.entry, row.version, again, withdrawn=True)

    def _write(self, budget: StoredBudget) -> StoredBudget:
        entry = entry_by_day(BUDGET, facts_of_budget(budget, date.today()))
        if budget.row is None:
            self._store.add_entries(self._household.store, [entry])
        else:
            self._store.add_version(self._household.store, budget.row.entry, budget.row.version, entry)
        return self.read()


def facts_of_budget(budget: StoredBudget, today: date) -> dict[str, Any]:
    """Return a budget as the facts that are kept."""
    lines = [
        {name: cell for name, cell in {"id": line.id, **cells_of_line(line, budget.currency)}.items() if cell}
        for line in budget.lines
    ]
    return {
        "due": today.isoformat(),
        "currency": budget.currency,
        "lines": lines,
        "accounts": [_filled(account._asdict()) for account in budget.accounts],
        "debits": [_filled(debit._asdict()) for debit in budget.debits],
    }


def budget_csv(budget: StoredBudget) -> str:
    """Return the lines as CSV, in the columns that ``import_file`` reads."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for line in budget.lines:
        cells = cells_of_line(line, budget.currency)
        writer.writerow([safe_cell(cells[column]) for column in COLUMNS])
    return out.getvalue()


def _filled(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value is not None and value != ""}


def _read_rows(connection: Any) -> list[LogRow]:
    return log_reads.read_log(connection, (BUDGET,))


def _stored(row: LogRow) -> StoredBudget:
    facts = facts_of(row)
    lines = []
    for kept in facts["lines"]:
        cells = {name: cell for name, cell in kept.items() if name != "id"}
        line, _ = read_line(cells, facts["currency"])
        if line is not None:
            lines.append(line._replace(id=kept["id"]))
    return StoredBudget(
        facts["currency"],
        tuple(lines),
        tuple(Account(**kept) for kept in facts["accounts"]),
        tuple(Debit(**kept) for kept in facts["debits"]),
        row,
    )
