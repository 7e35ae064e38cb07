"""When words that sound like a tactic are none: denied, asked about, advised against, warned of, or about something else.

The words to look for stand under ``[silence]`` in ``assets/tactics/<language>.toml``.
"""

from __future__ import annotations

import re

from planner.tactics.phrases import Marked, Phrase, Phrases, never
from planner.tactics.sentences import Sentence

COLLECTOR, ME, OTHER = "collector", "me", "other"
SPEAKERS = (COLLECTOR, ME, OTHER)


def speaks_of_other_things(message: Marked) -> bool:
    """Return whether a whole message is a notice, a warning, news, or about something that is no debt."""
    if message.holds("notice"):
        return True
    return not message.speaks_of_debt and message.holds("other")


def is_silent(
    found: re.Match[str], sentence: Sentence, message: Marked, phrase: Phrase, phrases: Phrases, speaker: str | None
) -> bool:
    """Return whether the sentence that holds ``found`` makes nothing of it."""
    silence = phrases.silence
    if message.nevers and message.holds(never(phrase.tactic), sentence.begin, sentence.end):
        return True
    if message.holds("advice", sentence.begin, sentence.end):
        return True
    if speaker == ME and not silence["told"].search(sentence.words):
        return True
    if phrase.negates:
        return False
    return _is_asked(sentence, phrases) or _is_denied(found, sentence, phrases)


def _is_asked(sentence: Sentence, phrases: Phrases) -> bool:
    """Return whether the sentence asks for what was found; a taunt only looks like a question, and a fact may go before one."""
    silence = phrases.silence
    opens = silence["opens"].match(sentence.words.lstrip(" ,:-"))
    if not (sentence.asks or opens or silence["question"].search(sentence.words)):
        return False
    if silence["taunt"].search(sentence.words):
        return False
    tail = silence["tail"].search(sentence.after)
    if tail is None:
        return True
    told = sentence.words[: len(sentence.words) - len(sentence.after) + tail.start()]
    return silence["fact"].search(told) is None


def _is_denied(found: re.Match[str], sentence: Sentence, phrases: Phrases) -> bool:
    """Return whether a "not" stands between the words, or right before them with nothing new begun after it.

    What they do not make, ask or let somebody do is denied as well.
    """
    silence = phrases.silence
    negation, allowed = silence["negation"], silence["no_negation"]
    if any(gap and negation.search(allowed.sub("", gap)) for gap in found.groups()):
        return True
    near = sentence.before[-_NEAR[phrases.language] :].rpartition(",")[2]
    if phrases.language == "zh" and _ends_denied(near + found[0][:1], 1, phrases):
        return True  # 不|会起诉: a "not" may end in the first character of the words
    return _ends_denied(near, 0, phrases)


def _ends_denied(near: str, of_words: int, phrases: Phrases) -> bool:
    """Return whether the last "not" of ``near`` still holds at its end; ``of_words`` of its characters belong to what was found."""
    silence = phrases.silence
    if silence["negation"].search(near) is None:
        return False
    last = None
    for last in silence["negation"].finditer(silence["no_negation"].sub("", near)):  # noqa: B007 - the last one counts
        pass
    if last is None:
        return False
    between = silence["carries"].sub("", last.string[last.end() : len(last.string) - of_words])
    return silence["anew"].search(between) is None


_NEAR = {"zh": 14, "en": 60}
