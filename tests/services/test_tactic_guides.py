"""A guide for every tactic: whole in both languages, kind, no verdict, no reply that could hurt the one who sends it."""

import math
import re
from collections import Counter

import pytest

from planner.services.contact_words import TACTICS
from planner.services.tactic_guides import (
    MARKS,
    all_guides,
    boundary_script,
    find_guides,
    guide_of,
    not_tell_card,
)

LANGUAGES = ("en", "zh")
LAWFUL_PRESSURE = {
    "deadline-pressure",
    "refuse-negotiation",
    "guilt",
    "information-fishing",
    "part-payment-trap",
    "written-trap",
}
PRESSURE = {"en": "Pressure, not a breach", "zh": "施压，不算违规"}
NEVER_SAID = {
    "en": (
        r"\billegal|\bunlawful|\bviolat|\bprov(e|es|ed|ing|en)\b|\bbreach(?!, not)(?<!Pressure, not a breach)|\bcrisis\b|\bcommitted\b"
        r"|you should have|\bsue me\b|\btake me to court|\bignore\b|throw (it|them) away|\bfake|\bforge|\bfalse\b|\bscam"
        r"|expired|don't have to pay|\bdetected\b|\bdelinquent|\bdefault(ed|er)?\b"
    ),
    "zh": (
        r"违法|犯法|非法|证明|铁证|违规(?<!施压，不算违规)|老赖|失信|拖欠|你应该早|去告我|起诉我|随便告|不用理|别理|不予理会|不必理会"
        r"|假的|伪造|假文书|假律师|骗局|不用还了|不用还钱|确诊|识别为"
    ),
}
ADMITS_OR_PROMISES = {
    "en": (
        r"\bmy debt|\bmy loan|\bI owe\b|\bI will pay|\bI('ll| can) pay|\bpromise|\bI agree\b|instal?ment|more time|\bsorry\b"
        r"|\bI admit|\bmy balance|pay you|\brepay|\bunable to pay|can ?not pay|\bI refuse|stop contacting me|\bhardship"
    ),
    "zh": r"我欠|我的欠款|我的债|会还|能还|还得起|还不|还款计划|分期|宽限|缓|保证|承诺|答应|对不起|抱歉|认账|承认|拒绝|困难",
}
INSULTS = {"en": r"\bshame|\bliar|\bidiot|\bstupid|\bcriminal", "zh": r"不要脸|滚|骗子|混蛋|流氓|垃圾"}


def guides(language):
    return [guide for group in all_guides(language) for guide in group.guides]


def own_words(guide):
    """What we say ourselves: all but the words of the caller."""
    return "\n".join(
        (guide.name, guide.first, guide.mark, guide.why, guide.lawful_words, guide.say_to, guide.send_to)
        + (guide.say, guide.send, *guide.save, *guide.need_not_tell)
    )


def script_words(language):
    script, card = boundary_script(language), not_tell_card(language)
    items = [words for name, items in card.groups for words in (name, *items)]
    steps = [words for step in script.steps for words in step]
    return "\n".join(
        (script.title, script.about, *steps, card.title, card.about, card.say, *items, card.keep, card.court)
    )


