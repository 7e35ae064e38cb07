"""``check FILE``: the contract's own example, files as people have them, and what cannot be read, said at once."""

import json

import pytest

CALLS = """at,from,channel,outcome,recipient,collector,role,debt
2026-11-01 12:00,collector,call,busy,self,North Star,agency,Card
2026-11-02 09:00,collector,call,rang-out,self,North Star,agency,Card
2026-11-03 09:00,collector,call,rang-out,self,North Star,agency,Card
2026-11-04 09:00,collector,call,voicemail,self,North Star,agency,Card
2026-11-05 09:00,collector,call,rang-out,self,North Star,agency,Card
2026-11-06 09:00,collector,call,rang-out,self,North Star,agency,Card
2026-11-07 09:00,collector,call,rang-out,self,North Star,agency,Card
2026-11-08 09:00,collector,call,rang-out,self,North Star,agency,Card
2026-11-08 18:00,collector,call,rang-out,self,North Star,agency,Card
2026-11-08 19:00,collector,call,busy,self,North Star,agency,Card
2026-11-08 20:00,borrower,call,rang-out,self,North Star,agency,Card
"""
NIGHT = "at,channel,outcome,collector,role\n2026-11-20 22:30,call,conversation,海湾银行,bank\n"
US = ("--jurisdiction", "united_states", "--tz", "America/New_York")
CN = ("--jurisdiction", "china", "--tz", "Asia/Shanghai", "--on", "2026-11-27")


@pytest.fixture
def check(ashore, tmp_path):
    """Write a log, check it; return the JSON, or the lines of what is wrong."""

    def run(content, *words, code=0):
        path = tmp_path / "log.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        done = ashore("check", path, *words, "--json")
        assert done.returncode == code, done.stderr
        assert "Traceback" not in done.stderr
        if code:
            assert done.stdout == ""
            return [line.replace(f"{path}:", "") for line in done.stderr.strip().splitlines()]
        return json.loads(done.stdout)

    return run


def test_the_contracts_own_example(check):
    found = check(CALLS, *US, "--on", "2026-11-27")
    assert (found["jurisdiction"], found["checked"]) == ("united_states", 11)
    (one,) = (one for one in found["findings"] if one["rule"] == "us.regf.call-frequency")
    assert one | {"message": "", "title": "", "facts_missing": []} == {
        "rule": "us.regf.call-frequency",
        "outcome": "possible_breach",
        "strength": "presumption",
        "confidence": "V1",
        "citation": "12 CFR 1006.14(b)(2)(i)",
        "contacts": [9],
        "counted": [2, 3, 4, 5, 6, 7, 8, 9],
        "left_out": [{"row": 10, "why": "busy"}],
        "window": ["2026-11-02", "2026-11-08"],
        "message": "",
        "title": "",
        "facts_missing": [],
        "verified_on": "2026-11-22",
    }


def test_what_is_open_stands_as_a_question_with_its_rules_and_rows(check):
    found = check(NIGHT, *CN)
    (member,) = (one for one in found["facts_missing"] if one["id"] == "cn.member.cba")
    assert member["question"]
    assert "cn.cba.hours" in member["rules"]
    assert member["rows"] == [1]


@pytest.mark.parametrize(
    "content",
    [
        NIGHT,
        NIGHT.replace(",", ";"),
        NIGHT.replace(",", "\t"),
        NIGHT.replace("\n", "\r\n"),
        NIGHT.replace("at,channel,outcome", "AT,Channel,OUTCOME"),
        b"\xef\xbb\xbf" + NIGHT.encode(),
        NIGHT.encode("gb18030"),
        NIGHT.replace("2026-11-20 22:30", "2026-11-20T14:30:00Z"),
        NIGHT.replace("2026-11-20 22:30", "2026-11-20 09:30:00-05:00"),
    ],
)
def test_a_log_is_read_as_people_have_it(check, content):
    found = check(content, *CN)
    assert {one["rule"] for one in found["findings"]} == {"cn.cba.hours", "cn.cba.identify", "cn.gbt45251.hours"}


def test_the_rows_may_stand_in_any_order_and_a_dated_fact_needs_nothing_else(check):
    rows = [
        "at,channel,outcome,collector,role,event",
        "2026-11-04 10:00,call,conversation,North Star,agency,",
        "2026-11-02 10:00,call,conversation,North Star,agency,",
        "2026-11-03 10:00,,,,,asked-stop-all:written",
    ]
    found = check("\n".join(rows), *US, "--on", "2026-11-27")
    assert [one["contacts"] for one in found["findings"] if one["rule"] == "us.regf.cease"] == [[1]]
    assert found["checked"] == 2


