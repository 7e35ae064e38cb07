"""Over all words in both languages: no paper is called untrue, none is to be left unanswered, and nobody says "sue me" (guard 3)."""

import re
from pathlib import Path

import pytest

from planner.resources import ASSETS

pofile = pytest.importorskip("babel.messages.pofile")

NEVER_IN_ENGLISH = re.compile(
    r"\bsue me\b|\btake me to court\b"
    r"|\b(paper|letter|summons|notice|order|claim|judgment|document|deed|it)s? (is|are|may be|must be) (a )?(fake|false|forged|bogus|not real|untrue)"
    r"|\b(fake|bogus|forged|phoney|sham)\b"
    r"|\b(you (can|may)|just|simply|please) ignore\b|\bignore (it|this|them|the (paper|letter|summons|notice))\b"
    r"|\bthrow (it|this|them) away\b|\bdon't (answer|open) (it|the (paper|letter|summons))\b",
    re.IGNORECASE,
)
NEVER_IN_CHINESE = re.compile(
    r"去告我|告我(吧|去|啊)|起诉我(吧|啊)|法庭见"
    r"|(文书|传票|支付令|判决书?|律师函|通知|信|纸)(是|都是|多半是|肯定是)?(假的|伪造的|吓唬人的)|假(传票|文书|判决|律师函|支付令)"
    r"|不用(理|管)(它|他|会)?|别理(它|会)?|不必理会|不要理会|可以不理|无视|扔掉|不用(答|回)复|置之不理"
)
HARSH = re.compile(r"\b(illegal|violation|proves?|you should have|overdue!)\b", re.IGNORECASE)


def words_of_the_catalogue():
    with (ASSETS / "locale/zh/LC_MESSAGES/ashore.po").open("rb") as file:
        return [(message.id, message.string) for message in pofile.read_po(file) if message.id]


def words_of_the_files():
    """Lines of words that are shown, from every file of them."""
    for folder in ("happening", "papers", "stages", "deadlines", "wellbeing", "limitation"):
        for path in sorted((ASSETS / folder).rglob("*.toml")):
            for line in path.read_text("utf-8").splitlines():
                if not line.lstrip().startswith(("#", "source", "seen")):
                    yield f"{folder}/{path.name}", line


def test_no_sentence_of_the_catalogue_breaks_the_guard():
    found = [
        (en, zh)
        for en, zh in words_of_the_catalogue()
        if NEVER_IN_ENGLISH.search(en) or NEVER_IN_CHINESE.search(zh or "")
    ]
    assert found == []


def test_no_word_of_the_files_breaks_the_guard():
    found = [
        (where, line)
        for where, line in words_of_the_files()
        if NEVER_IN_ENGLISH.search(line) or NEVER_IN_CHINESE.search(line)
    ]
    assert found == []


def test_these_pages_pass_no_verdict_and_raise_no_voice():
    found = [
        (where, line)
        for where, line in words_of_the_files()
        if where.split("/")[0] in ("happening", "papers", "stages")
        and (HARSH.search(line) or re.search(r"[!！]|违法|老赖|失信|拖欠的", line))
    ]
    assert found == []


@pytest.mark.parametrize(
    "words",
    [
        "Go on, sue me.",
        "This summons is fake.",
        "The letter is not real.",
        "You can ignore it.",
        "Ignore this letter",
        "A forged court paper",
        "有本事就去告我",
        "这张传票是假的",
        "收到假传票不用理",
        "律师函可以不理",
        "扔掉就好",
    ],
)
def test_the_guard_would_see_them(words):
    assert NEVER_IN_ENGLISH.search(words) or NEVER_IN_CHINESE.search(words)


@pytest.mark.parametrize(
    "words", ["Take it seriously, even if you are not sure that it is real.", "就算不确定真假，也要认真对待。"]
)
def test_the_guard_lets_calm_words_through(words):
    assert not NEVER_IN_ENGLISH.search(words)
    assert not NEVER_IN_CHINESE.search(words)


def test_no_reply_offers_a_lawsuit():
    text = (Path(ASSETS) / "happening" / "everywhere.toml").read_text("utf-8")
    replies = re.findall(r"^reply = (.*)$", text, re.MULTILINE)
    assert len(replies) == 5
    assert not [reply for reply in replies if re.search(r"court|lawsuit|法院|起诉", reply)]
