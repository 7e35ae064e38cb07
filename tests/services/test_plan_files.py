"""A plan as a file, real pay days, other currencies: what is written is what the plan says."""

import csv
import io
import xml.etree.ElementTree as ElementTree
import zipfile
from datetime import date
from decimal import Decimal

import icalendar
import pytest

from planner.budget.lines import BudgetLine, Section
from planner.budget.rhythm import Rhythm
from planner.errors import InputProblems
from planner.money import BadValue
from planner.payoff.debts import DebtTerms, MinimumRule
from planner.payoff.plan import build_plan
from planner.payoff.special import Special
from planner.services.debt_files import read_debts_file
from planner.services.exchange import read_exchange
from planner.services.pay_days import buffer_of, is_dated, money_by_month
from planner.services.plan_files import plan_csv, plan_ics, plan_pdf, plan_xlsx

START = date(2026, 1, 1)


@pytest.fixture
def made():
    debts = [
        DebtTerms("=cmd()", 60000, Decimal(12), minimum=MinimumRule(fixed=10000), special=Special(account_fee=500)),
        DebtTerms("店卡 <&>", 40000, Decimal(24), due_day=10, special=Special(deferred_until=date(2026, 6, 1))),
    ]
    return build_plan(debts, currency="USD", start=START, budget=30000)


def sheet_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        names = {name: book.read(name) for name in book.namelist()}
    space = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    strings = [
        "".join(part.text or "" for part in one.iter(f"{{{space['x']}}}t"))
        for one in ElementTree.fromstring(names["xl/sharedStrings.xml"]).findall("x:si", space)
    ]
    rows = []
    for row in ElementTree.fromstring(names["xl/worksheets/sheet1.xml"]).iter(f"{{{space['x']}}}row"):
        cells = []
        for cell in row:
            assert cell.find("x:f", space) is None
            value = cell.findtext("x:v", "", space)
            cells.append(strings[int(value)] if cell.get("t") == "s" else value)
        rows.append(cells)
    return rows


def test_csv_has_the_fees_and_no_cell_that_runs(made):
    rows = list(csv.DictReader(io.StringIO(plan_csv(made, "en").decode("utf-8-sig"))))
    assert len(rows) == len(made.rows)
    assert rows[0]["debt"] == "'=cmd()"
    assert sum(Decimal(row["fees"]) for row in rows) == Decimal(made.fees) / 100
    assert sum(Decimal(row["payment"]) for row in rows) == Decimal(made.paid) / 100
    assert rows[1]["date"] == "2026-01-10"


def test_a_workbook_has_numbers_that_add_up_and_names_that_are_text(made):
    rows = sheet_of(plan_xlsx(made, "zh"))
    body = [row for row in rows[1:] if len(row) == 9]
    assert len(body) == len(made.rows)
    assert {row[2] for row in body} == {"=cmd()", "店卡 <&>"}
    assert round(sum(float(row[6]) for row in body) * 100) == made.paid
    assert "Pay" not in rows[0]


def test_paper_is_a_pdf_and_the_same_each_time(made):
    assert plan_pdf(made, "en").startswith(b"%PDF")
    assert plan_pdf(made, "zh") == plan_pdf(made, "zh")


def test_a_calendar_names_nothing_unless_asked_and_warns_60_days_before_a_deferral_ends(made):
    quiet = icalendar.Calendar.from_ical(plan_ics(made, "en"))
    assert {str(event["summary"]) for event in quiet.walk("VEVENT")} == {"Reminder"}
    named = list(icalendar.Calendar.from_ical(plan_ics(made, "zh", named=True)).walk("VEVENT"))
    assert len(named) == sum(1 for row in made.rows if row[4]) + 1
    (warning,) = [event for event in named if str(event["uid"]).startswith("deferral")]
    assert warning["dtstart"].dt == date(2026, 4, 2)
    assert "店卡" in str(warning["summary"])
    assert len({str(event["uid"]) for event in named}) == len(named)


def line(section, amount, rhythm=Rhythm.MONTHLY, next_on=None, **more):
    return BudgetLine(section, "x", amount, rhythm, next_on, **more)


