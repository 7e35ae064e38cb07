"""What could be done instead, shown with its risks and never taken silently: offers to settle that are saved up for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import NamedTuple

from planner.errors import Text
from planner.payoff.contracts import months_until
from planner.payoff.policy import Policy
from planner.payoff.purse import Money, Settle
from planner.payoff.schedule import CompiledDebts, Run, paid_in, simulate
from planner.payoff.strategies import Strategy

MOST_MONTHS, MOST_TOGETHER = 36, 6
NO_DAY_MONTHS = 12
"""How far ahead an offer is planned for that names no last day."""

RISKS = (
    Text("Get it in writing, with the sum, the day, and that nothing stays owed, before you pay."),
    Text("The part that is let off can count as income for tax in some places."),
    Text("It can stand in your credit file as settled, not as paid in full."),
    Text("While you save up, the lender can still ask, and can take the offer back."),
)


class Alternative(NamedTuple):
    """Another way: ``debts`` by index, ``amounts`` that end them in ``months_paid``, and what the whole plan comes to.

    Money in minor units; ``saved`` against the plan itself, None where that never ends.
    """

    kind: str
    debts: tuple[int, ...]
    amounts: tuple[int, ...]
    months_paid: tuple[int, ...]
    save_from: int
    run: Run
    saved: int | None
    risks: tuple[Text, ...] = RISKS


def settlements(
    compiled: CompiledDebts,
    strategy: Strategy,
    budget: int,
    base: Run | None,
    *,
    order: Sequence[int] | None = None,
    policy: Policy | None = None,
) -> tuple[Alternative, ...]:
    """Return the offers to settle that the budget can save up for, the one that saves most first.

    For each offer: every month until its last day, with saving begun as late as reaches. Several together where that
    saves more than one alone (plan-engine.md 2.5). ``base``: the plan without, None where it never ends.
    """

    def run(taken: Sequence[Settle]) -> Run | None:
        found = simulate(compiled, strategy, budget, order=order, policy=policy, money=Money(settle=tuple(taken)))
        met = all(found.payoff_months[one.debt] == one.month for one in taken)
        return found if found.ended and met else None

    singles: list[tuple[Settle, Run]] = []
    for i, debt in enumerate(compiled.debts):
        special = debt.special
        if special is None or special.settlement is None or debt.apart or not 0 < special.settlement < debt.balance:
            continue
        until = special.settlement_until
        last = min(MOST_MONTHS, months_until(compiled.start, until) if until else NO_DAY_MONTHS)
        best: tuple[Settle, Run] | None = None
        for month in range(1, last + 1):
            found = _latest([Settle(i, month, special.settlement, 1)], month, run)
            if found is not None and (best is None or paid_in(compiled, found[1]) < paid_in(compiled, best[1])):
                best = (found[0][0], found[1])
        if best is not None:
            singles.append(best)
    ways: list[tuple[list[Settle], Run]] = [([settle], found) for settle, found in singles]
    for size in range(2, min(MOST_TOGETHER, len(singles)) + 1):
        for chosen in combinations(singles, size):
            taken = [settle for settle, _ in chosen]
            both = _latest(taken, min(one.month for one in taken), run)
            if both is not None:
                ways.append(both)
    ways.sort(key=lambda way: paid_in(compiled, way[1]))
    return tuple(
        Alternative(
            "settlement",
            tuple(one.debt for one in taken),
            tuple(one.amount for one in taken),
            tuple(one.month for one in taken),
            min(one.save_from for one in taken),
            found,
            None if base is None else paid_in(compiled, base) - paid_in(compiled, found),
        )
        for taken, found in ways
    )


def _latest(
    taken: Sequence[Settle], month: int, run: Callable[[Sequence[Settle]], Run | None]
) -> tuple[list[Settle], Run] | None:
    """Return what is taken, and its run, with saving begun in the latest month that still reaches; None if none does."""
    low, high, best = 1, month, None
    while low <= high:
        middle = (low + high) // 2
        tried = [one._replace(save_from=middle) for one in taken]
        found = run(tried)
        if found is None:
            high = middle - 1
        else:
            best, low = (tried, found), middle + 1
    return best
