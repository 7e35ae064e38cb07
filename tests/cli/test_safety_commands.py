"""The store from the command line: locked or not, what is said once, backups, restore, export, erase."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys

import pytest

from planner.services.backups import make_backup
from planner.services.opening import key_for
from planner.store.connection import STORE_FILE
from tests.cli.conftest import MAIN

PASSPHRASE, OTHER = "three small boats", "four small boats"
CODE = re.compile(r"(?:\d{6} ){7}\d{6}")


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Lists with one debt, made once: one locked by ``PASSPHRASE``, one without; and what was said about each."""
    place, said = tmp_path_factory.mktemp("made"), {}
    for kind in ("locked", "unlocked"):
        surroundings = {**os.environ, "LANG": "en_US.UTF-8", "ASHORE_DATA": str(place / kind)}
        if kind == "locked":
            surroundings["ASHORE_PASSPHRASE"] = PASSPHRASE
        words = [sys.executable, str(MAIN), "debts", "add", "card", "--balance", "100"]
        said[kind] = subprocess.run(words, env=surroundings, capture_output=True, text=True, encoding="utf-8")
        assert said[kind].returncode == 0, said[kind].stderr
    return place, said


@pytest.fixture
def locked(made, data, monkeypatch):
    """A list with one debt, locked by ``PASSPHRASE``; return its recovery code."""
    shutil.copytree(made[0] / "locked", data)
    monkeypatch.setenv("ASHORE_PASSPHRASE", PASSPHRASE)
    return CODE.search(made[1]["locked"].stderr).group()


@pytest.fixture
def unlocked(made, data):
    """A list with one debt, without a passphrase; return what was said when it was made."""
    shutil.copytree(made[0] / "unlocked", data)
    return made[1]["unlocked"].stderr


def names(done):
    assert done.returncode == 0, done.stderr
    return [debt["name"] for debt in json.loads(done.stdout)["debts"]]


def one_sentence(done):
    """Return what a command that could not be done said: one line, no traceback, nothing on stdout."""
    assert (done.returncode, done.stdout) == (1, ""), done
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr
    return done.stderr


