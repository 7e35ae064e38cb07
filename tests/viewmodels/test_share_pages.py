"""Sharing as the borrower and the helper see it: nothing ticked beforehand, nothing changed by itself."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from planner.services.sample import fill_with_sample
from planner.services.sharing import own_public
from planner.sharing.keys import code_of
from ui.viewmodels.case import CaseViewModel
from ui.viewmodels.caseload import CaseloadViewModel
from ui.viewmodels.review import ReviewViewModel
from ui.viewmodels.session import Session
from ui.viewmodels.share import SeenViewModel, ShareViewModel


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    (tmp_path / "home" / "Documents").mkdir(parents=True)
    return tmp_path / "home" / "Documents"


def sitting(folder, language):
    session = Session(folder, now=lambda: datetime(2026, 11, 24, 13, 0, tzinfo=UTC))
    session.change_settings(language=language, country="US")
    return session


@pytest.fixture
def borrower(tmp_path):
    session = sitting(tmp_path / "borrower", "en")
    fill_with_sample(session.household, "en", now=session.now())
    session.refresh()
    yield session
    session.close()


@pytest.fixture
def helper(tmp_path):
    session = sitting(tmp_path / "helper", "zh")
    yield session
    session.close()


def newest(home):
    return str(max(home.glob("*.ashore"), key=lambda path: (path.stat().st_mtime_ns, path.name)))


def run(start, done):
    _, work = start()
    return done(work(lambda _: None, lambda: False))


def shared(borrower, helper, home, *sections):
    vm = ShareViewModel(borrower)
    vm.type("code", code_of(own_public(helper.household)))
    for section in sections:
        vm.turn(section)
    run(vm.start, vm.made)
    return newest(home)


def test_nothing_is_ticked_and_no_file_is_made_before_the_code_is_right(borrower, helper):
    vm = ShareViewModel(borrower)
    state = vm.state()
    assert not any(section.on for section in state.sections)
    assert (state.account_numbers, state.can_make, state.digits) == (False, False, "")
    code = code_of(own_public(helper.household))
    state = vm.type("code", code[:-1])
    assert "55" in state.fields[1].error
    assert not vm.turn("debts").can_make
    state = vm.type("code", code)
    assert (state.can_make, state.fields[1].error) == (True, "")
    assert [len(line.split()) for line in state.digits.splitlines()] == [3, 3]
    assert not vm.turn("debts").can_make
    vm.turn("debts")
    vm.type("delete_by", "soon")
    state, work = vm.start()
    assert work is None
    assert state.fields[2].error


def test_what_the_borrower_sees_is_the_ticked_sections(borrower):
    vm = ShareViewModel(borrower)
    vm.turn("budget")
    seen = SeenViewModel(borrower, vm.choice()).state()
    assert [page.section for page in seen.pages] == ["budget"]
    borrower.hide_amounts(True)
    hidden = SeenViewModel(borrower, vm.choice()).state()
    assert {line.amount for line in hidden.pages[0].lines} <= {"***", ""}


def test_from_the_file_to_the_idea_that_is_taken(borrower, helper, home):
    file = shared(borrower, helper, home, "debts", "budget", "plan")
    assert os.path.basename(file) == "2026-11-24.ashore"  # a plain name that says nothing
    people = CaseloadViewModel(helper)
    assert people.state().rows == ()
    people.take(file)
    case = CaseViewModel(helper, people.open_file())
    lines = [line for page in case.state().seen.pages for line in page.lines if line.on]
    case.write(next(line for line in lines if line.on == "budget-line"))
    assert case.save().writing.problem  # an amount is missing
    case.type("amount", "2000")
    case.type("words", "龑 O'Neil")
    assert case.save().writing is None
    case.propose_order()
    case.type("order", "snowball")
    case.save()
    case.write(next(line for line in lines if line.on == "debt"))
    case.type("words", "Did they ever show that they may collect?")
    case.save(question=True)
    assert case.make().problem  # it is from nobody yet
    case.say_first("by", "唐老师")
    state = case.make()
    assert (state.problem, state.remarks) == ("", ())
    assert CaseloadViewModel(helper).state().rows[0].chip[1] == "等回复"

    vm = ShareViewModel(borrower)
    vm.take(newest(home))
    review = ReviewViewModel(borrower, vm.open_review())
    state = review.state()
    assert [card.chip[2] for card in state.ideas] == ["", ""]
    assert all(card.effect for card in state.ideas)
    before = borrower.chosen
    review.take(1)
    state = review.leave(2)
    assert [(card.chip[2], card.can_undo) for card in state.ideas] == [("taken", True), ("left", True)]
    assert state.ideas[0].now == state.ideas[0].then == "$2,000.00"
    assert borrower.chosen == before
    assert not state.has_open
    state = review.undo(1)
    assert state.ideas[0].now == "$2,400.00"
    assert review.answer(3, "Never.").notes[0].answer == "Never."
    assert review.leave_all().ideas[0].chip[2] == "left"
    assert [by for _, by, _ in ShareViewModel(borrower).state().reviews] == ["唐老师", "Ms Tang"]  # the sample has one


def test_a_file_that_cannot_be_opened_is_said_and_nothing_is_kept(borrower, helper, home):
    file = shared(borrower, helper, home, "debts")
    content = bytearray(Path(file).read_bytes())
    content[-1] ^= 1
    (home / "bad.ashore").write_bytes(content)
    people, page = CaseloadViewModel(helper), ShareViewModel(borrower)
    for vm, opening in ((people, people.open_file), (page, page.open_review)):
        for name in ("bad.ashore", "none.ashore"):
            vm.take(str(home / name))
            assert opening() == 0
            assert vm.state().problem
    assert people.state().rows == ()
    assert [by for _, by, _ in page.state().reviews] == ["Ms Tang"]


def test_an_own_note_and_a_state_are_kept_and_a_person_is_removed(borrower, helper, home):
    people = CaseloadViewModel(helper)
    people.take(shared(borrower, helper, home, "debts"))
    case = CaseViewModel(helper, people.open_file())
    case.write()
    case.type("words", "星期二打电话")
    assert case.save().own_notes[0][1] == "星期二打电话"
    assert case.set_state("stuck").state == "stuck"
    assert [row.chip for row in people.choose("stuck").rows] == [("neutral", "卡住了")]
    assert people.search("nobody").rows == ()
    case.remove_case()
    assert people.search("").rows == ()
