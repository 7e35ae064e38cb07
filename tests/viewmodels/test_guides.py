"""Someone is shaking: what is happening, what this paper is, whether it is really them, what comes next, how to stay reachable."""

import pytest

from planner.services.contacts import facts_of
from ui.viewmodels.debt import DebtViewModel
from ui.viewmodels.happening import HappeningViewModel
from ui.viewmodels.help import HelpViewModel
from ui.viewmodels.paper_check import FROM, PAPER, WHICH, PaperCheckViewModel
from ui.viewmodels.papers import PapersViewModel
from ui.viewmodels.reachable import ReachableViewModel
from ui.viewmodels.really_them import ReallyThemViewModel
from ui.viewmodels.stages import StagesViewModel
from ui.viewmodels.time_limit import TimeLimitViewModel

PLACES = [("US", "texas"), ("CN", ""), ("GB", "scotland"), ("GB", ""), ("CA", "ontario"), ("DE", ""), ("TW", "")]


def entries(session):
    return [facts_of(row) for row in session.contact_log.rows()]


@pytest.fixture
def mine(session):
    """A list of one's own, protected, in the United States."""
    session.protect(None)
    session.change_settings(welcomed="yes", country="US", zone="America/New_York")
    return session


# What is happening right now?


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("country", "part"), PLACES)
def test_each_situation_has_two_sentences_three_steps_and_says_what_its_law_rests_on(session, language, country, part):
    session.change_settings(language=language, country=country, part=part)
    choices = HappeningViewModel(session).state().choices
    assert [id_ for id_, _, _ in choices] == ["door", "phone", "family", "court", "ringing", "account", "unsafe"]
    for id_, _, title in choices[:-1]:
        page = HappeningViewModel(session, id_).state()
        assert (page.title, len(page.sentences), len(page.steps)) == (title, 2, 3)
        assert bool(page.reply) == (id_ != "court")
        assert bool(page.law) != bool(page.law_note)
        assert all(line.words and "2026" in line.source for line in page.law)
        assert "{" not in str(page.steps)


def test_at_the_door_the_number_of_the_country_stands_in_the_step(session):
    session.change_settings(country="GB")
    assert "call 999" in HappeningViewModel(session, "door").state().steps[2]
    session.change_settings(country="")
    assert "call the emergency number" in HappeningViewModel(session, "door").state().steps[2], "112 is none everywhere"


def test_one_tap_at_the_door_writes_a_visit_at_this_moment_and_can_be_taken_back(mine, clock):
    page = HappeningViewModel(mine, "door")
    assert page.state().log == "Log this visit"
    state = page.log()
    (facts,) = entries(mine)
    assert (facts["channel"], facts["recipient"], facts["at"][:16]) == ("visit-home", "self", "2026-11-24T10:00")
    assert state.entry
    assert state.written == "Written down: Visit at home, 10:00 AM."
    assert page.take_back().entry == 0
    assert entries(mine) == []


@pytest.mark.parametrize(
    ("situation", "recipient", "expected"),
    [
        ("phone", "", {"channel": "call", "outcome": "conversation", "recipient": "self"}),
        ("ringing", "", {"channel": "call", "outcome": "rang-out", "recipient": "self"}),
        ("family", "spouse", {"channel": "call", "recipient": "spouse"}),
        ("family", "employer", {"channel": "call", "recipient": "employer"}),
        ("account", "", {"event": "money-taken"}),
    ],
)
def test_each_situation_writes_down_what_it_is(mine, situation, recipient, expected):
    HappeningViewModel(mine, situation).log(recipient)
    (facts,) = entries(mine)
    assert {name: facts.get(name) for name in expected} == expected


def test_two_calls_that_rang_out_are_two_entries(mine):
    page = HappeningViewModel(mine, "ringing")
    page.log()
    page.log()
    assert len(entries(mine)) == 2


def test_a_court_paper_and_a_moment_that_is_not_safe_are_not_logged_by_a_tap(mine):
    assert HappeningViewModel(mine, "court").state().log == ""
    assert HappeningViewModel(mine, "unsafe").state().log == ""


