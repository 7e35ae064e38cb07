"""A contact goes into a complaint that is still a draft: into its entries, and as a line at the end of its story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.evidence.choosing import without_words
from planner.services.complaint_story import line_of
from planner.services.complaints import Complaint, ComplaintDesk
from planner.services.contacts import ContactLog, facts_of
from planner.services.evidence_report import report_words
from planner.services.places import jurisdiction_of

if TYPE_CHECKING:
    from planner.services.household import Household


def open_drafts(household: Household) -> list[Complaint]:
    """Return the complaints that were not handed in and can be changed, the newest first."""
    found = [one for one in ComplaintDesk(household).all() if one.sent_on is None and one.form is not None]
    return sorted(found, key=lambda one: (one.written_on, one.row.entry), reverse=True)


def add_contact(household: Household, one: Complaint, entry: int) -> Complaint:
    """Return the draft with a contact in it, without the borrower's own words (guard 14); as it is where it has it.

    Raises ``ComplaintSent``, or ``InputProblems`` where the form takes no longer story.
    """
    if entry in one.entries:
        return one
    settings = household.settings()
    words = report_words(one.language, jurisdiction_of(settings.get("country", ""), settings.get("part", "")))
    line = line_of(without_words(facts_of(ContactLog(household).find(entry))), words)
    story = "\n".join(part for part in (one.words.get("story", ""), line) if part)
    return ComplaintDesk(household).change(one, {**one.words, "story": story}, (*one.entries, entry))
