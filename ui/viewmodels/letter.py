"""One letter: read in the recipient's language and in yours, saved as a file, and frozen once it is marked as sent."""

from __future__ import annotations

from typing import NamedTuple

from planner.dates import parse_day
from planner.errors import InputProblems, PlannerError, Text
from planner.letters.printed import NoDocx
from planner.money import BadValue
from planner.services.letters import HOWS, KeptLetter, LetterDesk, as_file
from planner.services.log_entries import NoSuchEntry
from ui.viewmodels.form import Asked, Spec, asked, summary
from ui.viewmodels.letter_words import LANGUAGES, Sheet, sheet_of
from ui.viewmodels.offer import HOW_WORDS
from ui.viewmodels.saving import save
from ui.viewmodels.session import Session

_ON = Spec("on", Text("The day it went out"), "day")
_PROOF = Spec("proof", Text("Tracking number, or where the receipt is"), "text", Text("It can be added later."))
SEND, PROOF = "send", "proof"


class LetterState(NamedTuple):
    """The page. ``languages``: (id, words) to read it in; ``sheet``: what is asked just now, "" for nothing."""

    gone: bool
    title: str
    sent: bool
    chip: tuple[str, str, str]
    how: str
    careful: str
    languages: tuple[tuple[str, str], ...]
    language: str
    page: Sheet
    sheet: str
    hows: tuple[tuple[str, str], ...]
    how_chosen: str
    fields: tuple[Asked, ...]
    summary: str
    rests_on: tuple[str, ...]
    review: str
    kit: bool
    said: str
    problem: str
    undo: str


_NOTHING = Sheet((), "", (), ())
KIT_FOR = ("hardship", "hardship-notice", "ask-plan", "card-instalments", "pro-rata-offer", "token-offer")
"""Letters that the hardship evidence belongs to."""


