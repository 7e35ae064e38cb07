"""``offers list|draft|send|answer``: offers from the real budget, and what became of each."""

from __future__ import annotations

from typing import Annotated, Any

from planner.dates import add_months, parse_day
from planner.errors import InputProblems, Problem, Text
from planner.money import to_major
from planner.services.budget import BudgetBook
from planner.services.debt_limits import warning_before
from planner.services.here import today_of
from planner.services.household_limits import clock_for
from planner.services.offers import ANSWERS, SENT, Offer, OfferBook, left_out_of, propose
from planner.services.share_words import OFFER_STATES
from ui.cli.debts import default_currency
from ui.cli.opening import open_for
from ui.cli.options import read_option
from ui.cli.output import Output, output_of
from ui.cli.spoken import Program, argument, option

_NOTHING_LEFT = Text(
    "Nothing is left each month, so there is nothing to offer just now. That can be said in a letter, with a sum of 1 or none, and there are other ways."
)
_WHICH = argument(Text("The offer's number, as in the list."))
_ON = option(Text("The day, such as 2026-11-22; today by default."))


def register(app: Program) -> None:
    """Add ``offers`` with its verbs to ``app``."""
    group = Program(Text("Your offers, stored on this device."))
    group.add("list", Text("Show them."), list_offers)
    group.add("propose", Text("Share what your budget leaves among your debts; nothing is stored."), propose_offers)
    group.add("draft", Text("Write an offer down; never above what the budget leaves."), draft)
    group.add("send", Text("It was sent."), send)
    group.add("answer", Text("They answered: accepted, refused or countered."), answer)
    group.add("step", Text("What became of it: kept, broken, asked-again, reviewed, ended."), step)
    app.add_typer(group, name="offers")


def list_offers() -> None:
    """Print every offer."""
    out = output_of()
    with open_for(out) as household:
        _print(OfferBook(household).all(), out)


def propose_offers() -> None:
    """Print the fair set."""
    out = output_of()
    with open_for(out) as household:
        settings = household.settings()
        budget = BudgetBook(household, default_currency(settings, out)).read()
        made = propose(household.debts(), budget, left_out_of(settings))
    code = budget.currency

    def money(minor: int | None) -> str | None:
        return None if minor is None else to_major(minor, code)

    value = {
        "available": money(made.available),
        "total": money(made.total),
        "currency": code,
        "offers": [
            {
                "name": one.debt.name,
                "offer": money(one.amount),
                "token": money(one.token),
                "months_if_interest_stops": one.frozen_months,
                "months_if_not": one.running_months,
            }
            for one in made.offers
        ],
        "left_out": [{"name": debt.name, "why": out.tr(why)} for debt, why in made.left_out],
    }
    rows = [(one.debt.name, money(one.amount) or "", money(one.token) or "") for one in made.offers]
    out.result(value, Text("Fair offers"), (Text("Debt"), Text("Offer a month"), Text("Token sum")), rows)
    if not out.json:
        out.say(Text("Together: {amount}", {"amount": out.money(made.total, code)}))
        if budget.row is None:
            out.note(Text("Offers are made from what is left each month. Write the budget down first."))
        elif not made.available:
            out.note(_NOTHING_LEFT)
        for debt, why in made.left_out:
            out.note(Text("{name} {why}.", {"name": debt.name, "why": out.tr(why)}))
        if made.points_to_solution:
            out.note(
                Text(
                    "Even with interest stopped this takes over ten years. A debt solution may fit better: ask a free adviser."
                )
            )


def draft(
    debt: Annotated[str, option(Text("The debt's number or name."))],
    amount: Annotated[str, option(Text("How much each month."))],
    first_on: Annotated[str | None, option(Text("The day of the first payment; in a month by default."))] = None,
) -> None:
    """Write an offer down."""
    out = output_of()
    with open_for(out) as household:
        today = today_of(household)
        budget = BudgetBook(household, default_currency(household.settings(), out)).read()
        entry = household.find(debt)
        warning = warning_before("ask-for-instalments", clock_for(household, entry, today))
        made = OfferBook(household).draft(entry, amount, first_on or add_months(today, 1).isoformat(), budget, today)
    if warning is not None:
        out.note(warning)
    _print([made], out, one=True)


