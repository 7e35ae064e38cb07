"""``complaint.pdf`` of a bundle, made from its extract and from nothing else: equal extracts give equal bytes.

Contents, one page of what happened, a picture of when, what the rules say, every contact and dated fact with the words, exhibits by number,
what was left out, what the seal shows and cannot. The head of the log stands at the foot of each page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from planner.errors import Text
from planner.evidence.told import contacts_of, exhibit_numbers, marked, numbered, span
from planner.evidence.words import CANNOT, SHOWS
from planner.i18n import Translate, format_clock

ON_ONE_PAGE = 30
ROOM = 72
"""Points that a heading wants below it, with what it is the heading of."""
_SIGNS = 12
"""How much of a leaf stands in a row."""
_ROUGH = {"possible_breach": 0, "worth_checking": 1}


class ReportWords(NamedTuple):
    """How facts are said in the language of the report: all that needs names of channels, people, strengths."""

    say: Translate
    language: str
    how: Callable[[Mapping[str, Any]], str]
    who: Callable[[Mapping[str, Any]], str]
    tactics: Callable[[Sequence[str]], str]
    outcome: Callable[[str], str]
    strength: Callable[[str], str]
    left_out: Callable[[str], str]
    day: Callable[[date], str]
    american: bool = False

    def clock(self, at: datetime) -> str:
        """Return a time of day."""
        return format_clock(at, self.language, american=self.american)


class Case(NamedTuple):
    """What the borrower adds before it is frozen. Lines of text, empty where they did not want to say it."""

    title: str = ""
    to: tuple[str, ...] = ()
    sender: tuple[str, ...] = ()
    about: tuple[tuple[str, str], ...] = ()
    story: str = ""
    tried: str = ""
    effects: str = ""
    wanted: str = ""


class Section(NamedTuple):
    """A part of the report: its heading and its blocks, each a function that makes one. ``own_page``: begins a
    page. ``room``: points that its heading wants on the page it is on.
    """

    title: str
    blocks: tuple[Callable[[], Any], ...]
    own_page: bool = False
    room: float = ROOM


def report_pdf(extract: Mapping[str, Any], words: ReportWords, case: Case | None = None) -> bytes:
    """Return the report as PDF."""
    from planner.pdf.document import Around, build_pdf, count_pages

    say = words.say
    case = case or Case()
    sections = [
        section
        for section in (
            _story(words, case),
            _chronology(extract, words),
            _chart(extract, words),
            _findings(extract, words),
            _contacts(extract, words),
            _exhibits(extract, words),
            _limits(extract, words),
        )
        if section is not None
    ]
    title = case.title or say(Text("Record of contacts"))
    head = extract["chain"]
    foot = say(Text("Head of the log: {count} links, {head}", {"count": str(head["count"]), "head": head["head"]}))
    around = Around(
        title, words.language, say(Text("Page {page} of {pages}", {"page": "{page}", "pages": "{pages}"})), foot
    )
    pages: dict[int, int] = {}
    count_pages(_laid(title, sections, words, case, extract, pages), around)  # to see where each part begins
    return build_pdf(_laid(title, sections, words, case, extract, dict(pages)), around)


def _laid(
    title: str,
    sections: Sequence[Section],
    words: ReportWords,
    case: Case,
    extract: Mapping[str, Any],
    pages: dict[int, int],
) -> list[Any]:
    from reportlab.platypus import CondPageBreak, PageBreak

    from planner.pdf.blocks import BODY, SECTION, SMALL, TITLE, Gap, Rule, Words
    from planner.pdf.contents import Anchor, ContentsLine

    say = words.say
    story: list[Any] = []
    for line in case.sender:
        story.append(Words(line, SMALL._replace(align="right", after=0)))
    for line in case.to:
        story.append(Words(line, BODY._replace(after=0)))
    story += [Gap(10), Words(title, TITLE)]
    first, last = span(extract)
    if first is not None and last is not None:
        count = len(contacts_of(extract))
        days = {"first": words.day(first), "last": words.day(last), "count": str(count)}
        only = count == 1
        said = Text("1 contact, {first}", days) if only else Text("{count} contacts, {first} to {last}", days)
        story.append(Words(say(said), BODY))
    story.append(Words(say(Text("Contents")), SECTION))
    known = dict(pages)
    for number, section in enumerate(sections, 1):
        story.append(ContentsLine(f"{number}. {section.title}", known.get(number)))
    story.append(Rule(8, 4))
    pages.clear()
    for number, section in enumerate(sections, 1):
        if section.own_page:
            story.append(PageBreak())
        story.append(CondPageBreak(section.room))
        story.append(Anchor(number, pages))
        story.append(Words(f"{number}. {section.title}", SECTION))
        story += [make() for make in section.blocks]  # anew: a block that was laid out belongs to its document
    return story


def _words(text: str, **look: Any) -> Callable[[], Any]:
    from planner.pdf.blocks import BODY, Words

    return lambda: Words(text, BODY._replace(**look))


def _room() -> Any:
    """Return what goes to the next page where a heading would be left alone at the foot of this one."""
    from reportlab.platypus import CondPageBreak

    return CondPageBreak(ROOM)


def _story(words: ReportWords, case: Case) -> Section | None:
    say = words.say
    blocks: list[Any] = []
    if case.about:
        blocks.append(_pairs(case.about, words))
    for heading, text in (
        (Text("What happened"), case.story),
        (Text("What I tried already"), case.tried),
        (Text("What it did to me"), case.effects),
        (Text("What I ask for"), case.wanted),
    ):
        if text.strip():
            blocks += [_room, _words(say(heading), bold=True, after=2), _words(text.strip(), after=8)]
    if case.story.strip():
        line = {"line": "_" * 24}
        blocks.append(_words(say(Text("Day and signature: {line}", line)), before=10, after=4))
    return Section(say(Text("The complaint")), tuple(blocks)) if blocks else None


def _pairs(rows: Sequence[tuple[str, str]], words: ReportWords) -> Callable[[], Any]:
    from planner.pdf.grid import Column, Grid

    say = words.say
    columns = [Column(say(Text("Item")), 0.3), Column(say(Text("Details")), 0.7)]
    return lambda: Grid(columns, list(rows))


def _chronology(extract: Mapping[str, Any], words: ReportWords) -> Section:
    """One page: dated facts, and the contacts that a check speaks of, until the page is full; the rest is counted."""
    from planner.pdf.grid import Column, Grid

    say = words.say
    checked = marked(extract)
    rows: list[tuple[str, ...]] = []
    left = 0
    for number, entry in numbered(extract):
        if entry["kind"] == "event" or entry["entry"] in checked:
            if len(rows) < ON_ONE_PAGE:
                facts = entry["facts"]
                rows.append(
                    (_when(facts, words), words.who(facts), words.how(facts), "" if number is None else str(number))
                )
            else:
                left += 1
    columns = [
        Column(say(Text("When")), 0.22),
        Column(say(Text("Who")), 0.26),
        Column(say(Text("What happened")), 0.42),
        Column(say(Text("No.")), 0.10),
    ]
    blocks: list[Any] = [lambda: Grid(columns, rows)]
    if not rows:
        blocks = [_words(say(Text("Every contact stands in the table below.")))]
    if left:
        blocks.append(
            _words(say(Text("{count} more stand in the table below.", {"count": str(left)})), color="#5A656B")
        )
    return Section(say(Text("What happened, in one page")), tuple(blocks), own_page=True)


def _chart(extract: Mapping[str, Any], words: ReportWords) -> Section | None:
    from planner.pdf.marks import DayChart, Mark

    checked = marked(extract)
    marks = [
        Mark(datetime.fromisoformat(entry["facts"]["at"]), entry["entry"] in checked)
        for entry in contacts_of(extract)
        if entry["facts"].get("precision") != "day"
    ]
    if not marks:
        return None
    say = words.say
    first, last = min(mark.at for mark in marks).date(), max(mark.at for mark in marks).date()
    days = [(first, words.day(first))]
    month = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    while month < last:
        days.append((month, words.day(month)))
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    if last != first:
        days.append((last, words.day(last)))
    note = say(
        Text(
            "Days from left to right, the time of day from bottom to top, on my clock. A square: a check speaks of it."
        )
    )
    return Section(
        say(Text("When they made contact")),
        (lambda: DayChart(marks, days), _words(note, size=8.5, color="#5A656B")),
        room=220,
    )


def _findings(extract: Mapping[str, Any], words: ReportWords) -> Section | None:
    findings = sorted(extract.get("findings") or (), key=lambda one: _ROUGH.get(one["outcome"], 2))
    if not findings:
        return None
    say = words.say
    numbers = {entry["entry"]: number for number, entry in numbered(extract)}
    note = say(
        Text(
            "What a check of the rules says of these facts. It decides nothing: each rule is named with its strength, so that others can."
        )
    )
    blocks: list[Any] = [_words(note, color="#5A656B")]
    for one in findings:
        strength = words.strength(one["strength"])
        comma = "，" if words.language == "zh" else ", "
        title = f"{one['title']} – {words.outcome(one['outcome'])}{comma}{strength}"
        blocks.append(_room)
        blocks.append(_words(title, bold=True, before=4, after=1))
        blocks.append(_words(one["message"], after=1))
        about = [say(Text("No. {numbers}", {"numbers": _list(one["contacts"], numbers, words)}))]
        if one["counted"]:
            about.append(say(Text("counted: {numbers}", {"numbers": _list(one["counted"], numbers, words)})))
        for left in one["left_out"]:
            number = _list([left["row"]], numbers, words)
            about.append(say(Text("left out: {number}, {why}", {"number": number, "why": words.left_out(left["why"])})))
        if one["window"]:
            first, last = (words.day(date.fromisoformat(day)) for day in one["window"])
            days = Text("days looked at: {first} to {last}") if first != last else Text("day looked at: {first}")
            about.append(say(days._replace(blanks={"first": first, "last": last})))
        joint = "；" if words.language == "zh" else "; "
        blocks.append(_words(joint.join(about), size=9, after=1))
        seen = words.day(date.fromisoformat(one["verified_on"]))
        rests = (one["citation"], say(Text("rule {rule}, looked up on {day}", {"rule": one["rule"], "day": seen})))
        blocks.append(_words(joint.join(filter(None, rests)), size=9, color="#5A656B", after=5))
    return Section(say(Text("What the rules say")), tuple(blocks))


def _contacts(extract: Mapping[str, Any], words: ReportWords) -> Section:
    from planner.pdf.grid import Column, Grid

    say = words.say
    files = exhibit_numbers(extract)
    rows = []
    for number, entry in numbered(extract):
        facts = entry["facts"]
        said = facts.get("said", "")
        parts = [_quoted(said, words.language) if facts.get("exactness") == "exact" else said]
        if facts.get("tactics"):
            parts.append(words.tactics(facts["tactics"]))
        parts += [say(Text("Exhibit {number}", {"number": str(one)})) for one in files.get(entry["entry"], ())]
        who, reached = words.who(facts), facts.get("number", "")
        rows.append(
            (
                "" if number is None else str(number),
                f"{_when(facts, words)}\n{_sealed(entry, words)}",
                "\n".join(filter(None, (who, reached if reached != who else ""))),
                words.how(facts),
                "\n".join(filter(None, parts)),
            )
        )
    columns = [
        Column(say(Text("No.")), 0.07),
        Column(say(Text("When")), 0.21),
        Column(say(Text("Who")), 0.21),
        Column(say(Text("How")), 0.18),
        Column(say(Text("Words, and what they did as I confirm it")), 0.33),
    ]
    note = say(
        Text(
            "Under the time: the number of the entry in the log, and the first twelve signs of its seal, as in custody.jsonl."
        )
    )
    return Section(
        say(Text("Every contact and dated fact")), (_words(note, color="#5A656B"), lambda: Grid(columns, rows))
    )


def _exhibits(extract: Mapping[str, Any], words: ReportWords) -> Section | None:
    from planner.pdf.grid import NUMBER, Column, Grid

    if not extract["files"]:
        return None
    say = words.say
    numbers = {entry["entry"]: number for number, entry in numbered(extract)}
    rows = []
    for place, one in enumerate(extract["files"], 1):
        facts = one["facts"]
        of = numbers.get(facts.get("of")) if isinstance(facts.get("of"), int) else None
        name = facts.get("name", "")
        rows.append((str(place), str(of or ""), name, str(facts.get("size", "")), facts.get("sha256", "")))
    columns = [
        Column(say(Text("Exhibit")), 0.09),
        Column(say(Text("No.")), 0.07),
        Column(say(Text("File")), 0.26),
        Column(say(Text("Bytes")), 0.13, NUMBER),
        Column("SHA-256", 0.45),
    ]
    return Section(say(Text("Exhibits")), (lambda: Grid(columns, rows),))


def _limits(extract: Mapping[str, Any], words: ReportWords) -> Section:
    say = words.say
    blocks: list[Any] = []
    left_out = extract["left_out"].get(words.language, "")
    if left_out:
        blocks.append(_words(left_out, after=6))
    dash = "– "
    for heading, lines in ((Text("What this shows:"), SHOWS), (Text("What it cannot show:"), CANNOT)):
        blocks += [_room, _words(say(heading), bold=True, after=2)]
        blocks += [_words(dash + say(line), after=2, size=9.5) for line in lines]
    head = extract["chain"]
    blocks.append(
        _words(
            say(Text("Head of the log: {count} links, {head}", {"count": str(head["count"]), "head": head["head"]})),
            size=9,
            before=6,
        )
    )
    return Section(say(Text("Left out, and what the seal shows")), tuple(blocks))


def _when(facts: Mapping[str, Any], words: ReportWords) -> str:
    at = datetime.fromisoformat(facts["at"])
    day = words.day(at.date())
    return day if facts.get("precision") == "day" else f"{day} {words.clock(at)}"


def _sealed(entry: Mapping[str, Any], words: ReportWords) -> str:
    """Return the number of an entry and the beginning of its leaf, so that its row is found in the log again."""
    return words.say(Text("Entry {entry}", {"entry": str(entry["entry"])})) + f"\n{entry['leaf'][:_SIGNS]}"


def _quoted(said: str, language: str) -> str:
    """Return words as they were said between quotation marks; a summary in the borrower's words stands without."""
    if not said:
        return ""
    return f"“{said}”" if language == "zh" else f'"{said}"'


def _list(entries: Sequence[int], numbers: Mapping[int, int | None], words: ReportWords) -> str:
    return ("、" if words.language == "zh" else ", ").join(str(numbers.get(entry) or f"#{entry}") for entry in entries)
