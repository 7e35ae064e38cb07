"""A plan as a file to keep or hand on: for a spreadsheet (CSV, XLSX), on paper (PDF), for a calendar (ICS)."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from planner.dates import add_months, due_in_month
from planner.errors import Text
from planner.i18n import Translate, format_day, format_money, translator
from planner.money import exponent, to_major
from planner.payoff.plan import Plan
from planner.services.plan_export import COLUMNS, safe_cell
from planner.services.planning import CONVENTION, ashore_text, reason_words

DEADLINE_NOTICE = timedelta(days=60)
"""How long before the end of deferred interest a calendar speaks up (plan-engine.md 2.5)."""
HEADS = (
    Text("Month"),
    Text("Day"),
    Text("Debt"),
    Text("Owed before"),
    Text("Interest"),
    Text("Fees"),
    Text("Pay"),
    Text("Left"),
    Text("Why"),
)
_FEET = {"en": "Page {page} of {pages}", "zh": "第 {page} 页，共 {pages} 页"}


class Row(NamedTuple):
    """One payment of the plan; amounts in minor units."""

    month: int
    day: date
    debt: str
    opening: int
    interest: int
    fees: int
    payment: int
    closing: int
    why: str


def rows_of(plan: Plan, say: Translate) -> Iterator[Row]:
    """Yield every payment of ``plan``, with its fees, due day and reason."""
    why = reason_words(plan, say)
    for month, i, opening, interest, payment, closing, reason in plan.rows:
        debt, day = plan.debts[i], add_months(plan.start, month)
        due = due_in_month(day, debt.due_day) if debt.due_day else day
        fees = plan.run.row_fees.get((month, i), 0)
        yield Row(month, due, debt.name, opening, interest, fees, payment, closing, why[reason])


def plan_csv(plan: Plan, language: str) -> bytes:
    """Return the payments as CSV (UTF-8 with BOM); no cell is run by a spreadsheet."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows_of(plan, translator(language)):
        amounts = [to_major(minor, plan.currency) for minor in row[3:8]]
        writer.writerow([row.month, row.day.isoformat(), safe_cell(row.debt), *amounts, row.why])
    return out.getvalue().encode("utf-8-sig")


