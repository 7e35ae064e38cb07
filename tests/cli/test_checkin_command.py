"""``checkin`` as people and scripts run it: lines and sums without a store, answers with one, nothing left behind."""

import json

from planner.store.connection import CARE


def test_lines_need_no_store(ashore, tmp_path):
    done = ashore("checkin", "lines", "--country", "cn", "--json", "--lang", "zh", "--data", tmp_path / "data")
    lines = json.loads(done.stdout)["lines"]
    assert done.returncode == 0
    assert {"12356", "110"} <= {one["number"] for one in lines}
    assert all(one["checked_on"] for one in lines)
    assert not (tmp_path / "data").exists()
    wrong = ashore("checkin", "lines", "--country", "ZZ", "--data", tmp_path / "data")
    assert wrong.returncode == 1
    assert wrong.stderr.startswith("--country: ")


def test_questions_and_sums_need_no_store(ashore, tmp_path):
    data = ("--data", tmp_path / "data")
    asked = json.loads(ashore("checkin", "questions", "phq-4", "--json", "--lang", "en", *data).stdout)["questions"]
    assert [len(one["answers"]) for one in asked["items"]] == [4] * 4
    done = ashore("checkin", "score", "cfpb-10", "--answers", "0,0,0,0,0,0,0,0,0,0", "--age", "18-61", "--json", *data)
    assert json.loads(done.stdout)["score"] == {"total": 16, "scaled": 45, "band": None, "parts": []}
    wrong = ashore("checkin", "score", "phq-4", "--answers", "0,9", "--lang", "en", *data)
    assert (wrong.returncode, len(wrong.stderr.splitlines())) == (1, 2)
    assert ashore("checkin", "questions", "phq-4", "--lang", "zh", *data).returncode == 1
    assert not (tmp_path / "data").exists()


def test_a_life_of_check_ins(ashore, tmp_path):
    data = ("--data", tmp_path / "data", "--lang", "en")
    shut = ashore("checkin", "add", "--weight", "5", *data)
    assert (shut.returncode, "checkin on" in shut.stderr) == (1, True)
    assert not (tmp_path / "data" / CARE).exists()
    ashore("checkin", "on", *data)
    heavy = ashore("checkin", "add", "--weight", "9", "--note", "rent", *data)
    assert heavy.stdout == "That is a lot to carry. You don't have to carry it alone.\n"
    assert "checkin lines" in heavy.stderr
    ashore("checkin", "add", "--kind", "letter", *data)
    listed = json.loads(ashore("checkin", "list", "--json", *data).stdout)
    assert [(one["kind"], one["total"], one["note"]) for one in listed["check_ins"]] == [
        ("weight", 9, "rent"),
        ("letter", None, ""),
    ]
    assert listed["trend"] == {"usual": None, "last": None}
    assert ashore("checkin", "delete", "--all", *data).returncode == 1  # a script must say --yes
    assert ashore("checkin", "delete", "--all", "--yes", *data).returncode == 0
    assert not (tmp_path / "data" / CARE).exists()
