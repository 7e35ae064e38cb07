"""Someone who needs help now: lines of their country, the page for a moment that is not safe, calling and copying."""

import re

import pytest

from planner.services.help import help_lines
from planner.services.places import COUNTRIES
from ui.viewmodels.help import HelpViewModel


def lines_of(state):
    return [line for _, lines in state.groups for line in lines]


def test_help_shows_the_lines_of_the_country_in_danger_first_and_says_where_they_are_from(session):
    session.change_settings(country="GB", part="england_wales")
    state = HelpViewModel(session).state()
    assert state.country == "United Kingdom"
    assert [title for title, _ in state.groups] == [
        "In danger now",
        "Someone to talk to",
        "Free help with debt",
        "When gambling is part of it",
    ]
    assert state.gambling == ""
    assert state.groups[0][1][0].call == "999"
    names = {line.name for line in lines_of(state)}
    elsewhere = {line.name for line in help_lines("GB", "en") if line.part and "england_wales" not in line.part.split()}
    assert elsewhere
    assert not names & elsewhere
    known = {line.name: line for line in help_lines("GB", "en")}
    for line in lines_of(state):
        assert line.note or known[line.name].is_checked and session.day(known[line.name].checked_on) in state.checked


@pytest.mark.parametrize(("language", "month"), [("en", "December 2025"), ("zh", "2025年12月")])
def test_how_old_the_page_of_a_line_is_stands_in_the_form_of_the_language(session, language, month):
    session.change_settings(country="CN", language=language)
    notes = [line.note for line in lines_of(HelpViewModel(session).state()) if line.note]
    assert any(month in note for note in notes)
    assert not re.search(r"\d{4}-\d", " ".join(notes))


def test_where_no_line_for_gambling_was_found_it_is_said(session):
    session.change_settings(country="CN", language="zh")
    state = HelpViewModel(session).state()
    assert "赌" not in "".join(title for title, _ in state.groups)
    assert "还没有核实" in state.gambling
    assert HelpViewModel(session, unsafe=True).state().gambling == ""


def test_without_a_country_there_are_lines_all_the_same(session):
    state = HelpViewModel(session).state()
    assert state.country == ""
    assert state.groups


def test_a_moment_that_is_not_safe_has_its_own_page_without_debt_and_a_way_back(session):
    session.change_settings(country="CN", language="zh")
    page = HelpViewModel(session)
    first = page.copied("110")
    unsafe = page.not_safe()
    assert unsafe.unsafe
    assert "债务" not in "".join(title for title, _ in unsafe.groups)
    assert (len(unsafe.steps), len(unsafe.breathe), unsafe.copied) == (4, 3, "")
    assert [line.call for line in unsafe.groups[0][1]] == ["110", "120", "12356"]  # one to talk to, beside the others
    assert [line.call for line in lines_of(unsafe)].count("12356") == 1
    back = page.back()
    assert (back.unsafe, back.groups) == (False, first.groups)
    assert page.back() is None


def test_which_page_was_opened_is_kept_nowhere(session):
    before = session.household.settings()
    HelpViewModel(session).not_safe()
    assert session.household.settings() == before
    assert not HelpViewModel(session).state().unsafe


def test_a_desk_copies_every_line_and_says_what_was_copied(session):
    session.change_settings(country="US")
    page = HelpViewModel(session)
    state = page.state()
    assert all((line.dial, line.button) == ("", f"Copy {line.call}") for line in lines_of(state))
    assert state.call_note == ""
    assert page.copied("988").copied == "988 is copied. Now dial it."


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_phone_calls_numbers_and_copies_texts_and_addresses(session, country):
    session.change_settings(country=country)
    for line in help_lines(country, "en"):
        shown = next(one for one in lines_of(HelpViewModel(session, can_call=True).state()) if one.name == line.name)
        if line.number:
            assert re.fullmatch(r"\+?\d{2,}", shown.dial)
            assert shown.dial == line.number.replace(" ", "").replace("-", "")
            assert shown.button == f"Call {line.number}"
        else:
            assert (shown.dial, shown.button) == ("", f"Copy {line.text or line.web}")


def test_a_phone_says_that_a_call_stays_in_its_list(session):
    assert "call list" in HelpViewModel(session, can_call=True).state().call_note


def test_a_call_that_does_not_open_says_so_and_that_the_number_is_copied(session):
    page = HelpViewModel(session, can_call=True)
    words = "Calling does not work on this device. 112 is copied instead."
    assert page.not_called("112").copied == words
    assert page.not_safe().copied == ""
