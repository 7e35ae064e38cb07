"""Check-ins from the person's side: off until wanted, left as easily as answered, kind after a heavy answer, apart from the rest."""

from datetime import timedelta

import pytest

from planner.errors import StoreError, WrongPassphrase
from planner.services.check_in_words import HEAVY, SMALL_ACTIONS
from planner.services.check_ins import PHQ_4, WEIGHT
from planner.services.papers import Papers
from planner.store.connection import CARE
from planner.store.keys import Effort
from ui.viewmodels.care import care_of
from ui.viewmodels.care_settings import CareSettingsViewModel
from ui.viewmodels.care_support import SupportViewModel, support_cards
from ui.viewmodels.check_in import CheckInViewModel
from ui.viewmodels.gentle import GentleViewModel
from ui.viewmodels.plan import PlanViewModel
from ui.viewmodels.questions import QuestionsViewModel
from ui.viewmodels.safety import SafetyViewModel
from ui.viewmodels.sore_points import SorePointsViewModel
from ui.viewmodels.today import TodayViewModel


@pytest.fixture(autouse=True)
def _cheap(monkeypatch):
    monkeypatch.setattr("planner.store.keys.USUAL_EFFORT", Effort(8, 1, 1))


@pytest.fixture
def on(household):
    """A sitting with check-ins switched on."""
    CheckInViewModel(household).turn_on()
    return household


def entries(session):
    return care_of(session).check_ins.entries()


def test_nothing_is_asked_and_nothing_made_before_it_is_switched_on(household):
    assert CheckInViewModel(household).state().step == "invite"
    assert TodayViewModel(household).state().ask is None
    assert not (household.folder / CARE).exists()
    assert "check" not in str(household.settings)


def test_before_a_list_is_protected_the_way_is_to_protect_it_first(session):
    state = CheckInViewModel(session).state()
    assert (state.step, state.is_first_protected) == ("invite", True)
    assert not session.own_folder.exists()


def test_one_tap_a_week(on, clock):
    vm = CheckInViewModel(on)
    assert vm.state().ask.question == "How much is money weighing on you this week?"
    state = vm.tap(4)
    assert state.step == "after"
    assert not state.after.heavy
    assert state.after.scores == ()
    state = vm.back()
    assert (state.step, state.ask) == ("home", None)
    assert state.rest.startswith("Your last answer: 4")
    clock.now += timedelta(days=7)
    assert CheckInViewModel(on).state().ask is not None
    assert TodayViewModel(on).state().ask is not None


def test_a_heavy_answer_meets_kind_words_then_one_small_thing(on):
    vm = CheckInViewModel(on)
    after = vm.tap(9).after
    assert after.heavy
    assert after.words == HEAVY[WEIGHT].id
    said = {after.action, *(vm.another().after.action for _ in SMALL_ACTIONS)}
    assert said == {one.id for one in SMALL_ACTIONS}
    assert len(entries(on)) == 1  # looking at small things keeps nothing


def test_an_answer_changes_no_plan(on):
    before = (PlanViewModel(on).state(), on.settings, on.chosen)
    CheckInViewModel(on).tap(10)
    on.refresh()
    assert (PlanViewModel(on).state(), on.settings, on.chosen) == before


@pytest.mark.parametrize("how", ["skip", "not_today", "turn_off"])
def test_leaving_is_one_tap_and_nobody_asks_again_soon(on, clock, how):
    vm = CheckInViewModel(on)
    state = getattr(vm, how)()
    assert state.ask is None
    assert entries(on) == []
    assert TodayViewModel(on).state().ask is None
    clock.now += timedelta(days=1)
    asked = TodayViewModel(on).state().ask is not None
    assert asked is (how == "not_today")
    clock.now += timedelta(days=6)
    assert (TodayViewModel(on).state().ask is not None) is (how != "turn_off")


def test_today_can_be_answered_and_left_too(on):
    vm = TodayViewModel(on)
    assert vm.tap(5) == entries(on)[0].id
    assert vm.state().ask is None
    assert vm.leave_question("off").ask is None
    assert not care_of(on).check_ins.habits().is_on