class LetterViewModel:
    """Shows a letter and what may be done with it."""

    def __init__(self, session: Session, entry: int) -> None:
        self._session, self._id = session, entry
        self._desk = LetterDesk(session.household)
        self._language = ""
        self._sheet = ""
        self._how = HOWS[0]
        self._cells: dict[str, str] = {}
        self._problems: dict[str, Text] = {}
        self._problem: Text | None = None
        self._said = ""
        self._gone: KeptLetter | None = None

    def state(self) -> LetterState:
        """Return the page as it stands."""
        session, say = self._session, self._session.say
        kept = self._kept()
        if kept is None:
            undo = say(Text("The draft is taken out")) if self._gone else ""
            return LetterState(
                True,
                say(Text("Letters")),
                False,
                ("neutral", "", ""),
                "",
                "",
                (),
                "",
                _NOTHING,
                "",
                (),
                "",
                (),
                "",
                (),
                "",
                False,
                "",
                "",
                undo,
            )
        order = dict.fromkeys((kept.language, session.language, *kept.texts))
        languages = [one for one in order if one in kept.texts]
        language = self._language if self._language in languages else languages[0]
        chip = ("neutral", "write", say(Text("draft")))
        if kept.sent_on is not None:
            chip = ("soft", "sent", say(Text("sent {day}", {"day": session.short_day(kept.sent_on)})))
        specs = {SEND: (_ON, _PROOF), PROOF: (_PROOF,)}.get(self._sheet, ())
        return LetterState(
            gone=False,
            title=kept.title.get(session.language) or kept.kind,
            sent=kept.sent_on is not None,
            chip=chip,
            how=session.join(say(HOW_WORDS[kept.how]) if kept.how in HOW_WORDS else "", kept.proof),
            careful=self._wording(kept),
            languages=tuple((one, self._name(one, kept)) for one in languages) if len(languages) > 1 else (),
            language=language,
            page=sheet_of(session, kept.texts[language]),
            sheet=self._sheet,
            hows=tuple((id_, say(words)) for id_, words in HOW_WORDS.items()),
            how_chosen=self._how,
            fields=tuple(asked(session, spec, self._cells, self._problems) for spec in specs),
            summary=summary(session, self._problems, specs),
            rests_on=self._rests_on(kept),
            review=self._review(kept),
            kit=kept.kind in KIT_FOR,
            said=self._said,
            problem=say(self._problem) if self._problem else "",
            undo="",
        )

    def read_in(self, language: str) -> LetterState:
        """Read it in another language."""
        self._language = language
        return self.state()

    def save(self, form: str) -> LetterState:
        """Save it as ``pdf``, ``docx`` or ``txt`` in the language that is shown."""
        session, kept = self._session, self._kept()
        self._problem, self._said = None, ""
        if kept is None:
            return self.state()
        text = kept.texts[self.state().language]
        try:
            data = as_file(text, form, american=kept.place.startswith("united_states") or self._is_american(kept))
        except NoDocx as error:
            self._problem = error.message
            return self.state()
        self._said = save(session, f"letter-{kept.written_on.isoformat()}", form, data).words
        return self.state()

    def open(self, sheet: str) -> LetterState:
        """Open the sheet that asks when and how it went out; "" closes it."""
        self._sheet, self._problems, self._problem = sheet, {}, None
        kept = self._kept()
        self._cells = {"on": self._session.today.isoformat(), "proof": kept.proof if kept else ""}
        return self.state()

    def choose_how(self, how: str) -> LetterState:
        """Choose how it went out."""
        self._how = how
        return self.state()

    def type(self, column: str, text: str) -> LetterState:
        """Take what was typed."""
        self._cells[column] = text
        self._problems.pop(column, None)
        return self.state()

    def send(self) -> LetterState:
        """Say that it went out: its words stay from now on; an offer in it counts as sent."""
        kept, session = self._kept(), self._session
        if kept is None:
            return self.state()
        try:
            on = parse_day(self._cells.get("on", ""))
        except BadValue as bad:
            self._problems = {"on": bad.message}
            return self.state()
        if on > session.today:
            self._problems = {"on": Text("is still to come; mark it once it is out")}
            return self.state()
        try:
            self._desk.send(kept, on, self._how, self._cells.get("proof", ""))
        except InputProblems as faults:
            self._problems = {problem.field: problem.message for problem in faults.problems}
            return self.state()
        except PlannerError as error:
            self._problem = error.message
            return self.state()
        return self.open("")

    def add_proof(self) -> LetterState:
        """Add the proof of posting; the words stay."""
        kept = self._kept()
        if kept is not None:
            try:
                self._desk.add_proof(kept, self._cells.get("proof", ""))
            except PlannerError as error:
                self._problem = error.message
                return self.state()
        return self.open("")

    def remove(self) -> LetterState:
        """Take a draft out of the list; it can be put back."""
        kept = self._kept()
        if kept is not None:
            try:
                self._desk.withdraw(kept)
                self._gone = kept
            except PlannerError as error:
                self._problem = error.message
        return self.state()

    def put_back(self) -> LetterState:
        """Put the draft back."""
        if self._gone is not None:
            self._desk.put_back(self._gone)
            self._gone = None
        return self.state()

    def let_go(self) -> LetterState:
        """Let the offer to undo go."""
        self._gone = None
        return self.state()

    # Its parts

    def _kept(self) -> KeptLetter | None:
        try:
            return self._desk.find(str(self._id))
        except NoSuchEntry:
            return None

    def _is_american(self, kept: KeptLetter) -> bool:
        return kept.place == "any" and (self._session.jurisdiction or "").startswith("united_states")

    def _name(self, language: str, kept: KeptLetter) -> str:
        say, mine = self._session.say, self._session.language
        if kept.language == mine:
            return say(LANGUAGES[language])
        words = Text("{language}, theirs") if language == kept.language else Text("{language}, yours")
        return say(Text(words.id, {"language": LANGUAGES[language]}))

    def _wording(self, kept: KeptLetter) -> str:
        from planner.letters.catalogue import all_letters

        letter = next((one for one in all_letters() if (one.id, one.place) == (kept.kind, kept.place)), None)
        if letter is None or not letter.has_usual:
            return ""
        careful = Text("Careful wording: it asks without calling the debt yours.")
        return self._session.say(careful if kept.careful else Text("Usual wording: it names the debt as yours."))

    def _rests_on(self, kept: KeptLetter) -> tuple[str, ...]:
        from planner.letters.catalogue import all_letters

        session = self._session
        letter = next((one for one in all_letters() if (one.id, one.place) == (kept.kind, kept.place)), None)
        return tuple(
            session.join(
                one.instrument, one.article, session.say(Text("read on {day}", {"day": session.day(one.seen_on)}))
            )
            for one in (letter.references if letter else ())
        )

    def _review(self, kept: KeptLetter) -> str:
        blanks = {"number": str(kept.version)}
        return self._session.say(
            Text(
                "Version {number} of this letter, not read by a lawyer yet. Information, not legal advice. Free legal aid can read it with you.",
                blanks,
            )
        )
