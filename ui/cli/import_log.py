"""``import FILE ...``: files of other programs into the contact log. A look by default; stored only when it is said."""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

from planner.errors import InputProblems, LockedStore, Problem, StoreError, Text
from planner.services.household import STORE_FILE, Household
from planner.services.importing import (
    AUTO,
    NAMES,
    Choice,
    How,
    Imports,
    Look,
    Sender,
    Sifted,
    Skipped,
    look,
    open_files,
    record_as_json,
    unknown_format,
)
from planner.settings import data_folder
from ui.cli.check import read_zone
from ui.cli.opening import open_for
from ui.cli.options import read_option
from ui.cli.output import Output, output_of
from ui.cli.spoken import Program, argument, option

_FORMAT = option(Text("auto, or what the files are: ashore-csv, sms-backup-restore ..."), "--format")
_DAY_FIRST = option(Text("yes or no: whether a date like 03/04/26 begins with the day."), "--day-first")
_NUMBER = option(
    Text("Only this number; may be said several times. hidden: calls whose number was hidden."), "--number"
)
_ALL = option(Text("Every number."), "--all")
_DRY = option(Text("Show what would come in, and store nothing; so it is without --save."), "--dry-run")
_SAVE = option(Text("Store it; needs --number or --all."), "--save")
_UNDO = option(Text("Take the file that was read in last out of your log again."), "--undo")
_SHOWN = 20
_WHOLE = Choice()


def register(app: Program) -> None:
    """Add the command to ``app``."""
    app.add("import", Text("Read messages and calls of other programs into your contact log."), import_files)


def import_files(
    files: Annotated[list[str] | None, argument(Text("The files."), metavar="FILE...")] = None,
    name: Annotated[str, _FORMAT] = AUTO,
    tz: Annotated[str | None, option(Text("Your time zone, such as Asia/Shanghai."))] = None,
    day_first: Annotated[str | None, _DAY_FIRST] = None,
    number: Annotated[list[str] | None, _NUMBER] = None,
    every: Annotated[bool, _ALL] = False,
    dry_run: Annotated[bool, _DRY] = False,
    save: Annotated[bool, _SAVE] = False,
    undo: Annotated[bool, _UNDO] = False,
) -> None:
    """Look at files, and store what was chosen of them; or take the last one out again."""
    out = output_of()
    if undo and not files:
        _undo(out)
        return
    stores = save and not dry_run
    wrong = [] if name in (AUTO, *NAMES) else [unknown_format(name)]
    if day_first not in (None, "yes", "no"):
        wrong.append(Text("--day-first takes yes or no."))
    if stores and not (number or every):
        wrong.append(Text("--save needs --number or --all, so that nobody else's messages come in."))
    if undo or not files:
        wrong.append(Text("Name the files, or say --undo alone."))
    for words in wrong:
        out.note(words)
    if wrong or not files:
        raise SystemExit(2)
    found: list[Problem] = []
    zone = read_option("--tz", tz, read_zone, found)
    if found:
        raise InputProblems(found)
    opened = open_files(files, name)
    choice = _WHOLE if every or not number else Choice(number)
    with _store(out, stores=stores) as household:
        how = _how(household, zone, tz, day_first)
        told = [_Told() for _ in opened]
        looks = look(opened, how, household, choice, lambda place, item: told[place].take(item, keep=out.json))
        asked = [question for one in looks for question in one.questions]
        if asked:
            raise InputProblems([Problem(str(one.where), one.words) for one in asked], looks[0].path)
        for one in looks:
            for words in one.remarks:
                out.note(Text("{file}: {words}", {"file": one.path, "words": words}))
        if stores and household is not None:
            done = Imports(household).save(opened, choice, how)
            looks = [one._replace(senders=before.senders) for one, before in zip(done.looks, looks, strict=True)]
        if out.json:
            _write_json(looks, told)
        else:
            _print(out, looks, stored=stores)


def _undo(out: Output) -> None:
    with open_for(out) as household:
        imports = Imports(household)
        last = next((batch for batch in imports.batches() if batch.undone_at is None), None)
        if last is None:
            raise StoreError(Text("No file was read in, so there is nothing to take back."))
        stay = imports.undo([last.id])
    if out.json:
        out.print_json({"undone": {"file": last.name, "entries": last.added - stay, "stay": stay}})
        return
    blanks = {"file": last.name, "count": str(last.added - stay)}
    out.say(Text("{file}: {count} taken out of your log.", blanks))
    if stay:
        out.say(Text("Corrected since, and still there: {count}", {"count": str(stay)}))


@contextmanager
def _store(out: Output, *, stores: bool) -> Iterator[Household | None]:
    """Give the household: made where something is to be stored; to look only, where it is there and can be opened."""
    if not stores and not (Path(data_folder(out.data)) / STORE_FILE).exists():
        yield None
        return
    opening = open_for(out)
    try:
        household = opening.__enter__()
    except LockedStore:
        if stores:
            raise
        out.note(Text("Your list is locked, so what is in your log already is not known here."))
        yield None
        return
    try:
        yield household
    finally:
        opening.__exit__(None, None, None)


