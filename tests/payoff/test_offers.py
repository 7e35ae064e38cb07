"""Pro-rata offers are exact: they sum to what there is and never exceed a balance (peers.md 4D)."""

import pytest

from planner.payoff.offers import OfferDebt, make_offers, share_pro_rata


@pytest.mark.parametrize(
    ("available", "balances", "shares"),
    [
        (16000, [455000, 670000, 120000], [5847, 8611, 1542]),
        (10000, [50000, 100000, 23300, 20000], [2587, 5173, 1205, 1035]),
        (10700, [91800, 284200, 346700], [1359, 4208, 5133]),
        (12000, [90000, 120000, 150000], [3000, 4000, 5000]),
        (10700, [421550, 118000, 99900, 64325], [6409, 1794, 1519, 978]),
    ],
)
def test_published_shares(available, balances, shares):
    assert share_pro_rata(available, balances) == shares
    assert sum(shares) == available


def test_a_pro_rata_offer_of_a_thousand_debts_adds_up_to_the_cent():
    balances = [7919 * place % 4_999_999 + 1 for place in range(1, 1001)]
    for available in (1, 999, 123_456, 10_000_000, sum(balances) + 5):
        shares = share_pro_rata(available, balances)
        assert sum(shares) == min(available, sum(balances))
        assert all(share <= balance for share, balance in zip(shares, balances, strict=True))


def test_priority_comes_first_and_in_full_and_a_small_offer_suggests_a_token():
    debts = [OfferDebt("card", 500000), OfferDebt("rent", 9950, priority=True), OfferDebt("shop", 30)]
    offers = make_offers(debts, 10000, "GBP")
    assert [(o.offer, o.token) for o in offers] == [(50, 100), (9950, None), (0, 30)]


def test_a_debt_set_apart_is_offered_nothing():
    assert make_offers([OfferDebt("not mine", 1000, apart=True)], 500, "USD")[0].offer == 0
