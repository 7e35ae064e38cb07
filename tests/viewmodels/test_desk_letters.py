"""A letter from the borrower's side: who, what, facts, what to know, read, sent and frozen; and what goes wrong."""

from planner.letters.catalogue import letters_of, weaken_each_other
from planner.services.budget import BudgetBook
from ui.viewmodels.agenda import AgendaViewModel
from ui.viewmodels.letter import SEND, LetterViewModel
from ui.viewmodels.letter_wizard import FACTS, KNOW, WHAT, WHO, LetterWizardViewModel
from ui.viewmodels.letters import LettersViewModel


def with_surplus(session):
    book = BudgetBook(session.household, "CNY")
    book.add({"section": "income", "name": "工资", "amount": "8100"})
    book.add({"section": "home", "name": "房租", "amount": "5500"})


def letter_of(session, **more):
    wizard = LetterWizardViewModel(session)
    assert wizard.state().step == WHO
    wizard.about("海湾卡")
    assert wizard.state().step == WHAT
    wizard.want("ask-plan")
    given = {"my_name": "龑小明", "offer": "800", "first_on": "2026-12-15", "reach_me": "短信：138", **more}
    for blank, text in given.items():
        wizard.type(blank, text)
    return wizard


def test_a_letter_goes_from_who_to_sent_and_is_frozen_then(mine, home):
    with_surplus(mine)
    wizard = letter_of(mine)
    know = wizard.next()
    assert know.step == KNOW
    assert not know.usual
    assert any(one.choice for one in know.notices)
    assert know.about.endswith("，海湾卡")
    entry = wizard.next().done
    page = LetterViewModel(mine, entry)
    state = page.state()
    assert not state.sent
    assert state.kit
    text = str(state.page)
    assert "800" in text
    assert "2600" not in text.replace(",", "")
    for form in ("pdf", "txt"):
        assert str(home) in page.save(form).said
    page.read_in("en")
    page.open(SEND)
    page.type("on", "2026-11-30")
    assert page.send().summary, "a day still to come"
    page.type("on", "2026-11-24")
    sent = page.send()
    assert sent.sent
    frozen = sent.page
    again = LetterWizardViewModel(mine, entry=entry)
    again.type("offer", "1")
    again.next()
    assert (again.next().done, bool(again.state().problem)) == (0, True)
    assert LetterViewModel(mine, entry).read_in("en").page == frozen
    assert [row.id for row in LettersViewModel(mine).state().sent] == [entry]
    items = AgendaViewModel(mine).state().groups
    assert any(row.ref == entry for _, days in items for day in days for row in day.rows)


def test_missing_blanks_an_offer_above_the_budget_and_a_day_that_is_past_are_said_beside_their_fields(mine):
    with_surplus(mine)
    wizard = letter_of(mine, my_name="", offer="2600.01", answer_by="2026-11-01")
    state = wizard.next()
    assert state.step == FACTS
    assert {field.column for field in state.fields if field.error} == {"my_name", "offer", "answer_by"}
    assert "¥2,600.00" in next(field.error for field in state.fields if field.column == "offer")


def test_a_letter_can_go_to_whoever_stands_in_the_log_alone(mine):
    mine.contact_log.add({"at": "2026-11-20T10:00", "channel": "call", "collector": "铜巷资产"})
    wizard = LetterWizardViewModel(mine)
    assert [who.name for who in wizard.state().who if who.logged] == ["铜巷资产"]
    wizard.to("铜巷资产")
    state = wizard.want("ask-plan")
    assert next(field.value for field in state.fields if field.column == "their_name") == "铜巷资产"


def test_a_sentence_that_may_stay_out_is_a_tick_and_a_choice_that_may_stay_empty_is_taken_back(mine):
    wizard = LetterWizardViewModel(mine)
    wizard.about("海湾卡")
    wizard.want("complaint-firm")

    def blank(name):
        return next(one for one in wizard.state().blanks if one.id == name)

    assert (blank("law").options, blank("law").ticked) == ((), False)
    assert "15日" in blank("law").under
    wizard.tick("law")
    assert blank("law").ticked
    wizard.tick("law")
    assert not blank("law").ticked
    wizard.want("stop-family")
    assert [id_ for id_, _, chosen in blank("law").options if chosen] == ["card"]  # the debt is a card
    wizard.type("law", "card")
    assert not any(chosen for _, _, chosen in blank("law").options)
    wizard.want("stop-channel")
    wizard.type("channel", "call")
    wizard.type("channel", "call")
    assert [id_ for id_, _, chosen in blank("channel").options if chosen] == ["call"]


