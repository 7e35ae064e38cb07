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

WAYS_ON = {
    "threat-violence": "help",
    "following": "help",
    "home-intrusion": "help",
    "detention": "help",
    "family-target": "help",
    "court-notice": "paper_check",
    "legal-claim": "paper_check",
    "false-legal": "paper_check",
    "written-trap": "paper_check",
    "impersonation": "really_them",
    "hide-identity": "really_them",
    "private-payee": "really_them",
    "repeat-calls": "reachable",
    "contact-list-threat": "reachable",
    "third-party-disclosure": "reachable",
    "workplace-pressure": "reachable",
    "information-fishing": "not_tell",
}
"""The page that helps on from a tactic, where there is one."""


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
    """Something calm to say or to send. ``to``: to whom, where not the caller; ``copied``: it is in the clipboard."""

    id: str
    title: str
    to: str
    words: str
    copied: bool


class TacticState(NamedTuple):
    """The page of one. ``sounds_like`` is empty while it is folded (guard 20).

    ``other``: the way to the other language; ``way_on``: the page that helps on from here, empty where there is none.
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
    way_on: str


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
        say, guide = session.say, guide_of(self._id, session.language, session.jurisdiction)
        spoken = guide_of(self._id, self._spoken, session.jurisdiction)
        replies = (
            Reply("say", say(Text("A calm answer to say")), spoken.say_to, spoken.say, self._copied == "say"),
            Reply("send", say(Text("One to send")), spoken.send_to, spoken.send, self._copied == "send"),
        )
        see = Text("See it in English") if self._spoken == "zh" else Text("See it in Chinese")
        return TacticState(
            title=guide.name,
            mark=guide.mark or say(MARKS[guide.lawful]),
            first=guide.first,
            why=guide.why,
            lawful_words=guide.lawful_words,
            sounds_like=guide.sounds_like if self._unfolded else (),
            replies=replies,
            other=say(see),
            save=guide.save,
            need_not_tell=guide.need_not_tell,
            way_on=WAYS_ON.get(self._id, ""),
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
    """The card; ``copied``: its sentence is in the clipboard."""

    card: NotTellCard
    copied: bool


class NotTellViewModel:
    """Shows the card of what need not be told."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._copied = False

    def state(self) -> NotTellState:
        """Return the card."""
        return NotTellState(not_tell_card(self._session.language), self._copied)

    def copied(self) -> NotTellState:
        """Say that the sentence is in the clipboard."""
        self._copied = True
        return self.state()
