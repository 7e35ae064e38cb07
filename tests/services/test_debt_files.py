"""A list of debts from a spreadsheet, in Chinese as in English: read whole, or every fault with its line."""

from datetime import date
from decimal import Decimal

import pytest

from planner.errors import InputProblems
from planner.services.debt_files import read_debts_file

CHINESE = """\
名称,放款方,类型,余额（元）,币种,年利率(%),最低还款额,最低还款比例,还款日,剩余期数,优先,有争议,逾期金额,逾期天数,尾号,催收方,催收开始日
海湾信用卡,海湾银行,信用卡,"￥１２,３４５.６０",人民币,18.25%,,10%,每月12日,,否,,"1,200元",63天,0042,北辰催收,2026/10/2
龑的网贷,速叶,网贷,8000元,CNY,３５.９０％,,,5号,14期,,是,,,,,
物业费,,物业费,960,,0,60,,28,,是,,不知道,,,,
"""


@pytest.fixture
def read(tmp_path):
    def file(content, *, encoding="utf-8", to_keep=True):
        path = tmp_path / "欠款.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return read_debts_file(str(path), default_currency=lambda: "CNY", to_keep=to_keep)

    return file


def faults(read, content, **how):
    with pytest.raises(InputProblems) as bad:
        read(content, **how)
    return bad.value.problems


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_chinese_list_is_read_whole_however_it_was_saved(read, encoding, delimiter):
    content = CHINESE.replace("１２,３４５", "１２３４５").replace('"1,200元"', "1200元")
    one, two, three = read(content.replace(",", delimiter), encoding=encoding).entries
    assert (one.name, one.creditor, one.kind, one.balance, one.currency) == (
        "海湾信用卡",
        "海湾银行",
        "card",
        1234560,
        "CNY",
    )
    assert (one.apr, one.minimum_percent, one.due_day, one.arrears, one.days_past_due, one.account_tail) == (
        Decimal("18.25"),
        Decimal(10),
        12,
        120000,
        63,
        "0042",
    )
    assert (one.holders[0].name, one.holders[0].from_on) == ("北辰催收", date(2026, 10, 2))
    assert (two.name, two.kind, two.balance, two.apr, two.due_day, two.term_months, two.disputed) == (
        "龑的网贷",
        "online-loan",
        800000,
        Decimal("35.90"),
        5,
        14,
        True,
    )
    assert (three.kind, three.balance, three.minimum, three.priority, three.arrears) == (
        "property-fee",
        96000,
        6000,
        True,
        None,
    )


def test_thousands_in_quotes_and_full_width_digits_are_amounts(read):
    assert read(CHINESE).entries[0].balance == 1234560


def test_a_list_with_commas_of_the_chinese_keyboard_is_read(read):
    debts = read("名称，余额，年利率\n招商，1000，18\n").entries
    assert [(debt.name, debt.balance, debt.apr) for debt in debts] == [("招商", 100000, Decimal(18))]


def test_english_names_are_taken_in_looser_spelling_too(read):
    (debt,) = read(
        "Debt,Lender,Type,Current Balance,APR (%),Minimum payment,Due day\nA,B,Credit card,10,18%,5,3\n"
    ).entries
    assert (debt.name, debt.creditor, debt.kind, debt.balance, debt.apr, debt.minimum, debt.due_day) == (
        "A",
        "B",
        "card",
        1000,
        Decimal(18),
        500,
        3,
    )


@pytest.mark.parametrize("to_keep", [True, False])
@pytest.mark.parametrize(
    ("content", "usual", "currency"),
    [
        ("名称,余额（元）\nA,1\n", "USD", "CNY"),
        ("名称,余额\nA,１元\n", "USD", "CNY"),
        ("名称,余额\nA,￥1\n", "USD", "CNY"),
        ("name,balance\nA,1元\n", "USD", "CNY"),
        ("name,balance\nA,￥1\n", "USD", "USD"),
        ("名称,余额\nA,1\n", "USD", "USD"),
        ("名称,余额（元）\nA,1\n", "HKD", "HKD"),
        ("名称,余额（元）,币种\nA,1,USD\n", "CNY", "USD"),
    ],
)
def test_yuan_are_never_taken_for_dollars(tmp_path, content, usual, currency, to_keep):
    path = tmp_path / "list.csv"
    path.write_text(content, "utf-8")
    (debt,) = read_debts_file(str(path), default_currency=lambda: usual, to_keep=to_keep).entries
    assert debt.currency == currency


