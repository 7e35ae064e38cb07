"""The contact log in the window: a contact is written down with three taps, and taken back with one more."""

from ui.widgets.choice import Option
from ui.widgets.timeline import Timeline


def test_three_taps_write_a_contact_down_and_one_takes_it_back(drive):
    app = drive(sample="en")
    nav = app.nav
    before = len(nav.session.contact_log.rows())
    app.tap("Log a contact")
    assert app.sees("Step 1 of 2")
    app.tap("North Star Recovery")
    assert app.sees("Step 2 of 2")
    app.tap("We talked")
    assert app.sees("Saved")
    assert app.sees("8:00 AM, North Star Recovery")
    assert len(nav.session.contact_log.rows()) == before + 1
    app.type_into("What did they say? Their own words are best", "Pay today or we call everyone in your contacts")
    app.until(lambda: app.sees("Threatened to call everyone I know"))
    app.tap("Yes, they said it")
    app.tap("Undo")
    assert len(nav.session.contact_log.rows()) == before
    assert nav.top.route == "today"
    # what the rules say comes by itself, stands on Today and in the timeline, and leads to the contact
    app.until(lambda: app.sees("logged in seven days") and not nav.is_working, seconds=60)
    nav.tab("contacts")
    app.until(lambda: not nav.is_working, seconds=60)
    rows = app.one(Timeline)
    flagged = next(place for place, row in enumerate(rows.rows) if row.chip[2] == "Possible breach")
    rows.tapped(flagged)
    app.frames(4)
    assert app.sees("Possible breach")
    assert app.sees("Strength")
    # a question is answered in place, and what was answered stays
    asked = max(nav.session.checks.latest.with_questions())
    nav.tab("contacts")
    nav.open("contact", entry=asked)
    app.until(lambda: bool(app.all(Option)))
    app.tap(app.one(Option, value="I don't know"))
    app.until(lambda: not nav.is_working, seconds=60)
    assert app.one(Option, value="I don't know").chosen
    # the list is searched by words that are folded in it
    nav.tab("contacts")
    app.until(lambda: not nav.is_working, seconds=60)
    app.window.dispatch("on_key_down", ord("f"), 0, "f", ["ctrl"])
    for letter in "nobody wrote this":
        app.window.dispatch("on_textinput", letter)
    app.until(lambda: app.sees("Nothing in your log fits this."))
    for _ in "nobody wrote this":
        app.key(8)
    for letter in "no hurry":
        app.window.dispatch("on_textinput", letter)
    app.until(lambda: nav.top.state.words == "no hurry" and not nav.top.state.searching)
    assert [row.title for row in nav.top.state.rows if row.id] == ["Harbour Bank"]
    assert not app.sees("No hurry")


def test_a_paper_and_a_contact_stand_on_today_before_there_is_a_debt(drive):
    app = drive(language="en", country="CN", welcomed="yes")
    app.tap("Someone is calling you about money?")
    app.tap("A number I don't know")
    app.tap("We talked")
    app.tap("Done")
    app.nav.open("papers", adding=True, kind="payment-order")
    app.nav.top.show(app.nav.top.vm.save())
    app.nav.tab("today")
    app.until(lambda: app.sees("This week's contacts") and not app.nav.is_working, seconds=60)
    assert app.sees("Payment order from a court")
    assert app.sees("Start with one debt")
    assert not app.sees("Just look around")
