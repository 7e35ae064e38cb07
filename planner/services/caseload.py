"""A helper's caseload: many people's files, what is next for each, notes for oneself, and reviews that go back.

Everything goes through the ``CaseStore``: its methods take and give values and name the version that was read, so that a
store on a server can stand behind this later.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.canonical import canonical
from planner.dates import parse_day
from planner.errors import InputProblems, PlannerError, Problem, Text
from planner.model.case import CLOSED, NEW, STATES, STUCK, WAITING, Case, CaseFile, CaseNote
from planner.money import BadValue
from planner.services.offers import CLOSED as CLOSED_OFFERS
from planner.services.reviewing import Draft, finish, open_share, write_review
from planner.services.share_sections import budget_of_share, debts_of, glance_of
from planner.sharing.contents import CONTACTS, DEBTS
from planner.sharing.package import Package, pack, part_of, unpack
from planner.sharing.review import Idea, Note, Review, read_review, review_contents
from planner.store.caseload_store import CaseStore, ChangedMeanwhile, Page

if TYPE_CHECKING:
    from planner.services.household import Household

__all__ = ["ALL", "NEW", "Case", "CaseNote", "Caseload", "ChangedMeanwhile", "Opened", "Page", "STATES"]

PAGE = 50
SOON = 14
ALL, DEADLINE, FLAGS, OFFERS, STUCK_ONES, DELETE = "all", "deadline", "flags", "offers", "stuck", "delete"
FILTERS = (ALL, DEADLINE, FLAGS, OFFERS, STUCK_ONES, DELETE)
EDITABLE = ("alias", "name", "state", "review_on", "deadline_on", "keep_until")
_DAYS = ("review_on", "deadline_on", "keep_until")
_LONGEST = 120


class NoSuchCase(PlannerError):
    """No case has this number or alias."""

    def __init__(self, which: str) -> None:
        super().__init__(Text('There is no "{which}" in your caseload.', {"which": which[:40]}))


class Opened(NamedTuple):
    """A share that was put into the caseload; ``is_new``: it was not there before."""

    case: Case
    package: Package
    is_new: bool


class Caseload:
    """The caseload that lies beside an open list, under a key made from that list's."""

    def __init__(self, household: Household, store: CaseStore | None = None) -> None:
        self._household = household
        self._store = store or CaseStore(household.folder, household.key)

    def page(self, today: date, chosen: str = ALL, search: str = "", first: int = 0, count: int = PAGE) -> Page:
        """Return a page of people, the next review first; raises ``InputProblems`` for a filter that there is not."""
        if chosen not in FILTERS:
            blanks = {"text": chosen[:40], "known": ", ".join(FILTERS)}
            raise InputProblems([Problem("--only", Text('"{text}" is none of {known}', blanks))])
        return self._store.page(_filters(today), chosen, search, max(0, first), count, today)

    def all(self) -> list[Case]:
        """Return everybody, in the order they came."""
        return self._store.all()

    def find(self, which: str) -> Case:
        """Return the case of this number or alias; raises ``NoSuchCase``."""
        said = which.strip()
        if said.isascii() and said.isdecimal() and len(said) < 15 and (found := self._store.find(int(said))):
            return found
        for case in self._store.all():
            if said and said in (case.alias, case.name):
                return case
        raise NoSuchCase(which)

    def add(self, cells: Mapping[str, str], today: date) -> Case:
        """Add a person of whom no file came yet."""
        case = _edited(Case(alias="", state_since=today), cells, today)
        (number,) = self._store.add([case._replace(words=_found_by(case, ""))])
        return self.find(str(number))

    def receive(
        self,
        path: Path,
        today: date,
        passphrase: str | None = None,
        cells: Mapping[str, str] | None = None,
        step: Callable[[float], None] = lambda _: None,
    ) -> Opened:
        """Open a share and keep it; a new file of somebody who is there already goes to that person.

        Raises ``NotOurs``, ``NotForYou``, ``InputProblems``. ``step``: told how far it is; what it raises ends it.
        """
        package = open_share(self._household, path, passphrase, step)
        share = package.contents
        known = self._store.of_share(share["mark"])
        if known is not None:
            return Opened(known, package, False)
        case = self._store.of_code(share["reply_code"])
        before = case or Case(alias=_alias(share, len(self._store.all()) + 1))
        case = _with_share(_edited(before, cells or {}, today), share, today)
        content = b"".join(pack(share, [part_of(name, one) for name, one in sorted(package.parts.items())]))
        number = self._store.take_in(case, self._file("share", share["mark"], share["made_on"], content))
        return Opened(self.find(str(number)), package, True)

    def share(self, case: Case) -> Package | None:
        """Return the newest file of a person; None where none came."""
        kept = next((one for one in reversed(self._store.files(_id(case))) if one.kind == "share"), None)
        return None if kept is None else unpack(self._store.vault.read(kept.kept))

    def history(self, case: Case) -> list[CaseFile]:
        """Return the files that came and went, the oldest first."""
        return self._store.files(_id(case))

    def reviews(self, case: Case) -> list[Review]:
        """Return the reviews that went to a person, the oldest first."""
        kept = [one for one in self._store.files(_id(case)) if one.kind == "review"]
        return [read_review(unpack(self._store.vault.read(one.kept)).contents) for one in kept]

    def edit(self, case: Case, cells: Mapping[str, str], today: date) -> Case:
        """Change what ``cells`` name; raises ``InputProblems``, ``ChangedMeanwhile``."""
        return self._store.change(_edited(case, cells, today))

    def notes(self, case: Case) -> list[CaseNote]:
        """Return the helper's own notes on a person, the newest first."""
        return self._store.notes(_id(case))

    def note(self, case: Case, words: str) -> None:
        """Write a note down; it never goes into a review."""
        if not words.strip():
            raise InputProblems([Problem("note", Text("is empty: write what you want to say"))])
        self._store.add_note(_id(case), datetime.now(UTC).isoformat(timespec="seconds"), words.strip())

    def remove(self, case: Case) -> None:
        """Remove a person: the files, the notes, the review that is being written."""
        self._store.remove(_id(case))

    def draft(self, case: Case) -> tuple[Draft, int]:
        """Return the review that is being written, and its version."""
        body, version = self._store.draft(_id(case))
        return (_read_draft(body) if body else Draft(), version)

    def keep_draft(self, case: Case, draft: Draft, of_version: int) -> None:
        """Keep it; raises ``ChangedMeanwhile``."""
        body = {
            **draft._asdict(),
            "notes": [one._asdict() for one in draft.notes],
            "ideas": [{**one._asdict(), "before": dict(one.before), "after": dict(one.after)} for one in draft.ideas],
        }
        self._store.put_draft(_id(case), canonical(body), of_version)

    def send(self, case: Case, out: Path, today: date) -> Review:
        """Write the review file of a person's draft, and keep what went; the draft is empty then.

        Raises ``InputProblems``, ``StoreError``.
        """
        package, (draft, version) = self.share(case), self.draft(case)
        if package is None:
            raise InputProblems([Problem("review", Text("needs a file of this person first"))])
        review = finish(self._household, package.contents, draft, today)
        write_review(review, package.contents, out)
        content = b"".join(pack(review_contents(review)))
        self._store.put_file(_id(case), self._file("review", review.mark, review.made_on.isoformat(), content))
        self.keep_draft(case, Draft(by=draft.by), version)
        if review.questions and case.state in (NEW, STUCK):
            self.edit(case, {"state": WAITING}, today)
        return review

    def _file(self, kind: str, mark: str, made_on: str, content: bytes) -> CaseFile:
        digest = hashlib.sha256(content).hexdigest()
        name = self._store.vault.put(content)
        at = datetime.now(UTC).isoformat(timespec="seconds")
        return CaseFile(0, kind, mark, date.fromisoformat(made_on), at, name, digest)