def plan_xlsx(plan: Plan, language: str) -> bytes:
    """Return the payments as a workbook: amounts are numbers, days are days, names are never formulas."""
    import xlsxwriter

    say, out = translator(language), io.BytesIO()
    places = exponent(plan.currency)
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"author": "", "created": datetime(plan.start.year, plan.start.month, plan.start.day)})
    sheet = book.add_worksheet(say(Text("Plan")))
    head = book.add_format({"bold": True, "bottom": 1})
    money = book.add_format({"num_format": "#,##0." + "0" * places if places else "#,##0"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for column, words in enumerate(HEADS):
        sheet.write_string(0, column, say(words), head)
    line = 0
    for line, row in enumerate(rows_of(plan, say), 1):
        sheet.write_number(line, 0, row.month)
        sheet.write_datetime(line, 1, datetime(row.day.year, row.day.month, row.day.day), day)
        sheet.write_string(line, 2, row.debt)
        for column, minor in enumerate(row[3:8], 3):
            sheet.write_number(line, column, float(Decimal(minor).scaleb(-places)), money)
        sheet.write_string(line, 8, row.why)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(line, 1), len(HEADS) - 1)
    for column, width in enumerate((8, 12, 26, 14, 12, 12, 14, 14, 44)):
        sheet.set_column(column, column, width)
    sheet.write_string(line + 2, 2, say(CONVENTION))
    book.close()
    return out.getvalue()


def plan_pdf(plan: Plan, language: str, *, american: bool = False) -> bytes:
    """Return the plan on paper: the end, the sums, every payment, the convention. Equal plans give equal bytes."""
    from planner.pdf.blocks import BODY, SECTION, SMALL, TITLE, Gap, Words
    from planner.pdf.document import A4, LETTER, Around, Paper, build_pdf
    from planner.pdf.faces import printable
    from planner.pdf.grid import NUMBER, Column, Grid

    say = translator(language, american=american)

    def money(minor: int) -> str:
        return format_money(minor, plan.currency, language)

    title = say(Text("Plan"))
    story = [Words(title, TITLE), Words(format_day(plan.start, language), SMALL)]
    if plan.feasible and plan.months:
        end = format_day(add_months(plan.start, plan.months), language)
        story.append(Words(say(ashore_text(end, plan.months)), BODY))
    blanks = {"budget": money(plan.budget), "interest": money(plan.interest), "paid": money(plan.paid)}
    story.append(Words(say(Text("{budget} a month; interest {interest}; paid in all {paid}.", blanks)), BODY))
    if plan.fees:
        story.append(Words(say(Text("Fees in all: {amount}", {"amount": money(plan.fees)})), BODY))
    story += [Words(say(warning.message), BODY) for warning in plan.warnings]
    story.append(Words(say(Text("What to pay")), SECTION))
    columns = (
        Column(say(HEADS[1]), 0.16),
        Column(say(HEADS[2]), 0.26),
        Column(say(HEADS[6]), 0.15, NUMBER),
        Column(say(HEADS[7]), 0.17, NUMBER),
        Column(say(HEADS[8]), 0.26),
    )
    rows = [
        (format_day(row.day, language), row.debt, money(row.payment), money(row.closing), row.why)
        for row in rows_of(plan, say)
    ]
    story += [Grid(columns, rows), Gap(6), Words(say(CONVENTION), SMALL)]
    missing = sorted(printable("\n".join(debt.name for debt in plan.debts))[1])
    if missing:
        story.append(Words("〓: " + ", ".join(f"U+{ord(character):04X}" for character in missing), SMALL))
    return build_pdf(story, Around(title, language, _FEET[language]), Paper(LETTER if american else A4))


def plan_ics(plan: Plan, language: str, *, named: bool = False) -> bytes:
    """Return the payments as a calendar, one entry a debt and month, and one 60 days before a deferral ends.

    Unless ``named``, an entry says that there is something, not what: others may look at a calendar.
    """
    from icalendar import Calendar, Event

    say = translator(language)
    calendar = Calendar()
    calendar.add("prodid", "-//Notes//Reminders//EN")
    calendar.add("version", "2.0")

    def add(uid: str, on: date, words: str) -> None:
        event = Event()
        event.add("uid", f"{uid}@reminders")
        event.add("dtstamp", datetime(plan.start.year, plan.start.month, plan.start.day, tzinfo=UTC))
        event.add("dtstart", on)
        event.add("dtend", on + timedelta(days=1))
        event.add("summary", words if named else say(Text("Reminder")))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)

    places = {debt.name: place for place, debt in enumerate(plan.debts)}
    for row in rows_of(plan, say):
        if row.payment:
            blanks = {"amount": format_money(row.payment, plan.currency, language), "debt": row.debt}
            add(f"plan-{row.month}-{places[row.debt]}", row.day, say(Text("Pay {amount} on {debt}", blanks)))
    for place, debt in enumerate(plan.debts):
        until = debt.special.deferred_until if debt.special is not None else None
        if until is not None and until > plan.start:
            blanks = {"debt": debt.name, "day": format_day(until, language)}
            words = say(Text("{debt}: all of it by {day}, or interest from its start is added", blanks))
            add(f"deferral-{place}", max(plan.start, until - DEADLINE_NOTICE), words)
    return bytes(calendar.to_ical())


WRITERS: dict[str, Callable[[Plan, str], bytes]] = {
    ".csv": plan_csv,
    ".xlsx": plan_xlsx,
    ".pdf": plan_pdf,
    ".ics": plan_ics,
}
"""What makes a plan's file, by the ending of its name."""
