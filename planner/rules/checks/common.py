"""Forms that many rules share: outside hours, confirmed tactics, third parties, after a dated fact, too many in a day.

A rule's own function stays in the file of its place and names its section; these only say how its words are tested.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from datetime import date, time

from planner.rules.facts import Contact
from planner.rules.findings import Finding
from planner.rules.ground import Ground, NotCovered


def outside_hours(
    g: Ground,
    contacts: Iterable[Contact],
    is_outside: Callable[[time, time, time], bool],
    *,
    borderline: bool = False,
    agreed: str = "time-agreed",
    weekday: bool = False,
    allow: Callable[[Contact], bool] = lambda _: False,
    sure: bool = True,
    case: str = "found",
) -> Iterator[Finding]:
    """Find contacts at a time of day that ``is_outside(at, first, last)`` of the rule's hours, unless a time was agreed.

    It is not asked of a minute between ``first`` and ``last``, which is outside of no hours: only of these two and the rest. With ``borderline`` a contact in the very minute of a limit is worth checking. With ``weekday`` the hours are
    ``first_mon`` … ``last_sun``, as the day of the week has them. Those that ``allow`` names are left out.
    """
    unknown, uncovered = [], []
    hours: dict[int, tuple[int, int, time, time] | None] = {}
    for contact in g.bound(contacts):
        if contact.precision == "day":
            unknown.append(contact)
            continue
        moment = contact.at
        on = moment.toordinal()
        if on not in hours:
            hours[on] = _hours_on(g, moment.date(), "_" + DAYS[moment.weekday()] if weekday else "")
        in_force = hours[on]
        if in_force is None:
            uncovered.append(contact)
            continue
        opens, closes, first, last = in_force
        if opens < moment.hour * 60 + moment.minute < closes:
            continue
        at = moment.time().replace(second=0, microsecond=0)
        edge = borderline and at in (first, last)
        if not edge and not is_outside(at, first, last):
            continue
        if (agreed and _agreed(g, contact, at, agreed)) or allow(contact):
            continue
        blanks = {
            "time": at.isoformat("minutes"),
            "first": first.isoformat("minutes"),
            "last": last.isoformat("minutes"),
        }
        yield g.found([contact], sure=sure and not edge, case="borderline" if edge else case, blanks=blanks)
    if unknown:
        yield g.missing(unknown, "time")
    if uncovered:
        yield g.not_covered(uncovered)


def _hours_on(g: Ground, day: date, suffix: str) -> tuple[int, int, time, time] | None:
    """Return the rule's hours on a day, in minutes and as they are; None where it has none."""
    try:
        first, last = g.number("first" + suffix, day), g.number("last" + suffix, day)
    except NotCovered:
        return None
    return first.hour * 60 + first.minute, last.hour * 60 + last.minute, first, last


DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def not_between(at: time, first: time, last: time) -> bool:
    """Return whether ``at`` is before ``first`` or after ``last``; both ends are allowed."""
    return at < first or at > last


def not_within(at: time, first: time, last: time) -> bool:
    """Return whether ``at`` is before ``first``, or at ``last`` or after it."""
    return at < first or at >= last


def in_window(at: time, window: str) -> bool:
    """Return whether ``at`` is in a window such as ``18:00-20:00``, also over midnight; the end is outside."""
    first, _, last = window.partition("-")
    begin, end = time.fromisoformat(first), time.fromisoformat(last)
    return begin <= at < end if begin <= end else at >= begin or at < end


def _agreed(g: Ground, contact: Contact, at: time, kind: str) -> bool:
    return any(
        event.from_on < contact.at and event.concerns(contact) and event.value and in_window(at, event.value)
        for event in g.index.events_about(kind, contact.collector)
    )


def with_tactics(
    g: Ground,
    tactics: Iterable[str],
    *,
    where: Callable[[Contact], bool] = lambda _: True,
    sure: bool = True,
    ask: Iterable[str] = (),
) -> Iterator[Finding]:
    """Find contacts with one of ``tactics``: confirmed, or only read in the words and then worth checking; ``ask``: what is open."""
    wanted = frozenset(tactics)
    seen: dict[int, Contact] = {}
    for tactic in wanted:
        for contact in g.index.by_tactic.get(tactic, ()):
            seen[contact.row] = contact
    for contact in g.bound(sorted(seen.values(), key=lambda contact: (contact.at, contact.row))):
        if not where(contact):
            continue
        confirmed = contact.tactics & wanted
        named = confirmed or contact.heard & wanted
        open_ = (*ask, *(() if confirmed else ("said-it",)))
        blanks = {"tactics": ", ".join(sorted(named))}
        yield g.found([contact], sure=sure and bool(confirmed), blanks=blanks, ask=open_)


def with_cases(
    g: Ground,
    cases: Mapping[str, str],
    *,
    weak: Container[str] = (),
    where: Callable[[Contact], bool] = lambda _: True,
    ask: Mapping[str, str] | None = None,
    sure: bool = True,
) -> Iterator[Finding]:
    """Find contacts with tactics, each under the case of the rule that ``cases`` gives it, once a contact and case.

    ``weak`` tactics only point to it and are at most worth checking. ``ask``: the question that decides a weak tactic; its
    answer, where it is known, makes the tactic sure or drops it.
    """
    seen: dict[int, Contact] = {}
    for tactic in cases:
        for contact in g.index.by_tactic.get(tactic, ()):
            seen[contact.row] = contact
    deciding = ask or {}
    for contact in g.bound(sorted(seen.values(), key=lambda contact: (contact.at, contact.row))):
        if not where(contact):
            continue
        answers = {tactic: g.answer(question, contact) for tactic, question in deciding.items()}
        heard = [one for one in contact.tactics | contact.heard if one in cases and answers.get(one) is not False]
        for case in sorted({cases[tactic] for tactic in heard}):
            named = sorted(tactic for tactic in heard if cases[tactic] == case)
            confirmed = [tactic for tactic in named if tactic in contact.tactics]
            strong = any(tactic not in weak or answers.get(tactic) is True for tactic in confirmed)
            open_ = [] if confirmed else ["said-it"]
            if not strong:
                open_ += [deciding[one] for one in confirmed or named if one in deciding and answers[one] is None]
            yield g.found([contact], sure=sure and strong, case=case, ask=open_)


def days_apart(first: date, second: date) -> int:
    """Return how many days ``second`` is after ``first``."""
    return (second - first).days
