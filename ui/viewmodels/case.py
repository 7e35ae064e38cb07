"""One person of the caseload: the pages to read, the helper's notes and ideas, the review that goes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from planner.errors import InputProblems, PlannerError, Text
from planner.services.caseload import STATES, Case, Caseload
from planner.services.caseload_lists import STATE_WORDS
from planner.services.idea_effects import effect_words, value_words
from planner.services.reviewing import Draft, save_parts, with_line, with_note, with_strategy, with_wording, without
from planner.services.share_sections import budget_of_share
from planner.services.share_words import Line, SharePage
from planner.services.sharing import ENDING
from planner.services.spread_words import spread_of_idea
from planner.services.words import STRATEGIES
from planner.sharing.contents import LETTERS
from planner.sharing.review import LETTER, LINE, STRATEGY, WHOLE, WORDING, Idea
from ui.viewmodels.case_file import FileState, file_state
from ui.viewmodels.caseload import state_chip
from ui.viewmodels.places import readable
from ui.viewmodels.saving import new_path, own_folder, saved_at, with_place
from ui.viewmodels.session import Session
from ui.viewmodels.share import SeenState, Work, seen_state

_TITLES = {True: Text("Question: {place}"), False: Text("Note: {place}")}


class Remark(NamedTuple):
    """A note or an idea of the review that is being written."""

    number: int
    title: str
    words: str


class Writing(NamedTuple):
    """The sheet on which something is written. ``amount``: an amount is asked for; ``strategies``: one is chosen.

    ``paragraphs``: those of a draft letter, (place, its words), where other words for one may be proposed; ``idea``: whether
    what is written is an idea, with its reason in ``words``; ``about``: what the line says of itself, such as its rhythm;
    ``unit``: the sign of the currency beside the amount.
    """

    title: str
    amount: bool
    strategies: tuple[tuple[str, str], ...]
    paragraphs: tuple[tuple[str, str], ...]
    idea: bool
    own: bool
    chosen: str
    values: tuple[tuple[str, str], ...]
    problem: str
    about: str = ""
    unit: str = ""


class CaseState(NamedTuple):
    """The page."""

    who: str
    under: str
    chip: tuple[str, str]
    states: tuple[tuple[str, str], ...]
    state: str
    file: FileState
    seen: SeenState | None
    has_plan: bool
    remarks: tuple[Remark, ...]
    own_notes: tuple[tuple[str, str], ...]
    by: str
    words: str
    working: bool
    said: str
    problem: str
    writing: Writing | None


class CaseViewModel:
    """Shows one person; the share is read only, apart from notes and ideas."""

    def __init__(self, session: Session, number: int) -> None:
        self._session, self._caseload = session, Caseload(session.household)
        self._case = self._caseload.find(str(number))
        package = self._caseload.share(self._case)
        self._share = package.contents if package else None
        self._on: tuple[str, int, str] | None = None
        self._about = ""
        self._typed: dict[str, str] = {}
        self._errors: dict[str, Text] = {}
        self._values: dict[str, str] = {}
        self._said: Text | None = None
        self._problem: Text | None = None
        self._fault: Text | None = None
        self._working = False

    def state(self) -> CaseState:
        """Return the page as it stands."""
        session, say, case = self._session, self._session.say, self._case
        draft, _ = self._caseload.draft(case)
        parts = [case.name]
        if case.made_on:
            parts.append(say(Text("file of {day}", {"day": session.short_day(case.made_on)})))
        if case.delete_by:
            parts.append(say(Text("please delete after {day}", {"day": session.day(case.delete_by)})))
        return CaseState(
            who=case.alias,
            under=session.join(*parts),
            chip=state_chip(session, case),
            states=tuple((id_, say(STATE_WORDS[id_])) for id_ in STATES),
            state=case.state,
            file=file_state(session, self._caseload, case, self._share, self._typed, self._errors),
            seen=seen_state(session, self._share) if self._share else None,
            has_plan=bool(self._share and "plan" in self._share),
            remarks=self._remarks(draft),
            own_notes=tuple((one.at[:10], session.quote(one.words)) for one in self._caseload.notes(case)),
            by=draft.by,
            words=draft.words,
            working=self._working,
            said=say(self._said) if self._said else "",
            problem=session.fault(self._problem) if self._problem else "",
            writing=self._writing(),
        )

    def set_state(self, state: str) -> CaseState:
        """Say where the person stands."""
        return self._do(lambda: self._take(self._caseload.edit(self._case, {"state": state}, self._session.today)))

    def set_detail(self, id_: str, text: str) -> CaseState:
        """Keep a day, the alias or the name; what cannot be kept is said beside its field."""
        self._errors.pop(id_, None)
        try:
            self._take(self._caseload.edit(self._case, {id_: text}, self._session.today))
        except InputProblems as faults:
            self._errors[id_], self._typed[id_] = faults.problems[0].message, text
            return self.state()
        except PlannerError as error:
            self._problem = error.message
            return self.state()
        self._typed.pop(id_, None)
        return self.state()

    def write(self, line: Line | None = None) -> CaseState:
        """Open the sheet for a note on a line, an idea on a budget line; without a line, for the own note."""
        self._on = (line.on, line.of, line.title) if line else ("own", 0, "")
        self._about = line.under if line else ""
        self._values, self._fault = {}, None
        return self.state()

    def propose_order(self) -> CaseState:
        """Open the sheet for an idea on the order of paying."""
        self._on, self._about, self._values, self._fault = (STRATEGY, 0, ""), "", {}, None
        return self.state()

    def type(self, id_: str, text: str) -> CaseState:
        """Take what was typed on the sheet."""
        self._values[id_], self._fault = text, None
        return self.state()

    def reword(self, place: str) -> CaseState:
        """Propose other words for a paragraph, from those that stand there; chosen once more, write a note instead."""
        self._fault = None
        if self._values.pop("place", "") == place:
            self._values.pop("then", None)
        else:
            now = "" if self._session.amounts_hidden else dict(self._paragraphs()).get(place, "")
            self._values |= {"place": place, "then": now}
        return self.state()

    def close(self) -> CaseState:
        """Close the sheet."""
        self._on = None
        return self.state()

    def save(self, *, question: bool = False) -> CaseState:
        """Keep what is on the sheet; what is missing is said there."""
        assert self._on is not None
        (on, of, _), session, words = self._on, self._session, self._values.get("words", "")
        share = self._share or {}
        try:
            if on == "own":
                self._caseload.note(self._case, words)
            elif on == LINE:
                self._keep(lambda d: with_line(d, share, str(of), self._values.get("amount", ""), words, session.today))
            elif on == LETTER and self._values.get("place"):
                place, then = int(self._values["place"]), self._values.get("then", "")
                self._keep(lambda d: with_wording(d, share, of, place, then, words))
            elif on == STRATEGY:
                self._keep(lambda d: with_strategy(d, share, self._values.get("order", ""), words, session.today))
            else:
                self._keep(lambda d: with_note(d, share, on, of, words, question=question))
        except InputProblems as faults:
            self._fault = faults.problems[0].message
            return self.state()
        except PlannerError as error:
            self._fault = error.message
            return self.state()
        return self.close()

    def say_first(self, id_: str, text: str) -> CaseState:
        """Keep who the review is from, or what is said first."""
        draft, _ = self._caseload.draft(self._case)
        said = draft._replace(by=text) if id_ == "by" else draft._replace(words=text)
        return self.state() if said == draft else self._do(lambda: self._keep(lambda _: said))

    def remove(self, number: int) -> CaseState:
        """Take a note or an idea out of the review."""
        return self._do(lambda: self._keep(lambda d: without(d, number)))

    def make(self) -> tuple[CaseState, Work]:
        """Return the page, and the work that writes the review file."""
        session, case = self._session, self._case
        out = new_path(own_folder(session), session.today.isoformat(), ENDING)
        self._problem = self._said = None
        self._working = True

        def work(*_: object) -> Path:
            self._caseload.send(case, out, session.today)
            return out

        return self.state(), work

    def made(self, out: Path) -> CaseState:
        """Say where the review is."""
        self._working = False
        self._take(self._caseload.find(str(self._case.id)))
        self._said = saved_at(out)
        return self.state()

    def failed(self, error: BaseException) -> CaseState:
        """Say why there is none."""
        self._working = False
        if not isinstance(error, PlannerError):
            raise error
        self._problem = error.problems[0].message if isinstance(error, InputProblems) else error.message
        return self.state()

    def save_parts(self) -> tuple[CaseState, Work]:
        """Return the page, and the work that writes summary and files of the share into a folder of their own."""
        folder, case = new_path(own_folder(self._session), self._session.today.isoformat(), ""), self._case
        self._problem = self._said = None
        self._working = True

        def work(*_: object) -> Path:
            package = self._caseload.share(case)
            if package is not None:
                save_parts(package, folder)
            return folder

        return self.state(), work

    def parts_saved(self, folder: Path) -> CaseState:
        """Say where they are, and that anyone can read them."""
        self._working = False
        words = Text("Saved in the folder {name}. These files are not encrypted: anyone who has them can read them.")
        self._said = with_place(words._replace(blanks={"name": readable(folder.name)}), folder.parent)
        return self.state()

    def remove_case(self) -> None:
        """Remove the person with the files and the notes."""
        self._caseload.remove(self._case)

    def _take(self, case: Case) -> None:
        self._case = case

    def _keep(self, change: Callable[[Draft], Draft]) -> None:
        draft, version = self._caseload.draft(self._case)
        self._caseload.keep_draft(self._case, change(draft), version)

    def _do(self, what: Callable[[], None]) -> CaseState:
        self._problem = self._said = None
        try:
            what()
        except InputProblems as faults:
            self._problem = faults.problems[0].message
        except PlannerError as error:
            self._problem = error.message
        return self.state()

    def _remarks(self, draft: Draft) -> tuple[Remark, ...]:
        say = self._session.say
        names = {(line.on, line.of): line.title for page in self._pages() for line in page.lines if line.on}
        rows = [
            Remark(
                note.number,
                say(_TITLES[note.question]._replace(blanks={"place": self._place(names, note.on, note.of)})),
                self._session.quote(note.words),
            )
            for note in draft.notes
        ]
        return (*rows, *(self._idea(idea) for idea in draft.ideas))

    def _place(self, names: dict[tuple[str, int], str], on: str, of: int) -> str:
        return self._session.say(Text("the whole")) if on == WHOLE else names.get((on, of), "")

    def _pages(self) -> tuple[SharePage, ...]:
        return seen_state(self._session, self._share).pages if self._share else ()

    def _idea(self, idea: Idea) -> Remark:
        session, say = self._session, self._session.say
        code = self._share["currency"] if self._share else ""

        def value(text: str) -> str:
            words = value_words(idea, text, code, session.language)
            return session.quote(say(words) if isinstance(words, Text) else words)

        if idea.what == WORDING:
            blanks = {"name": idea.name, "number": str(idea.place)}
            title = say(Text("Idea: {name}, paragraph {number}", blanks))
            return Remark(
                idea.number, title, "\n".join(filter(None, (session.quote(idea.then), session.quote(idea.why))))
            )
        name = say(Text("Order of paying")) if idea.what == STRATEGY else idea.name
        blanks = {"now": value(idea.now), "then": value(idea.then)}
        told = effect_words(idea.before, idea.after, code, session.language)
        budget = budget_of_share(self._share) if self._share and told else None
        how = spread_of_idea(idea, idea.now, budget, session.language)
        parts = [
            say(Text("{now} becomes {then}.", blanks)),
            session.quote(say(how)) if how else "",
            session.quote(say(told)) if told else "",
            session.quote(idea.why),
        ]
        return Remark(idea.number, say(Text("Idea: {name}", {"name": name})), session.sentences(*filter(None, parts)))

    def _paragraphs(self) -> list[tuple[str, str]]:
        """Return the paragraphs of the draft letter that the sheet is about; none of a letter that was sent."""
        if self._on is None or self._on[0] != LETTER or not self._share:
            return []
        letter = next((one for one in self._share.get(LETTERS, ()) if one["number"] == self._on[1]), None)
        if letter is None or letter["sent_on"] is not None:
            return []
        return [(str(at), block) for at, block in enumerate(letter["blocks"], 1) if isinstance(block, str)]

    def _without_amount(self) -> list[tuple[str, str]]:
        return [(id_, text) for id_, text in self._values.items() if id_ != "amount"]

    def _writing(self) -> Writing | None:
        if self._on is None:
            return None
        say, (on, _, title) = self._session.say, self._on
        titles = {
            "own": Text("A note for yourself"),
            LINE: Text("An idea for {name}", {"name": title}),
            STRATEGY: Text("An idea for the order of paying"),
        }
        strategies = tuple((one.value, say(words)) for one, words in STRATEGIES.items()) if on == STRATEGY else ()
        place = self._values.get("place", "")
        budget = budget_of_share(self._share) if self._share and on == LINE else None
        return Writing(
            say(titles.get(on, Text("Note on: {name}", {"name": title}))),
            on == LINE,
            strategies,
            tuple((number, self._session.quote(words)) for number, words in self._paragraphs()),
            on in (LINE, STRATEGY) or bool(place),
            on == "own",
            place if on == LETTER else self._values.get("order", ""),
            tuple(self._values.items() if not self._session.amounts_hidden else self._without_amount()),
            self._session.fault(self._fault) if self._fault else "",
            self._session.quote(self._about),
            self._session.sign(budget.currency) if budget else "",
        )
