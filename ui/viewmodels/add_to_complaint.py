"""Which complaint a contact is added to: one of the drafts, the newest first, or a new one."""

from __future__ import annotations

from typing import NamedTuple

from planner.errors import InputProblems, PlannerError, Text
from ui.viewmodels.session import Session


class DraftRow(NamedTuple):
    """A draft. ``has_it``: the contact is in it already."""

    id: int
    title: str
    under: str
    has_it: bool


class AddState(NamedTuple):
    """The drafts; and what was just done: ``said``, with the number of the complaint, 0 where nothing was."""

    drafts: tuple[DraftRow, ...] = ()
    said: str = ""
    complaint: int = 0
    problem: str = ""


class AddToComplaintViewModel:
    """Adds the contact of number ``entry``, and takes that back."""

    def __init__(self, session: Session, entry: int) -> None:
        self._session, self._entry = session, entry
        self._before: tuple[int, dict[str, str], tuple[int, ...]] | None = None
        self._problem: Text | None = None

    def state(self) -> AddState:
        """Return what can be chosen now."""
        from planner.services.complaint_adding import open_drafts
        from ui.viewmodels.complaints import row_of

        session, say, rows = self._session, self._session.say, []
        for one in open_drafts(session.household):
            row, has_it = row_of(session, one), self._entry in one.entries
            under = session.join(row.under, say(Text("holds this contact already")) if has_it else "")
            rows.append(DraftRow(row.id, row.title, under, has_it))
        done = self._before
        title = next((row.title for row in rows if done and row.id == done[0]), "")
        said = Text(
            "This contact is in the draft {title} now. Files that you saved for it before do not hold it.",
            {"title": title},
        )
        return AddState(
            tuple(rows),
            say(said) if title else "",
            done[0] if done and title else 0,
            session.fault(self._problem) if self._problem else "",
        )

    def add(self, complaint: int) -> AddState:
        """Put the contact into a draft."""
        from planner.services.complaint_adding import add_contact
        from planner.services.complaints import ComplaintDesk

        self._problem = None
        household = self._session.household
        try:
            one = ComplaintDesk(household).find(str(complaint))
            add_contact(household, one, self._entry)
            self._before = (complaint, dict(one.words), one.entries)
        except InputProblems as faults:
            self._problem = faults.problems[0].message
        except PlannerError as error:
            self._problem = error.message
        return self.state()

    def undo(self) -> AddState:
        """Take it out again: the draft is as it was before."""
        from planner.services.complaints import ComplaintDesk

        self._problem = None
        if self._before is not None:
            (complaint, words, entries), self._before = self._before, None
            desk = ComplaintDesk(self._session.household)
            try:
                desk.change(desk.find(str(complaint)), words, entries)
            except InputProblems as faults:
                self._problem = faults.problems[0].message
            except PlannerError as error:
                self._problem = error.message
        return self.state()
