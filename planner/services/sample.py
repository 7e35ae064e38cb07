"""The sample household: what a newcomer can look round in, in the language of the person."""

from __future__ import annotations

import csv
from pathlib import Path

from planner.errors import StoreError, Text
from planner.resources import ASSETS
from planner.services.erasing import erase
from planner.services.household import Household, open_household

CURRENCY = {"en": "USD", "zh": "CNY"}
MARK = "sample"
"""The setting that says a store holds the sample household."""


def sample_file(language: str) -> str:
    """Return the file of the sample household's debts."""
    return str(ASSETS / "sample" / f"debts.{language}.csv")


def sample_household(folder: Path, language: str) -> Household:
    """Return the open sample household in ``folder``, which is its own; one that was left half made is made anew."""
    household = open_household(folder)
    if MARK not in household.settings() and household.holds_anything():
        household.close()
        erase(folder)
        household = open_household(folder)
    fill_with_sample(household, language)
    return household


def fill_with_sample(household: Household, language: str) -> bool:
    """Fill an empty store; return False, changing nothing, where the sample household is there already.

    Raises ``StoreError`` where the store holds anything else.
    """
    if MARK in household.settings():
        return False
    if household.holds_anything():
        raise StoreError(
            Text(
                "This store holds a list of your own, so the sample household stays out. Use another folder with --data."
            )
        )
    household.import_file(sample_file(language), CURRENCY[language])
    with (ASSETS / "sample" / f"more.{language}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            household.edit(household.find(row["name"]), {column: cell for column, cell in row.items() if cell})
    household.change_settings(**{MARK: language})
    return True
