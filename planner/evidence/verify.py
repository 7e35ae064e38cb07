"""Whether a bundle is as it was handed out: every byte of it, its chain from genesis to head, and its extract against that.

Needs no store and trusts nothing in the bundle: what its manifests say must be, byte for byte, what its files give. Who
changes a file and makes all of it anew around it is found out only by a head that somebody saw before.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from planner.errors import Text
from planner.evidence.bag import BAGIT, DATA, INFO, SHA256, SHA512, TAGS, Digests, is_payload_name, manifest, tag_files
from planner.evidence.bundle import ATTACHMENTS, CUSTODY, EXTRACT, ORIGINALS, TABLE
from planner.evidence.chain import Head, Link, first_fault
from planner.evidence.choosing import WHOLE
from planner.evidence.custody import BadLine, read_custody
from planner.evidence.extract import VERSION, Unlike, compare, read_extract
from planner.evidence.hashing import Hashes
from planner.evidence.holder import Repacked, Unusable, no_bundle, opened, shown
from planner.evidence.log_table import IN_THE_TABLE, log_table
from planner.evidence.originals import Cut, sealed_digest, sizes_in

_TAG_FILES = (BAGIT, INFO, SHA256, SHA512, TAGS)
_READ = {EXTRACT: 64 << 20, CUSTODY: 256 << 20, TABLE: 64 << 20, **dict.fromkeys(_TAG_FILES, 64 << 20)}
"""Files that are looked into, and how large each may be: what is larger is none of ours."""
_LINE = re.compile(rb"([0-9a-f]{64})  (data/[!-~]+)\n")


class Verdict(NamedTuple):
    """What came out. ``entry`` and ``file``: the first bad one. ``head``: what to compare with one that was seen before."""

    unchanged: bool
    why: Text
    entry: int | None = None
    file: str | None = None
    head: Head | None = None
    extract: Mapping[str, Any] | None = None


class _Changed(Exception):
    def __init__(self, why: Text, file: str | None = None, entry: int | None = None) -> None:
        super().__init__(why.id)
        self.verdict = Verdict(False, why, entry, file)


def verify_bundle(path: Path, going_on: Callable[[int], None] = lambda _: None) -> Verdict:
    """Return whether the bundle at ``path``, a zip or a folder, is as it was handed out.

    What is no bundle at all, or cannot be read, is not unchanged either, and why is said in a sentence. ``going_on`` is told
    how many bytes were looked at, and may raise what ends the check.
    """
    try:
        return _verified(path, going_on)
    except _Changed as changed:
        return changed.verdict
    except Unusable as error:
        return Verdict(False, error.message, file=error.file)
    except OSError:  # a disk that was pulled out, a file that may not be read
        return Verdict(False, Text('The file "{file}" cannot be opened.', {"file": shown(path.name)}))


def _verified(path: Path, going_on: Callable[[int], None]) -> Verdict:
    found: dict[str, Digests] = {}
    texts: dict[str, bytes] = {}
    cut: dict[str, Cut] = {}
    sizes: dict[str, list[int]] | None = None
    repacked: str | None = None
    with opened(path) as files:
        try:
            for name, size, pieces in files:
                _known(name, size)
                if name.startswith(ORIGINALS):  # they come behind the extract, which says where each piece ends
                    sizes = sizes_in(texts.get(EXTRACT, b"")) if sizes is None else sizes
                    cut[name] = Cut(sizes.get(name, ()))
                    pieces = cut[name].of(pieces)
                found[name] = _taken(name, pieces, texts, going_on)
        except Repacked as error:
            repacked = error.name
    extract, links, head, bad = _told(texts)
    payload = {name: one for name, one in found.items() if name.startswith(DATA)}
    if repacked is None or SHA256 in texts:
        _check_manifests(payload, texts, cut, extract, bad)
    if repacked is not None:
        raise _repacked(repacked, extract)
    if bad is not None:
        raise bad
    assert extract is not None
    if extract["version"] != VERSION:
        raise _Changed(Text("A newer Ashore made this bundle. Please update Ashore to check it."), EXTRACT)
    _check_files(extract, payload, cut)
    try:
        table = log_table(extract["entries"])
    except (KeyError, TypeError, ValueError, AttributeError):
        raise _changed(EXTRACT, None) from None
    if table != texts.get(TABLE):
        raise _changed(TABLE, _entry_of_row(texts.get(TABLE, b""), extract))
    contacts = sum(1 for one in extract["entries"] if one.get("kind") == "contact")
    attached = len({one["path"] for one in extract["files"] if one.get("path")})
    blanks = {
        "contacts": str(contacts),
        "facts": str(len(extract["entries"]) - contacts),
        "attached": str(attached),
        "files": str(len(payload) - attached),
    }
    return Verdict(
        True,
        Text(
            "Unchanged since it was handed out. Contacts: {contacts}, dated facts: {facts}, attached files: {attached}, files of the bundle itself: {files}.",
            blanks,
        ),
        head=head,
        extract=extract,
    )


def _known(name: str, size: int) -> None:
    if name not in _TAG_FILES and not is_payload_name(name):
        raise _Changed(Text('"{file}" does not belong to the bundle.', {"file": shown(name)}), shown(name))
    if size > _READ.get(name, size):
        raise _Changed(Text('"{file}" is larger than any that Ashore makes.', {"file": shown(name)}), shown(name))


def _taken(name: str, pieces: Iterable[bytes], texts: dict[str, bytes], going_on: Callable[[int], None]) -> Digests:
    hashes, kept = Hashes("sha256", "sha512"), []
    for piece in hashes.of(pieces):
        going_on(len(piece))
        if name in _READ:
            kept.append(piece)
    if name in _READ:
        texts[name] = b"".join(kept)
    return Digests(hashes.size, hashes.hex("sha256"), hashes.hex("sha512"))


def _told(texts: Mapping[str, bytes]) -> tuple[dict[str, Any] | None, list[Link], Head | None, _Changed | None]:
    """Return what extract and chain say, and the first thing about them that is not in its form."""
    bad: _Changed | None = None
    extract: dict[str, Any] | None = None
    links: list[Link] = []
    head: Head | None = None
    if EXTRACT not in texts or CUSTODY not in texts:
        return None, links, None, _Changed(no_bundle())
    try:
        extract = read_extract(texts[EXTRACT])
        if not {"version", "entries", "files", "originals"} <= extract.keys():
            raise Unlike
    except Unlike:
        extract, bad = None, _changed(EXTRACT, None)
    try:
        links, head = read_custody(texts[CUSTODY])
        fault = first_fault(links, head)
        if fault is not None:
            bad = _changed(CUSTODY, _entry_of(fault.number, links, extract))
    except BadLine as line:
        bad = _changed(CUSTODY, _entry_of(min(line.number, _length_in(extract) or line.number), links, extract))
    if bad is None and extract is not None and head is not None and extract["version"] == VERSION:
        try:
            compare(extract, links, head)
        except Unlike as error:
            bad = _changed(EXTRACT, error.entry)
    return extract, links, head, bad


def _length_in(extract: Mapping[str, Any] | None) -> int:
    """Return how many links there are by the extract: what stands behind the last of them is the head's line."""
    try:
        count = extract["chain"]["count"] if extract is not None else 0
    except (KeyError, TypeError):
        return 0
    return count if type(count) is int else 0


