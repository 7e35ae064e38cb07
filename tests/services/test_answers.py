"""Answers to the questions of the rules: what each holds for, what it changes, that nothing of it is overwritten."""

from datetime import date

import pytest

from planner.errors import InputProblems
from planner.rules.findings import Outcome
from planner.rules.questions import every_question, question_form
from planner.services.answers import Answers, values_of
from planner.services.contacts import ContactLog
from planner.services.household import open_household
from planner.services.log_entries import NoSuchEntry

TODAY = date(2026, 11, 27)
NIGHT = {"at": "2026-11-20 23:10+08:00", "tz": "Asia/Shanghai", "channel": "call", "outcome": "conversation"}


@pytest.fixture
def household(tmp_path):
    with_log = open_household(tmp_path)
    yield with_log
    with_log.close()


def called(household, **cells):
    return ContactLog(household).add({**NIGHT, **cells}, TODAY).entry


def outcomes(household, rule, place="china"):
    found = ContactLog(household).check(place, "en").found
    return {row: one.finding.outcome for one in found if one.rule.id == rule for row in one.finding.contacts}


def asked(household, place="china"):
    return {question.id for question, _ in ContactLog(household).check(place, "en").questions}


def test_membership_is_answered_for_one_lender_and_says_nothing_of_another(household):
    ours = called(household, collector="Harbour Bank", role="bank", debt="Card")
    other = called(household, collector="Hill Bank", role="bank", debt="Loan")
    assert outcomes(household, "cn.cba.hours") == {ours: Outcome.WORTH_CHECKING, other: Outcome.WORTH_CHECKING}
    household.answer("cn.member.cba", "yes", contact=ours)
    assert outcomes(household, "cn.cba.hours") == {ours: Outcome.POSSIBLE_BREACH, other: Outcome.WORTH_CHECKING}
    household.answer("cn.member.cba", "no", contact=other)
    assert outcomes(household, "cn.cba.hours") == {ours: Outcome.POSSIBLE_BREACH}
    assert household.answers(ours) == {"cn.member.cba": "yes"}
    assert household.answers(other) == {"cn.member.cba": "no"}
    assert household.answers() == {}


def test_an_agency_on_the_same_debt_is_reached_by_the_answer_about_its_lender(household):
    bank = called(household, collector="Harbour Bank", role="bank", debt="Card")
    agency = called(household, collector="North Star", role="agency", debt="Card")
    household.answer("cn.member.cba", "yes", contact=bank)
    assert outcomes(household, "cn.cba.hours") == {bank: Outcome.POSSIBLE_BREACH, agency: Outcome.POSSIBLE_BREACH}


def test_an_answer_about_contacts_without_a_debt_says_nothing_of_those_about_one(household):
    unnamed = called(household, collector="North Star", role="agency")
    named = called(household, collector="North Star", role="agency", debt="Card")
    household.answer("cn.online-credit", "no", contact=unnamed)
    assert set(outcomes(household, "cn.gbt45251.hours")) == {named}


def test_the_kind_of_lender_is_one_question_and_settles_what_each_rule_asks(household):
    entry = called(household, collector="North Star", role="agency", debt="Loan", tactics="insult")
    assert "cn.lender-kind" in asked(household)
    assert outcomes(household, "cn.microloan.six-bans") == {entry: Outcome.WORTH_CHECKING}
    household.answer("cn.lender-kind", "microloan-co", contact=entry)
    assert "cn.lender-kind" not in asked(household)
    assert outcomes(household, "cn.microloan.six-bans") == {entry: Outcome.POSSIBLE_BREACH}
    assert outcomes(household, "cn.bicp.collection") == {}
    assert outcomes(household, "cn.cba.hours") == {}
    household.answer("cn.lender-kind", "individual", contact=entry)
    assert outcomes(household, "cn.microloan.six-bans") == {}
    assert outcomes(household, "cn.gbt45251.hours") == {}


