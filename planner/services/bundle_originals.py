"""What a bundle shows of files that were read in: the chosen entries' own pieces, and the SHA-256 of each file, no more of it.

A whole file would hold other people's messages and one-time codes (guard 13).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.evidence.bag import digests_of
from planner.evidence.bundle import ORIGINALS, Source, from_bytes
from planner.evidence.choosing import WHOLE
from planner.services.bundle_entries import Chosen
from planner.store.import_reads import RawPiece, read_raw

if TYPE_CHECKING:
    from planner.services.household import Household


def originals_of(household: Household, chosen: Chosen) -> tuple[list[dict[str, Any]], dict[str, Source]]:
    """Return what the extract says of files that were read in, and the pieces of them by name in the bundle."""
    entries = [one.entry for one, how, _ in chosen.entries if how == WHOLE]

    def read(connection: Any) -> list[RawPiece]:
        return [piece for piece in (read_raw(connection, entry) for entry in sorted(entries)) if piece is not None]

    by_file: dict[tuple[int, str], list[RawPiece]] = {}
    for piece in household.read(read):
        by_file.setdefault((piece.batch, piece.file_sha256), []).append(piece)
    told, more = [], {}
    for (batch, digest), pieces in sorted(by_file.items()):
        name = f"{ORIGINALS}{batch:06}_{digest[:8]}.txt"
        content = "".join(f"{piece.raw}\n" for piece in pieces).encode()
        more[name] = from_bytes(content)
        told.append(
            {
                "path": name,
                "file": pieces[0].file_name,
                "file_sha256": digest,
                "sha256": digests_of(content).sha256,
                "pieces": [{"entry": piece.entry, "where": piece.place} for piece in pieces],
            }
        )
    return told, more
