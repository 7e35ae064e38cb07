"""What they say and what helps: a guide for each tactic, in both languages. The words stand in assets/tactics."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import lru_cache
from typing import Any, NamedTuple

from planner.errors import Text
from planner.resources import ASSETS

AFTER_ASKING = frozenset({"false-legal"})
"""Guides whose answer is true only once a court was asked: nothing to say in a call, nor to practise (guards.md 3)."""


class TacticGuide(NamedTuple):
    """One tactic in one language. ``lawful``: never, sometimes, often; ``mark``: what its chip says instead of the usual.

    ``first`` comes before any word, empty where nothing does; ``say_to`` and ``send_to``: to whom, where
    not the caller; ``also``: words that find it, never shown.
    """

    id: str
    name: str
    sounds_like: tuple[str, ...]
    why: str
    lawful: str
    lawful_words: str
    say: str
    send: str
    save: tuple[str, ...]
    need_not_tell: tuple[str, ...]
    first: str = ""
    mark: str = ""
    say_to: str = ""
    send_to: str = ""
    also: tuple[str, ...] = ()


class GuideGroup(NamedTuple):
    """Guides that belong together, under a calm heading."""

    id: str
    heading: Text
    guides: tuple[TacticGuide, ...]


class Step(NamedTuple):
    """One sentence of a script, and what it does."""

    name: str
    words: str


class BoundaryScript(NamedTuple):
    """Three sentences that set a line: remind, equal standing, warn."""

    title: str
    about: str
    steps: tuple[Step, ...]


class NotTellCard(NamedTuple):
    """What need not be told. ``groups``: (name, items); ``keep``: what is good to keep up; ``court``: where more is asked."""

    title: str
    about: str
    say: str
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    keep: str
    court: str


_GROUPS: tuple[tuple[str, Text, tuple[str, ...]], ...] = (
    (
        "pressure",
        Text("Pressure"),
        ("deadline-pressure", "repeat-calls", "refuse-negotiation", "guilt", "credit-threat"),
    ),
    (
        "who",
        Text("Who they are, and what they know"),
        ("hide-identity", "impersonation", "information-fishing", "data-misuse"),
    ),
    (
        "others",
        Text("Family, work and others"),
        (
            "third-party-disclosure",
            "third-party-demand",
            "contact-list-threat",
            "family-target",
            "workplace-pressure",
            "public-shaming",
        ),
    ),
    (
        "money",
        Text("About money"),
        (
            "amount-blur",
            "extra-fee",
            "private-payee",
            "part-payment-trap",
            "borrow-to-pay",
            "relending-bait",
            "advance-fee",
        ),
    ),
    (
        "court",
        Text("Court and papers"),
        ("court-notice", "legal-claim", "false-legal", "criminal-threat", "written-trap"),
    ),
    (
        "threats",
        Text("Threats"),
        (
            "insult",
            "threat-violence",
            "following",
            "home-intrusion",
            "detention",
            "service-cutoff",
            "immigration-threat",
        ),
    ),
)
"""The calmest first: nobody meets threats on opening the page (guard 20)."""
MARKS = {
    "never": Text("Out of bounds"),
    "sometimes": Text("It depends"),
    "often": Text("Pressure, not a breach"),
}
"""What stands on the chip of a guide."""


def guide_of(id_: str, language: str, place: str | None = None) -> TacticGuide:
    """Return the guide of a tactic in ``en`` or ``zh``, without another place's law and numbers.

    Raises ``KeyError`` where there is no such tactic.
    """
    return _guides(language, _outside_china(place))[id_]


def all_guides(language: str, place: str | None = None) -> tuple[GuideGroup, ...]:
    """Return every guide under its heading."""
    guides = _guides(language, _outside_china(place))
    return tuple(GuideGroup(id_, heading, tuple(guides[one] for one in ids)) for id_, heading, ids in _GROUPS)


def find_guides(words: str) -> frozenset[str]:
    """Return the ids of the tactics that hold every word of ``words`` in names, wordings and what finds them, in either language."""
    wanted = _plain(words).split()
    return frozenset(id_ for id_, text in _searched().items() if all(word in text for word in wanted))


def boundary_script(language: str) -> BoundaryScript:
    """Return the three sentences that set a line."""
    raw = _read("scripts", language)["boundary"]
    return BoundaryScript(raw["title"], raw["about"], tuple(Step(one["name"], one["words"]) for one in raw["steps"]))


def not_tell_card(language: str) -> NotTellCard:
    """Return what need not be told."""
    raw = _read("scripts", language)["not_tell"]
    groups = tuple((one["name"], tuple(one["items"])) for one in raw["groups"])
    return NotTellCard(raw["title"], raw["about"], raw["say"], groups, raw["keep"], raw["court"])


@lru_cache(maxsize=4)
def _read(file: str, language: str) -> dict[str, Any]:
    with (ASSETS / "tactics" / f"{file}.{language}.toml").open("rb") as opened:
        return tomllib.load(opened)


def _outside_china(place: str | None) -> bool:
    """Return whether a place is named and is another than mainland China, whose law and numbers the guides name."""
    return place is not None and place != "china"


@lru_cache(maxsize=4)
def _guides(language: str, outside_china: bool = False) -> dict[str, TacticGuide]:
    return {id_: _guide(id_, raw, outside_china) for id_, raw in _read("guides", language).items()}


def _guide(id_: str, raw: dict[str, Any], outside_china: bool) -> TacticGuide:
    own = {name: value for name, value in raw.items() if name != "outside_china"}
    said = {**own, **raw.get("outside_china", {})} if outside_china else own
    fields: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in said.items()}
    return TacticGuide(id_, **fields)


@lru_cache(maxsize=1)
def _searched() -> dict[str, str]:
    both = (_guides("en"), _guides("zh"))
    return {
        id_: _plain(
            "\n".join("\n".join((guides[id_].name, *guides[id_].sounds_like, *guides[id_].also)) for guides in both)
        )
        for id_ in both[0]
    }


def _plain(words: str) -> str:
    return unicodedata.normalize("NFKC", words).casefold()
