"""What holds in every place: nobody's number breaks no rule, words only read prove nothing, a private log is judged the same in any order."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from planner.rules.facts import (
    CHANNELS,
    EVENTS,
    FLAGS,
    OUTCOMES,
    PURPOSES,
    RECIPIENTS,
    ROLES,
    TACTICS,
    Contact,
    Event,
    Log,
)
from planner.rules.findings import Outcome
from planner.rules.law import covered_places, load_law
from planner.rules.runner import run_checks, run_for_contact

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
VALUES = {"form": "written", "channel": "sms", "window": "18:00-20:00", "text": "work", "": ""}
places = pytest.mark.parametrize("place", covered_places())


def an_eventful_log(seed, **fixed):
    """A log in which everything happens: contacts of every kind, and every dated fact."""
    rng = random.Random(seed)
    contacts = []
    for row in range(1, 161):
        at = NOON - timedelta(minutes=rng.randrange(60 * 24 * 90))
        made = Contact(
            row=row,
            at=at,
            from_collector=rng.random() < 0.9,
            channel=rng.choice(CHANNELS),
            outcome=rng.choice(OUTCOMES),
            recipient=rng.choice(["", "self", *RECIPIENTS]),
            collector=rng.choice("AB"),
            role=rng.choice(ROLES),
            debts=(rng.choice(["card", "loan"]),),
            purpose=rng.choice(["", *PURPOSES]),
            tactics=frozenset(rng.sample(TACTICS, rng.choice([0, 0, 1, 2]))),
            flags=frozenset(rng.sample(FLAGS, rng.choice([0, 0, 1]))),
        )
        contacts.append(made._replace(**fixed))
    events = [
        Event(1000 + row, NOON - timedelta(days=rng.randrange(90)), kind, VALUES[form])
        for row, (kind, form) in enumerate(EVENTS.items())
    ]
    return Log(tuple(contacts), tuple(events))


@places
@pytest.mark.parametrize("seed", range(2))
def test_a_number_nobody_has_identified_breaks_no_rule(place, seed):
    log = an_eventful_log(seed, collector="", role="", number="5550100")
    findings = run_checks(log, load_law(place)).findings
    assert findings
    assert [one for one in findings if one.outcome is Outcome.POSSIBLE_BREACH] == []


@places
def test_what_was_only_read_in_words_is_never_more_than_worth_checking(place):
    contacts = tuple(
        Contact(row=row, at=NOON + timedelta(hours=row % 3), collector=f"C{row}", role=role, heard=frozenset({tactic}))
        for row, (role, tactic) in enumerate(((role, tactic) for role in ROLES for tactic in TACTICS), 1)
    )
    findings = run_checks(Log(contacts), load_law(place)).findings
    assert findings
    assert [one for one in findings if one.outcome is Outcome.POSSIBLE_BREACH] == []


@places
@pytest.mark.parametrize("seed", range(2))
def test_the_order_of_the_rows_changes_nothing(place, seed):
    log = an_eventful_log(seed)
    shuffled = Log(tuple(random.Random(seed).sample(log.contacts, 160)), tuple(reversed(log.events)))
    law = load_law(place)
    assert set(map(repr, run_checks(log, law).findings)) == set(map(repr, run_checks(shuffled, law).findings))


@places
def test_every_sentence_of_an_eventful_log_can_be_said(place):
    law = load_law(place)
    for seed in range(2):
        for finding in run_checks(an_eventful_log(seed), law).findings:
            for words in law.rule(finding.rule).say[finding.case].values():
                assert "{" not in words.format(**finding.blanks)


@places
def test_drafts_and_weak_sources_never_make_a_possible_breach(place):
    law = load_law(place)
    weak = {rule.id for rule in law.rules if rule.confidence in ("V2-", "M")}
    found = [one for seed in range(2) for one in run_checks(an_eventful_log(seed), law).findings if one.rule in weak]
    assert [one for one in found if one.outcome is Outcome.POSSIBLE_BREACH] == []
    assert not [one for one in found if law.rule(one.rule).confidence == "M"]


@places
def test_one_contact_looked_at_alone_has_the_findings_it_has_in_the_whole_log(place):
    law = load_law(place)
    log = an_eventful_log(7)
    whole = run_checks(log, law).findings
    for contact in log.contacts[:40]:
        mine = {repr(one) for one in whole if contact.row in (*one.contacts, *one.counted)}
        assert {repr(one) for one in run_for_contact(log, law, contact).findings} == mine
