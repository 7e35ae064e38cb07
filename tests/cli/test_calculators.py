"""``apr`` and ``statement`` as the contract prints them; what cannot be used is said, all of it at once."""

import json


def made(run):
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_a_fee_plan(ashore):
    value = made(ashore("apr", "--principal", "10000", "--months", "12", "--fee-percent", "0.6", "--json"))
    assert {key: value[key] for key in ("nominal", "effective", "periodic")} == {
        "nominal": "13.0342",
        "effective": "13.8418",
        "periodic": "1.086185",
    }


def test_flows_by_years_by_days_and_in_unit_periods(ashore, tmp_path):
    table = tmp_path / "f.csv"
    table.write_text("t,amount\n0,1000\n1,-600\n2,-600\n")
    assert made(ashore("apr", "--flows", table, "--json"))["effective"] == "13.0662"
    table.write_text("date;amount\n2012-10-10;500\n2012-10-15;-510\n")
    assert made(ashore("apr", "--flows", table, "--json"))["effective"] == "324.4363"
    rows = "".join(f"{k},{39.50 if k == 1 else 38.31},0.1785714286\n".replace(",3", ",-3", 1) for k in range(1, 13))
    table.write_text(f"t,amount,f\n0,400,0\n{rows}")
    assert made(ashore("apr", "--unit-periods", table, "--per-year", "13", "--json"))["nominal"] == "28.4979"


def test_a_statement_of_the_contract(ashore):
    words = "statement --opening 5542.78 --apr 15.74 --from 2016-12-24 --to 2017-01-24 --post 2017-01-20:-180 --json"
    value = made(ashore(*words.split()))
    assert (value["interest"], value["closing"]) == ("76.61", "5439.39")


def test_a_statement_says_which_way_of_counting_gives_the_interest_on_it(ashore):
    words = "statement --opening 5542.78 --apr 15.74 --from 2016-12-24 --to 2017-01-24 --post 2017-01-20:-180 --stated 76.61"
    found = json.loads(ashore(*words.split(), "--json").stdout)
    assert found["fits"][0] == {"day_count": "act/365-compound", "interest": "76.61", "off": "0.00"}
    assert [one["off"] for one in found["fits"]] == ["0.00", "0.51", "0.55", "1.07", "3.91"]
    assert "按日复利，一年 365 天" in ashore(*words.split(), "--lang", "zh").stdout


def test_every_fault_is_said_at_once_and_usage_ends_with_two(ashore, tmp_path):
    bad = ashore("apr", "--principal", "0", "--months", "x", "--fee-percent", "1001", "--early-fees", "no")
    assert bad.returncode == 1
    assert len(bad.stderr.strip().splitlines()) == 4
    for words in (("apr",), ("apr", "--principal", "1"), ("apr", "--flows", "a", "--principal", "1", "--months", "2")):
        assert ashore(*words).returncode == 2
    table = tmp_path / "f.csv"
    for text in ("t,date,amount\n0,2026-01-01,1\n", "t,amount\n-1,5\nx,1\n", "amount\n1\n", "t,amount\n0,1\n1,2\n"):
        table.write_text(text)
        run = ashore("apr", "--flows", table)
        assert run.returncode == 1, text
        assert "Traceback" not in run.stderr
    table.write_text("t,f,amount\n0,0,100\n1.5,0,-50\n2,1,-60\n")
    run = ashore("apr", "--unit-periods", table, "--per-year", "12", "--lang", "zh")
    assert (run.returncode, len(run.stderr.strip().splitlines())) == (1, 2)
    run = ashore(
        "statement", "--opening", "1,0", "--apr", "x", "--from", "2026-02-30", "--to", "2026-01-01", "--post", "5"
    )
    assert (run.returncode, len(run.stderr.strip().splitlines())) == (1, 4)
