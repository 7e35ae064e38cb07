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


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home of the test, so that files for the person go there."""
    folder = tmp_path / "家"
    (folder / "Documents").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    return folder / "Documents"


@pytest.fixture
def mine(session):
    """A list of one's own in mainland China: a card, an online loan, no budget yet."""
    session.protect(None)
    session.change_settings(welcomed="yes", country="CN", zone="Asia/Shanghai", currency="CNY", language="zh")
    session.household.add(
        {"name": "海湾卡", "creditor": "海湾银行", "balance": "14000", "kind": "card", "apr": "18"}, "CNY"
    )
    session.household.add({"name": "闪贷", "creditor": "闪贷", "balance": "9600", "kind": "online-loan"}, "CNY")
    session.refresh()
    return session
