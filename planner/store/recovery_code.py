"""The recovery code: 128 random bits as eight groups of six digits, to be copied by hand.

Digits are the same in every language and on every keyboard. Each group is a multiple of 11, so that a wrong digit, or
two that changed places, is found in the group it is in.
"""

from __future__ import annotations

import secrets
import unicodedata

from planner.errors import StoreError, Text

GROUPS, DIGITS, CHECK = 8, 6, 11


def new_recovery_code() -> str:
    """Return a fresh code, groups parted by spaces."""
    return " ".join(f"{secrets.randbelow(1 << 16) * CHECK:0{DIGITS}}" for _ in range(GROUPS))


def looks_like_code(text: str) -> bool:
    """Return whether ``text`` can only be meant as a recovery code: 48 digits, whatever parts them."""
    return len(_digits(text)) == GROUPS * DIGITS and not any(mark.isalpha() for mark in text)


def read_recovery_code(text: str) -> bytes:
    """Return the 16 bytes of a typed code; raises ``StoreError`` that names the groups that cannot be right."""
    digits = _digits(text)
    if len(digits) != GROUPS * DIGITS:
        raise StoreError(
            Text("A recovery code has 48 digits; here are {count}. Look at each group.", {"count": str(len(digits))})
        )
    numbers = [int(digits[at : at + DIGITS]) for at in range(0, len(digits), DIGITS)]
    wrong = [str(place) for place, number in enumerate(numbers, 1) if not is_group(f"{number:0{DIGITS}}")]
    if wrong:
        raise StoreError(
            Text("Look again at group {groups}: a digit is not right there.", {"groups": ", ".join(wrong)})
        )
    return b"".join((number // CHECK).to_bytes(2, "big") for number in numbers)


def is_group(text: str) -> bool:
    """Return whether ``text`` can be one group of a code."""
    digits = _digits(text)
    return len(digits) == DIGITS and int(digits) % CHECK == 0 and int(digits) // CHECK < 1 << 16


def same_group(code: str, place: int, typed: str) -> bool:
    """Return whether ``typed`` is group ``place``, from 1, of ``code``."""
    return _digits(code)[(place - 1) * DIGITS : place * DIGITS] == _digits(typed)


def _digits(text: str) -> str:
    return "".join(mark for mark in unicodedata.normalize("NFKC", text) if mark in "0123456789")