@pytest.mark.parametrize("kind", ["letter", "step", "slip", "helped"])
def test_a_note_needs_no_words(on, kind):
    vm = CheckInViewModel(on)
    assert vm.write(kind).step == "write"
    state = vm.save()
    assert state.step == "after"
    assert not state.after.takes_words
    assert [one.kind for one in entries(on)] == [kind]
    assert not any(word in state.after.words.lower() for word in ("should", "fail", "well done", "proud"))


def test_a_slip_is_met_with_a_line_to_call(on):
    on.change_settings(country="GB", part="england_wales")
    vm = CheckInViewModel(on)
    vm.write("slip")
    calls = vm.save().after.calls
    assert [words.partition(".")[0] for _, words in calls] == ["0808 8020 133", "0800 138 1111"]
    vm.back()
    assert vm.tap(3).after.calls == ()


def test_a_letter_stays_open_until_it_is_opened(on):
    vm = CheckInViewModel(on)
    vm.write("letter")
    vm.save()
    row = vm.back().rows[0]
    assert not row.closed
    gentle = GentleViewModel(on).state("anything")
    assert gentle.step == "Open a letter from a court first. Put the others where you can find them."
    Papers(on.household).add("china", "payment-order", on.today.isoformat())
    on.refresh()
    assert (
        GentleViewModel(on).state("anything").step == "anything"
    )  # no letter is said to wait while a court's days run
    Papers(on.household).withdraw(on.papers[0])
    on.refresh()
    row = vm.open_letter(row.id).rows[0]
    assert row.closed
    assert row.title == "A letter that was closed, and is open now"
    assert GentleViewModel(on).state("anything").step == "anything"


def test_a_paper_whose_day_is_near_is_not_put_off_and_a_later_day_stays(on):
    Papers(on.household).add("china", "payment-order", on.today.isoformat())  # fifteen days from today
    on.refresh()
    vm = GentleViewModel(on)
    assert vm.state("anything", "papers").can_wait
    assert vm.state("anything", "papers").paper.endswith(f"by {on.day(on.papers[0].due_on)}")
    assert (
        vm.another_day("anything", "papers").step
        == f"It can rest today. Its day stays: by {on.day(on.papers[0].due_on)}."
    )
    Papers(on.household).withdraw(on.papers[0])
    Papers(on.household).add("china", "payment-order", (on.today - timedelta(days=1)).isoformat())
    on.refresh()
    assert not GentleViewModel(on).state("anything", "papers").can_wait
    assert GentleViewModel(on).state("anything", "agenda").can_wait


def test_an_entry_can_be_removed_and_taken_back(on):
    vm = CheckInViewModel(on)
    vm.tap(6)
    number = entries(on)[0].id
    vm.back()
    state = vm.remove(number)
    assert (state.removed, state.rows) == ("It was removed.", ())
    assert len(vm.undo().rows) == 1
    assert vm.forget().removed == ""


def test_words_can_be_put_to_an_answer(on):
    vm = CheckInViewModel(on)
    vm.tap(6)
    vm.type("  rent and the phone  ")
    assert not vm.save_words().after.takes_words
    assert entries(on)[0].note == "rent and the phone"


def test_the_line_has_gaps_and_a_band_and_no_numbers_at_its_side(on, clock):
    vm = CheckInViewModel(on)
    for weeks, number in ((1, 4), (1, 5), (4, 6), (1, 5), (1, 9)):
        clock.now += timedelta(weeks=weeks)
        vm.tap(number)
    trend = CheckInViewModel(on).state().trend
    assert [len(run) for run in trend.runs] == [2, 3]
    assert trend.words == "Your last answer is heavier than is usual for you."
    assert all(0 <= y <= 1 for run in trend.runs for _, y in run)
    low, high = trend.band
    assert 0 < low < high < 1
    assert trend.twin.endswith(" 9")


