"""Numbered steps from an empty file to today's tables; each runs in one transaction with its record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

_MONEY_OF_A_DEBT = (
    "balance principal interest fees penalties arrears to_bring_current to_close last_offer minimum minimum_floor"
).split()

Statement = str | Callable[[Any], None]
"""What a migration does: a statement of SQL, or work on a plain connection that SQL alone cannot do."""


def _seal_as_found(connection: Any) -> None:
    from planner.store.chain import seal_as_found  # most openings migrate nothing, and wait for the first frame

    seal_as_found(connection)


MIGRATIONS: list[tuple[str, list[Statement]]] = [
    (
        "creditors, debts, payments, plans",
        [
            "CREATE TABLE creditor (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
            "CREATE TABLE debt (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, "
            "creditor_id INTEGER REFERENCES creditor(id), kind TEXT NOT NULL, currency TEXT NOT NULL, "
            + ", ".join(f"{column} BIGINT" for column in _MONEY_OF_A_DEBT)
            + ", apr TEXT, minimum_percent TEXT, minimum_plus TEXT, minimum_of TEXT, term_months INTEGER, "
            "due_day INTEGER, days_past_due INTEGER, account_tail TEXT, liable TEXT, "
            "disputed BOOLEAN NOT NULL, priority BOOLEAN NOT NULL, own_order INTEGER, version INTEGER NOT NULL)",
            "CREATE TABLE rate_step (id INTEGER PRIMARY KEY, debt_id INTEGER NOT NULL REFERENCES debt(id), "
            "from_on DATE NOT NULL, apr TEXT NOT NULL)",
            "CREATE TABLE holder (id INTEGER PRIMARY KEY, debt_id INTEGER NOT NULL REFERENCES debt(id), "
            "name TEXT NOT NULL, role TEXT, from_on DATE, until_on DATE)",
            "CREATE TABLE payment (id INTEGER PRIMARY KEY, debt_id INTEGER NOT NULL REFERENCES debt(id), "
            "amount BIGINT NOT NULL, paid_on DATE NOT NULL, made_at TEXT NOT NULL)",
            'CREATE TABLE "plan" (id INTEGER PRIMARY KEY, strategy TEXT NOT NULL, currency TEXT NOT NULL, '
            "budget BIGINT, extra BIGINT, start_on DATE NOT NULL, debt_order TEXT NOT NULL, made_at TEXT NOT NULL)",
            "CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
        ],
    ),
    (
        "what a payment took off the balance, so that taking it back never adds what was not taken",
        ["ALTER TABLE payment ADD COLUMN taken_off BIGINT", "UPDATE payment SET taken_off = amount"],
    ),
    (
        "what a payment took off the overdue part and off the amount to bring it current; earlier ones took nothing",
        [
            f"ALTER TABLE payment ADD COLUMN {column} BIGINT NOT NULL DEFAULT 0"
            for column in ("off_arrears", "off_to_bring_current")
        ],
    ),
    (
        "the contact log: versions that are only added to, and where the newest of each entry is",
        [
            "CREATE TABLE log_version (seq INTEGER PRIMARY KEY AUTOINCREMENT, entry INTEGER NOT NULL, "
            "version INTEGER NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL, written_at TEXT NOT NULL, "
            "UNIQUE (entry, version))",
            "CREATE TABLE log_head (entry INTEGER PRIMARY KEY, seq INTEGER NOT NULL REFERENCES log_version(seq), "
            "kind TEXT NOT NULL, day DATE NOT NULL, at TEXT NOT NULL, collector TEXT NOT NULL, withdrawn BOOLEAN NOT NULL)",
            "CREATE INDEX log_by_day ON log_head (kind, day)",
            "CREATE INDEX log_by_collector ON log_head (collector)",
        ],
    ),
    (
        "since when a debt was not paid",
        ["ALTER TABLE debt ADD COLUMN due_since DATE"],
    ),
    (
        "the seal of the log: a chain of its versions and the head of it; files kept once each, and what belongs to an entry",
        [
            "CREATE TABLE seal_link (number INTEGER PRIMARY KEY, seq INTEGER NOT NULL UNIQUE REFERENCES log_version(seq), "
            "withdrawn BOOLEAN NOT NULL, found_on TEXT, salt TEXT NOT NULL, leaf TEXT NOT NULL, link TEXT NOT NULL)",
            "CREATE TABLE seal_head (id INTEGER PRIMARY KEY, count INTEGER NOT NULL, link TEXT NOT NULL, "
            "apart BOOLEAN NOT NULL)",
            "CREATE TABLE kept_file (digest TEXT PRIMARY KEY, sha512 TEXT NOT NULL, name TEXT NOT NULL UNIQUE, "
            "size BIGINT NOT NULL, media TEXT NOT NULL)",
            "ALTER TABLE log_head ADD COLUMN of_entry INTEGER",
            "CREATE INDEX log_by_entry ON log_head (of_entry) WHERE of_entry IS NOT NULL",
            _seal_as_found,
        ],
    ),
    (
        "files that were read in, and the piece of a file that an entry rests on",
        [
            "CREATE TABLE import_batch (id INTEGER PRIMARY KEY AUTOINCREMENT, format TEXT NOT NULL, name TEXT NOT NULL, "
            "sha256 TEXT NOT NULL, size BIGINT NOT NULL, zone TEXT NOT NULL, chosen TEXT NOT NULL, made_at TEXT NOT NULL, "
            "read INTEGER NOT NULL, added INTEGER NOT NULL, duplicates INTEGER NOT NULL, skipped INTEGER NOT NULL, "
            "undone_at TEXT)",
            "CREATE TABLE import_entry (entry INTEGER PRIMARY KEY, batch INTEGER NOT NULL REFERENCES import_batch(id), "
            "identity TEXT NOT NULL, place TEXT NOT NULL, raw TEXT NOT NULL)",
            "CREATE INDEX import_by_batch ON import_entry (batch)",
        ],
    ),
    (
        "the rarer terms of a debt: how days make interest, fees, deadlines, pauses, accounts, offers to settle",
        [
            *(
                f"ALTER TABLE debt ADD COLUMN {column}"
                for column in (
                    "day_count TEXT, fee_percent TEXT, early_fees TEXT, deferred_until DATE, deferred_apr TEXT, "
                    "interest_waived_until DATE, account_fee BIGINT, late_fee BIGINT, late_percent TEXT, "
                    "grace_days INTEGER, penalty_apr TEXT, credit_limit BIGINT, pause_from DATE, pause_until DATE, "
                    "account TEXT, allocation TEXT, secured BOOLEAN NOT NULL DEFAULT 0, settlement_amount BIGINT, "
                    "settlement_until DATE"
                ).split(", ")
            ),
        ],
    ),
    (
        "what a chosen plan was made of, so that a date that moved can be explained",
        ['ALTER TABLE "plan" ADD COLUMN made_of TEXT'],
    ),
    (
        "since when a debt is late: its oldest due day that was not paid, apart from the last one",
        ["ALTER TABLE debt ADD COLUMN late_since DATE"],
    ),
]


def version_of(connection: Any) -> int:
    """Return the number of the last migration that ran on a DB-API ``connection``; 0 for an empty file."""
    tables = connection.execute("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'migration'")
    if not tables.fetchone()[0]:
        return 0
    return int(connection.execute("SELECT coalesce(max(number), 0) FROM migration").fetchone()[0])


def migrate(connection: Any, last: int = len(MIGRATIONS)) -> None:
    """Bring a DB-API ``connection`` (in autocommit mode) up to today's tables, or those of the migration ``last``.

    The version is read again under the write lock, so that two programs starting at once do not both migrate.
    """
    while version_of(connection) < last:
        connection.execute("BEGIN IMMEDIATE")
        try:
            number = version_of(connection) + 1
            if number <= last:
                name, statements = MIGRATIONS[number - 1]
                connection.execute(
                    "CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, done_at TEXT NOT NULL)"
                )
                for statement in statements:
                    if callable(statement):
                        statement(connection)
                    else:
                        connection.execute(statement)
                now = datetime.now(UTC).isoformat()
                connection.execute("INSERT INTO migration VALUES (?, ?, ?)", (number, name, now))
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:  # a full disk ends it by itself
                connection.execute("ROLLBACK")
            raise
