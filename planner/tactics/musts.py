"""What must stand in a text for a wording to stand in it, so that most wordings need never be looked for.

A key is how a word of the text begins: in English a whole word, or what it begins with and a ``*``; in Chinese, where any
character may begin one, a character or two side by side, any number among them as ``#``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain, pairwise, product
from typing import NamedTuple

from planner.tactics.wording import Gap, Group, Part

NUMBER = "#"
"""The key of any number."""
STEM = 6
"""Letters of an English word that are looked at where it may go on."""
_ENGLISH_WORD = re.compile(r"(?<![*#a-z0-9])(#|[a-z0-9]+)([*#]?)")
_MOST_SIDES = 40
"""Pairs of characters at the seam of two parts; where more may stand there, it tells little."""

Parts = tuple[Part, ...]
Keys = frozenset[str]


class Musts(NamedTuple):
    """Finds what must stand in a text. ``often``: how many of a thousand texts have a key; others are rare."""

    language: str
    often: Mapping[str, float]

    def of(self, parts: Parts) -> list[Keys]:
        """Return sets of keys: a text in which the wording stands has a word for one key of each."""
        done: list[Keys] = []
        parts = _unfolded(parts)
        for place, part in enumerate(parts):
            if isinstance(part, Gap):
                continue
            goes_on = False
            if self.language == "zh":
                done += _seam(parts[: place + 1], parts[place + 1 :])
            else:
                if place and not isinstance(parts[place - 1], Gap) and parts[place - 1] != "^":
                    continue  # spray(ed|ing): the end of a word begins none
                goes_on = place + 1 < len(parts) and not isinstance(parts[place + 1], Gap)
            if isinstance(part, str):
                done += [frozenset({key}) for key in _keys_in(part, self.language, goes_on)]
            elif part.times not in ("?", "*") and not goes_on:
                each = [self.of(wording) for wording in part.wordings]
                if all(each):
                    rarest = frozenset(chain(*(min(one, key=self.how_common) for one in each)))
                    lasts = frozenset(chain(*(one[-1] for one in each)))
                    done += dict.fromkeys((rarest, lasts))
        return done

    def how_common(self, keys: Keys) -> float:
        """Return about how many of a thousand texts hold one of these keys."""
        return sum(self.often.get(key, _SELDOM) for key in keys)


_SELDOM = 0.2


def _seam(before: Parts, behind: Parts) -> Iterator[Keys]:
    """Yield the pairs of characters one of which stands where two parts of a Chinese wording touch."""
    lasts, firsts = _signs(before, -1), _signs(behind, 0)
    if lasts and firsts and len(lasts) * len(firsts) <= _MOST_SIDES:
        yield frozenset(map("".join, product(lasts, firsts)))


def _signs(parts: Parts, edge: int) -> frozenset[str] | None:
    """Return the signs one of which a wording begins (``edge`` 0) or ends with (-1); None where there is no telling."""
    if not parts:
        return None
    part, rest = (parts[0], parts[1:]) if edge == 0 else (parts[-1], parts[:-1])
    if isinstance(part, Gap):
        return None
    if isinstance(part, str):
        signs = part.replace("^", "")
        return frozenset(signs[edge]) if signs else _signs(rest, edge)
    all_of_them = [_signs((*one, *rest) if edge == 0 else (*rest, *one), edge) for one in part.wordings]
    if part.times in ("?", "*"):
        all_of_them.append(_signs(rest, edge))
    known = [one for one in all_of_them if one is not None]
    return frozenset[str]().union(*known) if len(known) == len(all_of_them) else None


def _keys_in(word: str, language: str, goes_on: bool) -> list[str]:
    """Return the keys of one literal. ``goes_on``: letters may stand right behind it."""
    if language == "zh":
        return [key for piece in word.split("^") if piece for key in _pairs(piece)]
    plain = word.replace("'", "")
    keys = []
    for match in _ENGLISH_WORD.finditer(plain):
        is_open = bool(match[2]) or (goes_on and match.end() == len(plain))
        if match[1] == NUMBER:
            keys.append(NUMBER)
        elif not is_open:
            keys.append(match[1])
        elif len(match[1]) > 1:
            keys.append(f"{match[1][:STEM]}*")
    return keys


def _pairs(piece: str) -> list[str]:
    """Return the pairs of characters that a piece is made of."""
    return ["".join(pair) for pair in pairwise(piece)] if len(piece) > 1 else [piece]


def beginnings(parts: Parts) -> Keys | None:
    """Return the keys with one of which a text that holds an English wording begins there; None where there is no telling."""
    first = parts[0] if parts else None
    if isinstance(first, str):
        if first == "^":
            return beginnings(parts[1:])
        goes_on = len(parts) > 1 and not isinstance(parts[1], Gap)
        key = _first_key(first.lstrip("^"), goes_on)
        return frozenset({key}) if key else None
    if isinstance(first, Gap):
        return beginnings(parts[1:]) if first.kind == " " else None
    if not isinstance(first, Group):
        return None
    all_of_them: set[str] = set()
    wordings = [(*one, *parts[1:2]) for one in first.wordings]  # what stands behind tells whether a word may go on
    if first.times in ("?", "*"):  # it may be missing: what stands behind it may be the beginning too
        wordings.append(parts[1:])
    for wording in wordings:
        keys = beginnings(wording)
        if keys is None:
            return None
        all_of_them |= keys
    return frozenset(all_of_them)


def _first_key(word: str, goes_on: bool) -> str:
    keys = _keys_in(word, "en", goes_on)
    return keys[0] if keys and word.startswith(keys[0].rstrip("*")) else ""


def _unfolded(parts: Parts) -> Parts:
    """Return ``parts`` with every group of a single wording, that is no choice, as the parts that it is made of."""
    done: list[Part] = []
    for part in parts:
        if isinstance(part, Group) and len(part.wordings) == 1 and not part.times:
            done += _unfolded(part.wordings[0])
        else:
            done.append(part)
    return tuple(done)
