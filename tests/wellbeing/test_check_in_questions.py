"""Scoring as published, questions only in words that somebody saw, and asking that is rare."""

import json
import re
import unicodedata
from datetime import date, timedelta
from pathlib import Path

import pytest

from planner.errors import InputProblems
from planner.wellbeing.cadence import is_due, may_answer, next_day, pause_ends
from planner.wellbeing.instruments import CFPB_10, FOLDER, PHQ_4, WEIGHT, asked_in, find_instrument, instruments
from planner.wellbeing.scoring import READ_SELF, READ_TO_ME, is_heavy, score
from planner.wellbeing.trend import Point, build_trend, usual_range

VECTORS = {
    one["id"]: one["expected"]
    for one in json.loads((Path(__file__).parents[1] / "data" / "vectors.json").read_text("utf-8"))["vectors"]
}
CFPB, PHQ, TAP = find_instrument(CFPB_10), find_instrument(PHQ_4), find_instrument(WEIGHT)
REVERSED = {3, 5, 6, 7, 9, 10}
DAY = date(2026, 11, 24)


def cfpb_answers(total):
    """Return answers, as places of the choices, that add up to ``total`` on the form."""
    counts = [min(4, max(0, total - 4 * number)) for number in range(10)]
    return [count if number in REVERSED else 4 - count for number, count in enumerate(counts, 1)]


@pytest.mark.parametrize(("mode", "published"), [(READ_SELF, "self_administered"), (READ_TO_ME, "read_to_person")])
@pytest.mark.parametrize("age", ["18-61", "62+"])
def test_every_total_has_the_score_of_the_published_table(mode, published, age):
    table = VECTORS["CFPB-FWB-10"][published][age]
    assert [score(CFPB, cfpb_answers(total), age=age, mode=mode).scaled for total in range(41)] == table


def test_the_form_counts_the_better_answer_more():
    best = [4 if number in REVERSED else 0 for number in range(1, 11)]
    assert score(CFPB, best).total == 40
    assert score(CFPB, [4 - answer for answer in best]).total == 0
    assert score(CFPB, best, age="62+").scaled == 95


def test_our_own_translation_and_an_age_that_was_not_said_have_no_score():
    assert score(CFPB, cfpb_answers(20), age="18-61", official=False).scaled is None
    assert score(CFPB, cfpb_answers(20)).scaled is None


def test_the_halves_of_the_phq_4_are_notable_from_three_on():
    edges = VECTORS["PHQ-GAD-WHO5"]
    for part, name in (("low-mood", "PHQ-2"), ("anxiety", "GAD-2")):
        for total, verdict in edges[name].items():
            half = [min(3, int(total)), max(0, int(total) - 3)]
            answers = [*half, 0, 0] if part == "anxiety" else [0, 0, *half]
            found = {id_: (sum_, notable) for id_, sum_, notable in score(PHQ, answers).parts}
            assert found[part] == (int(total), verdict == "positive")


@pytest.mark.parametrize(("total", "band"), [(0, 0), (2, 0), (3, 1), (5, 1), (6, 2), (8, 2), (9, 3), (12, 3)])
def test_the_phq_4_has_four_steps(total, band):
    answers = [min(3, max(0, total - 3 * number)) for number in range(4)]
    assert (score(PHQ, answers).total, score(PHQ, answers).band) == (total, band)


def test_the_weekly_number_has_no_band_and_no_table():
    found = score(TAP, [7])
    assert (found.total, found.scaled, found.band, found.parts) == (7, None, None, ())


@pytest.mark.parametrize("answers", [[], [0, 1, 2], [0, 0, 0, 4], [-1, 0, 0, 0], [0, 0, 0, 0, 0]])
def test_answers_that_cannot_be_are_refused(answers):
    with pytest.raises(InputProblems):
        score(PHQ, answers)


def test_all_faults_are_said_at_once():
    with pytest.raises(InputProblems) as faults:
        score(CFPB, [5, 9], age="30", mode="by phone")
    assert len(faults.value.problems) == 5


def test_kind_words_come_first_after_a_heavy_answer():
    assert is_heavy(TAP, score(TAP, [7]))
    assert not is_heavy(TAP, score(TAP, [6]))
    assert is_heavy(PHQ, score(PHQ, [0, 0, 1, 2]))
    assert is_heavy(PHQ, score(PHQ, [2, 0, 2, 2]))
    assert not is_heavy(PHQ, score(PHQ, [1, 1, 1, 1]))
    assert is_heavy(CFPB, score(CFPB, cfpb_answers(19)))


# What is asked, and in which words


