"""The plan in the real window: the cheapest order is found while the page stays alive, and marked softly until then."""

from ui.widgets.choice import StepSlider


def test_the_cheapest_plan_comes_while_the_slider_stays_free(drive):
    driver = drive(sample="en", country="US")
    nav = driver.nav
    nav.tab("plan")
    driver.until(lambda: not nav.is_working, seconds=60)
    driver.tap("Cheapest")
    driver.until(lambda: not nav.is_working, seconds=60)
    driver.frames(3)
    assert nav.session.chosen.strategy == "cheapest"
    assert not driver.sees("Close already. The cheapest plan for this sum is being worked out.")
    slider = driver.one(StepSlider)
    more = int(slider.value + slider.step * 4)
    slider.drag(more)
    driver.frames(3)
    assert driver.sees("Close already. The cheapest plan for this sum is being worked out.")
    assert not nav.is_working
    before = nav.top.state.ashore_by
    slider.release(more)
    driver.until(lambda: not nav.is_working and not nav.top.state.soft, seconds=60)
    driver.frames(3)
    assert not driver.sees("Close already. The cheapest plan for this sum is being worked out.")
    assert nav.top.state.ashore_by == before
    nav.open("months")
    driver.until(lambda: not nav.is_working, seconds=60)
    driver.frames(3)
    assert not nav.top.state.soft
    assert len(nav.top.state.month_list) > 12
    nav.back()
    nav.open("moved")
    driver.until(lambda: not nav.is_working, seconds=60)
    driver.frames(3)
    assert driver.sees("Nothing but time passed, and everything went as planned.")
    nav.back()
    assert nav.top.state.order == "cheapest"
