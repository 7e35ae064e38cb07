"""``check`` and the place: a whole read as a part, a place without rules."""

import json

import pytest

LOG = "at,channel,outcome,collector,role,purpose\n2026-08-02 12:00,letter,delivered,Lowell,agency,demand\n"


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(LOG, "utf-8")
    return path


def test_the_united_kingdom_alone_says_beside_the_result_as_what_it_was_read(ashore, log):
    done = ashore("check", log, "--jurisdiction", "united_kingdom", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["jurisdiction"] == "united_kingdom/england_wales"
    assert "united_kingdom/england_wales" in done.stderr


def test_a_named_part_needs_no_such_word(ashore, log):
    done = ashore("check", log, "--jurisdiction", "united_kingdom/scotland", "--json")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_state_without_rules_of_its_own_is_checked_against_the_federal_ones_and_that_is_said(ashore, tmp_path):
    calls = [f"2026-11-0{2 + call // 2} 1{call}:00,call,rang-out,North,agency,demand" for call in range(8)]
    path = tmp_path / "calls.csv"
    path.write_text("\n".join([LOG.splitlines()[0], *calls]) + "\n", "utf-8")
    done = ashore("check", path, "--jurisdiction", "united_states/florida", "--json")
    assert done.returncode == 0
    checked = json.loads(done.stdout)
    assert checked["jurisdiction"] == "united_states"
    assert [one["rule"] for one in checked["findings"]] == ["us.regf.call-frequency"]
    assert "united_states/florida" in done.stderr
    plain = ashore("check", path, "--jurisdiction", "united_states")
    assert "From Oct 30, 2026 to Nov 5, 2026." in " ".join(plain.stdout.replace("│", " ").split())
    assert plain.stderr.count("united_states") == 0
    assert ashore("check", path, "--jurisdiction", "united_states/atlantis").returncode == 1


def test_a_place_without_rules_is_said_in_one_sentence_and_nothing_looks_fine(ashore, log):
    done = ashore("check", log, "--jurisdiction", "france", "--json")
    assert (done.returncode, done.stdout) == (1, "")
    assert "no rules of" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("language", "words"), [("en", "1 contact looked at."), ("zh", "看了 1 次联系。")])
def test_one_contact_is_said_as_one(ashore, log, language, words):
    done = ashore("check", log, "--jurisdiction", "united_kingdom/scotland", "--lang", language)
    assert words in done.stderr
