"""A sentence about the law of the person's place, with what it rests on beside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from planner.errors import Text
from planner.rules.citations import cited_in
from planner.services.places import PARTS
from planner.services.situations import Cited, source_words
from ui.viewmodels.session import Session
from ui.viewmodels.whole_words import begun

_PARTS = {part: words for parts in PARTS.values() for part, words in parts.items()}


class LawLine(NamedTuple):
    """``words``: what is told; ``source``: how strong it is, where it stands, how and when it was looked up."""

    words: str
    source: str


def law_lines(session: Session, found: Iterable[Cited]) -> tuple[LawLine, ...]:
    """Return sentences in the person's language. One that holds in a part of a country names the part."""
    return tuple(LawLine(one.words[session.language], _source(session, one)) for one in found)


def no_law_words(session: Session) -> str:
    """Return what to say where nothing can be told of the law of a place."""
    if session.jurisdiction is None:
        return session.say(Text("Choose your country or region in the settings to see what its law adds."))
    return session.say(Text("What the law of your place adds here was not looked up yet. A free adviser can say."))


def _source(session: Session, one: Cited) -> str:
    one = one._replace(citation=cited_in(session.language, one.citation))
    words = session.say(source_words(one, session.day(one.verified_on), _PARTS.get(one.place.partition("/")[2])))
    return begun(words)
