"""Claims about mainland China that stand in public code and pages and are wrong or risky: they are not made here."""

import re
from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from planner.rules.facts import ROLES, Contact, Log
from planner.rules.findings import Outcome
from planner.rules.interest_cap import china_cap
from planner.rules.law import load_law
from planner.rules.runner import checks_of, run_checks

LAW = load_law("china")
SHANGHAI = ZoneInfo("Asia/Shanghai")
ALL_BOUND = (("cn.member.cba", True), ("cn.online-credit", True), ("cn.licensed-lender", True), ("firm-named", True))


def sentences(rule):
    return [words for case in rule.say.values() for words in case.values()] + list(rule.title.values())


def percent(number, words):
    return re.search(rf"(?<!\d){number} ?(%|％|per cent)", words)


def shown():
    return [rule for rule in LAW.rules if rule.is_shown]


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def found(*contacts, known=ALL_BOUND):
    return run_checks(Log(contacts, known=known), LAW).findings


# Claim 4: "interest above 36 % (or 24 %) is void", "four times the LPR is the cap for all lenders"


def test_no_rule_that_is_shown_speaks_of_36_per_cent():
    assert [rule.id for rule in shown() if any(percent(36, words) for words in sentences(rule))] == []


def test_24_per_cent_is_only_ever_a_supervisory_ceiling():
    speaking = [rule for rule in shown() if any(percent(24, words) for words in sentences(rule))]
    assert {rule.id for rule in speaking} == {"cn.cost.no9", "cn.cost.microloan"}
    for rule in speaking:
        assert rule.strength == "regulator-rule"
        assert "supervisory ceiling" in rule.say["tells"]["en"]
        assert "监管上限" in rule.say["tells"]["zh"]
        assert not re.search("void|not owed|无效", " ".join(sentences(rule)))


def test_the_old_bands_are_a_draft_and_never_shown():
    assert not LAW.rule("cn.rate.bands").is_shown


def test_four_times_the_lpr_binds_private_lenders_alone():
    assert LAW.rule("cn.rate.4lpr").binds == {"individual", "unlicensed"}
    for role in ROLES:
        cap = china_cap(role, date(2024, 1, 1), Decimal("36"))
        assert (cap.state == "above") == (role in ("individual", "unlicensed"))
        assert (cap.cap is None) == (role not in ("individual", "unlicensed"))


# Claim 5: numbers of the self-discipline convention of 2018


def test_nothing_rests_on_the_convention_of_2018():
    for rule in LAW.rules:
        assert "2018" not in rule.citation or rule.id == "cn.card.overdraft"
        assert "自律公约" not in " ".join([rule.citation, *sentences(rule)])


def test_the_only_hours_are_from_eight_until_ten_at_night():
    hours = {
        value.value
        for rule in LAW.rules
        for values in rule.parameters.values()
        for value in values
        if isinstance(value.value, time)
    }
    assert hours == {time(8), time(22)}


@pytest.mark.parametrize("moment", ["2018-06-01 22:30", "2020-06-01 06:30", "2024-05-14 23:59"])
def test_no_hour_and_no_count_is_held_against_a_lender_before_the_guide_of_2024(moment):
    calls = [Contact(row, at(moment), collector="B", role="bank", outcome="conversation") for row in range(1, 12)]
    assert found(*calls) == ()


@pytest.mark.parametrize("moment", ["2026-03-02 21:00", "2026-03-02 21:59", "2026-03-02 08:00"])
def test_from_nine_until_ten_in_the_evening_is_not_night(moment):
    call = Contact(1, at(moment), collector="B", role="bank", outcome="conversation", debt_kind="online-loan")
    assert found(call) == ()


# Claim 6: "any home visit, any call to an emergency contact"


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("channel", ["visit-home", "visit-work"])
def test_a_visit_as_such_is_not_held_against_anybody(channel, role):
    visit = Contact(1, at("2026-03-02 15:00"), channel=channel, collector="K", role=role, debt_kind="consumer-loan")
    assert found(visit) == ()


def locating(row, moment):
    return Contact(
        row,
        at(moment),
        outcome="conversation",
        recipient="emergency-contact",
        purpose="locate",
        collector="K",
        role="agency",
        debt_kind="online-loan",
    )


