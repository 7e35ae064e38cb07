"""The whole suite runs offline, in this process and in the ones it starts, on a data folder of its own."""

import os
import runpy
from pathlib import Path

import pytest

try:
    from hypothesis import HealthCheck, settings
except ImportError:  # the pure tests on other Pythons bring their own
    pass
else:  # no timing decides a test, on however busy a machine
    settings.register_profile("ashore", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("ashore")

OFFLINE = Path(__file__).parent / "offline"
runpy.run_path(str(OFFLINE / "sitecustomize.py"))
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(OFFLINE), os.environ.get("PYTHONPATH")]))


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path, monkeypatch):
    """No test reads or writes the data of the person who runs it."""
    monkeypatch.setenv("ASHORE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
