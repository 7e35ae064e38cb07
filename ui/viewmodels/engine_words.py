"""Sentences of the engine as a person reads them: amounts in the form of their language, or hidden where they hide amounts."""

from __future__ import annotations

import re

from planner.errors import Text
from planner.money import BadValue, parse_money
from ui.viewmodels.session import HIDDEN, Session

_AMOUNT = re.compile(r"(\d[\d.]*) ([A-Z]{3})")
_BARE = ("over", "each", "needed")
"""Blanks that hold an amount whose currency stands in a blank of its own."""


def said_by_engine(session: Session, text: Text) -> str:
    """Say ``text``, whose blanks may hold amounts such as ``120.00 USD``."""
    blanks = dict(text.blanks)
    for name, value in blanks.items():
        if not isinstance(value, str):
            continue
        if found := _AMOUNT.fullmatch(value):
            try:
                blanks[name] = session.money(parse_money(found[1], found[2]), found[2])
            except BadValue:
                continue
        elif name in _BARE and session.amounts_hidden:
            blanks[name] = HIDDEN
    return session.say(text._replace(blanks=blanks))
