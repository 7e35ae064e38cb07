"""Which settings a person can set by name, and what each takes."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import available_timezones

from planner.errors import Text
from planner.i18n import LANGUAGES
from planner.money import CURRENCIES
from planner.services.places import COUNTRIES, PARTS

_YES = ("", "yes")
SETTABLE: dict[str, tuple[str, ...] | Callable[[], set[str]] | int] = {
    "language": LANGUAGES,
    "country": tuple(COUNTRIES),
    "part": tuple(sorted({part for parts in PARTS.values() for part in parts})),
    "currency": tuple(CURRENCIES),
    "zone": available_timezones,
    "theme": ("light", "dark", "contrast"),
    "text_size": tuple(f"{tenths / 10:.1f}" for tenths in range(8, 21)),
    "reduced_motion": _YES,
    "amounts_hidden": _YES,
    "gentle": _YES,
    "day_notice": _YES,
    "lock_after": ("1", "5", "15"),
    "neutral_name": _YES,
    "me_name": 80,
    "me_address": 300,
    "reach_channel": ("sms", "im", "email", "letter", "call"),
    "reach_at": 120,
}
"""The settings by name, with what each takes; a number: any words, up to so many characters."""
_SHOWN = 14


def check_setting(name: str, value: str) -> Text | None:
    """Return what is wrong with a setting; None where it can be kept. An empty value takes a setting away."""
    if name not in SETTABLE:
        return Text("there is no such setting; there are {names}", {"names": ", ".join(SETTABLE)})
    takes = SETTABLE[name]
    if isinstance(takes, int):
        too_long = Text("is longer than {most} characters", {"most": str(takes)})
        return too_long if len(value) > takes else None
    choices = takes() if callable(takes) else takes
    if not value or value in choices:
        return None
    shown = ", ".join(choice for choice in sorted(choices)[:_SHOWN] if choice)
    return Text('"{value}" cannot be used; it takes {choices}', {"value": value[:40], "choices": shown})
