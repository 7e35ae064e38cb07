"""Checklists of papers that go with a letter. The words are data: ``assets/kits``."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import Any, NamedTuple

from planner.resources import ASSETS

HARDSHIP = "hardship"


class KitItem(NamedTuple):
    """One paper: what it is, and how it is shown."""

    id: str
    name: str
    how: str


def kit(id_: str, language: str) -> tuple[KitItem, ...]:
    """Return the papers of a checklist in ``en`` or ``zh``."""
    return tuple(KitItem(raw["id"], raw["name"][language], raw["how"][language]) for raw in _read(id_))


@lru_cache(maxsize=4)
def _read(id_: str) -> tuple[dict[str, Any], ...]:
    with (ASSETS / "kits" / f"{id_}.toml").open("rb") as file:
        return tuple(tomllib.load(file)["item"])
