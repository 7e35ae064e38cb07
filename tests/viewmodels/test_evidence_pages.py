"""Evidence from the borrower's side: a bundle made and checked, a complaint in five steps, what came back, files attached."""

from pathlib import Path

from planner.errors import PlannerError
from planner.i18n import translator
from planner.services.complaints import ComplaintDesk
from planner.services.contacts import ContactLog
from planner.services.importing import Choice, Imports, open_files
from tests.phone import few_numbers
from ui.viewmodels.add_to_complaint import AddToComplaintViewModel
from ui.viewmodels.agenda import ALL, AgendaViewModel
from ui.viewmodels.check_bundle import CheckBundleViewModel
from ui.viewmodels.complaint import ASK, FACTS, LAST, TO, WHAT, ComplaintWizardViewModel
from ui.viewmodels.complaint_facts import BREACH, CHECK, NONE, ComplaintFacts
from ui.viewmodels.complaints import ANSWERING, SENDING, ComplaintsViewModel, ComplaintViewModel
from ui.viewmodels.entry_files import EntryFilesViewModel
from ui.viewmodels.evidence import CHOOSE, DONE, MONTH, REDACTED, EvidenceViewModel

NO = lambda: False  # noqa: E731


def work_of(started, home, failed=None, stopped=NO):
    """Do the work as the worker thread does, and bring it home."""
    state, work = started
    assert state.working
    try:
        result = work(lambda _: None, stopped)
    except PlannerError as error:
        return failed(error)
    return home(result)


def made_bundle(page, path, stopped=NO):
    page.type(str(path))
    return work_of(page.start(), page.done, page.failed, stopped)


# The bundle


def test_the_count_follows_what_is_chosen_and_a_bundle_of_it_is_made_and_checked(household, tmp_path):
    page = EvidenceViewModel(household)
    whole = page.state()
    assert whole.may_make
    assert whole.complaints == "1 complaint so far"
    assert sum(int(one.under.split()[0]) for one in whole.collectors) == int(whole.chosen.split()[0])
    fewer = page.turn("collector", "North Star Recovery")
    assert fewer.chosen != whole.chosen
    assert page.choose_period(MONTH).chosen != fewer.chosen
    state = made_bundle(page, tmp_path / "out.zip")
    assert state.step == DONE
    made = state.made
    assert (made.name, made.path) == ("out.zip", str(tmp_path / "out.zip"))
    assert made.left_out
    assert len(made.head.replace(" ", "")) == 64
    check = CheckBundleViewModel(household, made.path)
    found = work_of(check.start(), check.done)
    assert found.unchanged
    inside = dict(made.inside)
    assert f"Contacts: {inside['Contacts']}, dated facts: {inside.get('Dated facts', '0')}" in found.said
    assert found.head == made.head
    assert found.left_out


def test_a_copy_with_names_hidden_is_one_tap_away(household, tmp_path):
    page = EvidenceViewModel(household)
    made_bundle(page, tmp_path / "out.zip")
    state = page.hide_names()
    assert state.step == CHOOSE
    assert next(one.on for one in state.ticks if one.key == REDACTED)
    assert state.path != str(tmp_path / "out.zip")
    state = made_bundle(page, tmp_path / "hidden.zip")
    assert state.made.is_redacted


def test_a_whole_file_that_was_read_in_goes_in_only_where_it_is_named(household, tmp_path):
    assert EvidenceViewModel(household).state().whole_about == ""
    phone = tmp_path / "sms.xml"
    phone.write_text(few_numbers(), "utf-8")
    imports = Imports(household.household)
    imports.save(open_files([str(phone)]), Choice(["+1 646 555 0142"]), imports.how())
    page = EvidenceViewModel(household)
    assert "sms.xml" in page.state().whole_about
    assert "66" not in " ".join(made_bundle(page, tmp_path / "pieces.zip").made.left_out)
    page.back()
    page.type_whole(str(phone))
    assert "66" in " ".join(made_bundle(page, tmp_path / "whole.zip").made.left_out)
    page.back()
    page.type_whole(str(tmp_path / "another.xml"))
    assert "another.xml" in made_bundle(page, tmp_path / "none.zip").problem
    assert page.turn("tick", REDACTED).whole_about == ""


def test_a_bundle_that_was_stopped_or_has_no_place_leaves_nothing_and_says_so(household, tmp_path):
    page = EvidenceViewModel(household)
    assert made_bundle(page, tmp_path / "out.zip", stopped=lambda: True).problem
    assert made_bundle(page, tmp_path / "nowhere" / "out.zip").problem
    (tmp_path / "there.zip").write_bytes(b"mine")
    assert made_bundle(page, tmp_path / "there.zip").problem
    assert (tmp_path / "there.zip").read_bytes() == b"mine"
    assert not (tmp_path / "out.zip").exists()


def test_an_empty_log_leads_to_logging_a_contact(session):
    assert EvidenceViewModel(session).state().empty
    assert ComplaintWizardViewModel(session).state().people == ()


