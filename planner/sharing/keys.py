"""A helper's code: the public half of an X25519 key as text to copy, as a picture, and as digits to read aloud.

The text has 35 bytes: one that says which form it is, the key (RFC 7748), and two of its SHA-256, so that a slip of the
hand is found. Letters are those of Crockford's base 32, in which no two look alike. Before a file is made for a code, its
digits are read aloud by both (guards.md 23): 30 digits are some 99 bits, so that nobody makes another code with the same.
"""

from __future__ import annotations

import hashlib
import io
import unicodedata
from typing import Any

from planner.errors import PlannerError, Text

KEY_BYTES = 32
_FORM = b"\x01"
_CHECK = 2
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
GROUP, GROUPS = 4, 14
DIGITS, DIGIT_GROUPS = 5, 6


class BadCode(PlannerError):
    """A text is no helper's code."""


def code_of(public: bytes) -> str:
    """Return a public key of 32 bytes as text, in groups of four."""
    body = _FORM + public
    number = int.from_bytes(body + _check(body), "big")
    count = GROUP * GROUPS
    text = "".join(_LETTERS[number >> 5 * place & 31] for place in reversed(range(count)))
    return " ".join(text[at : at + GROUP] for at in range(0, count, GROUP))


def read_code(text: str) -> bytes:
    """Return the public key that a code names; raises ``BadCode`` that says what is wrong with it."""
    plain = unicodedata.normalize("NFKC", text).upper().translate(_ALIKE)
    marks = [mark for mark in plain if not (mark.isspace() or mark in "-–_.,")]
    strange = next((mark for mark in marks if mark not in _LETTERS), None)
    if strange is not None:
        raise BadCode(Text('"{mark}" is in no helper\'s code. Copy the code once more.', {"mark": strange}))
    if len(marks) != GROUP * GROUPS:
        blanks = {"count": str(len(marks)), "needed": str(GROUP * GROUPS)}
        raise BadCode(Text("A helper's code has {needed} letters and digits; here are {count}.", blanks))
    number = 0
    for mark in marks:
        number = number << 5 | _LETTERS.index(mark)
    whole = number.to_bytes(len(_FORM) + KEY_BYTES + _CHECK, "big")
    body, check = whole[:-_CHECK], whole[-_CHECK:]
    if check != _check(body):
        raise BadCode(Text("A letter of this code is not right. Copy it once more, or take the picture of it."))
    if body[:1] != _FORM:
        raise BadCode(Text("This code is of a newer Ashore. Please update Ashore, then use it."))
    return body[1:]


def short_code(public: bytes) -> str:
    """Return the first three groups after those that all codes share: enough to tell codes of one's own list apart."""
    return " ".join(code_of(public).split()[1:4])


def fingerprint(public: bytes) -> str:
    """Return what both read aloud: six groups of five digits, the same in every language."""
    number = int.from_bytes(hashlib.sha256(b"ashore fingerprint of a code" + public).digest(), "big")
    groups = []
    for _ in range(DIGIT_GROUPS):
        number, group = divmod(number, 10**DIGITS)
        groups.append(f"{group:0{DIGITS}}")
    return " ".join(groups)


def code_picture(public: bytes, *, scale: int = 6) -> bytes:
    """Return the code as a QR picture, PNG."""
    import segno

    picture = io.BytesIO()
    _qr(segno, public).save(picture, kind="png", scale=scale, border=4)
    return picture.getvalue()


def code_squares(public: bytes) -> tuple[tuple[bool, ...], ...]:
    """Return the QR picture as rows of squares, True = dark, for who draws it."""
    import segno

    return tuple(tuple(bool(square) for square in row) for row in _qr(segno, public).matrix)


def public_of(private: bytes) -> bytes:
    """Return the public half of a private X25519 key."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def agreed(private: bytes, public: bytes) -> bytes:
    """Return the secret that a private and a public key agree on; raises ``BadCode`` for a key that agrees with all."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    try:
        return X25519PrivateKey.from_private_bytes(private).exchange(X25519PublicKey.from_public_bytes(public))
    except ValueError:  # a point of small order: anybody could read what is made for it
        raise BadCode(Text("Nothing can be made safe for this code. Ask your helper for another one.")) from None


def _qr(segno: Any, public: bytes) -> Any:
    return segno.make_qr(code_of(public).replace(" ", ""), error="m")


def _check(body: bytes) -> bytes:
    return hashlib.sha256(b"ashore code" + body).digest()[:_CHECK]