def test_a_fifth_pay_day_is_kept_and_a_lean_month_is_not_hidden():
    wage = line(Section.INCOME, 40000, Rhythm.WEEKLY, date(2026, 1, 2))
    rent = line(Section.HOME, 100000)
    assert is_dated([wage, rent])
    budgets = money_by_month([wage, rent], START, 12).budgets
    assert set(budgets) == {60000, 100000}
    assert sum(budgets) == 53 * 40000 - 12 * 100000
    assert budgets[0] == 100000  # five Fridays from 2 January to 1 February


def test_income_without_a_day_counts_as_its_month_and_a_single_sum_once():
    lines = [
        line(Section.INCOME, 200000),
        line(Section.INCOME, 50000, Rhythm.ONCE, date(2026, 3, 15)),
        line(Section.OWED, 90000),
        line(Section.FOOD, 150000),
    ]
    assert not is_dated(lines[:1])
    assert money_by_month(lines, START, 4).budgets == (50000, 50000, 100000, 50000)
    assert money_by_month([line(Section.FOOD, 1)], START, 2).budgets == (0, 0)
    irregular = line(Section.INCOME, None, Rhythm.IRREGULAR, recent=(10000, 30000, 20000, 90000))
    assert money_by_month([irregular], START, 1).budgets == (10000,)


def test_a_plan_follows_its_pay_days_and_its_buffer():
    wage = line(Section.INCOME, 20000, Rhythm.FOUR_WEEKLY, date(2026, 1, 5))
    debts = [DebtTerms("A", 300000, Decimal(12), minimum=MinimumRule(fixed=10000))]
    money = money_by_month([wage], START, 60)
    made = build_plan(debts, currency="USD", start=START, budget=20000, money=money)
    paid = [row[4] for row in made.rows]
    assert set(paid[:-1]) == {20000, 40000}
    kept = build_plan(debts, currency="USD", start=START, budget=20000, money=money._replace(buffer=15000))
    assert [row[4] for row in kept.rows][:2] == [10000, 15000]
    assert kept.paid > made.paid


def test_the_buffer_is_one_shock_and_the_least_payments_less_the_budget():
    assert buffer_of(40000, 16200, 32000) == 24200
    assert buffer_of(None, 16200, 32000) == 0
    assert buffer_of(1000, 1000, 32000) == 0


def read(tmp_path, content, **how):
    path = tmp_path / "debts.csv"
    path.write_text(content, "utf-8")
    return read_debts_file(str(path), default_currency=lambda: "USD", **how)


def test_other_currencies_are_counted_at_the_rate_that_was_named_and_never_without_one(tmp_path):
    content = "name,balance,minimum,currency\nA,100,10,USD\nB,1000,50,JPY\nC,1.005,,KWD\n"
    rates = {one.currency: one for one in map(read_exchange, ("JPY=0.0066@2026-01-01", "KWD=3.25@2026-01-01"))}
    file = read(tmp_path, content, rates=rates)
    assert [(debt.name, debt.balance) for debt in file.debts] == [("A", 10000), ("B", 660), ("C", 327)]
    assert (file.currency, [name for name, _ in file.converted]) == ("USD", ["B", "C"])
    for given in ({}, {"JPY": rates["JPY"]}):
        with pytest.raises(InputProblems) as bad:
            read(tmp_path, content, rates=given)
        assert {fault.field for fault in bad.value.problems} == {"currency"}
    home = read(tmp_path, content.replace("C,1.005,,KWD\n", ""), rates={"USD": read_exchange("USD=150@2026-01-01")}, home="JPY")  # fmt: skip
    assert [debt.balance for debt in home.debts] == [15000, 1000]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "EUR",
        "EUR=1.1",
        "EUR=0@2026-01-01",
        "EUR=-1@2026-01-01",
        "EUR=1e3@2026-01-01",
        "XXX=1@2026-01-01",
        "EUR=1@2026-02-31",
    ],
)
def test_a_rate_that_cannot_be_read_gets_a_sentence(text):
    with pytest.raises(BadValue):
        read_exchange(text)
