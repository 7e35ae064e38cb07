"""``budget``, ``offers``, ``letters`` and ``agenda`` in a terminal: what a counselor would type, one after another."""

import json
import zipfile
from datetime import date

DAY = date.today().isoformat()


def done(run):
    assert run.returncode == 0, run.stderr
    assert "Traceback" not in run.stderr
    return run


def test_from_a_budget_to_a_letter_that_was_sent(ashore, tmp_path):
    ashore("settings", "set", "country", "CN")
    ashore("settings", "set", "currency", "CNY")
    ashore("settings", "set", "me_name", "龑小明")
    done(ashore("debts", "add", "海湾卡", "--creditor", "海湾银行", "--balance", "14000", "--kind", "card"))
    table = tmp_path / "b.csv"
    table.write_text("section,name,amount\n收入,工资,8100\n住房,房租,5500\n", "utf-8-sig")
    budget = json.loads(done(ashore("budget", "import", table, "--json")).stdout)["budget"]
    assert (budget["income"], budget["surplus"], budget["for_debts"]) == ("8100.00", "2600.00", "2600.00")
    proposed = json.loads(done(ashore("offers", "propose", "--json")).stdout)
    assert proposed["offers"][0]["offer"] == proposed["total"] == "2600.00"
    over = ashore("offers", "draft", "--debt", "1", "--amount", "2600.01")
    assert over.returncode == 1
    assert "2600.00" in over.stderr
    offer = json.loads(done(ashore("offers", "draft", "--debt", "1", "--amount", "846.10", "--json")).stdout)["offer"]
    pdf, word = tmp_path / "l.pdf", tmp_path / "l.docx"
    fields = ("--field", "why=工时减少。", "--field", "reach_me=短信")
    done(ashore("letters", "write", "card-instalments", "--debt", "1", "--lang", "zh", "--out", pdf, *fields, "--keep"))
    assert pdf.read_bytes().startswith(b"%PDF")
    done(ashore("letters", "write", "card-instalments", "--debt", "1", "--out", word, *fields))
    assert "846.10" in zipfile.ZipFile(word).read("word/document.xml").decode()
    letters = json.loads(done(ashore("letters", "list", "--json")).stdout)["letters"]
    assert [(one["kind"], one["language"], one["sent_on"]) for one in letters] == [("card-instalments", "zh", None)]
    sent = done(ashore("letters", "send", letters[0]["id"], "--how", "registered-post", "--proof", "RR1", "--json"))
    assert json.loads(sent.stdout)["letter"]["sent_on"] == DAY
    assert ashore("letters", "send", letters[0]["id"]).returncode == 1
    carried = json.loads(done(ashore("offers", "list", "--json")).stdout)["offers"][0]
    assert (carried["state"], carried["letter"]) == ("sent", letters[0]["id"])
    promised = done(ashore("promises", "add", "--amount", "2600.01", "--due", DAY, "--debt", "1"))
    assert "2,600.00" in promised.stderr
    assert "海湾卡" in promised.stdout
    done(ashore("offers", "send", offer["id"], "--how", "registered-post"))  # said twice, it stands once
    answered = done(ashore("offers", "answer", offer["id"], "countered", "--amount", "3000"))
    assert "400.00" in answered.stderr  # what would be missing each month
    listed = json.loads(done(ashore("offers", "list", "--json")).stdout)["offers"]
    assert [step["what"] for step in listed[0]["life"]] == ["drafted", "sent", "countered"]
    calendar = tmp_path / "a.ics"
    agenda = json.loads(done(ashore("agenda", "--ics", calendar, "--json")).stdout)["agenda"]
    assert {"letter", "answer", "review"} >= {item["kind"] for item in agenda} - {"payment", "promise"}
    assert "海湾" not in calendar.read_text("utf-8")


def test_what_cannot_be_used_is_said_in_both_languages_without_a_traceback(ashore, tmp_path):
    for words in (
        ("budget", "set", "--section", "nowhere", "--name", "x"),
        ("budget", "import", tmp_path / "none.csv"),
        ("budget", "remove", "9"),
        ("offers", "draft", "--debt", "9", "--amount", "1"),
        ("offers", "answer", "9", "perhaps"),
        ("letters", "write", "no-such"),
        ("letters", "write", "contact-terms", "--field", "x"),
        ("letters", "write", "contact-terms", "--in", "fr"),
        ("letters", "write", "pro-rata-offer", "--tick", "offer"),
        ("letters", "send", "9"),
        ("letters", "send", "9", "--on", "2999-01-01"),
        ("agenda", "--ics", tmp_path / "no" / "folder.ics"),
    ):
        english, chinese = ashore(*words, "--lang", "en"), ashore(*words, "--lang", "zh")
        assert (english.returncode, chinese.returncode) == (1, 1), words
        assert "Traceback" not in english.stderr + chinese.stderr
        assert english.stderr != chinese.stderr
    assert list(tmp_path.glob("no*")) == []


def test_a_wrong_name_of_the_file_is_said_before_anything_is_kept(ashore):
    words = ("letters", "write", "contact-terms", "--keep", "--out", "letter.odt", "--in", "fr")
    run = ashore(*words, "--field", "my_name=A", "--field", "their_name=B")
    assert (run.returncode, len(run.stderr.strip().splitlines())) == (1, 2)
    assert json.loads(done(ashore("letters", "list", "--json")).stdout)["letters"] == []


def test_offers_with_a_file_is_still_the_calculator(ashore, tmp_path):
    table = tmp_path / "list.csv"
    table.write_text("name,balance\nA,4550\nB,6700\nC,1200\n", "utf-8")
    made = json.loads(done(ashore("offers", table, "--available", "160", "--json")).stdout)
    assert [one["offer"] for one in made["offers"]] == ["58.47", "86.11", "15.42"]
    assert made["total"] == "160.00"
