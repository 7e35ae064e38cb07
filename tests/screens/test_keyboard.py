"""Keyboard alone reaches and does everything, in reading order; ``test_layout.py`` walks every page with Tab."""

from tests.keyboard_way import name_of

TAB, ENTER, ESCAPE, SPACE, UP, DOWN, RIGHT, LEFT = 9, 13, 27, 32, 273, 274, 275, 276

SHIFT = ["shift"]


def press(driver, code, modifiers=()):
    """Send a key to what has the focus, as SDL does; to the window where nothing has."""
    driver.key(code, None, modifiers)


def walk(driver, most=80):
    """Press Tab until it comes round; return what it went through."""
    seen = []
    if driver.focused() is not None:
        driver.focused().focus = False
    for _ in range(most):
        press(driver, TAB)
        widget = driver.focused()
        assert widget is not None
        if seen and widget is seen[0]:
            return [name_of(one) for one in seen]
        assert widget not in seen, "Tab goes in a circle that leaves something out"
        seen.append(widget)
    raise AssertionError("Tab never comes round")


ORDER = {
    "today": [
        "Hide now",
        "Talk",
        "February 2029",
        "Log a contact",
        "What is happening right now?",
        "4 logged in seven days",
        "$60.00, Harbour Bank card. Second payment of the plan",
        "Building fee arrears",
        "Loan from Aunt May",
        "QuickLeaf online loan",
        "Harbour Bank card",
        "Answer North Star Recovery",
        "The whole agenda",
        "Today",
        "Debts",
        "Plan",
        "Contacts",
        "More",
    ],
    "debts": ["Add a debt", "Hide now", "Talk", "Debts", "Today", "Debts", "Plan", "Contacts", "More"],
    "contacts": [
        "Log a contact",
        "Hide now",
        "Talk",
        "All 61",
        "Flagged 19",
        "Questions 6",
        "Search: words, number, name",
        "Narrow the list",
        "Promises",
        "Seven-day count",
        "When they call",
        "Deadlines",
        "How to answer",
        "Contacts",
        "Today",
        "Debts",
        "Plan",
        "Contacts",
        "More",
    ],
    "promises": [
        "Today",
        "Write a promise down",
        "Hide now",
        "Talk",
        "Kept",
        "Another day",
        "Kept",
        "Not kept",
        "Write a letter to agree on another day",
        "Today",
        "Debts",
        "Plan",
        "Contacts",
        "More",
    ],
    "papers": [
        "Today",
        "A paper came",
        "Hide now",
        "Talk",
        "What is this paper?",
        "Today",
        "Debts",
        "Plan",
        "Contacts",
        "More",
    ],
    "plan": [
        "Hide now",
        "Talk",
        "Highest interest first",
        "Smallest first",
        "Cheapest",
        "Quick wins",
        "What is left, month by month",
        "What you can pay each month",
        "How this is worked out",
        "What a bad month usually costs you",
        "Follow my pay days",
        "Somebody presses for money",
        "Move debts into one",
        "Show all 27 months",
        "Save as CSV",
        "As XLSX",
        "As PDF",
        "For a calendar",
        "Today",
        "Debts",
        "Plan",
        "Contacts",
        "More",
    ],
    "more": [
        "Hide now",
        "Talk",
        "What is happening right now?",
        "Budget",
        "Agenda",
        "Letters",
        "Fair offers",
        "What the law offers",
        "Import a list",
        "On the phone",
        "What they say",
        "Is this really them?",
        "What is this paper?",
        "Stay reachable",
        "Evidence and complaints",
        "Check-ins",
        "Share with a helper",
        "Import messages",
        "Hide amounts",
        "Lock and copies",
        "Settings",
        "Today",
        "Debts",
        "Plan",
        "Contacts",
        "More",
    ],
    "settings": [
        "Today",
        "Hide now",
        "Talk",
        "English",
        "简体中文",
        "Country or region",
        "Part of the country",
        "Currency",
        "Time zone",
        "Light",
        "Dark",
        "High contrast",
        "Text size",
        "Less motion",
        "Lock and copies",
        "Look around in a sample household",
        "Today",
        "Debts",
        "Plan",
        "Contacts",
        "More",
    ],
    "first_run": ["Talk", "English", "简体中文", "Text size", "Continue"],
    "crash": ["Back", "Hide now", "Talk", "Open Today", "Today", "Debts", "Plan", "Contacts", "More"],
    "import": ["Hide now", "Talk", "Where the file is", "Look in folders", "Import messages", "Back"],
}


