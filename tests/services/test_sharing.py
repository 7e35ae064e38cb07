"""What is shared is what was ticked and no more; a review changes nothing until an idea of it is taken."""

import io
from datetime import UTC, date, datetime, timedelta

import pytest

from planner.errors import InputProblems, StoreError
from planner.payoff.strategies import Strategy
from planner.services.attachments import Attachments
from planner.services.budget import BudgetBook
from planner.services.contacts import ContactLog
from planner.services.household import open_household
from planner.services.household_plan import PlanChoice, plan_household, stored_plan
from planner.services.letters import LetterDesk, find_letter
from planner.services.reviewing import (
    Draft,
    answers_to,
    finish,
    open_share,
    with_line,
    with_note,
    with_strategy,
    with_wording,
    write_review,
)
from planner.services.sample import sample_household
from planner.services.share_summary import summary_pdf
from planner.services.share_taking import IdeaTaker, NothingToUndo
from planner.services.share_words import about_share, pages_of
from planner.services.sharing import NotOfMine, SharingDesk, own_private, own_public
from planner.sharing.contents import CHECK_INS, SECTIONS, Choice
from planner.sharing.merge import NotAsSeen, Stand
from planner.sharing.sealed_file import NotForYou, NotOurs, Reader, open_sealed

TODAY = date(2026, 11, 22)
ALL = frozenset(SECTIONS)
MARKERS = {
    "debts": ["Zebracard", "Quagga Bank", "4106.55", "17.31", "Gnu Recovery", "215.43"],
    "budget": ["Heronrent", "1234.56", "Ibiswage", "3456.78"],
    "plan": ["quick-wins", "777.77"],
    "contacts": ["Okapi Agency", "walrus words", "646 555 0142"],
    "letters": ["Narwhal Finance", "lemur post office"],
    "evidence": ["osprey.txt", "kingfisher at dawn"],
}
"""Words and figures that stand in one section alone."""


def a_borrower(tmp_path):
    """Return a household that has something in every section."""
    household = open_household(tmp_path / "borrower")
    household.change_settings(country="US", zone="America/New_York", currency="USD", me_name="O'Neil 龑")
    debt = household.add(
        {
            "name": "Zebracard",
            "creditor": "Quagga Bank",
            "balance": "4321.98",
            "apr": "17.31",
            "minimum": "40",
            "kind": "card",
            "account_tail": "7788",
            "collector": "Gnu Recovery",
        },
        "USD",
    )
    household.add({"name": "Yak loan", "balance": "900", "apr": "5", "minimum": "20"}, "USD")
    household.pay(debt, "215.43", TODAY)
    book = BudgetBook(household, "USD")
    book.add({"section": "income", "name": "Ibiswage", "amount": "3456.78"})
    book.add({"section": "home", "name": "Heronrent", "amount": "1234.56", "note": "paid from 7788"})
    choice = PlanChoice(Strategy.QUICK_WINS, 77777)
    household.choose_plan(stored_plan(plan_household(household.debts(), "USD", TODAY, choice), choice))
    row = ContactLog(household).add(
        {
            "at": "2026-11-20 10:00",
            "channel": "call",
            "collector": "Okapi Agency",
            "outcome": "conversation",
            "number": "+1 646 555 0142",
            "said": "walrus words about 7788 and 4111 1111 1111 1111",
            "debt": "Zebracard",
        },
        TODAY,
    )
    letter = find_letter("ask-plan", "united_states")
    values = {field.id: value for field in letter.fields if (value := letter.examples["en"].get(field.id))}
    values |= {"my_name": "O'Neil 龑", "their_name": "Narwhal Finance"}
    values["reach_me"] = "lemur post office"
    LetterDesk(household).keep(letter, values, currency="USD", place="united_states", today=TODAY, debt="Zebracard")
    file = tmp_path / "osprey.txt"
    file.write_text("kingfisher at dawn")
    Attachments(household).attach(file, row.entry)
    return household


@pytest.fixture
def borrower(tmp_path):
    household = a_borrower(tmp_path)
    yield household
    household.close()


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """A borrower and a helper for tests that change nothing of theirs, and a folder for files."""
    folder = tmp_path_factory.mktemp("both")
    borrower, helper = a_borrower(folder), open_household(folder / "helper")
    make(borrower, helper, folder / "all.ashore")
    yield borrower, helper, folder
    borrower.close()
    helper.close()


