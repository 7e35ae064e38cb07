"""Protect the wage: which account pays which debt, whether it can be stopped, what a failed try costs (guards.md 5)."""

from __future__ import annotations

from typing import NamedTuple

from planner.errors import InputProblems, PlannerError, Problem, Text
from planner.money import BadValue, parse_money, to_major
from planner.services.budget import BudgetBook, StoredBudget
from planner.services.debit_words import WORDS, Account, Debit, DebitNote
from ui.viewmodels.covered import CoveredFields
from ui.viewmodels.form import Asked, Spec, asked, look, summary
from ui.viewmodels.session import Session

ACCOUNT, DEBIT = "account", "debit"
_ACCOUNT_SPECS = (
    Spec("name", Text("What you call the account")),
    Spec("bank", Text("Which bank keeps it")),
    Spec("balance", Text("What is in it today"), "money", Text("It may stay empty.")),
    Spec("food_first", Text("What must stay in it for food and rent"), "money"),
)
_DEBIT_SPECS = (
    Spec("amount", Text("How much is taken"), "money", Text("It may stay empty.")),
    Spec("day", Text("On which day of the month"), "whole", Text("A number from 1 to 31. It may stay empty.")),
    Spec("failed_fee", Text("What a failed try costs"), "money", Text("It may stay empty.")),
)
CAN_STOP = (("yes", Text("Yes, it can")), ("no", Text("No, it cannot")), ("", Text("Don't know")))


class AccountRow(NamedTuple):
    """One account: its name, and what is known of it."""

    place: int
    name: str
    under: str
    wages: bool


class DebitRow(NamedTuple):
    """One debit: which debt from which account, what is worth looking at; ``risk``: what failed tries could cost."""

    place: int
    debt: str
    under: str
    stop: str
    warnings: tuple[str, ...]
    risk: str


class DebitsState(NamedTuple):
    """The page; ``form``: the sheet that is open, an account or a debit."""

    accounts: tuple[AccountRow, ...]
    debits: tuple[DebitRow, ...]
    form: str
    is_new: bool
    fields: tuple[Asked, ...]
    wages: bool
    debts: tuple[tuple[str, bool], ...]
    from_accounts: tuple[tuple[str, bool], ...]
    can_stop: str
    summary: str
    problem: str
    undo: str


