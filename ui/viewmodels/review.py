"""A review that came back: each idea beside the present value with what it does; take it, leave it, undo it."""

from __future__ import annotations

from typing import NamedTuple

from planner.errors import PlannerError, Text
from planner.services.budget import BudgetBook, StoredBudget
from planner.services.idea_effects import effect_words, value_words
from planner.services.share_taking import IdeaTaker, Laid
from planner.services.sharing import KeptReview, SharingDesk
from planner.services.spread_words import spread_of_idea
from planner.sharing.merge import Stand
from planner.sharing.review import LINE, STRATEGY, Idea
from ui.viewmodels.session import Session

STANDS = {
    Stand.TAKEN: ("ok", "yes", Text("taken")),
    Stand.LEFT: ("neutral", "", Text("not taken")),
    Stand.CHANGED: ("warn", "alert", Text("changed since")),
    Stand.GONE: ("neutral", "", Text("not there any more")),
    Stand.ALREADY: ("ok", "yes", Text("is so already")),
}


class IdeaCard(NamedTuple):
    """One idea. ``labels``: what stands over ``now`` and ``then``. ``chip``: (kind, icon, words), words "" while it is open; ``rivals``: other reviews with an idea on the same."""

    number: int
    title: str
    place: str
    now: str
    then: str
    labels: tuple[str, str]
    why: str
    effect: str
    note: str
    rivals: str
    chip: tuple[str, str, str]
    can_take: bool
    can_leave: bool
    can_undo: bool
    asks_again: bool


class QuestionCard(NamedTuple):
    """A note or a question; ``answer`` is what was answered so far."""

    number: int
    words: str
    question: bool
    answer: str


class ReviewState(NamedTuple):
    """The page."""

    title: str
    words: str
    made: str
    ideas: tuple[IdeaCard, ...]
    notes: tuple[QuestionCard, ...]
    has_open: bool
    problem: str


class ReviewViewModel:
    """Shows one review; every tap returns the next state."""

    def __init__(self, session: Session, entry: int) -> None:
        self._session = session
        self._desk = SharingDesk(session.household)
        self._taker = IdeaTaker(session.household, session.language, session.today)
        self._kept = self._desk.find_review(str(entry))
        self._problem: Text | None = None

    def state(self) -> ReviewState:
        """Return the page as it stands."""
        session, say, review = self._session, self._session.say, self._kept.review
        laid = self._taker.lay(self._kept)
        budget = BudgetBook(session.household, session.currency).read()
        cards = tuple(self._card(one, place, len(laid), budget) for place, one in enumerate(laid, 1))
        made = Text("Made {day}", {"day": session.day(review.made_on)})
        return ReviewState(
            title=say(Text("Review by {who}", {"who": review.by})),
            words=session.quote(review.words),
            made=say(made),
            ideas=cards,
            notes=tuple(
                QuestionCard(
                    note.number, session.quote(note.words), note.question, self._kept.answers.get(note.number, "")
                )
                for note in review.notes
            ),
            has_open=any(card.can_leave for card in cards),
            problem=say(self._problem) if self._problem else "",
        )

    def take(self, number: int, *, anyway: bool = False) -> ReviewState:
        """Take an idea; ``anyway``: the person saw that it changed since."""
        return self._do(lambda: self._taker.take(self._kept, number, anyway=anyway))

    def leave(self, number: int) -> ReviewState:
        """Leave an idea."""
        return self._do(lambda: self._taker.leave(self._kept, number))

    def leave_all(self) -> ReviewState:
        """Leave every idea that is not decided."""
        state = self.state()
        for card in state.ideas:
            if card.can_leave:
                state = self.leave(card.number)
        return state

    def undo(self, number: int) -> ReviewState:
        """Undo what was decided."""
        return self._do(lambda: self._taker.undo(self._kept, number))

    def answer(self, number: int, words: str) -> ReviewState:
        """Keep an answer; it goes along with the next file."""
        if words.strip() == self._kept.answers.get(number, ""):
            return self.state()
        return self._do(lambda: self._desk.answer(self._kept, number, words))

    def _do(self, what: object) -> ReviewState:
        assert callable(what)
        self._problem = None
        try:
            kept: KeptReview = what()
            self._kept = kept
        except PlannerError as error:
            self._problem = error.message
        self._session.refresh()
        return self.state()

    def _replaced(self, idea: Idea) -> str | None:
        """Return the value that an idea took the place of: the real one, where it was kept, else what the helper saw."""
        decided = [one.before for one in self._kept.decisions if one.idea == idea.number]
        before = decided[-1] if decided else {}
        return "" if before.get("new") else before.get("amount", idea.now)

    def _card(self, one: Laid, place: int, count: int, budget: StoredBudget) -> IdeaCard:
        session, say, beside, code = self._session, self._session.say, one.beside, self._kept.review.currency
        idea, stand = beside.idea, beside.stand

        def value(text: str | None) -> str:
            if text is None:
                return "–"
            words = value_words(idea, text, code, session.language)
            return session.quote(say(words) if isinstance(words, Text) else words)

        titles = {LINE: Text("Budget: {name}", {"name": idea.name}), STRATEGY: Text("Order of paying")}
        told = effect_words(one.before, one.after, code, session.language)
        how = spread_of_idea(idea, beside.present, budget, session.language) if told else None
        notes = []
        if stand is Stand.CHANGED:
            notes.append(say(Text("This has changed since. Your helper saw: {seen}", {"seen": value(idea.now)})))
        rivals = [
            say(
                Text(
                    "Another review by {name}, of {day}, has an idea on this too.", {"name": by, "day": session.day(on)}
                )
            )
            for by, on in beside.rivals
        ]
        taken = stand is Stand.TAKEN
        kind, icon, words = STANDS.get(stand, ("neutral", "", None))
        return IdeaCard(
            number=idea.number,
            title=say(titles.get(idea.what, Text("Letter: {name}", {"name": idea.name}))),
            place=say(Text("Idea {number} of {count}", {"number": str(place), "count": str(count)})),
            now=value(self._replaced(idea) if taken else beside.present),
            then=value(idea.then),
            labels=(say(Text("was")), say(Text("now"))) if taken else (say(Text("now")), say(Text("the idea"))),
            why=session.quote(idea.why),
            effect=session.quote(session.sentences(*(say(words) for words in (how, told) if words))),
            note=session.sentences(*notes),
            rivals=session.sentences(*rivals),
            chip=(kind, icon, say(words) if words else ""),
            can_take=stand in (Stand.OPEN, Stand.CHANGED),
            can_leave=stand in (Stand.OPEN, Stand.CHANGED),
            can_undo=stand in (Stand.TAKEN, Stand.LEFT),
            asks_again=stand is Stand.CHANGED,
        )
