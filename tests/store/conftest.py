"""What the tests of the store share: a cheap effort for the passphrase, and a household with known entries."""

import shutil

import pytest

from planner.services.household import open_household
from tests.store.households import CODE, EFFORT, KEY, PASSPHRASE, fill


@pytest.fixture(autouse=True)
def _cheap(monkeypatch, request):
    """Argon2id with its real effort takes 0.2 s; one test asks for it by name."""
    if "real_effort" not in request.fixturenames:
        monkeypatch.setattr("planner.store.keys.USUAL_EFFORT", EFFORT)


@pytest.fixture
def real_effort():
    """Ask for the effort that the program takes."""


@pytest.fixture(scope="session")
def made_once(tmp_path_factory):
    """A household under ``PASSPHRASE`` and ``CODE``, made once; tests copy it."""
    from planner.store import keys, vault

    folder = tmp_path_factory.mktemp("made") / "data"
    vault.store_new_keys(folder, keys.wrapped_keys(KEY, PASSPHRASE, CODE, EFFORT))
    household = open_household(folder, KEY)
    fill(household)
    household.close()
    return folder


@pytest.fixture
def folder(made_once, tmp_path):
    """A copy of the household that was made once."""
    copy = tmp_path / "store"
    shutil.copytree(made_once, copy)
    return copy
