"""Locked at rest: what a person does with passphrase, recovery code, copies and hiding, in the real window."""

import time
from datetime import timedelta

import pytest

from planner.services.sample import fill_with_sample

SAID = "harbour lamp river stone"


def wait_for(driver, words):
    """Let work in the background end, until the page says so."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        driver.frames(1)
        if driver.sees(words):
            return
        time.sleep(0.01)
    raise AssertionError(f"{words!r} never came; words: {driver.words()}")


def rest(driver):
    """Let the work behind the page end: the app does not lock in the middle of it."""
    until = time.monotonic() + 60
    while driver.nav.is_working and time.monotonic() < until:
        driver.frames(1)
        time.sleep(0.01)


def set_passphrase(driver):
    """Go through the page as a person with pen and paper; return the recovery code."""
    driver.type_into("Passphrase", SAID)
    driver.type_into("The same once more", SAID)
    driver.tap("Set passphrase and go on")
    groups = driver.nav.top.state.groups
    assert all(driver.sees(group) for group in groups)
    driver.tap("I have copied it")
    for place in driver.nav.top.state.asked:
        driver.type_into(f"Group {place} of your code", groups[place - 1])
    driver.tap("Check and go on")
    return " ".join(groups)


@pytest.fixture
def locked(drive):
    """The app with the sample's debts, behind a passphrase."""
    driver = drive(language="en")
    driver.nav.session.protect(SAID, CODE)
    fill_with_sample(driver.nav.session.household, "en")
    driver.nav.session.change_settings(welcomed="yes")
    driver.nav.go_in()
    driver.nav.lock()
    driver.frames(4)
    return driver


CODE = "000011 000022 000033 000044 000055 000066 000077 000088"


def test_a_first_run_with_a_passphrase_counts_only_once_the_code_is_on_paper(drive, tmp_path):
    driver = drive()
    driver.tap("Continue")
    driver.tap("Continue")
    driver.type_into("Passphrase", SAID)
    driver.type_into("The same once more", SAID + "x")
    driver.tap("Set passphrase and go on")
    assert driver.sees("These two differ.")
    driver.type_into("The same once more", SAID)
    driver.tap("Set passphrase and go on")
    driver.tap("I have copied it")
    driver.tap("Check and go on")
    assert driver.sees("Look at your paper again.")
    assert not (tmp_path / "data" / "keys.json").exists()
    driver.tap("Back to the code")
    groups = driver.nav.top.state.groups
    driver.tap("I have copied it")
    for place in driver.nav.top.state.asked:
        driver.type_into(f"Group {place} of your code", groups[place - 1])
    driver.tap("Check and go on")
    assert driver.sees("Where are you?")
    assert driver.nav.session.has_passphrase


def test_nothing_personal_is_seen_while_locked_and_help_opens(locked):
    assert locked.sees("Locked. Your list rests here, encrypted.")
    assert not locked.sees("Harbour")
    assert locked.nav.session.debts == []
    for route in ("today", "debts", "settings", "safety"):
        locked.nav.open(route)
        assert locked.nav.top.route == "lock"
    locked.tap("Need to talk to someone?")
    assert locked.sees("I'm not safe right now")
    locked.key(27)
    assert locked.nav.top.route == "lock"


def test_the_passphrase_opens_and_a_wrong_one_waits(locked):
    for _ in range(3):
        locked.type_into("Passphrase", "not this one")
        locked.tap("Unlock")
        wait_for(locked, "That didn't open it.")
    assert locked.sees("Nothing is ever deleted.")
    locked.type_into("Passphrase", SAID)
    locked.key(13)
    locked.frames(20)
    assert locked.nav.top.route == "lock"
    locked.nav.session.now.now += timedelta(seconds=70)
    locked.nav.top._count_down(0)
    locked.key(13)
    locked.type_into("Passphrase", SAID)
    locked.tap("Unlock")
    wait_for(locked, "Next payments")


def test_the_recovery_code_opens_where_the_passphrase_is_forgotten(locked):
    locked.tap("Use the recovery code")
    locked.type_into("Recovery code", CODE.replace(" ", "-"))
    locked.tap("Unlock")
    wait_for(locked, "Next payments")


