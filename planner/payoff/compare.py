"""Why did my date move: one plan and a later one, event by event, each with what it did to the date and to the money.

The earlier plan is carried on to the later day; then the events are applied one after the other and the plan is made anew
after each. What one event did is the difference it made, so that all of them together are the whole difference.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from planner.dates import add_months
from planner.errors import Text
from planner.money import rate_text, to_major
from planner.payoff.contracts import months_until
from planner.payoff.debts import DebtTerms
from planner.payoff.interest import apr_on
from planner.payoff.plan import Plan, build_plan
from planner.payoff.schedule import compile_debts, simulate
from planner.payoff.strategies import Strategy


class Situation(NamedTuple):
    """What a plan was made of. ``budget``: money for debts a month, minor units."""

    debts: tuple[DebtTerms, ...]
    budget: int
    start: date
    strategy: Strategy
    currency: str


class Cause(NamedTuple):
    """One event. ``amount`` in minor units, signed as it happened; ``months`` later (below zero: sooner) and ``cost`` more
    interest and fees (below zero: less), None where a plan around it never ends."""

    code: str
    debt: str | None
    amount: int
    months: int | None
    cost: int | None
    message: Text


class Moved(NamedTuple):
    """``before`` and ``after``: the last day of each plan, None where it never ends; ``months`` later in all."""

    before: date | None
    after: date | None
    months: int | None
    causes: tuple[Cause, ...]


class _Step(NamedTuple):
    code: str
    debt: str | None
    amount: int
    message: Text
    situation: Situation


def why_moved(old: Situation, new: Situation, paid: Mapping[str, int] | None = None) -> Moved:
    """Return what moved the end from ``old`` to ``new``. ``paid``: what was really paid by debt between the two, if known."""
    begun = _plan(old)
    carried, planned = _carried_on(old, new.start)
    now = _plan(carried)
    first, causes = now, []
    for step in _steps(carried, new, planned, paid):
        after = _plan(step.situation)
        both = now.feasible and after.feasible
        months = (after.months or 0) - (now.months or 0) if both else None
        cost = after.interest + after.fees - now.interest - now.fees if both else None
        causes.append(Cause(step.code, step.debt, step.amount, months, cost, step.message))
        now = after
    end = now if now.feasible else None
    both = first.feasible and now.feasible
    return Moved(
        add_months(old.start, begun.months) if begun.months is not None else None,
        add_months(new.start, end.months or 0) if end is not None else None,
        (now.months or 0) - (first.months or 0) if both else None,
        tuple(causes),
    )


def effect_text(cause: Cause, currency: str) -> Text:
    """Return in words what an event did to the date and to interest and fees."""
    if cause.months is None or cause.cost is None:
        return Text("Without an end, its effect cannot be counted in months.")
    blanks = {
        "months": str(abs(cause.months)),
        "amount": f"{to_major(abs(cause.cost), currency)} {currency}",
    }
    if not cause.months:
        if not cause.cost:
            return Text("The date stays, and so does the cost.")
        if cause.cost > 0:
            return Text("The date stays; {amount} more interest and fees.", blanks)
        return Text("The date stays; {amount} less interest and fees.", blanks)
    if abs(cause.months) == 1:
        return _one_month_text(cause.months, cause.cost, blanks)
    if cause.months > 0:
        if cause.cost > 0:
            return Text("{months} months later; {amount} more interest and fees.", blanks)
        return Text("{months} months later; {amount} less interest and fees.", blanks)
    if cause.cost > 0:
        return Text("{months} months sooner; {amount} more interest and fees.", blanks)
    return Text("{months} months sooner; {amount} less interest and fees.", blanks)


def _one_month_text(months: int, cost: int, blanks: dict[str, str]) -> Text:
    if months > 0:
        if cost > 0:
            return Text("1 month later; {amount} more interest and fees.", blanks)
        return Text("1 month later; {amount} less interest and fees.", blanks)
    if cost > 0:
        return Text("1 month sooner; {amount} more interest and fees.", blanks)
    return Text("1 month sooner; {amount} less interest and fees.", blanks)


def _plan(situation: Situation) -> Plan:
    return build_plan(
        situation.debts,
        currency=situation.currency,
        start=situation.start,
        strategy=situation.strategy,
        budget=situation.budget,
        keep_rows=False,
        find_needed=False,
    )


def _carried_on(old: Situation, day: date) -> tuple[Situation, dict[str, int]]:
    """Return the earlier plan as it would stand on ``day``, and what it would have paid by then, by debt."""
    months = months_until(old.start, day)
    if not months:
        return old._replace(start=day), {}
    run = simulate(compile_debts(old.debts, old.start), old.strategy, old.budget, months=months, offer_when_short=True)
    debts = tuple(
        debt._replace(
            balance=left,
            apr=apr_on(debt._replace(special=None), day),
            rate_steps=tuple(step for step in debt.rate_steps if step.day > day),
            term_months=max(1, debt.term_months - months) if debt.term_months else None,
        )
        for debt, left in zip(old.debts, run.balances, strict=True)
    )
    return old._replace(debts=debts, start=day), {
        debt.name: paid for debt, paid in zip(old.debts, run.paid, strict=True)
    }


def _steps(
    carried: Situation, new: Situation, planned: Mapping[str, int], paid: Mapping[str, int] | None
) -> list[_Step]:
    code, steps, now = new.currency, list[_Step](), carried
    news = {debt.name: debt for debt in new.debts}

    def take(kind: str, debt: str | None, amount: int, message: Text, situation: Situation) -> None:
        nonlocal now
        steps.append(_Step(kind, debt, amount, message, situation))
        now = situation

    for debt in carried.debts:
        later = news.get(debt.name)
        if later is None:
            if debt.balance:
                words = Text("{debt} is no longer in the list.", {"debt": debt.name})
                take("gone", debt.name, -debt.balance, words, _without(now, debt.name))
            continue
        balance = debt.balance
        if paid is not None:
            more = paid.get(debt.name, 0) - planned.get(debt.name, 0)
            if more:
                balance = max(0, balance - more)
                take("paid", debt.name, more, _paid_text(debt.name, more, code), _with(now, debt.name, balance=balance))
        if later.balance != balance:
            grown = later.balance - balance
            kind = "charges" if paid is not None else "balance"
            changed = _with(now, debt.name, balance=later.balance)
            take(kind, debt.name, grown, _grown_text(debt.name, grown, code, known=paid is not None), changed)
        was, is_ = apr_on(debt._replace(special=None), new.start), apr_on(later._replace(special=None), new.start)
        steps_later = tuple(step for step in later.rate_steps if step.day > new.start)
        if was != is_ or debt.rate_steps != steps_later:
            changed = _with(now, debt.name, apr=is_, rate_steps=steps_later)
            take("rate", debt.name, 0, _rate_text(debt.name, rate_text(was), rate_text(is_)), changed)
        plain = later._replace(apr=is_, rate_steps=steps_later)
        held = _named(now, debt.name)
        if plain != held:
            words = Text("Something else agreed on {debt} changed, such as its least payment.", {"debt": debt.name})
            take("terms", debt.name, 0, words, _replaced(now, plain))
    known = {debt.name for debt in carried.debts}
    for debt in new.debts:
        if debt.name not in known and debt.balance:
            amount = f"{to_major(debt.balance, code)} {code}"
            words = Text("{debt} is new in the list, with {amount}.", {"debt": debt.name, "amount": amount})
            take("new-debt", debt.name, debt.balance, words, now._replace(debts=(*now.debts, debt)))
    if new.budget != now.budget:
        blanks = {"before": f"{to_major(now.budget, code)} {code}", "after": f"{to_major(new.budget, code)} {code}"}
        words = Text("The money for debts went from {before} to {after} a month.", blanks)
        take("budget", None, new.budget - now.budget, words, now._replace(budget=new.budget))
    if new.strategy is not now.strategy:
        words = Text("Another order of paying was chosen.")
        take("strategy", None, 0, words, now._replace(strategy=new.strategy))
    return steps


def _named(situation: Situation, name: str) -> DebtTerms:
    return next(debt for debt in situation.debts if debt.name == name)


def _without(situation: Situation, name: str) -> Situation:
    return situation._replace(debts=tuple(debt for debt in situation.debts if debt.name != name))


def _with(situation: Situation, name: str, **values: Any) -> Situation:
    return _replaced(situation, _named(situation, name)._replace(**values))


def _replaced(situation: Situation, changed: DebtTerms) -> Situation:
    debts: Sequence[DebtTerms] = situation.debts
    return situation._replace(debts=tuple(changed if debt.name == changed.name else debt for debt in debts))


def _paid_text(name: str, more: int, currency: str) -> Text:
    blanks = {"debt": name, "amount": f"{to_major(abs(more), currency)} {currency}"}
    if more > 0:
        return Text("{amount} more than planned was paid on {debt}.", blanks)
    return Text("{amount} less than planned was paid on {debt}.", blanks)


def _grown_text(name: str, grown: int, currency: str, *, known: bool) -> Text:
    blanks = {"debt": name, "amount": f"{to_major(abs(grown), currency)} {currency}"}
    if known and grown > 0:
        return Text("{debt} grew by {amount} beside the payments: new charges, fees, or interest by the day.", blanks)
    if known:
        return Text(
            "{debt} is {amount} lower than the payments explain: interest that is not in the list yet, a correction, or something let off.",
            blanks,
        )
    if grown > 0:
        return Text("{debt} stands {amount} higher than the plan foresaw.", blanks)
    return Text("{debt} stands {amount} lower than the plan foresaw.", blanks)


def _rate_text(name: str, before: str, after: str) -> Text:
    if before == after:
        return Text("The days on which the interest of {debt} changes are others now.", {"debt": name})
    return Text(
        "The interest of {debt} went from {before}% to {after}%.", {"debt": name, "before": before, "after": after}
    )
