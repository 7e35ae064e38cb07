"""Printed pages: equal content is equal bytes, Chinese lines break as they should, tables go on over pages."""

import re
import subprocess
import sys
import zlib

import pytest

from planner.pdf.blocks import BODY, QUOTE, Words
from planner.pdf.document import LETTER, Around, Paper, build_pdf
from planner.pdf.faces import printable, runs, width_of
from planner.pdf.grid import NUMBER, Column, Grid

AROUND = Around("申请", "zh", "第 {page} 页，共 {pages} 页", "foot")
COLUMNS = [Column("When", 0.2), Column("What was said", 0.6), Column("Amount", 0.2, NUMBER)]
SAID = "北极星催收：下午不还，就打你通讯录里每个人的电话！"


def pages_of(data):
    return len(re.findall(rb"/Type /Page\b", data))


def story(rows=120):
    return [
        Words("尊敬的湾岸银行：\n我叫龑小明，O'Neil。" + SAID * 9),
        Words(SAID, QUOTE),
        Grid(COLUMNS, [[f"Nov {i}", SAID * (i % 5 + 1), "1,234.50"] for i in range(rows)], total=True),
    ]


def test_equal_content_gives_equal_bytes_in_another_process_too():
    program = "import hashlib; from tests.pdf.test_pages import *; print(hashlib.sha256(build_pdf(story(), AROUND)).hexdigest())"
    said = {
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    import hashlib

    assert said == {hashlib.sha256(build_pdf(story(), AROUND)).hexdigest() + "\n"}


def test_every_page_says_its_number_and_how_many_there_are(monkeypatch):
    feet = []
    from planner.pdf import document

    drawn = document.draw_line
    monkeypatch.setattr(document, "draw_line", lambda *given: (feet.append(given[3]), drawn(*given)))
    data = build_pdf(story(), AROUND)
    pages = pages_of(data)
    assert pages > 3
    assert [foot for foot in feet if foot != "foot"] == [f"第 {n} 页，共 {pages} 页" for n in range(1, pages + 1)]


def test_no_row_of_a_long_table_is_lost_or_repeated():
    rows = [[str(i), SAID * (i % 7 + 1), "1.00"] for i in range(200)]
    left, seen = [Grid(COLUMNS, rows)], []
    while left:
        table = left.pop(0)
        parts = table.split(480, 500)
        first = parts[0] if parts else table
        left = parts[1:]
        wide, high = first.wrap(480, 500)
        assert high <= 500
        seen += [row.cells[0][0] for row in first._laid]
    assert seen == [str(i) for i in range(200)]


def test_a_row_higher_than_a_page_is_cut_and_all_of_its_words_stand():
    data = build_pdf([Grid(COLUMNS, [["1", SAID * 400, "1.00"]])], AROUND)
    assert pages_of(data) >= 3


@pytest.mark.parametrize("width", [90, 200, 333, 480])
def test_no_line_is_too_wide_or_begins_with_a_comma(width):
    words = Words(SAID * 5 + " Nightingale Recovery, " * 3 + "《个人信息保护法》第47条。")
    words.wrap(width, 1000)
    for line in words.lines:
        assert width_of(line, BODY.size) <= width
        assert line[0] not in "，。、；：？！）》,.;:?!"


def test_a_text_cut_at_the_end_of_a_page_keeps_every_line_and_leaves_none_alone():
    words = Words(SAID * 30)
    words.wrap(300, 1000)
    whole = words.lines
    for height in range(0, int(words.height) + 40, 7):
        parts = words.split(300, height)
        if parts:
            assert parts[0].lines + parts[1].lines == whole
            assert len(parts[0].lines) > 1
            assert len(parts[1].lines) > 1
            assert parts[0].wrap(300, height)[1] <= height


def test_a_character_that_no_face_holds_is_named_and_never_a_box():
    text, missing = printable("𠮷野家 龑 O'Neil\r\n\tx")
    assert missing == {"𠮷"}
    assert text == "〓野家 龑 O'Neil\n    x"
    assert build_pdf([Words("𠮷野家")], AROUND).startswith(b"%PDF")


def test_a_bold_name_with_a_rare_character_borrows_it_from_the_regular_face():
    parts = runs("龑小明", True)
    assert "".join(part for _, part in parts) == "龑小明"
    assert width_of("龑小明", 10, True) > 0


def test_the_text_can_be_copied_out_of_the_file():
    data = build_pdf([Words("湾岸 O'Neil")], AROUND)
    streams = []
    for match in re.finditer(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        body = match.group(1).strip()
        if body.endswith(b"~>"):
            import base64

            body = base64.a85decode(body[:-2])
        try:
            streams.append(zlib.decompress(body))
        except zlib.error:
            streams.append(body)
    maps = b"".join(part for part in streams if b"beginbfchar" in part or b"beginbfrange" in part)
    for character in "湾岸ON":
        assert f"{ord(character):04X}".encode() in maps.upper()


def test_another_sheet_has_its_size():
    assert b"/MediaBox [ 0 0 612 792 ]" in build_pdf([Words("x")], AROUND, Paper(LETTER))
