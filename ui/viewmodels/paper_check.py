"""What is this paper?: who it says it is from, which it is, and then its page: how to check it, its days, who helps."""

from __future__ import annotations

from typing import NamedTuple

from planner.errors import Text
from planner.rules.citations import cited_in
from planner.services.help import COMPLAINTS, HelpLine, help_lines
from planner.services.paper_check import (
    SENDERS,
    KindOfPaper,
    days_of,
    kind_of_paper,
    kinds_from,
    paper_adds,
    senders_in,
)
from planner.services.paper_deadlines import READ_THE_PAPER, Rule, step_in_words
from planner.services.papers import OTHER
from ui.viewmodels.law_lines import LawLine, law_lines
from ui.viewmodels.session import Session

FROM, WHICH, PAPER = "from", "which", "paper"
ANYONE = "anyone"
"""The sender of somebody who cannot tell: every kind is shown."""


class SectionState(NamedTuple):
    """One part of the page: sentences that hold everywhere, and what the law of the place adds."""

    lines: tuple[str, ...]
    law: tuple[LawLine, ...]


class DayState(NamedTuple):
    """A deadline: how long and from which day, ``ways`` in which it is another, what to do, what that rests on."""

    words: str
    ways: tuple[str, ...]
    do: str
    source: str


class FreeHelp(NamedTuple):
    """A free adviser: what to call, what happens, how fresh that is, and its ``role`` as in the help lines."""

    name: str
    call: str
    under: str
    note: str
    role: str = ""


class PaperCheckState(NamedTuple):
    """The step. ``choices``: (id, icon, words, under). ``until``: what holds while it is not known whose it is.

    ``free``: who helps with a paper; lines that only take complaints do not.

    ``enters``: the kind and the note under which the paper is written down. ``court``: it comes from a court, so what
    helps now stands first; ``clerk``: whom to ask besides, empty where a line for legal help is named.
    """

    step: str
    title: str
    choices: tuple[tuple[str, str, str, str], ...]
    looks: SectionState
    check: SectionState
    until: str
    now: SectionState
    days: tuple[DayState, ...]
    read_it: str
    free: tuple[FreeHelp, ...]
    enters: tuple[str, str]
    court: bool = False
    clerk: str = ""


_ICONS = {
    "lender": "agency",
    "lawyer": "write",
    "court": "legal",
    "mediator": "family",
    "arbitrator": "rules",
    "notary": "receipt",
}
_NOTHING = SectionState((), ())
_PAPER_FIRST = Text("The paper itself comes first: if it names another day, that one counts.")


class PaperCheckViewModel:
    """Asks who it is from; with a ``sender`` which it is; with a ``kind`` shows the page of that one."""

    def __init__(self, session: Session, sender: str = "", kind: str = "") -> None:
        self._session = session
        self._sender, self._kind = sender, kind

    def state(self) -> PaperCheckState:
        """Return the step as it stands."""
        if self._kind:
            return self._page(kind_of_paper(self._kind))
        session, say, language = self._session, self._session.say, self._session.language
        if not self._sender:
            senders = senders_in(session.jurisdiction)
            rows = [(id_, _ICONS.get(id_, "file"), say(SENDERS[id_]), "") for id_ in senders]
            rows.append((ANYONE, "missing", say(Text("I can't tell")), ""))
            return self._step(FROM, say(Text("Who does it say it is from?")), rows)
        kinds = kinds_from("" if self._sender == ANYONE else self._sender, session.jurisdiction)
        rows = [(kind.id, kind.icon, kind.title[language], kind.hint[language]) for kind in kinds]
        return self._step(WHICH, session.say(Text("Which is nearest?")), rows)

    def _step(self, step: str, title: str, rows: list[tuple[str, str, str, str]]) -> PaperCheckState:
        return PaperCheckState(step, title, tuple(rows), _NOTHING, _NOTHING, "", _NOTHING, (), "", (), ("", ""))

    def _page(self, kind: KindOfPaper) -> PaperCheckState:
        session = self._session
        rules, court = days_of(kind.id, session.jurisdiction), "court" in kind.senders
        clerk = Text("Ask the clerk of the court where free legal aid is near you.")
        return PaperCheckState(
            step=PAPER,
            title=kind.title[session.language],
            choices=(),
            looks=self._section(kind, "looks"),
            check=self._section(kind, "check"),
            until=session.say(Text("Until you know, treat it as real: its deadline runs all the same.")),
            now=self._section(kind, "now"),
            days=tuple(self._day(rule) for rule in rules),
            read_it=session.say(_PAPER_FIRST if rules else READ_THE_PAPER),
            free=tuple(one for one in free_help(session) if one.role != COMPLAINTS),
            enters=(rules[0].kind, "") if rules else (OTHER, kind.title[session.language]),
            court=court,
            clerk=session.say(clerk) if court and session.settings.get("country") == "US" else "",
        )

    def _section(self, kind: KindOfPaper, part: str) -> SectionState:
        session = self._session
        lines = {"looks": kind.looks, "check": kind.check, "now": kind.now}[part]
        adds = paper_adds(kind.id, part, session.jurisdiction, session.today)
        return SectionState(tuple(words[session.language] for words in lines), law_lines(session, adds))

    def _day(self, rule: Rule) -> DayState:
        session, say = self._session, self._session.say
        language, length = session.language, self._length(rule.steps)
        blanks = {"paper": rule.title[language], "length": length, "start": rule.start[language]}
        words = say(Text("{paper}: {length}, counted from {start}.", blanks))
        ways = (
            Text("{how}: {length}", {"how": w.words[language], "length": self._length(w.steps)}) for w in rule.variants
        )
        return DayState(words, tuple(say(way) for way in ways), rule.do[language], cited_in(language, rule.citation))

    def _length(self, steps: tuple[tuple[str, int], ...]) -> str:
        say = self._session.say
        return self._session.join(*(say(step_in_words(unit, number)) for unit, number in steps))


def ask_first(session: Session) -> tuple[str, str]:
    """Return whom to ask first, by number, and who that is, what happens and how fresh that is; nothing where none is known."""
    helper = next((one for one in free_help(session) if one.call and one.role in _ASK), None)
    if helper is None:
        return "", ""
    stop = "。" if session.language == "zh" else "."
    ask = _ASK[helper.role]._replace(blanks={"number": helper.call})
    return session.say(ask), session.sentences(helper.name + stop, helper.under, helper.note)


_ASK = {"legal": Text("See free legal help: {number}"), "adviser": Text("See free debt advice: {number}")}
"""The button opens the page of lines, on which each can be copied or called."""


def free_help(session: Session) -> tuple[FreeHelp, ...]:
    """Return who helps with debt for free where the person lives, as it was seen on a day."""
    settings = session.settings
    lines = help_lines(settings.get("country", ""), session.language, settings.get("part", ""))
    return tuple(_free(session, line) for line in lines if line.kind == "debt")


def _free(session: Session, line: HelpLine) -> FreeHelp:
    day = session.day(line.checked_on)
    note = Text("Checked {day}", {"day": day})
    if not line.is_checked:
        note = Text("We could not confirm this line yet (tried {day}).", {"day": day})
    return FreeHelp(line.name, line.number or line.text or line.web, line.what_happens, session.say(note), line.role)
