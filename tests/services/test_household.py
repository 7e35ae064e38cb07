"""What a person may do with their list of debts, on a real store."""

from datetime import date
from decimal import Decimal

import pytest

from planner.errors import InputProblems, PlannerError, StoreError
from planner.services.household import NoSuchDebt, first_look, open_household
from planner.services.household_plan import PlanChoice, interest_per_day, plan_household, stored_plan
from planner.services.sample import fill_with_sample
from planner.store.debts import ChangedElsewhere


@pytest.fixture
def household(tmp_path):
    opened = open_household(tmp_path)
    yield opened
    opened.close()


def test_everything_but_a_name_may_be_unknown(household):
    debt = household.add({"name": "a letter I haven't opened"}, "USD")
    assert (debt.balance, debt.apr, debt.minimum, debt.due_day, debt.liable) == (None,) * 5
    assert debt.currency == "USD"


def test_all_that_is_known_of_a_debt_comes_back_exactly(household):
    cells = {
        "name": "龑 & O'Neil",
        "creditor": "海湾银行",
        "kind": "card",
        "currency": "CNY",
        "balance": "￥12,345.60",
        "principal": "10000",
        "interest": "2000.60",
        "fees": "45",
        "penalties": "300",
        "arrears": "1200",
        "to_bring_current": "1300",
        "to_close": "12400",
        "last_offer": "9000",
        "apr": "18.250",
        "minimum_percent": "10",
        "minimum_plus": "interest",
        "minimum_of": "principal",
        "due_day": "12",
        "days_past_due": "63",
        "account_tail": "0042",
        "liable": "joint",
        "priority": "yes",
        "order": "3",
        "apr_changes": "2026-09-01:29.9; 2027-05-01:0",
        "collector": "North Star",
        "collector_since": "2026-02-28",
    }
    debt = household.add(cells, "USD")
    assert (debt.balance, debt.principal, debt.last_offer, str(debt.apr)) == (1234560, 1000000, 900000, "18.250")
    assert debt.rate_steps == ((date(2026, 9, 1), Decimal("29.9")), (date(2027, 5, 1), Decimal(0)))
    assert (debt.holders[0].name, debt.holders[0].from_on) == ("North Star", date(2026, 2, 28))
    assert household.debts() == [debt]


def test_every_fault_of_a_form_is_said_at_once(household):
    household.add({"name": "Card"}, "USD")
    with pytest.raises(InputProblems) as bad:
        household.add({"name": "Card", "balance": "-5", "apr": "1830", "due_day": "32", "kind": "loan"}, "USD")
    assert [p.field for p in bad.value.problems] == ["kind", "balance", "apr", "due_day", "name"]
    assert len(household.debts()) == 1


def test_an_edit_changes_what_it_names_and_nothing_else(household):
    debt = household.add({"name": "Card", "balance": "100", "apr": "20", "minimum": "25"}, "USD")
    changed = household.edit(debt, {"balance": "90.5", "apr": ""})
    assert (changed.balance, changed.apr, changed.minimum) == (9050, None, 2500)
    assert changed.version != debt.version


def test_two_windows_never_overwrite_each_other(household, tmp_path):
    debt = household.add({"name": "Card", "balance": "100"}, "USD")
    other = open_household(tmp_path)
    other.edit(other.find("Card"), {"balance": "80"})
    with pytest.raises(StoreError, match="another window"):
        household.edit(debt, {"balance": "70"})
    with pytest.raises(StoreError, match="another window"):
        household.pay(debt, "5", date(2026, 1, 1))
    other.close()
    assert household.find("Card").balance == 8000
    assert household.payments() == []


def test_a_payment_comes_off_the_balance_and_can_be_taken_back(household):
    debt = household.add({"name": "Card", "balance": "100"}, "USD")
    paid = household.pay(debt, "0.01", date(2024, 2, 29))
    assert household.find("Card").balance == 9999
    assert household.payments() == [paid]
    household.unpay(paid)
    household.unpay(paid)
    assert household.find("Card").balance == 10000
    assert household.payments() == []


def behind(household):
    debt = household.find("Card")
    return debt.balance, debt.arrears, debt.to_bring_current


