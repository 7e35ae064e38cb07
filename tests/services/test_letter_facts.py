"""What the household knows goes into the blanks of a letter: what is meant for the recipient, and nothing else."""

from datetime import date

import pytest

from planner.budget.debits import Account, Debit
from planner.letters.catalogue import letter_of, letters_of
from planner.model.entry import HolderEntry
from planner.money import to_major
from planner.services.budget import BudgetBook
from planner.services.contacts import ContactLog
from planner.services.household import open_household
from planner.services.letter_facts import Known, paper_to_answer, prefill
from planner.services.letter_faults import faults_of
from planner.services.letter_known import known_for
from planner.services.letters import find_letter
from planner.services.offers import COUNTERED, OfferBook
from planner.services.papers import Papers
from planner.services.promises import Promises, next_of

TODAY = date(2026, 11, 24)
PLACE = "china"


@pytest.fixture
def household(tmp_path):
    opened = open_household(tmp_path)
    opened.change_settings(country="CN", zone="Asia/Shanghai", me_name="龑小明")
    opened.add(
        {"name": "海湾卡", "creditor": "海湾银行", "balance": "14000", "kind": "card", "account_tail": "4521"}, "CNY"
    )
    yield opened
    opened.close()


def test_blanks_are_filled_from_debt_offer_budget_and_settings_in_the_language_of_the_letter(household):
    budget = BudgetBook(household, "CNY").add({"section": "income", "name": "工资", "amount": "8100"})
    debt = household.find("海湾卡")
    offer = OfferBook(household).draft(debt, "846.10", "2026-12-15", budget, TODAY)
    known = Known(household.settings(), TODAY, debt, offer, budget, (), "短信：138")
    filled = prefill(letter_of("card-instalments", "china"), known, "zh")
    assert filled["my_name"] == "龑小明"
    assert filled["their_name"] == "海湾银行"
    assert (filled["offer"], filled["months"], filled["first_on"]) == ("846.10", "17", "2026-12-15")
    assert filled["income"] == "8100.00"
    assert "surplus" not in str(filled)
    english = prefill(letter_of("ask-plan", "china"), known, "en")
    assert english["account"] == "the card ending 4521"
    assert english["answer_by"] == "2026-12-08"


def test_the_budget_stands_in_an_offer_only_when_it_was_ticked_and_the_rest_never(household):
    book = BudgetBook(household, "CNY")
    book.add({"section": "income", "name": "工资", "amount": "8100"})
    budget = book.add({"section": "home", "name": "房租", "amount": "2600"})
    known = Known({}, TODAY, household.find("海湾卡"), None, budget)
    letter = letter_of("pro-rata-offer", PLACE)
    assert "budget" not in prefill(letter, known, "zh")
    ticked = prefill(letter, known, "zh", {"budget"})
    assert [amount for _, amount in ticked["budget"]] == ["8100.00", "2600.00"]
    assert "5500" not in str(ticked)


def test_a_budget_in_another_currency_is_not_said_in_that_of_the_debt(household):
    book = BudgetBook(household, "CNY")
    budget = book.add({"section": "income", "name": "工资", "amount": "8100", "next_on": "2026-12-10"})
    foreign = household.find("海湾卡")._replace(currency="EUR")
    known = Known({}, TODAY, foreign, None, budget)
    assert "budget" not in prefill(letter_of("pro-rata-offer", PLACE), known, "zh", {"budget"})
    assert "income" not in prefill(letter_of("card-instalments", PLACE), known, "zh", {"income"})
    assert prefill(letter_of("move-due-day", PLACE), known, "zh")["pay_day"] == "10"  # a day has no currency
    assert known_for(household, letter_of("ask-plan", PLACE), foreign, "EUR", TODAY).share == 0


