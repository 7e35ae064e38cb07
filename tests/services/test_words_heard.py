"""What the words of a contact sound like reaches the rules as read, never as confirmed."""

from datetime import date
from zoneinfo import ZoneInfo

from planner.model.log_entry import LogRow
from planner.rules.findings import Outcome
from planner.services.checking import check_log
from planner.services.contact_log_file import read_contact_log
from planner.services.log_facts import contact_of, read_cells
from planner.services.recognising import heard_in

SAID = "再不还钱就爆你通讯录"


def kept(**cells):
    given = {"at": "2026-11-02 10:00", "channel": "sms", "collector": "K", "role": "agency", **cells}
    new, faults = read_cells(given, ZoneInfo("Asia/Shanghai"), "Asia/Shanghai", date(2026, 11, 3))
    assert not faults
    fields = {name: getattr(new, name) for name in new._fields if name in LogRow._fields}
    others = {"entry": 1, "version": 1, "withdrawn": False}
    blank = dict.fromkeys(set(LogRow._fields) - fields.keys() - others.keys(), "")
    return contact_of(LogRow(**fields, **{k: v for k, v in others.items() if k in LogRow._fields}, **blank))


def test_words_of_a_collector_are_heard():
    assert kept(said=SAID).heard == {"contact-list-threat"}


def test_what_the_borrower_confirmed_or_denied_is_not_heard_again():
    assert kept(said=SAID, tactics="contact-list-threat").heard == frozenset()
    assert kept(said=SAID, denied="contact-list-threat").heard == frozenset()


def test_my_own_words_are_no_tactic():
    assert kept(said=SAID, **{"from": "borrower"}).heard == frozenset()
    assert heard_in("") == frozenset()


def test_a_file_is_heard_too_and_gives_at_most_worth_checking(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(
        f"at,channel,outcome,collector,role,said\n2026-11-02 10:00,sms,delivered,K,agency,{SAID}\n", "utf-8"
    )
    log = read_contact_log(str(path), ZoneInfo("Asia/Shanghai"), date(2026, 11, 3))
    assert log.contacts[0].heard == {"contact-list-threat"}
    found = [one.finding for one in check_log(log, "china", "en").found if "said-it" in one.finding.questions]
    assert found
    assert {one.outcome for one in found} == {Outcome.WORTH_CHECKING}
