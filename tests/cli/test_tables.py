"""Tables of the terminal: no line is cut, no word and no number is broken, and a narrow terminal gets a list."""

import re

import pytest
from rich.cells import cell_len

from ui.cli.output import Output
from ui.cli.tables import layout, listed

HEAD = ("结论", "编号", "为什么", "依据")
WHY = "电话太频繁\n你的书面要求从对方收到之日2026年11月12日起算。七天内 8 个电话，同一笔债超过 7 个，推定为过于频繁；催收方可以提出反驳。"
ROWS = (
    ("可能违规", "18、19", WHY, "美国《F条例》（12 CFR 1006.14(b)(2)(i)(B)）；美国《公平债务催收作业法》（15 USC 1692c(c)）\n推定"),
    ("值得核对", "6", "时间是 22:00，正好在界限那一分钟。", "《民法典》第1032、1033条\n法律"),
)  # fmt: skip
LATIN = re.compile(r"[\w.:()/-]+", re.ASCII)


def words(texts):
    return {one for text in texts for one in LATIN.findall(text)}


@pytest.mark.parametrize("width", [80, 100, 140])
def test_a_table_fits_and_breaks_no_word_no_number_and_no_day(width):
    found = layout(HEAD, ROWS, width)
    assert found is not None
    assert sum(found.widths) + 3 * len(HEAD) + 1 <= width
    for row, was in zip(found.rows, ROWS, strict=True):
        for cell, wide, whole in zip(row, found.widths, was, strict=True):
            assert all(cell_len(line) <= wide for line in cell.split("\n"))
            assert words([whole]) == words(cell.split("\n"))
            assert re.sub(r"\s", "", cell) == re.sub(r"\s", "", whole)
        assert not re.search(r"\d\n\d|\d\n[年月日]", row[2])


@pytest.mark.parametrize("width", [20, 40, 60])
def test_a_narrow_terminal_gets_a_list_in_which_every_line_fits(width):
    assert layout(HEAD, ROWS, width) is None
    lines = listed(HEAD, ROWS, width, "：")
    assert max(map(cell_len, lines)) <= max(width, 30)
    assert lines[:2] == ["可能违规", "  编号：18、19"]
    assert "" in lines


def test_amounts_days_and_numbers_are_never_broken():
    head = ("Debt", "Number", "What you owe today", "Interest per year (APR)", "Kind")
    rows = [("Harbour Bank card for the whole family", "12", "$1,234,567.00", "24.99%", "Credit card")]
    found = layout(head, rows, 80)
    assert found is not None
    assert found.rows[0][1:4] == rows[0][1:4]
    assert found.head[1] == "Number"


def test_a_web_address_is_never_cut():
    address = "https://www.consumerfinance.gov/complaint/getting-started/"
    assert layout(("Name", "Where"), [("CFPB", address)], 40) is None
    assert address in "\n".join(listed(("Name", "Where"), [("CFPB", address)], 40, ": "))


def test_a_row_that_begins_with_a_number_says_what_number_it_is():
    assert listed(("编号", "欠款"), [("69", "信用卡")], 30, "：") == ["编号：69", "  欠款：信用卡"]


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_result_is_printed_within_the_terminal(language, width, capsys, monkeypatch):
    from planner.errors import Text

    monkeypatch.setenv("COLUMNS", str(width))
    out = Output(as_json=False, language=language, data=None)
    columns = (Text("What it says"), Text("Number"), Text("Why"), Text("Rests on"))
    out.result({}, Text("What the rules say"), columns, ROWS, words=(2, 3))
    lines = capsys.readouterr().out.splitlines()
    assert max(map(cell_len, lines)) <= width
    assert any("22:00" in line for line in lines)


def test_a_table_without_rows_says_so(capsys):
    from planner.errors import Text

    Output(as_json=False, language="en", data=None).result({}, Text("Promises"), (Text("Day"), Text("Number")), [])
    assert capsys.readouterr().out == "Promises\nNothing is here yet.\n"
