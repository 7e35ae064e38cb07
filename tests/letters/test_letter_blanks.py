"""What goes into a letter: every fault at once, no markup, sums that agree, names as they are."""

import io
import zipfile
from datetime import date

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from planner.errors import InputProblems
from planner.letters.catalogue import Field, Sums, letter_of
from planner.letters.fields import Manner, Table, fill
from planner.letters.printed import letter_docx, letter_pdf
from planner.letters.render import Party, parts_of, plain_text, render

TODAY = date(2026, 11, 24)
US = Manner("en", "USD", "united_states")
PLAN = letter_of("ask-plan", "united_states")
GIVEN = {
    "my_name": "Dana O'Neil",
    "their_name": "Harbour Bank",
    "account": "card ending 4521",
    "offer": "1,200",
    "first_on": "2026-12-15",
    "answer_by": "2026-12-08",
    "reach_me": "by text",
}


def made(values=None, manner=US, letter=PLAN):
    given = {**(GIVEN if letter.id == PLAN.id else {}), **(values or {})}
    filled = fill(letter, given, manner, TODAY)
    sender = Party(str(filled["my_name"]))
    return render(letter, filled, manner.language, sender=sender, receiver=Party(str(filled["their_name"])))


def problems(values, manner=US, letter=PLAN):
    with pytest.raises(InputProblems) as caught:
        fill(letter, {**GIVEN, **values}, manner, TODAY)
    return {problem.field: problem.message.id.format(**problem.message.blanks) for problem in caught.value.problems}


def test_every_fault_is_said_at_once_beside_its_blank():
    found = problems({"my_name": " ", "offer": "1.200,50", "first_on": "2026-02-30", "account": "", "colour": "red"})
    assert set(found) == {"my_name", "offer", "first_on", "account", "colour"}
    assert "2026-02-28" in found["first_on"]


def test_an_empty_optional_blank_leaves_no_hole_and_no_empty_line():
    text = plain_text(made())
    assert "$" in text  # the amount
    assert "\n\n\n" not in text
    assert "  " not in text.replace("\n", "")


def test_what_was_typed_is_never_markup_nor_another_blank():
    text = plain_text(made({"my_name": "<b>龑</b> $offer ${first_on} & O'Neil %s {x}"}))
    assert text.rstrip().endswith("<b>龑</b> $offer ${first_on} & O'Neil %s {x}")
    letter_pdf(made({"my_name": "<b>龑</b> & O'Neil"}))
    letter_docx(made({"my_name": "<b>龑</b> & O'Neil\x00\x0b\ud800"}))


def test_a_full_stop_that_was_typed_and_that_of_the_sentence_are_one():
    letter = letter_of("stop-mandate", "")
    given = {"my_name": "Dana", "their_name": "Quayside Bank", "payee": "Fast Cash Ltd.", "from_on": "2026-12-01"}
    given |= {"bank_account": "account 0077", "reach_me": "at 12 Hill St. ..."}
    filled = fill(letter, given, US, TODAY)
    text = plain_text(render(letter, filled, "en", sender=Party("Dana"), receiver=Party("Quayside Bank")))
    assert "You can reach me at 12 Hill St. ...." in text  # an ellipsis stays as it was typed
    given["reach_me"] = "at 12 Hill St."
    filled = fill(letter, given, US, TODAY)
    text = plain_text(render(letter, filled, "en", sender=Party("Dana"), receiver=Party("Quayside Bank")))
    assert "You can reach me at 12 Hill St.\n" in text
    assert "Fast Cash Ltd. to take money" in text


def test_control_characters_and_half_surrogates_do_not_get_into_a_letter():
    assert made({"my_name": "A\x00B\x1b\ud800C"}).sender.name == "ABC"


def test_dates_are_said_as_the_place_says_them():
    assert "December 15, 2026" in plain_text(made())
    assert "15 December 2026" in plain_text(made(manner=Manner("en", "GBP", "united_kingdom/scotland")))
    assert "2026年12月15日" in plain_text(made(manner=Manner("zh", "CNY", "china")))


