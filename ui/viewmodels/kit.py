"""The papers that show a change, as a checklist; what is ticked is kept with the household."""

from __future__ import annotations

from typing import NamedTuple

from planner.services.kits import HARDSHIP, kit
from ui.viewmodels.session import Session

SETTING = "kit_hardship"


class KitState(NamedTuple):
    """The list: (id, name, how it is shown, there)."""

    items: tuple[tuple[str, str, str, bool], ...]


class KitViewModel:
    """Turns ticks."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def state(self) -> KitState:
        """Return the list."""
        there = self._there()
        items = kit(HARDSHIP, self._session.language)
        return KitState(tuple((one.id, one.name, one.how, one.id in there) for one in items))

    def tick(self, id_: str) -> KitState:
        """Say that a paper is there, or is not."""
        self._session.change_settings(**{SETTING: ";".join(sorted(self._there() ^ {id_}))})
        return self.state()

    def _there(self) -> set[str]:
        return {part for part in self._session.settings.get(SETTING, "").split(";") if part}
