"""``extract.json``: what is in a bundle, in canonical form. The table and the complaint are made from it and from nothing else.

Its keys: ``language`` of the findings, ``jurisdiction`` (null: none), ``filters`` as they were chosen, ``chain`` (``count``,
``head``), ``left_out`` (``links``: how many have no content here; ``because``: reasons; in words by language), ``first_bundle``
(of a redacted one: the manifest's SHA-256 of the whole one), and:

- ``entries`` in the order of time: ``entry``, ``kind``, ``as`` (how it goes in, see ``choosing``), ``links`` of its versions,
  ``leaf`` of the newest, ``facts``, ``written_ms`` of the first, ``found_on`` where it is from before the seal, ``debt_kind``
  where not the log but the list of debts says it;
- ``files``: the same of each attached file, with ``of``, the entry, and ``path`` in the bundle, null where it is not in it;
- ``originals``: of files that were read in, ``path`` of their pieces, ``file_sha256``, ``pieces`` (``entry``, ``where``,
  ``size``; one line end behind each); of a whole file ``holds``: how many ``entries`` and ``numbers`` are in it;
- ``findings`` under the keys of the command ``check``, null where they were left out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from planner.canonical import canonical
from planner.evidence.chain import Head, Link
from planner.evidence.choosing import WHOLE

SCHEMA, VERSION = "ashore-evidence", 1


class Unlike(Exception):
    """The extract does not say what was sealed. ``entry``: the one at which that was seen."""

    def __init__(self, entry: int | None = None) -> None:
        super().__init__(entry)
        self.entry = entry


def extract_bytes(extract: Mapping[str, Any]) -> bytes:
    """Return the file."""
    return canonical({"schema": SCHEMA, "version": VERSION, **extract}).encode() + b"\n"


def read_extract(content: bytes) -> dict[str, Any]:
    """Return what the file says; raises ``Unlike`` where it is not in its one form."""
    try:
        said = json.loads(content.decode())
        if isinstance(said, dict) and extract_bytes(said) == content and said["schema"] == SCHEMA:
            return said
    except (ValueError, TypeError, KeyError, RecursionError):
        pass
    raise Unlike


def compare(extract: Mapping[str, Any], links: list[Link], head: Head) -> None:
    """Raise ``Unlike`` at the first entry that the extract and the chain do not tell alike. The chain itself is whole."""
    entry: int | None = None
    try:
        seen: set[int] = set()
        for told in extract["entries"]:
            entry = told["entry"]
            _compare_entry(told, links)
            seen.update(told["links"])
        for told in extract["files"]:
            entry = told["entry"]
            _compare_entry(told, links)
            seen.update(told["links"])
        entry = None
        for link in links:
            if link.content is not None and link.number not in seen:
                raise Unlike(_said(link)["entry"])
        if extract["chain"] != {"count": head.length, "head": head.link}:
            raise Unlike
        if extract["left_out"]["links"] != len(links) - len(seen):
            raise Unlike
    except (KeyError, TypeError, IndexError, AttributeError, ValueError):
        raise Unlike(entry if type(entry) is int else None) from None


def _compare_entry(told: Mapping[str, Any], links: list[Link]) -> None:
    entry, numbers = told["entry"], told["links"]
    if not numbers or numbers != sorted(set(numbers)) or numbers[0] < 1:
        raise Unlike(entry)
    sealed = [links[number - 1] for number in numbers]
    if told["leaf"] != sealed[-1].leaf:
        raise Unlike(entry)
    if told["as"] != WHOLE:
        if any(link.content is not None for link in sealed):
            raise Unlike(entry)
        return
    if any(link.content is None for link in sealed):
        raise Unlike(entry)
    contents = [_said(link) for link in sealed]
    if any(one["entry"] != entry or one["kind"] != told["kind"] for one in contents) or contents[-1]["withdrawn"]:
        raise Unlike(entry)
    newest = contents[-1]
    if (newest["facts"] if "facts" in newest else json.loads(newest["text"])) != told["facts"]:
        raise Unlike(entry)


def _said(link: Link) -> dict[str, Any]:
    if link.content is None:
        raise Unlike
    said: dict[str, Any] = json.loads(link.content)
    return said
