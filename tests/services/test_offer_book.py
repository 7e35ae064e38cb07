"""Offers come from the real budget, never above it, alone or together, and every step of their life stays."""

from datetime import date

import pytest

from planner.errors import InputProblems
from planner.services.budget import BudgetBook
from planner.services.household import open_household
from planner.services.offers import ACCEPTED, COUNTERED, KEPT, REFUSED, SENT, OfferBook, propose

TODAY = date(2026, 11, 24)


@pytest.fixture
def household(tmp_path):
    opened = open_household(tmp_path)
    for cells in (
        {"name": "Property fee", "balance": "3280", "priority": "yes", "kind": "property-fee"},
        {"name": "Card", "balance": "14000", "apr": "18.25", "kind": "card"},
        {"name": "Quick Loan 龑", "balance": "9600", "apr": "0"},
        {"name": "Not mine", "balance": "500", "liable": "not-me"},
        {"name": "Dollars", "balance": "100", "currency": "USD"},
        {"name": "No idea"},
    ):
        opened.add(cells, "CNY")
    yield opened
    opened.close()


@pytest.fixture
def budget(household):
    book = BudgetBook(household, "CNY")
    return book.add_all(
        [
            {"section": "income", "name": "工资", "amount": "8100"},
            {"section": "home", "name": "房租", "amount": "5500"},
        ]
    )


@pytest.fixture
def book(household):
    return OfferBook(household)


def refused(book, household, amount, budget, debt="Card"):
    with pytest.raises(InputProblems) as caught:
        book.draft(household.find(debt), amount, "2026-12-15", budget, TODAY)
    return [problem.message.id for problem in caught.value.problems]


def test_the_proposal_adds_up_and_says_who_is_left_out_and_why(household, budget):
    made = propose(household.debts(), budget)
    assert made.available == made.total == 260000
    assert [(one.debt.name, one.amount) for one in made.offers] == [
        ("Property fee", 260000),
        ("Card", 0),
        ("Quick Loan 龑", 0),
    ]
    assert {debt.name for debt, _ in made.left_out} == {"Not mine", "Dollars", "No idea"}


def test_what_comes_first_takes_its_agreed_instalment_and_the_rest_is_shared_to_the_cent(household, budget):
    with_arrears = BudgetBook(household, "CNY").add({"section": "arrears", "name": "Property fee", "amount": "520"})
    ordinary = [debt for debt in household.debts() if not debt.priority]
    made = propose(ordinary, with_arrears)
    assert [(one.debt.name, one.amount, one.share) for one in made.offers] == [
        ("Card", 123390, 5932),
        ("Quick Loan 龑", 84610, 4067),
    ]
    assert made.total == 208000
    assert [one.frozen_months for one in made.offers] == [12, 12]
    assert made.offers[0].running_months == 13
    assert not made.points_to_solution


def test_a_budget_with_nothing_left_offers_tokens_and_points_to_help(household):
    empty = BudgetBook(household, "CNY").read()
    made = propose(household.debts(), empty)
    assert {one.token for one in made.offers} == {100}
    assert made.total == 0


def test_an_offer_needs_a_budget_and_never_goes_above_what_it_leaves(household, book):
    assert refused(book, household, "10", BudgetBook(household, "CNY").read()) == [
        "needs a budget first: an offer is made from what is left each month"
    ]


def test_offers_together_never_go_above_it_either(household, book, budget):
    book.draft(household.find("Card"), "2000", "2026-12-15", budget, TODAY)
    assert "600.00" in str(_blanks(book, household, "600.01", budget, "Quick Loan 龑"))
    loan = book.draft(household.find("Quick Loan 龑"), "600", "2026-12-15", budget, TODAY)
    book.step(loan, REFUSED, date(2026, 12, 1))
    book.draft(household.find("Quick Loan 龑"), "600", "2026-12-20", budget, TODAY)  # a refused one takes nothing
    assert refused(book, household, "0", budget) == ["is zero; a token sum of 1 keeps the talk open"]
    assert "is more than this debt is today" in refused(book, household, "3281", budget, "Property fee")


def _blanks(book, household, amount, budget, debt):
    with pytest.raises(InputProblems) as caught:
        book.draft(household.find(debt), amount, "2026-12-15", budget, TODAY)
    return [problem.message.blanks for problem in caught.value.problems]


def test_its_life_goes_on_step_by_step_and_keeps_every_one(household, book, budget):
    offer = book.draft(household.find("Card"), "846.10", "2026-12-15", budget, TODAY)
    assert (offer.state, offer.review_on) == ("drafted", date(2027, 12, 15))
    offer = book.step(offer, SENT, date(2026, 11, 25), how="registered-post")
    offer = book.step(offer, COUNTERED, date(2026, 12, 9), amount="1100", note="by phone, nothing in writing")
    assert offer.state == COUNTERED
    assert offer.agreed == 84610  # their figure is not ours until it is agreed
    offer = book.step(offer, ACCEPTED, date(2026, 12, 20), amount="900")
    assert offer.agreed == 90000
    offer = book.step(offer, KEPT, date(2027, 1, 15))
    assert [step.what for step in offer.life] == ["drafted", "sent", "countered", "accepted", "kept"]
    assert book.find(str(offer.row.entry)) == offer


def test_their_figure_is_held_against_the_budget_before_any_answer(household, book, budget):
    book.draft(household.find("Quick Loan 龑"), "1753.90", "2026-12-15", budget, TODAY)
    held = book.holds(household.find("Card"), 110000, budget)
    assert (held.figure, held.share, held.missing) == (110000, 84610, 25390)


def test_a_step_that_cannot_be_is_said(household, book, budget):
    offer = book.draft(household.find("Card"), "1", "2026-12-15", budget, TODAY)
    assert offer.review_on == date(2027, 3, 15)  # a token sum is looked at again sooner
    for what, on, amount in (("paid", TODAY, ""), (COUNTERED, TODAY, ""), (SENT, date(2026, 11, 1), ""), (COUNTERED, TODAY, "x")):  # fmt: skip
        with pytest.raises(InputProblems):
            book.step(offer, what, on, amount=amount)
    assert len(book.find(str(offer.row.entry)).life) == 1
