"""No file and no file name in the data folder holds a word or figure of the household, in any encoding."""

import random
import re
from datetime import date

import pytest

from planner.money import to_major
from planner.services.backups import make_backup, restore
from planner.services.household import StoredPlan, open_household, open_saved_household
from planner.services.opening import key_for
from planner.services.sample import CURRENCY, fill_with_sample, sample_household
from planner.services.sample_log import sample_rows
from planner.store.connection import STORE_FILE
from planner.store.file_vault import FileVault
from tests.store.households import DAY, PASSPHRASE
from tests.store.test_old_stores import make_plain

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
EVERYDAY = {"bank", "card", "true", "none", "null", "other", "date", "name", "file", "keys", "salt", "lanes", "passes"}


def words_of(household, language):
    """Return what of a household must be found nowhere: names, words of four letters or two characters, figures."""
    words = {PASSPHRASE, "Nightingale Recovery", "a scanned letter", "987654", "57.31"}
    for debt in household.debts():
        texts = [debt.name, debt.creditor or "", *(holder.name for holder in debt.holders)]
        words |= {text for text in texts if text}
        words |= {word for text in texts for word in re.findall(r"[A-Za-z]{5,}|[\u4e00-\u9fff]{2,}", text)}
        amounts = [value for value in debt if type(value) is int and value >= 100_00]
        words |= {to_major(amount, debt.currency) for amount in amounts} | {str(amount) for amount in amounts}
    for what in ("debts", "contacts", "promises"):
        cells = {cell for row in sample_rows(what, language) for cell in row.values()}
        words |= {cell for cell in cells if len(cell) >= 6 or re.search("[\u4e00-\u9fff]{2}", cell)}
    return {word for word in words if word.lower() not in EVERYDAY and not re.fullmatch(r"\d{1,5}|[a-z_]+", word)}


def found_in(folder, words):
    """Return where any of ``words`` stands, in a file or in its name."""
    # Five bytes stand in a megabyte of ciphertext by chance too often, when hundreds of words are looked for.
    wanted = {form for word in words for encoding in ENCODINGS if len(form := word.encode(encoding, "ignore")) >= 6}
    pattern = re.compile(b"|".join(re.escape(form) for form in sorted(wanted, key=len, reverse=True)), re.IGNORECASE)
    found = []
    for path in folder.rglob("*"):
        held = str(path.relative_to(folder)).encode() + b"\0" + (path.read_bytes() if path.is_file() else b"")
        found += [(path.name, match.group()) for match in pattern.finditer(held)]
    return found


@pytest.mark.parametrize("protected", [None, PASSPHRASE])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_of_a_used_household_can_be_read_from_outside(tmp_path, language, protected):
    folder = tmp_path / "data"
    opened = key_for(folder, protected)
    household = open_household(folder, opened.key)
    fill_with_sample(household, language)
    words = words_of(household, language) | ({opened.code} if opened.code else set())
    debts = [debt for debt in household.debts() if debt.balance]
    household.pay(debts[0], "57.31", date(2026, 11, 1))
    household.edit(debts[1], {"collector": "Nightingale Recovery"})
    household.choose_plan(StoredPlan("custom", CURRENCY[language], 987654, None, DAY, tuple(debt.id for debt in debts)))
    household.keep_backup(DAY)
    FileVault(folder, opened.key).put(b"a scanned letter" * 9000)
    assert (folder / "main.db-wal").exists()
    assert found_in(folder, words) == []  # while it is open: the log and its index too
    undo = restore(folder, make_backup(folder, opened.key, folder)[0], DAY, opened.key).undo
    assert undo
    household.close()
    store = folder / STORE_FILE
    harmed = bytearray(store.read_bytes())
    harmed[random.Random(3).randrange(4096 * 3, len(harmed))] ^= 1
    store.write_bytes(harmed)
    open_saved_household(folder, opened.key).close()
    assert (folder / "saved.db").exists()
    assert found_in(folder, words) == []
    sample_household(folder / f"sample-{language}", language).close()
    assert found_in(folder, words) == []


def test_the_scan_finds_what_lies_open(tmp_path):
    folder = make_plain(tmp_path / "data", 3)
    found = {match for _, match in found_in(folder, {"Lakeside", "海湾银行", "Nightingale Recovery"})}
    assert found == {b"Lakeside", "海湾银行".encode(), b"Nightingale Recovery"}
    for encoding in ENCODINGS:
        (tmp_path / encoding).mkdir()
        (tmp_path / encoding / "x").write_bytes("..海湾银行..".encode(encoding))
        assert len(found_in(tmp_path / encoding, {"海湾银行"})) == 1
    (tmp_path / "n").mkdir()
    (tmp_path / "n" / "海湾银行.db").touch()
    assert found_in(tmp_path / "n", {"海湾银行"})


def test_the_words_that_are_looked_for_are_the_households(tmp_path):
    for language, some in (("en", 30), ("zh", 30)):
        folder = tmp_path / language
        household = sample_household(folder, language)
        words = words_of(household, language)
        household.close()
        assert len(words) >= some
        assert all(len(word) >= 2 for word in words)
