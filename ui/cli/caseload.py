"""``caseload list|add|show|note|edit|review|remove|backup|restore|statistics|csv|print|blank-budget``: a helper's people."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

from planner.errors import InputProblems, LockedStore, Problem, StoreError, Text
from planner.services.budget import StoredBudget
from planner.services.budget_print import budget_pdf
from planner.services.caseload import ALL, Case, Caseload, days_in_state
from planner.services.caseload_copy import bring_copy_back, look_into_copy, save_copy
from planner.services.caseload_lists import (
    STATE_WORDS,
    case_json,
    caseload_csv,
    caseload_pdf,
    statistics,
    words_of_state,
)
from planner.services.here import today_of
from planner.services.opening import environment_passphrase
from planner.services.saving import save_as
from planner.services.share_words import about_share
from planner.services.words import KINDS
from ui.cli.debts import default_currency
from ui.cli.opening import ask_secret, open_for
from ui.cli.output import Output, output_of
from ui.cli.review_options import LINES, NOTES, QUESTIONS, SECTION, STRATEGIES, WHYS, WORDINGS, Said, filled
from ui.cli.share import PARTS, passphrase_for, say_parts
from ui.cli.spoken import Program, argument, option

_WHICH = argument(Text("The person's number or alias, as in the list."))
_OUT = argument(Text("The file to write."))


def register(app: Program) -> None:
    """Add ``caseload`` to ``app``."""
    group = Program(Text("For helpers: the people whose files you have, in an encrypted store of your own."))
    group.add("list", Text("Show them, the next review first."), list_cases)
    group.add("add", Text("Put a file into the caseload, or a person of whom no file came yet."), add)
    group.add("show", Text("Show one person: what stands, your notes, the files that came and went."), show)
    group.add("note", Text("Write a note down for yourself; it never goes into a review."), note)
    group.add("edit", Text("Change state, review, deadline, or until when you keep it."), edit)
    group.add("review", Text("Write the review of a person's newest file and keep what went."), review)
    group.add("remove", Text("Remove a person with the files and your notes; asks first."), remove)
    group.add(
        "backup", Text("Write the whole caseload, encrypted, into one file. It is in no backup of the list."), backup
    )
    group.add("restore", Text("Bring back who is in a copy of a caseload. Who is here stays as they are."), restore)
    group.add("statistics", Text("Show counts in which nobody can be found again."), show_statistics)
    group.add("csv", Text("Write the list as a table."), csv_)
    group.add("print", Text("Write the list to print: aliases alone, with empty rows."), print_)
    group.add("blank-budget", Text("Write a budget with empty rows, to be filled in by hand."), blank_budget)
    app.add_typer(group, name="caseload")


def list_cases(
    only: Annotated[str, option(Text("all, deadline, flags, offers, stuck or delete."))] = ALL,
    search: Annotated[str, option(Text("Alias, lender or a word."))] = "",
    first: Annotated[int, option(Text("How many to skip."))] = 0,
    count: Annotated[int, option(Text("How many to show."))] = 50,
) -> None:
    """Print a page."""
    out = output_of()
    with open_for(out) as household:
        today = today_of(household)
        page = Caseload(household).page(today, only, search, first, max(1, min(count, 1000)))
    people = [case_json(case) for case in page.rows]
    value = {"caseload": people, "people": people, "found": page.found, "counts": page.counts}
    rows = [
        (
            str(case.id),
            case.alias,
            _day(case.review_on),
            _day(case.deadline_on),
            str(case.flags),
            str(case.offers_open),
            _state(out, case, today),
        )
        for case in page.rows
    ]
    headings = (
        Text("Number"),
        Text("Who"),
        Text("Review"),
        Text("Deadline"),
        Text("Possible breach"),
        Text("Open offers"),
        Text("Where it stands"),
    )
    out.result(value, Text("Caseload"), headings, rows, words=(1, 2, 3, 6))


def add(
    file: Annotated[str, argument(Text("A file that somebody shared; without one a person is added."))] = "",
    alias: Annotated[str, option(Text("A word by which you know whom you mean."))] = "",
    name: Annotated[str, option(Text("The name, where you keep it."))] = "",
) -> None:
    """Put a file or a person in."""
    out = output_of()
    cells = {key: said for key, said in (("alias", alias), ("name", name)) if said}
    with open_for(out) as household:
        caseload, today = Caseload(household), today_of(household)
        if file:
            case = caseload.receive(Path(file), today, passphrase_for(out, Path(file)), cells).case
        else:
            case = caseload.add(cells, today)
    _done(out, case)


def show(which: Annotated[str, _WHICH], out_folder: Annotated[str, PARTS] = "") -> None:
    """Print one person."""
    out = output_of()
    with open_for(out) as household:
        caseload, today = Caseload(household), today_of(household)
        case = caseload.find(which)
        notes, files, package = caseload.notes(case), caseload.history(case), caseload.share(case)
        if package is not None:
            say_parts(out, package, out_folder)
    value = {
        "person": case_json(case),
        "notes": [one._asdict() for one in notes],
        "files": [{"kind": one.kind, "made_on": one.made_on.isoformat(), "at": one.at} for one in files],
        "share": None if package is None else dict(package.contents),
    }
    if out.json:
        out.print_json(value)
        return
    out.say(Text("{who}: {state}", {"who": case.alias, "state": _state(out, case, today)}))
    if package is not None:
        for words in about_share(package.contents, out.lang):
            out.say(Text("{words}", {"words": words}))
    for one in notes:
        out.say(Text("{day}: {words}", {"day": one.at[:10], "words": one.words}))


def note(which: Annotated[str, _WHICH], words: Annotated[str, argument(Text("What you want to keep."))]) -> None:
    """Write a note."""
    out = output_of()
    with open_for(out) as household:
        caseload = Caseload(household)
        case = caseload.find(which)
        caseload.note(case, words)
    _done(out, case)


def edit(
    which: Annotated[str, _WHICH],
    alias: Annotated[str | None, option(Text("A word by which you know whom you mean."))] = None,
    name: Annotated[str | None, option(Text("The name, where you keep it."))] = None,
    state: Annotated[str | None, option(Text("new, on-plan, waiting, stuck, paused or closed."))] = None,
    review_on: Annotated[str | None, option(Text("The next review."))] = None,
    deadline_on: Annotated[str | None, option(Text("The next deadline."))] = None,
    keep_until: Annotated[str | None, option(Text("The day until which you have to keep it."))] = None,
) -> None:
    """Change a case."""
    out = output_of()
    said = {
        "alias": alias,
        "name": name,
        "state": state,
        "review_on": review_on,
        "deadline_on": deadline_on,
        "keep_until": keep_until,
    }
    cells = {column: cell for column, cell in said.items() if cell is not None}
    with open_for(out) as household:
        caseload, today = Caseload(household), today_of(household)
        case = caseload.edit(caseload.find(which), cells, today)
    _done(out, case)


def review(
    which: Annotated[str, _WHICH],
    out_file: Annotated[str, option(Text("The review to make."), "--out")],
    by: Annotated[str, option(Text("Who it is from."))] = "",
    words: Annotated[str, option(Text("What you want to say first."))] = "",
    note: Annotated[list[str] | None, NOTES] = None,
    question: Annotated[list[str] | None, QUESTIONS] = None,
    line: Annotated[list[str] | None, LINES] = None,
    section: Annotated[str, SECTION] = "other",
    strategy: Annotated[str, STRATEGIES] = "",
    wording: Annotated[list[str] | None, WORDINGS] = None,
    why: Annotated[list[str] | None, WHYS] = None,
) -> None:
    """Write a review and keep what went."""
    out = output_of()
    said = Said(by, words, note or [], question or [], line or [], section, strategy, wording or [], why or [])
    with open_for(out) as household:
        caseload, today = Caseload(household), today_of(household)
        case = caseload.find(which)
        package = caseload.share(case)
        if package is None:
            raise InputProblems([Problem("review", Text("needs a file of this person first"))])
        draft, version = caseload.draft(case)
        caseload.keep_draft(case, filled(draft, package.contents, said, today), version)
        made = caseload.send(case, Path(out_file), today)
    if out.json:
        out.print_json({"review": {"by": made.by, "ideas": len(made.ideas), "notes": len(made.notes), "file": out_file}})  # fmt: skip
    else:
        out.say(Text("{file} is written.", {"file": out_file}))


def remove(
    which: Annotated[str, _WHICH],
    yes: Annotated[bool, option(Text("Do not ask."))] = False,
) -> None:
    """Remove a person."""
    out = output_of()
    with open_for(out) as household:
        caseload = Caseload(household)
        case = caseload.find(which)
        if not yes:
            _ask_first(out, case)
        caseload.remove(case)
    if out.json:
        out.print_json({"removed": case.id})
    else:
        out.say(Text("{who} is removed, with the files and your notes.", {"who": case.alias}))


def backup(out_file: Annotated[str, _OUT]) -> None:
    """Write a copy of the caseload."""
    out = output_of()
    with open_for(out) as household:
        made = save_copy(household, Path(out_file))
    if out.json:
        out.print_json({"files": [str(path) for path in made]})
    else:
        out.say(Text("{file} is written.", {"file": str(made[0])}))
    if len(made) > 1:
        words = Text("Its key is in a second file, {file}. The copy opens only with it; keep the two apart.")
        out.note(words._replace(blanks={"file": str(made[1])}))


def restore(
    file: Annotated[str, argument(Text("The copy of a caseload."))],
    dry_run: Annotated[bool, option(Text("Show what would come, and change nothing."), "--dry-run")] = False,
) -> None:
    """Bring a copy of a caseload back."""
    out, path = output_of(), Path(file)
    do = look_into_copy if dry_run else bring_copy_back
    with open_for(out) as household:
        today = today_of(household)
        try:
            told = do(household, path, today, environment_passphrase())
        except LockedStore:
            told = do(household, path, today, ask_secret(out, Text("Passphrase of the backup, or its recovery code:")))
    if out.json:
        out.print_json({"restore": {name: list(names) for name, names in told._asdict().items()}})
        return
    out.say(Text("Come back: {count}", {"count": str(len(told.came))}))
    if told.stayed:
        out.say(Text("Are here already and stay as they are: {count}", {"count": str(len(told.stayed))}))
    if told.over:
        out.say(Text("Left out, because the day to delete them has passed: {count}", {"count": str(len(told.over))}))


def show_statistics() -> None:
    """Print counts."""
    out = output_of()
    with open_for(out) as household:
        value = statistics(Caseload(household).all())
    rows = [(out.tr(Text("People")), _count(out, value["people"]))]
    rows += [(out.tr(STATE_WORDS[state]), _count(out, count)) for state, count in value["states"].items()]
    rows += [
        (out.tr(KINDS[kind]) if kind in KINDS else kind, _count(out, count)) for kind, count in value["kinds"].items()
    ]
    for name, words in (
        ("with_flags", Text("With a possible breach")),
        ("with_offers", Text("With open offers")),
        ("short_each_month", Text("Short each month")),
    ):
        rows.append((out.tr(words), _count(out, value[name])))
    out.result({"statistics": value}, Text("Statistics"), (Text("What"), Text("How many")), rows)


def csv_(out_file: Annotated[str, _OUT]) -> None:
    """Write the list as CSV."""
    out = output_of()
    with open_for(out) as household:
        text = caseload_csv(Caseload(household).all())
    _written(out, out_file, text.encode("utf-8-sig"))


def print_(out_file: Annotated[str, _OUT]) -> None:
    """Write the list as PDF."""
    out = output_of()
    with open_for(out) as household:
        caseload, today = Caseload(household), today_of(household)
        cases = caseload.page(today, ALL, "", 0, 1_000_000).rows
    _written(out, out_file, caseload_pdf(cases, out.lang, today))


def blank_budget(out_file: Annotated[str, _OUT]) -> None:
    """Write an empty budget as PDF."""
    out = output_of()
    with open_for(out) as household:
        currency, today = default_currency(household.settings(), out), today_of(household)
    _written(out, out_file, budget_pdf(StoredBudget(currency), out.lang, today, blank=True))


def _written(out: Output, name: str, data: bytes) -> None:
    save_as(Path(name), data)
    if out.json:
        out.print_json({"file": name})
    else:
        out.say(Text("{file} is written.", {"file": name}))


def _done(out: Output, case: Case) -> None:
    if out.json:
        out.print_json({"person": case_json(case)})
    else:
        out.say(Text("{number}: {who}", {"number": str(case.id), "who": case.alias}))


def _ask_first(out: Output, case: Case) -> None:
    import sys

    if not sys.stdin.isatty():
        raise StoreError(Text("Nothing was removed. In a script, say --yes."))
    out.note(Text("Remove {who} with all files and notes? Type yes.", {"who": case.alias}))
    if sys.stdin.readline().strip().casefold() not in ("yes", "是"):
        raise StoreError(Text("Nothing was removed."))


def _state(out: Output, case: Case, today: date) -> str:
    days = days_in_state(case, today)
    words = out.tr(words_of_state(case))
    return out.tr(Text("{state}, {days} days", {"state": words, "days": str(days)})) if days > 1 else words


def _count(out: Output, count: int | None) -> str:
    return out.tr(Text("fewer than 5")) if count is None else str(count)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
