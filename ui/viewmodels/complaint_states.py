"""What the steps of writing a complaint show: frozen values, formatted and in the language of the person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from planner.errors import Text

PREVIEW = (
    ("to", Text("About")),
    ("issue", Text("Issue")),
    ("story", Text("What happened")),
    ("tried", Text("What I tried already")),
    ("effects", Text("What it did to me")),
    ("wanted", Text("What I ask for")),
)
"""What is read once more at the end, in this order."""


class BodyState(NamedTuple):
    """A body that can be chosen. ``note``: why it may not be the one, "" where nothing speaks against it."""

    key: str
    title: str
    under: str
    note: str
    on: bool


class PickState(NamedTuple):
    """Something to choose, with a line under it."""

    key: str
    words: str
    under: str
    on: bool


class ClassState(NamedTuple):
    """Facts of one kind, how many entries, and whether they are in; ``under``: their number in words."""

    key: str
    words: str
    amount: str
    on: bool
    under: str


class ComplaintWizardState(NamedTuple):
    """The page of one step. ``fields``: (id, label, value) to be filled for the paper alone; ``covered``: what holds amounts while they are
    hidden, to be read and not changed. ``written``: the entry it became, 0 before."""

    step: int
    title: str
    working: str
    problem: str
    people: tuple[PickState, ...]
    bodies: tuple[BodyState, ...]
    seen: str
    unchecked: tuple[str, ...]
    issues: tuple[PickState, ...]
    topics: tuple[tuple[str, str], ...]
    classes: tuple[ClassState, ...]
    story: str
    story_label: str
    story_hint: str
    other_language: str
    cells: Mapping[str, str]
    covered: frozenset[str]
    problems: Mapping[str, str]
    notices: tuple[tuple[str, str], ...]
    fields: tuple[tuple[str, str, str], ...]
    preview: tuple[tuple[str, str], ...]
    path: str
    may_go_on: bool
    written: int = 0
