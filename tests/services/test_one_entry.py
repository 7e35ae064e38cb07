"""The check of one entry on top of a checked log says of it just what a check of the whole log says."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from planner.rules.facts import Contact, Event, Log
from planner.rules.law import load_law
from planner.rules.runner import run_checks
from planner.services.contacts import ContactLog
from planner.services.household import open_household
from planner.services.log_checks import Checked, CheckedEntry, LogChecks, Stamp
from planner.services.one_log import in_one_spelling, with_twice
from planner.services.same_caller import with_same_caller

TODAY = date(2026, 11, 24)
US = "united_states"
PLACES = [
    US,
    "united_states/washington",
    "united_states/massachusetts",
    "china",
    "canada_ontario",
    "australia",
    "taiwan",
]
TACTICS = ["insult", "deadline-pressure", "legal-claim", "following", "third-party-disclosure"]
FACTS = ["asked-stop-all:written", "disputed:written", "consent-next-call", "attorney", "third-refused:family"]


def a_log(seed):
    """Forty contacts of a few weeks or of two years; many name nobody, but come from a number that a collector has."""
    dice = random.Random(seed)
    days = dice.choice([6, 20, 700])
    start = datetime(2025, 1, 6, tzinfo=UTC)
    contacts = []
    for row, at in enumerate(sorted(dice.sample(range(days * 24 * 60), 40)), 1):
        who = dice.choice([0, 0, 0, 1])
        is_named = dice.random() < 0.5
        by_day = dice.random() < 0.05
        when = start + timedelta(minutes=at)
        contacts.append(
            Contact(
                row,
                when.replace(hour=0, minute=0) if by_day else when,
                "day" if by_day else "min",
                dice.random() > 0.1,
                channel=dice.choice("call call call call sms email letter visit-home voicemail".split()),
                outcome=dice.choice(["conversation", "conversation", "rang-out", "voicemail", "delivered", "busy"]),
                recipient=dice.choice(["", "", "", "self", "spouse", "family", "employer"]),
                number=f"617 555 014{who}" if dice.random() < 0.7 else "",
                dialed=dice.choice(["", "home", "work"]),
                collector=f"C{who}" if is_named else "",
                role=("agency", "bank")[who] if is_named or dice.random() < 0.3 else "",
                debts=dice.choice([(), ("A",), ("A",), ("B",), ("A", "B")]),
                debt_kind=dice.choice(["", "", "", "card", "tax"]),
                purpose=dice.choice(["", "", "demand", "locate", "notice"]),
                tactics=frozenset(dice.sample(TACTICS, dice.random() < 0.2)),
            )
        )
    events = [
        Event(
            100 + place,
            start + timedelta(days=days * place / 6),
            *fact.split(":"),
            collector=dice.choice(["", "C0"]),
        )
        for place, fact in enumerate(dice.sample(FACTS, 3))
    ]
    return Log(tuple(contacts), tuple(events))


def checked(log, law):
    log, spelling = in_one_spelling(log)
    plain = run_checks(log, law)
    found = with_same_caller(plain, log, lambda some: run_checks(some, law))
    found = found._replace(findings=with_twice(found.findings, log.twice))
    return Checked(Stamp(0, law.jurisdiction, None), law, log, found, spelling, (), plain)


def said_of(entry):
    return set(map(repr, entry.findings)), {one.id for one in entry.questions}


@pytest.mark.parametrize("seed", range(24))
def test_a_new_or_corrected_entry_is_told_what_the_check_of_the_whole_log_tells_it(seed):
    log, dice = a_log(seed), random.Random(seed)
    law = load_law(PLACES[seed % len(PLACES)])
    whole = checked(log, law)
    seen = 0
    for contact in [log.contacts[-1], *dice.sample(log.contacts, 3)]:
        others = tuple(one for one in log.contacts if one is not contact)
        before = contact._replace(outcome="rang-out", tactics=frozenset(), collector="")
        for earlier in (others, (*others, before)):
            report = checked(log._replace(contacts=earlier), law).on_top.report_with(contact)
            if report is None:  # it says of what kind a debt of others is
                assert contact.debt_kind or any(one.debt_kind for one in others)
                continue
            seen += 1
            assert said_of(CheckedEntry(contact.row, report, law)) == said_of(whole.of(contact.row))
    assert seen


@pytest.fixture
def household(tmp_path):
    opened = open_household(tmp_path)
    opened.change_settings(zone="America/New_York", country="US")
    yield opened
    opened.close()


UNNAMED = {"at": "", "channel": "call", "outcome": "rang-out", "number": "617 555 0142", "recipient": "self"}
NAMED = {**UNNAMED, "collector": "Acme", "role": "agency"}
HOURS = [f"2026-11-{day:02} {hour}:00" for day in (2, 3, 4, 5) for hour in (10, 15)]


def test_the_eighth_call_of_a_number_asks_at_once_whether_it_was_the_same_caller(household):
    log, checks = ContactLog(household), LogChecks(household)
    for at, row in zip(HOURS[:7], [NAMED, *[UNNAMED] * 6], strict=True):
        log.add({**row, "at": at}, TODAY)
    checks.check(US)
    eighth = log.add({**UNNAMED, "at": HOURS[7]}, TODAY)
    quick = checks.check_entry(eighth, US)
    assert ("us.regf.call-frequency", True) in {(one.rule, one.is_of_nobody_known) for one in quick.findings}
    assert said_of(quick) == said_of(checks.check(US).of(eighth.entry))


def test_the_first_that_names_whose_number_it_is_makes_the_others_theirs(household):
    log, checks = ContactLog(household), LogChecks(household)
    for at in HOURS[:7]:
        log.add({**UNNAMED, "at": at}, TODAY)
    checks.check(US)
    named = log.add({**NAMED, "at": HOURS[7]}, TODAY)
    quick = checks.check_entry(named, US)
    assert "us.regf.call-frequency" in {one.rule for one in quick.findings}
    assert said_of(quick) == said_of(checks.check(US).of(named.entry))


def test_a_finding_on_a_new_entry_says_which_entries_were_left_out_as_they_stand_twice(household):
    log, checks = ContactLog(household), LogChecks(household)
    for at in [*HOURS[:7], HOURS[6]]:
        log.add({**NAMED, "at": at}, TODAY)
    checks.check(US)
    ninth = log.add({**NAMED, "at": HOURS[7]}, TODAY)
    quick = checks.check_entry(ninth, US)
    (found,) = (one for one in quick.findings if one.rule == "us.regf.call-frequency")
    assert [tuple(left) for left in found.left_out] == [(8, "duplicate")]
    assert said_of(quick) == said_of(checks.check(US).of(ninth.entry))


def test_an_entry_that_changes_how_others_are_read_waits_for_the_whole_check(household):
    log, checks = ContactLog(household), LogChecks(household)
    debt = {**NAMED, "debt": "Card"}
    first = log.add({**debt, "at": HOURS[0]}, TODAY)
    again = log.add({**debt, "at": HOURS[0]}, TODAY)
    checks.check(US)
    assert checks.check_entry(log.add({**debt, "at": HOURS[1], "debt_kind": "tax"}, TODAY), US) is None
    assert checks.check_entry(log.add({**debt, "at": HOURS[2], "debt": "Rates", "debt_kind": "tax"}, TODAY), US)
    for one in (first, again):
        changed = log.correct(log.find(one.entry), {"outcome": "conversation"}, TODAY)
        assert checks.check_entry(changed, US) is None
