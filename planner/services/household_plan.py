"""Plans of the stored household: one currency at a time, a stored plan in its own order and from its own day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from planner.model.entry import DebtEntry
from planner.payoff.debts import DebtTerms
from planner.payoff.plan import Plan, build_plan
from planner.payoff.purse import Money
from planner.payoff.schedule import CompiledDebts, compile_debts, first_minimums, paying_order
from planner.payoff.strategies import Strategy
from planner.services.debt_terms import terms_of
from planner.store.reads import StoredPlan


class PlanChoice(NamedTuple):
    """What a person may choose of a plan. ``budget`` in minor units a month, None = the first month's minimums.

    ``order`` holds debt ids: the order that a stored plan keeps when it is replayed.
    """

    strategy: Strategy = Strategy.AVALANCHE
    budget: int | None = None
    order: tuple[int, ...] = ()


class HouseholdPlan(NamedTuple):
    """A plan of stored debts; ``entries`` run parallel to ``plan.debts``, ``order`` holds their indices as paid."""

    plan: Plan
    entries: tuple[DebtEntry, ...]
    order: tuple[int, ...]
    minimums: int
    not_known: tuple[DebtEntry, ...]
    other_currencies: tuple[DebtEntry, ...]


class ReadyDebts(NamedTuple):
    """Debts as the engine takes them, made once where many plans are reckoned; as in ``HouseholdPlan``."""

    entries: tuple[DebtEntry, ...]
    terms: tuple[DebtTerms, ...]
    compiled: CompiledDebts
    minimums: int
    not_known: tuple[DebtEntry, ...]
    other_currencies: tuple[DebtEntry, ...]


def plan_currency(debts: Sequence[DebtEntry], preferred: str | None) -> str | None:
    """Return the currency to plan in: the preferred one if any debt has it, else the one most debts have."""
    counted = Counter(debt.currency for debt in debts)
    if preferred and (preferred in counted or not counted):
        return preferred
    return counted.most_common(1)[0][0] if counted else None


def choice_of(stored: StoredPlan | None, currency: str) -> PlanChoice:
    """Return what the person chose last for plans in ``currency``."""
    if stored is None or stored.currency != currency:
        return PlanChoice()
    return PlanChoice(Strategy(stored.strategy), stored.budget, stored.debt_order)


def ready_debts(
    debts: Sequence[DebtEntry], currency: str, start: date, agreed: Collection[str] = ()
) -> ReadyDebts | None:
    """Return what plans of the debts in ``currency`` that have a known balance above zero begin with; None where there are none.

    ``agreed``: names of debts with an agreed instalment in the budget; in a month that is short it comes first, as in offers.
    """
    own = [debt for debt in debts if debt.currency == currency]
    entries = tuple(debt for debt in own if debt.balance)
    if not entries:
        return None
    terms = tuple(
        one._replace(priority=True) if one.name in agreed else one for one in (terms_of(entry) for entry in entries)
    )
    compiled = compile_debts(terms, start)
    return ReadyDebts(
        entries,
        terms,
        compiled,
        first_minimums(compiled),
        tuple(debt for debt in own if debt.balance is None),
        tuple(debt for debt in debts if debt.currency != currency),
    )


def plan_household(
    debts: Sequence[DebtEntry],
    currency: str,
    start: date,
    choice: PlanChoice,
    *,
    keep_rows: bool = True,
    money: Money | None = None,
    shock: int | None = None,
    look_round: bool = True,
    agreed: Collection[str] = (),
    ready: ReadyDebts | None = None,
) -> HouseholdPlan | None:
    """Return the plan of the debts in ``currency`` that have a known balance above zero; None where there are none.

    Without rows it holds totals alone, and does not search the budget that an endless plan would need. ``money``: what real
    pay days leave, where the budget knows them; a budget that the person chose goes before it. ``shock``: what a bad month
    costs, minor units: so much is kept aside first that such a month takes no payment (plan-engine.md 2.6). ``look_round``: as in ``build_plan``.
    ``agreed``: as in ``ready_debts``; ``ready``: what that returned, where it was asked already.
    """
    ready = ready or ready_debts(debts, currency, start, agreed)
    if ready is None:
        return None
    order = paying_order(ready.compiled, choice.strategy)
    if choice.order:
        order = _in_kept_order(order, [entry.id for entry in ready.entries], choice.order)
    budget = choice.budget
    if budget is not None:
        money = None
    elif money is not None and money.budgets:
        budget = sum(money.budgets) // len(money.budgets)
    minimums = ready.minimums
    if shock:
        from planner.services.pay_days import buffer_of

        money = (money or Money())._replace(buffer=buffer_of(shock, minimums, minimums if budget is None else budget))
    plan = build_plan(
        ready.terms,
        currency=currency,
        start=start,
        strategy=choice.strategy,
        budget=budget,
        keep_rows=keep_rows,
        order=order,
        find_needed=keep_rows,
        money=money,
        look_round=look_round,
        compiled=ready.compiled,
    )
    return HouseholdPlan(plan, ready.entries, tuple(order), minimums, ready.not_known, ready.other_currencies)


def _in_kept_order(order: list[int], ids: Sequence[int | None], kept: Sequence[int]) -> list[int]:
    """Return ``order`` (indices) with the debts of a stored plan in the order it kept; newer ones stay where they were."""
    place = {id_: rank for rank, id_ in enumerate(kept)}
    known = sorted((i for i in order if ids[i] in place), key=lambda i: place[ids[i] or 0])
    next_known = iter(known)
    return [next(next_known) if ids[i] in place else i for i in order]


def stored_plan(made: HouseholdPlan, choice: PlanChoice) -> StoredPlan:
    """Return what is kept of a plan that the person chose: its order too, so that replaying it changes nothing."""
    order = tuple(id_ for i in made.order if (id_ := made.entries[i].id) is not None)
    made_of = made_of_text(made.entries)
    return StoredPlan(choice.strategy.value, made.plan.currency, choice.budget, None, made.plan.start, order, made_of)


def made_of_text(entries: Sequence[DebtEntry]) -> str:
    """Return the debts a plan was made of as JSON, under the names of the columns."""
    import json

    from planner.services.debt_columns import debt_as_row
    from planner.services.debt_reader import COLUMNS

    rows = [{"id": entry.id, **dict(zip(COLUMNS, debt_as_row(entry, COLUMNS), strict=True))} for entry in entries]
    kept = [{column: cell for column, cell in row.items() if cell not in ("", "no")} for row in rows]
    return json.dumps(kept, ensure_ascii=False)


def least_due(debt: DebtEntry, today: date) -> int | None:
    """Return the least due this month by the debt's contract, in minor units; None where nothing says so."""
    if not debt.balance:
        return None
    return first_minimums(compile_debts([terms_of(debt)], today)) or None


def rate_on(debt: DebtEntry, day: date) -> Decimal | None:
    """Return the yearly rate in force on ``day``, in per cent: the newest dated step, else the debt's own."""
    in_force = [apr for from_on, apr in debt.rate_steps if from_on <= day]
    return in_force[-1] if in_force else debt.apr


def interest_per_day(debt: DebtEntry, day: date) -> int | None:
    """Return what a debt costs on ``day``, in minor units, half-up: balance x APR / 365; None = not known."""
    apr = rate_on(debt, day)
    if debt.fee_percent is not None or any(
        until and day < until for until in (debt.interest_waived_until, debt.deferred_until)
    ):
        return 0
    if debt.balance is None or apr is None:
        return None
    numerator, denominator = apr.as_integer_ratio()
    return (2 * debt.balance * numerator + denominator * 36500) // (2 * denominator * 36500)
