"""Households for tests: what is put in, and how it is read back to be compared."""

from datetime import date
from pathlib import Path

from planner.services.household import open_household
from planner.store.keys import Effort, device_keys
from planner.store.vault import store_new_keys

KEY = bytes(range(32))
PASSPHRASE, CODE = "three small boats", "000011 000022 000033 000044 000055 000066 000077 000088"
EFFORT = Effort(memory_kib=8, passes=1, lanes=1)
"""So cheap that a hundred passphrases can be tried."""
DAY = date(2026, 11, 22)


def fill(household):
    """Store three debts with all that belongs to them, a payment and a setting."""
    household.add(
        {
            "name": "Lakeside card",
            "creditor": "Harbour Bank",
            "balance": "1234.56",
            "arrears": "80",
            "apr": "18.25",
            "apr_changes": "2027-01-01:21.5",
            "collector": "Nightingale Recovery",
            "collector_since": "2026-05-01",
            "due_day": "31",
        },
        "USD",
    )
    household.add({"name": "海湾信用卡", "balance": "20000", "minimum": "500", "kind": "card"}, "CNY")
    household.add({"name": "a letter I haven't opened"}, "USD")
    household.pay(household.find("Lakeside card"), "34.56", date(2026, 11, 1))
    household.change_settings(welcomed="yes", currency="USD")


def everything(household):
    """Return all that is stored, to be compared."""
    return household.debts(), household.payments(), household.plan(), household.settings()


def stored(folder: Path, key: bytes = KEY):
    """Return all that is stored in ``folder``."""
    household = open_household(folder, key)
    try:
        return everything(household)
    finally:
        household.close()


def device_household(folder: Path, key: bytes = KEY) -> Path:
    """Make a filled household whose key lies on the device."""
    store_new_keys(folder, device_keys(key))
    household = open_household(folder, key)
    fill(household)
    household.close()
    return folder