def test_a_payment_lowers_what_is_behind_never_below_zero_and_comes_back_exactly(household):
    cells = {"name": "Card", "balance": "1000", "arrears": "120", "to_bring_current": "150.5"}
    debt = household.add(cells, "USD")
    first = household.pay(debt, "100", date(2026, 1, 1))
    assert behind(household) == (90000, 2000, 5050)
    second = household.pay(household.find("Card"), "40", date(2026, 2, 1))
    assert behind(household) == (86000, 0, 1050)
    third = household.pay(household.find("Card"), "500", date(2026, 3, 1))
    assert behind(household) == (36000, 0, 0)
    household.unpay(third)
    assert behind(household) == (86000, 0, 1050)
    household.unpay(first)
    household.unpay(second)
    assert behind(household) == (100000, 12000, 15050)


def test_what_is_behind_stays_unknown_when_a_payment_comes_and_goes(household):
    household.add({"name": "Card", "arrears": "30"}, "USD")
    paid = household.pay(household.find("Card"), "20", date(2026, 1, 1))
    assert behind(household) == (None, 1000, None)
    household.edit(household.find("Card"), {"arrears": "", "to_bring_current": "15"})
    household.unpay(paid)
    assert behind(household) == (None, None, 1500)


def test_a_removed_debt_comes_back_with_payments_that_can_still_be_taken_back(household):
    household.add({"name": "Card", "balance": "100", "arrears": "30", "to_bring_current": "35"}, "USD")
    paid = household.pay(household.find("Card"), "50", date(2026, 1, 1))
    household.restore(household.remove(household.find("Card")))
    assert household.payments() == [paid]
    household.unpay(paid)
    assert behind(household) == (10000, 3000, 3500)


@pytest.mark.parametrize("amount", ["0", "100.01", "", "-5", "1,5"])
def test_a_payment_that_cannot_be_is_refused_and_stores_nothing(household, amount):
    debt = household.add({"name": "Card", "balance": "100"}, "USD")
    with pytest.raises(InputProblems):
        household.pay(debt, amount, date(2026, 1, 1))
    assert (household.find("Card").balance, household.payments()) == (10000, [])


def test_a_payment_on_an_unknown_balance_is_kept(household):
    household.pay(household.add({"name": "Card"}, "USD"), "20", date(2026, 1, 1))
    assert household.find("Card").balance is None
    assert len(household.payments()) == 1


def test_a_removed_debt_comes_back_whole(household):
    debt = household.add({"name": "Card", "balance": "100", "apr_changes": "2027-01-01:9", "collector": "North"}, "USD")
    household.pay(debt, "40", date(2026, 1, 1))
    debt = household.find("Card")
    removed = household.remove(debt)
    assert household.debts() == []
    household.restore(removed)
    assert household.debts() == [debt]
    assert len(household.payments(debt.id)) == 1


def test_a_new_collector_ends_the_one_before(household):
    debt = household.add({"name": "Card", "collector": "North", "collector_since": "2026-01-05"}, "USD")
    debt = household.edit(debt, {"collector": "South", "collector_since": "2026-06-01"})
    assert [(h.name, h.from_on, h.until_on) for h in debt.holders] == [
        ("North", date(2026, 1, 5), date(2026, 6, 1)),
        ("South", date(2026, 6, 1), None),
    ]


def test_a_name_goes_before_a_number(household):
    household.add({"name": "2"}, "USD")
    household.add({"name": "Card"}, "USD")
    assert household.find("2").id == 1
    assert household.find("Card").id == 2
    with pytest.raises(NoSuchDebt):
        household.find("3")


def test_an_import_is_all_or_nothing(household, tmp_path):
    household.add({"name": "Card"}, "USD")
    path = tmp_path / "list.csv"
    path.write_text("name,balance,currency\nLoan,10,USD\nCard,,\nYen,12.5,JPY\n", "utf-8")
    with pytest.raises(InputProblems) as bad:
        household.import_file(str(path), "USD")
    assert [(p.field, p.line) for p in bad.value.problems] == [("balance", 4)]
    path.write_text("name,balance,currency\nLoan,10,USD\nCard,,\n", "utf-8")
    with pytest.raises(InputProblems) as bad:
        household.import_file(str(path), "USD")
    assert [(p.field, p.line) for p in bad.value.problems] == [("name", 3)]
    assert [d.name for d in household.debts()] == ["Card"]
    path.write_text("name,balance,currency\nLoan,10,USD\nYen,,JPY\n", "utf-8")
    assert [(d.name, d.balance, d.currency) for d in household.import_file(str(path), "USD").debts] == [
        ("Loan", 1000, "USD"),
        ("Yen", None, "JPY"),
    ]


