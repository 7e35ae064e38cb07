"""What to know before a complaint is frozen: each says its effect and leaves the choice (guards.md 1, 8, 14, 16-18)."""

from __future__ import annotations

import re
from typing import NamedTuple

from planner.errors import Text
from planner.evidence.forms import BOTH, COLLECTOR, LENDER, Form
from planner.services.complaint_story import Parties

_CONDITION = re.compile(
    r"\b(or|otherwise|unless)\b[^.]{0,60}\b(complain|report|sue|police|press|publish)|"
    r"(否则|不然|要不然|如果不)[^。]{0,30}(投诉|举报|起诉|曝光|报警)",
    re.IGNORECASE,
)
"""Words that make a complaint the price of something."""


class Notice(NamedTuple):
    """One thing to know."""

    id: str
    title: Text
    words: Text


def notices(
    form: Form, parties: Parties, language: str, *, desk_was_asked: bool, wanted: str = "", is_old: bool = False
) -> list[Notice]:
    """Return what to know before this complaint is frozen."""
    found = []
    if not form.first and form.after and not desk_was_asked:
        words = Text(
            "They usually ask first whether you complained to the company itself. You can do that first, and come back."
        )
        found.append(Notice("desk", Text("Their own desk first"), words))
    who = _who(form, parties, language)
    if who is not None:
        found.append(Notice("who", Text("Who is named"), who))
    several = parties.lenders if form.names == LENDER else parties.agencies or parties.lenders
    if len(several) > 1:
        words = Text(
            "More than one company is in it. One complaint for each is easier to answer: choose the contacts of one."
        )
        found.append(Notice("several", Text("One company at a time"), words))
    if is_old:
        words = Text(
            'This debt may be old. Write "the debt they claim", and promise nothing in it: your own words can be used against you.'
        )
        found.append(Notice("old", Text("Your own words"), words))
    if _CONDITION.search(wanted):
        words = Text(
            "What you ask for reads like a condition. Ask for it plainly: a complaint is not a price for anything."
        )
        found.append(Notice("condition", Text("Ask, without a condition"), words))
    words = Text(
        "A complaint and a payment are two things. Interest, calls and deadlines run on while it is looked at. A complaint costs nothing: anyone who asks for money first is not an office."
    )
    found.append(Notice("two-things", Text("What a complaint does not do"), words))
    words = Text(
        "More calls may come for some days. Write each one down. If somebody threatens you or will not leave your door, call the police."
    )
    found.append(Notice("more-calls", Text("The first days after"), words))
    words = Text(
        "Give it to the office alone. A name, a voice or a face put online can bring a claim against you, for defamation or under data law."
    )
    found.append(Notice("publishing", Text("Do not publish it"), words))
    return found


def _who(form: Form, parties: Parties, language: str) -> Text | None:
    joint = "、" if language == "zh" else ", "
    lender, agency = joint.join(parties.lenders), joint.join(parties.agencies)
    if form.names == LENDER:
        if not lender:
            return Text(
                "Here the lender answers for whoever collects for it. Write the lender's full name, as in the contract."
            )
        if agency:
            blanks = {"lender": lender, "agency": agency}
            return Text(
                "Here the lender answers for whoever collects for it, so {lender} is named. {agency} stands in what happened.",
                blanks,
            )
        return None
    if form.names == COLLECTOR:
        if agency:
            return Text("Here whoever collects answers for it, so {agency} is named.", {"agency": agency})
        return Text("Here whoever collects answers for it. Write its full name, as on its letters.")
    if form.names == BOTH and lender and agency:
        return Text("Both are named: {lender}, and {agency}.", {"lender": lender, "agency": agency})
    return None


def named_of(form: Form, parties: Parties, language: str) -> str:
    """Return who a complaint to this body names (guard 16): the lender where it answers, the agency where that does."""
    joint = "、" if language == "zh" else ", "
    lender, agency = joint.join(parties.lenders), joint.join(parties.agencies)
    if form.names == LENDER:
        return lender
    if form.names == BOTH:
        return joint.join(name for name in (lender, agency) if name)
    return agency or lender