def days_in_state(case: Case, today: date) -> int:
    """Return for how many days a case has stood as it does."""
    return 0 if case.state_since is None else max(0, (today - case.state_since).days)


def is_over(case: Case, today: date) -> bool:
    """Return whether the day has come to delete a case, and nothing asks to keep it longer."""
    until = max(filter(None, (case.delete_by, case.keep_until)), default=None)
    return until is not None and until < today


def _filters(today: date) -> dict[str, tuple[str, tuple[Any, ...]]]:
    day, soon = today.isoformat(), (today + timedelta(days=SOON)).isoformat()
    return {
        ALL: ("1", ()),
        DEADLINE: ("(deadline_on IS NOT NULL AND deadline_on BETWEEN ? AND ?)", (day, soon)),
        FLAGS: ("(flags > 0)", ()),
        OFFERS: ("(offers_open > 0)", ()),
        STUCK_ONES: ("(state = ?)", (STUCK,)),
        DELETE: (
            "(coalesce(delete_by, keep_until) IS NOT NULL AND "
            "max(coalesce(delete_by, ''), coalesce(keep_until, '')) < ?)",
            (day,),
        ),
    }


def _edited(case: Case, cells: Mapping[str, str], today: date) -> Case:
    found: list[Problem] = []
    values: dict[str, Any] = {}
    for name, cell in cells.items():
        said = cell.strip()
        if name not in EDITABLE:
            found.append(Problem(name, Text("is no part of a case")))
        elif name in _DAYS:
            values[name] = _day(name, said, found)
        elif len(said) > _LONGEST:
            found.append(Problem(name, Text("is too long; use 120 characters at most")))
        else:
            values[name] = said
    if values.get("state", case.state) not in STATES:
        blanks = {"text": values["state"][:40], "known": ", ".join(STATES)}
        found.append(Problem("state", Text('"{text}" is none of {known}', blanks)))
    if not values.get("alias", case.alias):
        found.append(Problem("alias", Text("is missing: write a word by which you know whom you mean")))
    if found:
        raise InputProblems(found)
    if values.get("state", case.state) != case.state:
        values["state_since"] = today
    changed = case._replace(**values)
    return changed._replace(words=_found_by(changed, case.words.partition("\n")[2]))