def test_answers_given_beside_the_file_settle_what_was_open(check):
    found = check(NIGHT, *CN, "--answer", "cn.member.cba=yes", "--answer", "firm-named=yes")
    (hours,) = (one for one in found["findings"] if one["rule"] == "cn.cba.hours")
    assert hours["outcome"] == "possible_breach"
    assert "cn.cba.identify" not in {one["rule"] for one in found["findings"]}
    other = check(NIGHT, *CN, "--answer", "cn.member.cba@Hill Bank=yes")
    assert "cn.member.cba" in {one["id"] for one in other["facts_missing"]}


@pytest.mark.parametrize("answer", ["cn.member.cba", "cn.member=yes", "cn.member.cba=perhaps", "who-called=yes"])
def test_an_answer_that_is_none_is_said(check, answer):
    (line,) = check(NIGHT, *CN, "--answer", answer, code=1)
    assert line.startswith("--answer: ")


@pytest.mark.parametrize(
    ("content", "words", "expected"),
    [
        ("at,channel\n2027-05-05 10:00,call\n", CN, ["2: at: is in the future"]),
        ("at,channel,tz\n2026-05-05 10:00,call,Mars/Base\n", CN, ['2: tz: "Mars/Base" is no time zone']),
        (
            "at,channel\n2026-03-08 02:30,call\n2026-11-01 01:30,call\n",
            US,
            ["2: at: is a time that did not exist there", "3: at: came twice that night"],
        ),
        ("at,channel\n2026-03-09 22:30+05:00,call\n", ("--jurisdiction", "china"), ["2: tz: is missing"]),
        ("at,channel\n,call\n2026-02-30,call\nyesterday,call\n", CN, ["2: at: ", "3: at: ", "4: at: "]),
        (
            "at,channel,recipient\n2026-11-02 10:00,fax,cousin\n",
            CN,
            ['2: channel: "fax" is not known', '2: recipient: "cousin" is not known'],
        ),
        ("at,channel\n2026-11-02 10:00,\n", CN, ["2: channel: is missing"]),
        (
            "at,channel,tactics\n2026-11-02 10:00,call,insult; threat-violance\n",
            CN,
            ['2: tactics: "threat-violance" is not known; did you mean threat-violence'],
        ),
        (
            "at,event\n2026-11-02,asked-stop-all\n2026-11-02,third-refused:\n2026-11-02,asked-not-at-time:6pm\n2026-11-02,sued\n",
            CN,
            ["2: event: ", "3: event: ", "4: event: ", "5: event: "],
        ),
        ("at,event,note\n2026-11-02,disputed:written,received:soon\n", CN, ["2: note: "]),
        ("when,channel\n2026-11-02 10:00,call\n", CN, ["1: when: is not a column", "1: at: is missing"]),
        ("at,channel,amount\n2026-11-02 10:00,call,5\n", CN, ["1: amount: is not a column"]),
        ("", CN, ["1: file: is empty"]),
        ("at,channel\n", CN, ["2: file: "]),
        (b"\x00\x01\x02\xff", CN, ["1: "]),
    ],
)
def test_every_fault_of_a_file_is_said_on_its_line_at_once(check, content, words, expected):
    lines = check(content, *words, code=1)
    assert len(lines) == len(expected), lines
    for line, start in zip(lines, expected, strict=True):
        assert line.startswith(start), line


def test_options_that_cannot_be_used_are_said_together(check):
    lines = check(NIGHT, "--jurisdiction", "china", "--tz", "Foo/Bar", "--on", "2026-13-01", code=1)
    assert [line.split(":")[0] for line in lines] == ["--tz", "--on"]


def test_a_file_that_is_not_there_is_one_sentence(ashore, tmp_path):
    done = ashore("check", tmp_path / "none.csv", *CN)
    assert (done.returncode, done.stdout) == (1, "")
    assert "there is no such file" in done.stderr


def test_a_place_must_be_named(ashore, tmp_path):
    done = ashore("check", tmp_path / "none.csv")
    assert done.returncode == 2
    assert "--jurisdiction" in done.stderr


def test_a_person_reads_every_finding_with_what_it_rests_on(ashore, tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")
    path = tmp_path / "log.csv"
    path.write_text(CALLS, "utf-8")
    done = ashore("check", path, *US, "--on", "2026-11-27")
    assert "8 counted: 2, 3, 4, 5, 6, 7, 8, 9" in done.stdout
    assert "Left out" in done.stdout
    assert "12 CFR 1006.14(b)(2)(i)" in done.stdout
    assert "not legal advice" in done.stderr