def test_an_offer_above_what_the_budget_leaves_is_said_and_a_token_is_not(household):
    letter, book, debt = letter_of("token-offer", PLACE), BudgetBook(household, "CNY"), household.find("海湾卡")

    def wrong(values, letter=letter, debt=debt):
        said = {"first_on": "2026-12-15", **values}
        found = faults_of(household, letter, said, debt, currency="CNY", today=TODAY, show=to_major)
        return {name: words.id.format(**words.blanks) for name, words in found.items()}

    assert wrong({"offer": "900"}) == {}
    book.add({"section": "income", "name": "工资", "amount": "8100"})
    book.add({"section": "home", "name": "房租", "amount": "7600"})
    assert wrong({"offer": "500"}) == {}
    assert "500.00" in wrong({"offer": "500.01"})["offer"]
    book.add({"section": "food", "name": "吃饭", "amount": "2000"})
    assert wrong({"offer": "2.00"}) == wrong({"offer": "x"}) == {}
    assert "0.00" in wrong({"offer": "2.01"})["offer"]
    assert wrong({"offer": "900"}, debt=debt._replace(currency="USD")) == {}  # currencies are never compared
    assert set(wrong({"offer": "1", "first_on": "2020-01-01"})) == {"first_on"}
    assert wrong({}, letter_of("contract-copy", PLACE)) == {}


@pytest.mark.parametrize("place", ["china", "united_states", "united_kingdom/england_wales"])
def test_what_is_left_each_month_stands_in_no_letter_whatever_is_ticked(household, place):
    book, debt = BudgetBook(household, "CNY"), household.find("海湾卡")
    book.add({"section": "income", "name": "工资", "amount": "8123.45"})
    budget = book.add({"section": "home", "name": "房租", "amount": "5500"})
    offer = OfferBook(household).draft(debt, "846.10", "2026-12-15", budget, TODAY)
    known = Known(household.settings(), TODAY, debt, offer, budget)
    for letter in letters_of(place):
        for language in letter.languages:
            said = str(prefill(letter, known, language, {field.id for field in letter.fields}))
            assert "2623.45" not in said, letter.id
            assert "2,623.45" not in said, letter.id


def test_what_could_be_offered_fills_a_letter_where_no_offer_is_written_down(household):
    book, letter, debt = BudgetBook(household, "CNY"), letter_of("card-instalments", PLACE), household.find("海湾卡")

    def filled():
        return prefill(letter, known_for(household, letter, debt, "CNY", TODAY), "zh")

    assert "offer" not in filled()
    book.add({"section": "income", "name": "工资", "amount": "8100"})
    book.add({"section": "home", "name": "房租", "amount": "7253.90"})
    assert (filled()["offer"], filled()["months"], filled()["first_on"]) == ("846.10", "17", "2026-12-24")
    book.add({"section": "food", "name": "吃饭", "amount": "2000"})
    assert filled()["offer"] == "1.00"
    assert not OfferBook(household).all()


def test_what_the_bank_is_asked_comes_from_the_account_that_pays_the_debt(household):
    book = BudgetBook(household, "CNY")
    accounts = [Account("尾号0077的账户", "码头银行", True, None, 520000), Account("另一个账户", "北方银行")]
    book.set_debits(accounts, [Debit("海湾卡", "另一个账户", creditor="快捷贷款公司")])
    known = Known({}, TODAY, household.find("海湾卡"), None, book.read())
    stop = prefill(letter_of("stop-mandate", PLACE), known, "zh")
    assert (stop["their_name"], stop["bank_account"], stop["payee"]) == ("北方银行", "另一个账户", "快捷贷款公司")
    leave = prefill(letter_of("set-off-ask", PLACE), known._replace(debt=None), "zh")
    assert (leave["their_name"], leave["bank_account"], leave["keep"]) == ("码头银行", "尾号0077的账户", "5200.00")


def test_a_new_due_day_stands_after_the_wages_and_in_every_month(household):
    days = {}
    for wages in ("2026-12-10", "2026-12-28", "2026-12-31"):
        book = BudgetBook(household, "CNY")
        budget = book.add({"section": "income", "name": wages, "amount": "8100", "next_on": wages})
        filled = prefill(letter_of("move-due-day", PLACE), Known({}, TODAY, None, None, budget), "zh")
        days[wages] = (filled["pay_day"], filled["new_day"])
        book.remove(budget.find(wages))
    assert days == {"2026-12-10": ("10", "13"), "2026-12-28": ("28", "3"), "2026-12-31": ("31", "6")}


