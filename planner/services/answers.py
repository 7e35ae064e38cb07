"""Answers of the borrower to the questions of the rules: kept like the log, each change a version beside the first.

What an answer holds for hangs on the question: the place, a debt, a collector, or one contact. ``unknown`` is an answer too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.canonical import canonical
from planner.errors import InputProblems, Problem, Text
from planner.model.log_entry import ANSWER, CONTACT, LogRow, NewEntry
from planner.money import BadValue
from planner.rules.facts import Answer, Contact, Log
from planner.rules.questions import QuestionForm, every_question, question_form
from planner.services.log_entries import NoSuchEntry, facts_of
from planner.services.log_facts import contact_of
from planner.store import log_reads

if TYPE_CHECKING:
    from planner.services.household import Household

__all__ = [
    "NO",
    "UNKNOWN",
    "YES",
    "Answers",
    "Given",
    "Known",
    "QuestionForm",
    "question_form",
    "read_answer",
    "values_of",
]

YES, NO, UNKNOWN = "yes", "no", "unknown"


class Given(NamedTuple):
    """An answer as it stands. ``collector``, ``debts``, ``contact``: what it holds for, as in ``Answer``."""

    row: LogRow
    question: str
    value: str
    collector: str
    debts: tuple[str, ...] | None
    contact: int | None

    @property
    def scope(self) -> tuple[str, str, tuple[str, ...] | None, int | None]:
        """What must be the same for another answer to take its place."""
        return self.question, self.collector, self.debts, self.contact


class Known(NamedTuple):
    """What was answered, as the rules look at it: for every contact, and for some."""

    known: tuple[tuple[str, bool], ...] = ()
    answers: tuple[Answer, ...] = ()


class Answers:
    """The answers of an open household."""

    def __init__(self, household: Household) -> None:
        from planner.store import log

        self._store, self._household = log, household

    def give(self, question: str, value: str, *, contact: int | None = None, collector: str = "") -> Given:
        """Keep an answer. What it holds for is taken from the ``contact`` at which it was asked, as the question is about it.

        Without a contact it holds for the place, or for all that a ``collector`` does. Raises ``InputProblems``, or
        ``NoSuchEntry`` where there is no such contact.
        """
        form, found = _checked(question, value)
        about = None if contact is None else self._contact(contact)
        if form is not None and form.about != "place" and about is None and (form.about == "contact" or not collector):
            found.append(Problem("contact", Text("is missing; say at which contact the question stands")))
        if found or form is None:
            raise InputProblems(found)
        facts: dict[str, Any] = {"question": form.id, "value": value.strip().lower(), **_scope(form, about, collector)}
        new = _entry(facts)
        before = next((one for one in self.all() if one.scope == _given(facts, _NO_ROW).scope), None)
        if before is None:
            (number,) = self._store.add_entries(self._household.store, [new])
        else:
            number = before.row.entry
            self._store.add_version(self._household.store, number, before.row.version, new)
        return next(one for one in self.all() if one.row.entry == number)

    def take_back(self, given: Given) -> None:
        """Take an answer back: the question is open again. It stays written."""
        new = _entry(facts_of(given.row))
        self._store.add_version(self._household.store, given.row.entry, given.row.version, new, withdrawn=True)

    def all(self) -> list[Given]:
        """Return every answer as it stands, the earliest first."""
        return [_given(facts_of(row), row) for row in self._read((ANSWER,))]

    def of(self, contact: int | None = None) -> Mapping[str, str]:
        """Return the answers that hold for a contact, by question: ``yes``, ``no``, ``unknown`` or the id of a choice.

        Without a contact: those that hold for the place.
        """
        about = None if contact is None else self._contact(contact)
        held = [one for one in self.all() if (_is_for_all(one) if about is None else _holds(one, about))]
        return {one.question: one.value for one in sorted(held, key=_how_particular)}

    def known(self) -> Known:
        """Return what was answered, as the rules look at it."""
        known: list[tuple[str, bool]] = []
        answers: list[Answer] = []
        for one in self.all():
            for question, said in _settled(question_form(one.question), one.value).items():
                if _is_for_all(one):
                    known.append((question, said))
                else:
                    answers.append(Answer(question, said, one.collector, one.debts, one.contact))
        return Known(tuple(known), tuple(answers))

    def _contact(self, number: int) -> Contact:
        rows = self._read((CONTACT,), entry=number, withdrawn=True)
        if not rows:
            raise NoSuchEntry(str(number))
        return contact_of(rows[0])

    def _read(self, kinds: tuple[str, ...], **which: Any) -> list[LogRow]:
        def read(connection: Any) -> list[LogRow]:
            rows: list[LogRow] = log_reads.read_log(connection, kinds, **which)
            return rows

        return self._household.read(read)


_NO_ROW = LogRow(0, 0, ANSWER, "", "")


def values_of(form: QuestionForm) -> tuple[str, ...]:
    """Return what may be answered to a question; nothing where a part of the contact is filled in instead."""
    if form.choices:
        return (*(choice.id for choice in form.choices), UNKNOWN)
    return (YES, NO, UNKNOWN) if form.is_yes_or_no else ()


def read_answer(text: str) -> Known:
    """Return what ``uk.authorised=yes``, or ``uk.authorised@North Star=yes`` of one collector, says; raises ``BadValue``."""
    said, equals, value = text.rpartition("=")
    question, _, collector = said.partition("@")
    if not equals:
        raise BadValue(Text('"{text}" needs a question and an answer, like uk.authorised=yes', {"text": text[:40]}))
    form, found = _checked(question, value)
    if found or form is None:
        raise BadValue(found[0].message)
    settled = _settled(form, value.strip().lower())
    if collector.strip():
        return Known(answers=tuple(Answer(id_, yes, collector.strip()) for id_, yes in settled.items()))
    return Known(known=tuple(settled.items()))


def with_answers(log: Log, given: Iterable[Known]) -> Log:
    """Return a log in which ``given`` answers go before its own."""
    for one in given:
        log = log._replace(known=(*one.known, *log.known), answers=(*one.answers, *log.answers))
    return log


def _checked(question: str, value: str) -> tuple[QuestionForm | None, list[Problem]]:
    """Return how a question is asked, and what is wrong with it or its answer."""
    try:
        form = question_form(question.strip())
    except KeyError:
        known = ", ".join(id_ for id_ in every_question() if values_of(question_form(id_)))
        blanks = {"question": question.strip()[:40], "known": known}
        return None, [Problem("question", Text('"{question}" is not asked; there are: {known}', blanks))]
    values = values_of(form)
    if not values:
        words = Text("has no yes or no; fill it in at the contact itself")
        return form, [Problem(form.id, words)]
    if value.strip().lower() not in values:
        blanks = {"said": value.strip()[:40], "known": ", ".join(values)}
        return form, [Problem(form.id, Text('"{said}" is no answer to it; it is one of: {known}', blanks))]
    return form, []


def _scope(form: QuestionForm, about: Contact | None, collector: str) -> dict[str, Any]:
    """Return what an answer holds for. A contact of nobody known, without a debt, is the only one that its answer is about."""
    if form.about == "place":
        return {}
    if about is None:
        return {"collector": collector}
    if form.about == "debt" and about.debts:
        return {"debts": sorted(about.debts)}
    if form.about != "contact" and about.collector:
        return {"collector": about.collector, **({"debts": []} if form.about == "debt" else {})}
    return {"contact": about.row}


def _settled(form: QuestionForm, value: str) -> dict[str, bool]:
    """Return what an answer says of the questions of the rules; nothing where it is that nobody knows."""
    for choice in form.choices:
        if choice.id == value:
            return dict(choice.settles)
    return {form.id: value == YES} if value in (YES, NO) else {}


def _given(facts: Mapping[str, Any], row: LogRow) -> Given:
    debts = facts.get("debts")
    held = None if debts is None else tuple(debts)
    return Given(row, facts["question"], facts["value"], facts.get("collector", ""), held, facts.get("contact"))


def _entry(facts: Mapping[str, Any]) -> NewEntry:
    now = datetime.now(UTC)
    at = now.isoformat(timespec="seconds")
    return NewEntry(ANSWER, canonical({**facts, "at": at}), now.date(), at, facts.get("collector", ""))


def _holds(one: Given, contact: Contact) -> bool:
    return Answer(one.question, True, one.collector, one.debts, one.contact).concerns(contact)


def _is_for_all(one: Given) -> bool:
    return not one.collector and one.debts is None and one.contact is None


def _how_particular(one: Given) -> tuple[bool, bool, bool]:
    return one.contact is not None, one.debts is not None, bool(one.collector)
