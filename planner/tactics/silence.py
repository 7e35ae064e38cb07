"""When words that sound like a tactic are none: denied, asked about, advised against, warned of, or about something else.

The words to look for stand under ``[silence]`` in ``assets/tactics/<language>.toml``.
"""

from __future__ import annotations

import re

from planner.tactics.phrases import Marked, Phrase, Phrases
from planner.tactics.sentences import Sentence

COLLECTOR, ME, OTHER = "collector", "me", "other"
SPEAKERS = (COLLECTOR, ME, OTHER)


def speaks_of_other_things(message: Marked, phrases: Phrases) -> bool:
    """Return whether a whole message is a notice, a warning, news, or about something that is no debt."""
    if phrases.lists["notice"].stands_in(message):
        return True
    return phrases.lists["other"].stands_in(message) and not speaks_of_debt(message, phrases)


def speaks_of_debt(message: Marked, phrases: Phrases) -> bool:
    """Return whether a message speaks of a debt or of those who collect it."""
    return phrases.lists["debt"].stands_in(message)


def is_silent(
    found: re.Match[str], sentence: Sentence, message: Marked, phrase: Phrase, phrases: Phrases, speaker: str | None
) -> bool:
    """Return whether the sentence that holds ``found`` makes nothing of it."""
    silence = phrases.silence
    never = phrases.never.get(phrase.tactic)
    if never is not None and never.stands_in(message, sentence.begin, sentence.end):
        return True
    if phrases.lists["advice"].stands_in(message, sentence.begin, sentence.end):
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
    """Return whether a "not" stands between the words, or right before them with nothing new begun after it."""
    negation, allowed = phrases.silence["negation"], phrases.silence["no_negation"]
    if any(gap and negation.search(allowed.sub("", gap)) for gap in found.groups()):
        return True
    near = sentence.before[-_NEAR[phrases.language] :].rpartition(",")[2]
    last = None
    for last in negation.finditer(allowed.sub("", near)):  # noqa: B007 - the last one counts
        pass
    return last is not None and phrases.silence["anew"].search(last.string[last.end() :]) is None


_NEAR = {"zh": 14, "en": 60}
