"""The borrower's side of a counselor beside me: what is shared, for whom, and the reviews that come back.

The borrower stays the owner: a share is a file that is made and handed over by the borrower, a review changes nothing until
an idea of it is taken. What was shared and what was decided are entries of the log, which are only ever added to.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.errors import InputProblems, PlannerError, Problem, StoreError, Text
from planner.model.log_entry import REVIEW, SHARE, LogRow, NewEntry
from planner.services.household_limits import place_of
from planner.services.log_entries import NoSuchEntry, entry_by_day, facts_of
from planner.services.share_sections import Sections, currency_of
from planner.services.share_summary import summary_pdf
from planner.sharing.contents import CHECK_INS, EVIDENCE, SECTIONS, About, Choice, build_contents
from planner.sharing.keys import code_of, public_of
from planner.sharing.merge import Decision
from planner.sharing.package import SUMMARY, Part, open_package, pack, part_of, sealed, unpack
from planner.sharing.review import Review, read_review, review_contents
from planner.sharing.sealed_file import Reader
from planner.store import log_reads
from planner.store.files import not_written, whole_file
from planner.store.keys import derived_key
from planner.store.vault import check_passphrase

if TYPE_CHECKING:
    from planner.services.household import Household

ENDING = ".ashore"


class Shared(NamedTuple):
    """One file that was made for a helper, as the log has it."""

    row: LogRow
    mark: str
    made_on: date
    to: str
    code: str
    sections: tuple[str, ...]
    delete_by: date | None
    file: str
    digest: str


class KeptReview(NamedTuple):
    """A review that came back, with what was decided and answered so far."""

    row: LogRow
    review: Review
    opened_on: date
    decisions: tuple[Decision, ...]
    answers: Mapping[int, str]


class NotOfMine(PlannerError):
    """A review is of a file that was not made here."""

    def __init__(self) -> None:
        super().__init__(
            Text("This review is about a file that was not made in this list, so nothing of it was taken in.")
        )


def own_private(household: Household) -> bytes:
    """Return the private half of the code of this data folder: it comes from the store's key, so that it stays the same."""
    return derived_key(household.key, "sharing")


def own_public(household: Household) -> bytes:
    """Return the public half: what a helper gives out as a code, and to which reviews come back."""
    return public_of(own_private(household))


