"""The head of the chain outside its tables: a kept file under a name that the key gives, so that it says nothing there.

Whoever puts an older store file back, or cuts the newest rows off, leaves a chain that is whole in itself and shorter than
the head that lies here. It is written after each write that seals; where it cannot be, the next one does. A chain that did
not go through the head that lay here is not covered up by the next write: that head stays in ``lost``.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from planner.errors import StoreError
from planner.store.chain import link_at, read_head
from planner.store.file_vault import FileVault
from planner.store.keys import derived_key

_MOST_LOST = 20
GONE = (0, "")
"""Stands among those that are lost where the head itself was taken away."""


class HeadsApart(NamedTuple):
    """``heads``: (count, link) through any of which the chain goes; two while a backup is brought back. ``lost``: heads that
    lay here and that the chain no longer went through."""

    heads: tuple[tuple[int, str], ...]
    lost: tuple[tuple[int, str], ...] = ()


def head_name(key: bytes) -> str:
    """Return the name the head has among the kept files."""
    return derived_key(key, "head of the chain")[:16].hex()


def read_heads(folder: Path, key: bytes) -> HeadsApart | None:
    """Return what lies outside the tables; None where nothing does, or nothing that can be read."""
    try:
        said = json.loads(FileVault(folder, key).read(head_name(key)))
        return HeadsApart(*(tuple((int(count), str(link)) for count, link in said[part]) for part in ("heads", "lost")))
    except (StoreError, ValueError, TypeError, KeyError):
        return None


def write_heads(folder: Path, key: bytes, heads: HeadsApart) -> None:
    """Keep ``heads``; raises ``StoreError`` where they cannot be written."""
    FileVault(folder, key).put_as(head_name(key), json.dumps(heads._asdict()).encode())


def heads_after(folder: Path, key: bytes, connection: Any) -> HeadsApart:
    """Return what is to lie outside the tables once what ``connection`` wrote is stored; notes there that something did."""
    count, link, noted = read_head(connection)
    before = read_heads(folder, key)
    if before is None:
        return HeadsApart(((count, link),), (GONE,) if noted else ())
    if not noted:
        connection.execute("UPDATE seal_head SET apart = 1")
    held = any(link_at(connection, number) == one for number, one in before.heads)
    lost = before.lost if held else (*before.lost, *before.heads)[-_MOST_LOST:]
    return HeadsApart(((count, link),), lost)


def expect_head(folder: Path, key: bytes, head: tuple[int, str]) -> None:
    """Let the head of a store that is about to take this one's place count too. Raises ``StoreError``."""
    before = read_heads(folder, key)
    if before is not None or head[0]:
        known = before or HeadsApart(())
        write_heads(folder, key, HeadsApart((*known.heads, head), known.lost))


def settle_head(folder: Path, key: bytes, head: tuple[int, str]) -> None:
    """Keep the head of the store that took another's place; where it cannot be written, both go on to count."""
    if head[0] or read_heads(folder, key) is not None:
        with suppress(StoreError):
            write_heads(folder, key, HeadsApart((head,)))