def test_a_long_log_is_counted_by_the_worker_and_the_same_comes_out(household, monkeypatch):
    at_once = EvidenceViewModel(household).state()
    monkeypatch.setattr("ui.viewmodels.evidence._AT_ONCE", 3)
    page = EvidenceViewModel(household)
    waiting = page.state()
    assert (waiting.may_make, waiting.empty, waiting.collectors) == (False, False, ())
    work = page.reading()
    state = page.read(work())
    assert state._replace(path="") == at_once._replace(path="")
    assert page.reading() is None
    contacts = [row for row in household.contact_log.rows() if row.kind == "contact"]
    assert sum(one.contacts for one in household.contact_log.tally()) == len(contacts)


def test_a_changed_or_foreign_file_is_answered_in_one_sentence(household, tmp_path):
    page = EvidenceViewModel(household)
    made_bundle(page, tmp_path / "out.zip")
    whole = (tmp_path / "out.zip").read_bytes()
    (tmp_path / "changed.zip").write_bytes(whole.replace(b"North Star", b"North Stor"))
    (tmp_path / "foreign.zip").write_bytes(b"no zip at all")
    for name in ("changed.zip", "foreign.zip", "nothing.zip"):
        check = CheckBundleViewModel(household)
        check.take(str(tmp_path / name))
        state = work_of(check.start(), check.done)
        assert state.said
        assert not state.unchanged
        assert state.head == ""


# The complaint


def begun(session, body="cfpb", entry=0):
    """Return the wizard at its second step."""
    page = ComplaintWizardViewModel(session, entry)
    assert page.state().step == TO
    assert page.state().bodies[0].key == "desk"
    assert page.state().bodies[0].on
    page.choose_who("North Star Recovery")
    page.choose_body(body)
    state = work_of(page.next(), page.read, page.failed)
    assert state.step == WHAT
    return page


def test_a_complaint_goes_from_whom_to_frozen_and_its_days_are_counted(household, tmp_path):
    page = begun(household)
    state = page.state()
    assert state.issues[0].on
    page.choose_issue(state.issues[1].key)
    state, _ = page.next()
    assert state.step == FACTS
    counts = {one.key: int(one.amount) for one in state.classes}
    assert {one.key for one in state.classes if one.on} == {BREACH, CHECK} & set(counts)
    whole = page.turn_class(NONE)
    assert len(whole.story) > len(state.story)
    page.turn_class(NONE)
    page.next()
    state, _ = page.next()
    assert (state.step, list(state.problems)) == (ASK, ["wanted"])
    assert any("two things" in words for _, words in state.notices)
    page.type("wanted", "Please call from 8 to 20 only.")
    state, _ = page.next()
    assert state.step == LAST
    assert any("8 to 20" in words for _, words in state.preview)
    page.type("me_reach", "me@example.org")
    page.type("path", str(tmp_path / "out.zip"))
    state = work_of(page.start(), page.done, page.failed)
    assert state.written
    answers = (tmp_path / "out-cfpb" / "answers.txt").read_text("utf-8")
    assert "me@example.org" in answers
    kept = ComplaintDesk(household.household).find(str(state.written))
    assert "me@example.org" not in kept.row.body
    assert (kept.words["issue"], kept.words["sub_issue"]) == tuple(page.state().issues or ()) or kept.words["issue"]

    one = ComplaintViewModel(household, state.written)
    assert one.state().is_draft
    other = next(n for n in range(1, 60) if n not in kept.entries and household.contact_log.find(n).kind == "contact")
    adding = AddToComplaintViewModel(household, other)
    assert (adding.state().drafts[0].id, adding.state().said) == (state.written, "")
    added = adding.add(state.written)
    assert (added.complaint, added.drafts[0].has_it, added.problem) == (state.written, True, "")
    assert added.said
    assert not adding.undo().drafts[0].has_it
    back = ComplaintDesk(household.household).find(str(state.written))
    assert (back.words, back.entries) == (kept.words, kept.entries)
    assert one.state().hand_in.startswith("How to hand it in: On its site")
    assert one.state().address.startswith("https://")
    assert all(words in one.text() for _, words in one.state().parts)
    one.show(SENDING)
    one.type("on", "32 November")
    assert "on" in one.save().problems
    one.type("on", "2026-11-24")
    sent = one.save()
    assert sent.frozen
    assert sent.hand_in == ""
    assert [day for day, _ in sent.days] == [
        "by Dec 9, 2026, or some days later",
        "by Jan 23, 2027, or some days later",
    ]
    one.show(ANSWERING)
    one.choose("final")
    one.type("note", "They refuse.")
    answered = one.save()
    assert answered.answers[0][1] == "They refuse."
    assert len(answered.days) == 1
    row, _ = ComplaintsViewModel(household).state().rows  # the other one is the sample's
    assert not row.is_draft
    rows = [row for _, days in AgendaViewModel(household).look_at(ALL).groups for day in days for row in day.rows]
    assert ("complaint_page", state.written) in [(row.route, row.ref) for row in rows]


