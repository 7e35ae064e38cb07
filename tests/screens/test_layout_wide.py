"""Nothing is cut, covered, boxed, too small to press or left in English, on a desk: see ``test_layout.py``."""

import pytest

from tests.faults import wrong_pages

SETS = [
    ("zh", "light", (1280, 800), "1.0"),
    ("en", "dark", (1280, 800), "1.6"),
    pytest.param(
        "zh", "light", (1000, 700), "0.8", marks=pytest.mark.soak
    ),  # between the two; the least likely to differ
]


@pytest.mark.parametrize(("language", "theme", "size", "scale"), SETS, ids=lambda value: str(value))
def test_every_page_can_be_read_and_pressed(drive, language, theme, size, scale):
    country = "CN" if language == "zh" else "GB"
    assert wrong_pages(drive(sample=language, size=size, theme=theme, text_size=scale, country=country)) == {}
