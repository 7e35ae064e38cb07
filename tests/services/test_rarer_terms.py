"""Rarer terms of a debt as people write them: read, refused with every fault at once, kept, changed, exported."""

from datetime import date
from decimal import Decimal

import pytest

from planner.errors import InputProblems
from planner.services.debt_columns import debt_as_row
from planner.services.debt_files import read_debts_file
from planner.services.debt_reader import COLUMNS
from planner.services.debt_terms import terms_of
from planner.services.household import open_household

HEAD = (
    "name,balance,apr,kind,term_months,principal,day_count,fee_percent,early_fees,deferred_until,deferred_apr,"
    "interest_waived_until,account_fee,late_fee,grace_days,penalty_apr,credit_limit,pause_from,pause_until,account,"
    "allocation,secured,settlement_amount,settlement_until\n"
)
CARD = "Card,1000,18.25,card,,,act/365-compound,,,2027-06-30,24,2026-12-31,2.50,5%,3,29.99,900,2026-12-01,2027-02-01,Lakeside,lowest-first,yes,400,2027-03-31\n"  # fmt: skip
BILL = "账单,5000,,fee-instalment,10,6000,,0.6,percent:3,,,,,20,,,,,,,,,,\n"


@pytest.fixture
def read(tmp_path):
    def file(content, *, to_keep=False):
        path = tmp_path / "debts.csv"
        path.write_text(content, "utf-8")
        return read_debts_file(str(path), default_currency=lambda: "CNY", to_keep=to_keep)

    return file


@pytest.fixture
def household(tmp_path):
    opened = open_household(tmp_path / "data")
    yield opened
    opened.close()


def faults(read, content):
    with pytest.raises(InputProblems) as bad:
        read(content)
    return [(fault.line, fault.field) for fault in bad.value.problems]


def test_every_term_reaches_the_engine(read):
    card, bill = read(HEAD + CARD + BILL).debts
    special = card.special
    assert (special.day_count, special.deferred_until, special.deferred_apr, special.waived_until) == (
        "act/365-compound",
        date(2027, 6, 30),
        Decimal(24),
        date(2026, 12, 31),
    )
    assert (special.account_fee, special.late_fee, special.late_percent, special.grace_days, special.penalty_apr) == (
        250,
        0,
        Decimal(5),
        3,
        Decimal("29.99"),
    )
    assert (special.credit_limit, special.pause_from, special.pause_until) == (
        90000,
        date(2026, 12, 1),
        date(2027, 2, 1),
    )
    assert (special.account, special.allocation, special.secured) == ("Lakeside", "lowest-first", True)
    assert (special.settlement, special.settlement_until) == (40000, date(2027, 3, 31))
    assert (bill.special.fee_percent, bill.special.principal, bill.special.early) == (
        Decimal("0.6"),
        600000,
        Decimal(3),
    )
    assert bill.special.late_fee == 2000


def test_a_debt_without_them_is_plain(read):
    (debt,) = read("name,balance,apr,day_count,secured\nA,1,5,,no\n").debts
    assert debt.special is None


def test_they_are_understood_in_chinese(read):
    content = (
        "名称,余额,类型,剩余期数,手续费率,提前还款费用,免息至,有抵押,计息方式\n"
        "账单,1000,账单分期,12期,0.6%,免收,,否,\n车贷,9000,车贷,24,,,2027年1月1日,是,按日复利\n"
    )
    bill, car = read(content).entries
    assert (bill.kind, bill.fee_percent, bill.early_fees) == ("fee-instalment", Decimal("0.6"), "waived")
    assert (car.secured, car.interest_waived_until, car.day_count) == (True, date(2027, 1, 1), "act/365-compound")


@pytest.mark.parametrize(
    ("head", "row", "columns"),
    [
        ("term_months", "0", ["term_months"]),
        ("apr_changes", "2027-01-01:5; 2026-09-01:9", ["apr_changes"]),
        ("pause_from,pause_until", "2026-05-01,2026-04-01", ["pause_until"]),
        ("pause_from", "2026-05-01", ["pause_from"]),
        ("deferred_apr", "29.9", ["deferred_apr"]),
        ("deferred_until,apr_changes", "2027-01-01,2026-09-01:9", ["apr_changes"]),
        ("settlement_amount", "100.01", ["settlement_amount"]),
        ("settlement_amount", "0", ["settlement_amount"]),
        ("settlement_until", "2027-01-01", ["settlement_until"]),
        ("kind,term_months,fee_percent", "fee-instalment,12,9", ["fee_percent"]),
        ("kind,fee_percent", "fee-instalment,0.6", ["fee_percent"]),
        ("kind,fee_percent", "card,0.6", ["fee_percent"]),
        ("kind,term_months,fee_percent,principal", "fee-instalment,12,0.6,50", ["principal"]),
        ("early_fees", "some", ["early_fees"]),
        ("early_fees", "waived", ["early_fees"]),
        ("account_fee", "200", ["account_fee"]),
        ("late_fee,grace_days,penalty_apr", "120%,400,2999", ["late_fee", "grace_days", "penalty_apr"]),
        ("allocation,day_count,secured", "first,act/364,maybe", ["allocation", "day_count", "secured"]),
        ("credit_limit,pause_from,account_fee", "-1,2026-02-30,1e3", ["credit_limit", "pause_from", "account_fee"]),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence_each_and_all_at_once(read, head, row, columns):
    found = faults(read, f"name,balance,{head}\nA,100,{row}\n")
    assert sorted(found) == sorted((2, column) for column in columns)


def test_they_are_kept_changed_and_written_out_again(household, read, tmp_path):
    cells = dict(zip(HEAD.strip().split(","), CARD.strip().split(","), strict=True))
    kept = household.add(cells, "USD")
    assert kept.late_percent == Decimal(5)
    changed = household.edit(kept, {"late_fee": "20", "secured": "no", "settlement_amount": "", "settlement_until": ""})
    assert (changed.late_fee, changed.late_percent, changed.secured, changed.settlement_amount) == (
        2000,
        None,
        False,
        None,
    )
    assert changed.deferred_until == date(2027, 6, 30)
    path = tmp_path / "out.csv"
    rows = [COLUMNS, debt_as_row(kept._replace(name="again"), COLUMNS)]
    path.write_text("\n".join(",".join(row) for row in rows) + "\n", "utf-8")
    (again,) = read_debts_file(str(path), default_currency=lambda: "USD", to_keep=True).entries
    assert terms_of(again) == terms_of(kept)._replace(name="again")


def test_changing_one_term_does_not_ask_for_the_others_again(household):
    bill = household.add({"name": "B", "balance": "100", "kind": "fee-instalment", "term_months": "5", "fee_percent": "1"}, "CNY")  # fmt: skip
    assert household.edit(bill, {"fee_percent": "0.5"}).fee_percent == Decimal("0.5")
    with pytest.raises(InputProblems) as bad:
        household.edit(household.find("B"), {"fee_percent": "50"})
    assert [fault.field for fault in bad.value.problems] == ["fee_percent"]
