"""One letter on its sheet: read in two languages, saved, and frozen once it is marked as sent."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.form_parts import chips, field_nodes, problem_words, said_words
from ui.screens.screen import Screen
from ui.theme import theme
from ui.viewmodels.letter import PROOF, SEND, LetterState, LetterViewModel
from ui.viewmodels.letter_words import Lines, Rows
from ui.widgets.card import Chip, open_row
from ui.widgets.choice import segments
from ui.widgets.field import error_summary
from ui.widgets.layout import Card, Column, Row, Rule, pair
from ui.widgets.page import PageParts
from ui.widgets.press import ButtonPair, KButton
from ui.widgets.tree import Node, el
from ui.widgets.words import Icon, Words


class LetterScreen(Screen):
    """The page."""

    tab = "more"
    state: LetterState

    def begin(self, entry: int) -> None:
        """Show the letter of this number."""
        self.vm = LetterViewModel(self.session, entry)
        self.state = self.vm.state()
        self._id = entry

    def undo(self):
        """Offer to put a draft back that was taken out."""
        if not self.state.undo:
            return None
        return self.state.undo, lambda: self.show(self.vm.put_back()), lambda: self.show(self.vm.let_go())

    def page(self) -> PageParts:
        """Return the page."""
        say, state = self.say, self.state
        if state.gone:
            words = say(Text("This letter is not in the list any more."))
            return PageParts(state.title, (el(Words, value=words, tone="muted"),), back=self.nav.behind())
        kind, icon, words = state.chip
        chip = el(Chip, value=words, kind=kind, icon=icon, key=f"chip {kind} {words}")
        read = el(Words, value=state.how or state.careful, style="small", tone="muted", key="read")
        top = el(Column, pair(chip, read, key="top"), key="top")
        languages = (
            segments(state.languages, state.language, lambda id_: self.show(self.vm.read_in(id_)), key="in")
            if state.languages
            else None
        )
        body = (problem_words(state.problem), said_words(state.said), top, languages, self._paper())
        return PageParts(
            state.title,
            body,
            side=(self._files(), self._send(), self._kit(), self._rests()),
            back=self.nav.behind(),
            foot=() if state.sent else (self._sent(), self._save()),  # what the page is there for comes last, as on all
        )

    def sheet(self):
        """Return what is asked just now: how it went out, or the proof."""
        say, state = self.say, self.state
        if not state.sheet:
            return None
        fields = field_nodes(self, state.fields, lambda column, text: self.show(self.vm.type(column, text)))
        close = lambda: self.show(self.vm.open(""))  # noqa: E731
        if state.sheet == PROOF:
            save = el(KButton, key="save", value=say(Text("Save")), action=lambda: self.show(self.vm.add_proof()))
            return say(Text("Proof that it went out")), (*fields, save), close
        hows = [(id_, words, id_ == state.how_chosen) for id_, words in state.hows]
        how = chips(say(Text("How it went out")), hows, lambda id_: self.show(self.vm.choose_how(id_)), key="hows")
        words = el(
            Words,
            value=say(Text("From then on its words stay as they are, so that you can show them.")),
            style="small",
            tone="muted",
            key="words",
        )
        save = el(
            KButton, key="save", value=say(Text("It was sent")), icon="sent", action=lambda: self.show(self.vm.send())
        )
        parts = (error_summary(state.summary), how, *fields, words, save)
        return say(Text("Mark it as sent")), tuple(part for part in parts if part is not None), close

    def _paper(self) -> Node:
        page, theirs = self.state.page, self.state.language
        right = "left" if theirs == "zh" or theme.stacked else "right"
        above = [
            el(
                Words,
                value=words,
                style="small",
                halign=right if place < len(page.above) - 1 else "left",
                key=f"a{place}",
            )
            for place, words in enumerate(page.above)
        ]
        blocks = [self._block(block, f"b{place}", theirs == "zh") for place, block in enumerate(page.blocks)]
        foot = el(
            Words, value="\n".join(page.below), style="small", halign="right" if theirs == "zh" else "left", key="foot"
        )
        subject = el(
            Words, value=page.subject, style="section", halign="center" if theirs == "zh" else "left", key="subject"
        )
        return el(Card, *above, subject, *blocks, foot, key=f"paper {theirs}", gap=12, pad=(18, 18))

    def _block(self, block: str | Lines | Rows, key: str, chinese: bool) -> Node:
        if isinstance(block, Rows):
            return self._table(block, key)
        if isinstance(block, str):
            return el(Words, value=block, key=key)
        lines: list[Node] = []
        for place, (mark, words) in enumerate(block.parts):
            text = el(Words, value=words, key="words" if mark else str(place))
            if not mark:
                lines.append(text)
                continue
            number = el(Words, value=mark, hug=True, key="mark")
            inset = (28 if chinese else 0, 0, 0, 0)
            lines.append(el(Row, number, text, gap=6, top=True, pad=inset, key=str(place)))
        return el(Column, *lines, gap=2, key=key)

    def _table(self, table: Rows, key: str) -> Node:
        lines: list[Node] = []
        for place, row in enumerate(table.rows):
            if place:
                lines.append(el(Rule, key=f"rule {place}"))
            cells = [
                el(
                    Words,
                    value=cell,
                    style="small",
                    strong=place == 0,
                    halign="right" if i in table.numbers else "left",
                    key=str(i),
                )
                for i, cell in enumerate(row)
            ]
            lines.append(el(Row, *cells, gap=8, top=True, pad=(0, 4), key=f"row {place}"))
        return el(Column, *lines, key=key)

    def _send(self) -> Node | None:
        say, state = self.say, self.state
        if state.sent:
            words = say(Text("Kept as it was sent. Only the proof can still be added."))
            add = el(
                KButton,
                key="proof",
                value=say(Text("Add the proof")),
                kind="outline",
                icon="file",
                action=lambda: self.show(self.vm.open(PROOF)),
            )
            return el(Card, el(Words, value=words), add, kind="soft", key="kept")
        change = el(
            KButton,
            key="change",
            value=say(Text("Change it")),
            kind="outline",
            small=True,
            action=lambda: self.nav.open("letter_wizard", entry=self._id),
        )
        remove = el(
            KButton,
            key="remove",
            value=say(Text("Remove")),
            kind="text",
            small=True,
            action=lambda: self.show(self.vm.remove()),
        )
        return el(Card, el(ButtonPair, change, remove, key="two"), key="send")

    def _sent(self) -> Node:
        return el(
            KButton,
            key="sent",
            value=self.say(Text("I have sent it")),
            icon="sent",
            kind="outline",
            action=lambda: self.show(self.vm.open(SEND)),
        )

    def _save(self) -> Node:
        """Save it first: it is read, printed and signed before it goes out."""
        return el(
            KButton,
            key="save pdf",
            value=self.say(Text("Save as PDF")),
            icon="export",
            action=lambda: self.show(self.vm.save("pdf")),
        )

    def _files(self) -> Node:
        say = self.say
        words = say(Text("Save it, print it, sign it. Send it yourself; Ashore sends nothing."))
        buttons = [
            el(
                KButton,
                key=form,
                value=title,
                kind="soft" if form == "pdf" else "outline",
                small=True,
                action=lambda form=form: self.show(self.vm.save(form)),
            )
            for form, title in (("pdf", "PDF"), ("docx", say(Text("Word"))), ("txt", say(Text("Text"))))
        ]
        row = el(Column, *buttons, gap=8, key="row") if theme.stacked else el(Row, *buttons, gap=8, key="row")
        title = el(Words, value=say(Text("As a file")), style="section", key="title")
        return el(
            Card,
            title,
            el(Words, value=words, style="small", tone="muted", key="words"),
            row,
            key="files",
        )

    def _kit(self) -> Node | None:
        if not self.state.kit:
            return None
        say = self.say
        row = open_row(
            say(Text("Papers that show a change")),
            say(Text("A checklist to go with this letter.")),
            "file",
            lambda: self.nav.open("kit"),
        )
        return el(Card, row, key="kit", pad=(14, 6))

    def _rests(self) -> Node:
        state = self.state
        lines = [el(Words, value=words, style="small", tone="muted", key=words) for words in state.rests_on]
        icon = el(Icon, name="info", tone="muted", size_dp=18)
        review = el(
            Row, icon, el(Words, value=state.review, style="small", tone="muted"), gap=8, top=True, key="review"
        )
        return el(Column, review, *lines, gap=6, key="rests")
