"""The first frame waits for nothing that it does not show: what is loaded later is named here, so that it stays so."""

import importlib.util
import json

import pytest

from tests.bench.windows import fill, run

LATER = (
    "sqlmodel",
    "sqlalchemy",
    "cryptography",
    "tomllib",
    "planner.imports",
    "planner.rules",
    "planner.wellbeing",
    "planner.store.backup",
    "planner.store.database",
    "planner.services.contacts",
    "planner.services.debt_files",
    "planner.services.debt_reader",
    "planner.services.papers",
    "planner.services.promises",
    "planner.services.sample",
    "ui.screens.debts",
    "ui.viewmodels.papers",
    "ui.viewmodels.promises",
    "ui.viewmodels.time_limit",
    "ui.widgets.field",
    "kivy.core.clipboard",
    "kivy.uix.recycleview",
    "kivy.uix.textinput",
)
"""A package stands for all that is in it."""


@pytest.fixture(scope="module")
def loaded(screen, tmp_path_factory):
    """Every module that is loaded when the totals and the first payments of twelve debts are seen."""
    folder, home = tmp_path_factory.mktemp("store"), tmp_path_factory.mktemp("kivy")
    fill(folder, 12)
    return json.loads(run(home, "modules", str(folder))[1])


@pytest.mark.parametrize("name", LATER)
def test_the_first_frame_comes_before(name, loaded):
    assert importlib.util.find_spec(name), "a module that is not there would always be later"
    assert [one for one in loaded if one == name or one.startswith(name + ".")] == []


def test_the_first_frame_is_that_of_today(loaded):
    assert {"ui.screens.today", "planner.payoff.plan"} <= set(loaded)
