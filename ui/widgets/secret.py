"""A field for a passphrase or a recovery code: covered until the eye is tapped; nothing of it can be copied out."""

from __future__ import annotations

from kivy.properties import BooleanProperty

from ui.widgets.field import Field
from ui.widgets.inputs import KInput
from ui.widgets.press import IconButton
from ui.widgets.tree import Node, el


class SecretInput(KInput):
    """One line that is covered. What is typed stays exactly as typed: spaces and capitals count."""

    def __init__(self, **props) -> None:
        super().__init__(password=True, password_mask="●", **props)

    def copy(self, data="") -> None:
        """Give nothing to the clipboard while it is covered."""
        if not self.password:
            super().copy(data)

    def cut(self) -> None:
        """Cut nothing while it is covered."""
        if not self.password:
            super().cut()


class SecretField(Field):
    """The field. ``covered``: whether dots stand for what was typed."""

    covered = BooleanProperty(True)

    def __init__(self, **props) -> None:
        super().__init__(input=SecretInput, **props)
        self.fbind("covered", self._cover)
        self._cover()

    def _cover(self, *_) -> None:
        self.input.password = self.covered


def secret_field(column: str, label: str, covered: bool, show_words: str, turn, **props) -> Node:
    """Return a covered field with its eye; ``turn()`` covers or uncovers it."""
    eye = el(IconButton, key="eye", name="show" if covered else "hide", label=show_words, fill="surface", action=turn)
    return el(SecretField, key=column, column=column, label=label, covered=covered, button=eye, **props)
