"""Words that could hurt somebody at their worst stand in no sentence of ours, in neither language (Samaritans, WHO media guide).

No "committed", no "successful" or "failed", no epidemic, no methods and places, no single cause, no name of an illness for
the person, no urging and no counting of days kept.
"""

import re
import tomllib

import pytest

from planner.resources import ASSETS

pofile = pytest.importorskip("babel.messages.pofile")

ENGLISH = re.compile(
    r"\bcommit(s|ted|ting)? suicide\b|\b(successful|failed|unsuccessful|completed) (suicide|attempt)"
    r"|\bsuicide (epidemic|victim|note)|\bepidemic\b"
    r"|\b(suicid|die[sd]?|dying|death)\w*\b[^.]{0,40}\bbecause of (your |their |the |a )?(debt|money)"
    r"|\bbecause of (your |the )?debts?\b"
    r"|\b(overdos|hang(ed|ing)? (your|him|her|them)sel|slit|noose|jump(ed|ing)? (off|from|in front))"
    r"|\b(pills?|rooftop|razor)\b"
    r"|\byou (have|suffer from|are) (depress(ion|ed)|anxi(ety|ous)|ill|sick|unwell|an addict|disorder\w*)\b"
    r"|\byour (diagnosis|depression|disorder|addiction)\b"
    r"|\b(better off (dead|without you)|selfish|coward|weak-willed)\b"
    r"|\bstreaks?\b|\byou missed\b|\b(don't|do not) break (the|your) chain\b|\bkeep it up\b|\bpoints? earned\b",
    re.IGNORECASE,
)
CHINESE = re.compile(
    r"自杀(成功|未遂|失败|身亡|热潮|潮)|成功自杀|畏罪自杀|轻生|想不开|寻短见|(因为|由于)(欠债|负债|债务|欠款|欠钱)[^。]{0,12}(自杀|死)"
    r"|(因为|由于)(欠债|负债|债务)"
    r"|上吊|割腕|跳楼|跳桥|烧炭|安眠药|农药|服毒|天台|服药过量"
    r"|你(有|得了|患有|患了|是)(抑郁|焦虑|精神|心理疾病|病)|你的(抑郁症|焦虑症|病情|诊断)|精神病|神经病"
    r"|懦弱|自私|不负责任|没出息|打卡(?!背|上)|连续\d*天|你错过了|积分|别断"
)
SHOUTING = re.compile(r"[!！]")
NOT_OURS = ("source", "url", "seen", "document", "licence", "citation", "references", "reference")
SAID_BY_THEM = ("tactics",)
"""What collectors say, listed to be recognised, is theirs: it is read by the recogniser and shown folded."""


def sentences():
    """Yield (where, words) of the whole catalogue and of every text in the assets that a person may read."""
    with (ASSETS / "locale/zh/LC_MESSAGES/ashore.po").open("rb") as file:
        for message in pofile.read_po(file):
            if message.id:
                yield "catalogue", message.id
                yield "catalogue", message.string
    for path in sorted(ASSETS.rglob("*.toml")):
        where = path.relative_to(ASSETS).as_posix()
        if where.split("/")[0] not in SAID_BY_THEM:
            with path.open("rb") as file:
                yield from ((where, words) for words in texts_in(tomllib.load(file)))
    for path in sorted((ASSETS / "letters").rglob("*.txt")):
        yield path.relative_to(ASSETS).as_posix(), path.read_text("utf-8")
    for path in sorted((ASSETS / "tactics").glob("guides.*.toml")):
        with path.open("rb") as file:
            yield from ((path.name, words) for words in texts_in(tomllib.load(file)))


def texts_in(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inside in value.items():
            if key not in NOT_OURS:
                yield from texts_in(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from texts_in(inside)


def test_no_sentence_breaks_the_guide():
    found = [
        (where, (ENGLISH.search(words) or CHINESE.search(words)).group())
        for where, words in sentences()
        if ENGLISH.search(words) or CHINESE.search(words)
    ]
    assert found == []


def test_enough_is_read_for_that_to_mean_something():
    read = list(sentences())
    assert len(read) > 5000
    assert {"wellbeing/lines.toml", "wellbeing/instruments/phq-4.toml", "wellbeing/support/united_kingdom.toml"} <= {
        where for where, _ in read
    }


def test_nothing_about_how_somebody_is_raises_its_voice():
    words = [text for where, text in sentences() if where.startswith("wellbeing/")]
    assert [text for text in words if SHOUTING.search(text)] == []
    with (ASSETS / "locale/zh/LC_MESSAGES/ashore.po").open("rb") as file:
        said = [text for message in pofile.read_po(file) for text in (message.id, message.string) if message.id]
    assert [text for text in said if SHOUTING.search(text)] == []


@pytest.mark.parametrize(
    "words",
    [
        "He committed suicide.",
        "a failed attempt",
        "She died because of debt.",
        "You have depression.",
        "a 12 week streak",
        "You missed three weeks",
        "他自杀未遂",
        "因为欠债想不开",
        "你有抑郁症",
        "连续7天打卡",
        "从天台",
    ],
)
def test_the_lint_would_see_them(words):
    assert ENGLISH.search(words) or CHINESE.search(words)


@pytest.mark.parametrize(
    "words",
    [
        "You owe money, not your life.",
        "988 Suicide & Crisis Lifeline",
        "This is not a diagnosis.",
        "欠的是钱，不是命。",
        "这样的回答，常常出现在情绪低落或焦虑的时候。这不是诊断。",
    ],
)
def test_the_lint_lets_plain_words_through(words):
    assert not ENGLISH.search(words)
    assert not CHINESE.search(words)
