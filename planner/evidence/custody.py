"""``custody.jsonl``: one line a link, the last line the head. Contents of chosen entries stand in it, of others only leaves."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from planner.canonical import canonical
from planner.evidence.chain import Head, Link

_HEX = re.compile(r"[0-9a-f]{64}")


class BadLine(Exception):
    """A line that is not in its one form, by its number from 1: a link's, or the one after the last for the head."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def custody_lines(links: Iterable[Link], head: Head) -> Iterator[bytes]:
    """Yield the lines of a chain."""
    for link in links:
        line: dict[str, Any] = {"number": link.number, "leaf": link.leaf, "link": link.link}
        if link.content is not None:
            line["content"] = json.loads(link.content)
        yield _line(line)
    yield _line({"head": {"count": head.length, "link": head.link}})


def read_custody(content: bytes) -> tuple[list[Link], Head]:
    """Return the links and the head; raises ``BadLine`` at the first line that is not in its one form."""
    *lines, end = content.split(b"\n")
    if end or not lines:
        raise BadLine(max(1, len(lines) + bool(end)))
    links = []
    for number, line in enumerate(lines[:-1], 1):
        said = _said(line, number)
        try:
            inner = said.pop("content", None)
            link = Link(
                said.pop("number"), said.pop("leaf"), said.pop("link"), None if inner is None else canonical(inner)
            )
        except (KeyError, TypeError, AttributeError):
            raise BadLine(number) from None
        if said or type(link.number) is not int or not (_is_hash(link.leaf) and _is_hash(link.link)):
            raise BadLine(number)
        links.append(link)
    last = _said(lines[-1], len(lines))
    try:
        head = Head(last["head"]["count"], last["head"]["link"])
    except (KeyError, TypeError):
        raise BadLine(len(lines)) from None
    if type(head.length) is not int or not _is_hash(head.link) or len(last) != 1 or len(last["head"]) != 2:
        raise BadLine(len(lines))
    return links, head


def _said(line: bytes, number: int) -> dict[str, Any]:
    try:
        said = json.loads(line.decode())
        if isinstance(said, dict) and _line(said) == line + b"\n":
            return said
    except (ValueError, TypeError, RecursionError):
        pass
    raise BadLine(number)


def _line(value: dict[str, Any]) -> bytes:
    return canonical(value).encode() + b"\n"


def _is_hash(text: object) -> bool:
    return isinstance(text, str) and _HEX.fullmatch(text) is not None
