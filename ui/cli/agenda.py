"""``agenda [--ics F]``: everything that has a day."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from planner.errors import Text
from planner.money import to_major
from planner.services.agenda import AgendaItem, agenda_ics, household_agenda
from planner.services.here import today_of
from planner.services.household_limits import place_of
from planner.services.saving import save_as
from ui.cli.opening import open_for
from ui.cli.output import Output, output_of
from ui.cli.spoken import Program, option


def register(app: Program) -> None:
    """Add the command to ``app``."""
    app.add("agenda", Text("Everything that has a day: payments, promises, papers, offers, time limits."), agenda)


def agenda(
    ics: Annotated[str | None, option(Text("Write it as a calendar file (.ics), too."))] = None,
    names: Annotated[bool, option(Text("With names in the calendar; others may see it there."))] = False,
) -> None:
    """Print the agenda."""
    out = output_of()
    with open_for(out) as household:
        items = household_agenda(household, place_of(household), out.lang, today_of(household))
    if ics is not None:
        save_as(Path(ics), agenda_ics(items, out.tr, named=names))
    value = {
        "agenda": [
            {
                "on": item.on.isoformat(),
                "kind": item.kind.value,
                "name": item.name,
                "amount": None if item.amount is None else to_major(item.amount, item.currency),
                "currency": item.currency or None,
                "estimated": item.is_worked_out and item.amount is not None,
                "words": out.tr(item.words),
                "id": item.ref,
            }
            for item in items
        ]
    }
    rows = [
        (
            item.on.isoformat(),
            out.tr(item.words),
            _amount(out, item),
        )
        for item in items
    ]
    out.result(value, Text("Agenda"), (Text("Day"), Text("What"), Text("Amount")), rows, words=(1,))


def _amount(out: Output, item: AgendaItem) -> str:
    """Return the amount; "about" stands before one that was worked out."""
    if item.amount is None:
        return ""
    amount = out.money(item.amount, item.currency)
    return out.tr(Text("about {amount}", {"amount": amount})) if item.is_worked_out else amount
