"""Claims about the United States that stand in public code and pages and are wrong or risky: they are not made here."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from planner.rules.facts import Contact, Event, Log
from planner.rules.findings import Outcome
from planner.rules.law import load_law, parts_of
from planner.rules.runner import run_checks

CHICAGO = ZoneInfo("America/Chicago")
FEDERAL = load_law("united_states")
EVERY = [load_law(f"united_states/{part}") for part in parts_of("united_states")]
RULES = {rule.id: rule for law in (FEDERAL, *EVERY) for rule in law.rules}
COUNT = "us.regf.call-frequency"
MONDAY = datetime(2026, 11, 2, 10, tzinfo=CHICAGO)


def sentences(rule):
    return [words for case in rule.say.values() for words in case.values()] + list(rule.title.values())


def call(row, at=MONDAY, **said):
    facts = {"outcome": "rang-out", "collector": "North", "role": "agency", "debts": ("card",)} | said
    return Contact(row=row, at=at, **facts)


def week_of_calls(many, **said):
    """Return so many calls by day, spread over seven days in a row."""
    days = [timedelta(days=row * 7 // many, minutes=row) for row in range(many)]
    return [call(row, MONDAY + later, **said) for row, later in enumerate(days, 1)]


def found(*contacts, events=(), known=(), law=FEDERAL):
    return run_checks(Log(tuple(contacts), tuple(events), known), law).findings


def of(findings, rule):
    return [finding for finding in findings if finding.rule == rule]


# Claim 1: "seven in seven days is a cap", "the seventh call is illegal", "any call counts, all collectors together"


def test_the_seventh_call_in_seven_days_is_not_found():
    assert found(*week_of_calls(7)) == ()


def test_the_eighth_is_found_and_called_a_presumption_that_may_be_argued_against():
    finding = of(found(*week_of_calls(8)), COUNT)[0]
    assert finding.contacts == (8,)
    rule = FEDERAL.rule(COUNT)
    assert rule.strength == "presumption"
    for case in ("found", "several", "after_talk"):
        assert "presumed" in rule.say[case]["en"]
        assert "argue against" in rule.say[case]["en"]
        assert "推定" in rule.say[case]["zh"]
        assert "反驳" in rule.say[case]["zh"]


@pytest.mark.parametrize("outcome", ["rang-out", "declined", "voicemail", "answered-hangup", ""])
def test_a_call_that_connected_counts_whether_or_not_anybody_answered(outcome):
    assert of(found(*week_of_calls(8, outcome=outcome)), COUNT)


@pytest.mark.parametrize("outcome", ["busy", "not-in-service"])
def test_a_call_that_did_not_connect_never_counts(outcome):
    assert found(*week_of_calls(30, outcome=outcome)) == ()


def test_calls_of_several_collectors_are_not_added_up():
    calls = [one._replace(collector=f"Agency {one.row % 2}") for one in week_of_calls(14)]
    assert found(*calls) == ()


def test_calls_about_several_debts_are_not_added_up():
    calls = [one._replace(debts=("card" if one.row % 2 else "medical",)) for one in week_of_calls(14)]
    assert of(found(*calls), COUNT) == []


def test_calls_to_several_people_are_not_added_up():
    calls = [one._replace(recipient="spouse" if one.row % 2 else "self") for one in week_of_calls(14)]
    assert of(found(*calls), COUNT) == []


@pytest.mark.parametrize("channel", ["sms", "email", "im", "letter", "visit-home"])
def test_what_is_no_call_is_never_in_the_count(channel):
    assert of(found(*week_of_calls(30, channel=channel, outcome="delivered")), COUNT) == []


def test_a_week_is_seven_days_in_a_row_and_no_calendar_week():
    saturday = MONDAY + timedelta(days=5)
    calls = [call(row, saturday + timedelta(hours=row * 10)) for row in range(1, 9)]
    assert of(found(*calls), COUNT)[0].contacts == (8,)


# Claim 2: "a call to the spouse tells a third party"


@pytest.mark.parametrize("recipient", ["spouse", "guardian", "executor", "parent-of-minor"])
def test_who_counts_as_the_consumer_is_no_third_party(recipient):
    told = call(1, recipient=recipient, outcome="conversation", purpose="demand")
    assert found(told) == ()


@pytest.mark.parametrize("recipient", ["spouse", "guardian", "executor", "parent-of-minor"])
def test_what_protects_the_consumer_protects_them_too(recipient):
    at_night = call(1, MONDAY.replace(hour=23), recipient=recipient, outcome="conversation")
    assert [finding.rule for finding in found(at_night)] == ["us.regf.hours"]


def test_a_neighbour_is_a_third_party():
    told = call(1, recipient="neighbour", outcome="conversation", purpose="demand")
    assert [finding.rule for finding in found(told)] == ["us.regf.third-party"]


# Claim 9: "statute-barred means paid", and our own guard: the time limit is never announced as over


def test_an_old_debt_is_never_called_gone_nor_its_limit_over():
    for rule in RULES.values():
        for words in sentences(rule):
            assert not re.search(
                r"\b(no longer owe|debt is gone|nothing to pay|has expired)\b|不用还|不必还|已经过期", words
            )


def test_asking_for_payment_of_an_old_debt_is_not_found():
    event = Event(9, MONDAY - timedelta(days=30), "time-barred", debt="card")
    asked = call(1, outcome="conversation", role="debt-buyer", purpose="demand")
    assert found(asked, events=[event]) == ()
    assert "still allowed" in FEDERAL.rule("us.regf.timebarred").say["found"]["en"]


# Claim 10: "you may record" (or may not) everywhere


def test_recording_is_told_with_the_states_that_ask_everybody():
    words = FEDERAL.rule("us.rec.federal").say["tells"]
    assert "Some states ask that everybody agrees" in words["en"]
    assert "有些州要求各方同意" in words["zh"]


# What stands behind these claims: the lender is no debt collector, texts to a doubtful address are no breach, a city rule not read


@pytest.mark.parametrize(
    "role", ["bank", "original-creditor", "consumer-finance-co", "microloan-co", "online-platform"]
)
def test_the_lender_in_its_own_name_breaks_no_federal_rule(role):
    bad = {
        "role": role,
        "outcome": "conversation",
        "purpose": "demand",
        "tactics": frozenset({"insult", "impersonation"}),
    }
    calls = [one._replace(at=one.at.replace(hour=23)) for one in week_of_calls(20, **bad)]
    stop = Event(99, MONDAY - timedelta(days=9), "asked-stop-all", "written")
    assert found(*calls, call(50, recipient="family", **bad), events=[stop]) == ()


def test_a_way_of_writing_that_is_only_less_safe_for_them_is_never_found():
    assert FEDERAL.rule("us.regf.email-safe").tells
    assert found(call(1, channel="sms", outcome="delivered"), call(2, channel="email", outcome="delivered")) == ()


def test_a_number_nobody_has_identified_breaks_no_rule_yet():
    calls = week_of_calls(20, collector="", role="", debts=(), number="5550100", tactics=frozenset({"insult"}))
    findings = found(*calls)
    assert findings
    assert {finding.outcome for finding in findings} == {Outcome.WORTH_CHECKING}


def test_the_rule_of_new_york_city_is_never_more_than_worth_checking():
    city = load_law("united_states/new_york_city")
    for rule in city.rules:
        if rule.id.startswith("us.nyc."):
            assert rule.confidence == "V2-"
            assert "second hand" in rule.say["found"]["en"]
    later = datetime(2027, 1, 4, 10, tzinfo=CHICAGO)
    calls = [call(row, later + timedelta(hours=row), outcome="conversation") for row in range(1, 7)]
    findings = of(found(*calls, law=city), "us.nyc.freq")
    assert findings
    assert {finding.outcome for finding in findings} == {Outcome.WORTH_CHECKING}


def test_words_about_a_court_are_never_called_false():
    claim = call(1, outcome="conversation", tactics=frozenset({"legal-claim"}))
    finding = of(found(claim), "us.fdcpa.false")[0]
    assert finding.outcome is Outcome.WORTH_CHECKING
    assert finding.case == "court"
    assert found(call(1, channel="letter", outcome="delivered", tactics=frozenset({"court-notice"}))) == ()


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_no_sentence_says_illegal_or_proves_or_blames(rule):
    for words in sentences(rule):
        assert not re.search(
            r"\b(illegal|unlawful|violat\w*|prove[sd]?|guilty|you should have)\b|违法|非法|你不该", words, re.I
        )


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_presumption_is_named_as_one_wherever_it_is_said(rule):
    if rule.strength == "presumption" and rule.confidence != "V2-":
        for case, words in rule.say.items():
            if case not in ("missing", "borderline", "not_covered"):
                assert "presumed" in words["en"], case
                assert "推定" in words["zh"], case


# A log as dense as a machine makes it: found once a day, so that it can be read and redone


def test_a_month_of_2500_calls_is_one_finding_a_day():
    calls = [call(row, MONDAY + timedelta(minutes=row * 17)) for row in range(1, 2501)]
    findings = of(found(*calls), COUNT)
    assert len(findings) == len({one.day for one in calls})
    assert sum(len(finding.contacts) for finding in findings) == 2500 - 7
