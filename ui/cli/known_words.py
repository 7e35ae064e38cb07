"""What could have been written instead, said in Chinese too: an id alone, such as ``rang-out``, is no word of that language."""

from __future__ import annotations

from collections.abc import Mapping

from planner.errors import Problem, Text
from planner.i18n import Translate

LISTS = ("known", "meant", "all")
"""The blanks in which a fault names ids."""


def with_words(problem: Problem, tr: Translate) -> Text:
    """Return what a fault says, each id that it names with its word beside it, where it has one."""
    names = _names_of(problem.field)
    return _spelled(problem.message, names, tr) if names else problem.message


def _spelled(text: Text, names: Mapping[str, Text], tr: Translate) -> Text:
    blanks: dict[str, str | Text] = {}
    for name, value in text.blanks.items():
        if isinstance(value, Text):
            blanks[name] = _spelled(value, names, tr)
        else:
            blanks[name] = _listed(value, names, tr) if name in LISTS else value
    return text._replace(blanks=blanks)


def _listed(known: str, names: Mapping[str, Text], tr: Translate) -> str:
    ids = known.replace(",", " ").split()
    if not any(one in names for one in ids):
        return known
    return "、".join(f"{one}（{_word(names[one], tr)}）" if one in names else one for one in ids)


def _word(name: Text, tr: Translate) -> str:
    """Return a name without the blank that some end with."""
    return tr(name).partition("{")[0].rstrip("：")


def _names_of(field: str) -> Mapping[str, Text]:
    if field == "--event":
        from planner.services.time_limits import EVENT_WORDS

        return EVENT_WORDS
    if field.removeprefix("--") == "kind":
        from planner.services.words import KINDS

        return KINDS
    from planner.services import contact_words

    return {
        "channel": contact_words.CHANNELS,
        "outcome": contact_words.OUTCOMES,
        "recipient": contact_words.RECIPIENTS,
        "role": contact_words.ROLES,
        "purpose": contact_words.PURPOSES,
        "tactics": contact_words.TACTICS,
        "event": contact_words.EVENTS,
    }.get(field.removeprefix("--"), {})
