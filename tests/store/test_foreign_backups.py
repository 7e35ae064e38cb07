"""A backup may come from anywhere: only rows are taken from it, and it leads nowhere."""

import hashlib
import json
import os
import zipfile

import pytest

from planner.errors import DamagedStore, StoreError
from planner.services.backups import make_backup, preview, restore
from planner.services.opening import Protection, protection_of
from planner.store import archive_reader
from planner.store.backup import DAILY, keep_backup
from planner.store.connection import STORE_FILE, Connector
from planner.store.keys import device_keys, wrapped_keys, write_keys
from planner.store.migrations import migrate
from planner.store.seal import seal_of
from tests.store.households import CODE, DAY, EFFORT, KEY, PASSPHRASE, stored
from tests.store.test_old_stores import expected, make_encrypted, rows_of

WRONG = "four small boats"


@pytest.fixture
def taken(folder, tmp_path):
    """A backup that was taken away."""
    (out,) = make_backup(folder, KEY, tmp_path / "taken.bin")
    return out


@pytest.fixture
def new(tmp_path):
    """A device that holds nothing yet."""
    return tmp_path / "new" / "data"


def forged(path, key, rows=(), keys=None, store=None, **parts):
    """Write a backup as somebody would who knows how."""
    with zipfile.ZipFile(path, "w") as archive:
        draft = path.with_name("forged.db")
        connection = Connector(path.parent, key, path=draft, make=True)()
        connection.isolation_level = None
        migrate(connection)
        for row in rows:
            connection.execute(row)
        connection.close()
        held = {"store.db": store or draft.read_bytes(), **parts}
        if keys is not None:
            held["keys.json"] = write_keys(keys)
        for name, content in held.items():
            archive.writestr(name, content)
        archive.writestr("seal.json", seal_of(key, {n: hashlib.sha256(c).hexdigest() for n, c in held.items()}))
    draft.unlink()
    return path


def test_only_rows_are_taken_not_triggers_views_or_tables(folder, tmp_path, new):
    extra = [
        "INSERT INTO debt (id, name, kind, currency, disputed, priority, version) VALUES (1, 'x', 'card', 'USD', 0, 0, 1)",
        "CREATE TRIGGER t AFTER INSERT ON payment BEGIN DELETE FROM debt; END",
        "CREATE TABLE other (a)",
        "DROP TABLE setting",
        "CREATE VIEW setting AS SELECT 'currency' AS key, 'EUR' AS value",
    ]
    out = forged(tmp_path / "out.bin", bytes(32), extra, wrapped_keys(bytes(32), WRONG, CODE, EFFORT))
    restore(new, out, DAY, None, WRONG)
    connection = Connector(new, bytes(32))()
    kinds = connection.execute(
        "SELECT type, name FROM sqlite_master WHERE name IN ('t', 'other', 'setting')"
    ).fetchall()
    connection.close()
    assert kinds == [("table", "setting")]
    assert [debt.name for debt in stored(new, bytes(32))[0]] == ["x"]


def test_a_backup_that_brings_an_open_key_in_itself_is_refused(tmp_path, new):
    out = forged(tmp_path / "out.bin", bytes(32), keys=device_keys(bytes(32)))
    with pytest.raises(DamagedStore):
        restore(new, out, DAY)
    assert protection_of(new) is Protection.NOTHING_YET


def test_names_in_a_backup_lead_nowhere_else(tmp_path, new):
    keys = wrapped_keys(bytes(32), WRONG, CODE, EFFORT)
    outside = dict.fromkeys(("files/../../../escaped", "files/..", "/escaped", "files/escaped"), b"x")
    out = forged(tmp_path / "out.bin", bytes(32), keys=keys, **outside)
    restore(new, out, DAY, None, WRONG)
    assert not [path for path in tmp_path.rglob("*") if "escaped" in path.name]


def test_keys_that_were_swapped_in_a_backup_are_found(folder, taken, new):
    """Else a code that was never the person's would be brought along."""
    held = {}
    with zipfile.ZipFile(taken) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    keys = archive_reader.open_archive(taken).keys
    held["keys.json"] = write_keys(keys._replace(recovery=wrapped_keys(bytes(32), WRONG, CODE, EFFORT).recovery))
    with zipfile.ZipFile(taken, "w") as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    with pytest.raises(DamagedStore):
        restore(new, taken, DAY, None, PASSPHRASE)


def test_a_zip_that_grows_is_refused(tmp_path, new):
    out = tmp_path / "bomb.bin"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("keys.json", bytes(10_000_000))
        archive.writestr("seal.json", json.dumps({"parts": "x" * 10_000_000}))
    with pytest.raises(DamagedStore):
        restore(new, out, DAY, None, PASSPHRASE)


def test_a_backup_from_a_newer_ashore_changes_nothing(folder, tmp_path):
    newer = forged(tmp_path / "newer.bin", KEY, ["INSERT INTO migration VALUES (99, 'later', '')"])
    then = stored(folder)
    with pytest.raises(StoreError, match="newer Ashore"):
        restore(folder, newer, DAY, KEY)
    assert stored(folder) == then


@pytest.mark.parametrize("path", ["nothing.bin", "folder", "text.db", "empty.db", "empty.bin", "list.csv"])
def test_what_is_no_backup_is_told_in_a_sentence(folder, tmp_path, path):
    (tmp_path / "folder").mkdir()
    for name, content in {
        "text.db": b"x" * 9000,
        "empty.db": b"",
        "empty.bin": b"",
        "list.csv": b"name,balance",
    }.items():
        (tmp_path / name).write_bytes(content)
    for key in (KEY, None):
        with pytest.raises(StoreError):
            preview(folder if key else tmp_path / "new", tmp_path / path, key, PASSPHRASE)


def test_an_older_backup_gets_todays_tables(folder, tmp_path):
    kept = keep_backup(make_encrypted(tmp_path / "older", 1), KEY, DAILY, DAY)
    assert preview(folder, kept.path, KEY).debts_come == ("海湾信用卡 龑",)
    restore(folder, kept.path, DAY, KEY)
    assert rows_of(folder / STORE_FILE)["payment"] == expected(1)["payment"]
    assert len(stored(folder)[0]) == 3


def test_a_restore_keeps_the_modes_of_the_folder(folder, taken, new):
    restore(new, taken, DAY, None, PASSPHRASE)
    for path in new.rglob("*"):
        assert os.stat(path).st_mode & 0o77 == 0, path
