"""What is happening right now?: one page a situation, for someone who is shaking."""

from __future__ import annotations

from typing import NamedTuple

from planner.errors import Text
from planner.services.help import help_lines
from planner.services.situations import SITUATIONS, situation_of
from ui.viewmodels.session import Session


class HappeningState(NamedTuple):
    """The choices as (id, icon, words); and the page of the one chosen, empty before."""

    choices: tuple[tuple[str, str, str], ...]
    title: str
    sentences: tuple[str, ...]
    steps: tuple[str, ...]
    reply: str


class HappeningViewModel:
    """Shows the situations, and one of them."""

    def __init__(self, session: Session, chosen: str = "") -> None:
        self._session = session
        self._chosen = chosen

    def state(self) -> HappeningState:
        """Return the page."""
        say = self._session.say
        choices = tuple((situation.id, situation.icon, say(situation.title)) for situation in SITUATIONS)
        if not self._chosen:
            return HappeningState(choices, "", (), (), "")
        chosen = situation_of(self._chosen)
        country, language = self._session.settings.get("country", ""), self._session.language
        numbers = [line.number for line in help_lines(country, language) if line.kind == "emergency" and line.number]
        return HappeningState(
            choices,
            say(chosen.title),
            tuple(say(sentence) for sentence in chosen.sentences),
            tuple(say(_with_number(step, numbers)) for step in chosen.steps),
            "" if chosen.reply is None else say(chosen.reply),
        )


def _with_number(step: Text, numbers: list[str]) -> Text:
    """Return a step with the emergency number of the country in it, where it speaks of one."""
    return Text(step.id, {"number": numbers[0]}) if numbers and "number" in step.blanks else step
