"""What was only read in the words of a collector is at most worth checking in mainland China and Taiwan, and asks."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from planner.rules.facts import TACTICS, Contact, Event, Log
from planner.rules.findings import Outcome
from planner.rules.law import load_law
from planner.rules.runner import run_checks

KNOWN = (
    ("cn.member.cba", True),
    ("firm-named", True),
    ("cn.reachable", False),
    ("amount-higher", True),
    ("data-bought", True),
    ("cn.number-given", False),
    ("cn.illegal-debt", True),
    ("tw.from-application", False),
)
CASES = [("china", "Asia/Shanghai"), ("taiwan", "Asia/Taipei")]


def contact(zone, tactic, **facts):
    at = datetime(2026, 3, 2, 10, tzinfo=ZoneInfo(zone))
    basic = {"outcome": "conversation", "collector": "K", "role": "agency", "debt_kind": "card"}
    return Contact(1, at, heard=frozenset({tactic}), **(basic | facts))


@pytest.mark.parametrize(("place", "zone"), CASES)
@pytest.mark.parametrize("recipient", ["", "family"])
@pytest.mark.parametrize("channel", ["call", "sms", "visit-home", "social-public"])
@pytest.mark.parametrize("tactic", TACTICS)
def test_words_that_were_only_read_are_never_a_possible_breach(place, zone, recipient, channel, tactic):
    one = contact(zone, tactic, recipient=recipient, channel=channel)
    plan = Event(2, one.at.replace(day=1), "plan-signed")
    findings = run_checks(Log((one,), (plan,), KNOWN), load_law(place)).findings
    assert {finding.outcome for finding in findings} <= {Outcome.WORTH_CHECKING}


def test_whether_they_really_said_it_is_asked():
    one = contact("Asia/Shanghai", "third-party-disclosure", recipient="family")
    asked = {
        finding.rule: finding.questions for finding in run_checks(Log((one,), known=KNOWN), load_law("china")).findings
    }
    assert asked["cn.cba.third-party"] == ("said-it",)
    assert asked["cn.pipl.minimal"] == ("said-it",)


def test_a_message_that_was_only_read_counts_towards_worth_checking_and_no_further():
    base = contact("Asia/Shanghai", "insult", channel="sms")
    read = [base._replace(row=row, at=base.at.replace(day=row)) for row in (1, 2, 3)]
    confirmed = base._replace(row=4, at=base.at.replace(day=4), tactics=frozenset({"insult"}))
    findings = run_checks(Log((*read, confirmed), known=KNOWN), load_law("china")).findings
    found = [finding for finding in findings if finding.rule == "cn.psapl.50-5"]
    assert [(one.outcome, one.contacts, one.questions) for one in found] == [
        (Outcome.WORTH_CHECKING, (1, 2, 3, 4), ("said-it",))
    ]
