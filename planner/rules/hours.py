"""The hours in which collectors may call, as one rule of a place sets them for a day: to be drawn, not to find anything."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import NamedTuple

from planner.rules.law import Law, NotCovered, Rule

RULES = (
    "us.regf.hours",
    "cn.gbt45251.hours",
    "cn.cba.hours",
    "in.rbi.hours",
    "tw.outs14.hours",
    "on.hours",
    "au.rg96.hours-phone",
)
"""The rules about calls to anybody, the first that is in force going before; a rule for some debts alone is not drawn."""
UNTIL = frozenset({"cn.gbt45251.hours", "cn.cba.hours"})
"""Rules by which the last minute of the hours is outside already: "from 22:00"."""
_WEEKDAYS = "mon tue wed thu fri sat sun".split()


class Hours(NamedTuple):
    """The hours of a day by a rule."""

    rule: Rule
    first: time
    last: time

    def is_outside(self, at: datetime) -> bool:
        """Return whether a time is outside."""
        clock = at.time().replace(second=0, microsecond=0)
        return clock < self.first or clock > self.last or (clock == self.last and not self.last_is_inside)

    def leaves_out_of(self, begin: int, end: int) -> bool:
        """Return whether the hours from ``begin`` to ``end`` (24 for midnight) are outside, all of them or a part."""
        return begin < self.first.hour + self.first.minute / 60 or end > self.last.hour + self.last.minute / 60

    @property
    def last_is_inside(self) -> bool:
        """Whether a contact at ``last`` sharp is still inside."""
        return self.rule.id not in UNTIL


def hours_of(law: Law, day: date) -> Hours | None:
    """Return the hours of a day; None where the place has no number for them."""
    by_id = {rule.id: rule for rule in law.rules if rule.is_shown}
    for id_ in RULES:
        rule = by_id.get(id_)
        if rule is None or not rule.holds_on(day):
            continue
        suffix = "" if "first" in rule.parameters else f"_{_WEEKDAYS[day.weekday()]}"
        try:
            return Hours(rule, rule.value(f"first{suffix}", day), rule.value(f"last{suffix}", day))
        except NotCovered:
            continue
    return None
