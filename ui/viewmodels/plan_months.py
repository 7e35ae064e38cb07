"""The payments of a plan, month by month, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from planner.dates import add_months
from planner.errors import Text
from planner.payoff.alternatives import Alternative
from planner.payoff.purse import Money
from planner.services.household_plan import HouseholdPlan
from planner.services.planning import reason_words
from planner.services.words import Strategy
from ui.viewmodels.kinds import icon_of
from ui.viewmodels.session import Session

_AGREED = frozenset(("family", "property-fee", "rent", "utility"))
"""Kinds that have no contract of payments: what is paid each month is what was agreed."""
SHOWN_WAYS = 2


class PayState(NamedTuple):
    """What to pay on one debt in one month, and why."""

    name: str
    icon: str
    amount: str
    why: str


class MonthState(NamedTuple):
    """One month of the plan."""

    title: str
    together: str
    pays: tuple[PayState, ...]


def kept_aside(made: HouseholdPlan, shock: int | None, money: Money | None) -> dict[int, int]:
    """Return {month: minor units kept aside in it} until the buffer is full; ``money``: what pay days leave, where they count."""
    from planner.services.pay_days import buffer_of

    plan = made.plan
    room = 0 if plan.strategy is Strategy.MINIMUM_ONLY else buffer_of(shock, made.minimums, plan.budget)
    kept: dict[int, int] = {}
    if not room:
        return kept
    paid: dict[int, int] = {}
    for month, _, _, _, payment, _, _ in plan.rows:
        paid[month] = paid.get(month, 0) + payment
    budgets, held = money.budgets if money else (), 0
    for month, payments in paid.items():
        left = (budgets[month - 1] if month <= len(budgets) else plan.budget) - payments
        kept[month] = max(0, min(left, room - held))
        held = max(0, held + min(left, room - held))
    return kept


def months_of(
    session: Session, made: HouseholdPlan, most: int | None, kept: Mapping[int, int] | None = None
) -> tuple[MonthState, ...]:
    """Return the first ``most`` months of a plan, or all of them; in each the payments in the order of paying.

    ``kept``: what is ``kept_aside`` in each, which stands after the payments, so that the month adds up to its money.
    """
    plan, currency = made.plan, made.plan.currency
    why = reason_words(plan, session.say)
    agreed, instalment = session.say(Text("as agreed")), session.say(Text("agreed instalment, in your budget"))
    pays: dict[int, list[tuple[int, PayState]]] = {}
    together: dict[int, int] = {}
    place = {i: rank for rank, i in enumerate(made.order)}
    for month, i, _opening, _interest, payment, _closing, reason in plan.rows:
        if most is not None and month > most:
            break
        entry = made.entries[i]
        words = agreed if reason == "minimum" and entry.kind in _AGREED else why[reason]
        if reason == "priority" and not entry.priority:
            words = instalment
        pay = PayState(entry.name, icon_of(entry.kind), session.money(payment, currency), words)
        pays.setdefault(month, []).append((place[i], pay))
        together[month] = together.get(month, 0) + payment
    months = []
    for month, found in pays.items():
        found.sort(key=lambda pair: pair[0])
        title, pays_of, aside = session.month(add_months(plan.start, month)), [pay for _, pay in found], 0
        if kept and (aside := kept.get(month, 0)):
            name, reason_why = session.say(Text("Kept aside")), session.say(Text("for a bad month"))
            pays_of.append(PayState(name, "wallet", session.money(aside, currency), reason_why))
        months.append(MonthState(title, session.money(together[month] + aside, currency), tuple(pays_of)))
    return tuple(months)


class MonthTable(NamedTuple):
    """Months as a table. ``names`` of the columns; ``rows``: (month, (amount, reason) by column, together)."""

    names: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[str, str], ...], str], ...]


def table_of(months: Sequence[MonthState]) -> MonthTable | None:
    """Return the months with a column for each debt, in the order in which they are paid; None where two share a name."""
    if any(len({pay.name for pay in month.pays}) < len(month.pays) for month in months):
        return None
    names = tuple(dict.fromkeys(pay.name for month in months for pay in month.pays))
    rows = []
    for month in months:
        by_name = {pay.name: (pay.amount, pay.why) for pay in month.pays}
        rows.append((month.title, tuple(by_name.get(name, ("", "")) for name in names), month.together))
    return MonthTable(names, tuple(rows))


class Milestone(NamedTuple):
    """Something that is done by a month of the plan."""

    month: str
    words: str
    under: str


def milestones_of(session: Session, made: HouseholdPlan) -> tuple[Milestone, ...]:
    """Return the first debt that ends, the half of the way, and every further end: what there is to look forward to."""
    plan, say = made.plan, session.say
    if not plan.feasible or not plan.months:
        return ()
    ends = sorted(
        (month, made.order.index(i), i) for i, month in enumerate(plan.run.payoff_months) if month and i in made.order
    )
    found = [(half, -1, None)] if (half := _half_way(made)) else []
    events = sorted([*found, *ends], key=lambda one: one[:2])
    rows, closed = [], 0
    for month, _, index in events:
        title = session.month(add_months(plan.start, month))
        if index is None:
            rows.append(Milestone(title, say(Text("Half of it is paid")), ""))
            continue
        closed += 1
        blanks = {"debt": made.entries[index].name, "count": str(closed), "all": str(len(ends))}
        last = closed == len(ends)
        under = say(Text("Ashore")) if last else say(Text("{count} of {all} done", blanks))
        rows.append(Milestone(title, say(Text("{debt} is paid off", blanks)), under))
    return tuple(rows)


def _half_way(made: HouseholdPlan) -> int:
    """Return the month in which what is owed falls to half of it; 0 where rows do not tell."""
    left = [entry.balance or 0 for entry in made.entries]
    start, month = sum(left), 0
    for row in made.plan.rows:
        if row[0] != month:
            if month and sum(left) * 2 <= start:
                return month
            month = row[0]
        left[row[1]] = row[5]
    return month if month and sum(left) * 2 <= start else 0


def other_ways(session: Session, made: HouseholdPlan, others: Sequence[Alternative]) -> Iterator[Text]:
    """Yield what offers to settle would change, the one that saves most first: another way, never taken for anybody."""
    for one in others[:SHOWN_WAYS]:
        blanks = {
            "debts": session.listed(*(made.entries[i].name for i in one.debts)),
            "amount": session.money(sum(one.amounts), made.plan.currency),
            "day": session.day(add_months(made.plan.start, max(one.months_paid))),
            "saved": session.money(one.saved or 0, made.plan.currency),
        }
        if one.saved is None:
            yield Text("Save up {amount} and settle {debts} by {day}; then all of it ends.", blanks)
        else:
            yield Text("Save up {amount} and settle {debts} by {day}: {saved} less paid in all.", blanks)
