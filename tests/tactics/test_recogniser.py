"""What people rely on when words are recognised: found in any disguise, silent on harmless words, shown as they were written."""

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.resources import ASSETS
from planner.rules.facts import TACTICS
from planner.tactics.normal import places, plain
from planner.tactics.phrases import phrases_of
from planner.tactics.recogniser import LAWFUL, LEAST, recognise
from tests.tactics.scoring import NONE, everything, places_of, score

LANGUAGES = ("zh", "en")
THREAT = "不还钱就爆你通讯录"


def ids(text, speaker=None):
    return {one.id for one in recognise(text, speaker)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nine_of_ten_messages_are_recognised_and_hardly_any_is_wrong(language):
    got = score(everything(language))
    assert got.recall >= 0.9, got.missed
    assert got.precision >= 0.95, got.extra


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_set_is_large_and_nearly_half_of_it_is_harmless(language):
    labelled = everything(language)
    harmless = [one for one in labelled if one.wanted == NONE]
    assert len(labelled) >= 600
    assert len(harmless) >= 0.43 * len(labelled)


@pytest.mark.parametrize("language", LANGUAGES)
def test_harmless_messages_stay_silent(language):
    harmless = [one for one in everything(language) if one.wanted == NONE]
    loud = [one.text for one in harmless if recognise(one.text)]
    assert len(loud) <= len(harmless) * 0.04, loud


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_tactic_has_phrases_and_none_is_given_that_only_the_borrower_can_confirm(language):
    assert {phrase.tactic for phrase in phrases_of(language).phrases} == set(TACTICS) - {"false-legal"}


@pytest.mark.parametrize(
    "text",
    [
        "不 还 钱 就 爆 你 通 讯 录",
        "不还钱就爆.你.通.讯.录",
        "不还钱就爆你通*讯*录",
        "不還錢就爆你通訊錄",
        "不还钱就爆你txl",
        "不还钱就爆你ｔｘｌ",
        "不还钱就爆你 t x l",
        "不还钱就爆你t.x.l",
        "不还钱就爆你通迅录",
        "不还钱就爆\u200b你\u200b通\u200b讯\u200b录",
        "不还钱就爆😡你😡通😡讯😡录",
        "唔還錢就爆你通訊錄",
    ],
)
def test_a_threat_is_recognised_in_any_disguise(text):
    assert "contact-list-threat" in ids(text)


@pytest.mark.parametrize(
    "text",
    [
        "WE WILL SUE YOU",
        "we will s.u.e you",
        "Ｗｅ ｗｉｌｌ ｓｕｅ ｙｏｕ",
        "we wi11 sue you",
        "we  will\tsue you",
        "wе will suе you",
        "we'll sue u",
    ],
)
def test_an_english_claim_is_recognised_in_any_disguise(text):
    assert "legal-claim" in ids(text)


@pytest.mark.parametrize("time", ["5pm", "5am", "5min", "5 hrs", "5days"])
def test_a_five_before_a_time_is_no_letter(time):
    assert plain(f"pay within {time}") == f"pay within {time}"
    assert plain("5ue") == "sue"


def test_the_words_are_shown_as_the_person_wrote_them():
    assert recognise("好的。爆 你 通.讯.录，等着")[0].words == "爆 你 通.讯.录"
    assert recognise("Listen: WE'LL SUE YOU.")[0].words == "WE'LL SUE"


def test_a_message_in_two_languages_is_read_in_both():
    assert {"contact-list-threat", "legal-claim"} <= ids("We will sue you. 不还钱就爆你通讯录")


@pytest.mark.parametrize(
    "text",
    [
        "我们不会联系您的家人",
        "催收会爆我通讯录吗？",
        "如果催收爆你通讯录，可以投诉",
        "【反诈提醒】谨防冒充法院的短信",
        "We will not call your employer.",
        "Can they call my employer?",
        "If a collector threatens to sue you, ask for it in writing.",
        "Scam alert: callers pretend to be the police.",
    ],
)
def test_denials_questions_advice_and_warnings_are_silent(text):
    assert ids(text) == set()


def test_a_fact_before_a_question_is_heard():
    assert "contact-list-threat" in ids("催收昨天爆了我通讯录，怎么办？")
    assert "third-party-disclosure" in ids("They told my boss that I owe money, is that legal?")


def test_a_plea_of_the_borrower_is_no_tactic_and_an_account_is():
    assert ids("求求你别给我妈打电话", "me") == set()
    assert ids("I will pay you by 5pm today or tomorrow", "me") == set()
    assert "third-party-disclosure" in ids("催收给我妈打电话说我欠钱", "me")
    assert "third-party-disclosure" in ids("they told my boss that I owe money", "me")


def test_a_real_court_paper_is_a_deadline_and_nothing_else():
    notice = (
        "【福田区人民法院】您与某银行信用卡纠纷一案，案号(2026)粤0304民初3321号，定于12月8日在第三法庭开庭，详询12368"
    )
    assert ids(notice) == {"court-notice"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_is_passed_over_that_stands_in_a_message(language):
    """Only what may stand in a message is looked for, and only where it may begin: it must be what a full search finds."""
    phrases = phrases_of(language)
    found = 0
    for one in [one for one in everything(language) if one.wanted != NONE][::12]:
        message = phrases.mark(phrases.read(plain(one.text)))
        for phrase in phrases.phrases:
            whole = [match.span() for match in phrase.pattern.finditer(message.plain)]
            looked = [match.span() for match in places_of(message, phrase)] if phrase in message.phrases else []
            assert looked == whole, (phrase.pattern.pattern, one.text)
            found += len(whole)
    assert found > 150


@pytest.mark.parametrize(
    "text", ["光今天上午网贷的就打了47个，手机烫得没法用。", "转够三个群", "一天打十几个电话", "给你二十四小时"]
)
def test_no_phrase_is_passed_over_at_the_seam_of_words_and_numbers(text):
    phrases = phrases_of("zh")
    message = phrases.mark(phrases.read(plain(text)))
    for phrase in phrases.phrases:
        if phrase.pattern.search(message.plain):
            assert phrase in message.phrases, phrase.expression


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_often_lawful_is_named_as_pressure(language):
    for one in everything(language):
        assert all(found.lawful == (found.id in LAWFUL) for found in recognise(one.text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "龑",
        "🙂" * 500,
        "\ud800",
        "a\ud800b",
        "\u202eold eht yap\u202c",
        "مرحبا بكم",
        "\x00",
        "。" * 999,
        "\n" * 999,
        "'" * 999,
    ],
)
def test_any_text_is_read(text):
    assert recognise(text) == ()


@pytest.mark.parametrize(
    "piece",
    [
        "爆",
        "不还钱",
        "*",
        ".",
        " ",
        "a ",
        "打你",
        "call ",
        "we will ",
        "the ",
        "我要你",
        "(",
        "'",
        "起诉 ",
        "一个一个打",
        "1.",
        "pay today or ",
    ],
)
def test_a_long_message_ends(piece):
    recognise((piece * 100_000)[:100_000])


@pytest.mark.parametrize("speaker", ["collector", "me", "other", None])
def test_every_speaker_can_be_named(speaker):
    assert all(isinstance(one.sure, Decimal) for one in recognise(THREAT, speaker))


def test_an_unknown_speaker_is_refused():
    with pytest.raises(ValueError, match="speaker"):
        recognise(THREAT, "police")


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet=st.characters(codec=None), max_size=200))
def test_nothing_breaks_it_and_words_stand_in_the_text(text):
    for one in recognise(text):
        assert one.words
        assert one.words in text


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=120))
def test_every_character_of_the_plain_form_knows_where_it_came_from(text):
    back = places(text)
    assert len(back.begins) == len(back.ends) == len(plain(text))
    assert all(0 <= begin < end <= len(text) for begin, end in zip(back.begins, back.ends, strict=True))


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(["", " ", "\u3000", "\u200b", "*", "·"]), min_size=len(THREAT), max_size=len(THREAT)))
def test_signs_between_characters_hide_nothing(signs):
    text = "".join(sign + letter for sign, letter in zip(signs, THREAT, strict=True))
    assert "contact-list-threat" in ids(text)


