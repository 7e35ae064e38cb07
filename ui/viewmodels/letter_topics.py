"""The letters of a place by topic, for choosing one: a topic is opened, the others stay folded."""

from __future__ import annotations

from typing import NamedTuple

from planner.errors import Text
from planner.letters.catalogue import letters_of
from ui.viewmodels.letter_words import GROUPS, ICONS
from ui.viewmodels.session import Session


class Want(NamedTuple):
    """A letter that can be written."""

    id: str
    title: str
    when: str


class Topic(NamedTuple):
    """Letters about one thing. ``wants``: empty while it is folded."""

    id: str
    icon: str
    title: str
    under: str
    wants: tuple[Want, ...]


def topics(session: Session, place: str, opened: str) -> tuple[Topic, ...]:
    """Return the topics that have letters in ``place``; the one that is ``opened`` with its letters."""
    language, known, out = session.language, letters_of(place), []
    for id_, words in GROUPS.items():
        found = [letter for letter in known if letter.group == id_]
        if not found:
            continue
        count = Text("{count} letters", {"count": str(len(found))}) if len(found) > 1 else Text("one letter")
        wants = tuple(Want(one.id, one.title[language], one.when[language]) for one in found) if id_ == opened else ()
        out.append(Topic(id_, ICONS[id_], session.say(words), session.say(count), wants))
    return tuple(out)
