"""Every page of the app, one after the other: for the pictures, and for tests that look at all of them."""

import os
import tempfile
from collections import Counter
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from planner.errors import Text
from tests.desk_pages import desk_pages
from tests.phone import few_numbers
from tests.plan_pages import plan_pages
from tests.window import Driver

LONG = "2026年11月从银行手机应用里导出的全部信用卡和网贷还款明细与余额清单，最新一份（请以这一份为准，不要再改）"

NAMES = ("Ms Lee", "Mr O'Neil", "", "Ms Zhao", "Mr Hart", "Ms Guo")
PEOPLE = (
    (17, "stuck", 41, 0, 40, 2, 1),
    (4, "waiting", 6, 2, 26, 0, 2),
    (22, "on-plan", 30, 4, 1, 5, 0),
    (9, "on-plan", 12, 9, None, 0, 0),
    (31, "new", 0, 12, 9, 0, 0),
    (28, "paused", 3, 21, None, 0, 0),
)
"""People of a caseload: number, state, for how many days, days until review and deadline, flags, open offers."""


@contextmanager
def a_home():
    """Give a home folder of known files, so that pictures and tests do not show the one of whoever runs them."""
    before = {name: os.environ.get(name) for name in ("HOME", "USERPROFILE")}
    with tempfile.TemporaryDirectory() as name:
        home = Path(name) / "家" / "我"
        home.mkdir(parents=True)
        for folder in ("Downloads", "Documents", "Desktop", "龑的文件", "账单", LONG):
            (home / folder).mkdir()
        for file in ("欠款.csv", LONG[:70] + ".csv", "2026-11.tsv", "笔记.txt", "账单.xlsx", "照片.jpg"):
            (home / file).write_text("名称,余额\n信用卡,1000\n", "utf-8")
            os.utime(home / file, (1_764_000_000, 1_764_000_000))
        os.environ.update(dict.fromkeys(before, str(home)))
        try:
            yield home
        finally:
            for name_of, value in before.items():
                if value is None:
                    os.environ.pop(name_of, None)
                else:
                    os.environ[name_of] = value


def contact_pages(driver: Driver):
    """Go through the contact log: the timeline, an entry, correcting it, writing one down, the week and the hours."""
    from ui.widgets.choice import Option, Tick
    from ui.widgets.focus import show_in_scroll

    nav = driver.nav
    checked = lambda: driver.until(lambda: not nav.is_working, seconds=60)  # noqa: E731
    nav.tab("contacts")
    checked()
    yield "contacts"
    nav.top._open()
    yield "contacts-narrow"
    nav.top._close()
    nav.top._typed = "O'Neil 龑"
    nav.top._search()
    checked()
    yield "contacts-nothing"
    nav.top._widen()
    entry = _most_found(nav.session)
    nav.open("contact", entry=entry)
    checked()
    yield "contact"
    if nav.top.state.words:
        nav.top._unfold()
        yield "contact-unfolded"
    nav.open("contact_details", entry=entry)
    yield "contact-details"
    nav.top._unfold()
    driver.frames(4)
    show_in_scroll(driver.all(Tick)[-1])
    yield "contact-tactics"
    nav.top._open("outcome")
    yield "contact-choices"
    nav.top._close()
    nav.tab("contacts")
    nav.open("contact", entry=_most_asked(nav.session))
    checked()
    driver.frames(4)
    show_in_scroll(driver.all(Option)[-1])
    yield "contact-questions"
    nav.tab("contacts")
    nav.open("contact", entry=entry)
    checked()
    nav.open("week", last=next((one.week_to for one in nav.top.state.findings if one.week_to), None))
    checked()
    yield "week"
    nav.top._go(-1)
    checked()
    nav.tab("contacts")
    nav.open("heat")
    yield "heat"
    nav.tab("contacts")
    nav.open("contact_form")
    yield "log-who"
    nav.top.show(nav.top.vm.choose_who(nav.top.state.people[0].name))
    yield "log-what"
    nav.top._happened("others")
    checked()
    nav.top.show(nav.top.vm.type("said", "下午不还就打你通讯录里每个人的电话"))
    nav.top.show(nav.top.vm.look_at_words())
    yield "log-saved"
    nav.top._show("recording")
    yield "log-recording"
    nav.top._close()
    nav.open("promises", contact=nav.top.vm.entry)
    yield "promise-new"
    nav.top.show(nav.top.vm.add(False))
    yield "promises"
    nav.back()
    nav.top._undo()
    checked()


