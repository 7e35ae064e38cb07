"""The store of a helper's caseload: a file and a vault of its own in a folder of its own, under a key of its own.

The key is made from that of the list in the same data folder, so that both open and lock together. Everything goes through
``CaseStore``, whose methods take and give frozen values: a store on a server may stand in its place. A change names the
version that was read, and fails where another helper was first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from planner.errors import DamagedStore, StoreError, Text
from planner.model.case import Case, CaseFile, CaseNote
from planner.store.connection import STORE_FILE, Connector, sentence_for
from planner.store.file_vault import FileVault
from planner.store.files import discard, empty_draft, make_folder, publish, sync_file, unusable_folder
from planner.store.keys import derived_key
from planner.store.migrating import migrate

CASELOAD = "caseload"
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE person (id INTEGER PRIMARY KEY AUTOINCREMENT, alias TEXT NOT NULL, name TEXT NOT NULL, "
        "state TEXT NOT NULL, state_since DATE, review_on DATE, deadline_on DATE, delete_by DATE, keep_until DATE, "
        "flags INTEGER NOT NULL, offers_open INTEGER NOT NULL, owed BIGINT, left_over BIGINT, currency TEXT NOT NULL, "
        "kinds TEXT NOT NULL, words TEXT NOT NULL, share TEXT NOT NULL, code TEXT NOT NULL, made_on DATE, "
        "version INTEGER NOT NULL)",
        "CREATE INDEX person_by_review ON person (review_on IS NULL, review_on, id)",
        "CREATE TABLE file (id INTEGER PRIMARY KEY AUTOINCREMENT, person INTEGER NOT NULL REFERENCES person(id), "
        "kind TEXT NOT NULL, mark TEXT NOT NULL UNIQUE, made_on DATE NOT NULL, at TEXT NOT NULL, kept TEXT NOT NULL, "
        "sha256 TEXT NOT NULL)",
        "CREATE INDEX file_by_person ON file (person)",
        "CREATE TABLE note (id INTEGER PRIMARY KEY AUTOINCREMENT, person INTEGER NOT NULL REFERENCES person(id), "
        "at TEXT NOT NULL, words TEXT NOT NULL)",
        "CREATE INDEX note_by_person ON note (person)",
        "CREATE TABLE draft (person INTEGER PRIMARY KEY REFERENCES person(id), body TEXT NOT NULL, "
        "version INTEGER NOT NULL)",
    ),
)
"""Numbered steps to today's tables."""
_NEWER = Text("This caseload was made by a newer Ashore. Please update it; nothing was changed.")
_AHEAD = 2
_FIELDS = tuple(Case._fields)
_DAYS = frozenset({"state_since", "review_on", "deadline_on", "delete_by", "keep_until", "made_on"})


class Page(NamedTuple):
    """A page of a caseload: its rows, how many there are in all under this filter, and how many under each filter."""

    rows: tuple[Case, ...]
    found: int
    counts: dict[str, int]


class ChangedMeanwhile(StoreError):
    """Somebody else changed a case since it was read."""

    def __init__(self) -> None:
        super().__init__(
            Text("This case was changed in another window meanwhile. Look at it again; nothing was overwritten.")
        )


