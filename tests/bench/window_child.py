"""One window of the bench, in a process of its own: ``bare`` (a Kivy label), ``ashore FOLDER``, ``modules FOLDER`` or
``frames FOLDER``.

``bare`` and ``ashore`` say ``shown`` at the first frame that shows what it should, with the peak memory in MB.
``modules`` says, as JSON, which modules are loaded at that frame. ``frames`` says the frame times of a dragged budget and of a scrolled list, as JSON in milliseconds.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from pathlib import Path

TOP = Path(__file__).parent.parent.parent
sys.path.insert(0, str(TOP))


def shown() -> None:
    """Say that it is there, and end at once."""
    print("shown", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, flush=True)
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


def ashore(folder: str, end=shown) -> None:
    """Run Ashore on a real store, until its totals and the first payments are drawn."""
    from ui.start import prepare_kivy

    prepare_kivy(os.environ["KIVY_HOME"])
    from kivy.core.window import Window

    from ui.app import AshoreApp

    app = AshoreApp(Path(folder))

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
    from ui.screens.parts import ListedRow
    from ui.widgets.choice import StepSlider
    from ui.widgets.row_list import RowList

    driver = Driver(AshoreApp(Path(folder)))
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
    rows = driver.one(RowList)
    rows.rows = [
        ListedRow("card", f"Debt {i}", "Credit card, 18.25%", f"${i}.00", "$1.00 a day") for i in range(10_000)
    ]
    driver.frames(4)
    scrolled = []
    for i in range(200):
        rows.page.rest_at(i * 100)  # 100 dp a frame: a fast flick
        begun = time.perf_counter()
        driver.frames(1)
        scrolled.append(time.perf_counter() - begun)
    times = {"replan": replans, "drag": dragged, "scroll": scrolled}
    times["memory"] = [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1000]
    print(json.dumps({name: [round(t * 1000, 3) for t in found] for name, found in times.items()}), flush=True)
    os._exit(0)


if __name__ == "__main__":
    of = {"bare": bare, "ashore": ashore, "modules": lambda folder: ashore(folder, modules), "frames": frames}
    of[sys.argv[1]](*sys.argv[2:])