def _most_asked(session) -> int:
    """Return the entry about which most questions are open; of such the earliest."""
    checked = session.checks.check(session.jurisdiction)
    return max(checked.with_questions(), key=lambda row: (len(checked.of(row).questions), -row))


def import_pages(driver: Driver, home: Path):
    """Go through bringing messages in: the file, whose numbers, done; and back, so that the log is as it was."""
    nav = driver.nav
    worked = lambda: driver.until(lambda: not nav.top.state.working, seconds=60)  # noqa: E731
    path = home / "Downloads" / "sms-20261120.xml"
    path.write_text(few_numbers(), "utf-8")
    nav.tab("more")
    nav.open("import_messages")
    yield "import-messages"
    nav.top._take(str(path))
    nav.top._look()
    worked()
    nav.top._fold()
    yield "import-numbers"
    nav.top.show(nav.top.vm.turn(nav.top.state.numbers[1].key))
    nav.top._save()
    worked()
    yield "import-done"
    nav.top.show(nav.top.vm.undo())
    nav.top._take(str(home / "笔记.txt"))
    nav.top._look()
    worked()
    yield "import-refused"


def _most_found(session) -> int:
    """Return the entry that most findings are about which count contacts; of such the earliest."""
    checked = session.contact_log.check(session.jurisdiction, session.language)
    counts = Counter(row for one in checked.found for row in one.finding.contacts)
    counting = [row for one in checked.found if one.finding.counted for row in one.finding.contacts]
    return max(counting or counts, key=lambda row: (counts[row], -row))


def guide_pages(nav, debt_id: int):
    """Go through the pages that help with a paper, a payment to someone new, a late debt, and being reachable."""
    nav.open("paper_check")
    yield "paper-from"
    nav.open("paper_check", sender="court")
    yield "paper-which"
    nav.open("paper_check", kind="claim")
    yield "paper"
    nav.open("paper_check", kind="notarised-deed" if nav.session.language == "zh" else "judgment")
    yield "paper-no-days"
    nav.open("really_them", debt_id=debt_id)
    nav.top.show(nav.top.vm.tick("called"))
    yield "really-them"
    nav.open("stages", debt_id=debt_id)
    yield "stages"
    nav.open("stages", debt_id=nav.session.debts[0].id)
    yield "stages-asks"
    nav.open("reachable")
    nav.top.vm.type("555 0199" if nav.session.language == "en" else "138 0000 0199")
    nav.top.show(nav.top.vm.choose("sms"))
    yield "reachable"


def days_pages(nav):
    """Go through the time limit of an old debt, asked and counted, and the papers: one written down, and a fault of it."""
    household = nav.session.household
    called = "早年的信用卡" if nav.session.language == "zh" else "Old store card"
    old = household.add({"name": called, "kind": "card", "balance": "640", "apr": "0"}, nav.session.currency)
    nav.session.refresh()
    nav.open("time_limit", debt_id=old.id)
    yield "time-limit-asks"
    nav.top.show(nav.top.vm.type("2022-03-01"))
    nav.top.show(nav.top.vm.save())
    yield "time-limit"
    nav.tab("debts")
    yield "debts-old"
    household.remove(household.find(called))
    nav.session.refresh()
    nav.open("papers")
    yield "papers-none"
    nav.top.show(nav.top.vm.add(True))
    yield "paper-new"
    nav.top.show(nav.top.vm.type("came", "32 November"))
    nav.top.show(nav.top.vm.save())
    yield "paper-errors"
    nav.top.show(nav.top.vm.type("came", "2026-11-20"))
    nav.top.show(nav.top.vm.type("debt", nav.session.debts[0].name))
    nav.top.show(nav.top.vm.save())
    yield "papers"


