"""What ``checkin`` says without a store: help lines, longer questions with their numbers, what answers add up to."""

from __future__ import annotations

from typing import Annotated, Any

from planner.errors import InputProblems, Problem, Text
from planner.services.check_in_words import HEAVY, NOT_EVERYTHING
from planner.services.check_ins import READ_SELF, Instrument, Score, asked_in, find_instrument, is_heavy, score
from planner.services.help import help_lines
from planner.services.places import COUNTRIES, PARTS
from ui.cli.output import Output, output_of
from ui.cli.spoken import argument, option

ANSWERS = option(Text("The number of each answer, such as 0,1,2,0."), "--answers")
AGE = option(Text("For a table that asks: 18-61 or 62+."), "--age")
MODE = option(Text("read_self, or read_to_me where someone read the questions out."), "--mode")


def lines(
    country: Annotated[str, option(Text("The country's code, such as CN or GB."))] = "",
    part: Annotated[str, option(Text("A part of the country."))] = "",
) -> None:
    """Print the lines."""
    out = output_of()
    code = country.upper()
    if code and code not in COUNTRIES:
        known = ", ".join(name for name in COUNTRIES if name)
        raise InputProblems([Problem("--country", Text("there are {names}", {"names": known}))])
    parts = PARTS.get(code, {})
    if part and part not in parts:
        known = ", ".join(parts) or out.tr(Text("none"))
        raise InputProblems([Problem("--part", Text("there are {names}", {"names": known}))])
    found = help_lines(code, out.lang, part)
    value = {
        "country": code or None,
        "lines": [
            {
                "id": one.id,
                "kind": one.kind,
                "name": one.name,
                "number": one.number or None,
                "text": one.text or None,
                "web": one.web or None,
                "hours": one.hours or None,
                "what_happens": one.what_happens,
                "languages": list(one.languages),
                "checked_on": one.checked_on.isoformat(),
                "checked": one.is_checked,
                "part": one.part or None,
            }
            for one in found
        ],
    }
    rows = [
        (
            one.name,
            one.number or one.text or one.web,
            one.hours,
            one.checked_on.isoformat() if one.is_checked else out.tr(Text("not confirmed")),
        )
        for one in found
    ]
    columns = (Text("Name"), Text("Call or text"), Text("Hours"), Text("Checked"))
    out.result(value, Text("Help lines"), columns, rows, words={1, 2, 3})


def questions(name: Annotated[str, argument(Text("phq-4 or cfpb-10."))]) -> None:
    """Print the questions."""
    out = output_of()
    instrument = instrument_of(out, name)
    wording = instrument.wording(out.lang)
    assert wording is not None
    choices = wording.choices or tuple(() for _ in wording.items)
    value = {
        "questions": {
            "id": instrument.id,
            "official": wording.official,
            "document": wording.document,
            "items": [
                {"number": number, "stem": stem, "question": item, "answers": list(words)}
                for number, (stem, item, words) in enumerate(zip(wording.stems, wording.items, choices, strict=True), 1)
            ],
        }
    }
    if out.json:
        out.print_json(value)
        return
    for number, (stem, item, words) in enumerate(zip(wording.stems, wording.items, choices, strict=True), 1):
        if stem and (number == 1 or stem != wording.stems[number - 2]):
            out.say(Text(stem))
        out.say(Text("{number}. {question}", {"number": str(number), "question": item}))
        for place, said in enumerate(words):
            out.say(Text("   {number} = {answer}", {"number": str(place), "answer": said}))


def show_score(
    name: Annotated[str, argument(Text("weight, phq-4 or cfpb-10."))],
    answers: Annotated[str, ANSWERS],
    age: Annotated[str, AGE] = "",
    mode: Annotated[str, MODE] = READ_SELF,
) -> None:
    """Print what answers add up to."""
    out = output_of()
    instrument = instrument_of(out, name)
    wording = instrument.wording(out.lang)
    official = wording is not None and wording.official
    found = score(instrument, numbers_of(answers), age=age, mode=mode, official=official)
    if out.json:
        out.print_json({"score": score_json(found)})
    else:
        print_score(out, instrument, found)


def instrument_of(out: Output, name: str) -> Instrument:
    """Return the instrument of this name; raises ``InputProblems`` where it has no words in the language."""
    found = find_instrument(name)
    if found is None or found.wording(out.lang) is None:
        names = ", ".join(one.id for one in asked_in(out.lang))
        raise InputProblems([Problem("name", Text("there are {names}", {"names": names}))])
    return found


def numbers_of(text: str) -> list[int]:
    """Return the whole numbers in ``text``, parted by commas; raises ``InputProblems``."""
    try:
        return [int(part) for part in text.replace(" ", "").split(",")]
    except ValueError:
        raise InputProblems([Problem("--answers", Text("takes whole numbers with commas, such as 0,1,2,0"))]) from None


def score_json(found: Score) -> dict[str, Any]:
    """Return a score for a program."""
    return {
        "total": found.total,
        "scaled": found.scaled,
        "band": found.band,
        "parts": [{"id": id_, "total": total, "notable": notable} for id_, total, notable in found.parts],
    }


def print_score(out: Output, instrument: Instrument, found: Score) -> None:
    """Print what answers add up to, and people where they are heavy."""
    most = str(instrument.highest * instrument.length)
    if found.scaled is not None:
        words = Text(
            "Your score is {score}. The scale goes from 14 to 95; higher means more room.", {"score": str(found.scaled)}
        )
    else:
        words = Text("Your answers add up to {total} of {most}.", {"total": str(found.total), "most": most})
    out.say(words)
    heavy = is_heavy(instrument, found)
    out.say(HEAVY[instrument.id] if heavy else NOT_EVERYTHING)
    if heavy:
        say_people(out)


def say_people(out: Output) -> None:
    """Name the way to people, beside the result."""
    out.note(Text('People who listen: "checkin lines --country XX". You can say as little as you like.'))
