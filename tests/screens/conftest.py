"""The real app in a real window under Xvfb. Without one these tests are skipped, and say so."""

from datetime import UTC, datetime

import pytest

from planner.services.sample import fill_with_sample
from tests.window import Driver, NoScreen, prepare_kivy, start_screen
from ui.viewmodels.session import Session


class Clock:
    """The time of the test: by day in New York and in Shanghai."""

    now = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)

    def __call__(self):
        return self.now


@pytest.fixture(scope="session")
def screen():
    try:
        process = start_screen()
    except NoScreen as reason:
        pytest.skip(f"NO WINDOW TESTS: {reason}")
    prepare_kivy()
    yield
    if process is not None:
        process.terminate()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def drive(screen, tmp_path, clock):
    """Start the app: ``drive()`` on an empty store, ``drive(sample="en")`` on the sample household's debts."""
    made = []

    def start(*, sample="", size=(390, 844), folder=None, dial=None, **settings):
        session = Session(folder or tmp_path / "data", now=clock)
        if sample:
            fill_with_sample(session.household, sample, now=session.now())
            settings = {"language": sample, "welcomed": "yes", **settings}
        if settings:
            session.change_settings(**settings)
        from ui.app import AshoreApp

        driver = Driver(AshoreApp(tmp_path, session=session, dial=dial))
        made.append(driver)
        driver.resize(*size)
        return driver

    yield start
    for driver in made:
        driver.stop()