def test_four_questions_end_in_a_sum_and_no_name_for_it(on):
    vm = QuestionsViewModel(on, PHQ_4)
    for choice in ("1", "2", "3"):
        assert not vm.choose(choice).done
    assert vm.state().number == 4
    vm.back()
    assert vm.state().chosen == "3"
    vm.choose("0")
    done = vm.choose("3").done
    after = CheckInViewModel(on, done).state().after
    assert after.scores == ("Your answers add up to 6 of 12.", "On the form's own scale that is step 3 of 4.")
    assert after.heavy
    assert "not a diagnosis" in after.words
    assert PHQ_4 not in [kind for kind, _, _ in CheckInViewModel(on).state().longer]


def test_leaving_the_questions_keeps_nothing_and_rests_them(on):
    vm = QuestionsViewModel(on, PHQ_4)
    vm.choose("3")
    vm.rest()
    assert entries(on) == []
    assert PHQ_4 not in [one.id for one in care_of(on).check_ins.due(on.today, "en")]


def test_ten_questions_ask_age_and_reader_in_english_and_have_no_score_in_chinese(on):
    vm = QuestionsViewModel(on, "cfpb-10")
    assert vm.state().length == 12
    for _ in range(10):
        vm.choose("2")
    assert vm.state().question.startswith("Who read the questions?")
    vm.choose("read_self")
    done = vm.choose("18-61").done
    assert CheckInViewModel(on, done).state().after.scores == (
        "Your score is 50. The scale goes from 14 to 95; higher means more room.",
    )
    on.speak("zh")
    vm = QuestionsViewModel(on, "cfpb-10")
    assert vm.state().length == 10
    assert vm.state().ours
    for _ in range(10):
        state = vm.choose("2")
    scores = CheckInViewModel(on, state.done).state().after.scores
    assert scores[0] == "合计 20，最高 40。"


def test_the_four_questions_are_not_there_in_chinese(on):
    on.speak("zh")
    with pytest.raises(StoreError):
        QuestionsViewModel(on, PHQ_4)
    assert [kind for kind, _, _ in CheckInViewModel(on).state().longer] == ["cfpb-10"]
    assert CareSettingsViewModel(on).state().not_here


def test_sore_points_are_folded_and_each_has_a_line(on):
    vm = SorePointsViewModel(on)
    vm.edit()
    assert vm.save().errors == {"words": "This is empty: a word or two are enough."}
    vm.type("words", "my mother")
    state = vm.save()
    assert state.rows[0].reply in state.lines
    assert not SorePointsViewModel(on).state().unfolded
    vm.edit(state.rows[0].id)
    vm.type("reply", "She stays out of this.")
    assert vm.save().rows[0].reply == "She stays out of this."
    vm.edit(state.rows[0].id)
    assert vm.remove().rows == ()


def test_a_pause_is_said_and_ends(on):
    vm = CareSettingsViewModel(on)
    assert vm.pause("2").paused == "Paused until Dec 8, 2026."
    assert TodayViewModel(on).state().ask is None
    assert vm.end_pause().paused == ""
    assert TodayViewModel(on).state().ask is not None
    assert not vm.ask(WEIGHT, False).asked[0].on
    assert TodayViewModel(on).state().ask is None


def test_their_own_passphrase_is_asked_for_once_a_sitting(on):
    vm = CareSettingsViewModel(on)
    vm.protect("a lantern of their own", "000011 000022 000033 000044 000055 000066 000077 000088")
    assert vm.state().own_passphrase
    assert CheckInViewModel(on).state().step == "home"
    on.own_keys.clear()
    page = CheckInViewModel(on)
    assert page.state().step == "locked"
    assert TodayViewModel(on).state().ask is None
    with pytest.raises(WrongPassphrase):
        page.unlock("something else")
    assert page.opened(page.unlock("a lantern of their own")).step == "home"
    assert vm.unprotect().own_passphrase is False


def test_the_lock_closes_them_too(on):
    CheckInViewModel(on).tap(3)
    on.protect("three small boats", "000011 000022 000033 000044 000055 000066 000077 000088")
    CareSettingsViewModel(on).protect(
        "a lantern of their own", "000011 000022 000033 000044 000055 000066 000077 000088"
    )
    assert on.lock()
    assert on.own_keys == {}
    assert care_of(on).check_ins is None
    on.unlock("three small boats")
    assert CheckInViewModel(on).state().step == "locked"


