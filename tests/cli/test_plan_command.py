"""``plan`` and ``offers`` as people and scripts call them: in a process of their own, on real files."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
A1 = "name,balance,apr,minimum\nCard A,5000,22.99,150\nCard B,3500,18.99,100\nCar,12000,6.5,350\n"


@pytest.fixture
def debts(tmp_path):
    def write(content, name="debts.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write


def test_the_plan_is_the_published_one_under_the_promised_keys(ashore, debts):
    done = ashore("plan", debts(A1), "--extra", "200", "--start", "2026-01-01", "--json")
    plan = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert (plan["months"], plan["interest"], plan["payoff_date"]) == (30, "3075.23", "2028-07-01")
    assert (plan["budget"], plan["paid"], plan["feasible"]) == ("800.00", "23575.23", True)
    assert set(plan["payments"][0]) >= set(
        "month date due_on debt opening interest fees payment closing reason".split()
    )
    assert plan["alternatives"] == []


@pytest.mark.parametrize("where", ["before", "after"])
def test_common_options_go_before_or_after_the_command(ashore, debts, where):
    words = ["plan", debts(A1)]
    common = ["--json", "--lang", "zh"]
    done = ashore(*common, *words) if where == "before" else ashore(*words, *common)
    assert json.loads(done.stdout)["currency"] == "CNY"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables_as_people_save_them(ashore, debts, encoding, delimiter):
    content = "Name,BALANCE,apr,minimum\n龑的卡,￥1234.50,18.25%,100\nO'Neil,１００,5,10\n".replace(",", delimiter)
    done = ashore("plan", debts(content, encoding=encoding), "--json", "--currency", "CNY")
    assert [d["name"] for d in json.loads(done.stdout)["debts"]] == ["龑的卡", "O'Neil"]


def test_every_fault_is_said_at_once_with_its_line(ashore, debts):
    content = (
        "name,balance,apr,currency,apr_changes\nA,-5,1830,USD,\nB,NaN,18.25%%,EUR,\n"
        'C,"1.234,50",5,RMB,\nD,1e5,5,USD,2026-02-31:5\n,10,5,USD,\n'
    )
    path = debts(content)
    done = ashore("plan", path)
    assert done.returncode == 1
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    expected = [(2, "balance"), (2, "apr"), (3, "currency"), (3, "balance"), (3, "apr")]
    expected += [(4, "currency"), (4, "balance"), (5, "balance"), (5, "apr_changes"), (6, "name")]
    assert sorted(f"{path}:{line}: {column}" for line, column in expected) == sorted(
        f"{path}:{line.split(':')[1]}: {line.split(':')[2].strip()}" for line in lines
    )
    assert "18.30" in done.stderr
    assert "CNY" in done.stderr


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"nom,solde\nA,5\n",
        b"name,balance\n",
        b"name,balance,day_count\nA,5,act/364\n",
        bytes(range(256)) * 40_000,
    ],
)
def test_a_file_that_cannot_be_used_gets_a_sentence_not_a_traceback(ashore, debts, content):
    done = ashore("plan", debts(content))
    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith(str(debts(content)))


@pytest.mark.parametrize(
    "words", [("--budget", "5", "--extra", "5"), ("--strategy", "best"), ("--lang", "fr"), ("--what",)]
)
def test_wrong_usage_ends_with_2(ashore, debts, words):
    assert ashore("plan", debts(A1), *words).returncode == 2


def test_never_at_this_budget_names_the_amount_needed(ashore, debts):
    path = debts("name,balance,apr,minimum\nA,5000,29.99,50\n")
    plan = json.loads(ashore("plan", path, "--json").stdout)
    assert (plan["feasible"], plan["months"], plan["payoff_date"], plan["shown_months"]) == (False, None, None, 12)
    assert (plan["warnings"][0]["code"], plan["warnings"][0]["debt"], plan["warnings"][0]["needed"]) == (
        "never",
        "A",
        "124.97",
    )


def test_under_the_minimums_priority_comes_first_and_the_rest_is_shared(ashore, debts):
    path = debts("name,balance,apr,minimum,priority\nRent,300,0,60,yes\nX,1000,0,100,\nY,3000,0,100,\n")
    plan = json.loads(ashore("plan", path, "--json", "--budget", "100").stdout)
    first = {p["debt"]: (p["payment"], p["reason"]) for p in plan["payments"] if p["month"] == 1}
    assert first == {"Rent": ("60.00", "priority"), "X": ("10.00", "offer"), "Y": ("30.00", "offer")}


def test_a_disputed_debt_stands_apart_and_gets_no_extra(ashore, debts):
    path = debts("name,balance,apr,minimum,disputed\nMine,1000,10,50,\nNot sure,1000,30,20,yes\n")
    plan = json.loads(ashore("plan", path, "--json", "--extra", "100").stdout)
    assert plan["feasible"]
    assert {p["reason"] for p in plan["payments"] if p["debt"] == "Not sure"} == {"minimum"}


def test_an_unknown_rate_is_assumed_and_said(ashore, debts):
    plan = json.loads(ashore("plan", debts("name,balance,apr,minimum\nA,100,,50\n"), "--json").stdout)
    assert [w["code"] for w in plan["warnings"]] == ["assumed-apr"]
    assert plan["payments"][0]["interest"] == "2.00"


def test_months_are_counted_from_the_start_and_due_days_fit_in(ashore, debts):
    path = debts("name,balance,apr,minimum,due_day\nA,300,0,100,31\n")
    plan = json.loads(ashore("plan", path, "--json", "--start", "2024-01-31").stdout)
    assert [p["date"] for p in plan["payments"]] == ["2024-02-29", "2024-03-31", "2024-04-30"]
    assert [p["due_on"] for p in plan["payments"]] == ["2024-02-29", "2024-03-31", "2024-04-30"]


def test_offers_are_exact(ashore, debts):
    path = debts("name,balance\nA,4550\nB,6700\nC,1200\n")
    done = json.loads(ashore("offers", path, "--available", "160", "--json").stdout)
    assert [o["offer"] for o in done["offers"]] == ["58.47", "86.11", "15.42"]
    assert done["total"] == "160.00"


def test_the_quick_path_loads_no_heavy_library(ashore, debts):
    code = (
        "import sys; from ui.cli.app import run; run(['plan', sys.argv[1], '--json']); "
        "print([m for m in ('sqlmodel', 'rich', 'babel', 'kivy') if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, debts(A1)], capture_output=True, text=True, cwd=TOP)
    assert done.stderr.strip() == "[]"
