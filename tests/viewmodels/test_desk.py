"""The desk from the borrower's side: a budget, fair offers, an offer's life, a letter, the agenda, a call; and what goes wrong."""

import random
from datetime import datetime, timedelta

import pytest

from planner.errors import Text
from planner.services.budget import BudgetBook
from planner.services.contacts import facts_of
from planner.services.offers import OfferBook
from planner.services.options import covered, options_of
from planner.services.promises import Promises
from planner.services.sample import fill_with_sample
from planner.services.sample_desk import sample_budget
from planner.services.tactic_guides import all_guides, guide_of
from ui.viewmodels.agenda import ALL, AgendaViewModel
from ui.viewmodels.budget import BEFORE, BudgetViewModel
from ui.viewmodels.budget_line import BudgetLineViewModel
from ui.viewmodels.call_sheet import CallSheetViewModel
from ui.viewmodels.debits import ACCOUNT, DEBIT, DebitsViewModel
from ui.viewmodels.kit import KitViewModel
from ui.viewmodels.letter_topics import topics
from ui.viewmodels.letters import LettersViewModel
from ui.viewmodels.offer import ANSWER, YES, OfferViewModel
from ui.viewmodels.offers import OffersViewModel
from ui.viewmodels.options import OptionsViewModel
from ui.viewmodels.practise import PractiseViewModel
from ui.viewmodels.promises import PromisesViewModel
from ui.viewmodels.today import TodayViewModel


def rows(state):
    return [row for block in state.blocks for row in block.rows]


def block(state, id_):
    return next(one for one in state.blocks if one.id == id_)


def add_line(session, section, name, amount, **more):
    form = BudgetLineViewModel(session, section=section)
    for column, text in {"name": name, "amount": amount, **more}.items():
        form.choose(column, text) if column in ("rhythm", "debt") else form.type(column, text)
    assert form.save().done, form.state()
    return form


def with_surplus(session):
    add_line(session, "income", "工资", "8100")
    add_line(session, "home", "房租", "5500")


# The budget


def test_a_budget_is_written_line_by_line_and_what_is_left_is_said(mine):
    page = BudgetViewModel(mine)
    assert page.state().empty
    with_surplus(mine)
    state = page.state()
    assert (state.left, state.short) == ("¥2,600.00", "")
    assert block(state, "income").total == "¥8,100.00"


def test_a_line_taken_out_can_be_put_back_and_a_changed_one_too(mine):
    with_surplus(mine)
    page = BudgetViewModel(mine)
    line = rows(page.state())[1]
    state = page.remove(line.id)
    assert "房租" in state.undo
    assert len(rows(state)) == 1
    assert [row.name for row in rows(page.put_back())] == ["工资", "房租"]
    form = BudgetLineViewModel(mine, line=line.id)
    form.type("amount", "5000")
    assert form.save().done
    page.changed(form.said, form.before)
    assert page.state().left == "¥3,100.00"
    assert page.put_back().left == "¥2,600.00"


def test_a_seasonal_cost_an_income_that_changes_and_money_that_should_come(mine):
    with_surplus(mine)
    form = BudgetLineViewModel(mine, section="energy")
    form.type("name", "取暖")
    form.type("amount", "1200")
    for month in (12, 1, 1, 1):
        form.turn_month(month)
    assert form.save().done
    add_line(mine, "income", "兼职", "", rhythm="irregular", recent="1300;0;1800;1650;900;2000")
    add_line(mine, "owed", "押金", "2400")
    state = BudgetViewModel(mine).state()
    assert [row.amount for row in rows(state)][:2] == ["¥8,100.00", "¥900.00"]
    heating = next(row for row in rows(state) if row.name == "取暖")
    assert (heating.amount, "12月" in heating.under) == ("¥200.00", True)
    assert block(state, "owed").total == "¥2,400.00"
    assert state.left == "¥3,300.00", "money that has not come is not shared"


def test_a_letter_in_an_amount_and_a_missing_name_are_said_at_once_and_nothing_is_stored(mine):
    form = BudgetLineViewModel(mine, section="food")
    form.type("amount", "1,O00")
    state = form.save()
    assert not state.done
    assert {field.column for field in state.fields if field.error} == {"name", "amount"}
    assert BudgetBook(mine.household, "CNY").read().lines == ()


def test_a_shortfall_leads_with_what_is_safe_and_never_with_red_or_blame(mine):
    add_line(mine, "income", "工资", "3000")
    add_line(mine, "home", "房租", "3400")
    state = BudgetViewModel(mine).state()
    assert "¥400.00" in state.short
    assert len(state.safe) == 3
    assert state.left_words == ""
    assert OffersViewModel(mine).state().way == "options"


