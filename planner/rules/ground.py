"""What a check stands on: one rule on a log, as it binds those who made the contacts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any

from planner.rules.facts import Contact, Event
from planner.rules.findings import WHO, Finding, LeftOut, Outcome
from planner.rules.index import Index
from planner.rules.law import WEAK, NotCovered, Rule
from planner.rules.questions import asked_as, falls_with

EVERYONE = "everyone"
WHICH_FIRST = "which-first"
"""Whether a fact of which only the day is known was before a contact of that day."""
EXCUSES = frozenset(
    "consent-next-call time-agreed moratorium-end verification-received instalment-missed third-volunteered".split()
)
"""Facts after which less is found: on their own day they are taken to have been before."""

Check = Callable[["Ground"], Iterable[Finding]]
_LONG: dict[Check, frozenset[str]] = {}


def looks_far_back(check: Check) -> Check:
    """Mark a check that looks at more than a window of days: for a first contact, for a course of conduct."""
    return counts_after()(check)


def counts_after(*kinds: str) -> Callable[[Check], Check]:
    """Mark a check that counts together, however long ago, what followed on a dated fact of these ``kinds``."""

    def mark(check: Check) -> Check:
        _LONG[check] = frozenset(kinds)
        return check

    return mark


def is_looking_far_back(check: Check) -> bool:
    """Return whether a check looks at more than a window of days."""
    return check in _LONG


def counted_from(checks: Iterable[Check]) -> frozenset[str]:
    """Return the kinds of dated facts after which one of ``checks`` counts everything together."""
    return frozenset().union(*(_LONG.get(check, ()) for check in checks))


_ASKED_OF = itemgetter(*map(Contact._fields.index, ("role", "collector", "debt_kind", "debts", "principal")))
_ROLE = itemgetter(Contact._fields.index("role"))
_ROW = itemgetter(Contact._fields.index("row"))


class Ground:
    """One rule on one log. Checks ask it for contacts, events and numbers, and let it word their findings."""

    def __init__(self, rule: Rule, index: Index) -> None:
        self.rule = rule
        self.index = index
        self._roles: dict[Hashable, bool] = {}
        self._by_role = not index.log.answers
        self._is_plain = self._by_role and type(self) is Ground
        self._in_force = index.span is not None and all(map(rule.holds_on, index.span))
        self._numbers: dict[tuple[str, date], Any] = {}
        self._open: dict[tuple[bool, str, Hashable], tuple[str, ...]] = {}
        self._looked_for: dict[str, set[str | None]] = defaultdict(set)

    # Who is bound

    def is_bound(self, contact: Contact) -> bool:
        """Return whether the rule binds, or may bind, who made this contact, on its day."""
        return self.binds(contact) and (self._in_force or self.rule.holds_on(contact.day))

    def binds(self, contact: Contact) -> bool:
        """Return whether the rule binds, or may bind, who made this contact, whatever its day."""
        key: Hashable = contact.role
        if not self._by_role:
            key = key, self.index.answered_for(contact)
        known = self._roles.get(key)
        if known is None:
            known = self._roles[key] = self._binds(contact)
        return known

    def _binds(self, contact: Contact) -> bool:
        rule, role = self.rule, contact.role
        if rule.part_question and self.index.answer(rule.part_question, contact) is False:
            return False
        if not role or EVERYONE in rule.binds or role in rule.binds:
            return True
        return role in rule.may_bind and self.index.answer(rule.gate, contact) is not False

    def open_questions(self, contact: Contact) -> tuple[str, ...]:
        """Return what must be known before the rule is sure to bind who made this contact."""
        key = (bool(contact.collector), contact.role, self.index.answered_for(contact))
        if key not in self._open:
            self._open[key] = self._questions(contact)
        return self._open[key]

    def _questions(self, contact: Contact) -> tuple[str, ...]:
        rule, role, part = self.rule, contact.role, self._part(contact)
        if not contact.collector and not role:
            return (WHO, *part)
        if EVERYONE in rule.binds or role in rule.binds:
            return part
        if not role:
            return ("role", *part)
        return (rule.gate, *part) if self.index.answer(rule.gate, contact) is None else part

    def _part(self, contact: Contact) -> tuple[str, ...]:
        """Return the question which part of the place it is, where only the whole was named."""
        question = self.rule.part_question
        return (question,) if question and self.index.answer(question, contact) is None else ()

    def answer(self, question: str, contact: Contact) -> bool | None:
        """Return what is known of a question for a contact; None where it is open."""
        return self.index.answer(question, contact)

    def asking(self, question: str, contact: Contact) -> tuple[str, ...]:
        """Return the question where it is open for a contact."""
        return (question,) if self.index.answer(question, contact) is None else ()

    def bound(self, contacts: Iterable[Contact]) -> Iterator[Contact]:
        """Yield those of ``contacts`` that the rule binds or may bind; days are not compared where the whole log is within it."""
        if not self._in_force:
            first, last = (self.rule.from_on or date.min).toordinal(), (self.rule.until_on or date.max).toordinal()
            contacts = (one for one in contacts if first <= one.at.toordinal() <= last)
        return self._of_bound_roles(contacts) if self._is_plain else filter(self.binds, contacts)

    def _of_bound_roles(self, contacts: Iterable[Contact]) -> Iterator[Contact]:
        """Yield those that the rule binds or may bind by their roles, each role looked up once."""
        known, binds = self._roles, self.binds
        for one in contacts:
            role = one.role
            if known[role] if role in known else binds(one):
                yield one

    # Dated facts

    def before(self, contact: Contact, *kinds: str, value: str | None = None) -> Event | None:
        """Return the latest event of these kinds that concerns a contact and came before it: what is found then rests on it."""
        for kind in kinds:
            self._looked_for[kind].add(value)
        return self.index.before(contact, *kinds, value=value)

    def events(self, *kinds: str) -> list[Event]:
        """Return the events of these kinds, in the order in which they count."""
        for kind in kinds:
            self._looked_for[kind].add(None)
        return [event for kind in kinds for event in self.index.events.get(kind, ())]

    # Numbers

    def number(self, name: str, day: date) -> Any:
        """Return a parameter of the rule as it was on ``day``; raises ``NotCovered``."""
        key = (name, day)
        if key not in self._numbers:
            self._numbers[key] = self.rule.value(name, day)
        return self._numbers[key]

    # Findings

    def found(
        self,
        contacts: Sequence[Contact],
        *,
        sure: bool = True,
        counted: Sequence[Contact] = (),
        left_out: Iterable[LeftOut] = (),
        window: tuple[date, date] | None = None,
        case: str = "found",
        blanks: Mapping[str, str] | None = None,
        ask: Iterable[str] = (),
        besides: Iterable[str] = (),
    ) -> Finding:
        """Return a finding about ``contacts``. It is a possible breach only where the check is ``sure``, the source is
        good, who is bound is known, and nothing in ``ask`` is open; else it is worth checking. It falls with an answer to
        something in ``ask`` or ``besides``: what is asked although the finding stands until it is answered."""
        if self.index.days_of_facts and any(self._is_order_open(contact) for contact in contacts):
            ask = (*ask, WHICH_FIRST)
        ask, fell = self._still_open(ask, contacts) if ask else ((), False)
        besides, falls = self._still_open(besides, contacts) if besides else ((), False)
        open_ = [] if self._is_sure_of(contacts) else [self.open_questions(contact) for contact in contacts]
        if counted and not self._is_sure_of(counted):
            seen = dict(zip(map(_ASKED_OF, counted), counted, strict=True))
            open_ += map(self.open_questions, seen.values())
        if open_:
            ask = (*ask, *(one for asked in open_ for one in asked))
        questions = tuple(dict.fromkeys(map(asked_as, (*ask, *besides)))) if ask or besides else ()
        certain = sure and not ask and self.rule.confidence != WEAK
        outcome = Outcome.POSSIBLE_BREACH if certain else Outcome.WORTH_CHECKING
        return Finding(
            self.rule.id,
            Outcome.NONE if fell or falls else outcome,
            tuple(map(_ROW, contacts)),
            tuple(map(_ROW, counted)),
            tuple(left_out),
            window,
            case,
            blanks or {},
            questions,
        )

    def _is_order_open(self, contact: Contact) -> bool:
        """Return whether the fact that a finding about a contact rests on may have come after it: only its day is known, the same."""
        if contact.at.toordinal() not in self.index.days_of_facts:
            return False
        for kind, values in self._looked_for.items():
            if kind in EXCUSES:
                continue
            about = self.index.events_about(kind, contact.collector)
            named = values - {None} or None
            facts = [one for one in about if one.concerns(contact) and (named is None or one.value in named)]
            earlier = {one.value for one in facts if one.from_on < contact.at and not one.may_follow(contact)}
            if any(one.may_follow(contact) and one.value not in earlier for one in facts):
                return True
        return False

    def _is_sure_of(self, contacts: Sequence[Contact]) -> bool:
        """Return whether the rule binds all of them by their roles alone, so that nothing is open about who is bound."""
        rule = self.rule
        return type(self) is Ground and not rule.part_question and rule.binds.issuperset(map(_ROLE, contacts))

    def _still_open(self, ask: Iterable[str], contacts: Sequence[Contact]) -> tuple[Iterable[str], bool]:
        """Return what of ``ask`` no answer settles for all ``contacts``, and whether a finding about them falls with one."""
        log = self.index.log
        if not ask or not (log.known or log.answers):
            return ask, False
        open_, fell = [], False
        for question in ask:
            said = {self.index.answer(question, contact) for contact in contacts}
            falls = falls_with(question)
            if falls is None or None in said or len(said) > 1:
                open_.append(question)
            elif falls in said:
                fell = True
        return open_, fell

    def missing(self, contacts: Sequence[Contact], question: str) -> Finding:
        """Return that a trigger cannot be read in ``contacts``."""
        rows = tuple(contact.row for contact in contacts)
        return Finding(self.rule.id, Outcome.MISSING_FACTS, rows, case="missing", questions=(question,))

    def not_covered(self, contacts: Sequence[Contact]) -> Finding:
        """Return that the rule has no number for the days of ``contacts``."""
        return Finding(
            self.rule.id, Outcome.NOT_COVERED, tuple(contact.row for contact in contacts), case="not_covered"
        )


__all__ = [
    "EVERYONE",
    "WHO",
    "Check",
    "Ground",
    "Index",
    "NotCovered",
    "counted_from",
    "counts_after",
    "is_looking_far_back",
    "looks_far_back",
]
