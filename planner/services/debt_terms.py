"""From what the person keeps of a debt to what the engine is told of it."""

from __future__ import annotations

from decimal import Decimal

from planner.model.entry import DebtEntry
from planner.payoff.debts import DebtTerms, MinimumRule, RateStep
from planner.payoff.special import DUE, PLAIN, Special


def terms_of(entry: DebtEntry) -> DebtTerms:
    """Return ``entry`` as the engine sees it; an unknown minimum counts as none, an unknown balance as nothing."""
    return DebtTerms(
        name=entry.name,
        balance=entry.balance or 0,
        apr=entry.apr,
        kind=entry.kind,
        minimum=MinimumRule(
            fixed=entry.minimum or 0,
            floor=entry.minimum_floor or 0,
            percent=entry.minimum_percent or Decimal(0),
            of_principal=entry.minimum_of == "principal",
            plus=entry.minimum_plus or "",
        ),
        rate_steps=tuple(RateStep(day, apr) for day, apr in entry.rate_steps),
        term_months=entry.term_months,
        due_day=entry.due_day,
        priority=entry.priority,
        apart=entry.is_apart,
        order=entry.own_order,
        special=_special(entry),
    )


def _special(entry: DebtEntry) -> Special | None:
    fee = entry.fee_percent if entry.kind == "fee-instalment" else None
    early = entry.early_fees or DUE
    special = Special(
        day_count=entry.day_count or "",
        principal=entry.principal if fee is not None else None,
        fee_percent=fee,
        early=Decimal(early.removeprefix("percent:")) if early.startswith("percent:") else early,
        deferred_until=entry.deferred_until,
        deferred_apr=entry.deferred_apr,
        waived_until=entry.interest_waived_until,
        account_fee=entry.account_fee or 0,
        late_fee=entry.late_fee or 0,
        late_percent=entry.late_percent,
        grace_days=entry.grace_days or 0,
        penalty_apr=entry.penalty_apr,
        credit_limit=entry.credit_limit,
        pause_from=entry.pause_from,
        pause_until=entry.pause_until,
        account=entry.account or "",
        allocation=entry.allocation or "",
        secured=entry.secured,
        settlement=entry.settlement_amount,
        settlement_until=entry.settlement_until,
    )
    return None if special == PLAIN else special