def test_before_it_is_chosen_how_the_list_is_protected_nothing_can_be_written(session):
    state = HappeningViewModel(session, "door").state()
    assert (state.log, state.asks) == ("", ())
    assert HappeningViewModel(session, "family").state().asks == ()


def test_the_page_for_a_moment_that_is_not_safe_leads_with_numbers_and_back_leaves_it(mine):
    page = HelpViewModel(mine, unsafe=True)
    state = page.state()
    assert state.unsafe
    assert state.groups[0][0] == "In danger now"
    assert state.groups[0][1][0].call == "911"
    assert len(state.steps) == 4
    assert page.back() is None
    assert entries(mine) == []


# What is this paper?


def test_two_taps_lead_to_a_paper_its_days_and_its_place_in_the_list(mine):
    mine.change_settings(country="CN", part="")
    state = PaperCheckViewModel(mine).state()
    assert state.step == FROM
    assert "court" in [id_ for id_, *_ in state.choices]
    state = PaperCheckViewModel(mine, "court").state()
    assert state.step == WHICH
    assert "payment-order" in [id_ for id_, *_ in state.choices]
    assert "lawyers-letter" not in [id_ for id_, *_ in state.choices]
    state = PaperCheckViewModel(mine, kind="payment-order").state()
    assert (state.step, state.enters) == (PAPER, ("payment-order", ""))
    assert state.read_it.startswith("The paper itself comes first")
    assert state.days[0].words.startswith("Payment order from a court: 15 days")
    line = next(one for one in state.check.law if "12368" in one.words)
    assert line.source == "12368 诉讼服务热线; looked up Nov 27, 2026"
    assert state.until
    assert [line.call for line in state.free] == [
        "12348"
    ]  # lines for complaints about lenders do not help with a paper
    mine.household.add({"name": "QuickLeaf loan", "balance": "900"}, "CNY")
    mine.refresh()
    sheet = PapersViewModel(mine)
    assert [name for name, _ in sheet.add(True, *state.enters).debts] == ["", "QuickLeaf loan"]
    sheet.type("came", "2026-11-20")
    sheet.type("debt", "QuickLeaf loan")
    (row,) = sheet.save().rows
    assert (row.when, row.about) == ("by Dec 5, 2026", "QuickLeaf loan")
    # one tap to the objection, to free legal help, and to the page of this paper
    assert (row.letter, row.page) == ("objection-note", "payment-order")
    assert (row.write, row.free) == ("How to write the objection", "See free legal help: 12348")
    assert row.free_note.startswith("Public legal service line 12348. ")
    (answered,) = sheet.done(row.id).rows
    assert (answered.letter, answered.free) == ("", "")


def test_a_notice_of_a_debt_leads_to_the_dispute_letter_and_names_whom_to_ask_with_its_caveat(mine):
    mine.change_settings(country="US")
    sheet = PapersViewModel(mine)
    sheet.add(True, "validation-notice")
    (row,) = sheet.save().rows
    assert (row.letter, row.write) == ("proof-of-debt", "Write the dispute letter")
    assert row.free == "See free debt advice: 1 800 388 2227"
    assert "(NFCC)" in row.free_note
    assert "could not confirm this line yet" in row.free_note


def test_whoever_cannot_tell_sees_every_paper_and_what_is_rare_in_a_place_stands_last(mine):
    def ids(*sender):
        return [id_ for id_, *_ in PaperCheckViewModel(mine, *sender).state().choices]

    mine.change_settings(country="CN")
    assert "notary" in ids()
    mine.change_settings(country="US")
    assert "notary" not in ids()
    assert ids("court")[-2:] == ids("anyone")[-2:] == ["payment-order", "notarised-deed"]
    assert len(ids("anyone")) == 11


