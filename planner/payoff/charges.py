"""Single charges that contracts and laws reckon by formula: late fees, penalty interest, rebates, a payment for so many months."""

from __future__ import annotations

from decimal import Decimal

from planner.money import half_up
from planner.payoff.interest import monthly_rate
from planner.payoff.special import Special


def late_charge(special: Special, due: int, paid: int) -> int:
    """Return what paying ``paid`` of ``due`` costs in late fees, minor units; nothing is missing, nothing is charged.

    A fixed fee, or per cent of the part that is missing (reference CN-CARD-LATE), half-up.
    """
    missing = due - paid
    if missing <= 0:
        return 0
    if special.late_percent is None:
        return special.late_fee
    numerator, denominator = special.late_percent.as_integer_ratio()
    return half_up(missing * numerator, denominator * 100)


def penalty_interest(overdue: int, apr: Decimal, uplift: Decimal, days: int, year: int = 360) -> int:
    """Return simple interest on an overdue sum at ``apr`` raised by ``uplift`` per cent of itself (reference CN-PENALTY)."""
    numerator, denominator = (apr * (100 + uplift)).as_integer_ratio()
    return half_up(overdue * numerator * days, denominator * 100 * 100 * year)


def rule_of_78_rebate(interest: int, months: int, paid: int) -> int:
    """Return what of all ``interest`` falls away where a loan is settled after ``paid`` of ``months`` payments.

    The sum of digits; it gives back less than interest reckoned month by month.
    """
    left = months - paid
    return half_up(interest * left * (left + 1), months * (months + 1))


def payment_to_end_in(balances: list[tuple[int, Decimal]], months: int) -> int:
    """Return the level payment that ends ``balances`` (minor units, yearly rate) in ``months``, half-up.

    Several balances of one card: at the mean of their rates, weighted by what is owed (12 CFR 1026, Appendix M2).
    """
    total = sum(balance for balance, _ in balances)
    if not total:
        return 0
    mean = sum((balance * apr for balance, apr in balances), Decimal(0)) / total
    rate = monthly_rate(mean)
    numerator, denominator = rate.numerator, rate.denominator
    if not numerator:
        return half_up(total, months)
    grown = (numerator + denominator) ** months
    return half_up(total * numerator * grown, denominator * (grown - denominator**months))
