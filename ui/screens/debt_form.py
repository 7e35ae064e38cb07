"""Adding or editing a debt: the kind, its numbers, who asks for the money."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.form_parts import chips
from ui.screens.screen import Screen
from ui.theme import theme
from ui.viewmodels.debt_form import DebtFormState, DebtFormViewModel, FieldState, KindState
from ui.widgets.card import amount_row, open_row, ruled, steps_bar
from ui.widgets.choice import Tick
from ui.widgets.field import Field, error_summary
from ui.widgets.layout import Card, Column, EvenRow
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.scroll import show_faults
from ui.widgets.tree import Node, el
from ui.widgets.words import Words

_SHORT = frozenset("account_tail apr minimum term_months due_day days_past_due collector_since".split())


class DebtFormScreen(Screen):
    """The form."""

    tab = "debts"
    state: DebtFormState

    def begin(self, debt_id: int = 0) -> None:
        """Start with an empty debt, or with the one to edit."""
        self.debt_id = debt_id
        kept = self.session.drafts.pop(debt_id, None)
        self.vm = kept or DebtFormViewModel(self.session, self.session.find(debt_id) if debt_id else None)
        self._left_by_back = False
        self.state = self.vm.state()

    def leave(self) -> None:
        """Keep what was typed where the person went elsewhere in the middle of it."""
        if self.vm.is_begun and not self._left_by_back and not self.state.done:
            self.session.drafts[self.debt_id] = self.vm

    def show(self, state: DebtFormState) -> None:
        """Draw the next state; a stored debt leads to its page, or back to it."""
        if state.done:
            self.state = state
            if self.debt_id:
                self.nav.back()
            else:
                self.nav.tab("debts")
                self.nav.open("debt", debt_id=state.done)
            return
        super().show(state)
        if state.summary:
            show_faults(self.nav.root)

    def go_back(self) -> bool:
        """Go back one step, keeping what was typed."""
        before = self.vm.back()
        if before is None:
            self._left_by_back = True
            return False
        self.state = before
        return True

    def page(self) -> PageParts:
        """Return the page of the step."""
        state, say = self.state, self.say
        back = say(Text("Back"))
        if state.step == "kind":
            note = el(
                Words,
                value=say(Text("Pay these first: your home and daily life hang on them")),
                style="body",
                strong=True,
                key="first",
            )
            rare = el(Words, value=say(Text("Other kinds")), style="body", strong=True, key="other")
            side = (note, self._kinds(state.come_first, "come first"), rare, self._kinds(state.rare, "rare"))
            kinds = self._kinds(state.ordinary, "kinds")
            return PageParts(state.title, (kinds,), side=side, back=back, top=self._steps())
        body = (*self._steps(), error_summary(state.summary), *self._fields(), *self._ticks())
        last = state.step != "numbers"
        foot = (
            el(KButton, key="back", value=back, kind="outline", size_hint_x=1, action=self.nav.back),
            el(
                KButton,
                key="next",
                value=say(Text("Save")) if last else say(Text("Next")),
                size_hint_x=2,
                action=lambda: self.show(self.vm.next()),
            ),
        )
        return PageParts(state.title, body, back=back, foot=foot)

    def _steps(self) -> tuple[Node | None, ...]:
        state = self.state
        if not state.steps_count:
            return ()
        return (
            el(
                Column,
                el(Words, value=state.step_text, style="small", tone="muted"),
                steps_bar(state.step_number, state.steps_count),
                gap=6,
                key=f"step {state.step_number}",
            ),
        )

    def _kinds(self, kinds: tuple[KindState, ...], key: str) -> Node:
        rows = [
            open_row(
                kind.name,
                kind.hint,
                kind.icon,
                lambda kind=kind: self.show(self.vm.choose_kind(kind.kind)),
                key=kind.kind,
            )
            for kind in kinds
        ]
        return el(Card, *ruled(rows), key=key, pad=(14, 6), gap=0)

    def _fields(self) -> list[Node]:
        """Return the fields, short ones two in a row where there is room."""
        rows: list[Node] = []
        waiting: list[FieldState] = []

        def flush() -> None:
            if not waiting:
                return
            nodes = [self._field(field) for field in waiting]
            key = "row " + waiting[0].column
            rows.append(nodes[0] if len(nodes) == 1 else el(EvenRow, *nodes, gap=10, key=key))
            waiting.clear()

        for field in self.state.fields:
            if field.column in _SHORT and not theme.stacked and not field.error:
                waiting.append(field)
                if len(waiting) == 2:
                    flush()
            else:
                flush()
                rows.append(self._field(field))
        flush()
        return rows

    def _field(self, field: FieldState) -> Node:
        button = None
        if field.input == "day":
            button = self.day_button(field.value, lambda day: self.show(self.vm.type(field.column, day)))
        fix = self.say(Text("Use {value}", {"value": field.fix})) if field.fix else ""
        return el(
            Field,
            key="field " + field.column,
            column=field.column,
            input=field.input,
            button=button,
            label=field.label,
            value=field.value,
            unit=field.unit,
            hint=field.hint,
            error=field.error,
            fix_text=fix,
            fix=lambda: self.show(self.vm.use_fix(field.column)),
            commit=lambda text: self.show(self.vm.type(field.column, text)),
            enter=lambda: self.show(self.vm.next()),
        )

    def _ticks(self) -> list[Node]:
        state, say = self.state, self.say
        if state.step == "collector":
            words = say(Text("All of this can stay empty. What you do not know can come later."))
            return [el(Words, value=words, style="small", tone="muted", key="later"), self._not_mine()]
        fee_plan: list[Node] = []
        if state.early:
            title = say(Text("If you pay it all early, the fees still to come are"))
            fee_plan.append(chips(title, state.early, lambda id_: self.show(self.vm.set_early(id_)), key="early"))
        if state.true_rate:
            rows = [amount_row(label, value, key=label) for label, value in state.true_rate]
            words = say(
                Text(
                    "You pay a fee on the first amount even after most of it is paid back. So the true rate is near double."
                )
            )
            fee_plan.append(
                el(
                    Card,
                    *ruled(rows),
                    el(Words, value=words, style="small", tone="muted", key="why"),
                    key="true",
                    gap=4,
                )
            )
        first = el(
            Tick,
            key="first",
            value=say(Text("Pay this first: home, power, food, work or health hang on it")),
            on=state.comes_first,
            action=lambda: self.show(self.vm.set_comes_first(not self.state.comes_first)),
        )
        out = [*fee_plan, first]
        if state.step == "all":
            out.append(self._not_mine())
            dispute = lambda: self.show(self.vm.set_disputed(not self.state.disputed))  # noqa: E731
            out.append(
                el(
                    Tick,
                    key="disputed",
                    value=say(Text("I dispute this debt, or leave it out")),
                    on=state.disputed,
                    action=dispute,
                )
            )
            out.append(
                el(
                    KButton,
                    key="remove",
                    value=say(Text("Remove this debt")),
                    icon="remove",
                    kind="outline",
                    action=self._remove,
                )
            )
        words = say(Text("A rough amount is enough. Whatever you do not know can stay empty."))
        out.append(el(Words, value=words, style="small", tone="muted", key="rough"))
        return out

    def _remove(self) -> None:
        debt_id, self._left_by_back = self.debt_id, True
        self.nav.tab("debts")
        self.nav.top.remove(debt_id)

    def _not_mine(self) -> Node:
        return el(
            Tick,
            key="not mine",
            value=self.say(Text("This may not be mine")),
            on=self.state.may_not_be_mine,
            action=lambda: self.show(self.vm.set_may_not_be_mine(not self.state.may_not_be_mine)),
        )
