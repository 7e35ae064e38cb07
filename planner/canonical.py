"""One form for what is kept of a person's log: the same facts always give the same bytes, so that they can be sealed later.

A subset of RFC 8785 (JSON Canonicalization Scheme): objects with keys in order, no blanks, UTF-8; texts are in Unicode
form C; numbers are whole. What has no such form (a float, a set) is refused.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from typing import Any

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
_SIMPLE, _TEXT = frozenset({str, int, bool, type(None)}), frozenset({str})


class Canonical(str):
    """A text that ``canonical`` gave: whoever holds one need not try whether it is in canonical form."""

    __slots__ = ()


def canonical(value: Mapping[str, Any]) -> Canonical:
    """Return ``value`` in canonical form; raises ``TypeError`` for what has none."""
    if type(value) is dict and _SIMPLE.issuperset(map(type, value.values())) and _TEXT.issuperset(map(type, value)):
        text = _ENCODER.encode(value)  # most of what is kept of a log is so: one look at the whole is enough
        if text.isascii() or ("".join(value).isascii() and unicodedata.is_normalized("NFC", text)):
            return Canonical(text)
    return Canonical(_ENCODER.encode(_plain(value)))


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, dict | Mapping):
        if not all(isinstance(key, str) and key.isascii() for key in value):
            raise TypeError("keys are plain words")
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    raise TypeError(f"{type(value).__name__} has no canonical form")
