"""What is in a share: the ticked sections and nothing else, account numbers out unless they are ticked too.

A section that is not ticked is not in the value at all, so it cannot be in the file. Where the debts are not ticked, the
other sections call them by number.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from planner.errors import InputProblems, Problem, Text
from planner.sharing.shape import Each, Left, Maybe, OneOf, amount, day, mark, of_kind

SCHEMA = 1
DEBTS, BUDGET, PLAN, CONTACTS, LETTERS, EVIDENCE = "debts", "budget", "plan", "contacts", "letters", "evidence"
CHECK_INS = "check-ins"
SECTIONS = (DEBTS, BUDGET, PLAN, CONTACTS, LETTERS, EVIDENCE)
"""What can be ticked. Check-ins are not among them: each is ticked by its own name."""
USUAL_SECTIONS = (DEBTS, BUDGET, PLAN)
"""What a helper needs to look at a plan; taken in a terminal where none is named."""
HIDDEN = "****"
_LONG_NUMBER = re.compile(r"(?<![0-9])(?:[0-9][ -]?){11,18}[0-9](?![0-9])")
_SHORTEST_TAIL = 3

_CELLS = Each(str)
_TABLE = {"head": [str], "rows": [[str]], "numbers": [int]}
_PAID = {"number": int, "on": day, "amount": amount}
_OFFER = {"amount": amount, "state": str, "on": day, "named": Left({"amount": amount, "on": day})}
SHAPE: Mapping[str, Any] = {
    "kind": OneOf(("share",)),
    "schema": int,
    "mark": mark,
    "made_on": day,
    "language": OneOf(("en", "zh")),
    "place": str,
    "currency": str,
    "name": str,
    "reach": str,
    "delete_by": Maybe(day),
    "reply_code": str,
    "account_numbers": bool,
    "sections": [OneOf((*SECTIONS, CHECK_INS))],
    "answers": [{"review": mark, "note": int, "words": str}],
    "taken": [{"review": mark, "idea": int, "what": OneOf(("taken", "left"))}],
    DEBTS: Left([{"number": int, "cells": _CELLS, "payments": [_PAID], "offers": [_OFFER]}]),
    BUDGET: Left({"currency": str, "lines": [{"number": int, "cells": _CELLS}]}),
    PLAN: Left(
        {
            "currency": str,
            "strategy": str,
            "budget": Maybe(amount),
            "start": day,
            "months": Maybe(int),
            "payoff_date": Maybe(day),
            "interest": amount,
            "order": [int],
            "debts": [{"number": int, "name": str, "payoff_date": Maybe(day)}],
            "next": [{"on": day, "debt": int, "amount": amount, "why": str}],
            "warnings": [str],
        }
    ),
    CONTACTS: Left(
        {
            "entries": [{"number": int, "cells": _CELLS}],
            "promises": [{"number": int, "whose": str, "amount": Maybe(amount), "due": day, "state": str}],
            "papers": [{"kind": str, "due": day, "done": bool}],
            "breaches": Maybe(int),
        }
    ),
    LETTERS: Left(
        [
            {
                "number": int,
                "kind": str,
                "title": Each(str),
                "debt": Maybe(int),
                "language": str,
                "written_on": day,
                "sent_on": Maybe(day),
                "to": [str],
                "subject": str,
                "blocks": [(str, _TABLE)],
            }
        ]
    ),
    EVIDENCE: Left([{"number": int, "entry": int, "name": str, "media": str, "size": int, "part": str}]),
    CHECK_INS: Left([{"name": str, "on": day, "words": str}]),
}
"""The schema of a share, form 1; ``shape.fits`` reads it."""


class Choice(NamedTuple):
    """What the borrower ticked. ``check_ins``: the names of those that may be read; none is ever ticked beforehand."""

    sections: frozenset[str] = frozenset()
    account_numbers: bool = False
    check_ins: frozenset[str] = frozenset()
    delete_by: date | None = None
    reach: str = ""
    name: str = ""


class About(NamedTuple):
    """What every share says of itself. ``mark``: 32 hex digits by which its review is known again."""

    mark: str
    made_on: date
    language: str
    place: str
    currency: str
    reply_code: str


def read_choice(sections: Iterable[str]) -> frozenset[str]:
    """Return ticked sections; raises ``InputProblems`` for one that there is not, or where none is ticked."""
    said = [one.strip().lower() for one in sections if one.strip()]
    if CHECK_INS in said:
        raise InputProblems(
            [Problem("--section", Text("check-ins are ticked one by one, each by its name: --check-in"))]
        )
    strange = [one for one in said if one not in SECTIONS]
    if strange:
        blanks = {"text": strange[0][:40], "known": ", ".join(SECTIONS)}
        raise InputProblems([Problem("--section", Text('"{text}" is none of {known}', blanks))])
    if not said:
        words = Text("is missing: tick what your helper may read, such as --section debts")
        raise InputProblems([Problem("--section", words)])
    return frozenset(said)


def build_contents(
    choice: Choice,
    about: About,
    sections: Mapping[str, Any],
    *,
    secret: Collection[str] = (),
    answers: Iterable[Mapping[str, Any]] = (),
    taken: Iterable[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """Return the contents of a share: of ``sections`` only those that are ticked.

    ``secret``: account numbers, or their ends, that are taken out of every text unless they are ticked.
    """
    ticked = [name for name in SECTIONS if name in choice.sections and name in sections]
    chosen = {name: sections[name] for name in ticked}
    named = [one for one in sections.get(CHECK_INS, ()) if one["name"] in choice.check_ins]
    if named:
        ticked.append(CHECK_INS)
        chosen[CHECK_INS] = named
    if not choice.account_numbers:
        chosen = without_numbers(chosen, secret)
    return {
        "kind": "share",
        "schema": SCHEMA,
        "mark": about.mark,
        "made_on": about.made_on.isoformat(),
        "language": about.language,
        "place": about.place,
        "currency": about.currency,
        "name": choice.name.strip(),
        "reach": choice.reach.strip(),
        "delete_by": choice.delete_by.isoformat() if choice.delete_by else None,
        "reply_code": about.reply_code,
        "account_numbers": choice.account_numbers,
        "sections": ticked,
        "answers": [dict(one) for one in answers],
        "taken": [dict(one) for one in taken],
        **chosen,
    }


def without_numbers(value: Any, secret: Collection[str]) -> Any:
    """Return a value in whose texts account numbers are hidden: the ``secret`` ones, and any of 12 to 19 digits."""
    tails = sorted({one for one in secret if len(one) >= _SHORTEST_TAIL}, key=len, reverse=True)
    known = re.compile("|".join(rf"(?<![0-9]){re.escape(one)}(?![0-9.,]?[0-9])" for one in tails)) if tails else None

    def of(one: Any) -> Any:
        if isinstance(one, str):
            hidden = _LONG_NUMBER.sub(HIDDEN, one)
            return known.sub(HIDDEN, hidden) if known else hidden
        if isinstance(one, Mapping):
            return {key: of(inner) for key, inner in one.items() if key != "account_tail"}
        return [of(inner) for inner in one] if isinstance(one, list | tuple) else one

    return of(value)


def read_share(contents: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the contents of a share where they are of the schema; raises ``NotOurs``."""
    return of_kind(contents, "share", SCHEMA, SHAPE)


def debts_by_number(share: Mapping[str, Any]) -> dict[int, str]:
    """Return what the debts of a share are called."""
    return {debt["number"]: debt["cells"].get("name", "") for debt in share.get(DEBTS, ())}
