"""Languages: gettext catalogues with English sentences as ids; amounts and days in the language's form."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import date, datetime, time
from functools import lru_cache

from planner.errors import Hours, Text
from planner.resources import ASSETS

LANGUAGES = ("en", "zh")
_TIME = re.compile(r"\b([01]?\d|2[0-3]):([0-5]\d)\b")
_BABEL = {"en": "en_US", "zh": "zh_CN"}
AMERICAN = "en_US"
"""The catalogue of what is spelled otherwise in the United States."""

Translate = Callable[[Text], str]


def environment_language() -> str:
    """Return the language the system speaks: ``zh`` or ``en``."""
    said = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "zh" if said.lower().startswith("zh") else "en"


def is_environment_american() -> bool:
    """Return whether the system speaks the English of the United States."""
    said = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return said.startswith(AMERICAN)


@lru_cache(maxsize=4)
def translator(language: str, *, american: bool = False) -> Translate:
    """Return the function that says a ``Text`` in ``language``; English needs no catalogue.

    ``american``: English as the United States write it, where that is another word.
    """
    look_up: Callable[[str], str] = str
    catalogue = AMERICAN if language == "en" and american else language
    if catalogue != "en":
        import gettext

        folder = str(ASSETS / "locale")
        look_up = gettext.translation("ashore", folder, languages=[catalogue], fallback=True).gettext

    def say(text: Text) -> str:
        blanks = {name: say(value) if isinstance(value, Text) else value for name, value in text.blanks.items()}
        sentence = look_up(text.id)
        return sentence.format(**blanks) if blanks else sentence

    def say_in_america(text: Text) -> str:
        if not text.blanks:
            return look_up(text.id)
        hours = {name: with_twelve_hours(value) for name, value in text.blanks.items() if isinstance(value, Hours)}
        blanks = {
            name: say_in_america(value) if isinstance(value, Text) else value for name, value in text.blanks.items()
        }
        return look_up(text.id).format(**blanks | hours)

    return say_in_america if catalogue == AMERICAN else say


def format_money(minor: int, currency: str, language: str) -> str:
    """Return an amount for reading, ``$1,234.50`` or ``¥1,234.50``."""
    before, after, digits = _money_form(currency, language, minor < 0)
    major, part = divmod(abs(minor), 10**digits)
    return f"{before}{major:,}.{part:0{digits}}{after}" if digits else f"{before}{major:,}{after}"


@lru_cache(maxsize=256)
def _money_form(currency: str, language: str, is_negative: bool) -> tuple[str, str, int]:
    """Return what Babel writes before and after an amount, and its decimal places.

    Both languages group by threes with a comma, so only this has to be asked: Babel takes 0.15 ms for each amount, and
    a plan that is dragged shows dozens in every frame.
    """
    from babel.numbers import format_currency

    from planner.money import exponent

    digits = exponent(currency)
    one = format_currency(-1 if is_negative else 1, currency, locale=_BABEL[language], currency_digits=True)
    before, after = re.split(r"1(?:\.0+)?", one)
    return before, after, digits


def currency_sign(currency: str, language: str) -> str:
    """Return what stands beside an amount to be typed: ``$``, ``元``, ``CA$``."""
    if language == "zh" and currency == "CNY":
        return "元"
    from babel.numbers import get_currency_symbol

    return str(get_currency_symbol(currency, locale=_BABEL[language]))


def currency_name(currency: str, language: str) -> str:
    """Return a currency by name with its code: ``US Dollar (USD)``, ``人民币（CNY）``."""
    from babel.numbers import get_currency_name

    name = str(get_currency_name(currency, locale=_BABEL[language]))
    if name == currency:
        return currency
    return f"{name}（{currency}）" if language == "zh" else f"{name} ({currency})"


def zone_name(zone: str, language: str) -> str:
    """Return a time zone by its city: ``New York``, ``上海``."""
    from babel.dates import get_timezone_location

    return str(get_timezone_location(zone, locale=_BABEL[language], return_city=True))


def first_weekday(country: str) -> int:
    """Return on which day a calendar's week begins in a country: 0 on Monday, 6 on Sunday; on Monday where none is known."""
    from babel.core import Locale, UnknownLocaleError

    try:
        return int(Locale.parse(f"und_{country}").first_week_day)
    except (UnknownLocaleError, ValueError):
        return 0