def test_an_answer_about_one_contact_holds_for_that_contact(household):
    first = called(household, collector="North Star", role="agency", note="flag:private-device")
    later = {"at": "2026-11-21 23:10+08:00", "note": "flag:private-device"}
    second = called(household, collector="North Star", role="agency", **later)
    household.answer("you-agreed", "yes", contact=first)
    assert set(outcomes(household, "cn.cba.private-device")) == {second}


def test_a_question_about_the_place_needs_no_contact(household):
    called(household, tz="Europe/London", collector="Peel", role="individual", tactics="criminal-threat")
    household.answer("united_kingdom.part", "no")
    assert household.answers() == {"united_kingdom.part": "no"}
    assert outcomes(household, "uk.aja40", "united_kingdom") == {}


def test_unknown_is_an_answer_and_leaves_the_question_open(household):
    entry = called(household, collector="Harbour Bank", role="bank")
    household.answer("cn.member.cba", "unknown", contact=entry)
    assert household.answers(entry) == {"cn.member.cba": "unknown"}
    assert "cn.member.cba" in asked(household)


def test_a_changed_answer_is_a_version_beside_the_first_and_can_be_taken_back(household):
    entry = called(household, collector="Harbour Bank", role="bank")
    answers = Answers(household)
    first = answers.give("cn.member.cba", "yes", contact=entry)
    second = answers.give("cn.member.cba", "no", contact=entry)
    assert second.row.entry == first.row.entry
    assert [row.version for row in ContactLog(household).versions(first.row.entry)] == [1, 2]
    answers.take_back(second)
    assert answers.all() == []
    assert "cn.member.cba" in asked(household)
    assert answers.give("cn.member.cba", "yes", contact=entry).value == "yes"


def test_answers_are_no_contacts_of_the_log(household):
    entry = called(household, collector="Harbour Bank", role="bank")
    household.answer("cn.member.cba", "yes", contact=entry)
    assert [row.entry for row in ContactLog(household).rows()] == [entry]
    assert [one.contacts for one in ContactLog(household).collectors()] == [1]


@pytest.mark.parametrize(
    ("question", "value", "words"),
    [
        ("cn.member", "yes", "is not asked"),
        ("cn.member.cba", "maybe", "is no answer"),
        ("cn.lender-kind", "yes", "is no answer"),
        ("who-called", "yes", "fill it in"),
        ("firm-named", "yes", "at which contact"),
        ("cn.member.cba", "yes", "at which contact"),
    ],
)
def test_what_cannot_be_kept_is_said_and_not_kept(household, question, value, words):
    with pytest.raises(InputProblems) as said:
        household.answer(question, value)
    assert words in str(said.value.problems[0].message.id)
    assert Answers(household).all() == []


def test_an_answer_at_a_contact_that_is_not_there_is_not_kept(household):
    with pytest.raises(NoSuchEntry):
        household.answer("firm-named", "yes", contact=7)


@pytest.mark.parametrize("id_", every_question())
def test_every_question_says_what_its_answer_holds_for_and_how_it_is_answered(id_):
    form = question_form(id_)
    assert form.about in ("place", "collector", "debt", "contact")
    ways = [bool(form.fill), form.is_yes_or_no, bool(form.choices), id_ in ("who-was-told", "us.validation-sent")]
    assert sum(ways) == 1
    assert bool(values_of(form)) == (form.is_yes_or_no or bool(form.choices))
    for choice in form.choices:
        assert set(choice.words) == {"en", "zh"}
        assert all(question_form(settled).is_yes_or_no for settled in choice.settles)


def test_yes_and_no_are_said_as_the_question_is_asked():
    assert question_form("cn.reachable").said["zh"] == ("能", "不能")
    assert all(len(pair) == 2 for id_ in every_question() for pair in question_form(id_).said.values())
    assert not [id_ for id_ in every_question() if question_form(id_).said and not question_form(id_).is_yes_or_no]
