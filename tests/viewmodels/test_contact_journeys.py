"""The contact log from the borrower's side: three taps, the list, one contact, promises, papers, the time limit."""

import pytest

from planner.rules.facts import CHANNELS
from planner.services.contacts import facts_of
from planner.services.promises import Promises
from ui.viewmodels.contact import ContactViewModel
from ui.viewmodels.contact_form import ContactFormViewModel
from ui.viewmodels.contacts import ContactsViewModel
from ui.viewmodels.log_contact import LogContactViewModel, choices_of
from ui.viewmodels.papers import PapersViewModel
from ui.viewmodels.promises import PromisesViewModel
from ui.viewmodels.saved_contact import SavedContactViewModel
from ui.viewmodels.time_limit import TimeLimitViewModel
from ui.viewmodels.today import TodayViewModel


@pytest.fixture
def sitting(household):
    """The sample's debts as the person's own, in New York."""
    household.change_settings(country="US", zone="America/New_York", welcomed="yes")
    return household


def own_rows(session):
    return [row for row in ContactsViewModel(session).state().rows if row.title == "North Star Test"]


def log_one(session, what="missed", who="North Star Test"):
    """Go through the three taps; return the number of the entry."""
    log = LogContactViewModel(session)
    log.choose_who(who)
    return log.happened(what).stored


def checked(session, entry):
    """Return the state of a contact once the rules were asked."""
    contact = ContactViewModel(session, entry)
    contact.check()()
    return contact.look()


def correct(session, entry, **facts):
    form = ContactFormViewModel(session, entry)
    for column, text in facts.items():
        form.type(column, text)
    assert form.save().done


def test_a_contact_is_stored_with_the_third_tap(sitting):
    log = LogContactViewModel(sitting)
    first = log.state()
    assert (first.step, first.is_now) == ("who", True)
    assert [one.name for one in first.people][:3] == ["Harbour Bank", "Copper Lane Receivables", "North Star Recovery"]
    second = log.choose_who("North Star Test")
    assert (second.step, second.stored) == ("what", 0)
    stored = log.happened("missed").stored
    (row,) = own_rows(sitting)
    assert (row.id, row.under, row.amount) == (stored, "Phone call, not picked up", "10:00 AM")
    saved = SavedContactViewModel(sitting, stored)
    assert saved.state().title == "Phone call 10:00 AM, North Star Test"
    assert saved.undo().is_gone
    assert own_rows(sitting) == []


def test_another_way_has_its_own_choices_and_every_one_of_them_is_stored(sitting):
    for channel in CHANNELS:
        for what in ("without", *(choice[0] for choice in choices_of(channel))):
            log = LogContactViewModel(sitting)
            log.choose_way(channel)
            log.choose_who("")
            state = log.happened(what)
            assert state.stored
            assert not state.problem
            assert facts_of(sitting.contact_log.find(state.stored))["channel"] == channel


def test_a_time_can_be_given_and_one_that_cannot_be_is_said_before_it_is_stored(sitting):
    log = LogContactViewModel(sitting)
    assert log.type_time("2026-11-31 10:00").at_fault
    assert log.choose_who("North Star Test").step == "who"
    assert not log.type_time("2026-11-20 21:45").at_fault
    log.choose_who("North Star Test")
    assert facts_of(sitting.contact_log.find(log.happened("talked").stored))["at"].startswith("2026-11-20T21:45")


def test_what_they_said_is_kept_when_the_page_is_left_and_only_a_yes_counts(sitting):
    entry = log_one(sitting, "talked")
    saved = SavedContactViewModel(sitting, entry)
    saved.type("said", "We will call everyone in your contacts today")
    state = saved.look_at_words()
    assert "said" not in facts_of(sitting.contact_log.find(entry))
    assert [one.tactic for one in state.suggestions][:1] == ["contact-list-threat"]
    saved.say("contact-list-threat", "yes")
    others = [one.tactic for one in saved.state().suggestions]
    for tactic, answer in zip(others, ("no", "unsure"), strict=False):
        saved.say(tactic, answer)
    facts = facts_of(sitting.contact_log.find(entry))
    assert facts["tactics"] == ["contact-list-threat"]
    assert facts["said"] == "We will call everyone in your contacts today"
    assert not SavedContactViewModel(sitting, entry).state().suggestions


def test_what_may_be_a_breach_comes_before_pressure_and_a_sentence_is_quoted_whole(sitting):
    entry = log_one(sitting, "others")
    saved = SavedContactViewModel(sitting, entry)
    said = "Pay today or else. Last chance: pay by three today and your boss will hear from us"
    saved.type("said", said)
    found = saved.look_at_words().suggestions
    assert [bool(one.note) for one in found] == sorted(bool(one.note) for one in found)
    assert all(one.words in ("Pay today or else", said[19:]) for one in found)
    assert found[-1].note == "To set a time for the same day is pressure, not a breach."
    assert [id_ for id_, _, _ in saved.state().others][0] == "self"
    assert saved.choose_other("self").others[0][2]


def test_somebody_else_who_was_reached_can_be_named_after_it_is_saved(sitting):
    saved = SavedContactViewModel(sitting, log_one(sitting, "others"))
    assert [words for _, words, chosen in saved.state().others if chosen] == ["Someone else"]
    assert [id_ for id_, _, chosen in saved.choose_other("family").others if chosen] == ["family"]
    saved.tick_debt("Harbour Bank card")
    assert "Harbour Bank card" in saved.state().debt


