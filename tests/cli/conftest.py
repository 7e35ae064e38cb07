"""Commands run as people and scripts run them: in a process of their own, on real files."""

import subprocess
import sys
from pathlib import Path

import pytest

MAIN = Path(__file__).parent.parent.parent / "main.py"


@pytest.fixture
def ashore():
    """Run one command; the data folder is the test's own."""

    def run(*words):
        return subprocess.run(
            [sys.executable, str(MAIN), *map(str, words)], capture_output=True, text=True, encoding="utf-8"
        )

    return run
