"""Writing a contact down. "Just now" takes three taps: log it, who, what happened; it is stored then, details can follow."""

from __future__ import annotations

from typing import NamedTuple

from planner.errors import InputProblems, PlannerError, Text
from planner.services.contact_words import CHANNELS, OUTCOMES, PURPOSES, RECIPIENTS, ROLES, TACTICS
from planner.services.contacts import LogRow, cells_of
from ui.viewmodels.session import Session

WHO, WHAT, DETAILS = "who", "what", "details"
RECENT = 6

QUICK: dict[str, tuple[str, Text, dict[str, str]]] = {
    "talked": ("talking", Text("Call, we talked"), {"channel": "call", "outcome": "conversation", "recipient": "self"}),
    "missed": (
        "not_picked_up",
        Text("Call, not picked up"),
        {"channel": "call", "outcome": "rang-out", "recipient": "self"},
    ),
    "voicemail": (
        "voicemail",
        Text("Call, voicemail"),
        {"channel": "call", "outcome": "voicemail", "recipient": "self"},
    ),
    "sms": ("sms", Text("Text message"), {"channel": "sms", "outcome": "delivered", "recipient": "self"}),
    "im": ("chat", Text("Chat message"), {"channel": "im", "outcome": "delivered", "recipient": "self"}),
    "letter": ("letter", Text("Letter or e-mail"), {"channel": "letter", "outcome": "delivered", "recipient": "self"}),
    "visit": (
        "visit",
        Text("They came to my door"),
        {"channel": "visit-home", "outcome": "conversation", "recipient": "self"},
    ),
    "family": ("family", Text("They called family or friends"), {"channel": "call", "recipient": "family"}),
    "work": ("agency", Text("They called my work"), {"channel": "call", "recipient": "employer"}),
}
"""What happened, one tap each, with what is stored of it."""

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
    """The step. ``people``: recent collectors; ``quick``: (id, icon, words); ``entry``: the number once it is stored.

    ``folded``: there are words that were said, to be seen only when they are asked for (guard 20).
    """

    step: str
    people: tuple[str, ...]
    quick: tuple[tuple[str, str, str], ...]
    who: str
    entry: int
    said: str
    texts: tuple[TextState, ...]
    choices: tuple[ChoiceState, ...]
    debts: tuple[TickState, ...]
    tactics: tuple[TickState, ...]
    problem: str
    done: bool
    folded: bool


class ContactFormViewModel:
    """Leads through the taps, then through the details of the stored entry; ``entry`` opens one that is there already."""

    def __init__(self, session: Session, entry: int = 0) -> None:
        self._session = session
        self._log = session.contact_log
        self._row: LogRow | None = self._log.find(entry) if entry else None
        self._new = self._row is None
        self._step = DETAILS if self._row else WHO
        self._who = ""
        self._cells = _plain(self._row) if self._row else {}
        self._changed: dict[str, str] = {}
        self._problems: dict[str, Text] = {}
        self._problem: Text | None = None
        self._done = False
        self._folded = bool(self._cells.get("said"))

    def state(self) -> ContactFormState:
        """Return the step as it stands."""
        say = self._session.say
        cells = {**self._cells, **self._changed}
        saved = say(Text("Written down.")) if self._new and self._row is not None else ""
        return ContactFormState(
            step=self._step,
            people=tuple(one.name for one in self._log.collectors() if one.name)[:RECENT] if self._step == WHO else (),
            quick=tuple((id_, icon, say(words)) for id_, (icon, words, _) in QUICK.items()),
            who=self._who,
            entry=self._row.entry if self._row else 0,
            said=saved,
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
                TickState(id_, say(words), id_ in _several(cells, "tactics")) for id_, words in TACTICS.items()
            ),
            problem=say(self._problem) if self._problem else "",
            done=self._done,
            folded=self._folded,
        )

    def choose_who(self, name: str) -> ContactFormState:
        """Take who it was; "" for somebody nobody knows."""
        self._who, self._step = name, WHAT
        return self.state()

    def type_who(self, name: str) -> ContactFormState:
        """Take a name that is not in the list yet."""
        self._who = name
        return self.state()

    def happened(self, what: str) -> ContactFormState:
        """Store what happened, just now; details can follow."""
        cells = dict(QUICK[what][2])
        zone, _ = self._log.zone()
        cells["at"] = self._session.now().astimezone(zone).strftime("%Y-%m-%d %H:%M")
        if self._who.strip():
            cells["collector"] = self._who.strip()
            cells |= self._known_of(self._who.strip())
        try:
            self._row = self._log.add(cells, self._session.today)
        except PlannerError as error:
            self._problem = error.message
            return self.state()
        self._cells, self._step, self._problem = _plain(self._row), DETAILS, None
        return self.state()

    def take_back(self) -> ContactFormState:
        """Take the entry that was just stored out of the log again."""
        if self._row is not None:
            self._log.withdraw(self._row)
        self._done = True
        return self.state()

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
        if changed and self._row is not None:
            try:
                self._row = self._log.correct(self._row, changed, self._session.today)
            except InputProblems as faults:
                self._problems = {problem.field: problem.message for problem in faults.problems}
                self._problem = Text("Something here needs a look. Nothing is lost.")
                return self.state()
            except PlannerError as error:
                self._problem = error.message
                return self.state()
        self._done = True
        return self.state()

    def back(self) -> ContactFormState | None:
        """Go back one step; None where this is the first, or it is stored already."""
        if self._step != WHAT:
            return None
        self._step = WHO
        return self.state()

    def _known_of(self, name: str) -> dict[str, str]:
        """Return what the last entry of this collector says of it, so that it need not be said again."""
        rows = self._log.rows(collector=name)
        cells = cells_of(rows[-1]) if rows else {}
        return {column: cells[column] for column in ("role", "principal", "debt", "debt_kind") if column in cells}

    def _choice(self, column: str, chosen: str) -> ChoiceState:
        say = self._session.say
        label, known = CHOICES[column]
        chosen = chosen or ("collector" if column == "from" else "")
        choices = tuple((id_, say(words)) for id_, words in known.items())
        shown = dict(choices).get(chosen, say(Text("not said")))
        return ChoiceState(column, say(label), chosen, shown, (*choices, ("", say(Text("I don't know")))))

    def _said(self, column: str) -> str:
        words = self._problems.get(column)
        return self._session.say(words) if words else ""


def _plain(row: LogRow) -> dict[str, str]:
    """Return the cells of an entry, its time as the clock on the wall showed it."""
    cells = cells_of(row)
    return {**cells, "at": cells["at"][:16].replace("T", " ")}


def _several(cells: dict[str, str], column: str) -> list[str]:
    return [one.strip() for one in cells.get(column, "").split(";") if one.strip()]
