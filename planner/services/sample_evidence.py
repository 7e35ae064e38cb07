"""What the sample household can show for it: a photo of a letter, and a complaint to the other side's own desk."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from planner.evidence.forms import ACCEPTED
from planner.model.log_entry import COMPLAINT, CONTACT, NewEntry
from planner.resources import ASSETS
from planner.services.attachments import attachment_entry
from planner.services.complaints import DESK, find_body
from planner.services.log_entries import entry_by_day, facts_of
from planner.store.attachments import Kept

if TYPE_CHECKING:
    from planner.services.household import Household

_LETTER_FROM = {"en": "Copper Lane Receivables", "zh": "海湾银行"}
_NAMES = {"en": "letter from Copper Lane.png", "zh": "催收函.png"}
_ABOUT = {"en": "North Star Recovery", "zh": "北辰催收公司"}
_TO = {"en": "North Star Recovery", "zh": "速叶借款"}
"""Guard 16: in China the lender answers for the agency it sent."""
_DEBT = {"en": "QuickLeaf online loan", "zh": "速叶网贷"}
_WORDS = {
    "en": {
        "story": "Three or more calls a day on several days, from two numbers. One call went to my sister, one to the front desk at my work. I asked in writing that you stop contacting me; a call and a man at my door came after it. Each contact stands in the list with its day and hour.",
        "wanted": "Write to me only. Call neither my family nor my work. Send me what you hold about this loan.",
        "tried": "I asked by text, on the phone and by letter.",
    },
    "zh": {
        "story": "贵司委托的催收公司几天里一天打来多次，用了两个号码；还打给了我表姐和单位前台。我说过只打本人电话，之后仍有人上门。每一次的日期和时间都在清单里。",
        "wanted": "只联系我本人，不再联系家人和单位；提供欠款的书面明细。",
        "tried": "电话里、微信上都说过，也发过邮件要明细。",
    },
}
_HOW = {"en": "e-mail", "zh": "官方客服邮箱"}
_REFERENCE = {"en": "NS-2207", "zh": "SY-0317"}
_SENT, _TAKEN_IN = timedelta(days=7), timedelta(days=4)


def letter_photo(
    household: Household, language: str, log: Sequence[Sequence[NewEntry]], zone_name: str
) -> tuple[Kept, NewEntry]:
    """Put the photo into the file vault; return how it is kept, and what says to which entry of the ``log`` it belongs.

    What stands before that has one version each, so that an entry's number is its place.
    """
    from planner.evidence.media import media_type
    from planner.store.file_vault import FileVault

    number, letter = next(
        (number, first)
        for number, (first, *_) in enumerate(log, 1)
        if first.collector == _LETTER_FROM[language] and facts_of(first).get("channel") == "letter"
    )
    content = (ASSETS / "sample" / f"letter.{language}.png").read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    vault = FileVault(household.folder, household.key)
    kept = Kept(digest, hashlib.sha512(content).hexdigest(), vault.name_of(digest), len(content), media_type(content))
    vault.put_as(kept.name, content)
    at = datetime.combine(letter.day, time(18, 30), ZoneInfo(zone_name))
    return kept, attachment_entry(kept, number, _NAMES[language], at)


def complaint_entries(
    language: str, place: str | None, log: Sequence[Sequence[NewEntry]], today: date
) -> Iterator[list[NewEntry]]:
    """Yield the complaint with its versions: written, sent, taken in. The ``log`` is what stands before it, an entry a number."""
    form = find_body(DESK, place)
    facts: dict[str, Any] = {
        "due": (today - _SENT).isoformat(),
        "body": form.key,
        "form_seen_on": form.seen_on.isoformat(),
        "language": language,
        "entries": [
            number
            for number, (first, *_) in enumerate(log, 1)
            if first.kind == CONTACT and first.collector == _ABOUT[language]
        ],
        "to": _TO[language],
        "about": _ABOUT[language],
        "debt": _DEBT[language],
        **_WORDS[language],
    }
    sent = {**facts, "sent_on": (today - _SENT).isoformat(), "how": _HOW[language]}
    answer = {"what": ACCEPTED, "on": (today - _TAKEN_IN).isoformat(), "note": ""}
    taken_in = {**sent, "answers": [answer], "reference": _REFERENCE[language]}
    yield [entry_by_day(COMPLAINT, one) for one in (facts, sent, taken_in)]
