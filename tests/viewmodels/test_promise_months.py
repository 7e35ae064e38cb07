"""What is promised for a month beside the budget: what is left of that month, counted once, and no more claimed than was compared."""

from datetime import date

import pytest

from planner.services.offers import OfferBook
from planner.services.papers import Papers
from planner.services.promise_room import room_for
from planner.services.promises import Promises
from ui.viewmodels.agenda import AgendaViewModel
from ui.viewmodels.budget_line import BudgetLineViewModel
from ui.viewmodels.offers import OffersViewModel
from ui.viewmodels.promises import PromisesViewModel


@pytest.fixture
def budgeted(mine):
    """The list with a budget that leaves 2,600.00 a month."""
    for section, name, amount in (("income", "工资", "8100"), ("home", "房租", "5500")):
        form = BudgetLineViewModel(mine, section=section)
        form.type("name", name)
        form.type("amount", amount)
        assert form.save().done
    return mine


def test_a_promise_counts_the_open_promises_of_its_month_and_of_no_other(budgeted):
    for due, whose in (("2026-12-05", "mine"), ("2027-01-05", "mine"), ("2026-12-06", "theirs")):
        Promises(budgeted.household).add({"whose": whose, "amount": "1200", "due": due, "debt": "海湾卡"}, "CNY")
    budgeted.refresh()
    page = PromisesViewModel(budgeted)
    page.add(True)
    said = page.type("due", "2026-12-31").warning
    assert said == "按预算，2026年12月最多能答应 ¥1,400.00：剩余 ¥2,600.00，减去已经提出或答应的 ¥1,200.00。"
    page.type("amount", "1500")
    assert "¥1,400.00" in page.state().warning
    assert page.state().warning != said
    assert page.type("due", "2027-02-01").warning == "按预算，2027年2月最多能答应 ¥2,600.00。"


def test_a_promise_on_a_debt_with_an_open_offer_is_not_taken_off_twice(budgeted):
    OffersViewModel(budgeted).write_down()
    offers = {offer.debt: offer.agreed for offer in OfferBook(budgeted.household).all()}
    Promises(budgeted.household).add(
        {"whose": "mine", "amount": str(offers["闪贷"] / 100), "due": "2026-12-05", "debt": "闪贷"}, "CNY"
    )
    budgeted.refresh()
    before = room_for(budgeted.household, "CNY", budgeted.today)
    assert before.taken == sum(offers.values())
    assert before.in_month(date(2026, 12, 9), budgeted.promises) == before


def test_a_promise_leaves_room_for_the_least_payments_of_the_other_debts(budgeted):
    household = budgeted.household
    for name, least in (("海湾卡", "700"), ("闪贷", "1500")):
        household.edit(household.find(name), {"minimum": least})
    budgeted.refresh()
    page = PromisesViewModel(budgeted)
    page.add(True)
    unnamed = page.type("due", "2026-12-31").warning
    assert unnamed == (
        "按预算，2026年12月剩余 ¥2,600.00。各笔债的最低还款要 ¥2,200.00。写明是哪一笔，它自己的最低还款就不算在内。"
    )
    named = page.type("debt", "海湾卡").warning
    assert named == ("按预算，2026年12月剩余 ¥2,600.00。其他债的最低还款要 ¥1,500.00，最多能答应 ¥1,100.00。")
    assert page.type("amount", "1100").warning == named
    assert "¥100.00" in page.type("amount", "1200").warning  # the budget has it, and a least payment would not be whole
    assert "¥2,600.00" in page.type("amount", "2700").warning
    Promises(household).add({"whose": "mine", "amount": "1500", "due": "2026-12-05", "debt": "闪贷"}, "CNY")
    budgeted.refresh()
    page.add(True)
    page.type("debt", "海湾卡")
    # what is promised on the other debt pays its least payment: it is taken off once
    assert page.type("due", "2026-12-31").warning.startswith("按预算，2026年12月最多能答应 ¥1,100.00：")


def test_a_promise_in_the_agenda_claims_no_room_and_a_paper_names_its_debt(budgeted):
    for amount in ("1200", "9000"):
        Promises(budgeted.household).add(
            {"whose": "mine", "amount": amount, "due": "2026-12-05", "debt": "海湾卡"}, "CNY"
        )
    Papers(budgeted.household).add("china", "payment-order", "2026-11-20", debt="闪贷")
    budgeted.refresh()
    rows = [row for _, days in AgendaViewModel(budgeted).state().groups for day in days for row in day.rows]
    under = {row.amount: row.under for row in rows if row.icon == "promise"}
    assert under == {"¥1,200.00": "海湾卡", "¥9,000.00": "海湾卡，先看看预算"}
    assert [row.under for row in rows if row.icon == "legal"] == ["闪贷，最晚这天答复"]
