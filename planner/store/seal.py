"""The seal of a backup: the names of its parts with their SHA-256, authenticated under the store's key."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping

from planner.store.keys import derived_key

STORE_PART, KEYS_PART, SEAL_PART = "store.db", "keys.json", "seal.json"
KEY_SUFFIX = ".key"
"""Beside the backup of a store without a passphrase lies its key, in a file with this at the end of its name."""


def seal_of(key: bytes, parts: Mapping[str, str]) -> bytes:
    """Return the seal of ``parts``: digests by name."""
    body = json.dumps(parts, sort_keys=True)
    return json.dumps({"parts": body, "seal": _code(key, body)}).encode()


def opened_seal(key: bytes, content: bytes) -> dict[str, str] | None:
    """Return the digests by name; None where it is another key's seal, or not whole."""
    try:
        signed = json.loads(content)
        body, code = signed["parts"], signed["seal"]
        if not hmac.compare_digest(code.encode(), _code(key, body).encode()):
            return None
        parts: dict[str, str] = json.loads(body)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return parts


def _code(key: bytes, body: str) -> str:
    return hmac.new(derived_key(key, "backup seal"), body.encode(), hashlib.sha256).hexdigest()
