"""What they say: the list with its search, the page of one tactic, and the card of what need not be told."""

from __future__ import annotations

from typing import NamedTuple

from planner.errors import Text
from planner.services.tactic_guides import (
    MARKS,
    BoundaryScript,
    NotTellCard,
    all_guides,
    boundary_script,
    find_guides,
    guide_of,
    not_tell_card,
)
from ui.viewmodels.session import Session

IN_DANGER = ("threat-violence", "following", "home-intrusion", "detention", "family-target")


class GuideRow(NamedTuple):
    """One line: the tactic, its name, and what stands under it."""

    id: str
    name: str
    under: str


class TacticsState(NamedTuple):
    """The list. ``groups``: (heading, rows) of what was found; ``nothing``: what to say where nothing was.

    ``script``: three sentences that set a line, folded until ``script_open``; ``copy``: what their copy button says.
    """

    query: str
    groups: tuple[tuple[str, tuple[GuideRow, ...]], ...]
    nothing: str
    script: BoundaryScript
    script_open: bool
    copy: str
    not_tell: str


class TacticsViewModel:
    """Holds what is looked for."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._query = ""
        self._script_open = self._copied = False

    def state(self) -> TacticsState:
        """Return the list as it stands."""
        session, found = self._session, find_guides(self._query)
        groups = tuple(
            (
                session.say(group.heading),
                tuple(
                    GuideRow(
                        one.id, one.name, one.mark or (session.say(MARKS["often"]) if one.lawful == "often" else "")
                    )
                    for one in group.guides
                    if one.id in found
                ),
            )
            for group in all_guides(session.language)
        )
        nothing = "" if found else session.say(Text("Nothing here has these words. Try one word of what they said."))
        return TacticsState(
            query=self._query,
            groups=tuple((heading, rows) for heading, rows in groups if rows),
            nothing=nothing,
            script=boundary_script(session.language),
            script_open=self._script_open,
            copy=session.say(Text("Copied") if self._copied else Text("Copy all three")),
            not_tell=not_tell_card(session.language).title,
        )

    def search(self, query: str) -> TacticsState:
        """Show the tactics that hold these words."""
        self._query = query
        return self.state()

    def fold_script(self) -> TacticsState:
        """Show the three sentences, or fold them again."""
        self._script_open, self._copied = not self._script_open, False
        return self.state()

    def copied(self) -> TacticsState:
        """Say that the three sentences are in the clipboard."""
        self._copied = True
        return self.state()


class Reply(NamedTuple):
    """Something calm to say or to send. ``to``: to whom, where not the caller; ``button``: what its copy button says."""

    id: str
    title: str
    to: str
    words: str
    button: str


class TacticState(NamedTuple):
    """The page of one. ``sounds_like`` is empty while it is folded (guard 20); ``other``: the way to the other language.

    ``in_danger``: the way to help stands on the page; ``is_paper``: the way to the days that count does.
    """

    title: str
    mark: str
    first: str
    why: str
    lawful_words: str
    sounds_like: tuple[str, ...]
    replies: tuple[Reply, ...]
    other: str
    save: tuple[str, ...]
    need_not_tell: tuple[str, ...]
    in_danger: bool
    is_paper: bool


class TacticViewModel:
    """Shows one tactic; unfolds how it sounds, turns the replies into the other language."""

    def __init__(self, session: Session, tactic: str) -> None:
        self._session = session
        self._id = tactic
        self._unfolded = False
        self._turned = False
        self._copied = ""

    def state(self) -> TacticState:
        """Return the page as it stands."""
        session = self._session
        say, guide = session.say, guide_of(self._id, session.language)
        spoken = guide_of(self._id, self._spoken)
        copied, copy = say(Text("Copied")), say(Text("Copy this sentence"))
        replies = (
            Reply("say", say(Text("A calm answer to say")), spoken.say_to, spoken.say, copy),
            Reply("send", say(Text("One to send")), spoken.send_to, spoken.send, copy),
        )
        see = Text("See it in English") if self._spoken == "zh" else Text("See it in Chinese")
        return TacticState(
            title=guide.name,
            mark=guide.mark or say(MARKS[guide.lawful]),
            first=guide.first,
            why=guide.why,
            lawful_words=guide.lawful_words,
            sounds_like=guide.sounds_like if self._unfolded else (),
            replies=tuple(one._replace(button=copied) if one.id == self._copied else one for one in replies),
            other=say(see),
            save=guide.save,
            need_not_tell=guide.need_not_tell,
            in_danger=self._id in IN_DANGER,
            is_paper=self._id == "court-notice",
        )

    def unfold(self, unfolded: bool = True) -> TacticState:
        """Show how it sounds, or fold it again."""
        self._unfolded = unfolded
        return self.state()

    def turn(self) -> TacticState:
        """Show the replies in the other language: the caller may read another one than the borrower."""
        self._turned, self._copied = not self._turned, ""
        return self.state()

    def copied(self, reply: str) -> TacticState:
        """Say which reply is in the clipboard."""
        self._copied = reply
        return self.state()

    @property
    def _spoken(self) -> str:
        return self._session.language if not self._turned else "en" if self._session.language == "zh" else "zh"


class NotTellState(NamedTuple):
    """The card, and what its copy button says."""

    card: NotTellCard
    button: str


class NotTellViewModel:
    """Shows the card of what need not be told."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._copied = False

    def state(self) -> NotTellState:
        """Return the card."""
        button = Text("Copied") if self._copied else Text("Copy this sentence")
        return NotTellState(not_tell_card(self._session.language), self._session.say(button))

    def copied(self) -> NotTellState:
        """Say that the sentence is in the clipboard."""
        self._copied = True
        return self.state()