@pytest.fixture
def helper(tmp_path):
    household = open_household(tmp_path / "helper")
    yield household
    household.close()


def make(borrower, helper, path, sections=ALL, **more):
    choice = Choice(frozenset(sections), **more)
    return SharingDesk(borrower).make(choice, path, code=own_public(helper), to="Ms Tang", language="en", today=TODAY)


def content_of(path, helper):
    content = path.read_bytes()
    return open_sealed(io.BytesIO(content), len(content), Reader(own_private(helper)))


def review(helper, path, out, draft=None, **ideas):
    share = open_share(helper, path).contents
    draft = draft or Draft(by="Ms Tang", words="You have kept every promise.")
    if "line" in ideas:
        draft = with_line(draft, share, *ideas["line"], TODAY, section="energy")
    if "strategy" in ideas:
        draft = with_strategy(draft, share, ideas["strategy"], "Ends one account soon.", TODAY)
    if "wording" in ideas:
        draft = with_wording(draft, share, share["letters"][0]["number"], 2, ideas["wording"], "Kinder.")
    if "question" in ideas:
        draft = with_note(draft, share, "debt", share["debts"][0]["number"], ideas["question"], question=True)
    made = finish(helper, share, draft, TODAY)
    write_review(made, share, out)
    return made


@pytest.mark.parametrize("section", SECTIONS)
def test_nothing_of_a_section_that_is_not_ticked_is_in_the_decrypted_bytes(both, tmp_path, section):
    borrower, helper, folder = both
    make(borrower, helper, tmp_path / "less.ashore", ALL - {section})
    whole, less = (content_of(path, helper) for path in (folder / "all.ashore", tmp_path / "less.ashore"))
    for words in MARKERS[section]:
        assert words.encode() in whole, words
        assert words.encode() not in less, words
    share = open_share(helper, tmp_path / "less.ashore").contents
    assert section not in share
    told = repr(pages_of(share, "en")) + repr(about_share(share, "en"))
    assert not [words for words in MARKERS[section] if words in told]


@pytest.mark.parametrize("section", SECTIONS)
def test_one_section_alone_holds_nothing_of_the_others(both, tmp_path, section):
    borrower, helper, _ = both
    make(borrower, helper, tmp_path / "one.ashore", {section})
    content = content_of(tmp_path / "one.ashore", helper)
    others = [words for name in SECTIONS if name != section for words in MARKERS[name]]
    assert [words for words in others if words.encode() in content] == []
    assert all(words.encode() in content for words in MARKERS[section])


def test_account_numbers_are_out_unless_they_are_ticked(borrower, helper, tmp_path):
    make(borrower, helper, tmp_path / "without.ashore")
    make(borrower, helper, tmp_path / "with.ashore", account_numbers=True)
    without, with_ = (content_of(tmp_path / name, helper) for name in ("without.ashore", "with.ashore"))
    for number in (b"7788", b"4111 1111"):
        assert number not in without.replace(b"kingfisher", b"")
        assert number in with_


def test_what_they_will_see_is_what_is_in_the_file(borrower, helper, tmp_path):
    choice = Choice(
        ALL - {"contacts"}, delete_by=TODAY + timedelta(days=90), reach="texts, after six", name="O'Neil 龑"
    )
    seen = SharingDesk(borrower).what_they_will_see(choice, "en", TODAY)
    made = SharingDesk(borrower).make(
        choice, tmp_path / "x.ashore", code=own_public(helper), language="en", today=TODAY
    )
    package = open_share(helper, tmp_path / "x.ashore")
    assert package.contents == {**seen, "mark": made.mark}
    assert package.summary == summary_pdf(package.contents, "en")  # made from the contents alone
    assert package.contents["reach"] == "texts, after six"
    assert package.contents["name"] == "O'Neil 龑"
    (part,) = [name for name in package.parts if name.startswith("files/")]
    assert package.parts[part] == b"kingfisher at dawn"


