"""The chain of sealed entries: checked from its genesis to its head, the first bad link found.

A chain alone cannot tell that its newest links were cut off; so its head and count are kept apart from it, and are given
to the check. See ``planner.sealing`` for how a link is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from planner.sealing import GENESIS, leaf_of, link_of

NUMBER, CONTENT, LINK, MISSING, MORE, HEAD = "number", "content", "link", "missing", "more", "head"
"""What is wrong with the first bad link: not the next number (one was cut off, put in, doubled or moved); its content is
another; it does not hang on the one before; the chain ends before it; the chain goes on after its head; the head is
another."""
_HEX = re.compile(r"[0-9a-f]{64}")


class Link(NamedTuple):
    """One link. ``content`` in canonical form; None where it was left out or removed, and only its leaf stays."""

    number: int
    leaf: str
    link: str
    content: str | None = None


class Head(NamedTuple):
    """How many links there are, and the last one."""

    length: int
    link: str


class Fault(NamedTuple):
    """The first bad link, by its number from 1, and what is wrong with it."""

    number: int
    why: str


NOTHING = Head(0, GENESIS)
"""The head of a chain that has not begun."""


def linked(contents: Iterable[str], after: Head = NOTHING) -> Iterator[Link]:
    """Yield the links of ``contents``, one after the other."""
    number, before = after
    for content in contents:
        number, leaf = number + 1, leaf_of(content)
        before = link_of(before, leaf)
        yield Link(number, leaf, before, content)


def first_fault(links: Iterable[Link], head: Head, *apart: Head) -> Fault | None:
    """Return the first bad link of a chain that should end at ``head``; None where it is whole.

    ``apart``: heads kept elsewhere at any time before; the chain must have gone through one of them, if there are any.
    """
    before, count, passed = GENESIS, 0, not apart or NOTHING in apart
    for count, link in enumerate(links, 1):
        fault = _fault_of(link, count, before)
        if fault is not None:
            return Fault(count, fault)
        if count > head.length:
            return Fault(count, MORE)
        before = link.link
        passed = passed or Head(count, before) in apart
    if count < head.length:
        return Fault(count + 1, MISSING)
    if before != head.link:
        return Fault(max(1, count), HEAD)
    if not passed:
        longest = max(one.length for one in apart)
        return Fault(count + 1, MISSING) if longest > count else Fault(longest, HEAD)
    return None


def _fault_of(link: Link, number: int, before: str) -> str | None:
    if link.number != number:
        return NUMBER
    if not (_HEX.fullmatch(link.leaf) and _HEX.fullmatch(link.link)):
        return LINK
    if link.content is not None and leaf_of(link.content) != link.leaf:
        return CONTENT
    return None if link_of(before, link.leaf) == link.link else LINK
