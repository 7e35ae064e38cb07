"""One debt: what is owed and of what it is made, who collects, what was paid; a payment recorded, and taken back."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.parts import legend_row, title_button
from ui.screens.screen import Screen
from ui.theme import theme
from ui.viewmodels.debt import DebtState, DebtViewModel
from ui.widgets.card import Chip, Flow, IconTile, PartsBar, amount_row, fact, open_row, row_words, ruled
from ui.widgets.field import Field
from ui.widgets.layout import Card, Column, Row, pair
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.stage_strip import stage_strip
from ui.widgets.tree import Node, el
from ui.widgets.words import Icon, Words


class DebtScreen(Screen):
    """The page of one debt."""

    tab = "debts"
    pane_of = "debts"
    state: DebtState

    def begin(self, debt_id: int) -> None:
        """Look at the debt of this number."""
        self.debt_id = debt_id
        self._sheet = ""
        self.vm = DebtViewModel(self.session, debt_id)
        self.state = self.vm.state()

    def page(self) -> PageParts:
        """Return the page."""
        state, say = self.state, self.say
        back = "" if self.nav.beside() is not None else self.nav.behind()
        if state.gone:
            words = say(Text("This debt is not in your list any more."))
            return PageParts(say(Text("Debts")), (el(Words, value=words),), back=back)
        body = (
            self._owed(),
            self._stage(),
            self._apart(),
            self._exact(),
            self._facts(),
            self._contract(),
            self._cap(),
            self._collector(),
            self._limit(),
            self._letter(),
            self._payments(),
        )
        foot = (
            self._plan_letter(),
            self._statement(),
            el(KButton, key="pay", value=say(Text("Record a payment")), action=self._open_payment),
        )
        change = lambda: self.nav.open("debt_form", debt_id=self.debt_id)  # noqa: E731
        edit = title_button(self, say(Text("Edit")), "edit", change, key="edit")
        return PageParts(state.name, body, back=back, actions=(edit,), foot=tuple(one for one in foot if one))

    def _plan_letter(self) -> Node | None:
        """Return the way to the letter that asks for a plan; what may not be theirs to pay asks for none."""
        if self.state.apart_note:
            return None
        go = lambda: self.nav.open("letter_wizard", debt=self.state.name, kind="ask-plan")  # noqa: E731
        return el(KButton, key="plan", value=self.say(Text("Ask for a plan")), kind="outline", action=go)

    def _statement(self) -> Node | None:
        """Return the way to the check of a statement, where the foot of a page has room for a third button."""
        if not self.nav.wide or theme.stacked:
            return None
        go = lambda: self.nav.open("statement", debt_id=self.debt_id)  # noqa: E731
        return el(KButton, key="statement", value=self.say(Text("Statement")), kind="outline", action=go)

    # What the page holds

    def _owed(self) -> Node:
        state, say = self.state, self.say
        left = fact(say(Text("What you owe today")), state.balance, "hero")
        right = fact(say(Text("Costs you each day")), state.a_day, "number", at_right=True)
        chips = [el(Chip, value=state.kind, key="kind", kind="soft")]
        if state.late:
            chips.append(el(Chip, value=state.late, key="late"))
        parts: list[Node] = []
        if state.parts:
            parts.append(el(PartsBar, parts=[(part.fraction, part.token) for part in state.parts], key="bar"))
            parts += [legend_row(part.label, part.amount, part.token) for part in state.parts]
        note = el(Words, value=state.parts_note, style="small", tone="muted", key="note") if state.parts_note else None
        return el(
            Card, el(Flow, *chips, key="chips"), pair(left, right) if state.a_day else left, *parts, note, key="owed"
        )

    def _stage(self) -> Node | None:
        """Show where a late debt stands, and what usually comes next."""
        strip = self.state.stage
        if strip is None or not (strip.bars or strip.asks):
            return None
        say = self.say
        go = lambda: self.nav.open("stages", debt_id=self.debt_id)  # noqa: E731
        if strip.asks:
            under = say(Text("Not known yet how late it is. Say it, and what helps now is shown."))
            row = open_row(say(Text("What usually comes next")), under, "plan", go, key="stage", quiet=True)
            return el(Card, row, key="stage", pad=(14, 6))
        who = el(Words, value=strip.who, strong=True, key="who")
        helps = el(Words, value=strip.helps, key="helps")
        row = open_row(say(Text("What usually comes next")), strip.next, "plan", go, key="stage", quiet=True)
        return el(Card, stage_strip(strip.bars), who, helps, row, key="stages", gap=8)

    def _apart(self) -> Node | None:
        if not self.state.apart_note:
            return None
        words = el(Words, value=self.state.apart_note, style="small")
        return el(Card, el(Row, el(Icon, name="info"), words, gap=10, top=True), kind="soft", key="apart")

    def _cap(self) -> Node | None:
        cap = self.state.cap
        if cap is None:
            return None
        return el(
            Card,
            el(Words, value=cap.title, style="section", key="title"),
            el(Words, value=cap.words, key="words"),
            el(Row, el(Icon, name="help"), el(Words, value=cap.ask, key="ask"), gap=10, top=True),
            el(Words, value=cap.source, style="small", tone="muted", key="source"),
            key="cap",
            gap=8,
        )

    def _exact(self) -> Node | None:
        state = self.state
        if not state.exact:
            return None
        return el(
            Card,
            el(Words, value=self.say(Text("The next payment")), style="section"),
            el(Words, value=state.exact, strong=True),
            el(Words, value=state.exact_note, style="small", tone="muted"),
            key="exact",
            gap=6,
        )

    def _facts(self) -> Node | None:
        if not self.state.facts:
            return None
        rows = [amount_row(label, value, key=label) for label, value in self.state.facts]
        return el(Card, *ruled(rows), key="facts", gap=0, pad=(16, 8))

    def _collector(self) -> Node | None:
        state = self.state
        if not state.collector:
            return None
        row = el(Row, el(IconTile, name="agency", quiet=True), row_words(state.collector, state.collector_note), gap=12)
        earlier = [el(Words, value=words, style="small", tone="muted", key=words) for words in state.earlier_collectors]
        title = el(Words, value=self.say(Text("Who asks for the money")), style="section")
        return el(Card, title, row, *earlier, key="collector")

    def _limit(self) -> Node:
        say = self.say
        row = open_row(
            say(Text("Time limit for court")),
            say(Text("For an old debt: what moves it, and what to leave for an adviser.")),
            "hourglass",
            lambda: self.nav.open("time_limit", debt_id=self.debt_id),
            key="limit",
            quiet=True,
        )
        return el(Card, row, key="limit", pad=(14, 6))

    def _contract(self) -> Node:
        say, go = self.say, self.nav.open
        rows = [
            open_row(
                say(Text("What the contract says")),
                say(Text("Interest that changes, a promise, fees, a pause, an offer.")),
                "letter",
                lambda: go("terms", debt_id=self.debt_id),
                key="terms",
                quiet=True,
            ),
            open_row(
                say(Text("Does this match your statement?")),
                say(Text("Its interest counted anew, and which way of counting fits.")),
                "receipt",
                lambda: go("statement", debt_id=self.debt_id),
                key="statement",
                quiet=True,
            ),
            open_row(
                say(Text("Somebody presses for money")),
                say(Text("What a payment now would take from the others. Tomorrow is soon enough.")),
                "call_in",
                lambda: go("pressed", debt_id=self.debt_id),
                key="pressed",
                quiet=True,
            ),
        ]
        if self.state.is_loan:
            check = open_row(
                say(Text("Check a loan contract")),
                say(Text("What reached you, what is bundled in, what it truly costs.")),
                "check_this",
                lambda: go("contract_check", debt_id=self.debt_id),
                key="contract_check",
                quiet=True,
            )
            rows.insert(1, check)
        return el(Card, *ruled(rows), key="contract", pad=(14, 6), gap=0)

    def _letter(self) -> Node:
        say = self.say
        row = open_row(
            say(Text("Write a letter")),
            say(Text("Ask for a plan, a pause, proof: filled from what you keep.")),
            "letter",
            lambda: self.nav.open("letter_wizard", debt=self.state.name),
            key="letter",
            quiet=True,
        )
        return el(Card, row, key="letter", pad=(14, 6))

    def _payments(self) -> Node | None:
        state = self.state
        title = el(Words, value=self.say(Text("Payments")), style="section")
        count = el(Words, value=state.payments_count, style="small", tone="muted", hug=True)
        if not state.payments:
            words = self.say(Text("None recorded yet. Keep a receipt or a screenshot of each one."))
            return el(Card, title, el(Words, value=words, style="small", tone="muted"), key="no payments", gap=4)
        rows = [amount_row(paid.day, paid.amount, key=str(paid.id)) for paid in state.payments]
        return el(Card, el(Row, title, count, gap=8), el(Column, *ruled(rows)), key="payments", gap=2)

    # Recording a payment

    def _open_payment(self) -> None:
        self._sheet = "pay"
        self.show(self.vm.start_payment())

    def sheet(self):
        """Return the payment form, where it is open."""
        state, say = self.state, self.say
        if self._sheet != "pay":
            return None
        summary = el(Words, value=state.summary, tone="warn", key="summary") if state.summary else None
        old = el(Card, el(Words, value=state.old_debt), kind="warn", key="old") if state.old_debt else None
        exact = el(Card, el(Words, value=state.exact, strong=True), kind="soft", key="exact") if state.exact else None
        amount = el(
            Field,
            key="amount",
            input="money",
            label=say(Text("Amount")),
            value=state.pay_amount,
            unit=state.pay_unit,
            error=state.pay_errors.get("amount", ""),
            fix_text=self._fix_words("amount"),
            fix=lambda: self.show(self.vm.type("amount", self.state.pay_fixes["amount"])),
            commit=lambda text: self.show(self.vm.type("amount", text)),
            enter=self._pay,
        )
        day = el(
            Field,
            key="day",
            input="day",
            button=self.day_button(state.pay_day, lambda text: self.show(self.vm.type("day", text))),
            label=say(Text("Paid on")),
            value=state.pay_day,
            error=state.pay_errors.get("day", ""),
            fix_text=self._fix_words("day"),
            fix=lambda: self.show(self.vm.type("day", self.state.pay_fixes["day"])),
            commit=lambda text: self.show(self.vm.type("day", text)),
            enter=self._pay,
        )
        note = el(Words, value=state.exact_note, style="small", tone="muted", key="note")
        really = lambda: self.nav.open("really_them", debt_id=self.debt_id)  # noqa: E731
        words = say(Text("Someone new? Is this really them?"))
        them = el(KButton, key="them", value=words, icon="shield", kind="soft", small=True, action=really)
        save = el(KButton, key="save", value=say(Text("I have paid it: record it")), action=self._pay)
        later = el(KButton, key="later", value=say(Text("Not now")), kind="text", action=self._close_payment)
        nodes = (summary, old, exact, them, amount, day, note, save, later)
        return say(Text("Record a payment")), tuple(node for node in nodes if node), self._close_payment

    def _fix_words(self, field: str) -> str:
        fix = self.state.pay_fixes.get(field, "")
        return self.say(Text("Use {value}", {"value": fix})) if fix else ""

    def _pay(self) -> None:
        state = self.vm.pay()
        if not state.pay_errors and not state.summary:
            self._sheet = ""
        self.show(state)

    def _close_payment(self) -> None:
        self._sheet = ""
        self.nav.draw()

    def undo(self):
        """Return the payment that can be taken back."""
        if not self.state.undo:
            return None
        return self.state.undo, lambda: self.show(self.vm.undo()), lambda: self.show(self.vm.forget_undo())