def test_check_ins_are_in_a_share_only_by_their_names(borrower, helper, tmp_path):
    desk = SharingDesk(borrower)
    notes = [{"name": n, "on": "2026-11-20", "words": f"{n} words"} for n in ("weekly", "letter")]
    for names, there in (((), []), (("weekly",), ["weekly"])):
        path = tmp_path / f"{len(names)}.ashore"
        choice = Choice(frozenset({"plan"}), check_ins=frozenset(names))
        desk.make(choice, path, code=own_public(helper), language="en", today=TODAY, check_ins=notes)
        share = open_share(helper, path).contents
        assert [one["name"] for one in share.get(CHECK_INS, [])] == there
        assert b"letter words" not in content_of(path, helper)


def test_a_file_is_made_for_one_reader_and_never_over_another_file(borrower, helper, tmp_path):
    make(borrower, helper, tmp_path / "x.ashore")
    with pytest.raises(NotForYou):
        open_share(borrower, tmp_path / "x.ashore")
    before = (tmp_path / "x.ashore").read_bytes()
    with pytest.raises(StoreError):
        make(borrower, helper, tmp_path / "x.ashore")
    assert (tmp_path / "x.ashore").read_bytes() == before
    assert len(SharingDesk(borrower).shares()) == 1


def test_a_passphrase_does_instead_of_a_code(borrower, helper, tmp_path):
    desk = SharingDesk(borrower)
    choice = Choice(frozenset({"debts"}))
    with pytest.raises(InputProblems):
        desk.make(choice, tmp_path / "x", passphrase="abc", language="en", today=TODAY)
    desk.make(choice, tmp_path / "x", passphrase="seven quiet 龑 boats", language="en", today=TODAY)
    assert open_share(helper, tmp_path / "x", "seven quiet 龑 boats").contents["sections"] == ["debts"]
    with pytest.raises(NotForYou):
        open_share(helper, tmp_path / "x", "seven quiet boats")


def test_a_review_goes_round_and_each_idea_stands_beside_the_present_value(borrower, helper, tmp_path):
    make(borrower, helper, tmp_path / "x.ashore")
    ideas = {
        "line": ("Winter heating", "180", "Essentials first."),
        "strategy": "snowball",
        "question": "Who collects?",
    }
    review(helper, tmp_path / "x.ashore", tmp_path / "r.ashore", **ideas)
    desk, taker = SharingDesk(borrower), IdeaTaker(borrower, "en", TODAY)
    before = BudgetBook(borrower, "USD").read(), borrower.plan()
    kept = desk.take_in(tmp_path / "r.ashore", TODAY)
    assert (BudgetBook(borrower, "USD").read(), borrower.plan()) == before  # opening changes nothing
    line, strategy = taker.lay(kept)
    assert (line.beside.present, line.beside.idea.then, line.beside.stand) == ("", "180.00", Stand.OPEN)
    assert (line.before["left_over"], line.after["left_over"]) == ("2222.22", "2042.22")
    assert (strategy.beside.present, strategy.beside.idea.then) == ("quick-wins", "snowball")
    assert strategy.before == strategy.beside.idea.before  # both sides reckon alike
    assert strategy.after == strategy.beside.idea.after

    kept = taker.leave(taker.take(kept, 1), 2)
    assert [one.beside.stand for one in taker.lay(kept)] == [Stand.TAKEN, Stand.LEFT]
    assert BudgetBook(borrower, "USD").read().find("Winter heating").amount == 18000
    assert borrower.plan() == before[1]

    kept = taker.undo(kept, 1)
    assert [line.name for line in BudgetBook(borrower, "USD").read().lines] == ["Ibiswage", "Heronrent"]
    kept = taker.take(taker.undo(kept, 2), 2)
    assert borrower.plan().strategy == "snowball"
    kept = taker.undo(kept, 2)
    assert borrower.plan() == before[1]
    assert len(kept.decisions) == 6  # all of it stays written

    desk.answer(kept, 3, "They never did.")
    assert desk.take_in(tmp_path / "r.ashore", TODAY).answers == {3: "They never did."}  # once more changes nothing
    make(borrower, helper, tmp_path / "y.ashore")
    share = open_share(helper, tmp_path / "y.ashore").contents
    assert [words for _, words in answers_to(share, [kept.review])] == ["They never did."]


