"""A message in one plain form: whatever was done to its characters is undone, and each still knows where it came from.

Full width, zero width, look-alike letters, traditional characters, signs and spaces between characters, misspelt words and
initials are ways round a filter. What is found in the plain form is shown as the person wrote it, so a place leads back.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import product
from typing import Any, NamedTuple

from planner.resources import ASSETS
from planner.tactics.wording import one_of

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
    """What each character becomes by itself; learnt as characters are met. ``of_other_lengths``: those met that become nothing,
    or more than one."""

    def __init__(self) -> None:
        super().__init__()
        self.of_other_lengths: set[str] = set()

    def __missing__(self, code: int) -> str:
        folded = "".join(map(self._one, unicodedata.normalize("NFKC", chr(code)).lower()))
        if len(folded) != 1:
            self.of_other_lengths.add(chr(code))
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

    ``sign``: what there is nothing to undo without; ``hint``: the same, an expression that finds out faster; ``words``: the
    same, of whole words. A pattern begins with the signs that it takes away and looks back from there, so that the rest of a
    text is passed over fast.
    """

    pattern: re.Pattern[str]
    put: str | Callable[[re.Match[str]], str]
    sign: str = ""
    hint: re.Pattern[str] | None = None
    words: frozenset[str] = frozenset()

    def written(self, match: re.Match[str]) -> str:
        """Return what is written for what was found."""
        return self.put if isinstance(self.put, str) else self.put(match)


class Plain(NamedTuple):
    """A message in its plain form. ``undone``: the steps that changed something, each with what there was before it.

    ``languages``: those whose letters stand in it, Chinese first.
    """

    text: str
    undone: tuple[tuple[Step, str], ...]
    languages: tuple[str, ...]


def plain(text: str) -> str:
    """Return the plain form of a message."""
    return made_plain(text).text


def made_plain(text: str) -> Plain:
    """Return the plain form of a message, and how it came about."""
    done = text.translate(_folded())
    undone = []
    languages = _LANGUAGES[_HAN.search(done) is not None, _LATIN.search(done) is not None]
    for step in _steps_of(languages):
        pattern, put, sign, hint, words = step
        if sign not in done or (hint is not None and hint.search(done) is None):
            continue
        if words and words.isdisjoint(_WORDS.findall(done)):
            continue
        before, done = done, pattern.sub(put, done)
        if done != before:
            undone.append((step, before))
    return Plain(done, tuple(undone), languages)


class Places(NamedTuple):
    """For each character of the plain form, where in the message it begins and ends."""

    begins: Sequence[int]
    ends: Sequence[int]

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


def places(text: str, form: Plain | None = None) -> Places:
    """Return where the characters of the plain form of ``text`` came from. ``form``: the plain form, where it is at hand."""
    form = made_plain(text) if form is None else form
    folded = _folded()
    begins: Sequence[int]
    ends: Sequence[int]
    if folded.of_other_lengths.isdisjoint(text):
        begins, ends = range(len(text)), range(1, len(text) + 1)
    else:
        lengths = map(len, map(folded.__getitem__, map(ord, text)))
        begins = [place for place, length in enumerate(lengths) for _ in range(length)]
        ends = [place + 1 for place in begins]
    for step, before in form.undone:
        new_begins: list[int] = []
        new_ends: list[int] = []
        last = 0
        for match in step.pattern.finditer(before):
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
        begins, ends = [*new_begins, *begins[last:]], [*new_ends, *ends[last:]]
    return Places(begins, ends)


