"""``contacts …`` and ``promises …`` on the sample household that ``demo`` fills, in both languages, for people and scripts."""

import json
import re

import pytest

from planner.rules.citations import cited_in

PLACES = {"en": "united_states", "zh": "china"}
BANK = {"en": "Harbour Bank", "zh": "海湾银行"}
RAW = re.compile(r"rang-out|visit-home|asked-stop|repeat-calls|possible_breach|worth_checking|self-discipline")


@pytest.fixture(params=["en", "zh"])
def demo(request, ashore, monkeypatch):
    """Run commands on the sample household of a language, in a wide terminal."""
    monkeypatch.setenv("COLUMNS", "400")
    language = request.param
    assert ashore("demo", "--lang", language).returncode == 0

    def run(*words):
        done = ashore(*words, "--lang", language)
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout

    run.language = language
    return run


def test_the_log_of_the_sample_is_listed_in_words(demo):
    plain, listed = demo("contacts", "list"), json.loads(demo("contacts", "list", "--json"))["contacts"]
    assert len([one for one in listed if one["kind"] == "contact"]) >= 45
    assert BANK[demo.language] in plain
    assert RAW.search(plain) is None
    said = [one["said"] for one in listed if one.get("said")]
    assert [one for one in said if one in plain] == []
    with_words = demo("contacts", "list", "--words")
    assert [one for one in said if one not in with_words] == []


def test_a_day_without_a_time_is_listed_without_one(demo):
    listed = json.loads(demo("contacts", "list", "--json"))["contacts"]
    days = [one for one in listed if one["precision"] == "day"]
    assert {one["kind"] for one in days} == {"contact", "event"}
    assert "00:00" not in demo("contacts", "list")


def test_the_sample_is_checked_by_the_rules_of_its_place(demo):
    plain, checked = demo("contacts", "check"), json.loads(demo("contacts", "check", "--json"))
    assert checked["jurisdiction"] == PLACES[demo.language]
    assert {one["outcome"] for one in checked["findings"]} == {"possible_breach", "worth_checking", "missing_facts"}
    numbers = {one["id"] for one in json.loads(demo("contacts", "list", "--json"))["contacts"]}
    for finding in checked["findings"]:
        assert set(finding["contacts"]) <= numbers
        assert not RAW.search(finding["message"])
        assert cited_in(demo.language, finding["citation"]) in plain
    for question in checked["facts_missing"]:
        assert question["question"] in plain
    assert RAW.search(plain) is None


def test_the_promises_of_the_sample_are_listed_with_whose_they_are(demo):
    plain, listed = demo("promises", "list"), json.loads(demo("promises", "list", "--json"))["promises"]
    assert sorted((one["whose"], one["state"]) for one in listed) == [
        ("mine", "broken"),
        ("mine", "kept"),
        ("mine", "later"),
        ("theirs", "later"),
    ]
    for word in {"en": ("theirs", "kept", "broken", "to come"), "zh": ("对方的", "已做到", "没做到", "还没到")}[
        demo.language
    ]:
        assert word in plain


def test_demo_again_changes_nothing_of_the_log(demo, ashore):
    before = demo("contacts", "list", "--json"), demo("promises", "list", "--json")
    assert ashore("demo", "--lang", {"en": "zh", "zh": "en"}[demo.language]).returncode == 0
    assert (demo("contacts", "list", "--json"), demo("promises", "list", "--json")) == before


def test_the_count_of_a_week_the_hours_and_a_search_are_there_without_a_window(demo):
    week = json.loads(demo("contacts", "week", "--json"))["counts"]
    assert all(one["limit"] and one["citation"] for one in week)
    assert all(set(one["beyond"]) <= set(one["counted"]) for one in week)
    grid = json.loads(demo("contacts", "hours", "--json"))
    assert grid["total"] == sum(one["contacts"] for one in grid["hours"])
    every = json.loads(demo("contacts", "list", "--json"))["contacts"]
    (one, *more) = json.loads(demo("contacts", "list", "--find", every[0]["said"][:12], "--json"))["contacts"]
    assert one == every[0]
    assert len(more) < len(every) - 1


def test_the_week_of_massachusetts_says_which_number_is_not_in_it(ashore):
    for name, value in (("country", "US"), ("part", "massachusetts")):
        assert ashore("settings", "set", name, value).returncode == 0
    done = ashore("contacts", "week", "2026-11-27", "--lang", "en")
    assert "Massachusetts: calls and texts too often" in " ".join(done.stdout.split())
    value = json.loads(ashore("contacts", "week", "2026-11-27", "--lang", "en", "--json").stdout)
    assert "Massachusetts: calls and texts too often" in value["not_counted_here"]


def test_a_contact_that_is_added_twice_is_kept_and_that_is_said(ashore, monkeypatch):
    call = (
        "--at 2026-11-03T10:00 --channel call --outcome rang-out --collector Z --role agency --tz Asia/Shanghai".split()
    )
    first, again = (ashore("contacts", "add", *call, "--json") for _ in range(2))
    assert (first.returncode, again.returncode) == (0, 0)
    number = json.loads(first.stdout)["contact"]["id"]
    assert f"Entry {number} says the same" not in first.stderr
    assert f"Entry {number} says the same" in again.stderr
    found = json.loads(ashore("contacts", "check", "--jurisdiction", "china", "--json").stdout)
    assert found["duplicates"] == [{"row": number + 1, "of": number}]
    assert f"{number + 1} says the same as {number}" in ashore("contacts", "check", "--jurisdiction", "china").stdout


def test_a_note_that_was_accepted_leaves_the_log_readable(ashore, tmp_path):
    stop = "--at 2026-11-03T10:00 --event asked-stop-all:written --collector Z --tz Europe/London --note".split()
    window = "--at 2026-11-03T21:30 --event asked-not-at-time:9:00-12:00 --tz Europe/London".split()
    assert ashore("contacts", "add", *stop, "received: 2026年11月5日").returncode == 0
    assert ashore("contacts", "add", *window).returncode == 0
    for words in (
        ("check", "--jurisdiction", "united_states"),
        ("week",),
        ("correct", "2", "--tz", "America/New_York"),
    ):
        done = ashore("contacts", *words)
        assert (done.returncode, done.stderr.count("wrong")) == (0, 0), done.stderr
    assert "2026-11-03 21:30" in done.stdout
    assert ashore("evidence", "export", tmp_path / "out.zip").returncode == 0
