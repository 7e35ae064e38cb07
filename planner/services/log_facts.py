"""One entry of the contact log between its cells, as a person gives them, and what is kept and checked of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from planner.canonical import canonical
from planner.errors import Problem, Text
from planner.imports.table import Row
from planner.model.log_entry import CONTACT, EVENT, LogRow, NewEntry
from planner.rules.facts import VISITS, Contact, Event
from planner.services.contact_log_file import COLUMNS, LogReader
from planner.services.log_entries import facts_of
from planner.services.log_words import WORDS, event_in, event_words, names_in, plain, received_on, word, words_in
from planner.services.one_log import Twice, set_aside_twice

MORE = (
    "relation principal agent_name staff_number exactness written_on whose_phone witness identified denied unsure source"
).split()
"""What is kept of a contact beyond the columns of a file: which relative, the lender behind an agency, who spoke, whether the
words are exact, when it was written down, on whose phone, who else heard it, what they said of themselves, and what the
borrower denied or was not sure of."""
KEPT = (*COLUMNS, *MORE)
CARRIED = "name duration_s sent_at sim source_sha256 raw_sha256 piece_sha256".split()
"""What an entry has from the file it was read from; a correction keeps it."""
_OF_THE_FILE = frozenset("source source_sha256 raw_sha256 piece_sha256".split())
EXACTNESS = ("exact", "summary")
_OFFSET = re.compile(r"(Z|[+-]\d{2}:\d{2})$")
IDENTIFIED = ("name", "firm", "creditor", "authority", "nothing")


def read_cells(
    cells: Mapping[str, str], zone: tzinfo | None, zone_name: str, today: date
) -> tuple[NewEntry | None, list[Problem]]:
    """Return the entry that ``cells`` describe, and every fault. ``zone``: the borrower's clock, by its ``zone_name``.

    ``today``: as ``LogReader`` has it. Names, numbers and what was said are kept as they were typed, the log's own words as
    they were understood, so that a check reads the same in what is kept and in a file.
    """
    given = {column: cell.strip() for column, cell in cells.items() if cell.strip()}
    carried: dict[str, Any] = {column: given.pop(column) for column in CARRIED if column in given}
    if "duration_s" in carried:
        carried["duration_s"] = int(carried["duration_s"])
    reader = LogReader(zone, today)
    found = [Problem(column, Text("is not a part of a contact")) for column in given if column not in KEPT]
    found += _more_faults(given)
    reader.take(Row(0, {column: given.get(column, "") for column in COLUMNS}), 0)
    found += [problem._replace(line=None) for problem in reader.found]
    if found:
        return None, found
    what = reader.events[0] if reader.events else reader.contacts[0]
    facts: dict[str, Any] = {column: given[column] for column in sorted(given)}
    facts["at"] = what.at.isoformat(timespec="seconds")
    facts["precision"] = reader.precision
    facts["tz"] = plain(given.get("tz", "")) or zone_name
    facts |= carried
    for part in ("exactness", "identified"):
        if part in given:
            facts[part] = "; ".join(words_in(given[part]))
    if isinstance(what, Contact):
        facts |= {"channel": what.channel, "app": what.app, "from": "collector" if what.from_collector else "borrower"}
        facts |= {part: getattr(what, part) for part in WORDS}
        facts["debt"], facts["tactics"] = list(what.debts), sorted(what.tactics)
        facts["flags"] = sorted(what.flags)
    else:
        facts["event"] = event_words(given["event"])
        facts["received"] = what.received.isoformat() if what.received else ""
    facts = {column: value for column, value in facts.items() if value not in ("", [])}
    kind = CONTACT if isinstance(what, Contact) else EVENT
    instant = what.at.astimezone(UTC).isoformat(timespec="seconds")
    return NewEntry(kind, canonical(facts), what.at.date(), instant, given.get("collector", "")), []


def contact_of(row: LogRow) -> Contact:
    """Return a kept contact as the rules see it; its row is the entry's number."""
    facts = json.loads(row.body)
    get = facts.get
    tactics, flags = frozenset(get("tactics", ())), frozenset(get("flags", ()))
    if "identified" in facts:
        tactics, flags = _identified(facts, tactics, flags)
    said, heard = get("said", ""), frozenset[str]()
    if said and get("from") != "borrower":
        from planner.services.recognising import heard_in

        heard = heard_in(said, tactics | _named(get("denied", "")))
    return Contact(
        row.entry,
        datetime.fromisoformat(facts["at"]),
        get("precision", "min"),
        get("from") != "borrower",
        get("channel", "call"),
        get("app", ""),
        word(get("outcome", "")),
        word(get("recipient", "")),
        plain(get("number", "")),
        plain(get("dialed", "")),
        plain(get("collector", "")),
        word(get("role", "")),
        _debts(get("debt", ())),
        word(get("debt_kind", "")),
        word(get("purpose", "")),
        said,
        tactics,
        heard,
        flags,
        plain(get("principal", "")),
    )


