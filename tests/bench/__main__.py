"""``make bench``: prints a table and JSON. Figures inform; no test depends on them."""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

from planner.payoff.debts import DebtTerms, MinimumRule
from planner.payoff.plan import build_plan
from tests.bench.cheapest import cheapest_figures
from tests.bench.evidence import evidence_figures
from tests.bench.imports import import_figures
from tests.bench.letters import letter_figures
from tests.bench.rules import rule_figures
from tests.bench.schedules import schedule_figures
from tests.bench.sharing import sharing_figures
from tests.bench.stores import store_figures
from tests.bench.tactics import tactic_figures
from tests.bench.windows import window_figures

TOP = Path(__file__).parent.parent.parent
EMPTY_PROGRAM = """
import typer
app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
@app.callback()
def root() -> None: ...
@app.command()
def plan(file: str, extra: str = "", budget: str = "", strategy: str = "", compare: bool = False,
         start: str = "", currency: str = "", json: bool = False) -> None: ...
app()
"""


def forty_debts() -> list[DebtTerms]:
    """Return 40 debts that take about 68 months."""
    dice = random.Random(7)
    return [
        DebtTerms(
            f"Debt {i}",
            dice.randint(100_000, 1_330_000),
            Decimal(dice.randint(500, 2900)) / 100,
            minimum=MinimumRule(fixed=dice.randint(3000, 16_000)),
        )
        for i in range(40)
    ]


def milliseconds(work: Callable[[], object], runs: int) -> float:
    """Return the median time of ``work``."""
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


def main() -> None:
    """Measure and print."""
    # Where Python is told to keep no compiled modules, each start would compile all of ours anew, but none of the others.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    debts = forty_debts()

    def plan(keep_rows: bool):
        return build_plan(debts, currency="USD", start=date(2026, 1, 1), extra=240_000, keep_rows=keep_rows)

    figures: dict[str, float] = {
        "months of the 40-debt plan": plan(False).months or 0,
        "one strategy, totals, ms (bar 5)": milliseconds(lambda: plan(False), 31),
        "one strategy, all rows, ms (bar 15)": milliseconds(lambda: plan(True), 31),
    }
    with tempfile.TemporaryDirectory() as folder:
        table, empty = Path(folder) / "debts.csv", Path(folder) / "empty.py"
        rows = [f"{d.name},{d.balance // 100}.{d.balance % 100:02d},{d.apr},{d.minimum.fixed / 100:.2f}" for d in debts]
        table.write_text("\n".join(["name,balance,apr,minimum", *rows]), "utf-8")
        empty.write_text(EMPTY_PROGRAM, "utf-8")
        words = ["plan", str(table), "--extra", "2400"]
        ours, bare = [], []
        for _ in range(15):
            ours.append(milliseconds(lambda: _run(TOP / "main.py", [*words, "--json"]), 1))
            bare.append(milliseconds(lambda: _run(empty, [*words, "--json"]), 1))
        figures["plan --json, ms"] = statistics.median(ours)
        figures["empty Typer program, ms"] = statistics.median(bare)
        figures["ratio (bar 1.6)"] = statistics.median(ours) / statistics.median(bare)
    _tell(figures)
    for measured in (
        cheapest_figures,
        schedule_figures,
        rule_figures,
        store_figures,
        import_figures,
        evidence_figures,
        sharing_figures,
        tactic_figures,
        letter_figures,
        window_figures,
    ):
        found = measured()
        _tell(found)
        figures |= found
    print(json.dumps(figures))


def _tell(figures: dict[str, float]) -> None:
    for name, value in figures.items():
        print(f"{name:55} {value:10.2f}", flush=True)


def _run(program: Path, words: list[str]) -> None:
    subprocess.run([sys.executable, str(program), *words], check=True, capture_output=True)


if __name__ == "__main__":
    main()
