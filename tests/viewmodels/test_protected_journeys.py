"""Choosing how the list is protected, opening it again, bringing a copy back, breathing: each as its page leads through it."""

import ast
from pathlib import Path

import pytest

from planner.errors import StoreError, WrongPassphrase
from planner.services.backups import make_backup
from ui.viewmodels.breathing import BreathingViewModel
from ui.viewmodels.lock import LockViewModel
from ui.viewmodels.protect import CHECK, CHOOSE, CODE, DONE, ProtectViewModel
from ui.viewmodels.restore import RestoreViewModel

SAID = "harbour lamp river stone"
TOP = Path(__file__).parent.parent.parent


def protected(session):
    """Go through the page as a person with pen and paper; return the recovery code."""
    page = ProtectViewModel(session)
    page.type("passphrase", SAID)
    page.type("again", SAID)
    code = page.next().groups
    asked = page.next().asked
    for field, place in zip(("one", "two"), asked, strict=True):
        page.type(field, code[place - 1])
    assert page.next().step == DONE
    return " ".join(code)


def test_a_passphrase_counts_only_once_its_code_was_copied(session):
    page = ProtectViewModel(session)
    assert page.state().step == CHOOSE
    page.type("passphrase", SAID)
    page.type("again", "harbour lamp river stonf")
    assert page.next().problems["again"].startswith("These two differ.")
    page.type("again", SAID)
    state = page.next()
    assert (state.step, len(state.groups)) == (CODE, 8)
    asked = page.next().asked
    page.type("one", state.groups[asked[0] - 1])
    page.type("two", "000000")
    wrong = page.next()
    assert (wrong.step, list(wrong.problems)) == (CHECK, ["two"])
    assert session.is_unprotected
    assert page.back().step == CODE
    page.next()
    page.type("two", state.groups[asked[1] - 1])
    assert page.next().step == DONE
    assert session.has_passphrase


def test_without_a_passphrase_the_list_opens_by_itself(session):
    page = ProtectViewModel(session)
    assert not page.choose(passphrase=False).passphrase
    assert page.next().step == DONE
    assert not session.has_passphrase
    assert not session.lock()


@pytest.mark.parametrize("with_code", [False, True])
def test_what_was_locked_opens_with_its_passphrase_or_its_code_and_with_nothing_else(session, with_code):
    code = protected(session)
    session.household.add({"name": "Card", "balance": "100"}, "USD")
    assert session.lock()
    page = LockViewModel(session)
    assert page.try_it("  ")[1] is None
    assert page.state().error == "Type the passphrase."
    if with_code:
        assert page.other_way().with_code
    state, work = page.try_it("harbour lamp river")
    assert state.busy
    with pytest.raises(WrongPassphrase) as wrong:
        work()
    assert page.not_opened(wrong.value).error
    work = page.try_it(code if with_code else SAID)[1]
    assert page.opened(work()).opened
    session.refresh()
    assert [debt.name for debt in session.debts] == ["Card"]


def test_a_copy_is_shown_before_it_is_brought_back_and_can_be_taken_back(household, tmp_path):
    folder, key = household.own_folder, household.key
    copy = make_backup(folder, key, tmp_path / "copy.ashore-backup")[0]
    kept = [debt.name for debt in household.debts]
    household.household.remove(household.debts[0])
    household.refresh()
    page = RestoreViewModel(household)
    assert page.look() == (page.state(), None)
    assert page.state().problem == "Choose a backup first."
    page.type_path(str(tmp_path / "nothing here"))
    with pytest.raises(StoreError) as missing:
        page.look()[1]()
    assert page.failed(missing.value).problem
    page.type_path(str(copy))
    shown = page.looked(page.look()[1]())
    assert (shown.come, shown.go, shown.ready) == ((kept[0],), (), True)
    done = page.brought_back(page.bring_back()[1]())
    assert done.done.startswith("Your list is back as it was then.")
    assert [debt.name for debt in household.debts] == kept
    page.brought_back(page.take_back()[1]())
    assert [debt.name for debt in household.debts] == kept[1:]


def test_breathing_stands_still_where_nothing_is_to_move(session):
    assert BreathingViewModel(session).state().moves
    session.change_settings(reduced_motion="yes", language="zh")
    state = BreathingViewModel(session).state()
    assert not state.moves
    assert state.still == "吸 4 秒，呼 6 秒"
    assert len(state.grounding) >= 2


def test_every_page_that_decides_something_has_a_journey_without_a_window():
    decided = {
        path.stem
        for path in (TOP / "ui/viewmodels").glob("*.py")
        if any(
            isinstance(node, ast.ClassDef) and node.name.endswith("ViewModel")
            for node in ast.parse(path.read_text("utf-8")).body
        )
    }
    walked = set()
    for path in (TOP / "tests").rglob("test_*.py"):
        if "screens" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("ui.viewmodels."):
                walked.add(node.module.rpartition(".")[2])
    assert sorted(decided - walked) == []
