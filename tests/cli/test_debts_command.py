"""``debts …`` and ``demo`` as people and scripts call them."""

import json
import os
from pathlib import Path

import pytest


def debts_of(done):
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["debts"]


def test_a_debt_is_added_changed_paid_and_listed(ashore):
    added = ashore(
        "debts", "add", "--name", "龑的卡", "--balance", "1,000", "--apr", "18.25%", "--currency", "CNY", "--json"
    )
    assert json.loads(added.stdout)["debt"]["balance"] == "1000.00"
    assert ashore("debts", "edit", "1", "--minimum-percent", "10", "--minimum-plus", "interest").returncode == 0
    paid = json.loads(ashore("debts", "pay", "龑的卡", "250.5", "--on", "2026-11-01", "--json").stdout)
    assert (paid["payment"]["amount"], paid["payment"]["date"], paid["debt"]["balance"]) == (
        "250.50",
        "2026-11-01",
        "749.50",
    )
    (debt,) = debts_of(ashore("debts", "list", "--json"))
    assert (debt["id"], debt["name"], debt["balance"], debt["apr"], debt["currency"]) == (
        1,
        "龑的卡",
        "749.50",
        "18.25",
        "CNY",
    )
    assert (debt["creditor"], debt["kind"], debt["minimum_percent"]) == (None, "other", "10.00")


def test_a_payment_lowers_what_is_behind(ashore):
    ashore(
        "debts", "add", "Card", "--balance", "500", "--arrears", "80", "--to-bring-current", "95", "--currency", "USD"
    )
    paid = json.loads(ashore("debts", "pay", "Card", "90", "--json").stdout)["debt"]
    assert (paid["balance"], paid["arrears"], paid["to_bring_current"]) == ("410.00", "0.00", "5.00")
    assert "Behind by: $0.00." in ashore("debts", "pay", "Card", "10").stdout


def test_a_stored_currency_is_the_one_a_plan_takes(ashore, tmp_path):
    ashore("debts", "add", "Card", "--currency", "GBP", "--balance", "5")
    path = tmp_path / "list.csv"
    path.write_text("name,balance\nA,5\n", "utf-8")
    assert json.loads(ashore("plan", path, "--json").stdout)["currency"] == "GBP"


def test_an_empty_list_says_the_next_step(ashore):
    done = ashore("debts", "list", "--json")
    assert json.loads(done.stdout) == {"debts": []}
    assert "debts add" in done.stderr


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("add",), 1, "name"),
        (("add", "x", "--balance", "1e5", "--apr", "1830"), 1, "18.30"),
        (("edit", "7", "--apr", "5"), 1, '"7"'),
        (("pay", "7", "5"), 1, '"7"'),
        (("import", "no-such-file.csv"), 1, "no-such-file.csv:1"),
        (("add", "x", "--colour", "red"), 2, "--colour"),
        (("what",), 2, "what"),
    ],
)
def test_what_cannot_be_used_gets_a_sentence(ashore, words, code, said):
    done = ashore("debts", *words)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_demo_twice_is_the_same_and_other_lists_are_left_alone(ashore):
    first, second = ashore("demo", "--json"), ashore("demo", "--json", "--lang", "zh")
    assert first.stdout == second.stdout
    assert len(debts_of(first)) >= 4
    other = ("--data", os.environ["ASHORE_DATA"] + "-mine")
    ashore("debts", "add", "mine", *other)
    refused = ashore("demo", *other)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert [d["name"] for d in debts_of(ashore("debts", "list", "--json", *other))] == ["mine"]


def test_a_store_that_is_no_database_is_left_as_it_is(ashore):
    store = Path(os.environ["ASHORE_DATA"]) / "ashore.db"
    store.parent.mkdir(parents=True)
    store.write_bytes(b"my diary\n" * 1000)
    done = ashore("debts", "add", "x")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr
    assert store.read_bytes() == b"my diary\n" * 1000
