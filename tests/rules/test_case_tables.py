"""Every rule against its case table: short logs a lawyer can read, and what is found in each.

A table is ``tests/rules/cases/<place>/<rule>.toml``: ``rule``, ``place`` (where the log is checked), ``tz``, and cases with
``name``, ``log`` (CSV, columns of ``check``), ``expect``: lines such as ``possible_breach 9``, with
``counted 2 3 9`` and ``without 10 busy`` where the rule counts. ``windows``: the days counted, first and last. ``sentences``: which one says it. ``asks``: questions that stay open. ``known``: answers. ``today``: for laws to come.
"""

import csv
import io
import tomllib
from datetime import timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from planner.rules.law import load_law
from planner.rules.questions import question_words
from planner.rules.runner import checks_of, run_checks
from planner.services.contact_log_file import read_contact_log

CASES = Path(__file__).parent / "cases"


@cache
def tables():
    return [tomllib.loads(path.read_text("utf-8")) for path in sorted(CASES.rglob("*.toml"))]


def cases():
    return [
        pytest.param(table, case, id=f"{table['rule']}: {case['name']}") for table in tables() for case in table["case"]
    ]


def in_words(finding):
    """Write a finding as an expectation is written."""
    words = [finding.outcome.value, *map(str, finding.contacts)]
    if finding.counted:
        words += ["counted", *map(str, finding.counted)]
    for left in finding.left_out:
        words += ["without", str(left.row), left.why]
    return " ".join(words)


def log_and_law(table, case, tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(case["log"].strip() + "\n", "utf-8")
    zone = case.get("tz", table.get("tz"))
    log = read_contact_log(str(path), ZoneInfo(zone) if zone else None, case.get("today", table.get("today")))
    law = load_law(case.get("place", table["place"]))
    return log._replace(known=tuple(case.get("known", {}).items())), law


CHECKED = {}


@pytest.fixture
def check(tmp_path_factory):
    """Check a case, once for all tests of it."""

    def checked(table, case):
        key = table["rule"], case["name"]
        if key not in CHECKED:
            log, law = log_and_law(table, case, tmp_path_factory.getbasetemp())
            CHECKED[key] = run_checks(log, law), law
        return CHECKED[key]

    return checked


@pytest.mark.parametrize(("table", "case"), cases())
def test_a_case_is_found_as_it_is_written(table, case, check):
    report, _ = check(table, case)
    mine = [finding for finding in report.findings if finding.rule == table["rule"]]
    assert [in_words(finding) for finding in mine] == case["expect"]
    if "sentences" in case:
        assert [finding.case for finding in mine] == case["sentences"]
    if "windows" in case:
        assert [" ".join(map(str, finding.window)) for finding in mine] == case["windows"]
    asked = {question for finding in mine for question in finding.questions}
    assert asked == set(case.get("asks", asked if not case["expect"] else ()))


@pytest.mark.parametrize(("table", "case"), cases())
def test_every_finding_can_be_said_in_both_languages_with_all_its_blanks(table, case, check):
    report, law = check(table, case)
    for finding in report.findings:
        for language in ("en", "zh"):
            sentence = law.rule(finding.rule).say[finding.case][language]
            assert "{" not in sentence.format(**finding.blanks)


def every_rule():
    places = sorted({path.parent for path in (CASES.parent.parent.parent / "assets" / "rules").rglob("*.toml")})
    root = CASES.parent.parent.parent / "assets" / "rules"
    seen = {}
    for folder in places:
        for rule in load_law(folder.relative_to(root).as_posix()).rules:
            seen[rule.id] = rule
    return list(seen.values())


@pytest.mark.parametrize("rule", every_rule(), ids=lambda rule: rule.id)
def test_every_rule_is_cited_dated_tested_and_has_its_cases(rule):
    assert rule.citation
    assert rule.seen
    assert rule.verified_on
    assert set(rule.title) == {"en", "zh"}
    assert rule.confidence in ("V1", "V2", "V2-", "M")
    if rule.tells:
        assert rule.id not in checks_of(rule.jurisdiction)
        return
    assert rule.id in checks_of(rule.jurisdiction)
    if rule.is_shown:
        written = [case for table in tables() if table["rule"] == rule.id for case in table["case"]]
        assert any(case["expect"] for case in written), "no case in which it is found"
        assert any(not case["expect"] for case in written), "no case in which it is not"
        if rule.from_on is not None:
            eve = (rule.from_on - timedelta(days=1)).isoformat()
            assert any(eve in days_of(case) for case in written), f"no contact on the day before it began, {eve}"
        if rule.gate or rule.part_question:
            assert any(case.get("asks") for case in written), "no case in which a fact is open"


def days_of(case):
    rows = csv.DictReader(io.StringIO(case["log"].strip()))
    return {row["at"][:10] for row in rows if not row.get("event")}


def test_no_two_cases_of_a_rule_have_one_name():
    names = [(table["rule"], case["name"]) for table in tables() for case in table["case"]]
    assert len(names) == len(set(names))


def test_no_check_is_without_its_rule():
    ids = {rule.id for rule in every_rule()}
    for place in {rule.jurisdiction.partition("/")[0] for rule in every_rule()}:
        assert set(checks_of(place)) <= ids


@pytest.mark.parametrize(("table", "case"), cases())
def test_every_question_is_asked_in_words_in_both_languages(table, case, check):
    report, _ = check(table, case)
    for question in report.questions:
        assert set(question_words(question.id)) == {"en", "zh"}


def test_every_part_of_a_place_that_has_rules_can_be_chosen_in_the_settings():
    from planner.rules.law import parts_of
    from planner.services.places import PARTS, jurisdiction_of

    for country, parts in PARTS.items():
        place = jurisdiction_of(country)
        if place is not None:
            assert set(parts_of(place)) <= set(parts)
            for part in parts:
                assert load_law(jurisdiction_of(country, part)).rules
