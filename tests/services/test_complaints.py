"""Complaints: dated facts alone, the right one named, known before it goes out; frozen once it is sent; its days counted."""

import re
import zipfile
from datetime import date

import pytest

from planner.errors import InputProblems
from planner.evidence.forms import forms_of
from planner.i18n import translator
from planner.services.agenda import Item, agenda
from planner.services.attachments import Attachments
from planner.services.bundle_check import verify_bundle
from planner.services.bundles import Choice, prepare_bundle
from planner.services.complaint_adding import add_contact, open_drafts
from planner.services.complaint_notices import named_of, notices
from planner.services.complaint_pack import prepare_complaint, split_files, write_pack
from planner.services.complaint_story import Parties, parties_of, story_of
from planner.services.complaints import (
    ComplaintDesk,
    ComplaintSent,
    NoSuchBody,
    bodies_of,
    find_body,
    is_elsewhere,
    suggestions,
    surest,
)
from planner.services.contacts import ContactLog
from planner.services.evidence_report import MOST_CONTACTS, report_words, short_report_maker
from planner.services.household import open_household

TODAY = date(2026, 11, 27)
CALL = {"channel": "call", "outcome": "rang-out", "collector": "North Star", "role": "agency", "principal": "QuickLeaf"}
PLACES = {"US": "united_states", "CN": "china"}


def household_in(folder, country, zone):
    opened = open_household(folder)
    opened.change_settings(country=country, zone=zone, me_name="龑小明")
    opened.add({"name": "Loan", "creditor": "QuickLeaf", "balance": "900", "account_tail": "4521"}, "USD")
    log = ContactLog(opened)
    for hour in range(8, 18):
        log.add({**CALL, "debt": "Loan", "at": f"2026-11-02 {hour:02}:15"}, TODAY)
    talked = {**CALL, "debt": "Loan", "outcome": "conversation"}
    log.add(
        {**talked, "at": "2026-11-03 22:40", "said": "Pay, or your sister hears of it.", "exactness": "exact"}, TODAY
    )
    log.add({**talked, "at": "2026-11-04 10:00", "said": "Asked for a fee. I said that I can pay 50.", "exactness": "summary"}, TODAY)  # fmt: skip
    log.add({"event": "asked-stop-all:written", "at": "2026-11-05", "collector": "North Star"}, TODAY)
    log.add({**talked, "at": "2026-11-06 12:00", "from": "borrower", "said": "I owe it and I will pay."}, TODAY)
    return opened


@pytest.fixture
def american(tmp_path):
    opened = household_in(tmp_path / "us", "US", "America/New_York")
    yield opened
    opened.close()


@pytest.fixture
def chinese(tmp_path):
    opened = household_in(tmp_path / "cn", "CN", "Asia/Shanghai")
    yield opened
    opened.close()


def extract_of(household, **choice):
    return prepare_bundle(household, Choice(**choice), "en", TODAY).extract


def form(place, name):
    return next(one for one in forms_of(place) if one.id == name)


# The story


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_story_is_dated_facts_of_the_extract_and_none_of_my_own_words(american, language):
    extract = extract_of(american)
    story = story_of(extract, report_words(language), parties_of(extract, {}))
    assert "10" in next(line for line in story.splitlines() if "08:15" in line)
    assert "22:40" in story
    assert "Pay, or your sister hears of it" in story
    assert "can pay 50" not in story
    assert "I owe it" not in story
    dated = re.compile(r"Nov \d+, 2026|2026年11月\d+日")
    assert all(dated.search(line) for line in story.splitlines()[1:])


def test_a_summary_keeps_what_they_did_and_drops_what_i_said(american):
    extract = extract_of(american, own_words=True)
    story = story_of(extract, report_words("en"), parties_of(extract, {}))
    assert "Asked for a fee" in story
    assert "can pay 50" not in story


@pytest.mark.parametrize("limit", [300, 400, 700, 4000])
def test_the_story_is_never_longer_than_the_form_takes_and_says_what_is_not_told(american, limit):
    extract = extract_of(american)
    story = story_of(extract, report_words("en"), parties_of(extract, {}), limit)
    assert 0 < len(story) <= limit
    if limit == 300:
        assert "are not told here" in story


# Who is named, and what to know


