"""A command counts the day where the person is: at the two ends of the world it never is the same day."""

import json
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ui.cli.app import run

EAST, WEST = "Pacific/Kiritimati", "Pacific/Pago_Pago"


@pytest.mark.parametrize("zone", [EAST, WEST])
def test_what_is_kept_bears_the_day_where_the_person_is(zone, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("ASHORE_SHARE_PASSPHRASE", "seven grey geese at noon")

    def said(*words):
        assert run([*words, "--json"]) == 0, capsys.readouterr().err
        return json.loads(capsys.readouterr().out)

    def here():
        return datetime.now(ZoneInfo(zone)).date()

    said("settings", "set", "zone", zone)
    said("debts", "add", "--name", "Card", "--balance", "900", "--currency", "USD")
    said("budget", "set", "--section", "income", "--name", "Wages", "--amount", "2600")
    said("checkin", "on")
    before = here()
    drafted = said("offers", "draft", "--debt", "Card", "--amount", "20")["offer"]
    ended = said("offers", "send", str(drafted["id"]))["offer"]
    entry = said("checkin", "add", "--weight", "3")["check_in"]
    paused = said("checkin", "pause", "--weeks", "1")["paused_until"]
    said("share", "export", str(tmp_path / "file.ashore"), "--with-passphrase")
    share = said("share", "list")["shares"][0]
    person = said("caseload", "add", "--alias", "Reed")["person"]
    promise = said("promises", "add", "--amount", "5", "--due", str(before + timedelta(weeks=9)))["promise"]
    kept = said("promises", "keep", str(promise["id"]))["promise"]
    paid = said("debts", "pay", "1", "5")["payment"]
    days = {str(before), str(here())}
    assert {step["on"] for step in ended["life"]} <= days
    assert {entry["day"], share["made_on"], person["state_since"]} <= days
    assert {paid["date"], kept["ended_on"]} <= days
    assert paused in {str(date.fromisoformat(day) + timedelta(weeks=1)) for day in days}
