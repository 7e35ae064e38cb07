"""Brings the Chinese catalogue up to the code: new sentences get an empty line to fill, gone ones go, then it compiles.

Run by ``make catalogue``. Prints what still has no Chinese.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

TOP = Path(__file__).parent.parent
FOLDER = TOP / "assets/locale/zh/LC_MESSAGES"


def replace(name: str, write: Callable[[IO[bytes]], None]) -> None:
    """Write a file of the catalogue whole or not at all: another run, or the app, may be reading it."""
    draft = FOLDER / f".{name}.{os.getpid()}"
    with draft.open("wb") as file:
        write(file)
    draft.replace(FOLDER / name)


def main() -> None:
    """Extract, merge, compile."""
    with (FOLDER / "ashore.po").open("rb") as file:
        before = {m.id: m.string for m in read_po(file) if m.id}
    catalogue = Catalog(
        locale="zh",
        domain="ashore",
        project="Ashore",
        header_comment="# Simplified Chinese for Ashore. Written by `make catalogue`; the sentences by people.",
        creation_date=datetime(2026, 11, 24, tzinfo=UTC),  # a fixed day, so that a run changes sentences alone
        fuzzy=False,
    )
    for room in ("planner", "ui"):
        for path, _, sentence, _, _ in sorted(
            extract_from_dir(str(TOP / room), [("**.py", "python")], keywords={"Text": None}),
            key=lambda found: found[0],
        ):
            catalogue.add(sentence, before.get(sentence, ""), locations=[(f"{room}/{path}", 0)])
    replace("ashore.po", lambda file: write_po(file, catalogue, sort_output=True, width=0, include_lineno=False))
    replace("ashore.mo", lambda file: write_mo(file, catalogue))
    missing = [m.id for m in catalogue if m.id and not m.string]
    print("\n".join([f"{len(missing)} sentences have no Chinese yet:", *missing]) if missing else "All are in Chinese.")


if __name__ == "__main__":
    main()
