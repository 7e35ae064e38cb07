"""Bringing one of the smaller stores (check-ins, a caseload) up to today's tables, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planner.errors import StoreError, Text


def migrate(connection: Any, steps: Sequence[Sequence[str]], newer: Text) -> None:
    """Run the ``steps`` (statements each) that this file has not seen; ``user_version`` is the number of the last that ran.

    Each is done whole or not at all, also where two processes begin at once. What is removed later leaves nothing in the
    pages of the file. Raises ``StoreError`` with ``newer`` where the file has seen more steps than there are.
    """
    connection.isolation_level = None
    connection.execute("PRAGMA secure_delete = ON")
    while (last := _version(connection)) != len(steps):
        if last > len(steps):
            raise StoreError(newer)
        connection.execute("BEGIN IMMEDIATE")
        try:
            if _version(connection) == last:
                for statement in steps[last]:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {last + 1}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _version(connection: Any) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
