"""``guide``: the pages of a hard moment in the terminal, for whoever cannot see the window."""

import json

import pytest

from planner.i18n import LANGUAGES
from planner.services.paper_check import kinds_of_paper
from planner.services.situations import situations
from ui.cli.app import run


@pytest.fixture
def say(capsys):
    """Run a command here, and return what it said: (exit code, stdout, stderr)."""

    def call(*words):
        code = run([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def headings(out):
    return [section["heading"] for section in json.loads(out)["sections"]]


def test_at_the_door_in_texas_the_steps_the_number_and_the_law_are_said(say):
    code, out, err = say("guide", "door", "--jurisdiction", "united_states/texas")
    assert (code, err) == (0, "")
    assert "They are at my door\n- You don't have to open." in out
    assert "call 911" in out
    assert "Tex. Fin. Code 392.301; read in the text itself" in out
    assert out.endswith("This is information, not legal advice.\n")


def test_a_payment_order_in_china_names_its_days_and_who_helps_for_free(say):
    code, out, _ = say("guide", "payment-order", "--jurisdiction", "china", "--json")
    assert code == 0
    value = json.loads(out)
    assert headings(out) == [
        "What it looks like",
        "Check that it is from them",
        "What helps now",
        "Its deadline",
        "Who helps for free",
    ]
    days = value["sections"][3]["lines"][0]
    assert "15 days" in days["words"]
    assert "227" in days["source"]


def test_every_way_of_counting_is_said(say):
    _, out, _ = say("guide", "summons", "--jurisdiction", "united_states/texas")
    assert "14 days" in out
    assert "district or county court" in out


def test_a_moment_that_is_not_safe_leads_with_the_numbers(say):
    _, out, _ = say("guide", "unsafe", "--jurisdiction", "united_kingdom/scotland", "--json")
    first = json.loads(out)["sections"][0]
    assert first["heading"] == ""
    assert "999" in first["lines"][0]["words"]


def test_a_late_debt_asks_how_late_it_is(say):
    code, out, err = say("guide", "late")
    assert (code, out, err) == (1, "", "--days: is missing: how many days the debt is late\n")
    _, out, _ = say("guide", "late", "--days", "63")
    assert "outside agency" in out


def test_a_city_with_rules_of_its_own_can_be_named(say):
    code, out, _ = say("guide", "ringing", "--jurisdiction", "united_states/new_york_city")
    assert code == 0
    assert "6 RCNY 5-77" in out
    assert "GBL 601(6)" in out


def test_the_united_kingdom_alone_is_read_as_a_part_and_says_so(say):
    _, out, err = say("guide", "court", "--jurisdiction", "united_kingdom")
    assert "CPR 10.3(1)" in out
    assert err.startswith("Read as England and Wales.")


def test_a_name_that_is_nearly_right_is_suggested(say):
    code, _, err = say("guide", "sumons")
    assert code == 1
    assert "did you mean summons?" in err


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_guide_speaks_in_every_language_without_a_place(say, language):
    names = [one.id for one in situations()] + [kind.id for kind in kinds_of_paper()] + ["really-them"]
    code, out, _ = say("guide", "--lang", language, "--json")
    assert code == 0
    assert {one["name"] for one in json.loads(out)["guides"]} == {*names, "late"}
    for name in names:
        code, out, err = say("guide", name, "--lang", language)
        assert (code, err) == (0, "")
        assert len(out) > 40
        assert "{" not in out


def test_without_a_place_it_takes_that_of_the_settings_also_while_the_list_is_locked(say, monkeypatch, tmp_path):
    monkeypatch.setenv("ASHORE_DATA", str(tmp_path))
    assert json.loads(say("guide", "door", "--json")[1])["jurisdiction"] is None
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setenv("ASHORE_PASSPHRASE", "four words to remember")
    assert say("settings", "set", "country", "US")[0] == 0
    assert say("settings", "set", "part", "texas")[0] == 0
    monkeypatch.delenv("ASHORE_PASSPHRASE")
    code, out, err = say("guide", "door", "--json")
    assert (code, err, json.loads(out)["jurisdiction"]) == (0, "", "united_states/texas")
    other = say("guide", "door", "--jurisdiction", "china", "--json")[1]
    assert json.loads(other)["jurisdiction"] == "china"
