"""The currency of the stored household, read without the database layer so that ``plan FILE`` stays quick."""

from __future__ import annotations

from planner.settings import data_folder


def stored_currency(option: str | None) -> str | None:
    """Return the currency the store was set to, or None where there is no store or it says nothing."""
    from planner.services.opening import quiet_key
    from planner.store.glance import read_setting

    folder = data_folder(option)
    key = quiet_key(folder)
    return None if key is None else read_setting(folder, "currency", key)
