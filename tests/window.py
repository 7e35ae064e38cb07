"""A real window under Xvfb, driven like a person drives it: taps, typing, keys, and pictures of what is seen."""

import logging
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WINDOW_ENVIRONMENT = {
    "KIVY_NO_ARGS": "1",
    "KIVY_LOG_MODE": "PYTHON",
    "KIVY_NO_FILELOG": "1",
    "KIVY_NO_CONFIG": "1",
    "KIVY_IMAGE": "sdl2",
    "KIVY_METRICS_DENSITY": "1",
    "KIVY_METRICS_FONTSCALE": "1",
    "KIVY_DPI": "96",
    "SDL_AUDIODRIVER": "dummy",
    "LIBGL_ALWAYS_SOFTWARE": "1",
    "ASHORE_DEBUG": "1",
}


class NoScreen(Exception):
    """There is no X display and none can be started."""


def start_screen():
    """Start Xvfb where no display is; return its process, None where one was there. Raises ``NoScreen``."""
    if os.environ.get("DISPLAY"):
        return None
    if shutil.which("Xvfb") is None:
        raise NoScreen("Xvfb is not on this machine; make ci-deps adds it")
    read, write = os.pipe()
    process = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1920x1400x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    number = b""
    while not number.endswith(b"\n"):
        part = os.read(read, 16)
        if not part:
            raise NoScreen("Xvfb did not start")
        number += part
    os.close(read)
    os.environ["DISPLAY"] = ":" + number.decode().strip()
    return process


def prepare_kivy(width=390, height=844):
    """Set up Kivy for a window that only the driver moves; before kivy is first imported."""
    os.environ.update(WINDOW_ENVIRONMENT)
    os.environ.setdefault("KIVY_HOME", tempfile.mkdtemp(prefix="kivy"))
    logging.disable(logging.CRITICAL)
    from kivy.config import Config

    for section, name, value in (
        ("graphics", "width", width),
        ("graphics", "height", height),
        ("graphics", "multisamples", 0),
        ("graphics", "maxfps", 0),
        ("graphics", "vsync", 0),
        ("kivy", "log_level", "warning"),
        ("kivy", "exit_on_escape", 0),
    ):
        Config.set(section, name, str(value))
    for name, _ in Config.items("input"):
        Config.remove_option("input", name)


class Driver:
    """Drives one app in the window."""

    def __init__(self, app):
        from kivy.app import App
        from kivy.base import EventLoop
        from kivy.core.window import Window

        self.app, self.window, self._loop = app, Window, EventLoop
        App._running_app = app
        for child in Window.children[:]:
            Window.remove_widget(child)
        if EventLoop.status != "started":
            EventLoop.ensure_window()
            EventLoop.add_event_listener(Window)
            EventLoop.start()
        app.root = app.build()
        Window.add_widget(app.root)
        app._app_window = Window
        app.dispatch("on_start")
        self.frames(6)

    @property
    def nav(self):
        return self.app.nav

    def stop(self):
        """End the app, leaving the window for the next one."""
        from kivy.app import App

        self.app.dispatch("on_stop")
        App._running_app = None
        for child in self.window.children[:]:
            self.window.remove_widget(child)
        self._loop.idle()

    def frames(self, count=3):
        for _ in range(count):
            self._loop.idle()

    def until(self, condition, seconds=10.0):
        """Let frames pass until something is so."""
        end = time.monotonic() + seconds
        while not condition():
            self.frames(1)
            if time.monotonic() > end:
                raise TimeoutError(condition)
        self.frames(2)

    def resize(self, width, height):
        self.window.size = (width, height)
        self.frames(8)

    def all(self, kind=None, **attributes):
        """Return every widget of a class in the top layer that has these attributes, in reading order."""
        found = []

        def walk(widget):
            if (kind is None or isinstance(widget, kind)) and all(
                getattr(widget, name, None) == value for name, value in attributes.items()
            ):
                found.append(widget)
            for child in reversed(widget.children):
                walk(child)

        walk(self.app.root.layers[-1])
        return found

    def one(self, kind=None, **attributes):
        found = self.all(kind, **attributes)
        assert found, f"nothing like {attributes} is on the page; words: {self.words()}"
        return found[0]

    def words(self):
        """Return every text on the page."""
        from ui.widgets.words import Words

        return [widget.value for widget in self.all(Words) if widget.value]

    def sees(self, text):
        return any(text in words for words in self.words())

    def tap(self, widget_or_label):
        """Tap a widget, or the pressable thing with this label."""
        from tests.finger import Finger
        from ui.widgets.focus import show_in_scroll
        from ui.widgets.press import Pressable

        widget = widget_or_label
        if isinstance(widget, str):
            widget = self.one(Pressable, label=widget)
        show_in_scroll(widget)
        self.frames(2)
        touch = Finger(*widget.to_window(*widget.center))
        touch.press()
        self.frames(1)
        touch.lift()
        time.sleep(0.04)  # a button shows that it is pressed for at least this long
        self.frames(4)

    def drag(self, widget, part_from, part_to, steps=8):
        """Drag across a widget, between two parts of its width; return the longest frame in seconds."""
        from tests.finger import Finger
        from ui.widgets.focus import show_in_scroll

        show_in_scroll(widget)
        self.frames(2)
        x, y = widget.to_window(widget.x, widget.center_y)
        touch = Finger(x + widget.width * part_from, y)
        touch.press()
        self.frames(1)
        frames = []
        for step in range(1, steps + 1):
            part = part_from + (part_to - part_from) * step / steps
            begin = time.perf_counter()
            touch.slide(x + widget.width * part, y)
            self.frames(1)
            frames.append(time.perf_counter() - begin)
        touch.lift()
        self.frames(3)
        return frames

    def field(self, label):
        """Return the field with this label."""
        from ui.widgets.field import Field

        return self.one(Field, label=label)

    def type_into(self, label, text):
        """Tap a field and type into it, the way SDL sends text."""
        field = self.field(label)
        self.tap(field.input)
        if field.input.text:
            field.input.select_all()
            field.input.delete_selection()
        for character in text:
            self.window.dispatch("on_textinput", character)
        self.frames(3)

    def key(self, code, codepoint=None, modifiers=()):
        """Press a key: 9 Tab, 13 Enter, 27 Escape, 32 Space, 273-276 arrows."""
        self.window.dispatch("on_key_down", code, 0, codepoint, list(modifiers))
        self.window.dispatch("on_key_up", code, 0)
        if code in (13, 32):
            time.sleep(0.06)  # a button pressed by key shows that it is pressed for 0.05 s
        self.frames(3)

    def focused(self):
        from ui.widgets.focus import focus_order

        return next((widget for widget in focus_order(self.app.root) if widget.focus), None)

    def shot(self, path):
        """Write what is seen as a PNG."""
        from kivy.graphics.opengl import GL_RGBA, GL_UNSIGNED_BYTE, glReadPixels
        from PIL import Image

        self.window.canvas.ask_update()
        self.window.dispatch("on_draw")
        width, height = self.window.system_size
        pixels = glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE)
        picture = Image.frombytes("RGBA", (width, height), pixels).transpose(Image.FLIP_TOP_BOTTOM).convert("RGB")
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        picture.save(path, optimize=True)


if __name__ == "__main__":
    sys.exit("Imported by the tests of tests/screens and by packaging/pictures.py.")