def test_a_promise_made_in_a_contact_stands_on_its_page(sitting):
    entry = log_one(sitting, "talked")
    promises = PromisesViewModel(sitting, entry)
    promises.add(True)
    promises.type("amount", "30")
    promises.type("due", "2026-12-01")
    promises.save()
    assert SavedContactViewModel(sitting, entry).state().promised == "by me, $30.00"


def test_the_law_on_recording_is_that_of_the_place_and_else_it_says_to_ask_first(sitting):
    entry = log_one(sitting)
    assert "18 USC 2511" in SavedContactViewModel(sitting, entry).state().source
    sitting.change_settings(country="CA", part="")
    state = SavedContactViewModel(sitting, entry).state()
    assert "Ask an adviser" in state.recording
    assert state.source == ""


def test_details_become_another_version_and_faults_stand_beside_their_field(sitting):
    entry = log_one(sitting)
    form = ContactFormViewModel(sitting, entry)
    form.type("at", "2027-01-01 10:00")
    form.type("role", "agency")
    bad = form.save()
    assert not bad.done
    assert next(field.error for field in bad.texts if field.column == "at")
    form.type("at", "2026-11-20 21:45")
    assert form.save().done
    found = checked(sitting, entry)
    assert [one.changed for one in found.versions] == ["When, What they are", "written down"]
    assert [one.outcome for one in found.findings] == ["possible_breach"]
    assert ("From", "12 CFR 1006.6(b)(1)(i); 15 USC 1692c(a)(1)") in found.findings[0].facts


def test_what_is_known_of_a_collector_is_not_asked_again(sitting):
    correct(sitting, log_one(sitting), role="agency")
    again = log_one(sitting, "talked")
    assert facts_of(sitting.contact_log.find(again))["role"] == "agency"


def test_a_number_nobody_knows_breaks_no_rule_yet(sitting):
    entry = log_one(sitting, who="")
    correct(sitting, entry, at="2026-11-20 21:45")
    found = checked(sitting, entry)
    assert {one.outcome for one in found.findings} <= {"worth_checking", "missing_facts"}
    question = next(one for one in found.questions if "Whose number" in one.words)
    assert question.fill == "Write down who it was"


def test_an_answer_is_kept_and_changes_what_is_found_and_dont_know_is_one(sitting):
    entry = log_one(sitting)
    correct(sitting, entry, at="2026-11-20 21:45", role="individual")
    contact = ContactViewModel(sitting, entry)
    contact.check()()
    asked = contact.look()
    assert [one.outcome for one in asked.findings] == ["worth_checking"]
    (question,) = asked.questions
    contact.answer(question.id, "unknown")
    contact.check()()
    state = contact.look()
    assert [said for _, said, given in state.questions[0].answers if given] == ["I don't know"]
    assert [one.outcome for one in state.findings] == ["worth_checking"]
    contact.answer(question.id, "yes")
    contact.check()()
    assert [one.outcome for one in contact.look().findings] == ["possible_breach"]
    contact.answer(question.id, "no")
    contact.check()()
    assert contact.look().findings == ()
    assert contact.look().nothing


def test_a_place_without_rules_keeps_the_log_and_says_so(sitting):
    log_one(sitting)
    sitting.change_settings(country="CA", part="")
    state = ContactsViewModel(sitting).state()
    assert state.rows
    assert state.place
    assert ContactViewModel(sitting, own_rows(sitting)[0].id).check() is None


def test_a_contact_taken_out_can_be_put_back(sitting):
    contact = ContactViewModel(sitting, log_one(sitting))
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
    assert (row.when, row.soon, row.near) == ("by Dec 3, 2026", True, False)  # amber from two days before
    assert any(one.id == row.id for one in TodayViewModel(sitting).state().papers)
    assert not next(one for one in papers.done(row.id).rows if one.id == row.id).open
    papers.add(True)
    papers.choose("payment-order")
    papers.type("came", "2026-11-11")
    near = next(row for row in papers.save().rows if row.open)
    assert (near.when, near.near) == ("by Nov 26, 2026", True)


def test_the_time_limit_is_never_announced_as_over(sitting):
    debt = sitting.debts[0]
    limit = TimeLimitViewModel(sitting, debt.id)
    assert not limit.state().state
    limit.type("31.2.2020")
    assert limit.save().since.error
    limit.type("2012-03-01")
    sitting.change_settings(country="CN", part="")
    state = limit.save()
    assert state.state == "may have ended"
    assert not any("over" in line.split() for line in state.lines)
    assert state.avoid


def test_a_promise_of_mine_that_did_not_work_out_leads_to_another_day_and_names_the_bank_once(mine):
    cells = {"whose": "mine", "amount": "300", "due": "2026-11-26", "debt": "海湾卡", "collector": "海湾"}
    Promises(mine.household).add(cells, "CNY")
    mine.refresh()
    page = PromisesViewModel(mine)
    (row,) = page.state().open
    assert row.ends == ("做到了", "改天")
    assert row.words == "¥300.00，海湾卡"
    (ended,) = page.end(row.id, kept=False).ended
    assert (ended.state, ended.chip, ended.again) == ("没能做到", ("neutral", ""), "海湾卡")
