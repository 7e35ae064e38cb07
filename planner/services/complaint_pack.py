"""What is handed in: a bundle with its ``complaint.pdf``, and a folder beside it with the answers to the form and files it takes.

The bundle is what ``evidence verify`` checks. The folder is for handing in: ``complaint.pdf`` again, ``answers.txt`` in the
order of the form, and, where the body takes files of a certain size only, the attached files in zips under it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from planner.errors import Text
from planner.evidence.bundle import ATTACHMENTS, COMPLAINT, Bundle
from planner.evidence.forms import FINAL, Form, FormField
from planner.evidence.packing import PackWriter
from planner.evidence.report import Case, report_pdf
from planner.i18n import format_day, translator
from planner.services.bundles import Choice, Made, Prepared, prepare_bundle, write_bundle
from planner.services.complaint_notices import named_of
from planner.services.complaint_story import Parties, parties_of, story_of
from planner.services.complaints import ComplaintDesk, Suggestion, suggestions
from planner.services.evidence_report import report_words
from planner.services.letter_facts import MY_NAME, sender_lines
from planner.store.files import draft_of, make_folder, not_written, put_in_place

if TYPE_CHECKING:
    from planner.services.household import Household

ANSWERS_FILE, PDF_FILE = "answers.txt", "complaint.pdf"
_FILE_OVERHEAD, _ZIP_OVERHEAD = 400, 200
"""How much a file takes in a zip beside its bytes, and the zip itself: more than it is."""
_BLANK = "________"


class Draft(NamedTuple):
    """A complaint as far as it is written. ``words`` as they are kept; ``paper``: typed for the paper alone."""

    form: Form
    language: str
    words: Mapping[str, str]
    parties: Parties
    suggested: tuple[Suggestion, ...] = ()
    paper: Mapping[str, str] = {}


class Packed(NamedTuple):
    """What was written. ``folder``: for handing in; ``too_large``: attached files above the body's limit."""

    made: Made
    folder: Path
    parts: int
    too_large: tuple[str, ...]


def draft_from(
    household: Household, form: Form, extract: Mapping[str, Any], language: str, given: Mapping[str, str]
) -> Draft:
    """Return a complaint from an extract: what was ``given`` stands, the rest is drafted from dated facts.

    A key of ``given`` is a kept word (``story``, ``wanted`` ...) or a field of the form by its id.
    """
    debts = household.debts()
    parties = parties_of(extract, {debt.name: debt.creditor or "" for debt in debts})
    about = [debt for debt in debts if debt.name in parties.debts]
    suggested = tuple(suggestions(form, extract, about))
    first = suggested[0] if suggested else None
    by_source = {one.source: one.id for one in form.fields if one.source}
    joint = "、" if language == "zh" else ", "
    words: dict[str, str] = {
        "to": named_of(form, parties, language),
        "about": joint.join((*parties.agencies, *parties.lenders)),
        "debt": joint.join(parties.debts),
        "story": "",
        "wanted": "",
        "tried": _tried(household, parties, language),
        "effects": "",
        "issue": first.issue if first else "",
        "sub_issue": first.sub if first else "",
    }
    words = {
        name: given.get(name, given.get(by_source.get(_SOURCES.get(name, name), ""), value))
        for name, value in words.items()
    }
    if not words["story"].strip():
        words["story"] = story_of(
            extract, report_words(language, extract["jurisdiction"]), parties, form.narrative_limit
        )
    fields = {one.id for one in form.fields}
    paper = {name: value for name, value in given.items() if name in fields}
    return Draft(form, language, words, parties, suggested, paper)


_SOURCES = {"to": "named"}


def case_of(draft: Draft, settings: Mapping[str, str]) -> Case:
    """Return what goes on the first page of the report."""
    say, form, words = translator(draft.language), draft.form, draft.words
    rows = [
        (say(Text("About")), words["to"]),
        (say(Text("Debt")), words["debt"]),
        (say(Text("Issue")), ": ".join(filter(None, (words["issue"], words["sub_issue"])))),
    ]
    return Case(
        say(Text("Complaint about {name}", {"name": words["to"]})) if words["to"] else say(Text("Complaint")),
        (form.title[draft.language],),
        tuple(filter(None, (settings.get(MY_NAME, ""), *sender_lines(settings)))),
        tuple((label, value) for label, value in rows if value),
        words["story"],
        words["tried"],
        words["effects"],
        words["wanted"],
    )


