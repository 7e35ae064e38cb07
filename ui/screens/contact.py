"""One contact: its facts, the words folded, what the rules say and on what that rests, and questions answered in place."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.add_to_complaint import added_card, choosing_sheet
from ui.screens.guide_parts import copy_card
from ui.screens.parts import title_button
from ui.screens.screen import Screen
from ui.screens.sounds_like import suggestion_card
from ui.theme import theme
from ui.viewmodels.add_to_complaint import AddState, AddToComplaintViewModel
from ui.viewmodels.contact import ContactState, ContactViewModel, FindingState, QuestionState
from ui.widgets.blocks import time_blocks
from ui.widgets.card import Chip, Flow, IconTile, ListRow, open_row, row_words, ruled
from ui.widgets.choice import Option
from ui.widgets.copying import copy_for_a_minute
from ui.widgets.field import error_summary
from ui.widgets.layout import Card, Column, Row, pair
from ui.widgets.page import PageParts
from ui.widgets.press import ButtonPair, KButton, TextLink
from ui.widgets.quote import quoted
from ui.widgets.tree import Node, el
from ui.widgets.words import Icon, Words

_CHIPS = {
    "possible_breach": ("bad", "breach"),
    "worth_checking": ("warn", "check_this"),
    "missing_facts": ("info", "missing"),
    "not_covered": ("neutral", "not_covered"),
}
VERSIONS, COMPLAIN = "versions", "complain"


class ContactScreen(Screen):
    """The page."""

    tab = "contacts"
    pane_of = "contacts"
    state: ContactState

    def begin(self, entry: int) -> None:
        """Show the entry, and ask the rules."""
        self.entry = entry
        self.vm = ContactViewModel(self.session, entry)
        self.state = self.vm.look()
        self._unfolded, self._open, self._copied = False, "", False
        self._adding = AddToComplaintViewModel(self.session, entry)
        self._added = AddState()
        self.nav.check_log()

    def refresh(self) -> None:
        """Look again, and ask again."""
        self.show(self.vm.look())
        self.nav.check_log()

    def log_checked(self) -> None:
        """Show what the rules say."""
        self.state = self.vm.look()

    def undo(self):
        """Offer to put it back."""
        if not self.state.undo:
            return None
        return self.state.undo, lambda: self._again(self.vm.undo()), lambda: self.show(self.vm.forget_undo())

    def sheet(self):
        """Return the versions, or the drafts of complaints, where they are open."""
        if self._open == COMPLAIN:
            parts = choosing_sheet(self.say, self._added, self._add, self._new_complaint)
            return self.say(Text("Add to which complaint?")), parts, self._close
        if self._open != VERSIONS:
            return None
        rows = [
            el(
                Column,
                el(Words, value=one.when, strong=True, key="when"),
                el(Words, value=one.changed, style="small", tone="muted", key="changed"),
                gap=1,
                pad=(0, 8),
                key=f"{place}",
            )
            for place, one in enumerate(self.state.versions)
        ]
        return self.say(Text("What was written, and when")), (el(Card, *ruled(rows), key="rows", gap=0),), self._close

    def page(self) -> PageParts:
        """Return the page."""
        say, state = self.say, self.state
        correct = lambda: self.nav.open("contact_details", entry=self.entry)  # noqa: E731
        edit = title_button(self, say(Text("Correct a fact")), "edit", correct, key="edit")
        remove = el(
            KButton,
            key="remove",
            value=say(Text("Remove from the log")),
            kind="text",
            small=True,
            action=self._withdraw,
        )
        return PageParts(
            state.title,
            (
                self._head(),
                error_summary(state.problem),
                self._again_said(),
                added_card(self.say, self._added, self._look_at, self._take_out),
                *(self._finding(one, place) for place, one in enumerate(state.findings) if not one.asks_first),
                self._calm(),
                *self._questions(),
                *(self._finding(one, place) for place, one in enumerate(state.findings) if one.asks_first),
                *(suggestion_card(self, one, state.says, shows_words=self._unfolded) for one in state.suggestions),
                self._tactics(),
                self._nothing(),
                self._on(),
                self._facts(),
                self._written(),
                None if state.gone else remove,
            ),
            actions=() if state.gone else (edit,),
            back=self.nav.behind(),
        )

    def _head(self) -> Node:
        """Show who it was and how, the words folded: they are not for re-reading (guard 20)."""
        state = self.state
        under = self.session.join(state.how, state.when)
        top = el(Row, el(IconTile, name=state.icon, quiet=True), row_words(state.who, under), gap=12, key="top")
        said = None
        if state.words and self._unfolded:
            said = quoted(state.words, key="said")
        elif state.words:
            said = el(
                KButton,
                key="show",
                value=self.say(Text("Show the words")),
                kind="soft",
                small=True,
                action=self._unfold,
            )
        return el(Card, top, said, key="head")

    def _again_said(self) -> Node | None:
        """Show that it is counted once with another entry, the other one, and where to say that it was a contact of its own."""
        state, say, nav = self.state, self.say, self.nav
        if not state.again:
            return None
        other = lambda: nav.open("contact", entry=state.same_as)  # noqa: E731
        change = lambda: nav.open("contact_details", entry=self.entry)  # noqa: E731
        return el(
            Card,
            el(Words, value=state.again, key="words"),
            el(TextLink, key="other", value=say(Text("Look at the other one")), action=other),
            el(TextLink, key="change", value=say(Text("It was another one: change its time")), action=change),
            key="again",
            gap=4,
        )

    def _complain(self) -> None:
        """Ask into which complaint it goes; with no draft there is nothing to ask."""
        self._added = self._adding.state()
        if self._added.drafts:
            self._open = COMPLAIN
            self.nav.draw()
        else:
            self._new_complaint()

    def _new_complaint(self) -> None:
        self._open = ""
        self.nav.open("complaint", entry=self.entry)

    def _add(self, complaint: int, has_it: bool) -> None:
        if has_it:
            self._look_at(complaint)
            return
        self._added = self._adding.add(complaint)
        self._open = COMPLAIN if self._added.problem else ""
        self.nav.draw()

    def _look_at(self, complaint: int) -> None:
        self._open = ""
        self.nav.open("complaint_page", entry=complaint)

    def _take_out(self) -> None:
        self._added = self._adding.undo()
        self.nav.draw()

    def _finding(self, one: FindingState, place: int) -> Node:
        kind, icon = _CHIPS[one.outcome]
        if one.is_soft and kind == "bad":
            kind = "warn"  # red is for what binds
        title = el(Words, value=one.title, style="section", key="title")
        chip = el(Chip, value=one.word, icon=icon, kind=kind, key=f"chip {kind}") if one.is_marked else None
        correct = el(
            KButton,
            key="correct",
            value=self.say(Text("Correct a fact")),
            kind="outline",
            small=True,
            action=lambda: self.nav.open("contact_details", entry=self.entry),
        )
        complain = el(
            KButton,
            key="complain",
            value=self.say(Text("Add to a complaint")),
            kind="soft",
            small=True,
            action=self._complain,
        )
        ways = (complain, correct) if one.for_complaint else (correct,)
        if not one.is_marked:  # nobody known: who it was comes first (guard 15)
            who = self.say(Text("Say whose number it was"))
            ways = (correct._replace(key="who", props={**correct.props, "value": who, "kind": "soft"}),)
        return el(
            Card,
            pair(title, chip, key="top", top=True) if chip else title,
            el(Words, value=one.message, key="message"),
            el(Flow, *time_blocks(one.times), key="times", gap=6) if one.times else None,
            el(Column, *ruled([_label_row(label, value) for label, value in one.facts]), key="facts", gap=0),
            el(Words, value=one.why_only, style="small", tone="muted", key="why") if one.why_only else None,
            *(el(Words, value=words, style="small", tone="muted", key=words) for words in one.also),
            self._to_week(one),
            None if self.state.gone else el(ButtonPair, *ways, even=False, key="ways"),
            key=f"finding {place}",
            gap=8,
        )

    def _calm(self) -> Node | None:
        """Show one sentence to say if it happens again."""
        if not self.state.calm:
            return None
        title = self.say(Text("A calm answer"))
        return copy_card(self.say, title, self.state.calm, self._copied, self._copy, key="calm")

    def _on(self) -> Node | None:
        """Show what can be done with this contact from here; nothing of it has to be."""
        if self.state.gone:
            return None
        say, nav = self.say, self.nav
        rows = [
            open_row(
                say(Text("Add a photo, recording or file")),
                "",
                "file",
                lambda: nav.open("entry_files", entry=self.entry),
                key="files",
            ),
            open_row(
                say(Text("Ask for something in writing")), "", "letter", lambda: nav.open("letter_wizard"), key="ask"
            ),
        ]
        title = el(Words, value=say(Text("What you can do now")), style="section", key="title")
        rest = el(Words, value=say(Text("Or nothing. It stays in your log.")), style="small", tone="muted", key="rest")
        return el(Card, title, el(Column, *ruled(rows), key="rows"), rest, key="on", gap=4)

    def _to_week(self, one: FindingState) -> Node | None:
        if one.week_to is None:
            return None
        go = lambda: self.nav.open("week", last=one.week_to)  # noqa: E731
        return el(TextLink, key="week", value=self.say(Text("See how it is counted")), action=go)

    def _questions(self) -> tuple[Node, ...]:
        say, questions = self.say, self.state.questions
        if not questions:
            return ()
        chip = el(Chip, value=say(Text("Missing facts")), icon="missing", kind="info", key="chip")
        words = Text("With an answer more can be checked. You can leave it for later.")
        head = el(Card, el(Row, chip, key="top"), el(Words, value=say(words)), key="missing", gap=8)
        return head, *(self._question(one) for one in questions)

    def _question(self, one: QuestionState) -> Node:
        about = el(Words, value=one.about, style="small", tone="muted", key="about") if one.about else None
        words = el(Column, el(Words, value=one.words, strong=True, key="words"), about, gap=3, key="asked")
        if one.fill:
            fill = el(
                KButton,
                key="fill",
                value=one.fill,
                kind="outline",
                small=True,
                action=lambda: self.nav.open("contact_details", entry=self.entry),
            )
            return el(Card, words, fill, key=f"question {one.id}")
        answers = [
            el(Option, key=value, value=said, chosen=chosen, action=lambda value=value: self._answer(one.id, value))
            for value, said, chosen in one.answers
        ]
        return el(Card, words, *answers, key=f"question {one.id}", gap=8)

    def _tactics(self) -> Node | None:
        """Show what the borrower said they did; each leads to what helps."""
        if not self.state.tactics:
            return None
        rows = [
            el(
                ListRow,
                el(Words, value=words, key="words"),
                el(Icon, name="next", tone="muted", size_dp=18),
                key=id_,
                label=words,
                action=lambda id_=id_: self.nav.open("tactic", tactic=id_),
            )
            for id_, words in self.state.tactics
        ]
        title = el(Words, value=self.say(Text("What they did")), style="section")
        return el(Card, title, el(Column, *ruled(rows), key="rows"), key="tactics", gap=4)

    def _nothing(self) -> Node | None:
        """Say that nothing was found as a grey line: it says nothing about whether the contact was right."""
        if not self.state.nothing:
            return None
        icon = el(Icon, name="nothing", tone="muted", size_dp=18)
        words = el(Words, value=self.state.nothing, style="small", tone="muted", key="words")
        link = el(
            TextLink,
            key="wrong",
            value=self.say(Text("I think something was wrong")),
            action=lambda: self.nav.open("contact_details", entry=self.entry),
        )
        text = el(Column, words, link, key="text")
        return el(Row, icon, text, gap=10, top=True, key="nothing")

    def _facts(self) -> Node | None:
        if not self.state.facts:
            return None
        rows = [_label_row(label, value) for label, value in self.state.facts]
        return el(Card, *ruled(rows), key="facts", gap=0)

    def _written(self) -> Node:
        state = self.state
        entry = el(Words, value=state.entry, style="small", tone="muted", key="entry")
        if not state.versions:
            return el(Row, entry, key="written")
        words = Text(
            "Added to or corrected {count} times; what was written first is kept.",
            {"count": str(len(state.versions) - 1)},
        )
        link = el(TextLink, key="link", value=self.say(words), action=self._show_versions)
        return el(Column, entry, link, key="written")

    # What a tap does

    def _answer(self, question: str, value: str) -> None:
        self._again(self.vm.answer(question, value))

    def say_of(self, tactic: str, answer: str) -> None:
        """Keep whether they said it, and ask the rules again."""
        self._again(self.vm.say(tactic, answer))

    def _copy(self) -> None:
        copy_for_a_minute(self.state.calm)
        self._copied = True
        self.nav.draw()

    def _unfold(self) -> None:
        self._unfolded = True
        self.nav.draw()

    def _withdraw(self) -> None:
        self._again(self.vm.withdraw())

    def _show_versions(self) -> None:
        self._open = VERSIONS
        self.nav.draw()

    def _close(self) -> None:
        self._open = ""
        self.nav.draw()

    def _again(self, state: ContactState) -> None:
        self.show(state)
        self.nav.check_log()


def _label_row(label: str, value: str) -> Node:
    """Return a label with its value beside it, under it where text is large."""
    name = el(
        Words, value=label, style="small", tone="muted", key="label", **({} if theme.stacked else {"size_hint_x": 0.3})
    )
    said = el(Words, value=value, style="small", key="value", **({} if theme.stacked else {"size_hint_x": 0.7}))
    if theme.stacked:
        return el(Column, name, said, gap=1, pad=(0, 7), key=label)
    return el(Row, name, said, gap=10, pad=(0, 7), top=True, key=label)
