"""Write a complaint, in five steps; nothing is kept before the last one writes it out."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.parts import note_card
from ui.screens.screen import Screen
from ui.task import Task
from ui.viewmodels.complaint import ASK, FACTS, LAST, STEPS, TO, WHAT, ComplaintWizardViewModel
from ui.viewmodels.complaint_states import ComplaintWizardState, PickState
from ui.widgets.card import TapCard, amount_row, progress_bar, ruled, steps_bar
from ui.widgets.choice import Option, Tick
from ui.widgets.field import Field, error_summary
from ui.widgets.layout import Card, Column, Row
from ui.widgets.page import PageParts
from ui.widgets.press import KButton, TextLink
from ui.widgets.quote import quoted
from ui.widgets.tree import Node, el
from ui.widgets.words import Icon, Words

_SHOWN = 6
_STEP_WORDS = {
    TO: Text("Step 1 of 5: to whom"),
    WHAT: Text("Step 2 of 5: what for"),
    FACTS: Text("Step 3 of 5: what happened"),
    ASK: Text("Step 4 of 5: what you ask for"),
    LAST: Text("Step 5 of 5: read it once more"),
}
_NEXT = {
    TO: Text("Next: what for"),
    WHAT: Text("Next: what happened"),
    FACTS: Text("Next: what you ask for"),
    ASK: Text("Next: read it"),
    LAST: Text("Save the files"),
}


class ComplaintScreen(Screen):
    """The page."""

    tab = "more"
    state: ComplaintWizardState

    def begin(self, entry: int = 0) -> None:
        """Begin; ``entry``: the contact it was begun from."""
        self.vm = ComplaintWizardViewModel(self.session, entry)
        self.state = self.vm.state()
        self._part, self._all = 0.0, False

    def leave(self) -> None:
        """Stop what is at work."""
        self.vm.stop()

    def go_back(self) -> bool:
        """Go one step back."""
        if not self.vm.back():
            return False
        self.show(self.vm.state())
        return True

    def page(self) -> PageParts:
        """Return the page of the step."""
        say, state = self.say, self.state
        if not state.people:
            words = Text(
                "A complaint is made of your log of contacts, each under the name of who called. Write one down first."
            )
            log = el(
                KButton,
                key="log",
                value=say(Text("Log a contact")),
                icon="plus",
                action=lambda: self.nav.open("contact_form"),
            )
            return PageParts(
                state.title, (el(Card, el(Words, value=say(words)), log, key="empty"),), back=say(Text("Complaints"))
            )
        head = el(
            Column,
            el(Words, value=say(_STEP_WORDS[state.step]), style="small", tone="muted", key="step"),
            steps_bar(state.step, STEPS),
            gap=6,
            key="steps",
        )
        left, right = {
            TO: self._to,
            WHAT: self._what,
            FACTS: self._facts,
            ASK: self._ask,
            LAST: self._last,
        }[state.step]()
        work = None
        if state.working:
            work = el(
                Card, el(Words, value=state.working, key="words"), progress_bar(self._part, key="bar"), key="working"
            )
        back = el(
            KButton,
            key="back",
            value=say(Text("Stop")) if state.working else say(Text("Back")),
            kind="outline",
            size_hint_x=1,
            action=self.vm.stop if state.working else self.nav.back,
        )
        go = el(
            KButton,
            key="next",
            value=say(_NEXT[state.step]),
            size_hint_x=2,
            busy=bool(state.working),
            disabled=not state.may_go_on,
            action=self._next,
        )
        top = (head, error_summary(state.problem), work)
        leads = say(Text("Complaints") if state.step == TO else Text("Back"))
        return PageParts(state.title, left, side=right, back=leads, foot=(back, go), top=top)

    # The steps

    def _to(self):
        say, state = self.say, self.state
        people = [
            el(
                Option,
                key=one.key,
                value=f"{one.words} ({one.under})" if self.session.language == "en" else f"{one.words}（{one.under}）",
                chosen=one.on,
                action=lambda key=one.key: self.show(self.vm.choose_who(key)),
            )
            for one in state.people
        ]
        who = el(
            Card, el(Words, value=say(Text("About whom")), style="section", key="title"), *people, key="who", gap=8
        )
        bodies = []
        for one in state.bodies:
            lines = (
                el(
                    Row,
                    el(Words, value=one.title, strong=True, key="title"),
                    el(Icon, name="yes", size_dp=18) if one.on else None,
                    gap=8,
                    key="top",
                ),
                el(Words, value=one.under, style="small", tone="muted", key="under"),
                el(Words, value=one.note, style="small", tone="warn", key="note") if one.note else None,
            )
            bodies.append(
                el(
                    TapCard,
                    *lines,
                    key=f"{one.key} {one.on}",
                    kind="chosen" if one.on else "choice",
                    label=one.title,
                    action=lambda key=one.key: self.show(self.vm.choose_body(key)),
                    gap=3,
                )
            )
        title = el(Words, value=say(Text("To whom")), style="section", key="to")
        seen = el(Words, value=state.seen, style="small", tone="muted", key="seen") if state.seen else None
        return (who,), (title, *bodies, seen, self._unchecked())

    def _unchecked(self) -> Node | None:
        if not self.state.unchecked:
            return None
        title = el(Words, value=self.say(Text("We could not check:")), style="small", strong=True, key="title")
        lines = [
            el(Words, value=f"– {words}", style="small", tone="muted", key=words) for words in self.state.unchecked
        ]
        return el(Card, title, *lines, key="unchecked", gap=3)

    def _what(self):
        say, state = self.say, self.state
        topics = None
        if state.topics:
            title = el(Words, value=say(Text("What the checks say, with contacts")), style="section", key="title")
            rows = ruled([amount_row(words, count, key=words) for words, count in state.topics])
            topics = el(Card, title, *rows, key="topics", gap=2)
        else:
            topics = note_card(
                say(Text("The checks say nothing of these contacts. Your facts can stand on their own."))
            )
        if not state.issues:
            words = note_card(say(Text("This office has no list of issues. What happened says it.")))
            return (words, topics), ()
        shown = state.issues if self._all else tuple(one for i, one in enumerate(state.issues) if i < _SHOWN or one.on)
        more = None
        if len(shown) < len(state.issues):
            more = el(
                KButton,
                key="all",
                value=say(Text("Show all {count}", {"count": str(len(state.issues))})),
                kind="text",
                small=True,
                action=self._show_all,
            )
        title = el(Words, value=say(Text("Your issue, in the words of the form")), style="section", key="title")
        under = el(
            Words,
            value=say(Text("What your log points to stands first. You choose.")),
            style="small",
            tone="muted",
            key="under",
        )
        return (el(Card, title, under, *map(self._issue, shown), more, key="issues", gap=8),), (topics,)

    def _issue(self, one: PickState) -> Node:
        lines = (
            el(
                Row,
                el(Words, value=one.words, strong=True, key="words"),
                el(Icon, name="yes", size_dp=18) if one.on else None,
                gap=8,
                key="top",
            ),
            el(Words, value=one.under, style="small", tone="muted", key="under"),
        )
        return el(
            TapCard,
            *lines,
            key=f"{one.key} {one.on}",
            kind="chosen" if one.on else "choice",
            label=one.words,
            gap=1,
            action=lambda: self.show(self.vm.choose_issue(one.key)),
        )

    def _facts(self):
        say, state = self.say, self.state
        story = self._typed("story", state.story_label, state.story, self._tall, state.story_hint)
        other = el(
            TextLink,
            key="other",
            value=state.other_language,
            action=lambda: self.show(self.vm.turn_language()),
        )
        ticks = [
            el(
                Tick,
                key=one.key,
                value=one.words,
                under=one.under,
                on=one.on,
                action=lambda key=one.key: self.show(self.vm.turn_class(key)),
            )
            for one in state.classes
        ]
        title = el(Words, value=say(Text("Facts in this complaint")), style="section", key="title")
        own = el(
            Words,
            value=say(Text("What you said yourself stays out of the draft.")),
            style="small",
            tone="muted",
            key="own",
        )
        return (el(Card, title, *ruled(ticks), own, key="classes"), other), (story,)

    def _ask(self):
        say, state = self.say, self.state
        fields = (
            (
                "wanted",
                Text("What I ask for"),
                "long",
                Text("Such as: calls from 8 am to 8 pm only, no calls to my family, an answer in writing."),
            ),
            ("tried", Text("What I tried already"), "long", Text("With the day, and the number they gave it.")),
            ("effects", Text("What it did to me, if you want to say it"), "long", None),
            ("to", Text("Who is named"), "text", None),
        )
        nodes = [
            self._typed(name, say(label), state.cells.get(name, ""), kind, say(hint) if hint else "")
            for name, label, kind, hint in fields
        ]
        known = [
            el(
                Card,
                el(Words, value=title, strong=True, key="title"),
                el(Words, value=words, style="small", key="words"),
                kind="soft" if place == 0 else "plain",
                key=title,
                gap=3,
            )
            for place, (title, words) in enumerate(state.notices)
        ]
        return tuple(nodes), tuple(known)

    def _last(self):
        say, state = self.say, self.state
        words = []
        for label, value in state.preview:
            words.append(el(Words, value=label, strong=True, key=f"label {label}"))
            words.append(quoted(value, style="small", key=f"value {label}"))
        read = el(Card, *words, key="read", gap=5)
        note = el(
            Words,
            value=say(Text("These go on the paper alone, and are kept nowhere in Ashore. You can leave them empty.")),
            style="small",
            tone="muted",
            key="note",
        )
        fields = [
            el(
                Field,
                key=id_,
                column=id_,
                label=label,
                value=value,
                commit=lambda text, id_=id_: self.show(self.vm.type(id_, text)),
            )
            for id_, label, value in state.fields
        ]
        path = el(
            Field,
            key="path",
            input="path",
            label=say(Text("Where it goes: a .zip; the folder for handing in stands beside it")),
            value=state.path,
            commit=lambda text: self.show(self.vm.type("path", text)),
        )
        safe = note_card(
            say(
                Text(
                    'It is kept as a draft. Once you have sent it, tap "I have handed it in" on its page: from then on its words stay.'
                )
            )
        )
        return (read,), (el(Card, note, *fields, key="paper"), path, safe)

    def _typed(self, name: str, label: str, value: str, kind: str, hint: str) -> Node:
        """Return a field; its words alone where amounts in them are hidden."""
        if name in self.state.covered:
            title = el(Words, value=label, style="small", tone="muted", key="label")
            why = self.say(Text("Amounts are hidden. Show them to change these words."))
            under = el(Words, value=why, style="small", tone="muted", key="why")
            return el(Card, title, quoted(value, style="small", key="value"), under, key=f"covered {name}", gap=6)
        return el(
            Field,
            key=name,
            column=name,
            input=kind,
            label=label,
            value=value,
            hint=hint,
            error=self.state.problems.get(name, ""),
            commit=lambda text: self.show(self.vm.type(name, text)),
        )

    @property
    def _tall(self) -> str:
        return "tall" if self.nav.wide else "draft"

    # What a tap does

    def _show_all(self) -> None:
        self._all = True
        self.nav.draw()

    def _next(self) -> None:
        state = self.state
        if state.working or not state.may_go_on:
            return
        if state.step == LAST:
            state, work = self.vm.start()
            done = self.vm.done
        else:
            state, work = self.vm.next()
            done = self.vm.read
        self.show(state)
        if work is not None:
            self._part = 0.0
            failed = lambda error: self._came(self.vm.failed(error))  # noqa: E731
            self.nav.run(Task(work, lambda result: self._came(done(result)), failed, self._progress))

    def _came(self, state: ComplaintWizardState) -> None:
        if self.nav.top is not self:
            return
        self.show(state)
        if state.written:
            self.nav.replace("complaint_page", entry=state.written)

    def _progress(self, part: float) -> None:
        self._part = part
        if self.state.working and self.nav.top is self:
            self.nav.draw()
