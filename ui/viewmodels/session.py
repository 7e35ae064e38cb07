"""What every screen stands on: the household as it was last read, the language, and the form of amounts and days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from planner.errors import StoreError, Text
from planner.i18n import (
    currency_sign,
    environment_language,
    format_day,
    format_money,
    format_month,
    format_weekday,
    translator,
)
from planner.services.household import DebtEntry, Household, StoredPlan, first_look, open_household
from planner.services.sample import CURRENCY, MARK, sample_household

HIDDEN = "***"
NIGHT_FROM, NIGHT_UNTIL = 22, 7


@lru_cache(maxsize=4096)
def _money(minor: int, currency: str, language: str) -> str:
    return format_money(minor, currency, language)


class Session:
    """One person's sitting. The first look needs no database layer; ``household`` opens it when it is first needed."""

    def __init__(self, folder: Path, *, now: Callable[[], datetime] = lambda: datetime.now().astimezone()) -> None:
        self.own_folder = folder
        self.folder = folder
        self.now = now
        self.night_opened = False
        self.drafts: dict[int, Any] = {}
        """Forms that were left in the middle, by the number of their debt (0: a new one)."""
        self._household: Household | None = None
        self._look()

    # What was read

    def _look(self) -> None:
        self.problem: Text | None = None
        look = None
        try:
            look = first_look(self.folder) if self._household is None else None
        except StoreError as error:
            self.problem = error.message
        if look is not None:
            self.settings, self.debts, self.chosen = look.settings, look.debts, look.plan
            self.payments = look.payments
        else:
            self.settings, self.debts, self.chosen, self.payments = {}, [], None, []
        self.notice: Text | None = look.notice if look is not None else None
        self._speak()

    def refresh(self) -> None:
        """Read the household again, after a change here or elsewhere."""
        household = self.household
        self.settings, self.debts, self.chosen = household.settings(), household.debts(), household.plan()
        self.payments = household.payments()
        self.notice = household.notice
        self._speak()

    @property
    def household(self) -> Household:
        """The open household; the first call loads the database layer."""
        if self._household is None:
            self._household = open_household(self.folder)
        return self._household

    def look_again(self) -> None:
        """Read the store once more, after it could not be read."""
        self.close()
        self._look()

    def close(self) -> None:
        """Give the store back."""
        if self._household is not None:
            self._household.close()
            self._household = None

    # What was chosen

    @property
    def is_new(self) -> bool:
        """Whether the person has not been through the first run yet."""
        return "welcomed" not in self.settings and MARK not in self.settings

    @property
    def is_sample(self) -> bool:
        """Whether this is the sample household, in a folder of its own."""
        return self.folder != self.own_folder

    @property
    def amounts_hidden(self) -> bool:
        """Whether the person wants no amounts on screen."""
        return self.settings.get("amounts_hidden") == "yes"

    def hide_amounts(self, yes: bool) -> None:
        """Hide every amount from now on, or show them again."""
        self.change_settings(amounts_hidden="yes" if yes else "")

    @property
    def currency(self) -> str:
        """The household's currency, else the language's."""
        return self.settings.get("currency") or CURRENCY[self.language]

    def change_settings(self, **settings: str) -> None:
        """Keep settings of the household; where the store cannot be written they hold for this sitting, and that is said."""
        try:
            self.household.change_settings(**settings)
        except StoreError as error:
            self.settings = {**self.settings, **settings}
            self.notice = error.message
            self._speak()
        else:
            self.refresh()

    def choose_plan(self, plan: StoredPlan) -> None:
        """Keep the plan the person chose."""
        self.household.choose_plan(plan)
        self.refresh()

    def open_sample(self) -> None:
        """Look round in the sample household; nothing of it touches the person's own list.

        A sample that was left half made is made anew; the own list stays open until the sample is there.
        """
        kept = {key: value for key, value in self.settings.items() if key not in ("currency", MARK)}
        folder = self.own_folder / f"sample-{self.language}"
        sample = sample_household(folder, self.language)
        try:
            sample.change_settings(**(kept | {"welcomed": "yes", "language": self.language}))
        except StoreError:
            sample.close()
            raise
        self.close()
        self.folder, self._household = folder, sample
        self.refresh()

    def leave_sample(self) -> None:
        """Go back to the person's own list."""
        self.close()
        self.folder = self.own_folder
        self._look()

    # How it is said

    def _speak(self) -> None:
        said = self.settings.get("language")
        self.language = said if said in CURRENCY else environment_language()
        self.say = translator(self.language)

    @property
    def today(self) -> date:
        """The day where the person is: in the zone they chose, else in the device's."""
        return self._here().date()

    def _here(self) -> datetime:
        zone = self.settings.get("zone")
        if zone:
            try:
                return self.now().astimezone(ZoneInfo(zone))
            except (KeyError, ValueError, OSError):
                pass  # the system has no such zone: its own serves
        return self.now()

    @property
    def is_night(self) -> bool:
        """Whether totals stay folded: from 22:00 to 07:00, unless the person opened them (guard 20)."""
        hour = self._here().hour
        if NIGHT_UNTIL <= hour < NIGHT_FROM:
            self.night_opened = False  # opened for one night, not for every one
            return False
        return not self.night_opened

    def money(self, minor: int, currency: str | None = None) -> str:
        """Return an amount in the language's form, or stars where the person hides amounts."""
        return HIDDEN if self.amounts_hidden else _money(minor, currency or self.currency, self.language)

    def sign(self, currency: str) -> str:
        """Return the sign of a currency, to stand beside an amount that is typed."""
        return currency_sign(currency, self.language)

    def total(self, minor: int, currency: str | None = None) -> str:
        """Return a total: as ``money``, and folded at night."""
        return HIDDEN if self.is_night else self.money(minor, currency)

    def day(self, day: date) -> str:
        """Return a day in the language's form."""
        return format_day(day, self.language)

    def month(self, day: date) -> str:
        """Return a month in the language's form."""
        return format_month(day, self.language)

    def weekday(self, day: date) -> str:
        """Return a day with its weekday, without the year."""
        return format_weekday(day, self.language)

    def join(self, *parts: str) -> str:
        """Return parts of a line one after the other, with the comma of the language; empty ones are left out."""
        return ("，" if self.language == "zh" else ", ").join(part for part in parts if part)

    def paid_since(self, debt_id: int | None, day: date) -> int:
        """Return what was paid on a debt after ``day`` beyond what was behind, in minor units."""
        paid_on_it = (paid for paid in self.payments if paid.debt_id == debt_id and paid.paid_on > day)
        return sum(paid.amount - paid.off_arrears for paid in paid_on_it)

    def find(self, debt_id: int) -> DebtEntry | None:
        """Return the debt of this number as last read; None where it is gone."""
        return next((debt for debt in self.debts if debt.id == debt_id), None)
