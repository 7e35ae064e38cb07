"""Brings the catalogues up to the code: new sentences get an empty line to fill, gone ones go, then they compile.

Run by ``make catalogue``. Chinese has every sentence; the English of the United States those that it spells otherwise. Prints
what is still missing.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

TOP = Path(__file__).parent.parent
LOCALE = TOP / "assets/locale"
HEADERS = {
    "zh": "# Simplified Chinese for Ashore. Written by `make catalogue`; the sentences by people.",
    "en_US": "# English for Ashore as the United States spell it, where that differs. Written by `make catalogue`; the sentences by people.",
}
BRITISH = re.compile(
    r"(?<![-\w])(?<!card, )(instalment|practise|neighbour|centre|licence\b|itemised|by post)", re.IGNORECASE
)
"""Words that the United States spell otherwise; not the keywords of a command."""


def replace(folder: Path, name: str, write: Callable[[IO[bytes]], None]) -> None:
    """Write a file of a catalogue whole or not at all: another run, or the app, may be reading it."""
    draft = folder / f".{name}.{os.getpid()}"
    with draft.open("wb") as file:
        write(file)
    draft.replace(folder / name)


def sentences() -> list[tuple[str, str]]:
    """Return every sentence of the code with the file that it stands in."""
    return sorted(
        (
            (f"{room}/{path}", sentence)
            for room in ("planner", "ui")
            for path, _, sentence, _, _ in extract_from_dir(
                str(TOP / room), [("**.py", "python")], keywords={"Text": None}
            )
        ),
        key=lambda found: found[0],
    )


def bring_up(locale: str, found: list[tuple[str, str]]) -> list[str]:
    """Write the catalogue of a language, and return what it still has no words for."""
    folder = LOCALE / locale / "LC_MESSAGES"
    with (folder / "ashore.po").open("rb") as file:
        before = {m.id: m.string for m in read_po(file) if m.id}
    catalogue = Catalog(
        locale=locale,
        domain="ashore",
        project="Ashore",
        header_comment=HEADERS[locale],
        creation_date=datetime(2026, 11, 24, tzinfo=UTC),  # a fixed day, so that a run changes sentences alone
        fuzzy=False,
    )
    for path, sentence in found:
        catalogue.add(sentence, before.get(sentence, ""), locations=[(path, 0)])
    replace(
        folder, "ashore.po", lambda file: write_po(file, catalogue, sort_output=True, width=0, include_lineno=False)
    )
    replace(folder, "ashore.mo", lambda file: write_mo(file, catalogue))
    return [str(m.id) for m in catalogue if m.id and not m.string]


def main() -> None:
    """Extract, merge, compile."""
    found = sentences()
    missing = bring_up("zh", found)
    print("\n".join([f"{len(missing)} sentences have no Chinese yet:", *missing]) if missing else "All are in Chinese.")
    british = bring_up("en_US", [(path, sentence) for path, sentence in found if BRITISH.search(sentence)])
    if british:
        print("\n".join([f"{len(british)} sentences have no American spelling yet:", *british]))


if __name__ == "__main__":
    main()
