"""``limitation`` and ``deadlines`` as people and scripts call them: in a process of their own, without a store."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from planner.settings import data_folder
from ui.cli.app import run


@pytest.fixture
def say(capsys):
    """Run a command here, and return what it said: (exit code, stdout, stderr)."""

    def call(*words):
        code = run([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


CHINA = ("limitation", "--jurisdiction", "china", "--due", "2022-03-01", "--event", "2023-05-01:demand")


def test_the_contracts_own_example(ashore):
    done = ashore(*CHINA, "--json")
    value = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert (value["ends_on"], value["not_before"], value["state"]) == ("2026-05-01", "2026-05-01", "may-have-ended")
    assert value["restarted_by"] == ["2023-05-01:demand"]
    assert value["basis"] == ["《民法典》第188、189条 (V1)", "《民法典》第195条; 最高法《诉讼时效规定》第8、9条 (V1)"]
    assert value["avoid"][:3] == ["sign", "promise", "pay-part"]
    assert not Path(data_folder(None)).exists(), "a calculator opens no store"


def test_before_its_end_it_runs_and_nobody_is_warned_off_a_young_debt(say):
    _, out, _ = say(*CHINA, "--on", "2024-05-01", "--json")
    value = json.loads(out)
    assert (value["state"], value["avoid"]) == ("running", [])


def test_events_are_named_as_often_as_needed_and_in_any_order(say):
    _, out, _ = say(*CHINA, "--event", "2022-09-01:part-payment", "--on", "2024-05-01", "--json")
    assert json.loads(out)["restarted_by"] == ["2022-09-01:part-payment", "2023-05-01:demand"]


def test_what_was_left_out_is_said_and_stands_in_the_json(say):
    _, out, err = say(*CHINA, "--event", "2021-01-01:demand", "--on", "2024-05-01", "--json")
    assert json.loads(out)["left_out"] == [{"event": "2021-01-01:demand", "why": "before-due"}]
    assert "before the due day" in err


def test_a_place_is_found_as_people_write_it(say):
    words = ("limitation", "--jurisdiction", "United States/New York", "--due", "2022-05-01", "--json")
    _, out, _ = say(*words)
    assert json.loads(out)["ends_on"] == "2025-05-01"


def test_an_unclear_place_says_what_to_ask_and_gives_no_day(say):
    _, out, _ = say("limitation", "--jurisdiction", "united_states", "--due", "2015-05-01", "--json")
    value = json.loads(out)
    assert (value["ends_on"], value["not_before"], value["state"]) == (None, None, "unknown")
    assert value["ask"]
    assert value["avoid"]


@pytest.mark.parametrize(
    ("language", "guard"),
    [("en", "later if any demand reached you, even one you did not see"), ("zh", "哪怕你没看到")],
)
def test_a_person_reads_the_guarded_sentence(say, language, guard):
    code, out, err = say(*CHINA, "--lang", language)
    assert (code, err) == (0, "")
    assert guard in out
    assert "expired" not in out
    assert "已过" not in out


@pytest.mark.parametrize("state", ["new_york", "texas", "california", "florida"])
def test_where_a_demand_was_not_checked_it_is_not_said_to_move_the_end(say, state):
    words = ("limitation", "--jurisdiction", f"united_states/{state}", "--due", "2023-05-01", "--on", "2026-11-27")
    _, out, _ = say(*words)
    assert "paid or signed since. Whether a demand moves it here could not be checked." in out
    assert "later if any demand" not in out
    _, out, _ = say(*words, "--lang", "zh")
    assert "催款在这里会不会影响时效，没有查到" in out


def test_every_fault_is_said_at_once(say):
    code, out, err = say(
        "limitation",
        "--jurisdiction", "chin",
        "--due", "2022-02-30",
        "--event", "demand",
        "--event", "2023-01-01:demnd",
        "--event", "2023-13-01:demand",
        "--on", "x",
        "--contract", "y",
        "--holder", "bnak",
    )  # fmt: skip
    assert (code, out) == (1, "")
    options = [line.split(":")[0] for line in err.splitlines()]
    assert options == ["--jurisdiction", "--due", "--event", "--event", "--event", "--on", "--contract", "--holder"]
    assert "did you mean china?" in err
    assert "did you mean demand?" in err


def test_a_missing_option_is_a_usage_fault(say):
    assert say("limitation", "--due", "2022-01-01")[0] == 2
    assert say("deadlines")[0] == 2


def test_a_deadline_is_counted_step_by_step(ashore):
    done = ashore(
        "deadlines", "--jurisdiction", "united_states", "--kind", "validation-notice-sent", "--from", "2026-10-19",
        "--on", "2026-11-20", "--json",
    )  # fmt: skip
    value = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert (value["due_on"], value["days_left"], value["who"]) == ("2026-11-25", 5, "you")
    assert [step["to"] for step in value["counted"]] == ["2026-10-26", "2026-11-25"]
    assert value["citation"].startswith("12 CFR 1006.34(b)(5)")


def test_without_a_paper_the_papers_of_a_place_are_listed(say):
    _, out, _ = say("deadlines", "--jurisdiction", "germany", "--json")
    assert [one["kind"] for one in json.loads(out)["deadlines"]] == ["payment-order", "enforcement-order"]
    _, out, _ = say("deadlines", "--jurisdiction", "germany", "--lang", "zh")
    assert "Mahnbescheid" in out


def test_a_place_that_is_not_listed_is_never_computed(say):
    words = ("deadlines", "--jurisdiction", "united_states/iowa", "--kind", "lawsuit", "--from", "2026-11-02")
    code, out, _ = say(*words, "--json")
    assert (code, json.loads(out)["due_on"]) == (0, None)
    _, out, _ = say(*words)
    assert "If the paper names a day, go by it" in out


def test_a_day_that_has_passed_says_what_still_helps(say):
    words = (
        "deadlines",
        "--jurisdiction",
        "germany",
        "--kind",
        "payment-order",
        "--from",
        "2026-11-02",
        "--on",
        "2026-11-20",
    )
    _, out, _ = say(*words)
    assert "late objection still counts" in out
    _, out, _ = say(*words, "--lang", "zh")
    assert "迟到的异议也算数" in out


def test_the_faults_of_deadlines_are_said_at_once(say):
    code, out, err = say("deadlines", "--jurisdiction", "germny", "--kind", "lawsut", "--on", "x")
    assert (code, out) == (1, "")
    assert [line.split(":")[0] for line in err.splitlines()] == ["--jurisdiction", "--kind", "--on", "--from"]
    code, _, err = say(
        "deadlines",
        "--jurisdiction",
        "germany",
        "--kind",
        "payment-order",
        "--from",
        "2026-11-02",
        "--how",
        "otherwise",
    )
    assert code == 1
    assert "--how" in err


def test_the_united_kingdom_alone_is_read_as_england_and_wales_and_says_so(say):
    _, out, err = say(
        "deadlines", "--jurisdiction", "united_kingdom", "--kind", "claim-form", "--from", "2026-11-02", "--json"
    )
    assert json.loads(out)["jurisdiction"] == "united_kingdom/england_wales"
    assert "England and Wales" in err
    _, out, _ = say("limitation", "--jurisdiction", "united_kingdom", "--due", "2020-01-01", "--json")
    value = json.loads(out)
    assert value["jurisdiction"] == "united_kingdom/england_wales"
    assert any("England and Wales" in question for question in value["ask"])


def test_a_paper_cannot_have_come_in_the_future_unless_a_later_day_is_asked_about(say):
    later = (date.today() + timedelta(days=40)).isoformat()
    words = ("deadlines", "--jurisdiction", "germany", "--kind", "payment-order", "--from", later)
    code, out, err = say(*words)
    assert (code, out) == (1, "")
    assert err.startswith("--from: is in the future")
    code, out, _ = say(*words, "--on", later, "--json")
    assert (code, json.loads(out)["days_left"]) == (0, 14)


def test_one_year_is_said_as_one(say):
    words = ("deadlines", "--jurisdiction", "united_states", "--kind", "conduct-breach", "--from", "2026-11-02")
    _, out, _ = say(*words)
    assert ": 1 year." in out
    _, out, _ = say(*words, "--lang", "zh")
    assert "1 年" in out
