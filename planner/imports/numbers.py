"""Telephone numbers as files write them: which two are the same, with or without the code of the country."""

from __future__ import annotations

import re
from functools import lru_cache

HIDDEN = ""
"""The key of calls whose number was hidden."""
_FEW, _WHOLE = 7, 10
_NOT_DIGITS = re.compile(r"\D")


class Numbers:
    """Gives the same key to every way of writing a number."""

    def __init__(self) -> None:
        self._keys: dict[str, str] = {}
        self._buckets: dict[str, list[tuple[bool, str, str]]] = {}

    def key(self, said: str) -> str:
        """Return the key of a number, an address, or the name of a sender."""
        key = self._keys.get(said)
        if key is None:
            key = self._keys[said] = self._found(said)
        return key

    def _found(self, said: str) -> str:
        whole, digits = _digits(said)
        if digits is None:
            return said.strip().casefold()
        bucket = self._buckets.setdefault(digits[-_FEW:], [])
        for other_whole, other, key in bucket:
            if _are_same(whole, digits, other_whole, other):
                return key
        bucket.append((whole, digits, digits))
        return digits


def is_same(one: str, other: str) -> bool:
    """Return whether two ways of writing mean the same number."""
    numbers = Numbers()
    return numbers.key(one) == numbers.key(other)


@lru_cache(maxsize=4096)
def last_digits(said: str) -> str:
    """Return what of a number every way of writing it has in common: its last digits, or all of a short one."""
    digits = _digits(said)[1]
    return said.strip().casefold() if digits is None else digits[-8:]


def _digits(said: str) -> tuple[bool, str | None]:
    """Return whether a number has the code of its country, and its digits; None for what is no long number."""
    said = said.strip()
    digits = _NOT_DIGITS.sub("", said)
    if len(digits) < _FEW or any(sign.isalpha() for sign in said) or not digits.isascii():
        return False, None
    whole = said.startswith(("+", "00"))
    return whole, digits.lstrip("0") or digits


def _are_same(whole: bool, one: str, other_whole: bool, other: str) -> bool:
    if one == other:
        return True
    (long_whole, long), (short_whole, short) = sorted(
        ((whole, one), (other_whole, other)), key=lambda pair: len(pair[1]), reverse=True
    )
    if not long.endswith(short) or not 1 <= len(long) - len(short) <= 3 or short_whole:
        return False
    return long_whole or len(short) >= _WHOLE
