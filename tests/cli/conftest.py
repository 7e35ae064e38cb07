"""Commands run as people and scripts run them: in a process of their own, on real files."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent.parent
MAIN = TOP / "main.py"


@pytest.fixture(scope="session")
def commands_server():
    """A process with all commands loaded, which forks one process for each command that it is asked to run."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.cli.commands_server"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=TOP,
    ) as process:
        yield process
        process.stdin.close()


@pytest.fixture
def ashore(commands_server, tmp_path_factory):
    """Run one command; the data folder is the test's own."""
    folder = tmp_path_factory.mktemp("said")

    def run(*words):
        words = [str(word) for word in words]
        said = [folder / "out", folder / "err"]
        for path in said:
            path.unlink(missing_ok=True)
        request = {"words": words, "folder": os.getcwd(), "environment": dict(os.environ)}
        commands_server.stdin.write(json.dumps({**request, "said": [str(path) for path in said]}) + "\n")
        commands_server.stdin.flush()
        code = int(commands_server.stdout.readline())
        return subprocess.CompletedProcess(words, code, *(path.read_text("utf-8") for path in said))

    return run


@pytest.fixture
def ashore_from_nothing():
    """Run one command in an interpreter that has loaded nothing yet."""

    def run(*words):
        words = [sys.executable, str(MAIN), *map(str, words)]
        return subprocess.run(words, capture_output=True, text=True, encoding="utf-8")

    return run
