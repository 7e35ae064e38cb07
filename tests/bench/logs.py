"""The bench of the contact log: 100,000 entries, opened, paged, searched and checked."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from planner.services.household import open_household
from planner.services.log_checks import LogChecks
from planner.services.log_facts import read_cells
from planner.services.timeline import Narrowing, Timeline
from planner.store.connection import Connector

ENTRIES = 100_000
LAST = date(2026, 11, 23)
DAYS = 5 * 365
ZONE = "America/New_York"
CALLERS = [f"Collector {place}" for place in range(8)]
WAYS = [("call", "rang-out")] * 5 + [("call", "conversation")] * 2 + [("sms", "delivered"), ("call", "busy")]
SAID = ["", "", "", "Pay today.", "今天不还，明天上门。", "We only want to talk about a plan that fits."]


def fill_log(folder: Path, count: int = ENTRIES) -> None:
    """Store ``count`` contacts of five years, of a person who has been here before."""
    household = open_household(folder)
    household.change_settings(welcomed="yes", language="en", country="US", zone=ZONE, currency="USD")
    key = household.key
    household.close()
    dice, zone = random.Random(7), ZoneInfo(ZONE)
    with closing(Connector(folder, key)()) as connection:
        for number in range(1, count + 1):
            day = LAST - timedelta(days=DAYS - number * DAYS // count)
            channel, outcome = dice.choice(WAYS)
            cells = {
                "at": datetime.combine(day, datetime.min.time())
                .replace(hour=dice.randint(7, 21), minute=dice.randint(0, 59))
                .isoformat(sep=" ", timespec="minutes"),
                "channel": channel,
                "outcome": outcome,
                "collector": dice.choice(CALLERS),
                "role": "agency",
                "number": f"+1 646 555 {dice.randint(100, 199):04}",
                "debt": f"Debt {dice.randint(1, 3)}",
                "said": dice.choice(SAID),
            }
            entry, faults = read_cells(cells, zone, ZONE, LAST)
            assert entry is not None, faults
            connection.execute(
                "INSERT INTO log_version (seq, entry, version, kind, body, written_at) VALUES (?, ?, 1, ?, ?, ?)",
                (number, number, entry.kind, entry.body, "2026-01-01T10:00:00+00:00"),
            )
            connection.execute(
                "INSERT INTO log_head (entry, seq, kind, day, at, collector, withdrawn) VALUES (?, ?, ?, ?, ?, ?, 0)",
                (number, number, entry.kind, entry.day.isoformat(), entry.at, entry.collector),
            )
        connection.commit()


def log_figures(folder: Path) -> dict[str, float]:
    """Return the figures of a log that was filled into ``folder``."""
    household = open_household(folder)
    timeline, checks = Timeline(household), LogChecks(household)
    middle = Timeline(household).page(Narrowing(), from_month=date(2024, 5, 1), most=60).then
    jobs: dict[str, Callable[[], object]] = {
        "first page": lambda: timeline.page(Narrowing()),
        "a page in the middle": lambda: timeline.page(Narrowing(), middle),
        "months with counts": timeline.months,
        "search through all of it": lambda: timeline.page(Narrowing(words="nobody wrote this")),
        "version": timeline.version,
    }
    figures = {f"log of {ENTRIES}: {name}, ms": _median(work) for name, work in jobs.items()}
    begun = time.perf_counter()
    checks.check("united_states")
    figures[f"log of {ENTRIES}: check of everything, s"] = time.perf_counter() - begun
    household.close()
    return figures


def _median(work: Callable[[], object], runs: int = 5) -> float:
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)