def every_text(language):
    """Every text of a language with where it stands."""
    return [*((guide.id, own_words(guide)) for guide in guides(language)), ("scripts", script_words(language))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_tactic_of_the_log_has_a_guide_under_one_heading(language):
    shown = Counter(guide.id for guide in guides(language))
    assert set(shown) == set(TACTICS)
    assert set(shown.values()) == {1}
    assert 5 <= len(all_guides(language)) <= 6
    assert len({guide.name for guide in guides(language)}) == len(TACTICS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("tactic", TACTICS)
def test_a_guide_has_all_its_parts(tactic, language):
    guide = guide_of(tactic, language)
    assert all((guide.name, guide.why, guide.lawful_words, guide.say, guide.send))
    assert guide.lawful in MARKS
    assert 3 <= len(guide.sounds_like) <= 5
    assert 2 <= len(guide.save) <= 4
    assert 2 <= len(guide.need_not_tell) <= 4
    texts = (*guide.sounds_like, *guide.save, *guide.need_not_tell)
    assert all(text.strip() == text != "" for text in texts)
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("tactic", TACTICS)
def test_both_languages_say_the_same_of_what_is_lawful_and_who_is_spoken_to(tactic):
    english, chinese = guide_of(tactic, "en"), guide_of(tactic, "zh")
    assert english.lawful == chinese.lawful
    for part in ("first", "mark", "say_to", "send_to"):
        assert bool(getattr(english, part)) == bool(getattr(chinese, part)), part


@pytest.mark.parametrize("language", LANGUAGES)
def test_lawful_pressure_is_called_pressure_and_nothing_else_is(language):
    called = {guide.id for guide in guides(language) if PRESSURE[language] in guide.lawful_words}
    assert called == LAWFUL_PRESSURE
    often = {guide.id for guide in guides(language) if guide.lawful == "often"}
    assert often == LAWFUL_PRESSURE | {"court-notice"}
    assert guide_of("court-notice", language).mark


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_gives_a_verdict_calls_a_paper_untrue_or_says_to_let_one_lie(language):
    found = [
        (where, hit.group())
        for where, text in every_text(language)
        for hit in re.finditer(NEVER_SAID[language], text, re.I)
    ]
    assert found == []


def test_the_lint_finds_what_it_looks_for():
    for words in ("This is illegal", "it proves", "Sue me then", "a fake paper", "ignore it", "a breach of the law"):
        assert re.search(NEVER_SAID["en"], words, re.I), words
    for words in ("这是违法的", "可以证明", "你去告我吧", "这是假的", "不用理它", "对方违规了"):
        assert re.search(NEVER_SAID["zh"], words), words
    assert not re.search(NEVER_SAID["en"], "Pressure, not a breach. The date", re.I)
    assert not re.search(NEVER_SAID["zh"], "施压，不算违规。")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_reply_admits_the_debt_promises_asks_for_time_or_insults(language):
    replies = [words for guide in guides(language) for words in (guide.say, guide.send)]
    replies += [step.words for step in boundary_script(language).steps] + [not_tell_card(language).say]
    for pattern in (ADMITS_OR_PROMISES[language], INSULTS[language]):
        assert [words for words in replies if re.search(pattern, words, re.I)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_court_are_checked_first_and_a_paper_keeps_its_days(language):
    check, days = {"en": ("check", "deadline"), "zh": ("核实", "期限")}[language]
    claim, paper = guide_of("legal-claim", language), guide_of("court-notice", language)
    assert check in claim.first
    assert "12368" in claim.first
    assert days in paper.first
    assert days in paper.lawful_words
    assert guide_of("false-legal", language).first


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_to_say_is_one_breath_and_one_to_send_fits_three_text_messages(language):
    for guide in guides(language):
        if language == "en":
            assert len(guide.say.split()) <= 24, guide.id
            assert guide.send.isascii()
            assert not set("[]{}^~|\\`") & set(guide.send)
            assert math.ceil(len(guide.send) / 153) <= 3, guide.id
        else:
            assert len(guide.say) <= 36, guide.id
            assert math.ceil(len(guide.send) / 67) <= 3, guide.id


def test_chinese_is_chinese_throughout():
    for guide in guides("zh"):
        for text in (own_words(guide), *guide.sounds_like):
            assert not re.search(r"[A-Za-z]", text), (guide.id, text)
            assert not re.search(r"[,;:?()\"']|[.](?!\d)", text), (guide.id, text)
    assert not re.search(r"[A-Za-z,;:?()\"'.]", script_words("zh"))


def test_nothing_shouts_and_english_has_no_character_that_is_a_full_em_wide():
    for language in LANGUAGES:
        shouted = [
            guide.id for guide in guides(language) if set("!！") & set(own_words(guide) + str(guide.sounds_like))
        ]
        assert shouted == []
    wide = set("’‘“”·…×→")
    assert [where for where, text in every_text("en") if wide & set(text)] == []
    assert [guide.id for guide in guides("en") if wide & set("".join(guide.sounds_like))] == []


def test_what_was_said_is_found_by_a_word_of_it_in_either_language():
    assert "contact-list-threat" in find_guides("phone BOOK")
    assert "contact-list-threat" in find_guides("爆通讯录")
    assert "impersonation" in find_guides("ＪＵＤＩＣＩＡＬ group")
    assert find_guides("trains to the moon") == frozenset()
    assert find_guides("  ") == frozenset(TACTICS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_script_of_three_steps_ends_with_the_log(language):
    script = boundary_script(language)
    assert len(script.steps) == 3
    ending = {"en": "I am logging this.", "zh": "这通电话我在做记录。"}[language]
    assert script.steps[-1].words.endswith(ending)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_card_keeps_one_way_to_reach_the_person_and_what_a_contract_asks(language):
    card = not_tell_card(language)
    kept = {"en": ("reach me", "contract"), "zh": ("找到我", "合同")}[language]
    assert all(words in card.keep for words in kept)
    assert len(card.groups) == 4


@pytest.mark.parametrize(
    ("language", "words"), [("en", r"12368|mainland China(?!,? and| the)"), ("zh", r"12368|在中国大陆")]
)
def test_elsewhere_no_number_and_no_law_of_china_alone_is_named(language, words):
    at_home = {one.id: one for group in all_guides(language, "china") for one in group.guides}
    away = {one.id: one for group in all_guides(language, "united_states/texas") for one in group.guides}
    assert "12368" in at_home["legal-claim"].first
    assert at_home == {one.id: one for group in all_guides(language) for one in group.guides}
    assert at_home.keys() == away.keys()
    for one in away.values():
        said = own_words(one)
        if "United Kingdom" in said or "英国" in said:
            continue  # a list of places that have such rules, and no number
        assert not re.search(words, said), one.id
