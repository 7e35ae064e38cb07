"""The attached files and the chain of the log in open formats, as part of everything that is written out."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.errors import DamagedStore
from planner.evidence.chain import Head, Link
from planner.evidence.custody import custody_lines
from planner.services.attachments import Attachments
from planner.services.plan_export import safe_cell
from planner.store.chain import read_head, read_links
from planner.store.files import make_folder, whole_file, write_whole

if TYPE_CHECKING:
    from planner.services.household import Household

FOLDER, TABLE, CUSTODY = "attachments", "attachments.csv", "custody.jsonl"
COLUMNS = ("id", "entry", "name", "media", "size", "sha256", "modified", "file")


def write_files(household: Household, folder: Path) -> list[str]:
    """Write the files and a list of them, and the chain, into ``folder``; return the names, none where the log is empty.

    A file that cannot be read any more stands in the list without a copy: it keeps nothing else from being written.
    """
    attachments, names, rows = Attachments(household), [], []
    for one in attachments.all():
        name = f"{FOLDER}/{one.copy_name}"
        make_folder(folder / FOLDER)
        try:
            with whole_file(folder / name, replace=False) as file:
                for piece in attachments.pieces(one):
                    file.write(piece)
            names.append(name)
        except DamagedStore:
            name = ""
        rows.append((one.number, one.entry, one.name, one.media, one.size, one.digest, one.modified_at, name))
    if rows:
        text = io.StringIO(newline="")
        csv.writer(text).writerows([COLUMNS, *([safe_cell(str(cell)) for cell in row] for row in rows)])
        write_whole(folder / TABLE, text.getvalue().encode("utf-8-sig"))
        names.append(TABLE)

    def read(connection: Any) -> tuple[list[Link], Head]:
        links = [Link(row.number, row.leaf, row.link, row.content) for row in read_links(connection)]
        length, link, _ = read_head(connection)
        return links, Head(length, link)

    links, head = household.read(read)
    if links:
        with whole_file(folder / CUSTODY, replace=False) as file:
            file.writelines(custody_lines(links, head))
        names.append(CUSTODY)
    return names