def evidence_pages(driver: Driver, home: Path):
    """Go through a bundle, checking it, a complaint from whom to what came back, and the files of a contact."""
    nav = driver.nav
    worked = lambda: driver.until(lambda: not nav.is_working, seconds=60)  # noqa: E731
    nav.tab("more")
    nav.open("evidence")
    yield "evidence"
    nav.top.show(nav.top.vm.type(str(home / "Documents" / "record-2026-11-28.zip")))
    nav.top._make()
    worked()
    yield "evidence-made"
    nav.open("check_bundle", path=nav.top.state.made.path)
    yield "check-bundle"
    nav.top._check()
    worked()
    yield "check-unchanged"
    nav.tab("more")
    nav.open("complaints")
    yield "complaints-one"
    nav.open("complaint")
    nav.top.show(nav.top.vm.choose_body(next(one.key for one in nav.top.state.bodies if one.key != "desk")))
    yield "complaint-to"
    nav.top._next()
    worked()
    yield "complaint-what"
    nav.top._next()
    yield "complaint-facts"
    nav.top._next()
    wanted = "请只在8点到20点联系。" if nav.session.language == "zh" else "Please call from 8 am to 8 pm only."
    nav.top.show(nav.top.vm.type("wanted", wanted))
    yield "complaint-ask"
    nav.top._next()
    nav.top.show(nav.top.vm.type("path", str(home / "Documents" / "complaint-2026-11-28.zip")))
    yield "complaint-read"
    nav.top._next()
    worked()
    yield "complaint-draft"
    nav.top.show(nav.top.vm.show("sending"))
    yield "complaint-sending"
    nav.top.show(nav.top.vm.save())
    yield "complaint-sent"
    nav.top.show(nav.top.vm.show("answering"))
    yield "complaint-answer"
    nav.back()
    nav.tab("more")
    nav.open("complaints")
    yield "complaints"
    nav.open("entry_files", entry=_most_found(nav.session))
    call = home / "Downloads" / "call.amr"
    call.write_bytes(b"#!AMR\n" + bytes(4000))
    nav.top.show(nav.top.vm.take(str(call)))
    nav.top._attach()
    yield "entry-files-law"
    nav.top._attach(True)
    worked()
    yield "entry-files"


def copies_pages(driver: Driver):
    """Go through finding a copy in folders, and everything written in open formats."""
    nav = driver.nav
    nav.tab("more")
    nav.open("restore")
    nav.top._browse()
    yield "restore-browse"
    nav.tab("more")
    nav.open("safety")
    nav.top._export()
    driver.until(lambda: not nav.is_working, seconds=60)
    yield "exported"


