"""How long schedules take, the rarer terms among them, and how two other correct engines do where the machine has them."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

from planner.dates import add_months
from planner.payoff.cheapest import cheapest_policy
from planner.payoff.compare import Situation, why_moved
from planner.payoff.debts import DebtTerms, MinimumRule
from planner.payoff.plan import build_plan
from planner.payoff.schedule import compile_debts, simulate
from planner.payoff.special import Special
from planner.payoff.strategies import Strategy
from tests.bench.cheapest import twelve_debts
from tests.payoff.optimum import START

PEERS = "ASHORE_BENCH_PEERS"
"""The folder that holds the checkouts of other engines; nothing of theirs is kept here."""
STEP = (Strategy.AVALANCHE, Strategy.SNOWBALL, Strategy.QUICK_WINS)


def schedule_figures() -> dict[str, float]:
    """Return milliseconds (of this process) for schedules, and the ratio to other engines where they are there."""
    twelve, long = twelve_debts(), thirty_debts()
    compiled, many = compile_debts(twelve, START), compile_debts(long, START)
    rare = with_rarer_terms()
    rare_compiled = compile_debts(rare, START)

    def plan(debts: list[DebtTerms], strategy: Strategy = Strategy.AVALANCHE) -> object:
        return build_plan(debts, currency="USD", start=START, strategy=strategy, budget=105_000, keep_rows=False)

    old = Situation(tuple(twelve), 105_000, START, Strategy.AVALANCHE, "USD")
    new = old._replace(start=add_months(START, 6), budget=100_000)
    figures = {
        "re-plan of 12 debts (ms, bar 2)": _took(lambda: plan(twelve), 31),
        "30 debts x 360 months, one strategy (ms, bar 12)": _took(
            lambda: simulate(many, Strategy.AVALANCHE, 30 * 20_001, months=360), 15
        ),
        "a slider step, every strategy but cheapest, 12 debts (ms, bar 16)": _took(
            lambda: [simulate(compiled, one, 105_000) for one in STEP], 31
        ),
        "re-plan of 12 debts with rarer terms (ms)": _took(lambda: plan(rare), 15),
        "cheapest, 12 debts with rarer terms (ms)": _took(lambda: cheapest_policy(rare_compiled, 105_000), 3),
        "why a date moved, 12 debts (ms)": _took(lambda: why_moved(old, new), 9),
    }
    return {name: round(value, 2) for name, value in figures.items()} | peer_figures()


def thirty_debts() -> list[DebtTerms]:
    """Return 30 debts that never end at their budget."""
    return [DebtTerms(f"Debt {i}", 1_000_000, Decimal(24), minimum=MinimumRule(fixed=19_000)) for i in range(30)]


def with_rarer_terms() -> list[DebtTerms]:
    """Return the 12 debts with a fee plan, a deferral, day counts, a pause and account fees among them."""
    debts = twelve_debts()
    terms = {
        0: Special(day_count="act/365"),
        2: Special(account_fee=500),
        4: Special(deferred_until=add_months(START, 14)),
        6: Special(pause_from=add_months(START, 3), pause_until=add_months(START, 6)),
        8: Special(fee_percent=Decimal("0.6"), early="waived"),
    }
    for i, special in terms.items():
        debts[i] = debts[i]._replace(special=special)
    debts[8] = debts[8]._replace(kind="fee-instalment", term_months=24)
    return debts


def peer_figures() -> dict[str, float]:
    """Return how often faster this engine is than two others that agree with it; each that is not there is skipped aloud."""
    folder = os.environ.get(PEERS)
    found: dict[str, float] = {}
    ours = _took(lambda: build_plan(_portfolio(), currency="USD", start=date(2026, 1, 1), budget=80_000), 31)
    for name, work in (("app-fire-calculator", _app_fire), ("avalanche", _avalanche)):
        took = work(Path(folder)) if folder else None
        if took is None:
            print(f"skipped: {name} is not here (its checkout in the folder that {PEERS} names)", file=sys.stderr)
        else:
            found[f"{name} / ours, one plan of 3 debts"] = round(took / ours, 1)
    return found


def _portfolio() -> list[DebtTerms]:
    rows = ((500_000, "22.99", 15_000), (350_000, "18.99", 10_000), (1_200_000, "6.5", 35_000))
    return [
        DebtTerms(f"Debt {i}", balance, Decimal(apr), minimum=MinimumRule(fixed=least))
        for i, (balance, apr, least) in enumerate(rows)
    ]


def _app_fire(folder: Path) -> float | None:
    """Time the TypeScript engine in a process of its own, the start of which is not counted."""
    module = folder / "app-fire-calculator/web/src/utils/calculations.ts"
    runner = shutil.which("tsx")
    if runner is None or not module.exists():
        return None
    debts = [
        {
            "name": d.name,
            "balance": d.balance / 100,
            "rate": float(d.apr or 0) / 100,
            "minPayment": d.minimum.fixed / 100,
        }
        for d in _portfolio()
    ]
    script = (
        f"import {{ calculateAvalanchePayoff as plan }} from {json.dumps(str(module))};"
        f"const debts = {json.dumps(debts)}; const begun = performance.now();"
        "for (let i = 0; i < 50; i++) plan(debts, 800, 0); console.log((performance.now() - begun) / 50);"
    )
    done = subprocess.run([runner, "-e", script], capture_output=True, text=True)
    return float(done.stdout.split()[-1]) if done.returncode == 0 and done.stdout.split() else None


def _avalanche(folder: Path) -> float | None:
    """Time the Python engine in this process; the tables it prints go nowhere."""
    path = folder / "avalanche/payoff.py"
    specification = importlib.util.spec_from_file_location("payoff_of_a_peer", path) if path.exists() else None
    if specification is None or specification.loader is None:
        return None
    peer = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(peer)

    def plan() -> None:
        debts = [
            {
                "name": d.name,
                "amount": d.balance / 100,
                "rate": float(d.apr or 0) / 100,
                "payment": d.minimum.fixed / 100,
            }
            for d in _portfolio()
        ]
        with contextlib.redirect_stdout(io.StringIO()):
            peer.print_table(debts, 200.0)

    return _took(plan, 15)


def _took(work: Callable[[], object], runs: int) -> float:
    times = []
    for _ in range(runs):
        begun = time.process_time()
        work()
        times.append((time.process_time() - begun) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    for name, figure in schedule_figures().items():
        print(f"{name}: {figure}")
