"""Evidence bundles of a household: what goes in, what is left out and why, and writing one whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.canonical import canonical
from planner.errors import StoreError, Text
from planner.evidence.bag import Digests
from planner.evidence.bundle import (
    ATTACHMENTS,
    ORIGINALS,
    Bundle,
    NotAsSealed,
    Source,
    Stopped,
    build_bundle,
    write_folder,
    write_zip,
)
from planner.evidence.chain import Head, Link
from planner.evidence.choosing import without_names
from planner.evidence.media import ending_of
from planner.evidence.words import how_to_verify, why_left_out
from planner.i18n import LANGUAGES
from planner.model.log_entry import CONTACT, EXPORT, NewEntry
from planner.services.attachments import Attachments
from planner.services.bundle_entries import Choice, Chosen, Sealed, choose, sealed_entries
from planner.services.bundle_originals import originals_of
from planner.services.checking import finding_as_json
from planner.services.contacts import ContactLog
from planner.services.debt_kinds import kind_of, kinds_by_name
from planner.services.left_out_words import left_out_words
from planner.services.old_debts import YoungDebts
from planner.services.places import jurisdiction_of
from planner.services.seal import read_chain
from planner.store import log_reads
from planner.store.chain import SealedRow
from planner.store.files import draft_of, make_folder, not_written, put_in_place, remove_left_drafts, whole_file

if TYPE_CHECKING:
    from planner.services.household import Household

__all__ = ["Choice", "Made", "NothingChosen", "Prepared", "prepare_bundle", "write_bundle"]

MakeComplaint = Callable[[Mapping[str, Any]], bytes | None]
"""Makes ``complaint.pdf`` from an extract and from nothing else; None where the bundle is to have none."""
OUTCOMES = ("possible_breach", "worth_checking")
"""Which findings go into a bundle: one that facts do not allow yet, or about a number nobody has identified, stays out."""


class Prepared(NamedTuple):
    """A bundle that is ready to be written. ``left_out``: what is not in it, counted, a sentence for each reason."""

    bundle: Bundle
    extract: Mapping[str, Any]
    head: Head
    left_out: tuple[str, ...]

    @property
    def notes(self) -> tuple[Text, ...]:
        """Return what to know before it is handed on."""
        found = [Text("The bundle is not encrypted: anyone who has it can read it.")]
        if any(one["path"] and one["facts"]["media"].startswith(("image/", "video/")) for one in self.extract["files"]):
            found.append(Text("Photos go in untouched: one may say where and when it was taken."))
        for one in self.extract["originals"]:
            if "holds" in one:
                blanks = {
                    "file": one["file"],
                    "count": str(one["holds"]["entries"]),
                    "numbers": str(one["holds"]["numbers"]),
                }
                found.append(
                    Text(
                        "The whole file {file} goes in: {count} messages and calls with {numbers} numbers, other people's among them.",
                        blanks,
                    )
                )
        if self.extract["filters"]["redacted"]:
            found.append(Text("Words that were said may still name somebody: read them before you hand it on."))
        return tuple(found)

    @property
    def size(self) -> int:
        """Return how many bytes it takes."""
        return sum(source.digests.size for source in self.bundle.files.values())


class Made(NamedTuple):
    """A bundle that was written. ``noted``: the log says so too, as its next link; a log that can only be read does not."""

    path: Path
    manifest: str
    noted: bool


class NothingChosen(StoreError):
    """No entry is left to go into a bundle."""

    def __init__(self) -> None:
        super().__init__(Text("Nothing in the log fits that choice, so there is no bundle to make."))


def prepare_bundle(
    household: Household,
    choice: Choice,
    language: str,
    today: date,
    *,
    make_complaint: MakeComplaint | None = None,
) -> Prepared:
    """Return the bundle of a choice; nothing is written yet. ``language``: that of the findings in it.

    Raises ``NothingChosen``, or ``StoreError`` where the log is not as it was sealed.
    """
    chain = read_chain(household)
    if chain.fault is not None and chain.fault.why is not None:
        raise StoreError(
            Text(
                'A bundle would not stand a check: {why} "export" still writes everything out.',
                {"why": chain.fault.why},
            )
        )
    rows = _before_exports(chain.rows)
    head = Head(rows[-1].number, rows[-1].link) if rows else Head(0, chain.head.link)
    young = YoungDebts(household, today)
    chosen = choose(sealed_entries(rows), choice, young.are_all_of)
    if not chosen.entries:
        raise NothingChosen
    first = None
    if choice.redacted:
        whole_one = choice._replace(redacted=False)
        first = prepare_bundle(household, whole_one, language, today, make_complaint=make_complaint).bundle.manifest
    extract, more = _extract(household, chosen, choice, head, language, first)
    whole = chosen.whole_links
    links = [Link(row.number, row.leaf, row.link, row.content if row.number in whole else None) for row in rows]
    bundle = build_bundle(
        extract,
        links,
        head,
        how_to=how_to_verify(head),
        complaint=make_complaint(extract) if make_complaint is not None else None,
        more=more,
    )
    left_out = left_out_words(chosen.out, extract["left_out"]["because"], language)
    return Prepared(bundle, extract, head, left_out)


def write_bundle(
    household: Household,
    prepared: Prepared,
    out: Path,
    *,
    report: Callable[[float], None] = lambda _: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Made | None:
    """Write a bundle to ``out``: a zip by its ending, else a folder, new or empty; None where it was stopped.

    It gets its name once all of it is on the disk; then the log notes it. Raises ``StoreError``.
    """
    done, size = 0, max(1, prepared.size)

    def going_on(count: int) -> None:
        nonlocal done
        if stopped():
            raise Stopped
        done += count
        report(min(1.0, done / size))

    try:
        remove_left_drafts(out.resolve().parent, of=out.name)
        if out.suffix.lower() == ".zip":
            with whole_file(out, replace=False) as file:
                write_zip(prepared.bundle, file, going_on)
        else:
            _write_folder(prepared.bundle, out, going_on)
    except Stopped:
        return None
    except NotAsSealed as error:
        raise _damaged(prepared, error.name) from None
    except OSError as error:
        raise not_written(error) from None
    return Made(out, prepared.bundle.manifest, _note(household, prepared))


def _write_folder(bundle: Bundle, out: Path, going_on: Callable[[int], None]) -> None:
    place = out.resolve()
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise FileExistsError(place)
    draft = draft_of(place)
    try:
        make_folder(draft)
        write_folder(bundle, draft, going_on)
        if place.exists():
            place.rmdir()
        put_in_place(draft, place)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _before_exports(rows: tuple[SealedRow, ...]) -> tuple[SealedRow, ...]:
    """Return the links up to the last that is no note of an export, so that the same log gives the same bundle again."""
    count = len(rows)
    while count and rows[count - 1].kind == EXPORT:
        count -= 1
    return rows[:count]


def _extract(
    household: Household, chosen: Chosen, choice: Choice, head: Head, language: str, first: str | None
) -> tuple[dict[str, Any], dict[str, Source]]:
    settings = household.settings()
    place = jurisdiction_of(settings.get("country", ""), settings.get("part", ""))
    files, more = _files(household, chosen, with_content=choice.files and not choice.redacted)
    originals, pieces = ([], {}) if choice.redacted else originals_of(household, chosen, choice.whole_files)
    why = [*chosen.why, *([] if choice.findings else ["findings"])]
    seen = sum(len(one.links) for one, _, _ in (*chosen.entries, *chosen.files))
    extract: dict[str, Any] = {
        "language": language,
        "jurisdiction": place,
        "filters": choice.filters,
        "chain": {"count": head.length, "head": head.link},
        "left_out": {
            "links": head.length - seen,
            "because": why,
            **{one: why_left_out(why, one) for one in LANGUAGES},
        },
        "first_bundle": first,
        "entries": _entries(household, chosen),
        "files": files,
        "originals": originals,
        "findings": _findings(household, chosen, place, language) if choice.findings else None,
    }
    return extract, {**more, **pieces}


def _entries(household: Household, chosen: Chosen) -> list[dict[str, Any]]:
    """Tell the entries; beside one that says of no kind of debt, the kind that the list of debts has: findings rest on it."""
    kinds = kinds_by_name(household.read(log_reads.read_kinds))
    told = []
    for one, how, facts in chosen.entries:
        is_open = one.kind == CONTACT and not one.facts.get("debt_kind")
        kind = kind_of(one.facts.get("debt") or (), kinds) if is_open else ""
        told.append(_told(one, how, facts) | ({"debt_kind": kind} if kind else {}))
    return told


def _told(one: Sealed, how: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    said = {"entry": one.entry, "kind": one.kind, "as": how, "links": list(one.links), "leaf": one.leaf, "facts": facts}
    written = one.versions[0]
    return said | {name: written[name] for name in ("written_ms", "found_on") if name in written}


def _files(
    household: Household, chosen: Chosen, *, with_content: bool
) -> tuple[list[dict[str, Any]], dict[str, Source]]:
    attachments = Attachments(household)
    told, more, paths = [], {}, {}
    for one, how, facts in chosen.files:
        digest = facts["sha256"]
        if with_content and digest not in paths:
            paths[digest] = f"{ATTACHMENTS}{one.entry:06}_{digest[:8]}.{ending_of(facts['media'])}"
            digests = Digests(facts["size"], digest, facts["sha512"])
            more[paths[digest]] = Source(digests, lambda digest=digest: attachments.content_of(digest))  # type: ignore[misc]
        told.append({**_told(one, how, facts), "of": facts["of"], "path": paths.get(digest)})
    return told, more


def _findings(household: Household, chosen: Chosen, place: str | None, language: str) -> list[dict[str, Any]]:
    """Return the findings about nothing but chosen entries; they are found in the whole log, which may hold what clears one."""
    if place is None:
        return []
    entries = {one.entry for one, _, _ in chosen.entries}
    found = []
    for one in ContactLog(household).check(place, language).found:
        about = {*one.finding.contacts, *one.finding.counted}
        if one.finding.outcome.value in OUTCOMES and about <= entries and not one.finding.is_of_nobody_known:
            told = finding_as_json(one)
            told["left_out"] = [left for left in told["left_out"] if left["row"] in entries]  # type: ignore[attr-defined]
            found.append(without_names(told, chosen.names))
    return found


def _note(household: Household, prepared: Prepared) -> bool:
    """Write down that a bundle was handed out, as the next link of the chain."""
    from planner.store.log import add_entries

    if household.notice is not None:
        return False
    zone, _ = ContactLog(household).zone()
    now = datetime.now(zone)
    facts = {
        "at": now.isoformat(timespec="seconds"),
        "what": "bundle",
        "manifest": prepared.bundle.manifest,
        "links": prepared.head.length,
        "head": prepared.head.link,
        "entries": len(prepared.extract["entries"]),
        "filters": prepared.extract["filters"],
    }
    instant = now.astimezone(UTC).isoformat(timespec="seconds")
    add_entries(household.store, [NewEntry(EXPORT, canonical(facts), now.date(), instant, "")])
    return True


def _damaged(prepared: Prepared, name: str) -> StoreError:
    if name.startswith(ORIGINALS):
        return StoreError(Text("The file changed while it was read. Nothing was written; try again."))
    for one in prepared.extract["files"]:
        if one["path"] == name:
            blanks = {"name": str(one["facts"].get("name", name)), "entry": str(one["of"])}
            return StoreError(
                Text(
                    "The file {name} of entry {entry} is not as it was attached, so it is not given out. A backup may still hold it whole.",
                    blanks,
                )
            )
    return StoreError(Text("Another program is using the store. Close it and try again; nothing was changed."))