def share_pages(driver: Driver, home: Path):
    """Go through sharing, the same person being the helper; a review comes back; and all is as it was, but for the log."""
    from planner.services.sharing import own_public
    from planner.sharing.keys import code_of

    nav = driver.nav
    session, chinese = nav.session, nav.session.language == "zh"
    worked = lambda: driver.until(lambda: not nav.is_working, seconds=60)  # noqa: E731
    made = lambda: str(max((home / "Documents").glob("*.ashore"), key=lambda path: path.stat().st_mtime_ns))  # noqa: E731
    nav.tab("more")
    nav.open("share")
    yield "share"
    helper = "河畔债务咨询 唐老师" if chinese else "Ms Tang, Riverside debt advice"
    for field, text in (("to", helper), ("code", code_of(own_public(session.household))), ("delete_by", "2027-02-22")):
        nav.top.show(nav.top.vm.type(field, text))
    for section in ("debts", "budget", "plan", "letters"):
        nav.top.show(nav.top.vm.turn(section))
    yield "share-ticked"
    nav.top.show(nav.top.vm.choose_way("passphrase"))
    yield "share-passphrase"
    nav.top.show(nav.top.vm.choose_way("code"))
    nav.top._see()
    yield "share-seen"
    nav.back()
    nav.top._make()
    worked()
    yield "share-made"
    nav.open("caseload")
    yield "caseload-none"
    people = _some_people(session)
    nav.top.show(nav.top.vm.take(made()))
    nav.top._open()
    driver.until(lambda: nav.top.route == "case", seconds=60)
    yield "case"
    number = nav.top.case
    lines = [line for page in nav.top.state.seen.pages for line in page.lines if line.on]
    heating = next(
        line for line in lines if line.on == "budget-line" and line.title in ("Heating in winter", "冬天取暖")
    )
    debt = next(line for line in lines if line.on == "debt")
    nav.top.show(nav.top.vm.write(heating))
    nav.top.show(nav.top.vm.type("amount", "180" if chinese else "60"))
    nav.top.show(
        nav.top.vm.type("words", "去年冬天的账单没有这么高。" if chinese else "Last winter's bills were lower.")
    )
    yield "case-idea"
    nav.top.show(nav.top.vm.save())
    nav.top.show(nav.top.vm.propose_order())
    nav.top.show(nav.top.vm.type("order", "snowball"))
    nav.top.show(nav.top.vm.save())
    nav.top.show(nav.top.vm.write(debt))
    nav.top.show(
        nav.top.vm.type("words", "他们出示过委托书吗？" if chinese else "Did they ever show that they may collect?")
    )
    nav.top.show(nav.top.vm.save(question=True))
    nav.top.show(nav.top.vm.say_first("by", helper.partition("," if not chinese else "无")[0]))
    kind = (
        "分期首期还上了，没做到的你也记下来了。两条小建议，一个问题。"
        if chinese
        else "The first payment is made, and you wrote down what did not work out. Two small ideas and one question."
    )
    nav.top.show(nav.top.vm.say_first("words", kind))
    yield "case-review"
    drafts = (line for line in lines if line.on == "letter" and nav.top.vm.write(line).writing.paragraphs)
    if next(drafts, None) is not None:
        nav.top.show(nav.top.vm.reword(nav.top.vm.state().writing.paragraphs[1][0]))
        yield "case-wording"
    nav.top.show(nav.top.vm.close())
    nav.top._make()
    worked()
    driver.until(lambda: nav.top.state.said, seconds=60)
    yield "case-made"
    nav.tab("more")
    nav.open("caseload")
    yield "caseload"
    nav.tab("more")
    nav.open("share")
    nav.top.show(nav.top.vm.take(made()))
    nav.top._open()
    driver.until(lambda: nav.top.route == "review", seconds=60)
    yield "review"
    nav.top.show(nav.top.vm.take(1))
    nav.top.show(nav.top.vm.leave(2))
    yield "review-decided"
    nav.top.show(nav.top.vm.undo(1))
    nav.tab("more")
    for case in (*people, number):
        nav.open("case", case=case)
        nav.top._gone()


def _some_people(session) -> list[int]:
    """Put some people into the caseload, of each state and with days ahead; return their numbers."""
    from planner.model.case import Case
    from planner.services.caseload import Caseload

    today = session.today
    day = lambda after: today + timedelta(days=after) if after is not None else None  # noqa: E731
    names = ("李女士", "孙先生", "王女士", "", "何先生", "郭女士") if session.language == "zh" else NAMES
    caseload = Caseload(session.household)
    return caseload._store.add(
        [
            Case(
                f"{'家庭' if session.language == 'zh' else 'Household'} {number:02}",
                name=name,
                state=state,
                flags=flags,
            )._replace(offers_open=offers, state_since=day(-since), review_on=day(review), deadline_on=day(deadline))
            for name, (number, state, since, review, deadline, flags, offers) in zip(names, PEOPLE, strict=True)
        ]
    )


