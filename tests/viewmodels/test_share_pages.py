"""Sharing as the borrower and the helper see it: nothing ticked beforehand, nothing changed by itself."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from planner.errors import InputProblems, PlannerError
from planner.services.sample import fill_with_sample
from planner.services.sharing import own_public
from planner.sharing.keys import code_of
from planner.sharing.package import Stopped
from planner.store.keys import Effort
from planner.store.reads import read_tables
from ui.viewmodels.care import begin_care, care_of
from ui.viewmodels.care_settings import CareSettingsViewModel
from ui.viewmodels.case import CaseViewModel
from ui.viewmodels.caseload import CaseloadViewModel
from ui.viewmodels.review import ReviewViewModel
from ui.viewmodels.session import Session
from ui.viewmodels.share import SeenViewModel, ShareViewModel

RECOVERY = "000011 000022 000033 000044 000055 000066 000077 000088"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setattr("planner.store.keys.USUAL_EFFORT", Effort(8, 1, 1))
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
    """Do the work that a page starts, as the worker does it; return what the page makes of it."""
    _, work = start()
    return done(work(lambda _: None, lambda: False))


def opened(people):
    return run(people.open_file, people.opened)


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
    assert state.missing == "It still needs their code, and a tick at what they may read."
    assert vm.choose_way("passphrase").missing == "It still needs a passphrase, and a tick at what they may read."
    vm.choose_way("code")
    code = code_of(own_public(helper.household))
    state = vm.type("code", code[:-1])
    assert "55" in state.fields[1].error
    waiting = vm.turn("debts")
    assert (waiting.can_make, waiting.missing) == (False, "It still needs their code.")
    state = vm.type("code", code)
    assert (state.can_make, state.fields[1].error, state.missing) == (True, "", "")
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
    case = CaseViewModel(helper, opened(people))
    lines = [line for page in case.state().seen.pages for line in page.lines if line.on]
    assert case.write(next(line for line in lines if line.on == "budget-line")).writing.unit == "US$"
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
    with pytest.raises(InputProblems) as nobody:  # it is from nobody yet
        run(case.make, case.made)
    assert case.failed(nobody.value).problem
    case.say_first("by", "唐老师")
    state = run(case.make, case.made)
    assert (state.problem, state.remarks) == ("", ())
    assert CaseloadViewModel(helper).state().rows[0].chip[1] == "等回复"

    vm = ShareViewModel(borrower)
    vm.take(newest(home))
    review = ReviewViewModel(borrower, run(vm.open_review, vm.opened))
    state = review.state()
    assert [card.chip[2] for card in state.ideas] == ["", ""]
    assert all(card.effect for card in state.ideas)
    before = borrower.chosen
    review.take(1)
    state = review.leave(2)
    assert [(card.chip[2], card.can_undo) for card in state.ideas] == [("taken", True), ("not taken", True)]
    card = state.ideas[0]
    assert (card.labels, card.now, card.then) == (("was", "now"), "$2,400.00", "$2,000.00")
    assert borrower.chosen == before
    assert not state.has_open
    state = review.undo(1)
    assert (state.ideas[0].now, state.ideas[0].labels) == ("$2,400.00", ("now", "the idea"))
    assert review.answer(3, "Never.").notes[0].answer == "Never."
    assert review.leave_all().ideas[0].chip[2] == "not taken"
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
            with pytest.raises(PlannerError) as fault:
                run(opening, vm.opened)
            state = vm.failed(fault.value)
            assert state.problem
            assert state.working == ""
    assert people.state().rows == ()
    assert [by for _, by, _ in page.state().reviews] == ["Ms Tang"]


def test_an_own_note_and_a_state_are_kept_and_a_person_is_removed(borrower, helper, home):
    people = CaseloadViewModel(helper)
    people.take(shared(borrower, helper, home, "debts"))
    case = CaseViewModel(helper, opened(people))
    case.write()
    case.type("words", "星期二打电话")
    assert case.save().own_notes[0][1] == "星期二打电话"
    assert case.set_state("stuck").state == "stuck"
    assert [row.chip for row in people.choose("stuck").rows] == [("neutral", "卡住了")]
    assert people.search("nobody").rows == ()
    case.remove_case()
    assert people.search("").rows == ()


def test_a_check_in_is_ticked_by_its_name_and_no_other_goes_along(borrower, helper, home):
    care = begin_care(borrower)
    said = {"now": borrower.now(), "today": borrower.today, "language": "en"}
    care.answer("weight", [8], note="kingfisher", **said)
    care.write_down("slip", "heron", **said)
    vm = ShareViewModel(borrower)
    named = vm.state().check_ins
    assert (named.unfolded, named.rows, vm.is_ticked) == (False, (), False)
    vm.check_ins.unfold()
    rows = vm.state().check_ins.rows
    assert [row.on for row in rows] == [False, False]
    assert "kingfisher" not in str(rows)
    vm.type("code", code_of(own_public(helper.household)))
    state = vm.turn_check_in(rows[1].name)
    assert (state.can_make, state.check_ins.words) == (True, "Ticked: 1. All others stay here.")
    seen = SeenViewModel(borrower, vm.choice(), vm.check_ins.rows()).state()
    assert [(page.section, [line.words for line in page.lines]) for page in seen.pages] == [
        ("check-ins", ["8 – kingfisher"])
    ]
    run(vm.start, vm.made)
    people = CaseloadViewModel(helper)
    people.take(newest(home))
    pages = CaseViewModel(helper, opened(people)).state().seen.pages
    assert [line.words for page in pages for line in page.lines] == ["8 – kingfisher"]
    assert "kingfisher" not in str(borrower.household.read(read_tables))
    assert "How heavy" not in str(borrower.household.read(read_tables))
    assert len(care_of(borrower).check_ins.entries()) == 2


def test_check_ins_that_are_shut_cannot_be_ticked_and_say_so(borrower):
    begin_care(borrower)
    CareSettingsViewModel(borrower).protect("a lantern of their own", RECOVERY)
    borrower.own_keys.clear()
    named = ShareViewModel(borrower).state().check_ins
    assert (named.can_open, named.words) == (False, "Never ticked for you. To tick one, open your check-ins first.")


def test_a_passphrase_does_instead_of_a_code_on_both_sides(borrower, helper, home):
    vm = ShareViewModel(borrower)
    vm.turn("debts")
    assert [field.id for field in vm.choose_way("passphrase").fields][1] == "passphrase"
    vm.type("passphrase", "abc")
    with pytest.raises(InputProblems) as short:
        run(vm.start, vm.made)
    assert vm.failed(short.value).fields[1].error
    assert list(home.glob("*.ashore")) == []
    vm.type("passphrase", "seven quiet 龑 boats")
    state = run(vm.start, vm.made)
    assert state.fields[1].value == ""  # it is forgotten as soon as the file is made
    people = CaseloadViewModel(helper)
    assert people.take(newest(home)).asks
    people.type_secret("seven quiet boats")
    with pytest.raises(PlannerError) as wrong:
        opened(people)
    assert people.failed(wrong.value).problem
    assert people.state().rows == ()
    people.type_secret("seven quiet 龑 boats")
    assert opened(people)
    assert (people.state().asks, people.state().secret) == (False, "")


def test_what_is_stopped_makes_no_file_and_takes_none_in(borrower, helper, home):
    file = shared(borrower, helper, home, "debts")
    vm, people = ShareViewModel(borrower), CaseloadViewModel(helper)
    vm.type("code", code_of(own_public(helper.household)))
    vm.turn("debts")
    people.take(file)
    for start in (vm.start, people.open_file):
        _, work = start()
        with pytest.raises(Stopped):
            work(lambda _: None, lambda: True)
    assert [str(path) for path in home.iterdir()] == [file]
    assert people.stopped().rows == ()
    assert vm.stopped().said == "Stopped. Nothing was written."


def test_other_words_for_a_paragraph_are_proposed_and_taken(borrower, helper, home):
    people = CaseloadViewModel(helper)
    people.take(shared(borrower, helper, home, "letters"))
    case = CaseViewModel(helper, opened(people))
    letters = [line for page in case.state().seen.pages for line in page.lines if line.on == "letter"]
    draft = next(line for line in letters if case.write(line).writing.paragraphs)
    sent = [line for line in letters if not case.write(line).writing.paragraphs]
    assert all("sent" in line.under or "寄出" in line.under for line in sent)
    writing = case.write(draft).writing
    assert not writing.idea
    place, now = writing.paragraphs[1]
    writing = case.reword(place).writing
    assert (writing.idea, dict(writing.values)["then"]) == (True, now)
    case.type("then", "I ask for a plan that I can keep.")
    case.type("words", "Kinder.")
    (remark,) = case.save().remarks
    assert "I ask for a plan" in remark.words
    case.say_first("by", "唐老师")
    run(case.make, case.made)
    vm = ShareViewModel(borrower)
    vm.take(newest(home))
    review = ReviewViewModel(borrower, run(vm.open_review, vm.opened))
    card = review.take(1).ideas[0]
    assert (card.now, card.then) == (now, "I ask for a plan that I can keep.")
    assert review.undo(1).ideas[0].now == now


def test_a_copy_of_the_caseload_brings_people_back(borrower, helper, home, tmp_path):
    people = CaseloadViewModel(helper)
    people.take(shared(borrower, helper, home, "debts"))
    number = opened(people)
    assert run(people.save_copy, people.copied).said
    (copy,) = home.glob("*.bin")
    CaseViewModel(helper, number).remove_case()
    people.take(str(copy))
    assert opened(people) == 0
    assert people.state().said == "恢复了 1 人。"
    assert [row.who for row in people.state().rows] == ["Household 01"]


def test_somebody_of_whom_no_file_came_has_none_to_read(helper):
    from planner.services.caseload import Caseload

    Caseload(helper.household).add({"alias": "龑"}, helper.today)
    assert [row.chip[1] for row in CaseloadViewModel(helper).state().rows] == ["还没有文件"]


def test_answers_and_decisions_stand_beside_the_next_file_and_what_went_is_listed(borrower, helper, home):
    people = CaseloadViewModel(helper)
    people.take(shared(borrower, helper, home, "debts", "budget"))
    case = CaseViewModel(helper, opened(people))
    lines = [line for page in case.state().seen.pages for line in page.lines if line.on]
    case.write(next(line for line in lines if line.on == "budget-line"))
    case.type("amount", "2000")
    case.save()
    case.write(next(line for line in lines if line.on == "debt"))
    case.type("words", "Who collects?")
    case.save(question=True)
    case.say_first("by", "唐老师")
    run(case.make, case.made)
    vm = ShareViewModel(borrower)
    vm.take(newest(home))
    review = ReviewViewModel(borrower, run(vm.open_review, vm.opened))
    review.take(1)
    review.answer(2, "North Star.")
    people.take(shared(borrower, helper, home, "debts", "budget"))
    number = opened(people)
    file = CaseViewModel(helper, number).state().file
    assert file.answers[0] == ("Who collects?", "North Star.")
    assert file.answers[1][0].endswith("US$2,000.00")
    assert file.answers[1][1] == "已采纳"
    assert [words for _, words in file.history] == ["收到一份文件", "发出一份意见", "收到一份文件"]


def test_days_and_names_of_a_person_are_kept_and_a_wrong_one_is_said_beside_its_field(helper):
    people = CaseloadViewModel(helper)
    case = CaseViewModel(helper, people.add("家庭 9"))
    state = case.set_detail("review_on", "soon")
    (wrong,) = [one for one in state.file.details if one.error]
    assert (wrong.id, wrong.value) == ("review_on", "soon")
    state = case.set_detail("review_on", "2026-12-01")
    assert not any(one.error for one in state.file.details)
    case.set_detail("keep_until", "2026-11-01")
    assert [row.who for row in people.choose("delete").rows] == ["家庭 9"]
    assert CaseViewModel(helper, 1).set_detail("alias", " ").file.details[0].error
    assert people.add(" ") == 0
    assert people.state().problem


def test_a_helper_prints_a_blank_budget_a_table_and_counts_nobody_can_be_found_in(helper, home):
    people = CaseloadViewModel(helper)
    people.add("龑")
    for save, ending in ((people.print_blank_budget, "pdf"), (people.save_table, "csv"), (people.print_list, "pdf")):
        before = set(home.glob(f"*.{ending}"))
        assert save().said
        assert len(set(home.glob(f"*.{ending}")) - before) == 1
    assert people.state().figures == ()
    figures = dict(people.unfold_figures().figures)
    assert "1" not in figures.values()
    assert people.unfold_figures().figures == ()


def test_the_summary_and_the_files_come_out_into_a_folder_of_their_own(borrower, helper, home):
    people = CaseloadViewModel(helper)
    people.take(shared(borrower, helper, home, "debts", "evidence"))
    case = CaseViewModel(helper, opened(people))
    before = set(home.iterdir())
    assert run(case.save_parts, case.parts_saved).said
    (folder,) = set(home.iterdir()) - before
    names = sorted(path.name for path in folder.iterdir())
    assert names[-1] == "summary.pdf"
    assert (folder / "summary.pdf").read_bytes().startswith(b"%PDF")
    assert len(names) == 1 + len(case.state().seen.pages[1].lines)
    run(case.save_parts, case.parts_saved)
    assert len(set(home.iterdir()) - before) == 2  # once more: a folder of its own again
