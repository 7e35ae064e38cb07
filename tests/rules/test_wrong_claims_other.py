"""Claims that circulate and are wrong (law.md F 3, 8, 9, 10): no rule outside China and the United States makes them."""

import re
import tomllib
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from planner.rules.law import RULES, load_law
from planner.rules.limitation.clock import limitation_clock
from planner.rules.limitation.places import covered_places
from planner.rules.limitation.words import sentences as sentences_of
from planner.rules.runner import run_checks
from planner.services.contact_log_file import read_contact_log
from planner.services.recording import recording_advice

PLACES = "united_kingdom australia india hong_kong singapore canada_ontario germany".split()
TRADERS = "original-creditor bank consumer-finance-co microloan-co online-platform agency debt-buyer law-firm".split()


def found(place, rows, tmp_path, tz="Europe/London", known=()):
    path = tmp_path / "log.csv"
    path.write_text("\n".join(rows) + "\n", "utf-8")
    log = read_contact_log(str(path), ZoneInfo(tz))._replace(known=known)
    return run_checks(log, load_law(place)).findings


def rows_of(findings, rule):
    return [row for finding in findings if finding.rule == rule for row in finding.contacts]


def test_the_australian_hours_are_not_the_same_every_day(tmp_path):
    calls = ["at,channel,outcome,collector,role"] + [
        f"2026-11-0{day} {hour},call,conversation,North{day}{hour},agency"
        for day in (6, 7, 8)
        for hour in ("07:45", "08:45")
    ]
    assert rows_of(found("australia", calls, tmp_path, "Australia/Sydney"), "au.rg96.hours-phone") == [3, 4, 5, 6]


def test_the_australian_counts_are_of_contacts_made_and_not_of_attempts(tmp_path):
    calls = ["at,channel,outcome,collector,role,debt"] + [
        f"2026-11-0{day} {hour}:00,call,rang-out,North,agency,card" for day in range(2, 7) for hour in range(10, 14)
    ]
    assert rows_of(found("australia", calls, tmp_path, "Australia/Sydney"), "au.rg96.freq") == []


def test_the_australian_counts_are_per_account_and_not_per_person(tmp_path):
    texts = ["at,channel,outcome,collector,role,debt"] + [
        f"2026-11-0{day} {hour}:00,sms,delivered,North,agency,{debt}"
        for debt, hour in (("card", 10), ("loan", 11))
        for day in (2, 3, 4)
    ]
    assert rows_of(found("australia", texts, tmp_path, "Australia/Sydney"), "au.rg96.freq") == []
    same = [texts[0], *(text.replace("loan", "card") for text in texts[1:])]
    assert rows_of(found("australia", same, tmp_path, "Australia/Sydney"), "au.rg96.freq") != []


@pytest.mark.parametrize("role", TRADERS)
def test_section_40_is_never_held_against_a_trader_and_the_act_of_2024_is(role, tmp_path):
    log = ["at,channel,outcome,collector,role,tactics"] + [
        f"2026-11-02 1{number}:00,call,conversation,North,{role},{tactic}"
        for number, tactic in enumerate(("criminal-threat", "impersonation", "false-legal", "repeat-calls"))
    ]
    findings = found("united_kingdom/england_wales", log, tmp_path)
    assert rows_of(findings, "uk.aja40") == []
    assert rows_of(findings, "uk.dmcc.228") == [1, 2, 3, 4]


def test_a_debt_marked_as_too_old_for_court_may_still_be_asked_for(tmp_path):
    log = [
        "at,channel,outcome,collector,role,purpose,event",
        "2026-11-01 12:00,,,North,,,time-barred",
        "2026-11-02 12:00,letter,delivered,North,agency,demand,",
    ]
    for place in (*PLACES, "united_kingdom/scotland", "united_kingdom/northern_ireland"):
        known = (("de.first-demand", True), ("eu.transfer-notice", True), ("on.notice", True))
        assert found(place, log, tmp_path, known=known) == (), place


