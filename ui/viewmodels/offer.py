"""An offer and its life: drafted, sent, answered, kept or not. Their figure is held against the budget before any answer."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from planner.dates import parse_day
from planner.errors import InputProblems, PlannerError, Problem, Text
from planner.money import BadValue, parse_money, to_major
from planner.services.agenda import ANSWER_DAYS
from planner.services.budget import BudgetBook
from planner.services.letters import HOWS
from planner.services.log_entries import NoSuchEntry
from planner.services.offers import (
    ACCEPTED,
    ASKED_AGAIN,
    BROKEN,
    COUNTERED,
    DRAFTED,
    ENDED,
    KEPT,
    REFUSED,
    REVIEWED,
    SENT,
    Offer,
    OfferBook,
    Step,
    propose,
)
from planner.services.promises import Promises
from ui.viewmodels.covered import CoveredFields
from ui.viewmodels.form import Asked, Spec, asked, look, summary
from ui.viewmodels.offers import CHIPS
from ui.viewmodels.session import Session

HOW_WORDS = {
    "registered-post": Text("by registered or certified mail"),
    "post": Text("by post"),
    "e-mail": Text("by e-mail"),
    "form": Text("by their form"),
    "by-hand": Text("by hand, with a receipt"),
    "fax": Text("by fax"),
    "message": Text("by message"),
}
ANSWER, YES, SEND = "answer", "yes", "send"
_TITLES = {
    DRAFTED: Text("Drafted"),
    SENT: Text("Sent"),
    ASKED_AGAIN: Text("Asked again"),
    ACCEPTED: Text("They said yes"),
    REFUSED: Text("They said no"),
    COUNTERED: Text("They answered"),
    KEPT: Text("Paid as agreed"),
    BROKEN: Text("Could not be kept"),
    REVIEWED: Text("Looked at again"),
    ENDED: Text("Ended"),
}
_FIGURE = Spec("amount", Text("The figure that they named, each month"), "money")
_NOTE = Spec("note", Text("What they said, and how"))
_EACH = Spec("amount", Text("How much you pay each month"), "money")
_FIRST = Spec("due", Text("The day of the next payment"), "day")
ANSWERS = ((COUNTERED, Text("Another figure")), (ACCEPTED, Text("They agree")), (REFUSED, Text("They refuse")))


class LifeStep(NamedTuple):
    """One dot of the line. ``done``: it has happened; ``letter``: the letter that was sent with it."""

    icon: str
    title: str
    when: str
    words: str
    done: bool
    letter: int


class HeldState(NamedTuple):
    """Their figure beside what the budget holds; ``missing`` empty where it holds."""

    figure: str
    share: str
    missing: str
    words: str


class OfferState(NamedTuple):
    """The page; ``sheet``: what is asked just now. ``gone``: there is no such offer any more."""

    gone: bool
    title: str
    figure: str
    chip: tuple[str, str, str]
    life: tuple[LifeStep, ...]
    held: HeldState | None
    stage: str
    debt: str
    sheet: str
    answers: tuple[tuple[str, str], ...]
    answer: str
    hows: tuple[tuple[str, str], ...]
    how: str
    fields: tuple[Asked, ...]
    summary: str
    undo: str
    problem: str


class OfferViewModel:
    """Writes down what becomes of one offer."""

    def __init__(self, session: Session, offer: int) -> None:
        self._session, self._id = session, offer
        self._book = OfferBook(session.household)
        self._sheet, self._answer, self._how = "", COUNTERED, HOWS[0]
        self._cells: dict[str, str] = {}
        self._problems: dict[str, Text] = {}
        self._problem: Text | None = None
        self._undo = ""
        self._promised: str = ""
        self._cover = CoveredFields(session)

    def state(self) -> OfferState:
        """Return the page as it stands."""
        session, say = self._session, self._session.say
        try:
            offer = self._book.find(str(self._id))
        except NoSuchEntry:
            return OfferState(True, "", "", ("neutral", "", ""), (), None, "", "", "", (), "", (), "", (), "", "", "")
        kind, icon, words = CHIPS[offer.state]
        amount = session.money(offer.agreed, offer.currency)
        specs: dict[str, tuple[Spec, ...]] = {
            ANSWER: (_FIGURE, _NOTE) if self._answer != REFUSED else (_NOTE,),
            YES: (_EACH, _FIRST),
        }
        look(self._cover, specs.get(self._sheet, ()), self._cells)
        return OfferState(
            gone=False,
            title=say(Text("Offer to {name}", {"name": offer.creditor or offer.debt})),
            figure=say(Text("{amount} a month", {"amount": amount})),
            chip=(kind, icon, say(words)),
            life=self._life(offer),
            held=self._held(offer),
            stage=offer.state,
            debt=offer.debt,
            sheet=self._sheet,
            answers=tuple((id_, say(words)) for id_, words in ANSWERS),
            answer=self._answer,
            hows=tuple((id_, say(words)) for id_, words in HOW_WORDS.items()),
            how=self._how,
            fields=tuple(
                asked(session, spec, self._cells, self._problems, offer.currency, self._cover)
                for spec in specs.get(self._sheet, ())
            ),
            summary=summary(session, self._problems, specs.get(self._sheet, ())),
            undo=self._undo,
            problem=say(self._problem) if self._problem else "",
        )

    # Actions

    def open(self, sheet: str) -> OfferState:
        """Open the sheet that asks for an answer, a yes, or how it was sent; "" closes it."""
        self._sheet, self._problems, self._problem, self._cells = sheet, {}, None, {}
        if sheet == YES:
            offer = self._book.find(str(self._id))
            day = offer.first_on if offer.first_on >= self._session.today else None
            self._cells = {
                "amount": to_major(offer.agreed, offer.currency),
                "due": day.isoformat() if day else "",
            }
        return self.state()

    def choose_answer(self, answer: str) -> OfferState:
        """Choose what they answered."""
        self._answer = answer
        return self.state()

    def choose_how(self, how: str) -> OfferState:
        """Choose how it was sent."""
        self._how = how
        return self.state()

    def type(self, column: str, text: str) -> OfferState:
        """Take what was typed."""
        self._cells[column] = self._cover.typed(column, text)
        self._problems.pop(column, None)
        return self.state()

    def answered(self) -> OfferState:
        """Write their answer down."""
        amount = self._cells.get("amount", "") if self._answer != REFUSED else ""
        return self._step(self._answer, amount=amount, note=self._cells.get("note", ""))

    def sent(self) -> OfferState:
        """Say that it went out today, without a letter of Ashore's."""
        return self._step(SENT, how=self._how)

    def ask_again(self) -> OfferState:
        """Say that the same offer was asked for again."""
        return self._step(ASKED_AGAIN)

    def step(self, what: str) -> OfferState:
        """Say that it was kept, not kept, looked at again, or ended."""
        return self._step(what)

    def note_yes(self) -> OfferState:
        """Write a yes down as a promise, once the budget holds it; raises nothing: what is wrong is said."""
        session, offer = self._session, self._book.find(str(self._id))
        found: list[Problem] = []
        minor, day = None, None
        try:
            minor = parse_money(self._cells.get("amount", ""), offer.currency)
        except BadValue as bad:
            found.append(Problem("amount", bad.message))
        try:
            day = parse_day(self._cells.get("due", ""))
        except BadValue as bad:
            found.append(Problem("due", bad.message))
        if day is not None and day < session.today:
            found.append(Problem("due", Text("is past; choose a day that is still to come")))
        budget = BudgetBook(session.household, session.currency).read()
        debt = next((one for one in session.debts if one.name == offer.debt), None)
        if minor is not None and debt is not None and budget.row is not None and debt.currency == budget.currency:
            held = self._book.holds(debt, minor, budget)
            if held.missing:
                blanks = {"amount": session.money(held.missing, offer.currency)}
                found.append(
                    Problem(
                        "amount",
                        Text(
                            "is {amount} more than your budget holds. A smaller promise that is kept counts for you.",
                            blanks,
                        ),
                    )
                )
        if found or minor is None or day is None:
            self._problems = {problem.field: problem.message for problem in found}
            return self.state()
        said = to_major(minor, offer.currency)
        cells = {
            "whose": "mine",
            "amount": said,
            "currency": offer.currency,
            "due": day.isoformat(),
            "debt": offer.debt,
        }
        if offer.creditor:
            cells["collector"] = offer.creditor
        try:
            promise = Promises(session.household).add(cells, offer.currency)
        except InputProblems as faults:
            self._problems = {problem.field: problem.message for problem in faults.problems}
            return self.state()
        state = self._step(ACCEPTED, amount=said)
        self._promised = str(promise.row.entry)
        session.refresh()
        return state

    def take_back(self) -> OfferState:
        """Take the last step back, and the promise that it made."""
        try:
            self._book.take_back(self._book.find(str(self._id)))
            if self._promised:
                promises = Promises(self._session.household)
                promises.withdraw(promises.find(self._promised))
                self._session.refresh()
        except PlannerError as error:
            self._problem = error.message
        return self.let_go()

    def let_go(self) -> OfferState:
        """Let the offer to undo go."""
        self._undo, self._promised = "", ""
        return self.state()

    # Its parts

    def _step(self, what: str, *, amount: str = "", how: str = "", note: str = "") -> OfferState:
        session = self._session
        self._promised = ""
        try:
            offer = self._book.find(str(self._id))
            self._book.step(offer, what, session.today, amount=amount, how=how, note=note)
        except InputProblems as faults:
            self._problems = {problem.field: problem.message for problem in faults.problems}
            return self.state()
        except PlannerError as error:
            self._problem = error.message
            return self.state()
        self._undo = session.say(Text("Written down: {what}", {"what": _TITLES[what]}))
        self._sheet = ""
        return self.state()

    def _life(self, offer: Offer) -> tuple[LifeStep, ...]:
        session, say = self._session, self._session.say
        steps = [self._one(offer, step) for step in offer.life]
        if offer.state == DRAFTED:
            steps.append(
                LifeStep("sent", say(Text("Send it")), "", say(Text("By letter, so that it can be shown.")), False, 0)
            )
        if offer.state in (SENT, ASKED_AGAIN):
            due = offer.life[-1].on + timedelta(days=ANSWER_DAYS)
            words = say(Text("No date is set by law. After two weeks a second letter is worth a thought."))
            steps.append(LifeStep("sms", say(Text("Their answer")), session.short_day(due), words, False, 0))
        if offer.state == COUNTERED:
            due = offer.life[-1].on + timedelta(days=ANSWER_DAYS)
            words = say(Text("No deadline by law. Two weeks is {day}.", {"day": session.short_day(due)}))
            steps.append(LifeStep("edit", say(Text("Your answer")), say(Text("open")), words, False, 0))
        if offer.is_open and offer.review_on is not None:
            words = say(Text("Money changes. The reminder shows no names."))
            steps.append(LifeStep("calendar", say(Text("Review")), session.day(offer.review_on), words, False, 0))
        return tuple(steps)

    def _one(self, offer: Offer, step: Step) -> LifeStep:
        session, say = self._session, self._session.say
        words = []
        if step.amount is not None:
            amount = session.money(step.amount, offer.currency)
            if step.what == COUNTERED:
                words.append(say(Text("They ask for {amount} a month.", {"amount": amount})))
            else:
                words.append(say(Text("{amount} a month", {"amount": amount})))
        if step.how in HOW_WORDS:
            words.append(say(HOW_WORDS[step.how]))
        icon = CHIPS[step.what][1]
        letter = offer.letter or 0 if step.what == SENT else 0
        said = session.sentences(*words, session.quote(step.note))
        return LifeStep(icon, say(_TITLES[step.what]), session.short_day(step.on), said, True, letter)

    def _held(self, offer: Offer) -> HeldState | None:
        """Return their figure beside the share that the budget holds; None where they named none, or it cannot be held."""
        session, say = self._session, self._session.say
        figure = offer.life[-1].amount if offer.state == COUNTERED else None
        debt = next((one for one in session.debts if one.name == offer.debt), None)
        if figure is None or debt is None:
            return None
        budget = BudgetBook(session.household, session.currency).read()
        if budget.row is None or budget.currency != offer.currency:
            return None
        left = self._book.holds(debt, figure, budget).share
        fair = next((one.amount for one in propose(session.debts, budget).offers if one.debt.id == debt.id), left)
        share = min(left, max(fair, offer.amount))
        missing = max(0, figure - share)
        words = Text("Your budget holds it.")
        if missing:
            words = Text("A smaller promise that is kept counts for you.")
        if missing and figure <= left:
            words = Text(
                "It would come out of what the others are offered. A smaller promise that is kept counts for you."
            )
        return HeldState(
            session.money(figure, offer.currency),
            session.money(share, offer.currency),
            session.money(missing, offer.currency) if missing else "",
            say(words),
        )
