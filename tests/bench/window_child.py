"""One window of the bench, in a process of its own: ``bare`` (a Kivy label), ``ashore FOLDER``, ``modules FOLDER``,
``frames FOLDER`` or ``log FOLDER``.

``bare`` and ``ashore`` say ``shown`` at the first frame that shows what it should, with the peak memory in MB.
``modules`` says, as JSON, which modules are loaded at that frame. ``frames`` says the frame times of a dragged budget and of a scrolled list, ``log`` those of a long contact log, as JSON in milliseconds.
"""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import datetime
from pathlib import Path

TOP = Path(__file__).parent.parent.parent
sys.path.insert(0, str(TOP))

from tests.bench.memory import most_mb  # noqa: E402


def shown() -> None:
    """Say that it is there, and end at once."""
    print("shown", round(most_mb()), flush=True)
    os._exit(0)


def bare() -> None:
    """Run the smallest Kivy app."""
    from ui.start import prepare_kivy

    prepare_kivy(os.environ["KIVY_HOME"])
    from kivy.app import App
    from kivy.core.window import Window
    from kivy.uix.label import Label

    class Bare(App):
        def build(self):
            Window.bind(on_flip=lambda *_: shown())
            return Label(text="Ashore")

    Bare().run()


def modules() -> None:
    """Say what is loaded, and end at once."""
    print(json.dumps(sorted(sys.modules)), flush=True)
    os._exit(0)


def give_up() -> None:
    """End, so that what waits for a frame that does not come is told."""
    print("the frame with the totals did not come", file=sys.stderr, flush=True)
    os._exit(1)


def midday() -> datetime:
    """Return the middle of today: at night the totals rest, the frame that shows them does not come, and no chart."""
    return datetime.now().astimezone().replace(hour=12)


def ashore(folder: str, end=shown) -> None:
    """Run Ashore on a real store, until its totals and the first payments are drawn."""
    from ui.start import prepare_kivy

    prepare_kivy(os.environ["KIVY_HOME"])
    from kivy.clock import Clock
    from kivy.core.window import Window

    from ui.app import AshoreApp
    from ui.viewmodels.session import Session

    app = AshoreApp(Path(folder), session=Session(Path(folder), now=midday))
    Clock.schedule_once(lambda _: give_up(), 60)

    def look(*_) -> None:
        from ui.widgets.words import Words

        words = [widget.text for widget in app.root.walk() if isinstance(widget, Words)]
        if any(word.startswith("$") and len(word) > 9 for word in words) and "sqlmodel" not in sys.modules:
            end()

    Window.bind(on_flip=look)
    app.run()


def frames(folder: str) -> None:
    """Drag the budget of 12 debts, scroll 10,000 rows, and say what each frame took."""
    from planner.services.household_plan import PlanChoice, plan_household
    from tests.window import Driver, prepare_kivy

    prepare_kivy(1280, 800)
    from ui.app import AshoreApp
    from ui.viewmodels.session import Session
    from ui.widgets.choice import StepSlider
    from ui.widgets.row_list import RowList

    driver = Driver(AshoreApp(Path(folder), session=Session(Path(folder), now=midday)))
    driver.resize(1280, 800)
    driver.nav.tab("plan")
    driver.frames(10)
    slider, debts, today = driver.nav.top.state.slider, driver.nav.session.debts, driver.nav.session.today
    replans = []
    for i in range(40):
        begun = time.perf_counter()
        plan_household(debts, "USD", today, PlanChoice(budget=slider.value + slider.step * (i % 20)))
        replans.append(time.perf_counter() - begun)
    dragged = driver.drag(driver.one(StepSlider), 0.3, 0.9, steps=40)

    driver.nav.tab("debts")
    driver.frames(4)
    time.sleep(0.2)  # nobody opens the next list sooner; what the last page left is let go of meanwhile
    driver.frames(4)
    rows = driver.one(RowList)
    names, one = rows.rows[0], next(row for row in rows.rows if row.opens)
    rows.rows = [names, *(one._replace(title=f"Debt {i}") for i in range(10_000))]
    driver.frames(4)
    scrolled = []
    for i in range(200):
        rows.page.rest_at(i * 100)  # 100 dp a frame: a fast flick
        begun = time.perf_counter()
        driver.frames(1)
        scrolled.append(time.perf_counter() - begun)
    times = {"replan": replans, "drag": dragged, "scroll": scrolled}
    times["memory"] = [most_mb() / 1000]
    print(json.dumps({name: [round(t * 1000, 3) for t in found] for name, found in times.items()}), flush=True)
    os._exit(0)


def log(folder: str) -> None:
    """Open a long contact log, scroll through it, also while the rules are asked, and say what each frame took."""
    from tests.window import Driver, prepare_kivy

    prepare_kivy(390, 844)
    from ui.app import AshoreApp
    from ui.widgets.timeline import Timeline

    driver = Driver(AshoreApp(Path(folder)))
    driver.resize(390, 844)
    driver.nav.session.household  # noqa: B018  opened, as it is by the time somebody goes to the log
    begun = time.perf_counter()
    driver.nav.tab("contacts")
    driver.frames(2)
    times = {"open": [time.perf_counter() - begun], "asking": _scrolled(driver, driver.one(Timeline), 150)}
    driver.until(lambda: not driver.nav.is_working, seconds=120)
    times["scroll"] = _scrolled(driver, driver.one(Timeline), 600)
    driver.nav.top.show(driver.nav.top.vm.begin_at("2024-05-01"))
    driver.frames(4)
    times["old"] = _scrolled(driver, driver.one(Timeline), 300)
    times["rows"] = [len(driver.nav.top.state.rows) / 1000]
    print(json.dumps({name: [round(t * 1000, 3) for t in found] for name, found in times.items()}), flush=True)
    os._exit(0)


def _scrolled(driver, rows, frames: int) -> list[float]:
    times = []
    for _ in range(frames):
        rows.page.rest_at(rows.page.from_top + 100)  # 100 dp a frame: a fast flick
        begun = time.perf_counter()
        driver.frames(1)
        times.append(time.perf_counter() - begun)
    return times


if __name__ == "__main__":
    of = {
        "bare": bare,
        "ashore": ashore,
        "modules": lambda folder: ashore(folder, modules),
        "frames": frames,
        "log": log,
    }
    of[sys.argv[1]](*sys.argv[2:])