def test_the_bars_of_the_offers_are_the_parts_of_what_is_owed(household):
    state = OffersViewModel(household).state()
    assert {row.fraction for row in state.first} == {None}
    assert sum(row.fraction for row in state.rest) == pytest.approx(1, abs=0.01)
    assert all(f"{row.fraction:.1%}".removesuffix("%") in row.under for row in state.rest)
    assert [bool(row.offered) for row in state.rest] == [row.name == state.made[0].name for row in state.rest]
    assert len(OffersViewModel(household).write_down().made) == len(
        state.rest
    )  # what is offered already gets no second one


def test_last_month_is_offered_only_when_a_budget_was_kept_then(mine, clock):
    with_surplus(mine)
    assert BudgetViewModel(mine).state().months == ()
    written = BudgetBook(mine.household, "CNY").read().row.written_at
    clock.now = datetime.fromisoformat(written) + timedelta(days=40)
    add_line(mine, "food", "吃饭", "600")
    page = BudgetViewModel(mine)
    assert BudgetBook(mine.household, "CNY").before_month(mine.today.replace(day=1)) is not None
    assert page.look_at(BEFORE).months[1][0] == BEFORE


def test_the_budget_is_saved_printed_and_read_again_and_a_bad_file_changes_nothing(mine, home):
    with_surplus(mine)
    add_line(mine, "other", "=1+1 龑𠮷", "10")
    page = BudgetViewModel(mine)
    assert str(home) in page.save_csv().said
    assert str(home) in page.print(blank=True).said
    assert page.print(blank=False).said
    table = next(home.glob("*.csv"))
    assert "'=1+1" in table.read_text("utf-8-sig")
    assert next(home.glob("*.pdf")).read_bytes().startswith(b"%PDF")
    before = len(rows(page.state()))
    page.take(str(table))
    assert len(rows(page.state())) == 2 * before
    page.put_back()
    bad = home / "bad.csv"
    bad.write_text("section,name,amount\nmoon,x,1\n", "utf-8")
    page.take(str(bad))
    state = page.state()
    assert state.problem
    assert len(rows(state)) == before


def test_what_is_left_can_be_taken_for_the_plan(household):
    state = BudgetViewModel(household).use_in_plan()
    assert "$604.17" in state.said
    assert household.chosen.budget == 60417


def test_the_wage_is_protected_by_saying_which_account_pays_which_debt(mine):
    with_surplus(mine)
    page = DebitsViewModel(mine)
    page.open(ACCOUNT)
    for column, text in (("name", "工资卡"), ("bank", "海湾银行"), ("balance", "900"), ("food_first", "800")):
        page.type(column, text)
    assert page.save().accounts[0].wages
    page.open(DEBIT)
    page.type("debt", "海湾卡")
    page.type("day", "32")
    assert [field.column for field in page.save().fields if field.error] == ["day"]
    page.type("day", "5")
    page.type("amount", "400")
    page.type("failed_fee", "20")
    state = page.save()
    (debit,) = state.debits
    assert len(debit.warnings) == 4
    assert "20" in debit.risk
    page.open(ACCOUNT, 0)
    state = page.remove()
    assert (state.accounts, state.debits) == ((), ())
    state = page.put_back()
    assert len(state.debits) == 1


# Offers


def test_a_form_names_the_fields_that_need_a_look(mine):
    line = BudgetLineViewModel(mine)
    line.type("amount", "x")
    assert line.save().summary == "有 2 处要再看一下：“用途”“每次多少钱”。你填的都还在。"
    income = BudgetLineViewModel(mine, section="income")
    income.type("amount", "2,O00")
    assert next(field.fix for field in income.save().fields if field.column == "amount") == "2,000"
    income.type("amount", "1")
    assert income.save().summary == "有一处要再看一下：“名称”。你填的都还在。"


def test_without_a_budget_no_offer_is_made_and_the_way_on_is_said(mine):
    state = OffersViewModel(mine).state()
    assert (state.way, state.rest, state.can_write) == ("budget", (), False)


def test_the_fair_set_adds_up_says_who_is_left_out_and_is_written_down_once(mine):
    with_surplus(mine)
    mine.household.add({"name": "Euro", "balance": "500", "kind": "card", "currency": "EUR"}, "CNY")
    mine.household.add({"name": "不是我的", "balance": "700", "kind": "card", "disputed": "yes"}, "CNY")
    mine.refresh()
    page = OffersViewModel(mine)
    state = page.state()
    assert (state.available, state.total) == ("¥2,600.00", "¥2,600.00")
    assert [row.amount for row in state.rest] == ["¥1,542.37", "¥1,057.63"]
    assert len(state.left_out) == 2
    assert all("月" in row.times for row in state.rest)
    card = mine.debts[0].id
    out = page.leave_out(card)
    assert [row.name for row in out.rest] == ["闪贷"]
    assert any(row.chosen for row in out.left_out)
    assert len(page.take_in(card).rest) == 2
    written = page.write_down()
    assert len(written.made) == 2
    assert not written.can_write
    assert page.undo().made == ()


