"""``backup``, ``restore``, ``export`` and ``erase``: what keeps everything from being lost, and what removes it."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from planner.errors import LockedStore, StoreError, Text
from planner.services.backups import Preview, backup_path, make_backup, preview, restore
from planner.services.check_ins import CheckIns
from planner.services.erasing import erase
from planner.services.export import export_everything
from planner.services.household import Household
from planner.services.opening import Protection, environment_passphrase, protection_of
from planner.settings import data_folder
from ui.cli.opening import ask_secret, open_for, open_key
from ui.cli.output import Output, output_of
from ui.cli.spoken import Program, argument, option

_DRY = option(Text("Show what would change, and change nothing."), "--dry-run")
_YES = option(Text("Do not ask."), "--yes")
_CHECK_INS = option(Text("With your check-ins, which are left out else."), "--with-check-ins")


def register_backup(app: Program) -> None:
    """Add ``backup``."""
    app.add("backup", Text("Write everything, encrypted, into one file."), backup)


def register_restore(app: Program) -> None:
    """Add ``restore``."""
    app.add("restore", Text("Bring a backup back. What is here now is kept as a backup of its own."), restore_file)


def register_export(app: Program) -> None:
    """Add ``export``."""
    app.add("export", Text("Write everything in open formats (CSV, JSON) into a new folder."), export)


def register_erase(app: Program) -> None:
    """Add ``erase``."""
    app.add("erase", Text("Remove everything, with the backups on this device."), erase_all)


def backup(
    out: Annotated[Path, argument(Text("Where the backup goes: a file, or a folder."), metavar="OUT")],
    with_check_ins: Annotated[bool, _CHECK_INS] = False,
) -> None:
    """Write a backup."""
    said = output_of()
    with open_for(said) as household:
        key = _check_ins(said, household).key if with_check_ins else None
        made = make_backup(household.folder, household.key, out, check_ins=key)
    if said.json:
        said.print_json({"files": [str(path) for path in made]})
    else:
        said.say(Text("Backup written: {file}", {"file": str(made[0])}))
    if len(made) > 1:
        said.note(
            Text(
                "This list has no passphrase, so its key is in a second file, {file}. The backup opens only with it; keep the two apart.",
                {"file": str(made[1])},
            )
        )


def restore_file(
    file: Annotated[
        str, argument(Text("The backup: its path, or the name of one that was made by itself."), metavar="FILE")
    ],
    dry_run: Annotated[bool, _DRY] = False,
) -> None:
    """Show what a backup would change, and bring it back."""
    out = output_of()
    folder = data_folder(out.data)
    key = _key_if_any(out, folder)
    path = backup_path(folder, file)
    secret = environment_passphrase()
    try:
        shown = preview(folder, path, key, secret)
    except LockedStore:
        secret = ask_secret(out, Text("Passphrase of the backup, or its recovery code:"))
        shown = preview(folder, path, key, secret)
    if dry_run:
        _print_preview(out, shown, None)
        return
    done = restore(folder, path, date.today(), key, secret)
    _print_preview(out, done.preview, done.undo)
    if done.check_ins:
        out.note(Text("The check-ins in it are back too."))
    out.note(
        Text("Restored.")
        if done.undo is None
        else Text('Restored. To take it back: restore "{name}"', {"name": done.undo})
    )


def export(
    folder: Annotated[Path, argument(Text("A folder that is new or empty."), metavar="FOLDER")],
    with_check_ins: Annotated[bool, _CHECK_INS] = False,
) -> None:
    """Write everything in open formats."""
    out = output_of()
    with open_for(out) as household:
        made = export_everything(household, folder, _check_ins(out, household) if with_check_ins else None)
    if out.json:
        out.print_json({"files": [str(path) for path in made]})
    else:
        for path in made:
            out.say(Text("Written: {file}", {"file": str(path)}))
    out.note(Text("These files are not encrypted: anyone who has them can read them."))


def erase_all(yes: Annotated[bool, _YES] = False) -> None:
    """Remove everything."""
    out = output_of()
    folder = data_folder(out.data)
    if not yes:
        out.note(
            Text(
                "This removes your whole list and its backups from {folder}. Backups you took elsewhere stay.",
                {"folder": str(folder)},
            )
        )
        if not sys.stdin.isatty():
            raise StoreError(Text("Nothing was removed. In a script, say --yes."))
        sys.stderr.write(out.tr(Text('Type "erase" to go on:')) + " ")
        sys.stderr.flush()
        if sys.stdin.readline().strip().lower() not in ("erase", "删除"):
            raise StoreError(Text("Nothing was removed."))
    erase(folder)
    if out.json:
        out.print_json({"erased": str(folder)})
    else:
        out.say(Text("Everything was removed."))


def _check_ins(out: Output, household: Household) -> CheckIns:
    from ui.cli.checkin import opened_check_ins

    return opened_check_ins(out, household)


def _key_if_any(out: Output, folder: Path) -> bytes | None:
    """Return the key of the store that is here; None where there is none yet, or its keys are lost."""
    protected = protection_of(folder) in (Protection.PASSPHRASE, Protection.DEVICE)
    return open_key(out, folder).key if protected else None


def _print_preview(out: Output, shown: Preview, undo: str | None) -> None:
    if out.json:
        value: dict[str, Any] = {
            "replaces": shown.replaces,
            "debts": shown.debts,
            "debts_come": list(shown.debts_come),
            "debts_go": list(shown.debts_go),
            "tables": [change._asdict() for change in shown.tables],
            "undo": undo,
        }
        out.print_json({"restore": value})
        return
    out.say(Text("Debts in the backup: {count}", {"count": str(shown.debts)}))
    if not shown.replaces:
        return
    for words, names in (
        (Text("Come: {names}", {"names": ", ".join(shown.debts_come)}), shown.debts_come),
        (Text("Go: {names}", {"names": ", ".join(shown.debts_go)}), shown.debts_go),
    ):
        if names:
            out.say(words)
    if not shown.tables:
        out.say(Text("Nothing would change."))