def test_the_lender_is_named_in_china_and_the_agency_in_the_united_states(american, chinese):
    parties = parties_of(extract_of(american), {"Loan": "QuickLeaf"})
    assert parties == Parties(("QuickLeaf",), ("North Star",), ("Loan",))
    assert named_of(form("united_states", "cfpb"), parties, "en") == "North Star"
    assert named_of(form("china", "12378"), parties, "zh") == "QuickLeaf"
    assert named_of(form("china", "police"), parties, "zh") == "QuickLeaf、North Star"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_body_says_that_payment_is_another_thing_more_calls_may_come_and_not_to_publish(language):
    say = translator(language)
    for place in ("china", "united_states", "united_kingdom", "australia", "india", "germany"):
        for one in forms_of(place):
            found = notices(one, Parties(("Bank",), ("Agency",), ()), language, desk_was_asked=False)
            ids = [notice.id for notice in found]
            assert {"two-things", "more-calls", "publishing"} <= set(ids)
            assert ("desk" in ids) == bool(one.after)
            text = "".join(say(notice.title) + say(notice.words) for notice in found)
            assert "{" not in text
            assert not re.search(r"prove|illegal|违法|铁证|不投诉", text)


def test_own_desk_is_named_first_until_it_was_asked_and_old_debts_warn_of_my_words():
    one = form("united_kingdom", "financial_ombudsman")
    parties = Parties(("Bank",), (), ())
    assert notices(one, parties, "en", desk_was_asked=False)[0].id == "desk"
    asked = [notice.id for notice in notices(one, parties, "en", desk_was_asked=True, is_old=True)]
    assert "desk" not in asked
    assert "old" in asked


@pytest.mark.parametrize(
    ("wanted", "reads_so"),
    [
        ("Waive the fee or I will complain to the police.", True),
        ("不减免就投诉，否则我去举报。", True),
        ("Please call from 8 to 20 only.", False),
        ("请在8点到20点之间联系，书面答复。", False),
    ],
)
def test_a_request_that_reads_like_a_price_is_pointed_out(wanted, reads_so):
    found = notices(form("china", "12378"), Parties((), (), ()), "zh", desk_was_asked=True, wanted=wanted)
    assert ("condition" in [notice.id for notice in found]) == reads_so


def test_a_body_that_does_not_take_this_lender_is_shown_as_that():
    fits = {one.form.id: one.fits for one in bodies_of("china", ["individual", "agency"])}
    assert fits == {"desk": True, "12378": False, "nifa": False, "police": True, "12315": False, "generic": True}
    assert all(one.fits for one in bodies_of("china", ["bank"]) if one.form.id != "12315")
    assert all(one.fits for one in bodies_of("china") if one.form.id != "12315")


def test_an_unknown_body_is_refused_with_the_ones_there_are():
    with pytest.raises(NoSuchBody, match="12378"):
        find_body("nobody", "china")
    assert find_body(" Financial-Ombudsman ", "united_kingdom/scotland").id == "financial_ombudsman"
    assert find_body("FOS", "united_kingdom").id == "financial_ombudsman"


def test_their_own_desk_is_that_of_the_place_and_a_body_of_elsewhere_is_known_as_that():
    assert find_body("desk", "china").place == "china"
    assert find_body("desk", "germany").place == "any"
    abroad = find_body("cfpb", "china")
    assert is_elsewhere(abroad, "china")
    assert not is_elsewhere(abroad, "united_states/texas")


def test_issues_are_suggested_from_findings_the_most_contacts_first(american):
    found = suggestions(form("united_states", "cfpb"), extract_of(american))
    labels = [(one.issue, one.sub) for one in found]
    assert ("Communication tactics", "Frequent or repeated calls") in labels
    assert ("Communication tactics", "Called before 8am or after 9pm") in labels
    assert [one.contacts for one in found] == sorted((one.contacts for one in found), reverse=True)
    assert suggestions(form("china", "12378"), extract_of(american)) == []


def test_a_call_on_the_minute_of_the_limit_is_no_second_one_outside_it():
    told = {"rule": "us.regf.time", "outcome": "possible_breach", "contacts": [7]}
    on_the_minute = {"rule": "us.regf.time", "outcome": "worth_checking", "contacts": [5]}
    alone = {"rule": "us.regf.place", "outcome": "worth_checking", "contacts": [9]}
    assert surest([on_the_minute, told, alone]) == [told, alone]


