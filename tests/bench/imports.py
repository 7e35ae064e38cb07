"""The bench of imports: a backup of 200,000 messages looked at, and one collector's messages of it taken into the log.

Each runs in a process of its own, so that its memory is its own.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.phone import JAN_1, sms

MESSAGES, NUMBERS = 200_000, 300
TOP = Path(__file__).parent.parent.parent
CHILD = """
import json, sys, time
from pathlib import Path
from tests.bench.memory import most_mb
from planner.services.household import open_household
from planner.services.importing import Choice, Imports, look, open_files
from planner.store import imports

household = open_household(Path(sys.argv[2]))
how = Imports(household).how()
baseline = most_mb()
begun = time.perf_counter()
if sys.argv[3] == "look":
    (found,) = look(open_files([sys.argv[1]]), how, household)
else:
    (found,) = Imports(household).save(open_files([sys.argv[1]]), Choice([sys.argv[3]]), how).looks
taken = time.perf_counter() - begun
grown = most_mb() - baseline
household.close()
print(json.dumps([found.read, found.new, taken, grown]))
"""


def import_figures() -> dict[str, float]:
    """Return all figures of imports."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "sms.xml"
        _write(path)
        seen = _run(path, Path(name) / "data", "look")
        saved = _run(path, Path(name) / "data", "+15550000007")
    assert seen[:2] == [MESSAGES, MESSAGES]
    assert saved[0] == MESSAGES
    return {
        f"SMS backup of {MESSAGES} messages, a look, s (bar 12)": seen[2],
        "a look: MB over the baseline (bar 150)": seen[3],
        f"the {saved[1]} messages of one number taken in, s (bar 12)": saved[2],
        "taken in: MB over the baseline (bar 150)": saved[3],
    }


def _run(path: Path, data: Path, what: str) -> list[float]:
    words = [sys.executable, "-c", CHILD, str(path), str(data), what]
    done = subprocess.run(words, check=True, capture_output=True, text=True, cwd=TOP)
    figures: list[float] = json.loads(done.stdout)
    return figures


def _write(path: Path) -> None:
    dice = random.Random(7)
    words = "你好 please call us about your account today 逾期 thank you see you at seven 🙂".split()
    with path.open("w", encoding="utf-8") as file:
        file.write(f"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"{MESSAGES}\">\n")
        for number in range(MESSAGES):
            body = " ".join(dice.choices(words, k=dice.randrange(3, 30)))
            text = sms(f"+1555{dice.randrange(NUMBERS):07}", "BODY", JAN_1 + number * 60_001, 1 + dice.randrange(2))
            file.write(f"  {text.replace('BODY', body.replace('🙂', '&#55357;&#56898;'))}\n")
        file.write("</smses>")
