"""Fair offers: what the budget leaves, shared to the cent; who is left out and why; and the offers that were made."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from planner.dates import add_months
from planner.errors import PlannerError, Text
from planner.money import to_major
from planner.services.budget import BudgetBook, Section, StoredBudget
from planner.services.household import DebtEntry
from planner.services.offers import (
    ACCEPTED,
    ASKED_AGAIN,
    BROKEN,
    COUNTERED,
    DRAFTED,
    ENDED,
    KEPT,
    LEFT_OUT,
    REFUSED,
    REVIEWED,
    SENT,
    Offer,
    OfferBook,
    Proposal,
    Proposed,
    agreed_in,
    left_out_of,
    propose,
)
from ui.viewmodels.saving import save
from ui.viewmodels.session import Session

CHIPS = {
    DRAFTED: ("neutral", "write", Text("drafted")),
    SENT: ("soft", "sent", Text("sent")),
    ASKED_AGAIN: ("soft", "sent", Text("asked again")),
    ACCEPTED: ("ok", "yes", Text("accepted")),
    REFUSED: ("neutral", "close", Text("refused")),
    COUNTERED: ("info", "sms", Text("they answered")),
    KEPT: ("ok", "yes", Text("kept")),
    BROKEN: ("neutral", "minus", Text("not kept")),
    REVIEWED: ("soft", "repeat", Text("looked at again")),
    ENDED: ("neutral", "minus", Text("ended")),
}
"""What stands on the chip of an offer: (kind, icon, words)."""


class ShareRow(NamedTuple):
    """What is offered to one debt. ``fraction``: its part of what is owed here, for the bar, none where it comes first.

    ``offered``: an offer to it is open already, so it gets no second one.
    """

    debt_id: int
    name: str
    under: str
    amount: str
    of: str
    fraction: float | None
    times: str
    token: str
    offered: str = ""


class OutRow(NamedTuple):
    """A debt without an offer, and why; ``chosen``: by the borrower, who can take it in again."""

    debt_id: int
    words: str
    chosen: bool


class MadeRow(NamedTuple):
    """An offer that was made."""

    id: int
    name: str
    under: str
    chip: tuple[str, str, str]


class OffersState(NamedTuple):
    """The page. ``nothing``: what to say where there is nothing to share, and ``way``: the page that helps then."""

    available: str
    agreed: str
    nothing: str
    way: str
    first: tuple[ShareRow, ...]
    rest: tuple[ShareRow, ...]
    rest_total: str
    total: str
    left_out: tuple[OutRow, ...]
    asks: str
    solution: str
    made: tuple[MadeRow, ...]
    can_write: bool
    can_print: bool
    printed: str
    said: str
    problem: str


class OffersViewModel:
    """Shows the fair set, keeps who is left out, and writes the offers down."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._offers = OfferBook(session.household)
        self._drafted: list[Offer] = []
        self._problem: Text | None = None
        self._printed = ""

    def state(self) -> OffersState:
        """Return the page as it stands."""
        session, say = self._session, self._session.say
        budget = BudgetBook(session.household, session.currency).read()
        made = propose(session.debts, budget, self._without())
        offers = self._offers.all()
        nothing, way = self._nothing(budget)
        priority = [one for one in made.offers if one.debt.priority]
        ordinary = [one for one in made.offers if not one.debt.priority and (one.amount or one.token)]
        share = partial(self._share, offers=offers)
        first = tuple(self._agreed(budget)) + tuple(share(one) for one in priority)
        return OffersState(
            available=session.money(made.available, budget.currency),
            agreed=self._on_top(budget, made.available),
            nothing=nothing,
            way=way,
            first=first,
            rest=tuple(share(one) for one in ordinary) if not nothing or way == "options" else (),
            rest_total=session.money(sum(one.amount for one in ordinary), budget.currency),
            total=session.money(made.total, budget.currency),
            left_out=tuple(self._out(debt, why) for debt, why in made.left_out if not self._is_agreed(debt, budget)),
            asks=self._asks(made),
            solution=say(_SOLUTION) if made.points_to_solution and not nothing else "",
            made=tuple(self._made(offer) for offer in offers),
            can_write=any(self._is_new(one, offers) for one in made.offers),
            can_print=bool(made.offers) and budget.row is not None,
            printed=self._printed,
            said=say(Text("{count} offers are written down", {"count": str(len(self._drafted))}))
            if self._drafted
            else "",
            problem=say(self._problem) if self._problem else "",
        )

    def leave_out(self, debt_id: int) -> OffersState:
        """Make no offer to a debt, as the borrower chose."""
        return self._keep(self._without() | {debt_id})

    def take_in(self, debt_id: int) -> OffersState:
        """Offer something to a debt again."""
        return self._keep(self._without() - {debt_id})

    def write_down(self) -> OffersState:
        """Write an offer down for each debt of the set that has none that is open."""
        session = self._session
        budget = BudgetBook(session.household, session.currency).read()
        made, offers = propose(session.debts, budget, self._without()), self._offers.all()
        first_on = add_months(session.today, 1).isoformat()
        self._problem, self._drafted = None, []
        for one in made.offers:
            if not self._is_new(one, offers):
                continue
            amount = to_major(one.amount, one.debt.currency)
            try:
                self._drafted.append(self._offers.draft(one.debt, amount, first_on, budget, session.today))
            except PlannerError as error:
                self._problem = error.message
        return self.state()

    def print(self) -> OffersState:
        """Save the whole set as one page to print."""
        from planner.services.offers_print import offers_pdf

        session = self._session
        budget = BudgetBook(session.household, session.currency).read()
        made = propose(session.debts, budget, self._without())
        american = (session.jurisdiction or "").startswith("united_states")
        data = offers_pdf(made, budget, session.language, session.today, american=american)
        self._printed = save(session, f"offers-{session.today.isoformat()}", "pdf", data).words
        return self.state()

    def undo(self) -> OffersState:
        """Take back the offers that were just written down."""
        for offer in self._drafted:
            self._offers.withdraw(offer)
        return self.let_go()

    def let_go(self) -> OffersState:
        """Let the offer to undo go."""
        self._drafted = []
        return self.state()

    # Its parts

    def _without(self) -> set[int]:
        return left_out_of(self._session.settings)

    def _keep(self, without: set[int]) -> OffersState:
        self._session.change_settings(**{LEFT_OUT: ";".join(map(str, sorted(without)))})
        return self.state()

    def _is_new(self, one: Proposed, offers: list[Offer]) -> bool:
        return one.amount > 0 and not any(offer.is_open and offer.debt == one.debt.name for offer in offers)

    def _nothing(self, budget: StoredBudget) -> tuple[str, str]:
        """Return why nothing can be shared, and which page helps."""
        say = self._session.say
        if not budget.lines:
            return say(Text("Offers are made from what is left each month. Write the budget down first.")), "budget"
        if not budget.result.for_debts:
            return say(
                Text(
                    "Nothing is left each month, so there is nothing to offer just now. That can be said in a letter, with a sum of 1 or none, and there are other ways."
                )
            ), "options"
        if not self._session.debts:
            return say(Text("There is no debt in your list yet.")), "debts"
        return "", ""

    def _on_top(self, budget: StoredBudget, available: int) -> str:
        """Return that agreed instalments are no part of what is shared, and what the budget has with them."""
        agreed = sum(amount for _, amount in agreed_in(budget))
        if not agreed:
            return ""
        money = self._session.money
        blanks = {"amount": money(agreed, budget.currency), "total": money(available + agreed, budget.currency)}
        words = Text("Agreed instalments of {amount} come on top: your budget has {total} a month for debts.", blanks)
        return self._session.say(words)

    def _is_agreed(self, debt: DebtEntry, budget: StoredBudget) -> bool:
        return any(line.section is Section.ARREARS and line.debt == debt.name for line in budget.lines)

    def _agreed(self, budget: StoredBudget) -> list[ShareRow]:
        """Return the agreed instalments of the budget: they come first, and are no part of what is shared."""
        session, rows = self._session, []
        under = session.say(Text("agreed instalment, in your budget"))
        for line, amount in agreed_in(budget):
            debt = next((one for one in session.debts if one.name == line.debt), None)
            owed = debt.balance if debt else None
            rows.append(self._row(0, line.debt or line.name, under, amount, owed, budget.currency))
        return rows

    def _share(self, one: Proposed, offers: list[Offer]) -> ShareRow:
        say, debt = self._session.say, one.debt
        if debt.priority:
            under = say(Text("comes first"))
        else:
            share = f"{(one.share or 0) / 100:.1f}"
            under = say(Text("{share}% of what you owe here", {"share": share}))
        row = self._row(debt.id or 0, debt.name, under, one.amount, debt.balance, debt.currency)
        token = ""
        if one.token:
            amount = self._session.money(one.token, debt.currency)
            token = say(Text("A sum of {amount} keeps the talk open.", {"amount": amount}))
        fraction = None if debt.priority else (one.share or 0) / 10_000
        open_now = next((offer for offer in offers if offer.is_open and offer.debt == debt.name), None)
        offered = ""
        if open_now is not None:
            amount = self._session.money(open_now.agreed, open_now.currency)
            offered = say(Text("Offered already: {amount} a month. It is not saved again.", {"amount": amount}))
        return row._replace(times=self._times(one), token=token, fraction=fraction, offered=offered)

    def _row(self, debt_id: int, name: str, under: str, amount: int, owed: int | None, currency: str) -> ShareRow:
        session = self._session
        of = "" if owed is None else session.say(Text("of {amount}", {"amount": session.money(owed, currency)}))
        return ShareRow(debt_id, name, under, session.money(amount, currency), of, None, "", "")

    def _times(self, one: Proposed) -> str:
        """Return how long it takes if interest stops, and if it does not."""
        say = self._session.say
        if not one.amount or one.frozen_months is None:
            return ""
        frozen = {"months": str(one.frozen_months)}
        if one.debt.apr is None:
            return say(Text("If interest stops: paid in {months} months.", frozen))
        if not one.debt.apr:
            return say(Text("Paid in {months} months.", frozen))
        if one.running_months is None:
            return say(Text("If interest stops: paid in {months} months. If it does not: it never ends.", frozen))
        blanks = {**frozen, "running": str(one.running_months)}
        return say(Text("If interest stops: paid in {months} months. If it does not: in {running} months.", blanks))

    def _out(self, debt: DebtEntry, why: Text) -> OutRow:
        words = self._session.say(Text("{name} {why}.", {"name": debt.name, "why": why}))
        return OutRow(debt.id or 0, words, (debt.id or 0) in self._without())

    def _asks(self, made: Proposal) -> str:
        say = self._session.say
        months = [one.frozen_months for one in made.offers if one.amount and one.frozen_months is not None]
        if not months:
            return ""
        words = Text(
            "Each letter asks to stop interest and charges. If they do, all of these are paid in {months} months."
        )
        return say(Text(words.id, {"months": str(max(months))}))

    def _made(self, offer: Offer) -> MadeRow:
        session = self._session
        kind, icon, words = CHIPS[offer.state]
        amount = session.money(offer.agreed, offer.currency)
        under = session.say(Text("{amount} a month", {"amount": amount}))
        return MadeRow(offer.row.entry, offer.debt, under, (kind, icon, session.say(words)))


_SOLUTION = Text(
    "Even with interest stopped this takes over ten years. A debt solution may fit better: a free adviser can tell you."
)
