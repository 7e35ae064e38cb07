"""What a message sounds like: the tactics of collectors in it, by their ids, with the words that sound like them.

It only suggests. The person says yes, no or not sure; only a yes counts. ``false-legal`` is never suggested: no words alone
tell that a claim of court is untrue.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from planner.tactics.normal import Places, made_plain, places
from planner.tactics.phrases import LESS_SURE, LONGEST, Marked, Phrase, phrases_of
from planner.tactics.sentences import sentence_of
from planner.tactics.silence import COLLECTOR, SPEAKERS, is_silent, speaks_of_other_things
from planner.tactics.weights import PRESSING, Heard

LAWFUL = frozenset({"guilt", "information-fishing", "deadline-pressure", "refuse-negotiation", "court-notice"})
"""Pressure that the law often allows, and a paper that is none."""
HIDES = {
    "court-notice": frozenset({"legal-claim", "impersonation", "information-fishing", "deadline-pressure"}),
    "advance-fee": frozenset({"extra-fee", "part-payment-trap", "credit-threat", "private-payee", "borrow-to-pay"}),
    "relending-bait": frozenset({"borrow-to-pay", "part-payment-trap", "deadline-pressure"}),
}
"""What a message is not as well, where it sounds like the first: a court paper claims a suit, a fixer asks for a fee."""
HIDES_WITHIN = {
    "borrow-to-pay": frozenset({"family-target", "third-party-demand", "workplace-pressure"}),
    "threat-violence": frozenset({"deadline-pressure"}),
    "written-trap": frozenset({"third-party-demand", "family-target"}),
    "contact-list-threat": frozenset(
        {"deadline-pressure", "threat-violence", "third-party-disclosure", "family-target", "repeat-calls"}
    ),
    "criminal-threat": frozenset({"legal-claim"}),
    "repeat-calls": frozenset({"threat-violence"}),
    "information-fishing": frozenset({"family-target", "workplace-pressure"}),
    "service-cutoff": frozenset({"detention"}),
    "detention": frozenset({"written-trap", "home-intrusion"}),
    "hide-identity": frozenset({"information-fishing"}),
    "impersonation": frozenset({"legal-claim"}),
    "public-shaming": frozenset({"insult", "third-party-disclosure", "guilt"}),
    "credit-threat": frozenset({"family-target"}),
    "third-party-demand": frozenset({"third-party-disclosure", "deadline-pressure"}),
}
"""The same where the words of the two overlap."""
LEAST = Decimal("0.5")
"""Nothing less sure than this is returned."""
SHORT = 400
"""Up to this length a message is read once and kept: collectors send the same words again and again. What words weigh is asked
up to this length only: it was learnt from short messages."""
AGAINST = {"zh": 0.8, "en": 0.3}
"""What all words of a message together must say for a phrase, above what no words say."""
USUAL, AGAINST_MORE = {"zh": 60, "en": 160}, -0.3
"""Characters of the messages from which was learnt; in a longer one, that tells many things, words may say as much less."""
SAID = {"zh": 8, "en": 20}
"""Characters of the shortest message that may sound like something without any phrase."""
FEW, MOSTLY = {"zh": 40, "en": 60}, 0.4
"""In a message of so few characters, a phrase that is so much of it needs no other words."""
HARMLESS, HARMLESS_CLOSELY, BARELY = -1.0, -3.5, -0.6
"""Where all words say less, of a message's being pressing and of the likeliest tactic together, it is not looked at any further:
of messages that were never seen before two thirds of the harmless ones, and hardly one of the others. A short one, of which
words say little, and what a collector is known to have said are looked at more closely."""
LIKELY, LIKELY_ELSEWHERE = {"zh": 0, "en": 0.3}, {"zh": 0.2, "en": 0.3}
"""What they must say for a tactic without any phrase, where the message is about a debt and where it is not."""
LIKELIEST = {"zh": -0.5, "en": 0.1}
"""What they must say for the likeliest of all, where nothing else was found. Whatever is found without any phrase is found only
in a message that is more likely pressing than not. These, ``LIKELY`` and ``AGAINST`` were chosen on messages that phrases and
weights of that day had not seen; lengths by reading what came out."""
PLAINLY = 0.5
"""What they must say for a tactic, of which a weak phrase stands in a message that speaks of no debt."""
LONG = {"zh": 60, "en": 160}
"""Characters of words that are too many to be shown as what something sounds like."""
MOST_PLACES = 40
"""Places of one phrase that are looked at in a message; where so many say nothing, the next one does not either."""


Found = tuple[Phrase, int, int]


class Recognised(NamedTuple):
    """One tactic that a message sounds like. ``words``: the part of it that does, as the person wrote it.

    ``lawful``: whether it is often lawful, so pressure and no breach. ``sure``: between 0 and 1.
    """

    id: str
    words: str
    lawful: bool
    sure: Decimal


def recognise(text: str, speaker: str | None = None) -> tuple[Recognised, ...]:
    """Return the tactics that ``text`` sounds like, in the order in which they stand in it; each once.

    ``speaker``: who says it, ``collector``, ``me`` or ``other``; None where it is not known.
    """
    if speaker is not None and speaker not in SPEAKERS:
        raise ValueError(f"a speaker is one of {SPEAKERS}")
    return _read_once(text, speaker) if len(text) <= SHORT else _read(text, speaker)


def _read(text: str, speaker: str | None) -> tuple[Recognised, ...]:
    text = text[:LONGEST]
    form = made_plain(text)
    best: dict[str, Found] = {}
    for language in form.languages:
        is_weighed = language == form.languages[0] and len(text) <= SHORT
        _look_for(form.text, language, speaker, best, is_weighed=is_weighed)
    if not best:
        return ()
    back = places(text, form)
    found = sorted((one for one in best.values() if not _is_hidden(one, best)), key=lambda one: one[1:])
    return tuple(_recognised(phrase, begin, end, text, back) for phrase, begin, end in found)


_read_once = lru_cache(maxsize=20_000)(_read)


@lru_cache(maxsize=100_000)
def tactics_in(text: str, speaker: str | None = None) -> frozenset[str]:
    """Return the ids of the tactics that ``text`` sounds like; the same words are read once."""
    return frozenset(one.id for one in recognise(text, speaker))


def _is_hidden(one: Found, best: dict[str, Found]) -> bool:
    phrase, begin, end = one
    for tactic, (_, other_begin, other_end) in best.items():
        if phrase.tactic in HIDES.get(tactic, ()):
            return True
        if phrase.tactic in HIDES_WITHIN.get(tactic, ()) and begin < other_end and other_begin < end:
            return True
    return False


def _recognised(phrase: Phrase, begin: int, end: int, text: str, back: Places) -> Recognised:
    return Recognised(phrase.tactic, back.original(text, begin, end), phrase.tactic in LAWFUL, phrase.sure)


def _look_for(plain: str, language: str, speaker: str | None, best: dict[str, Found], *, is_weighed: bool) -> None:
    """Put the surest, then the earliest of each tactic into ``best``. ``is_weighed``: whether all words have their say."""
    phrases = phrases_of(language)
    text = phrases.read(plain)
    heard = phrases.heard(text.words) if is_weighed else None
    spoken_for = looked_at = None
    if heard is not None:
        is_long = len(plain) > FEW[language]
        limit = HARMLESS if is_long and speaker != COLLECTOR else HARMLESS_CLOSELY
        if not heard.presses(limit):
            return
        spoken_for = heard.speaks_for(AGAINST[language] if len(plain) <= USUAL[language] else AGAINST_MORE, limit)
        looked_at = spoken_for if is_long else heard.speaks_for(BARELY, limit)
        if not looked_at and heard.says(PRESSING) < 0:
            return
    message = phrases.mark(text, looked_at)
    is_read = False
    for phrase in message.phrases:
        known = best.get(phrase.tactic)
        if known is not None and known[0].sure >= phrase.sure:
            continue
        found = message.find(phrase)
        if (
            found is None
            or phrase.about_debt
            and not (
                speaker == COLLECTOR
                or message.speaks_of_debt
                or (heard is not None and _is_likely(phrase.tactic, heard))
            )
        ):
            continue
        if not is_read and speaks_of_other_things(message):
            return
        is_read = True
        least = 0 if spoken_for is None or phrase.tactic in spoken_for else MOSTLY * len(plain)
        for _ in range(MOST_PLACES):
            begin, end = found.span()
            if end - begin >= least and not is_silent(
                found, sentence_of(plain, begin, end), message, phrase, phrases, speaker
            ):
                best[phrase.tactic] = (phrase, begin, end)
                break
            if (found := message.find(phrase, end)) is None:
                break
    if heard is not None and len(plain) >= SAID[language]:
        _add_likely(message, heard, language, speaker, best)


def _is_likely(tactic: str, heard: Heard) -> bool:
    """Return whether all words of a message say a tactic so plainly that it need not speak of a debt."""
    return heard.says(tactic) > PLAINLY and heard.says(PRESSING) > 0


def _add_likely(message: Marked, heard: Heard, language: str, speaker: str | None, best: dict[str, Found]) -> None:
    """Add to ``best`` what much of a message sounds like."""
    if not best and heard.says(PRESSING) < 0:
        return
    lowest = min(LIKELY[language], LIKELY_ELSEWHERE[language])
    told = heard.above(lowest if best else min(lowest, LIKELIEST[language]))
    if not told.keys() - best.keys():
        return
    likely_from = (LIKELY if speaker == COLLECTOR or message.speaks_of_debt else LIKELY_ELSEWHERE)[language]
    likely = [tactic for tactic, logit in told.items() if logit > likely_from and tactic not in best]
    if not best and not likely:
        likely = [max(told, key=told.__getitem__)]
    if not likely or (not best and message.holds("advice")) or speaks_of_other_things(message):
        return
    phrases = phrases_of(language)
    clauses = [(clause, phrases.heard(phrases.read(clause[0]).words)) for clause in _CLAUSE.finditer(message.plain)]
    for tactic in likely if clauses else ():
        clause, _ = max(clauses, key=lambda one: one[1].says(tactic))  # noqa: B023 - used at once
        phrase = Phrase(-1, tactic, _CLAUSE.pattern, 0, -1, LESS_SURE, True, tactic in phrases.negating)
        begin, end = clause.span()
        if end - begin <= LONG[language] and not is_silent(
            clause, sentence_of(message.plain, begin, end), message, phrase, phrases, speaker
        ):
            best[tactic] = (phrase, begin, end)


_CLAUSE = re.compile("([^,?\\n ](?:[^,?\\n]*[^,?\\n ])?)")
