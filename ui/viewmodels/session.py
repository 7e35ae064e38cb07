"""What every screen stands on: the household as it was last read, the language, and the form of amounts and days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from planner.errors import DamagedStore, StoreError, Text
from planner.i18n import (
    currency_sign,
    environment_language,
    format_clock,
    format_day,
    format_month,
    format_short_day,
    format_weekday,
    translator,
)
from planner.services.household import (
    DebtEntry,
    Glance,
    Household,
    StoredPlan,
    first_look,
    open_household,
    open_saved_household,
)
from planner.services.look import KEPT, MARK, keep_look, read_look
from planner.services.opening import Protection, key_for, protect_household, protection_of
from planner.services.places import CURRENCY, jurisdiction_of
from ui.viewmodels.whole_words import money_words, whole_sentence, without_amounts

if TYPE_CHECKING:
    from planner.services.contacts import ContactLog
    from planner.services.log_checks import LogChecks
    from planner.services.papers import Paper
    from planner.services.promises import Promise

HIDDEN = "***"
NIGHT_FROM, NIGHT_UNTIL, USUAL_LOCK_AFTER = 22, 7, 5


class Session:
    """One person's sitting. The first look needs no database layer; ``household`` opens it when it is first needed.

    What only a person with promises, papers or a log needs is loaded with the first of them: a first frame waits for it.
    """

    def __init__(self, folder: Path, *, now: Callable[[], datetime] = lambda: datetime.now().astimezone()) -> None:
        self.own_folder = folder
        self.folder = folder
        self.now = now
        self.night_opened = False
        self.drafts: dict[int, Any] = {}
        """Forms that were left in the middle, by the number of their debt (0: a new one)."""
        self.settings: dict[str, str] = {}
        self._household: Household | None = None
        self.made_checks: LogChecks | None = None
        self._key: bytes | None = None
        self.own_keys: dict[Path, bytes] = {}  # of check-ins with a passphrase of their own, by folder
        self._look()

    # What was read

    def _look(self) -> None:
        self.problem: Text | None = None
        self.is_damaged = False
        look = None
        self.protection = Protection.LOST
        try:
            self.protection = protection_of(self.folder)
            if self._household is None and not self.is_locked:
                look = first_look(self.folder, self._key)
        except StoreError as error:
            self.problem, self.is_damaged = error.message, isinstance(error, DamagedStore)
        if look is not None:
            self._take(look)
        else:
            kept = {name: self.settings[name] for name in KEPT if name in self.settings}
            self._take(Glance(read_look(self.own_folder) or kept, [], None, [], [], [], [], None))
        self._speak()

    def _take(self, look: Glance) -> None:
        self.settings, self.debts, self.chosen, self.payments = look.settings, look.debts, look.plan, look.payments
        self._promise_rows, self._paper_rows, self._fact_rows = look.promises, look.papers, look.facts
        self.notice: Text | None = look.notice

    def refresh(self) -> None:
        """Read the household again, after a change here or elsewhere."""
        self._take(self.household.glance())
        self.protection = protection_of(self.folder)
        if not self.is_sample and self.notice is None:
            keep_look(self.folder, self.settings)
        self._speak()

    @property
    def household(self) -> Household:
        """The open household; the first call loads the database layer."""
        if self._household is None:
            self._household = open_household(self.folder, None if self.is_sample else self._key)
        return self._household

    @property
    def contact_log(self) -> ContactLog:
        """The log of contacts."""
        from planner.services.contacts import ContactLog

        return ContactLog(self.household)

    @property
    def promises(self) -> list[Promise]:
        """Every promise, the earliest day first."""
        if not self._promise_rows:
            return []
        from planner.services.promises import promise_of

        return [promise_of(row) for row in self._promise_rows]

    @property
    def papers(self) -> list[Paper]:
        """Papers that were entered, then deadlines that dated facts of the log start."""
        if not self._paper_rows and not self._fact_rows:
            return []
        from planner.services.papers import derived_from, paper_of

        return [paper_of(row) for row in self._paper_rows] + derived_from(self._fact_rows, self.jurisdiction)

    @property
    def checks(self) -> LogChecks:
        """What the rules say of the log, kept while the household is open."""
        from planner.services.log_checks import LogChecks

        if self.made_checks is None:
            self.made_checks = LogChecks(self.household)
        return self.made_checks

    @property
    def jurisdiction(self) -> str | None:
        """The place whose rules hold for the person; None where none was chosen, or Ashore has none of it."""
        return jurisdiction_of(self.settings.get("country", ""), self.settings.get("part", ""))

    # The lock

    @property
    def is_locked(self) -> bool:
        """Whether a passphrase is needed before anything can be seen."""
        return self.protection is Protection.PASSPHRASE and self._key is None and not self.is_sample

    @property
    def is_unprotected(self) -> bool:
        """Whether how the list is protected was not chosen yet: a new one, or one from before."""
        return self.protection in (Protection.NOTHING_YET, Protection.PLAIN)

    @property
    def is_from_before(self) -> bool:
        """Whether the list was made by an Ashore that did not encrypt yet."""
        return self.protection is Protection.PLAIN

    @property
    def has_passphrase(self) -> bool:
        """Whether the person's own list has a passphrase."""
        return protection_of(self.own_folder) is Protection.PASSPHRASE

    @property
    def key(self) -> bytes:
        """The key of the person's own list; raises ``LockedStore`` where it is locked."""
        return self._key or key_for(self.own_folder).key

    def unlock(self, secret: str) -> None:
        """Open the list; raises ``WrongPassphrase`` or ``DamagedStore``."""
        self.take_key(key_for(self.own_folder, secret).key)

    def take_key(self, key: bytes) -> None:
        """Go on with the key of the person's own list."""
        self._key = key
        self._look()

    def lock(self) -> bool:
        """Forget the key and all that was read; return False where there is no passphrase to open it again."""
        if not self.has_passphrase:
            return False
        self.close()
        self.folder, self._key, self.own_keys = self.own_folder, None, {}
        self._look()
        return True

    @property
    def lock_after(self) -> int:
        """After how many minutes without a touch the list locks itself."""
        said = self.settings.get("lock_after", "")
        return int(said) if said.isdecimal() and int(said) else USUAL_LOCK_AFTER

    def start_anew(self) -> None:
        """Begin with nothing, after everything was erased."""
        self._key, self.folder, self.drafts, self.own_keys = None, self.own_folder, {}, {}
        self.look_again()

    def found_damaged(self, error: DamagedStore) -> None:
        """Take note that a part of the file cannot be read, though what was shown so far could be."""
        self.close()
        self.problem, self.is_damaged = error.message, True

    def open_saved(self) -> None:
        """Open what can be read of a damaged list, to be looked at; raises ``StoreError``."""
        self.close()
        self._household = open_saved_household(self.own_folder, self.key)
        self.problem, self.is_damaged = None, False
        self.refresh()

    def protect(self, passphrase: str | None, code: str = "") -> None:
        """Protect the list: by a passphrase and its recovery code, or with a key that lies on this device.

        What was set before there was a store is kept now. Raises ``StoreError``.
        """
        said, is_first = dict(self.settings), self.is_unprotected
        self._key = protect_household(self.own_folder, passphrase, code, self._key)
        self.protection = protection_of(self.own_folder)
        if is_first:
            self._look()
            if said and self.problem is None:
                self.change_settings(**{**said, **self.settings})

    def look_again(self) -> None:
        """Read the store once more, after it could not be read."""
        self.close()
        self._look()

    def close(self) -> None:
        """Give the store back."""
        if self._household is not None:
            self._household.close()
            self._household = self.made_checks = None

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
    def is_gentle(self) -> bool:
        """Whether only the next step and its day are to be shown."""
        return self.settings.get("gentle") == "yes"

    @property
    def amounts_hidden(self) -> bool:
        """Whether the person wants no amounts on screen."""
        return self.is_gentle or self.settings.get("amounts_hidden") == "yes"

    def hide_amounts(self, yes: bool) -> None:
        """Hide every amount from now on, or show them again: then everything else that gentle mode hid too."""
        self.change_settings(amounts_hidden="yes" if yes else "", **({} if yes else {"gentle": ""}))

    @property
    def currency(self) -> str:
        """The household's currency, else the language's."""
        return self.settings.get("currency") or CURRENCY[self.language]

    def change_settings(self, **settings: str) -> None:
        """Keep settings of the household; where the store cannot be written they hold for this sitting, and that is said."""
        if self.is_unprotected and "welcomed" not in settings:
            # Nothing but the look is written before it is chosen how the list is protected.
            self.settings = {**self.settings, **settings}
            keep_look(self.own_folder, self.settings)
            self._speak()
            return
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
        """Look round in the sample household, which never touches the own list; one that was left half made is made anew."""
        from planner.services.sample import sample_household

        kept = {key: value for key, value in self.settings.items() if key not in ("currency", MARK)}
        folder = self.own_folder / f"sample-{self.language}"
        said = kept | {"welcomed": "yes", "language": self.language}
        sample = sample_household(folder, self.language, now=self.now(), settings=said)
        self.close()
        self.folder, self._household = folder, sample
        self.refresh()

    def leave_sample(self) -> None:
        """Go back to the person's own list."""
        self.close()
        self.folder = self.own_folder
        self._look()

    # How it is said

    def speak(self, language: str) -> None:
        """Speak a language for now, without keeping it."""
        self.settings = {**self.settings, "language": language}
        self._speak()

    def _speak(self) -> None:
        said = self.settings.get("language")
        self.language = said if said in CURRENCY else environment_language()
        self.is_american = self.settings.get("country") == "US"
        self.say = translator(self.language, american=self.is_american)

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
        return HIDDEN if self.amounts_hidden else money_words(minor, currency or self.currency, self.language)

    def quote(self, text: str) -> str:
        """Return words that were said or written, the amounts in them as stars where the person hides amounts."""
        return without_amounts(text, HIDDEN) if self.amounts_hidden else text

    def fault(self, message: Text) -> str:
        """Return what is wrong with a field, as a whole sentence."""
        return whole_sentence(self.say(message), self.language)

    def sign(self, currency: str) -> str:
        """Return the sign of a currency, to stand beside an amount that is typed."""
        return currency_sign(currency, self.language)

    def total(self, minor: int, currency: str | None = None) -> str:
        """Return a total: as ``money``, and folded at night."""
        return HIDDEN if self.is_night else self.money(minor, currency)

    def day(self, day: date) -> str:
        """Return a day in the language's form."""
        return format_day(day, self.language)

    def clock(self, at: datetime | time) -> str:
        """Return a time of day as the place writes it in the language."""
        return format_clock(at, self.language, american=self.is_american)

    def month(self, day: date) -> str:
        """Return a month in the language's form."""
        return format_month(day, self.language)

    def weekday(self, day: date) -> str:
        """Return a day with its weekday, without the year."""
        return format_weekday(day, self.language)

    def short_day(self, day: date) -> str:
        """Return a day for a narrow place: without the year where it is this one."""
        here = day.year == self.today.year
        return format_short_day(day, self.language) if here else self.day(day)

    def listed(self, *names: str) -> str:
        """Return names one after the other, as a language lists them."""
        return ("、" if self.language == "zh" else ", ").join(name for name in names if name)

    def join(self, *parts: str) -> str:
        """Return parts of a line one after the other, with the comma of the language; empty ones are left out."""
        return ("，" if self.language == "zh" else ", ").join(part for part in parts if part)

    def sentences(self, *parts: str) -> str:
        """Return sentences one after the other: Chinese ones stand without a space between them."""
        return ("" if self.language == "zh" else " ").join(part for part in parts if part)

    def find(self, debt_id: int) -> DebtEntry | None:
        """Return the debt of this number as last read; None where it is gone."""
        return next((debt for debt in self.debts if debt.id == debt_id), None)