def _entry_of(number: int, links: list[Link], extract: Mapping[str, Any] | None) -> int:
    """Return the entry of a link by its number, as the extract or the link itself tells; else the number."""
    try:
        for told in (*extract["entries"], *extract["files"]) if extract is not None else ():
            if number in told["links"] and type(told["entry"]) is int:
                entry: int = told["entry"]
                return entry
    except (KeyError, TypeError):
        pass
    content = links[number - 1].content if 0 < number <= len(links) else None
    match = re.search(r'"entry":(\d{1,15})[,}]', content or "")
    return int(match[1]) if match else number


def _check_manifests(
    payload: Mapping[str, Digests],
    texts: Mapping[str, bytes],
    cut: Mapping[str, Cut],
    extract: Mapping[str, Any] | None,
    bad: _Changed | None,
) -> None:
    """Raise ``_Changed`` at the first file that is not as the manifests have it, or at a manifest that is not in its form.

    A file that is missing or changed is named before one that was added; where one of the two manifests is right, all files are.
    """
    expected = tag_files(payload)
    wrong = [name for name in _TAG_FILES if texts.get(name) != expected[name]]
    if not wrong:
        return
    if not payload:
        raise _Changed(no_bundle())
    listed = {name.decode(): digest.decode() for digest, name in _LINE.findall(texts.get(SHA256, b""))}
    if {SHA256, SHA512} <= set(wrong) and manifest(listed) == texts.get(SHA256):
        for name in sorted(listed):
            if name not in payload:
                raise _missing(name, _owner(name, extract))
            if listed[name] != payload[name].sha256:
                if bad is not None and name in (EXTRACT, CUSTODY) and bad.verdict.file in (None, name):
                    raise bad
                raise _changed(name, _entry_in(name, texts, cut, extract))
        for name in sorted(payload.keys() - listed.keys()):
            raise _Changed(Text('"{file}" was added.', {"file": shown(name)}), shown(name))
    raise _changed(wrong[0], None) if wrong[0] in texts else _missing(wrong[0], None)


