"""The sample household: what a newcomer can look round in, in the language of the person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from planner.errors import InputProblems, Problem, StoreError, Text
from planner.model.entry import DebtEntry
from planner.services.debt_reader import DebtReader
from planner.services.erasing import erase
from planner.services.household import Household, open_household
from planner.services.look import MARK
from planner.services.places import CURRENCY, jurisdiction_of, zones_of
from planner.services.sample_desk import ME, desk_entries
from planner.services.sample_evidence import complaint_entries, letter_photo
from planner.services.sample_log import contact_entries, promise_entries, sample_rows
from planner.services.sample_review import review_entries

PLACE = {"en": ("US", "America/New_York"), "zh": ("CN", "Asia/Shanghai")}
"""Where the sample household lives: country and time zone, unless the person has said where they do."""


def sample_household(
    folder: Path, language: str, *, now: datetime | None = None, settings: Mapping[str, str] | None = None
) -> Household:
    """Return the open sample household in ``folder``, which is its own, with ``settings`` of the person.

    One that was left half made is made anew. ``now``: the instant from which the days of its log are counted back.
    """
    household = open_household(folder)
    if MARK not in household.settings() and household.holds_anything():
        household.close()
        erase(folder)
        household = open_household(folder)
    try:
        if not fill_with_sample(household, language, now=now, settings=settings) and settings:
            household.change_settings(**settings)
    except BaseException:
        household.close()
        raise
    return household


def fill_with_sample(
    household: Household, language: str, *, now: datetime | None = None, settings: Mapping[str, str] | None = None
) -> bool:
    """Fill an empty store, all or nothing; return False, changing nothing, where the sample household is there already.

    Raises ``StoreError`` where the store holds anything else.
    """
    from planner.store.filling import fill

    stored = household.settings()
    if MARK in stored:
        return False
    known = {**stored, **(settings or {})}
    country, zone = _place(known, language)
    today = (now or datetime.now().astimezone()).astimezone(ZoneInfo(zone)).date()
    currency = CURRENCY[language]
    to_set = {"currency": currency, **ME[language], **known, "country": country, "zone": zone, MARK: language}
    debts = _debts(language, currency, today)
    log = [*contact_entries(language, zone, today), *promise_entries(language, currency, today)]
    log += desk_entries(language, currency, debts, today)
    log += review_entries(language, currency, debts, today)
    log += complaint_entries(language, jurisdiction_of(country, to_set.get("part", "")), log, today)
    if fill(household.store, debts, log, to_set, [letter_photo(household, language, log, zone)]):
        return True
    if MARK in household.settings():
        return False
    raise StoreError(
        Text("This store holds a list of your own, so the sample household stays out. Use another folder with --data.")
    )


def _place(settings: Mapping[str, str], language: str) -> tuple[str, str]:
    """Return country and zone: the person's own where they said, else the sample's."""
    sample_country, sample_zone = PLACE[language]
    country = settings.get("country", sample_country)
    zone = sample_zone if country in ("", sample_country) else zones_of(country)[0]
    return country, settings.get("zone") or zone


def _debts(language: str, currency: str, today: date) -> list[DebtEntry]:
    more = {row.pop("name"): row for row in sample_rows("more", language)}
    found: list[Problem] = []
    reader = DebtReader(found, currency, balance_needed=False)
    entries = []
    for row in sample_rows("debts", language):
        cells = {**row, **more.get(row["name"], {})}
        for name in ("collector_since", "late_since"):
            since = cells.pop(f"{name}_days_ago", "")
            if since:
                cells[name] = (today - timedelta(days=int(since))).isoformat()
        ahead = cells.pop("settlement_days_ahead", "")
        if ahead:
            cells["settlement_until"] = (today + timedelta(days=int(ahead))).isoformat()
        entries.append(reader.entry(cells))
    if found:
        raise InputProblems(found)
    return entries
