"""Letters of a household: chosen, filled, read in two languages, and frozen once they are sent.

A letter is an entry of the log: a draft may be changed, each time as another version; what was sent stays as it was sent,
word for word, whatever becomes of the letter's text in a later Ashore (house.md 5).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.errors import InputProblems, PlannerError, Problem, Text
from planner.letters.catalogue import Letter, all_letters, letter_of, letters_of
from planner.letters.fields import Manner, Table, fill
from planner.letters.printed import letter_docx, letter_pdf
from planner.letters.render import Party, Rendered, plain_text, render
from planner.model.log_entry import LETTER, LogRow, NewEntry
from planner.services.letter_warnings import SentBefore
from planner.services.log_entries import NoSuchEntry, entry_by_day, facts_of, same_again
from planner.services.offers import OfferBook
from planner.store import log_reads

if TYPE_CHECKING:
    from planner.services.household import Household

FORMATS = ("pdf", "docx", "txt")
_SPOKEN = {"china": "zh", "taiwan": "zh"}
Own = Mapping[str, Mapping[str, Any]]
"""By language: values that stand there in place of the others, since what was filled in is said in each in its own words."""
HOWS = ("registered-post", "post", "e-mail", "form", "by-hand", "fax", "message")


class NoSuchLetter(PlannerError):
    """The place has no letter of this name; says which are near, and the way on."""

    def __init__(self, said: str, place: str) -> None:
        known = ", ".join(letter.id for letter in letters_of(place))
        elsewhere = any(letter.id == said for letter in all_letters())
        words = (
            Text('The letter "{name}" is for another place, so it could mislead here. There are: {known}.')
            if elsewhere
            else Text('There is no letter "{name}". There are: {known}.')
        )
        super().__init__(Text(words.id, {"name": said[:40], "known": known}))


class NoLetterOfThisNumber(NoSuchEntry):
    """No letter of the household has this number."""

    def __init__(self, said: str) -> None:
        PlannerError.__init__(
            self,
            Text('There is no letter "{name}" in your list. "letters list" shows their numbers.', {"name": said[:40]}),
        )


class AlreadySent(PlannerError):
    """A letter that was sent is not changed."""

    def __init__(self) -> None:
        super().__init__(Text("This letter was sent, so it stays as it is. Write another one beside it."))


class KeptLetter(NamedTuple):
    """A letter of the household. ``texts``: language -> as it was rendered; frozen once ``sent_on`` is there."""

    row: LogRow
    kind: str
    place: str
    version: int
    debt: str
    values: Mapping[str, Any]
    careful: bool
    currency: str
    language: str
    written_on: date
    texts: Mapping[str, Rendered]
    sent_on: date | None = None
    how: str = ""
    proof: str = ""
    offer: int | None = None

    @property
    def title(self) -> Mapping[str, str]:
        """What it is called, by language."""
        letter = next((one for one in all_letters() if (one.id, one.place) == (self.kind, self.place)), None)
        return letter.title if letter is not None else {"en": self.kind, "zh": self.kind}


def find_letter(kind: str, place: str) -> Letter:
    """Return the letter of this name that serves a place; raises ``NoSuchLetter``."""
    letter = letter_of(kind, place)
    if letter is None:
        raise NoSuchLetter(kind, place)
    return letter


def carries_offer(letter: Letter) -> bool:
    """Return whether a letter says what is offered."""
    return any(field.filled_from == "offer.amount" for field in letter.fields)


def spoken_in(place: str) -> str:
    """Return the language that a recipient of this place gets."""
    return _SPOKEN.get(place.split("/")[0], "en")


def render_both(
    letter: Letter,
    values: Mapping[str, Any],
    currency: str,
    place: str,
    today: date,
    lines: Sequence[str],
    usual: bool,
    own: Own | None = None,
    asked: str = "",
) -> dict[str, Rendered]:
    """Return the letter in every language it has; raises ``InputProblems`` with every fault at once.

    ``asked``: the language of whoever is told of the faults; a blank is named in it.
    """
    texts = {}
    for language in sorted(letter.languages, key=lambda one: one != asked):
        said = {**values, **(own or {}).get(language, {})}
        manner = Manner(language, currency, place)
        filled = fill(letter, said, manner, today)
        sender = Party(str(filled["my_name"]), tuple(lines))
        receiver = Party(str(filled["their_name"]))
        texts[language] = render(
            letter, filled, language, sender=sender, receiver=receiver, usual=usual, american=manner.is_american
        )
    return texts


def letter_entry(
    letter: Letter,
    values: Mapping[str, Any],
    *,
    currency: str,
    place: str,
    today: date,
    lines: Sequence[str] = (),
    usual: bool = False,
    debt: str = "",
    offer: int | None = None,
) -> NewEntry:
    """Return a draft to be written; raises ``InputProblems`` with every fault of its blanks."""
    return entry_by_day(LETTER, _facts(letter, values, currency, place, today, lines, usual, debt, offer))


def as_file(text: Rendered, form: str, *, american: bool = False) -> bytes:
    """Return a letter as the bytes of a file; raises ``NoDocx`` where this device cannot write one."""
    if form == "pdf":
        return letter_pdf(text, american=american)
    if form == "docx":
        return letter_docx(text, american=american)
    return plain_text(text).encode("utf-8")


class LetterDesk:
    """The letters of an open household."""

    def __init__(self, household: Household) -> None:
        from planner.store import log

        self._store, self._household = log, household

    def all(self) -> list[KeptLetter]:
        """Return every letter, the newest last."""

        def read(connection: Any) -> list[LogRow]:
            return log_reads.read_log(connection, (LETTER,))

        return [letter_in(row) for row in self._household.read(read)]

    def find(self, which: str) -> KeptLetter:
        """Return the letter of this number; raises ``NoSuchEntry``."""
        for letter in self.all():
            if str(letter.row.entry) == which.strip():
                return letter
        raise NoLetterOfThisNumber(which)

    def sent_before(self, language: str) -> list[SentBefore]:
        """Return what went out, for the warning not to send both."""
        return [
            SentBefore(one.kind, one.debt, one.sent_on, one.title[language])
            for one in self.all()
            if one.sent_on is not None
        ]

    def keep(
        self,
        letter: Letter,
        values: Mapping[str, Any],
        *,
        currency: str,
        place: str,
        today: date,
        lines: Sequence[str] = (),
        usual: bool = False,
        debt: str = "",
        offer: int | None = None,
        own: Own | None = None,
    ) -> KeptLetter:
        """Keep a draft; raises ``InputProblems`` with every fault of its blanks."""
        facts = _facts(letter, values, currency, place, today, lines, usual, debt, offer, own)
        (number,) = self._store.add_entries(self._household.store, [entry_by_day(LETTER, facts)])
        return self.find(str(number))

    def change(
        self,
        kept: KeptLetter,
        values: Mapping[str, Any],
        *,
        lines: Sequence[str],
        usual: bool,
        own: Own | None = None,
    ) -> KeptLetter:
        """Change a draft; raises ``AlreadySent`` for one that went out."""
        if kept.sent_on is not None:
            raise AlreadySent
        letter = find_letter(kept.kind, facts_of(kept.row)["for_place"])
        place, today = facts_of(kept.row)["for_place"], kept.written_on
        facts = _facts(letter, values, kept.currency, place, today, lines, usual, kept.debt, kept.offer, own)
        return self._write(kept, facts)

    def send(self, kept: KeptLetter, on: date, how: str, proof: str = "") -> KeptLetter:
        """Say that it went out, and with it the offer that it carries: from now on its words, version and day stay.

        ``proof``: a number of posting, a receipt.
        """
        if kept.sent_on is not None:
            raise AlreadySent
        found = []
        if how not in HOWS:
            known = {"text": how[:40], "known": ", ".join(HOWS)}
            found.append(Problem("how", Text('"{text}" is none of {known}', known)))
        if on < kept.written_on:
            found.append(Problem("on", Text("is before the day the letter was written")))
        if found:
            raise InputProblems(found)
        facts = {**facts_of(kept.row), "sent_on": on.isoformat(), "how": how}
        sent = self._write(kept, facts | ({"proof": proof.strip()} if proof.strip() else {}))
        book = OfferBook(self._household)
        carried = next((offer for offer in book.all() if offer.row.entry == kept.offer), None)
        if carried is not None:
            book.sent_with(carried, kept.row.entry, on, how)
        return sent

    def add_proof(self, kept: KeptLetter, proof: str) -> KeptLetter:
        """Add the proof of posting to a letter that went out; its words stay."""
        return self._write(kept, {**facts_of(kept.row), "proof": proof.strip()})

    def withdraw(self, kept: KeptLetter) -> None:
        """Take a draft out of the list. A letter that was sent stays; raises ``AlreadySent``."""
        if kept.sent_on is not None:
            raise AlreadySent
        again = same_again(kept.row)
        self._store.add_version(self._household.store, kept.row.entry, kept.row.version, again, withdrawn=True)

    def put_back(self, kept: KeptLetter) -> KeptLetter:
        """Put a draft that was just taken out back into the list, as it was."""
        version = kept.row.version + 1
        self._store.add_version(self._household.store, kept.row.entry, version, same_again(kept.row))
        return self.find(str(kept.row.entry))

    def _write(self, kept: KeptLetter, facts: Mapping[str, Any]) -> KeptLetter:
        entry = entry_by_day(LETTER, facts)
        self._store.add_version(self._household.store, kept.row.entry, kept.row.version, entry)
        return self.find(str(kept.row.entry))


def letter_in(row: LogRow) -> KeptLetter:
    """Return a kept letter."""
    facts = facts_of(row)
    sent = facts.get("sent_on")
    return KeptLetter(
        row,
        facts["letter"],
        facts["place"],
        facts["letter_version"],
        facts.get("debt", ""),
        facts["values"],
        facts["careful"],
        facts["currency"],
        facts["language"],
        date.fromisoformat(facts["due"]),
        {language: _rendered(facts, language, text) for language, text in facts["texts"].items()},
        date.fromisoformat(sent) if sent else None,
        facts.get("how", ""),
        facts.get("proof", ""),
        facts.get("offer"),
    )


def _facts(
    letter: Letter,
    values: Mapping[str, Any],
    currency: str,
    place: str,
    today: date,
    lines: Sequence[str],
    usual: bool,
    debt: str,
    offer: int | None,
    own: Own | None = None,
) -> dict[str, Any]:
    texts = render_both(letter, values, currency, place, today, lines, usual, own)
    kept = {
        name: [list(row) for row in value] if not isinstance(value, str) else value for name, value in values.items()
    }
    facts: dict[str, Any] = {
        "due": today.isoformat(),
        "letter": letter.id,
        "place": letter.place,
        "for_place": place,
        "letter_version": letter.version,
        "values": kept,
        "careful": not (usual and letter.has_usual),
        "currency": currency,
        "language": spoken_in(place),
        "texts": {language: _kept_text(text) for language, text in texts.items()},
    }
    facts |= {"debt": debt} if debt else {}
    return facts | ({"offer": offer} if offer is not None else {})


def _kept_text(text: Rendered) -> dict[str, Any]:
    return {
        "subject": text.subject,
        "day": text.day,
        "from": [text.sender.name, *text.sender.lines],
        "to": [text.receiver.name, *text.receiver.lines],
        "blocks": [
            block
            if isinstance(block, str)
            else {"head": list(block.head), "rows": [list(row) for row in block.rows], "numbers": list(block.numbers)}
            for block in text.blocks
        ],
    }


def _rendered(facts: Mapping[str, Any], language: str, text: Mapping[str, Any]) -> Rendered:
    blocks = tuple(
        block
        if isinstance(block, str)
        else Table(tuple(block["head"]), tuple(tuple(row) for row in block["rows"]), tuple(block["numbers"]))
        for block in text["blocks"]
    )
    return Rendered(
        facts["letter"],
        facts["place"],
        facts["letter_version"],
        language,
        facts["careful"],
        Party(text["from"][0], tuple(text["from"][1:])),
        Party(text["to"][0], tuple(text["to"][1:])),
        text["day"],
        text["subject"],
        blocks,
    )
