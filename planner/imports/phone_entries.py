"""What one entry of a phone's backup says: a text message, a picture message, a call."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from planner.errors import Text
from planner.imports.records import ME, OTHER, Enclosed, How, Place, Record, Skipped, Span

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST = 253_000_000_000_000
_NOTHING = ("", "null", "(Unknown)")
_HIDDEN = ("-1", "-2", "-3", "private", "unknown", "restricted", "withheld", "anonymous", "payphone")
_NOT_SENT = {
    "3": Text("a draft that was never sent"),
    "4": Text("it was still waiting to be sent"),
    "5": Text("it could not be sent"),
    "6": Text("it was still waiting to be sent"),
}
_NO_KIND = Text('"{type}" is no kind of message or call that is known')
_NO_TIME = Text('its date "{date}" is no time')
_REPORT = Text("a report about a message, no message")
_REPORTS = ("134", "135", "136")
_CALLS: dict[str, tuple[str, str, str]] = {
    "1": (OTHER, "call", ""),
    "2": (ME, "call", "rang-out"),
    "3": (OTHER, "call", "rang-out"),
    "4": (OTHER, "call", "voicemail"),
    "5": (OTHER, "call", "declined"),
    "6": (OTHER, "call", "declined"),
}
"""Who began it, the channel, and what came of it where nobody talked. An answered call of no length stays open."""
_FROM, _LAYOUT, _PLAIN = "137", "application/smil", "text/plain"
_NO_ADDRESS = "insert-address-token"


def sms_of(place: Place, raw: Span, given: Mapping[str, str], how: How, *_: object) -> Record | Skipped:
    """Return a text message."""
    kind = given.get("type", "")
    if kind in _NOT_SENT:
        return Skipped(place, _NOT_SENT[kind])
    if kind not in ("1", "2"):
        return Skipped(place, _NO_KIND._replace(blanks={"type": kind[:40]}))
    at_ms = _milliseconds(given.get("date", ""))
    if at_ms is None:
        return Skipped(place, _NO_TIME._replace(blanks={"date": given.get("date", "")[:40]}))
    number, hidden = _number(given.get("address", ""))
    return Record(
        place,
        _instant(at_ms, how),
        "s",
        "sms",
        ME if kind == "2" else OTHER,
        number,
        _said(given, "contact_name"),
        _said(given, "body"),
        outcome="delivered" if kind == "1" else "",
        subject=_said(given, "subject"),
        at_ms=at_ms,
        sent_at=_sent_at(given, how) if kind == "1" else None,
        sim=_said(given, "sub_id"),
        is_hidden=hidden,
        raw=raw,
    )


def mms_of(
    place: Place,
    raw: Span,
    given: Mapping[str, str],
    how: How,
    parts: list[dict[str, str]],
    addresses: list[dict[str, str]],
    contents: Mapping[bytes, Span],
) -> Record | Skipped:
    """Return a picture message, its texts one under the other, and what came with it."""
    box = given.get("msg_box", "")
    if given.get("m_type") in _REPORTS:
        return Skipped(place, _REPORT)
    if box in _NOT_SENT:
        return Skipped(place, _NOT_SENT[box])
    if box not in ("1", "2"):
        return Skipped(place, _NO_KIND._replace(blanks={"type": box[:40]}))
    at_ms = _milliseconds(given.get("date", ""))
    if at_ms is None:
        return Skipped(place, _NO_TIME._replace(blanks={"date": given.get("date", "")[:40]}))
    number, others = _counterpart(given, addresses, is_mine=box == "2")
    number, hidden = _number(number)
    texts = [_said(part, "text") for part in parts if _kind(part) == _PLAIN]
    return Record(
        place,
        _instant(at_ms, how),
        "s",
        "sms",
        ME if box == "2" else OTHER,
        number,
        _said(given, "contact_name"),
        "\n".join(text for text in texts if text),
        outcome="delivered" if box == "1" else "",
        enclosed=tuple(_enclosed(parts, contents)),
        subject=_said(given, "sub"),
        at_ms=at_ms,
        sent_at=_sent_at(given, how) if box == "1" else None,
        sim=_said(given, "sub_id"),
        is_hidden=hidden,
        raw=raw,
        with_numbers=others,
    )


def call_of(place: Place, raw: Span, given: Mapping[str, str], how: How, *_: object) -> Record | Skipped:
    """Return a call. Missed: it rang out. Rejected or blocked: declined. With a length: a conversation."""
    kind = given.get("type", "")
    if kind not in _CALLS:
        return Skipped(place, _NO_KIND._replace(blanks={"type": kind[:40]}))
    at_ms = _milliseconds(given.get("date", ""))
    if at_ms is None:
        return Skipped(place, _NO_TIME._replace(blanks={"date": given.get("date", "")[:40]}))
    sender, channel, outcome = _CALLS[kind]
    length = given.get("duration", "").strip()
    seconds = int(length) if length.isascii() and length.isdecimal() and len(length) < 8 else None
    if seconds and kind in ("1", "2"):
        outcome = "conversation"
    number, hidden = _number(given.get("number", ""))
    return Record(
        place,
        _instant(at_ms, how),
        "s",
        channel,
        sender,
        number,
        _said(given, "contact_name"),
        outcome=outcome,
        duration_s=seconds,
        at_ms=at_ms,
        sim=_said(given, "subscription_id"),
        is_hidden=hidden or given.get("presentation") in ("2", "3", "4"),
        raw=raw,
    )


def _said(given: Mapping[str, str], name: str) -> str:
    text = given.get(name, "")
    if text in _NOTHING:
        return ""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _number(said: str) -> tuple[str, bool]:
    """Return a number as it stands there, and whether it was hidden."""
    said = "" if said in _NOTHING else said.strip()
    if not said or said.lower() in _HIDDEN:
        return "", True
    return said, False


def _milliseconds(text: str) -> int | None:
    text = text.strip()
    if not text.isdecimal() or len(text) > 15:
        return None
    number = int(text)
    return number if 0 < number < _LAST else None


def _instant(at_ms: int, how: How) -> datetime:
    """Return the instant on the clock of the person; without a zone on that of this device."""
    try:
        if how.zone is not None:
            return datetime.fromtimestamp(at_ms // 1000, how.zone)
    except (OSError, OverflowError, ValueError):
        pass  # some systems know no year so far away
    return (_EPOCH + timedelta(seconds=at_ms // 1000)).astimezone(how.zone)


def _sent_at(given: Mapping[str, str], how: How) -> datetime | None:
    at_ms = _milliseconds(given.get("date_sent", ""))
    return None if at_ms is None else _instant(at_ms, how)


def _counterpart(
    given: Mapping[str, str], addresses: list[dict[str, str]], *, is_mine: bool
) -> tuple[str, tuple[str, ...]]:
    """Return the other side of a picture message, and who else it was between. Of a group it is who wrote."""
    named = [one.strip() for one in given.get("address", "").split("~") if one.strip() not in _NOTHING]
    sender = next((one.get("address", "") for one in addresses if one.get("type") == _FROM), "")
    if sender in _NOTHING or sender == _NO_ADDRESS:
        sender = ""
    if len(named) > 1:
        first = sender if sender and not is_mine else named[0]
        return first, tuple(one for one in named if one != first)
    return (named[0] if named else "" if is_mine else sender), ()


def _kind(part: Mapping[str, str]) -> str:
    return part.get("ct", "").strip().lower().partition(";")[0]


def _enclosed(parts: list[dict[str, str]], contents: Mapping[bytes, Span]) -> list[Enclosed]:
    found = []
    for part in parts:
        content = contents.get(part.get("data", "").encode("utf-8", "replace"))
        if content is None or not content.length or _kind(part) == _LAYOUT:
            continue
        name = next((said for said in (_said(part, key) for key in ("fn", "name", "cl")) if said), "")
        found.append(Enclosed(name[:200], _kind(part), content))
    return found
