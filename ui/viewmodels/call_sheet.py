"""A sheet for a shaking hand: what I say, what I ask, what I write down. Ending it writes the call into the log."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from planner.errors import InputProblems, PlannerError, Text
from planner.services.budget import BudgetBook
from planner.services.contacts import LogRow
from planner.services.household import DebtEntry
from planner.services.lateness import days_past_due
from planner.services.offers import OfferBook
from planner.services.stages import stage_of
from planner.services.tactic_guides import AFTER_ASKING, TacticGuide, all_guides, boundary_script, find_guides
from ui.viewmodels.kinds import icon_of
from ui.viewmodels.log_contact import icon_of_role
from ui.viewmodels.session import Session

ASKS = (
    ("name", Text("Your name and staff number?")),
    ("firm", Text("Which company? On whose behalf?")),
    ("parts", Text("How much, split into parts?")),
    ("account", Text("Which account belongs to the lender?")),
    ("writing", Text("Will you send that to me in writing?")),
)
_LISTEN = Text("I will listen. I decide later, not now.")
_WRITE = Text("Please send me in writing what you want, and what for.")
_CAN_PAY = Text("I can pay {amount} a month. Please send me your answer in writing.")
_END = Text("I am ending this call now.")
_BY_STAGE = {
    "early": Text("I need a few more days. Please confirm the new day in writing."),
    "middle": Text("I promise only what I can keep. I will write to you with a sum."),
    "late": Text("You reach me in writing on the one channel that I gave you. There is no ground to call others."),
    "special": Text("I ask for a hardship plan, and for your answer in writing."),
    "agency": Text("Before anything else, send me the authority to collect this debt."),
}
SHOWN = 4


class Answer(NamedTuple):
    """A calm answer to what they press with; not ``is_said``: nothing to say to the caller now, but to know first."""

    id: str
    name: str
    words: str
    is_said: bool = True


class CallState(NamedTuple):
    """The sheet. ``people``: (name, what is known, icon) of who it may be, before it begins; ``since``: seconds are counted from it."""

    people: tuple[tuple[str, str, str], ...]
    begun: bool
    who: str
    under: str
    since: datetime | None
    say: tuple[str, ...]
    line: tuple[tuple[str, str], ...]
    pressed: str
    answers: tuple[Answer, ...]
    nothing: str
    asks: tuple[tuple[str, str, bool], ...]
    agent: str
    staff: str
    said: str
    saved: int
    done_words: str
    problem: str


class CallSheetViewModel:
    """Holds the call until it is saved."""

    def __init__(self, session: Session, name: str = "") -> None:
        self._session = session
        self._name, self._since = "", None if not name else session.now()
        self._cells: dict[str, str] = {}
        self._asked: set[str] = set()
        self._pressed = ""
        self._line = False
        self._row: LogRow | None = None
        self._problem: Text | None = None
        if name:
            self._name = name

    def state(self) -> CallState:
        """Return the sheet as it stands."""
        session, say = self._session, self._session.say
        found = self._found()
        return CallState(
            people=self._people() if self._since is None else (),
            begun=self._since is not None,
            who=self._name or say(Text("A number I don't know")),
            under=self._under(),
            since=self._since,
            say=self._sayings(),
            line=tuple((step.name, step.words) for step in boundary_script(session.language).steps)
            if self._line
            else (),
            pressed=self._pressed,
            answers=found,
            nothing=say(Text("Nothing here has these words. Try one word of what they said."))
            if self._pressed.strip() and not found
            else "",
            asks=tuple((id_, say(words), id_ in self._asked) for id_, words in ASKS),
            agent=self._cells.get("agent_name", ""),
            staff=self._cells.get("staff_number", ""),
            said=self._cells.get("said", ""),
            saved=self._row.entry if self._row else 0,
            done_words=say(Text("The call is in your log")) if self._row else "",
            problem=say(self._problem) if self._problem else "",
        )

    def begin(self, name: str) -> CallState:
        """Begin the call with this collector; "" for a number nobody knows."""
        self._name, self._since = name, self._session.now()
        return self.state()

    def tick(self, ask: str) -> CallState:
        """Turn one of the questions."""
        self._asked ^= {ask}
        return self.state()

    def type(self, column: str, text: str) -> CallState:
        """Take what was written down."""
        self._cells[column] = text
        return self.state()

    def press(self, words: str) -> CallState:
        """Look for calm answers to what they press with."""
        self._pressed = words
        return self.state()

    def set_a_line(self) -> CallState:
        """Show the three sentences that set a line, or fold them."""
        self._line = not self._line
        return self.state()

    def end(self) -> CallState:
        """End the call and write it into the log."""
        session = self._session
        zone, _ = session.contact_log.zone()
        begun = (self._since or session.now()).astimezone(zone)
        cells = {"at": begun.strftime("%Y-%m-%d %H:%M"), "channel": "call", "outcome": "conversation", **self._cells}
        cells = {column: text.strip() for column, text in cells.items() if text.strip()}
        if self._name:
            cells["collector"] = self._name
        debt = self._debt()
        if debt is not None:
            cells["debt"] = debt.name
            role = debt.holders[-1].role if debt.holders and debt.holders[-1].name == self._name else None
            if role:
                cells["role"] = role
        minutes = max(0, int((session.now() - (self._since or session.now())).total_seconds())) // 60
        asked = [session.say(words) for id_, words in ASKS if id_ in self._asked]
        notes = [session.say(Text("{count} min on the phone", {"count": str(minutes)}))] if minutes else []
        if asked:
            notes.append(session.say(Text("I asked: {what}", {"what": " ".join(asked)})))
        if notes:
            cells["note"] = session.join(*notes)
        try:
            self._row, self._problem = session.contact_log.add(cells, session.today), None
        except InputProblems as faults:
            self._problem = faults.problems[0].message
        except PlannerError as error:
            self._problem = error.message
        return self.state()

    def take_back(self) -> CallState:
        """Take the entry out of the log again, and go on with the sheet."""
        if self._row is not None:
            try:
                self._session.contact_log.withdraw(self._row)
            except PlannerError as error:
                self._problem = error.message
            self._row = None
        return self.state()

    # Its parts

    def _people(self) -> tuple[tuple[str, str, str], ...]:
        session, found = self._session, dict[str, tuple[str, str]]()
        for one in session.contact_log.collectors()[:SHOWN]:
            if one.name:
                roles = session.contact_log.roles_of(one.name)
                last = session.say(Text("last on {day}", {"day": session.short_day(one.last_on)}))
                found[one.name] = last, icon_of_role(roles[0] if len(roles) == 1 else "")
        for debt in session.debts:
            holder = debt.holders[-1] if debt.holders else None
            name = holder.name if holder else debt.creditor or ""
            if name and name not in found:
                found[name] = debt.name, icon_of_role(holder.role) if holder and holder.role else icon_of(debt.kind)
        return tuple((name, *known) for name, known in found.items())

    def _debt(self) -> DebtEntry | None:
        """Return the debt that the caller is about, where there is one alone."""
        held = [
            debt
            for debt in self._session.debts
            if self._name and self._name in (debt.creditor, *(one.name for one in debt.holders[-1:]))
        ]
        return held[0] if len(held) == 1 else None

    def _under(self) -> str:
        session, debt = self._session, self._debt()
        if self._since is None:
            return ""
        zone, _ = session.contact_log.zone()
        since = session.say(Text("since {time}", {"time": session.clock(self._since.astimezone(zone))}))
        return session.join(debt.name if debt else "", since)

    def _sayings(self) -> tuple[str, ...]:
        say, debt = self._session.say, self._debt()
        lines = [say(_LISTEN)]
        if debt is not None:
            late = days_past_due(debt, self._session.today)
            stage = stage_of(late) if late else None
            if stage is not None and stage.id in _BY_STAGE:
                lines.append(say(_BY_STAGE[stage.id]))
        lines.append(self._offer_line(debt) or say(_WRITE))
        return (*lines, say(_END))

    def _offer_line(self, debt: DebtEntry | None) -> str:
        """Return the one figure to name: the open offer, which the budget holds; none where there is no offer."""
        if debt is None:
            return ""
        offers = [one for one in OfferBook(self._session.household).of_debt(debt.name) if one.is_open]
        budget = BudgetBook(self._session.household, self._session.currency).read()
        if not offers or not budget.result.for_debts:
            return ""
        amount = self._session.money(offers[-1].agreed, debt.currency)
        return self._session.say(Text(_CAN_PAY.id, {"amount": amount}))

    def _found(self) -> tuple[Answer, ...]:
        if not self._pressed.strip():
            return ()
        found = find_guides(self._pressed)
        guides = [one for group in all_guides(self._session.language) for one in group.guides if one.id in found]
        return tuple(self._answer(one) for one in guides[:SHOWN])

    def _answer(self, guide: TacticGuide) -> Answer:
        """Return what to say; what is for a court, or true only once a court was asked, is not said to the caller (guard 3)."""
        if guide.id in AFTER_ASKING:
            return Answer(guide.id, guide.name, guide.first, is_said=False)
        name = f"{guide.name}\n{guide.say_to}" if guide.say_to else guide.name
        return Answer(guide.id, name, guide.say)
