"""Rarer terms compiled to months: what a debt charges, asks and adds in each; and what one run has to remember of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from planner.dates import add_months, due_in_month
from planner.money import half_up
from planner.payoff.day_counts import days_rate, month_days
from planner.payoff.debts import DebtTerms, MinimumRule, Repayment
from planner.payoff.interest import MonthlyRate, first_month_from, monthly_rate
from planner.payoff.minimums import CompiledMinimum, compile_minimum, equal_instalment, level_instalment, minimum_due
from planner.payoff.offers import share_pro_rata
from planner.payoff.special import DUE, WAIVED, Special

Changes = dict[int, dict[int, Decimal]]


class Contract(NamedTuple):
    """One debt's rarer terms by month. ``rates`` and ``silent`` are indexed by month; amounts in minor units.

    ``rates``: where days make the interest, else empty. ``closes_by``: the last month in which a payment ends deferred
    interest, 0 where there is none; ``silent``: what gathers aside until then. ``days``: of each month, with ``rates``.
    """

    account_fee: int = 0
    plan_fee: int = 0
    early: str | Decimal = WAIVED
    rates: Sequence[MonthlyRate] = ()
    closes_by: int = 0
    silent: Sequence[MonthlyRate] = ()
    paused: frozenset[int] = frozenset()
    day_count: str = ""
    days: Sequence[int] = ()


class Account(NamedTuple):
    """Rows of one card: their indices, the least payment of all together, and to which of them it goes."""

    members: tuple[int, ...]
    rule: CompiledMinimum
    allocation: str


def compile_contract(
    debt: DebtTerms, index: int, start: date, aprs: list[Decimal], changes: Changes, horizon: int
) -> Contract | None:
    """Return the rarer terms of ``debt`` compiled, None where it has none that change a month.

    ``aprs`` and ``changes`` are brought up to what the debt is really charged: no interest while it is waived or deferred.
    The rate of a fee plan is what paying it early saves, so that it ranks rightly beside debts with interest.
    """
    special = debt.special
    if special is None:
        return None
    closes_by = months_until(start, special.deferred_until) if special.deferred_until else 0
    if debt.apr is None and not debt.rate_steps and special.deferred_apr is not None:
        aprs[index] = special.deferred_apr  # the only rate that is known, so none has to be assumed
    nominal = _by_month(index, aprs[index], changes, horizon)
    if closes_by or special.waived_until or special.day_count not in ("", "monthly"):
        charged = _charged(nominal, special, start, closes_by, horizon)
        for month in [month for month in changes if index in changes[month]]:
            del changes[month][index]
            if not changes[month]:
                del changes[month]
        for month in range(2, horizon + 2):
            if charged[month] != charged[month - 1]:
                changes.setdefault(month, {})[index] = charged[month]
        aprs[index] = charged[1]
    else:
        charged = nominal
    plan_fee = 0
    if special.fee_percent is not None and debt.balance:
        base = debt.balance if special.principal is None else special.principal
        numerator, denominator = special.fee_percent.as_integer_ratio()
        plan_fee = half_up(base * numerator, denominator * 100)
        aprs[index] = saved_a_year(debt, plan_fee, special.early)
    rates = _rates(charged, special.day_count, start)
    contract = Contract(
        special.account_fee,
        plan_fee,
        special.early if plan_fee else WAIVED,
        rates,
        closes_by,
        _silent(nominal, special, start, closes_by),
        _paused(debt, special, start, horizon),
        special.day_count if rates else "",
        month_days(start, len(charged)) if rates else (),
    )
    return None if contract == Contract() else contract


def is_flat(debt: DebtTerms, start: date) -> bool:
    """Return whether a debt is an agreed plan of instalments without interest to its end."""
    special, term = debt.special, debt.term_months
    if special is None or not term or special.waived_until is None or special.fee_percent is not None:
        return False
    return special.waived_until >= add_months(start, term - 1)


def compile_accounts(debts: Sequence[DebtTerms]) -> list[Account]:
    """Return the cards of which several rows are in ``debts``; the least payment is the highest any row names."""
    rows: dict[str, list[int]] = {}
    for i, debt in enumerate(debts):
        if debt.special is not None and debt.special.account:
            rows.setdefault(debt.special.account, []).append(i)
    found = []
    for members in (members for members in rows.values() if len(members) > 1):
        rules = [debts[i].minimum for i in members]
        rule = MinimumRule(
            max(rule.fixed for rule in rules),
            max(rule.floor for rule in rules),
            max(rule.percent for rule in rules),
            any(rule.of_principal for rule in rules),
            max((rule.plus for rule in rules), key=len),
        )
        whole = DebtTerms("", sum(debts[i].balance for i in members), kind="card", minimum=rule)
        named = [special.allocation for i in members if (special := debts[i].special) and special.allocation]
        found.append(Account(tuple(members), compile_minimum(whole), named[0] if named else "lowest-first"))
    return found


@lru_cache(maxsize=256)
def saved_a_year(debt: DebtTerms, fee: int, early: str | Decimal) -> Decimal:
    """Return what paying a fee plan early saves, as a rate a year in per cent: nothing where its fees stay due."""
    from planner.payoff.apr import Flow, NoRate, periodic_rate

    if early == DUE or not debt.term_months:
        return Decimal(0)
    now = Decimal(debt.balance) * (1 + early / 100) if isinstance(early, Decimal) else Decimal(debt.balance)
    each = Decimal(debt.balance) / debt.term_months + fee
    flows = [Flow(Decimal(0), now)] + [Flow(Decimal(k), -each) for k in range(1, debt.term_months + 1)]
    try:
        return max(Decimal(0), round(periodic_rate(flows) * 1200, 4))
    except NoRate:
        return Decimal(0)


def instalment_from(contract: Contract | None, balance: int, apr: Decimal, month: int, left: int) -> int:
    """Return the level instalment of a loan from ``month`` on with ``left`` months to go."""
    if contract is not None and contract.rates:
        months = contract.days[month : month + max(1, left)]
        return level_instalment(balance, [days_rate(apr, contract.day_count, days) for days in months])
    return equal_instalment(balance, apr, left)


class Running:
    """What one run remembers of the rarer terms; made anew for each."""

    def __init__(
        self, contracts: Sequence[Contract | None], accounts: Sequence[Account], rules: Sequence[CompiledMinimum]
    ) -> None:
        self.contracts, self.accounts, self.rules = contracts, accounts, rules
        self.shift = [0] * len(contracts)
        self._gathered = [0] * len(contracts)
        self._resumed: set[int] = set()

    def month(
        self, i: int, month: int, opening: int, rate: MonthlyRate, instalments: list[int], apr: Decimal
    ) -> tuple[int, int, int]:
        """Return interest, fees and the least due of a debt in ``month``."""
        contract = self.contracts[i]
        assert contract is not None
        if contract.rates:
            rate = contract.rates[month]
        interest, fees = rate.charge(opening), contract.account_fee
        if month <= contract.closes_by:
            self._gathered[i] += contract.silent[month].charge(opening)
        if month in contract.paused:
            self.shift[i] += 1
            self._resumed.add(i)
            return interest, fees, 0
        rule, at = self.rules[i], month - self.shift[i]
        if i in self._resumed:
            self._resumed.discard(i)
            if rule.repayment is Repayment.EQUAL_INSTALMENT:
                instalments[i] = instalment_from(contract, opening, apr, month, rule.term - at + 1)
        fees += contract.plan_fee
        return interest, fees, minimum_due(rule, at, opening, interest, instalments[i], fees)

    def added_after(self, i: int, month: int) -> int:
        """Return the interest that is added to a debt still open after its deferral's last payment."""
        contract = self.contracts[i]
        return self._gathered[i] if contract is not None and contract.closes_by == month else 0

    def surcharge(self, i: int, left: int) -> int:
        """Return what paying ``left`` of a fee plan early costs on top."""
        contract = self.contracts[i]
        if contract is None or not isinstance(contract.early, Decimal):
            return 0
        numerator, denominator = contract.early.as_integer_ratio()
        return half_up(left * numerator, denominator * 100)

    def surcharge_within(self, i: int, paid: int) -> int:
        """Return what of ``paid`` early on a fee plan is its charge, the rest goes to the plan."""
        contract = self.contracts[i]
        if contract is None or not isinstance(contract.early, Decimal):
            return 0
        numerator, denominator = contract.early.as_integer_ratio()
        return half_up(paid * numerator, denominator * 100 + numerator)

    def share_minimums(
        self,
        month: int,
        balances: Sequence[int],
        interest: Sequence[int],
        fees: Sequence[int],
        rates: Sequence[Decimal],
        least: list[int],
    ) -> None:
        """Replace the least of the rows of one card by the card's own, allocated to its rows."""
        for account in self.accounts:
            open_rows = [i for i in account.members if balances[i]]
            if not open_rows:
                continue
            owed = {i: balances[i] + interest[i] + fees[i] for i in open_rows}
            if any(self._is_paused(i, month) for i in open_rows):
                due = 0
            else:
                sums = [sum(values[i] for i in open_rows) for values in (balances, interest, fees)]
                due = minimum_due(account.rule, month, sums[0], sums[1], 0, sums[2])
            if account.allocation == "pro-rata":
                for i, share in zip(open_rows, share_pro_rata(due, list(owed.values())), strict=True):
                    least[i] = share
                continue
            highest = account.allocation == "highest-first"
            for i in sorted(open_rows, key=lambda i: (-rates[i] if highest else rates[i], i)):
                least[i] = min(due, owed[i])
                due -= least[i]

    def _is_paused(self, i: int, month: int) -> bool:
        contract = self.contracts[i]
        return contract is not None and month in contract.paused


