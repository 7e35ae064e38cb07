"""Help lines, for the screens and the command line."""

from __future__ import annotations

from planner.errors import Text
from planner.i18n import translator
from planner.wellbeing.lines import COMPLAINTS, GAMBLING, HelpLine, help_lines

__all__ = [
    "BREATHE",
    "COMPLAINTS",
    "GAMBLING",
    "UNSAFE_STEPS",
    "HelpLine",
    "help_lines",
    "lines_after_slip",
    "with_number",
]

EMERGENCY = Text("the emergency number")

UNSAFE_STEPS = (
    Text("Call any of these numbers, or ask someone near you to call. You can say as little as you like."),
    Text("Be with someone. A neighbour, a shop, a waiting room: any place with people."),
    Text("Put distance between you and anything that could hurt you."),
    Text("Debts can be survived. There are plans, pauses and laws for this, and they can wait until tomorrow."),
)
"""What helps in a moment that is not safe."""
BREATHE = (
    Text("Feel your feet on the floor."),
    Text("Breathe in while you count to four, out while you count to six. Five times."),
    Text("Name five things that you can see."),
)
"""What helps while one waits."""


def lines_after_slip(country: str, language: str, part: str = "") -> tuple[HelpLine, ...]:
    """Return the first line of a place for gambling and for debts: a slip has a line to call beside it (guards.md 22)."""
    lines = help_lines(country, language, part)
    found = (next((line for line in lines if line.kind == kind), None) for kind in (GAMBLING, "debt"))
    return tuple(line for line in found if line)


def with_number(step: str, country: str, language: str, part: str = "") -> str:
    """Return a step with the number to call in danger there in it; in words where the country is not known.

    112 is no number for everybody: where it is not the one of the country, it is not named.
    """
    if "{number}" not in step:
        return step
    lines = help_lines(country, language, part) if country else ()
    number = next((line.number for line in lines if line.kind == "emergency" and line.number and line.country), "")
    if number:
        return step.replace("{number}", number)
    words = translator(language)(EMERGENCY)
    return step.replace(" {number}" if language == "zh" else "{number}", words)
