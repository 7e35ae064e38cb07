"""What is said around a check-in: names, what stands after an answer, one small action. Nothing here names an illness.

Read every line as a person at their worst would: no praise to earn, no blame, no number that judges.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from planner.errors import InputProblems, Problem, Text
from planner.services.check_ins import CFPB_10, HELPED, LETTER, PHQ_4, SLIP, STEP, WEIGHT, CheckIn, score_of

NAMES = {
    WEIGHT: Text("How heavy money weighs"),
    PHQ_4: Text("Four questions on the last two weeks"),
    CFPB_10: Text("Ten questions on money and your life"),
    LETTER: Text("A letter I haven't opened"),
    STEP: Text("One small step"),
    SLIP: Text("New borrowing, or gambling"),
    HELPED: Text("Something that helped"),
}
ABOUT = {
    WEIGHT: Text("One tap, once a week."),
    PHQ_4: Text("At most every two weeks. About a minute."),
    CFPB_10: Text("Every three months. About three minutes."),
    LETTER: Text("There may be a deadline in it. Noting it is a start; with someone beside you it is easier to open."),
    STEP: Text("A call, a form, a glass of water: it counts."),
    SLIP: Text("Written down without blame."),
    HELPED: Text("For a day when it is hard to remember."),
}
SAVED = {
    LETTER: Text(
        "It is noted. There may be a deadline in it, so don't let it wait long; with someone beside you it is easier to open."
    ),
    STEP: Text("It is noted. That was a step."),
    SLIP: Text("Noted, and nothing more. Many people have such days on the way. You can go on from here."),
    HELPED: Text("It is noted. It stands here when you need it."),
}
HEAVY = {
    WEIGHT: Text("That is a lot to carry. You don't have to carry it alone."),
    PHQ_4: Text(
        "Answers like yours often go with a low or an anxious time. This is not a diagnosis. A doctor or a therapist can look at it with you."
    ),
    CFPB_10: Text(
        "Money takes up a lot of room just now. Many people know this, and there is help that costs nothing."
    ),
}
THANKS = Text("It is written down.")
NOT_EVERYTHING = Text("A few questions do not see everything. If it feels worse than they show, talk to someone.")
SMALL_ACTIONS = (
    Text("Drink a glass of water, slowly."),
    Text("Open a window, or stand at the door for a minute."),
    Text("Send one person a few words: it is hard just now."),
    Text("Walk for two minutes, anywhere."),
    Text("Put the letters in one place, so that none is lost."),
    Text("Eat something warm."),
    Text("Hold your wrists under cold water for a little while."),
)
GROUNDING = (
    Text("Name five things you see, four you can touch, three you hear, two you smell, one you taste."),
    Text("Feel your feet on the floor. Press them down, then let go."),
    Text("Say where you are and which day it is, out loud or in your head."),
    Text("Name three places where you were safe."),
    Text("Hold something cold, or wash your face with cold water."),
    Text("Walk for two minutes and count your steps."),
)
NEUTRAL_LINES = (
    Text("I will not talk about that with you."),
    Text("Please keep to the account."),
    Text("Put it in writing. I am ending this call now."),
)
"""Answers that give nothing away, for a sore point that has none of its own yet."""


def to_hand_over(entries: Iterable[CheckIn], say: Callable[[Text], str]) -> list[dict[str, str]]:
    """Return entries in words, to be ticked by name one by one before anybody sees them: name, day, words.

    No sore point is among them, and nothing is ever chosen here.
    """
    found = []
    for entry in entries:
        score = score_of(entry)
        number = "" if score is None else str(score.total if score.scaled is None else score.scaled)
        words = " – ".join(part for part in (number, entry.note) if part)
        name = f"{say(NAMES[entry.kind])} {entry.day.isoformat()} ({entry.id})"
        found.append({"name": name, "on": entry.day.isoformat(), "words": words})
    return found


def ticked_by_name(rows: Iterable[Mapping[str, str]], said: Iterable[str]) -> frozenset[str]:
    """Return the names in ``rows`` that are meant by ``said``: each a name, or the number in it; raises ``InputProblems``."""
    by_name = {row["name"]: row["name"] for row in rows}
    by_name |= {name.rpartition("(")[2].removesuffix(")"): name for name in by_name}
    words = Text('there is no check-in of this name or number; "checkin list" shows them')
    found = [Problem("--check-in", words) for one in said if one.strip() not in by_name]
    if found:
        raise InputProblems(found)
    return frozenset(by_name[one.strip()] for one in said)
