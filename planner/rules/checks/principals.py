"""Rules that bind a kind of lender and whoever collects for it: an agency is bound as the lender that the log names behind the debt."""

from __future__ import annotations

from planner.rules.facts import Contact
from planner.rules.ground import Ground

COLLECTS_FOR_OTHERS = frozenset({"agency", "law-firm"})


class AsPrincipal(Ground):
    """A ground on which who collects for others counts as the one lender that the log's own contacts name for the debt."""

    def __init__(self, g: Ground) -> None:
        super().__init__(g.rule, g.index)

    def binds(self, contact: Contact) -> bool:
        """Return whether the rule binds, or may bind, the lender behind this contact, whatever its day."""
        return super().binds(self._as_principal(contact))

    def open_questions(self, contact: Contact) -> tuple[str, ...]:
        """Return what must be known before the rule is sure to bind the lender behind this contact."""
        return super().open_questions(self._as_principal(contact))

    def _as_principal(self, contact: Contact) -> Contact:
        if contact.role not in COLLECTS_FOR_OTHERS:
            return contact
        lenders = self.index.lenders_of(contact)
        return contact._replace(role=next(iter(lenders))) if len(lenders) == 1 else contact