def _how(household: Household | None, zone: Any, name: str | None, day_first: str | None) -> How:
    first = None if day_first is None else day_first == "yes"
    if zone is not None:
        return How(zone, name or "", datetime.now(zone), first)
    if household is not None:
        return Imports(household).how()._replace(day_first=first)
    here = datetime.now().astimezone()
    return How(here.tzinfo, "", here, first)


class _Told:
    """What a file holds, as JSON, packed: a whole phone would fill the memory, and nothing is printed before all is well."""

    def __init__(self) -> None:
        self._packer = zlib.compressobj(1)
        self._packed: list[bytes] = []
        self._is_first = True
        self.skipped: list[dict[str, str]] = []
        self.contacts = 0

    def take(self, item: Sifted | Skipped, *, keep: bool) -> None:
        if isinstance(item, Sifted):
            self.contacts += 1
            if keep:
                text = json.dumps(record_as_json(item.record), ensure_ascii=False)
                self._packed.append(self._packer.compress(("" if self._is_first else ", ").encode() + text.encode()))
                self._is_first = False
        elif keep:
            self.skipped.append({"where": str(item.where), "why": item.why.id.format(**item.why.blanks)})

    def texts(self) -> Iterator[str]:
        """Yield the contacts, one after the other."""
        unpacker, rest = zlib.decompressobj(), b""
        for packed in (*self._packed, self._packer.flush()):
            text = rest + unpacker.decompress(packed)
            cut = text.rfind(b"}") + 1  # never within a sign
            rest = text[cut:]
            yield text[:cut].decode()
        yield rest.decode()


def _write_json(looks: Sequence[Look], told: Sequence[_Told]) -> None:
    write = sys.stdout.write
    if len(looks) == 1:
        _write_one(looks[0], told[0])
        write("\n")
        return
    write('{"files": [')
    for place, (one, its) in enumerate(zip(looks, told, strict=True)):
        write(", " if place else "")
        _write_one(one, its)
    sums = {
        "read": sum(one.read for one in looks),
        "contacts": sum(one.new for one in looks),
        "skipped": sum(count for one in looks for _, count in one.skipped),
        "duplicates": sum(one.duplicates for one in looks),
    }
    write(f"], {json.dumps(sums)[1:]}\n")


def _write_one(one: Look, its: _Told) -> None:
    write = sys.stdout.write
    write(json.dumps({"file": one.path, "format": one.format, "read": one.read}, ensure_ascii=False)[:-1])
    write(', "contacts": [')
    for text in its.texts():
        write(text)
    rest = {
        "skipped": its.skipped,
        "duplicates": one.duplicates,
        "questions": [{"id": question.id, "where": str(question.where)} for question in one.questions],
        "warnings": [words.id.format(**words.blanks) for words in one.remarks],
        "numbers": [_as_json(sender) for sender in one.senders],
    }
    write(f"], {json.dumps(rest, ensure_ascii=False)[1:]}")


def _as_json(sender: Sender) -> dict[str, Any]:
    return {
        "number": sender.number or None,
        "name": sender.name or None,
        "collector": sender.collector or None,
        "contacts": sender.new,
        "duplicates": sender.duplicates,
        "first": sender.first_on and sender.first_on.isoformat(),
        "last": sender.last_on and sender.last_on.isoformat(),
    }


def _print(out: Output, looks: Sequence[Look], *, stored: bool) -> None:
    columns = (Text("Phone number"), Text("Who"), Text("New"), Text("In your log"), Text("Earliest"), Text("Latest"))
    for one in looks:
        rows = [
            (
                sender.number or out.tr(Text("hidden")),
                sender.collector or sender.name,
                str(sender.new),
                str(sender.duplicates),
                sender.first_on.isoformat() if sender.first_on else "",
                sender.last_on.isoformat() if sender.last_on else "",
            )
            for sender in one.senders[:_SHOWN]
        ]
        out.result({}, Text("In {file}", {"file": one.name}), columns, rows, words=(1,))
        more = len(one.senders) - _SHOWN
        if more > 0:
            out.say(Text("and {count} more", {"count": str(more)}))
        blanks = {"read": str(one.read), "new": str(one.new), "duplicates": str(one.duplicates)}
        out.say(Text("{read} read, {new} new, {duplicates} in your log already.", blanks))
        for why, count in one.skipped:
            out.say(Text("Not taken, {why}: {count}", {"why": why, "count": str(count)}))
    added = sum(one.new for one in looks)
    if stored:
        out.note(Text("{count} came into your log.", {"count": str(added)}))
    elif added:
        out.note(Text("Nothing is stored yet. --save --number N takes in one number, --save --all everything."))
