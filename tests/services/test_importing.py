"""Files come into the log once, of the chosen numbers alone, with the piece of the file each rests on, and go back whole."""

import hashlib
import json
import re
import resource
import shutil
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.errors import InputProblems, StoreError
from planner.imports.records import How, Stopped
from planner.services.attachments import Attachments
from planner.services.contact_words import who_it_was
from planner.services.contacts import ContactLog, cells_of, facts_of
from planner.services.export import export_everything
from planner.services.household import open_household
from planner.services.import_sifting import Choice
from planner.services.importing import Imports, look, open_files
from planner.services.seal import check_seal
from planner.store.backup import kept_backups
from tests.phone import DAY, JAN_1, MINUTE, backup, call, few_numbers, mms, sms
from tests.store.households import KEY

TODAY = date(2026, 11, 27)
NEW_YORK = How(ZoneInfo("America/New_York"), "America/New_York", TODAY)
ALL = Choice()
CSV = (
    "at,tz,from,channel,outcome,number,collector,role,said,event\n"
    "2026-11-21 22:41,America/New_York,collector,call,conversation,+1 646 555 0142,North Star,agency,pay,\n"
    "2026-11-21,,collector,call,,,Harbour Bank,bank,,\n"
    "2026-11-21,,collector,call,,,Harbour Bank,bank,,\n"
    "2026-11-22T09:00:30,,collector,sms,,+12025550199,,,龑 owed,\n"
    "2026-11-22,,,,,,North Star,,,asked-stop-all:written\n"
)


@pytest.fixture
def household(tmp_path):
    opened = open_household(tmp_path / "data", KEY)
    opened.change_settings(zone="America/New_York")
    yield opened
    opened.close()