@pytest.mark.parametrize(("language", "currency"), [("en", "USD"), ("zh", "CNY")])
def test_the_sample_fills_an_empty_store_once(household, language, currency):
    assert fill_with_sample(household, language)
    before = household.debts()
    assert {debt.currency for debt in before} == {currency}
    assert not fill_with_sample(household, "en")
    assert household.debts() == before


def test_the_sample_never_mixes_with_a_list_of_ones_own(household):
    household.add({"name": "mine"}, "USD")
    with pytest.raises(PlannerError, match="your own"):
        fill_with_sample(household, "en")
    assert [d.name for d in household.debts()] == ["mine"]


def test_the_first_look_sees_what_the_open_household_does(household, tmp_path):
    assert first_look(tmp_path / "elsewhere") is None
    fill_with_sample(household, "en")
    look = first_look(tmp_path)
    assert look.debts == household.debts()
    assert look.settings["currency"] == "USD"


def test_a_thousand_debts_are_stored_and_read(household, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("name,balance\n" + "".join(f"d{i},{i}.01\n" for i in range(1000)), "utf-8")
    household.import_file(str(path), "USD")
    assert sum(d.balance for d in household.debts()) == sum(i * 100 + 1 for i in range(1000))


def test_an_edit_of_a_removed_debt_never_lands_on_the_one_that_took_its_number(tmp_path):
    mine, other = open_household(tmp_path), open_household(tmp_path)
    mine.add({"name": "A", "balance": "100"}, "USD")
    read = mine.find("A")
    other.remove(other.find("A"))
    other.add({"name": "B", "balance": "9000"}, "USD")
    with pytest.raises(ChangedElsewhere):
        mine.edit(read, {"balance": "900"})
    with pytest.raises(ChangedElsewhere):
        mine.pay(read, "50", date(2026, 1, 1))
    assert mine.find("B").balance == 900_000
    mine.close()
    other.close()


def test_taking_a_payment_back_returns_only_what_it_took_off(tmp_path):
    household = open_household(tmp_path)
    household.add({"name": "A"}, "USD")
    paid = household.pay(household.find("A"), "100", date(2026, 1, 1))
    household.edit(household.find("A"), {"balance": "1000"})
    household.unpay(paid)
    assert household.find("A").balance == 100_000
    household.close()


def test_a_payment_cannot_lie_in_the_future(tmp_path):
    household = open_household(tmp_path)
    household.add({"name": "A", "balance": "100"}, "USD")
    with pytest.raises(InputProblems):
        household.pay(household.find("A"), "1", date(2150, 1, 1))
    household.close()


def test_a_debt_added_after_a_plan_was_chosen_stands_where_the_strategy_puts_it(tmp_path):
    household = open_household(tmp_path)
    for name, apr in (("zero", "0"), ("low", "5")):
        household.add({"name": name, "balance": "1000", "apr": apr, "minimum": "20"}, "USD")
    made = plan_household(household.debts(), "USD", date(2026, 1, 1), PlanChoice())
    kept = PlanChoice(order=stored_plan(made, PlanChoice()).debt_order)
    household.add({"name": "dear", "balance": "1000", "apr": "48", "minimum": "50"}, "USD")
    again = plan_household(household.debts(), "USD", date(2026, 1, 1), kept)
    assert [again.entries[i].name for i in again.order] == ["dear", "low", "zero"]
    household.close()


def test_a_day_costs_what_the_rate_in_force_says(tmp_path):
    household = open_household(tmp_path)
    household.add({"name": "A", "balance": "3650", "apr": "10", "apr_changes": "2026-09-01:30"}, "USD")
    debt = household.find("A")
    assert interest_per_day(debt, date(2026, 8, 31)) == 100
    assert interest_per_day(debt, date(2026, 9, 1)) == 300
    household.close()
