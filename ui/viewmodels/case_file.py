"""What stands about a person beside the file itself: days to keep in mind, answers that came, what came and went."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from planner.errors import Text
from planner.services.caseload import Case, Caseload
from planner.services.idea_effects import value_words
from planner.services.reviewing import answers_to
from planner.services.share_means import beyond_means_of
from planner.sharing.contents import PLAN
from planner.sharing.review import STRATEGY, Idea
from ui.viewmodels.plan_money import ashore_label
from ui.viewmodels.session import Session

FIELDS = (
    ("alias", "text", Text("A word by which you know whom you mean")),
    ("name", "text", Text("The name, where you keep it")),
    ("review_on", "day", Text("Next review")),
    ("deadline_on", "day", Text("Next deadline")),
    ("keep_until", "day", Text("To be kept until")),
)
_CAME = {"share": Text("A file came"), "review": Text("A review went")}
_DECIDED = {"taken": Text("taken"), "left": Text("left")}


class Detail(NamedTuple):
    """One field about a person."""

    id: str
    label: str
    kind: str
    value: str
    error: str


class FileState(NamedTuple):
    """``figures``: those of the newest file, as far as they were shared; ``answers``: (what was asked or proposed, what came
    of it); ``history``: (day, what came or went).
    """

    figures: tuple[tuple[str, str], ...]
    details: tuple[Detail, ...]
    answers: tuple[tuple[str, str], ...]
    history: tuple[tuple[str, str], ...]


def file_state(
    session: Session,
    caseload: Caseload,
    case: Case,
    share: Mapping[str, Any] | None,
    typed: Mapping[str, str],
    errors: Mapping[str, Text],
) -> FileState:
    """Return what stands about a person; ``typed`` and ``errors``: of fields that cannot be kept as they were typed."""
    say = session.say
    details = tuple(
        Detail(
            id_,
            say(label),
            kind,
            typed.get(id_, _cell(getattr(case, id_))),
            session.fault(errors[id_]) if id_ in errors else "",
        )
        for id_, kind, label in FIELDS
    )
    history = tuple(
        (session.day(one.made_on), say(_CAME.get(one.kind, Text("A file came"))))
        for one in reversed(caseload.history(case))
    )
    return FileState(_figures(session, case, share), details, _answers(session, caseload, case, share), history)


def _figures(session: Session, case: Case, share: Mapping[str, Any] | None) -> tuple[tuple[str, str], ...]:
    say, found = session.say, []
    if case.owed is not None:
        found.append((say(Text("Owed today")), session.money(case.owed, case.currency)))
    if case.left_over is not None:
        words = Text("Left over each month") if case.left_over >= 0 else Text("Missing each month")
        found.append((say(words), session.money(abs(case.left_over), case.currency)))
    ends = (share or {}).get(PLAN, {}).get("payoff_date")
    if share and ends:
        beyond, code = beyond_means_of(share), share[PLAN]["currency"]
        if beyond is not None:  # what the budget carries comes before a date that needs more (guards.md 6)
            label = say(Text("With the {amount} a month the budget has", {"amount": session.money(beyond.has, code)}))
            found.append((label, _end(session, beyond.ends)))
        asked = "" if beyond is None else session.money(beyond.asked, code)
        found.append((ashore_label(session, asked), session.month(date.fromisoformat(ends))))
    return tuple(found)


def _end(session: Session, day: date | None) -> str:
    if day is None:
        return session.say(Text("no end yet"))
    return session.say(Text("ashore by {month}", {"month": session.month(day)}))


def _answers(
    session: Session, caseload: Caseload, case: Case, share: Mapping[str, Any] | None
) -> tuple[tuple[str, str], ...]:
    """Return the answers to the helper's questions, then what became of the ideas, as the newest file has them."""
    if not share or not (share["answers"] or share["taken"]):
        return ()
    reviews = caseload.reviews(case)
    answers = [(session.quote(note.words), session.quote(words)) for note, words in answers_to(share, reviews)]
    ideas = {(review.mark, idea.number): idea for review in reviews for idea in review.ideas}
    for one in share["taken"]:
        idea = ideas.get((one["review"], one["idea"]))
        if idea is not None:
            answers.append((_name(session, idea, share["currency"]), session.say(_DECIDED[one["what"]])))
    return tuple(answers)


def _name(session: Session, idea: Idea, currency: str) -> str:
    then = value_words(idea, idea.then, currency, session.language)
    words = session.quote(session.say(then) if isinstance(then, Text) else then)
    name = session.say(Text("Order of paying")) if idea.what == STRATEGY else idea.name
    return session.say(Text("{name}: {words}", {"name": name, "words": words}))


def _cell(value: Any) -> str:
    return value if isinstance(value, str) else value.isoformat() if value else ""
