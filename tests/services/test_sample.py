"""The sample household: its log tells eight weeks of three collectors, and the rules find in it all that they can find."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from planner.errors import StoreError
from planner.services.attachments import Attachments
from planner.services.complaints import DESK, ComplaintDesk
from planner.services.contacts import ContactLog, facts_of
from planner.services.household import open_household
from planner.services.papers import derived_from
from planner.services.promises import Promises
from planner.services.sample import MARK, PLACE, fill_with_sample, sample_household
from planner.services.sample_log import contact_entries, promise_entries, real_time, sample_rows
from planner.services.seal import check_seal

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
DAYS = [
    NOW,
    datetime(2026, 11, 1, 16, 0, tzinfo=UTC),  # clocks put back in New York that night
    datetime(2027, 1, 1, 12, 0, tzinfo=UTC),
    datetime(2027, 3, 14, 16, 0, tzinfo=UTC),  # clocks put forward in New York that night
    datetime(2028, 2, 29, 12, 0, tzinfo=UTC),
    datetime(2026, 12, 31, 4, 30, tzinfo=UTC),  # another day in New York than in Shanghai
]
RULES = {"en": "united_states", "zh": "china"}
COLLECTORS = {
    "en": {"Harbour Bank", "North Star Recovery", "Copper Lane Receivables"},
    "zh": {"海湾银行", "北辰催收公司", "青石信用咨询公司"},
}
SURELY = {
    "en": """
        possible_breach us.regf.call-frequency us.regf.hours us.regf.channel-stop us.regf.overshadow us.regf.third-party
        us.regf.workplace us.regf.asked-time-place us.regf.dispute-pause us.regf.cease us.regf.optout-notice us.fdcpa.unfair
        us.fdcpa.false
        worth_checking us.regf.validation us.regf.hours us.regf.dispute-pause us.fdcpa.harass us.fdcpa.false us.fdcpa.identify-call
        missing_facts us.regf.hours""",
    "zh": """
        possible_breach cn.gbt45251.hours cn.gbt45251.calls-per-day cn.gbt45251.notice-voice cn.gbt45251.third-party
        cn.gbt45251.third-refused cn.card.68 cn.card.70-stop cn.bicp.collection cn.pipl.minimal cn.psapl.30 cn.psapl.50-5
        worth_checking cn.cba.hours cn.cba.unanswered cn.cba.third-party cn.cba.third-stop cn.cba.private-device cn.cba.identify
        cn.cba.visit-two cn.cba.fees-and-newdebt cn.cba.false-consequence cn.card.69 cn.civil.1033 cn.crim.293-1 cn.pipl.share
        cn.microloan.six-bans cn.cfc.third-party cn.gbt45251.hours
        missing_facts cn.gbt45251.hours cn.cba.hours""",
}
STRENGTHS = {
    "en": {"statute", "presumption"},
    "zh": {"statute", "standard", "self-discipline", "administrative", "crime"},
}
OUTCOMES = {"possible_breach", "worth_checking", "missing_facts"}


def surely(language):
    """Return the pairs (outcome, rule) that the sample must show."""
    outcome, pairs = "", set()
    for word in SURELY[language].split():
        if word in OUTCOMES:
            outcome = word
        else:
            pairs.add((outcome, word))
    return pairs


@pytest.fixture(params=["en", "zh"])
def language(request):
    return request.param


@pytest.fixture
def household(tmp_path):
    opened = open_household(tmp_path / "data")
    yield opened
    opened.close()


def checked(household, language):
    return ContactLog(household).check(RULES[language], language)


def log_of(household):
    return [(row.entry, row.version, row.body) for row in ContactLog(household).rows()]


def promises_of(household):
    return [(one.row.entry, one.row.version, one.row.body) for one in Promises(household).all()]


def test_the_sample_shows_every_kind_of_finding_and_no_draft(household, language):
    fill_with_sample(household, language, now=NOW)
    found = checked(household, language).found
    assert surely(language) - {(one.finding.outcome.value, one.rule.id) for one in found} == set()
    assert {one.finding.outcome.value for one in found} == OUTCOMES
    assert STRENGTHS[language] <= {one.rule.strength for one in found}
    assert {one.rule.confidence for one in found} <= {"V1", "V2", "V2-"}
    assert all(one.rule.is_shown and not one.rule.tells for one in found)


def test_most_contacts_of_the_sample_are_as_they_should_be(household, language):
    fill_with_sample(household, language, now=NOW)
    contacts = ContactLog(household).facts().contacts
    about = {row for one in checked(household, language).found for row in one.finding.contacts}
    assert 45 <= len(contacts) <= 70
    assert 15 <= len(about) <= len(contacts) / 2


def test_the_sample_tells_of_three_collectors_in_every_way(household, language):
    fill_with_sample(household, language, now=NOW)
    log = ContactLog(household).facts()
    assert {one.collector for one in log.contacts} - {""} == COLLECTORS[language]
    assert {one.role for one in log.contacts if one.collector} >= {"bank", "agency"}
    unknown = [one for one in log.contacts if not one.collector]
    assert [(one.channel, bool(one.number)) for one in unknown] == [("call", True)] * 2
    assert {"call", "sms", "im", "email", "letter", "visit-home"} <= {one.channel for one in log.contacts}
    assert {"conversation", "rang-out", "declined", "delivered"} <= {one.outcome for one in log.contacts}
    assert {"family", "colleague"} <= {one.recipient for one in log.contacts}
    assert {one.from_collector for one in log.contacts} == {True, False}
    assert {"asked-stop-all", "disputed"} <= {one.kind for one in log.events}
    assert any(one.received for one in log.events)
    assert max(len(one.said) for one in log.contacts) <= 120


@pytest.mark.parametrize("now", DAYS, ids=lambda now: now.date().isoformat())
def test_the_sample_is_the_same_whatever_day_it_is_filled(tmp_path, language, now):
    shown = []
    for folder, instant in (("usual", NOW), ("that day", now)):
        household = open_household(tmp_path / folder)
        assert fill_with_sample(household, language, now=instant)
        found = checked(household, language).found
        shown.append([(one.rule.id, one.finding.case, one.finding.outcome, one.finding.contacts) for one in found])
        here = instant.astimezone(ZoneInfo(PLACE[language][1]))
        for contact in ContactLog(household).facts().contacts:
            assert contact.at < here
            assert here.date() - contact.day <= timedelta(days=56)
        household.close()
    assert shown[0] == shown[1]


@pytest.mark.parametrize("zone", ["America/New_York", "America/Havana"])
def test_the_sample_can_be_filled_in_the_weeks_after_every_change_of_clocks(language, zone):
    for change in (date(2027, 3, 14), date(2026, 11, 1)):
        for number in range(57):
            today = change + timedelta(days=number)
            assert len(list(contact_entries(language, zone, today))) == len(sample_rows("contacts", language))
            assert len(list(promise_entries(language, "USD", today))) == 4


def test_a_time_that_never_came_or_came_twice_is_an_hour_later():
    new_york = ZoneInfo("America/New_York")
    assert real_time(date(2027, 3, 14), time(2, 30), new_york) == "2027-03-14 03:30"
    assert real_time(date(2026, 11, 1), time(1, 30), new_york) == "2026-11-01 02:30"
    assert real_time(date(2026, 11, 1), time(0, 59), new_york) == "2026-11-01 00:59"
    assert real_time(date(2026, 11, 24), time(1, 30), new_york) == "2026-11-24 01:30"


def test_promises_of_the_sample_are_kept_broken_due_and_theirs(household, language):
    fill_with_sample(household, language, now=NOW)
    today = NOW.date()
    promises = Promises(household).all()
    assert sorted((one.whose, one.state(today)) for one in promises) == [
        ("mine", "broken"),
        ("mine", "kept"),
        ("mine", "later"),
        ("theirs", "later"),
    ]
    soon = next(one for one in promises if (one.whose, one.ended) == ("mine", ""))
    assert 0 < (soon.due_on - today).days <= 7
    assert {one.collector for one in promises} <= COLLECTORS[language]
    assert {one.debt for one in promises} <= {debt.name for debt in household.debts()}


def test_the_notice_of_the_sample_that_was_disputed_counts_as_answered(household):
    fill_with_sample(household, "en", now=NOW)
    (notice,) = derived_from(ContactLog(household).rows(), "united_states")
    assert (notice.kind, notice.came_on, notice.done_on) == (
        "validation-notice",
        date(2026, 10, 21),
        date(2026, 10, 27),
    )
    facts = [row for row in ContactLog(household).rows() if "disputed" not in row.body]
    assert derived_from(facts, "united_states")[0].done_on is None


def test_filling_again_changes_nothing(household, language):
    assert fill_with_sample(household, language, now=NOW)
    before = household.debts(), household.settings(), log_of(household), promises_of(household)
    for other in ("en", "zh"):
        assert not fill_with_sample(household, other, now=NOW + timedelta(days=30))
    assert (household.debts(), household.settings(), log_of(household), promises_of(household)) == before


@pytest.mark.parametrize("table", ["debt", "holder", "log_head", "setting"])
def test_a_filling_that_fails_leaves_nothing_behind(household, language, table):
    connection = household.store.engine.raw_connection()
    full = f"CREATE TRIGGER full BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'full'); END"
    connection.driver_connection.execute(full)
    connection.close()
    with pytest.raises(StoreError):
        fill_with_sample(household, language, now=NOW)
    assert (household.debts(), household.settings(), log_of(household), promises_of(household)) == ([], {}, [], [])
    connection = household.store.engine.raw_connection()
    connection.driver_connection.execute("DROP TRIGGER full")
    connection.close()
    assert fill_with_sample(household, language, now=NOW)
    assert len(log_of(household)) == len(sample_rows("contacts", language))


def test_what_another_program_wrote_meanwhile_is_not_filled_over(household):
    from planner.store.filling import fill

    log = list(contact_entries("en", "America/New_York", NOW.date()))
    assert fill(household.store, [], log, {MARK: "en"})
    assert not fill(household.store, [], log, {"currency": "EUR"})
    assert (len(log_of(household)), household.settings()) == (len(log), {MARK: "en"})


def test_a_log_of_ones_own_is_not_filled_over(household):
    ContactLog(household).add({"at": "2026-11-01 10:00", "channel": "call"}, NOW.date())
    with pytest.raises(StoreError, match="your own"):
        fill_with_sample(household, "en", now=NOW)
    assert (len(log_of(household)), household.debts()) == (1, [])


def test_the_sample_in_chinese_lives_in_mainland_china(household):
    fill_with_sample(household, "zh", now=NOW)
    assert (household.settings()["country"], household.settings()["zone"]) == ("CN", "Asia/Shanghai")


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ({}, ("US", "America/New_York")),
        ({"country": "GB"}, ("GB", "Europe/London")),
        ({"country": "AU", "zone": "Australia/Perth"}, ("AU", "Australia/Perth")),
        ({"zone": "America/Chicago"}, ("US", "America/Chicago")),
        ({"country": ""}, ("", "America/New_York")),
    ],
)
def test_the_sample_lives_where_the_person_does_and_else_where_its_language_is_spoken(tmp_path, said, place):
    household = sample_household(tmp_path / "sample-en", "en", now=NOW, settings={**said, "theme": "dark"})
    settings = household.settings()
    assert (settings["country"], settings["zone"], settings["theme"]) == (*place, "dark")
    assert {facts_of(row)["tz"] for row in ContactLog(household).rows()} == {place[1]}
    household.close()
    again = sample_household(tmp_path / "sample-en", "en", now=NOW, settings={"theme": "light"})
    assert (again.settings()["zone"], again.settings()["theme"]) == (place[1], "light")
    again.close()


@pytest.mark.parametrize(("language", "place"), [("en", "US"), ("zh", "CN"), ("en", "GB"), ("zh", "")])
def test_the_sample_has_a_photo_of_a_letter_and_a_complaint_that_was_taken_in(household, language, place):
    fill_with_sample(household, language, now=NOW, settings={"country": place})
    (photo,) = Attachments(household).all()
    letter = ContactLog(household).find(photo.entry)
    assert facts_of(letter)["channel"] == "letter"
    assert b"".join(Attachments(household).pieces(photo)).startswith(b"\x89PNG")
    (one,) = ComplaintDesk(household).all()
    assert one.form is not None
    assert one.form.id == DESK
    assert (one.sent_on, one.answers[0].what, one.is_answered) == (date(2026, 11, 17), "accepted", False)
    named = {facts_of(ContactLog(household).find(entry))["collector"] for entry in one.entries}
    assert named == {one.words["about"]}
    assert (one.words["to"] == one.words["about"]) is (language == "en")
    assert check_seal(household).why is None
