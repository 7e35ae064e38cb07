"""The budget: what comes in, what you live on, what is left for offers; and what is safe where nothing is."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.form_parts import problem_words, said_words
from ui.screens.parts import note_card, title_button
from ui.screens.screen import Screen
from ui.theme import theme
from ui.viewmodels.budget import Block, BudgetState, BudgetViewModel, LineRow
from ui.widgets.card import IconTile, ListRow, open_row, row_words, ruled
from ui.widgets.choice import segments
from ui.widgets.layout import Card, Column, Pair, pair
from ui.widgets.page import PageParts
from ui.widgets.press import KButton, TextLink
from ui.widgets.tree import Node, el
from ui.widgets.words import Words


class BudgetScreen(Screen):
    """The page."""

    tab = "more"
    state: BudgetState

    def begin(self) -> None:
        """Show it as it stands."""
        self.vm = BudgetViewModel(self.session)
        self.state = self.vm.state()

    def undo(self):
        """Offer to take the last change back."""
        if not self.state.undo:
            return None
        return self.state.undo, lambda: self.show(self.vm.put_back()), lambda: self.show(self.vm.let_go())

    def page(self) -> PageParts:
        """Return the page."""
        say, state = self.say, self.state
        words = say(Text("Save, print, import"))
        files = title_button(self, words, "export", lambda: self.show(self.vm.files(True)), key="files")
        months = segments(state.months, state.month, self._look_at, key="months") if state.months else None
        blocks = {block.id: block for block in state.blocks}
        title = say(Text("Budget"))
        money, living = self._block(blocks["income"]), self._block(blocks["home"])
        later = [self._block(block) for id_, block in blocks.items() if id_ not in ("income", "home")]
        about = (
            note_card(say(Text("Start with what comes in. Rough numbers are fine, and empty is fine too.")))
            if state.empty
            else None
        )
        left, notes = self._left(), self._notes()
        top = (problem_words(state.problem), said_words(state.said), about, months)
        if self.nav.wide:
            return PageParts(
                title,
                (*top, money, living),
                side=(left, *later, self._debits(), notes),
                actions=(files,),
                back=self.nav.behind(),
            )
        short = left if state.short else None
        end = None if state.short else left
        return PageParts(
            title,
            (*top, short, money, living, end, *later, self._debits(), notes),
            actions=(files,),
            back=self.nav.behind(),
        )

    def sheet(self):
        """Return the ways to save, print and import it."""
        if not self.state.saving:
            return None
        say = self.say
        rows = [
            open_row(
                say(Text("Save as CSV")),
                say(Text("A table for a spreadsheet.")),
                "export",
                lambda: self.show(self.vm.save_csv()),
                key="csv",
            ),
            open_row(
                say(Text("Print as PDF")),
                say(Text("One page to show or to keep.")),
                "receipt",
                lambda: self.show(self.vm.print(blank=False)),
                key="pdf",
            ),
            open_row(
                say(Text("Print with empty rows")),
                say(Text("To fill in by hand, alone or with an adviser.")),
                "write",
                lambda: self.show(self.vm.print(blank=True)),
                key="blank",
            ),
            open_row(
                say(Text("Bring in a table")),
                say(Text("A CSV file with section, name, amount.")),
                "import",
                self._import,
                key="import",
            ),
        ]
        close = lambda: self.show(self.vm.files(False))  # noqa: E731
        return say(Text("Save, print, import")), (el(Column, *ruled(rows), key="rows"),), close

    def _look_at(self, view: str) -> None:
        self.show(self.vm.look_at(view))

    def _import(self) -> None:
        self.show(self.vm.files(False))
        self.nav.open("browse", take=self.vm.take, back=Text("Budget"))

    def _block(self, block: Block) -> Node:
        heading = el(Words, value=block.title, style="section", key="title")
        total = el(Words, value=block.total, style="section", hug=True, key="total") if block.total else None
        rows = [self._row(row) for row in block.rows]
        add = el(
            KButton,
            key="add",
            value=block.add,
            kind="text",
            small=True,
            hug=True,
            action=lambda: self.nav.open("budget_line", section=block.section, saved=self._saved),
        )
        top = pair(heading, total, key="top") if total else heading
        return el(Card, top, el(Column, *ruled(rows), key="rows") if rows else None, add, key=block.id, gap=4)

    def _row(self, row: LineRow) -> Node:
        tone = "ink" if row.known else "muted"
        amount = el(Words, value=row.amount, hug=not theme.stacked, strong=row.known, tone=tone, key="amount")
        parts = (row_words(row.name, row.under, strong=False), amount)
        if theme.stacked:
            top = el(Pair, el(Words, value=row.name, key="name"), amount, under=2, key="top")
            under = el(Words, value=row.under, style="small", tone="muted", key="under") if row.under else None
            parts = (el(Column, top, under, gap=2, key="stacked"),)
        return el(
            ListRow,
            el(IconTile, name=row.icon, quiet=True, side=34),
            *parts,
            key=str(row.id),
            label=row.name,
            action=lambda: self.nav.open("budget_line", line=row.id, saved=self._saved, removed=self.vm.remove),
        )

    def _left(self) -> Node:
        """Return what is left; where it is short, what is safe this month and whom to ask, before anything else."""
        say, state = self.say, self.state
        if state.short:
            lines = [el(Words, value=words, key=words) for words in state.safe]
            advisers = el(
                KButton,
                key="advisers",
                value=say(Text("Talk to a free adviser")),
                icon="counselor",
                action=self.nav.help,
            )
            ways = el(
                KButton,
                key="ways",
                value=say(Text("What the law offers")),
                kind="outline",
                action=lambda: self.nav.open("options"),
            )
            title = el(Words, value=say(Text("What is safe this month")), style="section", key="title")
            words = el(Words, value=state.short, style="small", tone="muted", key="short")
            return el(Card, title, *lines, advisers, ways, words, kind="soft", key="short")
        figure = el(
            Column,
            el(Words, value=state.left_label, style="small", tone="muted", key="label"),
            el(Words, value=state.left, style="hero", fit=True, key="left"),
            gap=0,
            key="figure",
        )
        see = el(
            KButton,
            key="offers",
            value=say(Text("See offers")),
            hug=not theme.stacked,
            action=lambda: self.nav.open("offers"),
        )
        words = el(Words, value=state.left_words, style="small", tone="muted", key="words")
        use = el(
            TextLink,
            key="use",
            value=say(Text("Take it for the plan")),
            action=lambda: self.show(self.vm.use_in_plan()),
        )
        return el(Card, pair(figure, see, key="pair"), words, use, kind="soft", key="left", gap=6)

    def _debits(self) -> Node:
        say = self.say
        row = open_row(say(Text("Protect your wage")), self.state.debits, "shield", lambda: self.nav.open("debits"))
        return el(Card, row, key="debits", pad=(14, 6))

    def _notes(self) -> Node | None:
        notes = [el(Words, value=words, style="small", tone="muted", key=words) for words in self.state.notes]
        return el(Column, *notes, gap=4, key="notes") if notes else None

    def _saved(self, words: str, before) -> None:
        self.vm.changed(words, before)
