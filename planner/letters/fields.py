"""What goes into the blanks of a letter: read, checked all at once, and said in the language of the letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from planner.dates import parse_day
from planner.errors import InputProblems, Problem, Text
from planner.i18n import format_day, format_money
from planner.letters.catalogue import ALWAYS, Field, Letter, as_american
from planner.money import BadValue, parse_money, parse_rate, rate_text

LONGEST = {"text": 200, "long": 4000}


class Table(NamedTuple):
    """Rows of a table in a letter: the words above its columns, its cells; ``numbers``: columns of amounts."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()


Filled = Mapping[str, "str | Table"]


class Manner(NamedTuple):
    """How values are said: the language of the letter, the currency of its amounts, the place (for the order of a date)."""

    language: str
    currency: str
    place: str = ""

    def day(self, day: date) -> str:
        """Return a day as letters of the place write it: ``November 24, 2026``, ``24 November 2026``, ``2026年11月24日``."""
        if self.language == "zh":
            return format_day(day, "zh")
        month = f"{day:%B}"
        return f"{month} {day.day}, {day.year}" if self.is_american else f"{day.day} {month} {day.year}"

    @property
    def is_american(self) -> bool:
        """Whether dates and paper are those of the United States."""
        return self.place.split("/")[0] == "united_states"

    def money(self, minor: int) -> str:
        """Return an amount with the sign of its currency."""
        return format_money(minor, self.currency, self.language)


def fill(letter: Letter, values: Mapping[str, Any], manner: Manner, today: date) -> dict[str, str | Table]:
    """Return every blank as words; raises ``InputProblems`` with every fault.

    ``values``: texts as typed (money ``846.10``, days ``2026-12-01``), tables as lists of rows.
    """
    found: list[Problem] = []
    language = manner.language
    filled: dict[str, str | Table] = {"today": manner.day(today)}
    amounts: dict[str, int] = {}
    for name in ("my_name", "their_name"):
        filled[name] = clean(str(values.get(name, "")))
        if not filled[name]:
            found.append(Problem(name, _who(name)))
    for field in letter.fields:
        given = values.get(field.id, "")
        try:
            filled[field.id] = _in_words(field, given, manner, amounts)
        except BadValue as bad:
            found.append(Problem(field.id, bad.message))
            continue
        if field.required and not filled[field.id]:
            found.append(
                Problem(field.id, Text('"{label}" is still empty in this letter', {"label": field.label[language]}))
            )
    known = {field.id for field in letter.fields} | set(ALWAYS)
    found += [
        Problem(name, Text('this letter has no blank "{name}"', {"name": name[:40]}))
        for name in values
        if name not in known
    ]
    found += _sums(letter, values, amounts, manner)
    if found:
        raise InputProblems(found)
    return filled


def clean(text: str) -> str:
    """Return what was typed in the form that is kept: NFC, no control characters, no blank at either end.

    Nothing in it is markup: ``<b>`` and ``$name`` stay the characters that they are.
    """
    normal = unicodedata.normalize("NFC", text)
    return "".join(c for c in normal if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs")).strip()


def _who(name: str) -> Text:
    if name == "my_name":
        return Text("Your name is still empty; it stands under the letter")
    return Text("Who gets the letter is still empty")


def _in_words(field: Field, given: Any, manner: Manner, amounts: dict[str, int]) -> str | Table:
    language = manner.language
    if field.kind == "table":
        return _table(field, given or (), manner)
    said = clean(str(given))
    if not said:
        return ""
    if field.kind == "money":
        amounts[field.id] = parse_money(said, manner.currency)
        return manner.money(amounts[field.id])
    if field.kind == "day":
        return manner.day(parse_day(said))
    if field.kind == "rate":
        return f"{rate_text(parse_rate(said))}%"
    if field.kind == "count":
        if not said.isascii() or not said.isdigit() or not 0 < int(said) <= 600:
            raise BadValue(Text('"{text}" is not a number from 1 to 600', {"text": said[:40]}))
        return str(int(said))
    if field.kind == "choice":
        if said not in field.choices:
            known = ", ".join(field.choices)
            raise BadValue(Text('"{text}" is not one of {known}', {"text": said[:40], "known": known}))
        words = field.choices[said][language]
        return as_american(words) if language == "en" and manner.is_american else words
    most = LONGEST[field.kind]
    if len(said) > most:
        raise BadValue(Text("this is longer than {most} characters; a letter says it shorter", {"most": str(most)}))
    return said if field.kind == "long" else " ".join(said.split())


def _table(field: Field, rows: Sequence[Sequence[Any]], manner: Manner) -> str | Table:
    if not rows:
        return ""
    money = [place for place, column in enumerate(field.columns) if column.get("kind") == "money"]
    days = [place for place, column in enumerate(field.columns) if column.get("kind") == "day"]
    out = []
    for row in rows:
        if len(row) != len(field.columns):
            raise BadValue(
                Text("each row has {count} cells, as in the letter's table", {"count": str(len(field.columns))})
            )
        cells = [clean(str(cell)) for cell in row]
        for place in money:
            cells[place] = cells[place] and manner.money(parse_money(cells[place], manner.currency))
        for place in days:
            cells[place] = cells[place] and manner.day(parse_day(cells[place]))
        out.append(tuple(cells))
    return Table(tuple(column[manner.language] for column in field.columns), tuple(out), tuple(money))


def _sums(letter: Letter, values: Mapping[str, Any], amounts: Mapping[str, int], manner: Manner) -> list[Problem]:
    """Return a problem for each sum that does not agree: the last instalment may be lower by less than one instalment.

    Where a letter may go without instalments, their amount and their number come together or not at all.
    """
    found = []
    labels = {field.id: field.label[manner.language] for field in letter.fields if not field.required}
    for each, count, total in letter.sums:
        said = str(values.get(count, "")).strip()
        empty = [name for name in (each, count) if not str(values.get(name, "")).strip()]
        if len(empty) == 1 and empty[0] in labels:
            words = Text('"{label}" is still empty in this letter', {"label": labels[empty[0]]})
            found.append(Problem(empty[0], words))
        if each not in amounts or total not in amounts or not said.isdigit():
            continue
        number, payment, whole = int(said), amounts[each], amounts[total]
        if not payment * (number - 1) < whole <= payment * number:
            blanks = {
                "each": manner.money(payment),
                "count": str(number),
                "product": manner.money(payment * number),
                "total": manner.money(whole),
            }
            found.append(
                Problem(total, Text("{count} payments of {each} are {product}, and the letter says {total}", blanks))
            )
    return found
