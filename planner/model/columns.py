"""Exact column types: money as integers, rates as decimal text, instants as text with their offset."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Text
from sqlalchemy.types import TypeDecorator

Money = BigInteger
"""Minor units of the row's currency."""


class Rate(TypeDecorator[Decimal]):
    """A rate in per cent a year, stored as text: SQLite would turn a bare ``Decimal`` into a binary float."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Any) -> str | None:
        """Write the rate without an exponent."""
        return None if value is None else f"{value:f}"

    def process_result_value(self, value: str | None, dialect: Any) -> Decimal | None:
        """Read the rate back, digit for digit."""
        return None if value is None else Decimal(value)


class Instant(TypeDecorator[datetime]):
    """A moment with its offset, stored as ISO 8601 text; a time without a zone is refused."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> str | None:
        """Write the moment with its offset."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored instant needs a time zone")
        return value.isoformat()

    def process_result_value(self, value: str | None, dialect: Any) -> datetime | None:
        """Read the moment with its offset."""
        return None if value is None else datetime.fromisoformat(value)