@settings(deadline=None, max_examples=50)
@given(
    st.sampled_from(["我们不会", "催收没有", "他们从来没有", "我司绝不"]),
    st.sampled_from(["联系你的家人", "爆你通讯录", "去你单位找领导"]),
)
def test_a_denied_threat_stays_silent(denied, threat):
    assert ids(denied + threat) == set()


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(["We will not ", "They never ", "The collector did not ", "He does not ", "No collector will "]),
    st.sampled_from(
        [
            "call your boss",
            "tell your family about the debt",
            "ask you to pay with gift cards",
            "call you twenty times a day",
            "ask your mother to pay your debt",
            "make you sign an agreement admitting the debt",
            "tell you to borrow from your friends",
        ]
    ),
)
def test_what_nobody_does_asks_or_makes_somebody_do_stays_silent(denied, threat):
    assert ids(denied + threat) == set()


@pytest.mark.parametrize("denied", ["我们不会", "催收没有", "他们从来没有", "催收从不"])
@pytest.mark.parametrize("threat", ["让我爸替我还钱", "逼我签欠条", "抓你坐牢", "让我去借网贷还", "起诉你"])
def test_a_denial_carries_over_whom_it_is_done_to(denied, threat):
    assert ids(denied + threat) == set()


def test_a_weak_wording_counts_only_where_a_debt_is_spoken_of():
    assert ids("后果自负") == set()
    assert ids("再不还款后果自负") == {"threat-violence"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_less_sure_than_the_least_is_returned(language):
    assert all(found.sure >= LEAST for one in everything(language) for found in recognise(one.text))


def test_lines_of_a_credit_report_without_a_stop_sound_like_nothing():
    assert ids("XXXX Inquiry from XX/XX/XXXX " * 12) == set()
    assert ids("查询机构：某某银行　查询日期　某年某月某日 " * 12) == set()


def test_no_english_phrase_takes_a_question_mark_for_what_may_be_missing():
    lines = (ASSETS / "tactics" / "en.toml").read_text("utf-8").splitlines()
    assert not [line for line in lines if not line.startswith("#") and re.search(r"[a-z]\?", line)]