def _entry_in(
    name: str, texts: Mapping[str, bytes], cut: Mapping[str, Cut], extract: Mapping[str, Any] | None
) -> int | None:
    """Return the entry at which a changed file is first not what it was."""
    if name == TABLE:
        return _entry_of_row(texts.get(TABLE, b""), extract)
    return _entry_of_piece(name, cut, extract) if name.startswith(ORIGINALS) else _owner(name, extract)


def _entry_of_row(table: bytes, extract: Mapping[str, Any] | None) -> int | None:
    """Return the entry of the first row of the table that is not what the extract gives."""
    try:
        entries = [one for one in (extract or {})["entries"] if one["kind"] in IN_THE_TABLE]
        found, expected = (
            list(csv.reader(io.StringIO(text.decode("utf-8-sig")))) for text in (table, log_table(entries))
        )
    except (KeyError, TypeError, ValueError, AttributeError, csv.Error):
        return None
    for number, row in enumerate(expected):
        if number >= len(found) or found[number] != row:
            entry = entries[number - 1]["entry"] if number else None
            return entry if type(entry) is int else None
    return None


def _check_files(extract: Mapping[str, Any], payload: Mapping[str, Digests], cut: Mapping[str, Cut]) -> None:
    """Raise ``_Changed`` where an attachment is not the one that was sealed, or a file belongs to nothing."""
    entry: int | None = None
    told: set[str] = set()
    try:
        for one in extract["files"]:
            entry, name = one["entry"], one["path"]
            if name is None:
                continue
            if name not in payload:
                raise _missing(str(name), one["of"])
            if payload[name].sha256 != one["facts"]["sha256"]:
                raise _changed(str(name), one["of"])
            told.add(name)
        entry = None
        for one in extract["originals"]:
            name = one["path"]
            if name not in payload:
                raise _missing(str(name), None)
            bad = _entry_of_piece(name, cut, extract)
            whole = one["sha256"] if one["pieces"] else one["file_sha256"]
            if bad is not None or payload[name].sha256 != whole or not (one["pieces"] == [] or cut[name].fits):
                raise _changed(name, bad)
            told.add(name)
    except (KeyError, TypeError):
        raise _changed(EXTRACT, entry) from None
    for name in payload:
        if name.startswith((ATTACHMENTS, ORIGINALS)) and name not in told:
            raise _Changed(Text('"{file}" was added.', {"file": shown(name)}), shown(name))


def _entry_of_piece(name: str, cut: Mapping[str, Cut], extract: Mapping[str, Any] | None) -> int | None:
    """Return the entry whose piece of a file that was read in is the first that is not what was sealed with it."""
    try:
        facts = {one["entry"]: one["facts"] for one in (extract or {})["entries"] if one["as"] == WHOLE}
        (told,) = (one for one in (extract or {})["originals"] if one["path"] == name)
        digests = cut[name].found
        for place, piece in enumerate(told["pieces"]):
            sealed = facts[piece["entry"]]
            is_it = place < len(digests) and sealed_digest(sealed) == digests[place]
            if not is_it or sealed["source_sha256"] != told["file_sha256"]:
                entry = piece["entry"]
                return entry if type(entry) is int else None
    except (KeyError, TypeError, ValueError, AttributeError):
        pass
    return None


def _owner(name: str, extract: Mapping[str, Any] | None) -> int | None:
    """Return the entry that an attachment belongs to."""
    try:
        for one in (extract or {}).get("files", ()):
            if one["path"] == name and type(one["of"]) is int:
                owner: int = one["of"]
                return owner
    except (KeyError, TypeError, AttributeError):
        pass
    return None


def _repacked(name: str, extract: Mapping[str, Any] | None) -> _Changed:
    if name:
        return _changed(name, _owner(name, extract))
    return _Changed(
        Text(
            "The zip is not as Ashore packed it: it was changed, cut, or packed anew. If somebody packed it anew, unpack it and check the folder."
        )
    )


def _missing(name: str, entry: int | None) -> _Changed:
    return _Changed(Text('"{file}" is missing.', {"file": shown(name)}), shown(name), entry)


def _changed(name: str, entry: int | None) -> _Changed:
    blanks = {"file": shown(name), "entry": str(entry)}
    if entry is None:
        return _Changed(Text('"{file}" is not as it was handed out.', blanks), shown(name))
    words = Text('"{file}" is not as it was handed out, first at entry {entry}.', blanks)
    return _Changed(words, shown(name), entry)
