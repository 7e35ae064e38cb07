"""``recognise`` as people and scripts call it: a message or a file, the contract's keys, nothing stored."""

import json
from pathlib import Path

import pytest

from planner.settings import data_folder
from ui.cli.app import run

ZH, EN = "不还钱就打你通讯录里每个人", "We will sue you."


@pytest.fixture
def say(capsys):
    """Run a command here, and return what it said: (exit code, stdout, stderr)."""

    def call(*words):
        code = run([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def test_the_contracts_own_keys(ashore):
    done = ashore("recognise", ZH, "--json")
    (message,) = json.loads(done.stdout)["messages"]
    assert (done.returncode, done.stderr) == (0, "")
    assert message["text"] == ZH
    assert message["tactics"] == [
        {"id": "contact-list-threat", "words": message["tactics"][0]["words"], "lawful": False, "sure": 0.9}
    ]
    assert message["tactics"][0]["words"] in ZH
    assert not Path(data_folder(None)).exists(), "no store is opened"


def test_a_file_holds_one_message_a_line(say, tmp_path):
    path = tmp_path / "messages.txt"
    path.write_text(f"{ZH}\n\n谢谢\n{EN}\n", "utf-8")
    code, out, _ = say("recognise", "--file", path, "--json")
    value = json.loads(out)["messages"]
    assert code == 0
    assert [one["text"] for one in value] == [ZH, "谢谢", EN]
    assert [bool(one["tactics"]) for one in value] == [True, False, True]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_file_may_hold_an_object_with_text_a_line(say, tmp_path, encoding):
    path = tmp_path / "messages.jsonl"
    lines = [json.dumps({"id": 1, "text": text}, ensure_ascii=False) for text in (ZH, EN)]
    path.write_bytes("\r\n".join(lines).encode(encoding))
    _, out, _ = say("recognise", "--file", path, "--json")
    assert [one["text"] for one in json.loads(out)["messages"]] == [ZH, EN]


def test_a_line_that_is_no_object_is_named_by_file_and_line(say, tmp_path):
    path = tmp_path / "messages.jsonl"
    path.write_text('{"text": "a"}\n{"txt": "b"}\n[1]\n{"text": 5}\n', "utf-8")
    code, out, err = say("recognise", "--file", path, "--json")
    assert (code, out) == (1, "")
    assert [line.split(": ")[0] for line in err.splitlines()] == [f"{path}:{line}" for line in (2, 3, 4)]


@pytest.mark.parametrize("content", [None, b"", b"\n\n", b"\0\0\1"])
def test_a_file_that_cannot_be_used_is_one_sentence(say, tmp_path, content):
    path = tmp_path / "messages.txt"
    if content is not None:
        path.write_bytes(content)
    code, out, err = say("recognise", "--file", path)
    assert (code, out) == (1, "")
    assert err.startswith(f"{path}:1: file: ")
    assert len(err.splitlines()) == 1


def test_a_person_reads_a_table_in_their_language(say):
    _, out, err = say("recognise", ZH, "--lang", "zh")
    assert "威胁" in out
    assert "通讯录" in out
    assert err
    _, out, _ = say("recognise", EN, "--lang", "en")
    assert "spoke of court" in out


def test_nothing_found_is_said_and_claims_nothing(say):
    code, out, _ = say("recognise", "See you on Sunday", "--lang", "en")
    assert code == 0
    assert "Nothing here sounds like" in out


def test_who_speaks_can_be_said_and_is_checked(say):
    _, out, _ = say("recognise", "求求你别给我妈打电话", "--speaker", "me", "--json")
    assert json.loads(out)["messages"][0]["tactics"] == []
    code, _, err = say("recognise", ZH, "--speaker", "police")
    assert code == 1
    assert err.startswith("--speaker: ")


def test_a_message_and_a_file_at_once_or_neither_is_a_usage_fault(say):
    assert say("recognise")[0] == 2
    assert say("recognise", ZH, "--file", "x")[0] == 2
