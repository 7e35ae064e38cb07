"""One calm sentence for a contact of the log, to say if it happens again: of the gravest thing that the borrower says they did."""

from __future__ import annotations

from collections.abc import Collection

from planner.rules.facts import Contact
from planner.services.situations import situation_of
from planner.services.tactic_guides import all_guides, guide_of


def calm_answer(contact: Contact, findings: Collection[object], language: str) -> str:
    """Return it, "" where silence is better: nothing was said of them, and no rule has anything to say either.

    Only what the borrower confirmed counts as said. A contact that rules speak of is answered by what it was: somebody else
    was reached, or a call.
    """
    gravest = [guide.id for group in reversed(all_guides(language)) for guide in group.guides]
    said = next((id_ for id_ in gravest if id_ in contact.tactics), "")
    if said:
        return guide_of(said, language).say
    if not findings or not contact.from_collector:
        return ""
    if contact.is_third:
        return guide_of("third-party-disclosure", language).say
    return situation_of("phone").reply[language] if contact.is_voice else ""
