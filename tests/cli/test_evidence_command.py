"""``evidence …``, ``contacts attach`` and ``contacts files`` on the sample household, in both languages."""

import json
import re
import zipfile

import pytest

WORDS = {
    "en": ("The log is as it was sealed.", "Unchanged", "own words", "What it cannot show:"),
    "zh": ("记录和封存时一样", "和交出去时一样", "承诺", "它不能说明什么"),
}


@pytest.fixture(params=["en", "zh"])
def demo(request, ashore, monkeypatch):
    """Run commands on the sample household of a language, in a wide terminal; return what was printed and said."""
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


def test_a_bundle_is_made_checked_and_found_changed(demo, tmp_path):
    seal, unchanged, own_words, cannot = WORDS[demo.language]
    said, _ = demo("evidence", "seal")
    assert seal in said
    assert cannot in said
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8\xff a photo")
    one = json.loads(demo("contacts", "attach", "3", photo, "--json")[0])["file"]
    assert (one["entry"], one["media"], one["size"]) == (3, "image/jpeg", 11)
    assert "photo.jpg" in demo("contacts", "files", "3", "--out", tmp_path)[0]
    out = tmp_path / "out.zip"
    _, noted = demo("evidence", "export", out)
    assert own_words in noted
    told, _ = demo("evidence", "verify", out)
    assert unchanged in told
    found = json.loads(demo("evidence", "verify", out, "--json")[0])
    assert (found["unchanged"], found["entry"], found["file"]) == (True, None, None)
    assert found["head"] in told
    with zipfile.ZipFile(out) as archive:
        how = archive.read("bundle/data/HOW-TO-VERIFY.txt").decode()
    assert WORDS["en"][3] in how
    assert WORDS["zh"][3] in how
    whole = out.read_bytes()
    out.write_bytes(whole.replace(b"a photo", b"a phot0"))
    printed, why = demo("evidence", "verify", out, code=1)
    assert printed == ""
    assert "attachments" in why
    found = json.loads(demo("evidence", "verify", out, "--json", code=1)[0])
    assert (found["unchanged"], found["entry"]) == (False, 3)
    assert found["why"] == why.strip()


@pytest.mark.parametrize("demo", ["zh"], indirect=True)
def test_choices_and_what_is_no_bundle(demo, tmp_path):
    out = tmp_path / "bag"
    shown = json.loads(
        demo("evidence", "export", out, "--entry", "3", "--entry", "5", "--facts-only", "--no-files", "--json")[0]
    )
    assert (shown["entries"], shown["files"]) == (2, 0)
    assert set(shown["left_out"]["because"]) >= {"filters", "findings"}
    assert demo("evidence", "verify", out)[1] == ""
    demo("evidence", "export", out, code=1)
    demo("evidence", "export", tmp_path / "bad.zip", "--since", "yesterday", code=1)
    redacted = json.loads(demo("evidence", "export", tmp_path / "redacted.zip", "--redacted", "--json")[0])
    assert "names" in redacted["left_out"]["because"]
    printed, why = demo("evidence", "verify", __file__, code=1)
    assert printed == ""
    assert len(why.strip().splitlines()) == 1
    assert re.search("[\u4e00-\u9fff]", why)


def test_checking_a_bundle_opens_no_list(ashore, tmp_path):
    done = ashore("evidence", "verify", tmp_path / "gone.zip", "--data", tmp_path / "nowhere")
    assert done.returncode == 1
    assert not (tmp_path / "nowhere").exists()