def test_where_the_days_were_not_looked_up_the_paper_itself_is_to_be_read(mine):
    state = PaperCheckViewModel(mine, kind="notarised-deed").state()
    assert state.days == ()
    assert "If the paper names a day, go by it" in state.read_it
    assert state.enters == ("other", "Notarial deed")
    assert PapersViewModel(mine).add(True, *state.enters).note == "Notarial deed"


@pytest.mark.parametrize(("country", "part"), [*PLACES, ("", "")])
def test_every_paper_has_its_page_in_every_place(session, country, part):
    session.change_settings(country=country, part=part)
    for id_, *_ in PaperCheckViewModel(session, "anyone").state().choices:
        state = PaperCheckViewModel(session, kind=id_).state()
        assert bool(state.days) != ("does not know the deadline" in state.read_it)
        assert state.looks.lines
        assert state.check.lines
        assert state.now.lines
        for section in (state.looks, state.check, state.now):
            assert all(line.source for line in section.law)
        assert all("Checked" in line.note or "tried" in line.note for line in state.free)


def test_in_a_state_the_days_of_that_state_count_and_elsewhere_none_are_made_up(mine):
    mine.change_settings(part="texas")
    (day,) = PaperCheckViewModel(mine, kind="claim").state().days
    assert "14 days" in day.words
    assert "20 days, the next Monday" in day.ways[0]
    mine.change_settings(part="oregon")
    assert PaperCheckViewModel(mine, kind="claim").state().days == ()


def test_with_a_court_paper_what_helps_now_comes_first_and_names_whom_to_ask(mine):
    claim = PaperCheckViewModel(mine, kind="claim").state()
    assert claim.court
    assert "clerk" in claim.clerk
    reminder = PaperCheckViewModel(mine, kind="reminder").state()
    assert (reminder.court, reminder.clerk) == (False, "")


def test_the_time_limit_leads_to_the_choice_of_a_state_until_one_is_chosen(household):
    household.change_settings(country="US", part="")
    page = TimeLimitViewModel(household, household.debts[0].id)
    assert page.state().choose == "Choose your state"
    household.change_settings(part="texas")
    assert page.state().choose == ""
    household.change_settings(country="GB", part="")
    assert page.state().choose == "Choose your part of the country"
    household.change_settings(country="CN")
    assert page.state().choose == ""


# Is this really them?


def test_nothing_is_paid_before_five_things_hold_and_the_amount_is_exact(household):
    card = next(debt for debt in household.debts if debt.minimum)
    page = ReallyThemViewModel(household, card.id)
    state = page.state()
    assert (len(state.checks), state.ready, state.verdict[:7]) == (5, False, "Not yet")
    assert state.exact.startswith("Exactly $")
    assert state.exact == DebtViewModel(household, card.id).state().exact
    for one in state.checks:
        state = page.tick(one.id)
    assert state.ready
    assert "exact amount" in state.verdict
    assert not page.tick("called").ready
    assert ReallyThemViewModel(household).state().exact == ""


# What usually comes next


def test_a_late_debt_shows_its_stage_what_comes_next_and_what_helps(household):
    cells = {"name": "Late loan", "kind": "online-loan", "balance": "900", "due_since": "2026-09-22"}
    household.household.add(cells, "USD")
    household.refresh()
    loan = next(debt for debt in household.debts if debt.name == "Late loan")
    state = StagesViewModel(household, loan.id).state()
    assert (state.strip.late, [how for _, how in state.strip.bars]) == (
        "63 days late",
        ["past", "past", "past", "now", "next", "next"],
    )
    assert state.next.startswith("The debt often goes to an outside agency")
    assert len(state.helps) == 2
    assert [row.here for row in state.map] == [False, False, False, True, False, False]
    assert DebtViewModel(household, loan.id).state().stage == state.strip