def test_one_call_to_find_a_debtor_who_is_lost_is_not_held_against_anybody():
    lost = [
        Contact(
            row, at(f"2026-03-0{row} 10:00"), outcome="rang-out", collector="K", role="agency", debt_kind="online-loan"
        )
        for row in (1, 2, 3)
    ]
    assert [one for one in found(*lost, locating(4, "2026-03-03 11:00")) if 4 in one.contacts] == []


def test_one_call_to_an_emergency_contact_is_at_most_worth_checking_and_asks():
    findings = [one for one in found(locating(1, "2026-03-02 11:00")) if one.rule != "cn.cba.identify"]
    assert findings
    for one in findings:
        assert one.outcome is Outcome.WORTH_CHECKING
        assert one.questions == ("cn.reachable",)


# Claim 7: "article 70 gives a right to 60 instalments and a stop of interest"


def test_article_70_is_told_as_something_to_ask_for_not_as_a_right():
    rule = LAW.rule("cn.card.70-plan")
    assert rule.tells
    assert rule.value("years", date(2026, 3, 2)) == 5
    assert "may agree" in rule.say["tells"]["en"]
    assert "not a right" in rule.say["tells"]["en"]
    assert "不是一定能批" in rule.say["tells"]["zh"]


def test_nobody_is_promised_sixty_instalments_or_a_stop_of_interest():
    for rule in shown():
        assert not re.search(
            "60 (monthly )?instal|60 ?期|停息挂账|免息|interest stops|stop of interest", " ".join(sentences(rule))
        )


# How it is said


def test_no_sentence_calls_anything_illegal_or_proven():
    for place in ("china", "taiwan"):
        for rule in load_law(place).rules:
            for words in sentences(rule):
                assert not re.search(r"\billegal|violat|\bprove|违法|非法|证明了", words), (rule.id, words)


def test_standards_and_self_discipline_are_named_as_such_in_every_sentence_of_a_finding():
    named = {
        "standard": ("standard", "标准"),
        "self-discipline": ("self-discipline", "自律"),
    }
    for rule in shown():
        if rule.strength in named and not rule.tells:
            for case, said in rule.say.items():
                if case != "missing":
                    english, chinese = named[rule.strength]
                    assert english in said["en"], (rule.id, case)
                    assert chinese in said["zh"], (rule.id, case)


def test_a_crime_is_never_more_than_worth_checking():
    tactics = frozenset(
        "threat-violence detention home-intrusion following insult public-shaming impersonation".split()
    )
    log = [
        Contact(
            row, at(f"2026-03-0{row} 10:00"), channel="visit-home", collector="J", role="unlicensed", tactics=tactics
        )
        for row in (1, 2, 3, 4)
    ]
    findings = found(*log, known=(("cn.illegal-debt", True), ("data-bought", True)))
    crimes = [one for one in findings if LAW.rule(one.rule).strength == "crime"]
    assert {one.rule for one in crimes} >= {"cn.crim.293-1", "cn.crim.293", "cn.crim.246"}
    assert {one.outcome for one in crimes} == {Outcome.WORTH_CHECKING}


def test_a_private_lender_is_held_to_the_laws_of_all_and_to_nothing_else():
    tactics = frozenset("threat-violence insult third-party-disclosure extra-fee borrow-to-pay credit-threat".split())
    call = Contact(
        1,
        at("2026-03-02 23:30"),
        outcome="conversation",
        recipient="family",
        collector="Z",
        role="individual",
        purpose="demand",
        tactics=tactics,
    )
    assert {one.rule.split(".")[1] for one in found(call)} <= {"civil", "psapl", "crim"}


def test_every_check_stands_in_the_law_with_its_docstring():
    for place in ("china", "taiwan"):
        for id_, check in checks_of(place).items():
            assert load_law(place).rule(id_)
            assert check.__doc__


def test_when_a_debtor_is_lost_is_not_said_to_stand_in_the_national_standard():
    aunt = Contact(1, at("2026-03-02T10:00"), outcome="conversation", collector="K", role="bank", recipient="family")
    rule = LAW.rule("cn.gbt45251.third-party")
    (one,) = (finding for finding in found(aunt._replace(debt_kind="online-loan")) if finding.rule == rule.id)
    english, chinese = (rule.say[one.case][language].format(**one.blanks) for language in ("en", "zh"))
    assert "Its own words on when that is were not seen" in english
    assert "bank association's guideline: the number is dead, 3 calls failed" in english
    assert "没有查到标准的原文，这里参照银行业协会的指引：号码失效，一天 3 次没打通" in chinese
