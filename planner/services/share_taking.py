"""Taking an idea of a review, leaving it, undoing that: one idea at a time, never over what has changed since unseen.

The change comes first, then what was decided is written: ended in between, the idea shows as taken already.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.dates import parse_day
from planner.errors import InputProblems, PlannerError, Problem, Text
from planner.model.log_entry import LETTER
from planner.money import to_major
from planner.payoff.strategies import Strategy
from planner.services.budget import BudgetBook, BudgetLine
from planner.services.household_plan import PlanChoice, choice_of, plan_household, stored_plan
from planner.services.idea_effects import Ground, effect, is_line, read_amount, read_strategy
from planner.services.letters import LetterDesk
from planner.services.log_entries import entry_by_day, facts_of
from planner.services.share_sections import currency_of
from planner.services.sharing import KeptReview, SharingDesk
from planner.sharing.merge import LEFT, TAKEN, UNDONE, Beside, Decision, Stand, check_take, lay_beside, newest
from planner.sharing.review import LINE, STRATEGY, WORDING, Idea
from planner.store.reads import StoredPlan

if TYPE_CHECKING:
    from planner.services.household import Household


class Laid(NamedTuple):
    """An idea beside the present value, with the figures before and after it as this household reckons them now."""

    beside: Beside
    before: Mapping[str, Any]
    after: Mapping[str, Any]


class NothingToUndo(PlannerError):
    """What an idea changed is not as it left it."""


class IdeaTaker:
    """Takes ideas of reviews into an open household."""

    def __init__(self, household: Household, language: str, today: date) -> None:
        self._household, self._language, self._today = household, language, today
        self._desk = SharingDesk(household)
        self._currency = currency_of(household, language)

    def lay(self, kept: KeptReview) -> tuple[Laid, ...]:
        """Return every idea of a review beside what stands now."""
        others = [one.review for one in self._desk.reviews()]
        present = {idea.target: self._present(idea) for idea in kept.review.ideas}
        rows, ground = lay_beside(kept.review, present, kept.decisions, others), self._ground()
        return tuple(Laid(row, *self._effect(ground, row)) for row in rows)

    def check(self, kept: KeptReview, take: Sequence[int], leave: Sequence[int], undo: Sequence[int], *, anyway: bool) -> None:  # fmt: skip
        """Raise what would be raised on the way, before anything is decided: all of it holds, or nothing is done."""
        words = {
            "both": Text("idea {number} cannot be taken and left at once"),
            "one place": Text("idea {number} changes the same as another one of these; take one of them"),
        }
        ideas = {idea.number: idea for idea in kept.review.ideas}
        found = [
            Problem("--take", words["both"]._replace(blanks={"number": str(number)}))
            for number in sorted(set(take) & set(leave))
        ]
        places = [ideas[number].target for number in take]
        found += [
            Problem("--take", words["one place"]._replace(blanks={"number": str(number)}))
            for at, number in enumerate(take)
            if ideas[number].target in places[:at]
        ]
        if found:
            raise InputProblems(found)
        for number in undo:
            self._check_undo(self._row(kept, number), newest(kept.decisions).get(number))
        for number in take:
            if number not in undo:
                check_take(self._row(kept, number), anyway=anyway)

    def take(self, kept: KeptReview, number: int, *, anyway: bool = False) -> KeptReview:
        """Take an idea; raises ``NotAsSeen`` where it does not stand on what is there now, unless ``anyway``."""
        row = self._row(kept, number)
        check_take(row, anyway=anyway)
        before = self._apply(row.idea)
        return self._decide(kept, number, TAKEN, before)

    def leave(self, kept: KeptReview, number: int) -> KeptReview:
        """Leave an idea: nothing changes."""
        self._row(kept, number)
        return self._decide(kept, number, LEFT, {})

    def undo(self, kept: KeptReview, number: int) -> KeptReview:
        """Undo what was decided; what a taken idea changed is put back, unless it was changed again since."""
        row = self._row(kept, number)
        decided = self._check_undo(row, newest(kept.decisions).get(number))
        if decided.what == TAKEN:
            self._put_back(row.idea, decided.before)
        return self._decide(kept, number, UNDONE, {})

    @staticmethod
    def _check_undo(row: Beside, decided: Decision | None) -> Decision:
        if decided is None:
            raise NothingToUndo(Text("Nothing was decided about this idea yet."))
        if decided.what == TAKEN and row.stand is not Stand.TAKEN:
            raise NothingToUndo(
                Text("This was changed again since, so it stays as it is now. You can change it by hand.")
            )
        return decided

    def _decide(self, kept: KeptReview, number: int, what: str, before: Mapping[str, Any]) -> KeptReview:
        facts = facts_of(kept.row)
        one = {"idea": number, "what": what, "on": self._today.isoformat(), "before": dict(before)}
        return self._desk.write(kept, {**facts, "decisions": [*facts["decisions"], one]})

    def _row(self, kept: KeptReview, number: int) -> Beside:
        idea = next((one for one in kept.review.ideas if one.number == number), None)
        if idea is None:
            words = Text("there is no idea {number} in this review", {"number": str(number)})
            raise InputProblems([Problem("--take", words)])
        alone = kept.review._replace(ideas=(idea,))
        return lay_beside(alone, {idea.target: self._present(idea)}, kept.decisions)[0]

    def _effect(self, ground: Ground, row: Beside) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        if row.stand in (Stand.GONE, Stand.TAKEN, Stand.ALREADY):
            return {}, {}
        try:
            return effect(ground, row.idea)
        except InputProblems:  # a value that is none here: it is shown as it came, and cannot be taken
            return {}, {}

    def _ground(self) -> Ground:
        budget = BudgetBook(self._household, self._currency).read()
        return Ground(self._household.debts(), budget, self._household.plan(), self._currency, self._today)

    def _present(self, idea: Idea) -> str | None:
        if idea.what == STRATEGY:
            return choice_of(self._household.plan(), self._currency).strategy.value
        if idea.what == LINE:
            budget = BudgetBook(self._household, self._currency).read()
            line = next((one for one in budget.lines if is_line(one, idea)), None)
            if line is None:
                return None if idea.of else ""
            return "" if line.amount is None else to_major(line.amount, budget.currency)
        text = self._draft(idea)
        blocks = [] if text is None else text["blocks"]
        block = blocks[idea.place - 1] if 0 < idea.place <= len(blocks) else None
        return block if isinstance(block, str) else None

    def _draft(self, idea: Idea) -> dict[str, Any] | None:
        letter = next((one for one in LetterDesk(self._household).all() if one.row.entry == idea.of), None)
        if letter is None or letter.sent_on is not None:
            return None  # what was sent stays as it was sent
        text: dict[str, Any] | None = facts_of(letter.row)["texts"].get(idea.language)
        return text

    def _apply(self, idea: Idea) -> dict[str, Any]:
        """Change what an idea is about; return what is needed to put it back."""
        if idea.what == STRATEGY:
            return self._choose(read_strategy(idea.then))
        if idea.what == LINE:
            return self._set_line(idea)
        return self._reword(idea, idea.then)

    def _choose(self, strategy: Strategy) -> dict[str, Any]:
        plan = self._household.plan()
        now = choice_of(plan, self._currency)
        choice = PlanChoice(strategy, now.budget)
        made = plan_household(self._household.debts(), self._currency, self._today, choice, keep_rows=False)
        if made is None:
            raise InputProblems([Problem("--take", Text("needs a debt with a balance first"))])
        self._household.choose_plan(stored_plan(made, choice))
        return {"plan": None if plan is None else _plan_facts(plan)}

    def _set_line(self, idea: Idea) -> dict[str, Any]:
        book = BudgetBook(self._household, self._currency)
        budget = book.read()
        amount = to_major(read_amount(idea.then, budget.currency), budget.currency)
        line = next((one for one in budget.lines if is_line(one, idea)), None)
        if line is None:
            after = book.add({"section": idea.section, "name": idea.name, "amount": amount})
            return {"line": after.lines[-1].id, "new": True}
        book.edit(line, {"amount": amount})
        return {"line": line.id, "amount": "" if line.amount is None else to_major(line.amount, budget.currency)}

    def _reword(self, idea: Idea, words: str) -> dict[str, Any]:
        from planner.store.log import add_version

        letter = LetterDesk(self._household).find(str(idea.of))
        facts = facts_of(letter.row)
        text = facts["texts"][idea.language]
        blocks: Sequence[Any] = text["blocks"]
        changed_blocks = [words if place == idea.place else block for place, block in enumerate(blocks, 1)]
        texts = {**facts["texts"], idea.language: {**text, "blocks": changed_blocks}}
        entry = entry_by_day(LETTER, {**facts, "texts": texts})
        add_version(self._household.store, letter.row.entry, letter.row.version, entry)
        return {"words": blocks[idea.place - 1]}

    def _put_back(self, idea: Idea, before: Mapping[str, Any]) -> None:
        if idea.what == WORDING:
            self._reword(idea, before["words"])
        elif idea.what == STRATEGY:
            plan = before["plan"]
            if plan is None:
                self._choose(Strategy.AVALANCHE)
            else:
                self._household.choose_plan(
                    StoredPlan(
                        **{**plan, "start_on": parse_day(plan["start_on"]), "debt_order": tuple(plan["debt_order"])}
                    )
                )
        else:
            book = BudgetBook(self._household, self._currency)
            line: BudgetLine = book.read().find(str(before["line"]))
            if before.get("new"):
                book.remove(line)
            else:
                book.edit(line, {"amount": before["amount"]})


def _plan_facts(plan: StoredPlan) -> dict[str, Any]:
    return {**plan._asdict(), "start_on": plan.start_on.isoformat(), "debt_order": list(plan.debt_order)}
