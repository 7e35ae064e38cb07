"""Many people's files in one encrypted store of the helper's: what is next, what is kept, what nobody can read out of it."""

import csv
import io
from datetime import date, timedelta

import pytest

from planner.errors import InputProblems, StoreError
from planner.model.case import Case
from planner.services.backups import make_backup
from planner.services.budget import BudgetBook
from planner.services.caseload import Caseload, ChangedMeanwhile, NoSuchCase, is_over
from planner.services.caseload_copy import Came, bring_copy_back, look_into_copy, save_copy
from planner.services.caseload_lists import caseload_csv, caseload_pdf, hidden_small, statistics
from planner.services.erasing import erase
from planner.services.household import open_household
from planner.services.papers import Papers
from planner.services.reviewing import with_line, with_note
from planner.services.sharing import SharingDesk, own_public
from planner.sharing.contents import SECTIONS, Choice
from planner.store.caseload_store import CaseStore

TODAY = date(2026, 11, 22)


@pytest.fixture
def helper(tmp_path):
    household = open_household(tmp_path / "helper")
    yield household
    household.close()


@pytest.fixture
def caseload(helper):
    return Caseload(helper)


@pytest.fixture
def borrower(tmp_path):
    household = open_household(tmp_path / "borrower")
    household.change_settings(country="US", zone="America/New_York", currency="USD")
    household.add(
        {"name": "Zebracard", "creditor": "Quagga Bank", "balance": "4000", "apr": "17", "minimum": "40"}, "USD"
    )
    BudgetBook(household, "USD").add({"section": "income", "name": "Wages", "amount": "1000"})
    yield household
    household.close()


def shared(borrower, helper, path, **more):
    choice = Choice(frozenset(SECTIONS), **more)
    SharingDesk(borrower).make(choice, path, code=own_public(helper), language="en", today=TODAY)
    return path


def test_a_file_becomes_a_person_with_what_is_next(caseload, borrower, helper, tmp_path):
    Papers(borrower).add("united_states", "other", "2026-11-20", due="2026-12-01")
    until = TODAY + timedelta(days=90)
    path = shared(borrower, helper, tmp_path / "x", name="O'Neil 龑", delete_by=until)
    opened = caseload.receive(path, TODAY)
    case = opened.case
    assert (opened.is_new, case.alias, case.state, case.owed, case.left_over) == (
        True,
        "O'Neil 龑",
        "new",
        400000,
        100000,
    )
    assert (case.deadline_on, case.delete_by, case.review_on) == (date(2026, 12, 1), until, TODAY)
    assert caseload.share(case).contents == opened.package.contents
    assert not caseload.receive(path, TODAY).is_new
    assert len(caseload.all()) == 1


def test_the_next_file_of_a_person_goes_to_the_same_person(caseload, borrower, helper, tmp_path):
    case = caseload.receive(shared(borrower, helper, tmp_path / "x"), TODAY, cells={"alias": "Household 04"}).case
    caseload.edit(case, {"state": "on-plan"}, TODAY)
    later = TODAY + timedelta(days=30)
    again = caseload.receive(shared(borrower, helper, tmp_path / "y"), later).case
    assert (again.id, again.alias, again.state, again.state_since) == (case.id, "Household 04", "new", later)
    assert [one.kind for one in caseload.history(again)] == ["share", "share"]


def test_a_review_is_written_over_days_and_what_went_is_kept(caseload, borrower, helper, tmp_path):
    case = caseload.receive(shared(borrower, helper, tmp_path / "x"), TODAY).case
    share, (draft, version) = caseload.share(case).contents, caseload.draft(case)
    draft = with_line(draft._replace(by="Ms Tang"), share, "Heating", "180", "", TODAY, section="energy")
    caseload.keep_draft(case, draft, version)
    with pytest.raises(ChangedMeanwhile):
        caseload.keep_draft(case, draft, version)
    draft, version = caseload.draft(case)
    draft = with_note(draft, share, "debt", share["debts"][0]["number"], "Who collects?", question=True)
    caseload.keep_draft(case, draft, version)
    made = caseload.send(case, tmp_path / "r", TODAY)
    assert [one.mark for one in caseload.reviews(case)] == [made.mark]
    assert caseload.draft(case)[0].ideas == ()
    assert caseload.find(str(case.id)).state == "waiting"
    assert SharingDesk(borrower).take_in(tmp_path / "r", TODAY).review == made


