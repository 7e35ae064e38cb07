"""Whether there are check-ins at all: asked before a first frame, so nothing else is loaded here."""

from __future__ import annotations

from pathlib import Path

from planner.store.connection import CARE, STORE_FILE


def check_ins_are_there(folder: Path) -> bool:
    """Return whether the household in ``folder`` has a store of check-ins."""
    return (folder / CARE / STORE_FILE).exists()
