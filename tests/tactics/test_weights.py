"""What people rely on when words are weighed: short messages only, by known tactics, and never louder than a denial."""

import pytest

from planner.rules.facts import TACTICS
from planner.tactics.normal import plain
from planner.tactics.phrases import phrases_of
from planner.tactics.recogniser import AGAINST, SHORT, recognise
from planner.tactics.weights import PRESSING, bits_of, weights_of

LANGUAGES = ("zh", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_tactic_but_the_confirmed_one_is_weighed(language):
    assert set(weights_of(language).begin) == {*TACTICS, PRESSING} - {"false-legal"}


def test_the_sum_of_packed_weights_is_the_weights_of_the_sum():
    weights = weights_of("en")
    known = sorted(bits_of("they sue me", "en") & weights.table.keys())
    assert len(known) > 3
    lanes = [[weights.table[bit] >> 16 * place & 0xFFFF for bit in known] for place in range(len(weights.begin))]
    summed = sum(weights.table[bit] for bit in known)
    assert [sum(lane) for lane in lanes] == [summed >> 16 * place & 0xFFFF for place in range(len(weights.begin))]
    assert weights.logits("they sue me " * 2000).keys() == weights.begin.keys()


def test_what_speaks_against_a_phrase_takes_it_away_in_a_short_message_only():
    text = "我朋友因为偷车被抓了"
    assert recognise(text) == ()
    message = phrases_of("zh").mark(plain(text))
    heard = {phrase.tactic for phrase in message.phrases if any(message.places_of(phrase))}
    assert heard
    weights = weights_of("zh")
    logits = weights.logits(message.plain)
    assert all(logits[tactic] < weights.begin[tactic] + AGAINST for tactic in heard)


def test_the_likeliest_tactic_of_a_pressing_message_is_told_without_any_phrase():
    text = "那人说逾期三天就会影响我爸妈领养老金，我吓坏了。"
    message = phrases_of("zh").mark(plain(text), is_of_debt=True)
    assert not any(any(message.places_of(phrase)) for phrase in message.phrases)
    (told,) = recognise(text)
    assert told.id == "credit-threat"
    assert told.words in text


def test_a_long_message_is_read_by_its_phrases_alone():
    threat = "不还钱就爆你通讯录。"
    harmless = "今天的天气很好，我们去公园散步。" * (SHORT // 10)
    assert "contact-list-threat" in {one.id for one in recognise(threat + harmless)}


@pytest.mark.parametrize("denied", ["催收没有跟我要过现金。", "The collector has never asked for gift cards."])
def test_no_weight_speaks_over_a_denial(denied):
    assert recognise(denied) == ()