def test_all_offers_are_printed_on_one_page_in_both_languages(household, home):
    page = OffersViewModel(household)
    assert page.state().can_print
    for language in ("en", "zh"):
        household.speak(language)
        words = page.print().printed
        assert ".pdf" in words
    assert len(list(home.rglob("offers-*.pdf"))) == 2
    assert all(path.read_bytes().startswith(b"%PDF") for path in home.rglob("offers-*.pdf"))


def test_an_offer_lives_and_a_counter_is_held_against_the_budget_before_a_yes(mine):
    with_surplus(mine)
    offers = OffersViewModel(mine)
    made = offers.write_down().made[1]
    page = OfferViewModel(mine, made.id)
    assert page.state().stage == "drafted"
    page.sent()
    page.open(ANSWER)
    page.type("amount", "1500")
    page.type("note", "电话里说的")
    state = page.answered()
    assert (state.stage, state.held.figure, state.held.missing) == ("countered", "¥1,500.00", "¥442.37")
    page.open(YES)
    page.type("amount", "1500")
    refused = page.note_yes()
    assert any(field.error for field in refused.fields)
    assert Promises(mine.household).all() == []
    page.type("amount", "1057.63")
    page.type("due", "2026-11-01")
    assert any(field.error and field.column == "due" for field in page.note_yes().fields)
    page.type("due", "2026-12-15")
    state = page.note_yes()
    assert state.stage == "accepted"
    (promise,) = Promises(mine.household).all()
    assert (promise.amount, promise.debt) == (105763, "闪贷")
    assert page.take_back().stage == "countered"
    assert Promises(mine.household).all() == []


def test_a_countered_offer_without_a_figure_says_what_is_missing(mine):
    with_surplus(mine)
    page = OfferViewModel(mine, OffersViewModel(mine).write_down().made[0].id)
    page.sent()
    page.open(ANSWER)
    state = page.answered()
    assert [field.column for field in state.fields if field.error] == ["amount"]


def test_a_promise_is_held_against_the_budget_before_it_is_made(mine):
    page = PromisesViewModel(mine)
    assert page.add(True).warning == "只答应计划里负担得起的。"
    with_surplus(mine)
    assert "¥" not in page.add(True).warning  # no day yet: no month is meant
    usual = page.type("due", "2026-12-20").warning
    assert usual == "按预算，2026年12月最多能答应 ¥2,600.00。"
    page.type("amount", "2600")
    assert page.state().warning == usual
    assert page.type("amount", "2600.01").warning not in ("", usual)
    assert page.type("amount", "2,O00").warning == usual  # said beside its field
    assert page.whose("theirs").warning == ""


# Agenda


def test_the_agenda_groups_days_says_moved_for_what_is_behind_and_saves_without_names(household, clock, home):
    page = AgendaViewModel(household)
    near, everything = page.state(), page.look_at(ALL)
    assert len(everything.groups) >= len(near.groups)
    amounts = {row.title: row.amount for _, days in near.groups for day in days for row in day.rows}
    due = TodayViewModel(household).state().due
    assert {one.name: amounts[one.name] for one in due} == {one.name: one.amount for one in due}
    assert any(one.amount.startswith("about ") for one in due)
    under = {row.title: row.under for _, days in near.groups for day in days for row in day.rows}
    # one sum or two: they know
    assert under["Your promise"] == "Harbour Bank card, ask if it is part of the payment of Dec 12"
    assert under["Harbour Bank card"] == "payment due"
    clock.now += timedelta(days=10)
    later = AgendaViewModel(household).state()
    moved = [row for _, days in later.groups[:1] for day in days for row in day.rows]
    assert {row.chip[2] for row in moved} == {"moved"}
    assert "missed" not in str(later).lower()
    page.ask(True)
    page.save()
    text = next(home.glob("*.ics")).read_text("utf-8")
    assert "Reminder" in text
    assert "QuickLeaf" not in text
    page.name_them()
    page.save()
    assert "QuickLeaf" in (home / "days-2026-12-04-2.ics").read_text("utf-8")


def test_today_names_the_next_day_of_offers_and_complaints_once_the_log_was_looked_at(household):
    page = TodayViewModel(household)
    assert page.state().desk is None  # the first frame waits for nothing
    household.checks.check(household.jurisdiction or "")
    row = page.state().desk
    assert (row.route, row.given) == ("offer", "offer")
    assert row.title == "Answer North Star Recovery"  # who asks, not the debt
    assert row.under.startswith("they ask $178.00 a month, QuickLeaf online loan")
    for offer in OfferBook(household.household).all():
        OfferBook(household.household).step(offer, "ended", household.today)
    assert page.state().desk.route == "complaint_page"


