"""Every body's form says where and when it was read; labels stand in both languages; nothing was filled in from memory."""

from datetime import date, timedelta

import pytest

from planner.evidence.forms import (
    ACCEPTED,
    BOTH,
    COLLECTOR,
    CONFIDENCES,
    EITHER,
    FINAL,
    LENDER,
    SENT,
    FormClock,
    every_form,
    forms_of,
)
from planner.rules.facts import ROLES, TACTICS
from planner.rules.law import covered_places, load_law

FORMS = every_form()
SOURCES = set(
    "me.name me.address named lender collector numbers staff debt account story wanted tried effects issue sub_issue "
    "sub_product first_day desk.sent desk.final rules files".split()
) | {""}


def said_in(form):
    """Every sentence of a form, by language."""
    texts = [form.title, form.short, form.serves, form.where, *form.notes, *form.unchecked]
    texts += [form.not_for] if form.not_for else []
    texts += [field.label for field in form.fields] + [clock.say for clock in form.clocks]
    return texts


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_a_form_says_where_it_was_read_and_when(form):
    assert form.seen
    assert date(2026, 1, 1) < form.seen_on <= date(2026, 11, 27)
    assert form.confidence in CONFIDENCES
    assert form.url == "" or form.url.startswith("https://")
    assert form.names in (LENDER, COLLECTOR, EITHER, BOTH)
    assert form.lenders <= set(ROLES)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_a_form_speaks_both_languages_plainly(form):
    for text in said_in(form):
        assert set(text) == {"en", "zh"}
        assert text["en"].strip()
        assert text["zh"].strip()
        assert not set(text["en"]) & set("’‘“”·…×→!")
        assert not set(text["zh"]) & set("!！")
        for word in ("prove", "illegal", "violat", "authentic", "memory"):
            assert word not in text["en"].lower()
        for word in ("违法", "铁证", "老赖", "失信"):
            assert word not in text["zh"]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_a_form_asks_for_a_name_a_story_and_what_is_wanted_from_known_places(form):
    ids = [field.id for field in form.fields]
    assert len(set(ids)) == len(ids)
    assert {"me_name", "them", "what"} <= set(ids)
    assert {field.source for field in form.fields} <= SOURCES
    assert all(not field.source for field in form.fields if field.paper)
    assert all(clock.start in (SENT, ACCEPTED, FINAL) and clock.who in ("you", "they") for clock in form.clocks)


def test_their_own_desk_comes_first_in_every_place_and_the_open_form_last():
    for place in [*covered_places(), None]:
        found = forms_of(place)
        assert found[0].id == "desk"
        assert found[0].first
        assert found[-1].id == "generic"
    assert [form.id for form in forms_of("china")][1:4] == ["12378", "nifa", "police"]
    assert [form.id for form in forms_of("united_states/texas")] == ["desk", "cfpb", "generic"]


def test_issues_are_suggested_by_rules_and_tactics_that_there_are():
    rules = {rule.id for place in covered_places() for rule in load_law(place).rules}
    subs = [sub for form in FORMS for issue in form.issues for sub in issue.subs]
    assert len(subs) == 30
    for sub in subs:
        assert sub.rules <= rules
        assert sub.tactics <= set(TACTICS)


def test_what_was_not_checked_is_said_and_not_counted():
    cfpb = next(form for form in FORMS if form.id == "cfpb")
    assert cfpb.narrative_limit == 4000
    assert cfpb.file_limit is None
    assert cfpb.unchecked
    police = next(form for form in FORMS if form.id == "police")
    assert police.clocks == ()
    assert not next(form for form in FORMS if form.id == "12315").advised


def test_days_are_counted_from_the_day_after_and_weekends_are_no_working_days():
    friday = date(2026, 11, 27)
    words = {"en": "", "zh": ""}
    assert FormClock("a", SENT, "they", words, days=56).day(friday) == friday + timedelta(days=56)
    assert FormClock("a", FINAL, "you", words, months=6).day(date(2026, 8, 31)) == date(2027, 2, 28)
    assert FormClock("a", SENT, "they", words, working_days=1).day(friday) == date(2026, 11, 30)
    assert FormClock("a", SENT, "they", words, working_days=15).day(friday) == date(2026, 12, 18)
