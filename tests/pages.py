"""Every page of the app, one after the other: for the pictures, and for tests that look at all of them."""

from tests.window import Driver


def pages(driver: Driver):
    """Go to every screen in turn; yield its name each time it stands there."""
    nav = driver.nav
    yield "today"
    nav.tab("debts")
    yield "debts"
    debts = nav.session.debts
    online = next(debt.id for debt in debts if debt.kind == "online-loan")
    nav.open("debt", debt_id=online)
    yield "debt"
    nav.top._open_payment()
    yield "payment"
    nav.top._close_payment()
    nav.tab("debts")
    nav.open("debt_form")
    yield "add-kind"
    nav.top.show(nav.top.vm.choose_kind("card"))
    yield "add-numbers"
    for column, text in (("balance", "14,O00.00"), ("apr", "1830"), ("due_day", "32")):
        nav.top.show(nav.top.vm.type(column, text))
    nav.top.show(nav.top.vm.next())
    yield "add-errors"
    nav.tab("debts")
    nav.open("debt_form", debt_id=online)
    yield "edit"
    nav.tab("plan")
    nav.top._read(6)
    yield "plan"
    nav.top.show(nav.top.vm.try_budget(nav.top.state.slider.least))
    yield "plan-short"
    nav.open("months")
    yield "months"
    nav.tab("more")
    yield "more"
    nav.open("import")
    yield "import"
    nav.tab("settings")
    yield "settings"
    nav.top._open("country")
    yield "settings-country"
    nav.tab("today")
    nav.open("happening")
    yield "happening"
    nav.open("happening", situation=nav.top.state.choices[0][0])
    yield "happening-page"
    nav.tab("today")
    nav.help()
    yield "help"
    nav.top.show(nav.top.vm.not_safe())
    yield "not-safe"
    nav.start("crash")
    yield "crash"
    nav.start("first_run")
    for step in ("first-language", "first-what", "first-place", "first-start"):
        yield step
        if step != "first-start":
            nav.top._go_on()