def _debts(kept: list[str] | tuple[str, ...] | str) -> tuple[str, ...]:
    """Return the debts a contact names; an older entry may have them in one text, with semicolons between."""
    return names_in(kept if isinstance(kept, str) else ";".join(kept)) if kept else ()


def _named(words: str) -> frozenset[str]:
    return frozenset(words_in(words))


def _identified(
    facts: Mapping[str, Any], tactics: frozenset[str], flags: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return tactics and flags with what they said of themselves: a firm or lender named or not, or nothing at all."""
    said = set(words_in(facts["identified"]))
    if said & {"firm", "creditor"}:
        return tactics, flags | {"firm-named"}
    if "nothing" not in said:
        return tactics, flags | {"firm-not-named"} if said else flags
    unnamed = {"not-named", "no-credentials"} if facts.get("channel") in VISITS else {"not-named"}
    return tactics | {"hide-identity"}, flags | unnamed


def event_of(row: LogRow) -> Event:
    """Return a kept dated fact as the rules see it."""
    facts = json.loads(row.body)
    kind, value = event_in(facts["event"])
    at, received = datetime.fromisoformat(facts["at"]), received_on(facts)
    if received is not None and facts.get("tz"):
        with suppress(KeyError, ValueError, OSError):  # a zone that this device does not know
            at = at.astimezone(ZoneInfo(facts["tz"]))  # the day of receipt begins by the clock as it then was
    collector, debt = plain(facts.get("collector", "")), plain(facts.get("debt", ""))
    return Event(row.entry, at, kind, value, collector, debt, received, facts.get("precision", "min"))


def without_repeats(contacts: Iterable[Contact], rows: Iterable[LogRow]) -> tuple[tuple[Contact, ...], Twice]:
    """Return the contacts of ``rows`` without those that repeat one before them, and which do."""
    by_entry = {row.entry: row for row in rows}
    return set_aside_twice(contacts, lambda one, other: is_same_again(by_entry[one], by_entry[other]))


def is_same_again(one: LogRow, other: LogRow) -> bool:
    """Return whether two entries have the same facts, wherever they were read from."""
    if one.body == other.body:
        return True
    return _without_source(one) == _without_source(other)


def _without_source(row: LogRow) -> dict[str, Any]:
    return {part: value for part, value in facts_of(row).items() if part not in _OF_THE_FILE}


def cells_of(row: LogRow) -> dict[str, str]:
    """Return an entry as the cells it can be given by again."""
    facts = facts_of(row)
    cells = {
        column: "; ".join(value) if isinstance(value, list) else str(value)
        for column, value in facts.items()
        if column not in ("precision", "flags", "received")
    }
    at = datetime.fromisoformat(facts["at"])
    exactly = {"day": at.date().isoformat(), "min": at.isoformat(timespec="minutes")}
    cells["at"] = exactly.get(facts.get("precision", "s"), facts["at"])
    return cells


def without_offset(at: str) -> str:
    """Return a time as cells have it with what the clock showed alone."""
    return _OFFSET.sub("", at)


def _more_faults(given: Mapping[str, str]) -> list[Problem]:
    found = []
    for column, known in (("exactness", EXACTNESS), ("identified", IDENTIFIED)):
        for said in words_in(given.get(column, "")):
            if said not in known:
                blanks = {"said": said[:40], "known": ", ".join(known)}
                found.append(Problem(column, Text('"{said}" is not known; it is one of: {known}', blanks)))
    return found
