"""``share code|export|list|open|review|merge``: one encrypted file for a helper, and the review that comes back."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from planner.dates import parse_day
from planner.errors import InputProblems, LockedStore, PlannerError, Problem, Text
from planner.i18n import format_day
from planner.services.check_in_words import ticked_by_name, to_hand_over
from planner.services.here import today_of
from planner.services.idea_effects import effect_words, value_words
from planner.services.reviewing import Draft, finish, open_share, save_parts, write_review
from planner.services.saving import save_as
from planner.services.share_taking import IdeaTaker, Laid
from planner.services.share_words import about_share, pages_of
from planner.services.sharing import KeptReview, Shared, SharingDesk, own_public
from planner.sharing.contents import USUAL_SECTIONS, Choice, read_choice
from planner.sharing.keys import code_of, code_picture, fingerprint, read_code
from planner.sharing.merge import Stand
from planner.sharing.package import Package, asks_passphrase
from planner.sharing.review import STRATEGY, Idea
from ui.cli.checkin import opened_check_ins
from ui.cli.opening import ask_secret, open_for
from ui.cli.options import read_option
from ui.cli.output import Output, output_of
from ui.cli.review_options import LINES, NOTES, QUESTIONS, SECTION, STRATEGIES, WHYS, WORDINGS, Said, filled
from ui.cli.spoken import Program, argument, option

ENVIRONMENT = "ASHORE_SHARE_PASSPHRASE"
STANDS = {
    Stand.OPEN: Text("to decide"),
    Stand.TAKEN: Text("taken"),
    Stand.LEFT: Text("left"),
    Stand.CHANGED: Text("changed since"),
    Stand.GONE: Text("not there any more"),
    Stand.ALREADY: Text("is so already"),
}
_FILE = argument(Text("The file."))
PARTS = option(Text("A folder for the summary to print and the files in it; they are not encrypted then."), "--out")


def register(app: Program) -> None:
    """Add ``share`` to ``app``."""
    group = Program(Text("A helper beside you: one encrypted file with what you tick, and the review that comes back."))
    group.add("code", Text("Show your own code: files for you are made with it."), code)
    group.add("export", Text("Make the file: share export OUT --for CODE --section debts"), export)
    group.add("list", Text("Show what you shared, and the reviews that came back."), list_shares)
    group.add("open", Text("For helpers: read what somebody shared. Nothing is stored."), open_)
    group.add("review", Text("For helpers: write a review of a file, to be sent back. Nothing is stored."), review)
    group.add("merge", Text("Read a review and keep it; take ideas of it one by one. Without --take nothing changes."), merge)  # fmt: skip
    app.add_typer(group, name="share")


def code(
    qr: Annotated[str, option(Text("Write it as a picture into this file, .png."))] = "",
) -> None:
    """Show the own code."""
    out = output_of()
    with open_for(out) as household:
        public = own_public(household)
    if qr:
        save_as(Path(qr), code_picture(public))
    if out.json:
        out.print_json({"code": code_of(public), "fingerprint": fingerprint(public), "file": qr or None})
        return
    out.say(Text("Code: {code}", {"code": code_of(public)}))
    out.say(Text("Read aloud: {digits}", {"digits": fingerprint(public)}))
    out.note(Text("Give the code to the person, and read the digits to each other by voice before a file is made."))
    if qr:
        out.note(Text("{file} is written.", {"file": qr}))


def export(
    out_file: Annotated[str, argument(Text("The file to make, such as for-tang.ashore."))],
    for_: Annotated[str, option(Text("Your helper's code."), "--for")] = "",
    with_passphrase: Annotated[
        bool, option(Text("Instead of a code: a passphrase, asked for or from ASHORE_SHARE_PASSPHRASE."))
    ] = False,
    section: Annotated[
        list[str] | None,
        option(
            Text(
                "What your helper may read: debts, budget, plan, contacts, letters, evidence; the first three by default."
            )
        ),
    ] = None,
    check_in: Annotated[
        list[str] | None,
        option(Text('A check-in, by its number in "checkin list" or its name. None is in it otherwise.')),
    ] = None,
    account_numbers: Annotated[bool, option(Text("With account numbers; they are left out otherwise."))] = False,
    delete_by: Annotated[str | None, option(Text("A day after which you ask to delete it."))] = None,
    reach: Annotated[str, option(Text("Safe ways to reach you."))] = "",
    to: Annotated[str, option(Text("Who it is for; stays in your list."))] = "",
    name: Annotated[str, option(Text("What you want to be called in it; nothing by default."))] = "",
    preview: Annotated[bool, option(Text("Show it as they will see it; no file is made."))] = False,
) -> None:
    """Make the file."""
    out = output_of()
    found: list[Problem] = []
    usual = not section and not check_in
    named = list(USUAL_SECTIONS) if usual else section
    sections = _read(lambda: read_choice(named), found, frozenset()) if named else frozenset()
    until = read_option("--delete-by", delete_by, parse_day, found)
    public = _read(lambda: read_code(for_), found, None) if for_.strip() else None
    if public is None and not with_passphrase and not preview and not found:
        found.append(Problem("--for", Text("is missing: your helper's code, or --with-passphrase")))
    if found:
        raise InputProblems(found)
    with open_for(out) as household:
        desk, today = SharingDesk(household), today_of(household)
        rows = to_hand_over(opened_check_ins(out, household).entries(), out.tr) if check_in else []
        choice = Choice(sections, account_numbers, ticked_by_name(rows, check_in or []), until, reach, name)
        if preview:
            _print_share(out, desk.what_they_will_see(choice, out.lang, today, rows))
            return
        secret = "" if public is not None else _passphrase(out)
        made = desk.make(
            choice,
            Path(out_file),
            code=public,
            passphrase=secret,
            to=to,
            language=out.lang,
            today=today,
            check_ins=rows,
        )
    if out.json:
        out.print_json({"share": {**_as_json(made), "fingerprint": fingerprint(public) if public else None}})
        return
    out.say(Text("{file} is written.", {"file": out_file}))
    if usual:
        out.note(Text("In it are your debts, your budget and your plan. --section names others, or fewer."))
    if public is not None:
        out.note(Text("Before you hand it over, read these digits to each other by voice: {digits}", {"digits": fingerprint(public)}))  # fmt: skip
    out.note(Text("A free adviser never asks for money or for bank codes."))


def list_shares() -> None:
    """Print what was shared and what came back."""
    out = output_of()
    with open_for(out) as household:
        desk = SharingDesk(household)
        shares, reviews = desk.shares(), desk.reviews()
    value = {
        "shares": [_as_json(one) for one in shares],
        "reviews": [
            {
                "id": one.row.entry,
                "by": one.review.by,
                "made_on": one.review.made_on.isoformat(),
                "opened_on": one.opened_on.isoformat(),
                "ideas": len(one.review.ideas),
                "questions": len(one.review.questions),
            }
            for one in reviews
        ],
    }
    rows = [(str(one.row.entry), out.tr(Text("file")), one.to or one.file, one.made_on.isoformat()) for one in shares]
    rows += [(str(one.row.entry), out.tr(Text("review")), one.review.by, one.opened_on.isoformat()) for one in reviews]
    headings = (Text("Number"), Text("What"), Text("For or from"), Text("Day"))
    out.result(value, Text("Shared"), headings, rows, words=(1, 2, 3))


def open_(file: Annotated[str, _FILE], out_folder: Annotated[str, PARTS] = "") -> None:
    """Read a share."""
    out = output_of()
    with open_for(out) as household:
        package = open_share(household, Path(file), passphrase_for(out, Path(file)))
    _print_share(out, package.contents)
    say_parts(out, package, out_folder)


def review(
    file: Annotated[str, _FILE],
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
    """Write a review of a share."""
    out = output_of()
    said = Said(by, words, note or [], question or [], line or [], section, strategy, wording or [], why or [])
    with open_for(out) as household:
        share, today = open_share(household, Path(file), passphrase_for(out, Path(file))).contents, today_of(household)
        made = finish(household, share, filled(Draft(), share, said, today), today)
        write_review(made, share, Path(out_file))
    if out.json:
        out.print_json({"review": {"by": made.by, "ideas": len(made.ideas), "notes": len(made.notes), "file": out_file}})  # fmt: skip
    else:
        out.say(Text("{file} is written.", {"file": out_file}))


def merge(
    file: Annotated[str, _FILE],
    take: Annotated[list[int] | None, option(Text("The number of an idea to take."))] = None,
    leave: Annotated[list[int] | None, option(Text("The number of an idea to leave."))] = None,
    undo: Annotated[list[int] | None, option(Text("The number of an idea whose decision is undone."))] = None,
    answer: Annotated[
        list[str] | None, option(Text('An answer: --answer "3=No, never". It goes into the next file.'))
    ] = None,  # fmt: skip
    anyway: Annotated[bool, option(Text("Take an idea also where what it would change has changed since."))] = False,
) -> None:
    """Read a review; take or leave ideas."""
    out = output_of()
    answers = [_numbered(one) for one in answer or []]
    with open_for(out) as household:
        today = today_of(household)
        desk, taker = SharingDesk(household), IdeaTaker(household, out.lang, today)
        kept = desk.take_in(Path(file), today, passphrase_for(out, Path(file)))
        _check_numbers(kept, {"--take": take, "--leave": leave, "--undo": undo}, [number for number, _ in answers])
        took, left, undone = (list(dict.fromkeys(numbers or [])) for numbers in (take, leave, undo))
        taker.check(kept, took, left, undone, anyway=anyway)
        for number in undone:
            kept = taker.undo(kept, number)
        for number in left:
            kept = taker.leave(kept, number)
        for number in took:
            kept = taker.take(kept, number, anyway=anyway)
        for number, words in answers:
            kept = desk.answer(kept, number, words)
        laid = taker.lay(kept)
    if out.json:
        out.print_json({"review": review_json(kept, laid)})
    else:
        _print_review(out, kept, laid)


def say_parts(out: Output, package: Package, folder: str) -> None:
    """Write the summary and the files of a share, where a folder was named, and say so."""
    for path in save_parts(package, Path(folder)) if folder else ():
        out.note(Text("{file} is written.", {"file": str(path)}))


def passphrase_for(out: Output, file: Path) -> str | None:
    """Return the passphrase of a file that was made with one: of the environment, or asked for."""
    return _passphrase(out) if asks_passphrase(file) else None


def review_json(kept: KeptReview, laid: tuple[Laid, ...]) -> dict[str, Any]:
    """Return a review with what was decided."""
    return {
        "id": kept.row.entry,
        "by": kept.review.by,
        "made_on": kept.review.made_on.isoformat(),
        "words": kept.review.words,
        "ideas": [
            {
                **_idea_json(one.beside.idea),
                "present": one.beside.present,
                "stand": one.beside.stand.value,
                "rivals": [by for by, _ in one.beside.rivals],
                "before": dict(one.before),
                "after": dict(one.after),
            }
            for one in laid
        ],
        "notes": [{**note._asdict(), "answer": kept.answers.get(note.number)} for note in kept.review.notes],
    }


def _idea_json(idea: Idea) -> dict[str, Any]:
    return {
        name: value
        for name, value in idea._asdict().items()
        if name in ("number", "what", "of", "name", "section", "place", "language", "now", "then", "why")
    }


def _print_review(out: Output, kept: KeptReview, laid: tuple[Laid, ...]) -> None:
    review, say = kept.review, out.tr
    made_on = format_day(review.made_on, out.lang)
    out.say(Text("Review by {who}, made {day}", {"who": review.by, "day": made_on}))
    if review.words:
        out.say(Text('"{words}"', {"words": review.words}))
    for one in laid:
        idea = one.beside.idea

        def value(text: str, idea: Idea = idea) -> str:
            words = value_words(idea, text, review.currency, out.lang)
            return say(words) if isinstance(words, Text) else words

        name = say(Text("Order of paying")) if idea.what == STRATEGY else idea.name
        row: dict[str, str | Text] = {
            "number": str(idea.number),
            "name": name,
            "now": value(one.beside.present) if one.beside.present is not None else "–",
            "then": value(idea.then),
            "stand": STANDS[one.beside.stand],
        }
        out.say(Text("{number}. {name}: now {now}, the idea is {then} ({stand})", row))
        if idea.why:
            out.say(Text('"{words}"', {"words": idea.why}))
        told = effect_words(one.before, one.after, review.currency, out.lang)
        if told:
            out.say(told)
        if one.beside.stand is Stand.CHANGED:
            out.say(Text("Your helper saw {seen}. Add --anyway to take it all the same.", {"seen": value(idea.now)}))
        for by, on in one.beside.rivals:
            blanks = {"name": by, "day": on.isoformat()}
            out.say(Text("Another review by {name}, of {day}, has an idea on this too.", blanks))
    for note in review.notes:
        asked = Text("{number}. Question: {words}") if note.question else Text("{number}. Note: {words}")
        out.say(Text(asked.id, {"number": str(note.number), "words": note.words}))
        if note.number in kept.answers:
            out.say(Text("Your answer: {words}", {"words": kept.answers[note.number]}))


def _print_share(out: Output, share: Mapping[str, Any]) -> None:
    if out.json:
        out.print_json({"share": dict(share)})
        return
    for words in about_share(share, out.lang):
        out.say(Text("{words}", {"words": words}))
    for page in pages_of(share, out.lang):
        rows = [
            (f"{line.on}:{line.of}" if line.on else "", line.title, line.under, line.words, line.amount)
            for line in page.lines
        ]
        headings = (Text("Place"), Text("What"), Text("About it"), Text("Words"), Text("Amount"))
        out.result({}, Text("{words}", {"words": page.title}), headings, rows, words=(1, 2, 3))


def _as_json(one: Shared) -> dict[str, Any]:
    return {
        "id": one.row.entry,
        "made_on": one.made_on.isoformat(),
        "to": one.to or None,
        "code": one.code or None,
        "sections": list(one.sections),
        "delete_by": one.delete_by.isoformat() if one.delete_by else None,
        "file": one.file,
        "sha256": one.digest,
    }


def _passphrase(out: Output) -> str:
    said = os.environ.get(ENVIRONMENT)
    if not said and not sys.stdin.isatty():
        words = Text("The file needs its passphrase. Set {name}, or run this in a terminal.", {"name": ENVIRONMENT})
        raise LockedStore(words)
    return said or ask_secret(out, Text("Passphrase of this file:"))


def _check_numbers(kept: KeptReview, said: Mapping[str, list[int] | None], answered: list[int]) -> None:
    """Raise ``InputProblems`` for every number that is no idea's, or no question's, before anything is decided."""
    ideas = {idea.number for idea in kept.review.ideas}
    found = [
        Problem(name, Text("there is no idea {number} in this review", {"number": str(number)}))
        for name, numbers in said.items()
        for number in numbers or []
        if number not in ideas
    ]
    questions = {note.number for note in kept.review.questions}
    found += [
        Problem("--answer", Text("there is no question {number} in this review", {"number": str(number)}))
        for number in answered
        if number not in questions
    ]
    if found:
        raise InputProblems(found)


def _numbered(text: str) -> tuple[int, str]:
    number, equals, words = text.partition("=")
    if not equals or not number.strip().isascii() or not number.strip().isdecimal():
        words_ = Text('"{text}" needs a number and words, like 3=No, never', {"text": text[:40]})
        raise InputProblems([Problem("--answer", words_)])
    return int(number), words


def _read(what: Any, found: list[Problem], otherwise: Any) -> Any:
    try:
        return what()
    except InputProblems as faults:
        found += faults.problems
    except PlannerError as error:
        found.append(Problem("--for", error.message))
    return otherwise
