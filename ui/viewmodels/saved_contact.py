"""A contact that was just written down: undo is at hand, and everything else is optional."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from planner.errors import InputProblems, PlannerError, Text
from planner.rules.citations import cited_in
from planner.services.contact_words import RECIPIENTS, TACTICS, outcome_words
from planner.services.contacts import LogRow, cells_of, facts_of
from planner.services.promises import THEIRS
from planner.services.recording import recording_advice
from planner.services.sounds_like import NO, UNSURE, YES, say_of, sounds_like
from ui.viewmodels.contacts import title_of, who_of
from ui.viewmodels.session import Session
from ui.viewmodels.whole_words import begun

OTHERS = ("self", "spouse", "family", "friend", "colleague", "employer", "neighbour", "stranger")
WHO = (
    ("collector", Text("Who they said they are")),
    ("agent_name", Text("Name of who spoke")),
    ("staff_number", Text("Staff number")),
    ("number", Text("Their number or address")),
)
SAYS = {YES: Text("Yes, they said it"), NO: Text("No, they didn't"), UNSURE: Text("Not sure")}


class Suggestion(NamedTuple):
    """What words sound like. ``note``: that it is pressure and often lawful, else empty."""

    tactic: str
    title: str
    words: str
    note: str


class SavedContactState(NamedTuple):
    """The page. ``said``: the words as they stand in the field; ``others``: whom they reached, (id, words, chosen).

    ``who``: (column, label, value) of the sheet; ``debts``: (name, whether it is about it).
    """

    title: str
    under: str
    said: str
    suggestions: tuple[Suggestion, ...]
    answers: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, str, bool], ...]
    who: tuple[tuple[str, str, str], ...]
    spoke: str
    promised: str
    debts: tuple[tuple[str, bool], ...]
    debt: str
    recording: str
    source: str
    problem: str
    is_gone: bool


class SavedContactViewModel:
    """Adds to an entry. What is typed is kept when the page is left, and before anything else is."""

    def __init__(self, session: Session, entry: int) -> None:
        self._session, self._log = session, session.contact_log
        self._row: LogRow = self._log.find(entry)
        self._typed: dict[str, str] = {}
        self._looked_at = facts_of(self._row).get("said", "")
        self._problem: Text | None = None
        self._gone = False
        self._asks_who = facts_of(self._row).get("recipient") in OTHERS[1:]

    def state(self) -> SavedContactState:
        """Return the page as it stands."""
        session, say = self._session, self._session.say
        facts = facts_of(self._row)
        cells = {**cells_of(self._row), **self._typed}
        recipient, about = facts.get("recipient", ""), _several(cells.get("debt", ""))
        advice = recording_advice(session.jurisdiction, session.language)
        outcome = outcome_words(facts)
        return SavedContactState(
            title=session.join(title_of(session, facts), who_of(session, facts)),
            under=begun(say(outcome)) if outcome else "",
            said=cells.get("said", ""),
            suggestions=self._suggestions(),
            answers=tuple((id_, say(words)) for id_, words in SAYS.items()),
            others=tuple((id_, begun(say(RECIPIENTS[id_])), id_ == recipient) for id_ in OTHERS)
            if recipient in OTHERS and (recipient != "self" or self._asks_who)
            else (),
            who=tuple((column, say(label), cells.get(column, "")) for column, label in WHO),
            spoke=session.join(cells.get("agent_name", ""), cells.get("staff_number", "")),
            promised=self._promised(),
            debts=tuple((debt.name, debt.name in about) for debt in session.debts),
            debt=session.listed(*about),
            recording=advice.words,
            source=self._source(advice.citation),
            problem=say(self._problem) if self._problem else "",
            is_gone=self._gone,
        )

    @property
    def entry(self) -> int:
        """The number of the entry."""
        return self._row.entry

    def type(self, column: str, text: str) -> SavedContactState:
        """Take what is typed; it is kept later."""
        self._typed[column] = text
        return self.state()

    def look_at_words(self) -> SavedContactState:
        """Look what the words that were typed sound like, once the person rests."""
        self._looked_at = self._typed.get("said", self._looked_at)
        return self.state()

    def choose_other(self, recipient: str) -> SavedContactState:
        """Say whom they reached."""
        return self._keep({"recipient": recipient})

    def tick_debt(self, name: str) -> SavedContactState:
        """Say that it was about a debt, or was not."""
        about = _several({**cells_of(self._row), **self._typed}.get("debt", ""))
        about = [one for one in about if one != name] if name in about else [*about, name]
        return self._keep({"debt": "; ".join(about)})

    def say(self, tactic: str, answer: str) -> SavedContactState:
        """Say whether they said it: only a yes counts; none is asked again."""
        self._keep({})
        if self._problem is None:
            try:
                self._row = say_of(self._log, self._row, tactic, answer, self._session.now())
            except PlannerError as error:
                self._problem = error.message
        return self.state()

    def keep(self) -> SavedContactState:
        """Keep what was typed."""
        return self._keep({})

    def come_back(self) -> SavedContactState:
        """Take the entry as it is now: it may have been corrected on another page."""
        self._row = self._log.find(self._row.entry)
        self._looked_at = facts_of(self._row).get("said", "")
        return self.state()

    def undo(self) -> SavedContactState:
        """Take the entry out of the log again."""
        self._typed = {}
        self._log.withdraw(self._row)
        self._gone = True
        return self.state()

    def _keep(self, more: Mapping[str, str]) -> SavedContactState:
        """Write what was typed, and ``more``, as one version; nothing where nothing changed."""
        before = cells_of(self._row)
        changed = {**self._typed, **more}
        changed = {column: text for column, text in changed.items() if text.strip() != before.get(column, "")}
        self._problem = None
        if changed and not self._gone:
            try:
                self._row = self._log.correct(self._row, changed, self._session.now())
            except InputProblems as faults:
                self._problem = faults.problems[0].message
            except PlannerError as error:
                self._problem = error.message
        if self._problem is None:
            self._typed = {}
        return self.state()

    def _suggestions(self) -> tuple[Suggestion, ...]:
        say = self._session.say
        return tuple(
            Suggestion(
                one.tactic,
                begun(say(TACTICS[one.tactic])),
                self._session.quote(one.words),
                say(one.note) if one.note else "",
            )
            for one in sounds_like(self._row, self._looked_at)
        )

    def _promised(self) -> str:
        """Return what was promised in this contact, in a few words."""
        session = self._session
        mine = [one for one in session.promises if facts_of(one.row).get("contact") == str(self._row.entry)]
        if not mine:
            return session.say(Text("no"))
        last = mine[-1]
        who = Text("by them") if last.whose == THEIRS else Text("by me")
        money = "" if last.amount is None else session.money(last.amount, last.currency)
        return session.join(session.say(who), money or last.what)

    def _source(self, citation: str) -> str:
        return (
            self._session.say(Text("Source: {citation}", {"citation": cited_in(self._session.language, citation)}))
            if citation
            else ""
        )


def _several(value: str) -> list[str]:
    return [one.strip() for one in value.split(";") if one.strip()]