@lru_cache(maxsize=4096)
def format_day(day: date, language: str) -> str:
    """Return a day for reading, ``Jul 1, 2028`` or ``2028年7月1日``."""
    from babel.dates import format_date

    return str(format_date(day, format="medium", locale=_BABEL[language]))


@lru_cache(maxsize=4096)
def format_month(day: date, language: str) -> str:
    """Return a month for reading, ``July 2028`` or ``2028年7月``."""
    from babel.dates import format_skeleton

    return str(format_skeleton("yMMMM", day, locale=_BABEL[language]))


@lru_cache(maxsize=4096)
def format_short_month(day: date, language: str) -> str:
    """Return a month for a narrow place, ``Jul 2028`` or ``2028年7月``."""
    from babel.dates import format_skeleton

    return str(format_skeleton("yMMM", day, locale=_BABEL[language]))


@lru_cache(maxsize=4096)
def format_weekday(day: date, language: str) -> str:
    """Return a day with its weekday for reading, ``Wed, Nov 25`` or ``11月25日 周三``."""
    from babel.dates import format_skeleton

    return str(format_skeleton("MMMEd", day, locale=_BABEL[language])).replace("日周", "日 周")


@lru_cache(maxsize=4096)
def format_short_day(day: date, language: str) -> str:
    """Return a day without its year for a narrow place, ``Nov 25`` or ``11月25日``."""
    from babel.dates import format_skeleton

    return str(format_skeleton("MMMd", day, locale=_BABEL[language]))


def format_clock(at: time | datetime, language: str, *, american: bool = False) -> str:
    """Return a time of day for reading, ``21:30``, or ``9:30 PM`` as the United States write it in English."""
    return _twelve_hours(at.hour, at.minute) if american and language == "en" else f"{at:%H:%M}"


def with_twelve_hours(words: str) -> str:
    """Return words with the times of day in them as the United States write them."""
    return _TIME.sub(lambda found: _twelve_hours(int(found[1]), int(found[2])), words)


@lru_cache(maxsize=1440)
def _twelve_hours(hour: int, minute: int) -> str:
    from babel.dates import format_time

    return str(format_time(time(hour, minute), "short", locale=AMERICAN)).replace("\u202f", " ")


def format_hours(first: int, last: int, language: str, *, american: bool = False) -> str:
    """Return a span of whole hours for a narrow place: ``8–10``, ``8–10点``, or ``8–10 AM``; ``last`` may be 24."""
    if language == "zh":
        return f"{first}–{last}点"
    if not american:
        return f"{first}–{last}"
    (begin, half), (end, other) = (_twelve_hours(hour % 24, 0).split(":00 ") for hour in (first, last))
    return f"{begin}–{end} {other}" if half == other else f"{begin} {half}–{end} {other}"


def format_column_day(day: date, language: str) -> str:
    """Return a day over two lines for a narrow column: its weekday, and its number in the month."""
    from babel.dates import format_date

    weekday = format_date(day, "EEE", locale=_BABEL[language])
    return f"{weekday}\n{day.day}"


def weekday_name(weekday: int, language: str, *, whole: bool = False) -> str:
    """Return a day of the week, Monday being 0, as short as it may be, ``Mo``, ``一``, or the ``whole`` of its name."""
    from babel.dates import get_day_names

    locale = _BABEL[language]
    if whole:
        if language == "zh":  # 周六, as everywhere else
            return str(get_day_names("abbreviated", "stand-alone", locale)[weekday])
        return str(get_day_names("wide", "stand-alone", locale)[weekday])
    names = (
        get_day_names("narrow", "stand-alone", locale) if language == "zh" else get_day_names("short", locale=locale)
    )
    return str(names[weekday])


def month_name(month: int, language: str) -> str:
    """Return a month of the year, January being 1, by its short name: ``Jan``, ``1月``."""
    from babel.dates import get_month_names

    return str(get_month_names("abbreviated", "stand-alone", _BABEL[language])[month])
