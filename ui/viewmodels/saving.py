"""Where files for the person go: their Documents or Downloads, under names that say nothing; said in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from planner.errors import StoreError, Text
from ui.viewmodels.places import readable
from ui.viewmodels.session import Session

_FOLDERS = ("Documents", "文档", "Downloads", "下载")
_TWO_LINES = "{done}\n{place}"
"""No sentence of its own: the same in every language."""


class Saved(NamedTuple):
    """What became of a file: a sentence, and whether it was written."""

    words: str
    done: bool


def own_folder(session: Session) -> Path:
    """Return the person's folder for files; beside the data where there is none."""
    named = (Path.home() / name for name in _FOLDERS)
    return next((folder for folder in named if folder.is_dir()), session.folder)


def saved_at(path: Path) -> Text:
    """Return what to say of a file that was written: its name, and in a line of its own its folder."""
    return with_place(Text("Saved as {file}.", {"file": readable(path.name)}), path.parent)


def with_place(done: Text, folder: Path) -> Text:
    """Return what was done, and in a line of its own where it is now."""
    place = Text("It is in {folder}", {"folder": readable(str(folder))})
    return Text(_TWO_LINES, {"done": done, "place": place})


def saved_with_key(files: Sequence[Path]) -> Text:
    """Return the same of a copy, whose key may lie beside it."""
    if len(files) < 2:
        return saved_at(files[0])
    names = {"file": readable(files[0].name), "key": readable(files[1].name)}
    done = Text("Saved as {file}, with its key in {key}. It opens only with both; keep them apart.", names)
    return with_place(done, files[0].parent)


def save(session: Session, stem: str, ending: str, data: bytes) -> Saved:
    """Write a new file and say where it is, or why it is not."""
    from planner.services.saving import save_new

    try:
        path = save_new(own_folder(session), stem, ending, data)
    except StoreError as error:
        return Saved(session.say(error.message), done=False)
    return Saved(session.say(saved_at(path)), done=True)


def new_path(folder: Path, stem: str, ending: str) -> Path:
    """Return a path in ``folder`` that is not used yet; the name says nothing of what is in it."""
    number, path = 1, folder / f"{stem}{ending}"
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}{ending}"
    return path
