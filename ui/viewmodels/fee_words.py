"""What a fee plan truly costs a year, while its numbers are typed."""

from __future__ import annotations

from collections.abc import Mapping

from planner.errors import Text
from planner.money import BadValue, parse_money, parse_rate, rate_text
from planner.services.true_rates import fee_rates, shown_rate
from ui.viewmodels.session import Session


def fee_words(session: Session, cells: Mapping[str, str], currency: str) -> tuple[tuple[str, str], ...]:
    """Return (label, value) of the rate on the paper and the true ones; nothing until enough is typed."""
    try:
        left = parse_money(cells.get("balance", ""), currency)
        first = parse_money(cells["principal"], currency) if cells.get("principal") else left
        fee, months = parse_rate(cells.get("fee_percent", "")), int(cells.get("term_months", ""))
    except (BadValue, ValueError):
        return ()
    rates = fee_rates(first, left, months, fee)
    if rates is None:
        return ()
    say = session.say
    return (
        (say(Text("On the paper, twelve times the fee")), f"{rate_text(fee * 12)}%"),
        (say(Text("True interest per year (nominal)")), shown_rate(rates.nominal)),
        (say(Text("With interest on interest (effective)")), shown_rate(rates.effective)),
    )
