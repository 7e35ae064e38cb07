"""``evidence export --complaint`` and ``complaints …`` on the sample household, in both languages."""

import json

import pytest

BODY = {"en": "cfpb", "zh": "12378"}
WANTED = {"en": "Please call from 8 to 20 only.", "zh": "请只在8点到20点联系。"}
DRAFT = {"en": "draft", "zh": "草稿"}


@pytest.fixture(params=["en", "zh"])
def demo(request, ashore, monkeypatch):
    monkeypatch.setenv("COLUMNS", "400")
    language = request.param
    assert ashore("demo", "--lang", language).returncode == 0

    def run(*words, code=0):
        done = ashore(*words, "--lang", language)
        assert done.returncode == code, done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout, done.stderr

    run.language = language
    return run


def test_a_complaint_is_written_checked_sent_and_answered(demo, tmp_path):
    language, out = demo.language, tmp_path / "out.zip"
    body = BODY[language]
    found = json.loads(demo("complaints", "bodies", "--json")[0])["bodies"]
    assert found[0]["body"] == "desk"
    assert all(one["seen_on"] for one in found)
    said, noted = demo(
        "evidence", "export", out, "--complaint", body, "--field", f"wanted={WANTED[language]}", "--keep", "--json"
    )
    made = json.loads(said)
    assert made["named"]
    assert len(made["story"]) <= 4000 or body != "cfpb"
    assert WANTED[language] in (tmp_path / f"out-{body}" / "answers.txt").read_text("utf-8")
    assert noted.strip()
    demo("evidence", "verify", out)
    assert DRAFT[language] in demo("complaints", "list")[0]
    number = str(made["id"])
    sent = json.loads(demo("complaints", "send", number, "--reference", "W1", "--json")[0])["complaint"]
    assert sent["sent_on"]
    answered = json.loads(demo("complaints", "answer", number, "final", "--json")[0])["complaint"]
    assert answered["answers"][0]["what"] == "final"


def test_what_cannot_be_used_is_said_before_anything_is_written(ashore, tmp_path):
    assert ashore("demo", "--lang", "en").returncode == 0
    for more in (["nobody"], ["cfpb", "--field", "colour=red"], ["cfpb", "--field", "story=" + "x" * 4001]):
        done = ashore("evidence", "export", tmp_path / "out.zip", "--complaint", *more, "--lang", "en")
        assert done.returncode == 1
        assert done.stderr.strip()
        assert "went wrong" not in done.stderr
    assert list(tmp_path.glob("out*")) == []
