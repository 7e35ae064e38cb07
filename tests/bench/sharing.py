"""The bench of sharing: a package of 500 contacts and 20 MB made and opened; the first page of a caseload of 1,000 people."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

CONTACTS, FILES, FILE_SIZE, PEOPLE, RUNS = 500, 10, 2_000_000, 1_000, 5


def sharing_figures() -> dict[str, float]:
    """Return all figures of sharing."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return _package_figures(folder) | _caseload_figures(folder)


def _package_figures(folder: Path) -> dict[str, float]:
    from planner.services.attachments import Attachments
    from planner.services.contacts import ContactLog
    from planner.services.household import open_household
    from planner.services.reviewing import open_share
    from planner.services.sharing import SharingDesk, own_public
    from planner.sharing.contents import SECTIONS, Choice

    borrower, helper = open_household(folder / "borrower"), open_household(folder / "helper")
    borrower.change_settings(country="US", zone="America/New_York", currency="USD")
    borrower.add({"name": "Card", "balance": "4000", "apr": "20", "minimum": "80"}, "USD")
    begun = date(2026, 1, 5)
    cells = {
        "channel": "call",
        "collector": "North Star",
        "outcome": "conversation",
        "said": "Pay by three today. " * 8,
    }
    days = [(begun + timedelta(days=number // 2)).isoformat() for number in range(CONTACTS)]
    rows = [{**cells, "at": f"{day} {8 + number % 12:02}:15"} for number, day in enumerate(days)]
    numbers = ContactLog(borrower).add_all(rows, date(2026, 11, 22))
    for number in range(FILES):
        path = folder / f"{number}.bin"
        path.write_bytes(os.urandom(FILE_SIZE))
        Attachments(borrower).attach(path, numbers[number])
    desk, choice = SharingDesk(borrower), Choice(frozenset(SECTIONS))
    out = iter(folder / f"out{number}.ashore" for number in range(RUNS + 1))
    made: list[Path] = []

    def make() -> None:
        made.append(next(out))
        desk.make(choice, made[-1], code=own_public(helper), language="en", today=date(2026, 11, 22))

    make()
    figures = {
        f"package of {CONTACTS} contacts and {FILES * FILE_SIZE // 1_000_000} MB made, ms (bar 2000)": _median(make),
        "the same opened, ms (bar 2000)": _median(lambda: open_share(helper, made[0])),
    }
    borrower.close()
    helper.close()
    return figures


def _caseload_figures(folder: Path) -> dict[str, float]:
    from planner.model.case import STATES, Case
    from planner.services.caseload import DEADLINE, Caseload
    from planner.services.household import open_household
    from planner.store.caseload_store import CaseStore

    helper, today = open_household(folder / "helper"), date(2026, 11, 22)
    CaseStore(helper.folder, helper.key).add(
        [
            Case(
                f"Household {number}",
                state=STATES[number % len(STATES)],
                review_on=today + timedelta(days=number * 7 % 90),
                deadline_on=today + timedelta(days=number % 60) if number % 3 else None,
                flags=number % 5,
                offers_open=number % 4,
                words=f"household {number} \nharbour bank quick loan north star {'and many more words ' * 20}",
            )
            for number in range(PEOPLE)
        ]
    )
    figures = {
        f"caseload of {PEOPLE}: first page, ms (bar 100)": _median(lambda: Caseload(helper).page(today)),
        "the same: deadlines that hold a word, ms": _median(
            lambda: Caseload(helper).page(today, DEADLINE, "north star")
        ),
    }
    helper.close()
    return figures


def _median(work: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        work()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)
