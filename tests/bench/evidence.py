"""The bench of evidence: a bundle of 5,000 contacts and 300 MB against copying and hashing the same bytes, and checking it."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CONTACTS, FILES, FILE_SIZE, RUNS = 5_000, 60, 5_000_000, 3
CHILD = """
import json, sys, time
from datetime import date
from pathlib import Path
from tests.bench.memory import most_mb
job, place, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
begun = time.perf_counter()
if job == "verify":
    from planner.services.bundle_check import verify_bundle
    assert verify_bundle(out).unchanged
else:
    from planner.services.bundles import Choice, prepare_bundle, write_bundle
    from planner.services.household import open_household
    household = open_household(place)
    write_bundle(household, prepare_bundle(household, Choice(findings=job == "findings"), "en", date.today()), out)
    household.close()
taken = time.perf_counter() - begun
print(json.dumps([taken * 1000, most_mb()]))
"""


def evidence_figures() -> dict[str, float]:
    """Return all figures of evidence."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _fill(folder / "data")
        plain = folder / "plain"
        plain.write_bytes(b"")
        with plain.open("wb") as file:
            for _ in range(FILES):
                file.write(os.urandom(FILE_SIZE))
        times: dict[str, list[float]] = {what: [] for what in ("copy", "hash", "bundle", "verify")}
        memory = {"bundle": 0.0, "verify": 0.0}
        for run in range(RUNS):
            out = folder / f"out{run}.zip"
            times["copy"].append(_copied(plain, folder / "copy"))
            times["hash"].append(_taken(["sha256sum", str(plain)]))
            for job in ("bundle", "verify"):
                taken, most = _child(job, folder / "data", out)
                times[job].append(taken)
                memory[job] = max(memory[job], most)
            out.unlink()
        with_findings, most = _child("findings", folder / "data", folder / "found.zip")
    copied, hashed, made, checked = (statistics.median(times[what]) for what in ("copy", "hash", "bundle", "verify"))
    size = FILES * FILE_SIZE // 1_000_000
    return {
        f"{size} MB: cp, sync and sha256sum, ms": copied + hashed,
        f"{CONTACTS} contacts, {size} MB: bundle, ms": made,
        "bundle: ratio (bar 3)": made / (copied + hashed),
        "bundle, MB of memory (bar 200)": memory["bundle"],
        "the same with findings, ms": with_findings,
        "the same with findings, MB of memory": most,
        f"{size} MB: sha256sum, ms": hashed,
        "check of the bundle, ms": checked,
        "check: ratio (bar 2)": checked / hashed,
        "check, MB of memory": memory["verify"],
    }


def _fill(place: Path) -> None:
    """Make a household with its log and files."""
    from planner.services.attachments import Attachments
    from planner.services.contacts import ContactLog
    from planner.services.household import open_household

    household = open_household(place)
    household.change_settings(zone="America/New_York", country="US")
    log = ContactLog(household)
    numbers = log.add_all(
        [
            {
                "at": f"2026-{1 + n % 10:02}-{1 + n % 28:02} {8 + n % 14:02}:{n % 60:02}",
                "channel": "call",
                "outcome": "conversation",
                "collector": f"Agency {n % 7}",
                "role": "agency",
                "said": f"Pay by tomorrow, they say, for the {n}th time. 今天必须还。",
            }
            for n in range(CONTACTS)
        ]
    )
    letter = place.parent / "letter"
    for number in range(FILES):
        letter.write_bytes(os.urandom(FILE_SIZE))
        Attachments(household).attach(letter, numbers[number])
    household.close()


def _child(job: str, place: Path, out: Path) -> tuple[float, float]:
    done = subprocess.run(
        [sys.executable, "-c", CHILD, job, str(place), str(out)], check=True, capture_output=True, text=True
    )
    taken, most = json.loads(done.stdout)
    return taken, most


def _copied(source: Path, target: Path) -> float:
    taken = _taken(["cp", str(source), str(target)]) + _taken(["sync", str(target)])
    target.unlink()
    return taken


def _taken(words: list[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(words, check=True, capture_output=True)
    return (time.perf_counter() - begun) * 1000
