"""Hashing what passes by, each kind of hash in a thread of its own: a large file is read once, and never held whole."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack

PIECE = 1 << 20
_AHEAD = 4
"""How many pieces may pass that were not hashed yet: they lie in memory."""


class Hashes:
    """The hashes of a stream of bytes. ``size``: how many there were."""

    def __init__(self, *kinds: str) -> None:
        self._found = {kind: hashlib.new(kind) for kind in kinds}
        self.size = 0

    def of(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Yield ``pieces`` in larger ones, hashing them; the hashes are there once all of them were taken."""
        waiting: deque[Future[None]] = deque()
        with ExitStack() as threads:
            beside = {kind: threads.enter_context(ThreadPoolExecutor(max_workers=1)) for kind in self._found}
            for piece in _larger(pieces):
                self.size += len(piece)
                waiting += [beside[kind].submit(found.update, piece) for kind, found in self._found.items()]
                yield piece
                while len(waiting) > _AHEAD * len(self._found):
                    waiting.popleft().result()

    def hex(self, kind: str) -> str:
        """Return a hash in lower-case hex."""
        return self._found[kind].hexdigest()


def _larger(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same bytes in pieces of 1 MB and more: handing one to another thread takes as long as hashing a few KB."""
    waiting: list[bytes] = []
    size = 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= PIECE:
            yield b"".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield b"".join(waiting)