def sentences():
    for place in PLACES:
        for path in sorted((RULES / place).rglob("*.toml")):
            for rule in tomllib.loads(path.read_text("utf-8"))["rule"]:
                for words in (rule["title"], *rule.get("say", {}).values()):
                    for text in words.values():
                        yield path, rule["id"], text


GONE = re.compile(
    r"no longer owe|not owed any ?more|need not pay|do not have to pay|is (paid|settled|cancelled|gone|over|expired)\b"
    r"|不用还|不必还|无需偿还|已经还清|失效|作废|时效已过",
    re.I,
)
EXTINGUISHED = re.compile(r"obligation ends|消灭")
OVERCLAIMED = re.compile(r"\billegal|\bprove|违法|非法|证明了", re.I)


def test_no_sentence_says_that_an_old_debt_is_gone_and_only_scotlands_that_it_ends():
    assert not [(rule, text) for _, rule, text in sentences() if GONE.search(text) and rule != "de.rdg13a.ack-warning"]
    ends = {path.parent.name for path, _, text in sentences() if EXTINGUISHED.search(text)}
    assert ends == {"scotland"}


def test_the_words_that_would_be_wrong_are_recognised():
    assert GONE.search("This debt is expired, you no longer owe it.")
    assert GONE.search("时效已过，不用还了。")
    assert OVERCLAIMED.search("This call was illegal.")


def test_no_sentence_overclaims():
    assert not [(rule, text) for _, rule, text in sentences() if OVERCLAIMED.search(text)]


def test_a_guideline_a_code_and_a_presumption_are_named_as_such():
    for place in PLACES:
        for path in sorted(Path(RULES / place).rglob("*.toml")):
            for rule in tomllib.loads(path.read_text("utf-8"))["rule"]:
                word = {"guideline": "guid", "self-discipline": "code"}.get(rule["strength"])
                for words in rule["say"].values():
                    whole = words["en"].lower()
                    assert word is None or word in whole or "not known" in whole, (rule["id"], whole)


def test_the_debt_itself_ends_with_the_time_limit_only_where_the_law_says_so():
    """Claim 9: too late for court is not paid; in Scotland and New South Wales alone nothing is left."""
    days = date(2001, 3, 1), date(2026, 11, 27)
    clocks = {place: limitation_clock(place, days[0], [], on=days[1]) for place in covered_places()}
    ends = {place for place, clock in clocks.items() if clock.law.extinguishes}
    assert ends == {"united_kingdom/scotland", "australia/new_south_wales"}
    for place, clock in clocks.items():
        said = " ".join(sentence.id for sentence in sentences_of(clock, str))
        assert not GONE.search(said), place
        assert ("the debt itself ends" in said) == (place in ends)
        assert clock.state.value != "ended"


EVERYBODY_ASKED = (
    "california florida maryland massachusetts montana new_hampshire pennsylvania washington connecticut "
    "delaware illinois nevada michigan"
).split()


@pytest.mark.parametrize("state", EVERYBODY_ASKED)
def test_nobody_is_told_to_record_where_everybody_on_the_call_must_know(state):
    """Claim 10: the lawful basis differs, and disputed states count as those that ask everybody."""
    said = recording_advice(f"united_states/{state}", "en").words
    assert said.startswith(("Everybody on the call must", "Some states allow it"))
    assert "or write a note instead" in said


@pytest.mark.parametrize(
    "place", [None, "singapore", "australia/south_australia", "australia", "france", "canada_ontario"]
)
def test_where_the_law_on_recording_was_not_checked_or_asks_for_a_reason_the_advice_is_to_ask_first(place):
    advice = recording_advice(place, "en")
    assert not advice.words.startswith("You may")
    assert "ask" in advice.words.lower() or "adviser" in advice.words.lower()


def test_in_germany_the_advice_is_not_to_record():
    assert recording_advice("germany", "en").words.startswith("Do not record")
    assert recording_advice("germany", "zh").words.startswith("不要录音")