def test_while_the_kind_of_lender_is_not_known_the_rules_for_each_kind_are_one_topic():
    def finding(title, missing):
        return {
            "rule": title,
            "outcome": CHECK,
            "title": title,
            "facts_missing": missing,
            "contacts": [1],
            "counted": [],
        }

    findings = [finding("How a bank may collect", ["cn.lender-kind"]), finding("For a card", ["cn.lender-kind"])]
    facts = ComplaintFacts({"findings": [*findings, finding("At night", [])], "entries": [], "files": []})
    assert facts.topics("For its kind") == (("For its kind", "1"), ("At night", "1"))


def test_the_facts_say_how_many_a_finding_is_about_and_how_many_were_only_counted_for_it():
    entries = [{"entry": row, "kind": "contact"} for row in range(1, 8)]
    findings = [
        {"outcome": BREACH, "contacts": [1, 2], "counted": [1, 2, 3, 4, 5]},
        {"outcome": CHECK, "contacts": [2], "counted": [2, 6]},
    ]
    facts = ComplaintFacts({"findings": findings, "entries": entries, "files": []})
    say = translator("en")
    assert [say(facts.count(key)) for key in (BREACH, CHECK, NONE)] == [
        "Entries: 5. A finding is about 2; 3 more were counted for it.",
        "Entries: 1. Each was counted for a finding.",
        "Entries: 1",
    ]


def test_words_changed_by_hand_stay_until_other_facts_are_chosen(household):
    page = begun(household)
    page.next()
    assert page.type("story", "On 2 November they called.").story == "On 2 November they called."
    assert page.state().story == "On 2 November they called."
    assert page.turn_class(NONE).story != "On 2 November they called."
    chinese = page.turn_language()
    assert "联系" in chinese.story
    assert chinese.story_hint.startswith("This office reads English. ")
    page.type("story", "x" * 4001)
    state, _ = page.next()
    assert (state.step, list(state.problems)) == (FACTS, ["story"])


def test_hidden_amounts_are_in_no_step_and_stay_in_what_is_written(household, tmp_path):
    household.hide_amounts(True)
    page = begun(household)
    page.turn_class(NONE)
    state, _ = page.next()
    assert "$" not in state.story
    assert "***" in state.story
    assert "story" in state.covered
    page.next()
    assert "wanted" not in page.type("wanted", "Waive the $80.00.").covered  # what is typed now is seen
    household.hide_amounts(False)
    page.state()
    household.hide_amounts(True)
    assert "wanted" in page.state().covered
    state, _ = page.next()
    assert "$" not in "".join(words for _, words in state.preview)
    page.type("path", str(tmp_path / "out.zip"))
    assert work_of(page.start(), page.done, page.failed).written
    answers = (tmp_path / "out-cfpb" / "answers.txt").read_text("utf-8")
    assert "$80.00" in answers
    assert "***" not in answers


def test_back_goes_step_by_step_and_keeps_what_was_chosen(household):
    page = begun(household, body="desk")
    page.next()
    page.next()
    assert page.state().step == ASK
    page.type("wanted", "Please write.")
    assert page.back()
    assert page.back()
    assert page.back()
    assert page.state().step == TO
    assert not page.back()
    assert page.state().cells["wanted"] == "Please write."


def test_a_contact_that_the_complaint_began_from_is_in_it_whatever_is_ticked(household):
    rows = [row for row in ContactLog(household.household).rows() if "North Star" in row.body and row.kind == "contact"]
    page = begun(household, entry=rows[0].entry)
    page.next()
    for one in page.state().classes:
        if one.on:
            page.turn_class(one.key)
    assert page.state().may_go_on
    assert page.state().story


def test_nothing_is_kept_before_the_last_step(household):
    before = ComplaintDesk(household.household).all()
    page = begun(household)
    page.next()
    page.next()
    assert ComplaintDesk(household.household).all() == before


# The files of a contact


def test_a_photo_is_attached_shown_copied_out_and_taken_off(household, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    page = EntryFilesViewModel(household, 3)
    photo = tmp_path / "照片 1.jpg"
    photo.write_bytes(b"\xff\xd8\xff a photo")
    page.take(str(photo))
    state = work_of(page.start(), page.attached, page.failed)
    (one,) = state.files
    assert one.name == "照片 1.jpg"
    assert state.said
    copied = page.copy_out(one.number)
    assert copied.said
    assert any(path.read_bytes() == photo.read_bytes() for path in Path(tmp_path).glob("0*.jpg"))
    assert page.take_off(one.number).files == ()


def test_the_law_of_the_place_is_said_before_a_recording_is_attached(household, tmp_path):
    page = EntryFilesViewModel(household, 3)
    call = tmp_path / "call.amr"
    call.write_bytes(b"#!AMR\n" + bytes(400))
    page.take(str(call))
    state, work = page.start()
    assert work is None
    assert state.law
    assert page.not_now().law == ""
    assert page.state().files == ()
    page.start()
    state = work_of(page.start(knows_law=True), page.attached, page.failed)
    assert len(state.files) == 1


def test_a_file_that_is_not_there_is_said(household, tmp_path):
    page = EntryFilesViewModel(household, 3)
    page.take(str(tmp_path / "gone.jpg"))
    assert work_of(page.start(), page.attached, page.failed).problem