def months_until(start: date, day: date) -> int:
    """Return how many monthly payments fall on or before ``day``."""
    months = max(0, (day.year - start.year) * 12 + day.month - start.month)
    return months - 1 if months and add_months(start, months) > day else months


def _by_month(index: int, apr: Decimal, changes: Changes, horizon: int) -> list[Decimal]:
    found = [apr, apr]
    for month in range(2, horizon + 2):
        apr = changes.get(month, {}).get(index, apr)
        found.append(apr)
    return found


def _charged(nominal: list[Decimal], special: Special, start: date, closes_by: int, horizon: int) -> list[Decimal]:
    found = list(nominal)
    if special.waived_until is not None and special.waived_until > start:
        first = first_month_from(start, special.waived_until, horizon) or horizon + 2
        found[:first] = [Decimal(0)] * min(first, len(found))
    if closes_by:
        after = special.deferred_apr or Decimal(0)
        found = [Decimal(0) if month <= closes_by else apr or after for month, apr in enumerate(found)]
    return found


def _rates(charged: list[Decimal], day_count: str, start: date) -> Sequence[MonthlyRate]:
    if day_count in ("", "monthly"):
        return ()
    days = month_days(start, len(charged))
    return [days_rate(apr, day_count, days[month]) for month, apr in enumerate(charged)]


def _silent(nominal: list[Decimal], special: Special, start: date, closes_by: int) -> Sequence[MonthlyRate]:
    if not closes_by:
        return ()
    aprs = [special.deferred_apr if special.deferred_apr is not None else apr for apr in nominal[: closes_by + 1]]
    return _rates(aprs, special.day_count, start) or [monthly_rate(apr) for apr in aprs]


def _paused(debt: DebtTerms, special: Special, start: date, horizon: int) -> frozenset[int]:
    if special.pause_until is None:
        return frozenset()
    first, found = special.pause_from or start, []
    for month in range(1, horizon + 1):
        day = add_months(start, month)
        due = due_in_month(day, debt.due_day) if debt.due_day else day
        if due >= special.pause_until:
            break
        if due >= first:
            found.append(month)
    return frozenset(found)
