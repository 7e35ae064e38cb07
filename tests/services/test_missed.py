"""What a missed payment brings is said by who is owed and how late the debt is already."""

from datetime import date
from decimal import Decimal

import pytest

from planner.i18n import translator
from planner.model.entry import DebtEntry
from planner.payoff.shortfall import Damage
from planner.services.missed import missed_words

TODAY = date(2026, 11, 28)
MISSED = Damage(0, 4, 20_00, 0, None)
BANK = DebtEntry(
    name="Card", kind="card", creditor="Harbour Bank 海港", balance=1000_00, apr=Decimal(20), currency="USD"
)


@pytest.mark.parametrize(
    ("debt", "words"),
    [
        (BANK, "Usually first, from Harbour Bank 海港: A polite reminder, by message or call."),
        (BANK._replace(kind="bnpl", creditor=""), "Usually first: A polite reminder"),
        (BANK._replace(due_since=date(2026, 10, 25)), "Already 34 days late. Usually next: The debt often goes"),
        (BANK._replace(due_since=date(2026, 11, 27)), "Already 1 day late. Usually next: If nothing is agreed"),
        (BANK._replace(due_since=date(2022, 3, 1)), "Already late since 2022. Usually next: "),
        (BANK._replace(kind="family", due_since=date(2026, 10, 25)), "Somebody you know, so no collector calls"),
        (BANK._replace(kind="property-fee"), "a missed payment mostly brings more calls and letters"),
    ],
)
def test_what_comes_next_goes_by_kind_and_by_how_late_it_is(debt, words):
    assert translator("en")(missed_words(MISSED, debt, TODAY)).startswith(words)
    chinese = translator("zh")(missed_words(MISSED, debt._replace(creditor=""), TODAY))
    assert not any(sign.isascii() and sign.isalpha() for sign in chinese)


def test_what_weighs_more_than_calls_is_said_as_it_is():
    rent = Damage(0, 0, 20_00, 0, None)
    assert missed_words(rent, BANK._replace(due_since=date(2026, 10, 25)), TODAY) == rent.words
