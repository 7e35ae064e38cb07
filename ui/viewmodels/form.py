"""Fields of a form, as every form of the desk asks them: what stands in each, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol

from planner.errors import Text
from ui.viewmodels.covered import CoveredFields
from ui.viewmodels.session import Session

_AMOUNTS = ("recent",)
"""Fields that take several amounts, typed as text."""


class Spec(NamedTuple):
    """One thing to ask. ``input``: text, long, money, whole, day."""

    column: str
    label: Text
    input: str = "text"
    hint: Text | None = None


class Named(Protocol):
    """A field of a form, and how it is called."""

    @property
    def column(self) -> str:
        """Return its id."""

    @property
    def label(self) -> Text:
        """Return its name."""


class Asked(NamedTuple):
    """One field as the screen draws it. ``fix``: what was meant, where that can be told, for one tap."""

    column: str
    label: str
    input: str
    value: str
    unit: str
    hint: str
    error: str
    fix: str = ""


def look(cover: CoveredFields, specs: Iterable[Spec], values: Mapping[str, str]) -> None:
    """Cover the fields of amounts that are filled, once the person hides amounts."""
    cover.look(spec.column for spec in specs if _holds_money(spec) and values.get(spec.column))


def _holds_money(spec: Spec) -> bool:
    return spec.input == "money" or spec.column in _AMOUNTS


def asked(
    session: Session,
    spec: Spec,
    values: Mapping[str, str],
    problems: Mapping[str, Text],
    currency: str = "",
    cover: CoveredFields | None = None,
) -> Asked:
    """Return a field with what was typed into it; stars where ``cover`` covers it."""
    fault = problems.get(spec.column)
    value = values.get(spec.column, "")
    error = session.fault(fault) if fault else ""
    meant = fault.blanks.get("meant", "") if fault else ""
    seen = not cover.covers(spec.column) if cover is not None else not session.amounts_hidden
    if cover is not None:
        value = cover.shown(spec.column, value)
        error = cover.fault(spec.column, fault) if fault else ""
    return Asked(
        spec.column,
        session.say(spec.label),
        spec.input,
        value,
        "%" if spec.input == "rate" else session.sign(currency) if spec.input == "money" and currency else "",
        session.say(spec.hint) if spec.hint else "",
        session.quote(error),
        meant if seen and spec.input in ("money", "rate", "day") and isinstance(meant, str) else "",
    )


def summary(session: Session, problems: Mapping[str, Text], specs: Iterable[Named] = ()) -> str:
    """Return what stands over a form with faults, naming those of its fields; empty where there are none."""
    if not problems:
        return ""
    labels = {spec.column: session.say(spec.label) for spec in specs}
    named = [labels[one] for one in problems if one in labels]
    quoted = (f"“{label}”" if session.language == "zh" else f'"{label}"' for label in named)
    blanks = {"count": str(len(problems)), "fields": "".join(quoted) if session.language == "zh" else ", ".join(quoted)}
    if not blanks["fields"]:
        one, more = (
            Text("One field needs a look. What you typed is kept."),
            Text("{count} fields need a look. What you typed is kept."),
        )
    else:
        one, more = (
            Text("One field needs a look: {fields}. What you typed is kept."),
            Text("{count} fields need a look: {fields}. What you typed is kept."),
        )
    return session.say(Text((one if len(problems) == 1 else more).id, blanks))