def test_what_was_filled_in_is_said_in_each_language_in_its_own_words_and_what_was_typed_stays(mine):
    debt = mine.household.find("海湾卡")
    mine.household.edit(debt, {"account_tail": "4521"})
    mine.refresh()
    wizard = letter_of(mine, why="孩子住院了。")
    wizard.next()
    page = LetterViewModel(mine, wizard.next().done)
    assert "尾号4521的信用卡" in str(page.state().page)
    english = str(page.read_in("en").page)
    assert "the card ending 4521" in english
    assert "孩子住院了。" in english


def test_the_usual_wording_comes_only_after_the_choice_on_its_card(mine):
    wizard = letter_of(mine)
    wizard.next()
    careful = LetterViewModel(mine, wizard.next().done).state()
    other = letter_of(mine)
    other.next()
    other.choose_wording(True)
    usual = LetterViewModel(mine, other.next().done).state()
    assert careful.careful != usual.careful
    assert careful.page.blocks != usual.page.blocks


def test_do_not_send_both_can_be_waited_for(mine):
    wizard = letter_of(mine)
    wizard.next()
    page = LetterViewModel(mine, wizard.next().done)
    page.open(SEND)
    assert page.send().sent
    other = next(one for one in letters_of("china") if weaken_each_other(one, "ask-plan"))
    second = LetterWizardViewModel(mine, debt="海湾卡", kind=other.id)
    for blank, value in other.examples["zh"].items():
        second.type(blank, value)
    know = second.next()
    assert any(one.holds for one in know.notices)
    waiting = second.wait()
    assert (waiting.leave, bool(waiting.done)) == (True, True)


def test_a_letter_that_the_place_lacks_is_said_with_the_way_on(mine):
    state = LetterWizardViewModel(mine, debt="海湾卡", kind="card-offset").state()
    assert state.step == WHAT
    assert "card-instalments" in state.problem
    assert state.topics


def test_a_draft_is_changed_taken_out_and_put_back(mine):
    wizard = letter_of(mine)
    wizard.next()
    entry = wizard.next().done
    again = LetterWizardViewModel(mine, entry=entry)
    again.type("offer", "700")
    again.next()
    assert again.next().done == entry
    page = LetterViewModel(mine, entry)
    assert "700" in str(page.state().page)
    assert page.remove().gone
    assert not page.put_back().gone


def test_a_name_with_markup_or_a_rare_character_stands_as_it_is(mine, home):
    wizard = letter_of(mine, my_name="<b>龑</b> $x 𠮷")
    wizard.next()
    page = LetterViewModel(mine, wizard.next().done)
    assert "<b>龑</b> $x 𠮷" in str(page.state().page)
    assert page.save("pdf").said


def test_no_letter_of_any_place_can_be_written_without_its_preview_in_both_languages(household):
    wizard = LetterWizardViewModel(household, debt=household.debts[0].name)
    for topic in wizard.state().topics:
        for want in next(one for one in wizard.open_topic(topic.id).topics if one.id == topic.id).wants:
            state = LetterWizardViewModel(household, debt=household.debts[0].name, kind=want.id).state()
            assert (state.step, state.letter) == (FACTS, want.title)


def test_letters_are_chosen_by_topic_one_open_at_a_time(mine):
    wizard = LetterWizardViewModel(mine, debt="海湾卡")
    assert not any(topic.wants for topic in wizard.state().topics)
    assert all(topic.under for topic in wizard.state().topics)
    wizard.open_topic("paying")
    opened = [topic.id for topic in wizard.open_topic("proof").topics if topic.wants]
    assert opened == ["proof"]
    assert not any(topic.wants for topic in wizard.open_topic("proof").topics)