def field_values(
    household: Household, draft: Draft, extract: Mapping[str, Any], language: str
) -> list[tuple[FormField, str]]:
    """Return every field of the form with what is known for it, in the order of the form."""
    known = _known(household, draft, extract, language)
    return [
        (one, draft.paper.get(one.id, "").strip() or ("" if one.paper else known.get(one.source, "")))
        for one in draft.form.fields
    ]


def answers_text(draft: Draft, values: Iterable[tuple[FormField, str]], left: Iterable[str] = ()) -> str:
    """Return ``answers.txt``: each field of the form with its answer, an empty line to fill where there is none."""
    say, form, language = translator(draft.language), draft.form, draft.language
    lines = [form.title[language]]
    if form.url:
        lines.append(form.url)
    lines.append(
        say(
            Text(
                "The form as it was seen on {day}; it may look different now.",
                {"day": format_day(form.seen_on, language)},
            )
        )
    )
    lines += [form.where[language], ""]
    for one, value in values:
        label = one.label[language]
        lines += [say(Text("{label} (needed)", {"label": label})) if one.required else label, value or _BLANK, ""]
    lines += [f"- {note[language]}" for note in form.notes]
    if form.unchecked:
        lines.append(say(Text("We could not check:")))
        lines += [f"- {what[language]}" for what in form.unchecked]
    lines += [f"- {one}" for one in left]
    return "\n".join(lines).rstrip() + "\n"


def prepare_complaint(
    household: Household, form: Form, choice: Choice, language: str, given: Mapping[str, str], today: date
) -> tuple[Prepared, Draft]:
    """Return the bundle of a complaint with its report, and the complaint; nothing is written yet. Raises as ``prepare_bundle``."""
    settings = household.settings()
    drafts: list[Draft] = []

    def make(extract: Mapping[str, Any]) -> bytes:
        drafts.append(draft_from(household, form, extract, language, given))
        return report_pdf(extract, report_words(language, extract["jurisdiction"]), case_of(drafts[-1], settings))

    prepared = prepare_bundle(household, choice, language, today, make_complaint=make)
    return prepared, drafts[-1]


def write_pack(household: Household, prepared: Prepared, draft: Draft, out: Path, **how: Any) -> Packed | None:
    """Write the bundle to ``out`` and the folder for handing in beside it; None where it was stopped. Raises ``StoreError``.

    The folder is made first and gets its name last: where the bundle is not written, there is none.
    """
    folder = out.with_name(f"{out.stem}-{draft.form.id}")
    place = folder.resolve()
    values = field_values(household, draft, prepared.extract, draft.language)
    beside = draft_of(place)
    try:
        if place.exists():
            raise FileExistsError(place)
        make_folder(beside)
        parts, too_large = _write_beside(beside, prepared, draft, values)
        made = write_bundle(household, prepared, out, **how)
        if made is None:
            return None
        put_in_place(beside, place)
    except OSError as error:
        raise not_written(error) from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return Packed(made, folder, parts, too_large)


def _write_beside(
    folder: Path, prepared: Prepared, draft: Draft, values: list[tuple[FormField, str]]
) -> tuple[int, tuple[str, ...]]:
    say, limit = translator(draft.language), draft.form.file_limit
    bundle = prepared.bundle
    pdf = b"".join(bundle.files[COMPLAINT].pieces())
    (folder / PDF_FILE).write_bytes(pdf)
    left: list[str] = []
    groups: list[list[str]] = []
    too_large: list[str] = []
    if limit is not None:
        groups, too_large = split_files(bundle, limit)
        size = say(Text("{size} MB", {"size": f"{limit / 1_000_000:g}"}))
        if len(pdf) > limit:
            left.append(say(Text("complaint.pdf is larger than {size}: choose fewer contacts.", {"size": size})))
        for name in too_large:
            blanks = {"file": name.rpartition("/")[2], "size": size}
            left.append(
                say(Text("{file} is larger than {size}: it is in the bundle; say that you can show it.", blanks))
            )
        for number, names in enumerate(groups, 1):
            with (folder / f"files-{number:02}.zip").open("xb") as file:
                _write_part(file, bundle, names)
    (folder / ANSWERS_FILE).write_text(answers_text(draft, values, left), "utf-8")
    return len(groups), tuple(too_large)


