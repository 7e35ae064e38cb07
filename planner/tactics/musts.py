"""What must stand in a text for a wording to stand in it, so that most wordings need never be looked for.

A key is how a word of the text begins: in English a whole word, or what it begins with and a ``*``; in Chinese, where any
character may begin one, up to two characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain

from planner.tactics.wording import Gap, Group, Part

NUMBER = "#"
"""The key of any number."""
STEM = 6
"""Letters of an English word that are looked at where it may go on."""
_ENGLISH_WORD = re.compile(r"(?<![*#a-z0-9])(#|[a-z0-9]+)([*#]?)")
_CHINESE_PIECE = re.compile("#|[^#^]+")

Parts = tuple[Part, ...]


def must_stand(parts: Parts, language: str) -> list[frozenset[str]]:
    """Return sets of keys: a text in which the wording stands has a word for one key of each."""
    done: list[frozenset[str]] = []
    parts = _unfolded(parts)
    for place, part in enumerate(parts):
        if isinstance(part, Gap):
            continue
        goes_on = False
        if language == "en":
            if place and not isinstance(parts[place - 1], Gap) and parts[place - 1] != "^":
                continue  # spray(ed|ing): the end of a word begins none
            goes_on = place + 1 < len(parts) and not isinstance(parts[place + 1], Gap)
        if isinstance(part, str):
            done += [frozenset({key}) for key in _keys_in(part, language, goes_on)]
        elif part.times not in ("?", "*") and not goes_on:
            each = [must_stand(wording, language) for wording in part.wordings]
            if all(each):
                rarest = frozenset(chain(*(min(one, key=how_common) for one in each)))
                lasts = frozenset(chain(*(one[-1] for one in each)))
                done += dict.fromkeys((rarest, lasts))
    return done


def _keys_in(word: str, language: str, goes_on: bool) -> list[str]:
    """Return the keys of one literal. ``goes_on``: letters may stand right behind it."""
    if language == "zh":
        return [key for piece in _CHINESE_PIECE.findall(word) for key in _pairs(piece)]
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
    """Return the pairs of characters that a piece is made of: side by side, and the last one."""
    if len(piece) < 2:
        return [piece]
    return [piece[at : at + 2] for at in dict.fromkeys((*range(0, len(piece) - 1, 2), len(piece) - 2))]


def beginnings(parts: Parts, language: str) -> frozenset[str] | None:
    """Return the keys with one of which a text that holds a wording begins there; None where there is no telling."""
    first = parts[0] if parts else None
    if isinstance(first, str):
        if first == "^":
            return beginnings(parts[1:], language)
        goes_on = len(parts) > 1 and not isinstance(parts[1], Gap)
        key = _first_key(first.lstrip("^"), language, goes_on)
        return frozenset({key}) if key else None
    if isinstance(first, Gap):
        return beginnings(parts[1:], language) if first.kind == " " else None
    if not isinstance(first, Group):
        return None
    all_of_them: set[str] = set()
    wordings = [(*one, *parts[1:2]) for one in first.wordings]  # what stands behind tells whether a word may go on
    if first.times in ("?", "*"):  # it may be missing: what stands behind it may be the beginning too
        wordings.append(parts[1:])
    for wording in wordings:
        keys = beginnings(wording, language)
        if keys is None:
            return None
        all_of_them |= keys
    return frozenset(all_of_them)


def _first_key(word: str, language: str, goes_on: bool) -> str:
    if language == "zh":
        return NUMBER if word[0] == NUMBER else word[0] if word[1:2] == NUMBER else word[:2]
    keys = _keys_in(word, language, goes_on)
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


def how_common(keys: Iterable[str]) -> int:
    """Guess how many texts hold one of these beginnings: short ones stand everywhere."""
    return sum(300 if key in _EVERYWHERE else 64 >> min(2 * len(key.rstrip("*")), 6) for key in keys)


_EVERYWHERE = frozenset(
    "# the and you your for are was that this they she her him his have has will not can would with from what when who all"
    " just get got going out off our their them then there about or if me my we he it is be do a to i in on at know let"
    " talk pay call phone said told want need make time day today come now did how no so up one some people".split()
) | frozenset(
    [
        *"我你他她的了在是不有就都也要会把给到去来还说让叫人一没上跟个",
        *"一下 两天 怎么 我们 给我 什么 一个 今天 明天 现在 这个 那个 可以 没有 知道 时候 电话 公司 他们 自己 具体".split(),
    ]
)
