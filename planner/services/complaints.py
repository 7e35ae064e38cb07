"""Complaints of a household: to whom, about what, what to know before, and what became of them.

A complaint is an entry of the log: a draft may be changed, each time as another version; what was sent stays as it was
sent. What a person types for the paper alone (an identity number, a phone) is kept nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.errors import InputProblems, PlannerError, Problem, Text
from planner.evidence.forms import ACCEPTED, DESK, FINAL, SENT, Form, FormClock, every_form, forms_of
from planner.model.entry import DebtEntry
from planner.model.log_entry import COMPLAINT, LogRow
from planner.rules.findings import Outcome
from planner.services.complaint_story import Parties
from planner.services.log_entries import NoSuchEntry, entry_by_day, facts_of, same_again
from planner.store import log_reads

if TYPE_CHECKING:
    from planner.services.household import Household

__all__ = ["DESK", "Form", "Parties"]

MORE_ASKED = "more-asked"
ANSWERS = {
    ACCEPTED: Text("They accepted it"),
    MORE_ASKED: Text("They ask for more"),
    FINAL: Text("Their final answer came"),
}
"""What can come back, in words."""
PLAIN = ("story", "wanted", "tried", "effects", "to", "about", "issue", "sub_issue", "debt")
"""The words of a complaint that are kept."""
_LONGEST = 20_000


class NoSuchBody(PlannerError):
    """The place has no body of this name."""

    def __init__(self, said: str, place: str | None) -> None:
        known = ", ".join(form.id for form in forms_of(place))
        blanks = {"name": said[:40], "known": known}
        super().__init__(Text('There is no form for "{name}" in your place. There are: {known}.', blanks))


class ComplaintSent(PlannerError):
    """A complaint that was sent is not changed."""

    def __init__(self) -> None:
        super().__init__(Text("This complaint was sent, so it stays as it is. Write another one beside it."))


class Body(NamedTuple):
    """A body for this household. ``fits``: nothing that is known speaks against it."""

    form: Form
    fits: bool


class Suggestion(NamedTuple):
    """An issue of a form that the log points to, with how many contacts speak for it. The borrower chooses."""

    issue: str
    sub: str
    contacts: int


class Answer(NamedTuple):
    """What came back, and when."""

    what: str
    on: date
    note: str = ""


class Clock(NamedTuple):
    """A day that counts. ``on`` None: it starts when something comes that has not come yet; ``earliest``: it may be later."""

    id: str
    on: date | None
    who: str
    say: Mapping[str, str]
    start: str
    earliest: bool = False


class Complaint(NamedTuple):
    """A complaint as it stands; frozen once ``sent_on`` is there."""

    row: LogRow
    body: str
    words: Mapping[str, str]
    language: str
    entries: tuple[int, ...]
    written_on: date
    sent_on: date | None = None
    how: str = ""
    reference: str = ""
    answers: tuple[Answer, ...] = ()

    @property
    def form(self) -> Form | None:
        """The form it was written for; None where this Ashore has it no more."""
        return next((one for one in every_form() if one.key == self.body), None)

    @property
    def short(self) -> Mapping[str, str]:
        """What the body is called, by language."""
        form = self.form
        return form.short if form is not None else {"en": self.body, "zh": self.body}

    @property
    def is_answered(self) -> bool:
        """Whether a final answer came."""
        return any(one.what == FINAL for one in self.answers)

    @property
    def clocks(self) -> tuple[Clock, ...]:
        """The days that count now: theirs until a final answer came, mine after it."""
        form = self.form
        if form is None or self.sent_on is None:
            return ()
        starts = {SENT: self.sent_on, **{one.what: one.on for one in reversed(self.answers)}}
        return tuple(
            _clock(one, starts.get(one.start)) for one in form.clocks if (one.who == "you") == self.is_answered
        )


def _clock(one: FormClock, start: date | None) -> Clock:
    return Clock(one.id, one.day(start) if start else None, one.who, one.say, one.start, one.earliest)


def bodies_of(place: str | None, roles: Iterable[str] = ()) -> tuple[Body, ...]:
    """Return the bodies for a place, their own desk first. ``roles``: what kind of lender it is, as far as the log says."""
    known = {role for role in roles if role and role not in ("agency", "debt-buyer", "law-firm")}
    return tuple(
        Body(form, form.advised and not (form.lenders and known and not known & form.lenders))
        for form in forms_of(place)
    )


def find_body(said: str, place: str | None) -> Form:
    """Return the form of a body by its name, of the person's place before others; raises ``NoSuchBody``."""
    name = said.strip().lower().replace("-", "_")
    for form in (*forms_of(place), *every_form()):
        if name in (form.id, form.key) or name in form.also:
            return form
    raise NoSuchBody(said, place)


