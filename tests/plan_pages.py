"""Every page round the plan: orders, what is kept aside, why it moved, what to ask, pressure, a transfer, a contract, a statement."""

from __future__ import annotations

from planner.money import parse_money, to_major
from tests.window import Driver


def plan_pages(driver: Driver):
    """Go through the plan and what it leads to; yield the name of each page."""
    nav = driver.nav
    session = nav.session
    rests = lambda: driver.until(lambda: not nav.is_working, seconds=60)  # noqa: E731
    nav.tab("plan")
    rests()
    nav.top._read(6)
    yield "plan"
    nav.top._settle(nav.top.vm.choose_order("cheapest"))
    nav.top._settle(nav.top.vm.keep_aside("800"))
    rests()
    yield "plan-more"
    nav.top.show(nav.top.vm.try_budget(nav.top.state.slider.least))
    yield "plan-short"
    nav.open("months")
    yield "months"
    nav.tab("plan")
    nav.open("short")
    yield "short"
    debt = next(one for one in session.debts if one.kind == "card")
    nav.open("transfer")
    nav.top.show(nav.top.vm.tick(str(debt.id)))
    for column, text in (("apr", "0"), ("fee", "3"), ("until", "2027-11-24"), ("later", "24.9")):
        nav.top.show(nav.top.vm.type(column, text))
    nav.top._compare()
    rests()
    yield "transfer"
    online = next(one for one in session.debts if one.kind == "online-loan")
    session.change_settings(plan_shock="")
    nav.tab("plan")
    nav.top._settle(nav.top.vm.choose_order("avalanche"))
    a_month = nav.top.state.slider.value
    nav.open("pressed", debt_id=online.id)
    nav.top.show(nav.top.vm.type("9000"))
    yield "pressed"
    # The plan is chosen while the card is larger and its rate lower; what happens then leads to the figures of every other page.
    more = to_major(debt.balance + parse_money("400", debt.currency), debt.currency)
    session.household.edit(session.household.find(debt.name), {"balance": more, "apr": str(debt.apr - 3)})
    session.refresh()
    nav.tab("plan")
    nav.top._settle(nav.top.vm.choose_budget(a_month))
    paid = session.household.pay(session.household.find(debt.name), "400", session.today)
    session.household.edit(session.household.find(debt.name), {"apr": str(debt.apr)})
    session.refresh()
    nav.tab("plan")
    nav.open("moved")
    rests()
    yield "moved"
    session.household.edit(session.household.find(debt.name), {"disputed": "yes"})
    session.refresh()
    nav.tab("plan")
    nav.open("not_owed")
    yield "not-owed"
    nav.tab("debts")
    nav.open("terms", debt_id=debt.id)
    for section in ("promo", "late", "settlement", "rates"):
        nav.top.show(nav.top.vm.unfold(section))
    nav.top.show(nav.top.vm.choose("promo", "deferred"))
    nav.top.show(nav.top.vm.type("settlement_amount", "999999"))
    nav.top._save()
    yield "terms"
    nav.tab("debts")
    nav.open("statement", debt_id=debt.id)
    said = {"opening": "5542.78", "apr": "15.74", "first": "2026-10-24", "last": "2026-11-24", "stated": "76.61"}
    nav.top.show(nav.top.vm.add_row("paid"))
    for column, text in {**said, "day 0": "2026-11-20", "amount 0": "180"}.items():
        nav.top.show(nav.top.vm.type(column, text))
    nav.top._compare()
    yield "statement"
    nav.tab("debts")
    nav.open("contract_check", debt_id=online.id)
    for column, text in (
        ("principal", "2000"),
        ("received", "1800"),
        ("months", "6"),
        ("each", "380"),
        ("bundled", "25"),
    ):
        nav.top.show(nav.top.vm.type(column, text))
    nav.top.show(nav.top.vm.check())
    yield "contract-check"
    nav.tab("debts")
    nav.open("debt_form")
    nav.top.show(nav.top.vm.choose_kind("fee-instalment"))
    for column, text in (("principal", "14400"), ("balance", "9600"), ("fee_percent", "1.2"), ("term_months", "8")):
        nav.top.show(nav.top.vm.type(column, text))
    yield "add-fee-plan"
    session.household.unpay(paid)
    kept = {"balance": to_major(debt.balance, debt.currency), "apr": str(debt.apr), "disputed": ""}
    session.household.edit(session.household.find(debt.name), kept)
    session.refresh()
    nav.tab("plan")
    for follow in (True, False):
        nav.top.show(nav.top.vm.follow_pay_days(follow))
    nav.top._settle(nav.top.vm.choose_order("avalanche"))
    rests()
