"""Words of a sitting that need a look at themselves: amounts of money, faults that are whole sentences, amounts in quoted words."""

from __future__ import annotations

import re
from functools import lru_cache

from planner.i18n import format_money

_VERBS = frozenset(
    "is are was has needs goes comes must cannot can could holds ends begins starts stands does lies".split()
)
"""Words with which an English fault begins whose subject is its field."""
_SUBJECTS = (
    (re.compile("是|超过"), "这里"),
    (re.compile("早于|离第|距|还没到|在(?:将来|第一天|计划|这)"), "这个时间"),
    (re.compile("比(?!如)"), "这个数"),
)
"""How a Chinese fault begins whose subject is its field, and what is said for that."""
_AMOUNT = re.compile(r"[$¥￥€£]\s?\d[\d,]*(?:\.\d+)?|\d[\d,]*(?:\.\d+)?\s?[万千]?元")


@lru_cache(maxsize=4096)
def money_words(minor: int, currency: str, language: str) -> str:
    """Return an amount in the language's form."""
    return format_money(minor, currency, language)


def without_amounts(text: str, instead: str) -> str:
    """Return words with ``instead`` for every amount of money in them."""
    return _AMOUNT.sub(instead, text)


def amid_chinese(name: str, language: str) -> str:
    """Return a name to stand in the middle of a sentence: between Chinese, a space parts off Latin letters and digits."""
    return re.sub(r"^(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])$", " ", name) if language == "zh" else name


def begun(words: str) -> str:
    """Return words as they stand alone, on a button or beside a label: with a capital at their beginning."""
    return words[:1].upper() + words[1:]


def as_sentences(language: str, *parts: str) -> str:
    """Return parts one after the other, each ended as a sentence."""
    stop, between = ("。", "") if language == "zh" else (".", " ")
    return between.join(part if part[-1] in ".。" else part + stop for part in parts if part)


def apart(language: str, *parts: str) -> str:
    """Return parts of a line that each begin anew, such as what somebody typed: a capital has no place behind a comma."""
    return ("。" if language == "zh" else ". ").join(part for part in parts if part)


def question_and_rest(words: str) -> tuple[str, str]:
    """Return the question, and the sentences that stand behind it: only the question is set in bold."""
    end = max(words.rfind("?"), words.rfind("？")) + 1
    return (words[:end], words[end:].strip()) if end else (words, "")


def whole_sentence(words: str, language: str) -> str:
    """Return the words of a fault as a whole sentence: under its field those without a subject get one."""
    if not words:
        return words
    if language == "zh":
        subject = next((named for begins, named in _SUBJECTS if begins.match(words)), "")
        return f"{subject}{words}" if words[-1] in "。？！" else f"{subject}{words}。"
    words = f"This {words}" if words.partition(" ")[0] in _VERBS else words[0].upper() + words[1:]
    return words if words[-1] in ".?!" else words + "."