_HAN, _LATIN = re.compile(f"[{HAN}]"), re.compile("[a-z]")
_LANGUAGES = {
    (han, latin): tuple(name for name, is_in in (("zh", han), ("en", latin)) if is_in)
    for han, latin in product((False, True), repeat=2)
}
_WORDS = re.compile("[a-z']+")
_SIGNS = r"[ *\-_~|/\\+=#^&@'\".,:()\n]"
_APART = re.compile(r"(?<![a-z])[a-z](?:[ .*_\-|/~][a-z]){1,3}(?![a-z])")
_INITIALS_APART = Step(_APART, lambda match: re.sub("[^a-z]", "", match[0]))  # 爆 t x l
_CHINESE = (
    # 爆.通.讯.录: signs round a character that stands alone
    Step(
        re.compile(
            rf"{_SIGNS}(?:(?:(?<=[^{HAN}][{HAN}]{_SIGNS})|(?<=^[{HAN}]{_SIGNS})){_SIGNS}{{0,2}}(?=[{HAN}])"
            rf"|(?<=[{HAN}]{_SIGNS}){_SIGNS}{{0,2}}(?=[{HAN}](?:[^{HAN}0-9a-z]|$)))"
        ),
        "",
        hint=re.compile(rf"(?<![{HAN}])[{HAN}](?![{HAN}])"),
    ),
    Step(
        re.compile(rf"[ *\-_~|/\\+=#^&@'\"()](?<=[{HAN}].)[ *\-_~|/\\+=#^&@'\"()]*(?=[{HAN}])"),
        "",
    ),
    Step(re.compile(rf" (?:(?<=[{HAN}] ) *|(?<!  ) *(?=[{HAN}]))"), "", " "),
    Step(re.compile(rf"\.(?<=[{HAN}]\.)\.*(?![a-z0-9])"), END, "."),
)
_LETTER_FOR = str.maketrans("013457@$", "oleastas")
_NO_TIME = r"(?!(?:am|pm|mins?|minutes?|hrs?|hours?|days?|weeks?|months?|years?)\b)"  # 5pm is no spm
_ENGLISH = (
    Step(
        re.compile(
            r"[013457@$](?:(?<=[a-z].)[013457@$]*(?=[a-z])|(?<=[a-z]{2}1)1*\b"  # wi11, h0use, $orry
            rf"|(?<=[ \n\"'][@$05])[@$05]*{_NO_TIME}(?=[a-z]{{2}})|(?<=^[@05])[@05]*{_NO_TIME}(?=[a-z]{{2}}))"
        ),
        lambda match: match[0].translate(_LETTER_FOR),
        hint=re.compile("[013457@$]"),
    ),
    Step(
        re.compile(r"\b[a-z](?:[ .*_\-|/~][a-z]){3,}\b(?!')|\b[a-z](?:[.*_\-|/~][a-z]){2,}\b(?!')"),
        lambda match: re.sub("[^a-z]", "", match[0]),
        hint=re.compile(r"[ .*_\-|/~][a-z][ .*_\-|/~][a-z](?!\w)"),
    ),
    Step(re.compile(r"[*_~|^\\](?<=[a-z].)[*_~|^\\]*(?=[a-z])"), "", hint=re.compile(r"[*_~|^\\]")),
    Step(
        re.compile(r"\b(mr|mrs|ms|dr|no|vs|inc|ltd|dept|st|ext|jr|sr|co|corp|approx)\.(?= )"),
        lambda match: match[1],
        ".",
    ),
    Step(re.compile(r"\.(?<!\.\.)\.*(?=[\s\"')*]|$)"), END, "."),
    Step(re.compile(r"[*\"()][ *\"()]*| [ *\"()]+"), " ", hint=re.compile(r"[*\"()]|  ")),
)


@lru_cache(maxsize=4)
def _steps_of(languages: tuple[str, ...]) -> tuple[Step, ...]:
    """Return what there is to undo in a text of these languages whose characters are folded."""
    han, latin = "zh" in languages, "en" in languages
    steps = [_INITIALS_APART] if han and latin else []
    steps += _CHINESE if han else ()
    steps += _ENGLISH if latin else ()
    if han:
        steps.append(_written(_data("zh")["spellings"], "{}"))
        if latin:
            steps.append(_written(_data("zh")["initials"], r"(?<![a-z])(?:{})(?![a-z])"))
    if latin:
        steps.append(_written(_data("en")["spellings"], r"(?<![a-z'])(?:{})(?![a-z'])"))
        steps.append(Step(re.compile(r"n't\b"), " not", "'"))
        steps.append(Step(re.compile(r"'(ll|re|ve|m|d)\b"), lambda match: _SHORT[match[1]], "'"))
        steps.append(Step(re.compile(r"'"), "", "'"))
    return tuple(steps)


_SHORT = {"ll": " will", "re": " are", "ve": " have", "m": " am", "d": " would"}


def _written(table: dict[str, str], form: str) -> Step:
    """Return the step that writes the key of ``table`` where one of its words stands, parted by spaces."""
    known = {word.replace("_", " "): right for right, words in table.items() for word in words.split()}
    longest_first = sorted(known, key=len, reverse=True)
    pattern = re.compile(form.format(one_of([re.escape(word) for word in longest_first])) if known else r"\Z\A")
    if "'" in form:
        words = frozenset(word for one in known for word in _WORDS.findall(one)[:1])
        return Step(pattern, lambda match: known[match[0]], words=words)
    odd = {
        max(wrong, key=lambda sign: (_COMMON.find(sign) % len(_COMMON), sign not in right))
        for wrong, right in known.items()
    }
    return Step(pattern, lambda match: known[match[0]], hint=re.compile(f"[{''.join(map(re.escape, sorted(odd)))}]"))


_COMMON = "的一是不了在人有我他这个们来上大到说时要就出会也你对那得着下之后里用家方多么去学都同现没看定分还进好小她前开只想信话电老点账号告过"
"""What stands in many messages, the most common first: a step is asked for by its rarest sign."""


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
