"""One contact: what is written of it, what the rules say with all it rests on, and what is open, to be answered in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.errors import InputProblems, PlannerError, Text
from planner.rules.findings import WHO, Finding, Outcome
from planner.rules.law import BINDS_NOBODY
from planner.services.answers import NO, UNKNOWN, YES, Answers, question_form, values_of
from planner.services.calm_answers import calm_answer
from planner.services.checking import FoundRule, why_only
from planner.services.contact_words import CONFIDENCES, FOUND, LEFT_OUT, PURPOSES, ROLES, STRENGTHS, TACTICS, spaced
from planner.services.contacts import LogRow, facts_of
from planner.services.finding_groups import group_findings
from planner.services.log_facts import contact_of
from planner.services.sounds_like import say_of, sounds_like
from planner.services.week_counts import is_counted
from ui.viewmodels.contacts import SOFTLY, how_of, icon_of, no_place, time_of, title_of, when_of, who_of
from ui.viewmodels.saved_contact import SAYS, Suggestion
from ui.viewmodels.session import Session
from ui.viewmodels.versions import VersionState, versions_of
from ui.viewmodels.whole_words import begun, question_and_rest

if TYPE_CHECKING:
    from planner.services.log_checks import CheckedEntry

WHAT_IT_IS = {
    "crime": Text("Whether it is grave enough, only the police and the courts say."),
    "presumption": Text("The collector may argue against that."),
    "standard": Text("Recommended; not binding by itself."),
    "self-discipline": Text("Not a law; it supports a complaint."),
    "guideline": Text("Not a law itself; it shows how the law is read."),
}
SAID = {YES: Text("Yes"), NO: Text("No"), UNKNOWN: Text("I don't know")}
FILLED = {
    "collector": Text("Write down who it was"),
    "role": Text("Say what they are"),
    "at": Text("Write down the time"),
}
BLOCKS = 12


class FindingState(NamedTuple):
    """One finding, said. ``facts``: (label, value) – strength, source, on what it rests, what was left out and why.

    ``times``: when the counted ones were, (time, whether it is one too many), where all are of one day; ``why_only``: why it is worth checking and no more; ``also``: other documents that say the same, how strong each is;
    ``week_to``: the last of the seven days in which it can be seen how the rule counts, None where it cannot; ``is_marked``:
    it has its chip; not while nobody knows whose number it was (guard 15); ``is_soft``: the rule binds nobody by itself.
    ``for_complaint``: a complaint can be about it; ``asks_first``: it speaks of a crime and hangs on a question, which is asked before it.
    """

    outcome: str
    word: str
    title: str
    message: str
    facts: tuple[tuple[str, str], ...]
    times: tuple[tuple[str, bool], ...]
    why_only: str
    also: tuple[str, ...]
    week_to: date | None
    is_marked: bool = True
    is_soft: bool = False
    for_complaint: bool = False
    asks_first: bool = False


class QuestionState(NamedTuple):
    """An open question: (answer, words, whether it was given), or what is to be filled in at the contact instead.

    ``about``: what stands behind the question itself, such as where the answer can be found.
    """

    id: str
    words: str
    answers: tuple[tuple[str, str, bool], ...]
    fill: str
    about: str = ""


class ContactState(NamedTuple):
    """The page. ``facts``: (label, value). ``words`` stay folded until they are asked for (guard 20); ``calm``: what to say next time.

    ``nothing``: said where no rule was touched, empty before the rules were asked; ``entry``: its number and versions;
    ``again``: said where it repeats the entry ``same_as`` and is not counted, empty elsewhere.
    """

    title: str
    icon: str
    who: str
    how: str
    when: str
    facts: tuple[tuple[str, str], ...]
    words: str
    findings: tuple[FindingState, ...]
    calm: str
    questions: tuple[QuestionState, ...]
    suggestions: tuple[Suggestion, ...]
    says: tuple[tuple[str, str], ...]
    tactics: tuple[tuple[str, str], ...]
    nothing: str
    entry: str
    versions: tuple[VersionState, ...]
    undo: str
    problem: str
    gone: bool
    again: str = ""
    same_as: int = 0


class ContactViewModel:
    """Shows an entry; keeps answers; takes it out of the log, and puts it back."""

    def __init__(self, session: Session, entry: int) -> None:
        self._session, self._log = session, session.contact_log
        self._entry = entry
        self._checked: CheckedEntry | None = None
        self._same_as: int | None = None
        self._withdrawn: LogRow | None = None
        self._problem: Text | None = None
        self._facts_of: dict[int, dict[str, Any]] = {}
        self._answered: dict[str, str] = {}
        self._asked_first: set[str] = set()

    def state(self) -> ContactState:
        """Return the page as it stands."""
        session, say = self._session, self._session.say
        row = self._log.find(self._entry)
        facts = facts_of(row)
        versions = versions_of(session, self._log.versions(self._entry)) if row.version > 1 else ()
        return ContactState(
            title=title_of(session, facts),
            icon=icon_of(facts),
            who=who_of(session, facts),
            how=how_of(session, facts),
            when=when_of(session, facts),
            facts=tuple(self._facts(facts)),
            words=session.quote(facts.get("said", "")),
            findings=self._findings(),
            calm=self._calm(row),
            questions=self._questions(),
            suggestions=self._suggestions(row),
            says=tuple((id_, say(words)) for id_, words in SAYS.items()),
            tactics=tuple((id_, begun(say(TACTICS[id_]))) for id_ in facts.get("tactics", ()) if id_ in TACTICS),
            nothing=self._nothing(row),
            entry=say(Text("Entry {number}", {"number": str(row.entry)})),
            versions=versions,
            undo=say(Text("Taken out of the log. It stays written.")) if self._withdrawn else "",
            problem=say(self._problem) if self._problem else "",
            gone=bool(row.withdrawn),
            again="" if row.withdrawn else self._again(),
            same_as=self._same_as or 0,
        )

    # The rules

    def look(self) -> ContactState:
        """Take what the rules say where that is known, or can be found quickly."""
        place, row = self._session.jurisdiction, self._log.find(self._entry)
        self._same_as = self._log.same_as(row)
        if place is not None:
            found = self._session.checks.check_entry(row, place)
            self._checked = found or self._checked
            self._facts_of.clear()
        return self.state()

    def check(self) -> Callable[..., object] | None:
        """Return the work that asks the rules about the whole log; None where there are none for the place."""
        place, checks = self._session.jurisdiction, self._session.checks
        return None if place is None else lambda *_: checks.check(place)

    # What can be done

    def answer(self, question: str, value: str) -> ContactState:
        """Keep an answer; ``unknown`` is one."""
        try:
            Answers(self._session.household).give(question, value, contact=self._entry)
        except PlannerError as error:
            self._problem = error.message
        else:
            self._problem = None
            self._answered[question] = value
        return self.state()

    def say(self, tactic: str, answer: str) -> ContactState:
        """Say whether they said it: only a yes counts; none is asked again."""
        try:
            say_of(self._log, self._log.find(self._entry), tactic, answer, self._session.now())
        except InputProblems as faults:
            self._problem = faults.problems[0].message
        except PlannerError as error:
            self._problem = error.message
        else:
            self._problem = None
        return self.look()

    def withdraw(self) -> ContactState:
        """Take it out of the log. Raises ``StoreError``."""
        self._log.withdraw(self._log.find(self._entry))
        self._withdrawn = self._log.find(self._entry)
        return self.state()

    def undo(self) -> ContactState:
        """Put it back."""
        if self._withdrawn is not None:
            self._log.bring_back(self._log.find(self._entry))
        return self.forget_undo()

    def forget_undo(self) -> ContactState:
        """Let the offer go."""
        self._withdrawn = None
        return self.state()

    # How it is said

    def _facts(self, facts: dict[str, Any]) -> list[tuple[str, str]]:
        say, session = self._session.say, self._session
        get = facts.get
        found = [
            (say(Text("What they are")), begun(say(ROLES[facts["role"]])) if get("role") else ""),
            (say(Text("The lender behind them")), get("principal", "")),
            (say(Text("Their number or address")), spaced(get("number", ""))),
            (say(Text("Name of who spoke")), session.join(get("agent_name", ""), get("staff_number", ""))),
            (say(Text("About")), session.join(*get("debt", ())) if isinstance(get("debt"), list) else get("debt", "")),
            (say(Text("What for")), begun(say(PURPOSES[facts["purpose"]])) if get("purpose") else ""),
            (say(Text("Who else heard it")), get("witness", "")),
        ]
        return [(label, value) for label, value in found if value]

    def _findings(self) -> tuple[FindingState, ...]:
        if self._checked is None:
            return ()
        found = self._checked.in_words(self._session.language)
        return tuple(self._finding(one, also) for one, also in group_findings(found, of_one_contact=True))

    def _calm(self, row: LogRow) -> str:
        if "event" in facts_of(row):
            return ""
        return calm_answer(contact_of(row), self._checked.findings if self._checked else (), self._session.language)

    def _finding(self, one: FoundRule, also: Sequence[FoundRule]) -> FindingState:
        say, finding, rule = self._session.say, one.finding, one.rule
        what = say(WHAT_IT_IS[rule.strength]) if rule.strength in WHAT_IT_IS else ""
        strength = begun(say(STRENGTHS[rule.strength]))
        if what and not one.message.endswith(what[1:]):  # some sentences of the law files end with it
            strength = f"{strength}. {what}"
        if self._session.language == "zh":
            strength = strength.replace(". ", "。")
        read, day = begun(say(CONFIDENCES[rule.confidence])), self._session.day(rule.verified_on)
        facts = [
            (say(Text("Strength")), strength),
            (say(Text("From")), one.citation),
            (say(Text("Source")), say(Text("{source}. Checked {day}.", {"source": read, "day": day}))),
        ]
        if rule.strength == "crime" and finding.questions:
            self._asked_first.add(rule.id)  # once answered it stays in its place
        times = self._blocks(finding)
        if finding.counted:
            blanks = {"count": str(len(finding.counted)), "contacts": self._times(finding.counted)}
            facts.append((say(Text("Rests on")), say(Text("{count} counted: {contacts}.", blanks))))
        if finding.left_out:
            facts.append((say(Text("Left out")), self._left_out(finding)))
        return FindingState(
            finding.outcome.value,
            self._word(finding.outcome, rule.strength),
            one.title,
            one.message,
            tuple(facts),
            times,
            self._why_only(one),
            tuple(map(self._also, also)),
            finding.window[1] if finding.window and is_counted(rule.id) else None,
            is_marked=not finding.is_of_nobody_known,
            is_soft=rule.strength in BINDS_NOBODY,
            for_complaint=finding.outcome in (Outcome.POSSIBLE_BREACH, Outcome.WORTH_CHECKING),
            asks_first=rule.id in self._asked_first,
        )

    def _word(self, outcome: Outcome, strength: str) -> str:
        """Return the word of the chip; where a possible breach is not red, as the rule binds nobody, it says why."""
        say = self._session.say
        word = say(FOUND[outcome.value])
        soft = outcome is Outcome.POSSIBLE_BREACH and strength in BINDS_NOBODY
        return self._session.join(word, say(SOFTLY[strength])) if soft else word

    def _also(self, one: FoundRule) -> str:
        """Say where else the same is said, and how strong that is."""
        blanks: dict[str, str | Text] = {
            "citation": one.citation,
            "strength": STRENGTHS[one.rule.strength],
            "found": FOUND[one.finding.outcome.value],
        }
        return self._session.say(Text("Also said in {citation}: {strength}; {found}.", blanks))

    def _blocks(self, finding: Finding) -> tuple[tuple[str, bool], ...]:
        """Return the times of what was counted, to be seen as blocks, where all of it is of one day."""
        if not 1 < len(finding.counted) <= BLOCKS:
            return ()
        known = [self._known(row) for row in finding.counted]
        if len({facts["at"][:10] for facts in known}) > 1 or not all(time_of(self._session, facts) for facts in known):
            return ()
        over = set(finding.contacts)
        return tuple(
            (time_of(self._session, facts), row in over) for row, facts in zip(finding.counted, known, strict=True)
        )

    def _left_out(self, finding: Finding) -> str:
        """Return the times by reason, a line each."""
        say, said = self._session.say, []
        for why in dict.fromkeys(left.why for left in finding.left_out):
            rows = [left.row for left in finding.left_out if left.why == why]
            said.append(say(Text("{title}: {words}", {"title": begun(say(LEFT_OUT[why])), "words": self._times(rows)})))
        return "\n".join(said)

    def _why_only(self, one: FoundRule) -> str:
        if one.finding.is_of_nobody_known:
            return question_form(WHO).words[self._session.language]
        why = why_only(one)
        return self._session.say(why) if why else ""

    def _questions(self) -> tuple[QuestionState, ...]:
        if self._checked is None:
            return ()
        open_ = [question_form(question.id).asked_as or question.id for question in self._checked.questions]
        given = Answers(self._session.household).of(self._entry) if open_ or self._answered else {}
        # Who is bound is asked first (guard 15): what an answer to that may settle waits for it.
        first = [form for id_ in open_ if (form := question_form(id_)).choices and id_ not in given]
        waits = {settled for form in first for choice in form.choices for settled in choice.settles}
        # What was just answered stays on the page, so that it can be answered otherwise.
        ids = dict.fromkeys((*self._answered, *(id_ for id_ in open_ if id_ not in waits)))
        return tuple(one for id_ in ids if (one := self._question(id_, given.get(id_, ""))) is not None)

    def _question(self, id_: str, given: str) -> QuestionState | None:
        language, say, form = self._session.language, self._session.say, question_form(id_)
        words, about = question_and_rest(form.words[language])
        values = values_of(form)
        if values:
            named = {choice.id: choice.words[language] for choice in form.choices}
            if language in form.said:
                named |= zip((YES, NO), form.said[language], strict=True)
            answers = tuple((value, named.get(value) or say(SAID[value]), value == given) for value in values)
            return QuestionState(id_, words, answers, "", about)
        if form.fill == "tactics":
            return None  # asked with the words themselves
        return QuestionState(id_, words, (), say(FILLED.get(form.fill, Text("Correct a fact"))), about)

    def _suggestions(self, row: LogRow) -> tuple[Suggestion, ...]:
        say = self._session.say
        return tuple(
            Suggestion(
                one.tactic,
                begun(say(TACTICS[one.tactic])),
                self._session.quote(one.words),
                say(one.note) if one.note else "",
            )
            for one in sounds_like(row)
        )

    def _nothing(self, row: LogRow) -> str:
        session = self._session
        if session.jurisdiction is None:
            return session.say(no_place(session))
        if self._checked is None or self._checked.findings or "event" in facts_of(row):
            return ""
        return session.say(
            Text(
                "Nothing found. This is no verdict: no rule of your place that Ashore knows was touched by what is written here."
            )
        )

    def _again(self) -> str:
        """Say that it is not counted, as another entry says just the same, and what to do if it was another contact."""
        if self._same_as is None:
            return ""
        words = Text(
            "This looks like the same contact as entry {entry}, so the two are counted once. If it was another one, "
            "change its time; a few seconds are enough.",
            {"entry": str(self._same_as)},
        )
        return self._session.say(words)

    def _known(self, row: int) -> dict[str, Any]:
        if row not in self._facts_of:
            self._facts_of[row] = facts_of(self._log.find(row))
        return self._facts_of[row]

    def _times(self, rows: Sequence[int]) -> str:
        """Return when other entries were, by day: all that is needed to look them up and count again."""
        session, days = self._session, dict[date, list[str]]()
        for row in rows:
            facts = self._known(row)
            days.setdefault(datetime.fromisoformat(facts["at"]).date(), []).append(time_of(session, facts))
        comma, semicolon = ("、", "；") if session.language == "zh" else (", ", "; ")
        return semicolon.join(
            f"{session.short_day(day)} {comma.join(filter(None, times))}".strip() for day, times in days.items()
        )
