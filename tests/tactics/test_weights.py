"""What people rely on when words are weighed: short messages only, by known tactics, and never louder than a denial."""

from math import sqrt

import pytest

from planner.rules.facts import TACTICS
from planner.tactics.normal import plain
from planner.tactics.phrases import phrases_of
from planner.tactics.recogniser import AGAINST, SHORT, recognise
from planner.tactics.vocabulary import words_in
from planner.tactics.weights import LANE, MOST, PRESSING, SCALE, bits_of, weights_of
from tests.tactics.scoring import places_of

LANGUAGES = ("zh", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_tactic_but_the_confirmed_one_is_weighed(language):
    assert set(weights_of(language).begin) == {*TACTICS, PRESSING} - {"false-legal"}


@pytest.mark.parametrize(
    ("language", "text"), [("en", "they will sue me, sue me, on 12 May"), ("zh", "他们说起诉我，12月起诉我")]
)
def test_the_sum_of_what_words_weigh_is_the_sum_of_the_weights_of_their_bits(language, text):
    """What a text weighs is added up in one number; here it is added up bit by bit."""
    phrases = phrases_of(language)
    weights = phrases.weights
    words = list(words_in(plain(text), language))
    known = [weights.table[bit] for bit in bits_of(words, language) if bit in weights.table]
    assert len(known) > 3
    heard = phrases.heard(phrases.read(plain(text)).words)
    for tactic, place in weights.places.items():
        total = sum((one >> LANE * place & 0xFFFF) - MOST for one in known)
        logit = total / SCALE / sqrt(len(known)) + weights.begin[tactic]
        assert heard.says(tactic) == pytest.approx(logit)
    assert heard.above(-99).keys() == weights.begin.keys() - {PRESSING}
    assert all(logit == pytest.approx(heard.says(tactic)) for tactic, logit in heard.above(-99).items())
    assert heard.above(1).items() == {one for one in heard.above(-99).items() if one[1] > 1}


def test_a_text_of_any_length_is_weighed():
    phrases = phrases_of("en")
    heard = phrases.heard(phrases.read("they sue me " * 2000).words)
    assert heard.says("legal-claim") == pytest.approx(heard.above(-99)["legal-claim"])
    assert phrases.heard(()).says(PRESSING) == phrases.weights.begin[PRESSING]


def test_what_no_word_speaks_for_is_taken_away_in_a_short_message_only():
    text = "我朋友因为偷车被抓了"
    assert recognise(text) == ()
    phrases = phrases_of("zh")
    message = phrases.mark(phrases.read(plain(text)))
    found = {phrase.tactic for phrase in message.phrases if any(places_of(message, phrase))}
    assert found
    heard = phrases.heard(message.words)
    assert all(heard.says(tactic) < phrases.weights.begin[tactic] + AGAINST["zh"] for tactic in found)


def test_the_likeliest_tactic_of_a_pressing_message_is_told_without_any_phrase():
    text = "催收给我秘书留言说了我的欠款"
    phrases = phrases_of("zh")
    message = phrases.mark(phrases.read(plain(text)))
    assert not any(any(places_of(message, phrase)) for phrase in message.phrases)
    (told,) = recognise(text)
    assert told.id == "third-party-disclosure"
    assert told.words in text


def test_a_long_message_is_read_by_its_phrases_alone():
    threat = "不还钱就爆你通讯录。"
    harmless = "今天的天气很好，我们去公园散步。" * (SHORT // 10)
    assert "contact-list-threat" in {one.id for one in recognise(threat + harmless)}


@pytest.mark.parametrize("denied", ["催收没有跟我要过现金。", "The collector has never asked for gift cards."])
def test_no_weight_speaks_over_a_denial(denied):
    assert recognise(denied) == ()
