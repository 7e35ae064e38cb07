"""What the log calls by short ids is said in words, in both languages."""

import re
from pathlib import Path

import pytest

from planner.i18n import translator
from planner.rules.facts import CHANNELS, EVENTS, OUTCOMES, PURPOSES, RECIPIENTS, ROLES, TACTICS
from planner.services import contact_words as words

VALUES = {"form": "written", "channel": "sms", "window": "18:00-20:00", "text": "work"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_dated_fact_is_said_in_words(language):
    say = translator(language)
    for kind, form in EVENTS.items():
        event = f"{kind}:{VALUES[form]}" if form else kind
        said = say(words.event_words(event))
        assert f"{kind}:" not in said
        assert said != kind
        assert "{" not in said
        assert (language == "en") == said.replace("18:00-20:00", "").isascii()
    assert (
        translator("en")(words.event_words("third-refused:Aunt May"))
        == "Somebody else asked to be left alone: Aunt May"
    )


def test_every_id_has_its_words():
    assert set(words.CHANNELS) == set(CHANNELS)
    assert set(words.OUTCOMES) == set(OUTCOMES)
    assert set(words.RECIPIENTS) == set(RECIPIENTS)
    assert set(words.ROLES) == set(ROLES)
    assert set(words.PURPOSES) == set(PURPOSES)
    assert set(words.TACTICS) == set(TACTICS)
    assert set(words.EVENTS) == set(EVENTS)


def test_every_reason_for_leaving_out_is_said_in_words():
    cases = Path(__file__).parent.parent / "rules" / "cases"
    written = {
        why for path in cases.rglob("*.toml") for why in re.findall(r"without \d+ ([a-z-]+)", path.read_text("utf-8"))
    }
    assert len(written) > 5
    assert written <= set(words.LEFT_OUT)


def test_who_it_was_is_the_collector_else_the_number_else_nobody_known():
    assert words.who_it_was({"channel": "call", "collector": "North", "number": "1"}) == "North"
    assert words.who_it_was({"channel": "call", "number": "1"}) == "1"
    assert words.who_it_was({"channel": "call"}).id == "A number I don't know"
    assert words.who_it_was({"channel": "visit-home"}).id == "Somebody I don't know"
    assert words.who_it_was({"event": "plan-signed", "debt": "Card"}) == "Card"
    assert words.who_it_was({"event": "hardship-notice"}).id == "Everyone who collects"


def test_a_number_is_shown_in_one_form():
    written = ["+1 202 555 0199", "+86 138 0000 0000", "138 0000 0000", "22395", "(202) 555-0199", ""]
    assert [words.spaced(one) for one in written] == written
    came = ["+12025550199", "+8613800000000", "13800000000"]
    assert [words.spaced(one) for one in came] == ["+1 202 555 0199", "+86 138 0000 0000", "138 0000 0000"]


def test_how_it_was_names_what_stands_out():
    def how(**facts):
        return [one.id for one in words.how_it_was({"channel": "call", **facts})]

    assert how(outcome="rang-out", recipient="self") == ["Phone call", "not picked up"]
    assert how(app="WhatsApp", **{"from": "borrower"}) == ["WhatsApp", "from me"]
    assert how(outcome="conversation", recipient="family") == ["Phone call", "they talked with someone else", "family"]
    assert how(outcome="conversation") == ["Phone call", "we talked"]
