"""The small language of the phrase files: words, one of several, what may be missing, gaps; turned into an expression.

Its rules stand on top of ``assets/tactics/zh.toml`` and ``en.toml``, where counselors write in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

GAPS = {"zh": {" ": 3, "..": 12, "...": 24}, "en": {"..": 36, "...": 72}}
"""How many characters a gap holds at most; in English a space is a space."""
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
    return any_expression([parts], language, capture=capture)


def any_expression(wordings: Iterable[tuple[Part, ...]], language: str, *, capture: bool = False) -> str:
    """Return the regular expression of any of several wordings; the first that fits counts."""
    inner = one_of([_inner(parts, language, capture) for parts in wordings])
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
            choice = one_of(sorted((_inner(one, language, capture) for one in part.wordings), key=len, reverse=True))
            times = {"*": f"{{0,{_MOST_TIMES}}}", "+": f"{{1,{_MOST_TIMES}}}"}.get(part.times, part.times)
            behind = parts[place + 1] if place + 1 < len(parts) else None
            if language == "en" and times and isinstance(behind, Gap):
                done, has_space = f"{done}(?:{choice},? ){times}", True
            else:
                done += f"(?:{choice}){times}" if times else choice
        else:
            done += _literal(part, language)
    return done


def one_of(choices: list[str]) -> str:
    """Return the expression of one of several, in which what many of them begin with is looked at once.

    The order of those that begin alike stays: the first that fits counts.
    """
    if len(choices) == 1:
        return choices[0]
    done: list[str] = []
    alike: dict[str, list[str]] = {}
    for choice in choices:
        sign = _PLAIN_SIGN.match(choice)
        if sign is not None:
            alike.setdefault(sign[0], []).append(choice[sign.end() :])
            continue
        done += [f"{begin}{one_of(rests)}" for begin, rests in alike.items()]
        done.append(choice)
        alike = {}
    done += [f"{begin}{one_of(rests)}" for begin, rests in alike.items()]
    return f"(?:{'|'.join(done)})" if len(done) > 1 else done[0]


_PLAIN_SIGN = re.compile(r"(?:[^\\()\[\]{}|?*+^$.]|\\[^A-Za-z0-9])(?![?*+{])")


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