def send(
    which: Annotated[str, _WHICH],
    how: Annotated[str, option(Text("registered-post, e-mail, form ..."))] = "",
    on: Annotated[str | None, _ON] = None,
) -> None:
    """Say that it was sent."""
    _step(which, SENT, on, how=how)


def answer(
    which: Annotated[str, _WHICH],
    how: Annotated[str, argument(Text("accepted, refused or countered."))],
    amount: Annotated[str, option(Text("The figure that they named."))] = "",
    note: Annotated[str, option(Text("A note."))] = "",
    on: Annotated[str | None, _ON] = None,
) -> None:
    """Write their answer down."""
    if how not in ANSWERS:
        blanks = {"text": how[:40], "known": ", ".join(ANSWERS)}
        raise InputProblems([Problem("answer", Text('"{text}" is none of {known}', blanks))])
    _step(which, how, on, amount=amount, note=note)


def step(
    which: Annotated[str, _WHICH],
    what: Annotated[str, argument(Text("kept, broken, asked-again, reviewed or ended."))],
    note: Annotated[str, option(Text("A note."))] = "",
    on: Annotated[str | None, _ON] = None,
) -> None:
    """Write down what became of it."""
    _step(which, what, on, note=note)


def _step(which: str, what: str, on: str | None, *, amount: str = "", how: str = "", note: str = "") -> None:
    out = output_of()
    found: list[Problem] = []
    day = read_option("--on", on, parse_day, found)
    if found:
        raise InputProblems(found)
    with open_for(out) as household:
        book = OfferBook(household)
        changed = book.step(book.find(which), what, day or today_of(household), amount=amount, how=how, note=note)
        figure = changed.life[-1].amount
        held = None
        if figure is not None:
            budget = BudgetBook(household, changed.currency).read()
            held = book.holds(household.find(changed.debt), figure, budget)
    _print([changed], out, one=True)
    if held is not None and held.missing:
        blanks = {
            "figure": out.money(held.figure, changed.currency),
            "share": out.money(held.share, changed.currency),
            "missing": out.money(held.missing, changed.currency),
        }
        out.note(
            Text("They ask for {figure}; your budget holds {share} for them. Missing each month: {missing}.", blanks)
        )


def _print(offers: list[Offer], out: Output, *, one: bool = False) -> None:
    shown = [_as_json(offer) for offer in offers]
    if out.json:
        out.print_json({"offer": shown[0]} if one else {"offers": shown})
        return
    rows = [
        (
            str(offer.row.entry),
            offer.debt,
            out.money(offer.amount, offer.currency),
            offer.first_on.isoformat(),
            out.tr(OFFER_STATES[offer.state]),
        )
        for offer in offers
    ]
    headings = (Text("Number"), Text("Debt"), Text("Each month"), Text("First day"), Text("State"))
    out.result({}, Text("Offers"), headings, rows, words=(1, 4))


def _as_json(offer: Offer) -> dict[str, Any]:
    return {
        "id": offer.row.entry,
        "debt": offer.debt,
        "creditor": offer.creditor,
        "amount": to_major(offer.amount, offer.currency),
        "currency": offer.currency,
        "first_on": offer.first_on.isoformat(),
        "state": offer.state,
        "review_on": offer.review_on.isoformat() if offer.review_on else None,
        "letter": offer.letter,
        "life": [
            {
                "what": step.what,
                "on": step.on.isoformat(),
                "amount": None if step.amount is None else to_major(step.amount, offer.currency),
                "how": step.how,
                "note": step.note,
            }
            for step in offer.life
        ],
    }