class SharingDesk:
    """What an open household shares, and the reviews that came back to it."""

    def __init__(self, household: Household) -> None:
        from planner.store import log

        self._store, self._household = log, household

    def what_they_will_see(
        self, choice: Choice, language: str, today: date, check_ins: Sequence[Mapping[str, str]] = ()
    ) -> Mapping[str, Any]:
        """Return what the helper's Ashore will read: packed and read back, so that it is what is in the file and no more."""
        return unpack(b"".join(pack(self._contents(choice, language, today, "0" * 32, check_ins)))).contents

    def counts(self) -> dict[str, int]:
        """Return how many debts, contacts, letters and files there are to share."""
        from planner.services.attachments import Attachments
        from planner.services.contacts import ContactLog
        from planner.services.letters import LetterDesk

        return {
            "debts": len(self._household.debts()),
            "contacts": len(ContactLog(self._household).rows()),
            "letters": len(LetterDesk(self._household).all()),
            "evidence": len(Attachments(self._household).all()),
        }

    def make(
        self,
        choice: Choice,
        out: Path,
        *,
        code: bytes | None = None,
        passphrase: str = "",
        to: str = "",
        language: str,
        today: date,
        step: Callable[[float], None] = lambda _: None,
        check_ins: Sequence[Mapping[str, str]] = (),
    ) -> Shared:
        """Write one encrypted file for a helper's ``code`` (a public key), or for a passphrase; return it as the log has it.

        ``check_ins``: entries in words, of which those go in whose names are ticked. ``step``: told how far it is; what it
        raises ends it, and there is no file. Raises ``InputProblems``, or ``StoreError`` where it cannot be written; a file
        that is there stays.
        """
        _check(choice, code, passphrase, today)
        mark = secrets.token_hex(16)
        contents = self._contents(choice, language, today, mark, check_ins)
        parts = [part_of(SUMMARY, summary_pdf(contents, language))]
        if EVIDENCE in choice.sections:
            parts += self._files(language, today)
        size, done, digest = sum(part.size for part in parts) or 1, 0, hashlib.sha256()
        try:
            with whole_file(out, replace=False) as file:
                for piece in sealed(pack(contents, parts), code=code, passphrase=passphrase):
                    file.write(piece)
                    digest.update(piece)
                    done += len(piece)
                    step(min(1.0, done / size))
        except OSError as error:
            raise not_written(error) from None
        facts: dict[str, Any] = {
            "due": today.isoformat(),
            "mark": mark,
            "to": to.strip(),
            "code": code_of(code) if code is not None else "",
            "sections": list(contents["sections"]),
            "account_numbers": choice.account_numbers,
            "check_ins": len(contents.get(CHECK_INS, ())),  # how many: which ones is nothing for this list
            "delete_by": choice.delete_by.isoformat() if choice.delete_by else "",
            "file": out.name,
            "sha256": digest.hexdigest(),
        }
        (number,) = self._store.add_entries(self._household.store, [entry_by_day(SHARE, facts)])
        return next(one for one in self.shares() if one.row.entry == number)

    def shares(self) -> list[Shared]:
        """Return every file that was made, the newest last."""
        return [_shared(row) for row in self._read(SHARE)]

    def reviews(self) -> list[KeptReview]:
        """Return every review that came back, the newest last."""
        return [kept_review(row) for row in self._read(REVIEW)]

    def find_review(self, which: str) -> KeptReview:
        """Return the review of this number; raises ``NoSuchEntry``."""
        for one in self.reviews():
            if str(one.row.entry) == which.strip():
                return one
        raise NoSuchEntry(which)

    def take_in(
        self,
        path: Path,
        today: date,
        passphrase: str | None = None,
        step: Callable[[float], None] = lambda _: None,
    ) -> KeptReview:
        """Open a review and keep it; one that was taken in before is returned as it stands. Nothing of the plan changes.

        Raises ``NotOurs``, ``NotForYou``, ``NotOfMine``. ``step``: as ``open_package`` has it.
        """
        package = open_package(path, Reader(own_private(self._household), passphrase), step)
        review = read_review(package.contents)
        known = next((one for one in self.reviews() if one.review.mark == review.mark), None)
        if known is not None:
            return known
        if review.share not in {one.mark for one in self.shares()}:
            raise NotOfMine
        (number,) = self._store.add_entries(self._household.store, [review_entry(review, today)])
        return self.find_review(str(number))

    def answer(self, kept: KeptReview, note: int, words: str) -> KeptReview:
        """Keep the answer to a question; it goes along with the next file. An empty one takes it away."""
        if note not in {one.number for one in kept.review.questions}:
            raise InputProblems([Problem("--answer", Text("there is no question {number} in this review", {"number": str(note)}))])  # fmt: skip
        facts = facts_of(kept.row)
        answers = {**facts["answers"], str(note): words.strip()}
        return self.write(kept, {**facts, "answers": {key: said for key, said in answers.items() if said}})

    def write(self, kept: KeptReview, facts: Mapping[str, Any]) -> KeptReview:
        """Write another version of a kept review."""
        entry = entry_by_day(REVIEW, facts)
        self._store.add_version(self._household.store, kept.row.entry, kept.row.version, entry)
        return self.find_review(str(kept.row.entry))

    def _contents(
        self, choice: Choice, language: str, today: date, mark: str, check_ins: Sequence[Mapping[str, str]] = ()
    ) -> dict[str, Any]:
        sections = Sections(self._household, language, today, named="debts" in choice.sections)
        about = About(
            mark,
            today,
            language,
            place_of(self._household) or "",
            currency_of(self._household, language),
            code_of(own_public(self._household)),
        )
        ticked = {name: sections.of(name) for name in SECTIONS if name in choice.sections}
        reviews = self.reviews()
        return build_contents(
            choice,
            about,
            ticked | {CHECK_INS: check_ins},
            secret=sections.secret,
            answers=list(_answers(reviews)),
            taken=list(_taken(reviews)),
        )

    def _files(self, language: str, today: date) -> Iterator[Part]:
        from planner.services.attachments import Attachments
        from planner.services.share_sections import part_name

        files = Attachments(self._household)
        for one in Sections(self._household, language, today, named=True).files():
            yield Part(part_name(one), one.size, one.digest, lambda one=one: files.pieces(one))  # type: ignore[misc]

    def _read(self, kind: str) -> list[LogRow]:
        def read(connection: Any) -> list[LogRow]:
            return log_reads.read_log(connection, (kind,))

        return sorted(self._household.read(read), key=lambda row: row.entry)


def review_entry(review: Review, today: date) -> NewEntry:
    """Return a review as it is written into the log, with nothing decided."""
    return entry_by_day(
        REVIEW,
        {
            "due": today.isoformat(),
            "review": review_contents(review),
            "decisions": [],
            "answers": {},
        },
    )


def kept_review(row: LogRow) -> KeptReview:
    """Return a kept review."""
    facts = facts_of(row)
    return KeptReview(
        row,
        read_review(facts["review"]),
        date.fromisoformat(facts["due"]),
        tuple(Decision(**one) for one in facts["decisions"]),
        {int(number): words for number, words in facts["answers"].items()},
    )


def _shared(row: LogRow) -> Shared:
    facts = facts_of(row)
    until = facts["delete_by"]
    return Shared(
        row,
        facts["mark"],
        date.fromisoformat(facts["due"]),
        facts["to"],
        facts["code"],
        tuple(facts["sections"]),
        date.fromisoformat(until) if until else None,
        facts["file"],
        facts["sha256"],
    )


def _answers(reviews: Collection[KeptReview]) -> Iterator[dict[str, Any]]:
    for kept in reviews:
        for number, words in sorted(kept.answers.items()):
            yield {"review": kept.review.mark, "note": number, "words": words}


def _taken(reviews: Collection[KeptReview]) -> Iterator[dict[str, Any]]:
    from planner.sharing.merge import newest

    for kept in reviews:
        for number, one in sorted(newest(kept.decisions).items()):
            yield {"review": kept.review.mark, "idea": number, "what": one.what}


def _check(choice: Choice, code: bytes | None, passphrase: str, today: date) -> None:
    found = []
    if not choice.sections and not choice.check_ins:
        words = Text("is missing: tick what your helper may read, such as --section debts")
        found.append(Problem("--section", words))
    if choice.delete_by is not None and choice.delete_by <= today:
        found.append(Problem("--delete-by", Text("is not in the future")))
    if code is None:
        try:
            check_passphrase(passphrase)
        except StoreError as error:
            found.append(Problem("--with-passphrase", error.message))
    if found:
        raise InputProblems(found)
