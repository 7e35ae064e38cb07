"""Bringing messages in, from the borrower's side: a file, whose numbers, done; stopped, refused, taken back."""

import json

import pytest

from planner.errors import PlannerError
from planner.services.contacts import ContactLog
from tests.phone import JAN_1, backup, few_numbers, sms
from ui.viewmodels.import_messages import DONE, FILE, NUMBERS, ImportMessagesViewModel

NO = lambda: False  # noqa: E731


@pytest.fixture
def phone(tmp_path):
    path = tmp_path / "sms-1.xml"
    path.write_text(few_numbers(), "utf-8")
    return str(path)


def looked(page, path, stopped=NO):
    """Look into a file as the worker thread does, and bring what is in it home."""
    page.take(path)
    state, work = page.start()
    assert state.working
    return page.looked(work(lambda _: None, stopped))


def saved(page, stopped=NO):
    state, work = page.start_saving()
    assert state.working
    return page.saved(work(lambda _: None, stopped))


def entries(session):
    return len(ContactLog(session.household).rows())


def test_only_the_numbers_of_collectors_are_chosen_and_only_they_come_in(session, phone):
    ContactLog(session.household).add(
        {"at": "2026-11-01 10:00", "channel": "call", "number": "646 555 0142", "collector": "North Star"}
    )
    page = ImportMessagesViewModel(session)
    state = looked(page, phone)
    assert (state.step, state.read, state.take) == (NUMBERS, "66 entries read", "Import 22")
    assert [(one.words, one.on) for one in state.numbers] == [
        ("North Star, +1 646 555 0142", True),
        ("+1 202 555 0199", False),
        ("姐姐 Ana, +1 202 555 0177", False),
        ("22395", False),
    ]
    assert state.numbers[1].under.endswith("speaks of money owed")
    assert state.numbers[3].under.endswith("sends one-time codes")
    assert [(part.words, part.amount) for part in state.parts] == [("new", "65"), ("left out", "1")]
    assert state.reasons == (("a draft that was never sent", "1"),)
    assert "dinner" not in json.dumps(state, ensure_ascii=False)  # nobody's words stand on the page
    state = saved(page)
    assert (state.step, state.done, state.undo) == (
        DONE,
        "22 entries came into your log.",
        "What came in can be taken out again.",
    )
    assert entries(session) == 23


def test_what_just_came_in_goes_with_one_tap_and_can_come_again(session, phone):
    page = ImportMessagesViewModel(session)
    state = looked(page, phone)
    assert (state.take, [one.on for one in state.numbers]) == ("", [False] * 4)  # nobody is known yet
    assert page.turn(state.numbers[0].key).take == "Import 22"
    assert page.turn(state.numbers[1].key).take == "Import 23"
    assert page.turn(state.numbers[1].key).take == "Import 22"
    saved(page)
    state = page.undo()
    assert (state.step, state.undo, state.note, entries(session)) == (FILE, "", "", 0)
    state = looked(page, phone)
    page.turn(state.numbers[0].key)
    assert saved(page).done == "22 entries came into your log."
    state = looked(ImportMessagesViewModel(session), phone)
    assert [one.under for one in state.numbers if one.words.startswith("+1 646")] == [
        "all in your log already, Jan 1, 2026 to Jan 23, 2026, speaks of money owed"
    ]


def test_what_was_corrected_since_stays_and_is_said(session, phone):
    page = ImportMessagesViewModel(session)
    page.turn(looked(page, phone).numbers[0].key)
    saved(page)
    log = ContactLog(session.household)
    log.correct(log.rows()[0], {"collector": "North Star"})
    assert page.undo().note == "1 entry was corrected since and stays in your log."
    assert entries(session) == 1


@pytest.mark.parametrize("by", ["button", "leaving"])
def test_stopped_nothing_is_taken_in(session, phone, by):
    page = ImportMessagesViewModel(session)
    page.take(phone)
    _, work = page.start()
    page.stop() if by == "button" else None
    state = page.looked(work(lambda _: None, NO if by == "button" else lambda: True))
    assert (state.step, state.working, state.note) == (FILE, "", "Stopped. Nothing was taken in.")
    page.turn(looked(page, phone).numbers[0].key)
    _, work = page.start_saving()
    page.stop()
    state = page.saved(work(lambda _: None, NO))
    assert (state.step, state.note, entries(session)) == (NUMBERS, "Stopped. Nothing was taken in.", 0)
    assert saved(page).step == DONE


def test_a_file_that_is_something_else_is_named_and_nothing_is_lost(session, tmp_path):
    path = tmp_path / "聊天.txt"
    path.write_text("12/07/2017, 22:35 - A: hi\n12/07/2017, 22:36 - B: ho\n", "utf-8")
    page = ImportMessagesViewModel(session)
    page.take(str(path))
    _, work = page.start()
    with pytest.raises(PlannerError) as error:
        work(lambda _: None, NO)
    state = page.failed(error.value)
    assert state.problems == (
        '"聊天.txt" is a chat, as WhatsApp exports one; Ashore cannot read that yet. '
        "It reads: a contact log (CSV) or a file of SMS Backup & Restore (XML)",
    )
    assert (state.step, state.working) == (FILE, "")
    assert page.type("other.xml").problems == ()


def test_a_bug_is_not_taken_for_a_fault_of_the_file(session):
    with pytest.raises(ZeroDivisionError):
        ImportMessagesViewModel(session).failed(ZeroDivisionError())


def test_many_numbers_are_shown_a_few_at_a_time(session, tmp_path):
    path = tmp_path / "many.xml"
    path.write_text(backup(*(sms(f"+1202556{n:04}", date=JAN_1 + n) for n in range(60))), "utf-8")
    page = ImportMessagesViewModel(session)
    state = looked(page, str(path))
    assert (len(state.numbers), state.left) == (12, "Show more numbers (48)")
    state = page.show_more()
    assert (len(state.numbers), state.left) == (52, "Show more numbers (8)")
    assert page.show_more().left == ""


def test_a_file_that_breaks_off_says_so_before_anything_is_chosen(session, tmp_path):
    path = tmp_path / "cut.xml"
    path.write_text(backup(sms(), sms())[:-40], "utf-8")
    state = looked(ImportMessagesViewModel(session), str(path))
    assert state.remarks == ("The file breaks off at line 4. Everything before it was read.",)


def test_in_chinese_nothing_is_left_in_english(session, phone):
    session.change_settings(welcomed="yes", language="zh")
    page = ImportMessagesViewModel(session)
    state = looked(page, phone)
    page.turn(state.numbers[0].key)
    assert state.read == "读出 66 条"
    assert state.numbers[0].under == "新的 22 条，2026年1月1日到2026年1月23日，提到欠款"
    assert page.state().take == "导入 22 条"
    assert saved(page).done == "22 条进入了你的联系记录。"
