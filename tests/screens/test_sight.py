"""What is scrolled away is not drawn, all that can be seen is; and a page that was left takes no memory any more."""

import weakref

from kivy.uix.widget import Widget

from ui.widgets.field import Field
from ui.widgets.layout import Card, Column, Row
from ui.widgets.scroll import Scroll


def cards_of(scroll):
    """Return (card, whether it is drawn, whether some of it can be seen) for each card of a body that scrolls."""
    up = scroll.g_translate.y
    low, high = scroll.y - up, scroll.top - up
    return [
        (card, card.parent.canvas.indexof(card.canvas) >= 0, card.top > low and card.y < high)
        for card in scroll.walk(restrict=True)
        if isinstance(card, Card)
    ]


def undrawn(widget):
    """Return what in columns and rows under ``widget`` is not drawn."""
    missing = []
    for child in widget.children:
        if widget.canvas.indexof(child.canvas) < 0:
            missing.append(child)
        if isinstance(child, (Column, Row)):
            missing += undrawn(child)
    return missing


def test_only_what_can_be_seen_is_drawn_and_a_page_that_was_left_is_freed(drive):
    driver = drive(sample="en", country="US")
    driver.nav.tab("plan")
    driver.until(lambda: not driver.nav.is_working, seconds=60)
    driver.frames(4)
    left = scrolled_through(driver, driver.one(Scroll))
    driver.nav.tab("today")
    assert {type(one()) for one in left} == {Scroll, Field}  # nothing looks for them while the next page comes
    driver.until(lambda: all(one() is None for one in left))


def scrolled_through(driver, scroll):
    """Hold that each place of the page is drawn; return the page, as what does not keep it."""
    away = 0
    for place in (0, 500, 1200, 10**6, 300, 0):
        scroll.rest_at(place)
        driver.frames(3)
        up = scroll.g_translate.y
        low, high = scroll.y - up, scroll.top - up
        for card, drawn, seen in cards_of(scroll):
            assert drawn or not seen
            away += not drawn
            if drawn:
                assert not [one for one in undrawn(card) if one.top > low and one.y < high]
    assert away > 10
    first = cards_of(scroll)[0][0]
    first.add_widget(Widget(size_hint_y=None, height=3000))  # what grows pushes the rest out, and lets it in again
    driver.frames(3)
    assert sum(drawn for _, drawn, _ in cards_of(scroll)) == 1
    first.remove_widget(first.children[0])
    driver.frames(3)
    assert all(drawn for _, drawn, seen in cards_of(scroll) if seen)
    assert sum(seen for _, _, seen in cards_of(scroll)) > 1
    fields = [one for one in scroll.walk(restrict=True) if isinstance(one, Field)]
    return [weakref.ref(one) for one in (scroll, *fields)]
