"""``import``: by the contract, in a process of its own: a look stores nothing, and what was chosen comes in once."""

import json

import pytest

from tests.phone import JAN_1, backup, call, few_numbers, mms, sms


@pytest.fixture
def phone(tmp_path):
    path = tmp_path / "sms.xml"
    path.write_text(few_numbers(), "utf-8")
    return path


def as_json(done):
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_look_makes_no_store_and_says_all_that_is_there(ashore, phone, tmp_path):
    said = as_json(ashore("import", phone, "--json", "--tz", "Asia/Shanghai"))
    assert (said["format"], said["read"], said["duplicates"], said["questions"]) == ("sms-backup-restore", 66, 0, [])
    assert said["read"] == len(said["contacts"]) + len(said["skipped"]) + said["duplicates"]
    first = said["contacts"][0]
    assert {"at", "tz", "precision", "channel", "app", "from", "number", "name", "text"} <= set(first)
    assert (first["at"], first["tz"], first["where"]) == ("2026-01-01T08:00:00+08:00", "Asia/Shanghai", "element 1")
    assert said["skipped"] == [{"where": "element 66", "why": "a draft that was never sent"}]
    assert not (tmp_path / "data").exists()


def test_what_is_chosen_is_stored_once_and_the_rest_is_not_chosen(ashore, phone):
    words = ("import", phone, "--json", "--number", "16465550142", "--number", "22395", "--save")
    said = as_json(ashore(*words))
    assert (len(said["contacts"]), said["duplicates"]) == (30, 0)
    assert {one["why"] for one in said["skipped"]} == {"not chosen", "a draft that was never sent"}
    again = as_json(ashore(*words))
    assert (again["contacts"], again["duplicates"], again["read"]) == ([], 30, 66)
    listed = as_json(ashore("contacts", "list", "--json"))["contacts"]
    assert len(listed) == 30
    assert {one["number"] for one in listed} == {"+1 646 555 0142", "+16465550142", "22395"}


def test_several_files_come_with_their_sums(ashore, phone, tmp_path):
    calls, log = tmp_path / "calls.xml", tmp_path / "log.csv"
    calls.write_text(backup(call(duration=9), call(type_=5, date=JAN_1 + 1), root="calls"), "utf-8")
    log.write_text("at,channel,said\n2026-01-01 10:00,sms,pay\n", "utf-8")
    said = as_json(ashore("import", phone, calls, log, phone, "--json"))
    assert [one["format"] for one in said["files"]] == ["sms-backup-restore"] * 2 + ["ashore-csv", "sms-backup-restore"]
    assert {key: said[key] for key in ("read", "contacts", "skipped", "duplicates")} == {
        "read": 66 + 2 + 1 + 66,
        "contacts": 65 + 2 + 1,
        "skipped": 2,
        "duplicates": 65,
    }
    assert [one["outcome"] for one in said["files"][1]["contacts"]] == ["conversation", "declined"]
    row = said["files"][2]["contacts"][0]
    assert (row["at"][:16], row["precision"], row["text"], row["where"]) == ("2026-01-01T10:00", "min", "pay", "line 2")


def test_what_cannot_be_used_is_said_in_one_sentence_and_nothing_else(ashore, phone, tmp_path):
    chat = tmp_path / "chat.txt"
    chat.write_text("12/07/2017, 22:35 - A: hi\n12/07/2017, 22:36 - B: ho\n", "utf-8")
    for words in ((phone, chat), (chat,), (chat, "--format", "whatsapp")):
        done = ashore("import", *words)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr == (
            f"{chat}:1: file: is a chat, as WhatsApp exports one; Ashore cannot read that yet. "
            "It reads: ashore-csv, sms-backup-restore\n"
        )
    done = ashore("import", chat, "--lang", "zh")
    assert "目前还读不了" in done.stderr
    assert "is a chat" not in done.stderr


def test_every_fault_of_a_table_is_said_with_its_line(ashore, tmp_path):
    log = tmp_path / "log.csv"
    log.write_text("at,channel\nsoon,call\n2026-01-01,pigeon\n", "utf-8")
    done = ashore("import", log, "--all", "--save")
    assert (done.returncode, done.stdout) == (1, "")
    assert [line.split(": ")[:2] for line in done.stderr.splitlines()[-2:]] == [
        [f"{log}:2", "at"],
        [f"{log}:3", "channel"],
    ]


@pytest.mark.parametrize("words", [("--save",), ("--format", "xml"), ("--day-first", "maybe"), ("--save", "--number")])
def test_a_call_that_cannot_be_meant_is_a_fault_of_usage(ashore, phone, words, tmp_path):
    done = ashore("import", phone, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "data").exists()


def test_a_file_that_breaks_off_gives_what_stood_before_and_says_so(ashore, tmp_path):
    path = tmp_path / "cut.xml"
    path.write_text(backup(sms(), mms(texts=("完",), date=JAN_1 + 1), sms(body="cut off"))[:-60], "utf-8")
    done = ashore("import", path, "--json")
    said = as_json(done)
    assert [one["text"] for one in said["contacts"]] == ["pay today", "完"]
    assert said["skipped"] == [{"where": "element 3", "why": "the file breaks off inside it"}]
    assert "breaks off at line" in done.stderr


def test_words_for_people_name_the_numbers_and_how_to_go_on(ashore, phone):
    done = ashore("import", phone)
    assert done.returncode == 0
    assert "+1 646 555 0142" in done.stdout
    assert "--save --number N" in done.stderr
    assert "past due" not in done.stdout  # the words themselves are not for a table


def test_the_last_import_goes_again(ashore, phone):
    assert ashore("import", "--undo").returncode == 1
    assert ashore("import").returncode == 2
    as_json(ashore("import", phone, "--json", "--number", "22395", "--save"))
    assert as_json(ashore("import", "--undo", "--json"))["undone"] == {"file": "sms.xml", "entries": 8, "stay": 0}
    assert as_json(ashore("contacts", "list", "--json"))["contacts"] == []
    assert len(as_json(ashore("import", phone, "--json"))["contacts"]) == 65


def test_a_locked_list_is_no_hindrance_to_a_look(ashore, phone, monkeypatch):
    monkeypatch.setenv("ASHORE_PASSPHRASE", "three small boats")
    assert ashore("import", phone, "--number", "22395", "--save").returncode == 0
    monkeypatch.delenv("ASHORE_PASSPHRASE")
    done = ashore("import", phone, "--json")
    assert as_json(done)["duplicates"] == 0
    assert "locked" in done.stderr
    assert ashore("import", phone, "--number", "22395", "--save").returncode == 1
    monkeypatch.setenv("ASHORE_PASSPHRASE", "three small boats")
    assert as_json(ashore("import", phone, "--json"))["duplicates"] == 8


def test_a_row_is_shown_on_the_clock_that_it_names_itself(ashore, tmp_path):
    log = tmp_path / "log.csv"
    log.write_text(
        "at,tz,from,channel,number\n"
        "2026-11-01 10:00,America/New_York,collector,call,5550100\n"
        "2026-11-01 10:00,,collector,call,5550100\n",
        "utf-8",
    )
    said = as_json(ashore("import", log, "--json", "--tz", "Asia/Shanghai"))
    assert [(one["at"], one["tz"]) for one in said["contacts"]] == [
        ("2026-11-01T10:00:00-05:00", "America/New_York"),
        ("2026-11-01T10:00:00+08:00", "Asia/Shanghai"),
    ]
