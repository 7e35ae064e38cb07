"""Longer questions, one a page: what is asked, how far it is, and leaving at any moment. Nothing is kept before the end."""

from __future__ import annotations

from typing import NamedTuple

from planner.errors import StoreError, Text
from planner.services.check_in_words import ABOUT, NAMES
from planner.services.check_ins import OLDER, READ_SELF, READ_TO_ME, YOUNGER, find_instrument
from ui.viewmodels.care import care_of
from ui.viewmodels.session import Session

_AGES = ((YOUNGER, Text("18 to 61")), (OLDER, Text("62 or older")), ("", Text("I'd rather not say")))
_READERS = (
    (READ_SELF, Text("I read and answered the questions myself")),
    (READ_TO_ME, Text("I read the questions to someone else and recorded their answers")),
)


class QuestionsState(NamedTuple):
    """One question. ``choices``: (id, words); ``chosen``: which was chosen before, "" for none.

    ``ours``: the words are our own translation; ``source``: where the official ones were read.
    """

    title: str
    about: str
    number: int
    length: int
    stem: str
    question: str
    choices: tuple[tuple[str, str], ...]
    chosen: str
    ours: str
    source: str
    problem: str
    done: int


class QuestionsViewModel:
    """Leads through an instrument in the person's language; the last answer keeps all of them."""

    def __init__(self, session: Session, kind: str) -> None:
        self._session = session
        self._kind = kind
        instrument = find_instrument(kind)
        wording = instrument.wording(session.language) if instrument else None
        if instrument is None or wording is None:
            raise StoreError(Text("These questions are not there in this language."))
        self._instrument, self._wording = instrument, wording
        self._answers: list[str] = []
        self._at = 0
        self._problem: Text | None = None
        self._done = 0

    @property
    def _extra(self) -> tuple[tuple[Text, tuple[tuple[str, Text], ...]], ...]:
        """Return what the table of an official wording asks beside its questions."""
        if not self._instrument.tables or not self._wording.official:
            return ()
        return (
            (Text("Who read the questions? It changes the scoring."), _READERS),
            (Text("Your age changes the scoring too."), _AGES),
        )

    def state(self) -> QuestionsState:
        """Return the question that stands now."""
        session, say, wording, at = self._session, self._session.say, self._wording, self._at
        length = len(wording.items)
        if at < length:
            stem, question = wording.stems[at], wording.items[at]
            choices = tuple((str(place), words) for place, words in enumerate(wording.choices[at]))
        else:
            asked, named = self._extra[at - length]
            stem, question = "", say(asked)
            choices = tuple((id_, say(words)) for id_, words in named)
        note = Text(
            "There is no right answer. These are our own words for an English form, so there is no score: compare only with yourself."
        )
        source = Text(
            "There is no right answer, and you can stop at any question. They are asked word for word as in {document}, read on {day}, and free for everyone to use.",
            {"day": session.day(wording.seen_on), "document": wording.document},
        )
        return QuestionsState(
            title=say(NAMES[self._kind]),
            about=say(ABOUT[self._kind]),
            number=at + 1,
            length=length + len(self._extra),
            stem=stem,
            question=question,
            choices=choices,
            chosen=self._answers[at] if at < len(self._answers) else "none",
            ours="" if wording.official else say(note),
            source=say(source) if wording.official else "",
            problem=say(self._problem) if self._problem else "",
            done=self._done,
        )

    def choose(self, choice: str) -> QuestionsState:
        """Take an answer and go on; after the last one all are kept."""
        self._problem = None
        self._answers[self._at : self._at + 1] = [choice]
        if self._at + 1 < len(self._wording.items) + len(self._extra):
            self._at += 1
        else:
            self._keep()
        return self.state()

    def back(self) -> QuestionsState | None:
        """Go back one question; None where this is the first."""
        if self._at == 0:
            return None
        self._at -= 1
        return self.state()

    def rest(self) -> None:
        """Leave them for as long as an answer would: nothing given so far is kept."""
        care = care_of(self._session).check_ins
        if care is not None:
            care.skip(self._kind, self._session.today)

    def _keep(self) -> None:
        session, length = self._session, len(self._wording.items)
        care = care_of(session)
        try:
            if care.check_ins is None:
                raise StoreError(care.why or Text("Check-ins are off."))
            done = care.check_ins.answer(
                self._kind,
                [int(answer) for answer in self._answers[:length]],
                now=session.now(),
                today=session.today,
                language=session.language,
                how=" ".join(self._answers[length:]).strip(),
            )
        except StoreError as error:
            self._problem = error.message
        else:
            self._done = done.id