def test_two_columns_of_one_meaning_are_asked_about(read):
    (fault,) = faults(read, "名称,余额,欠款金额,年利率\nA,1,2,3\n")
    assert (fault.field, fault.line, fault.message.blanks) == ("欠款金额", 1, {"other": "余额"})
    (fault,) = faults(read, "name,balance,Current balance\nA,1,2\n")
    assert (fault.field, fault.message.blanks) == ("Current balance", {"other": "balance"})


def test_the_same_column_twice_is_said(read):
    assert [(fault.field, fault.line) for fault in faults(read, "名称,余额,余额\nA,1,2\n")] == [("余额", 1)]


def test_faults_name_the_column_as_the_file_does(read):
    content = "名称,欠款金额,利率,类型,还款日\nA,1.2万,1830,贷款,32\nA,-5,18,信用卡,5\n合计,3,,,\n"
    found = faults(read, content)
    assert [(fault.line, fault.field) for fault in found] == [
        (2, "类型"),
        (2, "欠款金额"),
        (2, "利率"),
        (2, "还款日"),
        (3, "名称"),
        (3, "欠款金额"),
        (4, "名称"),
    ]
    assert "信用卡" in found[0].message.blanks["known"]
    assert found[2].message.blanks["meant"] == "18.30"


def test_a_heading_that_can_be_read_two_ways_is_not_guessed(read):
    (fault,) = faults(read, "名称,余额,金额\nA,1,2\n")
    assert (fault.field, fault.message.blanks["names"]) == ("金额", "余额 / 本金")
    (fault,) = faults(read, "name,balance,amount\nA,1,2\n")
    assert fault.message.blanks["names"] == "balance / principal"


@pytest.mark.parametrize(("heading", "name"), [("日利率", "年利率"), ("月息", "年利率"), ("daily rate", "apr")])
def test_a_rate_of_a_day_or_a_month_is_never_taken_for_a_year(read, heading, name):
    (fault,) = faults(read, f"名称,余额,{heading}\nA,1,0.05\n")
    assert (fault.field, fault.message.blanks["name"]) == (heading, name)


def test_what_is_missing_or_unknown_is_named_in_the_language_of_the_file(read):
    missing, unknown = sorted(faults(read, "名称,颜色\nA,red\n"), key=lambda fault: fault.field)[::-1]
    assert {missing.field, unknown.field} == {"余额", "颜色"}
    known = next(fault for fault in (missing, unknown) if fault.field == "颜色").message.blanks["known"]
    assert known.startswith("名称 余额 年利率")
    assert [fault.field for fault in faults(read, "name,colour\nA,red\n")] == ["colour", "balance"]


def test_a_column_that_a_plan_does_not_use_is_said(read):
    content = "名称,余额,逾期金额\nA,100,5\n"
    assert read(content).entries[0].arrears == 500
    assert [(fault.field, fault.line) for fault in faults(read, content, to_keep=False)] == [("逾期金额", 1)]


def test_empty_columns_at_the_end_of_a_spreadsheet_do_no_harm(read):
    assert len(read("名称,余额,,\nA,1,,\nB,2,,\n,,,\n").entries) == 2
    assert [fault.line for fault in faults(read, "名称,余额,,\nA,1,234,\n")] == [2]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xff\xfe\x00",
        b"\x00\x01\x02",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        b"x" * 300_000,
        b'"' + b"x" * 300_000 + b'",balance\nA,1\n',
        b'name,balance\n"A,1\n' + b"x" * 300_000,
        "我的债务\n".encode("gb18030"),
    ],
    ids=["empty", "mark", "mark16", "half16", "zeros", "picture", "long", "long-quoted", "long-row", "title"],
)
def test_a_file_that_is_no_list_gets_a_sentence(read, content):
    found = faults(read, content)
    assert found
    assert all(fault.line for fault in found)


def test_a_folder_or_a_path_that_cannot_be_gets_a_sentence(tmp_path):
    for path in (tmp_path, tmp_path / "no.csv", "a\0b", "\udcff.csv"):
        with pytest.raises(InputProblems):
            read_debts_file(str(path), default_currency=lambda: "CNY")
