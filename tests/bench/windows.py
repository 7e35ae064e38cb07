"""The bench of the window: the first frame against a bare Kivy app, memory, frames of a drag and of a scroll."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from planner.services.household import open_household
from tests.bench.logs import ENTRIES, fill_log, log_figures
from tests.window import WINDOW_ENVIRONMENT, NoScreen, start_screen

CHILD = Path(__file__).parent / "window_child.py"
RUNS = 9


def fill(folder: Path, count: int) -> None:
    """Store ``count`` debts of a person who has been here before."""
    household = open_household(folder)
    table = folder / "debts.csv"
    lines = [f"Debt {i},{1000 + i * 7}.50,{5 + i % 20}.25,{40 + i % 30},{1 + i % 28}" for i in range(count)]
    table.write_text("name,balance,apr,minimum,due_day\n" + "\n".join(lines), "utf-8")
    household.import_file(str(table), "USD")
    household.change_settings(welcomed="yes", language="en", country="US")
    household.close()


def run(home: Path, *words: str) -> tuple[float, str]:
    """Run a child; return the milliseconds until it spoke, and what it said."""
    environment = {**os.environ, **WINDOW_ENVIRONMENT, "KIVY_HOME": str(home)}
    begun = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, str(CHILD), *words], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    said = child.stdout.readline()
    taken = (time.perf_counter() - begun) * 1000
    rest = child.communicate()[1]
    if not said:
        raise RuntimeError(rest)
    return taken, said


def window_figures() -> dict[str, float]:
    """Return the figures; empty, said aloud, where there is no screen."""
    try:
        screen = start_screen()
    except NoScreen as reason:
        print(f"no window figures: {reason}")
        return {}
    try:
        with tempfile.TemporaryDirectory() as folder:
            return _measure(Path(folder))
    finally:
        if screen is not None:
            screen.terminate()


def _measure(folder: Path) -> dict[str, float]:
    many, twelve, home = folder / "many", folder / "twelve", folder / "kivy"
    for path in (many, twelve, home):
        path.mkdir()
    fill(many, 200)
    fill(twelve, 12)
    bare, ours, memory = [], [], []
    run(home, "ashore", str(many))  # the first start compiles
    for _ in range(RUNS):
        bare.append(run(home, "bare")[0])
        taken, said = run(home, "ashore", str(many))
        ours.append(taken)
        memory.append(int(said.split()[1]))
    frames = json.loads(run(home, "frames", str(twelve))[1])
    middle = {name: statistics.median(times) for name, times in frames.items()}
    long_log = folder / "log"
    fill_log(long_log)
    scrolled = json.loads(run(home, "log", str(long_log))[1])
    return {
        "bare Kivy label, first frame, ms": statistics.median(bare),
        "Ashore with 200 debts, frame with totals, ms": statistics.median(ours),
        "ratio of first frames (bar 2.0)": statistics.median(ours) / statistics.median(bare),
        "memory at that frame, MB (bar 220)": max(memory),
        "peak memory with plan and list, MB (bar 220)": max(frames["memory"]),
        "re-plan of 12 debts, ms (bar 2)": middle["replan"],
        "frame while dragging the budget, ms (bar 33)": middle["drag"],
        "slowest frame of the drag, ms": max(frames["drag"]),
        "frame while scrolling 10,000 rows, ms (bar 16)": middle["scroll"],
        f"log of {ENTRIES} in the window: opened, ms": scrolled["open"][0],
        f"log of {ENTRIES}: frame while scrolling, ms (bar 16)": statistics.median(scrolled["scroll"]),
        f"log of {ENTRIES}: slowest frame while scrolling, ms": max(scrolled["scroll"]),
        f"log of {ENTRIES}: frame while scrolling two years ago, ms (bar 16)": statistics.median(scrolled["old"]),
        f"log of {ENTRIES}: frame while the rules are asked, ms": statistics.median(scrolled["asking"]),
        **log_figures(long_log),
    }
