"""Staying reachable: one channel that I choose, the sentence that says so, and what in the log shows that I answer.

Who collects calls relatives once somebody counts as out of reach; being reachable in one way, and able to show it, leaves no
ground for that (guards.md, 10 and the table).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from planner.errors import Text
from planner.i18n import translator
from planner.model.log_entry import CONTACT, LogRow
from planner.services.contact_words import spaced
from planner.services.log_entries import facts_of

CHANNEL, ADDRESS = "reach_channel", "reach_at"
"""The settings of the household that keep the chosen channel and its number or address."""
CHANNELS = {
    "sms": Text("Text message"),
    "im": Text("Chat message"),
    "email": Text("E-mail"),
    "letter": Text("Letter"),
    "call": Text("Phone call"),
}
_BY = {
    "sms": Text("by text message"),
    "im": Text("by chat message"),
    "email": Text("by e-mail"),
    "letter": Text("by letter"),
    "call": Text("by phone"),
}
_SENTENCE = Text(
    "You can reach me {by} at {address}. I read what comes there and answer. There is no ground to contact anyone else. This is about how to reach me and says nothing about any debt."
)
_WITHOUT = Text(
    "You can reach me {by}. I read what comes there and answer. There is no ground to contact anyone else. This is about how to reach me and says nothing about any debt."
)
PROOF_DAYS = 90
_REACHED = ("conversation", "delivered", "answered-hangup")


class Answer(NamedTuple):
    """One time when I answered, or was reached. ``mine``: I wrote or called."""

    entry: int
    at: datetime
    channel: str
    who: str
    mine: bool


def sentence(language: str, channel: str, address: str) -> str:
    """Return what to send, in a language, for the channel that was chosen."""
    blanks: dict[str, str | Text] = {"by": _BY[channel], "address": address}
    return translator(language)(Text((_SENTENCE if address else _WITHOUT).id, blanks))


def reach_words(language: str, channel: str, address: str) -> str:
    """Return how to reach me as it stands in a letter: ``by e-mail at dana@example.org``, ``短信 13800000000``."""
    if channel not in CHANNELS or not address:
        return address
    say = translator(language)
    return f"{say(CHANNELS[channel])} {address}" if language == "zh" else f"{say(_BY[channel])} at {address}"


def answers(rows: Iterable[LogRow], today: date) -> list[Answer]:
    """Return when I answered or was reached in the last months, the latest first.

    Counted: contacts of my own, and theirs that came to me and were talked about, picked up or delivered.
    """
    since, found = today - timedelta(days=PROOF_DAYS), list[Answer]()
    for row in rows:
        facts = facts_of(row)
        at = datetime.fromisoformat(facts["at"])
        if row.kind != CONTACT or at.date() < since:
            continue
        mine = facts.get("from") == "borrower"
        reached = facts.get("recipient", "self") == "self" and facts.get("outcome") in _REACHED
        if mine or reached:
            who = facts.get("collector") or ("" if mine else spaced(facts.get("number", "")))
            found.append(Answer(row.entry, at, facts["channel"], who, mine))
    return sorted(found, key=lambda answer: answer.at, reverse=True)


def sent_cells(at: str, channel: str, words: str, collector: str) -> Mapping[str, str]:
    """Return the entry of the log that says that the sentence was sent."""
    cells = {
        "at": at,
        "from": "borrower",
        "channel": channel,
        "said": words,
        "exactness": "exact",
        "collector": collector,
    }
    return {column: value for column, value in cells.items() if value}