class CaseStore:
    """The embedded store, in a folder beside the list whose ``key`` is given."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self.folder = folder / CASELOAD
        self.key = derived_key(key, "caseload")
        self.vault = FileVault(self.folder, self.key)

    def page(self, filters: dict[str, tuple[str, tuple[Any, ...]]], chosen: str, search: str, first: int, count: int, today: date) -> Page:  # fmt: skip
        """Return ``count`` cases from ``first`` on, by the nearer of the next review and a deadline that is still to come.

        A deadline stands two days before its day: something is to be done by then, while a review may wait.
        ``filters``: name -> (condition of SQL, its values), ``chosen`` one of them; ``search``: words that all must be there.
        """
        where, given = filters[chosen]
        for word in search.casefold().split():
            where += " AND (instr(words, ?) > 0)"
            given = (*given, word)
        columns, due = ", ".join(_FIELDS), f"date(deadline_on, '-{_AHEAD} days')"
        with self._connected() as connection:
            sums = ", ".join(f"sum({condition})" for condition, _ in filters.values())
            values = [value for _, some in filters.values() for value in some]
            counts = connection.execute(f"SELECT {sums} FROM person", values).fetchone()
            found = connection.execute(f"SELECT count(*) FROM person WHERE {where}", given).fetchone()[0]
            rows = connection.execute(
                f"SELECT {columns}, CASE WHEN deadline_on >= ? AND (review_on IS NULL OR {due} < review_on) "
                f"THEN {due} ELSE review_on END AS next_on FROM person WHERE {where} "
                "ORDER BY next_on IS NULL, next_on, id LIMIT ? OFFSET ?",
                (today.isoformat(), *given, count, first),
            ).fetchall()
        return Page(
            tuple(_case(row[:-1]) for row in rows),
            found,
            {name: one or 0 for name, one in zip(filters, counts, strict=True)},
        )

    def all(self) -> list[Case]:
        """Return every case, in the order they came."""
        with self._connected() as connection:
            return [_case(row) for row in connection.execute(f"SELECT {', '.join(_FIELDS)} FROM person ORDER BY id")]

    def find(self, number: int) -> Case | None:
        """Return the case of this number."""
        with self._connected() as connection:
            row = connection.execute(f"SELECT {', '.join(_FIELDS)} FROM person WHERE id = ?", (number,)).fetchone()
        return None if row is None else _case(row)

    def of_share(self, mark: str) -> Case | None:
        """Return the case to which a share belongs that came before."""
        with self._connected() as connection:
            row = connection.execute("SELECT person FROM file WHERE mark = ?", (mark,)).fetchone()
        return None if row is None else self.find(row[0])

    def of_code(self, code: str) -> Case | None:
        """Return the case whose reviews go to this code: the same list of debts, whatever file of it."""
        with self._connected() as connection:
            row = connection.execute("SELECT id FROM person WHERE code = ? ORDER BY id LIMIT 1", (code,)).fetchone()
        return None if row is None else self.find(row[0])

    def add(self, cases: Sequence[Case]) -> list[int]:
        """Store new cases, all or none; return their numbers."""
        with self._writing() as connection:
            return [_insert(connection, case) for case in cases]

    def change(self, case: Case) -> Case:
        """Store a case over the version that was read; raises ``ChangedMeanwhile``."""
        with self._writing() as connection:
            _update(connection, case)
        return case._replace(version=case.version + 1)

    def take_in(self, case: Case, file: CaseFile) -> int:
        """Store a file that came, with the case as it is then: a new one, or one that was read; return its number."""
        with self._writing() as connection:
            number = case.id
            if number is None:
                number = _insert(connection, case)
            else:
                _update(connection, case)
            _put_file(connection, number, file)
        return number

    def take_over(self, case: Case, files: Sequence[CaseFile], notes: Sequence[CaseNote], draft: str) -> int:
        """Store a case of another caseload with all that is with it, whole or not at all; return its number here."""
        with self._writing() as connection:
            number = _insert(connection, case)
            for file in files:
                _put_file(connection, number, file)
            for note in notes:
                connection.execute(
                    "INSERT INTO note (person, at, words) VALUES (?, ?, ?)", (number, note.at, note.words)
                )
            if draft:
                connection.execute("INSERT INTO draft VALUES (?, ?, 1)", (number, draft))
        return number

    def put_file(self, number: int, file: CaseFile) -> None:
        """Store a file that went."""
        with self._writing() as connection:
            _put_file(connection, number, file)

    def files(self, number: int) -> list[CaseFile]:
        """Return the files of a case, the oldest first."""
        with self._connected() as connection:
            rows = connection.execute(
                "SELECT id, kind, mark, made_on, at, kept, sha256 FROM file WHERE person = ? ORDER BY id", (number,)
            ).fetchall()
        return [
            CaseFile(id_, kind, mark, date.fromisoformat(made_on), at, kept, sha256)
            for id_, kind, mark, made_on, at, kept, sha256 in rows
        ]

    def notes(self, number: int) -> list[CaseNote]:
        """Return the helper's notes on a case, the newest first."""
        with self._connected() as connection:
            rows = connection.execute("SELECT id, at, words FROM note WHERE person = ? ORDER BY id DESC", (number,))
            return [CaseNote(*row) for row in rows]

    def add_note(self, number: int, at: str, words: str) -> None:
        """Store a note."""
        with self._writing() as connection:
            connection.execute("INSERT INTO note (person, at, words) VALUES (?, ?, ?)", (number, at, words))

    def draft(self, number: int) -> tuple[str, int]:
        """Return the review that is being written for a case, and its version; ("", 0) where there is none."""
        with self._connected() as connection:
            row = connection.execute("SELECT body, version FROM draft WHERE person = ?", (number,)).fetchone()
        return ("", 0) if row is None else (row[0], row[1])

    def put_draft(self, number: int, body: str, of_version: int) -> None:
        """Store the review that is being written; raises ``ChangedMeanwhile``."""
        with self._writing() as connection:
            row = connection.execute("SELECT version FROM draft WHERE person = ?", (number,)).fetchone()
            if (0 if row is None else row[0]) != of_version:
                raise ChangedMeanwhile
            connection.execute("INSERT OR REPLACE INTO draft VALUES (?, ?, ?)", (number, body, of_version + 1))

    def remove(self, number: int) -> None:
        """Remove a case with its files, notes and draft."""
        kept = [file.kept for file in self.files(number)]
        with self._writing() as connection:
            for table in ("draft", "note", "file"):
                connection.execute(f"DELETE FROM {table} WHERE person = ?", (number,))
            connection.execute("DELETE FROM person WHERE id = ?", (number,))
        for name in kept:
            self.vault.remove(name)

    @contextmanager
    def _writing(self) -> Iterator[Any]:
        with self._connected() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _connected(self) -> Iterator[Any]:
        self._make()
        connector = Connector(self.folder, self.key)
        try:
            with closing(connector()) as connection:
                migrate(connection, MIGRATIONS, _NEWER)
                yield connection
        except connector.driver.DatabaseError as error:
            sentence = sentence_for(error)
            raise _damaged() if isinstance(sentence, DamagedStore) else sentence from None

    def _make(self) -> None:
        """Make the store, whole or not at all; one that is there stays."""
        if (self.folder / STORE_FILE).exists():
            return
        draft = None
        try:
            make_folder(self.folder)
            connector = Connector(self.folder, self.key, make=True)
            draft = connector.path = empty_draft(self.folder / STORE_FILE)
            with closing(connector()) as connection:
                migrate(connection, MIGRATIONS, _NEWER)
            sync_file(draft)
            publish(draft, self.folder / STORE_FILE)
        except FileExistsError:
            pass  # another program made it just now
        except OSError:
            raise unusable_folder(self.folder) from None
        finally:
            if draft is not None:
                discard(draft)


