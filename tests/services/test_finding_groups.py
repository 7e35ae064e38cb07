"""What several documents say of the same fact is shown as one, the strongest first; nothing of it is dropped."""

import tomllib
from datetime import date

import pytest

from planner.resources import ASSETS
from planner.rules.law import covered_places, load_law
from planner.services.checking import check_log
from planner.services.contact_log_file import read_contact_log
from planner.services.finding_groups import group_findings, topic_of

TOPICS = tomllib.loads((ASSETS / "topics.toml").read_text("utf-8"))
HEAD = "at,channel,outcome,recipient,collector,role,debt_kind,purpose,tactics\n"


def checked(tmp_path, *rows, place="china"):
    path = tmp_path / "log.csv"
    path.write_text(HEAD + "\n".join(rows) + "\n", "utf-8")
    return check_log(read_contact_log(str(path), today=date(2026, 11, 27)), place, "en").found


def test_every_topic_names_rules_and_cases_that_there_are():
    rules = {rule.id: rule for place in covered_places() for rule in load_law(place).rules}
    for topic, names in TOPICS.items():
        assert len(names) > 1, topic
        for name in names:
            rule, _, case = name.partition(":")
            assert rule in rules
            assert not case or case in rules[rule].say, name
    flat = [name for names in TOPICS.values() for name in names]
    assert len(flat) == len(set(flat))


def test_a_call_at_night_is_one_finding_with_the_other_document_beside_it(tmp_path):
    found = checked(tmp_path, "2026-11-20 22:30,call,conversation,self,Bank,bank,online-loan,,")
    groups = group_findings(found)
    hours = next(group for group in groups if topic_of(group.first.finding) == "hours")
    assert hours.first.rule.id == "cn.gbt45251.hours"  # sure; the other hangs on a membership that is open
    assert [one.rule.id for one in hours.also] == ["cn.cba.hours"]


def test_nothing_is_dropped_and_each_stands_once(tmp_path):
    found = checked(
        tmp_path,
        "2026-11-20 22:30,call,conversation,family,Bank,bank,card,demand,threat-violence; impersonation",
        "2026-11-21 22:30,visit-home,conversation,self,Bank,bank,card,,home-intrusion; following; public-shaming",
    )
    for of_one in (False, True):
        groups = group_findings(found, of_one_contact=of_one)
        assert sorted(map(id, (one for group in groups for one in group.all))) == sorted(map(id, found))
        assert len(groups) < len(found)


def test_the_strongest_comes_first(tmp_path):
    found = checked(tmp_path, "2026-11-20 12:30,visit-home,conversation,self,Bank,bank,card,,home-intrusion")
    (entry,) = (group for group in group_findings(found) if topic_of(group.first.finding) == "entry")
    assert [one.rule.id for one in entry.all] == [
        "cn.psapl.47",  # administrative, and sure
        "cn.civil.1033",
        "cn.crim.238-245-274-279",  # a crime, but only worth checking
        "cn.cba.home-entry",
    ]


def test_other_contacts_are_other_findings(tmp_path):
    rows = [f"2026-11-2{day} 22:30,call,conversation,self,Bank,bank,online-loan,," for day in (0, 1)]
    hours = [one for one in group_findings(checked(tmp_path, *rows)) if topic_of(one.first.finding) == "hours"]
    assert [one.first.finding.contacts for one in hours] == [(1,), (2,)]


@pytest.mark.parametrize("place", ["united_kingdom/scotland", "united_states/colorado"])
def test_what_has_no_topic_stands_alone(tmp_path, place):
    found = checked(
        tmp_path, "2026-11-20 07:30,call,conversation,self,A,agency,,,extra-fee; borrow-to-pay", place=place
    )
    for group in group_findings(found):
        assert group.also == () or topic_of(group.first.finding)


def test_what_stands_on_known_facts_goes_before_what_hangs_on_a_question(tmp_path):
    """A page about one contact must not be headed by a crime of which it is asked whether it can be one at all."""
    found = checked(tmp_path, "2026-11-20 12:30,call,conversation,self,Kuai,agency,online-loan,,repeat-calls")
    order = [group.first.rule.id for group in group_findings(found, of_one_contact=True)]
    assert order.index("cn.civil.1033") < order.index("cn.crim.293-1")
