"""Days that count against case tables a lawyer can read: ``tests/rules/deadlines/*.toml``.

A case has ``kind`` (the paper), ``from`` (the day it came) and what must come out: ``due_on``, ``who``, ``steps``, ``others``
(how and day). A case without ``due_on`` is not listed and never computed.
"""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from planner.rules.deadlines import FOLDER, NotListed, covered_places, deadline, deadlines_of

CASES = [
    pytest.param(table["place"], case, id=f"{case.get('place', table['place'])}: {case['name']}")
    for path in sorted((Path(__file__).parent / "deadlines").glob("*.toml"))
    for table in [tomllib.loads(path.read_text("utf-8"))]
    for case in table["case"]
]


@pytest.mark.parametrize(("place", "case"), CASES)
def test_a_case_is_counted_as_it_is_written(place, case):
    asked = (case.get("place", place), case["kind"], case["from"], case.get("how"))
    if "due_on" not in case:
        with pytest.raises(NotListed):
            deadline(*asked)
        return
    found = deadline(*asked)
    assert found.day == case["due_on"]
    assert found.rule.who == case["who"]
    assert [f"{one.how} {one.day}" for one in found.others] == case.get("others", [])
    if "steps" in case:
        assert [str(step.to) for step in found.counted.steps] == case["steps"]


def rules():
    return [
        pytest.param(place, rule, id=f"{place} {rule.kind}")
        for place in covered_places()
        for rule in deadlines_of(place)
    ]


@pytest.mark.parametrize(("place", "rule"), rules())
def test_every_deadline_is_cited_dated_said_in_both_languages_and_no_draft(place, rule):
    assert rule.citation
    assert rule.confidence in ("V1", "V2", "V2-")
    assert rule.verified_on
    assert rule.who in ("you", "they")
    for words in (rule.title, rule.start, rule.do, *(variant.words for variant in rule.variants)):
        assert set(words) == {"en", "zh"}
        assert "illegal" not in words["en"].lower()
        assert "违法" not in words["zh"]
    assert set(rule.late) in (set(), {"en", "zh"})


@pytest.mark.parametrize(("place", "rule"), rules())
def test_every_deadline_has_a_case(place, rule):
    counted = {
        (case.values[1].get("place", case.values[0]), case.values[1]["kind"])
        for case in CASES
        if "due_on" in case.values[1]
    }
    wide = {kind for named, kind in counted if named.partition("/")[0] == place.partition("/")[0]}
    assert rule.kind in wide


def test_every_file_is_read_and_every_state_with_days_has_a_case():
    parts = {path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.toml")}
    assert parts <= set(covered_places())
    tested = {case.values[1].get("place", case.values[0]) for case in CASES}
    assert parts - {"united_kingdom", "india"} <= tested


def test_where_holidays_are_known_nothing_is_left_open():
    assert deadline("united_states", "validation-notice-sent", date(2026, 11, 6)).counted.holidays_known


def test_where_holidays_are_not_known_the_earlier_day_counts_and_it_is_said():
    found = deadline("united_states", "validation-notice-sent", date(2199, 11, 8))
    assert not found.counted.holidays_known
    assert found.counted.steps[0].to == date(2199, 11, 15)


def test_the_weekday_a_rule_names_is_the_one_its_words_name():
    steps = [step for _, rule in (case.values for case in rules()) for way in rule.variants for step in way.steps]
    assert {number for unit, number in steps if unit == "weekday"} == {1}
