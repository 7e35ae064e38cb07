"""Writing a complaint in five steps: to whom, what for, the facts, what I ask for, and what goes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.errors import InputProblems, PlannerError, Text
from planner.services.complaint_notices import notices
from planner.services.complaint_pack import Draft, draft_from, field_values
from planner.services.complaints import Body, ComplaintDesk, Form, bodies_of, problems_of
from planner.services.contacts import facts_of
from ui.viewmodels.complaint_facts import BREACH, CHECK, NONE, ComplaintFacts
from ui.viewmodels.complaint_states import PREVIEW, BodyState, ClassState, ComplaintWizardState, PickState
from ui.viewmodels.evidence import free_zip
from ui.viewmodels.safety import usual_folder
from ui.viewmodels.session import Session
from ui.viewmodels.whole_words import amid_chinese

if TYPE_CHECKING:
    from planner.services.bundles import Prepared
    from planner.services.complaint_pack import Packed

TO, WHAT, FACTS, ASK, LAST = 1, 2, 3, 4, 5
STEPS = 5
Work = Callable[[Callable[[float], None], Callable[[], bool]], object]


class ComplaintWizardViewModel:
    """Holds what is chosen and written; nothing is kept before the last step."""

    def __init__(self, session: Session, entry: int = 0) -> None:
        self._session = session
        self._step = TO
        log = session.contact_log
        people = [(one.name, one.contacts) for one in log.collectors() if one.name]
        self._people = sorted(people, key=lambda one: (-one[1], one[0]))
        of_entry = facts_of(log.find(entry)).get("collector", "") if entry else ""
        self._who = of_entry or (self._people[0][0] if self._people else "")
        self._roles: tuple[str, list[str]] | None = None
        self._form: Form | None = None
        self._body = "desk"
        self._known: ComplaintFacts | None = None
        self._classes: set[str] = {BREACH, CHECK}
        self._always = {entry} if entry else set()
        self._issue: tuple[str, str] | None = None
        self._language = ""
        self._cells = {"wanted": "", "tried": "", "effects": "", "to": ""}
        self._story: str | None = None
        self._seen_as_typed: set[str] = set()
        self._paper: dict[str, str] = {}
        self._path = ""
        self._problem: Text | None = None
        self._problems: dict[str, Text] = {}
        self._working: Text | None = None
        self._stop = False
        self._written = 0

    def state(self) -> ComplaintWizardState:
        """Return the page of the step."""
        session, say = self._session, self._session.say
        draft = self._draft() if self._step > TO and self._known is not None else None
        form = self._chosen()
        to = Text("Complaint: {name}", {"name": amid_chinese(form.short[session.language], session.language)})
        title = say(to if self._step > TO else Text("Write a complaint"))
        story = draft.words["story"] if draft else ""
        cells = {**self._cells, "to": draft.words["to"] if draft else ""}
        typed = {**cells, "story": story}
        self._seen_as_typed = self._seen_as_typed if session.amounts_hidden else set()
        limit = form.narrative_limit
        hint = say(Text("Facts with day and time alone. Each has its number in the report. You can change every word."))
        if limit is not None:
            blanks = {"count": f"{len(story):,}", "limit": f"{limit:,}"}
            hint = session.sentences(hint, say(Text("{count} of {limit} characters.", blanks)))
        language = self._paper_language()
        label = Text("Draft from your log, in Chinese") if language == "zh" else Text("Draft from your log, in English")
        other = Text("Write it in English") if language == "zh" else Text("Write it in Chinese")
        if form.language:
            reads = Text("This office reads Chinese.") if form.language == "zh" else Text("This office reads English.")
            hint = session.sentences(say(reads), hint)
        return ComplaintWizardState(
            step=self._step,
            title=title,
            working=say(self._working) if self._working else "",
            problem=say(self._problem) if self._problem else "",
            people=self._people_states(),
            bodies=self._body_states(),
            seen=self._seen(form),
            unchecked=tuple(what[session.language] for what in form.unchecked),
            issues=self._issue_states(draft) if self._step == WHAT else (),
            topics=self._known.topics(say(Text("How a lender of its kind may collect")))
            if self._step == WHAT and self._known
            else (),
            classes=self._class_states() if self._step == FACTS else (),
            story=self._shown("story", story),
            story_label=say(label),
            story_hint=hint,
            other_language=say(other),
            cells={name: self._shown(name, text) for name, text in cells.items()},
            covered=frozenset(name for name, text in typed.items() if session.quote(text) != text)
            - self._seen_as_typed,
            problems={name: session.fault(words) for name, words in self._problems.items()},
            notices=self._notices(draft) if self._step == ASK else (),
            fields=self._fields(draft) if self._step == LAST else (),
            preview=self._preview(draft) if self._step == LAST else (),
            path=self._path,
            may_go_on=self._working is None
            and bool(self._who)
            and (self._step != FACTS or bool(self._facts_known().entries(self._classes))),
            written=self._written,
        )

    # What a tap does

    def choose_who(self, name: str) -> ComplaintWizardState:
        """Choose who it is about."""
        self._who, self._known, self._story, self._issue = name, None, None, None
        return self.state()

    def choose_body(self, key: str) -> ComplaintWizardState:
        """Choose to whom it goes."""
        self._body, self._story, self._issue, self._paper, self._language = key, None, None, {}, ""
        self._known = None
        return self.state()

    def choose_issue(self, key: str) -> ComplaintWizardState:
        """Choose what it is about, in the words of the form."""
        issue, _, sub = key.partition("|")
        self._issue = (issue, sub)
        return self.state()

    def turn_class(self, key: str) -> ComplaintWizardState:
        """Take facts of a kind in, or out; the draft is written anew where it was not changed by hand."""
        self._classes ^= {key}
        self._story = None
        return self.state()

    def turn_language(self) -> ComplaintWizardState:
        """Draft it in the other language."""
        self._language = "en" if self._paper_language() == "zh" else "zh"
        self._story = None
        return self.state()

    def type(self, field: str, text: str) -> ComplaintWizardState:
        """Take what was typed."""
        if field == "story":
            self._story = text
        elif field == "path":
            self._path = text
        elif field in self._cells:
            self._cells[field] = text
        else:
            self._paper[field] = text
        self._seen_as_typed |= {field}
        self._problems.pop(field, None)
        self._problem = None
        return self.state()

    def back(self) -> bool:
        """Go one step back; False at the first."""
        if self._step == TO or self._working:
            return False
        self._step -= 1
        self._problem, self._problems = None, {}
        return True

    def next(self) -> tuple[ComplaintWizardState, Work | None]:
        """Go on; the first step asks for work, which reads the log."""
        self._problem, self._problems = None, {}
        if self._step == TO and self._known is None:
            return self._start_reading()
        if self._step in (FACTS, ASK):
            draft, fields = self._draft(), ("story",) if self._step == FACTS else ("wanted",)
            found = [one for one in problems_of(draft.form, draft.words) if one.field in fields]
            if found:
                self._problems = {one.field: one.message for one in found}
                return self.state(), None
        self._step += 1
        if self._step == LAST and not self._path:
            self._path = str(free_zip(usual_folder(), f"complaint-{self._session.today}"))
        return self.state(), None

    def read(self, extract: Mapping[str, Any]) -> ComplaintWizardState:
        """Take the facts of the log, and go on."""
        self._working, self._known, self._step = None, ComplaintFacts(extract, self._always), WHAT
        classes = self._known.by_class
        if not classes[BREACH] and not classes[CHECK]:
            self._classes = {NONE}
        return self.state()

    def start(self) -> tuple[ComplaintWizardState, Work]:
        """Return the page while it is written, and the work."""
        from planner.services.bundles import Choice

        self._working, self._problem, self._stop = Text("Writing it ..."), None, False
        household, today, language = self._session.household, self._session.today, self._paper_language()
        form, out = self._chosen(), Path(self._path.strip().strip("'\"")).expanduser()
        choice, given = Choice(entries=tuple(self._facts_known().entries(self._classes))), self._given()

        def work(report: Callable[[float], None], stopped: Callable[[], bool]) -> tuple[Prepared, Draft, Packed] | None:
            from planner.services.complaint_pack import prepare_complaint, write_pack

            prepared, draft = prepare_complaint(household, form, choice, language, given, today)
            packed = write_pack(household, prepared, draft, out, report=report, stopped=lambda: self._stop or stopped())
            return None if packed is None else (prepared, draft, packed)

        return self.state(), work

    def done(self, result: tuple[Prepared, Draft, Packed] | None) -> ComplaintWizardState:
        """Keep the complaint as a draft, now that it is written out; None where that was stopped."""
        self._working = None
        if result is None:
            self._problem = Text("It was stopped, and nothing was written.")
            return self.state()
        prepared, draft, _ = result
        entries = [one["entry"] for one in prepared.extract["entries"]]
        try:
            kept = ComplaintDesk(self._session.household).keep(
                draft.form, draft.words, language=draft.language, today=self._session.today, entries=entries
            )
            self._written = kept.row.entry
        except PlannerError as error:
            self._problem = error.message
        return self.state()

    def failed(self, error: BaseException) -> ComplaintWizardState:
        """Say why not; anything but a sentence of ours is raised again."""
        self._working = None
        if isinstance(error, InputProblems):
            self._problems = {one.field: one.message for one in error.problems}
        elif isinstance(error, PlannerError):
            self._problem = error.message
        else:
            raise error
        return self.state()

    def stop(self) -> None:
        """Ask the work to stop."""
        self._stop = True

    def _start_reading(self) -> tuple[ComplaintWizardState, Work]:
        from planner.services.bundles import Choice

        self._working = Text("Reading your log ...")
        household, today, language = self._session.household, self._session.today, self._session.language
        choice = Choice(collectors=(self._who,))

        def work(_report: object, _stopped: object) -> Mapping[str, Any]:
            from planner.services.bundles import prepare_bundle

            return prepare_bundle(household, choice, language, today).extract

        return self.state(), work

    def _chosen(self) -> Form:
        return next(one.form for one in self._bodies() if one.form.id == self._body)

    def _bodies(self) -> tuple[Body, ...]:
        if self._roles is None or self._roles[0] != self._who:
            self._roles = self._who, self._session.contact_log.roles_of(self._who)
        return bodies_of(self._session.jurisdiction, self._roles[1])

    def _paper_language(self) -> str:
        return self._language or self._chosen().language or self._session.language

    def _facts_known(self) -> ComplaintFacts:
        assert self._known is not None
        return self._known

    def _shown(self, name: str, text: str) -> str:
        """Return a text to be read; what was typed since amounts were hidden is seen."""
        return text if name in self._seen_as_typed else self._session.quote(text)

    def _given(self) -> dict[str, str]:
        given = {name: text for name, text in self._cells.items() if text.strip()}
        if self._story is not None:
            given["story"] = self._story
        if self._issue is not None:
            given["issue"], given["sub_issue"] = self._issue
        return {**given, **{name: text for name, text in self._paper.items() if text.strip()}}

    def _draft(self) -> Draft:
        return draft_from(
            self._session.household,
            self._chosen(),
            self._facts_known().part(self._classes),
            self._paper_language(),
            self._given(),
        )

    def _people_states(self) -> tuple[PickState, ...]:
        say = self._session.say
        return tuple(
            PickState(
                name,
                name,
                say(Text("1 contact")) if count == 1 else say(Text("{count} contacts", {"count": str(count)})),
                name == self._who,
            )
            for name, count in self._people[:12]
        )

    def _body_states(self) -> tuple[BodyState, ...]:
        language = self._session.language
        return tuple(
            BodyState(
                one.form.id,
                one.form.title[language],
                one.form.serves[language],
                one.form.not_for.get(language, "") if one.form.id == self._body or not one.fits else "",
                one.form.id == self._body,
            )
            for one in self._bodies()
        )

    def _seen(self, form: Form) -> str:
        session = self._session
        blanks = {"day": session.day(form.seen_on)}
        seen = session.say(Text("What it asks was looked up on {day}.", blanks))
        return session.sentences(form.where[session.language], seen)

    def _issue_states(self, draft: Draft | None) -> tuple[PickState, ...]:
        form = self._chosen()
        if draft is None or not form.issues:
            return ()
        say = self._session.say
        suggested = {(one.issue, one.sub): one.contacts for one in draft.suggested}
        current = (draft.words["issue"], draft.words["sub_issue"])
        found = []
        for issue in form.issues:
            for sub in issue.subs:
                key = (issue.label, sub.label)
                count = suggested.get(key)
                under = issue.label
                if count:
                    told = (
                        say(Text("1 contact in your log"))
                        if count == 1
                        else say(Text("{count} contacts in your log", {"count": str(count)}))
                    )
                    under = self._session.join(issue.label, told)
                found.append(
                    (-(count or 0), key not in suggested, PickState("|".join(key), sub.label, under, key == current))
                )
        return tuple(one for _, _, one in sorted(found, key=lambda one: one[:2]))

    def _class_states(self) -> tuple[ClassState, ...]:
        say, known = self._session.say, self._facts_known()
        names = {BREACH: Text("Possible breach"), CHECK: Text("Worth checking"), NONE: Text("Without a finding")}
        states = (
            ClassState(key, say(names[key]), str(len(rows)), key in self._classes, say(known.count(key)))
            for key, rows in known.by_class.items()
            if rows
        )
        return tuple(states)

    def _notices(self, draft: Draft | None) -> tuple[tuple[str, str], ...]:
        if draft is None:
            return ()
        say, desk = self._session.say, ComplaintDesk(self._session.household)
        asked = desk.at_desk(*draft.parties.lenders, *draft.parties.agencies) is not None
        found = notices(
            draft.form,
            draft.parties,
            self._session.language,
            desk_was_asked=asked,
            wanted=self._cells["wanted"],
            is_old=self._may_be_old(draft),
        )
        return tuple((say(one.title), say(one.words)) for one in found)

    def _may_be_old(self, draft: Draft) -> bool:
        from planner.services.old_debts import YoungDebts

        return not YoungDebts(self._session.household, self._session.today).are_all_of(
            {"debt": list(draft.parties.debts)}
        )

    def _fields(self, draft: Draft | None) -> tuple[tuple[str, str, str], ...]:
        if draft is None:
            return ()
        language = self._session.language
        values = field_values(self._session.household, draft, self._facts_known().part(self._classes), draft.language)
        return tuple(
            (one.id, one.label[language], self._paper.get(one.id, "" if one.paper else value))
            for one, value in values
            if one.paper or not one.source or one.source == "me.name" or (one.required and not value)
        )

    def _preview(self, draft: Draft | None) -> tuple[tuple[str, str], ...]:
        if draft is None:
            return ()
        session, said = self._session, (draft.words["issue"], draft.words["sub_issue"])
        words = {**draft.words, "issue": ("：" if session.language == "zh" else ": ").join(filter(None, said))}
        return tuple((session.say(label), session.quote(words[name])) for name, label in PREVIEW if words[name])