def test_a_debt_that_somebody_else_collects_is_said_to_be_there_however_few_its_days_are(household):
    loan = next(debt for debt in household.debts if debt.kind == "online-loan")
    name = loan.holders[-1].name
    state = StagesViewModel(household, loan.id).state()
    assert state.strip.late == "63 days late"
    assert state.who == state.strip.who == f"With {name} now, not with the lender itself"
    assert "outside agency" not in state.next
    assert "really them" in state.helps[0]
    assert [row.here for row in state.map] == [False, False, False, True, True, False]
    assert [row.now for row in state.map[3:5]] == ["here by the days late", f"handed over early: with {name} now"]
    assert [how for _, how in state.strip.bars] == ["past", "past", "past", "now", "early", "next"]
    assert DebtViewModel(household, loan.id).state().stage == state.strip


def test_where_it_is_not_known_how_late_a_debt_is_the_day_is_asked_for_and_then_counted(household):
    card = next(debt for debt in household.debts if debt.kind == "card")
    page = StagesViewModel(household, card.id)
    state = page.state()
    assert (state.strip.asks, state.strip.bars, state.helps) == (True, (), ())
    page.type("no day")
    assert page.save().since.error
    page.type("2026-11-10")
    state = page.save()
    assert (state.strip.late, state.strip.bars[:2]) == ("14 days late", (("Day 1–5", "past"), ("6–18", "now")))
    assert household.find(card.id).late_since.isoformat() == "2026-11-10"
    assert household.find(card.id).due_since is None  # the time limit asks for another day
    assert "14 days late" in str(DebtViewModel(household, card.id).state().late)


def test_an_open_paper_goes_before_every_stage(household):
    loan = next(debt for debt in household.debts if debt.kind == "online-loan")
    sheet = PapersViewModel(household)
    sheet.add(True, "other", "Summons")
    sheet.type("due", "2026-12-10")
    sheet.save()
    assert "before everything" in StagesViewModel(household, loan.id).state().court_first


# Stay reachable


def test_a_channel_is_kept_with_the_household_and_the_sentence_comes_in_both_languages(mine):
    page = ReachableViewModel(mine)
    assert page.state().sentences == ()
    page.type(" 555 0199 ")
    state = page.choose("sms")
    assert state.kept
    assert [one.language for one in state.sentences] == ["en", "zh"]
    assert "by text message at 555 0199." in state.sentences[0].words
    assert "555 0199" in state.sentences[1].words
    assert not page.type("me@example.org").kept
    assert page.keep().kept
    assert mine.household.settings()["reach_at"] == "me@example.org"
    again = ReachableViewModel(mine).state()
    assert ([id_ for id_, _, chosen in again.channels if chosen], again.address) == (["sms"], "me@example.org")
    assert ReachableViewModel(mine).choose("sms").sentences == ()
    assert not mine.household.settings().get("reach_channel")


def test_nothing_of_it_lies_open_beside_the_store(mine):
    ReachableViewModel(mine).type("555 0199")
    page = ReachableViewModel(mine)
    page.type("555 0199")
    page.choose("sms")
    readable = b"".join(path.read_bytes() for path in mine.folder.rglob("*") if path.is_file())
    assert b"555 0199" not in readable
    assert b"reach_channel" not in readable


def test_what_was_sent_is_logged_counts_as_proof_and_can_be_taken_back(mine):
    mine.contact_log.add(
        {"at": "2026-11-23 09:00", "channel": "call", "outcome": "rang-out", "collector": "North Star"}
    )
    page = ReachableViewModel(mine)
    page.type("555 0199")
    state = page.choose("sms")
    assert (state.people, state.proof) == (("North Star",), ())
    state = page.sent("North Star")
    assert state.sent == "Written down: sent to North Star."
    assert state.proof[0][1] == "Text message, North Star, I wrote or called"
    sent = entries(mine)[-1]
    assert (sent["from"], sent["said"]) == ("borrower", state.sentences[0].words)
    assert page.take_back().proof == ()
    assert page.sent("").sent == "Written down: sent."


def test_before_the_list_is_protected_the_page_opens_and_writes_nothing(session):
    state = ReachableViewModel(session).choose("email")
    assert (state.people, state.proof, state.proof_words) == ((), (), "")
    assert len(state.sentences) == 2
