"""The store keeps what it is given, digit for digit, and says in a sentence why it cannot be opened."""

import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from planner.errors import StoreError
from planner.model.debt import Creditor, Debt, Payment, RateStep
from planner.store.connection import STORE_FILE
from planner.store.database import open_store, writing
from planner.store.debts import read, remove_payment
from planner.store.glance import read_setting
from planner.store.migrations import MIGRATIONS
from planner.store.reads import read_debts, read_payments

TOP = Path(__file__).parent.parent.parent


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path)
    yield opened
    opened.close()


def test_money_rates_days_and_instants_come_back_exactly(store):
    made_at = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    with Session(store.engine) as session:
        session.add(Creditor(id=1, name="O'Neil & 龑"))
        session.flush()
        session.add(Debt(id=1, name="龑的卡", creditor_id=1, currency="CNY", balance=10**14 + 1, apr=Decimal("18.250")))
        session.flush()
        session.add(RateStep(debt_id=1, from_on=date(2028, 2, 29), apr=Decimal("0.1")))
        session.add(Payment(debt_id=1, amount=1, paid_on=date(2026, 2, 28), made_at=made_at))
        session.commit()
    with Session(store.engine) as session:
        debt = session.exec(select(Debt)).one()
        assert (debt.balance, str(debt.apr), debt.minimum) == (10**14 + 1, "18.250", None)
        assert session.exec(select(RateStep)).one().apr == Decimal("0.1")
        assert session.exec(select(Payment)).one().made_at == made_at


def test_the_store_is_written_through_and_holds_its_references(store):
    with store.engine.connect() as connection:
        read = [
            connection.execute(text(f"PRAGMA {p}")).scalar() for p in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert read == ["wal", 2, 1]
    with Session(store.engine) as session:
        session.add(Debt(name="x", currency="USD", creditor_id=99))
        with pytest.raises(IntegrityError):
            session.commit()


def test_an_instant_without_a_zone_is_refused(store):
    with Session(store.engine) as session:
        session.add(Debt(id=1, name="x", currency="USD"))
        session.flush()
        session.add(Payment(debt_id=1, amount=1, paid_on=date(2026, 1, 1), made_at=datetime(2026, 1, 1)))
        with pytest.raises(Exception, match="time zone"):
            session.commit()


def test_opening_again_migrates_nothing_twice(tmp_path):
    open_store(tmp_path).close()
    open_store(tmp_path).close()
    with sqlite3.connect(tmp_path / STORE_FILE) as connection:
        numbers = [number for (number,) in connection.execute("SELECT number FROM migration")]
    assert numbers == [*range(1, len(MIGRATIONS) + 1)]


def test_a_payment_of_an_older_store_can_still_be_taken_back(tmp_path):
    with sqlite3.connect(tmp_path / STORE_FILE) as older:
        for name, statements in MIGRATIONS[:2]:
            older.execute("CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT, done_at TEXT)")
            older.execute("INSERT INTO migration (name, done_at) VALUES (?, '')", (name,))
            for statement in statements:
                older.execute(statement)
        older.execute(
            "INSERT INTO debt (id, name, kind, currency, balance, arrears, disputed, priority, version) "
            "VALUES (1, 'card', 'card', 'USD', 7000, 5000, 0, 0, 1)"
        )
        older.execute("INSERT INTO payment VALUES (1, 1, 3000, '2026-01-01', '2026-01-01T10:00:00+00:00', 3000)")
    older.close()
    store = open_store(tmp_path)
    (paid,) = read(store, read_payments)
    assert (paid.taken_off, paid.off_arrears, paid.off_to_bring_current) == (3000, 0, 0)
    remove_payment(store, paid.id)
    (debt,) = read(store, read_debts)
    assert (debt.balance, debt.arrears) == (10000, 5000)
    store.close()


def test_with_a_key_nothing_can_be_read_without_it(tmp_path):
    key = bytes(range(32))
    store = open_store(tmp_path, key=key)
    with Session(store.engine) as session:
        session.add(Debt(name="a very private debt", currency="USD"))
        session.commit()
    store.close()
    assert b"private" not in b"".join(file.read_bytes() for file in tmp_path.iterdir())
    for wrong in (None, bytes(32)):
        with pytest.raises(StoreError, match="cannot be read"):
            open_store(tmp_path, key=wrong)
    again = open_store(tmp_path, key=key)
    with Session(again.engine) as session:
        assert session.exec(select(Debt)).one().name == "a very private debt"
    again.close()


def test_a_file_that_is_not_a_database_is_left_as_it_is(tmp_path):
    (tmp_path / STORE_FILE).write_bytes(b"not a database at all" * 100)
    with pytest.raises(StoreError, match="cannot be read"):
        open_store(tmp_path)
    assert (tmp_path / STORE_FILE).read_bytes() == b"not a database at all" * 100


def test_a_store_of_a_newer_version_is_refused_kindly(tmp_path):
    open_store(tmp_path).close()
    with sqlite3.connect(tmp_path / STORE_FILE) as connection:
        connection.execute("INSERT INTO migration VALUES (99, 'later', '')")
    with pytest.raises(StoreError, match="newer"):
        open_store(tmp_path)


def test_a_store_locked_by_another_program_says_so(tmp_path):
    store = open_store(tmp_path, timeout=0.1)
    other = sqlite3.connect(tmp_path / STORE_FILE, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreError, match="Another program"), writing(store) as session:
        session.add(Creditor(name="x"))
    other.close()
    store.close()


def test_a_setting_is_read_without_the_database_layer(tmp_path, store):
    assert read_setting(tmp_path, "currency") is None
    with store.engine.begin() as connection:
        connection.execute(text("INSERT INTO setting VALUES ('currency', 'GBP')"))
    assert read_setting(tmp_path, "currency") == "GBP"


# Everything is loaded, and one store opened, before root becomes an ordinary user who may not read this Python.
READ_IT = """
import os, sys, tempfile
from pathlib import Path
from sqlmodel import Session, select
from planner.model.debt import Debt
from planner.store.database import open_store, writing

def read(folder):
    store = open_store(Path(folder))
    with Session(store.engine) as session:
        names = [debt.name for debt in session.exec(select(Debt))]
    store.close()
    return store, names

with tempfile.TemporaryDirectory() as elsewhere:
    read(elsewhere)
if os.getuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
store, names = read(sys.argv[1])
print(store.read_only, store.notice.id, *names)
"""


@pytest.mark.skipif(not hasattr(os, "setuid"), reason="modes work otherwise on this system")
def test_a_store_that_can_only_be_read_opens_and_says_so():
    # Not under pytest's own folder: an ordinary user may not enter that.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = open_store(folder)
        with Session(store.engine) as session:
            session.add(Debt(name="card", currency="USD"))
            session.commit()
        store.close()
        os.chmod(folder / STORE_FILE, stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
        os.chmod(folder, 0o555)
        try:
            child = subprocess.run([sys.executable, "-c", READ_IT, name], cwd=TOP, capture_output=True, text=True)
        finally:
            os.chmod(folder, 0o755)
        assert child.stdout.startswith("True The store can only be read here"), child.stderr
        assert child.stdout.strip().endswith("card")
