"""Offers to creditors from the real budget, and what becomes of each: drafted, sent, answered, kept or not.

None is above what the budget leaves; together they are not either (guards.md 5, 7). Each step is a version of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.budget.lines import BudgetLine, monthly
from planner.dates import add_months, parse_day
from planner.errors import InputProblems, PlannerError, Problem, Text
from planner.model.entry import DebtEntry
from planner.model.log_entry import OFFER, LogRow
from planner.money import BadValue, exponent, parse_money, to_major
from planner.payoff.clearing import months_to_clear
from planner.payoff.offers import OfferDebt, make_offers
from planner.services.budget import Section, StoredBudget
from planner.services.log_entries import NoSuchEntry, entry_by_day, facts_of, same_again
from planner.store import log_reads

if TYPE_CHECKING:
    from planner.services.household import Household

DRAFTED, SENT, ASKED_AGAIN = "drafted", "sent", "asked-again"
ACCEPTED, REFUSED, COUNTERED = "accepted", "refused", "countered"
KEPT, BROKEN, REVIEWED, ENDED = "kept", "broken", "reviewed", "ended"
ANSWERS = (ACCEPTED, REFUSED, COUNTERED)
STEPS = (DRAFTED, SENT, ASKED_AGAIN, *ANSWERS, KEPT, BROKEN, REVIEWED, ENDED)
CLOSED = (REFUSED, BROKEN, ENDED)
"""Steps after which an offer takes nothing from the budget."""
REVIEW_MONTHS, TOKEN_REVIEW_MONTHS = 12, 3
LEFT_OUT = "offers_without"
"""The setting that keeps which debts the borrower leaves out, by number."""
TOO_LONG = 120
"""Months of frozen interest from which on a debt solution may fit better (plan-engine.md 1.4)."""


class NoSuchOffer(NoSuchEntry):
    """No offer has this number."""

    def __init__(self, said: str) -> None:
        PlannerError.__init__(
            self,
            Text('There is no offer "{name}" in your list. "offers list" shows their numbers.', {"name": said[:40]}),
        )


class Proposed(NamedTuple):
    """What to offer one debt a month, before anything is sent. ``share``: hundredths of a per cent of the ordinary ones.

    ``frozen_months``: until it is paid if interest stops; ``running_months``: if it does not (None: never).
    """

    debt: DebtEntry
    amount: int
    token: int | None
    share: int | None
    frozen_months: int | None
    running_months: int | None


class Proposal(NamedTuple):
    """The whole set, which adds up to ``total`` and never above ``available``. ``left_out``: debts with no offer, and why."""

    available: int
    total: int
    offers: tuple[Proposed, ...]
    left_out: tuple[tuple[DebtEntry, Text], ...]

    @property
    def points_to_solution(self) -> bool:
        """Whether frozen interest would still take more than ten years: a debt solution may fit better."""
        return any(one.amount and (one.frozen_months or TOO_LONG + 1) > TOO_LONG for one in self.offers)


class Step(NamedTuple):
    """One thing that happened to an offer. ``amount``: the figure they named, minor units."""

    what: str
    on: date
    amount: int | None = None
    how: str = ""
    note: str = ""


class Offer(NamedTuple):
    """An offer as it stands. ``amount`` a month in minor units of ``currency``; ``letter``: the entry of the letter sent."""

    row: LogRow
    debt: str
    creditor: str
    amount: int
    currency: str
    first_on: date
    life: tuple[Step, ...]
    review_on: date | None
    letter: int | None = None

    @property
    def state(self) -> str:
        """The last step that was neither a review nor a second request."""
        return next(step.what for step in reversed(self.life) if step.what not in (REVIEWED, ASKED_AGAIN))

    @property
    def is_open(self) -> bool:
        """Whether it still takes from the budget."""
        return self.state not in CLOSED

    @property
    def agreed(self) -> int:
        """What is paid a month by it: the sum accepted, else what was offered."""
        return next((step.amount for step in reversed(self.life) if step.what == ACCEPTED and step.amount), self.amount)


class Held(NamedTuple):
    """Their figure beside what the budget holds for them; ``missing`` each month, 0 where it holds."""

    figure: int
    share: int
    missing: int


def propose(debts: Sequence[DebtEntry], budget: StoredBudget, without: Collection[int] = ()) -> Proposal:
    """Return the fair set: priority debts first and in full, the rest by what is owed, to the cent.

    ``without``: numbers of debts that the borrower leaves out. A debt with an agreed instalment in the budget gets no
    second one.
    """
    available = budget.result.for_debts
    agreed = {line.debt for line in budget.lines if line.section is Section.ARREARS and line.debt}
    left_out: list[tuple[DebtEntry, Text]] = []
    among = []
    for debt in debts:
        if debt.currency != budget.currency:
            left_out.append((debt, Text("is in another currency; currencies are never added up")))
        elif debt.is_apart:
            left_out.append((debt, Text("is set apart: disputed, left out, or not yours to pay")))
        elif debt.name in agreed:
            left_out.append((debt, Text("has its agreed instalment in your budget already")))
        elif debt.id in without:
            left_out.append((debt, Text("is left out, as you chose")))
        elif debt.balance is None:
            left_out.append((debt, Text("has no balance yet")))
        elif debt.balance:
            among.append(debt)
    made = make_offers(
        [OfferDebt(debt.name, debt.balance or 0, debt.priority) for debt in among], available, budget.currency
    )
    ordinary = sum(debt.balance or 0 for debt in among if not debt.priority)
    offers = tuple(
        Proposed(
            debt,
            one.offer,
            one.token,
            None if debt.priority or not ordinary else (debt.balance or 0) * 10000 // ordinary,
            months_to_clear(debt.balance or 0, one.offer),
            months_to_clear(debt.balance or 0, one.offer, debt.apr),
        )
        for debt, one in zip(among, made, strict=True)
    )
    return Proposal(available, sum(one.amount for one in offers), offers, tuple(left_out))


def agreed_in(budget: StoredBudget) -> list[tuple[BudgetLine, int]]:
    """Return the agreed instalments of a budget, each with what it is a month: they come before what is shared."""
    return [(line, monthly(line)) for line in budget.lines if line.section is Section.ARREARS]


def left_out_of(settings: Mapping[str, str]) -> set[int]:
    """Return the numbers of the debts that the borrower leaves out."""
    return {int(part) for part in settings.get(LEFT_OUT, "").split(";") if part.isdecimal()}


def is_token(amount: int, currency: str) -> bool:
    """Return whether a sum a month only keeps the talk open; it may be offered where the budget leaves nothing."""
    return amount <= 2 * int(10 ** exponent(currency))


class OfferBook:
    """The offers of an open household."""

    def __init__(self, household: Household) -> None:
        from planner.store import log

        self._store, self._household = log, household

    def all(self) -> list[Offer]:
        """Return every offer, in the order of their first days."""

        def read(connection: Any) -> list[LogRow]:
            return log_reads.read_log(connection, (OFFER,))

        return [offer_of(row) for row in self._household.read(read)]

    def find(self, which: str) -> Offer:
        """Return the offer of this number; raises ``NoSuchEntry``."""
        for offer in self.all():
            if str(offer.row.entry) == which.strip():
                return offer
        raise NoSuchOffer(which)

    def of_debt(self, debt: str) -> list[Offer]:
        """Return the offers on a debt."""
        return [offer for offer in self.all() if offer.debt == debt]

    def draft(self, debt: DebtEntry, amount: str, first_on: str, budget: StoredBudget, today: date) -> Offer:
        """Write an offer down; raises ``InputProblems`` where it, with the open ones, is above what the budget leaves."""
        found: list[Problem] = []
        minor, day = _amount(amount, debt.currency, found), _day("first_on", first_on, found)
        if minor == 0:
            found.append(Problem("amount", Text("is zero; a token sum of 1 keeps the talk open")))
        if minor and debt.balance is not None and minor > debt.balance:
            found.append(Problem("amount", Text("is more than this debt is today")))
        found += self._over(debt, minor or 0, budget)
        if found or minor is None or day is None:
            raise InputProblems(found)
        months = TOKEN_REVIEW_MONTHS if is_token(minor, debt.currency) else REVIEW_MONTHS
        facts = {
            "debt": debt.name,
            "creditor": debt.holders[-1].name if debt.holders else debt.creditor or "",
            "amount": minor,
            "currency": debt.currency,
            "first_on": day.isoformat(),
            "due": day.isoformat(),
            "review_on": add_months(day, months).isoformat(),
            "life": [{"what": DRAFTED, "on": today.isoformat()}],
        }
        (number,) = self._store.add_entries(self._household.store, [entry_by_day(OFFER, facts)])
        return self.find(str(number))

    def step(self, offer: Offer, what: str, on: date, *, amount: str = "", how: str = "", note: str = "") -> Offer:
        """Write the next step of an offer's life; raises ``InputProblems``.

        ``amount``: the figure that they accepted or named. A figure above the offer is not taken as agreed by this.
        """
        found: list[Problem] = []
        if what not in STEPS:
            found.append(Problem("what", Text('"{text}" is none of {known}', _known(what, STEPS))))
        minor = _amount(amount, offer.currency, found) if amount.strip() else None
        if what == COUNTERED and minor is None and not found:
            found.append(Problem("amount", Text("is missing: the figure that they named")))
        if on < offer.life[0].on:
            found.append(Problem("on", Text("is before the offer was written")))
        if found:
            raise InputProblems(found)
        if what == SENT and offer.life[-1].what == SENT:
            return offer  # its letter said so already
        step = {"what": what, "on": on.isoformat()}
        facts = facts_of(offer.row)
        extra: dict[str, Any] = {"amount": minor, "how": how.strip(), "note": note.strip()}
        facts["life"] = [*facts["life"], step | {name: value for name, value in extra.items() if value}]
        self._store.add_version(self._household.store, offer.row.entry, offer.row.version, entry_by_day(OFFER, facts))
        return self.find(str(offer.row.entry))

    def sent_with(self, offer: Offer, letter: int, on: date, how: str = "") -> Offer:
        """Say that a letter carried the offer."""
        facts = facts_of(offer.row)
        facts["letter"] = letter
        step = {"what": SENT, "on": on.isoformat(), **({"how": how} if how else {})}
        facts["life"] = [*facts["life"], step]
        self._store.add_version(self._household.store, offer.row.entry, offer.row.version, entry_by_day(OFFER, facts))
        return self.find(str(offer.row.entry))

    def take_back(self, offer: Offer) -> Offer:
        """Write the offer once more without its last step, which was said by mistake; the first step stays."""
        facts = facts_of(offer.row)
        if len(facts["life"]) < 2:
            return offer
        facts["life"] = facts["life"][:-1]
        self._store.add_version(self._household.store, offer.row.entry, offer.row.version, entry_by_day(OFFER, facts))
        return self.find(str(offer.row.entry))

    def withdraw(self, offer: Offer) -> None:
        """Take an offer out of the list; it stays written."""
        self._store.add_version(
            self._household.store, offer.row.entry, offer.row.version, same_again(offer.row), withdrawn=True
        )

    def holds(self, debt: DebtEntry, figure: int, budget: StoredBudget) -> Held:
        """Return their figure beside what the budget still holds for this debt once the other open offers are paid."""
        share = max(0, budget.result.for_debts - self._taken(debt.name, debt.currency))
        return Held(figure, share, max(0, figure - share))

    def _taken(self, but: str, currency: str) -> int:
        return sum(
            offer.agreed for offer in self.all() if offer.is_open and offer.debt != but and offer.currency == currency
        )

    def _over(self, debt: DebtEntry, amount: int, budget: StoredBudget) -> list[Problem]:
        if budget.row is None:
            return [Problem("amount", Text("needs a budget first: an offer is made from what is left each month"))]
        if debt.currency != budget.currency:
            return [Problem("amount", Text("is in another currency than your budget"))]
        left = budget.result.for_debts - self._taken(debt.name, debt.currency)
        if amount <= max(0, left) or is_token(amount, debt.currency):
            return []
        blanks = {"left": f"{to_major(max(0, left), debt.currency)} {debt.currency}"}
        return [Problem("amount", Text("is more than the {left} that your budget and your open offers leave", blanks))]


def offer_of(row: LogRow) -> Offer:
    """Return a kept offer as it stands."""
    facts = facts_of(row)
    life = tuple(
        Step(
            step["what"], date.fromisoformat(step["on"]), step.get("amount"), step.get("how", ""), step.get("note", "")
        )
        for step in facts["life"]
    )
    review = facts.get("review_on")
    return Offer(
        row,
        facts["debt"],
        facts.get("creditor", ""),
        facts["amount"],
        facts["currency"],
        date.fromisoformat(facts["first_on"]),
        life,
        date.fromisoformat(review) if review else None,
        facts.get("letter"),
    )


def _known(said: str, known: Sequence[str]) -> Mapping[str, str]:
    return {"text": said[:40], "known": ", ".join(known)}


def _amount(text: str, currency: str, found: list[Problem]) -> int | None:
    try:
        return parse_money(text, currency)
    except BadValue as bad:
        found.append(Problem("amount", bad.message))
        return None


def _day(field: str, text: str, found: list[Problem]) -> date | None:
    try:
        return parse_day(text)
    except BadValue as bad:
        found.append(Problem(field, bad.message))
        return None
