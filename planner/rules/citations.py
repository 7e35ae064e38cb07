"""What a citation names, said in the reader's language beside it: ``assets/citations.toml``. The citation itself stays as it is."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache

from planner.resources import ASSETS

_PARTS = re.compile(r"\s*[;；]\s*(?![^()]*\))")
_DAY = re.compile(r"[（(](\d{4})-0?(\d{1,2})-0?(\d{1,2})[)）]")
_ARTICLE = re.compile(r"第([\d.、–]+)(?:-(\d+))?[条條](之一)?(?:第([\d、]+)[款項])?(?:第([\d、]+)[项款])?")


@cache
def _names() -> list[tuple[str, dict[str, str]]]:
    data = tomllib.loads((ASSETS / "citations.toml").read_text("utf-8"))
    flat = [(said, names) for place in data.values() for said, names in place.items()]
    return sorted(flat, key=lambda one: -len(one[0]))


@lru_cache(maxsize=1024)
def cited_in(language: str, citation: str) -> str:
    """Return a citation for a reader of ``language``: the name of what it cites, and the citation as it is in brackets.

    ``Civil Code of China, art. 1033 (《民法典》第1033条)``; one that its readers know needs no name. A day in it has the
    form of the language.
    """
    said = [_part(part, language) for part in _PARTS.split(citation)]
    return ("；" if language == "zh" else "; ").join(said)


def _part(part: str, language: str) -> str:
    name = next((names.get(language, "") for said, names in _names() if said in part), "")
    if language == "zh":
        part = _DAY.sub(r"（\1年\2月\3日）", part)
    if not name:
        return part
    if language == "zh":
        return f"{name}（{part}）"
    articles = ", ".join(map(_article, _ARTICLE.finditer(part)))
    return f"{name}, art. {articles} ({part})" if articles else f"{name} ({part})"


def _article(found: re.Match[str]) -> str:
    numbers, after, bis, *inner = found.groups()
    own = numbers.replace("、", ", ").replace("–", " to ") + (f"-{after}" if after else "") + ("-1" if bis else "")
    return own + "".join(f"({one.replace('、', ', ')})" for one in inner if one)
