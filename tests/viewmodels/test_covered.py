"""Amounts that are hidden are in no state of any page; forms cover what stood in them and still store it."""

import re

import pytest

from planner.errors import InputProblems
from planner.money import to_major
from planner.services.sample import fill_with_sample
from ui.viewmodels.debt import DebtViewModel
from ui.viewmodels.debt_form import DebtFormViewModel
from ui.viewmodels.debts import DebtsViewModel
from ui.viewmodels.import_list import ImportViewModel
from ui.viewmodels.plan import PlanViewModel
from ui.viewmodels.today import TodayViewModel


@pytest.mark.parametrize("language", ["en", "zh"])
def test_hiding_amounts_hides_every_one_in_every_state(session, language):
    session.change_settings(language=language)
    fill_with_sample(session.household, language)
    session.refresh()
    stored = {to_major(debt.balance, debt.currency) for debt in session.debts}

    def said():
        plan = PlanViewModel(session)
        states = [TodayViewModel(session).state(), DebtsViewModel(session).state()]
        for budget in (plan.state().slider.most, 1000):
            states += [plan.try_budget(budget)._replace(series=(), slider=None), plan.reading(3)]
        for debt in session.debts:
            states += [DebtViewModel(session, debt.id).start_payment(), DebtFormViewModel(session, debt).state()]
        return str(states)

    assert all(amount in said().replace(",", "") for amount in stored)
    session.hide_amounts(True)
    hidden = said()
    assert not [amount for amount in stored if amount in hidden.replace(",", "")]
    assert re.findall(r"[$¥￥]\s?\d[\d,.]*|\d[\d,.]*\s?元", hidden) == []


def test_a_payment_is_not_filled_in_while_amounts_are_hidden(household):
    household.hide_amounts(True)
    assert DebtViewModel(household, household.debts[2].id).start_payment().pay_amount == ""


def test_a_form_shows_its_amounts_again_and_stores_them_unchanged(household):
    household.hide_amounts(True)
    debt = household.debts[1]
    form = DebtFormViewModel(household, debt)
    covered = {field.column for field in form.state().fields if field.value == "***"}
    assert covered == {"balance", "principal", "interest", "fees", "penalties", "arrears"}
    stored = form.next()
    assert household.find(stored.done) == debt._replace(version=debt.version + 1)
    form = DebtFormViewModel(household, household.find(debt.id))
    form.state()
    household.hide_amounts(False)
    assert "2140.00" in {field.value for field in form.state().fields}


def test_what_is_typed_while_amounts_are_hidden_is_seen_until_they_are_hidden_again(household):
    household.hide_amounts(True)
    form = DebtFormViewModel(household, household.debts[1])

    def balance():
        return next(field.value for field in form.state().fields if field.column == "balance")

    assert balance() == "***"
    form.type("balance", "***7")
    form.type("balance", "75")
    assert balance() == "75"
    household.hide_amounts(False)
    form.state()
    household.hide_amounts(True)
    assert balance() == "***"


def test_an_amount_can_be_cleared_while_it_is_covered(household):
    household.hide_amounts(True)
    debt = household.debts[1]
    form = DebtFormViewModel(household, debt)
    form.state()
    form.type("arrears", "**")
    form.next()
    assert household.find(debt.id).arrears is None
    assert household.find(debt.id).balance == debt.balance


def test_the_faults_of_a_file_do_not_tell_its_amounts(household, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("name,balance\nA,14O0.77\nB,-3.21\n", "utf-8")
    page = ImportViewModel(household)
    page.type(str(path))
    _, work = page.start()
    with pytest.raises(InputProblems) as bad:
        work(lambda _: None, lambda: False)
    assert "1400.77" in str(page.failed(bad.value).problems)
    household.hide_amounts(True)
    hidden = str(page.state().problems)
    assert "***" in hidden
    assert not re.search(r"00\.77|3\.21|14O", hidden)