# The pack


def packed(household, name, out, **given):
    place = "china" if name in ("12378", "nifa", "desk") else "united_states"
    language = "zh" if place == "china" else "en"
    prepared, draft = prepare_complaint(household, form(place, name), Choice(), language, given, TODAY)
    return prepared, draft, write_pack(household, prepared, draft, out)


def files_in(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_pack_is_a_bundle_that_stands_a_check_and_a_folder_to_hand_in(american, tmp_path):
    given = {"wanted": "Please write only.", "me_reach": "me@example.org"}
    prepared, draft, made = packed(american, "cfpb", tmp_path / "out.zip", **given)
    assert verify_bundle(tmp_path / "out.zip").unchanged
    assert made.folder == tmp_path / "out-cfpb"
    inside = files_in(made.folder)
    assert set(inside) == {"complaint.pdf", "answers.txt"}
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert archive.read("bundle/data/complaint.pdf") == inside["complaint.pdf"]
        assert b"me@example.org" not in b"".join(archive.read(name) for name in archive.namelist())
    answers = inside["answers.txt"].decode()
    for words in (
        "Please write only.",
        "me@example.org",
        "North Star",
        "QuickLeaf",
        "4521",
        "Frequent or repeated calls",
    ):
        assert words in answers
    assert draft.words["to"] == "North Star"


def test_the_same_log_and_answers_give_the_same_bytes(chinese, tmp_path):
    first = packed(chinese, "12378", tmp_path / "a.zip", wanted="请书面答复。")[2]
    second = packed(chinese, "12378", tmp_path / "b.zip", wanted="请书面答复。")[2]
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    assert files_in(first.folder) == files_in(second.folder)


def test_files_for_a_body_with_a_limit_come_in_zips_under_it_and_larger_ones_are_named(chinese, tmp_path):
    entry = ContactLog(chinese).rows()[0].entry
    for number, size in enumerate((900_000, 900_000, 900_000, 2_500_000)):
        path = tmp_path / f"photo {number}.jpg"
        path.write_bytes(b"\xff\xd8\xff" + bytes([number]) * size)
        Attachments(chinese).attach(path, entry)
    prepared, _, made = packed(chinese, "nifa", tmp_path / "out.zip", wanted="请转交。")
    limit = form("china", "nifa").file_limit
    zips = sorted(made.folder.glob("files-*.zip"))
    assert made.parts == len(zips) == 2
    assert all(path.stat().st_size <= limit for path in zips)
    names = [name for path in zips for name in zipfile.ZipFile(path).namelist()]
    assert len(names) == 3
    assert all(zipfile.ZipFile(path).testzip() is None for path in zips)
    assert len(made.too_large) == 1
    assert made.too_large[0].rpartition("/")[2] in (made.folder / "answers.txt").read_text("utf-8")
    groups, large = split_files(prepared.bundle, 10_000_000)
    assert (len(groups), large) == (1, [])


def test_a_folder_that_is_there_already_is_not_written_over_and_no_bundle_is_left_alone(american, tmp_path):
    (tmp_path / "out-cfpb").mkdir()
    with pytest.raises(Exception, match="already"):
        packed(american, "cfpb", tmp_path / "out.zip")
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith("out")) == ["out-cfpb"]


def test_a_bundle_that_is_no_complaint_has_a_report_of_up_to_two_thousand_contacts():
    row = {"kind": "contact", "entry": 1, "facts": {"at": "2026-11-02T10:00:00+00:00", "channel": "call"}}
    many = {"entries": [row] * (MOST_CONTACTS + 1)}
    assert short_report_maker("en")(many) is None


# What becomes of it


WORDS = {"story": "2026-11-02: calls.", "wanted": "Please write.", "to": "North Star"}