def test_what_was_typed_into_the_lock_cannot_be_copied_out_and_is_gone_after(locked):
    from kivy.core.clipboard import Clipboard

    Clipboard.copy("before")
    locked.type_into("Passphrase", "something else")
    field = locked.field("Passphrase").input
    field.select_all()
    field.copy()
    assert Clipboard.paste() == "before"
    assert field.password
    locked.tap("Show what you type")
    assert not locked.field("Passphrase").input.password
    locked.tap("Unlock")
    wait_for(locked, "That didn't open it.")
    assert locked.field("Passphrase").input.text == ""


def test_it_locks_by_itself_after_some_minutes_and_not_before(drive, clock):
    driver = drive(sample="en")
    driver.nav.session.protect(SAID, CODE)
    clock.now += timedelta(minutes=4)
    rest(driver)
    driver.app._idle.look()
    assert driver.nav.top.route == "today"
    driver.tap("Plan")
    clock.now += timedelta(minutes=4)
    rest(driver)
    driver.app._idle.look()
    assert driver.nav.top.route == "plan"
    clock.now += timedelta(minutes=2)
    rest(driver)
    driver.app._idle.look()
    assert driver.nav.top.route == "lock"


def test_leaving_the_app_locks_it_and_a_form_is_still_there_afterwards(drive):
    driver = drive(sample="en")
    driver.nav.session.protect(SAID, CODE)
    driver.nav.open("debt_form")
    driver.frames(3)
    driver.tap("Credit card")
    driver.type_into("Lender", "Left in the middle")
    driver.app.on_pause()
    driver.frames(3)
    assert driver.nav.top.route == "lock"
    driver.type_into("Passphrase", SAID)
    driver.tap("Unlock")
    wait_for(driver, "Next payments")
    driver.nav.open("debt_form")
    driver.frames(3)
    assert driver.field("Lender").input.text == "Left in the middle"


def test_hiding_covers_everything_at_once_and_what_was_copied_is_gone(drive):
    from kivy.core.clipboard import Clipboard

    from ui.widgets.copying import copy_for_a_minute

    driver = drive(sample="en")
    driver.nav.session.protect(SAID, CODE)
    copy_for_a_minute("911")
    driver.key(ord("h"), "h", ["ctrl"])
    assert driver.words() == ["Notes", "No notes yet.", "Open"]
    assert Clipboard.paste().strip() == ""
    driver.tap("Open")
    assert driver.nav.top.route == "lock"


def test_hiding_without_a_passphrase_comes_back_to_the_same_page(drive):
    driver = drive(sample="zh")
    driver.tap("计划")
    driver.tap("马上隐藏")
    assert driver.words() == ["笔记", "还没有笔记。", "打开"]
    driver.key(27)
    assert driver.nav.top.route == "plan"


def test_a_copy_is_saved_and_brought_back_and_that_is_undone(drive, tmp_path):
    driver = drive(sample="en")
    before = [debt.name for debt in driver.nav.session.debts]
    driver.nav.open("safety")
    driver.frames(3)
    driver.type_into("Folder", str(tmp_path))
    driver.tap("Save a copy")
    wait_for(driver, "Saved as copy-")
    (copy,) = tmp_path.glob("copy-*.bin")
    driver.nav.session.household.remove(driver.nav.session.debts[0])
    driver.nav.session.refresh()
    driver.tap("Bring back another copy")
    driver.type_into("Where the file is", str(copy))
    driver.key(13)
    wait_for(driver, f"Come back: {before[0]}")
    driver.tap("Bring it back")
    wait_for(driver, "Your list is back as it was then.")
    assert [debt.name for debt in driver.nav.session.debts] == before
    driver.tap("Undo")
    wait_for(driver, "Your list is back as it was then.")
    driver.frames(30)
    assert [debt.name for debt in driver.nav.session.debts] == before[1:]


