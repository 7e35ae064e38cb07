"""Places that Ashore covers: countries, their parts with rules of their own, currency and time zones.

Source of zones: IANA tz database, zone1970.tab; of currencies: ISO 4217.
"""

from __future__ import annotations

from planner.errors import Text

COUNTRIES = {
    "CN": Text("Mainland China"),
    "US": Text("United States"),
    "GB": Text("United Kingdom"),
    "AU": Text("Australia"),
    "CA": Text("Canada"),
    "DE": Text("Germany"),
    "HK": Text("Hong Kong"),
    "IN": Text("India"),
    "SG": Text("Singapore"),
    "TW": Text("Taiwan"),
    "": Text("Somewhere else"),
}
PARTS = {
    "GB": {
        "england_wales": Text("England and Wales"),
        "scotland": Text("Scotland"),
        "northern_ireland": Text("Northern Ireland"),
    },
    "US": {
        "colorado": Text("Colorado"),
        "massachusetts": Text("Massachusetts"),
        "michigan": Text("Michigan"),
        "new_york": Text("New York State"),
        "new_york_city": Text("New York City"),
        "oregon": Text("Oregon"),
        "texas": Text("Texas"),
        "washington": Text("Washington State"),
    },
    "CA": {"ontario": Text("Ontario")},
}
MONEY = {
    "CN": "CNY",
    "US": "USD",
    "GB": "GBP",
    "AU": "AUD",
    "CA": "CAD",
    "DE": "EUR",
    "HK": "HKD",
    "IN": "INR",
    "SG": "SGD",
    "TW": "TWD",
}
COMMON_CURRENCIES = tuple(MONEY.values())
CURRENCY = {"en": "USD", "zh": "CNY"}
"""What is taken for a household's currency until one is chosen, by the language it speaks."""
_ZONES = {
    "CN": ("Asia/Shanghai", "Asia/Urumqi"),
    "US": (
        "America/New_York",
        "America/Chicago",
        "America/Denver",
        "America/Phoenix",
        "America/Los_Angeles",
        "America/Anchorage",
        "Pacific/Honolulu",
    ),
    "GB": ("Europe/London",),
    "AU": (
        "Australia/Sydney",
        "Australia/Melbourne",
        "Australia/Brisbane",
        "Australia/Adelaide",
        "Australia/Darwin",
        "Australia/Perth",
        "Australia/Hobart",
    ),
    "CA": (
        "America/Toronto",
        "America/Winnipeg",
        "America/Edmonton",
        "America/Vancouver",
        "America/Halifax",
        "America/St_Johns",
        "America/Regina",
    ),
    "DE": ("Europe/Berlin",),
    "HK": ("Asia/Hong_Kong",),
    "IN": ("Asia/Kolkata",),
    "SG": ("Asia/Singapore",),
    "TW": ("Asia/Taipei",),
}


def zones_of(country: str) -> tuple[str, ...]:
    """Return the time zones of a country, the most used first; all of them where the country is not covered."""
    if country in _ZONES:
        return _ZONES[country]
    return tuple(dict.fromkeys(zone for zones in _ZONES.values() for zone in zones))


_RULES = {
    "CN": "china",
    "US": "united_states",
    "GB": "united_kingdom",
    "AU": "australia",
    "DE": "germany",
    "HK": "hong_kong",
    "IN": "india",
    "SG": "singapore",
    "TW": "taiwan",
}


def jurisdiction_of(country: str, part: str = "") -> str | None:
    """Return the place whose rules hold where a person lives; None where Ashore has none of it."""
    if (country, part) == ("CA", "ontario"):
        return "canada_ontario"
    place = _RULES.get(country)
    return f"{place}/{part}" if place and part and part in PARTS.get(country, {}) else place


def country_of(place: str | None) -> str:
    """Return the country that a place whose rules hold lies in; empty where none is named."""
    whole = (place or "").partition("/")[0]
    if whole == "canada_ontario":
        return "CA"
    return next((country for country, known in _RULES.items() if known == whole), "")


def is_american(place: str | None) -> bool:
    """Return whether a place is in the United States: its English, its clock, its paper."""
    return (place or "").partition("/")[0] == "united_states"