def _insert(connection: Any, case: Case) -> int:
    columns = [name for name in _FIELDS if name != "id"]
    done = connection.execute(
        f"INSERT INTO person ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
        [_cell(getattr(case, name)) for name in columns],
    )
    return int(done.lastrowid)


def _update(connection: Any, case: Case) -> None:
    columns = [name for name in _FIELDS if name not in ("id", "version")]
    done = connection.execute(
        f"UPDATE person SET {', '.join(f'{name} = ?' for name in columns)}, version = version + 1 "
        "WHERE id = ? AND version = ?",
        [*(_cell(getattr(case, name)) for name in columns), case.id, case.version],
    )
    if done.rowcount != 1:
        raise ChangedMeanwhile


def _put_file(connection: Any, number: int, file: CaseFile) -> None:
    connection.execute(
        "INSERT INTO file (person, kind, mark, made_on, at, kept, sha256) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (number, file.kind, file.mark, file.made_on.isoformat(), file.at, file.kept, file.sha256),
    )


def _case(row: Sequence[Any]) -> Case:
    values = dict(zip(_FIELDS, row, strict=True))
    for name in _DAYS:
        values[name] = date.fromisoformat(values[name]) if values[name] else None
    return Case(**values)


def _cell(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _damaged() -> DamagedStore:
    return DamagedStore(
        Text("The caseload cannot be read: its file is damaged, or its key is another. Your own list is not touched.")
    )
