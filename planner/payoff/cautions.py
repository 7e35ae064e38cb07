"""What a plan must say beside its numbers: what it assumes, which deadlines it misses, what a missed payment costs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from planner.errors import Text
from planner.money import rate_text, to_major
from planner.payoff.debts import DebtTerms
from planner.payoff.schedule import CompiledDebts, Run
from planner.payoff.special import Special


class Warning(NamedTuple):
    """Something the plan must say: ``code`` for programs, ``message`` for people, ``needed`` in minor units."""

    code: str
    debt: str | None
    message: Text
    needed: int | None = None


def assumptions(debts: Sequence[DebtTerms], start: date, currency: str) -> tuple[Warning, ...]:
    """Return what a plan takes for granted, and what stands out before any month is reckoned."""
    warnings = []
    for debt in debts:
        special = debt.special
        known = special is not None and (
            special.fee_percent is not None or (special.deferred_apr is not None and not debt.rate_steps)
        )
        if debt.apr is None and debt.balance and not known:
            message = Text("The interest of {debt} is not known, so the plan assumes 24% a year.", {"debt": debt.name})
            warnings.append(Warning("assumed-apr", debt.name, message))
        if debt.apart and debt.balance:
            message = Text(
                "{debt} stands apart: disputed, left out, or maybe not yours to pay. It gets no extra money.",
                {"debt": debt.name},
            )
            warnings.append(Warning("apart", debt.name, message))
        if special is not None and special.credit_limit is not None and debt.balance > special.credit_limit:
            blanks = {"debt": debt.name, "over": to_major(debt.balance - special.credit_limit, currency)}
            message = Text("{debt} is over its limit by {over} {currency}.", {**blanks, "currency": currency})
            warnings.append(Warning("over-limit", debt.name, message))
        if (
            special is not None
            and special.deferred_until is not None
            and special.deferred_until <= start
            and debt.balance
        ):
            blanks = {"debt": debt.name, "day": special.deferred_until.isoformat()}
            message = Text(
                "{debt}: {day} has passed. If it was not paid in full by then, its balance is higher by the interest that was added.",
                blanks,
            )
            warnings.append(Warning("deferral-over", debt.name, message))
        if special is not None and special.settlement_until is not None and special.settlement_until < start:
            blanks = {"debt": debt.name, "day": special.settlement_until.isoformat()}
            message = Text("The offer on {debt} ended on {day}. Asking again costs nothing.", blanks)
            warnings.append(Warning("offer-over", debt.name, message))
    return tuple(warnings)


def missed_deadlines(compiled: CompiledDebts, run: Run, currency: str) -> tuple[Warning, ...]:
    """Return the debts that a plan does not pay in full before their deferred interest is added."""
    warnings = []
    for i, contract in enumerate(compiled.contracts):
        if contract is None or not contract.closes_by:
            continue
        ended, debt = run.payoff_months[i], compiled.debts[i]
        if run.months < contract.closes_by or (ended is not None and ended <= contract.closes_by):
            continue
        until = debt.special.deferred_until if debt.special is not None else None
        each = -(-debt.balance // contract.closes_by)
        blanks = {"debt": debt.name, "day": _iso(until), "each": to_major(each, currency), "currency": currency}
        message = Text(
            "This plan does not pay {debt} in full by {day}, so interest from its start is added then. "
            '{each} {currency} a month on it until that day avoids this; "cheapest" weighs it.',
            blanks,
        )
        warnings.append(Warning("deferred", debt.name, message))
    return tuple(warnings)


def costs_of_missing(debts: Sequence[DebtTerms], currency: str) -> tuple[Warning, ...]:
    """Return, for a budget under the least payments, what a missed one brings where the debts say so."""
    warnings = []
    for debt in debts:
        special = debt.special
        if special is None or debt.apart or not debt.balance:
            continue
        if special.secured:
            message = Text(
                "Something of yours stands behind {debt}. Speak with the lender or a free adviser before a payment is missed.",
                {"debt": debt.name},
            )
            warnings.append(Warning("secured", debt.name, message))
        fee = (
            f"{to_major(special.late_fee, currency)} {currency}"
            if special.late_fee
            else f"{rate_text(special.late_percent)} %"
            if special.late_percent
            else ""
        )
        rate = "" if special.penalty_apr is None else rate_text(special.penalty_apr)
        blanks = {"debt": debt.name, "days": str(special.grace_days), "fee": fee, "rate": rate}
        if fee:
            warnings.append(Warning("missed", debt.name, _fee_text(blanks, special)))
        if rate:
            message = Text("A missed payment on {debt} brings its interest to {rate}% a year.", blanks)
            warnings.append(Warning("missed", debt.name, message))
    return tuple(warnings)


def _fee_text(blanks: dict[str, str], special: Special) -> Text:
    if special.late_fee:
        if not special.grace_days:
            return Text("A missed payment on {debt} costs {fee}.", blanks)
        if special.grace_days == 1:
            return Text("A payment on {debt} that is missed by more than 1 day costs {fee}.", blanks)
        return Text("A payment on {debt} that is missed by more than {days} days costs {fee}.", blanks)
    if not special.grace_days:
        return Text("A missed payment on {debt} costs {fee} of what is missing.", blanks)
    if special.grace_days == 1:
        return Text("A payment on {debt} that is missed by more than 1 day costs {fee} of what is missing.", blanks)
    return Text("A payment on {debt} that is missed by more than {days} days costs {fee} of what is missing.", blanks)


def _iso(day: date | None) -> str:
    return day.isoformat() if day is not None else ""