def test_a_text_that_is_too_long_is_said_and_not_cut():
    assert "200" in problems({"account": "x" * 201})["account"]


def test_instalments_times_their_number_are_the_whole_sum_to_the_cent():
    def field(name, kind):
        return Field(name, kind, {"en": name, "zh": name})

    fields = (field("each", "money"), field("number", "count"), field("whole", "money"))
    letter = PLAN._replace(fields=PLAN.fields + fields, sums=(Sums("each", "number", "whole"),))
    assert fill(letter, {**GIVEN, "each": "33.34", "number": "3", "whole": "100.00"}, US, TODAY)
    for whole in ("100.03", "66.68", "1"):
        found = problems({"each": "33.34", "number": "3", "whole": whole}, letter=letter)
        assert "100.02" in found["whole"]
    assert "number" in problems({"each": "1", "number": "0", "whole": "1"}, letter=letter)


def test_a_table_has_its_columns_and_its_amounts_at_the_right():
    columns = ({"id": "what", "en": "What", "zh": "项目"}, {"id": "sum", "kind": "money", "en": "Amount", "zh": "金额"})
    table = Field("budget", "table", {"en": "b", "zh": "b"}, False, "", {}, columns)
    letter = PLAN._replace(fields=(*PLAN.fields, table))
    filled = fill(letter, {**GIVEN, "budget": [["Rent", "900"], ["房租", "1,000.5"]]}, US, TODAY)
    assert filled["budget"] == Table(("What", "Amount"), (("Rent", "$900.00"), ("房租", "$1,000.50")), (1,))
    assert set(problems({"budget": [["Rent"]]}, letter=letter)) == {"budget"}
    assert set(problems({"budget": [["Rent", "-3"]]}, letter=letter)) == {"budget"}


def test_words_that_introduce_a_table_go_with_it_and_never_stand_alone():
    complaint = letter_of("complaint-firm", "")
    given = {name: value for name, value in complaint.examples["en"].items() if name not in ("currency", "today")}
    full = made(given, letter=complaint)
    at = next(place for place, block in enumerate(full.blocks) if isinstance(block, Table))
    assert full.blocks[at - 1] == "The contacts in question:"
    short = made({**given, "contacts": ""}, letter=complaint)
    assert set(full.blocks) - set(short.blocks) == {full.blocks[at - 1], full.blocks[at]}


def test_the_number_of_a_list_hangs_before_its_words_in_print():
    parts = parts_of("Please tell me:\n1. whether you agree,\n12. when.")
    assert [(part.mark, part.words) for part in parts] == [
        ("", "Please tell me:"),
        ("1.", "whether you agree,"),
        ("12.", "when."),
    ]
    assert parts_of("　　请答复：\n　　1. 是否同意；")[1] == ("是否同意；", "1.")
    assert [part.mark for part in parts_of("2.5 per cent of it")] == [""]


def test_amounts_of_a_table_stand_at_the_right_of_a_word_file_and_numbers_hang():
    letter = letter_of("pro-rata-offer", "")
    given = {name: value for name, value in letter.examples["en"].items() if name not in ("currency", "today")}
    document = Document(io.BytesIO(letter_docx(made(given, letter=letter))))
    (table,) = document.tables
    assert {row.cells[1].paragraphs[0].alignment for row in table.rows} == {WD_ALIGN_PARAGRAPH.RIGHT}
    assert {row.cells[0].paragraphs[0].alignment for row in table.rows} == {None}
    items = [one for one in document.paragraphs if one.text.startswith(("1.", "2.", "3."))]
    assert len(items) == 3
    assert all(one.paragraph_format.first_line_indent < 0 < one.paragraph_format.left_indent for one in items)


def test_the_sheet_of_a_word_file_is_that_of_the_place():
    for american, width in ((False, 210), (True, 215.9)):
        document = Document(io.BytesIO(letter_docx(made(), american=american)))
        assert round(document.sections[0].page_width.mm, 1) == width


def test_a_word_file_opens_and_holds_the_words():
    data = letter_docx(made())
    document = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    assert "Harbour Bank" in document
    assert "$1,200.00" in document
