"""A store that can only be read: the list and the plan are there, what cannot be kept is said, and nothing breaks."""

import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from planner.services.sample import fill_with_sample
from ui.viewmodels.session import Session

TOP = Path(__file__).parent.parent.parent

# Everything is loaded, and one store used, before root becomes an ordinary user who may not read this Python.
SIT = """
import os, sys, tempfile
from pathlib import Path
from planner.services.sample import fill_with_sample
from ui.viewmodels.debt import DebtViewModel
from ui.viewmodels.debts import DebtsViewModel
from ui.viewmodels.debt_form import DebtFormViewModel
from ui.viewmodels.plan import PlanViewModel
from ui.viewmodels.session import Session
from ui.viewmodels.settings import SettingsViewModel
from ui.viewmodels.today import TodayViewModel

def sit(folder, say):
    session = Session(Path(folder))
    debt = session.debts[0]
    page = DebtViewModel(session, debt.id)
    page.start_payment(); page.type("amount", "10")
    say("pay: " + page.pay().summary)
    say("plan: " + " ".join(PlanViewModel(session).choose_budget(60000).notes))
    say("remove: " + DebtsViewModel(session).remove(debt.id).notice)
    form = DebtFormViewModel(session, debt); form.type("balance", "5")
    say("edit: " + form.next().summary)
    settings = SettingsViewModel(session)
    say("language: " + settings.choose(language="zh").language)
    say("today: " + TodayViewModel(session).state().notice)
    say("debts: " + str(len(session.debts)))
    session.close()

with tempfile.TemporaryDirectory() as elsewhere:
    session = Session(Path(elsewhere)); fill_with_sample(session.household, "en"); session.close()
    sit(elsewhere, lambda words: None)
if os.getuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
sit(sys.argv[1], print)
"""


@pytest.mark.skipif(not hasattr(os, "setuid"), reason="modes work otherwise on this system")
def test_what_cannot_be_kept_is_said_and_the_rest_goes_on():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        session = Session(folder)
        fill_with_sample(session.household, "en")
        session.close()
        for path in folder.iterdir():
            os.chmod(path, stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
        os.chmod(folder, 0o555)
        try:
            child = subprocess.run([sys.executable, "-c", SIT, name], cwd=TOP, capture_output=True, text=True)
        finally:
            os.chmod(folder, 0o755)
    said = dict(line.split(": ", 1) for line in child.stdout.splitlines())
    assert child.returncode == 0, child.stderr
    for act in ("pay", "plan", "remove", "edit"):
        assert "can only be read here" in said[act], act
    assert said["language"] == "zh"
    assert said["today"].startswith("这份数据在这里只能看")
    assert said["debts"] == "4"
