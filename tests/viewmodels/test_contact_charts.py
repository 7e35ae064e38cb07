"""The timeline, seven days against the limit, the hours, and this week on Today, from the borrower's side."""

import re
from datetime import date, datetime, time

import pytest

from planner.i18n import weekday_name
from ui.viewmodels.contact_form import ContactFormViewModel
from ui.viewmodels.contacts import ContactsViewModel
from ui.viewmodels.heat import HeatViewModel
from ui.viewmodels.log_contact import LogContactViewModel
from ui.viewmodels.today import TodayViewModel
from ui.viewmodels.week import WeekViewModel


@pytest.fixture
def sitting(household):
    """The sample's log as the person's own, in New York, checked."""
    household.change_settings(country="US", zone="America/New_York", welcomed="yes")
    household.checks.check(household.jurisdiction)
    return household


def everything(contacts):
    while (work := contacts.fetch()) is not None:
        contacts.fetched(work())
    return contacts.state()


def entries(state):
    return [row for row in state.rows if row.id]


def log_one(session, at):
    log = LogContactViewModel(session)
    log.type_time(at)
    log.choose_who("Summit")
    return log.happened("missed").stored


def test_the_timeline_has_a_heading_for_each_month_and_each_day_and_every_entry_once(sitting):
    state = everything(ContactsViewModel(sitting))
    numbers = [row.id for row in entries(state)]
    assert len(numbers) == len(set(numbers)) == len(sitting.contact_log.rows())
    months = [row.title for row in state.rows if row.kind == "month"]
    assert months == ["November 2026", "October 2026", "September 2026"]
    days = [row.title for row in state.rows if row.kind == "day"]
    assert len(days) == len(set(days))
    assert state.rows[0].kind == "month"
    assert state.rows[1].kind == "day"


def test_what_is_chosen_by_outcome_has_that_chip_and_the_count_says_how_many(sitting):
    contacts = ContactsViewModel(sitting)
    counts = dict(contacts.state().found)
    for chosen, words in (("breach", "Possible breach"), ("check", "Worth checking")):
        contacts.choose(chosen)
        found = entries(everything(contacts))
        assert {row.chip[2] for row in found} == {words}
        assert counts[chosen] == f"{words} {len(found)}"


def test_the_list_is_narrowed_by_who_how_and_when_and_shown_whole_again(sitting):
    contacts = ContactsViewModel(sitting)
    whole = len(entries(everything(contacts)))
    assert "North Star Recovery" in contacts.offer().collectors
    contacts.filter(collector="North Star Recovery")
    contacts.filter(way="visit")
    narrowed = everything(contacts)
    assert {row.title for row in entries(narrowed)} == {"North Star Recovery"}
    assert 0 < len(entries(narrowed)) < whole
    assert narrowed.narrowed == "North Star Recovery, Visits"
    bad = contacts.filter(since="2026-11-31")
    assert bad.filters.faults == ("since",)
    assert len(entries(everything(contacts))) == len(entries(narrowed))
    contacts.filter(way="", since="2026-11-10", until="2026-11-20")
    days = {row.title for row in everything(contacts).rows if row.kind == "day"}
    assert days <= {
        f"{name}, Nov {day}" for day in range(10, 21) for name in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    }
    contacts.widen()
    assert len(entries(everything(contacts))) == whole


def test_the_list_can_begin_at_a_month(sitting):
    contacts = ContactsViewModel(sitting)
    months = contacts.offer().months
    state = contacts.begin_at(months[-1][0])
    assert state.rows[0].title == "September 2026"
    assert state.begins == "September 2026"


def test_an_entry_that_comes_from_elsewhere_is_in_the_list_when_it_is_looked_at_again(sitting):
    contacts = ContactsViewModel(sitting)
    before = entries(contacts.state())
    entry = log_one(sitting, "2026-11-23 10:00")
    assert entries(contacts.state())[0].id == entry
    sitting.contact_log.withdraw(sitting.contact_log.find(entry))
    assert entries(contacts.state()) == before


def test_a_search_that_finds_nothing_says_so_and_is_no_empty_log(sitting):
    contacts = ContactsViewModel(sitting)
    contacts.search("%")
    state = everything(contacts)
    assert state.rows == ()
    assert not state.is_empty


@pytest.fixture
def eight_calls(sitting):
    """Eight calls of one agency about one debt in seven days, and a busy line."""
    for number, hour in enumerate((10, 11, 12, 13, 14, 15, 9, 17, 18)):
        entry = log_one(sitting, f"2026-11-{18 + number % 7} {hour:02}:00")
        form = ContactFormViewModel(sitting, entry)
        form.type("role", "agency")
        form.type("debt", "Store card")
        if number == 2:
            form.type("outcome", "busy")
        assert form.save().done
    return sitting


def counted(session, last=None):
    week = WeekViewModel(session, last)
    week.counted(week.count()())
    return week


def of_summit(week):
    state = week.state()
    return week.choose(next(id_ for id_, words in state.choices if words.startswith("Summit, Store card")))


