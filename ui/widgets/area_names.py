"""Where the name of an area of the payoff chart has room on it."""

from __future__ import annotations

from math import ceil

TRIED = 24
"""From about how many places of its area a name is tried."""
THICK = 1.2
"""How much higher than its name an area is that bears one."""


def room_for(
    size: tuple[float, float], floors: list[float], ceilings: list[float], across: float, line: float
) -> tuple[float, float] | None:
    """Return where a name has room between ``floors`` and ``ceilings``, clear of the reading line: its left, its middle.

    All in pixels: ``size`` of the name, ``floors`` and ``ceilings`` at places, ``across`` from one to the next; ``line``
    below 0 for none. None where it has room nowhere; else the first of some places. An area that slopes is ``THICK``
    times as high as the name at both ends of it, and no corner of the name stands out.
    """
    wide, tall = size
    last = len(floors) - 1
    length = ceil(wide / across)
    for start in range(0, last - length + 1, max(1, last // TRIED)):
        left = start * across
        if line >= 0 and left - 4 <= line <= left + wide + 4:
            continue
        end = start + length
        floor, ceiling = max(floors[start : end + 1]), min(ceilings[start : end + 1])
        thin = min(ceilings[start] - floors[start], ceilings[end] - floors[end])
        if ceiling - floor >= tall and thin >= tall * THICK:
            return left, (floor + ceiling) / 2
    return None
