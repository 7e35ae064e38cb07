"""``contacts week`` and ``contacts hours``: the count against the limit, the grid, in words."""

from __future__ import annotations

from typing import Annotated, Any

from planner.dates import parse_day
from planner.errors import InputProblems, Problem, Text
from planner.i18n import weekday_name
from planner.services.here import today_of
from planner.services.log_checks import LogChecks
from planner.services.places import jurisdiction_of
from planner.services.timeline import Timeline
from planner.services.week_counts import Count, count_week, uncounted_rules
from planner.services.when_they_call import when_they_call
from ui.cli.opening import open_for
from ui.cli.options import read_option
from ui.cli.output import output_of
from ui.cli.spoken import Program, argument, option


def add_commands(group: Program) -> None:
    """Add them to the group of ``contacts``."""
    group.add("week", Text("Count seven days against the numbers of the rules."), week)
    group.add("hours", Text("Show when they call: weekdays and hours of eight weeks."), hours)


def week(
    last: Annotated[str | None, argument(Text("The last of the seven days; today by default."), metavar="DAY")] = None,
) -> None:
    """Print what each rule with a number counts."""
    out = output_of()
    found: list[Problem] = []
    said = read_option("DAY", last, parse_day, found)
    if found:
        raise InputProblems(found)
    with open_for(out) as household:
        settings, day = household.settings(), said or today_of(household)
        place = jurisdiction_of(settings.get("country", ""), settings.get("part", ""))
        counts = count_week(LogChecks(household), place, day) if place else []
    others = uncounted_rules(place, day, out.lang) if place else []
    rows = [
        [
            one.rule.title[out.lang],
            one.caller,
            one.debt,
            str(one.total),
            str(one.limit),
            str(sum(each.over for each in one.contacts)),
            str(sum(bool(each.why) for each in one.contacts)),
        ]
        for one in counts
    ]
    columns = [
        Text("Rule"),
        Text("Who"),
        Text("Which debt"),
        Text("Counted"),
        Text("Limit"),
        Text("Beyond"),
        Text("Left out"),
    ]
    if counts or out.json:
        value = {"counts": [_as_json(one) for one in counts], "not_counted_here": others}
        out.result(value, Text("Seven-day count"), columns, rows, words=(1, 2))
    else:
        out.say(Text("Nothing that a rule counts was logged in these days."))
    if others and not out.json:
        for title in others:
            out.say(
                Text(
                    "Another number is counted in its own way: {rule}. The command contacts check does it.",
                    {"rule": title},
                )
            )


def hours(collector: Annotated[str | None, option(Text("Only of this collector."))] = None) -> None:
    """Print weekdays and hours."""
    out = output_of()
    with open_for(out) as household:
        settings = household.settings()
        place = jurisdiction_of(settings.get("country", ""), settings.get("part", ""))
        found = when_they_call(Timeline(household), place, today_of(household), collector)
    cells = sorted(found.cells.items())
    value: dict[str, Any] = {
        "total": found.total,
        "outside": len(found.outside) if found.hours else None,
        "without_time": found.without_time,
        "hours": [
            {"weekday": weekday + 1, "hour": hour, "contacts": len(cell.entries), "outside": len(cell.outside)}
            for (weekday, hour), cell in cells
        ],
    }
    rows = [
        [
            weekday_name(weekday, out.lang, whole=True),
            f"{hour}–{hour + 1}",
            str(len(cell.entries)),
            str(len(cell.outside)),
        ]
        for (weekday, hour), cell in cells
    ]
    columns = [Text("Weekday"), Text("Hours"), Text("Contacts"), Text("Outside the hours")]
    out.result(value, Text("When they call"), columns, rows, words=(1,))


def _as_json(one: Count) -> dict[str, Any]:
    return {
        "rule": one.rule.id,
        "citation": one.rule.citation,
        "strength": one.rule.strength,
        "collector": one.caller,
        "debt": one.debt,
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "limit": one.limit,
        "by_day": one.by_day,
        "counted": [each.contact.row for each in one.contacts if not each.why],
        "beyond": [each.contact.row for each in one.contacts if each.over],
        "left_out": [{"row": each.contact.row, "why": each.why} for each in one.contacts if each.why],
    }
