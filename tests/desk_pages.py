"""The pages of the desk, one after the other: budget, offers, letters, agenda, calls. Walked by ``tests/pages.py``."""

from tests.window import Driver


def desk_pages(driver: Driver):
    """Go through the budget, the offers, the letters, the agenda and the call sheet; and back, so that all is as it was."""
    nav = driver.nav
    nav.tab("more")
    nav.open("budget")
    yield "budget"
    lines = {row.icon: row.id for block in nav.top.state.blocks for row in block.rows}
    nav.top.show(nav.top.vm.files(True))
    yield "budget-files"
    nav.top.show(nav.top.vm.files(False))
    nav.open("budget_line", line=lines["power"])
    yield "budget-line"
    nav.open("budget_line", section="income")
    nav.top.show(nav.top.vm.type("amount", "2,O00"))
    nav.top._save()
    yield "budget-line-errors"
    nav.open("debits")
    yield "debits"
    nav.top.show(nav.top.vm.open("debit"))
    yield "debits-new"
    nav.tab("more")
    nav.open("offers")
    yield "offers"
    nav.open("offer", offer=nav.top.state.made[0].id)
    yield "offer"
    nav.top.show(nav.top.vm.open("answer"))
    yield "offer-answer"
    nav.tab("more")
    nav.open("letters")
    yield "letters"
    nav.open("letter", entry=nav.top.state.drafts[0].id)
    yield "letter"
    nav.top.show(nav.top.vm.open("send"))
    yield "letter-send"
    yield from wizard_pages(nav)
    nav.tab("more")
    nav.open("agenda")
    yield "agenda"
    nav.top.show(nav.top.vm.ask(True))
    yield "agenda-file"
    nav.open("call_sheet")
    yield "call-who"
    nav.top.show(nav.top.vm.begin(nav.top.state.people[0][0]))
    nav.top.show(nav.top.vm.press("today" if nav.session.language == "en" else "今天"))
    yield "call"
    nav.open("practise")
    nav.top.show(nav.top.vm.show())
    yield "practise"
    nav.open("options")
    yield "options"
    nav.open("kit")
    yield "kit"


def wizard_pages(nav):
    """Go through writing a letter, up to what to know before it is read."""
    nav.open("letter_wizard")
    yield "letter-who"
    card = next(debt for debt in nav.session.debts if debt.kind == "card")
    nav.top.show(nav.top.vm.about(card.name))
    nav.top.show(nav.top.vm.open_topic("paying"))
    yield "letter-what"
    nav.top.show(nav.top.vm.want("ask-plan"))
    for blank in ("my_name", "reach_me"):
        nav.top.show(nav.top.vm.type(blank, ""))
    nav.top._next()
    yield "letter-facts"
    filled = {"my_name": "Dana O'Neil", "offer": "120.00", "first_on": "2026-12-15", "reach_me": "dana@example.org"}
    for blank, text in filled.items():
        nav.top.show(nav.top.vm.type(blank, text))
    nav.top._next()
    yield "letter-know"
