"""Each sentence about the law of a place has its reference, is in both languages, and is left out where it is not sure."""

import re
import tomllib
import unicodedata
from datetime import date

import pytest

from planner.resources import ASSETS
from planner.rules import cited as module
from planner.rules.cited import EVERYWHERE, FACT, SURE, cited, everywhere, listed_places, sentences_of, table_of
from planner.rules.deadlines import deadlines_of
from planner.rules.law import CONFIDENCES, JURISDICTIONS, STRENGTHS
from planner.services.paper_check import PARTS, REALLY_THEM, SENDERS, kinds_of_paper
from planner.services.places import PARTS as PARTS_OF
from planner.services.situations import situations
from planner.services.stages import LARGE_CARD, STAGES

TOPICS = ("happening", "papers", "stages")
DAY = date(2026, 11, 27)
PAGES = {
    "happening": {one.id for one in situations()} | {"reachable"},
    "papers": {one.id for one in kinds_of_paper()} | {REALLY_THEM},
    "stages": {one.id for one in STAGES} | {LARGE_CARD},
}
FIELDS = set("to part en zh strength citation confidence seen from until verified_on".split())
WIDE_SIGNS = set("’‘“”·…×→—!")
FILES = [(topic, place) for topic in TOPICS for place in listed_places(topic)]
ALL = [(topic, one) for topic, place in FILES for one in sentences_of(topic, place)]

each_file = pytest.mark.parametrize(("topic", "place"), FILES, ids=lambda one: one)


def every_words():
    """Every pair of words of these topics: (file, English, Chinese)."""
    for topic in TOPICS:
        for path in sorted((ASSETS / topic).rglob("*.toml")):
            yield from ((path.name, en, zh) for en, zh in _pairs(tomllib.loads(path.read_text("utf-8"))))


def _pairs(data):
    if isinstance(data, dict):
        if {"en", "zh"} <= set(data):
            yield data["en"], data["zh"]
        for value in data.values():
            yield from _pairs(value)
    elif isinstance(data, list):
        for value in data:
            yield from _pairs(value)


@each_file
def test_every_sentence_has_its_reference_its_strength_and_the_day_it_was_looked_up(topic, place):
    entries = tomllib.loads((ASSETS / topic / f"{place}.toml").read_text("utf-8"))["add"]
    assert entries
    for raw, one in zip(entries, sentences_of(topic, place), strict=True):
        assert set(raw) <= FIELDS
        assert one.citation.strip()
        assert one.seen.strip()
        assert one.strength in (*STRENGTHS, FACT)
        assert one.confidence in CONFIDENCES
        assert one.verified_on <= DAY
        assert one.to in PAGES[topic]
        assert (one.part in PARTS) == (topic == "papers")


@each_file
def test_every_file_is_of_a_place_that_ashore_knows(topic, place):
    whole, _, part = place.partition("/")
    assert whole in JURISDICTIONS
    assert not part or any(part in parts for parts in PARTS_OF.values())


@each_file
def test_deadlines_of_papers_are_those_that_were_looked_up(topic, place):
    known = {rule.kind for rule in deadlines_of(place)}
    if place == "united_states":  # answering a suit is state law: its days are listed with the states
        known |= {rule.kind for rule in deadlines_of("united_states/texas")}
    for kind, named in table_of(topic, place, "deadlines").items():
        assert kind in PAGES["papers"]
        assert set(named) <= known


def test_all_words_are_written_in_both_languages_in_signs_that_we_ship():
    for _, en, zh in every_words():
        assert not set(en) & WIDE_SIGNS, en
        assert re.search(r"[一-鿿]", zh), zh
        assert not re.search(r"[一-鿿][,;:?!]|[,;:?!][一-鿿]", zh), zh
        for words in (en, zh):
            assert words == words.strip()
            assert unicodedata.is_normalized("NFC", words)


@pytest.mark.parametrize("face", ["NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"])
def test_every_character_is_in_the_fonts(face):
    fonts = pytest.importorskip("fontTools.ttLib")
    known = set(fonts.TTFont(ASSETS / "fonts" / face).getBestCmap())
    used = {sign for _, en, zh in every_words() for sign in en + zh}
    if "Regular" in face:  # a citation is never bold
        used |= {sign for _, one in ALL for sign in one.citation}
    assert sorted(sign for sign in used if ord(sign) not in known) == []


def test_a_page_tells_what_holds_in_the_part_and_then_what_holds_in_the_whole():
    told = cited("happening", "united_states/washington", "ringing", DAY)
    assert [one.place for one in told] == ["united_states/washington", "united_states", "united_states"]


def test_a_city_has_the_rules_of_its_state_too():
    places = {one.place for one in cited("happening", "united_states/new_york_city", "ringing", DAY)}
    assert places == {"united_states/new_york_city", "united_states/new_york", "united_states"}


def test_a_rule_that_ends_is_told_on_its_last_day_and_no_more():
    def city(day):
        return [o for o in cited("happening", "united_states/new_york_city", "ringing", day) if "city" in o.place]

    assert city(date(2026, 12, 31))
    assert not city(date(2027, 1, 1))


def test_a_law_is_not_told_before_it_is_in_force():
    assert not [one for one in cited("papers", "china", "arbitration", date(2026, 2, 28)) if one.from_on]
    assert [one for one in cited("papers", "china", "arbitration", date(2026, 3, 1)) if one.from_on]


def test_a_place_without_a_file_adds_nothing():
    assert cited("happening", None, "door", DAY) == ()
    assert cited("stages", "hong_kong", "late", DAY) == ()
    assert table_of("papers", None, "deadlines") == {}


@pytest.fixture
def own_file(tmp_path, monkeypatch):
    """A topic with one file of a test's own."""
    (tmp_path / "topic").mkdir()
    entry = '[[add]]\nto = "door"\nen = "{0}"\nzh = "{0}"\nstrength = "statute"\ncitation = "x"\nconfidence = "{0}"\nseen = "x"\n'
    text = "verified_on = 2026-11-22\n" + "".join(entry.format(confidence) for confidence in CONFIDENCES)
    (tmp_path / "topic" / "germany.toml").write_text(text, "utf-8")
    monkeypatch.setattr(module, "ASSETS", tmp_path)
    for cache in (module._file, module.sentences_of):
        cache.cache_clear()
    yield
    for cache in (module._file, module.sentences_of):
        cache.cache_clear()


def test_what_is_weak_or_known_from_memory_alone_stays_out(own_file):
    assert len(sentences_of("topic", "germany")) == len(CONFIDENCES)
    assert [one.words["en"] for one in cited("topic", "germany", "door", DAY)] == list(SURE)


def test_the_words_that_hold_everywhere_name_no_law():
    for topic in ("happening", "papers"):
        words = str(everywhere(topic))
        assert not re.search(r"USC|CFR|CONC|《|§", words)
        assert EVERYWHERE not in listed_places(topic)


def test_every_sender_has_a_paper_and_every_paper_a_sender():
    named = {sender for kind in kinds_of_paper() for sender in kind.senders}
    assert named == set(SENDERS)
    assert len(kinds_of_paper()) == 11
    for kind in kinds_of_paper():
        assert all(len(lines) >= 2 for lines in (kind.looks, kind.check, kind.now))
