"""The law of time limits as data: ``assets/limitation/<place>.toml``, parts of a place in a folder of its name.

A file has ``verified_on``, ``seen``, and ``[[period]]``: ``contract`` (kinds it is for; ``any``), ``years``, ``from_year_end``
(counted from the end of the year of the due day), ``add_days``, ``earliest`` and ``latest`` (never before, never after that
day), ``older_years`` for a run of years that began up to ``older_until``, ``from`` and ``until`` (by the due day). Two periods
that fit are two readings of the law. ``[[effect]]``: what an ``event`` does ``before`` and ``after`` the end: ``restart``,
``suspend`` (a pause adds its days, talks hold it for as long as nobody knows), ``stop`` (no end can be named any more),
``none``, ``revive``, ``unknown``; ``perhaps`` is what an unknown one may do. ``holder``, ``contract``, ``from`` and ``until``
(by the event's day) narrow it; ``suit_within_months``: it counts only if a suit follows. Rows of a part come before those of
the whole. Periods and effects known weakly or from memory alone count as unknown.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from planner.resources import ASSETS
from planner.rules.law import DRAFT, JURISDICTIONS, READ_AS, WEAK

FOLDER = ASSETS / "limitation"

EVENTS = (
    "demand signed-acknowledgment spoken-acknowledgment part-payment new-agreement suit assignment-notice auto-debit "
    "negotiation moratorium-start moratorium-end"
).split()
CONTRACTS = "written card open oral periodic demand-note medical".split()
"""Kinds of contract whose years differ somewhere: signed, a card, an account without a paper, by word of mouth, interest and
other regular payments, a note payable on demand, a medical bill."""
HOLDERS = ("creditor", "debt-buyer")

RESTART, SUSPEND, STOP, NONE, REVIVE, UNKNOWN = "restart suspend stop none revive unknown".split()
_USUALLY = {"suit": STOP, "moratorium-start": SUSPEND, "negotiation": SUSPEND}
_OF_ONE_SIDE = frozenset({"demand", "assignment-notice", "negotiation", "suit", "moratorium-start"})
"""What a lender or a court does brings nothing to life after the end, unless a row says so."""


class Source(NamedTuple):
    """Where a statement stands, and how sure it is."""

    citation: str
    confidence: str
    verified_on: date

    @property
    def is_sure(self) -> bool:
        """Whether it may be relied on: read in the text, or second-hand from good sources."""
        return self.confidence not in (WEAK, DRAFT)


class Period(NamedTuple):
    """How long, and from when. ``contract``: the kinds it is for."""

    contract: frozenset[str]
    years: int
    from_year_end: bool
    add_days: int
    earliest: date | None
    latest: date | None
    from_on: date | None
    until_on: date | None
    source: Source
    older_years: int = 0
    older_until: date | None = None

    def years_from(self, start: date) -> int:
        """Return how many years a run takes that begins on ``start``: older law may hold for one that began before a change."""
        return self.older_years if self.older_until is not None and start <= self.older_until else self.years

    def fits(self, contract: str, due: date) -> bool:
        """Return whether it is for a debt of that kind that was due then."""
        return bool(self.contract & {contract, "any"}) and _is_within(due, self.from_on, self.until_on)


class Effect(NamedTuple):
    """What an event does: ``does``, and where that is unknown ``perhaps``, the most it may do. ``ask``: what would settle it."""

    does: str
    perhaps: str = NONE
    ask: str = ""
    suit_within_months: int = 0
    source: Source | None = None
    by_holder: bool = False


class PlaceLaw(NamedTuple):
    """The time limits of one place. ``part_question``: what to ask where only the whole of a place of many parts was named."""

    place: str
    is_part_assumed: bool
    part_question: str
    assumed: tuple[str, ...]
    periods: tuple[Period, ...]
    cap_years: int
    cap_source: Source | None
    cap_is_sure: bool
    extinguishes: bool
    notes: tuple[Mapping[str, str], ...]
    rows: tuple[Mapping[str, Any], ...]

    def periods_for(self, contract: str | None, due: date) -> list[tuple[str, Period]]:
        """Return every reading of the years: (kind of contract, period); none where one kind that may be meant has none.

        Where the kind is not stated, the usual ones may be meant.
        """
        kinds = (contract,) if contract else self.assumed
        fitting = {kind: [period for period in self.periods if period.fits(kind, due)] for kind in kinds}
        if not all(fitting.values()):
            return []
        return [(kind, period) for kind, periods in fitting.items() for period in periods]

    def effect(self, event: str, on: date, *, before_end: bool, contract: str, holder: str | None) -> Effect:
        """Return what an event of that day does; ``contract``: the kind whose years are counted."""
        side = "before" if before_end else "after"
        by_holder = False
        for row in self.rows:
            if event not in row["event"] or side not in row or not _is_within(on, row.get("from"), row.get("until")):
                continue
            if contract not in row.get("contract", (contract,)):
                continue
            if "holder" in row and row["holder"] != holder:
                by_holder = by_holder or holder is None
                continue
            return _effect(row, side, event)._replace(by_holder=by_holder)
        if not before_end and event in _OF_ONE_SIDE:
            return Effect(NONE)
        return Effect(UNKNOWN, _perhaps(event, before_end), by_holder=by_holder)


def covered_places() -> list[str]:
    """Return every place whose time limits were looked at, parts as ``united_states/texas``."""
    found = []
    for whole in JURISDICTIONS:
        data = _data(whole)
        parts = {path.stem for path in (FOLDER / whole).glob("*.toml")} | {*data.get("same", ()), *data.get("weak", {})}
        if data or parts:
            found += [whole, *(f"{whole}/{part}" for part in sorted(parts))]
    return found


@lru_cache(maxsize=128)
def load_place(place: str) -> PlaceLaw:
    """Return the time limits of a place; raises ``KeyError`` where it was not looked at."""
    if place not in covered_places():
        raise KeyError(place)
    read_as = READ_AS.get(place, place)
    whole, _, part = read_as.partition("/")
    wide, own = _data(whole), _data(read_as) if part else {}
    periods = own.get("period") or wide.get("period", [])
    if part in wide.get("weak", {}):
        periods = []
    verified_on = (own or wide)["verified_on"]
    both = {**wide, **own}
    return PlaceLaw(
        place=read_as,
        is_part_assumed=read_as != place,
        part_question="" if part else wide.get("part_question", ""),
        assumed=tuple(both.get("assumed", ("written", "card"))),
        periods=tuple(one for one in (_period(entry, verified_on) for entry in periods) if one.source.is_sure),
        cap_years=both.get("cap_years", 0),
        cap_source=Source(both["cap_citation"], "V1" if both["cap_is_sure"] else "V2", verified_on)
        if "cap_years" in both
        else None,
        cap_is_sure=both.get("cap_is_sure", False),
        extinguishes=both.get("extinguishes", False),
        notes=(*own.get("note", ()), *wide.get("note", ())),
        rows=tuple(
            {**row, "verified_on": data["verified_on"]} for data in (own, wide) for row in data.get("effect", ())
        ),
    )


@lru_cache(maxsize=128)
def _data(place: str) -> Mapping[str, Any]:
    path = FOLDER / f"{place}.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}


def _period(entry: Mapping[str, Any], verified_on: date) -> Period:
    return Period(
        contract=frozenset(entry["contract"]),
        years=entry["years"],
        from_year_end=entry.get("from_year_end", False),
        add_days=entry.get("add_days", 0),
        earliest=entry.get("earliest"),
        latest=entry.get("latest"),
        from_on=entry.get("from"),
        until_on=entry.get("until"),
        source=Source(entry["citation"], entry["confidence"], verified_on),
        older_years=entry.get("older_years", 0),
        older_until=entry.get("older_until"),
    )


def _effect(row: Mapping[str, Any], side: str, event: str) -> Effect:
    source = Source(row["citation"], row["confidence"], row["verified_on"])
    does = row[side] if source.is_sure else UNKNOWN
    perhaps = row.get("perhaps") or (row[side] if row[side] != UNKNOWN else _perhaps(event, side == "before"))
    return Effect(
        does,
        perhaps,
        row.get("ask", ""),
        row.get("suit_within_months", 0),
        source if source.citation else None,
    )


def _perhaps(event: str, before_end: bool) -> str:
    return _USUALLY.get(event, RESTART if before_end else REVIVE)


def _is_within(day: date, first: date | None, last: date | None) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)