def test_two_helpers_do_not_overwrite_each_other(caseload):
    case = caseload.add({"alias": "Household 04"}, TODAY)
    caseload.edit(case, {"state": "stuck"}, TODAY)
    with pytest.raises(ChangedMeanwhile):
        caseload.edit(case, {"state": "paused"}, TODAY)
    assert caseload.find("Household 04").state == "stuck"


def test_the_list_is_filtered_searched_and_paged(helper, caseload):
    store = CaseStore(helper.folder, helper.key)
    day = timedelta(days=1)
    store.add(
        [
            Case("A", review_on=TODAY + 3 * day, deadline_on=TODAY + 14 * day, words="a \nharbour bank"),
            Case("B", review_on=TODAY + day, deadline_on=TODAY + 15 * day, flags=2, words="b \nquick loan"),
            Case("C", state="stuck", offers_open=1, words="c 龑"),
            Case("D", review_on=TODAY, deadline_on=TODAY - day, delete_by=TODAY - day, words="d"),
            Case("F", review_on=TODAY + 9 * day, deadline_on=TODAY + 2 * day, words="f"),
            Case("E", review_on=TODAY, delete_by=TODAY - day, keep_until=TODAY + day, words="e"),
            Case("G", review_on=TODAY + 9 * day, deadline_on=TODAY + day, words="g"),
        ]
    )

    def names(*which):
        return [case.alias for case in caseload.page(TODAY, *which).rows]

    # by the nearer of review and a deadline to come, which stands two days ahead; none at the end
    assert names() == ["G", "D", "F", "E", "B", "A", "C"]
    assert (names("deadline"), names("flags"), names("offers"), names("stuck")) == (
        ["G", "F", "A"],
        ["B"],
        ["C"],
        ["C"],
    )
    assert names("delete") == ["D"]  # the helper has to keep E longer
    assert [is_over(case, TODAY) for case in caseload.all()] == [False, False, False, True, False, False, False]
    assert names("all", "HARBOUR bank") == ["A"]
    assert names("all", "龑") == ["C"]
    assert names("all", "%") == []
    page = caseload.page(TODAY, first=2, count=2)
    assert ([case.alias for case in page.rows], page.found, page.counts["all"]) == (["F", "E"], 7, 7)
    with pytest.raises(InputProblems):
        caseload.page(TODAY, "everybody")


def test_every_fault_of_a_change_is_said_at_once(caseload):
    case = caseload.add({"alias": "A"}, TODAY)
    with pytest.raises(InputProblems) as faults:
        caseload.edit(
            case, {"alias": " ", "state": "lost", "review_on": "soon", "colour": "red", "name": "x" * 121}, TODAY
        )
    assert {one.field for one in faults.value.problems} == {"alias", "state", "review_on", "colour", "name"}
    with pytest.raises(InputProblems):
        caseload.add({}, TODAY)
    with pytest.raises(NoSuchCase):
        caseload.find("Z")


def test_removing_a_person_removes_the_files_and_the_notes(caseload, borrower, helper, tmp_path):
    case = caseload.receive(shared(borrower, helper, tmp_path / "x"), TODAY).case
    caseload.note(case, "Calls on Tuesdays.")
    assert [one.words for one in caseload.notes(case)] == ["Calls on Tuesdays."]
    files = helper.folder / "caseload" / "files"
    assert len(list(files.iterdir())) == 1
    caseload.remove(case)
    assert caseload.all() == []
    assert list(files.iterdir()) == []
    case = caseload.receive(tmp_path / "x", TODAY).case
    assert caseload.notes(case) == []


def test_a_copy_brings_everybody_back_with_files_notes_and_drafts_also_under_another_key(
    caseload, borrower, helper, tmp_path
):
    case = caseload.receive(shared(borrower, helper, tmp_path / "x"), TODAY).case
    caseload.note(case, "Calls on Tuesdays.")
    caseload.note(case, "Second.")
    draft, version = caseload.draft(case)
    caseload.keep_draft(case, draft._replace(by="Ms Tang"), version)
    caseload.add({"alias": "龑"}, TODAY)
    (copy, key) = save_copy(helper, tmp_path / "copy.bin")
    assert bring_copy_back(helper, copy, TODAY) == Came((), ("Household 01", "龑"), ())

    other = open_household(tmp_path / "other")
    assert look_into_copy(other, copy, TODAY).came == ("Household 01", "龑")
    assert Caseload(other).all() == []
    assert bring_copy_back(other, copy, TODAY).came == ("Household 01", "龑")
    there = Caseload(other)
    back = there.find("Household 01")
    assert there.share(back).contents == caseload.share(case).contents
    assert [one.words for one in there.notes(back)] == ["Second.", "Calls on Tuesdays."]
    assert there.draft(back)[0].by == "Ms Tang"
    assert bring_copy_back(other, copy, TODAY).came == ()  # once more changes nothing
    assert len(there.all()) == 2
    assert not list(other.folder.glob("restore*"))
    key.unlink()
    with pytest.raises(StoreError):
        look_into_copy(other, copy, TODAY)
    other.close()


