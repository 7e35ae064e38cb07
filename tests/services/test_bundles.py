"""A bundle holds what was chosen, says what was left out, keeps the borrower's own words about old debts out, and stands a check."""

import hashlib
import json
import re
import resource
import shutil
import zipfile
from contextlib import closing
from datetime import date

import bagit
import pytest

from planner.errors import DamagedStore, StoreError
from planner.evidence.choosing import OUT, WHOLE, WITHOUT_WORDS, own_words, without_names, without_words
from planner.evidence.log_table import COLUMNS
from planner.services.attachments import Attachments
from planner.services.bundle_check import verify_bundle
from planner.services.bundles import Choice, NothingChosen, prepare_bundle, write_bundle
from planner.services.checking import check_log
from planner.services.contact_log_file import COLUMNS as OF_CHECK
from planner.services.contact_log_file import read_contact_log
from planner.services.contacts import ContactLog
from planner.services.household import open_household
from planner.services.import_sifting import Choice as Numbers
from planner.services.importing import Imports, open_files
from planner.services.promises import Promises
from planner.services.sample import fill_with_sample
from planner.services.seal import check_seal, read_chain
from planner.store.connection import Connector
from planner.store.file_vault import FileVault
from planner.store.log_reads import read_log
from tests.evidence.test_verify import made_anew
from tests.phone import DAY, JAN_1, backup, few_numbers, mms, sms

