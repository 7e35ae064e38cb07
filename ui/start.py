"""What ``python main.py`` does without a command."""

from __future__ import annotations

from planner.errors import Text
from planner.i18n import environment_language, translator
from planner.resources import ASSETS


def start() -> int:
    """Print the sample household's plan in the terminal; the window is not built yet. Return the exit code."""
    language = environment_language()
    print(
        translator(language)(Text("Ashore has no window yet, so this is the sample household's plan in the terminal."))
    )
    from ui.cli.app import run

    return run(["plan", str(ASSETS / "sample" / f"debts.{language}.csv")])
