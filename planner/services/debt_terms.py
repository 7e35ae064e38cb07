"""From what the person keeps of a debt to what the engine is told of it."""

from __future__ import annotations

from decimal import Decimal

from planner.model.entry import DebtEntry
from planner.payoff.debts import DebtTerms, MinimumRule, RateStep


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
    )
