"""A sitting on a real store, at a time of the test's choosing."""

from datetime import UTC, datetime

import pytest

from planner.services.sample import fill_with_sample
from ui.viewmodels.session import Session


class Clock:
    """The time of the test."""

    now = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def session(tmp_path, clock):
    opened = Session(tmp_path / "data", now=clock)
    yield opened
    opened.close()


@pytest.fixture
def household(session):
    """The same sitting with the sample household's debts as the person's own."""
    fill_with_sample(session.household, "en", now=session.now(), settings={"zone": "UTC"})
    session.refresh()
    return session