def test_money_that_should_reach_me_is_filled_in_where_it_is_one_sum(household):
    book = BudgetBook(household, "CNY")
    budget = book.add({"section": "owed", "name": "十月份的工资", "amount": "3200", "next_on": "2026-11-05"})
    letter = letter_of("money-owed-me", PLACE)
    filled = prefill(letter, Known({}, TODAY, household.find("海湾卡"), None, budget), "zh")
    assert (filled["what"], filled["amount"], filled["due_on"]) == ("十月份的工资", "3200.00", "2026-11-05")
    assert filled["their_name"] == ""
    two = book.add({"section": "owed", "name": "押金", "amount": "2000"})
    assert "amount" not in prefill(letter, Known({}, TODAY, None, None, two), "zh")


def test_a_second_request_names_the_day_the_sum_and_the_answer_of_the_first(household):
    budget = BudgetBook(household, "CNY").add({"section": "income", "name": "工资", "amount": "8100"})
    debt, book, letter = household.find("海湾卡"), OfferBook(household), letter_of("second-request", PLACE)
    offer = book.draft(debt, "846.10", "2026-12-15", budget, date(2026, 11, 1))
    known = Known({}, TODAY, debt, offer, budget)
    assert "written_on" not in prefill(letter, known, "zh")
    offer = book.step(offer, "sent", date(2026, 11, 2))
    filled = prefill(letter, known._replace(offer=offer), "zh")
    assert (filled["written_on"], filled["offer"], filled["answer"]) == ("2026-11-02", "846.10", "none")
    offer = book.step(offer, COUNTERED, date(2026, 11, 9), amount="1500")
    assert prefill(letter, known._replace(offer=offer), "zh")["answer"] == "countered"


def test_a_promise_and_a_payment_are_named_with_their_sum_and_day(household):
    promises = Promises(household)
    for due in ("2026-11-20", "2026-12-01", "2026-12-20"):
        promises.add({"amount": "300", "due": due, "debt": "海湾卡"}, "CNY")
    promises.add({"amount": "9", "due": "2026-11-25", "debt": "海湾卡", "whose": "theirs"}, "CNY")
    debt = household.find("海湾卡")
    spoken_of = next_of(promises.all(), debt.name, TODAY)
    filled = prefill(letter_of("cannot-keep", PLACE), Known({}, TODAY, debt, promise=spoken_of), "zh")
    assert (filled["amount"], filled["due_on"]) == ("300.00", "2026-12-01")
    assert next_of(promises.all(), debt.name, date(2027, 1, 1)).due_on == date(2026, 12, 20)
    assert next_of(promises.all(), "another", TODAY) is None
    household.pay(debt, "500", date(2026, 11, 16))
    known = Known({}, TODAY, household.find("海湾卡"), payment=household.payments(debt.id)[0])
    paid = prefill(letter_of("settlement-confirm", PLACE), known, "zh")
    assert (paid["sum"], paid["paid_on"]) == ("500.00", "2026-11-16")


def test_how_to_reach_me_is_said_as_a_sentence_of_the_letter_takes_it(household):
    settings = {"reach_channel": "email", "reach_at": "dana@example.org"}
    known = Known(settings, TODAY, household.find("海湾卡"))
    letter = letter_of("ask-plan", PLACE)
    assert prefill(letter, known, "en")["reach_me"] == "by e-mail at dana@example.org"
    assert prefill(letter, known, "zh")["reach_me"] == "电子邮件 dana@example.org"
    assert "reach_me" not in prefill(letter, known._replace(settings={}), "zh")


def test_a_letter_about_penalties_names_the_text_that_fits_the_kind_of_debt(household):
    card, letter = household.find("海湾卡"), letter_of("waive-penalties", PLACE)
    assert prefill(letter, Known({}, TODAY, card), "zh")["basis"] == "card"
    assert prefill(letter, Known({}, TODAY, card._replace(kind="loan")), "zh")["basis"] == "other"