def files(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# Locked or not


def test_a_new_list_with_a_passphrase_says_its_recovery_code_once(ashore, monkeypatch, locked):
    again = ashore("debts", "list", "--json")
    assert names(again) == ["card"]
    assert again.stderr == ""
    monkeypatch.setenv("ASHORE_PASSPHRASE", locked)
    assert names(ashore("debts", "list", "--json")) == ["card"]


def test_a_new_list_without_one_says_once_that_its_key_lies_beside_it(ashore, made, unlocked):
    assert str(made[0] / "unlocked") in unlocked
    assert "without a passphrase" in unlocked
    assert CODE.search(unlocked) is None
    assert ashore("debts", "list", "--json").stderr == ""


def test_a_wrong_or_missing_passphrase_is_one_sentence(ashore, data, monkeypatch, locked):
    before = {path: held for path, held in files(data).items() if path.name != "tries.json"}
    monkeypatch.setenv("ASHORE_PASSPHRASE", OTHER)
    assert "didn't open it" in one_sentence(ashore("debts", "list", "--json"))
    monkeypatch.setenv("ASHORE_PASSPHRASE", os.fsdecode(b"caf\xe9 au lait"))
    assert "didn't open it" in one_sentence(ashore("debts", "list"))
    monkeypatch.delenv("ASHORE_PASSPHRASE")
    assert "locked" in one_sentence(ashore("debts", "list"))
    assert {path: held for path, held in files(data).items() if path.name != "tries.json"} == before


def test_a_passphrase_that_is_too_short_makes_nothing(ashore, data, monkeypatch):
    monkeypatch.setenv("ASHORE_PASSPHRASE", "12345")
    assert "at least 6" in one_sentence(ashore("debts", "list"))
    assert not data.exists()


def test_calculators_open_no_store(ashore, data, tmp_path, monkeypatch):
    table = tmp_path / "debts.csv"
    table.write_text("name,balance,apr\ncard,100,12\n", "utf-8")
    assert ashore("plan", table, "--budget", "50", "--json").returncode == 0
    assert ashore("offers", table, "--available", "50", "--json").returncode == 0
    assert not data.exists()


def test_a_plan_of_a_file_needs_no_passphrase(ashore, tmp_path, monkeypatch, locked, data):
    table = tmp_path / "debts.csv"
    table.write_text("name,balance,apr\ncard,100,12\n", "utf-8")
    held = files(data)
    monkeypatch.delenv("ASHORE_PASSPHRASE")
    done = ashore("plan", table, "--budget", "50", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    monkeypatch.setenv("ASHORE_PASSPHRASE", OTHER)
    assert ashore("plan", table, "--budget", "50", "--json").returncode == 0
    assert {path: held for path, held in files(data).items() if path.name != "tries.json"} == held


# Backup and restore


def test_a_backup_comes_back_on_another_device(ashore, tmp_path, locked, monkeypatch):
    out, there = tmp_path / "out.bin", tmp_path / "there"
    done = ashore("backup", out, "--json")
    assert json.loads(done.stdout) == {"files": [str(out)]}
    monkeypatch.delenv("ASHORE_PASSPHRASE")
    assert "locked" in one_sentence(ashore("restore", out, "--data", there))
    monkeypatch.setenv("ASHORE_PASSPHRASE", OTHER)
    assert "not the passphrase of this backup" in one_sentence(ashore("restore", out, "--data", there))
    monkeypatch.setenv("ASHORE_PASSPHRASE", locked)
    shown = json.loads(ashore("restore", out, "--data", there, "--json").stdout)["restore"]
    assert (shown["debts"], shown["replaces"], shown["undo"]) == (1, False, None)
    monkeypatch.setenv("ASHORE_PASSPHRASE", PASSPHRASE)
    assert names(ashore("debts", "list", "--json", "--data", there)) == ["card"]


def test_a_backup_without_a_passphrase_needs_its_key(ashore, tmp_path, unlocked):
    out, there = tmp_path / "out.bin", tmp_path / "there"
    done = ashore("backup", out, "--json")
    assert json.loads(done.stdout) == {"files": [str(out), f"{out}.key"]}
    assert f"{out}.key" in done.stderr
    (tmp_path / "out.bin.key").rename(tmp_path / "away")
    assert "second file" in one_sentence(ashore("restore", out, "--data", there))
    (tmp_path / "away").rename(tmp_path / "out.bin.key")
    assert ashore("restore", out, "--data", there).returncode == 0
    assert names(ashore("debts", "list", "--json", "--data", there)) == ["card"]


def test_a_restore_is_shown_first_done_and_taken_back(ashore, data, tmp_path, unlocked):
    out = tmp_path / "out.bin"
    make_backup(data, key_for(data).key, out)
    ashore("debts", "add", "new one")
    held = files(data)
    shown = json.loads(ashore("restore", out, "--dry-run", "--json").stdout)["restore"]
    assert (shown["debts_come"], shown["debts_go"], shown["undo"]) == ([], ["new one"], None)
    assert {"table": "debt", "come": 0, "go": 1} in shown["tables"]
    assert files(data) == held
    done = ashore("restore", out, "--json")
    undo = json.loads(done.stdout)["restore"]["undo"]
    assert undo in done.stderr
    assert ashore("restore", undo).returncode == 0
    assert names(ashore("debts", "list", "--json")) == ["card", "new one"]


def test_a_dry_run_on_a_new_device_makes_nothing(ashore, data, tmp_path, unlocked):
    out, there = tmp_path / "out.bin", tmp_path / "there"
    make_backup(data, key_for(data).key, out)
    shown = json.loads(ashore("restore", out, "--dry-run", "--json", "--data", there).stdout)["restore"]
    assert (shown["debts"], shown["replaces"]) == (1, False)
    assert not files(there) if there.exists() else True


def test_what_is_no_backup_is_one_sentence(ashore, tmp_path, unlocked):
    (tmp_path / "text.bin").write_bytes(b"not a backup")
    assert "no backup" in one_sentence(ashore("restore", tmp_path / "text.bin"))
    assert "There is no file" in one_sentence(ashore("restore", tmp_path / "nothing"))
    (tmp_path / "text.bin.key").touch()
    assert "this name already" in one_sentence(ashore("backup", tmp_path / "text.bin"))
    assert (tmp_path / "text.bin").read_bytes() == b"not a backup"


def test_a_damaged_list_is_shown_as_far_as_it_goes_and_its_backup_named(ashore, data, unlocked):
    assert list((data / "backups").glob("*.day.db")) == []  # nothing was there when it was opened
    ashore("debts", "list")
    (kept,) = (data / "backups").glob("*.day.db")
    store = data / STORE_FILE
    store.write_bytes(store.read_bytes()[:-1])
    shown = ashore("debts", "list", "--json")
    assert names(shown) == ["card"]
    assert "is whole: restore it" in shown.stderr
    assert "damaged" in one_sentence_after_the_notice(ashore("debts", "add", "x"))
    assert ashore("restore", kept.name).returncode == 0
    again = ashore("debts", "list", "--json")
    assert (names(again), again.stderr) == (["card"], "")


def one_sentence_after_the_notice(done):
    assert (done.returncode, done.stdout) == (1, "")
    return done.stderr.splitlines()[-1]


# Export and erase


def test_everything_is_written_in_open_formats_and_comes_in_again(ashore, tmp_path, unlocked):
    ashore("debts", "pay", "card", "10.50", "--on", "2026-01-02")
    out = tmp_path / "out"
    done = ashore("export", out, "--json")
    assert json.loads(done.stdout) == {
        "files": [str(out / name) for name in ("debts.csv", "payments.csv", "contacts.csv", "everything.json")]
    }
    assert "not encrypted" in done.stderr
    everything = json.loads((out / "everything.json").read_text("utf-8"))
    assert everything["debts"][0]["balance"] == "89.50"
    (payment,) = csv.DictReader(io.StringIO((out / "payments.csv").read_text("utf-8-sig")))
    assert (payment["debt"], payment["amount"], payment["date"]) == ("card", "10.50", "2026-01-02")
    assert "holds something already" in one_sentence(ashore("export", out))
    assert names(ashore("debts", "import", out / "debts.csv", "--json", "--data", tmp_path / "there")) == ["card"]


def test_erase_asks_and_a_script_must_say_yes(ashore, data, unlocked):
    (data / "mine.txt").write_bytes(b"mine")
    held = files(data)
    refused = ashore("erase")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "--yes" in refused.stderr
    assert files(data) == held
    done = ashore("erase", "--yes", "--json")
    assert json.loads(done.stdout) == {"erased": str(data)}
    assert list(files(data)) == [data / "mine.txt"]
    assert "A new list" in ashore("debts", "list").stderr


def test_a_locked_list_can_be_erased_without_its_passphrase(ashore, data, monkeypatch, locked):
    monkeypatch.delenv("ASHORE_PASSPHRASE")
    assert ashore("erase", "--yes").returncode == 0
    assert not files(data)


def test_the_words_of_safety_are_said_in_chinese_too(ashore, tmp_path, unlocked):
    for words in (("backup", tmp_path / "out.bin"), ("erase", "--yes")):
        done = ashore(*words, "--lang", "zh")
        assert done.returncode == 0
        assert re.search("[\u4e00-\u9fff]", done.stdout + done.stderr)
