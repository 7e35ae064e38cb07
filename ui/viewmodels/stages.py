"""What usually comes next with a late debt, and what helps now: its stage by the days late, calm and without blame."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from planner.errors import Text
from planner.services.household import DebtEntry
from planner.services.lateness import days_past_due
from planner.services.stages import (
    LARGE_CARD,
    STAGES,
    Stage,
    collecting_now,
    is_large_card,
    stage_adds,
    stage_of,
    stage_of_debt,
)
from planner.services.words import days_late
from ui.viewmodels.law_lines import LawLine, law_lines
from ui.viewmodels.papers import soon
from ui.viewmodels.session import Session
from ui.viewmodels.time_limit import warning
from ui.viewmodels.unpaid_since import OLDEST, UnpaidSince, UnpaidSinceState

PAST, NOW, EARLY, NEXT = "past", "now", "early", "next"


class StageStripState(NamedTuple):
    """Six bars as (label, past, now, early or next), early where it was handed over before its day, and in words who asks now, what helps first, and what usually comes next.

    ``asks``: it is not known how late it is, so there are no bars yet.
    """

    bars: tuple[tuple[str, str], ...]
    late: str
    who: str
    helps: str
    next: str
    asks: bool


class StageRow(NamedTuple):
    """One stage of the whole map. ``here``: the debt is in it, by its days or by who collects it; ``now`` says which."""

    days: str
    who: str
    usual: str
    here: bool
    now: str = ""


class StagesState(NamedTuple):
    """The page. ``court_first``: a court paper is open, which goes before all of this; ``old``: on an old debt, ask first."""

    debt: str
    strip: StageStripState
    who: str
    usual: str
    next: str
    helps: tuple[str, ...]
    law: tuple[LawLine, ...]
    court_first: str
    old: str
    map: tuple[StageRow, ...]
    since: UnpaidSinceState


class StagesViewModel:
    """Shows the stage of one debt; takes the day since which it was not paid."""

    def __init__(self, session: Session, debt_id: int) -> None:
        self._session = session
        self._id = debt_id
        self._since = UnpaidSince(session, debt_id, OLDEST)

    def state(self) -> StagesState:
        """Return the page as it stands."""
        session, say, debt = self._session, self._session.say, self._session.find(self._id)
        days = days_past_due(debt, session.today) if debt is not None else None
        stage = stage_of_debt(debt, days) if debt is not None and days else None
        return StagesState(
            debt=debt.name if debt else "",
            strip=stage_strip(session, debt) if debt else _UNKNOWN,
            who=_who(session, debt, stage) if debt is not None and stage else "",
            usual=say(stage.usual) if stage else "",
            next=say(stage.next) if stage else "",
            helps=tuple(say(one) for one in stage.helps) if stage else (),
            law=self._law(debt, stage, days or 0),
            court_first=self._court_first(),
            old=warning(session, debt, "promise") if stage else "",
            map=tuple(self._row(one, self._now(debt, one, days or 0, stage)) for one in STAGES),
            since=self._since.state(),
        )

    def _court_first(self) -> str:
        """Return that a paper runs, whose it is and until when; it may be another debt's. Empty where none does."""
        row = next(iter(soon(self._session)), None)
        if row is None:
            return ""
        blanks = {"day": self._session.day(self._session.today + timedelta(days=row.days))}
        if not row.about:
            return self._session.say(
                Text("An open paper has its day on {day}. It goes before everything here.", blanks)
            )
        words = Text(
            "{about}: an open paper has its day on {day}. It goes before everything here.",
            {**blanks, "about": row.about},
        )
        return self._session.say(words)

    def type(self, day: str) -> StagesState:
        """Take the oldest due day that was not paid."""
        self._since.type(day)
        return self.state()

    def save(self) -> StagesState:
        """Keep it with the debt."""
        self._since.save()
        return self.state()

    def _law(self, debt: DebtEntry | None, stage: Stage | None, days: int) -> tuple[LawLine, ...]:
        session = self._session
        if debt is None or stage is None:
            return ()
        place = session.jurisdiction
        large = stage_adds(LARGE_CARD, place, session.today) if is_large_card(debt, days, place) else ()
        return law_lines(session, (*large, *stage_adds(stage.id, place, session.today)))

    def _now(self, debt: DebtEntry | None, one: Stage, days: int, held: Stage | None) -> str:
        """Return that a debt is in a stage; where its days and who collects it say two, each says which of them it is."""
        by_days = stage_of(days)
        if debt is None or one not in (by_days, held):
            return ""
        if by_days is held:
            words = Text("here now")
        elif one is held:
            words = Text("handed over early: with {name} now", {"name": collecting_now(debt)})
        else:
            words = Text("here by the days late")
        return self._session.say(words)

    def _row(self, stage: Stage, now: str) -> StageRow:
        say = self._session.say
        days = Text("Any day: {court}", {"court": stage.days}) if isinstance(stage.days, Text) else _days(stage.days)
        return StageRow(say(days), say(stage.who), say(stage.usual), bool(now), now)


def _days(days: str) -> Text:
    if days.endswith("+"):
        return Text("From day {days}", {"days": days.removesuffix("+")})
    return Text("Day {days}", {"days": days})


def stage_strip(session: Session, debt: DebtEntry) -> StageStripState:
    """Return where a debt stands, in bars and in words."""
    say, days = session.say, days_past_due(debt, session.today)
    if days is None:
        return _UNKNOWN._replace(late=say(Text("Not known how late it is")))
    stage = stage_of(days)
    if stage is None:
        return StageStripState((), say(Text("This debt is not late.")), "", "", "", False)
    held = stage_of_debt(debt, days) or stage
    here = STAGES.index(stage)
    bars = tuple(
        (
            say(one.days) if isinstance(one.days, Text) else one.days if place else say(_days(one.days)),
            NOW if one is stage else EARLY if one is held else PAST if place < here else NEXT,
        )
        for place, one in enumerate(STAGES)
    )
    late = days_late(debt, session.today)
    who, helps = _who(session, debt, held), say(held.helps[0])
    return StageStripState(bars, say(late) if late else "", who, helps, say(held.next), False)


def _who(session: Session, debt: DebtEntry, stage: Stage) -> str:
    """Return who asks now: by name where somebody else than the lender does, else as is usual at this stage."""
    name = collecting_now(debt)
    if name:
        return session.say(Text("With {name} now, not with the lender itself", {"name": name}))
    return session.say(stage.who)


_UNKNOWN = StageStripState((), "", "", "", "", True)
