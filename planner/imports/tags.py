"""The text of a backup made fit for an XML parser, a piece at a time.

Two things in real files stop a parser or fill the memory. Signs outside the basic plane are written as two references,
each of which is none (``&#55357;&#56832;``): valid pairs are joined, what else XML does not allow becomes U+FFFD and is
counted. And a photo stands in an attribute as megabytes of base64: its place is noted, and a short word put there instead.
The file itself stays as it is; positions can be turned back into those of its text.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from functools import lru_cache

from planner.imports.records import Span

MOST_OF_A_TAG = 8_000_000
"""A tag longer than this, in bytes, is no message: the file is broken there."""
_WORD = b"@%d"
_CONTENT = re.compile(rb"""<part(?=\s)(?:[^<>"']|"[^"<]*"|'[^'<]*')*?\sdata\s*=\s*(["'])""")
_ONE = re.compile(rb"&#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,8}));")
_HIGH = rb"(?:x0{0,4}[dD][89abAB][0-9a-fA-F]{2}|0{0,3}55(?:29[6-9]|[3-9]\d\d)|0{0,3}56(?:[0-2]\d\d|31\d))"
_LOW = rb"(?:x0{0,4}[dD][c-fC-F][0-9a-fA-F]{2}|0{0,3}56(?:3[2-9]\d|[4-9]\d\d)|0{0,3}57(?:[0-2]\d\d|3[0-3]\d|34[0-3]))"
_REFERENCE = re.compile(rb"&#" + _HIGH + rb";&#" + _LOW + rb";|" + _ONE.pattern)
_ANYTHING = re.compile(_REFERENCE.pattern + rb"|[\x01-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_CONTROLS = bytes(sign for sign in range(1, 0x20) if sign not in (9, 10, 13))
_NO_SIGNS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_REPLACED = "\ufffd".encode()


class Broken(Exception):
    """A tag does not end, or there stands what no text has."""


class Tags:
    """Gives the text on, cut before a ``<`` so that no tag is ever given in two; ``contents`` are the places of photos."""

    def __init__(self) -> None:
        self.contents: dict[bytes, Span] = {}
        self.replaced = 0
        self._held = b""
        self._taken = 0  # bytes of the text that were dealt with
        self._given = 0  # bytes that were given on
        self._quote = b""  # of the content that is being left out
        self._begun = 0
        self._shifts: deque[tuple[int, int]] = deque()
        self._shift = 0

    @property
    def rest(self) -> bytes:
        """What was not given on yet: the beginning of a tag."""
        return self._held

    def give(self, text: bytes, *, last: bool = False) -> Iterator[bytes]:
        """Yield what can be given on once ``text`` was added; raises ``Broken`` behind the last of it."""
        end = text.find(b"\0")
        text = self._held + (text if end < 0 else text[:end])
        self._held = b""
        while text:
            if self._quote:
                closing = text.find(self._quote)
                if closing < 0:
                    self._taken, text = self._taken + len(text), b""
                    break
                yield self._left_out(closing)
                text = text[closing:]
                continue
            content = _CONTENT.search(text) if b"<part" in text else None
            if content is None:
                break
            yield self._fit(text[: content.end()])
            self._quote, self._begun = content[1], self._taken
            text = text[content.end() :]
        cut = len(text) if last or end >= 0 else max(text.rfind(b"<"), 0)
        self._held = text[cut:]
        if cut:
            yield self._fit(text[:cut])
        if end >= 0 or len(text) - cut > MOST_OF_A_TAG:
            raise Broken

    def place(self, given: int) -> int:
        """Return where in the file's text stands what was given on at ``given``; places are asked for in their order."""
        while self._shifts and self._shifts[0][0] < given:
            self._shift += self._shifts.popleft()[1]
        return given + self._shift

    def _left_out(self, end: int) -> bytes:
        """Note the place of a content that ends here, and return the word for it."""
        self._taken += end
        word = _WORD % len(self.contents)
        span = Span(self._begun, self._taken - self._begun)
        self.contents[word] = span
        self._quote = b""
        self._moved(span.length - len(word), len(word))
        return word

    def _moved(self, shift: int, given: int) -> None:
        """Take note that the text moved on by ``shift`` bytes more than what was given on."""
        self._given += given
        if shift:
            self._shifts.append((self._given - 1, shift))

    def _fit(self, text: bytes) -> bytes:
        """Return ``text`` with what XML does not allow taken out."""
        self._taken += len(text)
        is_clean = len(text.translate(None, _CONTROLS)) == len(text) and not any(sign in text for sign in _NO_SIGNS)
        if is_clean and b"&#" not in text:
            self._given += len(text)
            return text
        parts, done = [], 0
        for match in (_REFERENCE if is_clean else _ANYTHING).finditer(text):
            new = _made_of(match[0])
            if not new:
                continue  # the parser reads it itself
            self.replaced += new == _REPLACED
            start, end = match.span()
            parts += [text[done:start], new]
            self._moved(end - start - len(new), start - done + len(new))
            done = end
        self._given += len(text) - done
        return b"".join([*parts, text[done:]])


@lru_cache(maxsize=4096)
def _made_of(said: bytes) -> bytes:
    """Return the sign that a pair of references means, or what stands for one that XML does not allow; b"" for any other."""
    signs = [int(one[1], 16) if one[1] else int(one[2]) for one in _ONE.finditer(said)]
    if len(signs) == 2:
        return chr(0x10000 + ((signs[0] - 0xD800) << 10) + (signs[1] - 0xDC00)).encode()
    return b"" if signs and _is_allowed(signs[0]) else _REPLACED


def _is_allowed(sign: int) -> bool:
    return sign in (9, 10, 13) or 0x20 <= sign < 0xD800 or 0xE000 <= sign < 0xFFFE or 0x10000 <= sign < 0x110000
