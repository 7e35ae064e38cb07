"""A letter is warned about, kept as a draft, and frozen once it is sent."""

from datetime import date

import pytest

from planner.errors import InputProblems
from planner.letters.catalogue import letter_of
from planner.services.household import open_household
from planner.services.household_limits import clock_for
from planner.services.letter_warnings import Concern, notices
from planner.services.letters import AlreadySent, LetterDesk, NoSuchLetter, as_file, find_letter, spoken_in

TODAY = date(2026, 11, 24)
PLACE = "china"
VALUES = {
    "my_name": "龑小明",
    "their_name": "海湾银行",
    "account": "尾号4521的信用卡",
    "offer": "846.10",
    "first_on": "2026-12-15",
    "answer_by": "2026-12-08",
    "reach_me": "短信：138",
}


@pytest.fixture
def household(tmp_path):
    opened = open_household(tmp_path)
    opened.change_settings(country="CN", zone="Asia/Shanghai", me_name="龑小明")
    opened.add(
        {"name": "海湾卡", "creditor": "海湾银行", "balance": "14000", "kind": "card", "account_tail": "4521"}, "CNY"
    )
    yield opened
    opened.close()


@pytest.fixture
def desk(household):
    return LetterDesk(household)


def kept(desk, **more):
    letter = find_letter("ask-plan", PLACE)
    return desk.keep(letter, {**VALUES, **more}, currency="CNY", place=PLACE, today=TODAY, debt="海湾卡")


def test_a_draft_may_change_and_a_sent_letter_never_does(desk):
    draft = kept(desk)
    changed = desk.change(draft, {**VALUES, "offer": "900"}, lines=(), usual=False)
    assert "900.00" in as_file(changed.texts["zh"], "txt").decode()
    sent = desk.send(changed, date(2026, 11, 25), "registered-post", "RR123")
    words, pdf = as_file(sent.texts["zh"], "txt"), as_file(sent.texts["zh"], "pdf")
    for attempt in (
        lambda: desk.change(sent, VALUES, lines=(), usual=False),
        lambda: desk.send(sent, TODAY, "post"),
        lambda: desk.withdraw(sent),
    ):
        with pytest.raises(AlreadySent):
            attempt()
    later = desk.add_proof(sent, "RR123456789CN")
    assert later.proof == "RR123456789CN"
    assert (later.texts, later.version, later.sent_on, later.how) == (sent.texts, sent.version, sent.sent_on, sent.how)
    assert as_file(desk.find(str(sent.row.entry)).texts["zh"], "txt") == words
    assert as_file(later.texts["zh"], "pdf") == pdf


def test_a_letter_whose_words_are_changed_in_a_later_ashore_stays_as_it_was_sent(desk, monkeypatch):
    sent = desk.send(kept(desk), TODAY, "e-mail")
    from planner.letters.catalogue import Letter

    monkeypatch.setattr(Letter, "text", lambda *_: "Another subject\n\nAnother text\n")
    assert "分期还款的请求" in as_file(desk.find(str(sent.row.entry)).texts["zh"], "txt").decode()


def test_both_languages_are_kept_and_the_recipient_gets_the_one_of_the_place(desk):
    letter = kept(desk)
    assert set(letter.texts) == {"en", "zh"}
    assert letter.language == "zh" == spoken_in("china/beijing")
    assert spoken_in("united_kingdom/scotland") == "en"


def test_faults_of_blanks_are_said_and_nothing_is_kept(desk):
    with pytest.raises(InputProblems) as caught:
        kept(desk, offer="x", first_on="")
    assert {problem.field for problem in caught.value.problems} == {"offer", "first_on"}
    assert desk.all() == []
    with pytest.raises(InputProblems):
        desk.send(kept(desk), date(2026, 1, 1), "pigeon")


def test_a_letter_that_the_place_lacks_is_said_with_the_way_on():
    with pytest.raises(NoSuchLetter) as caught:
        find_letter("card-offset", "china")
    assert "card-instalments" in str(caught.value)
    with pytest.raises(NoSuchLetter):
        find_letter("no-such", "china")


def concerns(household, letter, desk, debt):
    clock = clock_for(household, debt, TODAY)
    return [notice.concern for notice in notices(letter, debt, clock, desk.sent_before("en"), TODAY, "en")]


def test_a_time_limit_is_warned_of_only_on_an_old_or_unclear_debt(household, desk):
    letter = letter_of("ask-plan", PLACE)
    young = household.edit(household.find("海湾卡"), {"due_since": "2026-08-01"})
    assert Concern.TIME_LIMIT not in concerns(household, letter, desk, young)
    old = household.edit(young, {"due_since": "2023-03-01"})
    assert concerns(household, letter, desk, old)[0] is Concern.TIME_LIMIT


def test_two_letters_that_weaken_each_other_are_not_sent_together_unnoticed(household, desk):
    household.change_settings(country="US")
    debt = household.find("海湾卡")
    proof = find_letter("proof-of-debt", "united_states")
    values = {"my_name": "Dana", "their_name": "North Star", "account": "88"}
    draft = desk.keep(proof, values, currency="USD", place="united_states", today=TODAY, debt=debt.name)
    plan = find_letter("ask-plan", "united_states")
    assert Concern.NOT_BOTH not in concerns(household, plan, desk, debt)
    desk.send(draft, TODAY, "post")
    assert Concern.NOT_BOTH in concerns(household, plan, desk, debt)
    offer = find_letter("settlement-offer", "united_states")  # it names the other, which does not name it
    assert Concern.NOT_BOTH in concerns(household, offer, desk, debt)