def care_pages(driver: Driver):
    """Go through check-ins: the invitation, some weeks of answers, a heavy one, the longer questions, what belongs to them."""
    from ui.viewmodels.care import begin_care, care_of

    nav = driver.nav
    session = nav.session
    nav.tab("more")
    nav.open("check_in")
    yield "check-ins-invite"
    begin_care(session)
    care = care_of(session).check_ins
    said = {"now": session.now(), "language": session.language}
    for weeks, number in ((8, 6), (7, 5), (6, 7), (3, 5), (2, 4), (1, 6)):
        care.answer("weight", [number], today=session.today - timedelta(weeks=weeks), **said)
    care.write_down("letter", "", today=session.today - timedelta(days=5), **said)
    nav.top.refresh()
    yield "check-ins"
    nav.tab("today")
    yield "today-check-in"
    nav.open("check_in")
    nav.top.show(nav.top.vm.write("slip"))
    yield "check-in-note"
    nav.top.show(nav.top.vm.save())
    yield "check-in-noted"
    nav.top.show(nav.top.vm.back())
    nav.top.show(nav.top.vm.tap(9))
    yield "check-in-heavy"
    nav.tab("more")
    nav.open("questions", kind="phq-4" if session.language == "en" else "cfpb-10")
    yield "questions"
    nav.open("sore_points")
    nav.top.show(nav.top.vm.edit())
    nav.top.show(nav.top.vm.type("words", "O'Neil 龑"))
    yield "sore-point"
    nav.top.show(nav.top.vm.save())
    yield "sore-points"
    nav.open("breathe")
    yield "breathe"
    nav.open("care_support")
    yield "care-support"
    nav.open("care_settings")
    yield "care-settings"
    hidden = session.settings.get("amounts_hidden", "")
    nav.top._turn_gentle()
    nav.tab("today")
    yield "today-gentle"
    session.change_settings(gentle="", amounts_hidden=hidden)
    care = care_of(session).check_ins
    for entry in care.entries():
        care.remove(entry.id)
    care.turn(False)


def pages(driver: Driver):
    """Go to every screen in turn; yield its name each time it stands there."""
    nav = driver.nav
    driver.frames(4)
    driver.until(lambda: not nav.is_working, seconds=60)  # what the budget has is read after the first frame
    yield "today"
    nav.tab("debts")
    yield "debts"
    debts = nav.session.debts
    online = next(debt.id for debt in debts if debt.kind == "online-loan")
    nav.open("debt", debt_id=online)
    yield "debt"
    nav.top._open_payment()
    yield "payment"
    nav.top._open_day(("", lambda _day: None))
    yield "calendar"
    nav.top._open_day(None)
    nav.top._close_payment()
    yield from days_pages(nav)
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
    yield from plan_pages(driver)
    yield from contact_pages(driver)
    yield from desk_pages(driver)
    nav.tab("more")
    yield "more"
    nav.open("tactics")
    yield "tactics"
    nav.top.show(nav.top.vm.search("铁路"))
    yield "tactics-nothing"
    nav.open("tactic", tactic="legal-claim")
    yield "tactic"
    nav.open("tactic", tactic="home-intrusion")
    nav.top.show(nav.top.vm.unfold())
    yield "tactic-unfolded"
    nav.open("not_tell")
    yield "not-tell"
    nav.tab("more")
    with a_home() as home:
        nav.open("import")
        yield "import"
        nav.open("browse", take=nav.top.vm.take)
        yield "browse"
        nav.top.show(nav.top.vm.open(str(home / "账单")))
        yield "browse-empty"
        yield from import_pages(driver, home)
        yield from evidence_pages(driver, home)
        yield from share_pages(driver, home)
        yield from copies_pages(driver)
    nav.tab("settings")
    yield "settings"
    nav.top._open("country")
    yield "settings-country"
    nav.top._close()
    nav.open("safety")
    yield "safety"
    nav.top.show(nav.top.vm.ask_to_erase(True))
    yield "erase"
    nav.top.show(nav.top.vm.ask_to_erase(False))
    nav.open("restore")
    yield "restore"
    nav.open("protect", done=nav.back, back=nav.say(Text("Lock and copies")))
    yield "protect"
    nav.top._go_on()
    yield "protect-faults"
    for field in ("passphrase", "again"):
        nav.top.show(nav.top.vm.type(field, "four words that stay"))
    nav.top._go_on()
    yield "protect-code"
    nav.top._go_on()
    yield "protect-check"
    nav.open("cover")
    yield "cover"
    nav.tab("today")
    nav.open("happening")
    yield "happening"
    for situation in ("door", "phone", "family", "ringing", "account", "court"):
        nav.open("happening", situation=situation)
        yield f"happening-{situation}"
    yield from guide_pages(nav, online)
    yield from care_pages(driver)
    nav.tab("today")
    nav.help()
    yield "help"
    nav.top.show(nav.top.vm.not_safe())
    yield "not-safe"
    nav.start("lock")
    yield "lock"
    nav.start("crash")
    yield "crash"
    nav.start("first_run")
    for step in ("first-language", "first-what", "first-place", "first-start"):
        yield step
        if step != "first-start":
            nav.top._go_on()