def is_elsewhere(form: Form, place: str | None) -> bool:
    """Return whether a body is of another place than the person's."""
    return form not in forms_of(place)


def surest(findings: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the findings that a complaint counts: where a rule is surely touched, not those that are only worth checking.

    A call on the minute of a limit is no second call outside it (guards.md 15).
    """
    sure = {one["rule"] for one in findings if one["outcome"] == Outcome.POSSIBLE_BREACH.value}
    return [one for one in findings if one["outcome"] == Outcome.POSSIBLE_BREACH.value or one["rule"] not in sure]


def suggestions(form: Form, extract: Mapping[str, Any], debts: Sequence[DebtEntry] = ()) -> list[Suggestion]:
    """Return the issues that the findings and confirmed words of an extract point to, what most contacts speak for first."""
    by_rule: dict[str, set[int]] = {}
    for one in surest(extract.get("findings") or ()):
        by_rule.setdefault(one["rule"], set()).update(one["contacts"])
    by_tactic: dict[str, set[int]] = {}
    facts: set[str] = {"not-me"} if any(debt.liable == "not-me" for debt in debts) else set()
    for entry in extract["entries"]:
        for tactic in entry["facts"].get("tactics", ()):
            by_tactic.setdefault(tactic, set()).add(entry["entry"])
        facts.add(str(entry["facts"].get("event", "")).partition(":")[0])
    found = []
    for issue in form.issues:
        for sub in issue.subs:
            contacts: set[int] = set()
            for name in sub.rules:
                contacts |= by_rule.get(name, set())
            for name in sub.tactics:
                contacts |= by_tactic.get(name, set())
            if contacts or sub.facts & facts:
                found.append(Suggestion(issue.label, sub.label, len(contacts)))
    return sorted(found, key=lambda one: -one.contacts)


class ComplaintDesk:
    """The complaints of an open household."""

    def __init__(self, household: Household) -> None:
        from planner.store import log

        self._store, self._household = log, household

    def all(self) -> list[Complaint]:
        """Return every complaint, the newest last."""

        def read(connection: Any) -> list[LogRow]:
            return log_reads.read_log(connection, (COMPLAINT,))

        return [complaint_in(row) for row in self._household.read(read)]

    def find(self, which: str) -> Complaint:
        """Return the complaint of this number; raises ``NoSuchEntry``."""
        for one in self.all():
            if str(one.row.entry) == which.strip():
                return one
        raise NoSuchEntry(which)

    def at_desk(self, *names: str) -> Complaint | None:
        """Return the newest complaint that went to the own desk of one of these; None where none did."""
        sent = [one for one in self.all() if one.sent_on is not None and one.body.endswith(f"/{DESK}")]
        return next((one for one in reversed(sent) if one.words.get("to") in names), None)

    def keep(
        self, form: Form, words: Mapping[str, str], *, language: str, today: date, entries: Sequence[int] = ()
    ) -> Complaint:
        """Keep a draft; raises ``InputProblems`` with every fault."""
        facts = _facts(form, words, language, today, entries)
        (number,) = self._store.add_entries(self._household.store, [entry_by_day(COMPLAINT, facts)])
        return self.find(str(number))

    def change(self, one: Complaint, words: Mapping[str, str], entries: Sequence[int] | None = None) -> Complaint:
        """Change a draft, and which contacts it is about; raises ``ComplaintSent`` for one that went out."""
        form = one.form
        if one.sent_on is not None:
            raise ComplaintSent
        if form is None:
            raise NoSuchBody(one.body, None)
        about = one.entries if entries is None else entries
        return self._write(one, _facts(form, words, one.language, one.written_on, about))

    def send(self, one: Complaint, on: date, how: str = "", reference: str = "") -> Complaint:
        """Say that it went out: from now on its words stay."""
        if one.sent_on is not None:
            raise ComplaintSent
        found = problems_of(one.form, one.words) if one.form is not None else []
        if on < one.written_on:
            found.append(Problem("on", Text("is before the day the complaint was written")))
        if found:
            raise InputProblems(found)
        more = {"how": how.strip()[:200], "reference": reference.strip()[:200]}
        facts = {**facts_of(one.row), "sent_on": on.isoformat()}
        return self._write(one, facts | {name: value for name, value in more.items() if value})

    def answer(self, one: Complaint, what: str, on: date, note: str = "", reference: str = "") -> Complaint:
        """Write down what came back."""
        found = []
        if what not in ANSWERS:
            blanks = {"text": what[:40], "known": ", ".join(ANSWERS)}
            found.append(Problem("what", Text('"{text}" is none of {known}', blanks)))
        if one.sent_on is None:
            found.append(Problem("on", Text("can be said once the complaint was sent")))
        elif on < one.sent_on:
            found.append(Problem("on", Text("is before the day the complaint was sent")))
        if found:
            raise InputProblems(found)
        answers = [*facts_of(one.row).get("answers", ()), {"what": what, "on": on.isoformat(), "note": note.strip()}]
        facts = {**facts_of(one.row), "answers": answers}
        return self._write(one, facts | ({"reference": reference.strip()[:200]} if reference.strip() else {}))

    def withdraw(self, one: Complaint) -> None:
        """Take a draft out of the list. One that was sent stays; raises ``ComplaintSent``."""
        if one.sent_on is not None:
            raise ComplaintSent
        self._store.add_version(
            self._household.store, one.row.entry, one.row.version, same_again(one.row), withdrawn=True
        )

    def _write(self, one: Complaint, facts: Mapping[str, Any]) -> Complaint:
        self._store.add_version(self._household.store, one.row.entry, one.row.version, entry_by_day(COMPLAINT, facts))
        return self.find(str(one.row.entry))


def problems_of(form: Form, words: Mapping[str, str], *, is_draft: bool = False) -> list[Problem]:
    """Return what keeps a complaint from being sent, or a draft from being kept: all at once."""
    found = []
    story = words.get("story", "")
    if not story.strip() and not is_draft:
        found.append(Problem("story", Text("is empty; write what happened, with days")))
    limit = form.narrative_limit
    if limit is not None and len(story) > limit:
        blanks = {"limit": f"{limit:,}", "count": f"{len(story):,}"}
        found.append(Problem("story", Text("has {count} characters; the form takes {limit}", blanks)))
    if not words.get("wanted", "").strip() and not is_draft:
        found.append(Problem("wanted", Text("is empty; write what you ask for")))
    found += [Problem(name, Text("is too long")) for name in PLAIN if len(words.get(name, "")) > _LONGEST]
    return found


def complaint_in(row: LogRow) -> Complaint:
    """Return a kept complaint."""
    facts = facts_of(row)
    sent = facts.get("sent_on")
    return Complaint(
        row,
        facts["body"],
        {name: facts[name] for name in PLAIN if name in facts},
        facts["language"],
        tuple(facts.get("entries", ())),
        date.fromisoformat(facts["due"]),
        date.fromisoformat(sent) if sent else None,
        facts.get("how", ""),
        facts.get("reference", ""),
        tuple(
            Answer(one["what"], date.fromisoformat(one["on"]), one.get("note", "")) for one in facts.get("answers", ())
        ),
    )


def _facts(form: Form, words: Mapping[str, str], language: str, today: date, entries: Sequence[int]) -> dict[str, Any]:
    found = problems_of(form, words, is_draft=True)
    if found:
        raise InputProblems(found)
    kept = {name: words[name].strip() for name in PLAIN if words.get(name, "").strip()}
    return {
        "due": today.isoformat(),
        "body": form.key,
        "form_seen_on": form.seen_on.isoformat(),
        "language": language,
        "entries": list(entries),
        **kept,
    }
