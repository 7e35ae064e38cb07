"""The round trip in a terminal: share, open, notes and ideas, review, take one, leave one; and a caseload beside it."""

import json


def done(run):
    assert run.returncode == 0, run.stderr
    assert "Traceback" not in run.stderr
    return json.loads(run.stdout) if run.stdout.startswith("{") else run


def refused(run, *words):
    assert run.returncode == 1, run.stdout
    assert "Traceback" not in run.stderr
    assert all(word in run.stderr for word in words), run.stderr
    assert len(run.stderr.strip().splitlines()) <= 3


def test_one_plan_goes_to_a_helper_and_comes_back(ashore, tmp_path):
    helper = ("--data", tmp_path / "helper", "--json")
    code = done(ashore("share", "code", *helper))
    assert set(code) == {"code", "fingerprint", "file"}
    done(ashore("demo", "--lang", "en"))
    file, back = tmp_path / "x.ashore", tmp_path / "r.ashore"
    ticked = [word for name in ("debts", "budget", "plan") for word in ("--section", name)]
    seen = done(ashore("share", "export", file, "--preview", *ticked, "--json", "--lang", "en"))["share"]
    assert not file.exists()
    made = done(
        ashore("share", "export", file, "--for", code["code"], *ticked, "--to", "Ms Tang", "--json", "--lang", "en")
    )
    assert made["share"]["fingerprint"] == code["fingerprint"]
    share = done(ashore("share", "open", file, *helper))["share"]
    assert {name: share[name] for name in share if name != "mark"} == {
        name: seen[name] for name in seen if name != "mark"
    }
    assert share["sections"] == ["debts", "budget", "plan"]

    person = done(ashore("caseload", "add", file, "--alias", "Household 04", *helper))["person"]
    assert (person["alias"], person["state"]) == ("Household 04", "new")
    words = ("--by", "Ms Tang", "--words", "Two small ideas.", "--line", "Winter heating=180", "--in", "energy")
    more = ("--strategy", "snowball", "--question", "debt:1=Who collects?", "--note", "whole=Well kept.")
    whys = ("--why", "Essentials come first.")
    went = done(ashore("caseload", "review", "Household 04", "--out", back, *words, *more, *whys, *helper))
    assert went["review"] == {"by": "Ms Tang", "ideas": 2, "notes": 2, "file": str(back)}

    review = done(ashore("share", "merge", back, "--json"))["review"]
    assert [(one["what"], one["now"], one["then"], one["stand"]) for one in review["ideas"]] == [
        ("budget-line", "", "180.00", "open"),
        ("strategy", "avalanche", "snowball", "open"),
    ]
    assert {"before", "after", "present", "rivals", "why", "name"} <= set(review["ideas"][0])
    decided = done(ashore("share", "merge", back, "--take", "1", "--leave", "2", "--answer", "4=Never", "--json"))[
        "review"
    ]
    assert [one["stand"] for one in decided["ideas"]] == ["taken", "left"]
    assert [note["answer"] for note in decided["notes"]] == [None, "Never"]
    lines = done(ashore("budget", "show", "--json"))["budget"]["lines"]
    assert ("Winter heating", "180.00") in [(line["name"], line["amount"]) for line in lines]
    refused(ashore("share", "merge", back, "--take", "1", "--take", "9", "--answer", "3=x"), "idea 9", "question 3")

    next_file = tmp_path / "y.ashore"
    done(ashore("share", "export", next_file, "--for", code["code"], *ticked, "--json"))
    person = done(ashore("caseload", "add", next_file, *helper))["person"]
    assert person["alias"] == "Household 04"
    shown = done(ashore("caseload", "show", "Household 04", *helper))
    assert [one["kind"] for one in shown["files"]] == ["share", "review", "share"]
    assert [one["words"] for one in shown["share"]["answers"]] == ["Never"]
    assert [one["what"] for one in shown["share"]["taken"]] == ["taken", "left"]
    listed = done(ashore("share", "list", "--json"))
    assert (len(listed["shares"]), len(listed["reviews"])) == (3, 2)  # one of each is the demo's
    undone = done(ashore("share", "merge", back, "--undo", "1", "--lang", "zh"))
    assert "待决定" in undone.stdout


def test_what_cannot_be_opened_or_made_is_one_sentence(ashore, tmp_path):
    helper = ("--data", tmp_path / "helper")
    code = done(ashore("share", "code", *helper, "--json"))["code"]
    file, cut = tmp_path / "x.ashore", tmp_path / "cut"
    wrong = ("--section", "debtss", "--for", code[:-1], "--delete-by", "x")
    refused(ashore("share", "export", file, *wrong), "--section", "--for", "--delete-by")
    assert not file.exists()
    done(ashore("debts", "add", "--name", "O'Neil 龑", "--balance", "10"))
    done(ashore("share", "export", file, "--section", "debts", "--for", code))
    refused(ashore("share", "open", file), "another one")
    cut.write_bytes(file.read_bytes()[:-1])
    refused(ashore("share", "open", cut, *helper), "not whole")
    out = ("--out", tmp_path / "r", "--by", "x", "--strategy", "best")
    refused(ashore("share", "review", file, *out, "--note", "debt:9=x", *helper), "debt 9", "plan")
    assert not (tmp_path / "r").exists()


def test_a_caseload_is_kept_and_somebody_is_removed_only_when_asked(ashore):
    done(ashore("caseload", "add", "--alias", "龑", "--json"))
    done(ashore("caseload", "edit", "龑", "--state", "stuck", "--review-on", "2026-12-01"))
    done(ashore("caseload", "note", "龑", "Calls on Tuesdays."))
    assert "Nothing was removed" in ashore("caseload", "remove", "龑").stderr
    assert [one["words"] for one in done(ashore("caseload", "show", "龑", "--json"))["notes"]] == ["Calls on Tuesdays."]
    listed = done(ashore("caseload", "list", "--only", "stuck", "--json"))
    assert ([one["alias"] for one in listed["people"]], listed["found"]) == (["龑"], 1)


def test_a_share_for_a_code_alone_holds_what_a_helper_needs_for_a_plan(ashore, tmp_path):
    ashore("demo")
    code = json.loads(ashore("share", "code", "--json").stdout)["code"]
    made = ashore("share", "export", tmp_path / "o.share", "--for", code)
    assert made.returncode == 0, made.stderr
    assert "--section" in made.stderr
    opened = json.loads(ashore("share", "open", tmp_path / "o.share", "--json").stdout)
    assert set(opened["share"]["sections"]) == {"debts", "budget", "plan"}
