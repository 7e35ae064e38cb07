"""The lines of a debt's page: its rates by name, what the contract says, what lenders asked and offered."""

from __future__ import annotations

from datetime import date

from planner.errors import Text
from planner.money import rate_text
from planner.services.household import DebtEntry
from planner.services.household_plan import rate_on
from planner.services.true_rates import shown_rate, true_rates
from ui.viewmodels.due import amount_words, next_payment
from ui.viewmodels.session import Session

Facts = list[tuple[Text, str]]


def facts_of(session: Session, debt: DebtEntry) -> Facts:
    """Return what is known of a debt, as (label, value)."""
    facts = [*_next_payment(session, debt), *_rates(session, debt), *_terms(session, debt)]
    amounts = (
        (Text("Least you must pay"), debt.minimum),
        (Text("Behind by"), debt.arrears),
        (Text("Amount to bring it current"), debt.to_bring_current),
        (Text("Amount to close it"), debt.to_close),
        (Text("Their last offer"), debt.last_offer),
    )
    facts += [(label, session.money(minor, debt.currency)) for label, minor in amounts if minor is not None]
    if debt.term_months:
        facts.append((Text("Months left"), str(debt.term_months)))
    return facts


def _next_payment(session: Session, debt: DebtEntry) -> Facts:
    payment = next_payment(session, debt)
    day = session.weekday(payment.day) if payment.day else ""
    words = session.join(day, amount_words(session, payment, debt.currency))
    return [(Text("Next payment"), words)] if words and debt.balance != 0 else []


def _rates(session: Session, debt: DebtEntry) -> Facts:
    """Return its rates; never one without its name."""
    true, facts = true_rates(debt, session.today), Facts()
    if debt.fee_percent is not None:
        facts.append((Text("On the paper, twelve times the fee"), f"{rate_text(debt.fee_percent * 12)}%"))
        if true is not None:
            facts.append((Text("True interest per year (nominal)"), shown_rate(true.nominal)))
    else:
        apr = rate_on(debt, session.today)
        if apr is not None:
            facts.append((Text("Interest per year (APR)"), f"{rate_text(apr)}%"))
    if true is not None:
        facts.append((Text("With interest on interest (effective)"), shown_rate(true.effective)))
    for day, rate in debt.rate_steps:
        if day > session.today:
            facts.append((Text("from {day}", {"day": session.day(day)}), f"{rate_text(rate)}%"))
    return facts


def _terms(session: Session, debt: DebtEntry) -> Facts:
    today, facts = session.today, Facts()

    def day(label: Text, on: date | None) -> None:
        if on is not None and on >= today:
            facts.append((label, session.day(on)))

    day(Text("All of it must be paid by"), debt.deferred_until)
    day(Text("No interest before"), debt.interest_waived_until)
    day(Text("Payments begin again on"), debt.pause_until)
    if debt.credit_limit is not None:
        facts.append((Text("Credit limit"), session.money(debt.credit_limit, debt.currency)))
    if debt.late_fee is not None:
        facts.append((Text("Late fee"), session.money(debt.late_fee, debt.currency)))
    elif debt.late_percent is not None:
        facts.append((Text("Late fee"), f"{rate_text(debt.late_percent)}%"))
    if debt.settlement_amount is not None:
        facts.append((Text("The sum that would end it"), session.money(debt.settlement_amount, debt.currency)))
    day(Text("The offer holds until"), debt.settlement_until)
    return facts
