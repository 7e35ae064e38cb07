"""``evidence export|verify|seal``: a bundle to hand over, checking one, and checking the log of this device."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from planner.dates import parse_day
from planner.errors import InputProblems, Problem, StoreError, Text
from ui.cli.opening import open_for
from ui.cli.options import read_option
from ui.cli.output import Output, output_of
from ui.cli.spoken import Program, argument, option

_OUT = argument(Text("Where it goes: a file that ends in .zip, or a new folder."), metavar="OUT")
_SINCE = option(Text("From this day on, such as 2026-11-01."))
_UNTIL = option(Text("Up to this day."))
_ENTRY = option(Text("Only this entry, by its number; may be given several times."))
_COLLECTOR = option(Text("Only of this collector; may be given several times."))
_DEBT = option(Text("Only about this debt; may be given several times."))
_OWN = option(
    Text("With promises and your own words, about old debts too: they can be used against you."), "--own-words"
)
_FACTS = option(Text("The facts alone, without what a check of the rules says."), "--facts-only")
_REDACTED = option(Text("Without the names of other people, and without files."), "--redacted")
_COMPLAINT = option(
    Text("A complaint to this body, as in complaints bodies: its report, and a folder beside it for handing in.")
)
_FIELD = option(Text("A field of the form and its answer, such as --field wanted=...; it may be given several times."))
_IN = option(Text("en or zh; the language that the body reads by default."), "--in")
_KEEP = option(Text("Keep the complaint in your list, as a draft."))
_NO_FILES = option(Text("Without the attached files; their SHA-256 stays in it."), "--no-files")
_ORIGINAL = option(
    Text(
        "A file that was read in, whole; may be given several times. It holds everybody's messages, so without this only the chosen ones' own pieces go in."
    ),
    "--original",
)


def register(app: Program) -> None:
    """Add ``evidence`` to ``app``."""
    group = Program(Text("Evidence: a bundle of chosen contacts that anybody can check."))
    group.add(
        "export",
        Text(
            "Make a bundle; without a choice, of every contact. Up to 2,000 contacts it has a report, complaint.pdf; of more, which takes many seconds, only a complaint has one."
        ),
        export,
    )
    group.add("verify", Text("Check that a bundle is as it was handed out. Needs no list of your own."), verify)
    group.add("seal", Text("Check your log on this device from its first entry to its last."), seal)
    app.add_typer(group, name="evidence")


def export(
    out: Annotated[Path, _OUT],
    since: Annotated[str | None, _SINCE] = None,
    until: Annotated[str | None, _UNTIL] = None,
    collector: Annotated[list[str] | None, _COLLECTOR] = None,
    debt: Annotated[list[str] | None, _DEBT] = None,
    entry: Annotated[list[str] | None, _ENTRY] = None,
    own_words: Annotated[bool, _OWN] = False,
    facts_only: Annotated[bool, _FACTS] = False,
    redacted: Annotated[bool, _REDACTED] = False,
    no_files: Annotated[bool, _NO_FILES] = False,
    original: Annotated[list[Path] | None, _ORIGINAL] = None,
    complaint: Annotated[str | None, _COMPLAINT] = None,
    field: Annotated[list[str] | None, _FIELD] = None,
    form_language: Annotated[str, _IN] = "",
    keep: Annotated[bool, _KEEP] = False,
) -> None:
    """Make a bundle."""
    from planner.services.attachments import entry_number
    from planner.services.bundles import Choice, prepare_bundle, write_bundle
    from planner.services.evidence_report import short_report_maker
    from planner.services.here import today_of

    said = output_of()
    found: list[Problem] = []
    first, last = read_option("--since", since, parse_day, found), read_option("--until", until, parse_day, found)
    if original and redacted:
        found.append(Problem("--original", Text("does not go with --redacted: a whole file holds everybody's names.")))
    if found:
        raise InputProblems(found)
    choice = Choice(
        first,
        last,
        tuple(collector or ()),
        tuple(debt or ()),
        tuple(map(entry_number, entry or ())),
        own_words=own_words,
        findings=not facts_only,
        redacted=redacted,
        files=not no_files,
        whole_files=tuple(original or ()),
    )
    if complaint is not None:
        from ui.cli.complaints import export_complaint

        export_complaint(said, complaint, choice, out, field or [], form_language, keep=keep)
        return
    with open_for(said) as household:
        make = short_report_maker(said.lang)
        prepared = prepare_bundle(household, choice, said.lang, today_of(household), make_complaint=make)
        made = write_bundle(household, prepared, out)
    if made is None:
        raise StoreError(Text("It was stopped, and nothing was written."))
    if said.json:
        said.print_json(
            {
                "file": str(made.path),
                "entries": len(prepared.extract["entries"]),
                "files": sum(1 for one in prepared.extract["files"] if one["path"]),
                "left_out": prepared.extract["left_out"],
                "manifest": made.manifest,
                "count": prepared.head.length,
                "head": prepared.head.link,
            }
        )
    else:
        said.say(Text("Bundle written: {file}", {"file": str(made.path)}))
        _say_head(said, prepared.head.length, prepared.head.link)
    for left in prepared.left_out:
        said.note(Text("Left out: {what}", {"what": left}))
    if not made.noted:
        said.note(Text("The log can only be read here, so it does not note that this bundle was made."))
    for note in prepared.notes:
        said.note(note)


def verify(
    path: Annotated[Path, argument(Text("The bundle: a zip, or the folder it was unpacked into."), metavar="FILE")],
) -> None:
    """Check a bundle; ends with 1 where it is not as it was handed out."""
    from planner.services.bundle_check import verify_bundle

    out = output_of()
    verdict = verify_bundle(path)
    if out.json:
        value: dict[str, Any] = {
            "unchanged": verdict.unchanged,
            "why": out.tr(verdict.why),
            "entry": verdict.entry,
            "file": verdict.file,
            "count": verdict.head and verdict.head.length,
            "head": verdict.head and verdict.head.link,
            "left_out": None if verdict.extract is None else verdict.extract["left_out"],
        }
        out.print_json(value)
    if not verdict.unchanged:
        if not out.json:
            out.note(verdict.why)
        raise SystemExit(1)
    if not out.json and verdict.extract is not None and verdict.head is not None:
        out.say(verdict.why)
        _say_head(out, verdict.head.length, verdict.head.link)
        left_out = verdict.extract["left_out"][out.lang]
        if left_out:
            out.say(Text("Left out: {what}", {"what": left_out}))


def seal() -> None:
    """Check the log; ends with 1 where it is not as it was sealed."""
    from planner.services.seal import CANNOT, SHOWS, check_seal

    out = output_of()
    with open_for(out) as household:
        found = check_seal(household)
    if out.json:
        why = None if found.why is None else out.tr(found.why)
        value = {"unchanged": found.why is None, "why": why, "entry": found.entry, "count": found.length}
        out.print_json({**value, "head": found.head, "found": found.found, "found_on": found.found_on or None})
    elif found.why is None:
        out.say(Text("The log is as it was sealed."))
        _say_head(out, found.length, found.head)
        if found.found:
            blanks = {"count": str(found.found), "day": found.found_on}
            out.say(Text("From before the seal, and sealed as they were found on {day}: {count}.", blanks))
        for title, lines in ((Text("What this shows:"), SHOWS), (Text("What it cannot show:"), CANNOT)):
            out.say(title)
            for line in lines:
                out.say(Text("- {line}", {"line": line}))
    if found.why is not None:
        if not out.json:
            out.note(found.why)
        raise SystemExit(1)


def _say_head(out: Output, count: int, head: str) -> None:
    out.say(Text("Head of the log: link {count}, {head}", {"count": str(count), "head": head}))