def test_who_is_here_stays_as_they_are_and_whose_day_has_passed_does_not_come_back(caseload, helper, tmp_path):
    caseload.add({"alias": "Here"}, TODAY)
    gone = caseload.add({"alias": "Gone", "keep_until": "2026-12-01"}, TODAY)
    (copy, _) = save_copy(helper, tmp_path / "copy.bin")
    caseload.edit(caseload.find("Here"), {"state": "stuck"}, TODAY)
    caseload.remove(gone)
    later = date(2026, 12, 2)
    assert bring_copy_back(helper, copy, later) == Came((), ("Here",), ("Gone",))
    assert [(case.alias, case.state) for case in caseload.all()] == [("Here", "stuck")]
    assert bring_copy_back(helper, copy, TODAY).came == ("Gone",)


def test_what_is_no_whole_copy_of_a_caseload_is_one_sentence_and_changes_nothing(caseload, helper, tmp_path):
    caseload.add({"alias": "Here"}, TODAY)
    (copy, _) = save_copy(helper, tmp_path / "copy.bin")
    content = copy.read_bytes()
    for name, bad in (
        ("cut", content[:-200]),
        ("flipped", content[:5000] + bytes([content[5000] ^ 1]) + content[5001:]),
        ("empty", b""),
        ("other", b"PK\x03\x04 no zip"),
    ):
        (tmp_path / name).write_bytes(bad)
        with pytest.raises(StoreError):
            bring_copy_back(helper, tmp_path / name, TODAY)
    (of_the_list, _) = make_backup(helper.folder, helper.key, tmp_path / "list.bin")
    with pytest.raises(StoreError, match="copy of a list"):
        bring_copy_back(helper, of_the_list, TODAY)
    assert [case.alias for case in caseload.all()] == ["Here"]


def test_nothing_of_a_caseload_can_be_read_without_the_key(caseload, helper, borrower, tmp_path):
    caseload.receive(shared(borrower, helper, tmp_path / "x"), TODAY, cells={"name": "Walrus Person"})
    for path in (helper.folder / "caseload").rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"Walrus" not in content
            assert b"Zebracard" not in content


def test_erasing_everything_erases_the_caseload_too(helper, caseload):
    caseload.add({"alias": "A"}, TODAY)
    helper.close()
    erase(helper.folder)
    assert not (helper.folder / "caseload").exists()


def test_the_table_is_not_run_by_a_spreadsheet(caseload):
    caseload.add({"alias": "=HYPERLINK(1)", "name": "@x"}, TODAY)
    (row,) = csv.DictReader(io.StringIO(caseload_csv(caseload.all())))
    assert (row["alias"], row["name"], row["state"]) == ("'=HYPERLINK(1)", "'@x", "new")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_list_can_be_printed(language):
    cases = [Case(f"Household {number:02}", review_on=TODAY) for number in range(60)]
    assert caseload_pdf(cases, language, TODAY).startswith(b"%PDF")
    assert caseload_pdf([], language, TODAY).startswith(b"%PDF")


def test_counts_under_five_are_hidden_and_cannot_be_reckoned():
    assert hidden_small({"a": 0, "b": 4, "c": 5, "d": 9}, adds_up=False) == {"a": 0, "b": None, "c": 5, "d": 9}
    assert hidden_small({"a": 0, "b": 4, "c": 5, "d": 9}, adds_up=True) == {"a": 0, "b": None, "c": None, "d": 9}
    assert hidden_small({"b": 4, "c": 3, "d": 9}, adds_up=True) == {"b": None, "c": None, "d": 9}
    cases = [Case(str(n), state="on-plan" if n < 8 else "stuck", flags=int(n < 9), kinds="card") for n in range(10)]
    counts = statistics(cases)
    assert (counts["people"], counts["states"]["on-plan"], counts["states"]["stuck"]) == (10, None, None)
    assert counts["with_flags"] is None  # nine of ten: the one without would be known
    assert counts["kinds"] == {"card": 10}
    assert counts["with_offers"] == 0
