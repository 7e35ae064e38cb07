"""What a bundle shows of files that were read in: the chosen entries' own pieces, and the SHA-256 of each file.

A whole file holds other people's messages and one-time codes too (guard 13): it goes in only where its owner names it once
more, and the bundle says what is in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.errors import InputProblems, StoreError, Text
from planner.evidence.bag import Digests, digests_of
from planner.evidence.bundle import ORIGINALS, Source, from_bytes
from planner.evidence.choosing import WHOLE
from planner.evidence.hashing import Hashes
from planner.evidence.originals import BETWEEN, sealed_digest
from planner.imports.records import How
from planner.services.bundle_entries import Chosen
from planner.services.importing import look, open_files
from planner.store.import_reads import Batch, RawPiece, read_batches, read_raw

if TYPE_CHECKING:
    from planner.services.household import Household

Told = list[dict[str, Any]]
_MOST_NAME = 60


def originals_of(household: Household, chosen: Chosen, whole: Sequence[Path] = ()) -> tuple[Told, dict[str, Source]]:
    """Return what the extract says of files that were read in, and what of them is in the bundle, by name in it.

    ``whole``: files that go in as they are. Raises ``StoreError`` for one that is none of those that were read in.
    """
    told, more = _pieces(household, chosen)
    for place, path in enumerate(whole):
        try:
            source, batch = _as_read_in(household, path)
        except OSError:
            raise StoreError(Text('The file "{file}" cannot be opened.', {"file": _shown(path)})) from None
        name = f"{ORIGINALS}{batch.id:06}_{source.digests.sha256[:8]}_whole{place}.{_ending(path)}"
        more[name] = source
        digest = source.digests.sha256
        said = {"path": name, "file": batch.name, "file_sha256": digest, "sha256": digest, "pieces": []}
        told.append({**said, "holds": _holds(path, batch)})
    return told, more


def _pieces(household: Household, chosen: Chosen) -> tuple[Told, dict[str, Source]]:
    """Return the pieces of the chosen entries, by file. One that is not what was sealed is not given out."""
    facts = {one.entry: one.facts for one, how, _ in chosen.entries if how == WHOLE}

    def read(connection: Any) -> list[RawPiece]:
        return [piece for piece in (read_raw(connection, entry) for entry in sorted(facts)) if piece is not None]

    by_file: dict[tuple[int, str], list[tuple[RawPiece, Digests]]] = {}
    for piece in household.read(read):
        digests = digests_of(piece.raw.encode())
        if digests.sha256 == sealed_digest(facts[piece.entry]):
            by_file.setdefault((piece.batch, piece.file_sha256), []).append((piece, digests))
    told, more = [], {}
    for (batch, digest), pieces in sorted(by_file.items()):
        name = f"{ORIGINALS}{batch:06}_{digest[:8]}.txt"
        content = b"".join(piece.raw.encode() + BETWEEN for piece, _ in pieces)
        more[name] = from_bytes(content)
        told.append(
            {
                "path": name,
                "file": pieces[0][0].file_name,
                "file_sha256": digest,
                "sha256": digests_of(content).sha256,
                "pieces": [{"entry": one.entry, "where": one.place, "size": found.size} for one, found in pieces],
            }
        )
    return told, more


def _as_read_in(household: Household, path: Path) -> tuple[Source, Batch]:
    hashes = Hashes("sha256", "sha512")
    for _ in hashes.of(_read(path)):
        pass
    digest = hashes.hex("sha256")
    batch = next((one for one in household.read(read_batches) if one.sha256 == digest and one.undone_at is None), None)
    if batch is None:
        words = Text('"{file}" is none of the files that were read into your log, or it has changed since.')
        raise StoreError(words._replace(blanks={"file": _shown(path)}))
    return Source(Digests(hashes.size, digest, hashes.hex("sha512")), partial(_read, path)), batch


def _holds(path: Path, batch: Batch) -> dict[str, Any]:
    """Return what a whole file contains, so that it is named before it is handed on."""
    zone = datetime.now().astimezone().tzinfo
    try:
        (found,) = look(open_files([str(path)], batch.format), How(zone, "", date.today()))
    except InputProblems:
        return {"entries": batch.read, "numbers": None}
    return {"entries": found.read, "numbers": len(found.senders)}


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            yield piece


def _ending(path: Path) -> str:
    end = path.suffix[1:].lower()
    return end if end.isascii() and end.isalnum() and len(end) <= 5 else "bin"


def _shown(path: Path) -> str:
    return "".join(one if one.isprintable() else "?" for one in path.name)[:_MOST_NAME]
