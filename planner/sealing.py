"""What is sealed of one version of a log entry, and how one seal hangs on the one before it.

As in RFC 6962 a leaf and a link are hashed apart, so that one can never pass for the other: a leaf is SHA-256 of 0x00 and
the canonical content, a link is SHA-256 of 0x01, the link before it, and the leaf. Each content has a salt of its own, so
that who sees the leaf of an entry that was left out cannot try out what it may have said.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from planner.canonical import Canonical, canonical

GENESIS = "0" * 64
"""The link before the first."""
SALT_BYTES = 16
_MINUTE, _MILLISECOND = timedelta(minutes=1), timedelta(milliseconds=1)
_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


def leaf_of(content: str) -> str:
    """Return the leaf of a content in canonical form, in lower-case hex."""
    return hashlib.sha256(b"\0" + content.encode()).hexdigest()


def link_of(before: str, leaf: str) -> str:
    """Return the link that hangs ``leaf`` on the link ``before``; all in hex."""
    return hashlib.sha256(b"\1" + bytes.fromhex(before) + bytes.fromhex(leaf)).hexdigest()


def sealed_content(
    *,
    number: int,
    salt: str,
    entry: int,
    version: int,
    kind: str,
    body: str,
    written_at: str,
    withdrawn: bool,
    found_on: str | None,
) -> str:
    """Return what is sealed of a version, in canonical form. ``number`` counts links from 1.

    ``found_on``: the day on which an entry from before the seal was sealed as it was found; None where it was sealed as
    it was written.
    """
    rest: dict[str, Any] = {
        "kind": kind,
        "number": number,
        "salt": salt,
        "version": version,
        "withdrawn": withdrawn,
        **_exact_instant(written_at),
    }
    if found_on is not None:
        rest["found_on"] = found_on
    if type(entry) is not int or not _is_canonical(body):
        return canonical({**rest, "entry": entry, "text": body})
    return f'{{"entry":{entry},"facts":{body},{canonical(rest)[1:]}'  # these two come first of all keys


def _is_canonical(body: str) -> bool:
    """Return whether a text is the one canonical form of facts: else the text itself is sealed, so that no two pass for one."""
    if isinstance(body, Canonical):
        return True
    try:
        facts = json.loads(body)
        return isinstance(facts, dict) and canonical(facts) == body
    except (ValueError, TypeError, RecursionError):
        return False


@lru_cache(maxsize=64)
def _exact_instant(text: str) -> dict[str, Any]:
    """Return an instant as whole milliseconds UTC and the offset in minutes; the text itself where that says less."""
    try:
        at = datetime.fromisoformat(text)
        since, offset = at - _EPOCH, at.utcoffset() or timedelta()
    except (ValueError, TypeError):
        return {"written": text}
    if at.isoformat() != text or since % _MILLISECOND or offset % _MINUTE:
        return {"written": text}
    return {"written_ms": since // _MILLISECOND, "written_offset": offset // _MINUTE}
