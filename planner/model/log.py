"""The contact log: entries are written once and never changed; a correction is another version beside the first."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from planner.model.columns import Instant


class LogVersion(SQLModel, table=True):
    """One version of an entry, in the order of writing. ``body`` is its facts in canonical form."""

    __tablename__ = "log_version"

    seq: int | None = Field(default=None, primary_key=True)
    entry: int
    version: int
    kind: str
    body: str
    written_at: datetime = Field(sa_type=Instant)


class LogHead(SQLModel, table=True):
    """Where the newest version of an entry is, and what it is looked up by. Made from the versions; holds nothing of its own."""

    __tablename__ = "log_head"

    entry: int = Field(primary_key=True)
    seq: int
    kind: str
    day: date
    at: str
    collector: str
    withdrawn: bool = False
    of_entry: int | None = None
