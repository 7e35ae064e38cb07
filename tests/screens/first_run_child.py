"""A first run in a process of its own, to be killed: ``first_run_child.py FOLDER STEP`` goes to a step and stays there.

It says ``there`` once it stands at the step. At ``writing`` it keeps changing settings for as long as it lives.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from planner.errors import Text
from tests.window import Driver, prepare_kivy

SAID = "harbour lamp river stone"


def go_to(driver, step):
    """Go through the first run as a person does who speaks Chinese, up to ``step``."""
    if step == "opened":
        return
    driver.tap("简体中文")
    if step == "language":
        return
    tap(driver, "Continue", "Continue")
    if step in ("passphrase", "code", "locked"):
        for field in ("Passphrase", "The same once more"):
            driver.type_into(driver.nav.say(Text(field)), SAID)
        if step != "passphrase":
            tap(driver, "Set passphrase and go on")
        if step == "locked":
            copy_code(driver)
        return
    tap(driver, "No passphrase", "Continue", "Country or region", "Mainland China")
    if step in ("place", "writing"):
        return
    tap(driver, "Continue")


def copy_code(driver):
    """Show that the recovery code was copied by hand."""
    groups = driver.nav.top.state.groups
    tap(driver, "I have copied it")
    for place in driver.nav.top.state.asked:
        label = driver.nav.say(Text("Group {number} of your code", {"number": str(place)}))
        driver.type_into(label, groups[place - 1])
    tap(driver, "Check and go on")


def tap(driver, *names):
    """Tap what is called so, in the language of the app."""
    for name in names:
        driver.tap(driver.nav.say(Text(name)))


def main(folder, step):
    """Open the app, go to the step, say so, and stay."""
    prepare_kivy()
    from ui.app import AshoreApp

    driver = Driver(AshoreApp(Path(folder)))
    driver.resize(390, 844)
    go_to(driver, step)
    driver.frames(4)
    print("there", flush=True)
    countries = ("GB", "US", "CN")
    while True:
        if step == "writing":
            countries = (*countries[1:], countries[0])
            driver.nav.top.choose(country=countries[0])
        driver.frames(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