def test_my_own_name_for_a_debt_stays_at_home_where_the_lender_is_known(household):
    debt = household.find("海湾卡")._replace(name="那笔讨厌的钱", account_tail=None)
    letter = letter_of("ask-plan", PLACE)
    assert prefill(letter, Known({}, TODAY, debt), "zh")["account"] == "海湾银行账户"
    assert prefill(letter, Known({}, TODAY, debt), "en")["account"] == "the account with 海湾银行"
    assert prefill(letter, Known({}, TODAY, debt._replace(creditor=None)), "zh")["account"] == "那笔讨厌的钱"


def test_a_letter_to_the_lender_names_the_lender_behind_the_agency(household):
    agency = HolderEntry("北极星催收公司", "agency", date(2026, 9, 1))
    known = Known({}, TODAY, household.find("海湾卡")._replace(holders=(agency,)))
    assert prefill(letter_of("card-instalments", PLACE), known, "zh")["their_name"] == "海湾银行"
    assert prefill(letter_of("ask-plan", PLACE), known, "zh")["their_name"] == "北极星催收公司"
    gone = known._replace(debt=known.debt._replace(holders=(agency._replace(until_on=date(2026, 11, 1)),)))
    assert prefill(letter_of("ask-plan", PLACE), gone, "zh")["their_name"] == "海湾银行"
    assert prefill(letter_of("correct-credit-record", PLACE), known, "zh")["their_name"] == ""


def test_a_log_in_a_letter_names_days_and_numbers_and_no_words_that_were_said(household):
    log = ContactLog(household)
    row = log.add({"at": "2026-11-02 22:30", "channel": "call", "outcome": "conversation", "collector": "北极星", "said": "打爆通讯录"}, TODAY)  # fmt: skip
    from planner.services.letter_facts import _of_log

    (cells,) = _of_log("contacts", Known({}, TODAY, log=[row]), "zh")
    assert "22:30" in cells[0]
    assert cells[2] == "北极星"
    assert "通讯录" not in "".join(cells)


def test_a_letter_about_others_names_only_their_contacts_with_people_who_have_no_part_in_it(household):
    log = ContactLog(household)
    for at, channel, recipient in (
        ("2026-11-02 22:30", "call", "self"),
        ("2026-11-03 09:00", "call", "family"),
        ("2026-11-04 09:00", "call", "guarantor"),
        ("2026-11-05 09:00", "visit-work", "self"),
        ("2026-11-06 09:00", "call", "colleague"),
    ):
        log.add({"at": at, "channel": channel, "recipient": recipient, "collector": "北极星", "said": "快还钱"}, TODAY)
    log.add({"at": "2026-11-07 09:00", "channel": "call", "recipient": "family", "from": "borrower"}, TODAY)
    known = Known({}, TODAY, household.find("海湾卡"), log=log.rows())

    def days(letter, blank):
        rows = prefill(letter_of(letter, PLACE), known, "zh").get(blank, [])
        assert "快还钱" not in str(rows)
        return [row[0].split("日")[0][-1] for row in rows]

    assert days("stop-family", "others") == ["3", "6"]
    assert days("stop-work", "others") == ["5", "6"]
    assert days("complaint-firm", "contacts") == ["2", "3", "4", "5", "6"]


def test_a_letter_names_the_contacts_of_its_own_debt_and_no_others(household):
    log = ContactLog(household)
    for at, collector, about in (
        ("2026-11-02 09:00", "北极星", "海湾卡"),
        ("2026-11-03 09:00", "海湾银行", ""),
        ("2026-11-04 09:00", "快捷贷款公司", "闪贷"),
        ("2026-11-05 09:00", "快捷贷款公司", ""),
        ("2026-11-06 09:00", "", ""),
    ):
        log.add({"at": at, "channel": "call", "collector": collector, "debt": about}, TODAY)
    letter, debt = letter_of("complaint-firm", PLACE), household.find("海湾卡")

    def days(of):
        rows = prefill(letter, Known({}, TODAY, of, log=log.rows()), "zh")["contacts"]
        return [row[0].split("日")[0][-1] for row in rows]

    assert days(debt) == ["2", "3"]
    assert days(debt._replace(name="闪贷", creditor="闪贷")) == ["4"]
    assert days(debt._replace(name="另一笔", creditor="别家")) == [
        "3",
        "5",
        "6",
    ]  # which debt they are about is not known
    assert days(None) == ["2", "3", "4", "5", "6"]


