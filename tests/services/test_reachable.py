"""The sentence that says how I can be reached, and what in the log counts as proof that I answer."""

from datetime import date

import pytest

from planner.services.contacts import ContactLog
from planner.services.household import open_household
from planner.services.reachable import CHANNELS, PROOF_DAYS, answers, sent_cells, sentence

TODAY = date(2026, 11, 24)


@pytest.fixture
def log(tmp_path):
    household = open_household(tmp_path)
    yield ContactLog(household)
    household.close()


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("address", ["", "555 0199", "{braces} 100%"])
def test_the_sentence_names_the_channel_admits_nothing_and_leaves_no_ground_to_call_others(channel, address):
    en, zh = (sentence(language, channel, address) for language in ("en", "zh"))
    assert "There is no ground to contact anyone else." in en
    assert "says nothing about any debt" in en
    assert "没有理由联系其他人" in zh
    assert "不涉及对任何债务的承认" in zh
    assert address in en
    assert address in zh
    assert "{by}" not in en + zh
    assert not {"owe", "sorry", "promise", "sue"} & set(en.lower().replace(".", "").split())


def test_what_i_wrote_and_what_reached_me_is_proof_and_what_rang_out_is_not(log):
    call = {"channel": "call", "recipient": "self", "collector": "North"}
    log.add_all(
        [
            {**call, "at": "2026-11-20 10:00", "outcome": "conversation"},
            {**call, "at": "2026-11-20 11:00", "outcome": "rang-out"},
            {**call, "at": "2026-11-20 12:00", "outcome": "conversation", "recipient": "family"},
            {**call, "at": "2026-11-21 10:00", "channel": "sms", "outcome": "delivered"},
            {"at": "2026-11-22 10:00", "channel": "email", "from": "borrower", "collector": "North"},
            {"at": "2026-11-22", "event": "hardship-notice"},
            {**call, "at": "2026-08-20 10:00", "outcome": "conversation"},
        ],
        TODAY,
    )
    found = answers(log.rows(), TODAY)
    assert [(one.at.day, one.channel, one.mine) for one in found] == [
        (22, "email", True),
        (21, "sms", False),
        (20, "call", False),
    ]


def test_the_oldest_day_still_counts_and_the_one_before_does_not(log):
    for days in (PROOF_DAYS, PROOF_DAYS + 1):
        day = date.fromordinal(TODAY.toordinal() - days)
        log.add({"at": f"{day} 10:00", "channel": "call", "outcome": "conversation", "recipient": "self"}, TODAY)
    assert [one.at.date() for one in answers(log.rows(), TODAY)] == [date(2026, 8, 26)]


def test_what_was_sent_is_written_down_word_for_word_as_mine(log):
    words = sentence("zh", "sms", "138 0000 0199")
    row = log.add(sent_cells("2026-11-24 10:00", "sms", words, ""), TODAY)
    (one,) = answers([row], TODAY)
    assert (one.mine, one.who, one.channel) == (True, "", "sms")
    assert words in row.body
