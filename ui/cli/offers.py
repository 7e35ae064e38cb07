"""``offers FILE``: fair shares when money is short."""

from __future__ import annotations

from typing import Annotated

from planner.errors import InputProblems, Problem, Text
from planner.money import parse_money, to_major
from planner.payoff.offers import OfferDebt, make_offers
from planner.services.debt_files import read_debts_file
from ui.cli.options import read_option
from ui.cli.output import output_of
from ui.cli.plan import default_currency
from ui.cli.spoken import Program, argument, option


def register(app: Program) -> None:
    """Add the command to ``app``."""
    words = Text(
        "Share what is available among the debts in FILE: priority first, the rest pro-rata. The stored ones: offers list, propose, draft, send, answer, step."
    )
    app.add("offers", words, offers)


def offers(
    file: Annotated[str, argument(Text("A table of debts (CSV): one row a debt."))],
    available: Annotated[str, option(Text("What there is each month for all of them."))],
) -> None:
    """Read, share, print."""
    out = output_of()
    found: list[Problem] = []
    debts = read_debts_file(file, default_currency=lambda: default_currency(None, out))
    code = debts.currency or default_currency(None, out)
    sum_available = read_option("--available", available, lambda text: parse_money(text, code), found)
    if sum_available is None:
        raise InputProblems(found, file)
    made = make_offers([OfferDebt(d.name, d.balance, d.priority, d.apart) for d in debts.debts], sum_available, code)
    value = {
        "offers": [
            {
                "name": o.name,
                "offer": to_major(o.offer, code),
                "token": None if o.token is None else to_major(o.token, code),
            }
            for o in made
        ],
        "total": to_major(sum(o.offer for o in made), code),
    }
    rows = [(o.name, to_major(o.offer, code), "" if o.token is None else to_major(o.token, code)) for o in made]
    out.result(value, Text("Fair offers"), (Text("Debt"), Text("Offer a month"), Text("Token sum")), rows)
    if not out.json:
        out.say(Text("Together: {amount}", {"amount": out.money(sum(o.offer for o in made), code)}))
