"""``complaints bodies|list|send|answer``, and ``evidence export --complaint``: to whom, in their form, and what came back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from planner.dates import parse_day
from planner.errors import InputProblems, Problem, StoreError, Text
from planner.services.complaint_notices import notices
from planner.services.complaint_pack import Draft, Packed, field_values, prepare_complaint, write_pack
from planner.services.complaints import (
    ANSWERS,
    Body,
    Complaint,
    ComplaintDesk,
    bodies_of,
    find_body,
    is_elsewhere,
)
from planner.services.contacts import ContactLog, facts_of
from planner.services.here import today_of
from planner.services.household_limits import place_of
from ui.cli.opening import open_for
from ui.cli.options import read_option
from ui.cli.output import Output, output_of
from ui.cli.spoken import Program, argument, option

if TYPE_CHECKING:
    from planner.services.bundles import Choice, Prepared

_WHICH = argument(Text("The complaint's number, as in the list."))
_DAY = option(Text("The day, such as 2026-11-22; today by default."))
_REFERENCE = option(Text("The number they gave it."))
_LANGUAGES = ("en", "zh")


def register(app: Program) -> None:
    """Add ``complaints`` to ``app``."""
    group = Program(Text("Complaints: to whom, in their form, and what came back."))
    group.add("bodies", Text("Show who takes complaints in your place, and what their forms ask."), bodies)
    group.add("list", Text("Show yours, with their days."), list_complaints)
    group.add("send", Text("It was sent: from now on its words stay as they are."), send)
    group.add("answer", Text("Write down what came back."), answer)
    app.add_typer(group, name="complaints")


def bodies() -> None:
    """Print the bodies of the place."""
    out = output_of()
    with open_for(out) as household:
        place = place_of(household)
        roles = {facts_of(row).get("role", "") for row in ContactLog(household).rows()}
    found = bodies_of(place, roles)
    rows = [
        (
            one.form.id,
            one.form.title[out.lang],
            one.form.serves[out.lang],
            one.form.not_for.get(out.lang, ""),
            one.form.seen_on.isoformat(),
        )
        for one in found
    ]
    headings = (Text("Name"), Text("Office"), Text("What for"), Text("What it is not for"), Text("Form seen on"))
    value = {"bodies": [_body_as_json(one, out.lang) for one in found]}
    out.result(value, Text("Who takes complaints"), headings, rows, words=(1, 2, 3, 4))


def list_complaints() -> None:
    """Print every complaint."""
    out = output_of()
    with open_for(out) as household:
        found = ComplaintDesk(household).all()
    rows = [
        (
            str(one.row.entry),
            one.short[out.lang],
            one.words.get("to", ""),
            one.sent_on.isoformat() if one.sent_on else out.tr(Text("draft")),
            next((clock.on.isoformat() for clock in one.clocks if clock.on), ""),
        )
        for one in found
    ]
    headings = (Text("Number"), Text("Office"), Text("About"), Text("Sent"), Text("Next day"))
    value = {"complaints": [_as_json(one, out.lang) for one in found]}
    out.result(value, Text("Complaints"), headings, rows, words=(1, 2, 3, 4))


def send(
    which: Annotated[str, _WHICH],
    on: Annotated[str | None, _DAY] = None,
    how: Annotated[str, option(Text("How it went out: a form, post, by hand."))] = "",
    reference: Annotated[str, _REFERENCE] = "",
) -> None:
    """Say that it was sent."""
    out, said = output_of(), _day(on)
    with open_for(out) as household:
        day = said or today_of(household)
        desk = ComplaintDesk(household)
        one = desk.send(desk.find(which), day, how, reference)
    _told(
        out, one, Text("Kept as it was sent: {title}, {day}.", {"title": one.short[out.lang], "day": day.isoformat()})
    )


def answer(
    which: Annotated[str, _WHICH],
    what: Annotated[str, argument(Text("accepted, more-asked or final."))],
    on: Annotated[str | None, _DAY] = None,
    note: Annotated[str, option(Text("What they say, in short."))] = "",
    reference: Annotated[str, _REFERENCE] = "",
) -> None:
    """Write down what came back."""
    out, said = output_of(), _day(on)
    with open_for(out) as household:
        day = said or today_of(household)
        desk = ComplaintDesk(household)
        one = desk.answer(desk.find(which), what.strip().lower(), day, note, reference)
    _told(
        out, one, Text("Written down: {what}, {day}.", {"what": ANSWERS[one.answers[-1].what], "day": day.isoformat()})
    )


def export_complaint(
    said: Output, body: str, choice: Choice, out: Path, fields: list[str], language: str, *, keep: bool
) -> None:
    """Write a complaint: the bundle, and beside it the folder for handing in."""
    given = _given(fields)
    if language and language not in _LANGUAGES:
        raise InputProblems([Problem("--in", Text("takes en or zh."))])
    with open_for(said) as household:
        place, today = place_of(household), today_of(household)
        form = find_body(body, place)
        _check_fields(form, given)
        spoken = language or form.language or said.lang
        prepared, draft = prepare_complaint(household, form, choice, spoken, given, today)
        limit = form.narrative_limit
        if limit is not None and len(draft.words["story"]) > limit:
            blanks = {"count": f"{len(draft.words['story']):,}", "limit": f"{limit:,}"}
            words = Text("has {count} characters; the form takes {limit}", blanks)
            raise InputProblems([Problem("story", words)])
        desk = ComplaintDesk(household)
        asked = desk.at_desk(*draft.parties.lenders, *draft.parties.agencies) is not None
        empty = [
            one.label[said.lang]
            for one, value in field_values(household, draft, prepared.extract, spoken)
            if one.required and not value
        ]
        packed = write_pack(household, prepared, draft, out)
        kept = None
        if keep and packed is not None:
            entries = [one["entry"] for one in prepared.extract["entries"]]
            kept = desk.keep(form, draft.words, language=spoken, today=today, entries=entries)
    if packed is None:
        raise StoreError(Text("It was stopped, and nothing was written."))
    _say_packed(said, prepared, draft, packed, empty, kept)
    if is_elsewhere(form, place):
        said.note(Text("{name} is of another place than yours: it may not take this.", {"name": form.title[said.lang]}))
    if not form.advised:
        why = form.not_for[said.lang]
        said.note(Text("{title}: {words}", {"title": Text("What it is not for"), "words": why}))
    for notice in notices(form, draft.parties, said.lang, desk_was_asked=asked, wanted=draft.words["wanted"]):
        said.note(Text("{title}: {words}", {"title": notice.title, "words": notice.words}))


def _say_packed(
    said: Output, prepared: Prepared, draft: Draft, packed: Packed, empty: list[str], kept: Complaint | None
) -> None:
    if said.json:
        said.print_json(
            {
                "file": str(packed.made.path),
                "folder": str(packed.folder),
                "body": draft.form.id,
                "named": draft.words["to"],
                "issue": draft.words["issue"] or None,
                "sub_issue": draft.words["sub_issue"] or None,
                "story": draft.words["story"],
                "suggested": [one._asdict() for one in draft.suggested],
                "empty": empty,
                "entries": len(prepared.extract["entries"]),
                "files": sum(1 for one in prepared.extract["files"] if one["path"]),
                "left_out": prepared.extract["left_out"],
                "manifest": packed.made.manifest,
                "count": prepared.head.length,
                "head": prepared.head.link,
                "id": kept.row.entry if kept else None,
            }
        )
    else:
        said.say(Text("Bundle written: {file}", {"file": str(packed.made.path)}))
        said.say(Text("For handing in: {folder}", {"folder": str(packed.folder)}))
        blanks = {"count": str(prepared.head.length), "head": prepared.head.link}
        said.say(Text("Head of the log: link {count}, {head}", blanks))
        if draft.words["issue"]:
            words = Text("Suggested from your log; you choose: {issue}", {"issue": _issue(draft.words)})
            said.say(words)
        if kept is not None:
            said.say(Text("Kept as a draft, number {number}.", {"number": str(kept.row.entry)}))
    for left in prepared.left_out:
        said.note(Text("Left out: {what}", {"what": left}))
    if empty:
        joint = "、" if said.lang == "zh" else ", "
        said.note(Text("Still to fill in, on paper or with --field: {fields}", {"fields": joint.join(empty)}))
    for name in packed.too_large:
        said.note(Text("{file} is larger than the form takes; it is in the bundle.", {"file": name.rpartition("/")[2]}))
    said.note(Text("The bundle is not encrypted: anyone who has it can read it."))


def _issue(words: Mapping[str, str]) -> str:
    return ": ".join(filter(None, (words["issue"], words["sub_issue"])))


def _given(fields: list[str]) -> dict[str, str]:
    found, given = [], {}
    for one in fields:
        name, equals, value = one.partition("=")
        if not equals:
            words = Text('"{text}" needs a name and a value, like wanted=...', {"text": one[:40]})
            found.append(Problem("--field", words))
        given[name.strip().replace("-", "_")] = value.strip()
    if found:
        raise InputProblems(found)
    return given


def _check_fields(form: Any, given: Mapping[str, str]) -> None:
    known = {one.id for one in form.fields} | {"story", "wanted", "tried", "effects", "to", "issue", "sub_issue"}
    wrong = [name for name in given if name not in known]
    if wrong:
        blanks = {"name": wrong[0][:40], "known": ", ".join(sorted(known))}
        raise InputProblems([Problem("--field", Text('this form has no "{name}"; it has: {known}', blanks))])


def _day(on: str | None) -> date | None:
    found: list[Problem] = []
    day = read_option("--on", on, parse_day, found)
    if found:
        raise InputProblems(found)
    return day


def _told(out: Output, one: Complaint, words: Text) -> None:
    if out.json:
        out.print_json({"complaint": _as_json(one, out.lang)})
        return
    out.say(words)
    for clock in one.clocks:
        if clock.on is not None:
            blanks = {"day": clock.on.isoformat(), "words": clock.say[out.lang]}
            out.say(
                Text("by {day}, or some days later: {words}", blanks)
                if clock.earliest
                else Text("{day}: {words}", blanks)
            )


def _as_json(one: Complaint, language: str) -> dict[str, Any]:
    return {
        "id": one.row.entry,
        "body": one.body,
        "to": one.words.get("to"),
        "issue": one.words.get("issue"),
        "sub_issue": one.words.get("sub_issue"),
        "language": one.language,
        "story": one.words.get("story"),
        "wanted": one.words.get("wanted"),
        "entries": list(one.entries),
        "written_on": one.written_on.isoformat(),
        "sent_on": one.sent_on.isoformat() if one.sent_on else None,
        "reference": one.reference or None,
        "answers": [{"what": a.what, "on": a.on.isoformat(), "note": a.note or None} for a in one.answers],
        "clocks": [
            {"id": c.id, "on": c.on and c.on.isoformat(), "who": c.who, "from": c.start, "words": c.say[language]}
            for c in one.clocks
        ],
    }


def _body_as_json(one: Body, language: str) -> dict[str, Any]:
    form = one.form
    return {
        "body": form.id,
        "place": form.place,
        "title": form.title[language],
        "for": form.serves[language],
        "not_for": form.not_for.get(language),
        "fits": one.fits,
        "names": form.names,
        "url": form.url or None,
        "seen_on": form.seen_on.isoformat(),
        "seen": form.seen,
        "confidence": form.confidence,
        "narrative_limit": form.narrative_limit,
        "file_limit": form.file_limit,
        "unchecked": [what[language] for what in form.unchecked],
        "fields": [
            {"id": f.id, "label": f.label[language], "required": f.required, "paper": f.paper} for f in form.fields
        ],
        "issues": [{"issue": i.label, "sub_issues": [s.label for s in i.subs]} for i in form.issues],
    }
