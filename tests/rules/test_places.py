"""Which place a log is checked in: parts, a whole read as one of its parts, places without rules."""

from datetime import UTC, datetime

import pytest

from planner.rules.facts import Contact, Log
from planner.rules.findings import Outcome
from planner.rules.law import NoRules, covered_places, load_law
from planner.rules.runner import run_checks
from planner.services.checking import UnknownPlace, check_log, law_of

THREAT = Contact(
    row=1,
    at=datetime(2026, 11, 2, 12, tzinfo=UTC),
    collector="Tom",
    role="individual",
    tactics=frozenset({"criminal-threat"}),
)


@pytest.mark.parametrize(
    "place", ["japan", "france", "canada", "canada_quebec", "united_kingdom/wales", "germany/bavaria", ""]
)
def test_a_place_without_rules_says_so_and_is_not_found_to_be_fine(place):
    with pytest.raises(NoRules):
        load_law(place)
    with pytest.raises(UnknownPlace, match="There are no rules of"):
        check_log(Log((THREAT,)), place, "en")


def test_the_united_kingdom_alone_is_read_as_england_and_wales_and_says_so():
    law = load_law("united_kingdom")
    assert law.jurisdiction == "united_kingdom/england_wales"
    assert law.is_part_assumed
    assert not load_law("united_kingdom/england_wales").is_part_assumed
    assert {rule.id for rule in law.rules} == {rule.id for rule in load_law("united_kingdom/england_wales").rules}


def test_where_the_part_was_assumed_its_own_rules_ask_and_the_answer_settles_it():
    def outcomes(place, *known):
        findings = run_checks(Log((THREAT,), known=known), load_law(place)).findings
        return [(one.outcome, one.questions) for one in findings if one.rule == "uk.aja40"]

    question = "united_kingdom.part"
    assert outcomes("united_kingdom/england_wales") == [(Outcome.POSSIBLE_BREACH, ())]
    assert outcomes("united_kingdom") == [(Outcome.WORTH_CHECKING, (question,))]
    assert outcomes("united_kingdom", (question, True)) == [(Outcome.POSSIBLE_BREACH, ())]
    assert outcomes("united_kingdom", (question, False)) == []


def test_scotland_and_northern_ireland_share_the_rules_of_the_whole_and_no_more():
    whole = {rule.id for rule in load_law("united_kingdom").rules if rule.jurisdiction == "united_kingdom"}
    for part in ("scotland", "northern_ireland"):
        ids = {rule.id for rule in load_law(f"united_kingdom/{part}").rules}
        assert whole < ids
        assert not {"uk.breathing", "uk.aja40"} & ids


def test_a_place_is_found_however_it_is_spelled():
    assert law_of("Hong Kong").jurisdiction == "hong_kong"
    assert law_of("united-kingdom/Scotland").jurisdiction == "united_kingdom/scotland"


def test_every_covered_place_has_rules():
    assert {"australia", "united_kingdom", "united_kingdom/scotland", "germany"} <= set(covered_places())
    for place in covered_places():
        assert load_law(place).rules
