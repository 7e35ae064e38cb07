"""The contact log from the borrower's side: three taps, the list, one contact, promises, papers, the time limit."""

import pytest

from ui.viewmodels.contact import ContactViewModel
from ui.viewmodels.contact_form import ContactFormViewModel
from ui.viewmodels.contacts import ContactsViewModel
from ui.viewmodels.papers import PapersViewModel
from ui.viewmodels.promises import PromisesViewModel
from ui.viewmodels.time_limit import TimeLimitViewModel
from ui.viewmodels.today import TodayViewModel


@pytest.fixture
def sitting(household):
    """The sample's debts as the person's own, in New York."""
    household.change_settings(country="US", zone="America/New_York", welcomed="yes")
    return household


def own_rows(session):
    return [row for row in ContactsViewModel(session).state().rows if row.who == "North Star Test"]


def log_one(session, what="missed", who="North Star Test"):
    form = ContactFormViewModel(session)
    form.choose_who(who)
    return form, form.happened(what)


def test_a_contact_is_stored_with_the_third_tap(sitting):
    form = ContactFormViewModel(sitting)
    assert form.state().step == "who"
    assert form.choose_who("North Star Test").step == "what"
    stored = form.happened("missed")
    assert (stored.step, stored.said) == ("details", "Written down.")
    (row,) = own_rows(sitting)
    assert row.how == "Phone call, not picked up, 10:00"
    assert form.take_back().done
    assert own_rows(sitting) == []


def test_details_become_another_version_and_faults_stand_beside_their_field(sitting):
    form, state = log_one(sitting)
    form.type("at", "2027-01-01 10:00")
    form.type("role", "agency")
    bad = form.save()
    assert not bad.done
    assert next(field.error for field in bad.texts if field.column == "at")
    form.type("at", "2026-11-20 21:45")
    assert form.save().done
    contact = ContactViewModel(sitting, state.entry)
    assert contact.state().versions == 2
    found = contact.checked(contact.check()())
    assert [one.outcome for one in found.findings] == ["possible_breach"]
    assert "12 CFR 1006.6" in found.findings[0].source


def test_what_is_known_of_a_collector_is_not_asked_again(sitting):
    form, _ = log_one(sitting)
    form.type("role", "agency")
    form.save()
    _, again = log_one(sitting, "talked")
    assert next(choice.chosen for choice in again.choices if choice.column == "role") == "agency"


def test_a_number_nobody_knows_breaks_no_rule_yet(sitting):
    form, state = log_one(sitting, who="")
    form.type("at", "2026-11-20 21:45")
    form.save()
    contact = ContactViewModel(sitting, state.entry)
    found = contact.checked(contact.check()())
    assert {one.outcome for one in found.findings} <= {"worth_checking", "missing_facts"}
    assert any("Whose number" in words for words in found.questions)


def test_a_place_without_rules_keeps_the_log_and_says_so(sitting):
    log_one(sitting)
    sitting.change_settings(country="CA", part="")
    state = ContactsViewModel(sitting).state()
    assert state.rows
    assert state.place
    assert ContactsViewModel(sitting).check() is None


def test_a_contact_taken_out_can_be_put_back(sitting):
    _, state = log_one(sitting)
    contact = ContactViewModel(sitting, state.entry)
    assert contact.withdraw().undo
    assert own_rows(sitting) == []
    contact.undo()
    assert len(own_rows(sitting)) == 1


def test_a_promise_that_is_due_stands_on_today_until_it_is_kept(sitting):
    promises = PromisesViewModel(sitting)
    promises.add(True)
    assert {field.column for field in promises.save().fields if field.error} == {"amount", "due"}
    promises.type("amount", "50")
    promises.type("due", "2026-11-30")
    promises.type("collector", "Test Bank")
    state = promises.save()
    row = next(row for row in state.open if "Test Bank" in row.words)
    assert any(one.id == row.id for one in TodayViewModel(sitting).state().promises)
    ended = promises.end(row.id, kept=True)
    assert all(one.id != row.id for one in ended.open)
    assert all(one.id != row.id for one in TodayViewModel(sitting).state().promises)


def test_a_court_paper_stands_on_today_with_its_day(sitting):
    sitting.change_settings(country="CN", part="")
    papers = PapersViewModel(sitting)
    papers.add(True)
    papers.choose("payment-order")
    papers.type("came", "2026-11-18")
    state = papers.save()
    row = next(row for row in state.rows if row.id)
    assert row.when == "by Dec 3, 2026"
    assert any(one.id == row.id for one in TodayViewModel(sitting).state().papers)
    assert not next(one for one in papers.done(row.id).rows if one.id == row.id).open


def test_the_time_limit_is_never_announced_as_over(sitting):
    debt = sitting.debts[0]
    limit = TimeLimitViewModel(sitting, debt.id)
    assert not limit.state().state
    limit.type("31.2.2020")
    assert limit.save().day_error
    limit.type("2012-03-01")
    sitting.change_settings(country="CN", part="")
    state = limit.save()
    assert state.state == "may have ended"
    assert not any("over" in line.split() for line in state.lines)
    assert state.avoid
