"""A borrower with a very high rate is told what to ask, where the law of the place speaks about it: never a verdict."""

import pytest

from ui.viewmodels.debt import DebtViewModel


def note_on(session, kind, apr, country, **settings):
    debt = session.household.add({"name": f"{kind} {apr}", "balance": "1000", "kind": kind, "apr": apr}, "CNY")
    session.refresh()
    session.change_settings(country=country, **settings)
    return DebtViewModel(session, debt.id).state().cap


def test_money_from_a_person_is_asked_for_its_day(session):
    note = note_on(session, "family", "24", "CN")
    assert "24.00%" in note.words
    assert "When was the contract signed?" in note.ask
    assert "民间借贷" in note.source


@pytest.mark.parametrize("kind", ["online-loan", "microloan", "payday", "other"])
def test_where_the_list_does_not_say_who_lent_that_is_the_question_and_licensed_lenders_differ(session, kind):
    assert "licensed lenders have other rules" in note_on(session, kind, "35.9", "CN").ask


@pytest.mark.parametrize("kind", ["card", "mortgage", "overdraft", "property-fee", "student"])
def test_the_cap_on_private_loans_is_not_held_against_a_licensed_lender(session, kind):
    assert note_on(session, kind, "36", "CN") is None


@pytest.mark.parametrize(
    ("country", "kind", "apr"), [("CN", "family", "12"), ("TW", "card", "16"), ("CN", "family", "")]
)
def test_a_rate_that_no_cap_can_reach_or_that_is_not_known_is_not_spoken_of(session, country, kind, apr):
    assert note_on(session, kind, apr, country) is None


def test_the_cap_of_taiwan_holds_for_everyone(session):
    assert note_on(session, "card", "16.01", "TW").ask == "When was the contract signed?"


@pytest.mark.parametrize("country", ["US", "GB", "AU", "DE", "IN", ""])
def test_a_place_whose_cap_was_not_looked_up_says_nothing(session, country):
    assert note_on(session, "payday", "390", country) is None


def test_it_is_chinese_in_chinese_and_names_no_one_at_fault(session):
    note = note_on(session, "family", "24", "CN", language="zh")
    assert "24.00%" in note.words
    assert note.ask.startswith("合同是哪天签的")
    assert not any(word in note.words + note.ask + note.title for word in ("违法", "高利贷", "非法"))
