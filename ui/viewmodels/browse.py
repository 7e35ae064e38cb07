"""Looking for a file in the device's folders: one folder at a time, folders and lists alone, with the way up."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import date
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from planner.errors import Text
from ui.viewmodels.places import LIST_ENDINGS, own_places, readable
from ui.viewmodels.session import Session

MOST_LOOKED_AT = 20_000
_SPREADSHEETS = (".xlsx", ".xls", ".et", ".ods", ".numbers")


class BrowseRow(NamedTuple):
    """One line: the way ``up``, a ``folder``, or a file. ``name`` and ``under`` can be drawn; ``path`` is exact.

    A spreadsheet that is no CSV yet is shown, so that it is not looked for in vain, but does not open.
    """

    path: str
    name: str
    under: str
    folder: bool = True
    up: bool = False
    opens: bool = True


class BrowseState(NamedTuple):
    """The folder as the screen draws it.

    ``places``: (path, name) of known folders, none where they are among the rows; ``marked``: the row one came back
    from, else -1.
    """

    folder: str
    title: str
    places: tuple[tuple[str, str], ...]
    rows: tuple[BrowseRow, ...]
    note: str
    marked: int = -1


class BrowseViewModel:
    """Holds the folder; every step lists it anew. With ``large_text`` known folders are rows, which scroll.

    ``endings``: of the files that can be chosen, lists unless said otherwise.
    """

    def __init__(
        self,
        session: Session,
        begin: str = "",
        *,
        phone: bool = False,
        large_text: bool = False,
        endings: tuple[str, ...] = LIST_ENDINGS,
    ) -> None:
        self._session = session
        self._endings = endings
        self._phone, self._large_text = phone, large_text
        places = own_places(phone=phone)
        self._places = {str(place.path): place.name for place in places}
        first = places[0].path if places else Path(os.path.expanduser("~"))
        self._folder = Path(os.path.abspath(begin)) if begin and os.path.isdir(begin) else first
        self._left: Path | None = None

    def state(self) -> BrowseState:
        """Return the folder as it is now."""
        say = self._session.say
        rows, note = self._listed()
        places = tuple((path, say(name)) for path, name in self._places.items())
        here, parent = str(self._folder), self._folder.parent
        if self._large_text:
            first = [BrowseRow(path, name, say(Text("Folder"))) for path, name in places if path != here]
            places, rows = (), first + [row for row in rows if row.path not in self._places]
        if parent != self._folder:
            under = self._name_of(str(parent))
            rows.insert(0, BrowseRow(str(parent), say(Text("One folder up")), under, up=True))
        return BrowseState(
            folder=here,
            title=self._name_of(here),
            places=places,
            rows=tuple(rows),
            note=say(note) if note else "",
            marked=next((i for i, row in enumerate(rows) if self._left and row.path == str(self._left)), -1),
        )

    def open(self, path: str) -> BrowseState:
        """Go into a folder, or up; one that cannot be opened says so."""
        folder = Path(path)
        self._left = self._folder if folder == self._folder.parent else None
        self._folder = folder
        return self.state()

    def _name_of(self, folder: str) -> str:
        known = self._places.get(folder)
        return self._session.say(known) if known is not None else readable(os.path.basename(folder) or folder)

    def _listed(self) -> tuple[list[BrowseRow], Text | None]:
        folders, files, seen = [], [], 0
        try:
            with os.scandir(self._folder) as entries:
                for entry in islice(entries, MOST_LOOKED_AT):
                    seen += 1
                    name = entry.name.lower()
                    with suppress(OSError):  # it went while it was looked at, or leads nowhere
                        if name.startswith("."):
                            continue
                        if entry.is_dir():
                            folders.append(entry)
                        elif name.endswith(self._shown()) and entry.is_file():
                            files.append((entry, entry.stat()))
        except (OSError, ValueError):
            return [], self._unreadable()
        folder_word = self._session.say(Text("Folder"))
        rows = [BrowseRow(one.path, self._name_of(one.path), folder_word) for one in sorted(folders, key=_by_name)]
        rows += [self._file(one, stat) for one, stat in sorted(files, key=lambda found: _by_name(found[0]))]
        return rows, self._note(rows, seen)

    def _shown(self) -> tuple[str, ...]:
        return (*self._endings, *_SPREADSHEETS) if self._endings == LIST_ENDINGS else self._endings

    def _file(self, entry: os.DirEntry[str], stat: os.stat_result) -> BrowseRow:
        opens = entry.name.lower().endswith(self._endings)
        about = self._about(stat) if opens else self._session.say(Text("Save it as CSV first"))
        return BrowseRow(entry.path, readable(entry.name), about, folder=False, opens=opens)

    def _about(self, stat: os.stat_result) -> str:
        """Return how large a file is and of which day, so that two of one name can be told apart."""
        kilobytes = max(1, round(stat.st_size / 1024))
        size = f"{kilobytes} KB" if kilobytes < 1000 else f"{kilobytes / 1024:.1f} MB"
        with suppress(OSError, OverflowError, ValueError):
            return self._session.join(self._session.day(date.fromtimestamp(stat.st_mtime)), size)
        return size

    def _note(self, rows: list[BrowseRow], seen: int) -> Text | None:
        if seen >= MOST_LOOKED_AT:
            return Text("There is too much here to show all of it. You can type the path.")
        if rows:
            return None
        if self._phone:
            return Text("Nothing can be seen here; your phone may keep its files to itself. You can type the path.")
        words = Text("No folder and no list here. A list ends in {endings}.")
        if self._endings != LIST_ENDINGS:
            words = Text("No folder here, and no file that fits: one ends in {endings}.")
        return words._replace(blanks={"endings": self._session.listed(*self._endings)})

    def _unreadable(self) -> Text:
        if self._phone:
            return Text("Your phone does not show this folder. You can type the path.")
        return Text("This folder cannot be opened. Try another one, or type the path.")


def _by_name(entry: os.DirEntry[str]) -> tuple[str, str]:
    return entry.name.casefold(), entry.name
