"""The bench of the store: unlocking, an encrypted store against a plain one, a backup against a copy of the file."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

from planner.services.backups import make_backup
from planner.services.household import Household
from planner.store.backup import keep_backup
from planner.store.connection import STORE_FILE, Connector
from planner.store.database import open_store
from planner.store.glance import glance
from planner.store.keys import device_keys
from planner.store.vault import lock_with_passphrase, store_new_keys, unlock

ENTRIES, DEBTS, RUNS = 100_000, 50, 9
LARGE = 100 * 1000 * 1000
KEY = bytes(range(32))
CODE = "000011 000022 000033 000044 000055 000066 000077 000088"


def store_figures() -> dict[str, float]:
    """Return all figures of the store."""
    with tempfile.TemporaryDirectory() as name:
        return _unlocking(Path(name)) | _many_entries(Path(name)) | _backup(Path(name))


def _unlocking(folder: Path) -> dict[str, float]:
    lock_with_passphrase(folder / "locked", "three small boats", CODE)
    (taken,) = _side_by_side(5, lambda: unlock(folder / "locked", "three small boats"))
    return {"unlock with a passphrase, ms (bar 1000)": taken}


def _many_entries(folder: Path) -> dict[str, float]:
    places = {None: folder / "plain", KEY: folder / "encrypted"}
    for key, place in places.items():
        open_store(place, key=key).close()
        _fill(place, key)
        keep_backup(place, key, "day", date.today())
    open_ones = {key: Household(open_store(place, key=key), key or b"") for key, place in places.items()}
    figures: dict[str, float] = {}
    jobs: dict[str, Callable[[bytes | None], object]] = {
        "open": lambda key: open_store(places[key], key=key).close(),
        "first page": lambda key: glance(places[key], key),
        "all entries": lambda key: open_ones[key].payments(),
        "entries of one debt": lambda key: open_ones[key].payments(7),
    }
    for job, work in jobs.items():
        plain, encrypted = _side_by_side(RUNS, lambda work=work: work(None), lambda work=work: work(KEY))
        figures[f"{ENTRIES} rows, {job}, encrypted, ms"] = encrypted
        figures[f"{ENTRIES} rows, {job}, plain, ms"] = plain
        figures[f"{job}: ratio (bar 1.3)"] = encrypted / plain
    for household in open_ones.values():
        household.close()
    return figures


def _backup(folder: Path) -> dict[str, float]:
    place = folder / "large"
    store_new_keys(place, device_keys(KEY))
    open_store(place, key=KEY).close()
    with closing(Connector(place, KEY)()) as connection:
        order = json.dumps([int.from_bytes(os.urandom(7), "big") for _ in range(55_000)])
        while (place / STORE_FILE).stat().st_size < LARGE:
            connection.execute(
                "INSERT INTO debt (name, kind, currency, disputed, priority, version) "
                "SELECT 'x' || count(*), 'card', 'USD', 0, 0, 1 FROM debt"
            )
            connection.execute(
                'INSERT INTO "plan" (strategy, currency, start_on, debt_order, made_at) '
                "VALUES ('custom', 'USD', '2026-01-01', ?, '2026-01-01T00:00:00+00:00')",
                (order,),
            )
            connection.commit()
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    days, outs = iter(range(1000)), iter(range(1000))

    def keep() -> None:
        keep_backup(place, KEY, "day", date.fromordinal(date.today().toordinal() + next(days)))

    def take() -> None:
        for path in make_backup(place, KEY, folder / f"out{next(outs)}.bin"):
            path.unlink()

    def copy() -> None:
        target = folder / "copy.db"
        subprocess.run(["cp", str(place / STORE_FILE), str(target)], check=True)
        subprocess.run(["sync", str(target)], check=True)
        target.unlink()

    (first,) = _side_by_side(1, keep)
    copied, taken, kept = _side_by_side(RUNS, copy, take, keep)
    return {
        "100 MB: cp and sync, ms": copied,
        "100 MB: backup to take away, ms": taken,
        "backup to take away: ratio (bar 3)": taken / copied,
        "100 MB: backup of the day, ms": kept,
        "backup of the day: ratio (bar 3)": kept / copied,
        "100 MB: the very first backup, every page checked, ms": first,
    }


def _fill(place: Path, key: bytes | None) -> None:
    with closing(Connector(place, key)()) as connection:
        connection.executemany(
            "INSERT INTO debt (id, name, kind, currency, balance, disputed, priority, version) "
            "VALUES (?, ?, 'card', 'USD', 100000, 0, 0, 1)",
            ((number, f"Debt {number}") for number in range(1, DEBTS + 1)),
        )
        connection.executemany(
            "INSERT INTO payment (debt_id, amount, paid_on, made_at, taken_off) VALUES (?, ?, ?, ?, ?)",
            (
                (1 + n % DEBTS, n, date.fromordinal(738000 + n % 2000).isoformat(), "2026-01-01T10:00:00+00:00", n)
                for n in range(ENTRIES)
            ),
        )
        connection.commit()


def _side_by_side(runs: int, *jobs: Callable[[], object]) -> tuple[float, ...]:
    """Return the median milliseconds of each job, run in turn."""
    times: list[list[float]] = [[] for _ in jobs]
    for _ in range(runs):
        for taken, job in zip(times, jobs, strict=True):
            begun = time.perf_counter()
            job()
            taken.append((time.perf_counter() - begun) * 1000)
    return tuple(statistics.median(taken) for taken in times)