def test_several_decisions_are_looked_at_before_any_of_them_is_made(borrower, helper, tmp_path):
    make(borrower, helper, tmp_path / "x.ashore")
    share = open_share(helper, tmp_path / "x.ashore").contents
    draft = with_line(Draft(by="T"), share, "Heronrent", "1100", "", TODAY)
    draft = with_line(draft, share, "Heronrent", "1000", "", TODAY)
    review(helper, tmp_path / "x.ashore", tmp_path / "r.ashore", draft, strategy="snowball")
    taker = IdeaTaker(borrower, "en", TODAY)
    kept = SharingDesk(borrower).take_in(tmp_path / "r.ashore", TODAY)
    for take, leave, undo, fault in (
        ([1, 2], [], [], InputProblems),  # two amounts for one line
        ([3], [3], [], InputProblems),
        ([3], [], [1], NothingToUndo),
    ):
        with pytest.raises(fault):
            taker.check(kept, take, leave, undo, anyway=False)
    kept = taker.take(kept, 3)
    with pytest.raises(NotAsSeen):
        taker.check(kept, [1, 3], [], [], anyway=False)
    taker.check(kept, [1, 3], [2], [3], anyway=False)
    assert BudgetBook(borrower, "USD").read().find("Heronrent").amount == 123456


def test_a_review_of_a_plan_that_has_changed_since_is_said_and_not_merged(borrower, helper, tmp_path):
    make(borrower, helper, tmp_path / "x.ashore")
    review(helper, tmp_path / "x.ashore", tmp_path / "r.ashore", line=("Heronrent", "1100", ""), strategy="snowball")
    book = BudgetBook(borrower, "USD")
    book.edit(book.read().find("Heronrent"), {"amount": "1300"})
    taker = IdeaTaker(borrower, "en", TODAY)
    kept = SharingDesk(borrower).take_in(tmp_path / "r.ashore", TODAY)
    line, strategy = (one.beside for one in taker.lay(kept))
    assert (line.stand, line.present, line.idea.now) == (Stand.CHANGED, "1300.00", "1234.56")
    assert strategy.stand is Stand.OPEN
    with pytest.raises(NotAsSeen, match=r"1234\.56.*1300\.00"):
        taker.take(kept, 1)
    assert book.read().find("Heronrent").amount == 130000
    kept = taker.take(kept, 1, anyway=True)
    assert book.read().find("Heronrent").amount == 110000
    kept = taker.undo(kept, 1)
    assert book.read().find("Heronrent").amount == 130000  # back to what it was, not to what the helper saw

    kept = taker.take(kept, 1, anyway=True)
    book.edit(book.read().find("Heronrent"), {"amount": "1000"})
    with pytest.raises(NothingToUndo):
        taker.undo(kept, 1)
    assert book.read().find("Heronrent").amount == 100000
    book.remove(book.read().find("Heronrent"))
    assert taker.lay(kept)[0].beside.stand is Stand.GONE
    with pytest.raises(NotAsSeen, match="not there"):
        taker.take(kept, 1, anyway=True)


def test_two_reviews_of_one_plan_know_of_each_other(borrower, helper, tmp_path):
    make(borrower, helper, tmp_path / "x.ashore")
    for name, amount in (("a", "1100"), ("b", "1000")):
        draft = Draft(by=f"Helper {name}")
        review(helper, tmp_path / "x.ashore", tmp_path / name, draft, line=("Heronrent", amount, ""))
    desk, taker = SharingDesk(borrower), IdeaTaker(borrower, "en", TODAY)
    one, other = (desk.take_in(tmp_path / name, TODAY) for name in ("a", "b"))
    assert [row.beside.rivals for row in taker.lay(one)] == [(("Helper b", TODAY),)]
    one = taker.take(one, 1)
    assert taker.lay(other)[0].beside.stand is Stand.CHANGED
    with pytest.raises(NotAsSeen):
        taker.take(other, 1)
    other = taker.take(other, 1, anyway=True)
    assert BudgetBook(borrower, "USD").read().find("Heronrent").amount == 100000
    assert taker.lay(one)[0].beside.stand is Stand.CHANGED  # what was taken stands no more, and is not called taken


