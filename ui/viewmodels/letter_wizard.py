"""Writing a letter: who, what you want, the facts, what to know before; then it is a draft that can be read.

Careful wording by default; the usual one only once it is chosen on the card that says what it does (peers.md W23).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from planner.errors import InputProblems, PlannerError, Text
from planner.letters.catalogue import Field, Letter
from planner.letters.fields import Manner, fill
from planner.services.letter_facts import MY_ADDRESS, MY_NAME, prefill, sender_lines
from planner.services.letter_faults import faults_of
from planner.services.letter_known import known_for, own_words
from planner.services.letter_warnings import Concern, Notice, notices
from planner.services.letters import KeptLetter, LetterDesk, find_letter, spoken_in
from planner.services.log_entries import NoSuchEntry, facts_of
from ui.viewmodels.covered import CoveredFields
from ui.viewmodels.form import Asked, Spec, asked, look, summary
from ui.viewmodels.letter_people import Who, people
from ui.viewmodels.letter_topics import Topic, topics
from ui.viewmodels.session import Session

WHO, WHAT, FACTS, KNOW = "who", "what", "facts", "know"
STEPS = (WHO, WHAT, FACTS, KNOW, "read")
_NAMES = {
    WHO: Text("who is it about?"),
    WHAT: Text("what do you want?"),
    FACTS: Text("the facts"),
    KNOW: Text("before you send"),
}
_NOTICE_ICONS = {
    Concern.TIME_LIMIT: "hourglass",
    Concern.ADMITS: "legal",
    Concern.NOT_BOTH: "not_both",
    Concern.COST: "alert",
    Concern.WHO: "agency",
    Concern.COMPLAINT: "complaint",
    Concern.FAMILY: "family",
}
_INPUTS = {"text": "text", "long": "long", "money": "money", "day": "day", "count": "whole", "rate": "money"}
_ME = (
    Spec("my_name", Text("Your name")),
    Spec(MY_ADDRESS, Text("Your address"), "long"),
    Spec("their_name", Text("Who gets the letter")),
)


class Blank(NamedTuple):
    """A blank that is not typed: a choice among ``options`` (id, words, chosen), or a table that is put in or not."""

    id: str
    label: str
    options: tuple[tuple[str, str, bool], ...]
    ticked: bool
    under: str
    error: str


class NoticeState(NamedTuple):
    """Something to know. ``choice``: it asks for the wording; ``holds``: it asks to wait or go on."""

    icon: str
    title: str
    words: str
    choice: bool
    holds: bool


class WizardState(NamedTuple):
    """The step. ``about``: which letter it is, and which debt it names; ``done``: the number of the draft once it is kept; ``leave``: the wizard is to be left."""

    step: str
    number: int
    step_words: str
    title: str
    who: tuple[Who, ...]
    topics: tuple[Topic, ...]
    letter: str
    about: str
    when: str
    fields: tuple[Asked, ...]
    blanks: tuple[Blank, ...]
    notices: tuple[NoticeState, ...]
    usual: bool
    summary: str
    problem: str
    done: int
    leave: bool


class LetterWizardViewModel:
    """Holds what was chosen and typed; ``entry``: a draft that is changed."""

    def __init__(
        self, session: Session, debt: str = "", kind: str = "", offer: int | None = None, entry: int = 0
    ) -> None:
        self._session = session
        self._desk = LetterDesk(session.household)
        self._place = session.jurisdiction or ""
        self._debt = next((one for one in session.debts if one.name == debt), None)
        self._collector = ""
        self._letter: Letter | None = None
        self._offer = offer
        self._draft: KeptLetter | None = None
        self._values: dict[str, Any] = {}
        self._ticked: set[str] = set()
        self._usual = self._goes_on = self._leave = False
        self._problems: dict[str, Text] = {}
        self._problem: Text | None = None
        self._cover = CoveredFields(session)
        self._topic = ""
        self._done = 0
        self._step = WHAT if self._debt is not None else WHO
        self._known: list[Notice] = []
        if entry:
            self._take_draft(entry)
        elif kind:
            self.want(kind)

    def state(self) -> WizardState:
        """Return the step as it stands."""
        session, say, letter = self._session, self._session.say, self._letter
        number = STEPS.index(self._step) + 1
        blanks: dict[str, str | Text] = {"number": str(number), "count": str(len(STEPS)), "name": _NAMES[self._step]}
        return WizardState(
            step=self._step,
            number=number,
            step_words=say(Text("Step {number} of {count}: {name}", blanks)),
            title=say(Text("Before you send")) if self._step == KNOW else say(Text("Write a letter")),
            who=people(self._session) if self._step == WHO else (),
            topics=topics(session, self._place, self._topic) if self._step == WHAT else (),
            letter=letter.title[session.language] if letter else "",
            about=session.join(letter.title[session.language], self._debt.name if self._debt else "") if letter else "",
            when=letter.when[session.language] if letter else "",
            fields=self._fields() if self._step == FACTS else (),
            blanks=self._blanks() if self._step == FACTS else (),
            notices=tuple(self._notice(one) for one in self._known) if self._step == KNOW else (),
            usual=self._usual,
            summary=summary(session, self._problems, self._specs() if self._step == FACTS else ()),
            problem=say(self._problem) if self._problem else "",
            done=self._done,
            leave=self._leave,
        )

    # Actions

    def about(self, debt: str) -> WizardState:
        """Take which debt it is about; "" for none."""
        self._debt, self._collector = next((one for one in self._session.debts if one.name == debt), None), ""
        self._step = WHAT
        return self.state()

    def to(self, collector: str) -> WizardState:
        """Take who gets it, where they stand in the log and no debt of the list is theirs."""
        self._debt, self._collector, self._step = None, collector, WHAT
        return self.state()

    def open_topic(self, topic: str) -> WizardState:
        """Open a topic, or fold it again."""
        self._topic = "" if self._topic == topic else topic
        return self.state()

    def want(self, kind: str) -> WizardState:
        """Take which letter it is, and fill what is known."""
        try:
            self._letter = find_letter(kind, self._place)
        except PlannerError as error:
            self._problem, self._step = error.message, WHAT
            return self.state()
        self._ticked, self._problems, self._problem = set(), {}, None
        self._values = {
            **self._filled(self._language),
            MY_ADDRESS: self._session.settings.get(MY_ADDRESS, ""),
        }
        if self._collector:
            self._values["their_name"] = self._collector
        self._step = FACTS
        return self.state()

    def type(self, blank: str, text: str) -> WizardState:
        """Take what was typed or chosen; what may stay empty is emptied by choosing it again."""
        field = self._field(blank)
        again = field is not None and field.kind == "choice" and not field.required and self._values.get(blank) == text
        self._values[blank] = "" if again else self._cover.typed(blank, text)
        self._problems.pop(blank, None)
        return self.state()

    def tick(self, blank: str) -> WizardState:
        """Put a table, a ticked blank or a sentence in, or leave it out."""
        field = self._field(blank)
        if field is not None and _is_one_sentence(field):
            return self.type(blank, next(iter(field.choices)))
        self._ticked ^= {blank}
        if blank in self._ticked:
            value = self._filled(self._language).get(blank)
            if value:
                self._values[blank] = value
        else:
            self._values.pop(blank, None)
        return self.state()

    def choose_wording(self, usual: bool) -> WizardState:
        """Choose the careful wording, or the usual one that names the debt as owed."""
        self._usual = usual
        return self.state()

    def next(self) -> WizardState:
        """Go on from the facts: what is wrong is said beside its blank; then what to know, then the draft."""
        if self._step == FACTS:
            if not self._is_whole():
                return self.state()
            self._known = self._notices()
            if self._known:
                self._step = KNOW
                return self.state()
        return self._keep()

    def wait(self) -> WizardState:
        """Keep it as a draft for later."""
        self._leave = True
        return self._keep()

    def back(self) -> WizardState | None:
        """Go back one step; None where this is the first."""
        self._problems, self._problem = {}, None
        before = {KNOW: FACTS, FACTS: WHAT, WHAT: WHO}.get(self._step)
        if before is None or (before == WHAT and self._draft is not None):
            return None
        self._step = before
        return self.state()

    # Its parts

    @property
    def _language(self) -> str:
        return spoken_in(self._place) if self._place else self._session.language

    @property
    def _currency(self) -> str:
        return self._debt.currency if self._debt is not None else self._session.currency

    def _take_draft(self, entry: int) -> None:
        try:
            kept = self._desk.find(str(entry))
            facts = facts_of(kept.row)
            self._place = facts["for_place"]
            self._letter = find_letter(kept.kind, self._place)
        except (NoSuchEntry, PlannerError) as error:
            self._problem = error.message
            return
        self._draft, self._values, self._usual = kept, dict(kept.values), not kept.careful
        self._values[MY_ADDRESS] = self._session.settings.get(MY_ADDRESS, "")
        self._debt = next((one for one in self._session.debts if one.name == kept.debt), None)
        self._offer = kept.offer
        self._ticked = {field.id for field in self._letter.fields if field.id in self._values}
        self._step = FACTS

    def _field(self, blank: str) -> Field | None:
        return next((one for one in self._letter.fields if one.id == blank), None) if self._letter is not None else None

    def _filled(self, language: str) -> dict[str, Any]:
        assert self._letter is not None
        session = self._session
        known = known_for(session.household, self._letter, self._debt, self._currency, session.today, self._offer)
        return prefill(self._letter, known, language, self._ticked)

    def _is_whole(self) -> bool:
        """Return whether the letter can be made of what was given; what is wrong stands beside its blank."""
        assert self._letter is not None
        session = self._session
        problems = faults_of(
            session.household,
            self._letter,
            self._values,
            self._debt,
            currency=session.currency,
            today=session.today,
            show=session.money,
        )
        try:
            fill(self._letter, self._given(), Manner(session.language, self._currency, self._place), session.today)
        except InputProblems as faults:
            problems = {**{one.field: one.message for one in faults.problems}, **problems}
        self._problems = problems
        return not problems

    def _given(self) -> Mapping[str, Any]:
        assert self._letter is not None
        wanted = {field.id for field in self._letter.fields} | {"my_name", "their_name"}
        return {name: value for name, value in self._values.items() if name in wanted and value != ""}

    def _notices(self) -> list[Notice]:
        from planner.services.household_limits import clock_for

        assert self._letter is not None
        session = self._session
        clock = clock_for(session.household, self._debt, session.today) if self._debt is not None else None
        sent = self._desk.sent_before(session.language)
        return notices(self._letter, self._debt, clock, sent, session.today, session.language)

    def _keep(self) -> WizardState:
        assert self._letter is not None
        session = self._session
        lines = sender_lines({MY_ADDRESS: str(self._values.get(MY_ADDRESS, ""))})
        given = self._given()
        own = own_words(self._letter, given, self._filled, self._language)
        try:
            if self._draft is not None:
                kept = self._desk.change(self._draft, given, lines=lines, usual=self._usual, own=own)
            else:
                kept = self._desk.keep(
                    self._letter,
                    given,
                    currency=self._currency,
                    place=self._place,
                    today=session.today,
                    lines=lines,
                    usual=self._usual,
                    debt=self._debt.name if self._debt else "",
                    offer=self._offer,
                    own=own,
                )
        except InputProblems as faults:
            self._problems, self._step = {one.field: one.message for one in faults.problems}, FACTS
        except PlannerError as error:
            self._problem = error.message
        else:
            mine = {MY_NAME: str(self._values.get("my_name", "")), MY_ADDRESS: "\n".join(lines)}
            if any(session.settings.get(name, "") != value for name, value in mine.items()):
                session.change_settings(**mine)
            self._done = kept.row.entry
        return self.state()

    def _fields(self) -> tuple[Asked, ...]:
        assert self._letter is not None
        session = self._session
        values = {name: value for name, value in self._values.items() if isinstance(value, str)}
        specs = self._specs()
        look(self._cover, specs, values)
        return tuple(asked(session, spec, values, self._problems, self._currency, self._cover) for spec in specs)

    def _specs(self) -> list[Spec]:
        fields = self._letter.fields if self._letter else ()
        return [*_ME, *(self._spec(field) for field in fields if field.kind in _INPUTS)]

    def _spec(self, field: Field) -> Spec:
        label = Text(field.label[self._session.language])
        return Spec(field.id, label, _INPUTS[field.kind], None if field.required else Text("It may stay empty."))

    def _blanks(self) -> tuple[Blank, ...]:
        assert self._letter is not None
        session, language, out = self._session, self._session.language, []
        for field in self._letter.fields:
            fault = self._problems.get(field.id)
            error = session.fault(fault) if fault else ""
            label = field.label[language]
            if _is_one_sentence(field):
                (sentence,) = field.choices.values()
                out.append(Blank(field.id, label, (), bool(self._values.get(field.id)), sentence[language], error))
            elif field.kind == "choice":
                said = self._values.get(field.id, "")
                options = tuple((id_, words[language], id_ == said) for id_, words in field.choices.items())
                out.append(Blank(field.id, label, options, False, "", error))
            elif field.kind == "table":
                rows = self._values.get(field.id) or ()
                words = Text("{count} rows, from what you keep", {"count": str(len(rows))})
                under = session.say(words if rows else Text("Put in only what you want them to see."))
                out.append(Blank(field.id, label, (), bool(rows), under, error))
        return tuple(out)

    def _notice(self, one: Notice) -> NoticeState:
        say = self._session.say
        words = one.own or (say(one.words) if one.words else "")
        return NoticeState(
            _NOTICE_ICONS[one.concern],
            say(one.title),
            words,
            one.concern is Concern.ADMITS,
            one.concern is Concern.NOT_BOTH,
        )


def _is_one_sentence(field: Field) -> bool:
    """Whether a blank is one sentence that stands in the letter or not."""
    return field.kind == "choice" and not field.required and len(field.choices) == 1
