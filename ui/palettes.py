"""Colours by meaning, without Kivy: light, dark and high contrast (design: components.md section 1)."""

from __future__ import annotations

_NAMES = (
    "bg surface ink muted line edge quiet primary on_primary soft "
    "warn warn_bg bad bad_bg ok ok_bg info info_bg s1 s2 s3 s4 s5 off"
).split()
_LIGHT = (
    "F6F4EF FFFFFF 17313B 566A71 E2DED5 857F72 ECE9E2 0F6B6B FFFFFF DDEDEA "
    "9A4A08 FCEBD9 A8322A F9E3E0 2A6E44 E0F0E5 1E5C94 E3EEF8 0F6B6B CF8700 7A5195 2A74B3 B34F2E 566A71"
)
_DARK = (
    "0F1B20 18272D E8EFEF 9DB0B5 2A3B42 6E848B 22333A 58B8B0 0F1B20 1E3A3C "
    "F0B778 3A2A17 F0A39B 3D2220 8FCBA4 1D3426 8FC3EE 1B3044 58B8B0 E5A93A B493CC 6BADE3 E08A6A 9DB0B5"
)
_CONTRAST = (
    "FFFFFF FFFFFF 000000 222222 000000 000000 FFFFFF 004A4A FFFFFF FFFFFF "
    "5E2A00 FFFFFF 7A120B FFFFFF 0E4A26 FFFFFF 0B3C6B FFFFFF 0F6B6B D98E04 7A5195 2F7FC1 C65D3B 595959"
)


def _palette(values: str) -> dict[str, str]:
    return dict(zip(_NAMES, values.split(), strict=True))


PALETTES = {"light": _palette(_LIGHT), "dark": _palette(_DARK), "contrast": _palette(_CONTRAST)}

TEXT_PAIRS = (
    *((tone, ground) for tone in ("ink", "muted", "primary", "off") for ground in ("bg", "surface", "soft", "quiet")),
    *((tone, tone + "_bg") for tone in ("warn", "bad", "ok", "info")),
    *((tone, "surface") for tone in ("warn", "bad", "ok", "info")),
    *((tone, ground) for tone in ("warn", "info") for ground in ("bg",)),
    ("ink", "warn_bg"),
    ("on_primary", "primary"),
    ("on_primary", "bad"),
    ("bg", "ink"),
)
"""Every pair of text and ground that the widgets draw; the text of each is readable in each palette, by a test."""

AREA_PAIRS = {
    "light": (("on_primary", "s1"), ("ink", "s2"), ("on_primary", "s3"), ("on_primary", "s4"), ("on_primary", "s5")),
    "dark": tuple(("bg", f"s{i}") for i in range(1, 6)),
}
"""A name on its area of the chart; in high contrast it stands on a plate of the ground, as any text."""

SHAPE_PAIRS = (
    ("edge", "surface"),
    ("edge", "bg"),
    ("primary", "surface"),
    ("primary", "bg"),
    ("warn", "surface"),
    ("off", "bg"),
)
"""Pairs of a border or a mark and its ground, at least 3:1."""


def rgb(value: str) -> tuple[float, float, float]:
    """Return a colour as red, green and blue from 0 to 1."""
    return tuple(int(value[i : i + 2], 16) / 255 for i in (0, 2, 4))  # type: ignore[return-value]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, 1.4.3)."""

    def luminance(value: str) -> float:
        parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb(value)]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
