"""Correcting a contact, and adding to it: every fact that is kept of one. Each saving is another version."""

from __future__ import annotations

from typing import NamedTuple

from planner.errors import InputProblems, PlannerError, Text
from planner.services.contact_words import CHANNELS, OUTCOMES, PURPOSES, RECIPIENTS, ROLES, TACTICS
from planner.services.contacts import LogRow, cells_of
from ui.viewmodels.session import Session
from ui.viewmodels.whole_words import begun

TEXTS = (
    ("at", Text("When")),
    ("number", Text("Their number or address")),
    ("dialed", Text("My number or address they reached")),
    ("relation", Text("How that person is related to me")),
    ("collector", Text("Who they said they are")),
    ("principal", Text("The lender behind them")),
    ("agent_name", Text("Name of who spoke")),
    ("staff_number", Text("Staff number")),
    ("said", Text("What was said")),
    ("witness", Text("Who else heard it")),
    ("whose_phone", Text("On whose phone")),
)
CHOICES: dict[str, tuple[Text, dict[str, Text]]] = {
    "channel": (Text("How"), CHANNELS),
    "outcome": (Text("What came of it"), OUTCOMES),
    "recipient": (Text("Who was reached"), RECIPIENTS),
    "role": (Text("What they are"), ROLES),
    "purpose": (Text("What for"), PURPOSES),
    "exactness": (Text("The words are"), {"exact": Text("as they were said"), "summary": Text("in my own words")}),
    "from": (Text("Who began it"), {"collector": Text("they did"), "borrower": Text("I did")}),
}


class ChoiceState(NamedTuple):
    """A field whose value is chosen: its words, and the choices as (id, words)."""

    column: str
    label: str
    chosen: str
    shown: str
    choices: tuple[tuple[str, str], ...]


class TextState(NamedTuple):
    """A field to type into."""

    column: str
    label: str
    value: str
    error: str


class TickState(NamedTuple):
    """Something that is so or not: a debt it was about, a tactic."""

    id: str
    words: str
    on: bool


class ContactFormState(NamedTuple):
    """The form. ``folded``: there are words that were said, to be seen only when they are asked for (guard 20)."""

    entry: int
    texts: tuple[TextState, ...]
    choices: tuple[ChoiceState, ...]
    debts: tuple[TickState, ...]
    tactics: tuple[TickState, ...]
    problem: str
    done: bool
    folded: bool


class ContactFormViewModel:
    """Shows the facts of an entry to be corrected."""

    def __init__(self, session: Session, entry: int) -> None:
        self._session = session
        self._log = session.contact_log
        self._row: LogRow = self._log.find(entry)
        self._cells = _plain(self._row)
        self._changed: dict[str, str] = {}
        self._problems: dict[str, Text] = {}
        self._problem: Text | None = None
        self._done = False
        self._folded = bool(self._cells.get("said"))

    def state(self) -> ContactFormState:
        """Return the form as it stands."""
        say = self._session.say
        cells = {**self._cells, **self._changed}
        return ContactFormState(
            entry=self._row.entry,
            texts=tuple(
                TextState(column, say(words), cells.get(column, ""), self._said(column))
                for column, words in TEXTS
                if column != "said" or not self._folded
            ),
            choices=tuple(self._choice(column, cells.get(column, "")) for column in CHOICES),
            debts=tuple(
                TickState(debt.name, debt.name, debt.name in _several(cells, "debt")) for debt in self._session.debts
            ),
            tactics=tuple(
                TickState(id_, begun(say(words)), id_ in _several(cells, "tactics")) for id_, words in TACTICS.items()
            ),
            problem=say(self._problem) if self._problem else "",
            done=self._done,
            folded=self._folded,
        )

    def type(self, column: str, text: str) -> ContactFormState:
        """Take a detail."""
        self._changed[column] = text
        self._problems.pop(column, None)
        return self.state()

    def unfold(self) -> ContactFormState:
        """Show the words that were said."""
        self._folded = False
        return self.state()

    def tick(self, column: str, id_: str) -> ContactFormState:
        """Turn a debt or a tactic on or off."""
        several = _several({**self._cells, **self._changed}, column)
        several = [one for one in several if one != id_] if id_ in several else [*several, id_]
        return self.type(column, "; ".join(several))

    def save(self) -> ContactFormState:
        """Write the details as another version of the entry; nothing is written where nothing was changed."""
        changed = {column: text for column, text in self._changed.items() if text != self._cells.get(column, "")}
        if changed:
            try:
                self._row = self._log.correct(self._row, changed, self._session.now())
            except InputProblems as faults:
                self._problems = {problem.field: problem.message for problem in faults.problems}
                self._problem = Text("Something here needs a look. What you typed is kept.")
                return self.state()
            except PlannerError as error:
                self._problem = error.message
                return self.state()
        self._done = True
        return self.state()

    def _choice(self, column: str, chosen: str) -> ChoiceState:
        say = self._session.say
        label, known = CHOICES[column]
        chosen = chosen or ("collector" if column == "from" else "")
        choices = tuple((id_, begun(say(words))) for id_, words in known.items())
        shown = dict(choices).get(chosen, begun(say(Text("not said"))))
        return ChoiceState(column, say(label), chosen, shown, (*choices, ("", say(Text("I don't know")))))

    def _said(self, column: str) -> str:
        words = self._problems.get(column)
        return self._session.fault(words) if words else ""


def _plain(row: LogRow) -> dict[str, str]:
    """Return the cells of an entry, its time as the clock on the wall showed it."""
    cells = cells_of(row)
    return {**cells, "at": cells["at"][:16].replace("T", " ")}


def _several(cells: dict[str, str], column: str) -> list[str]:
    return [one.strip() for one in cells.get(column, "").split(";") if one.strip()]
