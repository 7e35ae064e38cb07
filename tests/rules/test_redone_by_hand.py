"""Findings redone by hand: from what each shows – rule, citation, dates, counted, left out – and the rows it names, no engine.

The numbers stand here once more, read in the law and not in the rule files: whoever doubts a finding can do the same sum.
"""

from datetime import UTC, date, datetime, timedelta

import pytest

from planner.services.checking import finding_as_json
from planner.services.contacts import ContactLog, facts_of
from planner.services.household import open_household
from planner.services.sample import fill_with_sample

PLACES = {"en": "united_states", "zh": "china"}


class Shown:
    """What a person sees: the findings as they are printed for scripts, and the rows of the log."""

    def __init__(self, folder, language):
        household = open_household(folder)
        fill_with_sample(household, language, now=datetime(2026, 11, 24, 15, 0, tzinfo=UTC))
        log = ContactLog(household)
        self.rows = {row.entry: facts_of(row) for row in log.rows()}
        checked = log.check(PLACES[language], language)
        self.findings = [finding_as_json(one) for one in checked.found]
        household.close()

    def find(self, rule, citation="", says=""):
        """Return the first finding of a rule, with this citation and these words."""
        return next(
            one
            for one in self.findings
            if one["rule"] == rule and citation in one["citation"] and says in one["message"]
        )

    def named(self, finding, part="contacts"):
        return [self.rows[number] for number in finding[part]]

    def fact(self, event, **which):
        """Return the one dated fact of this kind."""
        (found,) = (
            row
            for row in self.rows.values()
            if row.get("event", "").startswith(event) and all(row.get(column) == said for column, said in which.items())
        )
        return found


@pytest.fixture(scope="module")
def en(tmp_path_factory):
    return Shown(tmp_path_factory.mktemp("en"), "en")


@pytest.fixture(scope="module")
def zh(tmp_path_factory):
    return Shown(tmp_path_factory.mktemp("zh"), "zh")


def day(row):
    return date.fromisoformat(row["at"][:10])


def said(when, language):
    """Return a day as people write it: Nov 2, 2026 or 2026年11月2日."""
    return f"{when:%b} {when.day}, {when.year}" if language == "en" else f"{when.year}年{when.month}月{when.day}日"


def clock(row):
    return row["at"][11:16]


def test_more_than_seven_calls_in_seven_days(en):
    """12 CFR 1006.14(b)(2)(i)(A): more than seven in seven days in a row about one debt; busy is no call placed."""
    finding = en.find("us.regf.call-frequency", says="9 calls in seven days")
    calls = en.named(finding, "counted")
    first, last = map(date.fromisoformat, finding["window"])
    assert (last - first).days == 6
    assert all(first <= day(one) <= last and one["channel"] == "call" for one in calls)
    assert {(one["collector"], *one["debt"]) for one in calls} == {("North Star Recovery", "QuickLeaf online loan")}
    assert len(calls) == 9 > 7
    assert finding["contacts"] == finding["counted"][7:]
    (left,) = finding["left_out"]
    assert (left["why"], en.rows[left["row"]]["outcome"]) == ("busy", "busy")
    in_window = [
        number
        for number, row in en.rows.items()
        if row.get("channel") == "call" and row.get("collector") == "North Star Recovery" and first <= day(row) <= last
    ]
    assert sorted([*finding["counted"], left["row"]]) == sorted(in_window)
    assert (finding["outcome"], finding["strength"]) == ("possible_breach", "presumption")


def test_a_call_too_soon_after_a_talk(en):
    """12 CFR 1006.14(b)(2)(i)(B), (ii): none within seven days in a row after a talk, whose day is day one."""
    finding = en.find("us.regf.call-frequency", citation="1006.14(b)(2)(i)(B)")
    talk, call = en.named(finding, "counted")
    assert (talk["outcome"], talk["channel"], call["channel"]) == ("conversation", "call", "call")
    assert talk["collector"] == call["collector"]
    assert talk["debt"] == call["debt"]
    clear = day(talk) + timedelta(days=7)
    assert talk["at"] < call["at"]
    assert day(call) < clear
    assert said(day(talk), "en") in finding["message"]
    assert said(clear, "en") in finding["message"]
    assert finding["window"] == [day(talk).isoformat(), (clear - timedelta(days=1)).isoformat()]


def test_a_call_late_in_the_evening(en):
    """12 CFR 1006.6(b)(1)(i): not after nine in the evening; in the very minute of nine it is open."""
    late, edge = en.find("us.regf.hours", says="9:42"), en.find("us.regf.hours", says="very minute")
    (at_night,), (at_nine,) = en.named(late), en.named(edge)
    assert clock(at_night) == "21:42" > "21:00"
    assert clock(at_nine) == "21:00"
    assert (late["outcome"], edge["outcome"]) == ("possible_breach", "worth_checking")


def test_a_message_of_which_only_the_day_is_known(en):
    finding = en.find("us.regf.hours", says="not known")
    (message,) = en.named(finding)
    assert message["precision"] == "day"
    assert (finding["outcome"], finding["facts_missing"]) == ("missing_facts", ["time"])


def test_no_proof_of_the_debt_in_five_days(en):
    """12 CFR 1006.34(a)(1): what the debt is, sent within five days of the first contact; none is in the log."""
    finding = en.find("us.regf.validation")
    (first,) = en.named(finding)
    of_them = [row for row in en.rows.values() if row.get("collector") == first["collector"]]
    assert first == min((row for row in of_them if "event" not in row), key=lambda row: row["at"])
    assert said(day(first) + timedelta(days=5), "en") in finding["message"]
    assert not [row for row in of_them if row.get("event") == "validation-received"]
    assert finding["outcome"] == "worth_checking"


