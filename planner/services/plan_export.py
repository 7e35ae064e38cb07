"""Cells of the files that Ashore writes for a spreadsheet, and the columns of a plan's."""

from __future__ import annotations

COLUMNS = "month date debt opening interest fees payment closing why".split()
_RUNS_IN_A_SPREADSHEET = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(text: str) -> str:
    """Return a cell that a spreadsheet shows and does not run: one that starts with = + - @ gets an apostrophe."""
    return f"'{text}" if text.startswith(_RUNS_IN_A_SPREADSHEET) else text
