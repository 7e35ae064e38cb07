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

from tests.window import Driver, prepare_kivy, start_screen  # noqa: E402

SIZES = ("390x844", "1280x800")
LANGUAGES = ("en", "zh")
THEMES = ("light", "dark", "contrast")
SCALES = ("1.0", "1.6")
DAY = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
COUNTRY = {"en": "US", "zh": "CN"}


def pages(driver: Driver):
    """Go to every screen in turn; yield its name each time it stands there."""
    nav = driver.nav
    yield "today"
    nav.tab("debts")
    yield "debts"
    debts = nav.session.debts
    online = next(debt.id for debt in debts if debt.kind == "online-loan")
    nav.open("debt", debt_id=online)
    yield "debt"
    nav.top._open_payment()
    yield "payment"
    nav.top._close_payment()
    nav.tab("debts")
    nav.open("debt_form")
    yield "add-kind"
    nav.top.show(nav.top.vm.choose_kind("card"))
    yield "add-numbers"
    for column, text in (("balance", "14,O00.00"), ("apr", "1830"), ("due_day", "32")):
        nav.top.show(nav.top.vm.type(column, text))
    nav.top.show(nav.top.vm.next())
    yield "add-errors"
    nav.tab("debts")
    nav.open("debt_form", debt_id=online)
    yield "edit"
    nav.tab("plan")
    nav.top._read(6)
    yield "plan"
    nav.top.show(nav.top.vm.try_budget(nav.top.state.slider.least))
    yield "plan-short"
    nav.open("months")
    yield "months"
    nav.tab("more")
    yield "more"
    nav.open("import")
    yield "import"
    nav.tab("settings")
    yield "settings"
    nav.top._open("country")
    yield "settings-country"
    nav.tab("today")
    nav.open("happening")
    yield "happening"
    nav.open("happening", situation=nav.top.state.choices[0][0])
    yield "happening-page"
    nav.tab("today")
    nav.help()
    yield "help"
    nav.top.show(nav.top.vm.not_safe())
    yield "not-safe"
    nav.start("crash")
    yield "crash"
    nav.start("first_run")
    for step in ("first-language", "first-what", "first-place", "first-start"):
        yield step
        if step != "first-start":
            nav.top._go_on()


def draw_set(out: Path, language: str, theme: str, size: str, scale: str) -> int:
    """Draw every screen of one set; return how many."""
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
        fill_with_sample(session.household, language)
        session.change_settings(**look)
        for opened in (empty, session):
            driver = Driver(AshoreApp(Path(folder), session=opened))
            driver.resize(width, height)
            for name in pages(driver) if opened is session else ("empty",):
                driver.frames(8)
                driver.shot(out / f"{language}-{theme}-{size}-{scale}" / f"{name}.png")
                count += 1
            driver.stop()
    return count


def main(arguments: list[str]) -> None:
    """Draw the sets asked for, or all of them."""
    screen = start_screen()
    try:
        prepare_kivy()
        out = Path(arguments[0]) if arguments else TOP / "docs" / "pictures"
        if len(arguments) > 1:
            print(draw_set(out, *arguments[1:]), "pictures")
            return
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
