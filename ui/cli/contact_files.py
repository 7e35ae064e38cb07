"""``contacts attach``, ``files`` and ``remove``: files that belong to entries of the log, and taking out what an entry says."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from planner.errors import StoreError, Text
from planner.services.attachments import Attachment, Attachments, entry_number, kind_of, looks_like_sound
from ui.cli.opening import open_for
from ui.cli.output import Output, output_of
from ui.cli.spoken import Program, argument, option

_WHICH = argument(Text("The entry's number, as in the list."), metavar="ENTRY")
_YES = option(Text("Do it."), "--yes")
_OUT = option(Text("Write copies of them into this folder, which is there."), "--out")


def add_commands(group: Program) -> None:
    """Add them to the group of ``contacts``."""
    group.add("attach", Text("Keep a file for an entry: a photo, a recording, a letter."), attach)
    group.add("files", Text("Show the files of an entry, or write copies of them."), files)
    group.add("remove", Text("Remove what an entry says, with its files, for good."), remove)


def attach(which: Annotated[str, _WHICH], file: Annotated[Path, argument(Text("The file."), metavar="FILE")]) -> None:
    """Keep a file."""
    out = output_of()
    with open_for(out) as household:
        attachments = Attachments(household)
        if looks_like_sound(file):
            advice = attachments.recording_note(out.lang)
            out.note(Text("Recordings: {advice} {citation}", {"advice": advice.words, "citation": advice.citation}))
        kept = attachments.attach(file, entry_number(which))
    if kept is None:
        raise StoreError(Text("It was stopped, and nothing was written."))
    _print([kept], out, one=True)
    if kept.note is not None:
        out.note(kept.note)


def files(which: Annotated[str, _WHICH], folder: Annotated[Path | None, _OUT] = None) -> None:
    """Show files."""
    out = output_of()
    if folder is not None and not folder.is_dir():
        raise StoreError(Text('There is no folder "{folder}".', {"folder": str(folder)}))
    with open_for(out) as household:
        attachments = Attachments(household)
        found = attachments.of_entry(entry_number(which))
        written = [] if folder is None else [attachments.copy_out(one, folder) for one in found]
    _print(found, out)
    for path in written:
        out.note(Text("Written: {file}", {"file": str(path)}))


def remove(which: Annotated[str, _WHICH], yes: Annotated[bool, _YES] = False) -> None:
    """Remove what an entry says."""
    from planner.services.removing import remove_entry

    out = output_of()
    if not yes:
        raise StoreError(
            Text(
                "Nothing was removed. This takes what the entry says out of the log for good; that there was one stays sealed. Say --yes to do it."
            )
        )
    with open_for(out) as household:
        remove_entry(household, entry_number(which))
    if out.json:
        out.print_json({"removed": int(which)})
    else:
        out.say(Text("Entry {entry} was removed. Backups from before hold it still.", {"entry": which.strip()}))


def _print(found: list[Attachment], out: Output, *, one: bool = False) -> None:
    shown: list[dict[str, Any]] = [
        {
            "id": file.number,
            "entry": file.entry,
            "name": file.name,
            "media": file.media,
            "size": file.size,
            "sha256": file.digest,
            "modified": file.modified_at or None,
        }
        for file in found
    ]
    columns = (Text("Number"), Text("Name"), Text("Kind"), Text("Bytes"), Text("SHA-256"))
    rows = [
        (str(file.number), file.name, out.tr(kind_of(file.media)), str(file.size), file.digest[:16]) for file in found
    ]
    out.result({"file": shown[0]} if one else {"files": shown}, Text("Files"), columns, rows, words=(1, 2, 4))
