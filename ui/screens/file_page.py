"""Pages that ask for a file: by its path, from the folders, or dropped on the window."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from kivy.core.window import Window

from planner.errors import Text
from ui.screens.screen import Screen
from ui.widgets.field import Field
from ui.widgets.focus import ON_PHONE
from ui.widgets.press import KButton
from ui.widgets.tree import Node, el


class FilePage(Screen):
    """A page that takes a file dropped on the window. ``vm``: has ``type``, ``take`` and ``stop``; ``state``: ``path``."""

    def wait_for_file(self) -> None:
        """Take what is dropped on the window from now on."""
        Window.bind(on_drop_file=self._dropped)

    def leave(self) -> None:
        """Wait no longer, and stop what is at work."""
        Window.unbind(on_drop_file=self._dropped)
        self.vm.stop()

    def take_dropped(self, path: str) -> None:
        """Take a file that was dropped."""
        if not self.state.working:
            self.show(self.vm.take(path))

    def _dropped(self, _window: Any, path: bytes, *_: Any) -> None:
        if self.nav.top is self:
            self.take_dropped(os.fsdecode(path))

    def path_field(self, enter: Callable[[], None], hint: str = "", label: Text | None = None) -> Node:
        """Return the field for the path, with what a desk can do besides; ``enter``: go on with it."""
        say = self.say
        if not ON_PHONE:
            hint = self.session.sentences(hint, say(Text("You can also drop the file on this window.")))
        return el(
            Field,
            key="path",
            input="path",
            label=say(label or Text("Where the file is")),
            value=self.state.path,
            hint=hint,
            commit=lambda text: self.show(self.vm.type(text)),
            enter=enter,
        )


def folders_button(screen: Screen, **where: Any) -> Node:
    """Return the button that looks in folders for what ``screen.vm`` takes. ``where``: ``endings``, ``back``; ``small``."""
    vm, small = screen.vm, where.pop("small", False)
    return el(
        KButton,
        key="browse",
        value=screen.say(Text("Look in folders")),
        icon="folder",
        kind="soft",
        small=small,
        action=lambda: screen.nav.open("browse", take=vm.take, folder=vm.folder, **where),
    )
