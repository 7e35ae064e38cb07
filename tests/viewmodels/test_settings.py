"""Settings: each choice holds at once and at the next sitting, and brings along only what was not chosen."""

from datetime import UTC, datetime

import pytest

from planner.money import CURRENCIES
from planner.services.places import COUNTRIES, PARTS
from ui.viewmodels.session import Session
from ui.viewmodels.settings import SettingsViewModel
from ui.viewmodels.today import TodayViewModel


@pytest.fixture
def session(session):
    """A sitting on a list of one's own, kept by a key on this device."""
    session.protect(None)
    return session


def next_sitting(session):
    return Session(session.own_folder, now=session.now)


def test_everything_has_a_usual_choice_before_anything_is_chosen(session):
    state = SettingsViewModel(session).state()
    assert (state.language, state.country, state.part, state.zone) == ("en", "", "", "")
    assert (state.currency, state.theme, state.text_size, state.reduced_motion) == ("USD", "light", 1.0, False)
    assert dict(state.countries).keys() == COUNTRIES.keys()
    assert dict(state.currencies).keys() == CURRENCIES
    assert state.parts == ()


def test_the_first_country_brings_its_currency_and_zone_and_a_later_one_leaves_the_currency(session):
    settings = SettingsViewModel(session)
    state = settings.choose(country="GB")
    assert (state.currency, state.zone, dict(state.parts).keys()) == ("GBP", "Europe/London", PARTS["GB"].keys())
    assert settings.choose(part="scotland").part == "scotland"
    state = settings.choose(country="US")
    assert (state.currency, state.zone, state.part) == ("GBP", "America/New_York", "")
    assert settings.choose(currency="USD").currency == "USD"
    assert SettingsViewModel(next_sitting(session)).state()._replace(folder="") == settings.state()._replace(folder="")


def test_another_language_is_spoken_at_once_and_next_time(session):
    settings = SettingsViewModel(session)
    assert dict(settings.state().countries)["CN"] == "Mainland China"
    state = settings.choose(language="zh", country="CN")
    assert dict(state.countries)["CN"] == "中国大陆"
    assert dict(state.themes)["dark"] == "深色"
    assert next_sitting(session).language == "zh"


@pytest.mark.parametrize(
    ("choice", "read", "value"),
    [
        ({"theme": "contrast"}, "theme", "contrast"),
        ({"text_size": "1.6"}, "text_size", 1.6),
        ({"reduced_motion": "yes"}, "reduced_motion", True),
        ({"zone": "Asia/Urumqi"}, "zone", "Asia/Urumqi"),
    ],
)
def test_a_choice_is_there_at_the_next_sitting(session, choice, read, value):
    state = SettingsViewModel(session).choose(**choice)
    assert getattr(state, read) == value
    assert getattr(SettingsViewModel(next_sitting(session)).state(), read) == value


def test_the_zone_says_which_day_is_today(session, clock):
    clock.now = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
    settings = SettingsViewModel(session)
    settings.choose(country="CN")
    assert TodayViewModel(session).state().day == "Wed, Nov 25"
    settings.choose(country="US")
    assert TodayViewModel(session).state().day == "Tue, Nov 24"


def test_a_sitting_in_the_sample_keeps_the_look_and_says_where_the_own_list_is(session):
    settings = SettingsViewModel(session)
    settings.choose(theme="dark", country="GB", welcomed="yes")
    session.open_sample()
    state = settings.state()
    assert (state.is_sample, state.theme, state.folder) == (True, "dark", str(session.own_folder))
    settings.choose(theme="light")
    session.leave_sample()
    assert (settings.state().is_sample, settings.state().theme) == (False, "dark")
