"""The small language of the phrase files: words, one of several, what may be missing, gaps; turned into an expression.

Its rules stand on top of ``assets/tactics/zh.toml`` and ``en.toml``, where counselors write in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

GAPS = {"zh": {" ": 3, "..": 12, "...": 24}, "en": {"..": 36, "...": 72}}
"""How many characters a gap holds at most; in English a space is a space."""
NUMBER = "#"
"""The beginning of any number."""
NUMERALS = "0123456789一二两三四五六七八九十百千万半几"
_SPECIAL = "()[]{}| "
_MOST_TIMES = 6


class Group(NamedTuple):
    """One of several wordings. ``times``: empty for once, ``?`` may be missing, ``*`` any number, ``+`` at least once."""

    wordings: tuple[tuple[Part, ...], ...]
    times: str


class Gap(NamedTuple):
    """A gap between words; ``kind`` is a space, ``..`` or ``...``."""

    kind: str


Part = str | Group | Gap


def read_wording(said: str, words: Mapping[str, str]) -> tuple[Part, ...]:
    """Return the parts of one phrase; raises ``ValueError`` where a bracket or a name of ``words`` is wrong."""
    reader = _Reader(re.sub(r" *(?<!\.)(\.{2,3})(?!\.) *", r" \1 ", said.strip()), words)
    wordings = reader.wordings("")
    return wordings[0] if len(wordings) == 1 else (Group(wordings, ""),)


class _Reader:
    def __init__(self, said: str, words: Mapping[str, str]) -> None:
        self._said, self._words, self._at = said, words, 0

    def wordings(self, closer: str) -> tuple[tuple[Part, ...], ...]:
        """Read what may stand for each other, up to ``closer``."""
        all_of_them: list[tuple[Part, ...]] = []
        parts: list[Part] = []
        said = self._said
        while True:
            if self._at >= len(said):
                if closer:
                    raise ValueError(f"{closer} is missing in: {said}")
                break
            sign = said[self._at]
            self._at += 1
            if closer and sign == closer:
                break
            if sign == "|":
                all_of_them.append(tuple(parts))
                parts = []
            elif sign == " ":
                parts.append(self._gap())
            elif sign in "([":
                wordings = self.wordings(")" if sign == "(" else "]")
                parts.append(Group(wordings, self._times(sign)))
            elif sign == "{":
                end = said.index("}", self._at)
                parts.append(Group(_Reader(self._words[said[self._at : end]], self._words).wordings(""), ""))
                self._at = end + 1
            elif sign in ")]}":
                raise ValueError(f"{sign} is too much in: {said}")
            else:
                parts.append(sign + self._literal())
        all_of_them.append(tuple(parts))
        return tuple(all_of_them)

    def _gap(self) -> Gap:
        match = re.compile(r"(\.{2,3}) ").match(self._said, self._at)
        if match is None:
            return Gap(" ")
        self._at = match.end()
        return Gap(match[1])

    def _times(self, opener: str) -> str:
        follows = self._said[self._at : self._at + 1]
        if follows in ("*", "+", "?"):
            self._at += 1
            return follows
        return "?" if opener == "[" else ""

    def _literal(self) -> str:
        begin = self._at
        while self._at < len(self._said) and self._said[self._at] not in _SPECIAL:
            self._at += 1
        return self._said[begin : self._at]


def expression(parts: tuple[Part, ...], language: str, *, capture: bool) -> str:
    """Return the regular expression of a wording. ``capture``: gaps are groups, so that what stands in them can be looked at."""
    inner = _inner(parts, language, capture)
    return inner if language == "zh" else f"{_BEGIN}{inner}{_END}"


_BEGIN, _END = r"(?<!\w)", r"(?!\w)"


def _inner(parts: tuple[Part, ...], language: str, capture: bool) -> str:
    """Return the expression without the edges of words round it: alternatives that begin with a letter are tried fast."""
    done, has_space = "", False
    for place, part in enumerate(parts):
        if isinstance(part, Gap):
            done += _gap(part, language, capture, has_space)
            has_space = False
        elif isinstance(part, Group):
            one_of = "|".join(sorted((_inner(one, language, capture) for one in part.wordings), key=len, reverse=True))
            times = {"*": f"{{0,{_MOST_TIMES}}}", "+": f"{{1,{_MOST_TIMES}}}"}.get(part.times, part.times)
            behind = parts[place + 1] if place + 1 < len(parts) else None
            if language == "en" and times and isinstance(behind, Gap):
                done, has_space = f"{done}(?:(?:{one_of}),? ){times}", True
            else:
                done += f"(?:{one_of}){times}"
        else:
            done += _literal(part, language)
    return done


def _gap(gap: Gap, language: str, capture: bool, has_space: bool) -> str:
    """Return the expression of a gap. ``has_space``: what stands before it ends in the space already."""
    if language == "en" and gap.kind == " ":
        return "" if has_space else ",? "
    span = f"[^\n?]{{0,{GAPS[language][gap.kind]}}}?"
    span = f"({span})" if capture else span
    if language == "zh":
        return span
    return f"{span}{_BEGIN}" if has_space else f"{_END}{span}{_BEGIN}"


def _literal(word: str, language: str) -> str:
    if language == "zh":
        numbers = f"[{NUMERALS}]+"
        return re.escape(word).replace(r"\^", "(?:^|(?<=[,:\n?]))").replace(r"\#", numbers)
    done = re.escape(word.replace("'", "")).replace(r"\^", "(?:^|(?<=[,:\n?] )|(?<=[,:\n?]))")
    return done.replace(r"\*", "[a-z]*").replace(r"\#", "[0-9]+").replace(r"\$", r"\$")


def must_stand(parts: tuple[Part, ...], language: str) -> Iterator[frozenset[str]]:
    """Yield, for each part that cannot be missing, the beginnings with one of which a text that holds it has a word begin.

    In Chinese up to two characters; in English a whole word, or what a word begins with and a ``*``.
    """
    for place, part in enumerate(parts):
        if isinstance(part, Gap) or (isinstance(part, Group) and part.times in ("?", "*")):
            continue
        if language == "en" and place and isinstance(parts[place - 1], str):
            continue  # spray(ed|ing): the end of a word begins none
        keys = _keys((part,), language)
        if keys is not None:
            yield keys


def beginnings(parts: tuple[Part, ...], language: str) -> frozenset[str] | None:
    """Return the beginnings with one of which a text that holds a wording begins there; None where there is no telling."""
    return _keys(parts, language)


def _keys(parts: tuple[Part, ...], language: str) -> frozenset[str] | None:
    """Return the beginnings of a wording; None where there is no telling."""
    first = parts[0] if parts else None
    if isinstance(first, str):
        if not first.strip("^"):
            return _keys(parts[1:], language)
        key = _key(first, language)
        if len(parts) > 1 and isinstance(parts[1], Group) and key == first.lstrip("^") and language == "en":
            key = f"{key[:STEM]}*" if len(key) > 1 else ""  # spray(ed|ing): the word may go on
        return frozenset({key}) if key else None
    if isinstance(first, Gap):
        return _keys(parts[1:], language) if first.kind == " " else None
    if not isinstance(first, Group):
        return None
    all_of_them: set[str] = set()
    if first.times in ("?", "*"):  # it may be missing: what stands behind it may be the beginning too
        behind = _keys(parts[1:], language)
        if behind is None:
            return None
        all_of_them |= behind
    for one in first.wordings:
        keys = _keys(one, language)
        if keys is None:
            return None
        all_of_them |= keys
    return frozenset(all_of_them)


def _key(word: str, language: str) -> str:
    word = word.lstrip("^").replace("'", "")
    if word[0] == "#":
        return NUMBER
    if language == "zh":
        return word[0] if word[1:2] == "#" else word[:2]
    if word[0] == "$":
        return ""
    whole = re.match(r"[a-z0-9]+", word)
    if whole is None:
        return ""
    goes_on = word[whole.end() : whole.end() + 1] in ("*", "#")
    return whole[0][:STEM] + "*" if goes_on else whole[0]


STEM = 6
"""Letters of an English word that are looked at where it may go on."""
