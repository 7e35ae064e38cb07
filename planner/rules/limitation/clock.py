"""The time limit for court of one debt: every reading of the law put together, and how far what is known reaches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum
from typing import NamedTuple

from planner.dates import add_months
from planner.rules.limitation.places import NONE, UNKNOWN, Effect, Period, PlaceLaw, Source, load_place
from planner.rules.limitation.walk import Event, Reading, Walked, walk

NEAR_MONTHS = 12
"""A debt is old from this long before its end on: then words and payments begin to matter."""
SHORTEST_YEARS = 2
"""No place that was looked at has a shorter time, so a younger debt is young wherever it is."""


class State(Enum):
    """Where the time limit stands. It is never announced as over."""

    RUNNING = "running"
    MAY_HAVE_ENDED = "may-have-ended"
    UNKNOWN = "unknown"


class Ask(NamedTuple):
    """What would settle what is open: an id of ``words``, and the event it is about."""

    id: str
    event: Event | None = None


class LeftOut(NamedTuple):
    """An event that was not looked at, and why: ``before-due``, ``after-day-asked``, ``no-start``."""

    event: Event
    why: str


class Clock(NamedTuple):
    """What can be said. ``not_before``: the time has not ended before it, on any reading; ``ends_on``: the end on the longest.

    ``restarted_by``: what moved the end on every reading; ``unsure``: what did on one of them. ``is_old``: old or unclear, so that words,
    payments and signatures matter; only then ``avoid`` is filled.
    """

    law: PlaceLaw
    due: date
    on: date
    ends_on: date | None
    not_before: date | None
    state: State
    restarted_by: tuple[Event, ...]
    unsure: tuple[Event, ...]
    left_out: tuple[LeftOut, ...]
    basis: tuple[Source, ...]
    is_old: bool
    avoid: tuple[str, ...]
    ask: tuple[Ask, ...]


ACTS = {
    "sign": ("signed-acknowledgment",),
    "promise": ("signed-acknowledgment", "spoken-acknowledgment"),
    "pay-part": ("part-payment",),
    "ask-for-instalments": ("signed-acknowledgment", "spoken-acknowledgment", "negotiation"),
    "new-agreement": ("new-agreement",),
}
"""What a borrower may do, and what it is to the time limit."""


def limitation_clock(
    place: str,
    due: date,
    events: Iterable[Event] = (),
    *,
    on: date,
    contract: str | None = None,
    holder: str | None = None,
) -> Clock:
    """Return the time limit of a debt whose last payment was due on ``due``, as it stands on ``on``.

    ``contract``: one of ``places.CONTRACTS``, ``holder``: one of ``places.HOLDERS``; None where it is not known. Raises
    ``KeyError`` for a place that was not looked at. Not modelled: obstacles such as force majeure, weekends and holidays at
    the end, joint debtors, acceleration clauses, judgments.
    """
    law = load_place(place)
    kept, left_out = _sort_out(events, due, on)
    readings = law.periods_for(contract, due)
    early = [walk(Reading(law, period, kind, holder, due, on, trusting=False), kept) for kind, period in readings]
    late = [walk(Reading(law, period, kind, holder, due, on, trusting=True), kept) for kind, period in readings]
    not_before = min((walked.end for walked in early if walked.end), default=None)
    ends = [walked.end for walked in late]
    ends_on = None if not ends or None in ends else max(end for end in ends if end)
    state = _state(on, not_before, ends_on, sued=any(event.kind == "suit" for event in kept))
    is_old = _is_old(on, due, not_before, state)
    moved = [set(walked.moved) for walked in (*early, *late)]
    surely = set[Event]().union(*moved).intersection(*moved)
    return Clock(
        law=law,
        due=due,
        on=on,
        ends_on=ends_on,
        not_before=not_before,
        state=state,
        restarted_by=_in_order(surely),
        unsure=_in_order(set[Event]().union(*moved) - surely),
        left_out=tuple(left_out),
        basis=_basis(law, [period for _, period in readings], [*early, *late]),
        is_old=is_old,
        avoid=_avoid(law, on, contract, holder) if is_old else (),
        ask=_asks(law, contract, readings, kept, late),
    )


def _sort_out(events: Iterable[Event], due: date, on: date) -> tuple[list[Event], list[LeftOut]]:
    """Put events in the order of time; those before the due day or after the day asked about are left out with the reason."""
    kept: list[Event] = []
    left: list[LeftOut] = []
    paused = False
    for event in sorted(events, key=lambda event: event.on):
        is_pause = event.kind in ("moratorium-start", "moratorium-end")
        if event.on > on:
            left.append(LeftOut(event, "after-day-asked"))
        elif event.kind == "moratorium-end" and not paused:
            left.append(LeftOut(event, "no-start"))
        elif event.on < due and not is_pause:
            left.append(LeftOut(event, "before-due"))
        else:
            kept.append(event)
            paused = event.kind == "moratorium-start" if is_pause else paused
    return kept, left


def _state(on: date, not_before: date | None, ends_on: date | None, *, sued: bool) -> State:
    if not_before is None:
        return State.UNKNOWN
    if on <= not_before:
        return State.RUNNING
    if sued or ends_on is None or on <= ends_on:
        return State.UNKNOWN
    return State.MAY_HAVE_ENDED


def _is_old(on: date, due: date, not_before: date | None, state: State) -> bool:
    if on < due:
        return False
    if not_before is None:
        return on > add_months(due, 12 * SHORTEST_YEARS - NEAR_MONTHS)
    return state is not State.RUNNING or on > add_months(not_before, -NEAR_MONTHS)


def _avoid(law: PlaceLaw, on: date, contract: str | None, holder: str | None) -> tuple[str, ...]:
    """Return the acts that can move the end there, before it or after it: nobody knows on which side of it we are."""

    def may_matter(event: str) -> bool:
        kind = contract or law.assumed[0]
        sides = (law.effect(event, on, before_end=side, contract=kind, holder=holder) for side in (True, False))
        return any(effect.does != NONE for effect in sides)

    return tuple(act for act, kinds in ACTS.items() if any(map(may_matter, kinds)))


def _basis(law: PlaceLaw, periods: Sequence[Period], walks: Sequence[Walked]) -> tuple[Source, ...]:
    sources = [period.source for period in periods]
    sources += [effect.source for walked in walks for _, effect in walked.used if effect.source]
    if law.cap_source and any(walked.capped for walked in walks):
        sources.append(law.cap_source)
    return tuple(dict.fromkeys(sources))


def _asks(
    law: PlaceLaw,
    contract: str | None,
    readings: Sequence[tuple[str, Period]],
    events: Sequence[Event],
    late: Sequence[Walked],
) -> tuple[Ask, ...]:
    found: list[Ask] = []
    if law.is_part_assumed:
        found.append(Ask("uk-part"))
    if law.part_question:
        found.append(Ask(law.part_question))
    kinds = {kind: tuple(period for one, period in readings if one == kind) for kind, _ in readings}
    if len(set(kinds.values())) > 1 or (law.periods and not readings):
        found.append(Ask("contract"))
    elif not readings and not law.part_question:
        found.append(Ask("years"))
    if any(len(periods) > 1 for periods in kinds.values()):
        found.append(Ask("older-law"))
    for walked in late:
        found += [one for event, effect in walked.used for one in _about(event, effect)]
    if any(event.kind == "suit" for event in events):
        found.append(Ask("court"))
    if sum(event.kind == "moratorium-start" for event in events) > sum(e.kind == "moratorium-end" for e in events):
        found.append(Ask("pause-ended"))
    return tuple(dict.fromkeys(found))


def _about(event: Event, effect: Effect) -> list[Ask]:
    if not event.sure and effect.does != NONE:
        return [Ask("which-debt")]
    if effect.by_holder:
        return [Ask("holder")]
    if effect.ask:
        return [Ask(effect.ask)]
    return [Ask("effect", event)] if effect.does == UNKNOWN else []


def _in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    return tuple(sorted(dict.fromkeys(events), key=lambda event: (event.on, event.kind)))
