"""A message in one plain form: whatever was done to its characters is undone, and each still knows where it came from.

Full width, zero width, look-alike letters, traditional characters, signs and spaces between characters, misspelt words and
initials are ways round a filter. What is found in the plain form is shown as the person wrote it, so a place leads back.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from planner.resources import ASSETS

END = "\n"
"""The end of a sentence in the plain form; the end of a question is ``?``."""
HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_LOOK_ALIKE = dict(
    zip(
        "аеорсухіјѕԁһԛԝкмтвнɡɑαεορυχικνβτηѵԍⅼǀ",
        "aeopcyxijsdhqwkmtbhgaaeopuxiknbtnvgll",
        strict=True,
    )
)
_PLAIN = {
    **dict.fromkeys("。!;…\n\r\v\f\u2028\u2029", END),
    **dict.fromkeys("?؟", "?"),
    **dict.fromkeys("、،", ","),
    **dict.fromkeys("’‘`´ʼ", "'"),
    **dict.fromkeys("【】〔〕[]{}《》〈〉<>「」『』“”„«»", '"'),
    **dict.fromkeys("–—―‐‑‒−", "-"),
}
_KEPT = set(".,:'\"()-/$%&@#*_~^|\\+= ")


class _Folded(dict[int, str]):
    """What each character becomes by itself; learnt as characters are met."""

    def __missing__(self, code: int) -> str:
        folded = "".join(map(self._one, unicodedata.normalize("NFKC", chr(code)).lower()))
        if len(self) < 200_000:
            self[code] = folded
        return folded

    def _one(self, sign: str) -> str:
        if sign in _PLAIN:
            return _PLAIN[sign]
        sign = _simplified().get(sign) or _LOOK_ALIKE.get(sign, sign)
        if sign in _KEPT or "a" <= sign <= "z" or "0" <= sign <= "9" or "\u3400" <= sign <= "\u9fff":
            return sign
        kind = unicodedata.category(sign)
        if kind in ("Cf", "Cc", "Cs", "Cn", "Co", "Mn", "Me") and sign != "\t":
            return ""
        if kind == "Ll":
            base = unicodedata.normalize("NFD", sign)[0]
            return base if "a" <= base <= "z" else sign
        return " " if kind.startswith("Z") or sign == "\t" else sign if kind.startswith(("L", "N")) else "*"


class Step(NamedTuple):
    """One thing undone: where ``pattern`` stands, ``put`` is written.

    ``needs``: finds the signs without any of which there is none; ``words``: the same, of whole words.
    """

    pattern: re.Pattern[str]
    put: str | Callable[[re.Match[str]], str]
    needs: re.Pattern[str] | None = None
    words: frozenset[str] = frozenset()

    def may_stand_in(self, text: str) -> bool:
        """Return whether there may be anything to undo."""
        if self.words:
            return not self.words.isdisjoint(_WORDS.findall(text))
        return self.needs is None or self.needs.search(text) is not None

    def written(self, match: re.Match[str]) -> str:
        """Return what is written for what was found."""
        return self.put if isinstance(self.put, str) else self.put(match)


def plain(text: str) -> str:
    """Return the plain form of a message."""
    done = text.translate(_folded())
    for step in _steps(done):
        if step.may_stand_in(done):
            done = step.pattern.sub(step.put, done)
    return done


class Places(NamedTuple):
    """For each character of the plain form, where in the message it begins and ends."""

    begins: list[int]
    ends: list[int]

    def original(self, text: str, begin: int, end: int) -> str:
        """Return what stands in ``text`` where the plain form has ``begin`` to ``end``; words of letters are not cut."""
        first, last = self.begins[begin], self.ends[end - 1]
        while first and _is_letter(text[first]) and _is_letter(text[first - 1]):
            first -= 1
        while last < len(text) and _is_letter(text[last - 1]) and _is_letter(text[last]):
            last += 1
        return text[first:last]


def _is_letter(sign: str) -> bool:
    return sign.isascii() and (sign.isalpha() or sign == "'")


def places(text: str) -> Places:
    """Return where the characters of the plain form of ``text`` came from."""
    folded = _folded()
    done = text.translate(folded)
    if len(done) == len(text) and all(len(folded[code]) == 1 for code in set(map(ord, text))):
        begins, ends = list(range(len(text))), list(range(1, len(text) + 1))
    else:
        begins = [place for place, sign in enumerate(text) for _ in folded[ord(sign)]]
        ends = [place + 1 for place in begins]
    for step in _steps(done):
        if not step.may_stand_in(done) or step.pattern.search(done) is None:
            continue
        new_begins: list[int] = []
        new_ends: list[int] = []
        last = 0
        for match in step.pattern.finditer(done):
            start, stop = match.span()
            put = step.written(match)
            if put == match[0]:
                continue
            new_begins += begins[last:start]
            new_ends += ends[last:start]
            if start < stop:
                new_begins += [begins[start]] * len(put)
                new_ends += [ends[stop - 1]] * len(put)
            last = stop
        begins, ends = new_begins + begins[last:], new_ends + ends[last:]
        done = step.pattern.sub(step.put, done)
    return Places(begins, ends)


def has_han(text: str) -> bool:
    """Return whether Chinese characters stand in ``text``."""
    return _HAN.search(text) is not None


_HAN = re.compile(f"[{HAN}]")
LATIN = re.compile("[a-z]")
_WORDS = re.compile("[a-z']+")
_NOTHING = re.compile(r"\Z\A")
_SIGNS = r"[ *\-_~|/\\+=#^&@'\".,:()\n]"


def _one_of(signs: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(signs)}]")


_APOSTROPHE = _one_of("'")
_CHINESE = (
    # 爆 t x l: initials written apart
    Step(
        re.compile(r"(?<![a-z])[a-z](?:[ .*_\-|/~][a-z]){1,3}(?![a-z])"),
        lambda match: re.sub("[^a-z]", "", match[0]),
        LATIN,
    ),
    # 爆.通.讯.录: signs round a character that stands alone
    Step(
        re.compile(
            rf"(?:(?<=[^{HAN}][{HAN}])|(?<=^[{HAN}])){_SIGNS}{{1,3}}(?=[{HAN}])"
            rf"|(?<=[{HAN}]){_SIGNS}{{1,3}}(?=[{HAN}](?:[^{HAN}0-9a-z]|$))"
        ),
        "",
    ),
    Step(re.compile(rf"(?<=[{HAN}])[ *\-_~|/\\+=#^&@'\"()]+(?=[{HAN}])"), "", _one_of(" *-_~|/\\+=#^&@'\"()")),
    Step(re.compile(rf"(?<=[{HAN}]) +|(?<! ) +(?=[{HAN}])"), "", _one_of(" ")),
    Step(re.compile(rf"(?<=[{HAN}])\.+(?![a-z0-9])"), END, _one_of(".")),
)
_LETTER_FOR = str.maketrans("013457@$", "oleastas")
_ENGLISH = (
    Step(
        re.compile(
            r"(?<=[a-z])[013457@$]+(?=[a-z])|(?<=[a-z]{2})1+\b|(?<=[ \n\"'])[@$05]+(?=[a-z]{2})|^[@05]+(?=[a-z]{2})"
        ),
        lambda match: match[0].translate(_LETTER_FOR),
        _one_of("013457@$"),
    ),
    Step(
        re.compile(r"\b[a-z](?:[ .*_\-|/~][a-z]){3,}\b(?!')|\b[a-z](?:[.*_\-|/~][a-z]){2,}\b(?!')"),
        lambda match: re.sub("[^a-z]", "", match[0]),
    ),
    Step(re.compile(r"(?<=[a-z])[*_~|^\\]+(?=[a-z])"), "", _one_of("*_~|^\\")),
    Step(
        re.compile(r"\b(mr|mrs|ms|dr|no|vs|inc|ltd|dept|st|ext|jr|sr|co|corp|approx)\.(?= )"),
        lambda match: match[1],
        _one_of("."),
    ),
    Step(re.compile(r"(?<!\.)\.+(?=[\s\"')*]|$)"), END, _one_of(".")),
    Step(re.compile(r"[*\"()][ *\"()]*| [ *\"()]+"), " ", re.compile(r'[*"()]|  ')),
)


def _steps(text: str) -> tuple[Step, ...]:
    """Return what there is to undo in a text whose characters are folded."""
    han, latin = has_han(text), LATIN.search(text) is not None
    return (*(_CHINESE if han else ()), *(_ENGLISH if latin else ()), *(_spellings(han, latin)))


@lru_cache(maxsize=4)
def _spellings(han: bool, latin: bool) -> tuple[Step, ...]:
    steps = []
    if han:
        table = _data("zh")["spellings"]
        mixed = _data("zh")["initials"]
        steps.append(_written(table, "{}"))
        if latin:
            steps.append(_written(mixed, r"(?<![a-z])(?:{})(?![a-z])"))
    if latin:
        steps.append(_written(_data("en")["spellings"], r"(?<![a-z'])(?:{})(?![a-z'])"))
        steps.append(Step(re.compile(r"n't\b"), " not", _APOSTROPHE))
        steps.append(Step(re.compile(r"'(ll|re|ve|m|d)\b"), lambda match: _SHORT[match[1]], _APOSTROPHE))
        steps.append(Step(re.compile(r"'"), "", _APOSTROPHE))
    return tuple(steps)


_SHORT = {"ll": " will", "re": " are", "ve": " have", "m": " am", "d": " would"}


def _written(table: dict[str, str], form: str) -> Step:
    """Return the step that writes the key of ``table`` where one of its words stands, parted by spaces."""
    known = {word.replace("_", " "): right for right, words in table.items() for word in words.split()}
    longest_first = sorted(known, key=len, reverse=True)
    pattern = form.format("|".join(map(re.escape, longest_first)))
    stands_alone = "'" in form
    first = frozenset(word for one in known for word in _WORDS.findall(one)[:1]) if stands_alone else frozenset[str]()
    return Step(re.compile(pattern) if known else _NOTHING, lambda match: known[match[0]], words=first)


@lru_cache(maxsize=1)
def _folded() -> _Folded:
    return _Folded()


@lru_cache(maxsize=1)
def _simplified() -> dict[str, str]:
    pairs = _read("characters")["pairs"]
    return {old: new for olds, news in pairs for old, new in zip(olds, news, strict=True)}


@lru_cache(maxsize=3)
def _data(language: str) -> dict[str, Any]:
    return _read(language)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((ASSETS / "tactics" / f"{name}.toml").read_text("utf-8"))
