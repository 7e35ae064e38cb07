"""Fields of a form, as every form of the desk asks them: what stands in each, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from planner.errors import Text
from ui.viewmodels.session import Session


class Spec(NamedTuple):
    """One thing to ask. ``input``: text, long, money, whole, day."""

    column: str
    label: Text
    input: str = "text"
    hint: Text | None = None


class Asked(NamedTuple):
    """One field as the screen draws it."""

    column: str
    label: str
    input: str
    value: str
    unit: str
    hint: str
    error: str


def asked(
    session: Session, spec: Spec, values: Mapping[str, str], problems: Mapping[str, Text], currency: str = ""
) -> Asked:
    """Return a field with what was typed into it."""
    fault = problems.get(spec.column)
    return Asked(
        spec.column,
        session.say(spec.label),
        spec.input,
        values.get(spec.column, ""),
        session.sign(currency) if spec.input == "money" and currency else "",
        session.say(spec.hint) if spec.hint else "",
        session.say(fault) if fault else "",
    )


def summary(session: Session, problems: Mapping[str, Text]) -> str:
    """Return what stands over a form with faults; empty where there are none."""
    if not problems:
        return ""
    if len(problems) == 1:
        return session.say(Text("One field needs a look. Nothing is lost."))
    return session.say(Text("{count} fields need a look. Nothing is lost.", {"count": str(len(problems))}))
