"""What stays out of a bundle, counted, each with its reason: for the person who makes it, not for who gets it."""

from __future__ import annotations

from collections.abc import Mapping

from planner.errors import Text
from planner.evidence.words import LEFT_OUT, why_left_out
from planner.i18n import translator

_COUNTED = {
    "filters": (
        Text("1 entry stays out: it is of another day, person or debt than you chose."),
        Text("{count} entries stay out: they are of other days, people or debts than you chose."),
    ),
    "own-words": (
        Text("1 entry stays out: it is your own promise or step on a debt that is old, or of unknown age."),
        Text("{count} entries stay out: they are your own promises or steps on debts that are old, or of unknown age."),
    ),
    "parts": (
        Text("1 entry goes in without your own words and notes, for the same reason."),
        Text("{count} entries go in without your own words and notes, for the same reason."),
    ),
    "withdrawn": (
        Text("1 entry stays out: you withdrew it."),
        Text("{count} entries stay out: you withdrew them."),
    ),
    "files": (
        Text("1 file stays out: files are not ticked."),
        Text("{count} files stay out: files are not ticked."),
    ),
}
_PARTS_ALONE = (
    Text("1 entry goes in without your own words and notes: its debt is old, or of unknown age."),
    Text("{count} entries go in without your own words and notes: their debts are old, or of unknown age."),
)
_TOLD_BY = {"own-words": "parts", "filters": "files"}
"""Reasons that other counts tell too."""


def left_out_words(out: Mapping[str, int], because: list[str], language: str) -> tuple[str, ...]:
    """Return how much stays out of a bundle and why, a sentence for each reason; none where all of it goes in."""
    say = translator(language)
    parts = []
    for reason, words in _COUNTED.items():
        count = out.get(reason, 0)
        if not count:
            continue
        one, many = _PARTS_ALONE if reason == "parts" and not out.get("own-words") else words
        parts.append(say(one) if count == 1 else say(Text(many.id, {"count": str(count)})))
    told = {reason for reason in because if out.get(reason) or out.get(_TOLD_BY.get(reason, ""))}
    parts += [why_left_out([reason], language) for reason in LEFT_OUT if reason in because and reason not in told]
    return tuple(filter(None, parts))