def test_the_eighth_call_stands_apart_and_what_is_left_out_has_a_letter_and_a_reason(eight_calls):
    state = of_summit(counted(eight_calls))
    assert (state.total, state.limit, state.over, state.outcome[0]) == (8, 7, "1 over the limit", "possible_breach")
    assert state.outcome[1] == "Possible breach, presumption"
    squares = [square for day in state.days for square in day.squares]
    assert [square.mark for square in squares if square.counted] == list("12345678")
    assert [square.over for square in squares if square.counted] == [False] * 7 + [True]
    (left_out,) = state.left_out
    assert (left_out.mark, left_out.why) == ("a", "Busy")
    assert state.source.startswith("12 CFR 1006.14(b)(2), presumption")
    assert len(state.days) == 7
    assert state.text[0] == "Wed, Nov 18, 10:00 AM, 5:00 PM"


def test_the_weeks_before_can_be_looked_at_and_none_after_today(eight_calls):
    week = counted(eight_calls)
    assert week.state().is_last
    before = week.move(-1)
    assert (before.span, before.is_last) == ("Nov 11 to Nov 17", False)
    week.counted(week.count()())
    assert not any("Store card" in words for _, words in week.state().choices)
    assert week.move(1).is_last
    assert week.move(1).span == "Nov 18 to Nov 24"


def test_a_stricter_rule_that_is_not_shown_is_named(sitting):
    assert "Massachusetts" not in WeekViewModel(sitting).state().also
    sitting.change_settings(country="US", part="massachusetts")
    assert "Massachusetts" in WeekViewModel(sitting).state().also


def test_a_place_without_a_number_says_so_and_counts_nothing(sitting):
    sitting.change_settings(country="DE", part="")
    week = WeekViewModel(sitting)
    assert week.count() is None
    assert "no number" in week.state().none


@pytest.mark.parametrize("wide", [False, True])
def test_the_hours_hold_every_contact_with_a_time_once_in_a_frame_only_outside_them(sitting, wide):
    heat = HeatViewModel(sitting)
    state = heat.widen(wide)
    cells = [cell for row in state.rows for cell in row.cells]
    assert f"{sum(cell.number for cell in cells)} contacts, last 8 weeks" == state.title
    assert len(state.rows) == (24 if wide else 10)
    framed = [cell for cell in cells if cell.outside]
    assert framed
    for cell in framed:
        listed = heat.open(cell.weekday, cell.band).listed
        assert len(listed) == cell.number
    assert state.outside == "2 of 44 came before 8:00 AM or after 9:00 PM"
    assert state.see == "See the 2"
    seen = heat.open_outside()
    assert seen.cell == "outside 8:00 AM to 9:00 PM"
    times = [datetime.strptime(re.search(r"\d+:\d\d [AP]M", one.under)[0], "%I:%M %p").time() for one in seen.listed]
    assert all(at < time(8) or at > time(21) for at in times)
    assert len(seen.listed) == 2
    assert heat.close().listed == ()
    assert len(state.text) == 7


def test_a_row_that_lies_partly_outside_the_hours_is_marked_and_the_last_minute_is_said(sitting):
    heat = HeatViewModel(sitting)
    state = heat.state()
    assert state.edge == "9:00 PM sharp counts as inside."
    assert [row.name for row in state.rows if row.outside] == ["12–6 AM", "6–8 AM", "8–10 PM", "10 PM–12 AM"]
    by_hour = [row.name for row in heat.widen(True).rows if row.outside]
    assert (by_hour[-3:], len(by_hour)) == (["9–10 PM", "10–11 PM", "11 PM–12 AM"], 11)
    sitting.change_settings(country="CN")
    assert HeatViewModel(sitting).state().edge == "22:00 sharp already counts as outside."


def test_hours_that_differ_by_the_day_of_the_week_are_not_said_as_one(sitting):
    sitting.change_settings(country="CA", part="ontario")
    state = HeatViewModel(sitting).state()
    assert state.outside == "10 of 44 came outside the hours of the rule"
    assert state.edge == ""
    assert [row.name for row in state.rows if row.outside] == ["0–6", "6–8", "20–22", "22–24"]


@pytest.mark.parametrize(("country", "first"), [("US", 6), ("GB", 0)])
def test_the_week_of_the_hours_begins_as_in_a_calendar_there(sitting, country, first):
    sitting.change_settings(country=country, part="")
    state = HeatViewModel(sitting).state()
    assert state.days[0] == weekday_name(first, "en")
    for row in state.rows:
        assert [weekday_name(cell.weekday, "en") for cell in row.cells] == list(state.days)


def test_the_hours_of_one_collector_alone(sitting):
    heat = HeatViewModel(sitting)
    state = heat.choose("Harbour Bank")
    assert 0 < int(state.title.split()[0]) < 44


def test_this_week_stands_on_today_once_the_rules_were_asked_without_words_of_theirs(sitting):
    week = TodayViewModel(sitting).state().week
    assert week.words == "4 logged in seven days"
    assert [words for _, _, words in week.chips] == ["Possible breach 2"]
    sitting.made_checks = None
    assert TodayViewModel(sitting).state().week is None


def test_the_clock_of_the_borrower_decides_which_day_it_is(sitting, clock):
    clock.now = clock.now.replace(hour=3)
    assert sitting.today == date(2026, 11, 23)
    log = LogContactViewModel(sitting)
    assert log.state().when == "Mon, Nov 23 10:00 PM"