def test_official_words_name_where_they_were_read():
    for instrument in instruments():
        for wording in instrument.wordings:
            assert wording.document
            assert wording.seen_on <= date(2026, 12, 31)
            assert len(wording.items) == len(wording.stems) == instrument.length
            assert all(unicodedata.is_normalized("NFC", item) for item in wording.items)
            if instrument.id != WEIGHT and wording.official:
                assert wording.url.startswith("https://")
                assert instrument.licence


def test_chinese_has_the_weekly_question_and_no_phq_4():
    assert [one.id for one in asked_in("en")] == [WEIGHT, PHQ_4, CFPB_10]
    assert [one.id for one in asked_in("zh")] == [WEIGHT, CFPB_10]
    assert PHQ.wording("zh") is None
    assert not CFPB.wording("zh").official


def test_nobody_is_asked_about_harming_themselves():
    asked = [item for one in instruments() for wording in one.wordings for item in wording.items]
    assert not [item for item in asked if re.search(r"dead|hurting|harm|suicid|死|伤害|自杀", item, re.IGNORECASE)]
    assert sorted(path.stem for path in FOLDER.glob("*.toml")) == [CFPB_10, PHQ_4, WEIGHT]


def test_every_choice_has_its_place():
    assert [len(choices) for choices in PHQ.wording("en").choices] == [4] * 4
    for language in ("en", "zh"):
        wording = CFPB.wording(language)
        assert [len(choices) for choices in wording.choices] == [5] * 10
        assert len(set(wording.stems[:6])) == len(set(wording.stems[6:])) == 1
        assert wording.stems[0] != wording.stems[9]


# How often


def due(instrument, *, answered=None, skipped=None, paused=None, today=DAY):
    return is_due(instrument, today, answered=answered, skipped=skipped, paused_until=paused)


def test_each_question_has_its_own_rhythm():
    assert next_day(TAP, DAY) == DAY + timedelta(days=7)
    assert next_day(PHQ, DAY) == DAY + timedelta(days=14)
    assert next_day(CFPB, date(2026, 11, 30)) == date(2027, 2, 28)
    assert not due(TAP, answered=DAY - timedelta(days=6))
    assert due(TAP, answered=DAY - timedelta(days=7))
    assert not due(PHQ, answered=DAY - timedelta(days=13))
    assert due(CFPB)


def test_a_skip_rests_a_question_as_long_as_an_answer():
    assert not due(TAP, skipped=DAY - timedelta(days=6))
    assert due(TAP, skipped=DAY - timedelta(days=7))
    assert not due(TAP, answered=DAY - timedelta(days=30), skipped=DAY)


def test_a_pause_rests_everything_for_four_weeks_at_most():
    assert pause_ends(DAY, 9) == DAY + timedelta(weeks=4)
    assert pause_ends(DAY, 0) == DAY + timedelta(weeks=1)
    assert not due(TAP, paused=DAY + timedelta(days=1))
    assert due(TAP, paused=DAY)


def test_a_clock_that_was_set_back_stops_no_question_for_good():
    assert due(TAP, answered=DAY + timedelta(days=400))
    assert due(TAP, paused=DAY + timedelta(weeks=5))
    assert may_answer(PHQ, DAY, DAY + timedelta(days=400))


def test_a_scale_of_two_weeks_is_not_answered_twice_in_them_and_the_tap_is_free():
    assert not may_answer(PHQ, DAY, DAY - timedelta(days=13))
    assert may_answer(PHQ, DAY, DAY - timedelta(days=14))
    assert may_answer(TAP, DAY, DAY)


# The line


def points(*values, gap_before=()):
    day, found = DAY - timedelta(weeks=30), []
    for place, value in enumerate(values):
        day += timedelta(weeks=4 if place in gap_before else 1)
        found.append(Point(day, value))
    return found


def test_gaps_stay_gaps():
    trend = build_trend(points(4, 5, 6, 5, gap_before={2}), 7)
    assert [[point.value for point in run] for run in trend.runs] == [[4, 5], [6, 5]]


def test_the_usual_range_is_the_persons_own_and_needs_four_answers():
    assert usual_range([3, 9, 4]) is None
    assert usual_range([9, 4, 5, 5, 0]) == (4, 5)
    assert build_trend(points(5, 5, 6, 5, 9), 7).last == "above"
    assert build_trend(points(5, 5, 6, 5, 1), 7).last == "below"
    assert build_trend(points(5, 5, 6, 5, 5), 7).last == "within"
    assert build_trend(points(5, 9), 7).last == ""


def test_of_several_answers_on_a_day_the_last_counts():
    assert build_trend([Point(DAY, 3), Point(DAY, 8)], 7).runs == ((Point(DAY, 8),),)
    assert build_trend([], 7).runs == ()
