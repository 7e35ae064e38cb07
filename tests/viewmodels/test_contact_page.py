"""One contact: what was said is folded until asked for, hidden amounts are hidden in it, findings can be redone from it."""

import pytest

from planner.rules.findings import Outcome
from planner.services.contacts import facts_of
from planner.services.sample import fill_with_sample
from ui.viewmodels.contact import ContactViewModel
from ui.viewmodels.contact_form import ContactFormViewModel
from ui.viewmodels.contacts import ContactsViewModel


@pytest.fixture
def entry(household):
    """A contact with words and an amount in them."""
    row = next(row for row in household.contact_log.rows() if "$378.68" in row.body)
    return row.entry


def columns(state):
    return {field.column for field in state.texts}


def test_the_words_are_folded_where_a_contact_is_corrected(household, entry):
    form = ContactFormViewModel(household, entry)
    assert form.state().folded
    assert "said" not in columns(form.state())
    assert "378.68" not in str(form.state())
    unfolded = form.unfold()
    assert not unfolded.folded
    assert "$378.68" in next(field.value for field in unfolded.texts if field.column == "said")


@pytest.mark.parametrize(
    ("language", "fault"),
    [
        ("en", "This is in the future; look at the year and the day."),
        ("zh", "这个时间还没到；请看看年份和日期。"),
    ],
)
def test_a_fault_of_a_correction_is_a_whole_sentence_that_says_what_to_do(household, entry, language, fault):
    household.change_settings(language=language)
    form = ContactFormViewModel(household, entry)
    form.type("at", "2199-01-01 10:00")
    assert {field.column: field.error for field in form.save().texts if field.error} == {"at": fault}


def test_saving_with_folded_words_keeps_them(household, entry):
    form = ContactFormViewModel(household, entry)
    form.type("agent_name", "Alex")
    assert form.save().done
    assert "$378.68" in household.contact_log.find(entry).body


def test_hidden_amounts_are_hidden_in_what_was_said(household, entry):
    contact = ContactViewModel(household, entry)
    assert "$378.68" in contact.state().words
    household.hide_amounts(True)
    assert "***" in contact.state().words
    assert "378" not in contact.state().words


def test_a_finding_names_the_times_that_were_counted_and_left_out(household):
    number = next(row.entry for row in household.contact_log.rows() if "call less" in row.body)
    contact = ContactViewModel(household, number)
    contact.check()()
    often = next(one for one in contact.look().findings if one.title == "Calls too often")
    assert dict(often.facts)["Rests on"] == (
        "9 counted: Oct 11 9:05 AM, 1:30 PM, 6:10 PM; Oct 12 10:00 AM; Oct 13 9:20 AM, 5:30 PM; Oct 14 12:00 PM; "
        "Oct 15 11:10 AM, 4:30 PM."
    )
    assert dict(often.facts)["Left out"] == "Busy: Oct 12 3:45 PM"
    assert often.week_to is not None
    assert often.for_complaint
    assert often.message.endswith("the collector may argue against that.")
    assert dict(often.facts)["Strength"] == "Presumption"  # what that means is said once


def test_what_speaks_of_a_crime_and_hangs_on_a_question_stands_below_the_question(household):
    household.change_settings(country="CN")
    household.checks.check(household.jurisdiction or "")
    by_entry = household.checks.latest.by_entry
    entry = next(row for row, found in by_entry.items() if any(one.rule == "cn.crim.293-1" for one in found))
    contact = ContactViewModel(household, entry)
    asked = [one for one in contact.look().findings if one.asks_first]
    assert asked
    assert [one.id for one in contact.state().questions] == [
        "cn.lender-kind"
    ]  # who is bound first, and no more at once
    asked_first = contact.state().questions[0]
    assert asked_first.words.endswith("?")  # only the question is bold; where to find the answer stands under it
    assert asked_first.about == "The contract names it; for an agency, the lender behind it."
    contact.answer("cn.lender-kind", "unknown")
    assert "cn.illegal-debt" in {one.id for one in contact.state().questions}
    contact.answer("cn.illegal-debt", "yes")
    contact.check()()
    assert [one.title for one in contact.look().findings if one.asks_first] == [one.title for one in asked]


@pytest.mark.parametrize(("lender", "speaks"), [("bank", False), ("individual", True)])
def test_whether_a_crime_is_spoken_of_hangs_on_the_kind_of_lender_where_nobody_knows_more(household, lender, speaks):
    household.change_settings(country="CN")
    household.checks.check(household.jurisdiction or "")
    by_entry = household.checks.latest.by_entry
    entry = next(row for row, found in by_entry.items() if any(one.rule == "cn.crim.293-1" for one in found))
    contact = ContactViewModel(household, entry)
    contact.look()
    contact.answer("cn.lender-kind", lender)
    household.checks.check(household.jurisdiction or "")
    found = {one.rule for one in household.checks.latest.by_entry.get(entry, ())}
    assert ("cn.crim.293-1" in found) is speaks