def test_damage_is_one_sentence_and_new_ones_can_begin(on):
    CheckInViewModel(on).tap(3)
    (on.folder / CARE / "main.db").write_bytes(b"x" * 9000)
    vm = CheckInViewModel(on)
    state = vm.state()
    assert state.step == "unreadable"
    assert state.why.startswith("Your check-ins cannot be read")
    assert TodayViewModel(on).state().ask is None
    assert vm.set_aside().step == "invite"
    assert vm.turn_on().step == "home"


def test_all_can_be_deleted_after_asking(on):
    CheckInViewModel(on).tap(3)
    vm = CareSettingsViewModel(on)
    assert vm.ask_to_delete(True).deleting
    state = vm.delete()
    assert not state.there
    assert not (on.folder / CARE).exists()
    assert on.debts


def test_a_copy_takes_them_only_this_once_and_only_when_ticked(on, tmp_path):
    import zipfile

    CheckInViewModel(on).tap(3)
    vm = SafetyViewModel(on)
    vm.type_folder(str(tmp_path))
    held = []
    for ticked in (False, True, False):
        if ticked:
            assert vm.tick_check_ins().with_check_ins
        _, work = vm.save_backup()
        files = work(lambda _: None, lambda: False)
        with zipfile.ZipFile(files[0]) as archive:
            held.append(any(name.startswith(CARE) for name in archive.namelist()))
    assert held == [False, True, False]


def test_gentle_mode_hides_every_amount_until_one_is_asked_for(on):
    CareSettingsViewModel(on).turn_gentle(True)
    assert on.amounts_hidden
    assert TodayViewModel(on).state().gentle
    vm = GentleViewModel(on)
    state = vm.state("a step")
    assert state.day
    assert state.can_show
    assert state.amount == ""
    assert (state.go, vm.state("a step", "papers").go) == ("", "See the ways")  # done only where it is done right here
    assert vm.show_amount("a step").amount.startswith("$")
    assert vm.done("a step").step == "That was a step. It is enough for today."
    assert [(one.kind, one.note) for one in entries(on)] == [("step", "a step")]
    on.hide_amounts(False)
    assert not on.is_gentle


def test_an_account_that_came_to_nothing_is_marked_in_one_calm_sentence(household, clock):
    assert TodayViewModel(household).state().closed == ""
    debt = next(one for one in household.debts if one.balance)
    household.household.pay(debt, str(debt.balance / 100), household.today)
    household.refresh()
    said = TodayViewModel(household).state().closed
    assert said == f"{debt.name} is at zero on your list. One debt less."
    clock.now += timedelta(days=7)
    assert TodayViewModel(household).state().closed == ""


def test_what_a_place_has_is_shown_there_with_its_source(household):
    assert support_cards(household) == ()
    household.change_settings(country="GB", part="england_wales")
    names = [card.name for card in support_cards(household)]
    assert names == ["Mental health crisis breathing space", "Debt and Mental Health Evidence Form"]
    assert all("Read " in card.source for card in support_cards(household))
    household.change_settings(part="scotland")
    assert [card.name for card in support_cards(household)] == names[1:]


@pytest.mark.parametrize(("country", "first"), [("US", "988"), ("CN", "12356")])
def test_where_no_form_is_known_people_to_talk_to_stand_there_with_their_hours(household, country, first):
    household.change_settings(country=country, part="")
    state = SupportViewModel(household).state()
    assert state.cards == ()
    assert state.talk[0][1].startswith(first)
    assert all(name and "hours" in under for name, under in state.talk)
    household.change_settings(country="")
    assert SupportViewModel(household).state().talk == ()  # a line of another country would help nobody


def test_the_sample_household_has_none_and_keeps_its_own(household):
    CheckInViewModel(household).turn_on()
    CheckInViewModel(household).tap(7)
    household.open_sample()
    assert CheckInViewModel(household).state().step == "invite"
    CheckInViewModel(household).turn_on()
    CheckInViewModel(household).tap(1)
    household.leave_sample()
    assert [one.answers for one in entries(household)] == [(7,)]
