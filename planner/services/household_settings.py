"""Which settings a person can set by name, and what each takes."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import available_timezones

from planner.errors import Text
from planner.i18n import LANGUAGES
from planner.money import CURRENCIES
from planner.services.places import COUNTRIES

_YES = ("", "yes")
SETTABLE: dict[str, tuple[str, ...] | Callable[[], set[str]]] = {
    "language": LANGUAGES,
    "country": tuple(COUNTRIES),
    "currency": tuple(CURRENCIES),
    "zone": available_timezones,
    "theme": ("light", "dark", "contrast"),
    "text_size": tuple(f"{tenths / 10:.1f}" for tenths in range(8, 21)),
    "reduced_motion": _YES,
    "amounts_hidden": _YES,
    "lock_after": ("1", "5", "15"),
    "neutral_name": _YES,
}
"""The settings by name, with what each takes."""
_SHOWN = 14


def check_setting(name: str, value: str) -> Text | None:
    """Return what is wrong with a setting; None where it can be kept. An empty value takes a setting away."""
    if name not in SETTABLE:
        return Text("there is no such setting; there are {names}", {"names": ", ".join(SETTABLE)})
    takes = SETTABLE[name]
    choices = takes() if callable(takes) else takes
    if not value or value in choices:
        return None
    shown = ", ".join(choice for choice in sorted(choices)[:_SHOWN] if choice)
    return Text('"{value}" cannot be used; it takes {choices}', {"value": value[:40], "choices": shown})
