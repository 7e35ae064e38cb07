"""``checkin …``: check-ins: answers, notes, the line over time, deleting them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

from planner.errors import InputProblems, LockedStore, Problem, StoreError, Text
from planner.services.check_in_words import HEAVY, NAMES, SAVED, THANKS
from planner.services.check_ins import (
    READ_SELF,
    SLIP,
    WEIGHT,
    CheckIns,
    as_json,
    begin_check_ins,
    delete_check_ins,
    find_instrument,
    has_own_passphrase,
    is_heavy,
    is_there,
    open_check_ins,
    score,
    score_of,
    trend_of,
    unlock_check_ins,
)
from planner.services.help import lines_after_slip
from planner.services.here import today_of
from planner.services.household import Household
from ui.cli.checkin_forms import (
    AGE,
    ANSWERS,
    MODE,
    instrument_of,
    lines,
    numbers_of,
    print_score,
    questions,
    say_people,
    score_json,
    show_score,
)
from ui.cli.opening import ask_secret, open_for
from ui.cli.output import Output, output_of
from ui.cli.spoken import Program, argument, option

PASSPHRASE = "ASHORE_CHECK_IN_PASSPHRASE"
_NOTE = option(Text("Words to it, if you like."), "--note")


def register(app: Program) -> None:
    """Add the commands to ``app``."""
    group = Program(Text("How you are, apart from the numbers; and lines to call."))
    group.add("lines", Text("Help lines of a country. Opens no store; nothing is kept."), lines)
    group.add("on", Text("Switch check-ins on."), turn_on)
    group.add("off", Text("Ask nothing more; what was written down stays."), turn_off)
    group.add("due", Text("What may be asked today."), due)
    group.add("add", Text("Write down the weekly number, or a note."), add)
    group.add("questions", Text("Show longer questions with their numbers. Opens no store."), questions)
    group.add("answer", Text("Answer longer questions."), answer)
    group.add("score", Text("What answers add up to. Opens no store."), show_score)
    group.add("skip", Text("Let a question rest; without a name, the weekly one."), skip)
    group.add("pause", Text("Ask nothing for one to four weeks; 0 ends the pause."), pause)
    group.add("reminder", Text("Write a calendar file that asks once a week, and does not say what."), reminder)
    group.add("list", Text("What you wrote down."), show)
    group.add("sore", Text("Your sore points, each with a calm line."), sore)
    group.add("delete", Text("Remove one entry, or everything."), delete)
    app.add_typer(group, name="checkin")


def turn_on() -> None:
    """Switch check-ins on."""
    out = output_of()
    with open_for(out) as household:
        if is_there(household.folder):
            _opened(out, household).turn(True)
        else:
            begin_check_ins(household.folder, household.key)
    _said(
        out,
        {"on": True},
        Text("Check-ins are on. They lie apart from your list, and in no copy of it unless you ask for that."),
    )


def turn_off() -> None:
    """Switch them off."""
    out = output_of()
    with _check_ins(out) as care:
        care.turn(False)
    _said(out, {"on": False}, Text("Check-ins are off. Nothing is asked; what you wrote down stays here."))


def due() -> None:
    """Print what may be asked today."""
    out = output_of()
    with open_for(out) as household:
        found = opened_check_ins(out, household).due(today_of(household), out.lang)
    if out.json:
        out.print_json({"due": [one.id for one in found]})
        return
    if not found:
        out.say(Text("Nothing is asked today."))
    for one in found:
        out.say(Text("{name}: {words}", {"name": one.id, "words": NAMES[one.id]}))


def add(
    weight: Annotated[int | None, option(Text("How much money weighs on you this week, 0 to 10."))] = None,
    kind: Annotated[str | None, option(Text("Or a note: letter, step, slip or helped."))] = None,
    note: Annotated[str, _NOTE] = "",
) -> None:
    """Write an entry down."""
    out = output_of()
    if (weight is None) == (kind is None):
        raise InputProblems([Problem("add", Text("takes --weight or --kind: one of them"))])
    with open_for(out) as household:
        care, settings = opened_check_ins(out, household), household.settings()
        when: dict[str, Any] = {"now": _now(), "today": today_of(household), "language": out.lang}
        if weight is not None:
            entry = care.answer(WEIGHT, [weight], note=note, **when)
        else:
            entry = care.write_down(kind or "", note, **when)
    found, instrument = score_of(entry), find_instrument(entry.kind)
    heavy = found is not None and instrument is not None and is_heavy(instrument, found)
    _said(out, {"check_in": as_json(entry)}, HEAVY[entry.kind] if heavy else SAVED.get(entry.kind, THANKS))
    if heavy or kind == SLIP:
        say_people(out)
    if kind == SLIP:
        for line in lines_after_slip(settings.get("country", ""), out.lang, settings.get("part", "")):
            out.note(Text("{name}: {words}", {"name": line.name, "words": line.number or line.web}))


def answer(
    name: Annotated[str, argument(Text("phq-4 or cfpb-10."))],
    answers: Annotated[str, ANSWERS],
    age: Annotated[str, AGE] = "",
    mode: Annotated[str, MODE] = READ_SELF,
    note: Annotated[str, _NOTE] = "",
) -> None:
    """Keep answers."""
    out = output_of()
    instrument = instrument_of(out, name)
    given = numbers_of(answers)
    score(instrument, given, age=age, mode=mode)
    with open_for(out) as household:
        care, today = opened_check_ins(out, household), today_of(household)
        if not care.may_answer(instrument, today):
            raise StoreError(
                Text(
                    "These questions look back over a while, and you answered them within that time. Nothing was changed."
                )
            )
        how = f"{mode} {age}".strip()
        when: dict[str, Any] = {"now": _now(), "today": today, "language": out.lang}
        entry = care.answer(name, given, how=how, note=note, **when)
    found = score_of(entry)
    assert found is not None
    if out.json:
        out.print_json({"check_in": as_json(entry), "score": score_json(found)})
        return
    print_score(out, instrument, found)


def skip(name: Annotated[str, argument(Text("weight, phq-4 or cfpb-10."))] = WEIGHT) -> None:
    """Let a question rest."""
    out = output_of()
    instrument = instrument_of(out, name)
    with open_for(out) as household:
        opened_check_ins(out, household).skip(instrument.id, today_of(household))
    _said(out, {"skipped": instrument.id}, Text("It rests."))


def pause(weeks: Annotated[int, option(Text("How many weeks: 1 to 4, or 0."), min=0, max=4)]) -> None:
    """Pause."""
    out = output_of()
    with open_for(out) as household:
        care = opened_check_ins(out, household)
        if not weeks:
            care.end_pause()
            _said(out, {"paused_until": None}, Text("The pause is over."))
            return
        ends = care.pause(today_of(household), weeks)
    _said(out, {"paused_until": ends.isoformat()}, Text("Paused until {day}.", {"day": ends.isoformat()}))


def reminder(
    out_file: Annotated[str, argument(Text("The file to write, such as week.ics."))],
) -> None:
    """Write a reminder; nothing of it is kept here."""
    from planner.services.care_reminder import reminder_ics
    from planner.services.saving import save_as

    out = output_of()
    save_as(Path(out_file), reminder_ics(date.today(), out.tr))
    _said(out, {"file": out_file}, Text("{file} is written.", {"file": out_file}))


def show() -> None:
    """Print every entry, and where the last answer lies."""
    out = output_of()
    with _check_ins(out) as care:
        entries = care.entries()
    weight = find_instrument(WEIGHT)
    assert weight is not None
    trend = trend_of(entries, weight)
    value = {
        "check_ins": [as_json(one) for one in entries],
        "trend": {"usual": list(trend.usual) if trend.usual else None, "last": trend.last or None},
    }
    rows = []
    for one in entries:
        found = score_of(one)
        number = "" if found is None else str(found.total if found.scaled is None else found.scaled)
        rows.append((str(one.id), one.day.isoformat(), out.tr(NAMES[one.kind]), number, one.note))
    columns = (Text("No."), Text("Day"), Text("What"), Text("Answer"), Text("Words"))
    out.result(value, Text("Check-ins"), columns, rows, words={1, 2, 4})


def sore(
    add_words: Annotated[str | None, option(Text("Write one down."), "--add")] = None,
    reply: Annotated[str, option(Text("A calm line to answer with."), "--reply")] = "",
    remove: Annotated[int | None, option(Text("Remove the one of this number."), "--delete")] = None,
) -> None:
    """Show sore points, write one down, or remove one."""
    out = output_of()
    with _check_ins(out) as care:
        if add_words is not None:
            care.keep_sore_point(add_words, reply)
        if remove is not None:
            care.remove_sore_point(remove)
        points = care.sore_points()
    value = {"sore_points": [one._asdict() for one in points]}
    rows = [(str(one.id), one.words, one.reply) for one in points]
    out.result(value, Text("Sore points"), (Text("No."), Text("Words"), Text("You may say")), rows, words={1, 2})


def delete(
    number: Annotated[int | None, argument(Text("The number of an entry."))] = None,
    everything: Annotated[
        bool, option(Text("Remove every check-in, also one that cannot be opened."), "--all")
    ] = False,
    yes: Annotated[bool, option(Text("Do not ask."), "--yes")] = False,
) -> None:
    """Remove an entry, or all."""
    out = output_of()
    if (number is None) != everything:
        raise InputProblems([Problem("delete", Text("takes the number of an entry, or --all"))])
    if everything:
        if not yes:
            _ask_first(out)
        with open_for(out) as household:
            delete_check_ins(household.folder)
        _said(out, {"deleted": "all"}, Text("Every check-in was removed. Your list is as it was."))
        return
    assert number is not None
    with _check_ins(out) as care:
        if not care.remove(number):
            raise StoreError(Text("There is no entry of this number. Nothing was changed."))
    _said(out, {"deleted": number}, Text("It was removed."))


def opened_check_ins(out: Output, household: Household) -> CheckIns:
    """Return the open check-ins of a household; raises ``StoreError`` where there are none, or they stay shut."""
    if not is_there(household.folder):
        raise StoreError(Text('Check-ins are off. "checkin on" switches them on.'))
    return _opened(out, household)


def _opened(out: Output, household: Household) -> CheckIns:
    folder, key, own = household.folder, household.key, None
    if has_own_passphrase(folder):
        secret = os.environ.get(PASSPHRASE)
        if not secret and not sys.stdin.isatty():
            raise LockedStore(
                Text(
                    "Your check-ins have a separate passphrase. Set {name}, or run this in a terminal.",
                    {"name": PASSPHRASE},
                )
            )
        own = unlock_check_ins(folder, key, secret or ask_secret(out, Text("Passphrase of your check-ins:")))
    return open_check_ins(folder, key, own)


@contextmanager
def _check_ins(out: Output) -> Iterator[CheckIns]:
    with open_for(out) as household:
        yield opened_check_ins(out, household)


def _said(out: Output, value: Any, words: Text) -> None:
    if out.json:
        out.print_json(value)
    else:
        out.say(words)


def _ask_first(out: Output) -> None:
    if not sys.stdin.isatty():
        raise StoreError(Text("Nothing was removed. In a script, say --yes."))
    sys.stderr.write(out.tr(Text('Type "delete" to remove every check-in:')) + " ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() not in ("delete", "删除"):
        raise StoreError(Text("Nothing was removed."))


def _now() -> datetime:
    return datetime.now().astimezone()
