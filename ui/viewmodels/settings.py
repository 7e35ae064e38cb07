"""Settings and the first run: language, place, currency, look; everything can be skipped and changed later."""

from __future__ import annotations

from typing import NamedTuple

from planner.errors import Text
from planner.i18n import currency_name, zone_name
from planner.money import CURRENCIES
from planner.services.places import COMMON_CURRENCIES, COUNTRIES, MONEY, PARTS, zones_of
from ui.viewmodels.session import Session

LANGUAGE_NAMES = (("en", "English"), ("zh", "简体中文"))
THEMES = (("light", Text("Light")), ("dark", Text("Dark")), ("contrast", Text("High contrast")))
FIRST_RUN = ("language", "what", "place", "start")


class SettingsState(NamedTuple):
    """Every setting with its choices as (id, words); ids are what is stored."""

    languages: tuple[tuple[str, str], ...]
    language: str
    countries: tuple[tuple[str, str], ...]
    country: str
    parts: tuple[tuple[str, str], ...]
    part: str
    currencies: tuple[tuple[str, str], ...]
    currency: str
    zones: tuple[tuple[str, str], ...]
    zone: str
    themes: tuple[tuple[str, str], ...]
    theme: str
    text_size: float
    reduced_motion: bool
    is_sample: bool
    folder: str
    notice: str


class SettingsViewModel:
    """Shows and changes the settings of the household."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def state(self) -> SettingsState:
        """Return the settings as they stand."""
        session = self._session
        settings, say = session.settings, session.say
        country = settings.get("country", "")
        codes = dict.fromkeys((session.currency, *COMMON_CURRENCIES, *sorted(CURRENCIES)))
        return SettingsState(
            languages=LANGUAGE_NAMES,
            language=session.language,
            countries=tuple((code, say(name)) for code, name in COUNTRIES.items()),
            country=country,
            parts=tuple((code, say(name)) for code, name in PARTS.get(country, {}).items()),
            part=settings.get("part", ""),
            currencies=tuple((code, currency_name(code, session.language)) for code in codes),
            currency=session.currency,
            zones=tuple((zone, zone_name(zone, session.language)) for zone in zones_of(country)),
            zone=settings.get("zone", ""),
            themes=tuple((theme, say(name)) for theme, name in THEMES),
            theme=settings.get("theme", "light"),
            text_size=float(settings.get("text_size", "1.0")),
            reduced_motion=settings.get("reduced_motion") == "yes",
            is_sample=session.is_sample,
            folder=str(session.own_folder),
            notice=say(session.notice) if session.notice else "",
        )

    def choose(self, **settings: str) -> SettingsState:
        """Keep settings; a country brings its currency and its zone along where none was chosen."""
        country = settings.get("country")
        if country:
            had, zones = self._session.settings, zones_of(country)
            if country in MONEY and "currency" not in had:
                settings["currency"] = MONEY[country]
            settings.setdefault("part", "")
            settings["zone"] = zones[0] if zones else ""
        self._session.change_settings(**settings)
        return self.state()