TODAY = date(2026, 11, 27)
EVERYTHING = Choice()
CALL = {
    "at": "2026-11-02 22:30",
    "channel": "call",
    "outcome": "conversation",
    "collector": "North Star",
    "role": "agency",
    "debt": "Old loan",
    "said": "Pay now, or your sister Lina hears of it. – 今天还",
}
LETTER = b"%PDF-1.7 a letter " * 2000


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A log about an old debt and a young one, made once; return its folder and entries by what they are."""
    folder = tmp_path_factory.mktemp("made") / "data"
    household = open_household(folder)
    household.change_settings(zone="America/New_York", country="US")
    household.add({"name": "Old loan", "balance": "900", "due_since": "2015-01-01"}, "USD")
    household.add({"name": "Young card", "balance": "400", "due_since": "2026-09-01"}, "USD")
    log = ContactLog(household)
    letter = folder.parent / "letter.pdf"
    letter.write_bytes(LETTER)

    def add(**cells):
        return log.add({**CALL, **cells}, TODAY).entry

    entries = {
        "call": add(witness="Lina", relation="sister", number="+1 646 555 0142"),
        "noted": add(at="2026-11-03 09:00", note="I cried. I owe it, I know."),
        "mine": add(**{"at": "2026-11-04 10:00", "from": "borrower", "said": "I owe it and will pay 50."}),
        "mine, young": add(
            **{"at": "2026-11-05 10:00", "from": "borrower", "said": "I ask for time.", "debt": "Young card"}
        ),
        "sister": add(at="2026-11-06 10:00", recipient="family", dialed="+1 212 555 0199", debt="Young card"),
        "stop": log.add({"at": "2026-11-07", "event": "asked-stop-all:written", "note": "received:2026-11-09"}).entry,
        "hardship": log.add({"at": "2026-11-08", "event": "hardship-notice", "debt": "Old loan"}).entry,
        "third": log.add({"at": "2026-11-09", "event": "third-refused:Lina", "debt": "Young card"}).entry,
        "after": add(at="2026-11-10 08:00", debt="Young card", said="Still. Lina, too."),
        "wrong": add(at="2026-11-11 08:00"),
    }
    log.withdraw(log.find(entries["wrong"]))
    log.correct(log.find(entries["call"]), {"outcome": "voicemail"}, TODAY)
    promises = Promises(household)
    entries["promise"] = promises.add({"amount": "77.31", "due": "2026-12-01", "debt": "Old loan"}, "USD").row.entry
    entries["young promise"] = promises.add(
        {"amount": "20", "due": "2026-12-01", "debt": "Young card"}, "USD"
    ).row.entry
    files = Attachments(household)
    for what in ("call", "mine", "sister", "wrong"):
        files.attach(letter, entries[what])
    household.close()
    return folder, entries


@pytest.fixture
def household(made, tmp_path):
    folder = tmp_path / "data"
    shutil.copytree(made[0], folder)
    opened = open_household(folder)
    yield opened
    opened.close()


@pytest.fixture
def entries(made):
    return made[1]


def bundle_of(household, tmp_path, choice=EVERYTHING, language="en", name="out.zip", **more):
    """Make a bundle and check it; return its extract and all its bytes, by name."""
    prepared = prepare_bundle(household, choice, language, TODAY, **more)
    path = tmp_path / name
    assert write_bundle(household, prepared, path).path == path
    verdict = verify_bundle(path)
    assert verdict.unchanged, verdict.why.id.format(**verdict.why.blanks)
    with zipfile.ZipFile(path) as archive:
        parts = {one.removeprefix("bundle/"): archive.read(one) for one in archive.namelist()}
    extract = json.loads(parts["data/extract.json"])
    assert extract == json.loads(json.dumps({"schema": "ashore-evidence", "version": 1, **prepared.extract}))
    return extract, parts


def told(extract):
    return {one["entry"]: one for one in extract["entries"]}


def test_without_a_choice_it_holds_every_contact_and_says_what_is_left_out(household, entries, tmp_path):
    extract, parts = bundle_of(household, tmp_path)
    found = told(extract)
    assert set(found) == set(entries.values()) - {entries[what] for what in ("wrong", "hardship", "promise")}
    assert extract["filters"] == {**Choice().filters}
    assert set(extract["left_out"]["because"]) == {"own-words", "withdrawn"}
    for language in ("en", "zh"):
        assert extract["left_out"][language]
    assert found[entries["call"]]["links"] == [1, 12]
    log = read_contact_log(str(_saved(tmp_path, parts["data/log.csv"])))
    assert len(log.contacts) + len(log.events) == 8
    assert check_log(log, "united_states", "en").checked == 6


def test_own_words_and_promises_about_old_debts_stay_out_unless_asked_for(household, entries, tmp_path):
    """Guard 14: they can be used against the borrower; that something was left out is said."""
    extract, parts = bundle_of(household, tmp_path)
    found, everything = told(extract), b"".join(parts.values())
    assert found[entries["mine"]]["as"] == found[entries["noted"]]["as"] == "without-words"
    assert "said" not in found[entries["mine"]]["facts"]
    assert found[entries["noted"]]["facts"]["said"] == CALL["said"]
    assert found[entries["mine, young"]]["facts"]["said"] == "I ask for time."
    assert entries["young promise"] in found
    for words in (b"I owe it", b"77.31", b"hardship-notice", b"I cried"):
        assert words not in everything
    # A hash may hold these four digits by chance: as an amount in cents they stand by themselves.
    assert re.search(rb"(?<![0-9a-f])7731(?![0-9a-f])", everything) is None
    assert entries["mine"] not in {one["of"] for one in extract["files"]}
    assert "own words" in extract["left_out"]["en"]
    with_words, parts = bundle_of(household, tmp_path, Choice(own_words=True), name="all.zip")
    assert set(told(with_words)) == set(entries.values()) - {entries["wrong"]}
    assert b"I owe it" in parts["data/extract.json"]
    assert re.search(rb"(?<![0-9a-f])7731(?![0-9a-f])", b"".join(parts.values()))
    assert with_words["left_out"]["because"] == ["withdrawn"]


@pytest.mark.parametrize(
    ("choice", "english"),
    [
        (Choice(), "1 entry stays out: you withdrew it."),
        (Choice(), "2 entries stay out: they are your own promises or steps on debts that are old, or of unknown age."),
        (Choice(entries=(5, 9)), "entries stay out: they are of other days, people or debts than you chose."),
        (Choice(files=False), "files are not ticked."),
        (Choice(findings=False), "these are the facts alone."),
    ],
)
def test_what_stays_out_is_counted_and_its_reason_said(household, choice, english):
    prepared = prepare_bundle(household, choice, "en", TODAY)
    words = " ".join(prepared.left_out)
    assert [english in one for one in prepared.left_out].count(True) == 1  # each reason is a sentence of its own
    assert not any("\u4e00" <= sign <= "\u9fff" for sign in words)
    kinds = {"contact", "event", "promise"}
    assert sum(prepared_out(words)) + len(prepared.extract["entries"]) == sum(
        row.kind in kinds for row in newest_of(household)
    )


def prepared_out(words):
    """Return the numbers of entries that stay out, as they are said."""
    return [int(one) for one in re.findall(r"(\d+) entr(?:y stays|ies stay) out", words)]


def newest_of(household):
    """Return the first row of every entry of the log."""
    first = {}
    for row in read_chain(household).rows:
        first.setdefault(row.entry, row)
    return list(first.values())


def test_what_was_left_out_cannot_be_tried_out_by_its_leaf(household, tmp_path):
    """A promise has few forms; without its salt nobody can tell by the leaf which it was."""
    _, parts = bundle_of(household, tmp_path)
    with _plain(household) as connection:
        salts = connection.execute("SELECT number, salt FROM seal_link").fetchall()
    custody = [json.loads(line) for line in parts["data/custody.jsonl"].splitlines()[:-1]]
    shown = {one["number"] for one in custody if "content" in one}
    assert 0 < len(shown) < len(custody)
    for number, salt in salts:
        assert (salt.encode() in b"".join(parts.values())) is (number in shown)


@pytest.mark.parametrize("missing", ["due_since", "country", "debts"])
def test_a_debt_of_unknown_age_counts_as_old(household, entries, tmp_path, missing):
    if missing == "country":
        household.change_settings(country="", part="")
    for debt in household.debts():
        if missing == "due_since":
            household.edit(debt, {"due_since": ""})
        elif missing == "debts":
            household.remove(debt)
    found = told(bundle_of(household, tmp_path)[0])
    assert entries["young promise"] not in found
    assert found[entries["mine, young"]]["as"] == "without-words"


def test_the_words_of_the_other_side_are_never_the_borrowers():
    theirs = {"from": "collector", "said": "Pay.", "channel": "call"}
    assert own_words("contact", theirs) == WHOLE
    assert own_words("contact", {**theirs, "note": "flag:one-visitor"}) == WHOLE
    assert own_words("contact", {**theirs, "note": "I said yes"}) == WITHOUT_WORDS
    assert own_words("contact", {**theirs, "from": "borrower"}) == WITHOUT_WORDS
    assert own_words("promise", {"whose": "theirs"}) == WHOLE
    assert own_words("promise", {"whose": "mine"}) == OUT
    assert own_words("event", {"event": "plan-signed"}) == OUT
    assert own_words("event", {"event": "asked-stop-all:written", "note": "received:2026-11-09"}) == WHOLE


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(since=date(2026, 11, 6), until=date(2026, 11, 7)), {"sister", "stop"}),
        (Choice(entries=(5, 9)), {"sister", "after"}),
        (Choice(debts=("Young card",), until=date(2026, 11, 9)), {"mine, young", "sister", "stop", "third"}),
        (Choice(collectors=("Nobody",)), {"stop", "third"}),
    ],
)
def test_a_choice_is_kept_and_written_down(household, entries, tmp_path, choice, expected):
    extract, _ = bundle_of(household, tmp_path, choice)
    assert set(told(extract)) == {entries[what] for what in expected}
    assert extract["filters"] == json.loads(json.dumps(choice.filters))
    assert "filters" in extract["left_out"]["because"]
    for one in extract["findings"]:
        assert {*one["contacts"], *one["counted"]} <= set(told(extract))
    assert {one["of"] for one in extract["files"]} <= set(told(extract))


def test_nothing_chosen_is_said_and_nothing_is_written(household, tmp_path):
    with pytest.raises(NothingChosen):
        prepare_bundle(household, Choice(entries=(999,)), "en", TODAY)
    with pytest.raises(NothingChosen):
        prepare_bundle(open_household(tmp_path / "empty"), Choice(), "en", TODAY)


def test_findings_name_law_and_strength_and_one_choice_leaves_them_out(household, tmp_path):
    extract, _ = bundle_of(household, tmp_path)
    assert extract["findings"]
    for one in extract["findings"]:
        assert one["outcome"] in ("possible_breach", "worth_checking")
        assert one["citation"]
        assert one["strength"]
        assert one["verified_on"]
    alone, parts = bundle_of(household, tmp_path, Choice(findings=False), name="facts.zip")
    assert alone["findings"] is None
    assert "findings" in alone["left_out"]["because"]
    assert b"possible_breach" not in b"".join(parts.values())


def test_names_of_other_people_are_taken_out_of_the_redacted_one_which_names_the_first(household, entries, tmp_path):
    first = prepare_bundle(household, Choice(), "en", TODAY).bundle.manifest
    extract, parts = bundle_of(household, tmp_path, Choice(redacted=True), name="redacted.zip")
    everything = b"".join(parts.values())
    for name in (b"Lina", b"555 0199", b'sister"', b"letter.pdf"):
        assert name not in everything, name
    assert told(extract)[entries["after"]]["facts"]["said"] == "Still. ***, too."
    assert told(extract)[entries["third"]]["facts"]["event"] == "third-refused:***"
    assert told(extract)[entries["stop"]]["as"] == "whole"
    assert extract["first_bundle"] == first
    assert [one["path"] for one in extract["files"]] == [None, None]
    assert not [name for name in parts if "attachments" in name]
    assert "Names of other people" in extract["left_out"]["en"]


def test_a_name_is_not_looked_for_within_a_longer_word():
    facts = {"said": "Al said: Always pay, Al. 小李说李小姐", "collector": "Al & Co"}
    assert without_names(facts, frozenset({"Al", "小李"})) == {
        "said": "*** said: Always pay, ***. ***说李小姐",
        "collector": "*** & Co",
    }


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("A fee of $85.00 first. I said that I can try 50.", "A fee of $85.00 first."),
        ("说会上黑名单，孩子受影响。我说先还500.00元。", "说会上黑名单，孩子受影响。"),
        ("Told my sister that I owe money.", "Told my sister that I owe money."),
        ("我答应月底还", ""),
    ],
)
def test_a_summary_of_a_call_goes_in_without_what_i_said_in_it(said, left):
    facts = {"from": "collector", "exactness": "summary", "said": said}
    changed = said != left
    assert own_words("contact", facts) == (WITHOUT_WORDS if changed else WHOLE)
    if changed:
        assert without_words(facts).get("said", "") == left
    exact = {**facts, "exactness": "exact"}
    assert own_words("contact", exact) == WHOLE


def test_a_word_of_the_log_is_no_name_though_somebody_wrote_it_for_one():
    facts = {"recipient": "family", "event": "third-refused:family", "said": "I called family"}
    left = without_names(facts, frozenset({"family"}))
    assert (left["recipient"], left["said"]) == ("family", "I called ***")


def test_attachments_are_there_once_with_plain_names_and_can_be_left_out(household, entries, tmp_path):
    extract, parts = bundle_of(household, tmp_path)
    names = [name for name in parts if "attachments" in name]
    assert len(names) == 1
    assert parts[names[0]] == LETTER
    assert {one["of"]: one["path"] for one in extract["files"]} == {
        entries["call"]: names[0],
        entries["sister"]: names[0],
    }
    assert extract["files"][0]["facts"]["name"] == "letter.pdf"
    extract, parts = bundle_of(household, tmp_path, Choice(files=False), name="none.zip")
    assert not [name for name in parts if "attachments" in name]
    assert [one["facts"]["sha256"] for one in extract["files"]]


def test_the_same_log_gives_the_same_bytes_again_and_each_export_is_a_link_after_it(household, tmp_path):
    before = check_seal(household).length
    for name in ("a.zip", "b.zip"):
        bundle_of(household, tmp_path, name=name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    assert (check_seal(household).length, check_seal(household).why) == (before + 2, None)
    rows = household.read(lambda connection: read_log(connection, ("export",)))
    noted = [json.loads(row.body) for row in rows]
    assert [one["links"] for one in noted] == [before, before]
    assert ContactLog(household).rows() == ContactLog(household).rows()
    ContactLog(household).add(CALL, TODAY)
    extract, _ = bundle_of(household, tmp_path, name="c.zip")
    assert extract["chain"]["count"] == before + 3
    assert (tmp_path / "c.zip").read_bytes() != (tmp_path / "a.zip").read_bytes()


def test_a_folder_is_a_bag_like_the_zip(household, tmp_path):
    prepared = prepare_bundle(household, Choice(), "zh", TODAY)
    folder = write_bundle(household, prepared, tmp_path / "bag").path
    assert bagit.Bag(str(folder)).validate()
    assert verify_bundle(folder).unchanged
    for taken in (folder, tmp_path / "taken.zip"):
        taken.touch()
        with pytest.raises(StoreError, match="already"):
            write_bundle(household, prepared, taken)
    assert verify_bundle(folder).unchanged


def test_a_complaint_is_made_from_the_extract_and_stands_beside_it(household, tmp_path):
    def make(extract):
        assert extract["entries"]
        return b"%PDF-1.4 " + str(len(extract["entries"])).encode()

    extract, parts = bundle_of(household, tmp_path, make_complaint=make)
    assert parts["data/complaint.pdf"] == b"%PDF-1.4 " + str(len(extract["entries"])).encode()


def test_one_that_was_stopped_or_found_no_room_leaves_nothing_and_is_not_noted(household, tmp_path):
    prepared = prepare_bundle(household, Choice(), "en", TODAY)
    before = check_seal(household)
    out = tmp_path / "out"
    out.mkdir()
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    for name in ("a.zip", "bag"):
        assert write_bundle(household, prepared, out / name, stopped=lambda: True) is None
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limit[1]))
        try:
            with pytest.raises(StoreError, match="no room"):
                write_bundle(household, prepared, out / name)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert list(out.iterdir()) == []
    assert check_seal(household) == before
    told_of = []
    assert write_bundle(household, prepared, out / "a.zip", report=told_of.append)
    assert told_of[-1] == 1.0


def test_a_kept_file_that_was_changed_ends_it_with_its_name_and_entry(household, entries, tmp_path):
    with _plain(household) as connection:
        (name,) = connection.execute("SELECT name FROM kept_file").fetchone()
    FileVault(household.folder, household.key).put_as(name, b"x" * len(LETTER))
    prepared = prepare_bundle(household, Choice(), "en", TODAY)
    with pytest.raises(StoreError, match=f"letter.pdf of entry {entries['call']}"):
        write_bundle(household, prepared, tmp_path / "out.zip")
    FileVault(household.folder, household.key).remove(name)
    with pytest.raises(DamagedStore):
        write_bundle(household, prepared, tmp_path / "out.zip")
    assert not list(tmp_path.glob("out*"))
    bundle_of(household, tmp_path, Choice(files=False))


def test_a_log_that_is_not_as_it_was_sealed_makes_no_bundle_and_says_why(household):
    with _plain(household) as connection:
        connection.execute("UPDATE log_version SET body = replace(body, 'Pay now', 'Pay low') WHERE seq = 2")
        connection.commit()
    with pytest.raises(StoreError) as refused:
        prepare_bundle(household, Choice(), "en", TODAY)
    assert refused.value.message.blanks["why"].blanks["entry"] == "2"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_sample_household_makes_bundles_of_every_kind(tmp_path, language):
    household = open_household(tmp_path / "sample")
    fill_with_sample(household, language)
    for number, choice in enumerate((Choice(), Choice(own_words=True), Choice(redacted=True), Choice(findings=False))):
        extract, _ = bundle_of(household, tmp_path, choice, language, f"{number}.zip")
        assert len(extract["entries"]) > 40
    household.close()


def test_what_to_know_before_it_is_handed_on_is_said(household, entries, tmp_path):
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8\xff a photo")
    usual = prepare_bundle(household, EVERYTHING, "en", TODAY).notes
    Attachments(household).attach(photo, entries["call"])
    assert len(prepare_bundle(household, EVERYTHING, "en", TODAY).notes) == len(usual) + 1
    assert len(prepare_bundle(household, Choice(files=False), "en", TODAY).notes) == len(usual)
    redacted = prepare_bundle(household, Choice(redacted=True), "en", TODAY).notes
    assert [note for note in redacted if note not in usual]


def test_its_table_has_the_columns_of_check():
    assert COLUMNS == OF_CHECK


def _plain(household):
    return closing(Connector(household.folder, household.key)())


def _saved(tmp_path, content):
    path = tmp_path / "log.csv"
    path.write_bytes(content)
    return path


def test_its_table_says_the_kind_of_debt_that_the_list_knows_and_the_log_does_not(tmp_path):
    """Findings rest on it: whoever checks the table of a bundle finds what stands in the bundle."""
    with closing(open_household(tmp_path / "data")) as household:
        household.change_settings(zone="Asia/Shanghai", country="CN")
        household.add({"name": "Huaying", "balance": "900", "kind": "online-loan"}, "CNY")
        night = {"at": "2026-11-02 22:30", "channel": "sms", "outcome": "delivered", "debt": "Huaying"}
        ContactLog(household).add({**night, "collector": "Jieshun", "role": "agency"}, TODAY)
        ContactLog(household).add({**night, "number": "106 5550"}, TODAY)
        prepared = prepare_bundle(household, EVERYTHING, "en", TODAY)
        assert write_bundle(household, prepared, tmp_path / "bundle")
    assert verify_bundle(tmp_path / "bundle").unchanged
    log = read_contact_log(str(tmp_path / "bundle" / "data" / "log.csv"), today=TODAY)
    assert [one.debt_kind for one in log.contacts] == ["online-loan", "online-loan"]
    told = {(one["rule"], one["outcome"]) for one in prepared.extract["findings"]}
    assert ("cn.gbt45251.hours", "possible_breach") in told
    again = check_log(log, "china", "en").found
    assert told == {(one.rule.id, one.finding.outcome.value) for one in again if not one.finding.is_of_nobody_known}


def test_of_a_file_that_was_read_in_only_the_chosen_entries_own_pieces_are_in_it(household, tmp_path):
    """Guard 13: neither one-time codes nor a family chat; the file itself is named by its SHA-256."""
    phone = tmp_path / "sms.xml"
    phone.write_text(few_numbers(), "utf-8")
    imports = Imports(household)
    imports.save(open_files([str(phone)]), Numbers(["+1 646 555 0142"]), imports.how())
    extract, parts = bundle_of(household, tmp_path)
    everything = b"".join(parts.values())
    for words in (b"verification code", "姐姐".encode(), b"dinner", b"Reply to settle"):
        assert words not in everything
    (told_of,) = extract["originals"]
    assert told_of["file_sha256"] == hashlib.sha256(phone.read_bytes()).hexdigest()
    raw = parts[told_of["path"]]
    assert raw.count(b"Your QuickLeaf loan is past due") == len(told_of["pieces"]) == 21
    assert b"I asked you to write only" not in everything  # the borrower's own words, about a debt of unknown age
    assert b"I asked you to write only" in b"".join(
        bundle_of(household, tmp_path, Choice(own_words=True), name="own.zip")[1].values()
    )
    redacted, parts = bundle_of(household, tmp_path, Choice(redacted=True), name="redacted.zip")
    assert redacted["originals"] == []
    assert not [name for name in parts if "originals" in name]


def test_a_piece_of_a_file_is_what_was_sealed_and_another_is_found_or_not_given_out(household, tmp_path):
    photo = b"\x89PNG\r\n\x1a\n" + bytes(9_000)
    phone = tmp_path / "sms.xml"
    owed = [sms("+1 646 555 0142", f"Past due,\n{n} days. 今天", JAN_1 + n * DAY) for n in range(3)]
    phone.write_text(backup(*owed, mms("+1 646 555 0142", files=[("image/png", "a.png", photo)])), "utf-8")
    imports = Imports(household)
    imports.save(open_files([str(phone)]), Numbers(), imports.how())
    extract, parts = bundle_of(household, tmp_path)
    (one,) = extract["originals"]
    facts = {told["entry"]: told["facts"] for told in extract["entries"]}
    at = 0
    for piece in one["pieces"]:
        raw = parts[one["path"]][at : at + piece["size"]]
        at += piece["size"] + 1
        sealed = facts[piece["entry"]]
        assert hashlib.sha256(raw).hexdigest() == sealed.get("piece_sha256", sealed["raw_sha256"])
    assert (len(one["pieces"]), at, b"(base64, " in raw) == (4, len(parts[one["path"]]), True)
    bag = write_bundle(household, prepare_bundle(household, Choice(), "en", TODAY), tmp_path / "bag").path
    held = (bag / one["path"]).read_bytes()
    for harm, entry in (
        (held.replace(b"1 days", b"7 days"), one["pieces"][1]["entry"]),
        (held.replace(b"base64, ", b"base64, 9"), one["pieces"][3]["entry"]),
        (held + b"x\n", None),
        (held[:-1], one["pieces"][3]["entry"]),
    ):
        (bag / one["path"]).write_bytes(harm)
        _anew(bag, one["path"], hashlib.sha256(harm).hexdigest(), one["sha256"])
        verdict = verify_bundle(bag)
        assert (verdict.unchanged, verdict.file, verdict.entry) == (False, one["path"], entry)
        _anew(bag, one["path"], one["sha256"], hashlib.sha256(harm).hexdigest(), held)
    assert verify_bundle(bag).unchanged
    with _plain(household) as connection:
        connection.execute("UPDATE import_entry SET raw = replace(raw, '2 days', '9 days')")
        connection.commit()
    (one,) = bundle_of(household, tmp_path, name="less.zip")[0]["originals"]
    assert len(one["pieces"]) == 3


def _anew(bag, path, new, old, content=None):
    """Write extract and manifests of a changed bag anew, as somebody would who knows how they are made."""
    if content is not None:
        (bag / path).write_bytes(content)
    extract = bag / "data/extract.json"
    extract.write_bytes(extract.read_bytes().replace(f'"sha256":"{old}"'.encode(), f'"sha256":"{new}"'.encode()))
    made_anew(bag)


def test_a_whole_file_goes_in_only_where_it_is_named_and_what_it_holds_is_said(household, tmp_path):
    """Guard 13."""
    phone = tmp_path / "sms.xml"
    phone.write_text(few_numbers(), "utf-8")
    imports = Imports(household)
    imports.save(open_files([str(phone)]), Numbers(["+1 646 555 0142"]), imports.how())
    choice = Choice(whole_files=(phone,))
    extract, parts = bundle_of(household, tmp_path, choice)
    pieces, whole = extract["originals"]
    assert parts[whole["path"]] == phone.read_bytes()
    assert (whole["holds"], whole["file_sha256"]) == ({"entries": 66, "numbers": 4}, pieces["file_sha256"])
    assert extract["filters"]["whole_files"] == ["sms.xml"]
    notes = [note.id.format(**note.blanks) for note in prepare_bundle(household, choice, "en", TODAY).notes]
    assert any("66 messages and calls with 4 numbers" in note for note in notes)
    redacted, parts = bundle_of(household, tmp_path, choice._replace(redacted=True), name="redacted.zip")
    assert (redacted["originals"], [name for name in parts if "originals" in name]) == ([], [])
    phone.write_text(few_numbers() + " ", "utf-8")
    for path in (phone, tmp_path / "gone.xml", tmp_path):
        with pytest.raises(StoreError):
            prepare_bundle(household, Choice(whole_files=(path,)), "en", TODAY)
    phone.write_text(few_numbers(), "utf-8")
    prepared = prepare_bundle(household, choice, "en", TODAY)
    phone.write_text(few_numbers().replace("dinner", "supper"), "utf-8")
    with pytest.raises(StoreError, match="changed while"):
        write_bundle(household, prepared, tmp_path / "late.zip")
    assert not (tmp_path / "late.zip").exists()