def test_no_words_that_were_said_stand_in_the_list(household):
    contacts = ContactsViewModel(household)
    while (work := contacts.fetch()) is not None:
        contacts.fetched(work())
    rows = contacts.state().rows
    assert len(rows) > 45
    assert not [row for row in rows if "$" in str(row)]


def test_documents_that_say_the_same_stand_under_the_strongest_of_them(household):
    household.change_settings(country="CN")
    for entry in (one.entry for one in household.contact_log.rows()):
        contact = ContactViewModel(household, entry)
        contact.check()()
        state = contact.look()
        shown = len(state.findings) + sum(len(one.also) for one in state.findings)
        assert shown == len(household.checks.latest.by_entry.get(entry, ()))
        if any(one.also for one in state.findings):
            break
    first = next(one for one in state.findings if one.also)
    assert all(line.startswith("Also said in ") and line.endswith(".") for line in first.also)


def test_a_calm_answer_stands_only_where_they_did_something_or_a_rule_speaks_of_it(household):
    log = household.contact_log
    plain = log.add({"at": "2026-11-02 10:00", "channel": "sms", "role": "bank", "collector": "Far"}, household.today)
    said = log.add(
        {"at": "2026-11-02 11:00", "channel": "call", "collector": "Far", "tactics": "guilt; threat-violence"},
        household.today,
    )
    answers = {}
    for row in (plain, said):
        contact = ContactViewModel(household, row.entry)
        contact.check()()
        answers[row] = contact.look().calm
    assert answers[plain] == ""
    assert answers[said] == "I'm ending this call. I have written down your words and the time.", (
        "of the gravest of them"
    )


def test_of_a_number_nobody_knows_the_page_asks_whose_it_was_and_marks_nothing(household):
    """Guard 15: it breaks no rule yet. What a rule would say is there to be read, under the question."""
    rows = household.contact_log.rows()
    unknown = [row for row in rows if row.kind == "contact" and not facts_of(row).get("collector")]
    pages = []
    for row in unknown:
        contact = ContactViewModel(household, row.entry)
        contact.check()()
        pages.append(contact.look())
    findings = [one for page in pages for one in page.findings]
    assert findings
    assert not [one for one in findings if one.is_marked]
    assert {one.why_only for one in findings} == {"Whose number was it? Until that is known, this can't be checked."}
    contacts = ContactsViewModel(household)
    while (work := contacts.fetch()) is not None:
        contacts.fetched(work())
    mine = {row.entry for row in unknown}
    assert not [row for row in contacts.state().rows if row.id in mine and row.chip[0]]


def test_what_rests_on_rules_that_bind_nobody_is_never_red(session):
    fill_with_sample(session.household, "zh", now=session.now())
    session.refresh()
    checked = session.checks.check(session.jurisdiction)
    soft = checked.resting_softly
    assert soft
    assert checked.entries(Outcome.POSSIBLE_BREACH) - set(soft)
    contacts = ContactsViewModel(session)
    contacts.choose("breach")
    contacts.fetched(contacts.fetch()())
    chips = {row.id: row.chip[0] for row in contacts.state().rows if row.kind == "contact"}
    assert {row: kind == "warn" for row, kind in chips.items()} == {row: row in soft for row in chips}
    said = {row.id: row.chip[2] for row in contacts.state().rows if row.kind == "contact"}
    plain = {words for row, words in said.items() if row not in soft}
    assert len(plain) == 1  # the strength of what binds nobody stands in words, not in the colour alone
    assert not plain & {said[row] for row in soft}
    page = ContactViewModel(session, next(iter(soft)))
    page.check()()
    assert all(one.is_soft for one in page.state().findings if one.outcome == "possible_breach" and one.is_marked)


@pytest.mark.parametrize(("language", "said"), [("en", "counted once"), ("zh", "只算一次")])
def test_of_a_contact_that_stands_twice_the_second_says_so_and_its_own_time_parts_them(session, language, said):
    session.change_settings(language=language)
    session.household.change_settings(zone="America/New_York", country="US")
    call = {"at": "2026-11-02 10:00", "channel": "call", "outcome": "rang-out", "collector": "North"}
    first, second = session.contact_log.add(call), session.contact_log.add(call)
    again = ContactViewModel(session, second.entry)
    assert said in again.look().again
    assert again.look().same_as == first.entry
    assert ContactViewModel(session, first.entry).look().again == ""
    form = ContactFormViewModel(session, second.entry)
    form.type("at", "2026-11-02 10:00:20")
    assert form.save().done
    assert again.look().again == ""
