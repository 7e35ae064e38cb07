"""A first run that is killed in the middle: started again it begins cleanly, with what was chosen kept or asked again."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from planner.errors import Text
from planner.services.places import zones_of
from tests.screens.first_run_child import SAID, tap

CHILD = Path(__file__).parent / "first_run_child.py"


@pytest.fixture
def killed(screen, tmp_path):
    """Go to a step of the first run in a process of its own, and kill it there; return the folder of its list."""

    def kill(step, after=0.0):
        folder = tmp_path / "killed"
        environment = {**os.environ, "LANG": "en_US.UTF-8", "KIVY_HOME": str(tmp_path / "kivy")}
        child = subprocess.Popen(
            [sys.executable, str(CHILD), str(folder), step],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
        )
        said = child.stdout.readline()
        time.sleep(after)
        child.kill()
        _, errors = child.communicate()
        assert said == "there\n", errors
        assert child.returncode != 0
        return folder

    return kill


def finish(driver):
    """Go through what is left of the first run, to the list."""
    driver.tap("简体中文")
    tap(driver, "Continue", "Continue")
    if driver.nav.session.is_unprotected:
        tap(driver, "No passphrase", "Continue")
    tap(driver, "Continue", "Open Today")
    assert driver.nav.top.route == "today"
    session = driver.nav.session
    session.household.add({"name": "Card", "balance": "5"}, "CNY")
    session.refresh()
    assert (session.is_new, [debt.name for debt in session.debts]) == (False, ["Card"])


@pytest.mark.parametrize("step", ["opened", "language", "passphrase", "code", "place", "start"])
def test_a_killed_first_run_begins_again_cleanly_with_the_answers_kept_or_asked_again(drive, killed, step):
    folder = killed(step)
    driver = drive(folder=folder)
    session = driver.nav.session
    assert driver.nav.top.route == "first_run"
    assert driver.sees("Language – 语言")
    assert session.language == ("en" if step == "opened" else "zh")
    protected = step in ("place", "start")
    assert (session.is_unprotected, session.is_locked) == (not protected, False)
    assert session.settings.get("country", "") == ("CN" if protected else "")
    assert session.currency == ("CNY" if step != "opened" else "USD")
    assert session.debts == []
    finish(driver)


def test_a_first_run_killed_after_the_passphrase_counts_asks_for_it_and_then_for_the_place(drive, killed):
    driver = drive(folder=killed("locked"))
    assert (driver.nav.top.route, driver.nav.session.debts) == ("lock", [])
    assert driver.nav.session.language == "zh"
    driver.type_into(driver.nav.say(Text("Passphrase")), SAID)
    tap(driver, "Unlock")
    driver.until(lambda: driver.nav.top.route == "first_run", seconds=60)
    finish(driver)


@pytest.mark.parametrize("after", [0.0, 0.03, 0.11, 0.2])
def test_a_first_run_killed_while_it_writes_leaves_whole_settings(drive, killed, after):
    folder = killed("writing", after)
    driver = drive(folder=folder)
    assert driver.nav.top.route == "first_run"
    assert driver.nav.session.problem is None
    settings = driver.nav.session.settings
    assert settings["zone"] == zones_of(settings["country"])[0], "a country and its zone are written together"
    assert (settings["language"], settings["currency"]) == ("zh", "CNY")
    finish(driver)


def test_a_killed_first_run_can_be_killed_again_and_goes_on(drive, killed):
    for step in ("language", "code", "place"):
        folder = killed(step)
    finish(drive(folder=folder))