# Calls


def test_a_call_is_held_saved_with_what_was_asked_and_can_be_taken_back(household, clock):
    page = CallSheetViewModel(household)
    assert page.state().people
    page.begin("North Star Recovery")
    state = page.state()
    assert any("$137.00" in words for words in state.say)
    page.tick("name")
    page.type("agent_name", "Ms Liu")
    page.type("staff_number", "N-0417")
    page.type("said", "pay today or else")
    assert page.press("today").answers
    assert not [one for one in page.press("hearing today").answers if "I asked the court" in one.words]
    assert [one.is_said for one in page.state().answers if one.id == "false-legal"] == [False]
    assert page.press("zzz").nothing
    clock.now += timedelta(minutes=7)
    saved = page.end()
    facts = facts_of(household.contact_log.find(saved.saved))
    assert (facts["collector"], facts["agent_name"], facts["debt"]) == (
        "North Star Recovery",
        "Ms Liu",
        ["QuickLeaf online loan"],
    )
    assert "7 min" in facts["note"]
    assert page.take_back().saved == 0


def test_practise_shows_no_threats_keeps_nothing_and_answers_calmly(household):
    before = len(household.contact_log.rows())
    page = PractiseViewModel(household, random.Random(7))
    seen = set()
    for _ in range(200):
        state = page.another()
        assert state.reply == ""
        page.type("I would say nothing")
        seen.add(page.show().name)
    assert len(seen) > 10
    threats = next(group for group in all_guides("en") if group.id == "threats")
    assert not seen & {guide.name for guide in threats.guides}
    assert guide_of("court-notice", "en").name not in seen  # a paper is answered to the court, not to a caller
    assert guide_of("false-legal", "en").name not in seen  # true only once a court was asked
    assert len(household.contact_log.rows()) == before


# Options and papers


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_option_has_a_source_a_day_and_somebody_to_ask(language):
    places = covered()
    wanted = "china united_states australia germany hong_kong india singapore taiwan canada".split()
    parts = {f"united_kingdom/{part}" for part in ("england_wales", "scotland", "northern_ireland")}
    assert set(places) == {*wanted, *parts}
    for place in places:
        for one in options_of(place, language).options:
            assert all((one.name, one.words, one.ask, one.source))
            assert one.seen_on.year == 2026


def test_a_place_that_was_not_looked_at_says_so_and_warns_of_fixers_all_the_same(session):
    session.change_settings(country="", language="en")
    state = OptionsViewModel(session).state()
    assert state.options == ()
    assert "not checked yet" in state.not_yet
    session.change_settings(country="CN")
    state = OptionsViewModel(session).state()
    assert [one.number for one in state.complaints] == ["12363", "12378"]
    assert not {one.number for one in state.advisers} & {"12378", "12363"}
    assert "not confirmed yet" in state.options[-1].source  # read in copies only
    assert [one.copy for one in state.complaints] == ["Copy 12363", "Copy 12378"]
    [topic] = [one.topic for one in state.options if one.topic]  # the way to the letter that the words name
    [opened] = [one for one in topics(session, "china", topic) if one.wants]
    assert "card-instalments" in [one.id for one in opened.wants]
    assert state.warning
    for country, part, count in (("GB", "england_wales", 4), ("CA", "ontario", 2), ("CA", "quebec", 2), ("DE", "", 2)):
        session.change_settings(country=country, part=part)
        assert len(OptionsViewModel(session).state().options) == count


def test_papers_are_ticked_and_stay_ticked(mine):
    page = KitViewModel(mine)
    page.tick("income")
    assert [id_ for id_, _, _, on in KitViewModel(mine).state().items if on] == ["income"]
    assert not any(on for *_, on in page.tick("income").items)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_sample_household_has_a_budget_an_offer_with_its_life_and_a_draft(session, language):
    fill_with_sample(session.household, language, now=session.now())
    session.change_settings(language=language)
    assert OfferBook(session.household).all()[0].state == "countered"
    assert LettersViewModel(session).state().drafts
    assert not BudgetViewModel(session).state().short
    assert OffersViewModel(session).state().first
    assert session.say(Text("Budget"))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_sample_keeps_its_rent_and_food_in_the_account_that_wages_reach(session, language):
    budget = sample_budget(language, "USD", (), session.today)
    needed = sum(line.amount for line in budget.lines if line.name in ("Rent", "Food", "房租", "吃饭"))
    assert [one.food_first for one in budget.accounts] == [needed]
    assert needed == {"en": 163_000, "zh": 390_000}[language]
