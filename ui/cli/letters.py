"""``letters list|kinds|write|send``: letters from the real budget and the log, as PDF, Word or text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from planner.dates import parse_day
from planner.errors import InputProblems, Problem, Text
from planner.letters.catalogue import Letter, letters_of
from planner.letters.render import Rendered
from planner.services.here import today_of
from planner.services.household_limits import clock_for, place_of
from planner.services.letter_facts import prefill, sender_lines
from planner.services.letter_faults import faults_of
from planner.services.letter_known import known_for, own_words
from planner.services.letter_warnings import notices
from planner.services.letters import (
    FORMATS,
    HOWS,
    KeptLetter,
    LetterDesk,
    as_file,
    carries_offer,
    find_letter,
    render_both,
    spoken_in,
)
from planner.services.saving import save_as
from ui.cli.debts import default_currency
from ui.cli.opening import open_for
from ui.cli.options import read_option
from ui.cli.output import Output, output_of
from ui.cli.spoken import Program, argument, option

_WHICH = argument(Text("The letter's number, as in the list."))
_LETTER_LANGUAGES = ("en", "zh")


def register(app: Program) -> None:
    """Add ``letters`` to ``app``."""
    group = Program(Text("Letters: written from your budget and your log, frozen once they are sent."))
    group.add("list", Text("Show yours."), list_letters)
    group.add("kinds", Text("Show which letters there are for your place, and their blanks."), kinds)
    group.add("write", Text("Write one: letters write ask-plan --debt 2 --out letter.pdf"), write)
    group.add("send", Text("It was sent: from now on its words stay as they are."), send)
    app.add_typer(group, name="letters")


def list_letters() -> None:
    """Print every letter."""
    out = output_of()
    with open_for(out) as household:
        letters = LetterDesk(household).all()
    if out.json:
        out.print_json({"letters": [_as_json(one) for one in letters]})
        return
    rows = [
        (
            str(one.row.entry),
            one.title[out.lang],
            one.debt,
            one.written_on.isoformat(),
            one.sent_on.isoformat() if one.sent_on else out.tr(Text("draft")),
        )
        for one in letters
    ]
    headings = (Text("Number"), Text("Letter"), Text("Debt"), Text("Written"), Text("Sent"))
    out.result({}, Text("Letters"), headings, rows, words=(1, 2, 3, 4))


def kinds(
    which: Annotated[str, argument(Text("One of them, with its blanks; all of them without it."))] = "",
) -> None:
    """Print the letters of the place, or the blanks of one."""
    out = output_of()
    with open_for(out) as household:
        place = place_of(household) or ""
    letters = (find_letter(which, place),) if which else letters_of(place)
    value = {
        "letters": [
            {
                "kind": letter.id,
                "place": letter.place,
                "title": letter.title[out.lang],
                "when": letter.when[out.lang],
                "group": letter.group,
                "recipient": letter.recipient,
                "fields": [
                    {
                        "id": field.id,
                        "kind": field.kind,
                        "label": field.label[out.lang],
                        "required": field.required,
                        "ticked": field.ticked,
                    }
                    for field in letter.fields
                ],
            }
            for letter in letters
        ]
    }
    if which and not out.json:
        _print_blanks(letters[0], out)
        return
    rows = [(letter.id, letter.title[out.lang], letter.when[out.lang]) for letter in letters]
    out.result(value, Text("Letters"), (Text("Kind"), Text("Letter"), Text("When it helps")), rows, words=(1, 2))


def _print_blanks(letter: Letter, out: Output) -> None:
    needed, may = out.tr(Text("needed")), out.tr(Text("may stay empty"))
    rows = [
        ("my_name", out.tr(Text("Your name")), needed),
        ("their_name", out.tr(Text("Who gets the letter")), needed),
        *((field.id, field.label[out.lang], needed if field.required else may) for field in letter.fields),
    ]
    columns = (Text("Blank"), Text("What goes into it"), Text("Needed?"))
    out.result({}, Text("Letters"), columns, rows, words=(1, 2))


def write(
    kind: Annotated[str, argument(Text("Which letter, as in letters kinds."))],
    debt: Annotated[str | None, option(Text("The debt's number or name."))] = None,
    to: Annotated[str, option(Text("Who gets it; the one who collects the debt by default."))] = "",
    field: Annotated[list[str] | None, option(Text("A blank and what goes into it: --field offer=120.00"))] = None,
    out_file: Annotated[
        str, option(Text("The file: .pdf, .docx or .txt. Without it the text is printed."), "--out")
    ] = "",
    letter_language: Annotated[
        str, option(Text("en or zh; that of --lang, else the recipient's, by default."), "--in")
    ] = "",
    usual: Annotated[bool, option(Text("The usual wording, which names the debt as yours."))] = False,
    tick: Annotated[list[str] | None, option(Text("A blank that waits for your tick, such as: --tick budget"))] = None,
    keep: Annotated[bool, option(Text("Keep it in your list, as a draft."))] = False,
) -> None:
    """Write one."""
    out = output_of()
    form = Path(out_file).suffix.lower().lstrip(".") if out_file else "txt"
    wrong = [
        *([Problem("--out", Text("ends in .pdf, .docx or .txt"))] if form not in FORMATS else []),
        *([Problem("--in", Text("takes en or zh."))] if letter_language not in ("", *_LETTER_LANGUAGES) else []),
    ]
    if wrong:
        raise InputProblems(wrong)
    with open_for(out) as household:
        settings, place, today = household.settings(), place_of(household) or "", today_of(household)
        letter = find_letter(kind, place)
        entry = household.find(debt) if debt is not None else None
        currency = entry.currency if entry else default_currency(settings, out)
        language = letter_language or out.asked_lang or (spoken_in(place) if place else out.lang)
        known = known_for(household, letter, entry, currency, today)
        ticked = _ticked(letter, tick or [])
        values = {**prefill(letter, known, language, ticked), **_fields(field or [])}
        nothing = [name for name in tick or [] if not values.get(name)]
        if nothing:
            empty = Text(
                '"{name}" has nothing to show: there is no budget in the currency of this letter', {"name": nothing[0]}
            )
            raise InputProblems([Problem("--tick", empty)])
        if to:
            values["their_name"] = to
        clock = clock_for(household, entry, today) if entry else None
        desk = LetterDesk(household)
        said = notices(letter, entry, clock, desk.sent_before(out.lang), today, out.lang)
        lines, kept = sender_lines(settings), None
        faults = faults_of(
            household,
            letter,
            values,
            entry,
            currency=default_currency(settings, out),
            today=today,
            show=out.money,
        )
        texts = _texts(letter, values, faults, currency, place, today, lines, usual, out.lang)
        if keep:
            kept = desk.keep(
                letter,
                values,
                currency=currency,
                place=place,
                today=today,
                lines=lines,
                usual=usual,
                debt=entry.name if entry else "",
                offer=known.offer.row.entry if known.offer and carries_offer(letter) else None,
                own=own_words(letter, values, lambda spoken: prefill(letter, known, spoken, ticked), language),
            )
    text = texts[language]
    for notice in said:
        words = notice.own or (out.tr(notice.words) if notice.words else "")
        out.note(Text("{title}: {words}", {"title": out.tr(notice.title), "words": words}))
    data = as_file(text, form, american=place.startswith("united_states"))
    if out_file:
        save_as(Path(out_file), data)
    if out.json:
        written = {
            "kind": letter.id,
            "place": letter.place,
            "version": letter.version,
            "language": language,
            "file": out_file or None,
            "id": kept.row.entry if kept else None,
            "text": as_file(text, "txt").decode(),
        }
        out.print_json({"letter": written})
    elif out_file:
        out.say(Text("{file} is written.", {"file": out_file}))
    else:
        import sys

        sys.stdout.write(data.decode())


def send(
    which: Annotated[str, _WHICH],
    how: Annotated[str, option(Text("registered-post, post, e-mail, form, by-hand, fax or message."))] = "post",
    on: Annotated[str | None, option(Text("The day, such as 2026-11-22; today by default."))] = None,
    proof: Annotated[str, option(Text("The number of posting, or where the receipt is."))] = "",
) -> None:
    """Say that it was sent."""
    out = output_of()
    found: list[Problem] = []
    said = read_option("--on", on, parse_day, found)
    if how not in HOWS:
        blanks = {"text": how[:40], "known": ", ".join(HOWS)}
        found.append(Problem("--how", Text('"{text}" is none of {known}', blanks)))
    if found and said is None:
        raise InputProblems(found)
    with open_for(out) as household:
        today = today_of(household)
        day = said or today
        if day > today:
            found.append(Problem("--on", Text("is still to come; mark it once it is out")))
        if found:
            raise InputProblems(found)
        desk = LetterDesk(household)
        sent = desk.send(desk.find(which), day, how, proof)
    if out.json:
        out.print_json({"letter": _as_json(sent)})
    else:
        out.say(Text("Kept as it was sent: {title}, {day}.", {"title": sent.title[out.lang], "day": day.isoformat()}))


def _texts(
    letter: Letter,
    values: Mapping[str, Any],
    faults: Mapping[str, Text],
    currency: str,
    place: str,
    today: date,
    lines: Sequence[str],
    usual: bool,
    asked: str,
) -> Mapping[str, Rendered]:
    """Return the letter in its languages; raises ``InputProblems`` with every fault and how a blank is filled."""
    problems = [Problem(name, words) for name, words in faults.items()]
    try:
        texts = render_both(letter, values, currency, place, today, lines, usual, asked=asked)
    except InputProblems as wrong:
        problems = [*wrong.problems, *problems]
    if not problems:
        return texts
    blanks = {"name": problems[0].field, "letter": letter.id}
    way = Text('fills a blank, such as --field {name}="..."; "letters kinds {letter}" names them all', blanks)
    raise InputProblems([*problems, Problem("--field", way)])


def _ticked(letter: Letter, given: list[str]) -> set[str]:
    """Return the blanks that were ticked; raises ``InputProblems`` for one that the letter does not wait with."""
    waiting = {field.id for field in letter.fields if field.ticked}
    wrong = [name for name in given if name not in waiting]
    if wrong:
        words = Text('this letter has no blank "{name}" to tick', {"name": wrong[0][:40]})
        raise InputProblems([Problem("--tick", words)])
    return set(given)


def _fields(given: list[str]) -> dict[str, Any]:
    found, values = [], {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals:
            words = Text('"{text}" needs a name and a value, like offer=120.00', {"text": one[:40]})
            found.append(Problem("--field", words))
        values[name.strip()] = value
    if found:
        raise InputProblems(found)
    return values


def _as_json(one: KeptLetter) -> dict[str, Any]:
    return {
        "id": one.row.entry,
        "kind": one.kind,
        "place": one.place,
        "version": one.version,
        "debt": one.debt or None,
        "language": one.language,
        "careful": one.careful,
        "written_on": one.written_on.isoformat(),
        "sent_on": one.sent_on.isoformat() if one.sent_on else None,
        "how": one.how or None,
        "proof": one.proof or None,
    }