def test_a_draft_may_change_and_what_was_sent_stays(american):
    desk = ComplaintDesk(american)
    one = desk.keep(form("united_states", "cfpb"), WORDS, language="en", today=TODAY, entries=[1, 2])
    one = desk.change(one, {**WORDS, "wanted": "Please write only."})
    sent = desk.send(one, TODAY, "form", "231105-1")
    assert (sent.words["wanted"], sent.reference, sent.entries) == ("Please write only.", "231105-1", (1, 2))
    assert all(clock.earliest for clock in sent.clocks)  # counted from when the company gets it, which comes later
    for again in (lambda: desk.change(sent, WORDS), lambda: desk.send(sent, TODAY), lambda: desk.withdraw(sent)):
        with pytest.raises(ComplaintSent):
            again()


def test_an_empty_request_is_kept_as_a_draft_and_not_sent_and_a_story_over_the_limit_is_neither(american):
    desk, cfpb = ComplaintDesk(american), form("united_states", "cfpb")
    draft = desk.keep(cfpb, {"story": "x"}, language="en", today=TODAY)
    with pytest.raises(InputProblems) as faults:
        desk.send(draft, date(2026, 11, 1))
    assert {problem.field for problem in faults.value.problems} == {"wanted", "on"}
    with pytest.raises(InputProblems):
        desk.keep(cfpb, {**WORDS, "story": "x" * 4001}, language="en", today=TODAY)


def test_the_eight_weeks_and_the_six_months_of_the_united_kingdom_are_counted_into_the_agenda(american):
    desk = ComplaintDesk(american)
    one = desk.send(desk.keep(form("united_kingdom", "desk"), WORDS, language="en", today=TODAY), TODAY)
    (item,) = agenda(complaints=[one], today=TODAY)
    assert (item.on, item.kind, item.name) == (date(2027, 1, 22), Item.COMPLAINT, "North Star")
    one = desk.answer(one, "final", date(2026, 12, 31), "They refuse.")
    (item,) = agenda(complaints=[one], today=TODAY)
    assert (item.on, item.kind) == (date(2027, 6, 30), Item.MY_COMPLAINT)
    assert desk.at_desk("North Star") is not None
    assert desk.at_desk("Somebody else") is None


def test_the_days_of_a_chinese_desk_wait_until_it_was_taken_in(chinese):
    desk = ComplaintDesk(chinese)
    one = desk.send(desk.keep(form("china", "desk"), WORDS, language="zh", today=TODAY), TODAY)
    assert [clock.on for clock in one.clocks] == [None, None, None]
    assert agenda(complaints=[one], today=TODAY) == []
    one = desk.answer(one, "accepted", date(2026, 11, 30), reference="W1")
    assert [clock.on for clock in one.clocks] == [date(2026, 12, 15), date(2026, 12, 30), date(2027, 1, 29)]
    with pytest.raises(InputProblems):
        desk.answer(one, "lost", TODAY)


def test_a_complaint_to_the_own_desk_stands_in_what_was_tried_of_the_next_one(chinese):
    desk = ComplaintDesk(chinese)
    one = desk.keep(form("china", "desk"), {**WORDS, "to": "QuickLeaf"}, language="zh", today=TODAY)
    desk.answer(desk.send(one, TODAY, reference="W7"), "final", date(2026, 12, 9))
    _, draft = prepare_complaint(chinese, form("china", "12378"), Choice(), "zh", {}, TODAY)
    for words in ("2026年11月27日", "QuickLeaf", "W7", "2026年12月9日"):
        assert words in draft.words["tried"]


def test_a_contact_goes_into_a_draft_as_its_last_line_and_not_into_what_was_sent(american):
    desk = ComplaintDesk(american)
    first, second = ContactLog(american).find(1).entry, ContactLog(american).find(2).entry
    words = {"story": "It began.", "wanted": "Please stop."}
    old = desk.keep(form("united_states", "cfpb"), words, language="en", today=TODAY, entries=[first])
    new = desk.keep(form("united_states", "cfpb"), words, language="zh", today=TODAY)
    assert [one.row.entry for one in open_drafts(american)] == [new.row.entry, old.row.entry]  # the newest first
    added = add_contact(american, old, second)
    assert added.entries == (first, second)
    assert added.words["story"].startswith("It began.\n")
    assert len(added.words["story"].splitlines()) == 2
    assert add_contact(american, added, second) == added  # once is enough
    sent = desk.send(added, TODAY)
    assert [one.row.entry for one in open_drafts(american)] == [new.row.entry]
    with pytest.raises(ComplaintSent):
        add_contact(american, sent, 3)
