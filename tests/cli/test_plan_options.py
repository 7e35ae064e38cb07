"""``plan`` with what stands beside it: a buffer, other currencies, files, an earlier plan, a transfer."""

import json

import pytest

HEAD = "name,balance,apr,minimum,settlement_amount,settlement_until,currency\n"
DEBTS = HEAD + "Card,5000,24,150,,,USD\nOld,4000,18,80,1500,2026-12-01,USD\n"


@pytest.fixture
def debts(tmp_path):
    def write(content, name="debts.csv"):
        path = tmp_path / name
        path.write_text(content, "utf-8")
        return path

    return write


def plan(ashore, *words):
    done = ashore("plan", *words, "--start", "2026-01-01", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def test_fees_forgiven_and_offers_stand_in_the_json(ashore, debts):
    made = plan(ashore, debts(DEBTS), "--budget", "600")
    (offer,) = made["alternatives"]
    assert (offer["kind"], offer["debts"], offer["amounts"]) == ("settlement", ["Old"], ["1500.00"])
    assert float(offer["forgiven"]) > 0
    assert len(offer["risks"]) == 4
    assert made["forgiven"] == "0.00"
    fee = "name,balance,kind,term_months,fee_percent\nBill,10000,fee-instalment,12,0.6\n"
    made = plan(ashore, debts(fee))
    assert (made["fees"], made["interest"], made["paid"], made["debts"][0]["fees"]) == ("720.00", "0.00", "10720.00", "720.00")  # fmt: skip
    assert {row["fees"] for row in made["payments"]} == {"60.00"}


def test_a_buffer_is_kept_before_more_than_the_least_is_paid(ashore, debts):
    made = plan(ashore, debts(DEBTS), "--budget", "600", "--buffer", "300")
    first = [float(row["payment"]) for row in made["payments"] if row["month"] == 1]
    assert sum(first) == 300


def test_two_currencies_need_a_rate(ashore, debts):
    path = debts(DEBTS.replace("12-01,USD", "12-01,EUR"))
    done = ashore("plan", path)
    assert (done.returncode, done.stdout) == (1, "")
    made = plan(ashore, path, "--rate", "EUR=1.1@2026-01-01")
    assert made["currency"] == "USD"
    assert made["payments"][1]["opening"] == "4400.00"
    assert [warning["code"] for warning in made["warnings"]] == ["converted"]


@pytest.mark.parametrize(("ending", "begins"), [("csv", b"\xef\xbb\xbfmonth"), ("xlsx", b"PK"), ("pdf", b"%PDF"), ("ics", b"BEGIN:VCALENDAR")])  # fmt: skip
def test_a_schedule_is_written_and_never_over_another_file(ashore, debts, tmp_path, ending, begins):
    path, out = debts(DEBTS), tmp_path / f"plan.{ending}"
    plan(ashore, path, "--budget", "600", "--out", out)
    assert out.read_bytes().startswith(begins)
    done = ashore("plan", path, "--out", out)
    assert (done.returncode, done.stderr.split(":")[0]) == (1, "--out")


def test_why_the_date_moved_is_said_event_by_event(ashore, debts):
    then = debts("name,balance,apr,minimum\nA,3000,18,50\nB,2000,24,50\n", "then.csv")
    now = debts("name,balance,apr,minimum\nA,2900,26,50\nB,1500,24,50\nC,300,0,10\n")
    words = ("--budget", "300", "--compare-with", then, "--then", "2025-11-01", "--budget-then", "350")
    moved = plan(ashore, now, *words)["moved"]
    assert [cause["code"] for cause in moved["causes"]] == ["balance", "rate", "balance", "new-debt", "budget"]
    assert moved["months"] == sum(cause["months"] for cause in moved["causes"])
    assert all(cause["message"] and cause["effect"] for cause in moved["causes"])
    done = ashore("plan", now, *words, "--start", "2026-01-01", "--lang", "zh")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_transfer_stands_among_the_alternatives(ashore, debts):
    words = ("--budget", "600", "--move", "Card", "--move-apr", "5", "--move-fee-percent", "3")
    (transfer,) = [one for one in plan(ashore, debts(DEBTS), *words)["alternatives"] if one["kind"] == "transfer"]
    assert (transfer["debts"], transfer["fee"], transfer["worth_it"]) == (["Card"], "150.00", True)
    assert ashore("plan", debts(DEBTS), *words).returncode == 0


def test_every_fault_of_the_options_is_said_at_once(ashore, debts):
    path = debts(DEBTS)
    done = ashore("plan", path, "--rate", "EUR=1", "--out", "plan.doc", "--compare-with", path, "--buffer", "x", "--move", "Nobody", "--move-term", "0")  # fmt: skip
    assert done.returncode == 1
    said = {line.split(":")[0] for line in done.stderr.splitlines()}
    assert said == {"--rate", "--out", "--then", "--buffer", "--move", "--move-apr", "--move-term"}


def test_under_the_least_payments_three_numbers_and_what_to_miss_last_are_said(ashore, debts):
    done = ashore("plan", debts(DEBTS), "--budget", "100", "--start", "2026-01-01")
    assert "If interest stops: paid in 91 months" in done.stdout  # 44.44 a month leaves a last cent of 4,000.00
    assert "missed" in done.stdout


def test_why_the_stored_plan_moved_is_said_or_that_none_was_chosen(ashore, tmp_path):
    data = ("--data", tmp_path / "data")
    ashore("debts", "add", "--name", "A", "--balance", "100", *data)
    done = ashore("moved", "--json", *data)
    assert (done.returncode, json.loads(done.stdout)["moved"]) == (0, None)