def split_files(bundle: Bundle, limit: int) -> tuple[list[list[str]], list[str]]:
    """Return the attached files in groups, each under ``limit`` bytes as a zip, and those that are larger on their own."""
    groups: list[list[str]] = []
    room: list[int] = []
    too_large: list[str] = []
    for name in sorted(one for one in bundle.files if one.startswith(ATTACHMENTS)):
        size = bundle.files[name].digests.size + _FILE_OVERHEAD
        if size + _ZIP_OVERHEAD > limit:
            too_large.append(name)
            continue
        place = next((i for i, left in enumerate(room) if left >= size), None)
        if place is None:
            groups.append([name])
            room.append(limit - _ZIP_OVERHEAD - size)
        else:
            groups[place].append(name)
            room[place] -= size
    return groups, too_large


def _write_part(file: BinaryIO, bundle: Bundle, names: list[str]) -> None:
    writer = PackWriter(file)
    for name in sorted(names):
        source = bundle.files[name]
        writer.add(name.rpartition("/")[2], source.digests.size, source.pieces())
    writer.finish()


def _known(household: Household, draft: Draft, extract: Mapping[str, Any], language: str) -> dict[str, str]:
    settings, words, parties = household.settings(), draft.words, draft.parties
    say, joint = translator(language), "、" if language == "zh" else ", "
    contacts = [one["facts"] for one in extract["entries"] if one["kind"] == "contact"]
    theirs = [facts for facts in contacts if facts.get("from") != "borrower"]
    debts = [debt for debt in household.debts() if debt.name in parties.debts]
    kinds = [draft.form.sub_products.get(debt.kind, draft.form.sub_products.get("other", "")) for debt in debts]
    desk = ComplaintDesk(household).at_desk(words["to"], *parties.lenders, *parties.agencies)
    final = next((one.on for one in reversed(desk.answers) if one.what == FINAL), None) if desk else None
    files = [PDF_FILE]
    files += [
        str(one["facts"].get("name", "")) or one["path"].rpartition("/")[2] for one in extract["files"] if one["path"]
    ]
    findings = sorted(extract.get("findings") or (), key=lambda one: one["outcome"])
    return {
        "me.name": settings.get(MY_NAME, ""),
        "me.address": joint.join(sender_lines(settings)),
        "named": words["to"],
        "lender": words["to"] if draft.form.names == "lender" else joint.join(parties.lenders),
        "collector": words["to"] if draft.form.names == "collector" else joint.join(parties.agencies),
        "numbers": joint.join(_distinct(facts.get("number", "") for facts in theirs)),
        "staff": joint.join(
            _distinct(
                " ".join(
                    filter(
                        None, (facts.get("agent_name", ""), facts.get("staff_number", ""), facts.get("collector", ""))
                    )
                )
                for facts in theirs
                if facts.get("agent_name") or facts.get("staff_number")
            )
        ),
        "debt": words["debt"],
        "account": joint.join(_distinct(debt.account_tail or "" for debt in debts)),
        "story": words["story"],
        "wanted": words["wanted"],
        "tried": words["tried"],
        "effects": words["effects"],
        "issue": words["issue"],
        "sub_issue": words["sub_issue"],
        "sub_product": joint.join(_distinct(kinds)),
        "first_day": contacts[0]["at"][:10] if contacts else "",
        "desk.sent": desk.sent_on.isoformat() if desk and desk.sent_on else "",
        "desk.final": final.isoformat() if final else "",
        "rules": "\n".join(_distinct(_ground(one, language) for one in findings)),
        "files": joint.join(files) if len(files) < 20 else say(Text("{count} files", {"count": str(len(files))})),
    }


def _tried(household: Household, parties: Parties, language: str) -> str:
    """Return what was tried already: the complaint to the own desk, with its day, number and answer."""
    say = translator(language)
    one = ComplaintDesk(household).at_desk(*parties.lenders, *parties.agencies)
    if one is None or one.sent_on is None:
        return ""
    parts = [
        Text("On {day} I complained to {name}.", {"day": format_day(one.sent_on, language), "name": one.words["to"]})
    ]
    if one.reference:
        parts.append(Text("Their number: {number}.", {"number": one.reference}))
    final = next((answer for answer in one.answers if answer.what == FINAL), None)
    if final is not None:
        parts.append(Text("Their final answer came on {day}.", {"day": format_day(final.on, language)}))
    return ("" if language == "zh" else " ").join(map(say, parts))


def _ground(finding: Mapping[str, Any], language: str) -> str:
    """Return what a finding cites, with its strength and what the check says of it (guard 15)."""
    words = report_words(language)
    comma = "，" if language == "zh" else ", "
    return f"{finding['citation']} – {words.strength(finding['strength'])}{comma}{words.outcome(finding['outcome'])}"


def _distinct(values: Iterable[str]) -> list[str]:
    return [value for value in dict.fromkeys(values) if value]
