"""Pieces of files that were read in, one behind the other in one file of a bundle, each checked against what was sealed of it.

The facts of an entry hold the SHA-256 of its piece as it stood in the file; where base64 was left out of the piece, because
it is an attachment, that of what is left too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

RAW, PIECE = "raw_sha256", "piece_sha256"
"""Facts: the SHA-256 of the piece as it stands in the file, and as it is shown where that is shorter."""
BETWEEN = b"\n"


def sealed_digest(facts: Mapping[str, Any]) -> str:
    """Return the SHA-256 that the piece of an entry must have by its facts; "" where it came from no file."""
    return str(facts.get(PIECE) or facts.get(RAW) or "")


def sizes_in(extract: bytes) -> dict[str, list[int]]:
    """Return how large each piece in each file is, by its path, as an extract that was not checked yet says."""
    try:
        found = {
            str(one["path"]): [piece["size"] for piece in one["pieces"]] for one in json.loads(extract)["originals"]
        }
    except (ValueError, TypeError, KeyError, RecursionError):
        return {}
    return {path: sizes for path, sizes in found.items() if all(type(size) is int and size >= 0 for size in sizes)}


class Cut:
    """Hashes each piece of a file as its bytes go by. ``found``: the SHA-256 of each, up to where it does not fit any more."""

    def __init__(self, sizes: Sequence[int]) -> None:
        self._sizes = sizes
        self.found: list[str] = []
        self._hash = hashlib.sha256()
        self._left = sizes[0] if sizes else 0
        self._fits = True

    def of(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Yield ``pieces``."""
        for piece in pieces:
            self._take(memoryview(piece))
            yield piece

    @property
    def fits(self) -> bool:
        """Whether there was every piece, and nothing behind the last."""
        return self._fits and len(self.found) == len(self._sizes)

    def _take(self, bytes_: memoryview) -> None:
        while self._fits and bytes_:
            if len(self.found) == len(self._sizes):
                self._fits = False
            elif self._left:
                now = bytes_[: self._left]
                self._hash.update(now)
                self._left, bytes_ = self._left - len(now), bytes_[len(now) :]
            else:
                self._fits = bytes(bytes_[:1]) == BETWEEN
                bytes_ = bytes_[1:]
                self.found.append(self._hash.hexdigest())
                self._hash = hashlib.sha256()
                self._left = self._sizes[len(self.found)] if len(self.found) < len(self._sizes) else 0
