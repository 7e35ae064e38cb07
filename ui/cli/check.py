"""``check FILE``: a contact log against the rules of a place; nothing is stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo

from planner.dates import parse_day
from planner.errors import InputProblems, Problem, Text
from planner.i18n import format_day
from planner.money import BadValue
from planner.rules.findings import WHO
from planner.services.answers import read_answer, with_answers
from planner.services.checking import CheckedLog, Finding, FoundRule, check_log, finding_as_json, law_of, why_only
from planner.services.contact_log_file import read_contact_log
from planner.services.contact_words import CONFIDENCES, FOUND, LEFT_OUT, STRENGTHS
from planner.services.finding_groups import group_findings
from ui.cli.options import read_option
from ui.cli.output import Output, output_of
from ui.cli.spoken import Program, argument, option

ROW = Text("Row")


def register(app: Program) -> None:
    """Add the command to ``app``."""
    app.add("check", Text("Check a contact log (CSV) against the rules of a place."), check)


def check(
    file: Annotated[str, argument(Text("A contact log (CSV): one row a contact or a dated fact."))],
    jurisdiction: Annotated[str, option(Text("The place: china, united_states, united_kingdom/scotland ..."))],
    tz: Annotated[str | None, option(Text("Your time zone, such as Asia/Shanghai."))] = None,
    on: Annotated[str | None, option(Text("Today, for what counts as the future; such as 2026-11-22."))] = None,
    answer: Annotated[
        list[str] | None,
        option(Text("An answer to an open question: uk.authorised=yes, or uk.authorised@COLLECTOR=yes of one.")),
    ] = None,
) -> None:
    """Read, check, print."""
    out = output_of()
    law = law_of(jurisdiction)
    found: list[Problem] = []
    zone = read_option("--tz", tz, read_zone, found)
    day = read_option("--on", on, parse_day, found) or date.today()
    said = [read_option("--answer", text, read_answer, found) for text in answer or ()]
    if found:
        raise InputProblems(found)
    log = with_answers(read_contact_log(file, zone, day), [one for one in said if one is not None])
    checked = check_log(log, jurisdiction, out.lang)
    if checked.is_part_assumed:
        blanks = {"place": jurisdiction, "part": checked.read_as}
        out.note(Text("{place} alone is read as {part}; name the part you live in if it is another.", blanks))
    if law.uncovered:
        blanks = {"part": law.uncovered, "whole": law.jurisdiction}
        out.note(
            Text(
                "The rules of {part} itself are not in Ashore yet: those that hold in all of {whole} were checked.",
                blanks,
            )
        )
    if out.json:
        out.print_json(as_json(checked))
    else:
        print_checked(checked, out)


def read_zone(text: str) -> ZoneInfo:
    """Return a time zone by its name; raises ``BadValue``."""
    try:
        return ZoneInfo(text)
    except (KeyError, ValueError, OSError):
        words = Text('"{zone}" is no time zone; write one like Asia/Shanghai or America/New_York', {"zone": text[:40]})
        raise BadValue(words) from None


def as_json(checked: CheckedLog) -> dict[str, object]:
    """Return what was found under the keys of the contract."""
    return {
        "jurisdiction": checked.read_as,
        "checked": checked.checked,
        "findings": [finding_as_json(one) for one in checked.found],
        "facts_missing": [
            {"id": question.id, "question": words, "rules": list(question.rules), "rows": list(question.rows)}
            for question, words in checked.questions
        ],
        "duplicates": [{"row": row, "of": same} for row, same in checked.twice],
    }


def _numbers(numbers: Iterable[int], out: Output) -> str:
    return ("、" if out.lang == "zh" else ", ").join(map(str, numbers))


def _rests_on(finding: Finding, out: Output) -> Iterator[Text]:
    """Say which entries were counted, and which were not and why."""
    if finding.window is not None:
        first, last = (format_day(day, out.lang) for day in finding.window)
        yield Text("From {first} to {last}.", {"first": first, "last": last})
    if finding.counted:
        blanks = {"count": str(len(finding.counted)), "contacts": _numbers(finding.counted, out)}
        yield Text("{count} counted: {contacts}.", blanks)
    for left in finding.left_out:
        yield Text("Left out, {why}: {contacts}.", {"why": LEFT_OUT[left.why], "contacts": str(left.row)})


def _also(one: FoundRule, out: Output) -> str:
    """Say where else the same is said, and how strong that is."""
    blanks: dict[str, str | Text] = {
        "citation": one.citation,
        "strength": STRENGTHS[one.rule.strength],
        "found": FOUND[one.finding.outcome.value],
    }
    return out.tr(Text("Also said in {citation}: {strength}; {found}.", blanks))


def print_checked(checked: CheckedLog, out: Output, entries: Text = ROW) -> None:
    """Print what was found, with what each rests on, and the open questions; ``entries``: what the log calls its own."""
    rows = []
    asked = {question.id: words for question, words in checked.questions}
    for one, also in group_findings(checked.found):
        finding = one.finding
        strength = out.tr(STRENGTHS[one.rule.strength])
        basis = f"{one.citation}\n{strength}\n{out.tr(CONFIDENCES[one.rule.confidence])}"
        nobody = [asked[WHO]] if finding.is_of_nobody_known else []
        rests_on = map(out.tr, _rests_on(finding, out))
        why = why_only(one)
        only = [out.tr(why)] if why and not nobody else []
        lines = [one.title, one.message, *nobody, *rests_on, *only, *(_also(other, out) for other in also)]
        where = _numbers(finding.contacts, out)
        rows.append((out.tr(FOUND[finding.outcome.value]), where, "\n".join(lines), basis))
    if rows:
        columns = (Text("What it says"), entries, Text("Why"), Text("Rests on"))
        out.result({}, Text("What the rules say"), columns, rows, words=(2, 3))
    for question, words in checked.questions:
        blanks: dict[str, str | Text] = {
            "question": words,
            "entries": entries,
            "rows": _numbers(question.rows, out),
            "id": question.id,
        }
        out.say(Text("Open: {question} ({entries} {rows}; {id})", blanks))
    for row, same in checked.twice:
        twice: dict[str, str | Text] = {"entries": entries, "row": str(row), "same": str(same)}
        out.say(Text("{entries} {row} says the same as {same}: counted once.", twice))
    out.note(
        Text("1 contact looked at. This is information, not legal advice.")
        if checked.checked == 1
        else Text("{count} contacts looked at. This is information, not legal advice.", {"count": str(checked.checked)})
    )
