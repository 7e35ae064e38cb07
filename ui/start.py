"""What ``python main.py`` does without a command: the window; where there is no screen, the sample's plan in words."""

from __future__ import annotations

import logging
import os
import re
import sys
import tempfile
from pathlib import Path

from planner.errors import Text
from planner.i18n import environment_language, translator
from planner.resources import ASSETS
from planner.settings import data_folder


def has_display() -> bool:
    """Return whether a window can be shown here."""
    if sys.platform.startswith("linux") and "ANDROID_ARGUMENT" not in os.environ:
        if os.environ.get("WAYLAND_DISPLAY"):
            return True
        display = os.environ.get("DISPLAY", "")
        number = re.fullmatch(r":(\d+)(\.\d+)?", display)
        # SDL would open a window that nobody sees where the local screen is gone.
        return Path(f"/tmp/.X11-unix/X{number[1]}").exists() if number else bool(display)
    return True


def prepare_kivy(home: str) -> None:
    """Set what Kivy reads once, before it is first imported: no log files (they may hold what a person typed)."""
    defaults = {
        "KIVY_NO_ARGS": "1",
        "KIVY_NO_FILELOG": "1",
        "KIVY_NO_CONFIG": "1",
        "KIVY_LOG_MODE": "PYTHON",  # else Kivy swallows what Python says of a fault
        "KIVY_IMAGE": "sdl2",  # no other reader of pictures need be loaded
        "KIVY_HOME": home,
        "SDL_IME_SHOW_UI": "1",  # Windows hides the list of an input method otherwise
    }
    for name, value in defaults.items():
        os.environ.setdefault(name, value)
    if "ASHORE_DEBUG" not in os.environ:
        logging.disable(logging.CRITICAL)  # Kivy names every part that a system does not have
    from kivy.config import Config

    for section, name, value in (
        ("graphics", "width", "1280"),
        ("graphics", "height", "800"),
        ("graphics", "minimum_width", "320"),
        ("graphics", "minimum_height", "480"),
        (
            "graphics",
            "multisamples",
            "0",
        ),  # our own lines are smooth; more samples cost 40 MB and half a frame in software
        ("kivy", "exit_on_escape", "0"),
        ("input", "mouse", "mouse,disable_multitouch"),
    ):
        Config.set(section, name, value)


def start() -> int:
    """Open the app; return the exit code."""
    say = translator(environment_language())
    if not has_display():
        print(say(Text("There is no screen here, so this is the sample household's plan in words.")))
        return _sample_in_words()
    folder = data_folder()
    home = folder / "kivy"
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError:
        home = Path(tempfile.mkdtemp(prefix="ashore"))  # a folder that can only be read still opens
    prepare_kivy(str(home))
    from ui.app import AshoreApp

    AshoreApp(folder).run()
    return 0


def _sample_in_words() -> int:
    from ui.cli.app import run

    return run(["plan", str(ASSETS / "sample" / f"debts.{environment_language()}.csv")])