def test_collecting_after_a_dispute_and_before_any_proof(en):
    """12 CFR 1006.38(d)(2): disputed in writing in the thirty days after the notice: no collecting until proof is sent."""
    finding = en.find("us.regf.dispute-pause", says="counts from")
    (call,) = en.named(finding)
    buyer = {"collector": call["collector"]}
    notice, proof = en.fact("validation-received", **buyer), en.fact("verification-received", **buyer)
    dispute = en.fact("disputed:written", **buyer)
    assert (day(dispute) - day(notice)).days <= 30
    assert dispute["at"] < call["at"] < proof["at"]
    assert call["purpose"] == "demand"
    assert said(day(dispute), "en") in finding["message"]


def test_contact_after_a_letter_that_asked_them_to_stop(en):
    """12 CFR 1006.6(c)(1): the request counts from the day on which they received it; a mere notice is left alone."""
    stop = en.fact("asked-stop-all:written")
    received = stop["note"].removeprefix("received:")
    found = [one for one in en.findings if one["rule"] == "us.regf.cease"]
    after = [
        number
        for number, row in en.rows.items()
        if row.get("collector") == stop["collector"] and row["at"][:10] > received and row.get("purpose") != "notice"
    ]
    assert [number for one in found for number in one["contacts"]] == after
    assert len(after) == 3
    assert all(said(date.fromisoformat(received), "en") in one["message"] for one in found)


def test_at_a_time_the_borrower_had_called_bad(en):
    """12 CFR 1006.6(b)(1): from eight to one they were asked not to call."""
    finding = en.find("us.regf.asked-time-place", says="you asked them")
    (call,) = en.named(finding)
    asked = en.fact("asked-not-at-time", collector=call["collector"])
    assert asked["event"] == "asked-not-at-time:08:00-13:00"
    assert "08:00" <= clock(call) < "13:00"
    assert asked["at"] < call["at"]


def test_four_talks_in_a_day(zh):
    """GB/T 45251-2025 5.3: at most three talks a day that they began; one that was asked for is left out."""
    finding = zh.find("cn.gbt45251.calls-per-day")
    talks = zh.named(finding, "counted")
    assert {(day(one).isoformat(), one["collector"], one["outcome"]) for one in talks} == {
        (finding["window"][0], "北辰催收公司", "conversation")
    }
    assert len(talks) == 4 > 3
    assert finding["contacts"] == finding["counted"][3:]
    (left,) = finding["left_out"]
    assert (left["why"], zh.rows[left["row"]]["purpose"]) == ("answer", "answer")
    assert (finding["outcome"], finding["strength"]) == ("possible_breach", "standard")
    assert "4" in finding["message"]


def test_four_notice_calls_in_a_day(zh):
    """GB/T 45251-2025 5.3: at most three connected notice calls a day, voices of machines among them."""
    finding = zh.find("cn.gbt45251.notice-voice")
    calls = zh.named(finding, "counted")
    assert {(one["channel"], one["purpose"], one["outcome"]) for one in calls} == {
        ("robocall", "notice", "answered-hangup")
    }
    assert len({day(one) for one in calls}) == 1
    assert len(calls) == 4 > 3
    assert finding["contacts"] == finding["counted"][3:]


def test_seven_unanswered_calls_in_a_day(zh):
    """Guideline of the bank association: not more than six unanswered calls a day to one number; self-discipline of members."""
    finding = zh.find("cn.cba.unanswered")
    calls = zh.named(finding, "counted")
    assert len({(day(one), one["collector"], one["dialed"]) for one in calls}) == 1
    assert {one["outcome"] for one in calls} <= {"rang-out", "declined", "busy", "voicemail"}
    assert len(calls) == 7 > 6
    assert finding["contacts"] == finding["counted"][6:]
    assert (finding["outcome"], finding["strength"]) == ("worth_checking", "self-discipline")
    assert finding["facts_missing"] == ["cn.member.cba"]


def test_collecting_at_night_by_the_standard(zh):
    """GB/T 45251-2025 5.3: none from ten in the evening until eight in the morning."""
    found = [one for one in zh.findings if one["rule"] == "cn.gbt45251.hours" and one["outcome"] == "possible_breach"]
    times = sorted(clock(row) for one in found for row in zh.named(one))
    assert times == ["07:40", "22:25"]
    assert times[0] < "08:00" < "22:00" <= times[1]


def test_somebody_else_is_called_again_after_saying_no(zh):
    """GB/T 45251-2025 5.4, 5.5: who asks not to be contacted is left alone."""
    finding = zh.find("cn.gbt45251.third-refused")
    (again,) = zh.named(finding)
    refused = zh.fact("third-refused", collector=again["collector"])
    assert refused["event"] == f"third-refused:{again['recipient']}"
    assert refused["at"] < again["at"]
    assert said(day(refused), "zh") in finding["message"]


def test_asking_for_payment_while_a_plan_is_kept(zh):
    """Card measures 70: while the personal instalment agreement is kept, the bank stops collecting."""
    plan = zh.fact("plan-signed")
    found = [one for one in zh.findings if one["rule"] == "cn.card.70-stop"]
    after = [
        number
        for number, row in zh.rows.items()
        if row.get("purpose") == "demand" and plan["debt"] in row["debt"] and row["at"] > plan["at"]
    ]
    assert [number for one in found for number in one["contacts"]] == after
    assert not [row for row in zh.rows.values() if row.get("event") == "instalment-missed"]
    assert all(said(day(plan), "zh") in one["message"] for one in found)
