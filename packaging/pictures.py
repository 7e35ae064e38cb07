"""Drives the real app through every screen, in each language, theme, size and text size, into docs/pictures.

Run by ``make pictures``; ``python packaging/pictures.py OUT en light 390x844 1.0`` draws one set.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

TOP = Path(__file__).parent.parent
sys.path.insert(0, str(TOP))

from tests.pages import pages  # noqa: E402
from tests.window import Driver, prepare_kivy, start_screen  # noqa: E402

SIZES = ("390x844", "1280x800")
LANGUAGES = ("en", "zh")
THEMES = ("light", "dark", "contrast")
SCALES = ("1.0", "1.6")
DAY = datetime(2026, 11, 28, 13, 0, tzinfo=UTC)
"""By day in New York and in Shanghai. Not before the days on which lines and laws were looked up, nor after this computer's day."""
README = (
    ("today-en", "en", "light", "390x844", "today"),
    ("plan-zh", "zh", "dark", "390x844", "plan"),
    ("debts-en", "en", "light", "1280x800", "debt"),
    ("short-zh", "zh", "light", "390x844", "plan-short"),
)
COUNTRY = {"en": "US", "zh": "CN"}


def draw_set(out: Path, language: str, theme: str, size: str, scale: str, only: str = "") -> int:
    """Draw every screen of one set, or ``only`` one; return how many."""
    from planner.services.sample import fill_with_sample
    from ui.app import AshoreApp
    from ui.viewmodels.session import Session

    width, height = (int(part) for part in size.split("x"))
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        look = {
            "language": language,
            "theme": theme,
            "text_size": scale,
            "country": COUNTRY[language],
            "welcomed": "yes",
        }
        empty = Session(Path(folder) / "empty", now=lambda: DAY)
        empty.change_settings(**look)
        session = Session(Path(folder) / "data", now=lambda: DAY)
        fill_with_sample(session.household, language, now=DAY)
        session.change_settings(**look)
        for opened in (empty, session):
            driver = Driver(AshoreApp(Path(folder), session=opened))
            driver.resize(width, height)
            for name in pages(driver) if opened is session else ("empty",):
                if only and name != only:
                    continue
                driver.frames(8)
                driver.shot(out / f"{language}-{theme}-{size}-{scale}" / f"{name}.png")
                count += 1
            driver.stop()
    return count


def draw_readme(out: Path) -> None:
    """Draw the four pictures of the README."""
    for name, language, theme, size, page in README:
        with tempfile.TemporaryDirectory() as folder:
            draw_set(Path(folder), language, theme, size, "1.0", only=page)
            drawn = Path(folder) / f"{language}-{theme}-{size}-1.0" / f"{page}.png"
            out.mkdir(parents=True, exist_ok=True)
            (out / f"{name}.png").write_bytes(drawn.read_bytes())


def main(arguments: list[str]) -> None:
    """Draw the sets asked for, or all of them."""
    screen = start_screen()
    try:
        prepare_kivy()
        out = Path(arguments[0]) if arguments else TOP / "docs" / "pictures"
        if arguments[1:] == ["readme"]:
            draw_readme(out)
            return
        if len(arguments) > 1:
            print(draw_set(out, *arguments[1:]), "pictures")
            return
        draw_readme(out)
        for language in LANGUAGES:
            for theme in THEMES:
                for size in SIZES:
                    for scale in SCALES:
                        print(language, theme, size, scale, draw_set(out, language, theme, size, scale), flush=True)
    finally:
        if screen is not None:
            screen.terminate()


if __name__ == "__main__":
    main(sys.argv[1:])