def test_tab_goes_through_each_page_in_reading_order(drive, monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    driver = drive(sample="en", country="US")
    found = {}
    for route in ORDER:
        driver.nav.start(route)
        driver.until(lambda: not driver.nav.is_working, seconds=60)
        if route == "today":  # its row of the week comes after the first frame
            driver.until(lambda: driver.sees("4 logged in seven days"), seconds=60)
            driver.until(lambda: driver.sees("The whole agenda"), seconds=60)
        found[route] = walk(driver)
    assert found == ORDER


def test_tab_goes_through_a_form_and_a_debt_and_help_in_reading_order(drive):
    driver = drive(sample="en", country="US")
    driver.nav.open("debt", debt_id=driver.nav.session.debts[0].id)
    driver.frames(4)
    assert walk(driver) == [
        "Today",
        "Edit",
        "Hide now",
        "Talk",
        "What usually comes next",
        "What the contract says",
        "Does this match your statement?",
        "Somebody presses for money",
        "Time limit for court",
        "Write a letter",
        "Ask for a plan",
        "Record a payment",
    ]
    driver.nav.open("debt_form")
    driver.frames(4)
    kinds = walk(driver)
    assert kinds[:4] == ["Back", "Hide now", "Talk", "Credit card"]
    assert kinds[-5:] == ["Today", "Debts", "Plan", "Contacts", "More"]
    driver.nav.top.show(driver.nav.top.vm.choose_kind("card"))
    driver.frames(4)
    assert walk(driver) == [
        "Hide now",
        "Talk",
        "A name for it",
        "Lender",
        "Last 4 digits",
        "What you owe today",
        "Interest per year (APR)",
        "Least you must pay",
        "Due day of the month",
        "Days late",
        "Pay this first: home, power, food, work or health hang on it",
        "Back",
        "Next",
    ]
    driver.nav.help()
    driver.frames(4)
    assert walk(driver)[:4] == ["Back", "Hide now", "I'm not safe right now", "Copy 911"]


TABS = ["Today", "Debts", "Plan", "Contacts", "More"]


def test_tab_goes_through_a_contact_and_the_way_to_write_one_down_in_reading_order(drive):
    driver = drive(sample="en", country="US")
    nav = driver.nav
    entry = next(row.entry for row in nav.session.contact_log.rows() if "all of it, now" in row.body)
    nav.start("contacts")
    nav.open("contact", entry=entry)
    driver.until(lambda: not nav.is_working, seconds=60)
    answers = ["Yes", "No", "I don't know", "No plan, only the whole sum"]
    begin = ["Contacts", "Correct a fact", "Hide now", "Talk"]
    found = ["Show the words", "Add to a complaint", "Correct a fact", "Copy this sentence", *answers]
    on = ["Add a photo, recording or file", "Ask for something in writing"]
    assert walk(driver) == [*begin, *found, *on, "Remove from the log", *TABS]
    nav.open("contact_form")
    driver.frames(4)
    ways = ["Call", "Text message", "Chat", "Visit", "Letter", "Other"]
    people = ["Harbour Bank", "Copper Lane Receivables", "North Star Recovery", "Maple Court Property", "Aunt May"]
    new = ["A number I don't know", "Someone new"]
    assert walk(driver) == ["Back", "Hide now", "Talk", "Change", *ways, *people, *new, *TABS]
    driver.tap("Harbour Bank")
    happened = [
        "We talked",
        "I didn't pick up",
        "I hung up or declined",
        "They left a message",
        "They reached someone else",
    ]
    assert walk(driver) == ["Who was it?", "Hide now", "Talk", "Change", *happened, "Save without this", *TABS]
    nav.start("contacts")
    nav.open("contact_details", entry=entry)
    driver.until(lambda: not nav.is_working, seconds=60)
    assert walk(driver) == [
        "Back",
        "Hide now",
        "Talk",
        "When",
        "How",
        "What came of it",
        "What for",
        "Show the words",
        "The words are",
        "Who began it",
        *(debt.name for debt in nav.session.debts),
        "Choose from a list",
        "Who they said they are",
        "What they are",
        "The lender behind them",
        "Name of who spoke",
        "Staff number",
        "Their number or address",
        "Who was reached",
        "How that person is related to me",
        "My number or address they reached",
        "On whose phone",
        "Who else heard it",
        "Save",
    ]


def test_a_contact_is_written_down_without_a_pointer(drive):
    driver = drive(sample="en", country="US")
    before = len(driver.nav.session.contact_log.rows())
    driver.nav.start("contacts")
    driver.until(lambda: not driver.nav.is_working, seconds=60)
    for name in ("Log a contact", "North Star Recovery", "I didn't pick up"):
        go_to(driver, name)
        press(driver, ENTER)
    assert len(driver.nav.session.contact_log.rows()) == before + 1
    go_to(driver, "Undo")
    press(driver, ENTER)
    assert len(driver.nav.session.contact_log.rows()) == before


def test_shift_tab_goes_back_and_a_sheet_keeps_the_keyboard_in_itself(drive):
    driver = drive(sample="en")
    driver.nav.open("debt", debt_id=driver.nav.session.debts[0].id)
    driver.frames(4)
    driver.tap("Record a payment")
    assert walk(driver) == [
        "Need to talk to someone?",
        "Close",
        "Someone new? Is this really them?",
        "Amount",
        "Paid on",
        "Choose a day",
        "I have paid it: record it",
        "Not now",
    ]
    press(driver, TAB, SHIFT)
    assert name_of(driver.focused()) == "Not now"
    press(driver, ESCAPE)
    assert len(driver.app.root.layers) == 1
    assert driver.nav.top.route == "debt"


def go_to(driver, name):
    """Tab to the widget of this name."""
    for _ in range(80):
        press(driver, TAB)
        if name_of(driver.focused()) == name:
            return
    raise AssertionError(f"Tab does not reach {name}")


def type_text(driver, text):
    for character in text:
        driver.window.dispatch("on_textinput", character)
    driver.frames(3)


def test_the_whole_way_from_the_first_run_to_a_payment_without_a_pointer(drive):
    driver = drive()
    for _ in range(2):
        go_to(driver, "Continue")
        press(driver, ENTER)
    go_to(driver, "No passphrase")
    press(driver, SPACE)
    for _ in range(2):
        go_to(driver, "Continue")
        press(driver, ENTER)
    go_to(driver, "List what I owe")
    press(driver, SPACE)
    go_to(driver, "Credit card")
    press(driver, ENTER)
    go_to(driver, "Lender")
    type_text(driver, "Harbour Bank")
    go_to(driver, "What you owe today")
    type_text(driver, "1200")
    go_to(driver, "Least you must pay")
    type_text(driver, "40")
    press(driver, ENTER)
    go_to(driver, "Save")
    press(driver, ENTER)
    assert driver.sees("$1,200.00")
    go_to(driver, "Record a payment")
    press(driver, ENTER)
    go_to(driver, "I have paid it: record it")
    press(driver, ENTER)
    assert driver.sees("$1,160.00")
    go_to(driver, "Undo")
    press(driver, ENTER)
    assert driver.sees("$1,200.00")


def test_arrows_move_the_slider_the_reading_line_the_order_and_the_list(drive):
    driver = drive(sample="en")
    driver.nav.tab("plan")
    driver.frames(4)
    before = driver.nav.top.state.slider
    go_to(driver, "What you can pay each month")
    press(driver, RIGHT)
    assert driver.nav.top.state.slider.value > before.value
    assert driver.nav.session.chosen.budget == driver.nav.top.state.slider.value
    go_to(driver, "What is left, month by month")
    press(driver, RIGHT)
    assert driver.nav.top._month == 1
    go_to(driver, "Highest interest first")
    press(driver, RIGHT)
    assert name_of(driver.focused()) == "Smallest first"
    press(driver, SPACE)
    assert driver.nav.top.state.order == "snowball"
    driver.nav.tab("debts")
    driver.frames(4)
    from ui.widgets.row_list import RowList

    rows = driver.one(RowList)
    rows.focus = True
    press(driver, DOWN)
    press(driver, DOWN)
    press(driver, ENTER)
    assert driver.nav.top.debt_id == driver.nav.session.debts[1].id


def test_escape_goes_back_and_never_closes_the_app(drive):
    driver = drive(sample="en")
    driver.nav.tab("plan")
    driver.nav.open("months")
    driver.frames(3)
    press(driver, ESCAPE)
    assert driver.nav.top.route == "plan"
    press(driver, ESCAPE)
    assert driver.nav.top.route == "today"
    press(driver, ESCAPE)
    assert driver.nav.top.route == "today"


def test_the_focus_ring_is_drawn_for_the_keyboard_and_not_for_a_tap(drive):
    driver = drive(sample="en")
    press(driver, TAB)
    assert driver.focused().shows_ring
    driver.tap("Plan")
    assert not driver.all(shows_ring=True)


def test_the_focus_stays_where_it_was_when_the_look_changes(drive):
    driver = drive(sample="en")
    driver.nav.start("settings")
    driver.frames(4)
    go_to(driver, "Dark")
    press(driver, ENTER)
    assert driver.nav.session.settings["theme"] == "dark"
    assert name_of(driver.focused()) == "Dark"


def test_a_held_or_doubled_enter_acts_once(drive):
    driver = drive(welcomed="yes", currency="USD")
    driver.nav.open("debt_form")
    driver.frames(3)
    driver.nav.top.show(driver.nav.top.vm.choose_kind("card"))
    driver.type_into("What you owe today", "100")
    go_to(driver, "Next")
    press(driver, ENTER)
    go_to(driver, "Save")
    for _ in range(6):
        driver.window.dispatch("on_key_down", ENTER, 0, None, [])
        driver.frames(1)
    press(driver, ENTER)
    driver.frames(8)
    assert len(driver.nav.session.household.debts()) == 1


def test_what_was_typed_just_before_enter_counts(drive):
    driver = drive(sample="en")
    debt = driver.nav.session.debts[0]
    driver.nav.open("debt", debt_id=debt.id)
    driver.frames(3)
    driver.tap("Record a payment")
    driver.type_into("Amount", "2")
    for character in "50":
        driver.window.dispatch("on_textinput", character)
    driver.window.dispatch("on_key_down", ENTER, 0, None, [])
    driver.window.dispatch("on_key_up", ENTER, 0)
    driver.frames(4)
    assert [paid.amount for paid in driver.nav.session.household.payments()] == [25000]


def test_a_letter_in_an_amount_stays_and_is_asked_about(drive):
    driver = drive(welcomed="yes", currency="CNY")
    driver.nav.open("debt_form")
    driver.frames(3)
    driver.nav.top.show(driver.nav.top.vm.choose_kind("card"))
    driver.frames(3)
    driver.type_into("What you owe today", "1.2万")
    driver.tap("Next")
    assert driver.field("What you owe today").input.text == "1.2万"
    assert driver.field("What you owe today").error
