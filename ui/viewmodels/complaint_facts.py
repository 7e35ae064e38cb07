"""The facts of one company that may go into a complaint: by what the checks say of them, and the part that was chosen."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from planner.errors import Text
from planner.services.complaints import surest

LENDER_KIND = "cn.lender-kind"
"""The question that says which of several rules holds for the lender."""
BREACH, CHECK, NONE = "possible_breach", "worth_checking", "without"


class ComplaintFacts:
    """An extract, and parts of it. ``always``: entries that go in whatever is chosen."""

    def __init__(self, extract: Mapping[str, Any], always: Collection[int] = ()) -> None:
        self.extract = extract
        self._always = frozenset(always)
        findings = extract["findings"] or ()
        contacts = {one["entry"] for one in extract["entries"] if one["kind"] == "contact"}
        of, about = ({BREACH: set[int](), CHECK: set[int]()} for _ in range(2))
        for one in findings:
            of[one["outcome"]] |= {*one["contacts"], *one["counted"]}
            about[one["outcome"]] |= {*one["contacts"]}
        breach = of[BREACH] & contacts
        check = (of[CHECK] & contacts) - breach
        self.by_class = {BREACH: breach, CHECK: check, NONE: contacts - breach - check}
        self._about = {key: rows & self.by_class[key] for key, rows in about.items()}

    def count(self, key: str) -> Text:
        """Return how many entries of a kind go in: a limit is about every call that was counted, so more than the log marks."""
        rows = self.by_class[key]
        about = self._about.get(key, rows)
        words = Text("Entries: {count}")
        if not about:
            words = Text("Entries: {count}. Each was counted for a finding.")
        elif rows - about:
            words = Text("Entries: {count}. A finding is about {about}; {more} more were counted for it.")
        return words._replace(
            blanks={"count": str(len(rows)), "about": str(len(about)), "more": str(len(rows - about))}
        )

    def entries(self, classes: Collection[str]) -> list[int]:
        """Return the entries that go in: contacts of the chosen kinds, and the dated facts between them."""
        chosen = {row for key in classes for row in self.by_class[key]} | self._always
        return [
            one["entry"]
            for one in self.extract["entries"]
            if one["entry"] in chosen or (one["kind"] != "contact" and chosen)
        ]

    def part(self, classes: Collection[str]) -> Mapping[str, Any]:
        """Return the extract of the chosen entries, with the findings that are about nothing else."""
        rows, whole = set(self.entries(classes)), self.extract
        return {
            **whole,
            "entries": [one for one in whole["entries"] if one["entry"] in rows],
            "findings": [one for one in whole["findings"] or () if {*one["contacts"], *one["counted"]} <= rows],
            "files": [one for one in whole["files"] if one["of"] in rows],
        }

    def topics(self, any_lender: str) -> tuple[tuple[str, str], ...]:
        """Return what the checks say, each once, with how many contacts: to read, not to choose.

        ``any_lender``: the name of what holds for one kind of lender each, while the kind of this one is not known.
        """
        counts: dict[str, set[int]] = {}
        for one in sorted(surest(self.extract["findings"] or ()), key=lambda one: one["outcome"]):
            title = any_lender if LENDER_KIND in one["facts_missing"] else one["title"]
            counts.setdefault(title, set()).update(one["contacts"])
        return tuple((title, str(len(rows))) for title, rows in counts.items())
