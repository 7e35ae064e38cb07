"""What the bodies that take complaints ask for: forms as dated data, ``assets/complaints/<place>/<body>.toml``.

A file has ``title``, ``short``, ``for``, ``not_for``, ``where`` by language; ``url``, ``seen_on``, ``seen`` (where it was
read) and ``confidence``; ``order`` among the bodies of a place; ``also``: other short names; ``names``: who is named (``lender``, ``collector``, ``either``,
``both``); ``language`` that it reads ("" where either will do); ``narrative_limit`` in characters and ``file_limit`` in bytes
where they are known; ``lenders``: roles it takes; ``after``: the body that comes first; ``notes``, ``unchecked``. Each ``[[field]]``
has ``id``, ``label``, ``from`` (what fills it), ``required``, ``paper`` (typed for the paper alone, kept nowhere); each
``[[clock]]`` counts from ``sent``, ``accepted`` or ``final``, ``earliest`` where it truly begins some days after that; each ``[[issue]]`` has its ``sub`` with the ``rules``, ``tactics`` and
``facts`` that suggest it. ``base`` names a file that says the rest. What was not checked is said under ``unchecked``, never filled in.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from planner.dates import add_months
from planner.resources import ASSETS

FOLDER = ASSETS / "complaints"
ANY, DESK, GENERIC = "any", "desk", "generic"
SENT, ACCEPTED, FINAL = "sent", "accepted", "final"
"""What a clock counts from: the day it was sent, taken in, or finally answered."""
LENDER, COLLECTOR, EITHER, BOTH = "lender", "collector", "either", "both"
CONFIDENCES = ("V1", "V2", "V2-")
_WEEKEND = 5


class FormField(NamedTuple):
    """One thing that a form asks. ``paper``: it goes on the paper only, and is kept nowhere."""

    id: str
    label: Mapping[str, str]
    source: str = ""
    required: bool = False
    paper: bool = False


class FormClock(NamedTuple):
    """A day that counts after a complaint: from what, how long, whose it is. ``earliest``: it comes no sooner, but may be later."""

    id: str
    start: str
    who: str
    say: Mapping[str, str]
    days: int = 0
    months: int = 0
    working_days: int = 0
    earliest: bool = False

    def day(self, start: date) -> date:
        """Return the day it comes to. Working days are Monday to Friday: holidays are not counted out."""
        day = add_months(start, self.months) + timedelta(days=self.days)
        for _ in range(self.working_days):
            day += timedelta(days=1)
            while day.weekday() >= _WEEKEND:
                day += timedelta(days=1)
        return day


class SubIssue(NamedTuple):
    """A narrower word for an issue, as the form has it, and what of a log suggests it."""

    label: str
    rules: frozenset[str]
    tactics: frozenset[str]
    facts: frozenset[str]


class Issue(NamedTuple):
    """An issue as the form has it."""

    id: str
    label: str
    subs: tuple[SubIssue, ...]


class Form(NamedTuple):
    """A body that takes complaints, and its form. ``first``: it comes before all others; ``advised``: it is for this at all."""

    id: str
    place: str
    title: Mapping[str, str]
    short: Mapping[str, str]
    serves: Mapping[str, str]
    not_for: Mapping[str, str]
    where: Mapping[str, str]
    notes: tuple[Mapping[str, str], ...]
    unchecked: tuple[Mapping[str, str], ...]
    url: str
    seen_on: date
    seen: str
    confidence: str
    order: int
    names: str
    language: str
    narrative_limit: int | None
    file_limit: int | None
    lenders: frozenset[str]
    after: str
    first: bool
    advised: bool
    also: tuple[str, ...]
    product: str
    sub_products: Mapping[str, str]
    fields: tuple[FormField, ...]
    clocks: tuple[FormClock, ...]
    issues: tuple[Issue, ...]

    @property
    def key(self) -> str:
        """Its place and name: ``china/12378``."""
        return f"{self.place}/{self.id}"


def forms_of(place: str | None) -> tuple[Form, ...]:
    """Return the bodies of a place in the order of going to them: their own desk first, the open form last."""
    whole = (place or "").partition("/")[0]
    found = {form.id: form for form in _forms() if form.place == ANY}
    found |= {form.id: form for form in _forms() if form.place == whole}
    return tuple(sorted(found.values(), key=lambda form: (form.order, form.id)))


def every_form() -> tuple[Form, ...]:
    """Return all of them."""
    return _forms()


@cache
def _forms() -> tuple[Form, ...]:
    return tuple(_form(path) for path in sorted(FOLDER.glob("*/*.toml")))


def _form(path: Path) -> Form:
    data = _data(path)
    get = data.get
    return Form(
        path.stem,
        path.parent.name,
        data["title"],
        data["short"],
        data["for"],
        get("not_for", {}),
        data["where"],
        tuple(get("notes", ())),
        tuple(get("unchecked", ())),
        data["url"],
        data["seen_on"],
        data["seen"],
        data["confidence"],
        data["order"],
        data["names"],
        get("language", ""),
        get("narrative_limit"),
        get("file_limit"),
        frozenset(get("lenders", ())),
        get("after", ""),
        get("first", False),
        get("advised", True),
        tuple(get("also", ())),
        get("product", ""),
        get("sub_products", {}),
        tuple(_field(one) for one in data["field"]),
        tuple(_clock(one) for one in get("clock", ())),
        tuple(_issue(one) for one in get("issue", ())),
    )


def _data(path: Path) -> dict[str, Any]:
    data = tomllib.loads(path.read_text("utf-8"))
    base = data.pop("base", "")
    return data if not base else {**_data(FOLDER / f"{base}.toml"), **data}


def _field(data: Mapping[str, Any]) -> FormField:
    get = data.get
    return FormField(data["id"], data["label"], get("from", ""), get("required", False), get("paper", False))


def _clock(data: Mapping[str, Any]) -> FormClock:
    get = data.get
    counts = (get("days", 0), get("months", 0), get("working_days", 0), get("earliest", False))
    return FormClock(data["id"], data["from"], data["who"], data["say"], *counts)


def _issue(data: Mapping[str, Any]) -> Issue:
    return Issue(data["id"], data["label"], tuple(_sub(one) for one in data["sub"]))


def _sub(data: Mapping[str, Any]) -> SubIssue:
    rules, tactics, facts = (frozenset(data.get(name, ())) for name in ("rules", "tactics", "facts"))
    return SubIssue(data["label"], rules, tactics, facts)