@pytest.mark.parametrize("scale", ["1.0", "1.6"])
def test_what_was_written_and_where_is_scrolled_into_sight(drive, tmp_path, scale):
    driver = drive(sample="en", text_size=scale)
    driver.nav.open("safety")
    driver.nav.top.vm.type_folder(str(tmp_path))
    driver.nav.top._export()
    wait_for(driver, "Saved in the folder")
    driver.frames(6)
    from ui.widgets.scroll import Scroll

    page = driver.one(Scroll)
    said = [one for one in page.walk() if getattr(getattr(one, "node", None), "key", "") == "said"]
    assert len(said) == 1
    for one in said:
        assert one.to_window(0, one.top)[1] <= page.top
        assert one.to_window(0, one.y)[1] >= page.y


def test_a_new_device_takes_a_copy_over_with_its_own_passphrase(drive, tmp_path):
    driver = drive(sample="en")
    driver.nav.session.protect(SAID, CODE)
    driver.nav.open("safety")
    driver.frames(3)
    driver.type_into("Folder", str(tmp_path))
    driver.tap("Save a copy")
    wait_for(driver, "Saved as copy-")
    (copy,) = tmp_path.glob("copy-*.bin")
    other = drive(folder=tmp_path / "other")
    other.tap("Continue")
    other.tap("Bring back a copy")
    other.type_into("Where the file is", str(copy))
    other.key(13)
    wait_for(other, "Its passphrase, or recovery code")
    other.type_into("Its passphrase, or recovery code", SAID)
    other.key(13)
    wait_for(other, "Debts in this copy: 4")
    other.tap("Bring it back")
    wait_for(other, "Your list is back as it was then.")
    other.tap("Open Today")
    assert other.nav.top.route == "lock"
    other.type_into("Passphrase", SAID)
    other.tap("Unlock")
    wait_for(other, "Next payments")


def test_an_app_that_ended_opens_the_store_no_more(drive, tmp_path):
    """It looks for the copy of the day a moment after its first frame, and may have ended before."""
    driver = drive(sample="en")
    driver.stop()
    until = time.monotonic() + 0.6
    while time.monotonic() < until:
        driver.frames(1)
        assert not list((tmp_path / "data").glob("*-wal"))  # there while anybody has it open


def test_a_damaged_list_shows_what_can_be_read_and_offers_its_newest_copy(drive, tmp_path):
    driver = drive(sample="en")
    driver.nav.session.household.keep_backup(driver.nav.session.today)
    driver.stop()
    path = tmp_path / "data" / "main.db"
    content = bytearray(path.read_bytes())
    for page in range(3, 9):  # where the debts are
        content[page * 4096 + 100] ^= 1
    path.write_bytes(content)
    again = drive()
    wait_for(again, "Bring back the copy of")
    again.tap("Look at what can be read")
    assert again.sees("Your list is damaged.")
    again.nav.session.look_again()
    again.nav.go_in()
    wait_for(again, "Bring back the copy of")
    again.tap("Bring back the copy of Nov 24, 2026")
    wait_for(again, "Debts in this copy: 4")
    again.tap("Bring it back")
    wait_for(again, "Your list is back as it was then.")
    again.tap("Open Today")
    assert again.sees("Next payments")
    assert not again.sees("damaged")


def test_damage_that_the_first_page_did_not_meet_is_found_behind_it(drive, tmp_path):
    driver = drive(sample="en")
    driver.nav.session.household.keep_backup(driver.nav.session.today)
    driver.stop()
    path = tmp_path / "data" / "main.db"
    whole = path.read_bytes()
    again = None
    for page in range(len(whole) // 4096 - 1, 1, -1):
        content = bytearray(whole)
        content[page * 4096 + 100] ^= 1
        path.write_bytes(content)
        again = drive()
        again.app._daily.look()
        wait_for(again, "A part of your list is damaged")
        again.stop()
        path.write_bytes(whole)
        if page < len(whole) // 4096 - 4:
            return


def test_erasing_asks_once_more_and_then_nothing_is_left(drive, tmp_path):
    driver = drive(sample="en")
    driver.nav.open("safety")
    driver.frames(3)
    driver.tap("Remove everything")
    driver.tap(driver.all(label="Remove everything")[-1])
    assert (tmp_path / "data" / "main.db").exists()
    driver.tap("I have what I need, or want none of it.")
    driver.tap(driver.all(label="Remove everything")[-1])
    assert driver.nav.top.route == "first_run"
    assert not list((tmp_path / "data").glob("*.db*"))