class DebitsViewModel:
    """Keeps accounts and debits with the budget."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._book = BudgetBook(session.household, session.currency)
        self._form, self._place = "", -1
        self._cells: dict[str, str] = {}
        self._problems: dict[str, Text] = {}
        self._problem: Text | None = None
        self._undo: tuple[str, StoredBudget] | None = None
        self._cover = CoveredFields(session)

    def state(self) -> DebitsState:
        """Return the page as it stands."""
        session, say, budget = self._session, self._session.say, self._book.read()
        specs = {ACCOUNT: _ACCOUNT_SPECS, DEBIT: _DEBIT_SPECS}.get(self._form, ())
        look(self._cover, specs, self._cells)
        return DebitsState(
            accounts=tuple(self._account(place, one, budget) for place, one in enumerate(budget.accounts)),
            debits=tuple(self._debit(place, note, budget) for place, note in enumerate(budget.debit_notes())),
            form=self._form,
            is_new=self._place < 0,
            fields=tuple(
                asked(session, spec, self._cells, self._problems, budget.currency, self._cover) for spec in specs
            ),
            wages=self._cells.get("wages") == "yes",
            debts=tuple((debt.name, debt.name == self._cells.get("debt")) for debt in session.debts)
            if self._form == DEBIT
            else (),
            from_accounts=tuple((one.name, one.name == self._cells.get("account")) for one in budget.accounts),
            can_stop=self._cells.get("can_stop", ""),
            summary=summary(session, self._problems, specs),
            problem=say(self._problem) if self._problem else "",
            undo=self._undo[0] if self._undo else "",
        )

    def open(self, form: str, place: int = -1) -> DebitsState:
        """Open the sheet of a new account or debit, or of the one at ``place``; "" closes it."""
        self._form, self._place, self._problems, self._problem = form, place, {}, None
        budget = self._book.read()
        self._cells = {}
        if form == ACCOUNT and place >= 0:
            self._cells = _cells(budget.accounts[place]._asdict(), budget.currency)
        elif form == ACCOUNT:
            self._cells = {"wages": "" if any(one.wages for one in budget.accounts) else "yes"}
        elif form == DEBIT and place >= 0:
            self._cells = _cells(budget.debits[place]._asdict(), budget.currency)
        elif form == DEBIT:
            self._cells = {"account": budget.accounts[0].name if budget.accounts else ""}
        return self.state()

    def type(self, column: str, text: str) -> DebitsState:
        """Take what was typed or chosen."""
        self._cells[column] = self._cover.typed(column, text)
        self._problems.pop(column, None)
        return self.state()

    def save(self) -> DebitsState:
        """Keep the account or the debit of the open sheet."""
        budget, found = self._book.read(), list[Problem]()
        accounts, debits = list(budget.accounts), list(budget.debits)
        if self._form == ACCOUNT:
            account = self._read_account(budget, found)
            old = accounts[self._place].name if self._place >= 0 else account.name
            if self._place >= 0:
                accounts[self._place] = account
            else:
                accounts.append(account)
            debits = [one._replace(account=account.name) if one.account == old else one for one in debits]
        else:
            debit = self._read_debit(budget, found)
            if self._place >= 0:
                debits[self._place] = debit
            else:
                debits.append(debit)
        if found:
            self._problems = {problem.field: problem.message for problem in found}
            return self.state()
        return self._keep(accounts, debits)

    def remove(self) -> DebitsState:
        """Take the account or the debit of the open sheet out; an account takes its debits with it."""
        budget = self._book.read()
        accounts, debits = list(budget.accounts), list(budget.debits)
        if self._form == ACCOUNT:
            gone = accounts.pop(self._place)
            debits = [one for one in debits if one.account != gone.name]
            name = gone.name
        else:
            name = debits.pop(self._place).debt
        self._undo = self._session.say(Text("{name} is taken out", {"name": name})), budget
        return self._keep(accounts, debits)

    def put_back(self) -> DebitsState:
        """Put back what was taken out last."""
        if self._undo is not None:
            self._book.put_back(self._undo[1])
        return self.let_go()

    def let_go(self) -> DebitsState:
        """Let the offer to undo go."""
        self._undo = None
        return self.state()

    # Its parts

    def _keep(self, accounts: list[Account], debits: list[Debit]) -> DebitsState:
        try:
            self._book.set_debits(accounts, debits)
        except InputProblems as faults:
            self._problems = {problem.field: problem.message for problem in faults.problems}
            return self.state()
        except PlannerError as error:
            self._problem = error.message
            return self.state()
        return self.open("")

    def _money(self, column: str, currency: str, found: list[Problem]) -> int | None:
        said = self._cells.get(column, "").strip()
        if not said:
            return None
        try:
            return parse_money(said, currency)
        except BadValue as bad:
            found.append(Problem(column, bad.message))
            return None

    def _read_account(self, budget: StoredBudget, found: list[Problem]) -> Account:
        name = self._cells.get("name", "").strip()
        others = [one.name for place, one in enumerate(budget.accounts) if place != self._place]
        if not name:
            found.append(Problem("name", Text("is missing; a word is enough")))
        elif name in others:
            found.append(Problem("name", Text("is the name of another account already")))
        balance = self._money("balance", budget.currency, found)
        food = self._money("food_first", budget.currency, found) or 0
        return Account(name, self._cells.get("bank", "").strip(), self._cells.get("wages") == "yes", balance, food)

    def _read_debit(self, budget: StoredBudget, found: list[Problem]) -> Debit:
        debt, said = self._cells.get("debt", ""), self._cells.get("day", "").strip()
        entry = next((one for one in self._session.debts if one.name == debt), None)
        if not debt:
            found.append(Problem("debt", Text("is missing; choose which debt is paid by it")))
        day = int(said) if said.isascii() and said.isdigit() and 1 <= int(said) <= 31 else None
        if said and day is None:
            blanks = {"text": said[:20], "least": "1", "most": "31"}
            found.append(Problem("day", Text('"{text}" is not a day from {least} to {most}', blanks)))
        amount = self._money("amount", budget.currency, found)
        fee = self._money("failed_fee", budget.currency, found)
        can_stop = {"yes": True, "no": False}.get(self._cells.get("can_stop", ""))
        creditor = (entry.creditor or "") if entry else ""
        return Debit(debt, self._cells.get("account", ""), amount, day, creditor, can_stop, fee)

    def _account(self, place: int, account: Account, budget: StoredBudget) -> AccountRow:
        session, say = self._session, self._session.say
        stays = ""
        if account.food_first:
            amount = session.money(account.food_first, budget.currency)
            stays = say(Text("{amount} stays for food and rent", {"amount": amount}))
        return AccountRow(place, account.name, session.join(account.bank, stays), account.wages)

    def _debit(self, place: int, note: DebitNote, budget: StoredBudget) -> DebitRow:
        session, say, debit = self._session, self._session.say, note.debit
        day = say(Text("on day {day} of each month", {"day": str(debit.day)})) if debit.day else ""
        amount = "" if debit.amount is None else session.money(debit.amount, budget.currency)
        stop = {
            True: Text("can be stopped"),
            False: Text("cannot be stopped"),
            None: Text("not known if it can be stopped"),
        }
        risk = ""
        if debit.failed_fee:
            fee = session.money(debit.failed_fee, budget.currency)
            risk = say(Text("A failed try costs {amount}.", {"amount": fee}))
        under = session.join(say(Text("from {account}", {"account": debit.account})), amount, day)
        warnings = tuple(say(WORDS[warning]) for warning in note.warnings)
        return DebitRow(place, debit.debt, under, say(stop[debit.can_stop]), warnings, risk)


def _cells(facts: dict[str, object], currency: str) -> dict[str, str]:
    """Return an account or a debit as it is typed."""
    out = {}
    for name, value in facts.items():
        if isinstance(value, bool):
            out[name] = "yes" if value else "no" if name == "can_stop" else ""
        elif isinstance(value, int) and name != "day":
            out[name] = to_major(value, currency) if value else ""
        else:
            out[name] = "" if value is None else str(value)
    return out
