"""What cannot be in one debt: terms that contradict each other. Every fault at once, under the column it stands in."""

from __future__ import annotations

from collections.abc import Iterator

from planner.errors import Problem, Text
from planner.model.entry import DebtEntry


def faults_of(entry: DebtEntry) -> list[Problem]:
    """Return every contradiction within ``entry``; what is not known contradicts nothing."""
    return [*_of_days(entry), *_of_amounts(entry), *_of_fee_plans(entry)]


def _of_days(entry: DebtEntry) -> Iterator[Problem]:
    start, end = entry.pause_from, entry.pause_until
    if start and end and end <= start:
        blanks = {"start": start.isoformat(), "end": end.isoformat()}
        yield Problem(
            "pause_until", Text("{end} is not after pause_from, {start}; write the day payments begin again", blanks)
        )
    elif start and not end:
        yield Problem("pause_from", Text("needs pause_until: the day on which payments begin again"))
    if entry.deferred_apr is not None and entry.deferred_until is None:
        yield Problem("deferred_apr", Text("needs deferred_until: the day by which all must be paid"))
    if entry.settlement_until is not None and entry.settlement_amount is None:
        yield Problem("settlement_until", Text("needs settlement_amount: the sum that would end this debt"))
    if entry.deferred_until and entry.rate_steps and entry.rate_steps[0][0] < entry.deferred_until:
        words = Text("has a rate before deferred_until; until that day nothing is charged, so write later steps alone")
        yield Problem("apr_changes", words)


def _of_amounts(entry: DebtEntry) -> Iterator[Problem]:
    if entry.balance is None:
        return
    for column, amount in (("account_fee", entry.account_fee), ("late_fee", entry.late_fee)):
        if amount and entry.balance and amount > (entry.principal or entry.balance):
            yield Problem(column, Text("is more than the debt itself; is there a slip in it?"))
    if entry.settlement_amount is not None and entry.settlement_amount > entry.balance:
        yield Problem("settlement_amount", Text("is more than the balance; an offer to settle is less"))
    if entry.settlement_amount == 0:
        yield Problem("settlement_amount", Text("is zero; leave it empty where no sum was offered"))


def _of_fee_plans(entry: DebtEntry) -> Iterator[Problem]:
    fee = entry.fee_percent is not None
    if fee and entry.kind != "fee-instalment":
        yield Problem("fee_percent", Text("goes with the kind fee-instalment; other kinds have apr"))
    if entry.early_fees and entry.kind != "fee-instalment":
        yield Problem("early_fees", Text("goes with the kind fee-instalment"))
    if not fee or entry.kind != "fee-instalment":
        return
    if entry.term_months is None:
        yield Problem("fee_percent", Text("needs term_months: how many instalments are left"))
    elif entry.fee_percent is not None and entry.fee_percent * entry.term_months > 100:
        yield Problem(
            "fee_percent", Text("comes to more than the principal over all instalments; is it of one instalment?")
        )
    if entry.principal is not None and entry.balance is not None and entry.balance > entry.principal:
        yield Problem("principal", Text("is the sum at the start, so it is not less than the balance"))
