"""Which formats there are: how a file of each begins, and what reads it. Those that are not read yet are at least named."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from planner.errors import Text
from planner.imports import ashore_csv, sms_backup
from planner.imports.records import How, Item
from planner.imports.source import Head, Source, refused

Reader = Callable[[Source, How], Iterator[Item]]
AUTO = "auto"


class Format(NamedTuple):
    """A format by its id; ``about``: what such a file is; ``read`` is None where it is not read yet."""

    id: str
    about: Text
    looks_like_it: Callable[[Head], bool]
    read: Reader | None = None


_MAIL = re.compile(r"(?:[A-Za-z][A-Za-z-]{1,60}:[ \t].*\r?\n(?:[ \t].*\r?\n)*){2}")
_MAIL_NAMES = re.compile(
    r"^(from|to|subject|date|received|message-id|return-path|delivered-to|mime-version):", re.I | re.M
)
_CHAT_LINE = re.compile(
    r"^\W{0,3}\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s+(?:\D{1,6}\s?)?\d{1,2}[:.]\d{2}[^\n]{0,20}?(?:\]| - )", re.M
)
_CARRIER = ("通话时长", "对方号码", "通信时长", "通话起始时间", "起始时间", "Minutes")
_VOICE = ("haudio", "hChatLog")


def _starts(*words: str) -> Callable[[Head], bool]:
    return lambda head: head.text.lstrip().upper().startswith(words)


def _first_line(head: Head) -> str:
    return head.text.lstrip("\ufeff\r\n ").partition("\n")[0]


def _is_mail(head: Head) -> bool:
    begin = head.text[:4000].lstrip()
    return head.name.lower().endswith((".eml", ".msg")) or (
        _MAIL.match(begin) is not None and len(set(map(str.lower, _MAIL_NAMES.findall(begin)))) > 1
    )


def _is_whatsapp(head: Head) -> bool:
    lines = head.text[:6000].splitlines()[:40]
    return not head.name.lower().endswith((".csv", ".tsv")) and sum(bool(_CHAT_LINE.match(line)) for line in lines) > 1


def _is_imazing(head: Head) -> bool:
    line = _first_line(head)
    return "Chat Session" in line and "Message Date" in line


def _is_carrier(head: Head) -> bool:
    line = _first_line(head)
    return any(word in line for word in _CARRIER) and ("," in line or "\t" in line)


def _is_wechat(head: Head) -> bool:
    return head.text.lstrip().startswith("{") and '"session"' in head.text and '"messages"' in head.text


def _is_json(head: Head) -> bool:
    text = head.text.lstrip()
    named = head.name.lower().endswith((".json", ".jsonl"))
    return text.startswith(("{", "[")) and (named or text[1:].lstrip().startswith(('"', "{", "[")))


def _is_table(head: Head) -> bool:
    line = _first_line(head)
    return head.name.lower().endswith((".csv", ".tsv")) and any(line.count(sign) for sign in ",;\t，；")


SMS_BACKUP, ASHORE_CSV = "sms-backup-restore", "ashore-csv"
FORMATS = (
    Format(ASHORE_CSV, Text("a contact log (CSV)"), ashore_csv.looks_like_it, ashore_csv.read),
    Format(SMS_BACKUP, Text("a backup of messages or calls (XML)"), sms_backup.looks_like_it, sms_backup.read),
    Format("vcard", Text("a contact card (vCard)"), _starts("BEGIN:VCARD")),
    Format("mbox", Text("a mailbox (mbox)"), lambda head: head.data.startswith(b"From ")),
    Format("google-voice", Text("a page of Google Voice"), lambda head: any(word in head.text for word in _VOICE)),
    Format("imazing-csv", Text("a table of iMazing"), _is_imazing),
    Format("carrier-csv", Text("a call list of a phone company"), _is_carrier),
    Format("wechat-json", Text("a WeChat export (JSON)"), _is_wechat),
    Format("email", Text("an e-mail"), _is_mail),
    Format("whatsapp", Text("a chat, as WhatsApp exports one"), _is_whatsapp),
)
"""The formats of the contract; what a file is, is looked for in this order."""
NAMES = tuple(one.id for one in FORMATS)
READ = tuple(one.id for one in FORMATS if one.read is not None)

_OTHERS: tuple[tuple[Text, Callable[[Head], bool]], ...] = (
    (Text("a picture"), lambda head: head.data.startswith((b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM"))),
    (Text("a PDF"), lambda head: head.data.startswith(b"%PDF")),
    (Text("JSON of another program"), _is_json),
    (Text("a web page"), _starts("<!DOCTYPE HTML", "<HTML")),
    (Text("XML of another kind"), _starts("<?XML", "<")),
)
_ZIP = Text("is a ZIP archive; unpack it, and import the file that is in it")
_NOT_YET = Text("is {kind}; Ashore cannot read that yet. It reads: {formats}")
_UNKNOWN = Text("is a file that Ashore cannot read. It reads: {formats}")
_TABLE = Text("is a table without the columns of a contact log; it needs at least: at, from, channel")
_EMPTY = Text("is empty")


def open_file(path: str, name: str = AUTO) -> tuple[Source, Format]:
    """Return the file and its format: the one that was named, else the one it looks like. Raises ``InputProblems``."""
    source = Source(path)
    head, blanks = source.head, {"formats": _listed(READ)}
    if not source.size:
        raise refused(path, _EMPTY)
    chosen = next((one for one in FORMATS if one.id == name), None)
    if head.data.startswith((b"PK\3\4", b"PK\5\6")):
        raise refused(path, _ZIP)
    found = chosen or next((one for one in FORMATS if one.looks_like_it(head)), None)
    if found is None and _is_table(head):
        raise refused(path, _TABLE)
    if found is None:
        kind = next((words for words, is_it in _OTHERS if is_it(head)), None)
        raise refused(path, Text(_UNKNOWN.id, blanks) if kind is None else Text(_NOT_YET.id, {"kind": kind, **blanks}))
    if found.read is None:
        raise refused(path, Text(_NOT_YET.id, {"kind": found.about, **blanks}))
    if not found.looks_like_it(head) and found.id == SMS_BACKUP:
        raise refused(path, Text("is no {kind}", {"kind": Text("backup of SMS Backup & Restore (XML)")}))
    return source, found


def _listed(names: Sequence[str]) -> str | Text:
    """Return names one after the other, as each language puts them."""
    before: str | Text = names[0]
    for name in names[1:]:
        before = Text("{before}, {name}", {"before": before, "name": name})
    return before


def read_file(source: Source, found: Format, how: How) -> Iterator[Item]:
    """Yield what is in a file that was opened; raises ``InputProblems`` or ``Stopped``."""
    assert found.read is not None
    yield from found.read(source, how)
