"""The pages of a hard moment in a real window: one tap writes it down, the way to numbers is short, Back is where it was."""

from ui.widgets.choice import Tick


def test_someone_at_the_door_is_logged_with_one_tap_and_taken_back_and_not_safe_leads_to_numbers(drive):
    driver = drive(sample="en", country="US")
    nav = driver.nav
    before = len(nav.session.contact_log.rows())
    driver.tap("What is happening right now?")
    driver.tap("They are at my door")
    assert driver.sees("call 911")
    driver.tap("Log this visit")
    assert driver.sees("Written down: Visit at home")
    assert len(nav.session.contact_log.rows()) == before + 1
    driver.tap("Undo")
    assert len(nav.session.contact_log.rows()) == before
    nav.back()
    driver.frames(4)
    driver.tap("I'm not safe right now")
    assert driver.sees("In danger now")
    assert driver.sees("Put distance between you")
    nav.back()
    driver.frames(4)
    assert driver.sees("A court paper came")
    driver.tap("A court paper came")
    driver.tap("What is this paper?")
    driver.tap("A court")
    driver.tap("Summons")
    assert driver.sees("Until you know, treat it as real")
    driver.tap("Write this paper down")
    assert driver.sees("A paper came")


def test_before_a_payment_the_list_and_after_it_the_stage_are_one_tap_away(drive):
    driver = drive(sample="en", country="US")
    nav = driver.nav
    loan = next(debt.id for debt in nav.session.debts if debt.kind == "online-loan")
    nav.tab("debts")
    nav.open("debt", debt_id=loan)
    driver.frames(4)
    driver.tap("What usually comes next")
    assert driver.sees("What helps now")
    nav.back()
    nav.top._open_payment()
    driver.frames(4)
    driver.tap("Someone new? Is this really them?")
    for tick in driver.all(Tick):
        driver.tap(tick)
    assert driver.sees("All five hold.")