def test_the_wording_of_a_draft_can_be_taken_and_of_a_letter_that_was_sent_it_cannot(borrower, helper, tmp_path):
    make(borrower, helper, tmp_path / "x.ashore")
    review(helper, tmp_path / "x.ashore", tmp_path / "r.ashore", wording="I ask for a plan that I can keep.")
    desk, taker = SharingDesk(borrower), IdeaTaker(borrower, "en", TODAY)
    kept = desk.take_in(tmp_path / "r.ashore", TODAY)
    letters = LetterDesk(borrower)
    (before,) = letters.all()
    kept = taker.take(kept, 1)
    assert letters.all()[0].texts["en"].blocks[1] == "I ask for a plan that I can keep."
    kept = taker.undo(kept, 1)
    assert letters.all()[0].texts == before.texts
    letters.send(letters.all()[0], TODAY, "post")
    assert taker.lay(kept)[0].beside.stand is Stand.GONE
    make(borrower, helper, tmp_path / "y.ashore")
    share = open_share(helper, tmp_path / "y.ashore").contents
    with pytest.raises(InputProblems):
        with_wording(Draft(), share, share["letters"][0]["number"], 2, "x", "")


def test_a_review_of_somebody_elses_file_is_not_taken_in(borrower, helper, tmp_path):
    make(borrower, helper, tmp_path / "x.ashore")
    made = review(helper, tmp_path / "x.ashore", tmp_path / "r.ashore", strategy="snowball")
    share = open_share(helper, tmp_path / "x.ashore").contents
    write_review(made._replace(share="f" * 32), share, tmp_path / "other.ashore")
    with pytest.raises(NotOfMine):
        SharingDesk(borrower).take_in(tmp_path / "other.ashore", TODAY)
    with pytest.raises(NotForYou):
        SharingDesk(helper).take_in(tmp_path / "r.ashore", TODAY)
    SharingDesk(borrower).make(
        Choice(ALL), tmp_path / "own.ashore", code=own_public(borrower), language="en", today=TODAY
    )
    with pytest.raises(NotOurs, match="share open"):
        SharingDesk(borrower).take_in(tmp_path / "own.ashore", TODAY)
    assert SharingDesk(borrower).reviews() == []


def test_notes_and_ideas_stand_only_on_what_was_shared(borrower, helper, tmp_path):
    make(borrower, helper, tmp_path / "x.ashore", {"debts"})
    share = open_share(helper, tmp_path / "x.ashore").contents
    for attempt in (
        lambda: with_note(Draft(), share, "letter", 1, "x", question=False),
        lambda: with_note(Draft(), share, "debt", 99, "x", question=False),
        lambda: with_note(Draft(), share, "debt", share["debts"][0]["number"], " ", question=False),
        lambda: with_note(Draft(), share, "wallet", 1, "x", question=False),
        lambda: with_strategy(Draft(), share, "snowball", "", TODAY),
        lambda: with_line(Draft(), share, "Heating", "180", "", TODAY),
        lambda: finish(helper, share, Draft(), TODAY),
    ):
        with pytest.raises(InputProblems):
            attempt()


def test_the_code_of_a_list_stays_the_same(borrower, tmp_path):
    before = own_public(borrower)
    borrower.close()
    again = open_household(tmp_path / "borrower")
    assert own_public(again) == before
    again.close()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_sample_household_has_a_review_to_decide_on(tmp_path, language):
    now = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
    household = sample_household(tmp_path / language, language, now=now)
    (kept,) = SharingDesk(household).reviews()
    (share,) = SharingDesk(household).shares()
    taker = IdeaTaker(household, language, TODAY)
    rows = taker.lay(kept)
    assert kept.review.share == share.mark
    assert [one.beside.stand for one in rows] == [Stand.OPEN, Stand.OPEN]
    assert all((one.before, one.after) == (one.beside.idea.before, one.beside.idea.after) for one in rows)
    (question,) = kept.review.questions
    assert {debt.id: debt.kind for debt in household.debts()}[question.of] == "online-loan"
    kept = taker.take(taker.take(kept, 1), 2)
    assert [one.beside.stand for one in taker.lay(kept)] == [Stand.TAKEN, Stand.TAKEN]
    household.close()
