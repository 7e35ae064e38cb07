"""One list of everything that has a day; a calendar file says no names unless they were ticked."""

from datetime import date

import pytest
from icalendar import Calendar

from planner.i18n import translator
from planner.services.agenda import Item, agenda, agenda_ics, has_a_day, household_agenda
from planner.services.budget import BudgetBook
from planner.services.desktop_notice import can_notify, notify
from planner.services.household import open_household
from planner.services.letters import LetterDesk, find_letter
from planner.services.offers import COUNTERED, OfferBook
from planner.services.papers import Papers
from planner.services.promises import Promises

TODAY = date(2026, 11, 24)


@pytest.fixture
def household(tmp_path):
    opened = open_household(tmp_path)
    opened.change_settings(country="CN", zone="Asia/Shanghai")
    opened.add({"name": "龑, card; O'Neil", "balance": "900", "minimum": "50", "due_day": "31", "due_since": "2024-06-01"}, "CNY")  # fmt: skip
    opened.add({"name": "Paid", "balance": "0", "due_day": "5"}, "CNY")
    opened.add({"name": "Not mine", "balance": "5", "due_day": "5", "liable": "not-me"}, "CNY")
    yield opened
    opened.close()


@pytest.fixture
def items(household):
    debt = household.find("1")
    Promises(household).add({"amount": "60", "due": "2026-12-01", "debt": debt.name}, "CNY")
    Promises(household).add({"whose": "theirs", "what": "plan in writing", "due": "2026-11-01"}, "CNY")
    Papers(household).add("china", "payment-order", "2026-11-18")
    budget = BudgetBook(household, "CNY").add({"section": "income", "name": "工资", "amount": "8100"})
    offers = OfferBook(household)
    offer = offers.draft(debt, "100", "2026-12-15", budget, TODAY)
    offers.step(offer, COUNTERED, date(2026, 11, 30), amount="200")
    desk = LetterDesk(household)
    values = {"my_name": "A", "their_name": "B", "account": "1", "reach_me": "x", "hours": "9-18"}
    letter = find_letter("contact-terms", "china")
    desk.send(desk.keep(letter, values, currency="CNY", place="china", today=TODAY, debt=debt.name), TODAY, "post")
    return household_agenda(household, "china", "zh", TODAY)


def test_an_amount_that_was_worked_out_is_marked_and_one_that_was_stated_is_not(household):
    household.add({"name": "Card", "balance": "1000", "kind": "card", "minimum_percent": "10", "due_day": "5"}, "CNY")
    paid = [one for one in household_agenda(household, "china", "zh", TODAY) if one.kind is Item.PAYMENT]
    assert {one.name: one.is_worked_out for one in paid if one.amount} == {"龑, card; O'Neil": False, "Card": True}


def test_everything_that_has_a_day_is_there_in_order(items, household):
    days = [(item.on.isoformat(), item.kind) for item in items]
    assert days == sorted(days, key=lambda day: day[0])
    assert [day for day in days if day[1] is not Item.TIME_LIMIT] == [
        ("2026-11-01", Item.THEIR_PROMISE),
        ("2026-11-30", Item.PAYMENT),
        ("2026-12-01", Item.PROMISE),
        ("2026-12-03", Item.PAPER),
        ("2026-12-08", Item.LETTER),
        ("2026-12-14", Item.ANSWER),
    ]
    papers = [(one._replace(due_on=date(2026, 12, 8)), "A paper") for one in Papers(household).entered()]
    same = agenda(papers=papers, letters=LetterDesk(household).all(), today=TODAY)
    assert [item.kind for item in same] == [Item.PAPER, Item.LETTER]  # the person's own last day goes first
    theirs = Papers(household).add("china", "credit-record-objection", "2026-11-18")
    assert [item.kind for item in agenda(papers=[(theirs, "An objection")], today=TODAY)] == [Item.THEIR_PAPER]
    assert [item.name for item in items if item.kind is Item.PAYMENT] == ["龑, card; O'Neil"]
    assert any(item.kind is Item.TIME_LIMIT and item.on >= date(2027, 6, 1) for item in items)


def test_a_calendar_reads_back_whole_and_names_nothing(items):
    for named in (False, True):
        data = agenda_ics(items, translator("zh"), named=named)
        events = Calendar.from_ical(data).walk("VEVENT")
        assert [event.decoded("dtstart") for event in events] == [item.on for item in items]
        assert len({str(event["uid"]) for event in events}) == len(items)
        said = {str(event["summary"]) for event in events}
        assert (said == {"提醒"}) is not named
        assert ("O'Neil" in data.decode()) is named


def test_the_same_agenda_gives_the_same_bytes(items):
    assert agenda_ics(items, translator("en"), named=True) == agenda_ics(items, translator("en"), named=True)


def test_an_empty_household_has_an_empty_agenda(tmp_path):
    household = open_household(tmp_path / "empty")
    assert household_agenda(household, None, "en", TODAY) == []
    household.close()


def test_a_notice_is_due_on_the_day_and_the_day_before_and_for_no_time_limit(household, items):
    due = {
        day: has_a_day(household, "zh", date.fromisoformat(day)) for day in ("2026-11-24", "2026-11-29", "2026-11-30")
    }
    assert due == {"2026-11-24": False, "2026-11-29": True, "2026-11-30": True}


def test_the_notice_of_the_desktop_has_one_word_and_no_name(monkeypatch, tmp_path):
    program, said = tmp_path / "notify-send", tmp_path / "said"
    program.write_text(f'#!/bin/sh\nprintf "%s|" "$@" > {said}\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert can_notify()
    notify("提醒")
    assert said.read_text("utf-8") == "--app-name=提醒|--|提醒|"
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    assert not can_notify()
    notify("提醒")  # says nothing, breaks nothing