@pytest.fixture
def file(tmp_path):
    def write(content, name="sms.xml"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


def save(household, *paths, choice=ALL, how=NEW_YORK):
    return Imports(household).save(open_files(paths), choice, how)


def log_of(household):
    return [facts_of(row) for row in ContactLog(household).rows()]


def seen(household):
    """What a person sees of the log, without the numbers of entries."""
    return sorted(json.dumps(facts, sort_keys=True) for facts in log_of(household))


def test_an_entry_says_what_the_phone_said_and_where_it_comes_from(household, file):
    text = sms("+16465550142", "pay 龑 today", JAN_1 + 60_500, date_sent=JAN_1, contact_name="NS Liu", sub_id=2)
    path = file(backup(sms(type_=3), text))
    save(household, path)
    (facts,) = log_of(household)
    digest = hashlib.sha256(backup(sms(type_=3), text).encode()).hexdigest()
    assert facts == {
        "at": "2025-12-31T19:01:00-05:00",
        "precision": "s",
        "tz": "America/New_York",
        "from": "collector",
        "channel": "sms",
        "outcome": "delivered",
        "number": "+16465550142",
        "name": "NS Liu",
        "said": "pay 龑 today",
        "exactness": "exact",
        "sent_at": "2025-12-31T19:00:00-05:00",
        "sim": "2",
        "source": "sms.xml, element 2",
        "source_sha256": digest,
        "raw_sha256": hashlib.sha256(text.encode()).hexdigest(),
    }
    (row,) = ContactLog(household).rows()
    piece = Imports(household).raw_of(row.entry)
    assert (piece.raw, piece.place, piece.file_sha256, piece.file_name) == (text, "element 2", digest, "sms.xml")


def test_who_wrote_is_shown_by_name_and_number_until_a_collector_is_named(household, file):
    save(household, file(backup(sms(contact_name="NS Liu"))))
    (facts,) = log_of(household)
    assert who_it_was(facts) == "NS Liu +1 202 555 0101"
    assert who_it_was(facts | {"collector": "North Star"}) == "North Star"


def test_an_entry_that_came_in_can_be_corrected_and_keeps_where_it_comes_from(household, file):
    save(household, file(backup(call(duration=61), root="calls")))
    log = ContactLog(household)
    (row,) = log.rows()
    corrected = facts_of(log.correct(row, {"collector": "North Star", "role": "agency"}))
    assert corrected == facts_of(row) | {"collector": "North Star", "role": "agency"}
    assert log.facts().contacts[0].collector == "North Star"


def test_a_number_that_the_log_knows_brings_its_collector_and_is_chosen_first(household, file):
    ContactLog(household).add(
        {
            "at": "2026-11-01 10:00",
            "channel": "call",
            "number": "646-555-0142",
            "collector": "North Star",
            "role": "agency",
        },
        TODAY,
    )
    path = file(few_numbers())
    (found,) = look(open_files([path]), NEW_YORK, household)
    first = found.senders[0]
    assert (first.collector, first.number, first.new, first.name) == ("North Star", "+1 646 555 0142", 22, "")
    assert (first.first_on, first.last_on) == (date(2025, 12, 31), date(2026, 1, 22))
    assert [(one.number, one.codes, one.money) for one in found.senders[1:]] == [
        ("+12025550199", False, True),
        ("+12025550177", False, False),
        ("22395", True, False),
    ]
    save(household, path, choice=Choice([first.number]))
    assert {(facts["collector"], facts["role"]) for facts in log_of(household)} == {("North Star", "agency")}


def test_nothing_of_a_number_that_was_not_chosen_is_stored_anywhere(household, file, tmp_path):
    path = file(few_numbers())
    saved = save(household, path, choice=Choice(["(646) 555-0142"]))
    (done,) = saved.looks
    assert (done.read, done.new, done.duplicates) == (66, 22, 0)
    assert {why.id: count for why, count in done.skipped} == {"not chosen": 43, "a draft that was never sent": 1}
    export_everything(household, tmp_path / "everything")
    held = "".join(one.read_text("utf-8") for one in (tmp_path / "everything").iterdir())
    assert "646 555 0142" in held
    held = re.sub("[0-9a-f]{32,}", "", held)  # a hash may hold five digits by chance
    for bystander in ("2025550177", "姐姐", "verification", "22395", "2025550199", "dinner"):
        assert bystander not in held


def test_the_same_file_again_and_a_newer_one_that_overlaps_add_only_what_is_new(household, file):
    old = [sms(body=f"number {n}", date=JAN_1 + n) for n in range(20)]
    first = save(household, file(backup(*old)))
    again = save(household, file(backup(*old), "renamed.xml"))
    newer = save(household, file(backup(*old[10:], sms(body="new", date=JAN_1 + DAY), old[12]), "newer.xml"))
    assert [(one.looks[0].new, one.looks[0].duplicates) for one in (first, again, newer)] == [(20, 0), (0, 20), (1, 11)]
    assert len(log_of(household)) == 21


def test_two_alike_of_one_second_are_two_and_of_one_moment_are_one(household, file):
    entries = [sms(date=JAN_1), sms(date=JAN_1 + 400), sms(date=JAN_1), sms(date=JAN_1, body="other"), call(date=JAN_1)]
    (done,) = save(household, file(backup(*entries))).looks
    assert (done.new, done.duplicates) == (4, 1)


def test_what_the_log_exports_comes_in_again_as_nothing_new(household, file, tmp_path):
    save(household, file(few_numbers()))
    ContactLog(household).add({"at": "2026-11-02", "channel": "call", "collector": "North Star"}, TODAY)
    ContactLog(household).add({"at": "2026-11-02", "channel": "call", "collector": "North Star"}, TODAY)
    before = seen(household)
    export_everything(household, tmp_path / "out")
    (done,) = save(household, str(tmp_path / "out" / "contacts.csv")).looks
    assert (done.read, done.new, done.duplicates) == (len(before), 0, len(before))
    other = open_household(tmp_path / "other", KEY)
    save(other, str(tmp_path / "out" / "contacts.csv"))
    (done,) = save(other, file(few_numbers())).looks
    assert done.new == 0  # what came from the table is known again in the backup of the phone
    other.close()


def test_a_contact_log_comes_in_with_its_rows_as_they_are_and_only_once(household, file):
    path = file(CSV, "log.csv")
    (found,) = look(open_files([path]), NEW_YORK, household)
    assert (found.read, found.new) == (5, 5)
    save(household, path)
    facts = log_of(household)
    assert [one["source"] for one in facts] == [f"log.csv, line {n}" for n in (3, 4, 2, 6, 5)]
    assert [one["precision"] for one in facts] == ["day", "day", "min", "day", "s"]
    assert facts[3]["event"] == "asked-stop-all:written"
    assert save(household, path).added == 0  # the two of one day that are alike stay two
    with_more = file(CSV + "2026-11-21,,collector,call,,,Harbour Bank,bank,,\n", "more.csv")
    assert save(household, with_more).added == 1
    assert len(log_of(household)) == 6


def test_every_fault_of_a_contact_log_is_said_and_nothing_of_it_stored(household, file):
    path = file(CSV + "2026-13-01,,collector,call,,,,,,\n2026-11-01,,collector,pigeon,,,,,,\n", "log.csv")
    with pytest.raises(InputProblems) as fault:
        save(household, path)
    assert [(problem.line, problem.field) for problem in fault.value.problems] == [(7, "at"), (8, "channel")]
    assert (log_of(household), Imports(household).batches()) == ([], [])


def test_several_files_are_stored_all_or_none(household, file):
    good, bad = file(few_numbers()), file(CSV.replace("2026-11-22T", "soon "), "log.csv")
    with pytest.raises(InputProblems):
        save(household, good, bad)
    assert (log_of(household), Imports(household).batches()) == ([], [])
    saved = save(household, good, file(few_numbers(), "same.xml"), file(CSV, "log.csv"))
    assert [one.new for one in saved.looks] == [65, 0, 5]
    Imports(household).undo(saved.batches)
    assert log_of(household) == []


@pytest.mark.parametrize("first", ["phone", "table"])
def test_a_phone_and_a_table_in_one_go_are_known_in_each_other(household, file, first):
    phone = file(backup(sms("+12025550199", "龑 owed", JAN_1 + 30_000), sms("+12025550199", "x", JAN_1 + 30_500)))
    table = file("at,from,channel,number,said\n2025-12-31T19:00:30,collector,sms,+12025550199,龑 owed\n", "log.csv")
    paths = (phone, table) if first == "phone" else (table, phone)
    assert [one.new for one in look(open_files(paths), NEW_YORK)] == ([2, 0] if first == "phone" else [1, 1])
    assert save(household, *paths).added == 2


def test_files_of_messages_come_into_the_vault_once_and_can_be_opened(household, file):
    photo, sound = b"\x89PNG\r\n\x1a\n" + bytes(300_000), b"#!AMR\n" + bytes(50)
    message = mms(files=[("image/jpeg", "信.jpg", photo), ("audio/amr", "a.amr", sound)], texts=("look",))
    save(household, file(backup(message, mms(files=[("image/png", "again.png", photo)], date=JAN_1 + 1))))
    files = Attachments(household)
    rows = ContactLog(household).rows()
    assert [[one.name for one in files.of_entry(row.entry)] for row in rows] == [["信.jpg", "a.amr"], ["again.png"]]
    first, second, third = files.all()
    assert b"".join(files.pieces(first)) == b"".join(files.pieces(third)) == photo
    assert (first.media, facts_of(first.row)["origin"], second.size) == ("image/png", "imported", 56)
    assert len(household.read(lambda connection: connection.execute("SELECT name FROM kept_file").fetchall())) == 2
    piece = Imports(household).raw_of(rows[0].entry)
    assert "(base64, 400012)" in piece.raw
    assert len(piece.raw) < 3000
    assert facts_of(rows[0])["raw_sha256"] == hashlib.sha256(message.encode()).hexdigest()


def test_undo_takes_the_whole_import_out_and_it_can_come_in_again(household, file):
    ContactLog(household).add({"at": "2026-11-01 10:00", "channel": "call", "number": "+12025550101"}, TODAY)
    before = seen(household)
    path = file(backup(sms(), mms(files=[("image/png", "p.png", bytes(99))]), call(date=JAN_1 + 9)))
    saved = save(household, path)
    assert len(log_of(household)) == 4
    imports = Imports(household)
    assert imports.undo(saved.batches) == 0
    assert imports.undo(saved.batches) == 0
    assert seen(household) == before
    assert Attachments(household).all() == []
    assert imports.batches()[0].undone_at is not None
    assert check_seal(household).why is None
    assert save(household, path).added == 3
    assert len(Attachments(household).all()) == 1


def test_what_was_corrected_since_stays_when_the_import_goes(household, file):
    saved = save(household, file(backup(sms(), sms(date=JAN_1 + 5, body="x"))))
    log = ContactLog(household)
    log.correct(log.rows()[0], {"collector": "North Star"})
    assert Imports(household).undo(saved.batches) == 1
    assert [facts.get("collector") for facts in log_of(household)] == ["North Star"]


def test_one_entry_that_was_taken_out_by_hand_does_not_come_in_again(household, file):
    path = file(backup(sms(), sms(date=JAN_1 + 5)))
    save(household, path)
    log = ContactLog(household)
    log.withdraw(log.rows()[0])
    assert save(household, path).added == 0
    assert len(log_of(household)) == 1


def test_stopped_at_any_time_nothing_is_stored_and_no_file_is_left(household, file):
    path = file(backup(*(mms(files=[("image/png", f"{n}.png", bytes([n]) * 2000)], date=JAN_1 + n) for n in range(60))))
    calls = 0
    for stop_at in (0, 1, 3, 5, 6):
        asked = iter(range(1000))
        how = NEW_YORK._replace(stopped=lambda asked=asked, stop_at=stop_at: next(asked) >= stop_at)
        with pytest.raises(Stopped):
            save(household, path, how=how)
        calls += 1
        assert log_of(household) == []
        assert not (household.folder / "files").exists() or not list((household.folder / "files").iterdir())
    said = []
    save(household, path, how=NEW_YORK._replace(report=said.append))
    assert (len(log_of(household)), calls) == (60, 5)
    assert said == sorted(said)
    assert said[-1] == 1.0


@pytest.mark.parametrize("what", ["entries", "photo"])
def test_without_room_nothing_is_stored_and_that_is_said(household, file, what):
    entries = [sms(date=JAN_1 + n, body="x" * 300) for n in range(1500)] if what == "entries" else [sms()]
    entries.append(mms(files=[("image/png", "p.png", bytes(900_000))], date=JAN_1 + 9000))
    path = file(backup(*entries))
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, limit[1]))
    try:
        with pytest.raises(StoreError, match="no room"):
            save(household, path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert log_of(household) == []
    assert not (household.folder / "files").exists() or not list((household.folder / "files").iterdir())
    assert save(household, path).added == len(entries)


def test_a_file_that_changes_while_it_is_read_is_not_taken(household, file):
    path = file(backup(*(sms(date=JAN_1 + n, body="x" * 500) for n in range(500))))

    def meddle(part):
        if 0.2 < part < 0.5:
            with open(path, "r+b") as changed:
                changed.seek(200_000)
                changed.write(b"y" * 100)

    with pytest.raises(StoreError, match="changed while it was read"):
        save(household, path, how=NEW_YORK._replace(report=meddle))
    assert log_of(household) == []


def test_what_was_there_is_kept_as_a_backup_before(household, file):
    household.add({"name": "Card", "balance": "5"}, "USD")
    before = len(kept_backups(household.folder))
    save(household, file(backup(sms())))
    assert len(kept_backups(household.folder)) == before + 1


def test_a_look_stores_nothing(household, file):
    shutil.copytree(household.folder, household.folder.parent / "copy")
    look(open_files([file(few_numbers())]), NEW_YORK, household)
    assert (log_of(household), Imports(household).batches()) == ([], [])
    assert not (household.folder / "files").exists()


def test_calls_of_a_hidden_number_can_be_chosen(household, file):
    path = file(backup(call(number="-1", type_=3), call(), root="calls"))
    assert save(household, path, choice=Choice(["hidden"])).added == 1
    (facts,) = log_of(household)
    assert (facts["flags"], facts.get("number"), facts["outcome"]) == (["hidden-number"], None, "rang-out")
    assert ContactLog(household).facts().contacts[0].flags == {"hidden-number"}
    (row,) = ContactLog(household).rows()
    assert facts_of(ContactLog(household).correct(row, cells_of(row)))["flags"] == ["hidden-number"]


NUMBERS = ["+12025550101", "202-555-0101", "+8613800138000", "95588", "HSBC", "-1", ""]
ENTRIES = st.one_of(
    st.builds(
        sms,
        st.sampled_from(NUMBERS),
        st.sampled_from(["pay", "还款 龑", "", "null", "🙂", "a\nb"]),
        st.integers(JAN_1, JAN_1 + 40).map(lambda n: n * 1),
        st.integers(1, 7),
    ),
    st.builds(call, st.sampled_from(NUMBERS), st.integers(0, 3), st.integers(JAN_1, JAN_1 + 40), st.integers(0, 8)),
    st.builds(
        mms,
        st.sampled_from(NUMBERS),
        st.lists(st.sampled_from(["t", "二"]), max_size=2),
        st.lists(st.sampled_from([("image/png", "p.png", b"p" * 5), ("text/x", "q", b"")]), max_size=2),
        st.integers(JAN_1, JAN_1 + 40),
        st.integers(0, 5),
    ),
)


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A household with nothing in it, to be copied."""
    folder = tmp_path_factory.mktemp("empty") / "data"
    open_household(folder, KEY).close()
    return folder


@given(
    entries=st.lists(ENTRIES, max_size=12),
    cut=st.integers(0, 12),
    chosen=st.sampled_from([None, NUMBERS[:1], NUMBERS[2:4]]),
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_of_any_backup_everything_is_accounted_for_and_it_comes_in_once(tmp_path_factory, empty, entries, cut, chosen):
    place, choice = tmp_path_factory.mktemp("any"), Choice(chosen)
    whole, first, second = place / "whole.xml", place / "first.xml", place / "second.xml"
    for path, some in ((whole, entries), (first, entries[:cut]), (second, entries[cut:])):
        path.write_text(backup(*some), "utf-8")
    stores = {}
    for name in ("whole", "parts"):
        shutil.copytree(empty, place / name)
        stores[name] = open_household(place / name, KEY)
    saved = save(stores["whole"], str(whole), choice=choice)
    (done,) = saved.looks
    skipped = sum(count for _, count in done.skipped)
    assert done.read == len(entries) == done.new + done.duplicates + skipped
    again = save(stores["whole"], str(whole), choice=choice)
    assert (again.added, again.looks[0].duplicates) == (0, done.new + done.duplicates)
    for part in (first, second):
        save(stores["parts"], str(part), choice=choice)
    assert list(map(_told, log_of(stores["whole"]))) == list(map(_told, log_of(stores["parts"])))
    Imports(stores["whole"]).undo(saved.batches)
    assert log_of(stores["whole"]) == []
    assert save(stores["whole"], str(whole), choice=choice).added == done.new
    for one in stores.values():
        one.close()
    shutil.rmtree(place)


def _told(facts):
    """An entry without where in which file it stood."""
    return {key: said for key, said in facts.items() if key not in ("source", "source_sha256")}


def test_minutes_of_the_clock_that_is_put_back_stay_two(household, file):
    back = 1_793_512_800_000 - 30 * MINUTE  # 1:30, and once more an hour later, in New York
    save(household, file(backup(sms(date=back), sms(date=back + 60 * MINUTE))))
    assert [facts["at"] for facts in log_of(household)] == ["2026-11-01T01:30:00-04:00", "2026-11-01T01:30:00-05:00"]