def _day(name: str, said: str, found: list[Problem]) -> date | None:
    try:
        return parse_day(said) if said else None
    except BadValue as bad:
        found.append(Problem(name, bad.message))
        return None


def _with_share(case: Case, share: Mapping[str, Any], today: date) -> Case:
    debts, budget = debts_of(share), budget_of_share(share)
    figures = glance_of(share, debts, budget)
    contacts = share.get(CONTACTS)
    to_come = [one["due"] for one in contacts["papers"] if not one["done"]] if contacts else []
    days = sorted(date.fromisoformat(day) for day in to_come if day >= today.isoformat())
    offers = [offer for one in share.get(DEBTS, ()) for offer in one["offers"]]
    names = {name for debt in debts for name in (debt.name, debt.creditor, *(one.name for one in debt.holders)) if name}
    collectors = {one["cells"].get("collector", "") for one in contacts["entries"]} if contacts else set()
    words = " ".join(sorted(filter(None, names | collectors))).casefold()
    moved = case.state not in (NEW, CLOSED)
    return case._replace(
        state=NEW,
        state_since=today if moved or case.state_since is None else case.state_since,
        review_on=case.review_on or today,
        deadline_on=days[0] if days else case.deadline_on,
        delete_by=date.fromisoformat(share["delete_by"]) if share["delete_by"] else None,
        flags=(contacts["breaches"] or 0) if contacts else 0,
        offers_open=sum(one["state"] not in CLOSED_OFFERS for one in offers),
        owed=figures.get("owed"),
        left_over=figures.get("left_over"),
        currency=share["currency"],
        kinds=" ".join(sorted({debt.kind for debt in debts})),
        words=_found_by(case, words),
        share=share["mark"],
        code=share["reply_code"],
        made_on=date.fromisoformat(share["made_on"]),
    )


def _found_by(case: Case, words: str) -> str:
    return f"{case.alias.casefold()} {case.name.casefold()}\n{words}"


def _alias(share: Mapping[str, Any], number: int) -> str:
    said = re.sub(r"\s+", " ", share["name"]).strip()[:_LONGEST]
    return said or ("家庭 " if share["language"] == "zh" else "Household ") + f"{number:02}"


def _read_draft(body: str) -> Draft:
    facts = json.loads(body)
    return Draft(
        facts["by"],
        facts["words"],
        tuple(Note(**one) for one in facts["notes"]),
        tuple(Idea(**one) for one in facts["ideas"]),
    )


def _id(case: Case) -> int:
    assert case.id is not None
    return case.id
