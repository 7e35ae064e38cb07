"""``guide``: what to do at a hard moment, step by step, and what the law of the place adds. Nothing is kept, and nothing asked for: a locked list keeps nobody out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, NamedTuple

from planner.errors import InputProblems, Problem, Text
from planner.i18n import format_day
from planner.services.help import BREATHE, UNSAFE_STEPS, help_lines, with_number
from planner.services.paper_check import PARTS, REALLY_THEM, days_of, kind_of_paper, kinds_of_paper, paper_adds
from planner.services.paper_deadlines import READ_THE_PAPER, step_in_words
from planner.services.places import country_of
from planner.services.really_them import CHECKS, NOT_YET
from planner.services.situations import UNSAFE, Cited, law_adds, read_place, situation_of, situations, source_words
from planner.services.stages import STAGES, stage_adds, stage_of
from planner.services.time_limits import read_choice
from ui.cli.opening import kept_place
from ui.cli.options import read_option
from ui.cli.output import Output, output_of
from ui.cli.spoken import Program, argument, option

LATE = "late"
ADDS = Text("What the law of your place adds")
HEADINGS = {
    "looks": Text("What it looks like"),
    "check": Text("Check that it is from them"),
    "now": Text("What helps now"),
}


class Section(NamedTuple):
    """Lines under a heading; each with what it rests on, empty where it holds everywhere."""

    heading: str
    lines: list[tuple[str, str]]


def register(app: Program) -> None:
    """Add ``guide``."""
    app.add("guide", Text("What to do when they call, come or write. Without a name: what there is."), guide)


def guide(
    name: Annotated[str | None, argument(Text("The moment or the paper, such as door, phone, summons."))] = None,
    jurisdiction: Annotated[str | None, option(Text("The place; that of your settings by default."))] = None,
    days: Annotated[int | None, option(Text("With late: how many days the debt is late."), min=1)] = None,
) -> None:
    """Read, look up, print."""
    out, found = output_of(), list[Problem]()
    place = read_option("--jurisdiction", jurisdiction, read_place, found)
    if jurisdiction is None:
        kept = kept_place(out)
        place = read_place(kept) if kept else None
    names = _names(out)
    chosen = read_option(
        "name", name, lambda text: read_choice(text, list(names), Text('there is no guide "{text}"; {meant}')), found
    )
    if chosen == LATE and days is None:
        found.append(Problem("--days", Text("is missing: how many days the debt is late")))
    if found:
        raise InputProblems(found)
    if place is not None and jurisdiction is not None and "/" in place and "/" not in jurisdiction:
        out.note(Text("Read as England and Wales. For Scotland or Northern Ireland name the part."))
    if chosen is None:
        rows = [(id_, words) for id_, words in names.items()]
        value = {"guides": [{"name": id_, "title": words} for id_, words in rows]}
        out.result(value, Text("Guides"), (Text("Name"), Text("What it is")), rows, words={1})
        return
    _print(chosen, names[chosen], _sections(chosen, place, days or 0, out), place, out)


def _names(out: Output) -> dict[str, str]:
    names = {one.id: one.title[out.lang] for one in situations()}
    names |= {kind.id: kind.title[out.lang] for kind in kinds_of_paper()}
    more = {REALLY_THEM: Text("Is this really them?"), LATE: Text("What usually comes next")}
    return names | {id_: out.tr(words) for id_, words in more.items()}


def _sections(name: str, place: str | None, days: int, out: Output) -> list[Section]:
    today = date.today()
    if name == UNSAFE:
        return _unsafe(place, out)
    if name == LATE:
        stage = stage_of(days) or STAGES[0]
        return [
            Section(out.tr(stage.who), [(out.tr(stage.usual), "")]),
            Section(out.tr(Text("What usually comes next")), [(out.tr(stage.next), "")]),
            Section(out.tr(HEADINGS["now"]), [(out.tr(one), "") for one in stage.helps]),
            _law(stage_adds(stage.id, place, today), out),
        ]
    if name == REALLY_THEM:
        checks = [(out.tr(words), out.tr(under)) for _, words, under in CHECKS]
        law = _law(paper_adds(REALLY_THEM, "check", place, today), out)
        return [Section("", [(out.tr(NOT_YET), "")]), Section(out.tr(Text("Before you pay someone new")), checks), law]
    if name in {one.id for one in situations()}:
        return _situation(name, place, today, out)
    return _paper(name, place, today, out)


def _situation(name: str, place: str | None, today: date, out: Output) -> list[Section]:
    one, country = situation_of(name), country_of(place)
    steps = [(with_number(words[out.lang], country, out.lang), "") for words in one.steps]
    reply = [(one.reply[out.lang], "")] if one.reply else []
    return [
        Section("", [(words[out.lang], "") for words in one.sentences]),
        Section(out.tr(Text("Step by step")), steps),
        Section(out.tr(Text("You can say")), reply),
        _law(law_adds(name, place, today), out),
    ]


def _paper(name: str, place: str | None, today: date, out: Output) -> list[Section]:
    kind, sections = kind_of_paper(name), list[Section]()
    for part, lines in zip(PARTS, (kind.looks, kind.check, kind.now), strict=True):
        told = [(words[out.lang], "") for words in lines] + _cited(paper_adds(name, part, place, today), out)
        sections.append(Section(out.tr(HEADINGS[part]), told))
    days = []
    for rule in days_of(name, place):
        blanks = {
            "paper": rule.title[out.lang],
            "length": _length(rule.steps, out),
            "start": rule.start[out.lang],
        }
        days.append((out.tr(Text("{paper}: {length}, counted from {start}.", blanks)), rule.citation))
        for way in rule.variants:
            other = {"how": way.words[out.lang], "length": _length(way.steps, out)}
            days.append((out.tr(Text("{how}: {length}", other)), ""))
    sections.append(Section(out.tr(Text("Its deadline")), days or [(out.tr(READ_THE_PAPER), "")]))
    free = [(_line(line.name, line.number or line.web, line.what_happens), "") for line in _help(place, out, ("debt",))]
    return [*sections, Section(out.tr(Text("Who helps for free")), free)]


def _length(steps: tuple[tuple[str, int], ...], out: Output) -> str:
    return ", ".join(out.tr(step_in_words(unit, number)) for unit, number in steps)


def _unsafe(place: str | None, out: Output) -> list[Section]:
    lines = [
        (_line(line.name, line.number or line.text or line.web, line.hours, line.what_happens), "")
        for line in _help(place, out, ("emergency", "crisis"))
    ]
    return [
        Section("", lines),
        Section(out.tr(Text("Step by step")), [(out.tr(step), "") for step in UNSAFE_STEPS]),
        Section(out.tr(Text("While you wait")), [(out.tr(step), "") for step in BREATHE]),
    ]


def _help(place: str | None, out: Output, kinds: tuple[str, ...]) -> list[Any]:
    part = (place or "").partition("/")[2]
    return [line for line in help_lines(country_of(place), out.lang, part) if line.kind in kinds]


def _line(*parts: str) -> str:
    return " – ".join(part for part in parts if part)


def _law(found: Iterable[Cited], out: Output) -> Section:
    return Section(out.tr(ADDS), _cited(found, out))


def _cited(found: Iterable[Cited], out: Output) -> list[tuple[str, str]]:
    return [(one.words[out.lang], out.tr(source_words(one, format_day(one.verified_on, out.lang)))) for one in found]


def _print(name: str, title: str, sections: list[Section], place: str | None, out: Output) -> None:
    told = [section for section in sections if section.lines]
    if out.json:
        listed = [
            {"heading": one.heading, "lines": [{"words": words, "source": source} for words, source in one.lines]}
            for one in told
        ]
        out.print_json({"guide": name, "title": title, "jurisdiction": place, "sections": listed})
        return
    out.say(Text(title))
    for section in told:
        if section.heading:
            out.say(Text("{heading}:", {"heading": section.heading}))
        for words, source in section.lines:
            out.say(Text("- {line}", {"line": words}))
            if source:
                out.say(Text(f"  ({source})"))
    out.say(Text("This is information, not legal advice."))