def test_a_lender_is_asked_about_the_firm_that_collects_now_and_since_when(household):
    agency = HolderEntry("北极星催收公司", "agency", date(2026, 9, 1))
    known = Known({}, TODAY, household.find("海湾卡")._replace(holders=(agency,)))
    filled = prefill(letter_of("authority-of-collector", PLACE), known, "zh")
    assert (filled["their_name"], filled["collector"], filled["since"]) == ("海湾银行", "北极星催收公司", "2026-09-01")
    gone = known.debt._replace(holders=(agency._replace(until_on=date(2026, 11, 1)),))
    assert "collector" not in prefill(letter_of("authority-of-collector", PLACE), known._replace(debt=gone), "zh")


def test_law_is_named_only_to_whom_it_binds(household):
    debt = household.find("海湾卡")
    for place, role, named in (
        ("united_states", "agency", "yes"),
        ("united_states", "debt-buyer", "yes"),
        ("united_states", "bank", None),
        ("united_kingdom", "agency", None),
    ):
        known = Known({}, TODAY, debt._replace(holders=(HolderEntry("North Star", role),)))
        assert prefill(letter_of("stop-channel", place), known, "en").get("law") == named
    assert "law" not in prefill(letter_of("stop-all", "united_states"), Known({}, TODAY, debt), "en")
    assert prefill(letter_of("stop-family", PLACE), Known({}, TODAY, debt), "zh")["law"] == "card"
    assert "law" not in prefill(letter_of("stop-family", PLACE), Known({}, TODAY, debt._replace(kind="loan")), "zh")


def test_a_court_paper_is_named_with_its_days(household):
    paper = Papers(household).add("china", "payment-order", "2026-11-20")
    known = Known({}, TODAY, None, paper=paper)
    assert prefill(letter_of("objection-note", PLACE), known, "zh")["came_on"] == "2026-11-20"
    note = prefill(letter_of("court-reply-note", PLACE), known, "zh")
    assert (note["came_on"], note["due_on"]) == ("2026-11-20", paper.due_on.isoformat())
    assert "due_on" not in prefill(letter_of("court-reply-note", PLACE), known._replace(paper=None), "zh")


def test_the_paper_that_is_answered_is_the_one_whose_day_comes_next(household):
    papers = Papers(household)
    old, later, answered = (
        papers.add("china", "other", "2026-10-01", due=due) for due in ("2026-10-20", "2026-12-20", "2026-11-30")
    )
    papers.done(answered, TODAY)
    assert paper_to_answer(papers.entered(), TODAY).entry == later.entry
    assert paper_to_answer([old], TODAY) == old
    assert paper_to_answer([], TODAY) is None


def test_a_letter_carries_the_open_offer_and_reads_the_log_only_where_it_speaks_of_it(household):
    from planner.services.letter_known import known_for

    budget = BudgetBook(household, "CNY").add({"section": "income", "name": "工资", "amount": "8100"})
    debt, book = household.find("海湾卡"), OfferBook(household)
    ContactLog(household).add({"at": "2026-11-02 10:30", "channel": "call", "collector": "海湾银行"}, TODAY)
    book.step(book.draft(debt, "500", "2026-12-15", budget, TODAY), "refused", TODAY)
    plan, complaint = find_letter("ask-plan", PLACE), find_letter("complaint-firm", PLACE)
    assert known_for(household, plan, debt, "CNY", TODAY).offer is None
    kept_offer = book.draft(debt, "600", "2026-12-15", budget, TODAY)
    known = known_for(household, plan, debt, "CNY", TODAY)
    assert (known.offer, known.log) == (kept_offer, ())
    assert len(known_for(household, complaint, debt, "CNY", TODAY).log) == 1
